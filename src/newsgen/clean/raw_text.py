"""Raw texts → their drafts: which lines are headline, dek, byline and date line, which are body, and which were cut by what rule."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from newsgen.clean.draft import Draft
from newsgen.clean.evidence import FieldValue, given, unknown
from newsgen.clean.fields.agency import agency
from newsgen.clean.fields.byline import byline
from newsgen.clean.fields.correction_notes import notes
from newsgen.clean.fields.date_expressions import in_language
from newsgen.clean.fields.dateline import Dateline, dateline
from newsgen.clean.fields.dek import between, dek
from newsgen.clean.fields.headline_features import is_aside
from newsgen.clean.fields.published import published
from newsgen.clean.fields.title import title
from newsgen.clean.lines.classify import Judgement, judgements
from newsgen.clean.lines.features import Lines
from newsgen.clean.paragraphs import Row
from newsgen.clean.record import outlet_of
from newsgen.config import CleanConfig
from newsgen.decisions import ArticleDecision
from newsgen.model import Block, Cut, Hints
from newsgen.text.language import SAMPLE, language
from newsgen.text.words import plain

RUNNING = 80
"""Characters from which a line is running text."""
HEADINGS = 3
"""Lines of that kind at most: more of them are a list or a table."""
DATELINED = 12
"""Lines above the second paragraph in which a dateline is looked for."""
NEARLY = 12
"""Characters by which a line that repeats the headline may differ from it in length: quotes, stops, spaces."""
ITEM = 30
"""Lines of a short item at most."""
TAIL = 6
"""Lines below the body in which an end mark is looked for."""

_HEADING = re.compile(r"[^\d.!?…:;\"”’»|\t]*[^\W\d_]")
_DATELINED = Judgement(keep=True, kind="paragraph", rule="dateline")
_ITEM = Judgement(keep=True, kind="paragraph", rule="nothing else is left")


class Piece(NamedTuple):
    """The paragraphs of a raw text, how often the outlet prints each, what its container states and what the archivist decided."""

    rows: Sequence[Row]
    repeats: Sequence[int]
    hints: Hints
    decision: ArticleDecision


def drafts(pieces: Sequence[Piece], config: CleanConfig) -> Iterator[Draft]:
    """The draft of each of `pieces`, in order.

    A line that the archivist cut is gone before anything is sought in the rest; one that he keeps stays in the body whatever else it is.
    """
    left = [_left(piece) for piece in pieces]
    texts = [[row.text for row in piece.rows] for piece in left]
    langs = [spoken(lines, piece.hints, config) for lines, piece in zip(texts, left, strict=True)]
    outlets = [piece.decision.outlet or outlet_of(piece.hints, config).value for piece in left]
    read = [
        (Lines(lines, piece.repeats, lang.value), outlet)
        for lines, piece, lang, outlet in zip(texts, left, langs, outlets, strict=True)
    ]
    for whole, piece, lang, verdicts in zip(
        pieces, left, langs, judgements(read, config), strict=True
    ):
        made = _sought(piece, verdicts, lang, config)
        yield made if piece is whole else _with_cut(made, whole)


def _left(piece: Piece) -> Piece:
    """The piece without the lines that the archivist cut."""
    if not (gone := _held(piece.decision.cut, piece.rows)):
        return piece
    left = [at for at in range(len(piece.rows)) if at not in gone]
    return piece._replace(
        rows=[piece.rows[at] for at in left], repeats=[piece.repeats[at] for at in left]
    )


def _with_cut(made: Draft, piece: Piece) -> Draft:
    gone = (piece.rows[at] for at in _held(piece.decision.cut, piece.rows))
    cut = (*made.cut, *(Cut(row.number, row.text, "cut by the archivist") for row in gone))
    return replace(made, cut=tuple(sorted(cut, key=lambda each: each.line)))


def _sought(
    piece: Piece, judged: Sequence[Judgement], lang: FieldValue[str], config: CleanConfig
) -> Draft:
    """The fields and the body of rows of which none is to be cut unseen."""
    rows, hints = piece.rows, piece.hints
    texts = [row.text for row in rows]
    config = in_language(config, lang.value)
    verdicts, doubt = _doubted(texts, list(judged))
    running = _running(texts, [verdict.keep for verdict in verdicts])
    headline = _headline(texts, running, piece.repeats, hints)
    above = max(headline.used, default=-1)
    summary = dek(texts, above, running)
    titles = {*headline.used, *summary.used}
    body = [at for at in running if at not in titles]
    filed_at, filed = _filed(texts, body, titles)
    if filed is not None and not verdicts[filed_at].keep:
        verdicts[filed_at] = _DATELINED
    first, last = (body[0], body[-1]) if body else (len(rows), len(rows) - 1)
    signed = byline(texts, body, above, config)
    dated = published(texts, body, above, filed, config)
    sold = agency(filed, texts[:first], texts[max(first, last - 1) :][:TAIL])
    if not summary.value and 0 <= above < len(rows) - 1 and not verdicts[above + 1].keep:
        summary = between(texts, above, body, (*signed.used, *dated.used))
        titles |= set(summary.used)
    place = (
        FieldValue(filed.place, "dateline", filed.rule, 0.95)
        if filed and filed.place
        else unknown("", "no dateline")
    )
    fields = {
        at: rule
        for rule, found in (("byline", signed), ("date line", dated))
        for at in found.used
        if at not in titles
    }
    taken = titles | set(fields) | {filed_at}
    fields |= dict.fromkeys(
        _headings(texts, [verdict.keep for verdict in verdicts], first, taken),
        "heading above the report",
    )
    blocks, cut = _parted(
        rows,
        verdicts,
        dict.fromkeys(titles, "") | fields,
        headline.value,
        _held(piece.decision.keep, rows),
    )
    return Draft(
        headline,
        summary,
        dated,
        place,
        signed,
        sold,
        lang,
        blocks,
        notes(texts, headline.value),
        cut,
        doubt,
    )


def _doubted(texts: Sequence[str], verdicts: list[Judgement]) -> tuple[list[Judgement], str]:
    """The verdicts, and the doubt there is where no line would be left. An item that is too short to be judged is kept, and so is a text that has
    any paragraph; of one that has labels and buttons alone nothing is body."""
    if not verdicts or any(verdict.keep for verdict in verdicts):
        return verdicts, ""
    if _is_item(texts):
        return [_ITEM] * len(verdicts), ""
    if any(len(text) >= RUNNING for text in texts):
        return [_ITEM] * len(verdicts), "no line of it reads like a report, so all are kept"
    return (
        verdicts,
        "no line of it reads like a report, so its body is empty and all are among what was cut",
    )


def _is_item(texts: Sequence[str]) -> bool:
    """True for a few lines of figures or sentences, a dividend or a result: too little for the line model, and no page of buttons."""
    telling = sum(any(map(str.isdigit, text)) or text.endswith(".") for text in texts)
    return len(texts) <= ITEM and telling * 2 >= len(texts) and not any(map(is_aside, texts))


def _held(numbers: Sequence[int], rows: Sequence[Row]) -> set[int]:
    """The indices of the paragraphs in which the line `numbers` lie; a paragraph can run over several lines."""
    starts = [row.number for row in rows] if numbers else []
    return {at for number in numbers if (at := bisect_right(starts, number) - 1) >= 0}


def _running(texts: Sequence[str], keep: Sequence[bool]) -> list[int]:
    """The indices of the running text, of all that is kept where there is none."""
    kept = [at for at, is_kept in enumerate(keep) if is_kept]
    return [at for at in kept if len(texts[at]) >= RUNNING] or kept


def _headings(texts: Sequence[str], keep: Sequence[bool], first: int, taken: set[int]) -> list[int]:
    """Short lines that stand before the first running text and are neither sentences nor figures: section names, other headlines."""
    found = [at for at in range(min(first, len(texts))) if keep[at] and at not in taken]
    headings = [at for at in found if _HEADING.fullmatch(texts[at])]
    return headings if len(headings) == len(found) <= HEADINGS else []


def _filed(
    texts: Sequence[str], body: Sequence[int], titles: set[int]
) -> tuple[int, Dateline | None]:
    """The dateline of one of the first two paragraphs, and its line; a line with a dateline is a paragraph however short it is."""
    end = body[1] if len(body) > 1 else body[0] if body else len(texts) - 1
    for at in range(max(0, end - DATELINED), end + 1):
        if at not in titles and (found := dateline(texts[at])):
            return at, found
    return -1, None


def spoken(texts: Sequence[str], hints: Hints, config: CleanConfig) -> FieldValue[str]:
    """The language of the running text among `texts`, of all of them where there is none."""
    if hints.lang:
        return given(hints.lang, "stated")
    sample, length = [], 0
    for text in texts:
        if len(text) >= RUNNING:
            sample.append(text[:SAMPLE])
            length += len(text)
            if length > SAMPLE:
                break
    guess = language("\n".join(sample or texts[:40]))
    if guess.lang:
        return FieldValue(guess.lang, "text", guess.rule, guess.confidence)
    return given(config.lang, "the archive's default") if config.lang else unknown("", guess.rule)


def _headline(
    texts: Sequence[str], body: Sequence[int], repeats: Sequence[int], hints: Hints
) -> FieldValue[str]:
    """The headline; where the container states one, the lines that print it."""
    if not hints.title:
        return title(texts, body, repeats)
    wanted = plain(hints.title)
    above = body[0] + 1 if body else len(texts)
    return FieldValue(
        hints.title,
        "given",
        "stated",
        1.0,
        tuple(
            at
            for at, text in enumerate(texts[:above])
            if abs(len(text) - len(wanted)) <= NEARLY * 2 and plain(text) == wanted
        ),
    )


def _parted(
    rows: Sequence[Row],
    verdicts: Sequence[Judgement],
    fields: dict[int, str],
    headline: str,
    kept: set[int],
) -> tuple[tuple[Block, ...], tuple[Cut, ...]]:
    """Body and cut lines, each in order. `fields`: the lines that gave a field, with the rule; those that became headline or dek (rule empty)
    are neither body nor cut. Lines `kept` by the archivist are body."""
    blocks: list[Block] = []
    cut: list[Cut] = []
    again = plain(headline)
    near = range(len(headline) - NEARLY, len(headline) + NEARLY + 1) if again else ()
    for at, (row, verdict) in enumerate(zip(rows, verdicts, strict=True)):
        rule = fields.get(at)
        if rule is None and len(row.text) in near and plain(row.text) == again:
            rule = "repeats the headline"
        if at in kept or (rule is None and verdict.keep):
            blocks.append(Block(verdict.kind, row.text, None, row.number))
        elif rule != "":
            cut.append(Cut(row.number, row.text, rule or verdict.rule))
    return tuple(blocks), tuple(cut)
