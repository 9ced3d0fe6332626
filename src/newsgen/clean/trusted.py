"""Trusted bodies: what a person or a program marked as the article, in Markdown, HTML or text. Their
lines are not judged; fields are inferred from them, and nothing is cut but a heading that is the
title, and the lines that the archivist cut."""

import re
from collections.abc import Sequence
from typing import get_args

from msgspec.structs import replace

from newsgen.clean.assignment import Assignment
from newsgen.clean.draft import Draft, bare
from newsgen.clean.evidence import FieldValue, unknown
from newsgen.clean.fields.agency import agency
from newsgen.clean.fields.byline import byline
from newsgen.clean.fields.correction_notes import correction_notes
from newsgen.clean.fields.date_expressions import in_language
from newsgen.clean.fields.dateline import Dateline, dateline
from newsgen.clean.fields.publication_date import publication_date
from newsgen.clean.inferred import language_of, place_of
from newsgen.clean.markup.convert import html_blocks, markdown_blocks
from newsgen.clean.paragraphs import RUNNING, paragraphs
from newsgen.clean.record import AS_EXPORTED
from newsgen.config import CleanConfig
from newsgen.model import Block, BlockKind, Cut, Published, Raw
from newsgen.text.words import plain

DATELINED = 2
"""Paragraphs of running text that may begin with a dateline."""
TAIL = 2
"""Blocks at the end of a body in which an agency's mark is looked for."""

_KINDS = frozenset(get_args(BlockKind))
_HEADING = re.compile(r"\s*(?:#\s|<h1\b|[^\n]+\n=+\s*(?:\n|$))", re.IGNORECASE)
"""A heading of the first level on top of a Markdown or HTML body."""
_STATED = "the container states it"
"""Why a field is not looked for in a body: what the container states would win anyway."""
_NO_HEADLINE = -1


def trusted_blocks(raw: Raw) -> tuple[Block, ...]:
    """The blocks of a trusted body."""
    first_line = raw.origin.line
    if raw.media_type == "text/html":
        return html_blocks(raw.text, first_line)
    if raw.media_type == "text/markdown":
        return markdown_blocks(raw.text, first_line)
    return tuple(
        Block("paragraph", paragraph.text, None, paragraph.number)
        for paragraph in paragraphs(raw.text, first_line)
    )


def trusted_draft(
    assignment: Assignment,
    blocks: tuple[Block, ...],
    config: CleanConfig,
) -> Draft:
    """The draft of a trusted body, which has these `blocks`."""
    hints, cut_lines = assignment.raw.hints, assignment.decision.cut
    if hints.kinds or hints.cut:
        draft = bare(_as_exported(blocks, hints.kinds), AS_EXPORTED, hints.cut)
    else:
        draft = _inferred(assignment.raw, blocks, config)
    return _without(draft, cut_lines) if cut_lines else draft


def _as_exported(
    blocks: tuple[Block, ...],
    kinds: tuple[str, ...],
) -> tuple[Block, ...]:
    """The blocks with the kinds that were exported with them, where there are as many."""
    if len(blocks) != len(kinds):
        return blocks
    return tuple(
        replace(block, kind=kind) if kind in _KINDS else block
        for block, kind in zip(blocks, kinds, strict=True)
    )


def _without(draft: Draft, cut_lines: Sequence[int]) -> Draft:
    """The draft without the blocks that begin on lines that the archivist cut."""
    left: list[Block] = []
    cuts = list(draft.cut)
    for block in draft.blocks:
        if block.line in cut_lines:
            cuts.append(Cut(block.line, block.text, "cut by the archivist"))
        else:
            left.append(block)
    return replace(draft, blocks=tuple(left), cut=tuple(cuts))


def _inferred(
    raw: Raw,
    blocks: tuple[Block, ...],
    config: CleanConfig,
) -> Draft:
    """The draft of a trusted body with the fields that can be inferred from it."""
    hints = raw.hints
    title, blocks = _title(raw, blocks)
    texts = [block.text for block in blocks]
    lang = language_of(texts, hints, config)
    config = in_language(config, lang.value)
    body = _body(texts)
    filed = _dateline(texts, body)
    date: FieldValue[Published | None] = unknown(None, _STATED)
    authors: FieldValue[tuple[str, ...]] = unknown((), _STATED)
    sold_by = unknown("", _STATED)
    if not hints.date:
        date = publication_date(texts, body, _NO_HEADLINE, filed, config)
    if not hints.byline:
        authors = byline(texts, body, _NO_HEADLINE, config)
    if not hints.agency:
        sold_by = agency(filed, (), texts[-TAIL:])
    return Draft(
        title=title,
        dek=unknown("", "no dek is stated"),
        date=date,
        place=place_of(filed),
        byline=authors,
        agency=sold_by,
        lang=lang,
        blocks=blocks,
        notes=correction_notes(texts, hints.title),
    )


def _title(
    raw: Raw,
    blocks: tuple[Block, ...],
) -> tuple[FieldValue[str], tuple[Block, ...]]:
    """The title by a heading above the body, and the blocks without that heading."""
    first = blocks[0] if blocks else None
    if first and first.kind == "subhead" and _is_title(first.text, raw):
        title = FieldValue(first.text, "text", "heading above the body", 0.95)
        return title, blocks[1:]
    return unknown("", "no title is stated"), blocks


def _is_title(heading: str, raw: Raw) -> bool:
    """True where the heading above a body is its title: the stated one, or, where no title is
    stated, a heading of the first level."""
    stated = plain(raw.hints.title)
    if stated:
        return stated == plain(heading)
    return _HEADING.match(raw.text) is not None


def _body(texts: Sequence[str]) -> list[int]:
    """The indices of the running text; of all blocks where there is none."""
    every = range(len(texts))
    running = [index for index in every if len(texts[index]) >= RUNNING]
    return running or list(every)


def _dateline(texts: Sequence[str], body: Sequence[int]) -> Dateline | None:
    """The dateline of one of the first paragraphs of running text, or of a block above them."""
    first = body[0] if body else 0
    for text in texts[: first + DATELINED]:
        if filed := dateline(text):
            return filed
    return None
