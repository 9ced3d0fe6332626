"""What two copies have in common, in numbers that do not depend on their length or on the archive: `features` names them all.

Each is the same whichever article comes first: what differs by side is given for the shorter text and for the longer one.
"""

from datetime import date
from math import log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgen.dedupe.records import Fingerprint
from newsgen.text.shingles import Hashes, distinct

OPENING = 60
"""Shingles that count as the opening: the lede and the paragraph after it."""
NAMED = 0.5
"""Share of a sentence's shingles the other text must have for it to count as carried."""
PASSAGE = 12
"""Shingles in a row that make a long passage."""
HEAD = 15
"""Words before it from which a text has an opening of its own."""
UNKNOWN = -1.0
"""The value of a feature that these two texts do not have: no numbers, no title, no date on one side."""

Held = NDArray[np.bool_]


class Overlap(NamedTuple):
    """Which shingles of the shorter text the longer has and the reverse, in the order of the texts, and the share of each side's weight."""

    shorter: Fingerprint
    longer: Fingerprint
    in_longer: Held
    in_shorter: Held
    of_shorter: float
    of_longer: float


def overlap(a: Fingerprint, b: Fingerprint) -> Overlap:
    """The shingles two articles share. Where both have one length the lower digest counts as the shorter."""
    shorter, longer = sorted((a, b), key=lambda side: (len(side.shingles), side.digest, side.id))
    one, two = hashes(shorter.shingles), hashes(longer.shingles)
    in_longer, in_shorter = held(one, two), held(two, one)
    return Overlap(
        shorter, longer, in_longer, in_shorter, _weighed(one, in_longer), _weighed(two, in_shorter)
    )


def features(found: Overlap) -> dict[str, float]:
    """The features of a pair, by name, each 0 to 1 or `UNKNOWN` but for those that say otherwise."""
    one, two = found.shorter, found.longer
    first, second = hashes(one.shingles), hashes(two.shingles)
    numbers, names = _agreement(one.numbers, two.numbers), _agreement(one.names, two.names)
    rare = _agreement(one.rare, two.rare)
    octets, title = _agreement(one.octets, two.octets), _agreement(one.title, two.title)
    sentences = _carried(one, found.in_longer), _carried(two, found.in_shorter)
    runs, at = _runs(found.in_longer), np.flatnonzero(found.in_shorter)
    return {
        "shorter held": found.of_shorter,
        "longer held": found.of_longer,
        "letters of shorter": octets[0],
        "letters of longer": octets[1],
        "opening of shorter": _mean(found.in_longer[:OPENING]),
        "opening of longer": _mean(found.in_shorter[:OPENING]),
        "end of shorter": _mean(found.in_longer[-OPENING:]),
        "end of longer": _mean(found.in_shorter[-OPENING:]),
        "sentences of shorter": _mean(sentences[0]),
        "sentences of longer": _mean(sentences[1]),
        "opening sentences": min(_mean(sentences[0][:4]), _mean(sentences[1][:4])),
        "longest run": _share(max(runs, default=0), len(first)),
        "mean run": min(1.0, _share(sum(runs), len(runs)) / 50),
        "runs a shingle": _share(len(runs), len(first)),
        "numbers of shorter": numbers[0],
        "numbers of longer": numbers[1],
        "names of shorter": names[0],
        "names of longer": names[1],
        "rare of shorter": rare[0],
        "rare of longer": rare[1],
        "heads": max(_head(one, two, found.in_longer), _head(two, one, found.in_shorter)),
        "title": max(title),
        "lengths": _share(len(first), len(second)),
        "words": min(1.0, len(first) / 400),
        "repeats": 1 - _share(len(distinct(first)), len(first)),
        "shared words": min(1.0, log1p(np.count_nonzero(found.in_longer)) / 6),
        "longest words": min(1.0, max(runs, default=0) / 40),
        "rarity of shared": _rarity(first[found.in_longer]),
        "rarity of rest": _rarity(first[~found.in_longer]),
        "numbers": min(1.0, _share(len(one.numbers) // 4, one.words) * 5),
        "begins at": _share(int(at[0]), len(second)) if len(at) else UNKNOWN,
        "days": days_apart(one, two),
    }


def hashes(held_bytes: bytes) -> Hashes:
    """The 32-bit hashes of a fingerprint's field."""
    return np.frombuffer(held_bytes, dtype="<u4")


def held(these: Hashes, those: Hashes) -> Held:
    """Which of `these` are among `those`."""
    return among(these, np.sort(those))


def among(these: Hashes, ordered: Hashes) -> Held:
    """Which of `these` are among hashes in ascending order."""
    if not len(these) or not len(ordered):
        return np.zeros(len(these), np.bool_)
    at = ordered.searchsorted(these)
    at[at == len(ordered)] = 0
    found: Held = ordered[at] == these
    return found


def days_apart(a: Fingerprint, b: Fingerprint) -> float:
    """How many days lie between the dates of two articles; `UNKNOWN` where one has none to the day."""
    if a.published is None or b.published is None:
        return UNKNOWN
    one, two = a.published.date[:10], b.published.date[:10]
    if len(one) < 10 or len(two) < 10:
        return UNKNOWN
    return float(abs((date.fromisoformat(one) - date.fromisoformat(two)).days))


def _weighed(shingles: Hashes, present: Held) -> float:
    """The share of the shingles that is present, each weighing its rarity class + 1."""
    weights = (shingles & np.uint32(15)) + np.uint32(1)
    total = int(weights.sum())
    return float(weights[present].sum()) / total if total else 0.0


def _agreement(one: bytes, two: bytes) -> tuple[float, float]:
    """The share of each set of hashes that the other has; unknown where one is empty."""
    if not one or not two:
        return (UNKNOWN, UNKNOWN)
    first, second = hashes(one), hashes(two)
    shared = np.count_nonzero(among(first, second))
    return (shared / len(first), shared / len(second))


def _mean(present: Held) -> float:
    return np.count_nonzero(present) / len(present) if len(present) else 0.0


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _runs(present: Held) -> list[int]:
    """The lengths of the runs of shared shingles, in order."""
    edges = _edges(present)
    lengths: list[int] = (edges[1::2] - edges[::2]).tolist()
    return lengths


def _edges(present: Held) -> NDArray[np.int64]:
    """Where runs begin and end, in turn."""
    fenced = np.zeros(len(present) + 2, np.bool_)
    fenced[1:-1] = present
    return np.flatnonzero(fenced[1:] != fenced[:-1])


def _carried(side: Fingerprint, present: Held) -> Held:
    """For each sentence of `side` whether the other text has most of it."""
    starts = hashes(side.sentences).astype(np.int64)
    starts = starts[starts < len(present)]
    if not len(starts):
        return np.zeros(0, np.bool_)
    sizes = np.empty(len(starts), np.int64)
    sizes[:-1] = starts[1:] - starts[:-1]
    sizes[-1] = len(present) - starts[-1]
    carried: Held = np.add.reduceat(present, starts, dtype=np.int64) >= NAMED * sizes
    return carried


def _head(side: Fingerprint, other: Fingerprint, present: Held) -> float:
    """What stands before the first long passage shared: the share of its rare words that the other text has; 1 where that passage opens the text."""
    edges = _edges(present)
    starts = edges[::2][edges[1::2] - edges[::2] >= PASSAGE]
    before = hashes(side.lede)[: int(starts[0]) if len(starts) else len(present)]
    if len(before) < HEAD:
        return 1.0
    return _mean(among(distinct(before[before > 0]), hashes(other.rare)))


def _rarity(shingles: Hashes) -> float:
    return float((shingles & np.uint32(15)).mean()) / 15 if len(shingles) else 0.0
