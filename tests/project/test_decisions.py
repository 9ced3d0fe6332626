"""Each decision record follows the template, is listed in the index and links only to what exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs/decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
PAGES = [*RECORDS, FOLDER / "README.md", *sorted((ROOT / "docs/measurements").glob("*.md"))]

MOST_LINES = 30
WIDEST = 160
"""Columns of a line of prose or of a table."""
LONGEST_SUMMARY = 15
"""Words in which the index says what a record chose."""

HEADINGS = ["Status", "Date", "Question", "Chosen", "Measured", "Rejected"]
STATUS = re.compile(
    r"^\*\*Status\*\*: (accepted|superseded by \d{4}) · \*\*Date\*\*: \d{4}-\d{2}-\d{2}$"
)
LINK = re.compile(r"\]\(([^)#]+)")
OUR_PATH = re.compile(r"`((?:src|tests|tools|bench|docs|requirements)/[\w./-]+)`")
INDEX_LINE = re.compile(r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)


def title(record):
    """The number and the words of a record's first line."""
    return record.read_text().split("\n", 1)[0].removeprefix("# ")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_record_follows_the_template(record):
    """A record has its number, title, status and date, then the four headings in order."""
    lines = record.read_text().splitlines()
    assert lines[0].startswith(f"# {record.name[:4]} ")
    assert STATUS.match(lines[2])
    headings = re.findall(r"^\*\*(\w+)\*\*", "\n".join(lines).replace(" · ", "\n"), re.MULTILINE)
    assert [heading for heading in headings if heading in HEADINGS] == HEADINGS


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_record_is_short(record):
    """A record fits on a screen; what is longer belongs into `docs/measurements/`."""
    lines = record.read_text().splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= WIDEST


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_and_paths_lead_somewhere(page):
    """Every link of a record, the index or a measurement leads to a file; every path in it exists."""
    text = page.read_text()
    links = [target for target in LINK.findall(text) if "://" not in target]
    assert [target for target in links if not (page.parent / target).exists()] == []
    assert [path for path in OUR_PATH.findall(text) if not (ROOT / path).exists()] == []


def test_every_record_is_in_the_index():
    """The index has one line for each record, in order, with its title, its status and a short summary."""
    entries = INDEX_LINE.findall((FOLDER / "README.md").read_text())
    expected = [(record.name[:4], record.name, title(record)[5:]) for record in RECORDS]
    assert [(number, name, words) for number, name, words, _, _ in entries] == expected
    assert [chosen for *_, chosen, _ in entries if len(chosen.split()) > LONGEST_SUMMARY] == []
    for _, name, _, _, status in entries:
        assert f"**Status**: {status} " in (FOLDER / name).read_text()


def test_a_superseded_record_names_one_that_exists():
    """`superseded by NNNN` leads to a record."""
    numbers = {record.name[:4] for record in RECORDS}
    named = [re.findall(r"superseded by (\d{4})", record.read_text()) for record in RECORDS]
    assert {number for numbers_named in named for number in numbers_named} <= numbers
