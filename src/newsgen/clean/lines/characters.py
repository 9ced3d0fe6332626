"""Characters and words as numbers: the kind of each character, and a hash of each word, computed
for whole texts at once."""

import unicodedata
from functools import cache

import numpy as np

from newsgen.clean.lines.arrays import Bools, Bytes, Ints, Numbers

KINDS = (
    "other", "lower", "upper", "caseless", "unspaced", "digit", "mark", "space", "newline",
    "final", "comma", "colon", "quote", "bracket", "link", "dash",
)  # fmt: skip
"""The kinds of characters. Those from `lower` to `mark` make up words; `unspaced` letters are of
scripts that are written without spaces; `final` signs end a sentence."""
KIND = {name: number for number, name in enumerate(KINDS)}
"""The number of each kind."""
WORDLIKE = KIND["mark"]
"""The last of the kinds that make up words."""

_SIGNS = {
    "final": ".!?…。！？؟।۔",
    "comma": ",;،、，؛；",
    "colon": ":：",
    "quote": "\"'“”„«»‘’‹›「」『』",
    "bracket": "()[]{}（）【】",
    "link": "|•·›>→»#@_<©®™/\\*~▪■●►▶✓✕×+=",
    "dash": "-–—―",
}
"""Signs by their kind; where two kinds list a sign, the later one holds."""
_CATEGORIES = {
    "Ll": "lower",
    "Lu": "upper",
    "Lt": "upper",
    "Lo": "caseless",
    "Lm": "caseless",
    "Nd": "digit",
    "Nl": "digit",
    "No": "digit",
    "Mn": "mark",
    "Mc": "mark",
    "Me": "mark",
    "Zs": "space",
}
"""The kind of characters of a Unicode category; all other categories are `other`."""
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Japanese
    (0x3400, 0x9FFF),  # Chinese
    (0xF900, 0xFAFF),  # Chinese, for compatibility
)
_PLANE = range(0x10000)
"""The codes of the basic multilingual plane, which hold nearly all characters of texts."""
_BASE = 0x9E3779B97F4A7C15
"""The base of the polynomial hashes: odd, so that it has an inverse modulo 2**64."""
SPREAD = np.uint64(_BASE)
"""Hashes are multiplied by this number so that they differ in their first bits too."""
_LEAST_POWERS = 12
"""Powers of the base are computed for 2**12 characters at least, so that few sizes are cached."""


@cache
def kinds() -> Bytes:
    """The kind of each character of the basic multilingual plane, by its code.

    Characters beyond the plane (emoji, rare ideographs) are looked up under its last code: `other`.
    """
    categories = [unicodedata.category(chr(code)) for code in _PLANE]
    names = [_CATEGORIES.get(category, "other") for category in categories]
    kind_of = np.array([KIND[name] for name in names], np.uint8)

    for low, high in _UNSPACED:
        script = kind_of[low : high + 1]  # a view: what is written to it is written to `kind_of`
        is_letter = script == KIND["caseless"]
        script[is_letter] = KIND["unspaced"]

    for name, signs in _SIGNS.items():
        for sign in signs:
            kind_of[ord(sign)] = KIND[name]
    kind_of[ord("\t")] = KIND["space"]
    kind_of[ord("\n")] = KIND["newline"]
    return kind_of


@cache
def lowered() -> Numbers:
    """The code of the small letter of each character of the basic plane; the character's own code
    where the small letter is written with several characters.

    >>> chr(lowered()[ord("É")])
    'é'
    """
    codes = []
    for code in _PLANE:
        small = chr(code).lower()
        codes.append(ord(small) if len(small) == 1 else code)
    return np.array(codes, np.uint64)


def hashes(codes: Numbers, first: Ints, last: Ints) -> Numbers:
    """A 64-bit number for each span `codes[first:last]`, equal for equal spans.

    A span's number is a polynomial of its codes, computed from running sums over all codes.

    >>> codes = np.array([7, 8, 0, 7, 8, 9], np.uint64)
    >>> one, two, other = hashes(codes, np.array([0, 3, 3]), np.array([2, 5, 6])).tolist()
    >>> one == two, one == other
    (True, False)
    """
    powers, inverse = _powers(1 << max(_LEAST_POWERS, len(codes).bit_length()))
    sums = np.zeros(len(codes) + 1, np.uint64)
    terms = codes * powers[: len(codes)]
    terms.cumsum(out=sums[1:])
    # The inverse power shifts a span's sum to the start, so that it does not matter where it stood.
    span_hashes: Numbers = (sums[last] - sums[first]) * inverse[first]
    return span_hashes


def together(numbers: Numbers) -> tuple[Ints, Bools]:
    """An order of `numbers` in which equal ones stand together, each after those before it.

    Returns the places of the numbers in that order (n), and where in it another number begins
    (n + 1: the last entry is true and marks the end).

    The last bits of each number are replaced by its place, and the numbers sorted: that takes a
    tenth of the time of `argsort`. Words like `talks` and `walks` differ in their last bits alone,
    so the numbers are spread first.

    >>> order, new = together(np.array([7, 5, 7], np.uint64))
    >>> sorted(order.tolist()), int(new.sum())
    ([0, 1, 2], 3)
    """
    size = len(numbers)
    bits = np.uint64(size.bit_length())
    places = np.arange(size, dtype=np.uint64)
    packed = numbers * SPREAD >> bits << bits | places
    packed.sort()
    place_bits = (np.uint64(1) << bits) - np.uint64(1)
    order = (packed & place_bits).view(np.int64)
    ordered = numbers[order]
    new = np.ones(size + 1, np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:-1])
    return order, new


@cache
def _powers(size: int) -> tuple[Numbers, Numbers]:
    """The first `size` powers of the base modulo 2**64, and those of its inverse.

    >>> powers, inverse = _powers(3)
    >>> (powers * inverse).tolist()
    [1, 1, 1]
    """
    inverse = pow(_BASE, -1, 1 << 64)
    return _powers_of(_BASE, size), _powers_of(inverse, size)


def _powers_of(base: int, size: int) -> Numbers:
    """The first `size` powers of `base`, beginning with 1.

    >>> _powers_of(3, 4).tolist()
    [1, 3, 9, 27]
    """
    factors = np.full(size, base, np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)
