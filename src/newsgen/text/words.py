"""Words of a text: one definition for all stages, so that a word counted by one is the word compared by another.

Scripts that are written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) count a character as a word.
"""

import re
from collections.abc import Sequence
from typing import Literal

import numpy as np

from newsgen.text.patterns import late

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_UNSPACED_WORD = late(
    f"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\\W_])+(?:['’](?:(?![{_UNSPACED}])[^\\W_])+)*"
)
_HAS_UNSPACED = late(f"[{_UNSPACED}]")

_FAR = bytes((0xE0, 0xE1, *range(0xE3, 0xF0)))
"""The bytes with which the characters of those scripts begin in UTF-8: a fifth of the time tells that a text has none."""
_ASCII = bytes(range(128))
_FAMILIAR = re.compile(
    rb"(?:\xe2(?:\x80[\x90-\xa7]|\x82\xac)|\xc2[\xa0-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf]|\xc3[\x80-\x96\x98-\xb6\xb8-\xbf]|[\xc4-\xc9][\x80-\xbf])*"
)
"""The marks and letters of Western print in UTF-8, without ×, ÷ and the digits and letters among the marks: superscripts, fractions, ª, º, µ."""
_ACCENTED = re.compile(rb"[\xc3-\xc9]")
_MARK = re.compile(rb"\xe2..|\xc2.", re.DOTALL)
_ASCII_WORD = bytes(code < 128 and chr(code).isalnum() for code in range(256))
_ACCENTED_WORD = _ASCII_WORD[:128] + bytes(
    0x80 <= code <= 0xBF or 0xC3 <= code <= 0xC9 for code in range(128, 256)
)
"""Whether a byte is of a word, for text in ASCII and for accented text whose marks are gone."""
_GAP = re.compile(rb"  +")
_BREAK, _BREAK_BETWEEN = b"\x1e", b" \x1e "
_SMALL = bytes(
    39 if code == 39 else ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32
    for code in range(256)
)
_TABLES = {
    (accented, lines): table[:30] + (_BREAK if lines else b" ") + table[31:]
    for accented, table in enumerate((_SMALL, _SMALL[:128] + bytes(range(128, 256))))
    for lines in (False, True)
}
"""What the bytes of a text become, by whether letters beyond ASCII are among them, and whether the ends of lines are to stay."""


def words(text: str) -> list[str]:
    """The words of `text` as printed, in order; an apostrophe inside a word belongs to it.

    >>> words("North Korea’s U.N. envoy, 5 May"), words("北京 talks")
    (['North', 'Korea’s', 'U', 'N', 'envoy', '5', 'May'], ['北', '京', 'talks'])
    """
    pattern = _WORD if text.isascii() or not is_unspaced(text) else _UNSPACED_WORD
    return pattern.findall(text)


def is_unspaced(text: str) -> bool:
    """True where `text` has characters of a script without spaces.

    >>> is_unspaced("東京"), is_unspaced("Tōkyō")
    (True, False)
    """
    data = text.encode("utf-8", "surrogatepass")
    return len(data.translate(None, _FAR)) < len(data) and _HAS_UNSPACED.search(text) is not None


def count(text: str) -> int:
    """How many words `text` has: as many as `words` finds. Western text is counted by its bytes, in a seventh of the time.

    >>> count("The senator’s “talks” – all of them"), count("rock 'n' roll"), count("naïve 北京")
    (6, 3, 3)
    """
    data, print_ = _spelt(text)
    if print_ == "other" or (b"'" in data and b"''" in data):
        return len(words(text))
    if (
        print_ == "accented"
    ):  # a mark becomes a space, so that any byte left beyond ASCII is of a letter
        data = _MARK.sub(b" ", data)
    within = np.frombuffer(
        (b" " + data).translate(_ACCENTED_WORD if print_ == "accented" else _ASCII_WORD, b"'"),
        np.bool_,
    )
    return int(np.count_nonzero(within[1:] > within[:-1]))


def lowered(text: str) -> list[str]:
    """The words of `text` in small letters and with plain apostrophes, in order: what is looked up in a table, and compared.

    >>> lowered("The senator’s ‘talks’, he said")
    ['the', "senator's", 'talks', 'he', 'said']
    """
    small = _latin(text)
    return words(text.lower().replace("’", "'")) if small is None else small.decode().split()


def runs(text: str) -> list[str] | None:
    """The runs of letters and digits of `text` in small letters, in order: words, parted at their apostrophes. None for a text of another script
    than Latin, for which there is no short way.

    >>> runs("The senator’s ‘talks’"), runs("в Москве")
    (['the', 'senator', 's', 'talks'], None)
    """
    small = _latin(text)
    return None if small is None else small.replace(b"'", b" ").decode().split()


def plain(text: str) -> str:
    """`text` as lower-case words joined by single spaces: what remains equal when quotes, dashes, capitals and final stops differ.

    >>> plain("“Talks”, he said.") == plain("'Talks' he said")
    True
    """
    return " ".join(lowered(text))


def plain_lines(lines: Sequence[str]) -> list[str]:
    r"""`plain` of each of `lines`; those in Latin letters are read together, in half of the time.

    >>> plain_lines(["“Talks”, he said.", "'No', said she", "Москва", "a\nb"])
    ['talks he said', 'no said she', 'москва', 'a b']
    """
    small = _latin(_BREAK.decode().join(lines), lines=True)
    if small is None:
        other = {line for line in lines if not line.isascii() and _latin(line) is None}
        latin = iter(plain_lines([line for line in lines if line not in other]))
        return [plain(line) if line in other else next(latin) for line in lines]
    if small.count(_BREAK) != len(lines) - 1:
        return [plain(line) for line in lines]
    return [line.strip(" ") for line in _GAP.sub(b" ", small).decode().split(_BREAK.decode())]


def _latin(text: str, *, lines: bool = False) -> bytes | None:
    """`text` in small letters, plain apostrophes inside words and single or more spaces instead of all else, but for the ends of `lines`; None
    where there are letters of other scripts, or marks beyond those of Western print."""
    data, print_ = _spelt(text)
    if print_ == "accented":
        data, print_ = _spelt(text.lower())
        data = _MARK.sub(b" ", data)
    if print_ == "other":
        return None
    data = data.translate(_TABLES[print_ == "accented", lines])
    if b"'" in data:  # only one inside a word is part of it
        if lines:
            data = data.replace(_BREAK, _BREAK_BETWEEN)
        data = (b" " + data.replace(b"''", b"  ") + b" ").replace(b" '", b" ").replace(b"' ", b" ")
    return data


def _spelt(text: str) -> tuple[bytes, Literal["typed", "accented", "other"]]:
    """`text` in UTF-8 with plain apostrophes; what its letters are: of ASCII beside marks of Western print, accented among them, or other."""
    data = text.encode("utf-8", "surrogatepass")
    beyond = data.translate(None, _ASCII)
    if not beyond:
        return data, "typed"
    if not _FAMILIAR.fullmatch(beyond):
        return data, "other"
    return data.replace(b"\xe2\x80\x99", b"'"), "accented" if _ACCENTED.search(beyond) else "typed"
