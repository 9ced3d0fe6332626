"""The table of formats, the layers of the code and the documentation name the same formats."""

import re
import tomllib
from pathlib import Path

import pytest

from newsgen import readers
from newsgen.readers.shared import fields

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/formats.md").read_text("utf-8")


def modules() -> set[str]:
    """The modules that read newsgen's own formats, as the table names them."""
    named = {str(each.reader) for each in readers.FORMATS.values()}
    return {reader.removeprefix("newsgen.readers.").partition(":")[0] for reader in named}


def layers() -> list[list[str]]:
    """The layers of `newsgen.readers` in pyproject.toml, each a list of modules."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract.get("containers") == ["newsgen.readers"]:
            assert contract["exhaustive"]
            return [layer.split(" | ") for layer in contract["layers"]]
    raise AssertionError("no contract on the layers of newsgen.readers")


def test_the_layers_name_every_format():
    """Every module that the table names is in the layer of independent formats, `.xml` files in the
    one above it."""
    (chooser,), independent, (lowest,) = layers()[-3:]
    assert (chooser, lowest) == ("xmlfile", "shared")
    assert modules() == {chooser, *independent} - {"feed"}  # which `xmlfile` reads by


def test_every_module_of_the_package_has_a_layer():
    """No module of the package is left out of the contract."""
    folder = ROOT / "src/newsgen/readers"
    here = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    here |= {path.parent.name for path in folder.glob("*/__init__.py")}
    assert here == {module for layer in layers() for module in layer}


def test_the_page_names_every_suffix():
    """The table of docs/formats.md has every suffix of the table of formats, and no other."""
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `.")]
    assert set(re.findall(r"`(\.\w+)`", " ".join(rows))) == {*readers.FORMATS}


def test_the_page_names_every_field():
    """docs/formats.md names every field that a column can be mapped to."""
    sentence = PAGE.partition("ours are ")[2].partition(":")[0].replace("\n", " ")
    listed = sentence.replace(" and ", ", ").split(", ")
    assert set(listed) == {*fields.field_names("dump")}


def test_the_page_names_the_extras():
    """In docs/formats.md each format that needs an extra stands in a row with that extra."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| `.")]
    for suffix, each in readers.FORMATS.items():
        of_suffix = [row for row in rows if f"`{suffix}`" in row.split("|")[1]]
        assert any(f"newsgen[{each.extra}]" in row for row in of_suffix) == bool(each.extra), suffix


def test_a_container_is_never_read_whole():
    """A format that is both a container and read whole is refused."""
    with pytest.raises(ValueError, match="streamed"):
        readers.Format("a:b", container=True, whole=True)
