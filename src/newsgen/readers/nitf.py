"""`.nitf`: NITF, the XML in which wires sent news; one document, one article. By the standard
library; entities are refused."""

import re
from html import escape
from xml.etree import ElementTree as ET

import msgspec

from newsgen.config import ReadersConfig
from newsgen.model import Raw
from newsgen.readers.shared.dump_rows import hints_of
from newsgen.readers.shared.source import LARGEST, Items, Source
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
"""Elements that go with the text in them."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?([+-]\d{4}|Z)?)?$")


def is_nitf(head: bytes) -> bool:
    """True where these are the first bytes of a NITF document.

    >>> is_nitf(b'<?xml version="1.0"?><nitf>'), is_nitf(b"<rss>")
    (True, False)
    """
    return re.search(rb"<nitf[\s>]", head) is not None


def read(source: Source, config: ReadersConfig) -> Items:
    """The article in a NITF document."""
    data = source.whole()
    if len(data) > LARGEST or b"<!ENTITY" in data:
        message = "not read – it is too large, or defines entities"
        yield source.problem("xml", message, "save it plain")
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
        message = "no article in it – there is no body.content"
        yield source.problem("empty", message, "remove it")
        return
    hints = msgspec.structs.replace(hints_of(_stated(root), source, config), trusted=True)
    yield Raw(source.origin(data), "text/html", body, hints)


def _stated(root: ET.Element) -> dict[str, object]:
    """What the document states, under names of the table `dump`."""
    people = [_text(person) for person in root.iterfind(".//byline/person")]
    return {
        "title": _text(root.find(".//hl1")) or _text(root.find("./head/title")),
        "dek": _text(root.find(".//hedline/hl2")) or _text(root.find(".//abstract")),
        "byline": people or _text(root.find(".//byline")),
        "agency": _text(root.find(".//distributor")),
        "place": _text(root.find(".//dateline/location")),
        "date": _stated_date(root),
        "outlet": _attribute(root, ".//pubdata", "name"),
        "url": _attribute(root, ".//pubdata", "ex-ref"),
        "tags": [keyword.get("key", "") for keyword in root.iterfind(".//keyword")],
        "lang": root.get(_LANGUAGE, ""),
    }


def _stated_date(root: ET.Element) -> str:
    """The date of issue, else of release, else of publication."""
    norm = (
        _attribute(root, ".//date.issue", "norm")
        or _attribute(root, ".//date.release", "norm")
        or _attribute(root, ".//pubdata", "date.publication")
    )
    return _iso(norm)


def _iso(norm: str) -> str:
    """A NITF date, `20210505T100000Z`, as ISO 8601.

    >>> _iso("20210505T100000Z"), _iso("20210505")
    ('2021-05-05T10:00:00Z', '2021-05-05')
    """
    match = _DATE.match(norm)
    if not match:
        return norm
    year, month, day, hour, minute, second, zone = match.groups()
    date = f"{year}-{month}-{day}"
    return f"{date}T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else date


def _attribute(root: ET.Element, path: str, name: str) -> str:
    """An attribute of the first element at `path`; empty where there is no such element, or it
    lacks the attribute."""
    element = root.find(path)
    return element.get(name, "") if element is not None else ""


def _text(element: ET.Element | None) -> str:
    """The text in an element on one line; empty where there is no such element."""
    if element is None:
        return ""
    text = "".join(element.itertext())
    return " ".join(text.split())


def _html(element: ET.Element) -> str:
    """What stands in an element, as HTML."""
    html = [_escaped(element.text)]
    for child in element:
        if child.tag not in _DROPPED:
            html.append(_child_html(child))
        html.append(_escaped(child.tail))
    return "".join(html)


def _escaped(text: str | None) -> str:
    """A text of the document as HTML; empty where there is none."""
    return escape(text, quote=False) if text else ""


def _child_html(child: ET.Element) -> str:
    """An element with its tags, if HTML has such an element; else what stands in it."""
    tag = _TAGS.get(child.tag, "")
    inner = _html(child)
    if tag == "br":
        return f"{inner}<br>"
    return f"<{tag}>{inner}</{tag}>" if tag else inner
