"""The table of file formats: for each file suffix the reader, and what newsgen must know of it
before the file is opened."""

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple, Protocol

import msgspec

from newsgen.config import ReadersConfig
from newsgen.readers.shared.source import Items, Source


class Reader(Protocol):
    """A function that reads one format."""

    def __call__(self, source: Source, config: ReadersConfig) -> Items:
        """The articles in the file `source`, in the order of the file, and a problem for each part
        that was not read."""


class Format(msgspec.Struct, frozen=True):
    """How the files of one format are read.

    `reader` is the function, or its name `module:function`, whose module is then imported when the
    first such file is read. `container` says that one file can hold several articles; `whole` that
    a file is read into memory at once, which is faster for files of one article (a compressed file,
    and every container, is streamed). `extra` is the extra of the package that installs the
    libraries which the reader imports. Raises ValueError for a container that is to be read whole.
    """

    reader: Reader | str
    container: bool = False
    whole: bool = False
    extra: str = ""

    def __post_init__(self) -> None:
        if self.container and self.whole:
            raise ValueError("a container is streamed, so it cannot be read whole")


INSTALLATION = frozenset(("missing", "reader"))
"""Codes of the problems whose cause is what is installed, not the file: after `pip install` the same
file may be read, so that such a problem is out of date when the next build begins."""


class Refusal(NamedTuple):
    """Why the files of a format cannot be read: the fields of a `Problem` that are the same for all
    of them."""

    code: str
    message: str
    hint: str


def by_suffix(rows: Mapping[str, Format]) -> Mapping[str, Format]:
    """Each suffix with its format, from rows whose keys name one or more suffixes.

    >>> list(by_suffix({".md .markdown": Format("newsgen.readers.markdown:read")}))
    ['.md', '.markdown']
    """
    formats: dict[str, Format] = {}
    for suffixes, row in rows.items():
        formats.update(dict.fromkeys(suffixes.split(), row))
    return formats


FORMATS: Mapping[str, Format] = by_suffix(
    {
        ".txt": Format("newsgen.readers.text:read", whole=True),
        ".md .markdown": Format("newsgen.readers.markdown:read", whole=True),
        ".html .htm .xhtml": Format("newsgen.readers.webpage:read", whole=True, extra="html"),
        ".jsonl .ndjson": Format("newsgen.readers.jsonlines:read", container=True),
        ".json": Format("newsgen.readers.jsonfile:read", container=True),
        ".csv .tsv": Format("newsgen.readers.csvfile:read", container=True),
        ".rss .atom .xml": Format("newsgen.readers.xmlfile:read", container=True, extra="feeds"),
        ".nitf": Format("newsgen.readers.nitf:read"),
        ".eml": Format("newsgen.readers.mail:read"),
        ".mbox": Format("newsgen.readers.mail:read", container=True),
    }
)
"""Suffix → format: a row for each format. `.gz` may follow any suffix."""


def suffix_of(name: str) -> str:
    """The suffix of a file's name, in lower case, that of the compression left off; empty where the
    name has none.

    >>> suffix_of("a/b.TXT.gz"), suffix_of("a/b.jsonl"), suffix_of(".txt"), suffix_of("a.b/c")
    ('.txt', '.jsonl', '', '')
    """
    dot = name.rfind(".")
    suffix = name[dot:]
    # Nearly all names end in a suffix of the table, after a stem: they need no lower case.
    if suffix in FORMATS and name[dot - 1 : dot] not in {"", "/"}:
        return suffix
    file_name = name[name.rfind("/") + 1 :]
    stem, dot_, ending = file_name.lower().removesuffix(".gz").rpartition(".")
    return dot_ + ending if stem else ""


def reader_of(chosen: Format) -> Reader:
    """The reader function of a format, its module imported. Raises whatever importing raises."""
    if not isinstance(chosen.reader, str):
        return chosen.reader
    module, _, function = chosen.reader.partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader


def missing_library(missing: ModuleNotFoundError, package: str, extra: str) -> Refusal:
    """What is said of files whose reader needs a library that is not installed; `extra` of
    `package` installs it."""
    return Refusal(
        "missing",
        f"not read – the package {missing.name} is not installed",
        f"pip install '{package}[{extra}]'",
    )
