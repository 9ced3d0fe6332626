"""Items of containers → clean articles: title, dek, dateline, date, byline, agency and a body of
typed blocks, each field with the reason for it, every line that was cut with the rule that cut it.
Where an item is no article, a problem says why."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from newsgen.clean.assignment import NO_DECISION, Assignment, is_judged
from newsgen.clean.draft import Draft
from newsgen.clean.evidence import FieldValue
from newsgen.clean.fields.dateline import dateline
from newsgen.clean.fields.title import derived
from newsgen.clean.lines import repeats as line_repeats
from newsgen.clean.markup.convert import even_blocks
from newsgen.clean.paragraphs import paragraphs
from newsgen.clean.problems import doubtful, dropped, no_article, not_text
from newsgen.clean.raw_text import drafts
from newsgen.clean.record import own, record
from newsgen.clean.trusted import trusted_blocks, trusted_draft
from newsgen.config import CleanConfig
from newsgen.decisions import ArticleDecision
from newsgen.model import Article, Block, Problem, Raw

LEDE = 2000
"""Characters of a lede that are looked at for a derived headline."""

Outcome = tuple[Article | None, tuple[Problem, ...]]
"""The article of an item, None where it is none, and the problems met with it."""


class _Examined(NamedTuple):
    """An assignment, why no article is made of it (None where one may be), and the blocks of a
    trusted body."""

    assignment: Assignment
    refusal: Problem | None
    blocks: tuple[Block, ...] = ()


def articles(
    assignments: Sequence[Assignment],
    config: CleanConfig,
) -> list[Outcome]:
    """The article of each assignment and its problems, in order; None and a problem that says why
    where it is no article.

    Raw texts are read together, which takes a fraction of the time; an article does not depend on
    those that are made beside it.
    """
    examined = [_examined(_with_own_hints(assignment)) for assignment in assignments]
    raw_texts = [
        each.assignment
        for each in examined
        if each.refusal is None and is_judged(each.assignment.raw)
    ]
    raw_drafts = drafts(raw_texts, config)
    outcomes: list[Outcome] = []
    for assignment, refusal, blocks in examined:
        if refusal is not None:
            outcomes.append((None, (refusal,)))
        elif is_judged(assignment.raw):
            outcomes.append(_outcome(assignment, next(raw_drafts), config))
        else:
            draft = trusted_draft(assignment, blocks, config)
            outcomes.append(_outcome(assignment, draft, config))
    return outcomes


def article(
    raw: Raw,
    article_id: str,
    repeats: Sequence[int],
    config: CleanConfig,
    decision: ArticleDecision | None,
) -> Outcome:
    """The article of one item and its problems, as `articles` makes it."""
    assignment = Assignment(raw, article_id, repeats, decision or NO_DECISION)
    (outcome,) = articles([assignment], config)
    return outcome


def line_digests(raw: Raw) -> tuple[int, ...]:
    """The digest of each paragraph of a raw text, 0 for those that are too short to be counted;
    nothing for a trusted body, since none of its lines is judged."""
    if not is_judged(raw):
        return ()
    return line_repeats.line_digests(paragraph.text for paragraph in paragraphs(raw.text))


def _with_own_hints(assignment: Assignment) -> Assignment:
    """The assignment with what the container states of this copy itself."""
    raw = assignment.raw
    hints = own(raw.hints)
    if hints is raw.hints:
        return assignment
    return assignment._replace(raw=replace(raw, hints=hints))


def _examined(assignment: Assignment) -> _Examined:
    """The assignment with its trusted blocks, or with the reason why it is no article."""
    raw = assignment.raw
    if assignment.decision.drop:
        return _Examined(assignment, dropped(raw))
    if raw.media_type == "text/markdown":
        blocks = even_blocks(raw.text, raw.origin.line)
        if blocks:  # what has even paragraphs is text
            return _Examined(assignment, None, blocks)
    is_exported = bool(raw.hints.cut)  # its body may be empty: all of it was cut
    refusal = None if is_exported else not_text(raw)
    if refusal or is_judged(raw):
        return _Examined(assignment, refusal)
    return _Examined(assignment, None, trusted_blocks(raw))


def _outcome(
    assignment: Assignment,
    draft: Draft,
    config: CleanConfig,
) -> Outcome:
    """The article that a draft becomes, unless there is none in it."""
    raw = assignment.raw
    if refusal := no_article(raw, draft):
        return None, (refusal,)
    has_title = draft.title.value or raw.hints.title or assignment.decision.title is not None
    if not has_title:
        draft = replace(draft, title=_derived_title(raw, draft))
    made_article, problems = record(assignment, draft, config)
    if draft.doubt:
        problems = (*problems, doubtful(raw, draft.doubt))
    return made_article, problems


def _derived_title(raw: Raw, draft: Draft) -> FieldValue[str]:
    """A headline made of the lede; the name of the file where there is no body."""
    if not draft.blocks:
        _, _, file_name = raw.origin.path.rpartition("/")
        stem, _, _ = file_name.partition(".")
        return FieldValue(stem or "?", "derived", "name of the file", 0.1)

    texts = [block.text for block in draft.blocks if block.kind == "paragraph"]
    lede = texts[0] if texts else draft.blocks[0].text
    filed = dateline(lede)
    begin = filed.end if filed else 0
    opening = lede[begin : begin + LEDE]
    return derived(opening.strip())
