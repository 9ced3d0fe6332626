"""`.html`: a saved web page. The metadata state the fields, trafilatura finds the body, htmldate a
date where the metadata have none."""

import logging
import re

import htmldate
import msgspec
import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring, tostring

from newsgen.config import ReadersConfig
from newsgen.model import Hints, Raw
from newsgen.readers.shared.dump_rows import hints_of
from newsgen.readers.shared.metadata import stated
from newsgen.readers.shared.source import Items, Source, no_text
from newsgen.text.encoding import decoded, tidy
from newsgen.text.words import plain

LARGEST = 8 * 1024 * 1024
"""Bytes of the largest page: an article's page has some 200,000."""

PROBE = 2048
"""Bytes at the start of a page in which it declares its encoding."""

SHORT = 500
"""Characters of text on a page up to which all of it but the menus is read: of so little an
extractor makes one line."""

for _name in ("trafilatura", "htmldate"):  # both report on stderr what we report as a problem
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_TAG = re.compile(r"<[^>]*>")
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
"""Elements that hold no text of the article."""

_CUT_OFF = ("…", "...", "[…]", "[...]")
"""How a description ends that was cut off."""


def read(source: Source, config: ReadersConfig) -> Items:
    """The article in a web page."""
    data = source.stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        message = f"not read – it is larger than {LARGEST // 2**20} MB"
        yield source.problem("size", message, "save the article alone")
        return
    text = decoded(data, _declared_encoding(data))
    if text.fault:
        yield no_text(source, text.fault)
        return
    page = parsed(text.text)
    if page is None:
        message = "no article in it – there is no HTML in it"
        yield source.problem("empty", message, "remove it")
        return
    hints = page_hints(page, source, config)
    body = extracted(page)
    if not body.strip():
        message = "no article in it – the page holds no running text"
        yield source.problem("empty", message, "remove it, or save the text of the article")
        return
    if _is_opening(hints.dek, body):
        hints = msgspec.structs.replace(hints, dek="")
    yield Raw(source.origin(data), "text/html", body, hints)


def _declared_encoding(data: bytes) -> str:
    """The encoding that the head of a page declares; empty where it declares none."""
    declared = _DECLARED.search(data[:PROBE])
    if not declared:
        return ""
    name = declared[1] or declared[2]
    return name.decode("ascii", "replace")


def parsed(text: str) -> HtmlElement | None:
    """A page as a tree; None where nothing can be made of it."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(_PROLOGUE.sub("", text, count=1), parser=parser)
    except _FAULTS:
        return None


def page_hints(page: HtmlElement, source: Source, config: ReadersConfig) -> Hints:
    """What the page states; where its metadata have no date, the one that htmldate finds in it."""
    try:
        hints = hints_of(stated(page), source, config)
    except _FAULTS:
        hints = source.hints()
    date = hints.date or _date(page)
    return msgspec.structs.replace(hints, id="", date=date, trusted=True)


def extracted(page: HtmlElement) -> str:
    """The body of the article as an HTML fragment; all of the page but the menus where the
    extractor finds too little.

    Takes the elements of `_ASIDE` out of `page`.
    """
    try:
        body = trafilatura.extract(
            page,
            output_format="html",
            include_formatting=True,
            include_links=True,
            include_tables=True,
            include_comments=False,
            with_metadata=False,
        )
    except _FAULTS:
        body = None
    etree.strip_elements(page, *_ASIDE, with_tail=False)  # trafilatura has copied the page before
    if body and len(page.text_content()) > SHORT:
        return tidy(body)
    return tidy(_all_of(page))


def _date(page: HtmlElement) -> str:
    """The date that htmldate finds without its extensive search, which guesses."""
    try:
        date = htmldate.find_date(
            page, original_date=True, extensive_search=False, min_date="1600-01-01"
        )
    except _FAULTS:
        return ""
    return date or ""


def _all_of(page: HtmlElement) -> str:
    """The HTML of the page's one article or main element, else of its body."""
    inner = page
    for name in ("article", "main", "body"):
        elements = list(page.iter(name))
        if len(elements) == 1:
            inner = elements[0]
            break
    return str(tostring(inner, encoding="unicode")) if inner.text_content().strip() else ""


def _is_opening(dek: str, body: str) -> bool:
    """True where a description is only the start of the text, or was cut off: then it is no dek."""
    if dek.endswith(_CUT_OFF):
        return True
    if not dek:
        return False
    words = plain(dek)
    # The markup may be longer than the text; the description may begin after a byline.
    markup = body[: 20 * len(dek) + 2000]
    opening = plain(_TAG.sub(" ", markup))
    return words in opening[: len(words) + 200]
