"""The characters and the words of a text as arrays: what kind each character is, which class and form each word has."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.characters import KIND, WORDLIKE, hashes, kinds, lowered
from newsgen.clean.vocabulary import CLASSES, PAIR, languages, vocabulary

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_PAST, _ONGOING = (ord(before) << 16 | ord(end) for before, end in ("ed", "ng"))


class Signs(NamedTuple):
    """The characters of a text, an entry each: its code, its kind, its line. `framed` are the kinds with the newlines before and behind the
    text; `breaks` is where in it the newlines stand."""

    codes: Ints
    kind: NDArray[np.uint8]
    line: Ints
    framed: NDArray[np.uint8]
    breaks: Ints


def signs_of(framed: str) -> Signs:
    r"""The characters of `framed`, the lines of a text with a newline before and behind each.

    >>> found = signs_of("\nHome\nGo!\n")
    >>> len(found.kind), found.line.tolist(), found.breaks.tolist()
    (8, [0, 0, 0, 0, 1, 1, 1, 1], [0, 5, 9])
    """
    codes = np.minimum(np.frombuffer(framed.encode("utf-32-le", "surrogatepass"), np.uint32), 0xFFFF).astype(np.intp)
    kind = kinds().take(codes)
    newline = kind == KIND["newline"]
    return Signs(codes[1:-1], kind[1:-1], newline[1:-1].cumsum(), kind, newline.nonzero()[0])


class Tokens(NamedTuple):
    """The words of a text, an entry each: its line, its number, its class (0 for none), whether it carries content, whether it begins with a
    capital, and its form; `marked` has an entry a word and two a listed phrase."""

    line: Ints
    hashes: NDArray[np.uint64]
    mark: Ints
    content: Bools
    capital: Bools
    form: Ints  # bits: grammar, capital, shouted, content; then 16 for -ed, 32 for -ing, 48 for a year
    marked: Ints  # line * (classes + 1) + class of each word and phrase met


def tokens_of(signs: Signs, lang: str) -> Tokens:
    """The words of a text in the language `lang`."""
    kind, small, listed = signs.kind, lowered().take(signs.codes), vocabulary()
    wordlike = signs.framed - np.uint8(1) < WORDLIKE  # 0, the kind `other`, becomes 255
    bounds = (wordlike[1:] != wordlike[:-1]).nonzero()[0]
    first, last = bounds[::2], bounds[1::2]
    numbers = hashes(small, first, last)
    uppers = np.zeros(len(kind) + 1, np.int64)
    (kind == KIND["upper"]).cumsum(out=uppers[1:])
    length, line = last - first, signs.line[first]
    at = listed.keys.searchsorted(numbers)
    hit = listed.keys[at] == numbers
    mark = listed.mark[at] * hit
    marked = np.concatenate((line * (len(CLASSES) + 1) + mark, *[_phrases(numbers, line, listed.head[at] & hit)] * 2))
    grammar = hit & ((listed.langs[at] & languages().get(lang, 0xFFFFFFFF)) != 0)
    capital, content = kind[first] == KIND["upper"], ~grammar & (length >= 4) & (mark == 0)
    shouted = (uppers[last] - uppers[first] == length) & (length > 1)
    form = grammar + 2 * capital + 4 * shouted + 8 * content + 16 * _forms(small, kind, first, last)
    return Tokens(line, numbers, mark, content, capital, form, marked)


def _phrases(numbers: NDArray[np.uint64], line: Ints, head: Bools) -> Ints:
    """Line and class of each listed phrase of two words; a phrase says twice as much as a word."""
    listed = vocabulary()
    at = head[:-1].nonzero()[0]
    at = at[line[at + 1] == line[at]]
    pairs = numbers[at] * np.uint64(PAIR) + numbers[at + 1]
    place = listed.pairs.searchsorted(pairs)
    hit = listed.pairs[place] == pairs
    found: Ints = line[at[hit]] * (len(CLASSES) + 1) + listed.pair_mark[place[hit]]
    return found


def _forms(small: NDArray[np.uint64], kind: NDArray[np.uint8], first: Ints, last: Ints) -> Ints:
    """The form of each word: 1 for -ed, 2 for -ing (captions are told in the present), 3 for a year, 0 for any other."""
    length, ends = last - first, (small[np.maximum(last - 2, 0)] << np.uint64(16)) | small[last - 1]
    year = (length == 4) & (kind[first] == KIND["digit"]) & (small[first] <= ord("2"))
    found: Ints = (length >= 4) * ((ends == _PAST) + 2 * (ends == _ONGOING)) + 3 * year
    return found
