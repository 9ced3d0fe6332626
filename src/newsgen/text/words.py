"""The words of a text: one definition for all stages, so that a word that one stage counts is the
word that another compares.

In scripts that are written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) every
character counts as a word.
"""

import re
from collections.abc import Sequence
from typing import Literal

import numpy as np

from newsgen.text.patterns import late

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
"""The scripts written without spaces, as ranges for a set of a regular expression."""

Print = Literal["typed", "accented", "other"]
"""What the characters of a text are: ASCII beside the marks of Western print, accented Latin letters
too, or others too."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPACED_LETTER = f"(?:(?![{UNSPACED}])[^\\W_])"
_UNSPACED_WORD = late(f"[{UNSPACED}]|{_SPACED_LETTER}+(?:['’]{_SPACED_LETTER}+)*")
_HAS_UNSPACED = late(f"[{UNSPACED}]")

_UNSPACED_FIRST = bytes((0xE0, 0xE1, *range(0xE3, 0xF0)))
"""The bytes with which the characters of those scripts begin in UTF-8: they tell that a text has no
such character in a fifth of the time."""
_ASCII = bytes(range(128))
_FAMILIAR = re.compile(
    rb"(?:\xe2(?:\x80[\x90-\xa7]|\x82\xac)"
    rb"|\xc2[\xa0-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf]"
    rb"|\xc3[\x80-\x96\x98-\xb6\xb8-\xbf]"
    rb"|[\xc4-\xc9][\x80-\xbf])*"
)
"""The marks and letters of Western print in UTF-8, without ×, ÷ and without the digits and letters
among the marks: superscripts, fractions, ª, º, µ."""
_ACCENTED = re.compile(rb"[\xc3-\xc9]")
_MARK = re.compile(rb"\xe2..|\xc2.", re.DOTALL)
_APOSTROPHE = b"\xe2\x80\x99"

_ASCII_WORD = bytes(code < 128 and chr(code).isalnum() for code in range(256))
"""By byte: whether it is of a word, for text in ASCII."""
_ACCENTED_WORD = _ASCII_WORD[:128] + bytes(
    0x80 <= code <= 0xBF or 0xC3 <= code <= 0xC9 for code in range(128, 256)
)
"""By byte: whether it is of a word, for accented text whose marks are gone."""

_GAP = re.compile(rb"  +")
_BREAK, _BREAK_BETWEEN = b"\x1e", b" \x1e "
"""The byte that stands between lines which are read together, alone and between spaces."""


def _lower_byte(code: int) -> int:
    """What a byte of ASCII becomes: its small letter, itself (digits, the apostrophe), or a space."""
    sign = chr(code)
    if sign == "'":
        return code
    if code < 128 and sign.isalnum():
        return ord(sign.lower())
    return ord(" ")


_LOWER = bytes(map(_lower_byte, range(256)))
_LOWER_ACCENTED = _LOWER[:128] + bytes(range(128, 256))


def _with_break(table: bytes) -> bytes:
    """`table`, but the byte between lines stays."""
    place = _BREAK[0]
    before, after = table[:place], table[place + 1 :]
    return before + _BREAK + after


_TABLES = {
    ("typed", False): _LOWER,
    ("typed", True): _with_break(_LOWER),
    ("accented", False): _LOWER_ACCENTED,
    ("accented", True): _with_break(_LOWER_ACCENTED),
}
"""What the bytes of a text become, by its print and whether the ends of lines are to stay."""


def words(text: str) -> list[str]:
    """The words of `text` as printed, in order; an apostrophe inside a word belongs to it.

    >>> words("North Korea’s U.N. envoy, 5 May"), words("北京 talks")
    (['North', 'Korea’s', 'U', 'N', 'envoy', '5', 'May'], ['北', '京', 'talks'])
    """
    pattern = _WORD if text.isascii() or not is_unspaced(text) else _UNSPACED_WORD
    return pattern.findall(text)


def is_unspaced(text: str) -> bool:
    """Whether `text` has characters of a script without spaces.

    >>> is_unspaced("東京"), is_unspaced("Tōkyō")
    (True, False)
    """
    data = text.encode("utf-8", "surrogatepass")
    may_be = len(data.translate(None, _UNSPACED_FIRST)) < len(data)
    return may_be and _HAS_UNSPACED.search(text) is not None


def count(text: str) -> int:
    """How many words `text` has: as many as `words` gives. Western text is counted by its bytes, in a
    seventh of the time.

    >>> count("The senator’s “talks” – all of them"), count("rock 'n' roll"), count("naïve 北京")
    (6, 3, 3)
    """
    data, print_ = _encoded(text)
    if print_ == "other" or (b"'" in data and b"''" in data):
        return len(words(text))

    word_bytes = _ASCII_WORD
    if print_ == "accented":
        # A mark becomes a space, so that every byte left beyond ASCII is of a letter.
        data = _MARK.sub(b" ", data)
        word_bytes = _ACCENTED_WORD

    # An entry a byte, apostrophes left out; a word begins where one follows a byte of no word.
    within = np.frombuffer((b" " + data).translate(word_bytes, b"'"), np.bool_)

    return int(np.count_nonzero(within[1:] > within[:-1]))


def lowered(text: str) -> list[str]:
    """The words of `text` in lower case and with plain apostrophes, in order: what is looked up in a
    table, and compared.

    >>> lowered("The senator’s ‘talks’, he said")
    ['the', "senator's", 'talks', 'he', 'said']
    """
    latin = _latin(text)
    return words(text.lower().replace("’", "'")) if latin is None else latin.decode().split()


def runs(text: str) -> list[str] | None:
    """The runs of letters and digits of `text` in lower case, in order: words, cut at their
    apostrophes. None for a text in another script than Latin, for which there is no short way.

    >>> runs("The senator’s ‘talks’"), runs("в Москве")
    (['the', 'senator', 's', 'talks'], None)
    """
    latin = _latin(text)
    return None if latin is None else latin.replace(b"'", b" ").decode().split()


def plain(text: str) -> str:
    """`text` as lower-case words joined by single spaces: equal for two texts that differ in quotes,
    dashes, capitals and full stops only.

    >>> plain("“Talks”, he said.") == plain("'Talks' he said")
    True
    """
    return " ".join(lowered(text))


def plain_lines(lines: Sequence[str]) -> list[str]:
    r"""`plain` of each of `lines`; those in Latin letters are read together, in half of the time.

    >>> plain_lines(["“Talks”, he said.", "'No', said she", "Москва", "a\nb"])
    ['talks he said', 'no said she', 'москва', 'a b']
    """
    latin = _latin(_BREAK.decode().join(lines), lines=True)
    if latin is None:
        return _plain_mixed(lines)
    if latin.count(_BREAK) != len(lines) - 1:  # a line holds the byte that stands between lines
        return [plain(line) for line in lines]

    single_spaced = _GAP.sub(b" ", latin).decode()

    return [line.strip(" ") for line in single_spaced.split(_BREAK.decode())]


def _plain_mixed(lines: Sequence[str]) -> list[str]:
    """`plain` of each of `lines`, of which some are not in Latin letters."""
    foreign = set()
    for line in lines:
        if not line.isascii() and _latin(line) is None:
            foreign.add(line)

    latin = iter(plain_lines([line for line in lines if line not in foreign]))
    return [plain(line) if line in foreign else next(latin) for line in lines]


def _latin(text: str, *, lines: bool = False) -> bytes | None:
    """`text` in lower case, with plain apostrophes inside words, and one or more spaces in place of
    all else; with `lines`, the ends of lines stay. None where `text` has letters of other scripts, or
    other marks than those of Western print."""
    data, print_ = _encoded(text)
    if print_ == "accented":
        data, print_ = _encoded(text.lower())
        data = _MARK.sub(b" ", data)

    if print_ == "other":
        return None

    data = data.translate(_TABLES[print_, lines])

    return _without_quotes(data, lines=lines) if b"'" in data else data


def _without_quotes(data: bytes, *, lines: bool) -> bytes:
    """`data` with spaces for all apostrophes that are not inside a word."""
    if lines:
        data = data.replace(_BREAK, _BREAK_BETWEEN)

    spaced = b" " + data.replace(b"''", b"  ") + b" "
    return spaced.replace(b" '", b" ").replace(b"' ", b" ")


def _encoded(text: str) -> tuple[bytes, Print]:
    """`text` in UTF-8, with plain apostrophes if it is of Western print, and its print."""
    data = text.encode("utf-8", "surrogatepass")
    beyond = data.translate(None, _ASCII)
    if not beyond:
        return data, "typed"
    if not _FAMILIAR.fullmatch(beyond):
        return data, "other"

    print_: Print = "accented" if _ACCENTED.search(beyond) else "typed"

    return data.replace(_APOSTROPHE, b"'"), print_
