"""`.html`: a saved web page. The metadata state the fields, trafilatura finds the body, htmldate a date that the metadata keep back."""

import logging
import re
from collections.abc import Iterator

import htmldate
import msgspec
import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring, tostring

from newsgen.config import ReadersConfig
from newsgen.model import Hints, Problem, Raw
from newsgen.readers.shared.dump_rows import hints_of
from newsgen.readers.shared.metadata import stated
from newsgen.readers.shared.source import Source, origin
from newsgen.text.encoding import decoded, tidy
from newsgen.text.words import plain

LARGEST = 8 * 1024 * 1024
"""Bytes of the largest page: an article's page has some 200,000."""

SHORT = 500
"""Characters of text on a page that is read whole but for its menus: of so little an extractor makes one line."""

for _name in ("trafilatura", "htmldate"):  # both report on stderr what we report as a problem
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_FAULTS = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    RecursionError,
    etree.LxmlError,
)
"""What the extractors were seen to raise on damaged pages."""

_ASIDE = (
    "script",
    "style",
    "nav",
    "aside",
    "footer",
    "form",
    "noscript",
    "template",
    "svg",
    "iframe",
    "button",
)


def read(source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The article in a web page."""
    data = source.stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield source.problem(
            "size", f"not read – it is larger than {LARGEST // 2**20} MB", "save the article alone"
        )
        return
    declared = _DECLARED.search(data[:2048])
    found = decoded(
        data, (declared[1] or declared[2]).decode("ascii", "replace") if declared else ""
    )
    if found.fault:
        yield source.problem(
            "binary",
            f"not read – this is {found.fault}, no text",
            "remove it, or convert it to text",
        )
        return
    page = parsed(found.text)
    if page is None:
        yield source.problem("empty", "no article in it – there is no HTML in it", "remove it")
        return
    hints = page_hints(page, source, config)
    body = extracted(page)
    if not body.strip():
        yield source.problem(
            "empty",
            "no article in it – the page holds no running text",
            "remove it, or save the text of the article",
        )
        return
    yield Raw(
        origin(source, data),
        "text/html",
        body,
        msgspec.structs.replace(hints, dek="" if _is_opening(hints.dek, body) else hints.dek),
    )


def parsed(text: str) -> HtmlElement | None:
    """A page as a tree; None where there is nothing in it."""
    try:
        return document_fromstring(
            _PROLOGUE.sub("", text, count=1),
            parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True),
        )
    except _FAULTS:
        return None


def page_hints(page: HtmlElement, source: Source, config: ReadersConfig) -> Hints:
    """What the page states; the date that htmldate finds in it where the metadata have none."""
    try:
        found = stated(page)
        hints = hints_of(found, source, config)
    except _FAULTS:
        hints = source.hints()
    if not hints.date:
        hints = msgspec.structs.replace(hints, date=_date(page))
    return msgspec.structs.replace(hints, id="", trusted=True)


def extracted(page: HtmlElement) -> str:
    """The body of the article as an HTML fragment; all of the page but menus where the extractor finds too little."""
    try:
        found = trafilatura.extract(
            page,
            output_format="html",
            include_formatting=True,
            include_links=True,
            include_tables=True,
            include_comments=False,
            with_metadata=False,
        )
    except _FAULTS:
        found = None
    etree.strip_elements(page, *_ASIDE, with_tail=False)  # trafilatura has copied the page before
    return tidy(found) if found and len(page.text_content()) > SHORT else tidy(_all_of(page))


def _date(page: HtmlElement) -> str:
    """What htmldate finds without its extensive search, which guesses."""
    try:
        return (
            htmldate.find_date(
                page, original_date=True, extensive_search=False, min_date="1600-01-01"
            )
            or ""
        )
    except _FAULTS:
        return ""


def _all_of(page: HtmlElement) -> str:
    """The HTML of the page's one article or main element, else of its body."""
    inner = next(
        (
            found[0]
            for name in ("article", "main", "body")
            if len(found := list(page.iter(name))) == 1
        ),
        page,
    )
    return str(tostring(inner, encoding="unicode")) if inner.text_content().strip() else ""


def _is_opening(dek: str, body: str) -> bool:
    """True where a description is but the start of the text, or was cut off: that is no dek."""
    if dek.endswith(("…", "...", "[…]", "[...]")):
        return True
    opening = plain(re.sub(r"<[^>]*>", " ", body[: 20 * len(dek) + 2000]))
    return bool(dek) and plain(dek) in opening[: len(plain(dek)) + 200]
