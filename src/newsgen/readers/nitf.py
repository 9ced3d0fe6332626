"""NITF, the XML in which wires sent news: one document, one article. By the standard library; entities are refused."""

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree as ET

import msgspec

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers.shared.dump_rows import hints_of
from newsgen.readers.shared.source import LARGEST, Source, origin
from newsgen.text.encoding import tidy

_TAGS = {
    "p": "p",
    "hl2": "h2",
    "ul": "ul",
    "ol": "ol",
    "li": "li",
    "bq": "blockquote",
    "blockquote": "blockquote",
    "table": "table",
    "tr": "tr",
    "td": "td",
    "th": "th",
    "media-caption": "figcaption",
    "em": "em",
    "strong": "strong",
    "pre": "pre",
    "br": "br",
}
"""NITF element → HTML element; of others only the text stays."""

_DROPPED = frozenset(
    ("media-reference", "media-metadata", "media-producer", "nitf-table-metadata", "tagline")
)


def is_nitf(head: bytes) -> bool:
    """True where these are the first bytes of a NITF document."""
    return re.search(rb"<nitf[\s>]", head) is not None


def read(source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The article in a NITF document."""
    data = source.whole()
    if len(data) > LARGEST or b"<!ENTITY" in data:
        yield source.problem(
            "xml", "not read – it is too large, or defines entities", "save it plain"
        )
        return
    try:
        root = ET.fromstring(data)  # noqa: S314 - entities are refused above, and expat limits their growth
    except (ET.ParseError, ValueError, LookupError, RecursionError) as error:
        line = getattr(error, "position", (0, 0))[0]
        yield source.problem("xml", f"not read – it is no valid XML ({error})", "mend it", line)
        return
    content = root.find(".//body.content")
    body = tidy(_html(content)) if content is not None else ""
    if not body.strip():
        yield source.problem("empty", "no article in it – there is no body.content", "remove it")
        return
    hints = hints_of(_stated(root), source, config)
    yield Raw(origin(source, data), "text/html", body, msgspec.structs.replace(hints, trusted=True))


def _stated(root: ET.Element) -> dict[str, object]:
    """What the document states, under the names of `dump`."""
    pubdata = root.find(".//pubdata")
    issued = root.find(".//date.issue")
    released = root.find(".//date.release")
    dates = [element.get("norm", "") for element in (issued, released) if element is not None]
    return {
        "title": _text(root.find(".//hl1")) or _text(root.find("./head/title")),
        "dek": _text(root.find(".//hedline/hl2")) or _text(root.find(".//abstract")),
        "byline": [_text(person) for person in root.iterfind(".//byline/person")]
        or _text(root.find(".//byline")),
        "agency": _text(root.find(".//distributor")),
        "place": _text(root.find(".//dateline/location")),
        "date": next(
            (_iso(date) for date in dates if date),
            _iso(pubdata.get("date.publication", "") if pubdata is not None else ""),
        ),
        "outlet": pubdata.get("name", "") if pubdata is not None else "",
        "url": pubdata.get("ex-ref", "") if pubdata is not None else "",
        "tags": [keyword.get("key", "") for keyword in root.iterfind(".//keyword")],
        "lang": root.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
    }


def _iso(norm: str) -> str:
    """A NITF date, `20210505T100000Z`, as ISO 8601.

    >>> _iso("20210505T100000Z"), _iso("20210505")
    ('2021-05-05T10:00:00Z', '2021-05-05')
    """
    day = re.match(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?([+-]\d{4}|Z)?)?$", norm)
    if not day:
        return norm
    date = "-".join(day.groups()[:3])
    return f"{date}T{day[4]}:{day[5]}:{day[6] or '00'}{day[7] or ''}" if day[4] else date


def _text(element: ET.Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _html(element: ET.Element) -> str:
    written = [escape(element.text or "", quote=False)]
    for child in element:
        if child.tag not in _DROPPED:
            tag = _TAGS.get(child.tag, "")
            inner = _html(child)
            written.append(
                f"<{tag}>{inner}</{tag}>"
                if tag and tag != "br"
                else f"{inner}<br>"
                if tag
                else inner
            )
        written.append(escape(child.tail or "", quote=False))
    return "".join(written)
