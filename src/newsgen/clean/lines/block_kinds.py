"""The kinds of kept lines: a line's own shape and the lines around it tell subheads, lists, tables
and verse from paragraphs."""

import re
from collections.abc import Sequence
from itertools import groupby

from newsgen.model import BlockKind

SHORT = 80
"""Characters up to which a line may be something else than a paragraph."""
PARAGRAPH = 60
"""A subhead has fewer characters, and the line under it at least so many."""
VERSE_LINES = 4
"""Short lines in a row from which they may be verse."""
VERSE_WIDTH = 60
"""Characters that a line of verse has at most."""
VERSE_COMMAS = 2
"""Lines of verse that end in a comma, at least."""
TABLE_ROWS = 3
"""Short lines with figures in a row from which they are a table."""

_BULLET = re.compile(r"(?:[•·▪■●◦‣*–—-]|\d{1,2}[.)])\s+\S")
_FIGURES = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!…。！;:,][\"'”’»)\]]*$")
_ENDING = 4
"""Characters at the end of a line in which the end of a sentence is looked for."""


def kinds(texts: Sequence[str]) -> tuple[BlockKind, ...]:
    """The kind of each of the kept lines `texts`, in order.

    >>> lede = "The three had last met in 2018, a spokeswoman for the ministry said."
    >>> kinds(["They met on Wednesday.", "A Long Wait", lede])
    ('paragraph', 'subhead', 'paragraph')
    >>> kinds(["• Home", "Shr 31 cts vs 22 cts", "Net 3,104 vs 2,210", "Revs 41.2 mln vs 38.8 mln"])
    ('list', 'table', 'table', 'table')
    """
    block_kinds: list[BlockKind] = []
    for shape, lines in groupby(texts, _shape):
        run = list(lines)
        end = len(block_kinds) + len(run)
        below = texts[end] if end < len(texts) else ""
        block_kinds.extend(_run_kinds(shape, run, below))
    return tuple(block_kinds)


def _shape(text: str) -> str:
    """The shape of a line by itself."""
    if not text[0].isalpha():
        if _BULLET.match(text):
            return "list"
        if text[0] == ">":
            return "quote"
    if "\t" in text or " | " in text:
        return "table"
    if len(text) > SHORT:
        return "paragraph"
    if _FIGURES.search(text) and not _SENTENCE.search(text[-_ENDING:]):
        return "figures"
    return "short"


_SHAPED: dict[str, BlockKind] = {
    "paragraph": "paragraph",
    "quote": "quote",
    "list": "list",
    "table": "table",
}
"""The shapes whose lines are of one kind, however many there are."""


def _run_kinds(shape: str, run: Sequence[str], below: str) -> list[BlockKind]:
    """The kinds of a run of lines of one shape, which stand above the line `below`."""
    if shape in _SHAPED:
        return [_SHAPED[shape]] * len(run)
    if shape == "figures" and len(run) >= TABLE_ROWS:
        return ["table"] * len(run)
    if shape == "short" and _is_verse(run):
        return ["verse"] * len(run)

    under = (*run[1:], below)
    block_kinds: list[BlockKind] = []
    for text, next_text in zip(run, under, strict=True):
        is_subhead = _is_subhead(text, next_text)
        block_kinds.append("subhead" if is_subhead else "paragraph")
    return block_kinds


def _is_verse(run: Sequence[str]) -> bool:
    """True for enough narrow lines of which some end in a comma."""
    if len(run) < VERSE_LINES:
        return False
    widest = max(map(len, run))
    commas = sum(text.endswith(",") for text in run)
    return widest <= VERSE_WIDTH and commas >= VERSE_COMMAS


def _is_subhead(text: str, under: str) -> bool:
    """True for a short line without a stop above a paragraph.

    >>> _is_subhead("A Long Wait", "x" * 60), _is_subhead("They waited.", "x" * 60)
    (True, False)
    """
    is_short = len(text) < PARAGRAPH
    return is_short and len(under) >= PARAGRAPH and text[-1].isalnum()
