"""Characters and words as numbers: the kind of each character, and a number for each word, made for a whole text at once."""

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

KINDS = ("other", "lower", "upper", "caseless", "unspaced", "digit", "mark", "space", "newline", "final", "comma", "colon", "quote", "bracket",
         "link", "dash")  # fmt: skip
"""The kinds of characters; those from `lower` to `mark` make up words. `unspaced` letters are of scripts written without spaces."""
KIND = {name: number for number, name in enumerate(KINDS)}
WORDLIKE = KIND["mark"]

_SIGNS = {
    "final": ".!?…。！？؟।۔", "comma": ",;،、，؛；", "colon": ":：", "quote": "\"'“”„«»‘’‹›「」『』", "bracket": "()[]{}（）【】",
    "link": "|•·›>→»#@_<©®™/\\*~▪■●►▶✓✕×+=", "dash": "-–—―",
}  # fmt: skip
_CATEGORIES = {
    "Ll": 1,
    "Lu": 2,
    "Lt": 2,
    "Lo": 3,
    "Lm": 3,
    "Nd": 5,
    "Nl": 5,
    "No": 5,
    "Mn": 6,
    "Mc": 6,
    "Me": 6,
    "Zs": 7,
}
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
)
_BASE = 0x9E3779B97F4A7C15
SPREAD = np.uint64(_BASE)
"""What numbers are multiplied with so that they differ in their first bits too."""


@cache
def kinds() -> NDArray[np.uint8]:
    """The kind of each character of the basic plane by its code; those beyond (emoji, rare ideographs) are looked up as the last, `other`."""
    found = np.array(
        [_CATEGORIES.get(unicodedata.category(chr(code)), 0) for code in range(0x10000)], np.uint8
    )
    for low, high in _UNSPACED:
        part = found[low : high + 1]
        part[part == KIND["caseless"]] = KIND["unspaced"]
    for name, signs in _SIGNS.items():
        found[[ord(sign) for sign in signs]] = KIND[name]
    found[ord("\t")] = KIND["space"]
    found[ord("\n")] = KIND["newline"]
    return found


@cache
def lowered() -> NDArray[np.uint64]:
    """The code of the small letter for each character of the basic plane."""
    return np.array(
        [ord(low) if len(low := chr(code).lower()) == 1 else code for code in range(0x10000)],
        np.uint64,
    )


def hashes(
    codes: NDArray[np.uint64], first: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """A 64-bit number for each span `codes[first:last]`, equal for equal spans: a polynomial of its codes, taken from running sums.

    >>> codes = np.array([7, 8, 0, 7, 8, 9], np.uint64)
    >>> one, two, other = hashes(codes, np.array([0, 3, 3]), np.array([2, 5, 6])).tolist()
    >>> one == two, one == other
    (True, False)
    """
    powers, inverse = _powers(1 << max(12, len(codes).bit_length()))
    sums = np.zeros(len(codes) + 1, np.uint64)
    (codes * powers[: len(codes)]).cumsum(out=sums[1:])
    found: NDArray[np.uint64] = (sums[last] - sums[first]) * inverse[first]
    return found


def together(numbers: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The places of `numbers` in an order in which equal ones stand together, each after those before it; and where in that order another number
    begins, with a last entry for the end.

    Sorted are numbers whose last bits are replaced by their place, in a tenth of the time in which places are sorted by numbers; words like
    `talks` and `walks` differ in the last bits alone, so these are spread first.

    >>> order, new = together(np.array([7, 5, 7], np.uint64))
    >>> sorted(order.tolist()), int(new.sum())
    ([0, 1, 2], 3)
    """
    spread, bits = numbers * SPREAD, np.uint64(len(numbers).bit_length())
    packed = spread >> bits << bits | np.arange(len(numbers), dtype=np.uint64)
    packed.sort()
    order = (packed & ((np.uint64(1) << bits) - np.uint64(1))).view(np.int64)
    found, new = numbers[order], np.ones(len(numbers) + 1, np.bool_)
    np.not_equal(found[1:], found[:-1], out=new[1:-1])
    return order, new


@cache
def _powers(size: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of the base modulo 2**64 and those of its inverse, `size` of each."""
    both = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        row = np.full(size, base, np.uint64)
        row[0] = 1
        both.append(np.multiply.accumulate(row))
    return both[0], both[1]
