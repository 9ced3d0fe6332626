"""`.csv` and `.tsv`: a table whose first row names the columns, streamed a row at a time."""

import codecs
import csv
import io
from collections.abc import Iterator

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers.shared.dump_rows import Rows
from newsgen.readers.shared.fields import has_body
from newsgen.readers.shared.source import Source
from newsgen.text.encoding import decoded

CELL = 16 * 1024 * 1024
"""Characters of the longest cell: more is a quotation mark that is never closed."""

PROBE = 65536
"""Bytes from which the encoding and the separator are told."""


def read(source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The article in each row."""
    csv.field_size_limit(CELL)
    rows = Rows(source, config)
    head = source.stream.peek(PROBE) if isinstance(source.stream, io.BufferedReader) else b""
    found = decoded(head)
    if found.fault:
        yield source.problem(
            "binary",
            f"not read – this is {found.fault}, no text",
            "remove it, or convert it to text",
        )
        return
    lines = _Lines(
        io.TextIOWrapper(
            source.stream, encoding=_codec(found.encoding), errors="replace", newline=""
        )
    )
    reader = csv.reader(lines, delimiter=_separator(source.name, found.text))
    header: list[str] = []
    while True:
        line = reader.line_num + 1
        lines.taken.clear()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield from rows.fault(f"not read – {error}", "mend that row", line)
            continue
        if cells is None:
            break
        if not header:
            header = [cell.strip("\ufeff ") for cell in cells]
            if not has_body(header, config.fields.items()):
                shown = ", ".join(name[:30] for name in header[:20])
                yield source.problem(
                    "columns",
                    "not read – no column is a text",
                    f"name it under [readers.fields]: {shown}",
                    line,
                )
                return
        elif any(cells):
            yield from rows.article(
                dict(zip(reversed(header), reversed(_padded(cells, len(header))), strict=True)),
                lines.data(),
                line,
            )
    yield from rows.rest()


class _Lines:
    """The lines of the file; `taken` are those of the row at hand."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while line := self.text.readline(CELL):
            self.taken.append(line)
            yield line.replace("\0", "")

    def data(self) -> bytes:
        return "".join(self.taken).encode("utf-8", "surrogatepass")


def _padded(cells: list[str], width: int) -> list[str]:
    """The cells of a row, as many as the header has: a reversed zip then lets the first of two columns of one name win."""
    return (cells + [""] * width)[:width]


def _codec(name: str) -> str:
    try:
        return "utf-8-sig" if name in ("utf-8", "") else codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def _separator(name: str, text: str) -> str:
    header = text.partition("\n")[0]
    if ".tsv" in name.lower():
        return "\t"
    return max(",;\t|", key=header.count)
