"""Blocking (candidate generation): which pairs of articles are worth comparing.

Worth comparing are those that share enough keys. Nothing compares all pairs, and a key that very many
articles share does not pair each with each.

The result is a function of the set of signatures alone: after articles came or went, it is what a
full build gives, whatever was capped; only the pairs that were not named before need a comparison.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgen.config import DedupeConfig
from newsgen.dedupe.features import hash_count, hashes
from newsgen.dedupe.records import Candidates, Signature
from newsgen.dedupe.verdicts import SHORT
from newsgen.text.arrays import Indices, ranges

CAP = 24
"""Most articles that share a key and are all paired with each other (276 pairs). In a larger group
each article is paired with hubs and neighbours."""
HUBS = (0.0, 0.5, 1.0)
"""The hubs of a large group by length: its shortest, middle and longest article. Copies of one report
meet there."""
NEIGHBOURS = 2
"""Neighbours by length on each side with which an article of a large group is paired."""
SHARED_KEYS = 2
"""Least number of shared keys where both articles have more than `FEW_KEYS`."""
FEW_KEYS = 6
"""Keys of a text so short that one shared key is enough."""
SHARE = 0.08
"""Least share of the smaller one's keys. Copies cut to a quarter or read with 5 % errors share more;
so do two reports with the same background, which a verdict tells apart later."""
BLOCK = 1_000_000
"""Pairs that are looked at together (8 MB)."""

Codes = NDArray[np.uint64]
"""Two 32-bit numbers in each 64: the sort order is that of the first, then of the second."""

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_NO_KEY = _LOW + np.uint64(1)


class _Groups(NamedTuple):
    """Groups of articles, end to end, each ascending by length: the articles of group g are
    `owners[starts[g] : starts[g] + lengths[g]]`."""

    owners: Indices
    starts: Indices
    lengths: Indices

    def chosen(self, which: NDArray[np.bool_]) -> "_Groups":
        """Some of the groups; `owners` stays as it is."""
        return _Groups(self.owners, self.starts[which], self.lengths[which])


class _Sharing(NamedTuple):
    """Pairs of articles that share enough keys, by their places; how many keys were capped, and how
    many pairs that left out."""

    pairs: list[tuple[int, int]]
    capped: int
    skipped: int


def candidates(signatures: Sequence[Signature], config: DedupeConfig) -> Candidates:
    """The pairs worth comparing among `signatures`, in whatever order these come."""
    if not config.merge:
        return Candidates((), 0, 0)
    with_text = [signature for signature in signatures if signature.words]
    ordered = sorted(with_text, key=lambda signature: (signature.words, signature.id))
    groups = _identical(ordered)
    pairs: set[tuple[str, str]] = set()
    for group in groups:
        pairs.update(_pair(ordered[i].id, ordered[j].id) for i, j in _star(ordered, group))

    # Of identical texts one or few stand for all; `place` is ascending, so by length as `ordered`.
    place: list[int] = []
    for group in groups:
        place.extend(_representatives(ordered, group))
    place.sort()
    sharing = _sharing([ordered[i].keys for i in place])
    pairs.update(_pair(ordered[place[i]].id, ordered[place[j]].id) for i, j in sharing.pairs)
    return Candidates(tuple(sorted(pairs)), sharing.capped, sharing.skipped)


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _identical(ordered: Sequence[Signature]) -> list[list[int]]:
    """The places of articles with one digest, a list each."""
    groups: dict[bytes, list[int]] = {}
    for place, signature in enumerate(ordered):
        groups.setdefault(signature.digest, []).append(place)
    return list(groups.values())


def _star(ordered: Sequence[Signature], group: list[int]) -> Iterator[tuple[int, int]]:
    """The pairs that hold identical texts together: each with the first, and each with the next by
    date, for different dates make two reports of one short text."""
    if len(group) == 1:
        return
    for place in group[1:]:
        yield group[0], place
    yield from pairwise(sorted(group, key=lambda place: (_date(ordered[place]), ordered[place].id)))


def _date(signature: Signature) -> str:
    return signature.published.date if signature.published else ""


def _representatives(ordered: Sequence[Signature], group: list[int]) -> list[int]:
    """The places that stand for a group of identical texts among other texts: the first; all of a few
    short ones, for these may be two reports."""
    may_differ = len(group) <= CAP and ordered[group[0]].words < SHORT
    return group if may_differ else group[:1]


def _sharing(keys: Sequence[bytes]) -> _Sharing:
    """The pairs among articles with these keys, which ascend by length."""
    sizes = np.array([hash_count(each) for each in keys], dtype=np.int64)
    if not sizes.sum():
        return _Sharing([], 0, 0)
    groups = _groups(keys, sizes)
    large = groups.chosen(groups.lengths > CAP)
    small = groups.chosen((groups.lengths > 1) & (groups.lengths <= CAP))
    hub_pairs = _hub_pairs(large)
    all_pairs = list(_all_pairs(small))
    codes = np.concatenate([np.zeros(0, np.uint64), *hub_pairs, *all_pairs])
    possible = int((large.lengths * (large.lengths - 1) // 2).sum())
    skipped = possible - sum(map(len, hub_pairs))
    return _Sharing(_enough(codes, sizes), len(large.lengths), skipped)


def _groups(keys: Sequence[bytes], sizes: Indices) -> _Groups:
    """The articles that share a key, for each key."""
    # One code a key and article: the key in the upper half, the article in the lower; sorted, the
    # articles of a key stand together.
    codes = hashes(b"".join(keys)).astype(np.uint64) << _HALF
    codes |= np.repeat(np.arange(len(keys), dtype=np.uint64), sizes)
    codes.sort()
    starts = np.flatnonzero(np.diff(codes >> _HALF, prepend=_NO_KEY))
    lengths = np.diff(starts, append=len(codes))
    return _Groups((codes & _LOW).astype(np.int64), starts, lengths)


def _all_pairs(groups: _Groups) -> Iterator[Codes]:
    """Each article with each of its group, once for each key that they share."""
    # One entry an article and group: its index in `owners`, and how many of its group follow it.
    within = _within(groups.lengths)
    member = np.repeat(groups.starts, groups.lengths) + within
    following = np.repeat(groups.lengths, groups.lengths) - within
    for step in range(1, int(groups.lengths.max(initial=1))):
        has_partner = following > step
        member, following = member[has_partner], following[has_partner]
        yield _packed(groups.owners[member], groups.owners[member + step])


def _hub_pairs(groups: _Groups) -> list[Codes]:
    """Each article with the hubs of its group and with the nearest by length, for groups too large to
    be paired with each other."""
    # One entry an article and group: its index in `owners`, and its place in the group.
    within = _within(groups.lengths)
    member = np.repeat(groups.starts, groups.lengths) + within
    articles = groups.owners[member]
    codes = []
    for share in HUBS:
        hub = groups.starts + np.rint(share * (groups.lengths - 1)).astype(np.int64)
        hubs = np.repeat(groups.owners[hub], groups.lengths)
        low, high = np.minimum(articles, hubs), np.maximum(articles, hubs)
        other = articles != hubs
        codes.append(_packed(low[other], high[other]))
    for step in range(1, NEIGHBOURS + 1):
        later = member[within >= step]
        codes.append(_packed(groups.owners[later - step], groups.owners[later]))
    return codes


def _within(lengths: Indices) -> Indices:
    """The place of each member in its group, for groups of `lengths` end to end.

    >>> _within(np.array([3, 2])).tolist()
    [0, 1, 2, 0, 1]
    """
    return ranges(np.zeros_like(lengths), lengths)


def _packed(low: Indices, high: Indices) -> Codes:
    """The pairs of places as codes, the lower place in the upper half."""
    return (low.astype(np.uint64) << _HALF) | high.astype(np.uint64)


def _enough(codes: Codes, sizes: Indices) -> list[tuple[int, int]]:
    """The pairs that were named often enough for the number of keys that they have."""
    # One entry a code, sorted in place. Most pairs are named once, by chance, so those are set aside
    # before counting, and looked at in blocks.
    codes.sort()
    is_again = np.zeros(len(codes), np.bool_)
    is_again[1:] = codes[1:] == codes[:-1]
    is_repeated = is_again.copy()
    is_repeated[:-1] |= is_again[1:]
    repeated, shared = np.unique(codes[is_repeated], return_counts=True)
    pairs = _close(repeated, shared, sizes)
    for start in range(0, len(codes), BLOCK):
        block = slice(start, start + BLOCK)
        once = codes[block][~is_repeated[block]]
        pairs.extend(_close(once, np.ones(len(once), np.int64), sizes))
    return pairs


def _close(codes: Codes, shared: Indices, sizes: Indices) -> list[tuple[int, int]]:
    """Those of the pairs whose number of `shared` keys is enough; `sizes` are the numbers of keys by
    article."""
    low = (codes >> _HALF).astype(np.int64)
    high = (codes & _LOW).astype(np.int64)
    smaller = np.minimum(sizes[low], sizes[high])
    is_several = (shared >= SHARED_KEYS) | (smaller <= FEW_KEYS)
    is_close = (shared >= SHARE * smaller) & is_several
    return list(zip(low[is_close].tolist(), high[is_close].tolist(), strict=True))
