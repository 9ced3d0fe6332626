"""Which files hold the articles: those in the articles' folder, or in the files and folders that the
command line names; never newsgen's own files."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from newsgen import readers
from newsgen.catalogue.ledger import FILE as LEDGER
from newsgen.config import ARTICLES
from newsgen.config import FILE as CONFIG
from newsgen.decisions import DECISIONS, TOPICS
from newsgen.errors import UsageError
from newsgen.model import Problem, Record

OWN = (CONFIG, DECISIONS, TOPICS, LEDGER, "templates", ".newsgen")
"""Files and folders of the source root that are never articles."""
NO_SUFFIX = "no suffix"


class File(Record, frozen=True):
    """A file to read: its name (its path below the articles' folder, with `/`), its path, its size in
    bytes and its time of change in ns."""

    name: str
    path: str
    size: int
    modified: int


class _Naming(NamedTuple):
    """How the files below a place are named: `prefix` stands before their path below the place;
    `inner` is left off, where the place lies around the articles' folder."""

    place: str
    prefix: str
    inner: str
    is_folder: bool

    def name(self, path: str) -> str:
        """The name of the file at `path`."""
        below = path[len(self.place) :].replace(os.sep, "/").lstrip("/") if self.is_folder else ""
        return (self.prefix + below).removeprefix(self.inner)


def files(
    source: Path, paths: Iterable[Path], besides: Iterable[Path]
) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The files to read, ordered by name, and a note on those that no reader knows.

    `paths` replace the articles' folder of `source` where there are any. Nothing in `besides`
    (output, cache) is input, nor are hidden files and newsgen's own files in the source root.
    Raises UsageError for a path that is not there.
    """
    home = source / ARTICLES
    never = {str((source / name).resolve()) for name in OWN}
    never |= {str(path.resolve()) for path in besides}
    by_name: dict[str, File] = {}
    unread: Counter[str] = Counter()
    for place in tuple(paths) or (home,):
        if not place.exists():
            raise UsageError(
                f"{place}: no such file or folder – the articles are looked for there"
                f" – {_remedy(place, home)}"
            )
        naming = _naming(place, home)
        for path in _walk(str(place), never):
            if readers.known(path):
                _add(by_name, naming.name(path), path, place.name)
            else:
                unread[os.path.splitext(path)[1] or NO_SUFFIX] += 1
    return tuple(by_name[name] for name in sorted(by_name)), tuple(_notes(unread))


def name_in_archive(source: Path, path: Path) -> str:
    """The name that a build of the archive at `source` gives the file at `path`: its path below the
    articles' folder, or below `source` where that has no such folder; else the file's own name."""
    home = source / ARTICLES
    root = (home if home.is_dir() else source).resolve()
    here = path.resolve()
    return here.relative_to(root).as_posix() if here.is_relative_to(root) else path.name


def _add(by_name: dict[str, File], name: str, path: str, place: str) -> None:
    """Add the file at `path`, unless it is there already; where another file has its name, the name
    of the `place` is put before it."""
    if name in by_name and os.path.samefile(by_name[name].path, path):
        return
    while name in by_name:
        name = f"{place}/{name}"
    by_name[name] = _file(name, path)


def _file(name: str, path: str) -> File:
    try:
        stat = os.stat(path)
    except OSError:
        return File(name, path, 0, 0)  # a broken link: the reader says what is wrong
    return File(name, path, stat.st_size, stat.st_mtime_ns)


def _walk(place: str, never: Iterable[str]) -> Iterator[str]:
    """Every file below `place`; a linked folder is entered once, so that a loop ends."""
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


def _naming(place: Path, home: Path) -> _Naming:
    """How the files below `place` are named, where `home` is the articles' folder.

    Below `home`, names are relative to `home`, wherever the place lies; elsewhere a file has its own
    name, and files in a folder are named relative to that folder.
    """
    here, root, is_folder = place.resolve(), home.resolve(), place.is_dir()
    prefix = "" if is_folder else place.name
    if here.is_relative_to(root):
        inside = here.relative_to(root).as_posix()
        prefix = "" if inside == "." else inside + "/" * is_folder
    around = root != here and root.is_relative_to(here)
    inner = f"{root.relative_to(here).as_posix()}/" if around else ""
    return _Naming(str(place), prefix, inner, is_folder)


def _remedy(place: Path, home: Path) -> str:
    if place != home:
        return "check the path"
    return f"make the folder, or name files and folders: newsgen build PATH (looked in {home})"


def _notes(unread: Counter[str]) -> Iterator[Problem]:
    """A note for each suffix of files that were not read."""
    for suffix, count in sorted(unread.items()):
        number = "1 file" if count == 1 else f"{count:,} files"
        yield Problem(
            level="note",
            where="*" if suffix == NO_SUFFIX else f"*{suffix}",
            code="format",
            message=f"{number} not read – no reader for this kind ({suffix})",
            hint="",
        )
