"""What two articles have in common, as numbers that depend neither on their length nor on the
archive: `features` names them all.

Every feature is the same whichever article comes first: what differs by side is given for the
shorter text and for the longer one.
"""

from datetime import date
from math import log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgen.dedupe.records import Fingerprint
from newsgen.text.arrays import Indices
from newsgen.text.shingles import CLASSES, Hashes, distinct

OPENING = 60
"""Shingles that count as the opening of a text: the lede and the paragraph after it. As many count
as its end."""
FIRST_SENTENCES = 4
"""Sentences of which `opening sentences` speaks."""
CARRIED = 0.5
"""Share of a sentence's shingles that the other text must have for it to carry the sentence."""
PASSAGE = 12
"""Shingles in a row that make a long passage."""
HEAD = 15
"""Least words before the first long passage shared for a text to have an opening of its own."""
UNKNOWN = -1.0
"""Value of a feature that this pair does not have: no numbers, no title or no date on one side."""

FULL_WORDS = 400
"""Shingles from which on `words` is 1: the length of an ordinary report."""
FULL_MEAN_RUN = 50
"""Shingles that a shared run has on average where `mean run` is 1."""
FULL_SHARED = 6
"""Natural logarithm of the shared shingles at which `shared words` is 1: about 400 of them."""
FULL_LONGEST = 40
"""Shingles of the longest shared run from which on `longest words` is 1."""
WORDS_A_NUMBER = 5
"""Words for each different figure of a text from which down `numbers` is 1: only tables have fewer."""

HASH_BYTES = 4
"""Bytes of one hash in a field of a fingerprint."""
ISO_DAY = len("2021-05-05")
"""Characters of an ISO 8601 date that states the day."""

Flags = NDArray[np.bool_]
FeatureValues = dict[str, float]


class Overlap(NamedTuple):
    """What the shingles of two articles have in common.

    `shorter_present` tells for each shingle of the shorter text, in order, whether the longer text
    has it, `longer_present` the reverse; `shorter_share` and `longer_share` are the shares that
    are present, weighted by rarity.
    """

    shorter: Fingerprint
    longer: Fingerprint
    shorter_present: Flags
    longer_present: Flags
    shorter_share: float
    longer_share: float


def overlap(a: Fingerprint, b: Fingerprint) -> Overlap:
    """The shingles that two articles share. Of two equally long the lower digest is the shorter."""
    shorter, longer = sorted((a, b), key=lambda side: (len(side.shingles), side.digest, side.id))
    short_shingles, long_shingles = hashes(shorter.shingles), hashes(longer.shingles)
    shorter_present = _present(short_shingles, long_shingles)
    longer_present = _present(long_shingles, short_shingles)

    return Overlap(
        shorter=shorter,
        longer=longer,
        shorter_present=shorter_present,
        longer_present=longer_present,
        shorter_share=_weighted_share(short_shingles, shorter_present),
        longer_share=_weighted_share(long_shingles, longer_present),
    )


def features(common: Overlap) -> FeatureValues:
    """The features of a pair, by name: each 0 to 1 or `UNKNOWN`, but for `days`."""
    shorter, longer = common.shorter, common.longer
    runs = _run_lengths(common.shorter_present)
    return {
        **_coverage(common),
        **_sentences(common),
        **_runs(common, runs),
        **_facts(shorter, longer),
        "heads": max(
            _head(shorter, longer, common.shorter_present),
            _head(longer, shorter, common.longer_present),
        ),
        "title": max(_agreement(shorter.title, longer.title)),
        **_sizes(common, runs),
        **_rarities(common),
        "numbers": _number_density(shorter),
        "begins at": _first_shared(common.longer_present),
        "days": days_apart(shorter, longer),
    }


def hashes(field: bytes) -> Hashes:
    """The 32-bit hashes in a field of a fingerprint."""
    return np.frombuffer(field, dtype="<u4")


def hash_count(field: bytes) -> int:
    """How many hashes a field of a fingerprint holds."""
    return len(field) // HASH_BYTES


def days_apart(a: Fingerprint, b: Fingerprint) -> float:
    """How many days lie between the dates of two articles; `UNKNOWN` where either states no day."""
    one, two = _day(a), _day(b)
    if one is None or two is None:
        return UNKNOWN
    return float(abs((one - two).days))


def _day(side: Fingerprint) -> date | None:
    """The day of publication; None where none is stated."""
    stated = side.published.date[:ISO_DAY] if side.published else ""
    return date.fromisoformat(stated) if len(stated) == ISO_DAY else None


def _present(these: Hashes, those: Hashes) -> Flags:
    """Which of `these` are among `those`."""
    return _among(these, np.sort(those))


def _among(these: Hashes, ordered: Hashes) -> Flags:
    """Which of `these` are among hashes in ascending order."""
    if not len(these) or not len(ordered):
        return np.zeros(len(these), np.bool_)

    slots = ordered.searchsorted(these)
    slots[slots == len(ordered)] = 0  # greater than all of them: any slot shows that it differs
    present: Flags = ordered[slots] == these

    return present


def _rarity_classes(shingles: Hashes) -> Hashes:
    """The rarity class, 0 to 15, in the low four bits of each shingle."""
    low_bits = np.uint32(CLASSES - 1)
    classes: Hashes = shingles & low_bits
    return classes


def _weighted_share(shingles: Hashes, present: Flags) -> float:
    """The share of the shingles that is present, each weighing its rarity class + 1."""
    weights = _rarity_classes(shingles) + np.uint32(1)
    total = int(weights.sum())
    if not total:
        return 0.0
    return float(weights[present].sum()) / total


def _coverage(common: Overlap) -> FeatureValues:
    """How much of each text the other has: as a whole, in its letters, at its two ends."""
    shorter_present, longer_present = common.shorter_present, common.longer_present
    letters = _agreement(common.shorter.octets, common.longer.octets)
    return {
        "shorter held": common.shorter_share,
        "longer held": common.longer_share,
        "letters of shorter": letters[0],
        "letters of longer": letters[1],
        "opening of shorter": _mean(shorter_present[:OPENING]),
        "opening of longer": _mean(longer_present[:OPENING]),
        "end of shorter": _mean(shorter_present[-OPENING:]),
        "end of longer": _mean(longer_present[-OPENING:]),
    }


def _sentences(common: Overlap) -> FeatureValues:
    """The share of the sentences of each text that the other carries, and of its first ones."""
    of_shorter = _carried(common.shorter, common.shorter_present)
    of_longer = _carried(common.longer, common.longer_present)
    return {
        "sentences of shorter": _mean(of_shorter),
        "sentences of longer": _mean(of_longer),
        "opening sentences": min(
            _mean(of_shorter[:FIRST_SENTENCES]),
            _mean(of_longer[:FIRST_SENTENCES]),
        ),
    }


def _carried(side: Fingerprint, present: Flags) -> Flags:
    """For each sentence of `side` whether the other text carries it."""
    size = len(present)
    starts = hashes(side.sentences).astype(np.int64)
    starts = starts[starts < size]  # the last two words begin no shingle
    if not len(starts):
        return np.zeros(0, np.bool_)

    # One entry a sentence: its number of shingles, and how many of them are present.
    sizes = np.empty(len(starts), np.int64)
    sizes[:-1] = starts[1:] - starts[:-1]
    sizes[-1] = size - starts[-1]
    shared = np.add.reduceat(present, starts, dtype=np.int64)

    carried: Flags = shared >= CARRIED * sizes
    return carried


def _runs(common: Overlap, lengths: list[int]) -> FeatureValues:
    """How the shared shingles hang together, by the lengths of their runs in the shorter text."""
    size = len(common.shorter_present)
    mean = _share(sum(lengths), len(lengths))
    return {
        "longest run": _share(max(lengths, default=0), size),
        "mean run": min(1.0, mean / FULL_MEAN_RUN),
        "runs a shingle": _share(len(lengths), size),
    }


def _run_lengths(present: Flags) -> list[int]:
    """The lengths of the runs of shared shingles, in order."""
    starts, ends = _run_bounds(present)
    lengths: list[int] = (ends - starts).tolist()
    return lengths


def _run_bounds(present: Flags) -> tuple[Indices, Indices]:
    """Where the runs of shared shingles begin, and where they end."""
    # With a shingle that is not shared at either end, runs begin and end in turn where the flag
    # changes; a bound is the index of the flag after the change.
    fenced = np.zeros(len(present) + 2, np.bool_)
    fenced[1:-1] = present
    changes = np.flatnonzero(fenced[1:] != fenced[:-1])
    return changes[::2], changes[1::2]


def _facts(shorter: Fingerprint, longer: Fingerprint) -> FeatureValues:
    """How far figures, names and rare words of the two agree."""
    numbers = _agreement(shorter.numbers, longer.numbers)
    names = _agreement(shorter.names, longer.names)
    rare = _agreement(shorter.rare, longer.rare)

    return {
        "numbers of shorter": numbers[0],
        "numbers of longer": numbers[1],
        "names of shorter": names[0],
        "names of longer": names[1],
        "rare of shorter": rare[0],
        "rare of longer": rare[1],
    }


def _agreement(one: bytes, two: bytes) -> tuple[float, float]:
    """The share of each set of hashes that the other has; `UNKNOWN` where one is empty."""
    if not one or not two:
        return (UNKNOWN, UNKNOWN)

    first, second = hashes(one), hashes(two)
    is_shared = _among(first, second)
    shared = np.count_nonzero(is_shared)
    return (shared / len(first), shared / len(second))


def _head(side: Fingerprint, other: Fingerprint, present: Flags) -> float:
    """How much of what stands before the first long shared passage the other text has, by its rare
    words; 1 where that passage opens the text."""
    starts, ends = _run_bounds(present)
    passages = starts[ends - starts >= PASSAGE]
    size = int(passages[0]) if len(passages) else len(present)
    before = hashes(side.lede)[:size]
    if len(before) < HEAD:
        return 1.0

    rare = distinct(before[before > 0])
    is_shared = _among(rare, hashes(other.rare))
    return _mean(is_shared)


def _sizes(common: Overlap, runs: list[int]) -> FeatureValues:
    """How long the texts and their shared passages are."""
    shingles = hashes(common.shorter.shingles)
    size = len(shingles)
    different = len(distinct(shingles))
    shared = np.count_nonzero(common.shorter_present)
    longest = max(runs, default=0)
    return {
        "lengths": _share(size, hash_count(common.longer.shingles)),
        "words": min(1.0, size / FULL_WORDS),
        "repeats": 1 - _share(different, size),
        "shared words": min(1.0, log1p(shared) / FULL_SHARED),
        "longest words": min(1.0, longest / FULL_LONGEST),
    }


def _rarities(common: Overlap) -> FeatureValues:
    """How rare the shingles of the shorter text are that the longer has, and those it lacks."""
    shingles, present = hashes(common.shorter.shingles), common.shorter_present
    return {
        "rarity of shared": _mean_rarity(shingles[present]),
        "rarity of rest": _mean_rarity(shingles[~present]),
    }


def _mean_rarity(shingles: Hashes) -> float:
    if not len(shingles):
        return 0.0
    return float(_rarity_classes(shingles).mean()) / (CLASSES - 1)


def _number_density(side: Fingerprint) -> float:
    """How much of a text is figures: 1 where every fifth word is a figure not seen before."""
    different = hash_count(side.numbers)
    share = _share(different, side.words)
    return min(1.0, share * WORDS_A_NUMBER)


def _first_shared(present: Flags) -> float:
    """Where in the text the first shared shingle stands, 0 to 1."""
    shared = np.flatnonzero(present)
    if not len(shared):
        return UNKNOWN
    return _share(int(shared[0]), len(present))


def _mean(present: Flags) -> float:
    """The share of what is present."""
    return _share(int(np.count_nonzero(present)), len(present))


def _share(part: float, whole: float) -> float:
    """`part` / `whole`; 0 where there is no whole."""
    return part / whole if whole else 0.0
