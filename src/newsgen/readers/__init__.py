"""Files → raw articles. One small module a format; what a container states travels as hints, nothing is cleaned here.

Whatever the bytes, a reader yields articles and problems and ends; it never raises. Containers are streamed item by item.
"""

import gzip
import io
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers.source import PIECE, Source, Steady, file_date, folder, opened

READERS = {
    ".txt": "newsgen.readers.text:read",
    ".md": "newsgen.readers.markdown:read",
    ".markdown": "newsgen.readers.markdown:read",
    ".html": "newsgen.readers.webpage:read",
    ".htm": "newsgen.readers.webpage:read",
    ".xhtml": "newsgen.readers.webpage:read",
    ".jsonl": "newsgen.readers.jsonlines:read",
    ".ndjson": "newsgen.readers.jsonlines:read",
    ".json": "newsgen.readers.jsonfile:read",
    ".csv": "newsgen.readers.csvfile:read",
    ".tsv": "newsgen.readers.csvfile:read",
    ".rss": "newsgen.readers.feed:read",
    ".atom": "newsgen.readers.feed:read",
    ".xml": "newsgen.readers.feed:read",
    ".nitf": "newsgen.readers.nitf:read",
    ".eml": "newsgen.readers.mail:read",
    ".mbox": "newsgen.readers.mail:read",
}
"""Suffix → `module:function` of the reader, imported on first use. `.gz` may follow any of them."""

CONTAINERS = frozenset((".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".rss", ".atom", ".xml", ".mbox"))
"""Suffixes of files that can hold several articles."""

EXTRAS = {"newsgen.readers.webpage": "html", "newsgen.readers.feed": "feeds"}
"""Readers whose libraries come with an extra: module → extra."""

GROUP = "newsgen.readers"
"""Entry points of this group add readers: name = suffix, value = `module:function` with the signature of `Reader`."""


class Reader(Protocol):
    """What reads one format: the articles and problems of an open file."""

    def __call__(self, source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
        """The items of `source`, in order, streamed."""


def read(path: Path, name: str, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The items of the file at `path`, called `name` (relative to the articles' folder, with `/`), in order, streamed."""
    suffix = _suffix(name)
    try:
        reader = _reader(suffix)
    except ModuleNotFoundError as missing:
        extra = EXTRAS.get(READERS[suffix].partition(":")[0], "all")
        yield Problem("error", name, "missing", f"not read – the package {missing.name} is not installed", f"pip install 'newsgen[{extra}]'")
        return
    if reader is None:
        shown = suffix or "without a suffix"
        yield Problem("error", name, "format", f"not read – newsgen has no reader for files {shown}", f"known: {', '.join(READERS)}")
        return
    file = opened(path)
    if isinstance(file, str):
        yield Problem("error", name, "unreadable", f"not read – {file}", "check the file and its permissions")
        return
    with Steady(gzip.GzipFile(fileobj=file) if name.lower().endswith(".gz") else file) as steady, io.BufferedReader(steady, PIECE) as stream, file:
        yield from reader(Source(name, stream, folder(name), file_date(name)), config)
        if steady.fault:
            yield Problem(
                "error", name, "unreadable", f"read only in part – {steady.fault}", "get the file again; what came before the fault is kept"
            )


def known(name: str) -> bool:
    """True where a file of this name is read at all.

    >>> known("a/b.txt"), known("a/b.TXT.gz"), known("a/b.png")
    (True, True, False)
    """
    return _suffix(name) in READERS or _suffix(name) in _added()


def is_container(name: str) -> bool:
    """True where a file of this name can hold several articles.

    >>> is_container("dump.jsonl.gz"), is_container("a.md")
    (True, False)
    """
    return _suffix(name) in CONTAINERS or _suffix(name) in _added()


def _suffix(name: str) -> str:
    lower = name.rpartition("/")[2].lower().removesuffix(".gz")
    stem, dot, suffix = lower.rpartition(".")
    return dot + suffix if stem else ""


@cache
def _reader(suffix: str) -> Reader | None:
    if entry := READERS.get(suffix):
        module, _, function = entry.partition(":")
        found: Reader = getattr(import_module(module), function)
        return found
    if added := _added().get(suffix):
        loaded: Reader = added.load()
        return loaded
    return None


@cache
def _added() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}
