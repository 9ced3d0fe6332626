"""`.csv` and `.tsv`: a table whose first row names the columns, streamed a row at a time."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from newsgen.config import ReadersConfig
from newsgen.model import Problem
from newsgen.readers.shared.dump_rows import DumpRows
from newsgen.readers.shared.fields import has_body
from newsgen.readers.shared.source import Items, Source, no_text
from newsgen.text.encoding import decoded

CELL = 16 * 1024 * 1024
"""Characters of the longest cell: a longer one begins with a quotation mark that is never closed."""

SHOWN_COLUMNS, SHOWN = 20, 30
"""Columns of a table without a text that its problem shows, and characters of each."""

PROBE = 65536
"""Bytes at the start of a file that show its encoding and the separator of its columns."""


def read(source: Source, config: ReadersConfig) -> Items:
    """The article in each row."""
    head = decoded(source.head(PROBE))
    if head.fault:
        yield no_text(source, head.fault)
        return
    csv.field_size_limit(CELL)
    codec = _codec(head.encoding)
    text = io.TextIOWrapper(source.stream, encoding=codec, errors="replace", newline="")
    lines = _TableLines(text)
    table = csv.reader(lines, delimiter=_separator(source.name, head.text))
    rows = DumpRows(source, config)
    columns: list[str] = []
    while True:
        line = table.line_num + 1
        lines.of_row.clear()
        try:
            cells = next(table, None)
        except csv.Error as error:
            yield from rows.fault(f"not read – {error}", "mend that row", line)
            continue
        if cells is None:
            break
        if columns:
            if any(cells):
                yield from rows.article(_by_column(columns, cells), lines.data(), line)
            continue
        columns = [cell.strip("\ufeff ") for cell in cells]
        if not has_body(columns, config.fields.items()):
            yield _without_text(source, columns, line)
            return
    yield from rows.summary()


class _TableLines:
    """The lines of the file; `of_row` are those that the row at hand was read from."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.of_row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        """The lines, without the NULs that `csv` refuses."""
        while line := self.text.readline(CELL):
            self.of_row.append(line)
            yield line.replace("\0", "")

    def data(self) -> bytes:
        """The bytes of the row at hand."""
        return "".join(self.of_row).encode("utf-8", "surrogatepass")


def _by_column(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells of a row by the names of their columns; a missing cell is empty, and one beyond the
    last column is left off.

    >>> _by_column(["title", "text", "title"], ["Talks", "One."])
    {'title': 'Talks', 'text': 'One.'}
    """
    width = len(columns)
    padded = [*cells, *[""] * width][:width]
    # Reversed, because of two columns with one name the first counts.
    return dict(zip(reversed(columns), reversed(padded), strict=True))


def _without_text(source: Source, columns: Sequence[str], line: int) -> Problem:
    """The problem of a table none of whose columns is known to hold a text."""
    shown = [name[:SHOWN] for name in columns[:SHOWN_COLUMNS]]
    hint = f"name it under [readers.fields]: {', '.join(shown)}"
    message = "not read – no column is a text"
    return source.problem("columns", message, hint, line)


def _codec(name: str) -> str:
    """The codec of an encoding; that of UTF-8 where the encoding has no name, or one that Python
    does not know."""
    if name in ("utf-8", ""):
        return "utf-8-sig"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def _separator(name: str, text: str) -> str:
    """The sign between the columns: a tab in a `.tsv` file, else the one that occurs most often in
    the first line."""
    if ".tsv" in name.lower():
        return "\t"
    header = text.partition("\n")[0]
    return max(",;\t|", key=header.count)
