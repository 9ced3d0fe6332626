"""The lines of several texts laid out in one row of cells, so that sums over the lines around a
line, and the lines near it, are looked up for all texts at once."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from newsgen.clean.lines.arrays import Floats, Ints
from newsgen.clean.lines.columns import STEPS

WIDE = 5
"""Lines before and after a line whose signals are summed up."""
CLOSE = 4
"""Lines before and after a line whose chances are summed up."""
_SIZES = 256
"""Sizes of texts whose cells are cached."""


class Window(NamedTuple):
    """Sums up to four places around each line, each (rows x lines): to where the lines above it
    begin, to before the line, to after the line, to where the lines below it end."""

    begin: Floats
    before: Floats
    after: Floats
    end: Floats


_AFTER = Window._fields.index("after")
"""The sum up to and with a line stands in the cell of the line itself."""


class Layout:
    """Where the lines of texts stand when each text has a cell of its own, then one for each line.

    A text's own cell holds the sum over none of its lines, or stands for a neighbour that is not
    there. `sizes` is the number of lines of each text, `text` the number of each line's text,
    `cell` the cell of each line. `wide` and `close` (4 x lines) are the cells of a `Window` of
    `WIDE` and of `CLOSE` lines, `near` (steps x lines) those of the lines `STEPS` away. `places`
    (4 x lines) are the columns "place".
    """

    def __init__(self, bounds: Ints) -> None:
        self.bounds = bounds
        self.sizes = bounds[1:] - bounds[:-1]
        texts = np.arange(len(self.sizes))
        self.text = texts.repeat(self.sizes)

        by_text = [_cells_of(size) for size in self.sizes.tolist()]
        within = np.concatenate([cells for _, cells in by_text], axis=1)
        own_cells = bounds[:-1] + texts  # each text before has one cell more than it has lines
        cells = within + own_cells.take(self.text)
        self.wide = cells[:4]
        self.close = cells[4:8]
        self.near = cells[8:]
        self.cell = self.wide[_AFTER]
        self.places = np.concatenate([places for places, _ in by_text], axis=1)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where the lines of each text begin and end, text by text.

        >>> list(Layout(np.array([0, 2, 3])).spans())
        [(0, 2), (2, 3)]
        """
        return pairwise(self.bounds.tolist())

    def by_line(self, by_text: ArrayLike) -> Floats:
        """For each line the entry of its text in `by_text`, as a number of single precision."""
        return np.array(by_text, np.float32).take(self.text)

    def sums(self, rows: Floats) -> Floats:
        """The sums of `rows` (rows x lines) over a text's lines up to each line (rows x cells).

        Each text is summed by itself: the rounding of a sum depends on what was added before.
        """
        many, lines = rows.shape
        sums = np.zeros((many, lines + len(self.sizes)), np.float32)

        for text, (first, last) in enumerate(self.spans()):
            begin = first + text + 1  # behind the cells of the texts so far
            end = last + text + 1
            own = rows[:, first:last]
            own.cumsum(axis=1, out=sums[:, begin:end])
        return sums

    def around(self, sums: Floats, cells: Ints) -> Window:
        """The sums around each line at the cells `wide` or `close`."""
        # (rows x 4 x lines) to (4 x rows x lines)
        by_row = sums.take(cells, axis=1)
        return Window(*by_row.swapaxes(0, 1))

    def neighbours(self, rows: Floats, steps: Sequence[int]) -> Floats:
        """The `rows` (rows x lines) of the lines so many `steps` away (steps * rows x lines), -1
        where a text has no such line."""
        many, lines = rows.shape
        cells = np.full((many, lines + len(self.sizes)), -1, np.float32)
        cells[:, self.cell] = rows

        first = STEPS.index(steps[0])
        near = self.near[first : first + len(steps)]
        by_step: Floats = cells.take(near, axis=1).swapaxes(0, 1)
        return by_step.reshape(len(near) * many, lines)


@lru_cache(_SIZES)
def _cells_of(size: int) -> tuple[Floats, Ints]:
    """`Layout.places` of a text of so many lines, and the cells of `Layout.wide`, `Layout.close`
    and `Layout.near` where the text stands first."""
    line = np.arange(size)
    last = max(size - 1, 1)
    log_size = np.full(size, log1p(size))
    places = np.array((line, line[::-1], line / last, log_size), np.float32)

    wide = _window_cells(line, WIDE)
    close = _window_cells(line, CLOSE)
    near = [_neighbour_cells(line, step) for step in STEPS]
    return places, np.array((*wide, *close, *near))


def _window_cells(line: Ints, reach: int) -> tuple[Ints, Ints, Ints, Ints]:
    """The cells of a `Window` that reaches so many lines up and down.

    >>> [cells.tolist() for cells in _window_cells(np.arange(3), 1)]
    [[0, 0, 1], [0, 1, 2], [1, 2, 3], [2, 3, 3]]
    """
    begin = np.maximum(line - reach, 0)
    below = line + 1
    end = np.minimum(below + reach, len(line))
    return begin, line, below, end


def _neighbour_cells(line: Ints, step: int) -> Ints:
    """The cell of the line `step` away from each line, 0 where there is none.

    >>> _neighbour_cells(np.arange(3), -1).tolist()
    [0, 1, 2]
    """
    neighbour = line + step
    exists = (neighbour >= 0) & (neighbour < len(line))
    return np.where(exists, neighbour + 1, 0)
