"""A format that another package adds is read like newsgen's own; what is wrong with it costs its
own files only."""

import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from newsgen import readers
from newsgen.config import ReadersConfig
from newsgen.model import Hints, Problem, Raw
from newsgen.readers import plugins, reading

MODULE = """
from newsgen.model import Raw
from newsgen.readers import Format

def read(source, config):
    for number, line in enumerate(source.stream, 1):
        if line == b"fail\\n":
            raise RuntimeError("a line\\nthat it cannot read")
        if line == b"wrong\\n":
            yield "a text"
        origin = source.origin(line, number, str(number))
        yield Raw(origin, "text/plain", line.decode(), source.hints())

def read_without_parts(source, config):
    for number, line in enumerate(source.stream, 1):
        yield Raw(source.origin(line, number), "text/plain", line.decode(), source.hints())

def read_nothing():
    pass

SINGLE = Format(read, whole=True)
LATE = Format("newsgen_test_wire:read")
LACKING = Format("newsgen_not_there:read", extra="wire")
LACKING_NOTHING_NAMED = Format("newsgen_not_there:read")
NO_FUNCTION = Format("newsgen_test_wire:TEXT")
TEXT = "neither"
"""
"""What another package might hold: readers and formats, good and bad."""


@pytest.fixture
def add(tmp_path, monkeypatch):
    """Adds an entry point for `.wire` files with the value given; what is remembered of formats is
    forgotten before and after."""
    (tmp_path / "newsgen_test_wire.py").write_text(MODULE)
    (tmp_path / "newsgen_test_broken.py").write_text("def")
    monkeypatch.syspath_prepend(tmp_path)

    def entry(value: str, name: str = ".wire") -> None:
        forget()
        given = {name.lower(): EntryPoint(name, value, plugins.GROUP)}
        monkeypatch.setattr(plugins, "_entry_points", lambda: given)

    yield entry
    forget()
    sys.modules.pop("newsgen_test_wire", None)


def forget() -> None:
    """Forgets which formats were met."""
    plugins.added_format.cache_clear()
    reading._choice.cache_clear()


def read(folder: Path, data: bytes, name: str = "a.wire") -> list[Raw | Problem]:
    """What is read of a file with these bytes."""
    path = folder / "file"
    path.write_bytes(data)
    return list(readers.read(path, name, ReadersConfig()))


@pytest.mark.parametrize(
    ("name", "container"), [("read", True), ("SINGLE", False), ("LATE", False)]
)
def test_a_format_is_added(name, container, add, tmp_path):
    """A reader function makes a container, a `Format` what it says; the case of a suffix does not
    matter."""
    add(f"newsgen_test_wire:{name}")
    assert readers.known("x/a.wire")
    assert readers.known("x/a.WIRE.gz")
    assert readers.is_container("x/a.wire") is container
    (raw,) = read(tmp_path, b"One.\n", "outlet.example/A.Wire")
    assert isinstance(raw, Raw)
    assert (raw.text, raw.origin.path, raw.origin.part) == ("One.\n", "outlet.example/A.Wire", "1")
    assert raw.hints == Hints(folder="outlet.example")


def test_a_suffix_is_compared_without_case(add):
    """An entry point named `.WIRE` adds `.wire`."""
    add("newsgen_test_wire:read", ".WIRE")
    assert readers.known("a.wire")


def test_newsgens_own_formats_stay(add, tmp_path):
    """An entry point for a suffix that newsgen reads itself changes nothing."""
    add("newsgen_test_broken:read", ".txt")
    (raw,) = read(tmp_path, b"One.\n", "a.txt")
    assert isinstance(raw, Raw)
    assert readers.version("a.txt") == ""


BROKEN = [
    ("newsgen_not_there:read", "ModuleNotFoundError: No module named 'newsgen_not_there'"),
    ("newsgen_test_broken:read", "SyntaxError"),
    ("newsgen_test_wire:missing", "AttributeError"),
    ("newsgen_test_wire:TEXT", "newsgen_test_wire:TEXT is a str, not a Format or a reader function"),
    ("newsgen_test_wire:NO_FUNCTION", "newsgen_test_wire:TEXT is a str, not a reader function"),
    ("newsgen_test_wire:LACKING_NOTHING_NAMED", "No module named 'newsgen_not_there'"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "why"), BROKEN)
def test_a_broken_format_is_named(value, why, add, tmp_path):
    """A format that cannot be loaded gives one problem for each of its files: what, why, and what to do."""
    add(value)
    assert readers.known("a.wire")
    assert not readers.is_container("a.wire") or value.endswith("read")
    (problem,) = read(tmp_path, b"One.\n")
    assert isinstance(problem, Problem)
    assert (problem.level, problem.where, problem.code) == ("error", "a.wire", "reader")
    assert problem.code in readers.INSTALLATION
    assert problem.message.startswith(
        f"not read – the package {value}, which adds .wire, cannot be loaded ("
    )
    assert why in problem.message
    assert problem.hint == f"update it, or remove it: pip uninstall {value}"


def test_a_missing_library_names_the_extra(add, tmp_path):
    """A reader whose library is not installed is named with the extra that installs it."""
    add("newsgen_test_wire:LACKING")
    (problem,) = read(tmp_path, b"One.\n")
    assert isinstance(problem, Problem)
    assert problem.message == "not read – the package newsgen_not_there is not installed"
    assert problem.hint == "pip install 'newsgen_test_wire:LACKING[wire]'"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"fail\n", "RuntimeError: a line that it cannot read"),
        (b"wrong\n", "TypeError: it yields a str, not a Raw or a Problem"),
    ],
)
def test_a_reader_that_fails_costs_the_rest_of_its_file(line, why, add, tmp_path):
    """What a reader gave before it failed is kept, and a problem says why there is no more."""
    add("newsgen_test_wire:read")
    first, problem = read(tmp_path, b"One.\n" + line + b"Two.\n")
    assert isinstance(first, Raw)
    assert isinstance(problem, Problem)
    assert (problem.where, problem.code) == ("a.wire", "reader")
    assert problem.message.endswith(f"failed ({why})")


def test_two_items_of_one_part_are_told_apart(add, tmp_path):
    """An item whose part another item of the file has already is set aside, and the others are read."""
    add("newsgen_test_wire:read_without_parts")
    first, problem = read(tmp_path, b"One.\nTwo.\n")
    assert isinstance(first, Raw)
    assert first.text == "One.\n"
    assert isinstance(problem, Problem)
    assert (problem.where, problem.code) == ("a.wire:2", "reader")
    assert "gives two items the part “”" in problem.message


def test_a_function_that_is_no_reader_is_named(add, tmp_path):
    """A function that cannot be called as a reader is called gives a problem."""
    add("newsgen_test_wire:read_nothing")
    (problem,) = read(tmp_path, b"One.\n")
    assert isinstance(problem, Problem)
    assert "TypeError: read_nothing() takes 0 positional arguments" in problem.message


def test_the_version_names_the_package(add):
    """The version of an added format changes with what adds it, so that files are read again."""
    add("newsgen_test_wire:read")
    assert "newsgen_test_wire:read" in readers.version("a.wire")
    assert readers.version("a.png") == ""
