"""Features of a line among its neighbours: where it stands, what surrounds it, whether it speaks of what the text speaks of.

Two tables, each (columns x lines): `surroundings` before any judgement, `second_look` with a first chance for every line in hand.
A text has few lines, so that a call of numpy costs more than what it computes: rows are computed together wherever they can be.
"""

from functools import lru_cache
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.features import COLUMN, COLUMNS, SHORT, TOLD, Floats, Surface

FAR = 40
"""Lines beyond which it does not matter how far off something is."""

_SHOWN = np.array([COLUMN[name] for name in ("words", "digits", "capitalised", "shouted", "grammar", "ending", "prose", "commas")])
_ENCLOSING = 12
_WINDOW = 5
_NEARBY = 3
_SUMMED, _HEADED = slice(0, TOLD["prose"] + 1), slice(TOLD["prose"], TOLD["clock heading"] + 1)
_WINDOWED = TOLD["vouched"]  # the rows before it are summed up in windows
_COUNTED, _EMPTY = slice(TOLD["counted words"], TOLD["counted names"] + 1), slice(TOLD["no words"], TOLD["no names"] + 1)
_ROWS = len(COLUMNS)
_FIRST, _SECOND = 83, 23
"""How many columns each look adds."""


def surroundings(found: Surface) -> Floats:
    """The surface of each line, that of its neighbours, and its place among the lines of running text."""
    many, told = len(found.length), found.told
    sums = np.zeros((_WINDOWED + 2, many + 2 * _WINDOW + 1), np.float32)
    told[_SUMMED].cumsum(axis=1, out=sums[:, _WINDOW + 1 : many + _WINDOW + 1])
    sums[:, many + _WINDOW + 1 :] = sums[:, many + _WINDOW, None]
    here, after = sums[:, _WINDOW : many + _WINDOW], sums[:, _WINDOW + 1 : many + _WINDOW + 1]
    words, proses = sums[_WINDOWED:, -1].tolist()
    total = max(words, 1.0)
    table = np.empty((_ROWS + _FIRST, many), np.float32)
    table[:_ROWS] = found.table
    rows = table[_ROWS:]
    rows[:4] = _places(many)
    rows[4], rows[5] = log1p(total), proses / many
    away = _distances(told[_HEADED])
    rows[6:8] = away[:, 0]
    np.add(rows[6], rows[7], out=rows[8])
    rows[9] = here[-1]
    np.subtract(proses, after[-1], out=rows[10])
    np.divide(here[-2], total, out=rows[11])
    np.subtract(1, after[-2] / total, out=rows[12])
    kinship(found, told[TOLD["prose"]], rows[13:15])
    np.divide(found.length, max(_usual(found), 1.0), out=rows[15])
    _repeated(found, rows)
    _nearby(found, rows[17])
    rows[22:34] = away[:, 1:].reshape(12, many)
    np.subtract(here[:_WINDOWED], sums[:_WINDOWED, :many], out=rows[34:42])
    np.subtract(sums[:_WINDOWED, 2 * _WINDOW + 1 :], after[:_WINDOWED], out=rows[42:50])
    rows[50] = told[TOLD["dirt"]]
    _neighbours(found.table[_SHOWN], (-2, -1, 1, 2), rows[51:])
    return table


def second_look(found: Surface, first: Floats, chance: Floats) -> Floats:
    """`first` (the table of `surroundings`) with what the first chances say of the lines around each line and of those that look like it."""
    many = len(chance)
    body = chance * found.length
    total = max(float(body.sum()), 1.0)
    sums = np.zeros(many + 2 * _WINDOW - 1, np.float32)
    chance.cumsum(out=sums[_WINDOW : many + _WINDOW])
    sums[many + _WINDOW :] = sums[many + _WINDOW - 1]
    table = np.empty((len(first) + _SECOND, many), np.float32)
    table[: len(first)] = first
    rows = table[len(first) :]
    rows[0] = chance
    before = body.cumsum() - body
    np.divide(before, total, out=rows[1])
    np.subtract(1, (before + body) / total, out=rows[2])
    rows[3], rows[4] = log1p(total), chance.mean()
    rows[5:7] = _distances((chance > 0.8)[None])[:, 0]
    np.add(rows[5], rows[6], out=rows[7])
    rows[8, :1] = rows[9, -1:] = 0
    np.maximum.accumulate(chance[:-1], out=rows[8, 1:])
    np.maximum.accumulate(chance[:0:-1], out=rows[9, -2::-1])
    np.subtract(sums[_WINDOW - 1 : many + _WINDOW - 1], sums[:many], out=rows[10])
    np.subtract(sums[2 * _WINDOW - 1 :], sums[_WINDOW : many + _WINDOW], out=rows[11])
    kinship(found, chance, rows[12:14])
    _alike(found, chance, rows[14:17])
    _neighbours(chance[None], (-3, -2, -1, 1, 2, 3), rows[17:])
    return table


def kinship(found: Surface, weight: Floats, out: Floats) -> None:
    """Put into `out` the share of each line's content words that the body holds too, and the same for its names alone; -1 where it has none.

    `weight` says how surely each line is body; a line does not vouch for itself.
    """
    many, line = len(weight), found.word_line
    mine = weight[line]
    known = np.bincount(found.word, mine)[found.word] if len(line) else mine
    known = np.minimum(known - mine, 1)
    share = np.empty((2, many))
    share[0], share[1] = np.bincount(line, known, many), np.bincount(line, known * found.word_name, many)
    np.subtract(share / found.told[_COUNTED], found.told[_EMPTY], out=out, casting="same_kind")


def _nearby(found: Surface, out: Floats) -> None:
    """The share of each line's content words that the three lines before it or the three after hold too."""
    many, line = len(out), found.word_line
    place = found.word * (many + _NEARBY) + line
    apart = place[1:] - place[:-1]
    close = np.zeros(len(line) + 1, np.bool_)
    if len(line):
        np.logical_and(apart > 0, apart <= _NEARBY, out=close[1:-1])
    share = np.bincount(line[close[1:] | close[:-1]], minlength=many) / found.told[TOLD["counted words"]]
    np.subtract(share, found.told[TOLD["no words"]], out=out, casting="same_kind")


def _usual(found: Surface) -> float:
    """The median length of the lines of running text, 1 where there is none."""
    lengths = sorted(found.length[found.prose].tolist())
    half = len(lengths) // 2
    return (lengths[half] + lengths[-1 - half]) / 2 if lengths else 1.0


@lru_cache(256)
def _places(many: int) -> Floats:
    """What tells of each of so many lines where it stands: from the top, from the end, as a share; then how many there are."""
    row = np.arange(many)
    return np.array((row, row[::-1], row / max(many - 1, 1), np.full(many, log1p(many))), np.float32)


def _distances(met: NDArray[Any]) -> Floats:
    """How many lines ago, and in how many lines, each row of `met` is true for a line (2 x rows x lines); the line itself not counted, at most
    `FAR`."""
    rows, many = met.shape
    reach = np.arange(FAR, FAR + many, dtype=np.float32)
    both = np.empty((2, rows, many), np.float32)
    both[0], both[1] = met, met[:, ::-1]
    both *= reach
    away = np.empty((2, rows, many), np.float32)
    away[:, :, 0] = FAR
    np.subtract(reach[1:], np.maximum.accumulate(both[:, :, :-1], axis=2), out=away[:, :, 1:])
    np.minimum(away, FAR, out=away)
    away[1] = away[1, :, ::-1].copy()
    return away


def _repeated(found: Surface, rows: Floats) -> None:
    """Rows 16 and 18 to 21: which lines are enclosed, and how often each was there before and comes again, in whole, then by its first words."""
    rows[16] = rows[18:22] = 0
    whole = found.whole.tolist()
    if len(set(whole)) < len(whole):
        _enclosed(whole, found.length.tolist(), rows[16])
        rows[18], rows[19] = _seen(whole), _seen(whole[::-1])[::-1]
    start = found.start.tolist()
    told = [key for key in start if key >= 0]
    if len(set(told)) < len(told):
        start = [key if key >= 0 else -1 - row for row, key in enumerate(start)]
        rows[20], rows[21] = _seen(start), _seen(start[::-1])[::-1]


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


def _seen(keys: list[int]) -> list[int]:
    tally: dict[int, int] = {}
    found = []
    for key in keys:
        before = tally.get(key, 0)
        found.append(min(before, 4))
        tally[key] = before + 1
    return found


def _alike(found: Surface, chance: Floats, out: Floats) -> None:
    """How many lines of the text look like each line, and their mean chance; then the mean chance of those that look vaguely like it."""
    fine, rough = found.told[TOLD["fine"] : TOLD["rough"] + 1].astype(np.intp)
    out[0] = count = np.bincount(fine)[fine]
    np.divide(np.bincount(fine, chance)[fine], count, out=out[1], casting="same_kind")
    np.divide(np.bincount(rough, chance)[rough], np.bincount(rough)[rough], out=out[2], casting="same_kind")


def _neighbours(rows: Floats, steps: tuple[int, ...], out: Floats) -> None:
    """The `rows` of the lines so many `steps` away, -1 beyond either end."""
    wide = len(rows)
    out[:] = -1
    for row, step in enumerate(steps):
        block = out[row * wide : (row + 1) * wide]
        if step < 0:
            block[:, -step:] = rows[:, :step]
        else:
            block[:, :-step] = rows[:, step:]
