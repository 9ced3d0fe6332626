"""What is left of a text when house style is taken off: marks, capitals, possessives and accents are
gone, U.S. is US, British spelling is American, % is percent.

All code that compares copies uses it (signatures, fingerprints, differences), so that words which
are equal for one are equal for all.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from newsgen.text.patterns import late
from newsgen.text.tables import rows
from newsgen.text.words import UNSPACED, is_unspaced

LINE = "\x00"
"""The piece that stands for the end of a line."""

_LETTER = r"[^\W\d_]"
_ABBREVIATION = rf"{_LETTER}(?:\.{_LETTER})+(?!{_LETTER})\.?"
_FIGURE = r"\d+(?:[.,]\d+)*"
_WORDS = rf"{_ABBREVIATION}|{_FIGURE}|{_LETTER}+(?:['’]{_LETTER}+)*|%"
WORD = late(_WORDS)
"""One word as printed: `U.S.`, `1,750.5`, `don’t`, `%`, or a run of letters."""

_TOKEN = late(rf"{_WORDS}|[.!?…]+[\"”'’)\]]*(?=\s)|\n")
"""A word, or the mark that ends a sentence or line."""
_ASCII_TOKEN = re.compile(
    r"[A-Za-z]{2,}(?:'[A-Za-z]+)*"
    r"|[A-Za-z](?:(?:\.[A-Za-z])+(?![A-Za-z])\.?|(?:'[A-Za-z]+)*)"
    rf"|{_FIGURE}|%|[.!?]+[\"')\]]*(?=\s)|\n",
    re.ASCII,
)
"""The same for ASCII, which is matched in less time."""
_SPACED_LETTER = rf"(?:(?![{UNSPACED}]){_LETTER})"
_UNSPACED_TOKEN = late(
    rf"[{UNSPACED}]|{_WORDS}|[.!?…。！？]+[\"”'’)\]]*|\n".replace(_LETTER, _SPACED_LETTER)
)
"""The same where the text holds a script without spaces (`has_unspaced`)."""

_PLAIN_MARKS = (
    ("’", "'"),
    ("‘", "'"),
    ("“", '"'),
    ("”", '"'),
    ("–", "-"),
    ("—", "-"),
    ("…", "..."),
    ("\xa0", " "),
)
_BROKEN_WORD = re.compile(r"(?<=[a-z])-\n+(?=[a-z])")
_LINE_BETWEEN = f" {LINE} "

_SHORTEST_ENDING, _LONGEST_ENDING = 3, 10
"""Letters of an ending whose spelling differs."""
_SHORTEST_STEM = 2
"""Letters that stand before such an ending at least."""


class _Ending(NamedTuple):
    """What an ending is in American spelling, and how many letters the whole word has at least."""

    american: str
    least: int


class _Spellings(NamedTuple):
    """British → American spelling: of whole words, and of endings."""

    words: dict[str, str]
    endings: dict[str, _Ending]


def has_unspaced(text: str) -> bool:
    """Whether `text` holds letters of a script written without spaces."""
    return not text.isascii() and is_unspaced(text)


def tokens(text: str) -> list[str]:
    r"""The words of `text` as printed, with the marks that end sentences and lines between them.

    A word broken at a line's end is whole again; "per cent" is one word.

    >>> tokens("U.S. envoy’s 1,750-page re-\nport. Done")
    ['U.S.', "envoy's", '1,750', 'page', 'report', '.', 'Done']
    """
    return _tokens(_with_whole_words(text))


def spaced(text: str) -> str:
    r"""`text` with `LINE` between spaces where a line ends. The `piece_tokens` of its pieces between
    spaces, one after the other, are the `tokens` of the text.

    The pieces of the news repeat as its words do, so what is worked out of one can be remembered.

    >>> spaced("He left.\nShe, 45, stayed.").split() == ["He", "left.", LINE, "She,", "45,", "stayed."]
    True
    """
    return _with_whole_words(text).replace("\n", _LINE_BETWEEN)


def piece_tokens(piece: str) -> list[str]:
    r"""The tokens of one piece of a text that is `spaced`.

    >>> piece_tokens("“left.”"), piece_tokens(LINE)
    (['left', '."'], ['\n'])
    """
    return ["\n"] if piece == LINE else _tokens(piece + " ")


@lru_cache(maxsize=1 << 16)  # the words of the news repeat: 0.1 µs instead of 1.5
def folded(word: str) -> str:
    """`word` (as `tokens` gives it) without house style: equal for two spellings of one word, and
    never meant to be shown.

    >>> [folded(word) for word in ("U.S.", "Korea’s", "organisations", "1,750", "%", "São")]
    ['us', 'korea', 'organizations', '1750', 'percent', 'sao']
    >>> folded("travelled"), folded("Don't")
    ('traveled', 'dont')
    """
    if word[0].isdigit():
        return word.replace(",", "")

    lower = word.lower() if word.isascii() else _unaccented(word)
    lower = lower.replace("’", "'")
    if lower.endswith(("'s", "'")):
        lower = lower[: lower.rindex("'")]

    return _american(lower.replace("'", "").replace(".", ""))


def is_word(token: str) -> bool:
    """Whether a token of `tokens` is a word and not a mark between words."""
    return token[0].isalnum() or token[0] == "%"


def _with_whole_words(text: str) -> str:
    """`text` without words broken at a line's end, and with "percent" for "per cent"."""
    whole = _BROKEN_WORD.sub("", text) if "-\n" in text else text
    if "er cent" in whole:
        whole = whole.replace("per cent", "percent").replace("Per cent", "Percent")

    return whole


def _tokens(text: str) -> list[str]:
    """The tokens of a text whose words are whole."""
    plain = text
    if not plain.isascii():
        for mark, typed in _PLAIN_MARKS:
            plain = plain.replace(mark, typed)

    if plain.isascii():
        return _ASCII_TOKEN.findall(plain)

    return (_UNSPACED_TOKEN if has_unspaced(plain) else _TOKEN).findall(plain)


def _unaccented(word: str) -> str:
    """`word` in lower case without accents; itself, where it is nothing but accents."""
    signs = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in signs if not unicodedata.combining(sign)) or word


def _american(word: str) -> str:
    """`word`, in lower case, in American spelling."""
    whole, endings = _spellings()
    if word in whole:
        return whole[word]

    longest = min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM)
    for size in range(longest, _SHORTEST_ENDING - 1, -1):
        ending = endings.get(word[-size:])
        if ending is not None and len(word) >= ending.least:
            return word[:-size] + ending.american

    return word


@cache
def _spellings() -> _Spellings:
    """The shipped table: a row of it is `word, American word` or `-ending, -American ending, least
    letters`."""
    spellings = _Spellings({}, {})

    for row in rows("newsgen.text", "spelling.tsv"):
        british, american, *least = row.split("\t")
        if british.startswith("-"):
            spellings.endings[british[1:]] = _Ending(american[1:], int(least[0]))
        else:
            spellings.words[british] = american

    return spellings
