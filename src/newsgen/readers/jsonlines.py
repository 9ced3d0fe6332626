"""`.jsonl`: one JSON object a line, streamed a line at a time."""

import io
import json
from collections.abc import Iterator

import msgspec

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers.shared.dump_rows import Rows
from newsgen.readers.shared.source import LARGEST, Source
from newsgen.text.encoding import decoded


def read(source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The article in each line."""
    rows = Rows(source, config)
    for number, line in enumerate(_lines(source), 1):
        if len(line) > LARGEST:
            yield from rows.fault(
                f"not read – the line is longer than {LARGEST // 2**20} MB",
                "one line holds one article",
                number,
            )
            continue
        if not (data := line.strip()):
            continue
        try:
            stated = row(data)
        except ValueError as error:
            rows.number += 1
            yield from rows.fault(
                f"not read – it is not valid JSON ({error})", "mend that line, or remove it", number
            )
            continue
        yield from rows.article(stated, data, number)
    yield from rows.rest()


def row(data: bytes) -> object:
    """One JSON value. `NaN`, control characters, numbers of any length and other encodings than UTF-8 are taken too. Raises ValueError.

    >>> row(b'{"title": "Talks", "n": NaN}')
    {'title': 'Talks', 'n': None}
    """
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    except RecursionError:
        raise ValueError("lists stand in lists too deep") from None
    try:
        return json.loads(
            decoded(data).text, strict=False, parse_int=str, parse_constant=lambda _: None
        )
    except RecursionError:
        raise ValueError("lists stand in lists too deep") from None
    except json.JSONDecodeError as error:
        raise ValueError(error.msg) from None


def _lines(source: Source) -> Iterator[bytes]:
    """The lines of the file, each at most `LARGEST` and one bytes long: of a longer one the rest is passed over."""
    mark = source.stream.read(4)
    if mark.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _recoded(mark, source)
    else:
        yield from _joined(mark.removeprefix(b"\xef\xbb\xbf"), source)


def _joined(mark: bytes, source: Source) -> Iterator[bytes]:
    first, rest = mark, source.stream
    while b"\n" in first:
        line, _, first = first.partition(b"\n")
        yield line
    while line := rest.readline(LARGEST + 1):
        yield first + line
        first = b""
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = rest.readline(LARGEST + 1)
    if first:
        yield first


def _recoded(mark: bytes, source: Source) -> Iterator[bytes]:
    text = io.TextIOWrapper(
        source.stream,
        encoding="utf-16-le" if mark[:2] == b"\xff\xfe" else "utf-16-be",
        errors="replace",
        newline="\n",
    )
    head = mark[2:].decode(text.encoding, "replace")
    while line := text.readline(LARGEST):
        yield (head + line).encode("utf-8", "replace")
        head = ""
