"""Which lines of a text were there before or come again, in whole or by their first words."""

import numpy as np

from newsgen.clean.lines.arrays import Bools, Floats, Ints
from newsgen.clean.lines.characters import together
from newsgen.clean.lines.columns import SHORT
from newsgen.clean.lines.features import Surface

MOST = 4
"""Recurrences that are counted."""
ENCLOSING = 12
"""Lines that lie between a dek and the lede that repeats it, at most."""
BETWEEN, FIRST = 1, 2
"""The marks of a line between two equal long lines, and of the first of the two."""

_OPENING = 0x5BD1E995
"""Makes the hash of first words another number than that of a whole line of these words."""


def recurrences(seen: Surface) -> tuple[Floats, Bools]:
    """How often each line was there before and comes again, and which lines stand there more than
    once.

    The counts are (2 keys x 2 x lines): lines are compared in whole, then by their first words.
    """
    lines = len(seen.whole)
    has_no_start = seen.start < 0
    lone_numbers = -1 - np.arange(lines)  # a number of its own for each line without first words
    start_numbers = seen.start ^ _OPENING
    start = np.where(has_no_start, lone_numbers, start_numbers)

    keys = np.concatenate((seen.whole, start))
    counts, recurs = _counts(keys)
    by_key = counts.reshape(2, 2, lines).swapaxes(0, 1)
    return by_key, recurs[:lines]


def enclosed(seen: Surface, text: Ints, recurs: Bools) -> Floats:
    """`BETWEEN` for each line between two equal long lines, `FIRST` for the first of the two, else
    0. `text` is the number of each line's text."""
    marks = np.zeros(len(recurs), np.float32)
    is_long = seen.length >= SHORT
    texts = np.unique(text[recurs & is_long])

    for number in texts.tolist():
        begin, end = seen.bounds[number : number + 2].tolist()
        own = slice(begin, end)
        whole = seen.whole[own].tolist()
        length = seen.length[own].tolist()
        _mark_enclosed(whole, length, marks[own])
    return marks


def _counts(keys: Ints) -> tuple[Floats, Bools]:
    """How often each of `keys` was there before, and how often it comes again, at most `MOST` (2 x
    keys); and which keys stand there more than once."""
    counts = np.zeros((2, len(keys)), np.float32)
    order, new = together(keys.view(np.uint64))
    if new.all():
        return counts, ~new[1:]

    # By place in the order: how often the key stands there, and how many of these are before
    begins = new.nonzero()[0]
    sizes = begins[1:] - begins[:-1]
    size = sizes.repeat(sizes)
    begin = begins[:-1].repeat(sizes)
    before = np.arange(len(keys)) - begin
    again = size - 1 - before

    recurs = np.zeros(len(keys), np.bool_)
    recurs[order] = size > 1
    counts[0, order] = np.minimum(before, MOST)
    counts[1, order] = np.minimum(again, MOST)
    return counts, recurs


def _mark_enclosed(
    whole: list[int],
    length: list[float],
    marks: Floats,
) -> None:
    """Mark as `BETWEEN` each line between a long line and its like soon after – between a dek and
    the lede from which it was cut – and that dek as `FIRST`."""
    last_line: dict[int, int] = {}
    for line, (key, words) in enumerate(zip(whole, length, strict=True)):
        if words < SHORT:
            continue
        before = last_line.get(key)
        if before is not None and line - before <= ENCLOSING:
            marks[before + 1 : line] = BETWEEN
            marks[before] = FIRST
        last_line[key] = line
