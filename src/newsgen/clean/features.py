"""Surface features of the lines of a text: what a line looks like, never which words it holds.

A text is read as one array of characters, so that the cost is a few dozen array operations an article whatever its length.
Words are met only as members of classes or as grammar words of a language (`vocabulary`).
"""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.characters import KIND, WORDLIKE, hashes, kinds, lowered
from newsgen.clean.vocabulary import CLASSES, PAIR, languages, vocabulary

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LOOK = 480
"""Characters of a line that are looked at, a sixth of them from its end: a line of 5 MB costs no more than one of half a KB."""
PLAIN = (
    "characters", "words", "capitals", "digits", "signs", "others", "caseless", "capitalised", "shouted", "names", "grammar", "word length",
    "stops", "commas", "colons", "quotes", "brackets", "links", "dashes", "ending", "opening", "repeats", "prose", "known language",
)  # fmt: skip
"""The columns of a line that are not about classes of words."""
COLUMNS = (*PLAIN, *(f"{name} words" for name in CLASSES), *(f"{name} share" for name in CLASSES))
COLUMN = {name: number for number, name in enumerate(COLUMNS)}
"""The columns of a surface by name; they stand first in every table of features."""

_ENDINGS = np.array([4, 0, 0, 0, 0, 5, 0, 0, 0, 1, 2, 3, 0, 0, 4, 4], np.float32)  # 1 full stop, 2 comma, 3 colon, 4 sign, 5 digit, 0 a word
_OPENINGS = np.array([8, 1, 0, 2, 2, 3, 8, 8, 8, 8, 8, 8, 4, 5, 6, 7], np.float32)  # 0 capital, 1 small, 2 caseless, 3 digit, 4 quote …
_OPENING_WORDS = 6


class Surface(NamedTuple):
    """What is known of each line by itself.

    `table` is (columns x lines); `length` counts words; `prose` says whether a line looks like running text; `whole` and `start` are numbers
    that are equal for lines of equal words and of equal first words (negative: too short to tell). The three `word` arrays have an entry a
    content word: its line, its number, whether it is written as a name.
    """

    table: Floats
    length: Floats
    prose: Bools
    whole: Ints
    start: Ints
    word_line: Ints
    word: Ints
    word_name: Bools

    def only(self, left: Bools) -> Self:
        """The surface of the lines for which `left` is true."""
        words = left[self.word_line]
        line = (np.cumsum(left) - 1)[self.word_line[words]]
        by_line = (self.length[left], self.prose[left], self.whole[left], self.start[left])
        return type(self)(self.table[:, left], *by_line, line, self.word[words], self.word_name[words])


def surface(texts: Sequence[str], repeats: Sequence[int], lang: str) -> Surface:
    """The surface of the stripped, non-empty lines `texts`; `repeats` are buckets of how many other articles of the outlet hold a line.

    >>> surface(["Share", "The talks in London were held on Wednesday, and they will be resumed."], [0, 0], "en").prose.tolist()
    [False, True]
    """
    joined = "\n".join(text if len(text) <= LOOK else f"{text[: LOOK * 5 // 6]} {text[-LOOK // 6 :]}".replace("\n", " ") for text in texts)
    codes = np.minimum(np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32), 0xFFFF)
    kind = kinds()[codes]
    line_of = np.cumsum(kind == KIND["newline"])
    tokens = _tokens(codes, kind, line_of, lang)
    return _assembled(texts, kind, line_of, tokens, _known(repeats, lang, len(texts)))


class _Tokens(NamedTuple):
    line: Ints
    hashes: NDArray[np.uint64]
    length: Ints
    mark: Ints
    grammar: Bools
    capital: Bools
    shouted: Bools
    marked: Ints  # line * (classes + 1) + class of each word and phrase met


def _known(repeats: Sequence[int], lang: str, many: int) -> tuple[Floats, Floats]:
    return np.asarray(repeats, np.float32), np.full(many, lang in languages(), np.float32)


def _tokens(codes: NDArray[np.uint32], kind: NDArray[np.uint8], line_of: Ints, lang: str) -> _Tokens:
    wordlike = np.zeros(len(kind) + 2, np.int8)
    wordlike[1:-1] = (kind > 0) & (kind <= WORDLIKE)
    bounds = np.flatnonzero(wordlike[1:] != wordlike[:-1])
    first, last = bounds[::2], bounds[1::2]
    numbers = hashes(lowered()[codes], first, last)
    uppers = np.zeros(len(kind) + 1, np.int64)
    np.cumsum(kind == KIND["upper"], out=uppers[1:])
    capitals, length, line = uppers[last] - uppers[first], last - first, line_of[first]
    listed = vocabulary()
    at = np.searchsorted(listed.keys, numbers)
    hit = listed.keys[at] == numbers
    mark = np.where(hit, listed.mark[at], 0)
    grammar = hit & ((listed.langs[at] & languages().get(lang, 0xFFFFFFFF)) != 0)
    marked = np.concatenate((line * (len(CLASSES) + 1) + mark, *[_phrases(numbers, line, listed.head[at] & hit)] * 2))
    return _Tokens(line, numbers, length, mark, grammar, kind[first] == KIND["upper"], (capitals == length) & (length > 1), marked)


def _phrases(numbers: NDArray[np.uint64], line: Ints, head: Bools) -> Ints:
    """Line and class of each listed phrase of two words; a phrase says twice as much as a word."""
    listed = vocabulary()
    at = np.flatnonzero(head[:-1] & (line[1:] == line[:-1]))
    pairs = numbers[at] * np.uint64(PAIR) + numbers[at + 1]
    place = np.searchsorted(listed.pairs, pairs)
    hit = listed.pairs[place] == pairs
    found: Ints = line[at[hit]] * (len(CLASSES) + 1) + listed.pair_mark[place[hit]]
    return found


def _assembled(texts: Sequence[str], kind: NDArray[np.uint8], line_of: Ints, tokens: _Tokens, known: tuple[Floats, Floats]) -> Surface:
    many, classes = len(texts), len(CLASSES) + 1
    chars = np.bincount(line_of * 16 + kind, minlength=many * 16).reshape(many, 16).T.astype(np.float32)
    chars[KIND["newline"], :-1] = 0
    flags = tokens.line * 8 + tokens.grammar + 2 * tokens.capital + 4 * tokens.shouted
    flagged = np.bincount(flags, minlength=many * 8).reshape(many, 2, 2, 2).astype(np.float32)
    words = flagged.sum((1, 2, 3))
    length = words + chars[KIND["unspaced"]] / 2
    marks = np.bincount(tokens.marked, minlength=many * classes).reshape(many, classes)[:, 1:].T.astype(np.float32)
    per_word = 1 / np.maximum(words, 1)
    per_letter = 1 / np.maximum(chars[1:5].sum(0), 1)
    count = 1 / np.maximum(chars.sum(0), 1)
    grammar = flagged[:, :, :, 1].sum((1, 2)) * per_word
    ending, opening = _edges(kind)
    prose = ((ending == 1) & (length >= 10) & ((grammar >= 0.15) | (known[1] == 0))) | (length >= 45)
    content = ~tokens.grammar & (tokens.length >= 4) & (tokens.mark == 0)
    word_line = tokens.line[content]
    _, word = np.unique(tokens.hashes[content], return_inverse=True)
    names = tokens.capital[content]
    named = np.bincount(word_line, names, many) / np.maximum(np.bincount(word_line, minlength=many), 1)
    table = np.empty((len(COLUMNS), many), np.float32)
    plain = (
        np.log1p([len(text) for text in texts]), np.log1p(length), chars[2] * per_letter, chars[5] * count, chars[9:].sum(0) * count,
        chars[0] * count, (chars[3] + chars[4]) * per_letter, flagged[:, :, 1].sum((1, 2)) * per_word, flagged[:, 1].sum((1, 2)) * per_word,
        named, grammar, per_word / per_letter, chars[9], chars[10] * per_word, *chars[11:], ending, opening, known[0], prose, known[1],
    )  # fmt: skip
    for row, values in enumerate(plain):
        table[row] = values
    np.minimum(marks, 6, out=table[len(PLAIN) : len(PLAIN) + len(CLASSES)])
    np.multiply(marks, per_word, out=table[len(PLAIN) + len(CLASSES) :])
    return Surface(table, length, prose, *_keys(tokens, many), word_line, word, names)


def _edges(kind: NDArray[np.uint8]) -> tuple[Floats, Floats]:
    """How each line ends (quotes and brackets after a full stop or comma aside) and begins, as in `_ENDINGS` and `_OPENINGS`."""
    newline = KIND["newline"]
    framed = np.concatenate(([newline], kind, [newline]))
    breaks = np.flatnonzero(framed == newline)
    last, before = framed[breaks[1:] - 1], framed[breaks[1:] - 2]
    wrapped = ((last == KIND["quote"]) | (last == KIND["bracket"])) & ((before == KIND["final"]) | (before == KIND["comma"]))
    return np.where(wrapped, np.float32(1), _ENDINGS[last]), _OPENINGS[framed[breaks[:-1] + 1]]


def _keys(tokens: _Tokens, many: int) -> tuple[Ints, Ints]:
    begin = np.searchsorted(tokens.line, np.arange(many + 1))
    begin, end = begin[:-1], begin[1:]
    sums = np.zeros(len(tokens.hashes) + 1, np.uint64)
    np.cumsum(tokens.hashes, out=sums[1:])
    whole = (sums[end] - sums[begin]) >> np.uint64(1)
    start = (sums[np.minimum(begin + _OPENING_WORDS, end)] - sums[begin]) >> np.uint64(1)
    return whole.view(np.int64), np.where(end - begin < _OPENING_WORDS, -1, start.view(np.int64))
