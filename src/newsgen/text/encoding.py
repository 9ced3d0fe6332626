"""Bytes → text, and text → tidy text: what every reader does before anything looks at a word.

UTF-8 first, then a byte-order mark, then resiliparse's detector (exact on 98.4 % of 681 byte
strings); mojibake repaired by ftfy's `fix_encoding` alone (`fix_text` straightens quotes); NFC;
invisible characters out. A line stays the line it was. Clean text is recognised in a few µs and
returned as it is.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from newsgen.text.patterns import late
from newsgen.text.tables import rows

PROBE = 65536
"""Bytes that are looked at to tell text from anything else."""
BYTES_A_CONTROL = 50
"""Bytes for each control character below which they are no text: 2 % of control characters."""
BYTES_A_NUL = 3
"""Bytes for each NUL, those at the end left out, below which they are no text."""
WIDE_PROBE = 1024
"""Bytes that are looked at to recognise UTF-16 without a byte-order mark."""
CHARACTERS_A_STOP = 60
"""Characters for each usual one (small letter, space, stop, line end) from which down UTF-16 is
believed."""
REPAIRED_LINE = 100_000
"""Characters of the longest line that is searched for mojibake: ftfy is made for sentences."""
ROUNDS = 4
"""Most times that a text is tidied: what was invisible may have kept mojibake apart."""
GOOD_FOR_BAD = 3
"""Characters beyond ASCII that are UTF-8, for each byte that is not, from which on a text is UTF-8."""
CUT_OFF = 3
"""Most bytes that are left of a character where UTF-8 is cut off."""


class Decoded(NamedTuple):
    """Bytes read as text. `encoding` names how; where `fault` is not empty it says what the bytes are
    instead, and `text` is empty."""

    text: str
    encoding: str
    fault: str


def decoded(data: bytes, declared: str = "") -> Decoded:
    r"""`data` as tidy text; `declared` is the encoding that its container states, believed only where
    UTF-8 fails.

    >>> decoded(b"caf\xc3\xa9\r\n").text, decoded(b"caf\xe9", "latin-1").text
    ('café\n', 'café')
    >>> decoded(b"\x89PNG\r\n\x1a\n\0").fault
    'a PNG image'
    """
    usual = data[:1] not in _SUSPICIOUS_STARTS and _is_usual(data, _TYPED)
    if not usual and (data.isascii() or data.startswith(_SHORT_MARKS)):
        return _detected(data, declared)

    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _detected(data, declared)

    return Decoded(text, "utf-8", "") if usual else _unless_fault(data, text, "utf-8")


def tidy(text: str) -> str:
    r"""`text` without mojibake, invisible characters and lone surrogates, in NFC, each line ended by
    `\n`.

    >>> tidy("cafe\u0301\u200b donâ€™t\r\n")
    'café don’t\n'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")

    if text.isascii():
        return _tidied_ascii(text)

    for _ in range(ROUNDS):
        before, text = text, _tidied(text)
        if before == text:
            break

    return text


def is_usual(text: str, without: bytes = b"") -> bool:
    r"""True where `text` surely is tidy: ASCII, the letters of Europe and the usual marks, and no
    white space but space, tab and line end; and where it has none of the ASCII characters `without`.

    >>> is_usual("Talks – “late”, in Zürich\n"), is_usual("no\xa0break")
    (True, False)
    >>> is_usual("東京"), is_usual("a*", b"*")
    (False, False)
    """
    return _is_usual(text.encode("utf-8", "surrogatepass"), _typed(without))


def _tidied_ascii(text: str) -> str:
    """`text`, in ASCII, without control characters."""
    if text.isprintable():
        return text

    data = text.encode("ascii")
    if len(data.translate(None, _CONTROLS)) == len(data):
        return text

    return _STRAY.sub("", text.translate(_SPACES))


def _tidied(text: str) -> str:
    """`text` tidied once."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:  # surrogates: pairs become characters, lone ones U+FFFD
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        data = text.encode("utf-8")

    if _is_usual(data, _TYPED):
        return text

    if _is_garbled(data):
        text = "\n".join(map(_repaired, text.split("\n")))

    if any(pattern.search(data) for pattern in _UNSEEN):
        text = _visible(text)

    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _is_usual(data: bytes, typed: bytes) -> bool:
    """True where UTF-8 surely is tidy, and has no ASCII but `typed`: 2 µs for a text in ASCII, the
    letters of Europe and the usual marks."""
    beyond = data.translate(None, typed)
    if not beyond:
        return True
    if not _USUAL.fullmatch(beyond):
        return False

    may_be_garbled = b"\xc3" in beyond or b"\xc4" in beyond

    return not (may_be_garbled and _is_garbled(data))


@cache
def _typed(without: bytes) -> bytes:
    """The characters of ASCII that are typed, but for those `without`."""
    return bytes(code for code in _TYPED if code not in without)


def _is_garbled(data: bytes) -> bool:
    """Whether UTF-8 holds mojibake, or looks so."""
    return any(pattern.search(data) for pattern in _MOJIBAKE)


_SUSPICIOUS_STARTS = (b"%", b"{", b"\xff")
"""How PDF, PostScript, RTF and JPEG begin, which may hold no control character at first."""
_SHORT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""The byte-order marks, or their beginnings."""
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127, 13])
"""The control characters of ASCII but for tab and line end; NUL stands first, CR last."""
_STRAY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SPACES = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029"), " ")

# Both are looked for in UTF-8, each pattern by one leading byte, which `re` finds by memchr: 5 µs for
# 3,000 characters, where a set of characters costs 30. A byte of UTF-8 read as windows-1252, Mac
# Roman, windows-1251 or code page 437 leaves such pairs: â€™ ‚Äô вЂ™ ΓÇÖ.
_MOJIBAKE = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rb"\xc3[\x82-\xb4](?:[\xc2\xc6\xcb]|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xe2[\x80\x82\x84])",
        rb"\xd0[\xa0\xb2](?:\xd0[\x82-\x8f]|\xd1[\x92-\x9f]|\xc2|\xe2[\x80\x82\x84])",
        rb"\xe2(?:\x80\x9a|\x88\x9a|\x94[\x9c\xac])[\xc2-\xcf\xe2]",
        rb"\xce\x93[\xc2\xc3\xe2]",
        rb"\xc4[\x80-\x8f](?:\xc2|\xc4|\xe2[\x80\x82\x84])",
    )
)
_UNSEEN = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rb"[\x00-\x08\x0b-\x1f\x7f]",
        rb"\xc2[\x80-\xa0\xad]",
        rb"\xe2(?:\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xaf])",
        rb"\xef(?:\xbb\xbf|\xbf[\xb9-\xbf])",
        rb"\xd8\x9c",
        rb"\xe1\xa0\x8e",
        rb"\xf3\xa0",
    )
)

_TYPED = bytes([9, 10, *range(32, 127)])
_USUAL = re.compile(
    rb"(?:\xe2(?:\x80[\x90-\x99\x9b-\xa7\xb0-\xbe]|\x82\xac|\x84\xa2)"
    rb"|\xc2[\xa1-\xac\xae-\xbf]"
    rb"|[\xc3-\xc5][\x80-\xbf])*"
)
"""U+00A1 to U+017F but for the soft hyphen, dashes and quotation marks but for ‚ (with which mojibake
begins), … • ‰ € ™: all of them are in NFC."""

_MARKS = "\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069"
"""The marks of direction."""
_C1 = late("[\x80-\x84\x86-\x9f]")
_INVISIBLE = late(
    "[\x00-\x08\x0e-\x1b\x7f\xad\u200b\u202d\u202e\u2060-\u2064\u206a-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_RIGHT_TO_LEFT = late(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_DIRECTION = late(f"[{_MARKS}]")
_JOINING = "\u0590-\u1fff\u2600-\u27bf\U0001f000-\U0001faff"
_JOINER = late(f"(?<![{_JOINING}\ufe0f])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINING}])")
"""A joiner that means nothing: it does so between two letters of a script that joins letters, or
between two pictures; beside Latin letters it is residue."""
_FLAG = late("(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+")
"""Tag characters that are not of a flag."""


def _unless_fault(data: bytes, text: str, encoding: str) -> Decoded:
    """`text`, which `data` is in `encoding`, unless the bytes are no text."""
    fault = _fault(data)
    return Decoded("", encoding, fault) if fault else Decoded(tidy(text), encoding, "")


def _detected(data: bytes, declared: str) -> Decoded:
    """`data` by its byte-order mark, else as UTF-16 without one, as nearly UTF-8, or as detected."""
    if encoding := _marked(data):
        return _decoded_as(data, encoding)

    fault = _signature(data)
    if not fault and (encoding := _unmarked_utf16(data[:WIDE_PROBE])):
        return _decoded_as(data, encoding)

    fault = fault or _fault(data)
    if fault:
        return Decoded("", "", fault)

    text = _mostly_utf8(data)
    if text is None:
        return _guessed(data, declared)
    return Decoded(tidy(text), "utf-8", "")


def _marked(data: bytes) -> str:
    """The encoding that a byte-order mark names; empty where there is none."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return encoding
    return ""


def _decoded_as(data: bytes, encoding: str) -> Decoded:
    """`data` as tidy text in `encoding`, whatever does not fit it replaced."""
    return Decoded(tidy(data.decode(encoding, "replace")), encoding, "")


def _guessed(data: bytes, declared: str) -> Decoded:
    """`data` in the first encoding that fits: declared, detected, windows-1252."""
    from resiliparse.parse.encoding import detect_encoding  # noqa: PLC0415 - only for what is no UTF-8

    exact = detect_encoding(data, html5_compatible=False) or ""
    as_in_browsers = detect_encoding(data) or ""

    for encoding in (declared, exact, as_in_browsers):
        if not encoding:
            continue
        text = _read_as(data, _WIDER.get(encoding.lower(), encoding))
        if text is not None:
            return Decoded(tidy(text), encoding, "")

    text = data.decode("cp1252", "replace")
    return Decoded(tidy(text), "windows-1252", "")


_MARKED = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""Byte-order mark → encoding; the mark of UTF-32 begins with that of UTF-16."""
_WIDER = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
}
"""Encoding that a program names → the wider one that it means: the list of the WHATWG, for those that
Python reads more narrowly."""


def _read_as(data: bytes, encoding: str) -> str | None:
    """`data` in an encoding of any name; None where there is no such encoding of text or it does not
    fit."""
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


class _Plausibility(NamedTuple):
    """How well bytes read as UTF-16 look like text, the better the greater.

    `usual`: how many small letters, spaces and stops it has. `is_text`: whether all but one in 33
    characters are letters, marks, numbers, punctuation or white space.
    """

    usual: int
    is_text: bool
    encoding: str


def _unmarked_utf16(head: bytes) -> str:
    """The name of UTF-16 where `head` is that without a mark, else nothing: it holds NULs, and read so
    nearly all of it is letters, with the spaces and stops of text."""
    if b"\0" not in head or len(head) < 4:
        return ""

    best = max(_plausibility(head, name) for name in ("utf-16-le", "utf-16-be"))
    characters = len(head) // 2

    return best.encoding if best.is_text and best.usual * CHARACTERS_A_STOP > characters else ""


def _plausibility(head: bytes, encoding: str) -> _Plausibility:
    """How well `head` reads as text in `encoding`."""
    whole = head[: len(head) & ~1]
    text = whole.decode(encoding, "ignore")
    readable = sum(map(_is_readable, text))
    usual = len(re.findall(r"[a-z \n.,、。]", text))
    is_text = readable * 33 >= 32 * len(text) > 0
    return _Plausibility(usual, is_text, encoding)


def _is_readable(character: str) -> bool:
    """Whether a character is a letter, mark, number, punctuation or white space."""
    return character in "\r\n\t" or unicodedata.category(character)[0] in "LMNPZ"


_BAD_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is no UTF-8, as `surrogateescape` reads it."""
_GOOD_CHARACTER = re.compile("[^\x00-\x7f\udc80-\udcff]")
"""A character beyond ASCII that was UTF-8."""


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 that holds a few bytes of another encoding (a cut end, one pasted quotation mark), those
    read as windows-1252; None where it is not that."""
    if data.isascii():
        return data.decode("ascii")

    text = data.decode("utf-8", "surrogateescape")
    bad = len(_BAD_BYTE.findall(text))
    good = len(_GOOD_CHARACTER.findall(text))
    is_end_bad = bad <= CUT_OFF and _BAD_BYTE.match(text[-1])
    is_cut_off = is_end_bad and not _BAD_BYTE.search(text[:-CUT_OFF])
    if good < GOOD_FOR_BAD * bad and not (is_cut_off and good):
        return None
    if is_cut_off:
        return text[:-bad]
    return _BAD_BYTE.sub(_from_cp1252, text)


def _from_cp1252(byte: re.Match[str]) -> str:
    """The character of a byte that was no UTF-8."""
    code = ord(byte[0]) - 0xDC00
    return bytes([code]).decode("cp1252", "replace")


def _fault(data: bytes) -> str:
    """What the bytes are if they are no text: by their first bytes, or because 2 % of them are control
    characters or a third are NULs."""
    head = data[:PROBE]
    without_controls = head.translate(None, _CONTROLS[1:-1])
    controls = len(head) - len(without_controls)
    if not controls and b"\0" not in head:
        return _signature(head) if head[:1] in _SUSPICIOUS_STARTS else ""

    nuls = head.rstrip(b"\0").count(0)
    has_controls = controls * BYTES_A_CONTROL > len(head)
    has_nuls = nuls * BYTES_A_NUL > len(head)
    binary = "binary data" if has_controls or has_nuls else ""
    return _signature(head) or binary


def _signature(data: bytes) -> str:
    """What files that begin as `data` does are; empty where no signature fits."""
    for start, name in _signatures():
        if data.startswith(start):
            return name
    return ""


@cache
def _signatures() -> tuple[tuple[bytes, str], ...]:
    """The shipped table: first bytes, and what they are the beginning of."""
    signatures = []
    for row in rows("newsgen.text", "signatures.tsv"):
        start, name = row.split("\t")
        signatures.append((bytes.fromhex(start), name))
    return tuple(signatures)


def _repaired(line: str) -> str:
    """One line without mojibake."""
    if line.isascii() or len(line) > REPAIRED_LINE:
        return line

    from ftfy import fix_encoding  # noqa: PLC0415 - 30 ms, and most archives hold no mojibake

    return fix_encoding(line).replace("\n", " ").replace("\r", " ")


def _visible(text: str) -> str:
    """`text` without invisible characters, save where they mean something."""
    if _C1.search(text):  # windows-1252 punctuation that was read as latin-1
        text = _C1.sub(_punctuation, text)

    text = _INVISIBLE.sub("", text.translate(_SPACES))
    if "\u200c" in text or "\u200d" in text:
        text = _JOINER.sub("", text)

    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION.sub("", text)

    return _FLAG.sub("", text.replace("\u180e", ""))


def _punctuation(control: re.Match[str]) -> str:
    """The punctuation of windows-1252 whose byte is a control character of latin-1."""
    byte = control[0].encode("latin-1")
    return byte.decode("cp1252", "ignore")
