"""The formats of an export: JSON lines, a CSV table, and a folder of Markdown files."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from newsgen.errors import NewsgenError
from newsgen.model import Article
from newsgen.text import frontmatter

Exported = tuple[dict[str, object], Article]
"""An article's exported record, and the article itself."""
Writer = Callable[[Iterable[Exported], Path], None]
"""Writes exported records to a file or a folder."""

FORMULA_SIGNS = frozenset("=+-@\t\r")
"""First characters of a cell by which a spreadsheet takes its text for a formula."""


def writer(target: Path) -> Writer:
    """The writer of the format that the suffix of `target` names.

    >>> writer(Path("records")).__name__, writer(Path("records.CSV")).__name__
    ('write_folder', 'write_table')
    """
    if is_folder(target):
        return write_folder
    return write_table if target.suffix.lower() == ".csv" else write_lines


def is_folder(target: Path) -> bool:
    """Whether `target` names a folder of Markdown files, by its suffix alone.

    >>> is_folder(Path("records")), is_folder(Path("records.md")), is_folder(Path("-"))
    (True, True, False)
    """
    suffix = target.suffix.lower()
    return suffix == ".md" or (not suffix and target.name != "-")


def write_lines(records: Iterable[Exported], target: Path) -> None:
    """Write one JSON object a line."""
    with _opened(target) as file:
        for row, _ in records:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_table(records: Iterable[Exported], target: Path) -> None:
    """Write a CSV table with a header.

    Lists are written as JSON; a text that a spreadsheet would run as a formula gets an apostrophe.
    """
    with _opened(target) as file:
        table = csv.writer(file)
        for number, (row, _) in enumerate(records):
            if number == 0:
                table.writerow(row)
            table.writerow([_cell(value) for value in row.values()])


def write_folder(records: Iterable[Exported], target: Path) -> None:
    """Write a folder of Markdown files with front matter, which reads back as the same records."""
    target.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for row, article in records:
        path = _free_path(row, taken)
        taken.add(_folded(path))
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = frontmatter.dump(row | _given_lists(article), article.blocks)
        file.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def _opened(target: Path) -> Iterator[IO[str]]:
    """A text file that appears whole or not at all; standard output for `-`."""
    if target.name == "-":
        yield sys.stdout
        return
    draft = target.with_name(target.name + ".new")
    try:
        with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        draft.replace(target)
    except OSError as error:
        raise NewsgenError(
            f"{target}: not written – {error.strerror} – choose another place"
        ) from None
    finally:
        draft.unlink(missing_ok=True)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if value[:1] in FORMULA_SIGNS else value


def _free_path(row: dict[str, object], taken: set[str]) -> Path:
    """The source's path with the suffix `.md`; with the article's id if an earlier one has it."""
    path = Path(str(row["source"]).replace("#", "-")).with_suffix(".md")
    if _folded(path) not in taken:
        return path
    return path.with_name(f"{path.stem}-{row['id']}.md")


def _folded(path: Path) -> str:
    """A path as a file system that ignores case sees it."""
    return path.as_posix().lower()


def _given_lists(article: Article) -> dict[str, object]:
    """The lists that the source stated and the exported record has no key for, if not empty."""
    lists = {"tags": list(article.tags), "aliases": list(article.aliases)}
    return {name: values for name, values in lists.items() if values}
