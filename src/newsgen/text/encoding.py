"""Bytes → text, and text → tidy text: what every reader does before anything looks at a word.

UTF-8 first, then a byte-order mark, then resiliparse's detector (exact on 98.4 % of 681 byte strings); mojibake repaired by ftfy's
`fix_encoding` alone (`fix_text` straightens quotes); NFC; invisible characters out. A line stays the line it was. Clean text is tested in a
few µs and returned as it is.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from newsgen.text.patterns import late
from newsgen.text.tables import rows

PROBE = 65536
"""Bytes looked at to tell text from anything else."""

REPAIRED_LINE = 100_000
"""Characters of the longest line that is searched for mojibake: ftfy is made for sentences."""


ROUNDS = 4
"""Times a text is tidied until nothing changes: what was invisible may have kept mojibake apart."""


class Decoded(NamedTuple):
    """Bytes read as text. `encoding` names how; where `fault` is not empty it says what the bytes are instead, and `text` is empty."""

    text: str
    encoding: str
    fault: str


def decoded(data: bytes, declared: str = "") -> Decoded:
    r"""`data` as tidy text; `declared` is the encoding that its container states, believed only where UTF-8 fails.

    >>> decoded(b"caf\xc3\xa9\r\n").text, decoded(b"caf\xe9", "latin-1").text, decoded(b"\x89PNG\r\n\x1a\n\0").fault
    ('café\n', 'café', 'a PNG image')
    """
    usual = data[:1] not in _SUSPICIOUS_STARTS and _is_usual(data, _TYPED)
    if usual or not (
        data.isascii() or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    ):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return _detected(data, declared)
        return Decoded(text, "utf-8", "") if usual else _judged(data, text, "utf-8")
    return _detected(data, declared)


def tidy(text: str) -> str:
    r"""`text` without mojibake, invisible characters and lone surrogates, in NFC, its lines ended by `\n`.

    >>> tidy("cafe\u0301\u200b donâ€™t\r\n")
    'café don’t\n'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        if text.isprintable() or len(
            (data := text.encode("ascii")).translate(None, _CONTROLS)
        ) == len(data):
            return text
        return _STRAY.sub("", text.translate(_SPACES))
    for _ in range(ROUNDS):
        before, text = text, _tidied(text)
        if before == text:
            break
    return text


def is_usual(text: str, without: bytes = b"") -> bool:
    r"""True where `text` surely is tidy: ASCII, the letters of Europe and the usual marks, and no white space but space, tab and line end;
    and where it has none of the ASCII signs `without`.

    >>> is_usual("Talks – “late”, in Zürich\n"), is_usual("no\xa0break"), is_usual("東京"), is_usual("a*", b"*")
    (True, False, False, False)
    """
    return _is_usual(text.encode("utf-8", "surrogatepass"), _typed(without))


def _tidied(text: str) -> str:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
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
    """True where UTF-8 holds nothing to be tidied, which 2 µs can tell of a text in ASCII, the letters of Europe and the usual marks; and no
    ASCII but `typed`."""
    rest = data.translate(None, typed)
    return not rest or (
        _USUAL.fullmatch(rest) is not None
        and not ((b"\xc3" in rest or b"\xc4" in rest) and _is_garbled(data))
    )


@cache
def _typed(without: bytes) -> bytes:
    return bytes(sign for sign in _TYPED if sign not in without)


def _is_garbled(data: bytes) -> bool:
    return any(pattern.search(data) for pattern in _MOJIBAKE)


_SUSPICIOUS_STARTS = (
    b"%",
    b"{",
    b"\xff",
)  # PDF, PostScript, RTF and JPEG may hold no control character at first
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127, 13])
_STRAY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SPACES = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029"), " ")

# Both are looked for in UTF-8, each pattern by one leading byte, which `re` finds by memchr: 5 µs for 3,000 characters, where a set of
# characters costs 30. A byte of UTF-8 read as windows-1252, Mac Roman, windows-1251 or code page 437 leaves such pairs: â€™ ‚Äô вЂ™ ΓÇÖ.
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
# U+00A1 to U+017F but for the soft hyphen, dashes and quotation marks but for ‚, which mojibake begins with, … • ‰ € ™: all of them in NFC.
_USUAL = re.compile(
    rb"(?:\xe2(?:\x80[\x90-\x99\x9b-\xa7\xb0-\xbe]|\x82\xac|\x84\xa2)|\xc2[\xa1-\xac\xae-\xbf]|[\xc3-\xc5][\x80-\xbf])*"
)

_MARKS = "\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069"
_C1 = late("[\x80-\x84\x86-\x9f]")
_ALWAYS = late(
    "[\x00-\x08\x0e-\x1b\x7f\xad\u200b\u202d\u202e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_RIGHT_TO_LEFT = late(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BIDI = late(f"[{_MARKS}]")
# A joiner means something between two letters of a script that joins, or between two pictures; beside Latin letters it is residue.
_JOINER = late(
    "(?<![\u0590-\u1fff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0590-\u1fff\u2600-\u27bf\U0001f000-\U0001faff])"
)
_FLAG = late("(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+")


def _judged(data: bytes, text: str, encoding: str) -> Decoded:
    fault = _fault(data)
    return Decoded("", encoding, fault) if fault else Decoded(tidy(text), encoding, "")


def _detected(data: bytes, declared: str) -> Decoded:
    if encoding := next((name for mark, name in _MARKED if data.startswith(mark)), ""):
        return Decoded(tidy(data.decode(encoding, "replace")), encoding, "")
    if not (fault := _signature(data)) and (wide := _wide(data[:1024])):
        return Decoded(tidy(data.decode(wide, "replace")), wide, "")
    if fault := fault or _fault(data):
        return Decoded("", "", fault)
    if (text := _mostly_utf8(data)) is not None:
        return Decoded(tidy(text), "utf-8", "")
    return _guessed(data, declared)


def _guessed(data: bytes, declared: str) -> Decoded:
    from resiliparse.parse.encoding import detect_encoding  # noqa: PLC0415 - only for what is no UTF-8

    for encoding in (
        declared,
        detect_encoding(data, html5_compatible=False) or "",
        detect_encoding(data) or "",
    ):
        if (
            encoding
            and (found := _read_as(data, _WIDER.get(encoding.lower(), encoding))) is not None
        ):
            return Decoded(tidy(found), encoding, "")
    return Decoded(tidy(data.decode("cp1252", "replace")), "windows-1252", "")


_MARKED = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
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
"""Encodings that programs mean when they say another: the WHATWG's list, for those that Python reads more narrowly."""


def _read_as(data: bytes, encoding: str) -> str | None:
    """`data` by an encoding named by a stranger; None where there is no such encoding of text or it does not fit."""
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


def _wide(head: bytes) -> str:
    """The name of UTF-16 without a mark: NULs stand in it, and read so nearly all of it is letters, with the spaces and stops of text."""
    if b"\0" not in head or len(head) < 4:
        return ""
    found = []
    for name in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) & ~1].decode(name, "ignore")
        usual = sum(unicodedata.category(sign)[0] in "LMNPZ" or sign in "\r\n\t" for sign in text)
        found.append(
            (len(re.findall(r"[a-z \n.,、。]", text)), usual * 33 >= 32 * len(text) > 0, name)
        )
    stops, plausible, name = max(found)
    return name if plausible and stops * 60 > len(head) // 2 else ""


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few bytes of another encoding in it (a cut end, one pasted quote), those read as windows-1252; None where it is not that."""
    if data.isascii():
        return data.decode("ascii")
    text = data.decode("utf-8", "surrogateescape")
    bad = sum(map(len, re.findall("[\udc80-\udcff]+", text)))
    good = len(re.findall("[^\x00-\x7f\udc80-\udcff]", text))
    cut_off = (
        bad <= 3
        and "\udc80" <= text[-1] <= "\udcff"
        and not re.search("[\udc80-\udcff]", text[:-3])
    )
    if good < 3 * bad and not (cut_off and good):
        return None
    if cut_off:
        return text[:-bad]
    return re.sub(
        "[\udc80-\udcff]",
        lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", "replace"),
        text,
    )


def _fault(data: bytes) -> str:
    """What the bytes are if no text: by their first bytes, or because 2 % are control characters, or a third NUL."""
    head = data[:PROBE]
    strays = len(head) - len(head.translate(None, _CONTROLS[1:-1]))
    if not strays and b"\0" not in head:
        return _signature(head) if head[:1] in _SUSPICIOUS_STARTS else ""
    return _signature(head) or (
        "binary data"
        if strays * 50 > len(head) or head.rstrip(b"\0").count(0) * 3 > len(head)
        else ""
    )


def _signature(data: bytes) -> str:
    return next((name for start, name in _signatures() if data.startswith(start)), "")


@cache
def _signatures() -> tuple[tuple[bytes, str], ...]:
    return tuple(
        (bytes.fromhex(start), name)
        for start, name in (row.split("\t") for row in rows("newsgen.text", "signatures.tsv"))
    )


def _repaired(line: str) -> str:
    """One line without mojibake."""
    if line.isascii() or len(line) > REPAIRED_LINE:
        return line
    from ftfy import fix_encoding  # noqa: PLC0415 - 30 ms, and most archives hold no mojibake

    return fix_encoding(line).replace("\n", " ").replace("\r", " ")


def _visible(text: str) -> str:
    if _C1.search(text):  # windows-1252 punctuation that was read as latin-1
        text = _C1.sub(lambda byte: byte[0].encode("latin-1").decode("cp1252", "ignore"), text)
    text = _ALWAYS.sub("", text.translate(_SPACES))
    if "\u200c" in text or "\u200d" in text:
        text = _JOINER.sub("", text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _BIDI.sub("", text)
    return _FLAG.sub("", text.replace("\u180e", ""))
