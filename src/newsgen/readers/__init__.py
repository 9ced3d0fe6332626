"""Files → raw articles. One small module a format; what a container states travels as hints, nothing is cleaned here.

Whatever the bytes, a reader yields articles and problems and ends; it never raises. Containers are streamed item by item.
"""

import gzip
import io
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers.shared.source import PIECE, Source, Steady, file_date, folder, loaded, opened

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

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

CONTAINERS = frozenset(
    (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".rss", ".atom", ".xml", ".mbox")
)
"""Suffixes of files that can hold several articles."""

WHOLE = frozenset((".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"))
"""Suffixes of files that are read at once; the others, and all that are compressed, are streamed."""

EXTRAS = {"newsgen.readers.webpage": "html", "newsgen.readers.feed": "feeds"}
"""Readers whose libraries come with an extra: module → extra."""

GROUP = "newsgen.readers"
"""Entry points of this group add readers: name = suffix, value = `module:function` with the signature of `Reader`."""


class Reader(Protocol):
    """What reads one format: the articles and problems of an open file."""

    def __call__(self, source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
        """The items of `source`, in order, streamed."""


def read(path: str | Path, name: str, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The items of the file at `path`, called `name` (relative to the articles' folder, with `/`), in order, streamed."""
    suffix = _suffix(name)
    try:
        reader = _reader(suffix)
    except ModuleNotFoundError as missing:
        extra = EXTRAS.get(READERS[suffix].partition(":")[0], "all")
        yield Problem(
            "error",
            name,
            "missing",
            f"not read – the package {missing.name} is not installed",
            f"pip install 'newsgen[{extra}]'",
        )
        return
    if reader is None:
        shown = suffix or "without a suffix"
        yield Problem(
            "error",
            name,
            "format",
            f"not read – newsgen has no reader for files {shown}",
            f"known: {', '.join(READERS)}",
        )
        return
    zipped = name[-3:].lower() == ".gz"
    yield from (
        _streamed(path, name, reader, config, zipped=zipped)
        if zipped or suffix not in WHOLE
        else _whole(path, name, reader, config)
    )


def _whole(
    path: str | Path, name: str, reader: Reader, config: ReadersConfig
) -> Iterator[Raw | Problem]:
    """The items of a file that is read at once."""
    found = loaded(path)
    if isinstance(found, str):
        yield _unreadable(name, found)
        return
    yield from reader(Source(name, io.BytesIO(found.data), folder(name), file_date(name)), config)
    if found.fault:
        yield _cut_short(name, found.fault)


def _streamed(
    path: str | Path, name: str, reader: Reader, config: ReadersConfig, *, zipped: bool
) -> Iterator[Raw | Problem]:
    """The items of a file that is read as they are asked for."""
    file = opened(path)
    if isinstance(file, str):
        yield _unreadable(name, file)
        return
    with (
        Steady(gzip.GzipFile(fileobj=file) if zipped else file) as steady,
        io.BufferedReader(steady, PIECE) as stream,
        file,
    ):
        yield from reader(Source(name, stream, folder(name), file_date(name)), config)
        if steady.fault:
            yield _cut_short(name, steady.fault)


def _unreadable(name: str, why: str) -> Problem:
    return Problem(
        "error", name, "unreadable", f"not read – {why}", "check the file and its permissions"
    )


def _cut_short(name: str, why: str) -> Problem:
    return Problem(
        "error",
        name,
        "unreadable",
        f"read only in part – {why}",
        "get the file again; what came before the fault is kept",
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
    suffix = _suffix(name)
    return suffix in CONTAINERS if suffix in READERS else suffix in _added()


def _suffix(name: str) -> str:
    at = name.rfind(".")
    if name[at:] in READERS and name[at - 1 : at] not in {"", "/"}:  # as nearly all are
        return name[at:]
    lower = name[name.rfind("/") + 1 :].lower().removesuffix(".gz")
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
def _added() -> "dict[str, EntryPoint]":
    from importlib.metadata import entry_points  # noqa: PLC0415 - 20 ms, which only a file that newsgen cannot read itself is worth

    return {entry.name: entry for entry in entry_points(group=GROUP)}
