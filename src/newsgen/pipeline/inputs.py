"""Which files hold the articles: the articles' folder, or the files and folders given, without what is never input."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsgen import readers
from newsgen.config import FILE as CONFIG
from newsgen.decisions import DECISIONS, TOPICS
from newsgen.errors import UsageError
from newsgen.model import Problem, Record

ARTICLES = "seeds"
"""The articles' folder below the source root."""


class File(Record, frozen=True):
    """A file to read: its name below the articles' folder with `/`, its path, size in bytes and time of change in ns."""

    name: str
    path: str
    size: int
    modified: int


def files(
    source: Path, paths: Iterable[Path], besides: Iterable[Path]
) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The files to read, by name, and a note on those that no reader knows.

    `paths` replace the articles' folder of `source` where there are any; nothing in `besides` (output, cache) is input, nor are hidden
    files, configuration, ledger and templates of the source root. Raises UsageError for a path that is not there.
    """
    home = source / ARTICLES
    never = {
        (source / name).resolve()
        for name in (CONFIG, DECISIONS, TOPICS, "ledger.jsonl", "templates", ".newsgen")
    }
    never |= {path.resolve() for path in besides}
    found: dict[str, File] = {}
    unknown: Counter[str] = Counter()
    for place in tuple(paths) or (home,):
        if not place.exists():
            raise UsageError(
                f"{place}: no such file or folder – the articles are looked for there – {_remedy(place, home)}"
            )
        top, inner, folder = _top(place, home), _inner(place, home), place.is_dir()
        for path in _walk(str(place), {str(path) for path in never}):
            if not readers.known(path):
                unknown[os.path.splitext(path)[1] or "no suffix"] += 1
                continue
            name = top + (
                path[len(str(place)) :].replace(os.sep, "/").lstrip("/") if folder else ""
            )
            name = name.removeprefix(inner)
            if name in found and os.path.samefile(found[name].path, path):
                continue  # given twice
            while name in found:
                name = f"{place.name}/{name}"
            found[name] = _file(name, path)
    return tuple(found[name] for name in sorted(found)), tuple(_unread(unknown))


def _file(name: str, path: str) -> File:
    try:
        stat = os.stat(path)
    except OSError:
        return File(name, path, 0, 0)  # a broken link: the reader says what is wrong
    return File(name, path, stat.st_size, stat.st_mtime_ns)


def _walk(place: str, never: set[str]) -> Iterator[str]:
    """Every file below `place`; a linked folder is entered once, so a loop ends."""
    if not os.path.isdir(place):
        yield place
        return
    seen = set(never)
    folders = [place]
    while folders:
        folder = folders.pop()
        real = os.path.realpath(folder)
        if real in seen:
            continue
        seen.add(real)
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.startswith(".") or f"{real}{os.sep}{entry.name}" in seen:
                    continue
                if entry.is_dir():
                    folders.append(entry.path)
                else:
                    yield entry.path


def _top(place: Path, home: Path) -> str:
    """What the names of the files in `place` begin with: where it lies below the articles' folder, the file's own name for a file elsewhere."""
    here, root = place.resolve(), home.resolve()
    if here.is_relative_to(root):
        inside = here.relative_to(root).as_posix()
        return "" if inside == "." else inside + "/" * place.is_dir()
    return "" if place.is_dir() else place.name


def _inner(place: Path, home: Path) -> str:
    """How the names of articles in the articles' folder begin, seen from a folder around it: that is left off."""
    around, root = place.resolve(), home.resolve()
    return (
        f"{root.relative_to(around).as_posix()}/"
        if root != around and root.is_relative_to(around)
        else ""
    )


def _remedy(place: Path, home: Path) -> str:
    return (
        f"make the folder, or name files and folders: newsgen build PATH (looked in {home})"
        if place == home
        else "check the path"
    )


def _unread(unknown: Counter[str]) -> Iterator[Problem]:
    for suffix, count in sorted(unknown.items()):
        files_ = "1 file" if count == 1 else f"{count:,} files"
        yield Problem(
            "note",
            f"*{suffix}" if suffix != "no suffix" else "*",
            "format",
            f"{files_} not read – no reader for this kind ({suffix})",
            "",
        )
