"""The paragraphs of a raw text: each line is one, or, where a text was wrapped to a width, the lines
of a paragraph are joined.

Three of four raw texts have no blank lines, and a line is a paragraph there. An old wire copy is
wrapped at some 70 columns; there a paragraph ends at a blank line, or where the next line is
indented.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from newsgen.model import Record

RUNNING = 80
"""Characters from which a paragraph is running text."""
WIDTHS = range(55, 101)
"""Columns to which texts were wrapped; a paragraph on a line of its own is longer."""
FULL = 0.72
"""The share of the width that a line inside a wrapped paragraph fills at least."""
ROOM = 4
"""Columns by which the next word may fall short of fitting into a line that was wrapped before it."""
LEAST_LINES, LEAST_PAIRS = 4, 3
"""Lines, and pairs of lines that follow each other, from which a width can be told."""
OVERHANG = 20
"""Columns by which single lines may exceed the widest width."""
USUAL = 0.95
"""The width is the length that this share of the lines does not exceed."""
MOST = 0.6
"""The share of pairs of lines whose first is full, or does not end a sentence, in a wrapped text."""
FLOWING = 0.3
"""The share of full lines that go on with a small letter there."""

_SPACE = re.compile(r"[^\S\t]+")
_END = re.compile(r"[.!?:;…\"”’»)\]。！？]\s*$")
_OTHER_BREAKS = "\r\x0b\x0c"


class Paragraph(Record, frozen=True):
    """A paragraph of a raw text: the 1-based number of its first line in the file, and its text."""

    number: int
    text: str


def paragraphs(text: str, first: int = 1) -> tuple[Paragraph, ...]:
    r"""The paragraphs of `text`, whose first line has the number `first` in its file.

    >>> [(each.number, each.text) for each in paragraphs("Title\n\nOne.\nTwo.")]
    [(1, 'Title'), (3, 'One.'), (4, 'Two.')]
    """
    has_other_breaks = any(sign in text for sign in _OTHER_BREAKS)
    printed = text.splitlines() if has_other_breaks else text.split("\n")
    width = _width(printed)
    return tuple(_joined(printed, first, width) if width else _lines(printed, first))


def _lines(printed: list[str], first: int) -> Iterator[Paragraph]:
    """A paragraph for each line that is not blank."""
    for number, line in enumerate(printed, first):
        if tidy := _tidy(line):
            yield Paragraph(number, tidy)


def _joined(printed: list[str], first: int, width: int) -> Iterator[Paragraph]:
    """The paragraphs of a wrapped text: lines are joined while each continues the one before."""
    parts: list[str] = []
    start = first
    before = ""
    for number, line in enumerate(printed, first):
        tidy = _tidy(line)
        if parts and not (tidy and _continues(before, line, width)):
            yield Paragraph(start, " ".join(parts))
            parts = []
        if tidy:
            start = start if parts else number
            parts.append(tidy)
        before = line
    if parts:
        yield Paragraph(start, " ".join(parts))


def _continues(before: str, line: str, width: int) -> bool:
    """True where `line` goes on with the paragraph whose last line is `before`."""
    if _indent(line) > _indent(before) or not before.strip():
        return False
    length = len(before.rstrip())
    next_word = line.split(None, 1)[0]
    room_needed = len(next_word) + 1 + ROOM
    if width - length < room_needed or next_word[0].islower():
        return True
    return length >= FULL * width and not _END.search(before)


def _width(printed: list[str]) -> int:
    """The width to which a text was wrapped, 0 where it was not wrapped.

    In a wrapped text most lines that have a line below them fill the width, and many go on in
    mid-sentence.
    """
    widest, least = WIDTHS[-1], WIDTHS[0] * FULL
    if max(map(len, printed)) > 2 * widest:
        return 0
    lengths = sorted(len(line.rstrip()) for line in printed if line.strip())
    if len(lengths) < LEAST_LINES or lengths[-1] > widest + OVERHANG or median(lengths) < least:
        return 0
    width = lengths[int(len(lengths) * USUAL)]
    return width if width in WIDTHS and _is_wrapped(printed, width) else 0


def _is_wrapped(printed: list[str], width: int) -> bool:
    """True where the lines fill `width` and go on in mid-sentence often enough."""
    pairs = unended = 0  # of lines that follow each other; those whose first ends no sentence
    full = flowing = 0  # those whose first is full; those of them that go on with a small letter
    for line, below in pairwise(printed):
        if not line.strip() or not below.strip():
            continue
        pairs += 1
        unended += not _END.search(line)
        if len(line.rstrip()) >= FULL * width:
            full += 1
            flowing += below.lstrip()[:1].islower()

    most_pairs = MOST * pairs
    are_full = full >= most_pairs
    go_on = flowing >= FLOWING * full and unended >= most_pairs
    return pairs >= LEAST_PAIRS and are_full and go_on


def _indent(line: str) -> int:
    """How many spaces and tabs stand before the first word."""
    return len(line) - len(line.lstrip())


def _tidy(line: str) -> str:
    """`line` without the spaces around it and with single ones in it; tabs, which part columns,
    stay."""
    tidy = line.strip()
    if tidy.isprintable() and "  " not in tidy:  # the space is the only one that is printable
        return tidy
    return _SPACE.sub(" ", tidy) if "\t" in tidy else " ".join(tidy.split())
