"""Features of a line among its neighbours: where it stands, what surrounds it, whether it speaks of what the text speaks of.

Two tables, each (columns x lines): `surroundings` before any judgement, `second_look` with a first chance for every line in hand.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.features import COLUMN, Bools, Floats, Ints, Surface
from newsgen.clean.vocabulary import CLASSES

SHORT = 9
"""Words below which a line may be a heading, a label or a widget."""
FAR = 40
"""Lines beyond which it does not matter how far off something is."""

_SHOWN = [COLUMN[name] for name in ("words", "digits", "capitalised", "shouted", "grammar", "ending", "prose", "commas")]
_GROUPS = (
    ("share",), ("comments",), ("related",), ("advert", "subscribe", "newsletter", "legal", "appeal"), ("credit", "byline", "bio"),
    ("month", "clock"),
)  # fmt: skip
_DIRT = ("share", "advert", "subscribe", "newsletter", "comments", "related", "credit", "byline", "legal", "appeal", "player", "navigation")
_ENCLOSING = 12
_WINDOW = 5
_NEARBY = 3


def _words(*classes: str) -> list[int]:
    return [COLUMN[f"{name} words"] for name in classes]


_CLASSES = slice(COLUMN[f"{CLASSES[0]} words"], COLUMN[f"{CLASSES[-1]} words"] + 1)
_MEMBERS = np.array([[name in group for name in CLASSES] for group in _GROUPS], np.float32)
_DIRTY = _words(*_DIRT)
_DATED = _words("month", "clock")


def surroundings(found: Surface) -> Floats:
    """The surface of each line, that of its neighbours, and its place among the lines of running text."""
    many, prose, length = len(found.length), found.prose, found.length
    row = np.arange(many)
    vouched = prose.astype(np.float32)
    weight = vouched * length
    total = max(float(weight.sum()), 1.0)
    before = np.cumsum(weight) - weight
    counted = np.cumsum(prose)
    since, to = _distances(prose[None])
    usual = float(np.median(length[prose])) if counted[-1] else 1.0
    return _stacked(
        found.table, row, row[::-1], row / max(many - 1, 1), np.full(many, np.log1p(many)), np.full(many, np.log1p(total)),
        np.full(many, counted[-1] / many), since, to, since + to, counted - prose, counted[-1] - counted,
        before / total, 1 - (before + weight) / total,
        *kinship(found, vouched), length / max(usual, 1.0), _enclosed(found), _nearby(found), *_doubles(found), *_headings(found), _windows(found),
        _neighbours(found.table[_SHOWN], (-2, -1, 1, 2)),
    )  # fmt: skip


def second_look(found: Surface, first: Floats, chance: Floats) -> Floats:
    """`first` (the table of `surroundings`) with what the first chances say of the lines around each line and of those that look like it."""
    many = len(chance)
    body = chance * found.length
    total = max(float(body.sum()), 1.0)
    before = np.cumsum(body) - body
    since, to = _distances((chance > 0.8)[None])
    sums = np.zeros(many + 9, np.float32)
    np.cumsum(chance, out=sums[5 : many + 5])
    sums[many + 5 :] = sums[many + 4]
    return _stacked(
        first, chance, before / total, 1 - (before + body) / total, np.full(many, np.log1p(total)), np.full(many, chance.mean()),
        since, to, since + to, _best_before(chance), _best_before(chance[::-1])[::-1],
        sums[4 : many + 4] - sums[:many], sums[9:] - sums[5 : many + 5], *kinship(found, chance), *_alike(found, chance),
        _neighbours(chance[None], (-3, -2, -1, 1, 2, 3)),
    )  # fmt: skip


def kinship(found: Surface, weight: Floats) -> tuple[Floats, Floats]:
    """The share of each line's content words that the body holds too, and the same for its names alone; -1 where it has none.

    `weight` says how surely each line is body; a line does not vouch for itself.
    """
    many, line = len(found.length), found.word_line
    mine = weight[line].astype(np.float64)
    held = np.bincount(found.word, mine)[found.word] if len(line) else mine
    known = np.minimum(held - mine, 1)
    return _share(line, known, many), _share(line[found.word_name], known[found.word_name], many)


def _nearby(found: Surface) -> Floats:
    """The share of each line's content words that the three lines before it or the three after hold too."""
    many, line = len(found.length), found.word_line
    if not len(line):
        return np.full(many, -1, np.float32)
    place = found.word * (many + _NEARBY) + line
    order = np.argsort(place, kind="stable")
    apart = np.diff(place[order])
    close = (apart > 0) & (apart <= _NEARBY)
    met = np.zeros(len(line), np.float32)
    met[order[1:]] = close
    met[order[:-1]] += close
    np.minimum(met, 1, out=met)
    return _share(line, met, many)


def _share(line: Ints, known: Floats, many: int) -> Floats:
    count = np.bincount(line, minlength=many)
    found: Floats = np.where(count > 0, np.bincount(line, known, many) / np.maximum(count, 1), -1).astype(np.float32)
    return found


def _distances(met: Bools) -> tuple[Floats, Floats]:
    """How many lines ago, and in how many lines, each row of `met` is true for a line; the line itself not counted, at most `FAR`."""
    many = met.shape[1]
    row = np.arange(many)
    behind = np.maximum.accumulate(np.where(met, row, -FAR), axis=1)
    ahead = np.minimum.accumulate(np.where(met, row, many + FAR)[:, ::-1], axis=1)[:, ::-1]
    since = np.full(met.shape, FAR, np.float32)
    to = since.copy()
    since[:, 1:] = np.minimum(row[1:] - behind[:, :-1], FAR)
    to[:, :-1] = np.minimum(ahead[:, 1:] - row[:-1], FAR)
    return since, to


def _headings(found: Surface) -> tuple[Floats, Floats]:
    """How far the nearest short lines are that hold words of a group of classes, before and after: "Comments", "Most read", "Newsletter"."""
    short = found.length < SHORT
    return _distances((_MEMBERS @ found.table[_CLASSES] > 0) & short)


def _windows(found: Surface) -> Floats:
    """What the five lines before and the five after add up to."""
    table, many = found.table, len(found.length)
    short = (found.length < SHORT).astype(np.float32)
    dirt = np.minimum(table[_DIRTY], 1).sum(0) / (1 + found.length / 10)
    rows = np.stack([
        short, table[COLUMN["ending"]] != 1, short * ((table[_DATED].sum(0) > 0) | (table[COLUMN["digits"]] > 0.3)), dirt,
        table[COLUMN["reader share"]], table[[COLUMN["press share"], COLUMN["appeal share"], COLUMN["subscribe share"]]].sum(0),
        np.minimum(table[COLUMN["speech words"]], 1), table[COLUMN["capitalised"]],
    ], dtype=np.float32)  # fmt: skip
    sums = np.zeros((len(rows), many + 2 * _WINDOW + 1), np.float32)
    np.cumsum(rows, axis=1, out=sums[:, _WINDOW + 1 : many + _WINDOW + 1])
    sums[:, many + _WINDOW + 1 :] = sums[:, many + _WINDOW, None]
    here, after = sums[:, _WINDOW : many + _WINDOW], sums[:, _WINDOW + 1 : many + _WINDOW + 1]
    return np.concatenate((here - sums[:, :many], sums[:, 2 * _WINDOW + 1 :] - after, dirt[None]))


def _enclosed(found: Surface) -> Floats:
    """1 for a line between a long line and its like soon after: between a dek and the lede it was cut from. 2 for that dek."""
    marks = np.zeros(len(found.length), np.float32)
    at: dict[int, int] = {}
    for row, (key, words) in enumerate(zip(found.whole.tolist(), found.length.tolist(), strict=True)):
        if words < SHORT:
            continue
        if row - at.get(key, -FAR) <= _ENCLOSING:
            marks[at[key] + 1 : row] = 1
            marks[at[key]] = 2
        at[key] = row
    return marks


def _doubles(found: Surface) -> list[Ints]:
    """How often each line was there before and comes again: in whole, then by its first words."""
    whole = found.whole.tolist()
    start = [key if key >= 0 else -1 - row for row, key in enumerate(found.start.tolist())]
    return [_seen(whole), _seen(whole[::-1])[::-1], _seen(start), _seen(start[::-1])[::-1]]


def _seen(keys: list[int]) -> Ints:
    if len(set(keys)) == len(keys):
        return np.zeros(len(keys), np.int64)
    tally: dict[int, int] = {}
    found = []
    for key in keys:
        found.append(tally.get(key, 0))
        tally[key] = found[-1] + 1
    return np.minimum(found, 4)


def _alike(found: Surface, chance: Floats) -> tuple[Floats, Floats, Floats]:
    """How many lines of the text look like each line, and their mean chance; then the mean chance of those that look vaguely like it."""
    table = found.table
    rough = table[COLUMN["ending"]] * 8 + np.minimum(np.floor(table[COLUMN["words"]] * 1.5), 7)
    fine = (rough * 16 + table[COLUMN["opening"]]) * 4 + np.minimum(np.floor(table[COLUMN["capitalised"]] * 4), 3)
    _, group, count = np.unique(fine, return_inverse=True, return_counts=True)
    held = np.bincount(rough.astype(np.int64), minlength=64)
    vague = (np.bincount(rough.astype(np.int64), chance, 64) / np.maximum(held, 1))[rough.astype(np.int64)]
    return count[group].astype(np.float32), (np.bincount(group, chance) / count)[group].astype(np.float32), vague.astype(np.float32)


def _best_before(chance: Floats) -> Floats:
    best = np.zeros(len(chance), np.float32)
    np.maximum.accumulate(chance[:-1], out=best[1:])
    return best


def _neighbours(rows: Floats, steps: tuple[int, ...]) -> Floats:
    wide, many = rows.shape
    reach = max(steps)
    padded = np.full((wide, many + 2 * reach), -1, np.float32)
    padded[:, reach : reach + many] = rows
    return np.concatenate([padded[:, reach + step : reach + step + many] for step in steps])


def _stacked(*rows: NDArray[Any]) -> Floats:
    return np.concatenate([part if part.ndim == 2 else part[None] for part in rows], dtype=np.float32)
