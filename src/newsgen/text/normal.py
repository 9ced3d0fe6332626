"""What is left of a text when house style is taken off: marks, capitals, possessives, accents, U.S. for US, British spelling, % for percent.

Shared by all that compare copies (signatures, fingerprints, differences), so that what one calls equal the others do.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from newsgen.text.patterns import late
from newsgen.text.words import is_unspaced

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
"""Scripts written without spaces: there a character counts as a word."""

_LETTER = r"[^\W\d_]"
_WORDS = (
    rf"{_LETTER}(?:\.{_LETTER})+(?!{_LETTER})\.?|\d+(?:[.,]\d+)*|{_LETTER}+(?:['’]{_LETTER}+)*|%"
)
WORD = late(_WORDS)
"""One word as printed: `U.S.`, `1,750.5`, `don’t`, `%`, or a run of letters."""
TOKEN = late(rf"{_WORDS}|[.!?…]+[\"”'’)\]]*(?=\s)|\n")
"""A word, or the mark that ends a sentence or line."""
_UNSPACED_LETTER = rf"(?:(?![{UNSPACED}]){_LETTER})"
_ASCII_TOKEN = re.compile(
    r"[A-Za-z]{2,}(?:'[A-Za-z]+)*|[A-Za-z](?:(?:\.[A-Za-z])+(?![A-Za-z])\.?|(?:'[A-Za-z]+)*)|\d+(?:[.,]\d+)*|%|[.!?]+[\"')\]]*(?=\s)|\n",
    re.ASCII,
)
UNSPACED_TOKEN = late(
    rf"[{UNSPACED}]|{_WORDS}|[.!?…。！？]+[\"”'’)\]]*|\n".replace(_LETTER, _UNSPACED_LETTER)
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
_BROKEN = re.compile(r"(?<=[a-z])-\n+(?=[a-z])")
_LONGEST_ENDING = 10
LINE = "\x00"
"""The piece that stands for the end of a line."""
_LINE_BETWEEN = f" {LINE} "


def has_unspaced(text: str) -> bool:
    """Whether `text` holds letters of a script written without spaces."""
    return not text.isascii() and is_unspaced(text)


def tokens(text: str) -> list[str]:
    r"""The words of `text` as printed, with the marks that end sentences and lines between them.

    A word broken at a line's end is whole again; "per cent" is one word.

    >>> tokens("U.S. envoy’s 1,750-page re-\nport. Done")
    ['U.S.', "envoy's", '1,750', 'page', 'report', '.', 'Done']
    """
    return _tokens(_joined(text))


def spaced(text: str) -> str:
    r"""`text` with `LINE` between spaces where a line ends; `tokens` of its pieces between spaces, one after the other, are those of the text.

    The pieces of the news repeat as its words do, so what is worked out of one can be remembered.

    >>> spaced("He left.\nShe, 45, stayed.").split() == ["He", "left.", LINE, "She,", "45,", "stayed."]
    True
    """
    return _joined(text).replace("\n", _LINE_BETWEEN)


def piece_tokens(piece: str) -> list[str]:
    """The tokens of one piece of a text that is `spaced`."""
    return ["\n"] if piece == LINE else _tokens(piece + " ")


def _joined(text: str) -> str:
    joined = _BROKEN.sub("", text) if "-\n" in text else text
    if "er cent" in joined:
        joined = joined.replace("per cent", "percent").replace("Per cent", "Percent")
    return joined


def _tokens(joined: str) -> list[str]:
    plain = joined
    if not plain.isascii():
        for mark, typed in _PLAIN_MARKS:
            plain = plain.replace(mark, typed)
    if plain.isascii():
        return _ASCII_TOKEN.findall(plain)
    return (UNSPACED_TOKEN if has_unspaced(plain) else TOKEN).findall(plain)


@lru_cache(maxsize=1 << 16)  # the words of the news repeat: 0.1 µs instead of 1.5
def folded(word: str) -> str:
    """`word` (as `tokens` gives it) without house style; equal for two spellings of one word, and never meant to be shown.

    >>> [folded(word) for word in ("U.S.", "Korea’s", "organisations", "1,750", "%", "São", "travelled", "Don't")]
    ['us', 'korea', 'organizations', '1750', 'percent', 'sao', 'traveled', 'dont']
    """
    if word[0].isdigit():
        return word.replace(",", "")
    plain = word.lower() if word.isascii() else _unaccented(word)
    plain = plain.replace("’", "'")
    if plain.endswith(("'s", "'")):
        plain = plain[: plain.rindex("'")]
    return _spelling(plain.replace("'", "").replace(".", ""))


def is_word(token: str) -> bool:
    """Whether a token of `tokens` is a word and not a mark between words."""
    return token[0].isalnum() or token[0] == "%"


def _unaccented(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter)) or word


def _spelling(word: str) -> str:
    whole, endings = _tables()
    if word in whole:
        return whole[word]
    for size in range(min(_LONGEST_ENDING, len(word) - 2), 2, -1):
        found = endings.get(word[-size:])
        if found is not None and len(word) >= found[1]:
            return word[:-size] + found[0]
    return word


@cache
def _tables() -> tuple[dict[str, str], dict[str, tuple[str, int]]]:
    """The whole words, and the endings with their replacement and the least length of a word."""
    whole: dict[str, str] = {}
    endings: dict[str, tuple[str, int]] = {}
    for row in _rows():
        if row[0].startswith("-"):
            endings[row[0][1:]] = (row[1][1:], int(row[2]))
        else:
            whole[row[0]] = row[1]
    return whole, endings


def _rows() -> Iterator[list[str]]:
    for line in (
        files("newsgen.text").joinpath("rules/spelling.tsv").read_text("utf-8").splitlines()
    ):
        if line and not line.startswith("#"):
            yield line.split("\t")
