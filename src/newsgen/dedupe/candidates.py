"""Which pairs of articles are worth comparing: those that share enough keys. No all-pairs, and no key pairs everybody with everybody.

A pure function of the set of signatures: run over all of them after articles came or went, it gives what a full build gives, whatever was
capped; only the pairs it had not named before need a comparison.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newsgen.config import DedupeConfig
from newsgen.dedupe.records import Candidates, Signature
from newsgen.dedupe.verdicts import SHORT
from newsgen.text.arrays import ranges

CAP = 24
"""Articles that share a key and are all paired with each other (276 pairs). In a larger group each is paired with hubs and neighbours."""
HUBS = (0.0, 0.5, 1.0)
"""Shortest, middle and longest of a large group: copies of one report meet there."""
NEXT = 2
"""Neighbours by length on each side in a large group."""
SHARED_KEYS = 2
"""Least number of shared keys where both have more than `FEW_KEYS`."""
FEW_KEYS = 6
SHARE = 0.08
"""Least share of the smaller one's keys. Copies cut to a quarter or read with 5 % errors share more; so does background, which is told later."""
BLOCK = 1_000_000
"""Pairs looked at together (8 MB)."""

Codes = NDArray[np.uint64]
Indices = NDArray[np.int64]

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def candidates(signatures: Sequence[Signature], config: DedupeConfig) -> Candidates:
    """The pairs worth comparing among `signatures`, in whatever order these come."""
    if not config.merge:
        return Candidates((), 0, 0)
    ordered = sorted(
        (signature for signature in signatures if signature.words),
        key=lambda signature: (signature.words, signature.id),
    )
    groups = _identical(ordered)
    found = {
        _pair(ordered[i].id, ordered[j].id) for group in groups for i, j in _star(ordered, group)
    }
    alone = [i for group in groups for i in _representatives(ordered, group)]
    close, capped, skipped = _sharing([ordered[i].keys for i in sorted(alone)])
    place = sorted(alone)
    found.update(_pair(ordered[place[i]].id, ordered[place[j]].id) for i, j in close)
    return Candidates(tuple(sorted(found)), capped, skipped)


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _identical(ordered: Sequence[Signature]) -> list[list[int]]:
    """The places of articles with one digest, a list each."""
    groups: dict[bytes, list[int]] = {}
    for place, signature in enumerate(ordered):
        groups.setdefault(signature.digest, []).append(place)
    return list(groups.values())


def _star(ordered: Sequence[Signature], group: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs that hold identical texts together: each with the first, and each with the next by date, for short ones a date may part."""
    if len(group) > 1:
        yield from ((group[0], place) for place in group[1:])
        yield from pairwise(
            sorted(group, key=lambda place: (_date(ordered[place]), ordered[place].id))
        )


def _date(signature: Signature) -> str:
    return signature.published.date if signature.published else ""


def _representatives(ordered: Sequence[Signature], group: list[int]) -> list[int]:
    """The places that stand for a group among other texts: the first; a few short ones all, for identical ones may be two reports."""
    return group if len(group) <= CAP and ordered[group[0]].words < SHORT else group[:1]


def _sharing(keys: list[bytes]) -> tuple[list[tuple[int, int]], int, int]:
    """Pairs of places that share enough keys; how many keys were capped, and how many pairs that left out."""
    sizes = np.array([len(held) // 4 for held in keys], dtype=np.int64)
    if not sizes.sum():
        return [], 0, 0
    codes = np.frombuffer(b"".join(keys), dtype="<u4").astype(np.uint64) << _HALF
    codes |= np.repeat(np.arange(len(keys), dtype=np.uint64), sizes)
    codes.sort()
    starts = np.flatnonzero(np.diff(codes >> _HALF, prepend=_LOW + np.uint64(1)))
    lengths = np.diff(starts, append=len(codes))
    owners = (codes & _LOW).astype(np.int64)
    large = lengths > CAP
    small = (lengths > 1) & ~large
    hubs = _hub_pairs(owners, starts[large], lengths[large])
    skipped = int((lengths[large] * (lengths[large] - 1) // 2).sum()) - sum(map(len, hubs))
    pairs = np.concatenate(
        [np.zeros(0, np.uint64), *hubs, *_all_pairs(owners, starts[small], lengths[small])]
    )
    return _enough(pairs, sizes), int(large.sum()), skipped


def _all_pairs(owners: Indices, starts: Indices, lengths: Indices) -> Iterator[Codes]:
    """Each with each of its group, once a shared key; both places packed in one number, the lower first."""
    places = np.repeat(starts, lengths)
    within = _within(lengths)
    left, at = np.repeat(lengths, lengths) - within, places + within
    for step in range(1, int(lengths.max(initial=1))):
        keep = left > step
        at, left = at[keep], left[keep]
        yield _packed(owners[at], owners[at + step])


def _hub_pairs(owners: Indices, starts: Indices, lengths: Indices) -> list[Codes]:
    """Each with the hubs and the nearest by length, for groups too large to be paired with each other."""
    at = np.repeat(starts, lengths) + _within(lengths)
    found = []
    for share in HUBS:
        hubs = np.repeat(owners[starts + np.rint(share * (lengths - 1)).astype(np.int64)], lengths)
        others = owners[at] != hubs
        found.append(
            _packed(np.minimum(owners[at], hubs)[others], np.maximum(owners[at], hubs)[others])
        )
    for step in range(1, NEXT + 1):
        later = at[_within(lengths) >= step]
        found.append(_packed(owners[later - step], owners[later]))
    return found


def _within(lengths: Indices) -> Indices:
    """The place of each member in its group, for groups of `lengths` one after another."""
    return ranges(np.zeros_like(lengths), lengths)


def _packed(low: Indices, high: Indices) -> Codes:
    return (low.astype(np.uint64) << _HALF) | high.astype(np.uint64)


def _enough(codes: Codes, sizes: Indices) -> list[tuple[int, int]]:
    """The pairs named often enough for the number of keys they have. Most are named once, by chance, so these are set aside before counting."""
    codes.sort()
    again = np.zeros(len(codes), np.bool_)
    again[1:] = codes[1:] == codes[:-1]
    named = again.copy()
    named[:-1] |= again[1:]
    pairs, shared = np.unique(codes[named], return_counts=True)
    found = _kept(pairs, shared, sizes)
    for start in range(0, len(codes), BLOCK):
        block = codes[start : start + BLOCK][~named[start : start + BLOCK]]
        found.extend(_kept(block, np.ones(len(block), np.int64), sizes))
    return found


def _kept(pairs: Codes, shared: Indices, sizes: Indices) -> list[tuple[int, int]]:
    low, high = (pairs >> _HALF).astype(np.int64), (pairs & _LOW).astype(np.int64)
    smaller = np.minimum(sizes[low], sizes[high])
    keep = (shared >= SHARE * smaller) & ((shared >= SHARED_KEYS) | (smaller <= FEW_KEYS))
    return list(zip(low[keep].tolist(), high[keep].tolist(), strict=True))
