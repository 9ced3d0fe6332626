"""The lines of a raw text as its paragraphs: a line each where it was saved so, joined where a text was wrapped to a width.

Three of four seeds have no blank lines, and a paragraph is a line there; an old wire copy is wrapped at some 70 columns, and a paragraph
ends at a blank line or where the next one is indented.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from newsgen.model import Record

WIDTHS = range(55, 101)
"""Columns at which texts were wrapped; a paragraph on a line of its own is longer."""
FULL = 0.72
"""Share of the width that a line inside a wrapped paragraph fills at least."""
_SPACE = re.compile(r"[^\S\t]+")
_END = re.compile(r"[.!?:;…\"”’»)\]。！？]\s*$")


class Row(Record, frozen=True):
    """A paragraph of a raw text: the 1-based number of its first line in the file, its text, and the blank lines before it."""

    number: int
    text: str
    gap: int


def rows(text: str, first: int = 1) -> tuple[Row, ...]:
    r"""The paragraphs of `text`, whose first line has the number `first` in its file.

    >>> [(row.number, row.text, row.gap) for row in rows("Title\n\nOne.\nTwo.")]
    [(1, 'Title', 0), (3, 'One.', 1), (4, 'Two.', 0)]
    """
    printed = (
        text.splitlines() if "\r" in text or "\x0b" in text or "\x0c" in text else text.split("\n")
    )
    width = _width(printed)
    return tuple(_joined(printed, first, width) if width else _lines(printed, first))


def _lines(printed: list[str], first: int) -> Iterator[Row]:
    gap = 0
    for number, line in enumerate(printed, first):
        if tidy := _tidy(line):
            yield Row(number, tidy, gap)
            gap = 0
        else:
            gap += 1


def _joined(printed: list[str], first: int, width: int) -> Iterator[Row]:
    """Lines joined to the paragraph above while that one's last line is full and nothing (a blank line, an indent) begins a new one."""
    parts: list[str] = []
    start = gap = 0
    before = ""
    for number, line in enumerate(printed, first):
        tidy = _tidy(line)
        if parts and not (tidy and _continues(before, line, width)):
            yield Row(start, " ".join(parts), gap)
            parts, gap = [], 0
        if not tidy:
            gap += 1
        else:
            start = start if parts else number
            parts.append(tidy)
        before = line
    if parts:
        yield Row(start, " ".join(parts), gap)


def _continues(before: str, line: str, width: int) -> bool:
    """True where `line` goes on with the paragraph whose last line is `before`."""
    if _indent(line) > _indent(before):
        return False
    if not before.strip():
        return False
    room = width - len(before.rstrip())
    word = len(line.split(None, 1)[0]) + 1
    return (
        room < word + 4
        or line.lstrip()[:1].islower()
        or (not _END.search(before) and len(before.rstrip()) >= FULL * width)
    )


def _width(printed: list[str]) -> int:
    """The width to which a text was wrapped, 0 where it was not: most lines with a follower fill it, and many go on in mid-sentence."""
    if max(map(len, printed)) > 2 * WIDTHS[-1]:
        return 0
    lengths = sorted(len(line.rstrip()) for line in printed if line.strip())
    if len(lengths) < 4 or lengths[-1] > WIDTHS[-1] + 20 or median(lengths) < WIDTHS[0] * FULL:
        return 0
    width = lengths[int(len(lengths) * 0.95)]
    if width not in WIDTHS:
        return 0
    inner = [(line, after) for line, after in pairwise(printed) if line.strip() and after.strip()]
    full = [after for line, after in inner if len(line.rstrip()) >= FULL * width]
    flowing = sum(after.lstrip()[:1].islower() for after in full)
    unended = sum(not _END.search(line) for line, _ in inner)
    return (
        width
        if len(inner) >= 3
        and len(full) >= 0.6 * len(inner)
        and flowing >= 0.3 * len(full)
        and unended >= 0.6 * len(inner)
        else 0
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _tidy(line: str) -> str:
    """`line` without the spaces around it and with single ones in it; tabs, which part columns, stay."""
    tidy = line.strip()
    if tidy.isprintable() and "  " not in tidy:  # the space is the only one that is printable
        return tidy
    return _SPACE.sub(" ", tidy) if "\t" in tidy else " ".join(tidy.split())
