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
"""Characters of a line that are looked at, a sixth of them from its end: a line of 5 MB costs no more than one of 480."""
PLAIN = (
    "characters", "words", "capitals", "digits", "signs", "others", "caseless", "capitalised", "shouted", "names", "grammar", "word length",
    "stops", "asks", "words a stop", "past", "ongoing", "years", "first class", "commas", "colons", "quotes", "brackets", "links", "dashes",
    "ending", "opening", "repeats", "prose", "known language",
)  # fmt: skip
"""The columns of a line that are not about how many words of a class it has."""
COLUMNS = (*PLAIN, *(f"{name} words" for name in CLASSES), *(f"{name} share" for name in CLASSES))
COLUMN = {name: number for number, name in enumerate(COLUMNS)}
"""The columns of a surface by name; they stand first in every table of features."""

_ELLIPSIS = 6  # how an ending is told that breaks off
_ENDINGS = np.array([4, 0, 0, 0, 0, 5, 0, 0, 0, 1, 2, 3, 0, 0, 4, 4], np.float32)  # 1 full stop, 2 comma, 3 colon, 4 sign, 5 digit, 0 a word
_OPENINGS = np.array([8, 1, 0, 2, 2, 3, 8, 8, 8, 8, 8, 8, 4, 5, 6, 7], np.float32)  # 0 capital, 1 small, 2 caseless, 3 digit, 4 quote …
_OPENING_WORDS = 6

SHORT = 9
"""Words below which a line may be a heading, a label or a widget."""
_GROUPS = (
    ("share",), ("comments",), ("related",), ("advert", "subscribe", "newsletter", "legal", "appeal"), ("credit", "byline", "bio"),
    ("month", "clock"),
)  # fmt: skip
_DIRT = ("share", "advert", "subscribe", "newsletter", "comments", "related", "credit", "byline", "legal", "appeal", "player", "navigation")
_TOLD = (
    "short", "unended", "dated", "dirt", "reader share", "asking share", "speech", "capitalised", "vouched", "prose",
    *(f"{group[-1]} heading" for group in _GROUPS), "counted words", "counted names", "no words", "no names", "fine", "rough",
)  # fmt: skip
TOLD = {name: number for number, name in enumerate(_TOLD)}
"""What the lines around a line are told of it, by row: eight columns that are summed up in windows, its words where it is prose, whether it is
prose or a short line with words of a group of classes ("Comments", "Most read"); how many content words and names it has (at least 1, and 1
in the next two rows where it has none); two numbers that are equal for lines that look alike, and vaguely alike."""
_MARKS = slice(COLUMN[f"{CLASSES[0]} words"], COLUMN[f"{CLASSES[-1]} words"] + 1)
_ASKING = np.array([COLUMN[f"{name} share"] for name in ("press", "appeal", "subscribe")])
_MEMBERS = np.array([[name in group for name in CLASSES] for group in _GROUPS], np.float32)
_DATED = _MEMBERS[-1]
_DIRTY = np.array([name in _DIRT for name in CLASSES], np.float32)


class Surface(NamedTuple):
    """What is known of each line by itself.

    `table` is (columns x lines), `told` (`TOLD` x lines); `length` counts words; `prose` says whether a line looks like running text; `whole`
    and `start` are numbers that are equal for lines of equal words and of equal first words (negative: too short to tell). The three `word`
    arrays have an entry a content word, sorted by word and line: its line, its number, whether it is written as a name.
    """

    table: Floats
    told: Floats
    length: Floats
    prose: Bools
    whole: Ints
    start: Ints
    word_line: Ints
    word: Ints
    word_name: Bools

    def only(self, left: Bools) -> Self:
        """The surface of the lines for which `left` is true."""
        rows, words = np.flatnonzero(left), np.flatnonzero(left[self.word_line])
        by_line = (np.take(self.table, rows, 1), np.take(self.told, rows, 1), self.length[rows], self.prose[rows], self.whole[rows], self.start[rows])
        return type(self)(*by_line, (np.cumsum(left) - 1)[self.word_line[words]], self.word[words], self.word_name[words])


def surface(texts: Sequence[str], repeats: Sequence[int], lang: str) -> Surface:
    """The surface of the stripped, non-empty lines `texts`; `repeats` are buckets of how many other articles of the outlet hold a line.

    >>> surface(["Share", "The talks in London were held on Wednesday, and they will be resumed."], [0, 0], "en").prose.tolist()
    [False, True]
    """
    many = len(texts)
    looked = (text if len(text) <= LOOK else f"{text[: LOOK * 5 // 6]} {text[-LOOK // 6 :]}" for text in texts)
    joined = "\n".join(text.replace("\n", " ") for text in looked)
    codes = np.minimum(np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32), 0xFFFF)
    kind = kinds()[codes]
    signs = _Signs(many, codes, kind, np.cumsum(kind == KIND["newline"]))
    tokens = _tokens(signs, lang)
    words, word_counts = _word_counts(many, tokens)
    length, sign_counts = _sign_counts(signs, words)
    known = lang in languages()
    ending = sign_counts["ending"]
    prose = ((ending == 1) & (length >= 10) & ((word_counts["grammar"] >= 0.15) | (not known))) | (length >= 45)
    counts = {
        **sign_counts, **word_counts, "characters": np.log1p([len(text) for text in texts]), "words": np.log1p(length),
        "repeats": np.asarray(repeats, np.float32), "prose": prose, "known language": np.full(many, known),
    }  # fmt: skip
    table = _table(many, counts, words, tokens)
    line, word, name = _content(tokens)
    return Surface(table, _told(table, length, prose, line, line[name]), length, prose, *_keys(tokens, many), line, word, name)


class _Signs(NamedTuple):
    """The characters of a text: how many lines, then an entry a character: its code, its kind, its line."""

    many: int
    codes: NDArray[np.uint32]
    kind: NDArray[np.uint8]
    line: Ints


class _Tokens(NamedTuple):
    line: Ints
    hashes: NDArray[np.uint64]
    mark: Ints
    grammar: Bools
    content: Bools
    form: Ints  # 1 ends in -ed, 2 in -ing, 3 a year, 0 none of these
    capital: Bools
    shouted: Bools
    marked: Ints  # line * (classes + 1) + class of each word and phrase met


def _tokens(signs: _Signs, lang: str) -> _Tokens:
    kind, small, listed = signs.kind, lowered()[signs.codes], vocabulary()
    wordlike = np.zeros(len(kind) + 2, np.int8)
    wordlike[1:-1] = (kind > 0) & (kind <= WORDLIKE)
    bounds = np.flatnonzero(wordlike[1:] != wordlike[:-1])
    first, last = bounds[::2], bounds[1::2]
    numbers = hashes(small, first, last)
    uppers = np.zeros(len(kind) + 1, np.int64)
    np.cumsum(kind == KIND["upper"], out=uppers[1:])
    length, line = last - first, signs.line[first]
    at = np.searchsorted(listed.keys, numbers)
    hit = listed.keys[at] == numbers
    mark = np.where(hit, listed.mark[at], 0)
    marked = np.concatenate((line * (len(CLASSES) + 1) + mark, *[_phrases(numbers, line, listed.head[at] & hit)] * 2))
    grammar = hit & ((listed.langs[at] & languages().get(lang, 0xFFFFFFFF)) != 0)
    return _Tokens(
        line, numbers, mark, grammar, ~grammar & (length >= 4) & (mark == 0), _forms(small, kind, first, last),
        kind[first] == KIND["upper"], (uppers[last] - uppers[first] == length) & (length > 1), marked,
    )  # fmt: skip


def _phrases(numbers: NDArray[np.uint64], line: Ints, head: Bools) -> Ints:
    """Line and class of each listed phrase of two words; a phrase says twice as much as a word."""
    listed = vocabulary()
    at = np.flatnonzero(head[:-1] & (line[1:] == line[:-1]))
    pairs = numbers[at] * np.uint64(PAIR) + numbers[at + 1]
    place = np.searchsorted(listed.pairs, pairs)
    hit = listed.pairs[place] == pairs
    found: Ints = line[at[hit]] * (len(CLASSES) + 1) + listed.pair_mark[place[hit]]
    return found


def _forms(small: NDArray[np.uint64], kind: NDArray[np.uint8], first: Ints, last: Ints) -> Ints:
    """The form of each word: 1 for -ed, 2 for -ing (captions are told in the present), 3 for a year, 0 for any other."""
    ends, before = small[last - 1], small[np.maximum(last - 2, 0)]
    long = last - first >= 4
    year = (last - first == 4) & (kind[first] == KIND["digit"]) & (small[first] <= ord("2"))
    found: Ints = (long & (before == ord("e")) & (ends == ord("d"))) + 2 * (long & (before == ord("n")) & (ends == ord("g"))) + 3 * year
    return found


def _content(tokens: _Tokens) -> tuple[Ints, Ints, Bools]:
    """The line of each content word, its number, and whether it is written as a name, sorted by word and line."""
    content = np.flatnonzero(tokens.content)
    hashes = tokens.hashes[content]
    order = np.argsort(hashes, kind="stable")
    hashes, content = hashes[order], content[order]
    word = np.zeros(len(content), np.int64)
    np.cumsum(hashes[1:] != hashes[:-1], out=word[1:])
    return tokens.line[content], word, tokens.capital[content]


def _told(table: Floats, length: Floats, prose: Bools, words: Ints, names: Ints) -> Floats:
    """The rows of `TOLD`; `words` and `names` are the lines in which these stand."""
    many = len(length)
    short, marks, ending = length < SHORT, table[_MARKS], table[COLUMN["ending"]]
    told = np.empty((len(_TOLD), many), np.float32)
    told[0] = short
    np.not_equal(ending, 1, out=told[1], casting="unsafe")
    told[2] = short & ((_DATED @ marks > 0) | (table[COLUMN["digits"]] > 0.3))
    told[3] = (_DIRTY @ np.minimum(marks, 1)) / (1 + length / 10)
    told[4] = table[COLUMN["reader share"]]
    told[5] = table[_ASKING].sum(0)
    told[6] = np.minimum(table[COLUMN["speech words"]], 1)
    told[7] = table[COLUMN["capitalised"]]
    told[8], told[9] = prose * length, prose
    told[10:16] = (_MEMBERS @ marks > 0) & short
    told[16], told[17] = np.bincount(words, minlength=many), np.bincount(names, minlength=many)
    np.equal(told[16:18], 0, out=told[18:20], casting="unsafe")
    np.maximum(told[16:18], 1, out=told[16:18])
    told[21] = ending * 8 + np.minimum(np.floor(table[COLUMN["words"]] * 1.5), 7)
    told[20] = (told[21] * 16 + table[COLUMN["opening"]]) * 4 + np.minimum(np.floor(table[COLUMN["capitalised"]] * 4), 3)
    return told


def _word_counts(many: int, tokens: _Tokens) -> tuple[Floats, dict[str, Floats]]:
    """How many words each line has, and the columns that are shares of them."""
    flags = np.bincount(tokens.line * 8 + tokens.grammar + 2 * tokens.capital + 4 * tokens.shouted, minlength=many * 8)
    flags = flags.reshape(many, 2, 2, 2).astype(np.float32)  # shouted, capitalised, grammar
    words = flags.sum((1, 2, 3))
    per_word = 1 / np.maximum(words, 1)
    forms = np.bincount(tokens.line * 4 + tokens.form, minlength=many * 4).reshape(many, 4).T
    first = np.zeros(many, np.float32)
    first[tokens.line[::-1]] = tokens.mark[::-1]
    line = tokens.line[tokens.content]
    return words, {
        "grammar": flags[:, :, :, 1].sum((1, 2)) * per_word, "capitalised": flags[:, :, 1].sum((1, 2)) * per_word,
        "shouted": flags[:, 1].sum((1, 2)) * per_word, "past": forms[1] * per_word, "ongoing": forms[2] * per_word, "years": forms[3],
        "first class": first, "names": np.bincount(line, tokens.capital[tokens.content], many) / np.maximum(np.bincount(line, minlength=many), 1),
    }  # fmt: skip


def _sign_counts(signs: _Signs, words: Floats) -> tuple[Floats, dict[str, Floats]]:
    """The length of each line in words (two characters make one where a script has no spaces), and the columns that count characters."""
    many = signs.many
    count = np.bincount(signs.line * 16 + signs.kind, minlength=many * 16).reshape(many, 16).T.astype(np.float32)
    count[KIND["newline"], :-1] = 0
    length = words + count[KIND["unspaced"]] / 2
    letters = np.maximum(count[KIND["lower"] : KIND["unspaced"] + 1].sum(0), 1)
    per_letter, per_sign, per_word = 1 / letters, 1 / np.maximum(count.sum(0), 1), 1 / np.maximum(words, 1)
    ending, opening = _edges(signs.codes, signs.kind)
    named = dict(zip(KIND, count, strict=True))
    return length, {
        "capitals": named["upper"] * per_letter, "digits": named["digit"] * per_sign, "signs": count[KIND["final"] :].sum(0) * per_sign,
        "others": named["other"] * per_sign, "caseless": (named["caseless"] + named["unspaced"]) * per_letter, "word length": letters * per_word,
        "stops": named["final"], "words a stop": length / np.maximum(named["final"], 1), "commas": named["comma"] * per_word,
        "asks": np.bincount(signs.line[(signs.codes == ord("?")) | (signs.codes == ord("!"))], minlength=many), "colons": named["colon"],
        "quotes": named["quote"], "brackets": named["bracket"], "links": named["link"], "dashes": named["dash"], "ending": ending, "opening": opening,
    }  # fmt: skip


def _table(many: int, counts: dict[str, Floats], words: Floats, tokens: _Tokens) -> Floats:
    classes = len(CLASSES)
    marks = np.bincount(tokens.marked, minlength=many * (classes + 1)).reshape(many, classes + 1)[:, 1:].T
    table = np.empty((len(COLUMNS), many), np.float32)
    for row, name in enumerate(PLAIN):
        table[row] = counts[name]
    table[len(PLAIN) : len(PLAIN) + classes] = np.minimum(marks, 6)
    table[len(PLAIN) + classes :] = marks / np.maximum(words, 1)
    return table


def _edges(codes: NDArray[np.uint32], kind: NDArray[np.uint8]) -> tuple[Floats, Floats]:
    """How each line ends (quotes and brackets after a full stop or comma aside) and begins, as in `_ENDINGS` and `_OPENINGS`."""
    newline = KIND["newline"]
    framed = np.concatenate(([newline], kind, [newline]))
    breaks = np.flatnonzero(framed == newline)
    last, before = framed[breaks[1:] - 1], framed[breaks[1:] - 2]
    wrapped = ((last == KIND["quote"]) | (last == KIND["bracket"])) & ((before == KIND["final"]) | (before == KIND["comma"]))
    ellipsis = (last == KIND["final"]) & ((before == KIND["final"]) | (codes[breaks[1:] - 2] == ord("…")))
    ending = np.where(ellipsis, np.float32(_ELLIPSIS), np.where(wrapped, np.float32(1), _ENDINGS[last]))
    return ending, _OPENINGS[framed[breaks[:-1] + 1]]


def _keys(tokens: _Tokens, many: int) -> tuple[Ints, Ints]:
    begin = np.searchsorted(tokens.line, np.arange(many + 1))
    begin, end = begin[:-1], begin[1:]
    sums = np.zeros(len(tokens.hashes) + 1, np.uint64)
    np.cumsum(tokens.hashes, out=sums[1:])
    whole = (sums[end] - sums[begin]) >> np.uint64(1)
    start = (sums[np.minimum(begin + _OPENING_WORDS, end)] - sums[begin]) >> np.uint64(1)
    return whole.view(np.int64), np.where(end - begin < _OPENING_WORDS, -1, start.view(np.int64))
