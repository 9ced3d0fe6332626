"""`newsgen export`: the records, without rendering: JSON lines, CSV, or a folder of Markdown files with front matter."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from newsgen.errors import NewsgenError, UsageError
from newsgen.model import Article, Report
from newsgen.output.lock import lock
from newsgen.pipeline import run, state
from newsgen.pipeline.rows import Row, rows
from newsgen.pipeline.watch import Listener
from newsgen.text import frontmatter

Exported = tuple[Row, Article]
"""A record to write, and the article it was made from."""


def export(settings: run.Settings, target: Path, listener: Listener | None = None) -> Report:
    """Write the records to `target`; its suffix says how: `.csv`, `.md` or none (a folder of Markdown files), else JSON lines (`-`: printed)."""
    ready = run.setup(settings)
    if target.is_dir() and not _is_folder(target):
        raise UsageError(
            f"{target}: a folder stands there – {target.suffix} is written to a file – name another"
        )
    with lock(settings.folder), run.workshop(settings, ready, listener) as shop:
        archived = run.archived(shop, ready)
        with shop.engine.step("export"):
            found = rows(shop, archived)
            _writer(target)(found, target)
        return state.report(shop, archived, (0, 0), 0)


def lines(found: Iterable[Exported], target: Path) -> None:
    """One JSON object a line."""
    with _opened(target) as file:
        for row, _ in found:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def table(found: Iterable[Exported], target: Path) -> None:
    """A CSV table with a header; lists as JSON; a text that a spreadsheet would run as a formula gets an apostrophe."""
    with _opened(target) as file:
        writer = csv.writer(file)
        for number, (row, _) in enumerate(found):
            if not number:
                writer.writerow(row)
            writer.writerow([_cell(value) for value in row.values()])


def folder(found: Iterable[Exported], target: Path) -> None:
    """A folder of Markdown files, which reads back as the same records."""
    target.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for row, article in found:
        name = str(row["source"]).replace("#", "-")
        path = Path(name).with_suffix(".md")
        unique = (
            path
            if path.as_posix().lower() not in taken
            else path.with_name(f"{path.stem}-{row['id']}.md")
        )
        taken.add(unique.as_posix().lower())
        place = target / unique
        place.parent.mkdir(parents=True, exist_ok=True)
        kept = {
            name: list(values)
            for name, values in (("tags", article.tags), ("aliases", article.aliases))
            if values
        }
        place.write_text(
            frontmatter.dump(row | kept, article.blocks), encoding="utf-8", newline="\n"
        )


def _writer(target: Path) -> Callable[[Iterable[Exported], Path], None]:
    if _is_folder(target):
        return folder
    return table if target.suffix.lower() == ".csv" else lines


def _is_folder(target: Path) -> bool:
    return target.suffix.lower() == ".md" or (not target.suffix and target.name != "-")


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
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return (
        f"'{text}"
        if isinstance(value, str) and text[:1] in {"=", "+", "-", "@", "\t", "\r"}
        else text
    )
