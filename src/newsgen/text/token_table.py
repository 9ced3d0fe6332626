"""Glossaries: what a pure function of a piece of text gave, in numbers, kept by the piece and looked up for whole texts at once.

A dictionary is asked once a word, and each time a word must be made, hashed and found. Here numpy cuts the texts of a bundle at their spaces,
hashes all pieces and finds them in one table, in half the time; only a piece that was not met before is worked out by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgen.text.arrays import MIX, Places, ranges

Numbers = NDArray[np.uint64]

MOST = 1 << 16
"""Pieces kept in one glossary; then it begins anew."""
LONGEST = 40
"""Bytes of the longest piece that is kept."""
SLOTS = 1 << 18
"""Places of the table in which pieces are found: four for each, so that most stand at the first that is looked at. 3 MB."""

STEPS = 32
"""Places that are looked at beyond a piece's own, before it is taken for one never met: more are taken only by texts made to be slow."""
BLOCK = 1 << 17
"""Bytes that are worked on together."""
ROOM = 1 << 21
"""Numbers for which there is room for longer than one block takes: 16 MB."""

_WORD = 8
_SHIFT = 64 - (SLOTS.bit_length() - 1)
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_WORD + 1)], np.uint64)
_SOLID = bytes(not (code < 128 and chr(code).isspace()) for code in range(256))
"""Whether a byte stands inside a piece."""
_GENERAL = np.isin(np.arange(256), (*range(0x80, 0x8B), 0xA8, 0xA9, 0xAF))
"""The last byte of the spaces of general punctuation, U+2000 to U+202F."""


class Found(NamedTuple):
    """The numbers of several texts laid end to end: those of text i are `values[bounds[i] : bounds[i + 1]]`."""

    values: Numbers
    bounds: Places


class _Pieces(NamedTuple):
    """The pieces of some bytes: where each begins, its length, its hash, its first eight letters in one number, and eight at a time those of longer
    ones: which these are, and their letters."""

    starts: Places
    sizes: Places
    hashes: Numbers
    first: Numbers
    further: list[tuple[Places, Numbers]]


class Glossary:
    """Piece of text → the numbers, 64 bits each, that `work` makes of it, for the texts of a bundle. It changes speed and nothing else."""

    def __init__(self, work: Callable[[str], Sequence[int]]) -> None:
        self._work = work
        self.clear()

    def clear(self) -> None:
        """Forget all pieces."""
        self._hashes = np.zeros(SLOTS, np.uint64)  # 0: a free place
        self._entries = np.zeros(SLOTS, np.int32)
        self._letters = np.zeros((LONGEST // _WORD, MOST), np.uint64)
        self._sizes = np.zeros(MOST, np.int64)
        self._starts = np.zeros(MOST + 1, np.int64)
        self._values = np.zeros(2 * MOST, np.uint64)
        self._count = 0

    def read(self, texts: Sequence[str]) -> Found:
        """The numbers of each piece between spaces of `texts`, in order.

        >>> found = Glossary(lambda piece: [len(piece)] * (piece != "of")).read(["one of many", "", "of that"])
        >>> found.values.tolist(), found.bounds.tolist()
        ([3, 4, 4], [0, 2, 2, 3])
        """
        spelt = [text.encode("utf-8", "surrogatepass") for text in texts]
        data = _laid_out(spelt)
        if _has_far_space(data):
            spelt = [" ".join(text.split()).encode("utf-8", "surrogatepass") for text in texts]
            data = _laid_out(spelt)
        starts, counts, values = zip(
            *[self._of(data, begin, end) for begin, end in _blocks(data)], strict=True
        )
        firsts = np.concatenate(starts).searchsorted(
            np.cumsum([1, *(len(text) + 1 for text in spelt)])
        )
        return Found(
            np.concatenate(values), np.concatenate(([0], np.cumsum(np.concatenate(counts))))[firsts]
        )

    def _of(self, data: bytes, begin: int, end: int) -> tuple[Places, Places, Numbers]:
        """The pieces of a block of `data`: where each begins, how many numbers each has, and the numbers."""
        if self._count == MOST:
            self.clear()
        block = data[begin:end] + bytes(_WORD)
        pieces = _pieces(block)
        entries = self._looked_up(pieces)
        missing = np.flatnonzero(entries < 0)
        begins = self._starts[entries]
        counts = self._starts[entries + 1] - begins
        if len(missing):
            begins[missing], counts[missing] = self._met(block, pieces, missing)
        values = self._values[ranges(begins, counts)]
        if len(self._values) > ROOM:  # a piece without a space in it took that, and is not kept
            self._values = self._values[: max(2 * MOST, int(self._starts[self._count]))].copy()
        return pieces.starts + begin, counts, values

    def _looked_up(self, pieces: _Pieces) -> NDArray[np.int32]:
        """The entry of each piece; -1 where it has none."""
        slots = (pieces.hashes >> np.uint64(_SHIFT)).astype(np.int64)
        there = self._hashes[slots]
        hit = there == pieces.hashes
        entries = np.where(hit, self._entries[slots], np.int32(-1))
        rest = np.flatnonzero(~hit & (there != 0))
        for _ in range(STEPS):
            if not len(rest):
                break
            slots[rest] = (slots[rest] + 1) & (SLOTS - 1)
            there = self._hashes[slots[rest]]
            hit = there == pieces.hashes[rest]
            entries[rest[hit]] = self._entries[slots[rest[hit]]]
            rest = rest[~hit & (there != 0)]
        # One hash may be of two pieces: letter by letter it is certain.
        same = (self._letters[0, entries] == pieces.first) & (self._sizes[entries] == pieces.sizes)
        for row, (which, letters) in zip(self._letters[1:], pieces.further, strict=False):
            same[which] &= row[entries[which]] == letters
        entries[~same] = -1
        return entries

    def _met(self, data: bytes, pieces: _Pieces, missing: Places) -> tuple[Places, Places]:
        """Where the values of `missing` pieces begin, and how many each has; they are worked out, and kept where there is room."""
        starts, sizes = pieces.starts[missing], pieces.sizes[missing]
        spelt = [
            data[start : start + size]
            for start, size in zip(starts.tolist(), sizes.tolist(), strict=True)
        ]
        first = {piece: place for place, piece in reversed([*enumerate(spelt)])}
        kept = [piece for piece in first if len(piece) <= LONGEST][: MOST - self._count]
        rows = {
            piece: row for row, piece in enumerate(dict.fromkeys((*kept, *first)))
        }  # those that are kept come first
        made = [self._work(piece.decode("utf-8", "surrogatepass")) for piece in rows]
        ends = np.cumsum([self._starts[self._count], *map(len, made)])
        while ends[-1] > len(self._values):
            self._values = np.concatenate((self._values, np.zeros_like(self._values)))
        self._values[ends[0] : ends[-1]] = [value for values in made for value in values]
        if kept:
            self._enter(
                kept,
                pieces.hashes[missing[[first[piece] for piece in kept]]],
                ends[1 : len(kept) + 1],
            )
        at = np.array([rows[piece] for piece in spelt])
        return ends[at], ends[at + 1] - ends[at]

    def _enter(self, spelt: Sequence[bytes], hashes: Numbers, ends: Places) -> None:
        """Make entries of pieces whose values are laid down, up to `ends`."""
        new = range(self._count, self._count + len(spelt))
        self._count = new.stop
        self._starts[new.start + 1 : new.stop + 1] = ends
        self._sizes[new.start : new.stop] = [len(piece) for piece in spelt]
        letters = np.frombuffer(b"".join([piece.ljust(LONGEST, b"\0") for piece in spelt]), "<u8")
        self._letters[:, new.start : new.stop] = letters.reshape(len(spelt), -1).T
        for entry, digest in zip(new, hashes.tolist(), strict=True):
            slot = next(
                (
                    slot
                    for step in range(STEPS + 1)
                    if not self._hashes[slot := ((digest >> _SHIFT) + step) & (SLOTS - 1)]
                ),
                None,
            )
            if slot is not None:
                self._hashes[slot], self._entries[slot] = digest, entry


def _laid_out(spelt: Sequence[bytes]) -> bytes:
    """The texts one after the other, a space before each and after it."""
    return b" " + b" ".join(spelt) + b" "


def _blocks(data: bytes) -> Iterator[tuple[int, int]]:
    """Where blocks of `data` begin and end, each with a space at either end: what is worked out of more than `BLOCK` bytes would leave the cache."""
    begin, last = 0, len(data) - 1
    while begin < last:
        end = last
        if last - begin > BLOCK:
            end = data.rfind(b" ", begin + 1, begin + BLOCK)
            end = end if end > 0 else data.index(b" ", begin + BLOCK)
        yield begin, end + 1
        begin = end


def _has_far_space(data: bytes) -> bool:
    r"""Whether there are spaces beyond ASCII, by their bytes in UTF-8: U+0085, U+00A0, U+1680, U+2000 to U+200A and so on.

    >>> [_has_far_space(_laid_out([text.encode()])) for text in ("“no” – 5 €", "5\xa0€", "a\u2009b", "東京\u3000都")]
    [False, True, True, True]
    """
    octets = np.frombuffer(data + bytes(2), np.uint8)
    at = np.flatnonzero(octets > 0xC1)
    opening = octets[at].astype(np.uint32) << 8 | octets[at + 1]
    closing = octets[at + 2]
    found = (
        (opening == 0xC285)
        | (opening == 0xC2A0)
        | ((opening == 0xE280) & _GENERAL[closing])
        | ((opening == 0xE281) & (closing == 0x9F))
    )
    found |= ((opening == 0xE19A) | (opening == 0xE380)) & (closing == 0x80)
    return bool(found.any())


def _pieces(data: bytes) -> _Pieces:
    """The pieces of a block; behind it are as many bytes as a word of letters has."""
    solid = np.frombuffer(data.translate(_SOLID), np.bool_)[:-_WORD]
    edges = np.flatnonzero(solid[1:] != solid[:-1]) + 1
    starts, sizes = edges[::2], edges[1::2] - edges[::2]
    runs = np.ndarray(shape=(len(data) - _WORD + 1,), dtype="<u8", buffer=data, strides=(1,))
    first = runs[starts] & _MASKS[np.minimum(sizes, _WORD)]
    hashes = _mixed(sizes.astype(np.uint64) * MIX[0], first)
    further = []
    which = np.flatnonzero(sizes > _WORD)
    for offset in range(_WORD, LONGEST, _WORD):
        if not len(which):
            break
        rest = sizes[which] - offset
        letters = runs[starts[which] + offset] & _MASKS[np.minimum(rest, _WORD)]
        further.append((which, letters))
        hashes[which] = _mixed(hashes[which], letters)
        which = which[rest > _WORD]
    hashes *= MIX[2]
    hashes |= np.uint64(1)
    return _Pieces(starts, sizes, hashes, first, further)


def _mixed(hashes: Numbers, letters: Numbers) -> Numbers:
    mixed = (hashes ^ letters) * MIX[1]
    mixed ^= mixed >> np.uint64(32)
    return mixed
