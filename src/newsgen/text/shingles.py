"""Shingles: every three words in a row as one number, which also says how rare the words are.

They are made for a chunk of texts at once with numpy: one call of numpy costs as much as the work of
a hundred words, so the texts of a chunk share it. What is made of a text does not depend on the
other texts of its chunk.

Rarity comes from a table shipped with the package (see docs/decisions/0040), never from the
archive's own counts: a decision on two texts must not change when a third one arrives.
"""

import zlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from newsgen.text.arrays import MIX, Indices, ranges
from newsgen.text.normal import LINE, folded, is_word, piece_tokens, spaced
from newsgen.text.token_table import TokenTable

Hashes = NDArray[np.uint32]
Packed = NDArray[np.uint64]
Flags = NDArray[np.bool_]
_Whole = TypeVar("_Whole", np.uint32, np.uint64)

BITS_STEP = 8
"""Steps of the rarity table in a bit of surprise."""
UNKNOWN = 22 * BITS_STEP
"""Rarity of a word that the table does not know: once in four million words. The rarest words of the
table have 22 to 24 bits."""
NUMERAL = 13 * BITS_STEP
"""Rarity of a number."""
CLASSES = 16
"""Rarity classes of a shingle; the class stands in its low 4 bits. Class 0 goes up to `FIRST_CLASS`
bits of surprise, each further class has `CLASS_BITS` bits."""
CLASS_BITS = 3
"""Bits of surprise in one rarity class."""
FIRST_CLASS = 20
"""Bits of surprise of three words up to which a shingle is of class 0."""

_SHINGLE = 3
"""Words of a shingle."""
_HASH_MASK = 0xFFFFFFFFFFFF0000
"""The 48 bits of a packed word that are its hash. Below them stand the three flags and, in the
lowest byte, the rarity."""
_NUMBER, _CAPITAL, _MARK = 1 << 8, 1 << 9, 1 << 10
"""Flags of a packed word: it is a number, it begins with a capital, it is no word but a mark that
ends a sentence or line."""
_OCTET = 8
"""Letters of a run that survives misreading: as many as bytes in 64 bits."""
_HASH_BYTES = 4
"""Bytes of one stored hash."""


class HashLists(NamedTuple):
    """Hashes of several texts, end to end: text i has `values[bounds[i] : bounds[i + 1]]`."""

    values: Hashes
    bounds: Indices

    def stored(self) -> list[bytes]:
        """The hashes of each text as little-endian bytes."""
        data = self.values.astype("<u4", copy=False).tobytes()
        bounds = (self.bounds * _HASH_BYTES).tolist()
        return [data[start:end] for start, end in pairwise(bounds)]


class WordArrays(NamedTuple):
    """The words of several texts, end to end, as arrays with one entry a word.

    `hashes`: 48-bit hash of the folded word, in the upper bits. `packed`: hash, flags and rarity.
    `opening`: whether the word opens a sentence or line. `bounds` has an entry for each text, where
    its words begin, and at the end the number of all words.
    """

    hashes: Packed
    packed: Packed
    opening: Flags
    bounds: Indices

    @property
    def counts(self) -> Indices:
        """How many words each text has."""
        return np.diff(self.bounds)

    @property
    def owners(self) -> Indices:
        """The index of the text that each word is of."""
        return np.repeat(np.arange(len(self.bounds) - 1), self.counts)

    @property
    def rarity(self) -> NDArray[np.uint16]:
        """The rarity of each word, in steps of `BITS_STEP`."""
        return self.packed.astype(np.uint8).astype(np.uint16)

    @property
    def numbers(self) -> Flags:
        """Which words are numbers."""
        are_numbers: Flags = (self.packed & np.uint64(_NUMBER)) != 0
        return are_numbers

    @property
    def names(self) -> Flags:
        """Which words have a capital inside a sentence."""
        are_capital = (self.packed & np.uint64(_CAPITAL)) != 0
        are_names: Flags = are_capital & ~self.opening
        return are_names


def read(texts: Sequence[str]) -> WordArrays:
    """The words of `texts`.

    >>> words = read(["The U.S. envoy met Kim on 5 May. He left.", "Nobody spoke."])
    >>> words.bounds.tolist(), [int(flags.sum()) for flags in (words.numbers, words.names, words.opening)]
    ([0, 10, 12], [1, 3, 3])
    """
    # A mark before each text makes its first word an opening.
    packed, bounds = _packed_tokens.read([f"{LINE} {spaced(text)}" for text in texts])
    is_mark = packed == np.uint64(_MARK)
    words = np.flatnonzero(~is_mark)

    return WordArrays(
        hashes=packed[words] & np.uint64(_HASH_MASK),
        packed=packed[words],
        opening=is_mark[words - 1],
        bounds=words.searchsorted(bounds),
    )


def trigrams(words: WordArrays) -> HashLists:
    """The shingles of each text in order, one from each three words: 28 bits of hash, then 4 bits
    of rarity class (0 to 15).

    A text of one or two words has one shingle, in which its first word stands for the missing ones.
    """
    # An entry for each shingle: the indices of its three words, `first` where there is no other.
    sizes = words.counts
    counts = np.where(sizes < _SHINGLE, np.minimum(sizes, 1), sizes - (_SHINGLE - 1))
    first = ranges(words.bounds[:-1], counts)
    ends = np.repeat(words.bounds[1:], counts)
    second = np.where(first + 1 < ends, first + 1, first)
    third = np.where(first + 2 < ends, first + 2, first)

    hashes = words.hashes
    mixed = hashes[first] * MIX[0]
    mixed += hashes[second] * MIX[1]
    mixed += hashes[third] * MIX[2]
    mixed ^= mixed >> np.uint64(29)
    mixed *= MIX[1]

    # The hash in the upper 28 of 32 bits, the class in the lower 4.
    rarity = words.rarity
    shingles: Hashes = (mixed >> np.uint64(32)).astype(np.uint32)
    shingles &= np.uint32(0xFFFFFFF0)
    shingles |= _CLASS_OF_RARITY[rarity[first] + rarity[second] + rarity[third]]
    return HashLists(shingles, np.cumsum([0, *counts]))


def octets(texts: Sequence[str], rate: int) -> HashLists:
    """One in `rate` of the runs of eight letters or digits in each text, marks and spaces left out:
    32-bit hashes, ascending, each once.

    They survive misread letters and broken words better than words do.
    """
    letters = [_letters(text) for text in texts]
    ends = np.cumsum([len(each) for each in letters])
    joined = b"".join((*letters, bytes(_OCTET)))

    # A view of the bytes with an entry at each byte: that byte and the seven after it as one number.
    shape = (len(joined) - _OCTET,)
    runs = np.ndarray(shape=shape, dtype="<u8", buffer=joined, strides=(1,))
    mixed = runs * MIX[0]
    mixed ^= mixed >> np.uint64(32)
    mixed *= MIX[1]

    highest = np.uint64((2**64 - 1) // rate)
    chosen = np.flatnonzero(mixed <= highest)
    owners = ends.searchsorted(chosen, side="right")
    is_whole = chosen + _OCTET <= ends[owners]  # not half of one text and half of the next
    chosen, owners = chosen[is_whole], owners[is_whole]
    hashes = (mixed[chosen] >> np.uint64(16)).astype(np.uint32)
    return sets(hashes, owners, len(texts))


def sets(hashes: Hashes, owners: Indices, count: int) -> HashLists:
    """The different ones of `hashes` for each of `count` texts, ascending; `owners` gives the index
    of the text that each hash is of."""
    # The owner in the upper 32 bits and the hash in the lower: one sort orders both.
    half = np.uint64(32)
    coded = distinct((owners.astype(np.uint64) << half) | hashes)
    first_codes = np.arange(count + 1, dtype=np.uint64) << half
    return HashLists(coded.astype(np.uint32), coded.searchsorted(first_codes))


def distinct(hashes: NDArray[_Whole]) -> NDArray[_Whole]:
    """The different ones of `hashes`, ascending. For short arrays this takes a third of the time of
    `np.unique`.

    >>> distinct(np.array([7, 3, 7], np.uint32)).tolist()
    [3, 7]
    """
    ordered = np.sort(hashes)
    is_first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])

    return ordered[is_first]


def word_hash(word: str) -> int:
    """The 64-bit hash by which a folded word is known, the same on every machine."""
    return xxh3_64_intdigest(word.encode("utf-8", "surrogatepass"))


_LETTERLESS = bytes(code for code in range(128) if not chr(code).isalnum())
"""The bytes of ASCII that are neither letters nor digits."""


def _letters(text: str) -> bytes:
    """The letters and digits of `text` in lower case, as UTF-8."""
    encoded = text.lower().encode("utf-8", "surrogatepass")
    return encoded.translate(None, _LETTERLESS)


_RARITIES = np.arange(_SHINGLE * 256)
_CLASS_OF_RARITY = np.clip(
    (_RARITIES // BITS_STEP - FIRST_CLASS) // CLASS_BITS, 0, CLASSES - 1
).astype(np.uint32)
"""The class of a shingle by the sum of the rarities of its words, of which each has 8 bits."""


def _packed(token: str) -> int:
    """A word or mark as 64 bits: hash, flags, rarity."""
    if not is_word(token):
        return _MARK

    word = folded(token) or token
    number = word[0].isdigit()
    digest = word_hash(word)
    rarity = NUMERAL if number else _rarities().get(digest >> 32, UNKNOWN)
    flags = (_NUMBER if number else 0) | (_CAPITAL if token[0].isupper() else 0)

    return (digest & _HASH_MASK) | flags | rarity


def _packed_piece(piece: str) -> list[int]:
    """The words and marks in a piece of text between spaces, each packed in 64 bits."""
    return [_packed(token) for token in piece_tokens(piece)]


_packed_tokens = TokenTable(_packed_piece)


@cache
def _rarities() -> dict[int, int]:
    """The shipped table: upper 32 bits of a word's hash → its rarity in steps."""
    file = files("newsgen.text").joinpath("rules/rarity.bin")
    table = zlib.decompress(file.read_bytes())

    # All keys of 4 bytes first, then as many steps of one byte.
    size = len(table) // 5
    keys = np.frombuffer(table, dtype="<u4", count=size)
    steps = np.frombuffer(table, dtype=np.uint8, offset=size * 4)
    return dict(zip(keys.tolist(), steps.tolist(), strict=True))
