"""The ledger is append-only; its latest line on a thing stands."""

import pytest

from newsgen.catalogue.ledger import (
    FILE,
    ArticleLine,
    CopyLine,
    Ledger,
    Line,
    StoryLine,
    TopicLine,
    append,
    ledger,
)
from newsgen.errors import UsageError

LINES: list[Line] = [
    ArticleLine("a", "one.txt", "", "d1"),
    StoryLine("a", "undated/a/a/one-sa.html", ("a",)),
    CopyLine("b", "undated/a/a/two-cb.html", "a"),
    TopicLine("japan", "Japan", "place"),
]


def test_lines_come_back_as_they_were_appended(tmp_path):
    """Every kind of line survives the file."""
    append(tmp_path, LINES)
    found = ledger(tmp_path)
    assert [
        *found.articles.values(),
        *found.stories.values(),
        *found.copies.values(),
        *found.topics.values(),
    ] == LINES
    assert found.ids == {("one.txt", ""): "a"}


def test_only_news_is_news():
    """What the ledger says already is not said again."""
    moved = StoryLine("a", "undated/a/a/one-sa.html", ("a", "b"))
    assert Ledger(LINES).news([*LINES, moved]) == (moved,)


def test_a_later_line_stands_above_an_earlier_one(tmp_path):
    """A renamed source is found under its new name alone."""
    append(tmp_path, LINES)
    append(tmp_path, [ArticleLine("a", "new.txt", "", "d1")])
    assert ledger(tmp_path).ids == {("new.txt", ""): "a"}


def test_a_torn_last_line_is_named(tmp_path):
    """A ledger that cannot be read stops the build at its line."""
    append(tmp_path, LINES)
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(UsageError, match=r"ledger\.jsonl:4"):
        ledger(tmp_path)


def test_no_ledger_is_an_empty_one(tmp_path):
    """A new site has none."""
    assert ledger(tmp_path).ids == {}
