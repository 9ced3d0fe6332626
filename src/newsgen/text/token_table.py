"""A cache of what a pure function gives for a token, looked up for all tokens of many texts at once.

A token is a piece of text between white space. A dictionary is asked once a token, and each time the
token must be made, hashed and found. Here numpy cuts the texts of a chunk at their spaces, hashes all
tokens and finds them in one table, in half the time; the function is called only for a token that is
not in the table.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgen.text.arrays import MIX, Indices, ranges

Numbers = NDArray[np.uint64]
Flags = NDArray[np.bool_]

MOST = 1 << 16
"""Tokens in one table; when it is full, it is cleared."""
LONGEST = 40
"""Bytes of the longest token that is cached."""
SLOTS = 1 << 18
"""Slots of the hash table: four for each token, so that most tokens stand in the first slot that is
looked at. 3 MB."""
STEPS = 32
"""Linear-probing limit: after 32 collisions a token counts as unknown. Only texts made to be slow
reach it."""
BLOCK = 1 << 17
"""Bytes that are worked on together: the arrays of a larger block would leave the processor's
cache."""
ROOM = 1 << 21
"""The value array is shrunk to this size after a block (2M numbers, 16 MB)."""

_WORD = 8
"""Bytes of a token that are compared as one 64-bit number."""
_SLOT_SHIFT = 64 - (SLOTS.bit_length() - 1)
"""By how much a 64-bit hash is shifted to give a slot."""
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_WORD + 1)], np.uint64)
"""By `size`: the number in which the lowest `size` bytes are set."""
_SOLID = bytes(not (code < 128 and chr(code).isspace()) for code in range(256))
"""By byte: 1 where it stands inside a token, 0 where it is a space of ASCII."""
_GENERAL_SPACE = np.isin(np.arange(256), (*range(0x80, 0x8B), 0xA8, 0xA9, 0xAF))
"""By byte: whether it is the last of a space of general punctuation, U+2000 to U+202F."""


class TokenValues(NamedTuple):
    """The numbers of several texts, end to end: text i has `values[bounds[i] : bounds[i + 1]]`."""

    values: Numbers
    bounds: Indices


class _Tokens(NamedTuple):
    """The tokens of a block of bytes, as arrays with one entry a token.

    `starts`: where it begins in the block. `sizes`: its bytes. `hashes`: never 0. `first`: its
    first eight bytes as one number. `further`: the bytes of longer tokens, eight at a time: the
    indices of the tokens that are that long, and those bytes as numbers.
    """

    starts: Indices
    sizes: Indices
    hashes: Numbers
    first: Numbers
    further: list[tuple[Indices, Numbers]]


class _Located(NamedTuple):
    """Where the values of some tokens stand: `begins` is an index into the value array, `counts`
    the number of values; an entry a token."""

    begins: Indices
    counts: Indices


class _BlockValues(NamedTuple):
    """What a block of bytes holds: where each token begins in all bytes, how many numbers it has,
    and the numbers of all tokens end to end."""

    starts: Indices
    counts: Indices
    values: Numbers


class TokenTable:
    """Caches `work(token)` – a list of 64-bit integers – for whitespace-separated tokens, and looks
    up all tokens of a chunk of texts in one numpy pass. Equal to `[work(t) for t in text.split()]`;
    only faster.

    The table is an open-addressing hash table with linear probing: `_slot_hashes` (0: free) and
    `_slot_entries` have one entry a slot. What is known of entry e is its bytes in column e of
    `_letters`, its size, and its values `_values[_starts[e] : _starts[e + 1]]`.
    """

    def __init__(self, work: Callable[[str], Sequence[int]]) -> None:
        self._work = work
        self.clear()

    def clear(self) -> None:
        """Forget all tokens."""
        self._slot_hashes = np.zeros(SLOTS, np.uint64)
        self._slot_entries = np.zeros(SLOTS, np.int32)
        self._letters = np.zeros((LONGEST // _WORD, MOST), np.uint64)
        self._sizes = np.zeros(MOST, np.int64)
        self._starts = np.zeros(MOST + 1, np.int64)
        self._values = np.zeros(2 * MOST, np.uint64)
        self._count = 0

    def read(self, texts: Sequence[str]) -> TokenValues:
        """The numbers of the tokens of each text, in order.

        >>> table = TokenTable(lambda token: [len(token)] * (token != "of"))
        >>> values, bounds = table.read(["one of many", "", "of that"])
        >>> values.tolist(), bounds.tolist()
        ([3, 4, 4], [0, 2, 2, 3])
        """
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        data = _joined(encoded)
        if _has_unicode_space(data):
            single_spaced = [" ".join(text.split()) for text in texts]
            encoded = [text.encode("utf-8", "surrogatepass") for text in single_spaced]
            data = _joined(encoded)

        blocks = [self._block_values(data, begin, end) for begin, end in _blocks(data)]

        # From tokens to texts: the first token of each text, and the values before each token.
        text_starts = np.cumsum([1, *[len(text) + 1 for text in encoded]])
        token_starts = np.concatenate([block.starts for block in blocks])
        first_tokens = token_starts.searchsorted(text_starts)
        counts = np.concatenate([block.counts for block in blocks])
        values_before = np.concatenate(([0], np.cumsum(counts)))

        return TokenValues(
            np.concatenate([block.values for block in blocks]), values_before[first_tokens]
        )

    def _block_values(
        self,
        data: bytes,
        begin: int,
        end: int,
    ) -> _BlockValues:
        """The tokens and values of `data[begin:end]`."""
        if self._count == MOST:
            self.clear()

        block = data[begin:end] + bytes(_WORD)
        tokens = _tokens(block)
        entries = self._entries_of(tokens)
        begins = self._starts[entries]
        counts = self._starts[entries + 1] - begins
        missing = np.flatnonzero(entries < 0)
        if len(missing):
            located = self._work_out(block, tokens, missing)
            begins[missing], counts[missing] = located.begins, located.counts

        values = self._values[ranges(begins, counts)]
        self._shrink()

        return _BlockValues(tokens.starts + begin, counts, values)

    def _entries_of(self, tokens: _Tokens) -> NDArray[np.int32]:
        """The entry of each token; -1 where it has none."""
        # One entry a token throughout. First the slot that the hash names, for all tokens; then,
        # for the few whose slot holds another hash, slot after slot until theirs or a free one.
        slots = (tokens.hashes >> np.uint64(_SLOT_SHIFT)).astype(np.int64)
        there = self._slot_hashes[slots]
        hit = there == tokens.hashes
        entries = np.where(hit, self._slot_entries[slots], np.int32(-1))
        open_ = np.flatnonzero(~hit & (there != 0))

        for _ in range(STEPS):
            if not len(open_):
                break

            slots[open_] = (slots[open_] + 1) & (SLOTS - 1)
            there = self._slot_hashes[slots[open_]]
            hit = there == tokens.hashes[open_]
            entries[open_[hit]] = self._slot_entries[slots[open_[hit]]]
            open_ = open_[~hit & (there != 0)]

        entries[~self._is_same(tokens, entries)] = -1

        return entries

    def _is_same(self, tokens: _Tokens, entries: NDArray[np.int32]) -> Flags:
        """Whether each token has the bytes of its entry: two tokens may have one hash."""
        same: Flags = self._letters[0, entries] == tokens.first
        same &= self._sizes[entries] == tokens.sizes

        for row, (longer, letters) in zip(self._letters[1:], tokens.further, strict=False):
            same[longer] &= row[entries[longer]] == letters

        return same

    def _work_out(
        self,
        block: bytes,
        tokens: _Tokens,
        missing: Indices,
    ) -> _Located:
        """Call `work` for the tokens at the indices `missing`, append what it gives to the value
        array, and enter as many tokens as there is room for."""
        starts, sizes = tokens.starts[missing].tolist(), tokens.sizes[missing].tolist()
        spelt = [block[start : start + size] for start, size in zip(starts, sizes, strict=True)]

        # Reversed, so that the first of several equal tokens stays.
        place_of = {token: place for place, token in reversed([*enumerate(spelt)])}
        short = [token for token in place_of if len(token) <= LONGEST]
        entered = short[: MOST - self._count]

        # The tokens that are entered come first: their values are then those of the new entries.
        rows = {token: row for row, token in enumerate(dict.fromkeys((*entered, *place_of)))}
        results = [self._work(token.decode("utf-8", "surrogatepass")) for token in rows]
        ends = self._append(results)
        if entered:
            hashes = tokens.hashes[missing[[place_of[token] for token in entered]]]
            self._enter(entered, hashes, ends[1 : len(entered) + 1])

        row_of = np.array([rows[token] for token in spelt])

        return _Located(ends[row_of], ends[row_of + 1] - ends[row_of])

    def _append(self, results: Sequence[Sequence[int]]) -> Indices:
        """Write the numbers of each result behind those of all entries; where they begin, and where
        those of each result end."""
        first = self._starts[self._count]
        ends = np.cumsum([first, *map(len, results)])

        while ends[-1] > len(self._values):
            self._values = np.concatenate((self._values, np.zeros_like(self._values)))

        numbers: list[int] = []
        for result in results:
            numbers.extend(result)

        self._values[ends[0] : ends[-1]] = numbers

        return ends

    def _enter(
        self,
        spelt: Sequence[bytes],
        hashes: Numbers,
        ends: Indices,
    ) -> None:
        """Make entries of tokens whose values are written; `ends` says where those of each end."""
        new = range(self._count, self._count + len(spelt))
        self._count = new.stop
        self._starts[new.start + 1 : new.stop + 1] = ends
        self._sizes[new.start : new.stop] = [len(token) for token in spelt]

        # Shape (tokens, LONGEST / 8), a row a token; `_letters` holds the rows as columns.
        padded = b"".join([token.ljust(LONGEST, b"\0") for token in spelt])
        letters = np.frombuffer(padded, "<u8").reshape(len(spelt), -1)
        self._letters[:, new.start : new.stop] = letters.T

        for entry, digest in zip(new, hashes.tolist(), strict=True):
            slot = self._free_slot(digest)
            if slot is not None:
                self._slot_hashes[slot] = digest
                self._slot_entries[slot] = entry

    def _free_slot(self, digest: int) -> int | None:
        """The first free slot for a hash; None where too many others are in the way."""
        first = digest >> _SLOT_SHIFT

        for step in range(STEPS + 1):
            slot = (first + step) & (SLOTS - 1)
            if not self._slot_hashes[slot]:
                return slot

        return None

    def _shrink(self) -> None:
        """Give back the memory that a token too long to be cached took for its values."""
        if len(self._values) > ROOM:
            used = int(self._starts[self._count])
            self._values = self._values[: max(2 * MOST, used)].copy()


def _joined(encoded: Sequence[bytes]) -> bytes:
    """The texts one after the other, a space before each and after the last."""
    return b" " + b" ".join(encoded) + b" "


def _blocks(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the blocks of `data` begin and end: `BLOCK` bytes or fewer where a space allows it, each
    with a space at either end."""
    begin, last = 0, len(data) - 1
    while begin < last:
        end = last
        if last - begin > BLOCK:
            end = data.rfind(b" ", begin + 1, begin + BLOCK)
            end = end if end > 0 else data.index(b" ", begin + BLOCK)
        yield begin, end + 1
        begin = end


def _has_unicode_space(data: bytes) -> bool:
    r"""Whether UTF-8 holds a space beyond ASCII: U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028,
    U+2029, U+202F, U+205F or U+3000.

    >>> [_has_unicode_space(text.encode()) for text in ("“no” – 5 €", "5\xa0€", "a\u2009b", "東京\u3000都")]
    [False, True, True, True]
    """
    # One entry for each byte that may begin such a space: its first two bytes as one number
    # (`opening`), and its third (`closing`).
    octets = np.frombuffer(data + bytes(2), np.uint8)
    firsts = np.flatnonzero(octets > 0xC1)
    opening = octets[firsts].astype(np.uint32) << 8 | octets[firsts + 1]
    closing = octets[firsts + 2]

    is_latin = (opening == 0xC285) | (opening == 0xC2A0)
    is_general = (opening == 0xE280) & _GENERAL_SPACE[closing]
    is_mathematical = (opening == 0xE281) & (closing == 0x9F)
    is_ogham_or_cjk = ((opening == 0xE19A) | (opening == 0xE380)) & (closing == 0x80)

    return bool((is_latin | is_general | is_mathematical | is_ogham_or_cjk).any())


def _tokens(block: bytes) -> _Tokens:
    """The tokens of a block that ends with eight bytes beyond its text."""
    solid = np.frombuffer(block.translate(_SOLID), np.bool_)[:-_WORD]
    edges = np.flatnonzero(solid[1:] != solid[:-1]) + 1
    starts, sizes = edges[::2], edges[1::2] - edges[::2]

    # A view of the bytes with an entry at each byte: that byte and the seven after it as one number.
    shape = (len(block) - _WORD + 1,)
    words = np.ndarray(shape=shape, dtype="<u8", buffer=block, strides=(1,))

    # One entry a token: its first eight bytes, those beyond its end masked, and the hash so far.
    first = words[starts] & _MASKS[np.minimum(sizes, _WORD)]
    hashes = _mixed(sizes.astype(np.uint64) * MIX[0], first)

    # The next eight bytes, for as many tokens as are that long, until none is.
    further = []
    longer = np.flatnonzero(sizes > _WORD)

    for offset in range(_WORD, LONGEST, _WORD):
        if not len(longer):
            break

        left = sizes[longer] - offset
        letters = words[starts[longer] + offset] & _MASKS[np.minimum(left, _WORD)]
        further.append((longer, letters))
        hashes[longer] = _mixed(hashes[longer], letters)
        longer = longer[left > _WORD]

    hashes *= MIX[2]
    hashes |= np.uint64(1)  # 0 is a free slot

    return _Tokens(starts, sizes, hashes, first, further)


def _mixed(hashes: Numbers, letters: Numbers) -> Numbers:
    """The hashes with eight further bytes of each token mixed in."""
    mixed = (hashes ^ letters) * MIX[1]
    mixed ^= mixed >> np.uint64(32)
    return mixed
