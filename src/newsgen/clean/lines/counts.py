"""Counts of the words and the characters of lines, put into the columns of a surface's table."""

from collections.abc import Collection

import numpy as np

from newsgen.clean.lines.arrays import Floats, Ints
from newsgen.clean.lines.characters import KIND, KINDS
from newsgen.clean.lines.columns import by_column, numbers
from newsgen.clean.lines.tokens import (
    CAPITAL,
    CONTENT,
    FORMS,
    GRAMMAR,
    MARKS,
    ONGOING,
    PAST,
    SHOUTED,
    YEAR,
    Signs,
    Tokens,
)

ENDINGS = ("word", "stop", "comma", "colon", "sign", "digit", "broken off")
"""How a line ends, in the order of the codes in the column `ending`."""
ENDING = {name: code for code, name in enumerate(ENDINGS)}
OPENINGS = (
    "capital", "small letter", "caseless", "digit", "quote", "bracket", "link", "dash", "other",
)  # fmt: skip
"""How a line begins, in the order of the codes in the column `opening`."""
OPENING = {name: code for code, name in enumerate(OPENINGS)}
MOST_MARKS = 6
"""Words of a class that are counted in one line."""

_ENDING_OF = {
    "other": "sign",
    "digit": "digit",
    "final": "stop",
    "comma": "comma",
    "colon": "colon",
    "link": "sign",
    "dash": "sign",
}
"""How a line ends whose last character is of a kind; `word` where it is of any other kind."""
_OPENING_OF = {
    "lower": "small letter",
    "upper": "capital",
    "caseless": "caseless",
    "unspaced": "caseless",
    "digit": "digit",
    "quote": "quote",
    "bracket": "bracket",
    "link": "link",
    "dash": "dash",
}
"""How a line begins whose first character is of a kind; `other` where it is of any other kind."""


# A word's form is a number of 6 bits; a matrix of (rows x `FORMS`) sums up the counts of the forms.
_FORM = np.arange(FORMS)
_ENDING_BITS = _FORM & YEAR
_NAME = CAPITAL | CONTENT
_BY_WORD = {
    "grammar": _FORM & GRAMMAR > 0,
    "capitalised": _FORM & CAPITAL > 0,
    "shouted": _FORM & SHOUTED > 0,
    "past": _ENDING_BITS == PAST,
    "ongoing": _ENDING_BITS == ONGOING,
    "years": _ENDING_BITS == YEAR,
    "names": _FORM & _NAME == _NAME,
}
"""The columns that count words, each with the forms that it counts."""
_SHARES_OF_WORDS = 5
"""So many of them, from the first on, are shares of the line's words."""
_NAMES = list(_BY_WORD).index("names")
_CONTENT_FORMS, _ALL_FORMS = _FORM & CONTENT > 0, _FORM >= 0
_WORD_SUMS = np.array([*_BY_WORD.values(), _CONTENT_FORMS, _ALL_FORMS], np.float32)
_WORD_COLUMNS = numbers(_BY_WORD)

_LETTERS = ("lower", "upper", "caseless", "unspaced")
_SIGNS = ("final", "comma", "colon", "quote", "bracket", "link", "dash")
_NOTHING, _LETTER, _CHARACTER, _WORD = range(4)
_BY_SIGN = {
    "capitals": (("upper",), _LETTER),
    "caseless": (("caseless", "unspaced"), _LETTER),
    "word length": (_LETTERS, _WORD),
    "digits": (("digit",), _CHARACTER),
    "signs": (_SIGNS, _CHARACTER),
    "others": (("other",), _CHARACTER),
    "commas": (("comma",), _WORD),
    "stops": (("final",), _NOTHING),
    "colons": (("colon",), _NOTHING),
    "quotes": (("quote",), _NOTHING),
    "brackets": (("bracket",), _NOTHING),
    "links": (("link",), _NOTHING),
    "dashes": (("dash",), _NOTHING),
}
"""The columns that count characters, each with the kinds that it counts and by what it is divided:
by the number of the line's letters, characters or words."""


def _are_of(kinds: Collection[str]) -> list[bool]:
    """Which of all kinds are among `kinds`.

    >>> sum(_are_of(("upper", "lower")))
    2
    """
    return [kind in kinds for kind in KINDS]


# (columns that count characters, then one row for all characters) x kinds
_SIGN_SUMS = np.array(
    [_are_of(kinds) for kinds, _ in _BY_SIGN.values()] + [_are_of(KINDS)], np.float32
)
_SIGN_COLUMNS = numbers(_BY_SIGN)
_PER = np.array([per for _, per in _BY_SIGN.values()])
_LETTERS_ROW = list(_BY_SIGN).index("word length")


def count_words(tokens: Tokens, table: Floats) -> Floats:
    """Put into `table` the columns that count words; return how many words each line has."""
    lines = table.shape[1]
    columns = by_column(table)
    # Forms by line, then what they sum up to: (columns of `_BY_WORD`, content words, words) x lines
    by_form = np.bincount(tokens.line * FORMS + tokens.form, minlength=lines * FORMS)
    form_counts = by_form.reshape(lines, FORMS).T.astype(np.float32)
    counts = _WORD_SUMS @ form_counts
    content: Floats = counts[-2]
    words: Floats = counts[-1]
    per_word = np.maximum(words, 1)
    counts[:_SHARES_OF_WORDS] *= 1 / per_word
    counts[_NAMES] /= np.maximum(content, 1)
    table[_WORD_COLUMNS] = counts[: len(_BY_WORD)]

    # Words of each class: (classes x lines), without the words of no class
    by_mark = np.bincount(tokens.marked, minlength=lines * MARKS)
    marks = by_mark.reshape(lines, MARKS)[:, 1:].T
    columns["class words"] = np.minimum(marks, MOST_MARKS)
    columns["class shares"] = marks / per_word

    has_words = words > 0
    first_words = tokens.begins[:-1][has_words]
    columns["first class"] = 0
    columns["first class"][has_words] = tokens.mark[first_words]
    return words


def count_signs(
    signs: Signs,
    words: Floats,
    last_lines: Ints,
    table: Floats,
) -> Floats:
    """Put into `table` the columns that count characters; return the length of each line in words,
    where two characters of a script without spaces make a word.

    `last_lines` are the last lines of texts with several lines: the newline above such a line
    counts as one of its characters, for so the weights have learnt it.
    """
    columns = by_column(table)
    counts = _kind_counts(signs, last_lines, len(words))
    unspaced_words = counts[KIND["unspaced"]] / 2
    length: Floats = words + unspaced_words
    sums = _SIGN_SUMS @ counts
    letters = sums[_LETTERS_ROW]
    np.maximum(letters, 1, out=letters)
    table[_SIGN_COLUMNS] = sums[:-1] * _per(letters, sums[-1], words)
    stops = np.maximum(counts[KIND["final"]], 1)
    columns["words a stop"] = length / stops
    columns["ending"] = _endings(signs)
    columns["opening"] = _openings(signs)
    return length


def _kind_counts(signs: Signs, last_lines: Ints, lines: int) -> Floats:
    """How many characters of each kind each line has (kinds x lines)."""
    kinds = len(KINDS)
    telling_kind = signs.kind.take(signs.telling)
    line_and_kind = signs.telling_line * kinds + telling_kind
    by_kind = np.bincount(line_and_kind, minlength=lines * kinds)
    counts = by_kind.reshape(lines, kinds).T.astype(np.float32)
    # Small letters are not among the telling characters: they are what is left of the line.

    counts[KIND["newline"]] = 0
    characters = signs.breaks[1:] - signs.breaks[:-1] - 1
    counts[KIND["lower"]] = characters - counts.sum(0)
    counts[KIND["newline"], last_lines] = 1
    return counts


def _per(letters: Floats, characters: Floats, words: Floats) -> Floats:
    """What each column of `_BY_SIGN` is multiplied with (columns x lines): 1 by the number of the
    line's letters, characters or words, or 1."""
    per = np.ones((4, len(words)), np.float32)
    per[_LETTER] = letters
    per[_CHARACTER] = characters
    per[_WORD] = words
    np.maximum(per, 1, out=per)
    np.divide(1, per, out=per)
    by_column: Floats = per[_PER]
    return by_column


def _ending_codes() -> Floats:
    """The code of each pair of kinds: that of the last character * 16 + that of the one before."""
    kinds = len(KINDS)
    endings = [_ENDING_OF.get(kind, "word") for kind in KINDS]
    codes = [ENDING[ending] for ending in endings]
    by_pair = np.array(codes, np.float32).repeat(kinds)

    for last in ("quote", "bracket"):
        for before in ("final", "comma"):
            pair = KIND[last] * kinds + KIND[before]
            by_pair[pair] = ENDING["stop"]
    return by_pair


_ENDING_CODES = _ending_codes()
_OPENING_CODES = np.array([OPENING[_OPENING_OF.get(kind, "other")] for kind in KINDS], np.float32)


def _endings(signs: Signs) -> Floats:
    """The code of how each line ends; a quote or a bracket after a full stop or a comma ends a
    sentence, two full stops or an ellipsis break it off."""
    ends = signs.breaks[1:]
    last = signs.framed[ends - 1]
    before = signs.framed[ends - 2]
    final = KIND["final"]

    is_ellipsis = signs.codes[ends - 2] == ord("…")  # the last one: `framed` has one more before
    is_repeated = (before == final) | is_ellipsis
    broken_off = (last == final) & is_repeated
    codes = _ENDING_CODES[last * np.uint8(len(KINDS)) + before]
    return np.where(broken_off, np.float32(ENDING["broken off"]), codes)


def _openings(signs: Signs) -> Floats:
    """The code of how each line begins."""
    begins = signs.breaks[:-1] + 1
    first = signs.framed[begins]
    return _OPENING_CODES[first]
