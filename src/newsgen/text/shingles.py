"""Shingles: every three words in a row as one number that also says how rare they are, made for a whole text at once with numpy.

Rarity comes from a table shipped with the package (see docs/decisions/0040), never from the archive's own counts: a decision on two texts
must not change when a third one arrives.
"""

import zlib
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from newsgen.text.normal import folded, is_word, piece_tokens, pieces

Hashes = NDArray[np.uint32]
Packed = NDArray[np.uint64]
Flags = NDArray[np.bool_]

BITS_STEP = 8
"""Steps of the rarity table in a bit of surprise."""
UNKNOWN = 22 * BITS_STEP
"""Rarity of a word the table does not know: once in four million words. The rarest in the table has 22 to 24 bits."""
NUMERAL = 13 * BITS_STEP
"""Rarity of a number."""
CLASSES = 16
"""A shingle's rarity is its low 4 bits: class 0 up to 20 bits of surprise, then `CLASS_BITS` bits a class."""
CLASS_BITS = 3
FIRST_CLASS = 20

_NUMBER, _CAPITAL, _MARK = 1 << 8, 1 << 9, 1 << 10
_REMEMBERED = 1 << 17
_LONGEST = 40
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


class Words(NamedTuple):
    """The words of a text as arrays of one length: 48-bit hash of the folded word (in the upper bits), what is known of it packed in 64 bits, and
    whether it opens a sentence or line."""

    hashes: Packed
    packed: Packed
    opening: Flags

    @property
    def rarity(self) -> NDArray[np.uint16]:
        """Rarity in steps."""
        return self.packed.astype(np.uint8).astype(np.uint16)

    @property
    def numbers(self) -> Flags:
        """Which words are numbers."""
        found: Flags = (self.packed & np.uint64(_NUMBER)) != 0
        return found

    @property
    def names(self) -> Flags:
        """Which words have a capital inside a sentence."""
        found: Flags = ((self.packed & np.uint64(_CAPITAL)) != 0) & ~self.opening
        return found


def read(text: str) -> Words:
    """The words of `text`.

    >>> found = read("The U.S. envoy met Kim on 5 May. He left.")
    >>> [len(found.hashes), *(int(flags.sum()) for flags in (found.numbers, found.names, found.opening))]
    [10, 1, 3, 2]
    """
    known = _memory()
    packed = np.fromiter(chain.from_iterable(map(known.__getitem__, pieces(text))), np.uint64)
    words = packed != np.uint64(_MARK)
    opening = np.ones(len(packed), np.bool_)
    np.logical_not(words[:-1], out=opening[1:])
    kept = packed[words]
    return Words(kept & np.uint64(0xFFFFFFFFFFFF0000), kept, opening[words])


def trigrams(words: Words) -> Hashes:
    """The shingles of `words` in order, one from each three words: 28 bits of hash, then 4 bits of rarity class (0 to 15).

    A text of one or two words has one shingle of what is there.
    """
    hashes, rarity = words.hashes, words.rarity
    if 0 < len(hashes) < 3:
        hashes, rarity = np.resize(hashes, 3), np.resize(rarity, 3)
    if len(hashes) < 3:
        return np.zeros(0, np.uint32)
    mixed = hashes[:-2] * _MIX[0] + hashes[1:-1] * _MIX[1] + hashes[2:] * _MIX[2]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX[1]
    found: Hashes = (mixed >> np.uint64(32)).astype(np.uint32) & np.uint32(0xFFFFFFF0)
    found |= _CLASSES[rarity[:-2] + rarity[1:-1] + rarity[2:]]
    return found


def octets(text: str, rate: int) -> Hashes:
    """One in `rate` of the runs of eight letters or digits in `text`, marks and spaces left out: sorted, each once, 32-bit hashes.

    They survive misread letters and broken words better than words do.
    """
    letters = text.lower().encode("utf-8", "surrogatepass").translate(None, _LEFT_OUT)
    if len(letters) < 8:
        return np.zeros(0, np.uint32)
    runs = np.ndarray(shape=(len(letters) - 7,), dtype="<u8", buffer=letters, strides=(1,))
    mixed = runs * _MIX[0]
    mixed ^= mixed >> np.uint64(32)
    mixed *= _MIX[1]
    return distinct((mixed[mixed <= np.uint64((2**64 - 1) // rate)] >> np.uint64(16)).astype(np.uint32))


def distinct(hashes: Hashes) -> Hashes:
    """The different ones of `hashes`, ascending (for short arrays in a third of numpy's time)."""
    ordered = np.sort(hashes)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def word_hash(word: str) -> int:
    """The 64-bit hash by which a folded word is known, the same on every machine."""
    return xxh3_64_intdigest(word.encode("utf-8", "surrogatepass"))


_CLASSES = np.clip((np.arange(3 * 256) // BITS_STEP - FIRST_CLASS) // CLASS_BITS, 0, CLASSES - 1).astype(np.uint32)
_LEFT_OUT = bytes(code for code in range(128) if not chr(code).isalnum())


class _Memory(dict[str, tuple[int, ...]]):
    """A piece of text between spaces → its words and marks, each with hash, flags and rarity packed in 64 bits; worked out once, and forgotten
    altogether when there are `_REMEMBERED` of them (30 MB). Memory of what is a pure function: it changes speed and nothing else."""

    def __missing__(self, piece: str) -> tuple[int, ...]:
        packed = tuple(_packed(token) for token in piece_tokens(piece))
        if len(piece) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = packed
        return packed


@cache
def _memory() -> _Memory:
    return _Memory()


def _packed(token: str) -> int:
    if not is_word(token):
        return _MARK
    word = folded(token) or token
    number = word[0].isdigit()
    digest = word_hash(word)
    rarity = NUMERAL if number else _rarities().get(digest >> 32, UNKNOWN)
    return (digest & 0xFFFFFFFFFFFF0000) | (_NUMBER if number else 0) | (_CAPITAL if token[0].isupper() else 0) | rarity


@cache
def _rarities() -> dict[int, int]:
    """The shipped table: upper 32 bits of a word's hash → its rarity in steps."""
    table = zlib.decompress(files("newsgen.text").joinpath("rules/rarity.bin").read_bytes())
    size = len(table) // 5
    keys = np.frombuffer(table, dtype="<u4", count=size)
    steps = np.frombuffer(table, dtype=np.uint8, offset=size * 4)
    return dict(zip(keys.tolist(), steps.tolist(), strict=True))
