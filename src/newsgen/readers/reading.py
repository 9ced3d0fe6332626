"""Reads one file: chooses the reader by the file's name, opens the file, and hands out the articles
in it one after another.

Whatever the bytes of a file, reading yields articles and problems and comes to an end; it never raises.
"""

import gzip
import io
from functools import cache
from pathlib import Path
from typing import NamedTuple

from newsgen.config import ReadersConfig
from newsgen.model import Problem
from newsgen.readers import plugins
from newsgen.readers.formats import (
    FORMATS,
    Format,
    Reader,
    Refusal,
    missing_library,
    reader_of,
    suffix_of,
)
from newsgen.readers.shared.source import (
    PIECE,
    Items,
    Source,
    SteadyStream,
    file_date,
    folder,
    loaded,
    opened,
)


def read(path: str | Path, name: str, config: ReadersConfig) -> Items:
    """The articles in the file at `path`, in the order of the file, and a problem for each part
    that was not read.

    `name` is the path below the articles' folder, with `/` between its parts: problems and articles
    refer to the file by it."""
    choice = _choice(suffix_of(name))
    if isinstance(choice, Refusal):
        yield Problem("error", name, choice.code, choice.message, choice.hint)
        return
    zipped = name[-3:].lower() == ".gz"
    if choice.whole and not zipped:
        yield from _whole(path, name, choice.reader, config)
    else:
        yield from _streamed(path, name, choice.reader, config, zipped=zipped)


def known(name: str) -> bool:
    """True where newsgen, or a package that adds a format, reads files of this name.

    >>> known("a/b.txt"), known("a/b.TXT.gz"), known("a/b.png")
    (True, True, False)
    """
    suffix = suffix_of(name)
    return suffix in FORMATS or plugins.is_added(suffix)


def is_container(name: str) -> bool:
    """True where a file of this name can hold several articles.

    >>> is_container("dump.jsonl.gz"), is_container("a.md")
    (True, False)
    """
    suffix = suffix_of(name)
    if suffix in FORMATS:
        return FORMATS[suffix].container
    added = plugins.added_format(suffix)
    return isinstance(added, Format) and added.container


def version(name: str) -> str:
    """The package that adds the format of a file of this name, with its version; empty where
    newsgen itself reads the file.

    >>> version("a.md")
    ''
    """
    suffix = suffix_of(name)
    return "" if suffix in FORMATS else plugins.version(suffix)


class _Choice(NamedTuple):
    """The reader of a format, imported, and whether it gets a file whole."""

    reader: Reader
    whole: bool


@cache
def _choice(suffix: str) -> _Choice | Refusal:
    """The reader for files of this suffix; a refusal where there is none, or where it cannot be imported."""
    if suffix in FORMATS:
        return _own_choice(FORMATS[suffix])
    added = plugins.added_format(suffix)
    if added is None:
        return Refusal(
            "format",
            f"not read – newsgen has no reader for files {suffix or 'without a suffix'}",
            f"known: {', '.join(FORMATS)}",
        )
    if isinstance(added, Refusal):
        return added
    reader = plugins.added_reader(suffix, added)
    return reader if isinstance(reader, Refusal) else _Choice(reader, added.whole)


def _own_choice(chosen: Format) -> _Choice | Refusal:
    """The reader of one of newsgen's own formats."""
    try:
        return _Choice(reader_of(chosen), chosen.whole)
    except ModuleNotFoundError as missing:
        return missing_library(missing, "newsgen", chosen.extra or "all")


def _whole(path: str | Path, name: str, reader: Reader, config: ReadersConfig) -> Items:
    """The articles in a file that is read into memory at once."""
    content = loaded(path)
    if isinstance(content, str):
        yield _unreadable(name, content)
        return
    source = Source(name, io.BytesIO(content.data), folder(name), file_date(name))
    yield from reader(source, config)
    if content.fault:
        yield _cut_short(name, content.fault)


def _streamed(
    path: str | Path, name: str, reader: Reader, config: ReadersConfig, *, zipped: bool
) -> Items:
    """The articles in a file that is read on as they are asked for."""
    file = opened(path)
    if isinstance(file, str):
        yield _unreadable(name, file)
        return
    steady = SteadyStream(gzip.GzipFile(fileobj=file) if zipped else file)
    with steady, io.BufferedReader(steady, PIECE) as stream, file:
        source = Source(name, stream, folder(name), file_date(name))
        yield from reader(source, config)
        if steady.fault:
            yield _cut_short(name, steady.fault)


def _unreadable(name: str, why: str) -> Problem:
    """The problem of a file of which nothing could be read."""
    hint = "check the file and its permissions"
    return Problem("error", name, "unreadable", f"not read – {why}", hint)


def _cut_short(name: str, why: str) -> Problem:
    """The problem of a file of which only the beginning could be read."""
    hint = "get the file again; what came before the fault is kept"
    return Problem("error", name, "unreadable", f"read only in part – {why}", hint)
