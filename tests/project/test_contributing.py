"""The pages for contributors name every kind of case and every gate, and their links lead somewhere."""

import re
from pathlib import Path

import check
import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
DOCS = ("architecture.md", "extending.md", "api.md")
PAGES = [
    TESTS / "README.md",
    ROOT / "SECURITY.md",
    ROOT / "CONTRIBUTING.md",
    *(ROOT / "docs" / name for name in DOCS),
]
LINK = re.compile(r"\]\(([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name + "-" + page.stem)
def test_links_lead_somewhere(page):
    """Every link to a file of the repository leads to one."""
    links = [target for target in LINK.findall(page.read_text("utf-8")) if "://" not in target]
    assert links
    assert [target for target in links if not (page.parent / target).exists()] == []


def test_every_file_of_cases_is_explained():
    """The table of cases in tests/README.md names each file of cases, and no other."""
    text = (TESTS / "README.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+/cases/[\w./*]+)`", text))
    tables = (path for folder in TESTS.glob("*/cases") for path in folder.rglob("*"))
    files = {path.relative_to(TESTS).as_posix() for path in tables if path.is_file()}
    covered = {file for file in files for pattern in named if Path(file).match(pattern)}
    archives = {file for file in files if file.startswith("commands/cases/")}
    assert files - covered - archives == set()
    assert [pattern for pattern in named if not any(TESTS.glob(pattern))] == []


def test_every_gate_is_explained():
    """CONTRIBUTING.md names each gate of `make check`."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(r"^\| ([a-z, ]+) \|", text, re.MULTILINE)
    assert {name for row in rows for name in row.split(", ")} - {"gate"} == set(check.GATES)
