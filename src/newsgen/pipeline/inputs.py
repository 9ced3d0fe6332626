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


def files(source: Path, paths: Iterable[Path], besides: Iterable[Path]) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The files to read, by name, and a note on those that no reader knows.

    `paths` replace the articles' folder of `source` where there are any; nothing in `besides` (output, cache) is input, nor are hidden
    files, configuration, ledger and templates of the source root. Raises UsageError for a path that is not there.
    """
    home = source / ARTICLES
    never = {(source / name).resolve() for name in (CONFIG, DECISIONS, TOPICS, "ledger.jsonl", "templates", ".newsgen")}
    never |= {path.resolve() for path in besides}
    found: dict[str, File] = {}
    unknown: Counter[str] = Counter()
    for place in tuple(paths) or (home,):
        if not place.exists():
            raise UsageError(f"{place}: no such file or folder – the articles are looked for there – {_remedy(place, home)}")
        for path in _walk(place, never):
            if not readers.known(path):
                unknown[os.path.splitext(path)[1] or "no suffix"] += 1  # noqa: PTH122 – a string is what the walk yields
                continue
            name = _name(path, place, home)
            while name in found:
                name = f"{place.name}/{name}"
            found[name] = _file(name, path)
    return tuple(found[name] for name in sorted(found)), tuple(_unread(unknown))


def _file(name: str, path: str) -> File:
    try:
        stat = os.stat(path)  # noqa: PTH116 – 100,000 times
    except OSError:
        return File(name, path, 0, 0)  # a broken link: the reader says what is wrong
    return File(name, path, stat.st_size, stat.st_mtime_ns)


def _walk(place: Path, never: set[Path]) -> Iterator[str]:
    """Every file below `place`; a linked folder is entered once, so a loop ends."""
    if not place.is_dir():
        yield str(place)
        return
    seen = {str(path) for path in never}
    folders = [str(place)]
    while folders:
        folder = folders.pop()
        real = os.path.realpath(folder)
        if real in seen:
            continue
        seen.add(real)
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.startswith(".") or os.path.join(real, entry.name) in seen:  # noqa: PTH118 – 100,000 times
                    continue
                if entry.is_dir():
                    folders.append(entry.path)
                else:
                    yield entry.path


def _name(path: str, place: Path, home: Path) -> str:
    here = Path(path).resolve().parent / Path(path).name
    root = home.resolve()
    if here.is_relative_to(root):
        return here.relative_to(root).as_posix()
    return Path(path).relative_to(place).as_posix() if place.is_dir() else Path(path).name


def _remedy(place: Path, home: Path) -> str:
    return f"make the folder, or name files and folders: newsgen build PATH (looked in {home})" if place == home else "check the path"


def _unread(unknown: Counter[str]) -> Iterator[Problem]:
    for suffix, count in sorted(unknown.items()):
        files_ = "1 file" if count == 1 else f"{count:,} files"
        yield Problem("note", f"*{suffix}" if suffix != "no suffix" else "*", "format", f"{files_} not read – no reader for this kind ({suffix})", "")
