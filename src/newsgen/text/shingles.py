"""Shingles: every three words in a row as one number that also says how rare they are, made for a bundle of texts at once with numpy: a call of
numpy costs as much as the work of a hundred words, so a bundle shares it. What is made of a text does not depend on the others of its bundle.

Rarity comes from a table shipped with the package (see docs/decisions/0040), never from the archive's own counts: a decision on two texts
must not change when a third one arrives.
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

from newsgen.text.arrays import MIX, Places, ranges
from newsgen.text.normal import LINE, folded, is_word, piece_tokens, spaced
from newsgen.text.token_table import Glossary

Hashes = NDArray[np.uint32]
Packed = NDArray[np.uint64]
Flags = NDArray[np.bool_]
_Whole = TypeVar("_Whole", np.uint32, np.uint64)

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
_OCTET = 8


class Rows(NamedTuple):
    """Hashes of several texts laid end to end: those of text i are `values[bounds[i] : bounds[i + 1]]`."""

    values: Hashes
    bounds: Places

    def stored(self) -> list[bytes]:
        """The hashes of each text as little-endian bytes."""
        data = self.values.astype("<u4", copy=False).tobytes()
        return [data[start:end] for start, end in pairwise((self.bounds * 4).tolist())]


class Words(NamedTuple):
    """The words of several texts as arrays of one length, laid end to end: 48-bit hash of the folded word (in the upper bits), what is known of it
    packed in 64 bits, and whether it opens a sentence or line. Those of text i begin at `bounds[i]`, and `bounds` ends with their number."""

    hashes: Packed
    packed: Packed
    opening: Flags
    bounds: Places

    @property
    def owners(self) -> Places:
        """Which text each word is of."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))

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


def read(texts: Sequence[str]) -> Words:
    """The words of `texts`.

    >>> found = read(["The U.S. envoy met Kim on 5 May. He left.", "Nobody spoke."])
    >>> found.bounds.tolist(), [int(flags.sum()) for flags in (found.numbers, found.names, found.opening)]
    ([0, 10, 12], [1, 3, 3])
    """
    found, bounds = _known.read(
        [f"{LINE} {spaced(text)}" for text in texts]
    )  # with a mark before each text, its first word is an opening
    at = np.flatnonzero(found != np.uint64(_MARK))
    words = found[at]
    return Words(
        words & np.uint64(0xFFFFFFFFFFFF0000),
        words,
        found[at - 1] == np.uint64(_MARK),
        at.searchsorted(bounds),
    )


def trigrams(words: Words) -> Rows:
    """The shingles of each text in order, one from each three words: 28 bits of hash, then 4 bits of rarity class (0 to 15).

    A text of one or two words has one shingle of what is there, its first word standing for those that are missing.
    """
    sizes = np.diff(words.bounds)
    counts = np.where(sizes < 3, np.minimum(sizes, 1), sizes - 2)
    first = ranges(words.bounds[:-1], counts)
    ends = np.repeat(words.bounds[1:], counts)
    second, third = (np.where(first + step < ends, first + step, first) for step in (1, 2))
    hashes, rarity = words.hashes, words.rarity
    mixed = hashes[first] * MIX[0] + hashes[second] * MIX[1] + hashes[third] * MIX[2]
    mixed ^= mixed >> np.uint64(29)
    mixed *= MIX[1]
    found: Hashes = (mixed >> np.uint64(32)).astype(np.uint32) & np.uint32(0xFFFFFFF0)
    found |= _CLASSES[rarity[first] + rarity[second] + rarity[third]]
    return Rows(found, np.cumsum([0, *counts]))


def octets(texts: Sequence[str], rate: int) -> Rows:
    """One in `rate` of the runs of eight letters or digits in each text, marks and spaces left out: ascending, each once, 32-bit hashes.

    They survive misread letters and broken words better than words do.
    """
    letters = [
        text.lower().encode("utf-8", "surrogatepass").translate(None, _LEFT_OUT) for text in texts
    ]
    ends = np.cumsum([len(each) for each in letters])
    joined = b"".join((*letters, bytes(_OCTET)))
    runs = np.ndarray(shape=(len(joined) - _OCTET,), dtype="<u8", buffer=joined, strides=(1,))
    mixed = runs * MIX[0]
    mixed ^= mixed >> np.uint64(32)
    mixed *= MIX[1]
    at = np.flatnonzero(mixed <= np.uint64((2**64 - 1) // rate))
    owners = ends.searchsorted(at, side="right")
    whole = at + _OCTET <= ends[owners]  # not half of one text and half of the next
    return sets((mixed[at[whole]] >> np.uint64(16)).astype(np.uint32), owners[whole], len(texts))


def sets(hashes: Hashes, owners: Places, count: int) -> Rows:
    """The different ones of `hashes` for each of `count` owners, ascending; `owners` says whose each is."""
    ordered = distinct((owners.astype(np.uint64) << np.uint64(32)) | hashes)
    return Rows(
        ordered.astype(np.uint32),
        ordered.searchsorted(np.arange(count + 1, dtype=np.uint64) << np.uint64(32)),
    )


def distinct(hashes: NDArray[_Whole]) -> NDArray[_Whole]:
    """The different ones of `hashes`, ascending (for short arrays in a third of numpy's time)."""
    ordered = np.sort(hashes)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def word_hash(word: str) -> int:
    """The 64-bit hash by which a folded word is known, the same on every machine."""
    return xxh3_64_intdigest(word.encode("utf-8", "surrogatepass"))


_CLASSES = np.clip(
    (np.arange(3 * 256) // BITS_STEP - FIRST_CLASS) // CLASS_BITS, 0, CLASSES - 1
).astype(np.uint32)
_LEFT_OUT = bytes(code for code in range(128) if not chr(code).isalnum())


def _packed(token: str) -> int:
    if not is_word(token):
        return _MARK
    word = folded(token) or token
    number = word[0].isdigit()
    digest = word_hash(word)
    rarity = NUMERAL if number else _rarities().get(digest >> 32, UNKNOWN)
    return (
        (digest & 0xFFFFFFFFFFFF0000)
        | (_NUMBER if number else 0)
        | (_CAPITAL if token[0].isupper() else 0)
        | rarity
    )


def _spelt(piece: str) -> list[int]:
    """The words and marks in a piece of text between spaces, each with hash, flags and rarity packed in 64 bits."""
    return [_packed(token) for token in piece_tokens(piece)]


_known = Glossary(_spelt)


@cache
def _rarities() -> dict[int, int]:
    """The shipped table: upper 32 bits of a word's hash → its rarity in steps."""
    table = zlib.decompress(files("newsgen.text").joinpath("rules/rarity.bin").read_bytes())
    size = len(table) // 5
    keys = np.frombuffer(table, dtype="<u4", count=size)
    steps = np.frombuffer(table, dtype=np.uint8, offset=size * 4)
    return dict(zip(keys.tolist(), steps.tolist(), strict=True))
