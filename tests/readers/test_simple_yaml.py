"""A simple head is read without a YAML parser, and never other than the parser would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.readers.shared.frontmatter import Unread, read_by_events
from newsgen.readers.shared.simple_yaml import read_simple

TEXTS = (
    "a: b",
    '"a: b"',
    "'x y'",
    "plain text",
    "12:30",
    "a:",
    "[a, b]",
    "[\"a\", 'b' , c d]",
    "[]",
    "[a,]",
    "[ a ]",
    "",
    '""',
    "NO",
    "2021-05-05T10:00:00+01:00",
    "x # y",
    "C#",
    "é b",
    "- a",
    "http://a.b/c?d=e&f",
    "a  b ",
    "[a: b]",
    "[a:b]",
    "“q”",
    ">-",
    "it's",
    "[it's, x]",
    "~",
    "[1.5, +2]",
    "*a",
    "x ?",
    "[x ?]",
    "'a''b'",
    '"a\\n"',
    "[[a]]",
    "...",
    "@a",
    "x\u200by",
    "x\u00a0y",
    "²",
    "{a: b}",
)
KEYS = st.sampled_from(("title", "a-b", "_x", "Tags", "a b", "1a", "é", "null", "k" * 70))
VALUES = st.sampled_from(TEXTS) | st.text(" ab:#-[],'\"é", max_size=6)
ENTRIES = st.builds("{}{}{}".format, KEYS, st.sampled_from((": ", ":  ", ":")), VALUES)
ITEMS = st.builds("{}- {}".format, st.sampled_from(("", "  ", "    ")), VALUES)
HEADS = st.lists(
    ENTRIES
    | st.builds("{}:\n{}".format, KEYS, ITEMS)
    | ITEMS
    | st.sampled_from(("", "  ", "# c", "  cont", "---")),
    max_size=5,
)


@settings(deadline=None, derandomize=True, max_examples=1500)
@given(HEADS)
def test_what_is_simple_is_read_as_the_parser_reads_it(lines: list[str]) -> None:
    """Values, their order and the lines of their keys are those of the parser, which finds no fault."""
    text = "\n".join(lines)
    if (simple := read_simple(text)) is not None:
        values, lines_of_keys, faults = read_by_events(text)
        assert list(values.items()) == list(simple[0].items())
        assert lines_of_keys == simple[1]
        assert not faults


@pytest.mark.parametrize("text", TEXTS)
def test_one_entry(text: str) -> None:
    """Each kind of value alone is read as by the parser, or left to it."""
    head = f"title: {text}\n"
    if (simple := read_simple(head)) is not None:
        assert simple[0] == read_by_events(head).values


def test_the_usual_head_is_simple() -> None:
    """Texts bare and in quotes, days, times, addresses, lists of both kinds and keys without a
    value need no parser."""
    head = (
        "title: \"US: talks\"\ndate: 2021-05-05 12:30\nlink: https://example.org/a\ndek: 'So'\n"
        "tags: [a]\nplaces:\n  - London\n  - 'Rio'\nx:\n"
    )
    simple = read_simple(head)
    assert simple is not None
    assert simple[0]["places"] == ["London", "Rio"]
    assert simple[0]["x"] == ""


@pytest.mark.parametrize(
    "head", ["a: b: c\n", "a: 1\na: 2\n", "a: |\n  b\n", "# c\n", "", "a:\n- b\n  - c\n", "- a\n"]
)
def test_the_rest_is_left_to_the_parser(head: str) -> None:
    """Mappings in a value, a key twice, texts over lines, comments, nested lists and heads without
    a key are not simple."""
    assert read_simple(head) is None


def test_beyond_the_parser() -> None:
    """What the parser refuses is never taken for simple."""
    with pytest.raises(Unread):
        read_by_events("a: b: c\n")
