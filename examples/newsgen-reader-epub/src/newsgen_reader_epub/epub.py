"""`.epub`: an issue of a newspaper or magazine; each document in it that has a paragraph is an article.

An EPUB is a ZIP file. Its `META-INF/container.xml` names the package document, which states title, date
and language of the issue and lists the documents in the order of reading.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from newsgen.config import ReadersConfig
from newsgen.model import Hints, Problem, Raw
from newsgen.readers import LARGEST, Format, Source
from newsgen.text.encoding import decoded

_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    ET.ParseError,
    LookupError,  # a file that the package document names is not there
    RuntimeError,  # the ZIP file is encrypted
    NotImplementedError,  # it is compressed in a way that Python does not know
    EOFError,
    ValueError,
)
"""What the standard library raises on damaged files."""

_BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.DOTALL | re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b", re.IGNORECASE)
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


class Issue(NamedTuple):
    """What the package document states, and the paths of the documents in the order of reading."""

    outlet: str
    date: str
    lang: str
    documents: tuple[str, ...]


def read(source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The articles of an issue, in the order of reading."""
    data = source.whole()
    if len(data) > LARGEST:
        message = f"not read – it is larger than {LARGEST // 2**20} MB"
        yield source.problem("size", message, "split the issue")
        return
    number = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            issue = issue_of(book)
            for path in issue.documents:
                article = article_in(source, issue, path, _content(book, path))
                if article:
                    number += 1
                    yield article
    except _FAULTS as error:
        message = f"not read to its end – it is no valid EPUB ({error})"
        yield source.problem("epub", message, "get the issue again; what came before is kept")
        return
    if not number:
        message = "no article in it – none of its documents has a paragraph"
        yield source.problem("empty", message, "remove it")


FORMAT = Format(read, container=True)
"""What the entry point names: one file holds several articles."""


def issue_of(book: zipfile.ZipFile) -> Issue:
    """The issue as the package document states it."""
    container = _xml(_content(book, "META-INF/container.xml"))
    rootfile = container.find(".//{*}rootfile")
    path = rootfile.get("full-path", "") if rootfile is not None else ""
    package = _xml(_content(book, path))
    hrefs: dict[str, str] = {}
    for document in package.iterfind(".//{*}manifest/{*}item"):
        if "nav" not in document.get("properties", "").split():  # the table of contents
            hrefs[document.get("id", "")] = unquote(document.get("href", ""))
    spine = [entry.get("idref", "") for entry in package.iterfind(".//{*}spine/{*}itemref")]
    folder = posixpath.dirname(path)
    return Issue(
        _stated(package, "publisher") or _stated(package, "title"),
        _stated(package, "date"),
        _stated(package, "language"),
        tuple(posixpath.join(folder, hrefs[name]) for name in spine if name in hrefs),
    )


def article_in(source: Source, issue: Issue, path: str, data: bytes) -> Raw | None:
    """The article in the document at `path`; None where it holds no paragraph, as a cover does not."""
    body = _BODY.search(decoded(data).text)
    if not body or not _PARAGRAPH.search(body[1]):
        return None
    heading = _HEADING.search(body[1])
    hints = Hints(
        title=unescape(_TAG.sub("", heading[2])).strip() if heading else "",
        date=issue.date,
        outlet=issue.outlet,
        lang=issue.lang,
        folder=source.folder,
        file_date=source.file_date,
        trusted=True,  # a person or a program marked this text as the article: no line is cut
    )
    return Raw(source.origin(data, part=path), "text/html", body[1], hints)


def _content(book: zipfile.ZipFile, path: str) -> bytes:
    """A file of the EPUB. Raises ValueError for one that is too large, as a ZIP bomb is."""
    if book.getinfo(path).file_size > LARGEST:
        raise ValueError(f"{path} is too large")
    return book.read(path)


def _xml(data: bytes) -> ET.Element:
    """A document as a tree. Raises ValueError for one that defines entities, which may grow without end."""
    if b"<!ENTITY" in data:
        raise ValueError("it defines entities")
    return ET.fromstring(data)  # noqa: S314 - entities are refused above


def _stated(package: ET.Element, name: str) -> str:
    """What the package document states under a name of Dublin Core; empty where it states nothing."""
    text = package.findtext(f".//{{*}}metadata/{{*}}{name}", "")
    return " ".join((text or "").split())
