"""Features of a line among its neighbours: where it stands, what surrounds it, whether it speaks of what the text speaks of.

Two tables, each (columns x lines): `surroundings` before any judgement, `second_look` with a first chance for every line in hand.
A text has few lines, so that a call of numpy costs more than what it computes: the lines of many texts are computed together. Sums and
medians of one text are never touched by another: to the last bit, a line's features are those it has where its text is read alone.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.lines.characters import together
from newsgen.clean.lines.features import COLUMN, COLUMNS, SHORT, TOLD, Floats, Ints, Surface

FAR = 40
"""Lines beyond which it does not matter how far off something is."""

_SHOWN = np.array(
    [
        COLUMN[name]
        for name in (
            "words",
            "digits",
            "capitalised",
            "shouted",
            "grammar",
            "ending",
            "prose",
            "commas",
        )
    ]
)
_MANNER = np.array([COLUMN[name] for name in (
    "past", "ongoing", "reader share", "names", "speech share", "word length", "capitalised", "grammar", "quotes", "words", "digits",
    "appeal share", "advert share", "bio share",
)])  # fmt: skip
_ENCLOSING = 12
_WIDE, _CLOSE = 5, 4
_NEARBY = 3
_STEPS = (-3, -2, -1, 1, 2, 3)
_SUMMED, _HEADED = slice(0, TOLD["prose"] + 1), slice(TOLD["prose"], TOLD["clock heading"] + 1)
_WINDOWED = TOLD["vouched"]  # the rows before it are summed up in windows
_COUNTED, _EMPTY = (
    slice(TOLD["counted words"], TOLD["counted names"] + 1),
    slice(TOLD["no words"], TOLD["no names"] + 1),
)
_OPENING = 0x5BD1E995  # what makes first words another number than a whole line of these words
_ALIKE = 4096  # more than any number by which lines that look alike are told
_ROWS = len(COLUMNS)
_FIRST, _SECOND = 83, 37
"""How many columns each look adds."""


class _Plan:
    """Where the lines of texts stand when each text is laid out behind a cell of its own: a cell for sums up to there, or for no neighbour.

    `text` is the number of each line's text, `cell` the cell of each line. `wide` (4 x lines) are the cells at which the sums of the lines around
    a line begin and end, those of `_WIDE` lines before it, then of as many after it; `close` those of `_CLOSE` lines. `near` (6 x lines) are the
    cells of the lines `_STEPS` away, the text's own cell where there is none; `places` tells of each line where it stands.
    """

    def __init__(self, bounds: Ints) -> None:
        self.bounds = bounds
        self.sizes = bounds[1:] - bounds[:-1]
        self.text = np.arange(len(self.sizes)).repeat(self.sizes)
        alone = [_alone(size) for size in self.sizes.tolist()]
        cells = np.concatenate([cells for _, cells in alone], axis=1) + (
            bounds[:-1] + np.arange(len(self.sizes))
        ).take(self.text)
        self.wide, self.close, self.near, self.cell = cells[:4], cells[4:8], cells[8:], cells[2]
        self.places = np.concatenate([places for places, _ in alone], axis=1)

    def laid(self, rows: Floats, own: float) -> Floats:
        """The cells of `rows` (rows x lines), with `own` in the text's cell."""
        found = np.full((len(rows), rows.shape[1] + len(self.sizes)), own, np.float32)
        found[:, self.cell] = rows
        return found

    def running(self, rows: Floats) -> Floats:
        """The cells of the sums of `rows` up to each line; each text is summed by itself, as sums of fractions depend on what was before."""
        found = np.zeros((len(rows), rows.shape[1] + len(self.sizes)), np.float32)
        for text, (first, last) in enumerate(self.spans()):
            rows[:, first:last].cumsum(axis=1, out=found[:, first + text + 1 : last + text + 1])
        return found

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where the lines of each text begin and end."""
        return pairwise(self.bounds.tolist())

    def each(self, numbers: Sequence[float] | Floats) -> Floats:
        """For each line the one of `numbers` that is its text's."""
        return np.array(numbers, np.float32).take(self.text)


@lru_cache(256)
def _alone(many: int) -> tuple[Floats, Ints]:
    """What tells of each of so many lines where it stands: from the top, from the end, as a share; then how many there are. And the cells of
    `_Plan.wide`, `_Plan.close` and `_Plan.near` in a text that stands first."""
    row = np.arange(many)
    places = np.array(
        (row, row[::-1], row / max(many - 1, 1), np.full(many, log1p(many))), np.float32
    )
    windows = [
        window
        for far in (_WIDE, _CLOSE)
        for window in (np.maximum(row - far, 0), row, row + 1, np.minimum(row + far + 1, many))
    ]
    near = [np.where((row + step >= 0) & (row + step < many), row + step + 1, 0) for step in _STEPS]
    return places, np.array((*windows, *near))


def surroundings(found: Surface) -> Floats:
    """The surface of each line, that of its neighbours, and its place among the lines of running text."""
    many, told, plan = len(found.length), found.told, _Plan(found.bounds)
    sums = plan.running(told[_SUMMED])
    before, here, after, beyond = sums.take(plan.wide, axis=1).swapaxes(0, 1)
    words, proses = sums[_WINDOWED:, found.bounds[1:] + np.arange(len(plan.sizes))]
    totals = np.maximum(words, 1)
    total = plan.each(totals)
    table = np.empty((_ROWS + _FIRST, many), np.float32)
    table[:_ROWS] = found.table
    rows = table[_ROWS:]
    rows[:4] = plan.places
    rows[4], rows[5] = (
        plan.each([log1p(total) for total in totals.tolist()]),
        plan.each(proses / plan.sizes),
    )
    away = _distances(told[_HEADED], plan.text)
    rows[6:8] = away[:, 0]
    np.add(rows[6], rows[7], out=rows[8])
    rows[9] = here[-1]
    np.subtract(plan.each(proses), after[-1], out=rows[10])
    np.divide(here[-2], total, out=rows[11])
    np.subtract(1, after[-2] / total, out=rows[12])
    kinship(found, told[TOLD["prose"]], rows[13:15])
    np.divide(found.length, plan.each(_usual(found, plan)), out=rows[15])
    _repeated(found, plan, rows)
    _nearby(found, rows[17])
    rows[22:34] = away[:, 1:].reshape(12, many)
    np.subtract(here[:_WINDOWED], before[:_WINDOWED], out=rows[34:42])
    np.subtract(beyond[:_WINDOWED], after[:_WINDOWED], out=rows[42:50])
    rows[50] = told[TOLD["dirt"]]
    _neighbours(plan, found.table[_SHOWN], slice(1, 5), rows[51:])
    return table


def second_look(found: Surface, first: Floats, chance: Floats) -> Floats:
    """`first` (the table of `surroundings`) with what the first chances say, as `look_again` puts it."""
    table = np.empty((len(first) + _SECOND, len(chance)), np.float32)
    table[: len(first)] = first
    look_again(found, table, chance)
    return table


def look_again(found: Surface, table: Floats, chance: Floats) -> None:
    """Put into the last rows of `table` what the chances say of the lines around each line and of those that look like it, and how far the
    manner of each line is from that of the body."""
    plan, rows = _Plan(found.bounds), table[-_SECOND:]
    body = chance * found.length
    before, here, after, beyond = (
        plan.running(np.array((chance, body))).take(plan.close, axis=1).swapaxes(0, 1)
    )
    totals = [max(float(body[begin:end].sum()), 1.0) for begin, end in plan.spans()]
    total = plan.each(totals)
    rows[0] = chance
    earlier = after[1] - body
    np.divide(earlier, total, out=rows[1])
    np.subtract(1, (earlier + body) / total, out=rows[2])
    rows[3], rows[4] = (
        plan.each([log1p(total) for total in totals]),
        plan.each([chance[begin:end].mean() for begin, end in plan.spans()]),
    )
    rows[5:7] = _distances((chance > 0.8)[None], plan.text)[:, 0]
    np.add(rows[5], rows[6], out=rows[7])
    rows[8:10] = 0
    for begin, end in plan.spans():
        np.maximum.accumulate(chance[begin : end - 1], out=rows[8, begin + 1 : end])
        np.maximum.accumulate(chance[begin + 1 : end][::-1], out=rows[9, begin : end - 1][::-1])
    np.subtract(here[0], before[0], out=rows[10])
    np.subtract(beyond[0], after[0], out=rows[11])
    kinship(found, chance, rows[12:14])
    _alike(found, plan.text * _ALIKE, chance, rows[14:17])
    _neighbours(plan, chance[None], slice(6), rows[17:23])
    manner = found.table[_MANNER]
    usual = np.add.reduceat(manner * body, found.bounds[:-1], axis=1) / np.array(totals, np.float32)
    np.subtract(manner, usual.take(plan.text, axis=1), out=rows[23:])


def kinship(found: Surface, weight: Floats, out: Floats) -> None:
    """Put into `out` the share of each line's content words that the body holds too, and the same for its names alone; -1 where it has none.

    `weight` says how surely each line is body; a line does not vouch for itself.
    """
    many, line = len(weight), found.word_line
    mine = weight[line]
    known = np.bincount(found.word, mine)[found.word] if len(line) else mine
    known = np.minimum(known - mine, 1)
    share = np.empty((2, many))
    share[0], share[1] = (
        np.bincount(line, known, many),
        np.bincount(line, known * found.word_name, many),
    )
    np.subtract(share / found.told[_COUNTED], found.told[_EMPTY], out=out, casting="same_kind")


def _nearby(found: Surface, out: Floats) -> None:
    """The share of each line's content words that the three lines before it or the three after hold too."""
    many, line = len(out), found.word_line
    place = found.word * (many + _NEARBY) + line
    apart = place[1:] - place[:-1]
    close = np.zeros(len(line) + 1, np.bool_)
    np.logical_and(apart > 0, apart <= _NEARBY, out=close[1 : len(line)])
    share = (
        np.bincount(line[close[1:] | close[:-1]], minlength=many)
        / found.told[TOLD["counted words"]]
    )
    np.subtract(share, found.told[TOLD["no words"]], out=out, casting="same_kind")


def _usual(found: Surface, plan: _Plan) -> Floats:
    """The median length of the lines of running text in each text, at least 1."""
    told, usual = (found.prose * found.length).tolist(), []
    for begin, end in plan.spans():
        lengths = sorted(filter(None, told[begin:end]))
        half = len(lengths) // 2
        usual.append(max((lengths[half] + lengths[-1 - half]) / 2, 1.0) if lengths else 1.0)
    return np.array(usual, np.float32)


def _distances(met: NDArray[Any], text: Ints) -> Floats:
    """How many lines ago, and in how many lines, each row of `met` is true for a line (2 x rows x lines); the line itself not counted, at most
    `FAR`: so far apart the texts are thought to be."""
    rows, many = met.shape
    reach = np.empty((2, 1, many), np.float32)
    reach[0] = np.arange(FAR, FAR + many) + FAR * text
    reach[1] = reach[0, 0, -1] + FAR - reach[0, 0, ::-1]
    both = np.empty((2, rows, many), np.float32)
    both[0], both[1] = met, met[:, ::-1]
    both *= reach
    away = np.empty((2, rows, many), np.float32)
    away[:, :, 0] = FAR
    np.subtract(reach[:, :, 1:], np.maximum.accumulate(both[:, :, :-1], axis=2), out=away[:, :, 1:])
    np.minimum(away, FAR, out=away)
    away[1] = away[1, :, ::-1].copy()
    return away


def _repeated(found: Surface, plan: _Plan, rows: Floats) -> None:
    """Rows 16 and 18 to 21: which lines are enclosed, and how often each was there before and comes again, in whole, then by its first words."""
    many = len(found.whole)
    rows[16] = 0
    start = np.where(found.start < 0, -1 - np.arange(many), found.start ^ _OPENING)
    again = _seen(np.concatenate((found.whole, start)), rows[18:22].reshape(2, 2, many))
    for text in np.unique(plan.text[again[:many] & (found.length >= SHORT)]).tolist():
        lines = slice(*found.bounds[text : text + 2].tolist())
        _enclosed(found.whole[lines].tolist(), found.length[lines].tolist(), rows[16, lines])


def _enclosed(whole: list[int], length: list[float], marks: Floats) -> None:
    """1 for a line between a long line and its like soon after: between a dek and the lede it was cut from. 2 for that dek."""
    at: dict[int, int] = {}
    for row, (key, words) in enumerate(zip(whole, length, strict=True)):
        if words < SHORT:
            continue
        if row - at.get(key, -FAR) <= _ENCLOSING:
            marks[at[key] + 1 : row] = 1
            marks[at[key]] = 2
        at[key] = row


def _seen(keys: Ints, out: Floats) -> NDArray[np.bool_]:
    """Put into `out` (kinds of keys x 2 x lines) how often each of `keys` was there before, and comes again, at most 4; whether it stands there
    more than once."""
    order, new = together(keys.view(np.uint64))
    if new.all():
        out[:] = 0
        return ~new[1:]
    begins = new.nonzero()[0]
    sizes = begins[1:] - begins[:-1]
    again = np.zeros(len(keys), np.bool_)
    again[order] = (sizes > 1).repeat(sizes)
    before = np.arange(len(keys)) - begins[:-1].repeat(sizes)
    told = np.empty((2, len(keys)), np.float32)
    told[0, order] = np.minimum(before, 4)
    told[1, order] = np.minimum(sizes.repeat(sizes) - 1 - before, 4)
    out[:] = told.reshape(2, len(out), -1).swapaxes(0, 1)
    return again


def _alike(found: Surface, text: Ints, chance: Floats, out: Floats) -> None:
    """How many lines of the text look like each line, and their mean chance; then the mean chance of those that look vaguely like it."""
    fine, rough = found.told[TOLD["fine"] : TOLD["rough"] + 1].astype(np.intp) + text
    out[0] = count = np.bincount(fine)[fine]
    np.divide(np.bincount(fine, chance)[fine], count, out=out[1], casting="same_kind")
    np.divide(
        np.bincount(rough, chance)[rough],
        np.bincount(rough)[rough],
        out=out[2],
        casting="same_kind",
    )


def _neighbours(plan: _Plan, rows: Floats, steps: slice, out: Floats) -> None:
    """The `rows` of the lines so many `_STEPS` away, -1 beyond either end."""
    near = plan.near[steps]
    out.reshape(len(near), *rows.shape)[:] = plan.laid(rows, -1).take(near, axis=1).swapaxes(0, 1)
