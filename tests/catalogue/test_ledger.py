"""The ledger is append-only; the latest line about an article, a story or a topic counts."""

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
    book = ledger(tmp_path)
    assert [
        *book.articles.values(),
        *book.stories.values(),
        *book.copies.values(),
        *book.topics.values(),
    ] == LINES
    assert book.ids == {("one.txt", ""): "a"}


def test_only_new_lines_are_news():
    """A line that the ledger has already is not appended again."""
    moved = StoryLine("a", "undated/a/a/one-sa.html", ("a", "b"))
    assert Ledger(LINES).news([*LINES, moved]) == (moved,)


def test_a_later_line_replaces_an_earlier_one(tmp_path):
    """A source that was renamed is listed under its new name alone."""
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
    """A new site has no ledger yet."""
    assert ledger(tmp_path).ids == {}
