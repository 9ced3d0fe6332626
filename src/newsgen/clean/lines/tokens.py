"""The characters and the words of lines as arrays: what kind each character is, which class and
form each word has."""

from typing import NamedTuple

import numpy as np

from newsgen.clean.lines.arrays import Bools, Bytes, Ints, Numbers
from newsgen.clean.lines.characters import KIND, WORDLIKE, hashes, kinds, lowered
from newsgen.clean.lines.vocabulary import CLASSES, PAIR, Vocabulary, vocabulary

MARKS = len(CLASSES) + 1
"""How many numbers a word's class can have: 0 for none, then those of `CLASSES`."""
FORMS = 64
"""How many numbers a word's form can have."""
GRAMMAR, CAPITAL, SHOUTED, CONTENT = 1, 2, 4, 8
"""The bits of a form: a grammar word, begins with a capital, all capitals, carries content."""
PAST, ONGOING, YEAR = 16, 32, 48
"""The two bits above them: ends in -ed, ends in -ing (captions are in the present), is a year."""

_LEAST_LETTERS = 4
"""Letters from which a word may carry content, or end in -ed or -ing."""
_LAST_CODE = 0xFFFF
_HALF = np.uint64(16)


def _letters(before: str, last: str) -> int:
    """Two letters as one number, as `_endings` computes it.

    >>> _letters("e", "d") == (ord("e") << 16) + ord("d")
    True
    """
    return ord(before) << 16 | ord(last)


_ED, _NG = _letters("e", "d"), _letters("n", "g")


class Signs(NamedTuple):
    """The characters of lines, an entry each: its code and its kind.

    `framed` are the kinds with those of the newlines before the first and behind the last line;
    `breaks` is where in `framed` the newlines stand. `telling` are the places of all characters but
    small letters (two of three characters need no closer look), `telling_line` the line of each.
    """

    codes: Ints
    kind: Bytes
    framed: Bytes
    breaks: Ints
    telling: Ints
    telling_line: Ints


def signs_of(framed: str) -> Signs:
    r"""The characters of `framed`, lines with a newline before and behind each.

    >>> signs = signs_of("\nHome\nGo!\n")
    >>> len(signs.kind), signs.telling.tolist(), signs.telling_line.tolist(), signs.breaks.tolist()
    (8, [0, 4, 5, 7], [0, 0, 1, 1], [0, 5, 9])
    """
    points = np.frombuffer(framed.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.minimum(points, _LAST_CODE).astype(np.intp)
    kind = kinds().take(codes)
    breaks = (kind == KIND["newline"]).nonzero()[0]
    telling = (kind[1:-1] != KIND["lower"]).nonzero()[0]
    return Signs(
        codes=codes[1:-1],
        kind=kind[1:-1],
        framed=kind,
        breaks=breaks,
        telling=telling,
        telling_line=_lines(telling.searchsorted(breaks)),
    )


class Tokens(NamedTuple):
    """The words of lines, an entry each: its line, its hash, its class (0 for none), whether it
    carries content, whether it begins with a capital, and its form (bits, see `GRAMMAR`).

    `begins` is where the words of each line begin, with a last entry for the end of all. `marked`
    has line * `MARKS` + class, once for each word of a class and twice for each listed phrase.
    """

    line: Ints
    begins: Ints
    hashes: Numbers
    mark: Bytes
    content: Bools
    capital: Bools
    form: Bytes
    marked: Ints


class _Spans(NamedTuple):
    """The words of lines as spans of characters: the small letters and the kinds of all characters,
    and where each word begins and ends in them."""

    small: Numbers
    kind: Bytes
    first: Ints
    last: Ints


def tokens_of(signs: Signs, langs: Ints) -> Tokens:
    """The words of lines, each line in a language that has its bit in `langs` (an entry a line)."""
    spans = _spans(signs)
    first, length = spans.first, spans.last - spans.first
    begins = first.searchsorted(signs.breaks)
    line = _lines(begins)

    numbers = hashes(spans.small, first, spans.last)
    listed = vocabulary()
    place, is_listed = listed.words.find(numbers)
    mark = listed.mark.take(place) * is_listed
    head = listed.head.take(place) & is_listed
    grammar = is_listed & (listed.langs.take(place) & langs.take(line) != 0)

    upper = signs.kind == KIND["upper"]
    capital = upper.take(first)
    content = ~grammar & (length >= _LEAST_LETTERS) & (mark == 0)
    form = _endings(spans, length)
    form |= grammar.view(np.uint8) * np.uint8(GRAMMAR)
    form |= capital.view(np.uint8) * np.uint8(CAPITAL)
    form |= _shouted(upper, spans, length).view(np.uint8) * np.uint8(SHOUTED)
    form |= content.view(np.uint8) * np.uint8(CONTENT)
    return Tokens(
        line=line,
        begins=begins,
        hashes=numbers,
        mark=mark,
        content=content,
        capital=capital,
        form=form,
        marked=_marked(line, mark, _phrases(listed, numbers, line, head)),
    )


def _lines(begins: Ints) -> Ints:
    """The line of each entry, where those of line i begin at `begins[i]` and end before
    `begins[i + 1]`.

    >>> _lines(np.array([0, 2, 2, 3])).tolist()
    [0, 0, 2]
    """
    lines = np.arange(len(begins) - 1)
    sizes = begins[1:] - begins[:-1]
    return lines.repeat(sizes)


def _spans(signs: Signs) -> _Spans:
    """The words among the characters: runs of the kinds from `lower` to `mark`."""
    # Kinds are unsigned: 0, the kind `other`, becomes 255 and is not below `WORDLIKE`.
    wordlike = signs.framed - np.uint8(1) < WORDLIKE
    bounds = (wordlike[1:] != wordlike[:-1]).nonzero()[0]
    # Words begin at every other bound; copies, as strided arrays are slower to read.
    return _Spans(
        small=lowered().take(signs.codes),
        kind=signs.kind,
        first=bounds[::2].copy(),
        last=bounds[1::2].copy(),
    )


def _shouted(upper: Bools, spans: _Spans, length: Ints) -> Bools:
    """Which words are of capitals only; a single capital is not shouted. `upper` tells of each
    character whether it is a capital."""
    uppers = np.zeros(len(upper) + 1, np.int64)  # how many stand before each character
    upper.cumsum(out=uppers[1:])
    uppers_before = uppers.take(spans.first)
    capitals = uppers.take(spans.last) - uppers_before
    shouted: Bools = (capitals == length) & (length > 1)
    return shouted


def _marked(line: Ints, mark: Bytes, phrases: Ints) -> Ints:
    """`Tokens.marked`, from the line and the class of each word and from `_phrases`; a phrase counts
    twice as much as a word."""
    listed = mark.nonzero()[0]
    own_line = line[listed]
    words = own_line * MARKS + mark[listed]
    return np.concatenate((words, phrases, phrases))


def _phrases(
    listed: Vocabulary,
    numbers: Numbers,
    line: Ints,
    head: Bools,
) -> Ints:
    """Line * `MARKS` + class of each listed phrase of two words that stand in one line."""
    first = head[:-1].nonzero()[0]
    in_one_line = line[first + 1] == line[first]
    first = first[in_one_line]
    pairs = numbers[first] * np.uint64(PAIR) + numbers[first + 1]

    place, is_listed = listed.pairs.find(pairs)
    own_line = line[first[is_listed]]
    mark = listed.pair_mark[place[is_listed]]
    phrases: Ints = own_line * MARKS + mark
    return phrases


def _endings(spans: _Spans, length: Ints) -> Bytes:
    """The form of each word by its last letters or figures: `PAST`, `ONGOING`, `YEAR` or 0."""
    small = spans.small
    last_letter = small.take(spans.last - 1)
    last_but_one = small.take(np.maximum(spans.last - 2, 0))
    ending = last_but_one << _HALF | last_letter
    is_long = length >= _LEAST_LETTERS
    past = (ending == _ED) & is_long
    ongoing = (ending == _NG) & is_long

    first = spans.first
    begins_with_digit = spans.kind.take(first) == KIND["digit"]
    year = begins_with_digit & (length == 4) & (small.take(first) <= ord("2"))

    form: Bytes = past * np.uint8(PAST)
    form += ongoing * np.uint8(ONGOING)
    form += year * np.uint8(YEAR)
    return form
