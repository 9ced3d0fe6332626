"""A difference is what a reader sees: paragraphs first, words inside pairs, style passed over."""

import tomllib
from pathlib import Path

import pytest
from dedupe_articles import article
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.dedupe import difference
from newsgen.dedupe.records import WordRun

CASES = tomllib.loads((Path(__file__).parent / "cases/differences.toml").read_text("utf-8"))["case"]
PARAGRAPHS = st.lists(st.text(alphabet="ab .,’'\"“U", max_size=24), max_size=5)


def shown(runs: tuple[WordRun, ...]) -> str:
    """Runs with marks around what one side has alone."""
    marks = {"equal": "{}", "del": "[-{}-]", "ins": "[+{}+]"}
    return "".join(marks[run.kind].format(run.text) for run in runs)


def without_spaces(text: str) -> str:
    """A text without any white space."""
    return "".join(text.split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rows_are_as_an_editor_would_mark_them(case: dict[str, str]) -> None:
    """Each case lists the rows: kind, the story's side, the copy's side."""
    story, copy = article("a", case["story"].strip()), article("b", case["copy"].strip())
    rows = [
        " | ".join([row.kind, shown(row.story), shown(row.copy)]).rstrip(" |")
        for row in difference(story, copy).rows
    ]
    assert rows == case["rows"].strip().split("\n")


@settings(deadline=None, derandomize=True, max_examples=120)
@given(PARAGRAPHS, PARAGRAPHS)
def test_nothing_printed_is_lost(left: list[str], right: list[str]) -> None:
    """The runs of a side, joined, are its paragraphs, each exactly once, but for the width of
    spaces."""
    story, copy = article("a", "\n".join(left)), article("b", "\n".join(right))
    marked = difference(story, copy)
    for side, printed in enumerate((story, copy)):
        runs = {
            row.ordinals[side]: (row.story, row.copy)[side]
            for row in marked.rows
            if row.ordinals[side] >= 0
        }
        paragraphs = ["".join(run.text for run in runs[ordinal]) for ordinal in sorted(runs)]
        assert [without_spaces(text) for text in paragraphs] == [
            without_spaces(block.text) for block in printed.blocks
        ]
    assert sum(marked.counts) == len(marked.rows)


def test_an_article_does_not_differ_from_itself() -> None:
    """Every row of an article beside itself is identical, in order."""
    one = article("a", "First paragraph here.\nSecond one there.\nA third.")
    assert {row.kind for row in difference(one, one).rows} == {"identical"}


def rows_of(story: str, copy: str) -> list[str]:
    """The rows of two bodies, each as its kind and its two sides."""
    rows = difference(article("a", story), article("b", copy)).rows
    return [f"{row.kind}: {shown(row.story)} | {shown(row.copy)}" for row in rows]


def test_one_word_between_two_changes_belongs_to_them() -> None:
    """Two changes with a word between them are one; with two words they are two."""
    assert rows_of("a b one d e f g h", "a b two d three f g h") == [
        "changed: a b [-one d e-] f g h | a b [+two d three+] f g h"
    ]
    assert rows_of("a b one d e six g h i j", "a b two d e seven g h i j") == [
        "changed: a b [-one-] d e [-six-] g h i j | a b [+two+] d e [+seven+] g h i j"
    ]


def test_a_change_at_the_beginning_stays_one_word() -> None:
    """A lone word before the first change, or after the last, belongs to no change."""
    assert rows_of("go one c d e f", "go two c d e f") == [
        "changed: go [-one-] c d e f | go [+two+] c d e f"
    ]
    assert rows_of("a b c d one go", "a b c d two go") == [
        "changed: a b c d [-one-] go | a b c d [+two+] go"
    ]


@pytest.mark.parametrize("copy", ["one  two", " one two", "one two ", "one\ttwo", "one\u00a0two"])
def test_white_space_makes_no_difference(copy: str) -> None:
    """Paragraphs that differ in white space are identical, and are shown with single spaces."""
    assert rows_of("one two", copy) == ["identical: one two | one two"]
    assert rows_of(copy, "one two") == ["identical: one two | one two"]
    assert rows_of(copy, copy) == ["identical: one two | one two"]


def test_space_before_the_first_word_is_no_change() -> None:
    """A paragraph that begins with a space is marked as one that does not."""
    assert rows_of(" one two three", " four two three") == [
        "changed: [-one-] two three | [+four+] two three"
    ]


def test_repeated_paragraphs_are_rows_of_their_own() -> None:
    """Equal bodies have a row for each paragraph, in order, also where a paragraph repeats."""
    body = "one two\nthree four\none two"
    rows = difference(article("a", body), article("b", body)).rows
    assert [row.ordinals for row in rows] == [(0, 0), (1, 1), (2, 2)]
    assert {row.kind for row in rows} == {"identical"}
