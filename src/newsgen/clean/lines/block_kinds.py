"""The kinds of kept lines: subheads, lists, tables and verse are told from paragraphs by their shape and by that of the lines around them."""

import re
from collections.abc import Sequence
from itertools import groupby

from newsgen.model import BlockKind

SHORT = 80
"""Characters up to which a line may be more than a paragraph."""
PARAGRAPH = 60
"""Characters that a subhead stays below and the line under it has."""
VERSE = (4, 60)
"""Lines that make verse of at most so many characters each; two of them end in a comma."""
TABLE = 3
"""Lines of figures that make a table."""

_BULLET = re.compile(r"(?:[•·▪■●◦‣*–—-]|\d{1,2}[.)])\s+\S")
_FIGURES = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!…。！;:,][\"'”’»)\]]*$")


def kinds(texts: Sequence[str]) -> tuple[BlockKind, ...]:
    """The kind of each of the kept lines `texts`, in order.

    >>> kinds(["They met on Wednesday.", "A Long Wait", "The three had last met in 2018, a spokeswoman for the ministry said."])
    ('paragraph', 'subhead', 'paragraph')
    >>> kinds(["• Home", "Shr 31 cts vs 22 cts", "Net 3,104 vs 2,210", "Revs 41.2 mln vs 38.8 mln"])
    ('list', 'table', 'table', 'table')
    """
    found: list[BlockKind] = []
    for shape, run in groupby(texts, _shape):
        part = list(run)
        end = len(found) + len(part)
        found.extend(_kind(shape, part, texts[end] if end < len(texts) else ""))
    return tuple(found)


def _shape(text: str) -> str:
    if not text[0].isalpha():
        if _BULLET.match(text):
            return "list"
        if text[0] == ">":
            return "quote"
    if "\t" in text or " | " in text:
        return "table"
    if len(text) > SHORT:
        return "paragraph"
    return "figures" if _FIGURES.search(text) and not _SENTENCE.search(text[-4:]) else "short"


def _kind(shape: str, part: Sequence[str], after: str) -> list[BlockKind]:
    """The kinds of a run of lines of one shape, above the line `after`."""
    if shape == "paragraph":
        return ["paragraph"] * len(part)
    if shape in {"quote", "list", "table"}:
        return [_BLOCKS[shape]] * len(part)
    if shape == "figures" and len(part) >= TABLE:
        return ["table"] * len(part)
    if (
        shape == "short"
        and len(part) >= VERSE[0]
        and max(map(len, part)) <= VERSE[1]
        and sum(text.endswith(",") for text in part) >= 2
    ):
        return ["verse"] * len(part)
    below = (*part[1:], after)
    heads = [
        text[-1].isalnum() and len(text) < PARAGRAPH <= len(under)
        for text, under in zip(part, below, strict=True)
    ]
    return ["subhead" if head else "paragraph" for head in heads]


_BLOCKS: dict[str, BlockKind] = {"quote": "quote", "list": "list", "table": "table"}
