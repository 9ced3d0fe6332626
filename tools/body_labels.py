"""Which lines of a raw text are body, by its gold text: the labels that `train_lines.py` learns from."""

import bisect
from collections import defaultdict

import numpy as np

from newsgen.clean.lines.features import Bools
from newsgen.text.words import plain

GRAM = 4


def labels(lines: list[str], body: str) -> Bools:
    """Which of `lines` are body, by aligning them in order with the gold text.

    Long lines whose words are there anchor the order; a short line counts only where it stands between the right ones.
    """
    gold = plain(body).split()
    words = [plain(line).split() for line in lines]
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, gram in enumerate(_grams(gold)):
        where[gram].append(index)
    share = [_share(line, where) for line in words]
    anchors = _chain(
        [
            (row, at)
            for row, line in enumerate(words)
            if (at := _anchor(line, share[row], where)) is not None
        ]
    )
    rows = [row for row, _ in anchors]
    found = np.zeros(len(lines), np.bool_)
    for row, line in enumerate(words):
        after = bisect.bisect(rows, row)
        if not line or (after and rows[after - 1] == row):
            found[row] = bool(line)
            continue
        low = (
            max(0, anchors[after - 1][1] + int(0.9 * len(words[rows[after - 1]])) - 1)
            if after
            else 0
        )
        high = anchors[after][1] + 1 if after < len(anchors) else len(gold)
        found[row] = _inside(line, gold[low:high])
    return found


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[index : index + GRAM]) for index in range(len(words) - GRAM + 1)]


def _share(line: list[str], where: dict[tuple[str, ...], list[int]]) -> float:
    grams = _grams(line)
    return sum(gram in where for gram in grams) / len(grams) if grams else 0.0


def _anchor(line: list[str], share: float, where: dict[tuple[str, ...], list[int]]) -> int | None:
    """Where in the gold text a long line stands, if it is there and its first known words are there once."""
    if len(line) < 8 or share < 0.5:
        return None
    hits = next(where[gram] for gram in _grams(line) if gram in where)
    return hits[0] if len(hits) == 1 else None


def _chain(anchors: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of anchors whose places in the gold text rise."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    place = dict(anchors)
    for row, at in anchors:
        slot = bisect.bisect_left(tails, at)
        tails[slot:] = [at, *tails[slot + 1 :]]
        ends[slot:] = [row, *ends[slot + 1 :]]
        before[row] = ends[slot - 1] if slot else None
    found = []
    last: int | None = ends[-1] if ends else None
    while last is not None:
        found.append((last, place[last]))
        last = before[last]
    return found[::-1]


def _inside(line: list[str], gold: list[str]) -> bool:
    if len(line) < GRAM:
        return f" {' '.join(line)} " in f" {' '.join(gold)} "
    known = set(_grams(gold))
    grams = _grams(line)
    return sum(gram in known for gram in grams) >= 0.5 * len(grams)
