"""Formats that other packages add, by entry points of the group `newsgen.readers`.

What such a package does wrong costs its own files and no others: they are set aside with a problem,
and the build goes on.
"""

from functools import cache
from typing import TYPE_CHECKING

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers.formats import Format, Reader, Refusal, missing_library, reader_of
from newsgen.readers.shared.source import Items, Source, part_digest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "newsgen.readers"
"""The group of the entry points. An entry point's name is a suffix (`.epub`), its value a `Format`
or a reader function."""


def is_added(suffix: str) -> bool:
    """True where another package adds a format for files of this suffix, whether that format can be
    loaded or not."""
    return suffix in _entry_points()


@cache
def added_format(suffix: str) -> Format | Refusal | None:
    """The format that another package adds for files of this suffix; None where no package does.

    A reader function in the place of a format is taken for the reader of a container.
    """
    entry = _entry_points().get(suffix)
    if entry is None:
        return None
    try:
        value = entry.load()
    except Exception as error:
        return _broken(entry, _in_words(error))
    if isinstance(value, Format):
        return value
    if callable(value):
        return Format(value, container=True)
    return _broken(entry, f"{entry.value} is a {_kind(value)}, not a Format or a reader function")


def added_reader(suffix: str, chosen: Format) -> Reader | Refusal:
    """The reader of the format that another package adds for this suffix, guarded."""
    entry = _entry_points()[suffix]
    try:
        reader = reader_of(chosen)
    except ModuleNotFoundError as missing:
        if chosen.extra:
            return missing_library(missing, _package(entry), chosen.extra)
        return _broken(entry, _in_words(missing))
    except Exception as error:
        return _broken(entry, _in_words(error))
    if not callable(reader):
        return _broken(entry, f"{chosen.reader} is a {_kind(reader)}, not a reader function")
    return guarded(reader, _package(entry))


def version(suffix: str) -> str:
    """The package that adds the format of this suffix, its version and the entry point's value;
    empty where no package does.

    What was read of a file is out of date when this changes.
    """
    entry = _entry_points().get(suffix)
    if entry is None:
        return ""
    number = entry.dist.version if entry.dist else ""
    return f"{_package(entry)} {number} {entry.value}"


def guarded(reader: Reader, package: str) -> Reader:
    """`reader` as one that never raises: where it fails, the rest of the file is set aside, with a
    problem that names `package`."""

    def read(source: Source, config: ReadersConfig) -> Items:
        try:
            yield from _checked(reader(source, config), source, package)
        except Exception as error:
            yield source.problem(
                "reader",
                f"not read to its end – the reader of the package {package} failed ({_in_words(error)})",
                "report it to the makers of that package; what came before is kept",
            )

    return read


def _checked(items: Items, source: Source, package: str) -> Items:
    """`items`, and a problem in the place of each that has the part of an earlier one. Raises
    TypeError for what is neither an article nor a problem."""
    parts: set[int] = set()
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        if not isinstance(item, Raw):
            raise TypeError(f"it yields a {_kind(item)}, not a Raw or a Problem")
        digest = part_digest(item.origin.part)
        if digest in parts:
            yield _same_part(source, item, package)
        else:
            parts.add(digest)
            yield item


def _same_part(source: Source, item: Raw, package: str) -> Problem:
    """The problem of an item that has the part of another item of its file, so that newsgen cannot
    tell the two apart."""
    return source.problem(
        "reader",
        f"an item not read – the reader of the package {package} gives two items"
        f" the part “{item.origin.part}”",
        "report it to the makers of that package",
        item.origin.line,
    )


@cache
def _entry_points() -> "dict[str, EntryPoint]":
    """The entry points by suffix. Where two packages add one suffix, the one whose value comes
    first in the alphabet is taken."""
    # Imported here, because it takes 20 ms, which only a file that newsgen cannot read by itself is worth.
    from importlib.metadata import entry_points  # noqa: PLC0415

    entries = sorted(entry_points(group=GROUP), key=_value, reverse=True)
    return {entry.name.lower(): entry for entry in entries}


def _value(entry: "EntryPoint") -> str:
    """What an entry point names, `module:object`."""
    return entry.value


def _package(entry: "EntryPoint") -> str:
    """The name, as pip knows it, of the package that an entry point belongs to."""
    return entry.dist.name if entry.dist else entry.value


def _broken(entry: "EntryPoint", why: str) -> Refusal:
    """What is said of the files whose format cannot be loaded."""
    package = _package(entry)
    return Refusal(
        "reader",
        f"not read – the package {package}, which adds {entry.name}, cannot be loaded ({why})",
        f"update it, or remove it: pip uninstall {package}",
    )


def _in_words(error: Exception) -> str:
    """An exception on one line: its class, and what it says."""
    kind = _kind(error)
    text = " ".join(str(error).split())
    return f"{kind}: {text}" if text else kind


def _kind(value: object) -> str:
    """The name of a value's class."""
    return type(value).__name__
