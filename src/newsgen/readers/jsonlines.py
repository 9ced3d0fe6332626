"""`.jsonl`: one JSON object a line, streamed a line at a time."""

import io
import json
from collections.abc import Iterator

import msgspec

from newsgen.config import ReadersConfig
from newsgen.readers.shared.dump_rows import DumpRows
from newsgen.readers.shared.source import LARGEST, Items, Source
from newsgen.text.encoding import decoded

UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
"""The byte-order marks of UTF-16, and the encodings they stand for."""

MARK = 4
"""Bytes at the start of the file that can hold a byte-order mark."""

_TOO_DEEP = "lists stand in lists too deep"


def read(source: Source, config: ReadersConfig) -> Items:
    """The article in each line."""
    rows = DumpRows(source, config)
    for number, line in enumerate(_lines(source), 1):
        if len(line) > LARGEST:
            message = f"not read – the line is longer than {LARGEST // 2**20} MB"
            yield from rows.fault(message, "one line holds one article", number)
            continue
        data = line.strip()
        if not data:
            continue
        try:
            stated = row(data)
        except ValueError as error:
            rows.number += 1
            message = f"not read – it is not valid JSON ({error})"
            yield from rows.fault(message, "mend that line, or remove it", number)
            continue
        yield from rows.article(stated, data, number)
    yield from rows.summary()


def row(data: bytes) -> object:
    """One JSON value. `NaN`, control characters, numbers of any length and other encodings than
    UTF-8 are read too. Raises ValueError.

    >>> row(b'{"title": "Talks", "n": NaN}')
    {'title': 'Talks', 'n': None}
    """
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    text = decoded(data).text
    try:
        return json.loads(text, strict=False, parse_int=str, parse_constant=lambda _: None)
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    except json.JSONDecodeError as error:
        raise ValueError(error.msg) from None


def _lines(source: Source) -> Iterator[bytes]:
    """The lines of the file, without a byte-order mark. Of a line longer than `LARGEST` bytes the
    first `LARGEST` + 1 are given."""
    start = source.stream.read(MARK)
    encoding = UTF_16.get(start[:2])
    if encoding:
        yield from _recoded(start[2:], encoding, source)
    else:
        yield from _joined(start.removeprefix(b"\xef\xbb\xbf"), source)


def _joined(start: bytes, source: Source) -> Iterator[bytes]:
    """The lines of `start` and the bytes that follow it in the file."""
    stream = source.stream
    while b"\n" in start:
        line, _, start = start.partition(b"\n")
        yield line
    while line := stream.readline(LARGEST + 1):
        yield start + line
        start = b""
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = stream.readline(LARGEST + 1)
    if start:
        yield start


def _recoded(start: bytes, encoding: str, source: Source) -> Iterator[bytes]:
    """The lines of a file in UTF-16 that begins with `start`, as UTF-8."""
    text = io.TextIOWrapper(source.stream, encoding=encoding, errors="replace", newline="\n")
    head = start.decode(encoding, "replace")
    while line := text.readline(LARGEST):
        yield (head + line).encode("utf-8", "replace")
        head = ""
