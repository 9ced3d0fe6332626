"""Shingles: every three words in a row as one number that also says how rare they are, made for a whole text at once with numpy.

Rarity comes from a table shipped with the package (see docs/decisions/0040), never from the archive's own counts: a decision on two texts
must not change when a third one arrives.
"""

import zlib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from newsgen.text.normal import folded, is_word, tokens

Hashes = NDArray[np.uint32]
Packed = NDArray[np.uint64]

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
_REMEMBERED = 1 << 18
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


class Words(NamedTuple):
    """The words of a text as arrays of one length: 48-bit hash of the folded word (in the upper bits), rarity in steps, and whether the word is a
    number, a capitalised word inside a sentence, and the ordinal of its sentence or line."""

    hashes: Packed
    rarity: NDArray[np.uint16]
    numbers: NDArray[np.bool_]
    names: NDArray[np.bool_]
    sentences: NDArray[np.int64]


def read(text: str) -> Words:
    """The words of `text`.

    >>> found = read("The U.S. envoy met Kim on 5 May. He left.")
    >>> [found.hashes.size, *(int(flags.sum()) for flags in (found.numbers, found.names)), int(found.sentences[-1])]
    [10, 1, 3, 1]
    """
    known = _memory()
    printed = tokens(text)
    packed = np.fromiter(map(known.__getitem__, printed), np.uint64, len(printed))
    marks = (packed & np.uint64(_MARK)) != 0
    first = np.concatenate(([True], marks[:-1])) if len(packed) else marks
    words = ~marks
    ordinal = np.cumsum(marks & ~first)[words] if len(packed) else np.zeros(0, np.int64)
    kept, opening = packed[words], first[words]
    return Words(
        kept & np.uint64(0xFFFFFFFFFFFF0000),
        (kept & np.uint64(0xFF)).astype(np.uint16),
        (kept & np.uint64(_NUMBER)) != 0,
        ((kept & np.uint64(_CAPITAL)) != 0) & ~opening,
        ordinal.astype(np.int64),
    )


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
    bits = (rarity[:-2] + rarity[1:-1] + rarity[2:]) // BITS_STEP
    classes = np.clip((bits.astype(np.int64) - FIRST_CLASS) // CLASS_BITS, 0, CLASSES - 1)
    found: Hashes = ((mixed >> np.uint64(36)) << np.uint64(4)).astype(np.uint32) | classes.astype(np.uint32)
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
    return distinct((mixed[(mixed >> np.uint64(32)) % np.uint64(rate) == 0] >> np.uint64(20)).astype(np.uint32))


def distinct(hashes: Hashes) -> Hashes:
    """The different ones of `hashes`, ascending (for short arrays in a third of numpy's time)."""
    ordered = np.sort(hashes)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def word_hash(word: str) -> int:
    """The 64-bit hash by which a folded word is known, the same on every machine."""
    return xxh3_64_intdigest(word.encode("utf-8", "surrogatepass"))


_LEFT_OUT = bytes(code for code in range(128) if not chr(code).isalnum())


class _Memory(dict[str, int]):
    """token → hash, flags and rarity packed in 64 bits; worked out once a word and forgotten altogether when it grows past `_REMEMBERED`."""

    def __missing__(self, token: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        packed = self[token] = _packed(token)
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
