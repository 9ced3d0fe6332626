"""One input file as the readers see it: a stream of bytes that ends early rather than raising, and what its path says."""

import datetime
import gzip
import hashlib
import io
import os
import re
import stat
import zlib
from pathlib import Path
from typing import BinaryIO, NamedTuple

from newsgen.model import Hints, Origin, Problem

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file, or item of a container, that can be one article."""


PIECE = 1 << 16
"""Bytes read at a time: most articles have a tenth of that."""


class Source(NamedTuple):
    """An open file. `name` is its path below the articles' folder; `folder` the folder directly under that, `file_date` the date in its name."""

    name: str
    stream: BinaryIO
    folder: str
    file_date: str

    def whole(self) -> bytes:
        """All of the file, at most little more than `LARGEST` bytes. Read in pieces: one read of that size would allocate it."""
        parts = []
        size = 0
        while size <= LARGEST and (part := self.stream.read(PIECE)):
            parts.append(part)
            size += len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def hints(self, *, trusted: bool = False) -> Hints:
        """What the path alone states, of a body that is `trusted` or not."""
        return Hints(folder=self.folder, file_date=self.file_date, trusted=trusted)

    def problem(self, code: str, message: str, hint: str, line: int = 0) -> Problem:
        """An error of this file: the item is set aside."""
        return Problem("error", f"{self.name}:{line}" if line else self.name, code, message, hint)

    def warning(self, code: str, message: str, hint: str, line: int = 0) -> Problem:
        """A warning on this file: something in it was not read, the article was."""
        return Problem("warning", f"{self.name}:{line}" if line else self.name, code, message, hint)

    def note(self, code: str, message: str, hint: str, line: int = 0) -> Problem:
        """A note on this file: something was left out on purpose."""
        return Problem("note", f"{self.name}:{line}" if line else self.name, code, message, hint)


class Loaded(NamedTuple):
    """What a file holds, at most one byte more than `LARGEST`; `fault` says in words why the rest could not be read."""

    data: bytes
    fault: str


class Steady(io.RawIOBase):
    """A stream that ends where reading fails, and remembers why in `fault`: what was read before is kept."""

    def __init__(self, inner: BinaryIO | gzip.GzipFile) -> None:
        super().__init__()
        self.inner = inner
        self.fault = ""

    def readable(self) -> bool:
        """True: it is there to be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed's WriteableBuffer is wider than what io passes
        """Fill `buffer`; 0 at the end, and where the disk or the compression fails."""
        if self.fault:
            return 0
        try:
            data = (
                self.inner.read1(len(buffer))
                if isinstance(self.inner, gzip.GzipFile)
                else self.inner.read(len(buffer))
            )
        except EOFError:
            self.fault = "the compressed data ends too early"
        except (gzip.BadGzipFile, zlib.error):
            self.fault = "the compressed data is damaged, or it is no gzip data"
        except OSError as error:
            self.fault = error.strerror or str(error)
        else:
            buffer[: len(data)] = data
            return len(data)
        return 0

    def close(self) -> None:
        """Close the file below."""
        self.inner.close()
        super().close()


def opened(path: str | Path) -> BinaryIO | str:
    """The file at `path`, open for reading; else, in words, why it is none that can be read. A FIFO or device is never waited for."""
    found = _descriptor(path)
    return found if isinstance(found, str) else os.fdopen(found.number, "rb", buffering=0)


def loaded(path: str | Path) -> Loaded | str:
    """All of the file at `path`, by one read in most cases; else, in words, why it is none that can be read."""
    found = _descriptor(path)
    if isinstance(found, str):
        return found
    parts: list[bytes] = []
    size = 0
    fault = ""
    try:
        while size <= LARGEST and (
            part := os.read(found.number, min(max(found.size - size, 0), LARGEST - size) + 1)
        ):
            parts.append(part)
            size += len(part)
            if size == found.size:  # one byte more was asked for: this was the end
                break
    except OSError as error:
        fault = error.strerror or str(error)
    finally:
        os.close(found.number)
    return Loaded(parts[0] if len(parts) == 1 else b"".join(parts), fault)


def origin(source: Source, data: bytes, line: int = 1, part: str = "") -> Origin:
    """Where the article came from whose raw bytes are `data`, its text beginning on `line`."""
    return Origin(source.name, part, hashlib.sha256(data).hexdigest(), line)


class _Descriptor(NamedTuple):
    number: int
    size: int


def _descriptor(path: str | Path) -> _Descriptor | str:
    """The regular file at `path`, open, and its size; else, in words, why it is none."""
    try:
        number = os.open(path, _FLAGS)
    except OSError as error:
        return error.strerror or str(error)
    except ValueError:
        return "no file can have this name"
    status = os.fstat(number)
    if stat.S_ISREG(status.st_mode):
        return _Descriptor(number, status.st_size)
    os.close(number)
    return next(name for holds, name in _KINDS if holds(status.st_mode))


def folder(name: str) -> str:
    """The folder directly under the articles' folder, where it can name an outlet (a year or a date does not).

    >>> folder("capitalfm.co.ke/2021/x.txt"), folder("2021/05/x.txt"), folder("x.txt")
    ('capitalfm.co.ke', '', '')
    """
    first, slash, _ = name.partition("/")
    return first if slash and not _DATED.fullmatch(first) else ""


def file_date(name: str) -> str:
    """The date that a path states: `2021-05-05-slug.md`, as Jekyll and Pelican name files, or folders `2021/05/05/`; else empty.

    >>> file_date("a/2021-05-05-talks.md"), file_date("x/2021/05/05/talks.md"), file_date("2021-02-31-talks.md")
    ('2021-05-05', '2021-05-05', '')
    """
    found = _FILE_DATE.match(name.rpartition("/")[2]) or ("/" in name and _FOLDER_DATE.search(name))
    if not found:
        return ""
    try:
        return datetime.date(*map(int, found.groups())).isoformat()
    except ValueError:
        return ""


_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_DATED = re.compile(r"(?:1[5-9]|20)\d\d(?:-?\d\d){0,2}")
_FILE_DATE = re.compile(r"((?:1[5-9]|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_FOLDER_DATE = re.compile(r"(?:^|/)((?:1[5-9]|20)\d\d)/(\d\d)/(\d\d)/")
_KINDS = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a pipe"),
    (stat.S_ISSOCK, "it is a socket"),
    (stat.S_ISCHR, "it is a device"),
    (stat.S_ISBLK, "it is a device"),
    (lambda _: True, "it is no regular file"),
)
