"""The code uses the words of docs/glossary.md, and not those that were given up."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/newsgen"
GIVEN_UP = ("printings", "drawers", "drawer", "glossaries", "copydesk", "shelve", "shelf")
WORDS = re.compile(r"[A-Za-z]+")


def names(path):
    """Every word in the names that a module gives, and the name of the module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for field in ("name", "id", "arg", "attr"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                yield from value.lower().split("_")
    yield path.stem


@pytest.mark.parametrize("word", GIVEN_UP)
def test_a_word_that_was_given_up_names_nothing(word):
    """In no module, class, function, variable or field."""
    assert [path.name for path in SOURCE.rglob("*.py") if word in set(names(path))] == []


def test_each_word_is_defined_once():
    """No row says again what another says."""
    rows = re.findall(
        r"^\| ([^|]+) \|", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE
    )
    words = [word.strip() for row in rows[2:] for word in row.split(",")]
    assert len(words) > 40
    assert len(set(words)) == len(words)
