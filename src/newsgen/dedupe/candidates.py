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
from newsgen.dedupe.records import Candidates, Pair, Signature, pair
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
    """Pairs of articles that share enough keys, by their indices; how many keys were capped, and how
    many pairs that left out."""

    pairs: list[tuple[int, int]]
    capped: int
    skipped: int


def candidates(
    signatures: Sequence[Signature],
    config: DedupeConfig,
) -> Candidates:
    """The pairs worth comparing among `signatures`, in whatever order these come."""
    if not config.merge:
        return Candidates((), 0, 0)

    with_text = [signature for signature in signatures if signature.words]
    ordered = sorted(with_text, key=lambda signature: (signature.words, signature.id))
    pairs: set[Pair] = set()

    # Of identical texts, one or a few stand for all among other texts.
    representatives: list[Signature] = []
    for group in _identical(ordered):
        pairs.update(pair(one.id, two.id) for one, two in _star(group))
        representatives.extend(_representatives(group))

    representatives.sort(key=lambda signature: (signature.words, signature.id))
    sharing = _sharing([signature.keys for signature in representatives])
    for i, j in sharing.pairs:
        pairs.add(pair(representatives[i].id, representatives[j].id))

    return Candidates(tuple(sorted(pairs)), sharing.capped, sharing.skipped)


def _identical(ordered: Sequence[Signature]) -> list[list[Signature]]:
    """The signatures with one digest, a list each, in the order given."""
    groups: dict[bytes, list[Signature]] = {}
    for signature in ordered:
        group = groups.setdefault(signature.digest, [])
        group.append(signature)
    return list(groups.values())


def _star(group: Sequence[Signature]) -> Iterator[tuple[Signature, Signature]]:
    """The pairs that hold identical texts together: each with the first, and each with the next by
    date, for different dates make two reports of one short text."""
    if len(group) == 1:
        return
    first, *others = group
    for other in others:
        yield first, other
    by_date = sorted(group, key=lambda signature: (signature.date, signature.id))
    yield from pairwise(by_date)


def _representatives(group: Sequence[Signature]) -> Sequence[Signature]:
    """Those that stand for a group of identical texts among other texts: the first; all of a few short
    ones, for these may be two reports."""
    is_short = group[0].words < SHORT
    may_differ = is_short and len(group) <= CAP
    return group if may_differ else group[:1]


def _sharing(keys: Sequence[bytes]) -> _Sharing:
    """The pairs among articles with these keys, which ascend by length."""
    sizes = np.array([hash_count(each) for each in keys], dtype=np.int64)
    if not sizes.sum():
        return _Sharing([], 0, 0)

    groups = _groups(keys, sizes)
    is_large = groups.lengths > CAP
    is_small = (groups.lengths > 1) & ~is_large
    large, small = groups.chosen(is_large), groups.chosen(is_small)
    hub_pairs = _hub_pairs(large)
    all_pairs = list(_all_pairs(small))
    no_pairs = np.zeros(0, np.uint64)
    codes = np.concatenate([no_pairs, *hub_pairs, *all_pairs])

    possible = large.lengths * (large.lengths - 1) // 2
    skipped = int(possible.sum()) - sum(map(len, hub_pairs))
    return _Sharing(_enough(codes, sizes), len(large.lengths), skipped)


def _groups(keys: Sequence[bytes], sizes: Indices) -> _Groups:
    """The articles that share a key, for each key."""
    # One code a key and article: the key in the upper half, the article in the lower; sorted, the
    # articles of a key stand together.
    codes = hashes(b"".join(keys)).astype(np.uint64) << _HALF
    articles = np.arange(len(keys), dtype=np.uint64)
    codes |= np.repeat(articles, sizes)
    codes.sort()

    # A group begins where the key differs from the one before.
    sorted_keys = codes >> _HALF
    starts = np.flatnonzero(np.diff(sorted_keys, prepend=_NO_KEY))
    lengths = np.diff(starts, append=len(codes))
    owners = (codes & _LOW).astype(np.int64)
    return _Groups(owners, starts, lengths)


def _all_pairs(groups: _Groups) -> Iterator[Codes]:
    """Each article with each of its group, once for each key that they share."""
    # One entry an article and group: its index in `owners`, and how many of its group follow it.
    owners, starts, lengths = groups
    within = _within(lengths)
    member = np.repeat(starts, lengths) + within
    following = np.repeat(lengths, lengths) - within

    longest = int(lengths.max(initial=1))
    for step in range(1, longest):
        has_partner = following > step
        member, following = member[has_partner], following[has_partner]
        yield _packed(owners[member], owners[member + step])


def _hub_pairs(groups: _Groups) -> list[Codes]:
    """Each article with the hubs of its group and with the nearest by length, for groups too large to
    be paired with each other."""
    # One entry an article and group: its index in `owners`, and its place in the group.
    owners, starts, lengths = groups
    within = _within(lengths)
    member = np.repeat(starts, lengths) + within
    articles = owners[member]

    codes = []
    for share in HUBS:
        hub_place = np.rint(share * (lengths - 1)).astype(np.int64)
        hubs = np.repeat(owners[starts + hub_place], lengths)
        low, high = np.minimum(articles, hubs), np.maximum(articles, hubs)
        is_other = articles != hubs
        codes.append(_packed(low[is_other], high[is_other]))

    for step in range(1, NEIGHBOURS + 1):
        later = member[within >= step]
        earlier = later - step
        codes.append(_packed(owners[earlier], owners[later]))
    return codes


def _within(lengths: Indices) -> Indices:
    """The place of each member in its group, for groups of `lengths` end to end.

    >>> _within(np.array([3, 2])).tolist()
    [0, 1, 2, 0, 1]
    """
    return ranges(np.zeros_like(lengths), lengths)


def _packed(low: Indices, high: Indices) -> Codes:
    """The pairs of indices as codes, the lower index in the upper half."""
    upper = low.astype(np.uint64) << _HALF
    return upper | high.astype(np.uint64)


def _enough(codes: Codes, sizes: Indices) -> list[tuple[int, int]]:
    """The pairs that were named often enough for the number of keys that they have."""
    # One entry a code, sorted in place. Most pairs are named once, by chance, so those are set aside
    # before counting, and looked at in blocks.
    codes.sort()
    equals_next = codes[1:] == codes[:-1]
    is_repeated = np.zeros(len(codes), np.bool_)
    is_repeated[1:] = equals_next
    is_repeated[:-1] |= equals_next

    repeated, shared = np.unique(codes[is_repeated], return_counts=True)
    pairs = _close(repeated, shared, sizes)
    for start in range(0, len(codes), BLOCK):
        block = slice(start, start + BLOCK)
        is_once = ~is_repeated[block]
        once = codes[block][is_once]
        ones = np.ones(len(once), np.int64)
        pairs.extend(_close(once, ones, sizes))
    return pairs


def _close(codes: Codes, shared: Indices, sizes: Indices) -> list[tuple[int, int]]:
    """Those of the pairs whose number of `shared` keys is enough; `sizes` are the numbers of keys by
    article."""
    low = (codes >> _HALF).astype(np.int64)
    high = (codes & _LOW).astype(np.int64)
    smaller = np.minimum(sizes[low], sizes[high])

    is_several = (shared >= SHARED_KEYS) | (smaller <= FEW_KEYS)
    is_large_share = shared >= SHARE * smaller
    is_close = is_several & is_large_share
    return list(zip(low[is_close].tolist(), high[is_close].tolist(), strict=True))
