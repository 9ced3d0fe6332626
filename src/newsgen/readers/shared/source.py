"""One input file as the readers see it: a stream of bytes, and what the path of the file says.

The stream ends where the disk or the compression fails, instead of raising; what was read before is kept.
"""

import datetime
import gzip
import hashlib
import io
import os
import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import xxhash

from newsgen.model import Hints, Origin, Problem, Raw

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file, or part of a container, that can be one article."""

PIECE = 1 << 16
"""Bytes read at a time: most articles have a tenth of that."""

Items = Iterator[Raw | Problem]
"""What a reader yields, in the order of the file: items, and a problem for each part of the file that
was not read."""


class Source(NamedTuple):
    """An open file. `name` is its path below the articles' folder, `stream` its bytes, uncompressed.

    `folder` is the folder directly under the articles' folder, where its name can be that of an
    outlet; `file_date` the date in the file's name. Both may be empty."""

    name: str
    stream: BinaryIO
    folder: str
    file_date: str

    def whole(self) -> bytes:
        """All bytes of the file, but little more than `LARGEST`: a reader refuses a result that is
        longer than that."""
        # In pieces, because one read of LARGEST bytes would allocate as many.
        parts = []
        size = 0
        while size <= LARGEST and (part := self.stream.read(PIECE)):
            parts.append(part)
            size += len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def head(self, size: int) -> bytes:
        """The first bytes of the file, which remain to be read: about `size`; none where the stream
        cannot be looked ahead in, as one in memory cannot."""
        if isinstance(self.stream, io.BufferedReader):
            return self.stream.peek(size)
        return b""

    def hints(self, *, trusted: bool = False) -> Hints:
        """What the path alone states of an article; `trusted` where no line of its body may be cut."""
        return Hints(folder=self.folder, file_date=self.file_date, trusted=trusted)

    def origin(self, data: bytes, line: int = 1, part: str = "") -> Origin:
        """Where an article came from: its raw bytes are `data`, its text begins on `line`, and
        `part` names it in a container."""
        return Origin(self.name, part, hashlib.sha256(data).hexdigest(), line)

    def problem(self, code: str, message: str, hint: str, line: int = 0) -> Problem:
        """An error: the file, or the part of it on `line`, is set aside."""
        return Problem("error", self._where(line), code, message, hint)

    def warning(self, code: str, message: str, hint: str, line: int = 0) -> Problem:
        """A warning: the article was read, but something in it was not."""
        return Problem("warning", self._where(line), code, message, hint)

    def note(self, code: str, message: str, hint: str, line: int = 0) -> Problem:
        """A note: something was left out on purpose."""
        return Problem("note", self._where(line), code, message, hint)

    def _where(self, line: int) -> str:
        """What a problem names: the file, and the line where that is known."""
        return f"{self.name}:{line}" if line else self.name


def no_text(source: Source, kind: str) -> Problem:
    """The problem of a file whose bytes are no text but `kind` ("a PNG image")."""
    hint = "remove it, or convert it to text"
    return source.problem("binary", f"not read – this is {kind}, no text", hint)


def part_digest(part: str) -> int:
    """What is remembered of the part of an item, to tell whether a later item has the same: 64 bits,
    so that a million items cost little memory."""
    return xxhash.xxh3_64_intdigest(part.encode("utf-8", "replace"))


class FileContent(NamedTuple):
    """The bytes of a file, at most one more than `LARGEST`; `fault` says in words why the others
    could not be read."""

    data: bytes
    fault: str


class SteadyStream(io.RawIOBase):
    """A stream that ends where reading fails; `fault` then says why in words."""

    def __init__(self, inner: BinaryIO | gzip.GzipFile) -> None:
        super().__init__()
        self.inner = inner
        self.fault = ""

    def readable(self) -> bool:
        """True: the stream can be read."""
        return True

    # typeshed's WriteableBuffer is wider than what io passes
    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` and return the number of bytes; 0 at the end, and where the disk or the
        compression fails."""
        if self.fault:
            return 0
        try:
            data = self._next(len(buffer))
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
        """Close the stream below as well."""
        self.inner.close()
        super().close()

    def _next(self, size: int) -> bytes:
        """At most `size` bytes more; none at the end."""
        if isinstance(self.inner, gzip.GzipFile):
            return self.inner.read1(size)
        return self.inner.read(size)


def opened(path: str | Path) -> BinaryIO | str:
    """The file at `path`, open for reading; where it cannot be read, the reason in words. No pipe
    or device is ever waited for."""
    file = _descriptor(path)
    return file if isinstance(file, str) else os.fdopen(file.number, "rb", buffering=0)


def loaded(path: str | Path) -> FileContent | str:
    """The content of the file at `path`, by one read in most cases; where it cannot be read, the
    reason in words."""
    file = _descriptor(path)
    if isinstance(file, str):
        return file
    parts: list[bytes] = []
    size = 0
    fault = ""
    try:
        while size <= LARGEST:
            # One byte more than the file should have left: a shorter answer shows that this was the end.
            expected = min(max(file.size - size, 0), LARGEST - size)
            part = os.read(file.number, expected + 1)
            parts.append(part)
            size += len(part)
            if not part or size == file.size:
                break
    except OSError as error:
        fault = error.strerror or str(error)
    finally:
        os.close(file.number)
    return FileContent(parts[0] if len(parts) == 1 else b"".join(parts), fault)


class _Descriptor(NamedTuple):
    """An open file as the operating system knows it, and its size in bytes."""

    number: int
    size: int


def _descriptor(path: str | Path) -> _Descriptor | str:
    """The regular file at `path`, open; where there is none that can be read, the reason in words."""
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
    return _NOT_REGULAR.get(stat.S_IFMT(status.st_mode), "it is no regular file")


_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NOT_REGULAR = {
    stat.S_IFDIR: "it is a folder",
    stat.S_IFIFO: "it is a pipe",
    stat.S_IFSOCK: "it is a socket",
    stat.S_IFCHR: "it is a device",
    stat.S_IFBLK: "it is a device",
}


def folder(name: str) -> str:
    """The folder directly under the articles' folder, where it can name an outlet (a year or a date
    does not).

    >>> folder("capitalfm.co.ke/2021/x.txt"), folder("2021/05/x.txt"), folder("x.txt")
    ('capitalfm.co.ke', '', '')
    """
    first, slash, _ = name.partition("/")
    return first if slash and not _YEAR_OR_DATE.fullmatch(first) else ""


def file_date(name: str) -> str:
    """The date that a path states: `2021-05-05-slug.md`, as Jekyll and Pelican name files, or
    folders `2021/05/05/`; else empty.

    >>> file_date("a/2021-05-05-talks.md"), file_date("x/2021/05/05/talks.md")
    ('2021-05-05', '2021-05-05')
    >>> file_date("2021-02-31-talks.md")
    ''
    """
    date = _FILE_DATE.match(name.rpartition("/")[2])
    if not date and "/" in name:
        date = _FOLDER_DATE.search(name)
    if not date:
        return ""
    year, month, day = map(int, date.groups())
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


_YEAR_OR_DATE = re.compile(r"(?:1[5-9]|20)\d\d(?:-?\d\d){0,2}")
_FILE_DATE = re.compile(r"((?:1[5-9]|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_FOLDER_DATE = re.compile(r"(?:^|/)((?:1[5-9]|20)\d\d)/(\d\d)/(\d\d)/")
