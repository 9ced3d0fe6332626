"""Surface features of the lines of texts: what a line looks like, never which words it holds.

Texts are read together, as one array of characters: a call of numpy costs more than what it computes for one text. No number of a line
depends on the texts that are read beside its own. Words are met only as members of classes or as grammar words of a language (`vocabulary`).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.lines.characters import KIND, together
from newsgen.clean.lines.tokens import Signs, Tokens, signs_of, tokens_of
from newsgen.clean.lines.vocabulary import CLASSES, languages

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
_ENDINGS = np.array([4, 0, 0, 0, 0, 5, 0, 0, 0, 1, 2, 3, 0, 0, 4, 4], np.float32).repeat(
    16
)  # by last kind, then by the kind before
"""1 full stop, 2 comma, 3 colon, 4 sign, 5 digit, 0 a word; a quote or bracket after a full stop or a comma ends a sentence too."""
for _last in ("quote", "bracket"):
    _ENDINGS[[KIND[_last] * 16 + KIND["final"], KIND[_last] * 16 + KIND["comma"]]] = 1
_OPENINGS = np.array(
    [8, 1, 0, 2, 2, 3, 8, 8, 8, 8, 8, 8, 4, 5, 6, 7], np.float32
)  # 0 capital, 1 small, 2 caseless, 3 digit, 4 quote …
_OPENING_WORDS = 6
_POSITIVE = np.uint64((1 << 63) - 1)

_APART = np.uint64(0xD6E8FEB86659FD93)
"""What keeps the words of texts apart that are read together: the number of a word has this many times the number of its text added."""


def _rows(*names: str) -> Ints:
    return np.array([COLUMN[name] for name in names])


def _sums(*kinds: Sequence[str]) -> Floats:
    return np.array([[kind in group for kind in KIND] for group in kinds], np.float32)


_KNOWN = _rows("characters", "words", "asks", "repeats", "prose", "known language")
_BY_WORD = _rows("grammar", "capitalised", "shouted", "past", "ongoing", "years", "names")
_FORMS = np.arange(64)
_WORD_SUMS = np.array([
    _FORMS & 1 > 0, _FORMS & 2 > 0, _FORMS & 4 > 0, _FORMS >> 4 == 1, _FORMS >> 4 == 2, _FORMS >> 4 == 3, _FORMS & 10 == 10, _FORMS & 8 > 0,
    _FORMS >= 0,
], np.float32)  # fmt: skip
_BY_SIGN = _rows(
    "capitals",
    "caseless",
    "word length",
    "digits",
    "signs",
    "others",
    "commas",
    "stops",
    "colons",
    "quotes",
    "brackets",
    "links",
    "dashes",
)
_LETTERS = 2
_PER = np.array([1, 1, 3, 2, 2, 2, 3, 0, 0, 0, 0, 0, 0])
_SIGN_SUMS = _sums(
    ("upper",), ("caseless", "unspaced"), ("lower", "upper", "caseless", "unspaced"), ("digit",),
    ("final", "comma", "colon", "quote", "bracket", "link", "dash"), ("other",), ("comma",), ("final",), ("colon",), ("quote",), ("bracket",),
    ("link",), ("dash",), tuple(KIND),
)  # fmt: skip

SHORT = 9
"""Words below which a line may be a heading, a label or a widget."""
_GROUPS = (
    ("share",), ("comments",), ("related",), ("advert", "subscribe", "newsletter", "legal", "appeal"), ("credit", "byline", "bio"),
    ("month", "clock"),
)  # fmt: skip
_DIRT = (
    "share",
    "advert",
    "subscribe",
    "newsletter",
    "comments",
    "related",
    "credit",
    "byline",
    "legal",
    "appeal",
    "player",
    "navigation",
)
_TOLD = (
    "short", "unended", "dated", "dirt", "reader share", "asking share", "speech", "capitalised", "vouched", "prose",
    *(f"{group[-1]} heading" for group in _GROUPS), "counted words", "counted names", "no words", "no names", "fine", "rough",
)  # fmt: skip
TOLD = {name: number for number, name in enumerate(_TOLD)}
"""What the lines around a line are told of it, by row: eight columns that are summed up in windows, its words where it is prose, whether it is
prose or a short line with words of a group of classes ("Comments", "Most read"); how many content words and names it has (at least 1, and 1
in the next two rows where it has none); two numbers that are equal for lines that look alike, and vaguely alike."""
_MARKS = slice(COLUMN[f"{CLASSES[0]} words"], COLUMN[f"{CLASSES[-1]} words"] + 1)
_ASKING = [COLUMN[f"{name} share"] for name in ("press", "appeal", "subscribe")]
_MEMBERS = np.array([[name in group for name in CLASSES] for group in _GROUPS], np.float32)
_DATED = _MEMBERS[-1]
_DIRTY = np.array([name in _DIRT for name in CLASSES], np.float32)


class Lines(NamedTuple):
    """The stripped, non-empty lines of a text, how many other articles of the outlet hold each of them (in buckets), and its language."""

    texts: Sequence[str]
    repeats: Sequence[int]
    lang: str


class Surface(NamedTuple):
    """What is known of each line of some texts by itself.

    `table` is (columns x lines), `told` (`TOLD` x lines); the lines of text i are those from `bounds[i]` to `bounds[i + 1]`. `length` counts
    words; `prose` says whether a line looks like running text, `english` whether its text is in English, or in no language that could be told;
    `whole` and `start` are numbers that are equal for lines of one text with equal words and with equal first words (`start` is negative where
    there are too few to tell). The three `word` arrays have an entry a content word that its text has more than once, sorted by word and line:
    its line, its number, whether it is written as a name.
    """

    table: Floats
    told: Floats
    bounds: Ints
    length: Floats
    prose: Bools
    english: Bools
    whole: Ints
    start: Ints
    word_line: Ints
    word: Ints
    word_name: Bools

    @property
    def sizes(self) -> Ints:
        """How many lines each text has."""
        return self.bounds[1:] - self.bounds[:-1]

    def by_line(self, by_text: NDArray[Any]) -> NDArray[Any]:
        """What is given for each text, for each line."""
        return by_text.repeat(self.sizes)

    def only(self, left: Bools) -> Self:
        """The surface of the lines for which `left` is true, without the texts that have none left."""
        rows, words, counted = (
            left.nonzero()[0],
            left.take(self.word_line).nonzero()[0],
            np.zeros(len(left) + 1, np.int64),
        )
        left.cumsum(out=counted[1:])
        bounds = np.unique(counted[self.bounds])
        by_line = (
            self.length[rows],
            self.prose[rows],
            self.english[rows],
            self.whole[rows],
            self.start[rows],
        )
        by_word = (counted[self.word_line[words]], self.word[words], self.word_name[words])
        return type(self)(
            self.table.take(rows, 1), self.told.take(rows, 1), bounds, *by_line, *by_word
        )


def surface(texts: Sequence[Lines]) -> Surface:
    """The surface of the lines of `texts`; of a text without lines nothing is known.

    >>> lines = ["Share", "The talks in London were held on Wednesday, and they will be resumed."]
    >>> surface([Lines(lines, [0, 0], "en"), Lines(lines[:1], [0], "en")]).prose.tolist()
    [False, True, False]
    """
    texts = [text for text in texts if text.texts]
    lines = [line for text in texts for line in text.texts]
    sizes = np.array([len(text.texts) for text in texts])
    bounds = np.concatenate(([0], sizes.cumsum()))
    bits = np.array([languages().get(text.lang, 0) for text in texts]).repeat(sizes)
    known = bits > 0
    signs = signs_of(_framed(lines))
    tokens = tokens_of(signs, np.where(known, bits, -1))
    table = np.empty((len(COLUMNS), len(lines)), np.float32)
    words = _word_counts(tokens, table)
    length = _sign_counts(signs, words, bounds[1:][sizes > 1] - 1, table)
    prose = (
        (table[COLUMN["ending"]] == 1)
        & (length >= 10)
        & ((table[COLUMN["grammar"]] >= 0.15) | ~known)
    ) | (length >= 45)
    table[_KNOWN] = (
        np.log1p([len(line) for line in lines]),
        np.log1p(length),
        np.bincount(_asked(signs), minlength=len(lines)),
        [count for text in texts for count in text.repeats],
        prose,
        known,
    )
    apart = np.arange(len(texts), dtype=np.uint64).repeat(sizes) * _APART
    line, word, name = _content(tokens, apart)
    told = _told(table, length, prose, tokens)
    english = np.array([text.lang in {"en", ""} for text in texts]).repeat(sizes)
    return Surface(
        table, told, bounds, length, prose, english, *_keys(tokens, apart), line, word, name
    )


def _framed(lines: Sequence[str]) -> str:
    """What is looked at of the lines, with a newline before and behind each."""
    looked = [
        line if len(line) <= LOOK else f"{line[: LOOK * 5 // 6]} {line[-LOOK // 6 :]}"
        for line in lines
    ]
    framed = "\n".join(["", *looked, ""])
    return (
        framed
        if framed.count("\n") == len(lines) + 1
        else "\n".join(["", *(line.replace("\n", " ") for line in looked), ""])
    )


def _asked(signs: Signs) -> Ints:
    """The line of each question mark and exclamation mark."""
    codes = signs.codes.take(signs.telling)
    asked: Ints = signs.telling_line[(codes == ord("?")) | (codes == ord("!"))]
    return asked


def _content(tokens: Tokens, apart: NDArray[np.uint64]) -> tuple[Ints, Ints, Bools]:
    """The line of each content word that its text has more than once, its number, and whether it is written as a name, sorted by word and line."""
    content = tokens.content.nonzero()[0]
    order, new = together(tokens.hashes[content] + apart.take(tokens.line[content]))
    again = ~(new[1:] & new[:-1])
    word = content[order[again]]
    return tokens.line[word], new[:-1][again].cumsum(), tokens.capital[word]


def _told(table: Floats, length: Floats, prose: Bools, tokens: Tokens) -> Floats:
    """The rows of `TOLD`."""
    many, words = len(length), tokens.line[tokens.content]
    names = tokens.line[tokens.content & tokens.capital]
    short, marks, ending = length < SHORT, table[_MARKS], table[COLUMN["ending"]]
    told = np.empty((len(_TOLD), many), np.float32)
    told[0] = short
    np.not_equal(ending, 1, out=told[1], casting="unsafe")
    told[2] = short & ((_DATED @ marks > 0) | (table[COLUMN["digits"]] > 0.3))
    told[3] = (_DIRTY @ np.minimum(marks, 1)) / (1 + length / 10)
    told[4] = table[COLUMN["reader share"]]
    told[5] = table[_ASKING[0]] + table[_ASKING[1]] + table[_ASKING[2]]
    told[6] = np.minimum(table[COLUMN["speech words"]], 1)
    told[7] = table[COLUMN["capitalised"]]
    told[8], told[9] = prose * length, prose
    told[10:16] = (_MEMBERS @ marks > 0) & short
    told[16], told[17] = np.bincount(words, minlength=many), np.bincount(names, minlength=many)
    np.equal(told[16:18], 0, out=told[18:20], casting="unsafe")
    np.maximum(told[16:18], 1, out=told[16:18])
    told[21] = ending * 8 + np.minimum(np.floor(table[COLUMN["words"]] * 1.5), 7)
    told[20] = (told[21] * 16 + table[COLUMN["opening"]]) * 4 + np.minimum(
        np.floor(table[COLUMN["capitalised"]] * 4), 3
    )
    return told


def _word_counts(tokens: Tokens, table: Floats) -> Floats:
    """How many words each line has; puts into `table` the columns that are shares of them."""
    many, classes = table.shape[1], len(CLASSES)
    count = _WORD_SUMS @ np.bincount(tokens.line * 64 + tokens.form, minlength=many * 64).reshape(
        many, 64
    ).T.astype(np.float32)
    words: Floats = count[-1]
    per_word = np.maximum(words, 1)
    marks = (
        np.bincount(tokens.marked, minlength=many * (classes + 1))
        .reshape(many, classes + 1)[:, 1:]
        .T
    )
    np.minimum(marks, 6, out=table[len(PLAIN) : len(PLAIN) + classes], casting="unsafe")
    np.divide(marks, per_word, out=table[len(PLAIN) + classes :], casting="unsafe")
    count[:5] *= 1 / per_word
    count[6] /= np.maximum(count[7], 1)
    table[_BY_WORD] = count[:7]
    begins = tokens.begins[:-1]
    table[COLUMN["first class"]] = 0
    table[COLUMN["first class"], words > 0] = tokens.mark[begins[words > 0]]
    return words


def _sign_counts(signs: Signs, words: Floats, last: Ints, table: Floats) -> Floats:
    """The length of each line in words (two characters make one where a script has no spaces); puts into `table` the columns that count
    characters. `last` are the last of several lines: they count the newline above them, as the weights have learnt it."""
    many = len(words)
    tally = np.bincount(
        signs.telling_line * 16 + signs.kind.take(signs.telling), minlength=many * 16
    )
    count = tally.reshape(many, 16).T.astype(np.float32)
    count[KIND["newline"]] = 0
    count[KIND["lower"]] = signs.breaks[1:] - signs.breaks[:-1] - 1 - count.sum(0)
    count[KIND["newline"], last] = 1
    length: Floats = words + count[KIND["unspaced"]] / 2
    sums = _SIGN_SUMS @ count
    per = np.ones((4, many), np.float32)  # by nothing, letter, sign, word
    np.maximum(sums[_LETTERS], 1, out=sums[_LETTERS])
    per[1], per[2], per[3] = sums[_LETTERS], sums[-1], words
    np.divide(1, np.maximum(per, 1, out=per), out=per)
    table[_BY_SIGN] = sums[:-1] * per[_PER]
    table[COLUMN["words a stop"]] = length / np.maximum(count[KIND["final"]], 1)
    table[COLUMN["ending"]], table[COLUMN["opening"]] = _edges(signs)
    return length


def _edges(signs: Signs) -> tuple[Floats, Floats]:
    """How each line ends (quotes and brackets after a full stop or comma aside) and begins, as in `_ENDINGS` and `_OPENINGS`."""
    framed, breaks = signs.framed, signs.breaks
    ends = breaks[1:]
    last, before = framed[ends - 1], framed[ends - 2]
    broken = (last == KIND["final"]) & (
        (before == KIND["final"]) | (signs.codes[ends - 2] == ord("…"))
    )
    ending = np.where(broken, np.float32(_ELLIPSIS), _ENDINGS[last * np.uint8(16) + before])
    return ending, _OPENINGS[framed[breaks[:-1] + 1]]


def _keys(tokens: Tokens, apart: NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """The numbers `whole` and `start` of each line."""
    begin, end = tokens.begins[:-1], tokens.begins[1:]
    sums = np.zeros(len(tokens.hashes) + 1, np.uint64)
    tokens.hashes.cumsum(out=sums[1:])
    whole = ((sums[end] - sums[begin] >> np.uint64(1)) + apart) & _POSITIVE
    start = (
        (sums[np.minimum(begin + _OPENING_WORDS, end)] - sums[begin] >> np.uint64(1)) + apart
    ) & _POSITIVE
    return whole.view(np.int64), np.where(end - begin < _OPENING_WORDS, -1, start.view(np.int64))
