"""Items of containers → clean articles: title, dek, dateline, date, byline, agency and a body of typed blocks, each field with the
reason for it, every line that was taken out with the rule that took it – or no article, with the reason."""

import re
from collections.abc import Sequence
from typing import NamedTuple, get_args

from msgspec.structs import replace

from newsgen.clean.draft import Draft, bare
from newsgen.clean.evidence import FieldValue, unknown
from newsgen.clean.fields.agency import agency
from newsgen.clean.fields.byline import byline
from newsgen.clean.fields.correction_notes import notes
from newsgen.clean.fields.date_expressions import in_language
from newsgen.clean.fields.dateline import dateline
from newsgen.clean.fields.headline_features import looks_a_headline
from newsgen.clean.fields.published import published
from newsgen.clean.fields.title import derived
from newsgen.clean.lines.repeats import line_digests as digests
from newsgen.clean.markup.convert import even_blocks, html_blocks, markdown_blocks
from newsgen.clean.paragraphs import rows
from newsgen.clean.raw_text import RUNNING, Piece, drafts, spoken
from newsgen.clean.record import AS_EXPORTED, own, record
from newsgen.config import CleanConfig
from newsgen.decisions import ArticleDecision
from newsgen.model import Article, Block, BlockKind, Card, Cut, Problem, Published, Raw
from newsgen.text.words import count, plain

VERSION = 1
"""Raised whenever the same text would give another article, so that what is cached is made anew."""

LEDE = 2000
"""Characters of a lede that are looked at for a derived headline."""
NO_DECISION = ArticleDecision()
"""What is decided of an article of which nothing is."""
LISTED = 10
"""Headlines from which a file that holds nothing else is a listing."""

_KINDS = frozenset(get_args(BlockKind))
_HEADING = re.compile(r"\s*(?:#\s|<h1\b|[^\n]+\n=+\s*(?:\n|$))", re.IGNORECASE)
"""A heading of the first level on top of a Markdown or HTML body."""
_WORD = re.compile(r"[^\W_]")
_CONTROLS = bytes([*range(9), *range(14, 32)])
_STATED = "the container states it"
"""Why a field is not sought in a body: what was found would not be used."""


def line_digests(raw: Raw) -> tuple[int, ...]:
    """The digest of each paragraph of a raw text, 0 for those too short to count; nothing for a trusted body, of which no line is cut."""
    return digests(row.text for row in rows(raw.text)) if _judged(raw) else ()


class Assignment(NamedTuple):
    """An item that is to become an article: its id, what the archivist decided of it, and for a raw text in `repeats[i]` the bucket of how many
    articles of the outlet hold paragraph i (0, or nothing, where that is not known)."""

    raw: Raw
    id: str
    repeats: Sequence[int]
    decision: ArticleDecision


class _Examined(NamedTuple):
    """An assignment, why no article is made of it (None where one may be), and the blocks of a body that is trusted."""

    assigned: Assignment
    fault: Problem | None
    blocks: tuple[Block, ...] = ()


def articles(
    assignments: Sequence[Assignment], config: CleanConfig
) -> list[tuple[Article | None, tuple[Problem, ...]]]:
    """The article of each assignment with what is to be said of it, in order; None and a problem that says why where there is none.

    Raw texts are read together, which takes a fraction of the time; an article does not depend on those that are made beside it.
    """
    examined = [_examined(assigned) for assigned in map(_owned, assignments)]
    drafted = drafts(
        [
            _piece(assigned)
            for assigned, fault, _ in examined
            if fault is None and _judged(assigned.raw)
        ],
        config,
    )
    found: list[tuple[Article | None, tuple[Problem, ...]]] = []
    for assigned, fault, blocks in examined:
        if fault is not None:
            found.append((None, (fault,)))
            continue
        found.append(
            _finished(
                assigned,
                next(drafted) if _judged(assigned.raw) else _trusted(assigned, blocks, config),
                config,
            )
        )
    return found


def article(
    raw: Raw,
    article_id: str,
    repeats: Sequence[int],
    config: CleanConfig,
    decision: ArticleDecision | None,
) -> tuple[Article | None, tuple[Problem, ...]]:
    """The article of one item, as `articles` makes it."""
    (found,) = articles([Assignment(raw, article_id, repeats, decision or NO_DECISION)], config)
    return found


def card(article: Article) -> Card:
    """The article without its body."""
    return Card(
        article.id, article.origin, article.title, article.published, article.place, article.agency, article.outlet, article.lang, article.tags,
        count("\n".join([block.text for block in article.blocks])),
    )  # fmt: skip


def _judged(raw: Raw) -> bool:
    return raw.media_type == "text/plain" and not raw.hints.trusted


def _owned(assigned: Assignment) -> Assignment:
    """The assignment with what the container states of this copy itself."""
    hints = own(assigned.raw.hints)
    return (
        assigned
        if hints is assigned.raw.hints
        else assigned._replace(raw=replace(assigned.raw, hints=hints))
    )


def _examined(assigned: Assignment) -> _Examined:
    raw = assigned.raw
    if assigned.decision.drop:
        return _Examined(
            assigned, _problem(raw, "note", "dropped", "left out by the archivist’s decision", "")
        )
    if raw.media_type == "text/markdown" and (blocks := even_blocks(raw.text, raw.origin.line)):
        return _Examined(assigned, None, blocks)  # what has even paragraphs is text
    fault = (
        None if raw.hints.cut else _junk(raw)
    )  # an exported body may be empty: all of it was cut
    return _Examined(assigned, fault, () if fault or _judged(raw) else _trusted_blocks(raw))


def _piece(assigned: Assignment) -> Piece:
    found = rows(assigned.raw.text, assigned.raw.origin.line)
    counted = assigned.repeats if len(assigned.repeats) == len(found) else (0,) * len(found)
    return Piece(found, counted, assigned.raw.hints, assigned.decision)


def _finished(
    assigned: Assignment, made: Draft, config: CleanConfig
) -> tuple[Article | None, tuple[Problem, ...]]:
    raw, decided = assigned.raw, assigned.decision
    if fault := _absent(raw, made):
        return None, (fault,)
    if not made.title.value and not raw.hints.title and decided.title is None:
        made = _titled(raw, made)
    found, problems = record(raw, assigned.id, made, config, decided)
    if made.doubt:
        doubt = _problem(
            raw,
            "warning",
            "boilerplate",
            made.doubt,
            "look at it, and drop it by a decision where it is no article",
        )
        return found, (*problems, doubt)
    return found, problems


def _trusted(assigned: Assignment, blocks: tuple[Block, ...], config: CleanConfig) -> Draft:
    """The draft of a body that is not judged, without the lines that the archivist cut."""
    raw, decided = assigned.raw, assigned.decision
    exported = raw.hints.kinds or raw.hints.cut
    made = (
        bare(_as_exported(blocks, raw.hints.kinds), AS_EXPORTED, raw.hints.cut)
        if exported
        else _inferred(raw, blocks, config)
    )
    if not decided.cut:
        return made
    gone = tuple(
        Cut(block.line, block.text, "cut by the archivist")
        for block in made.blocks
        if block.line in decided.cut
    )
    return replace(
        made,
        blocks=tuple(block for block in made.blocks if block.line not in decided.cut),
        cut=made.cut + gone,
    )


def _trusted_blocks(raw: Raw) -> tuple[Block, ...]:
    if raw.media_type == "text/html":
        return html_blocks(raw.text, raw.origin.line)
    if raw.media_type == "text/markdown":
        return markdown_blocks(raw.text, raw.origin.line)
    return tuple(
        Block("paragraph", row.text, None, row.number) for row in rows(raw.text, raw.origin.line)
    )


def _as_exported(blocks: tuple[Block, ...], kinds: tuple[str, ...]) -> tuple[Block, ...]:
    """The blocks with the kinds that travelled with them, where they are as many."""
    if len(blocks) != len(kinds):
        return blocks
    named = zip(blocks, kinds, strict=True)
    return tuple(
        block if kind not in _KINDS else Block(kind, block.text, block.html, block.line)  # type: ignore[arg-type]
        for block, kind in named
    )


def _inferred(raw: Raw, blocks: tuple[Block, ...], config: CleanConfig) -> Draft:
    """The draft of a trusted body: fields are inferred from it, nothing is cut but a heading that is the title."""
    title: FieldValue[str] = unknown("", "no title is stated")
    if blocks and blocks[0].kind == "subhead" and _is_title(blocks[0].text, raw):
        title = FieldValue(blocks[0].text, "text", "heading above the body", 0.95)
        blocks = blocks[1:]
    hints = raw.hints
    texts = [block.text for block in blocks]
    lang = spoken(texts, hints, config)
    config = in_language(config, lang.value)
    body = [at for at, text in enumerate(texts) if len(text) >= RUNNING] or list(range(len(texts)))
    filed = next(
        (found for text in texts[: body[0] + 2 if body else 2] if (found := dateline(text))), None
    )
    place = (
        FieldValue(filed.place, "dateline", filed.rule, 0.95)
        if filed and filed.place
        else unknown("", "no dateline")
    )
    date: FieldValue[Published | None] = (
        unknown(None, _STATED) if hints.date else published(texts, body, -1, filed, config)
    )
    signed: FieldValue[tuple[str, ...]] = (
        unknown((), _STATED) if hints.byline else byline(texts, body, -1, config)
    )
    sold = unknown("", _STATED) if hints.agency else agency(filed, (), texts[-2:])
    return Draft(
        title, unknown("", "no dek is stated"), date, place, signed, sold, lang, blocks, notes(texts, hints.title),
    )  # fmt: skip


def _is_title(heading: str, raw: Raw) -> bool:
    """True where the heading above a body is its title: the one that is stated, or of the first level where none is."""
    stated = plain(raw.hints.title)
    return stated == plain(heading) if stated else _HEADING.match(raw.text) is not None


def _titled(raw: Raw, made: Draft) -> Draft:
    """The draft with a headline made of its lede; of the name of its file where it has no body."""
    if not made.blocks:
        return replace(
            made,
            title=FieldValue(
                raw.origin.path.rpartition("/")[2].partition(".")[0] or "?",
                "derived",
                "name of the file",
                0.1,
            ),
        )
    lede = next(
        (block.text for block in made.blocks if block.kind == "paragraph"), made.blocks[0].text
    )
    filed = dateline(lede)
    return replace(made, title=derived(lede[filed.end if filed else 0 :][:LEDE].strip()))


def _absent(raw: Raw, made: Draft) -> Problem | None:
    """Why there is no article in what was drafted, None where there is one."""
    remedy = "remove the file, or keep lines by a decision"
    if not made.blocks and (made.doubt or raw.hints.cut) and not _is_listing(made):
        return None
    if not made.blocks and made.cut:
        return _problem(
            raw,
            "error",
            "boilerplate",
            "no article in it – its lines are headline, byline and date, without a report",
            remedy,
        )
    if not any(_WORD.search(block.text) for block in made.blocks):
        return _problem(raw, "error", "empty", "no article in it – there is no word in it", remedy)
    if _judged(raw) and _is_listing(made):
        return _problem(raw, "error", "listing", "no article in it – a list of headlines", remedy)
    return None


def _is_listing(made: Draft) -> bool:
    """True where a page lists headlines: `LISTED` lines or more, nearly all shaped like headlines without figures, and no running text."""
    lines = [*(block.text for block in made.blocks), *(cut.text for cut in made.cut)]
    if len(lines) < LISTED or any(len(block.text) >= RUNNING for block in made.blocks):
        return False
    return sum(
        looks_a_headline(line) and not any(map(str.isdigit, line)) for line in lines
    ) >= 0.8 * len(lines)


def _junk(raw: Raw) -> Problem | None:
    """Why `raw` is no text at all, None where it is."""
    sample = raw.text[:4000]
    if not sample.strip() and not raw.text.strip():
        return _problem(raw, "error", "empty", "no article in it – the file is empty", "remove it")
    data = sample.encode("utf-8", "replace")
    strays = len(data) - len(data.translate(None, _CONTROLS)) + sample.count("\ufffd")
    if strays * 20 > len(sample):
        return _problem(
            raw,
            "error",
            "binary",
            "no article in it – this is no text",
            "remove it, or convert it to text",
        )
    return None


def _problem(raw: Raw, level: str, code: str, message: str, hint: str) -> Problem:
    where = raw.origin.path if raw.origin.line <= 1 else f"{raw.origin.path}:{raw.origin.line}"
    return Problem(level, where, code, message, hint)  # type: ignore[arg-type]  # a literal at every call
