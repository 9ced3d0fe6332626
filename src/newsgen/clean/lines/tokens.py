"""The characters and the words of lines as arrays: what kind each character is, which class and form each word has."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.lines.characters import KIND, WORDLIKE, hashes, kinds, lowered
from newsgen.clean.lines.vocabulary import CLASSES, PAIR, vocabulary

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_PAST, _ONGOING = (ord(before) << 16 | ord(end) for before, end in ("ed", "ng"))


class Signs(NamedTuple):
    """The characters of lines, an entry each: its code and its kind. `framed` are the kinds with the newlines before and behind the lines;
    `breaks` is where in it the newlines stand. `telling` are all characters but small letters, `telling_line` the line of each."""

    codes: Ints
    kind: NDArray[np.uint8]
    framed: NDArray[np.uint8]
    breaks: Ints
    telling: Ints
    telling_line: Ints


def signs_of(framed: str) -> Signs:
    r"""The characters of `framed`, lines with a newline before and behind each.

    >>> found = signs_of("\nHome\nGo!\n")
    >>> len(found.kind), found.telling.tolist(), found.telling_line.tolist(), found.breaks.tolist()
    (8, [0, 4, 5, 7], [0, 0, 1, 1], [0, 5, 9])
    """
    codes = np.minimum(
        np.frombuffer(framed.encode("utf-32-le", "surrogatepass"), np.uint32), 0xFFFF
    ).astype(np.intp)
    kind = kinds().take(codes)
    breaks = (kind == KIND["newline"]).nonzero()[0]
    telling = (kind[1:-1] != KIND["lower"]).nonzero()[0]
    return Signs(
        codes[1:-1], kind[1:-1], kind, breaks, telling, _lines(telling.searchsorted(breaks))
    )


def _lines(begins: Ints) -> Ints:
    """The line of each entry, where those of line i begin at `begins[i]` and end before `begins[i + 1]`."""
    return np.arange(len(begins) - 1).repeat(begins[1:] - begins[:-1])


class Tokens(NamedTuple):
    """The words of lines, an entry each: its line, its number, its class (0 for none), whether it carries content, whether it begins with a
    capital, and its form; `begins` is where the words of each line begin, and where the last ends; `marked` has an entry a word of a class and
    two a listed phrase."""

    line: Ints
    begins: Ints
    hashes: NDArray[np.uint64]
    mark: NDArray[np.uint8]
    content: Bools
    capital: Bools
    form: NDArray[
        np.uint8
    ]  # bits: grammar, capital, shouted, content; then 16 for -ed, 32 for -ing, 48 for a year
    marked: Ints  # line * (classes + 1) + class


def tokens_of(signs: Signs, langs: Ints) -> Tokens:
    """The words of lines, each in a language that has its bit in `langs`."""
    kind, small, listed = signs.kind, lowered().take(signs.codes), vocabulary()
    wordlike = signs.framed - np.uint8(1) < WORDLIKE  # 0, the kind `other`, becomes 255
    bounds = (wordlike[1:] != wordlike[:-1]).nonzero()[0]
    first, last = bounds[::2].copy(), bounds[1::2].copy()
    numbers = hashes(small, first, last)
    upper = kind == KIND["upper"]
    uppers = np.zeros(len(kind) + 1, np.int64)
    upper.cumsum(out=uppers[1:])
    length = last - first
    begins = first.searchsorted(signs.breaks)
    line = _lines(begins)
    at, hit = listed.words.find(numbers)
    mark = listed.mark.take(at) * hit
    met = mark.nonzero()[0]
    marked = np.concatenate(
        (
            line[met] * (len(CLASSES) + 1) + mark[met],
            *[_phrases(numbers, line, listed.head.take(at) & hit)] * 2,
        )
    )
    grammar = hit & ((listed.langs.take(at) & langs.take(line)) != 0)
    capital, content = upper.take(first), ~grammar & (length >= 4) & (mark == 0)
    shouted = (uppers.take(last) - uppers.take(first) == length) & (length > 1)
    form = _forms(small, kind, first, last)
    for bit, meets in enumerate((grammar, capital, shouted, content)):
        form |= meets.view(np.uint8) << np.uint8(bit)
    return Tokens(line, begins, numbers, mark, content, capital, form, marked)


def _phrases(numbers: NDArray[np.uint64], line: Ints, head: Bools) -> Ints:
    """Line and class of each listed phrase of two words; a phrase says twice as much as a word."""
    listed = vocabulary()
    at = head[:-1].nonzero()[0]
    at = at[line[at + 1] == line[at]]
    pairs = numbers[at] * np.uint64(PAIR) + numbers[at + 1]
    place, hit = listed.pairs.find(pairs)
    found: Ints = line[at[hit]] * (len(CLASSES) + 1) + listed.pair_mark[place[hit]]
    return found


def _forms(
    small: NDArray[np.uint64], kind: NDArray[np.uint8], first: Ints, last: Ints
) -> NDArray[np.uint8]:
    """The form of each word: 16 for -ed, 32 for -ing (captions are told in the present), 48 for a year, 0 for any other."""
    length, ends = (
        last - first,
        (small.take(np.maximum(last - 2, 0)) << np.uint64(16)) | small.take(last - 1),
    )
    year = (length == 4) & (kind.take(first) == KIND["digit"]) & (small.take(first) <= ord("2"))
    past, ongoing = (ends == _PAST) & (length >= 4), (ends == _ONGOING) & (length >= 4)
    found: NDArray[np.uint8] = past * np.uint8(16) + ongoing * np.uint8(32) + year * np.uint8(48)
    return found
