"""Markdown and HTML bodies become typed blocks, whatever a stranger wrote into them."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.clean.markup import convert
from newsgen.clean.markup.blocks import unplaced_blocks
from newsgen.clean.markup.convert import (
    even_blocks,
    html_blocks,
    is_plain,
    markdown_blocks,
    plain_blocks,
)

CASES = tomllib.loads((Path(__file__).parent / "cases/markup.toml").read_text("utf-8"))
INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|em|i|ins|kbd|mark|s|samp|small|strike|strong|sub|sup|u|var)"
    r"(?: (?:href|title|dir)=\"[^\"]*\")*>|[^<>]"
)

SIGNS = st.sampled_from(
    [
        *"aB1 .,:;-–=+#>*_`[]()!<&|~^'\"\n\té",
        "\n\n",
        "1. ",
        "- ",
        "  \n",
        "    ",
        "---",
        "&amp;",
        "<b>",
        "http://",
        "\x0c",
        "\xa0",
        "\u2028",
        "word ",
    ]
)
TAGS = (
    "p",
    "div",
    "h2",
    "ul",
    "li",
    "blockquote",
    "table",
    "tr",
    "td",
    "br",
    "b",
    "em",
    "a",
    "figcaption",
    "q",
    "pre",
    "hr",
    "svg",
    "script",
    "o:p",
    "SRD",
    "font",
)
MARKUP = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        "<a href='https://e.org/[a](b)_c_'>",
        "<a href='x'>",
        "<p class='verse'>",
    ]
)
WORDS = st.sampled_from(
    [
        *"aB1.,-#>*_`[]()!&|~\\ \n",
        "word",
        "1. ",
        "&amp;",
        "&lt;b&gt;",
        "&nbsp;",
        "<",
        "a < b",
        "long word " * 12,
    ]
)


@pytest.mark.parametrize("case", CASES["html"], ids=lambda case: case["name"])
def test_html(case):
    """An HTML fragment gives the blocks of the case."""
    blocks = html_blocks(case["source"], 1)
    assert written(blocks) == [tuple(block) for block in case["blocks"]]


@pytest.mark.parametrize("case", CASES["markdown"], ids=lambda case: case["name"])
def test_markdown(case):
    """A Markdown body gives the blocks of the case."""
    blocks = markdown_blocks(case["source"], 1)
    assert written(blocks) == [tuple(block) for block in case["blocks"]]


def test_blocks_know_their_lines():
    """Each block knows the line of the file on which it begins."""
    blocks = markdown_blocks(
        "\nOne\ntwo.\n\n## Head *x*\n\n- item\n- [link](https://example.org)\n\nOne again.", 5
    )
    assert [block.line for block in blocks] == [6, 9, 11, 14]


@settings(deadline=None, derandomize=True, max_examples=600)
@given(st.lists(SIGNS, max_size=30).map("".join))
def test_fast_path_is_python_markdown(text):
    """A body that `is_plain` gives the very blocks that Python-Markdown makes of it."""
    if is_plain(text):
        html = convert._converter().reset().convert(text)
        assert plain_blocks(text, 1) == tuple(convert._placed(unplaced_blocks(html), text, 1))


@settings(deadline=None, derandomize=True, max_examples=600)
@given(
    st.lists(
        SIGNS
        | st.sampled_from(
            ["\n\n", "\n", " ", "word ", "“Zürich” – ", "1. ", "- ", "\n> ", "a & b"]
        ),
        max_size=12,
    ).map("".join)
)
def test_an_even_text_has_the_blocks_of_a_plain_one(text):
    """An even text is plain, and has the same blocks by its fast path."""
    blocks = even_blocks(text, 3)
    if blocks is not None:
        assert is_plain(text)
        assert blocks == plain_blocks(text, 3)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.lists(MARKUP | WORDS, max_size=30).map("".join))
def test_only_inline_markup_comes_out(fragment):
    """Whatever goes in, a block's HTML holds allowed inline tags only, each of them closed, and has the
    lines of its text."""
    for block in html_blocks(fragment, 1):
        assert block.text.strip()
        if block.html is not None:
            assert INLINE.sub("", block.html).strip() == ""
            assert len(re.findall("<[a-z]", block.html)) == len(re.findall("</", block.html))
            assert len(block.html.split("\n")) == len(block.text.split("\n"))


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "[a](",
        "![",
        "<a ",
        "1. ",
        "> ",
        "``a`",
        "word *x* ",
        "a\n---\n",
        "<!",
        "<div>",
        "<b>x",
        "&a",
    ],
)
def test_hostile_runs_end(unit):
    """Runs that Python-Markdown or an HTML parser is quadratic in are read as text."""
    assert len(markdown_blocks(unit * 4000, 1)) <= 8000
    assert len(html_blocks(unit * 4000, 1)) <= 8000


def test_a_hostile_body_leaves_the_next_alone():
    """After a body that exceeds Python's stack the next one is read as before."""
    before = markdown_blocks("## a\n\nb\n\nc", 1)
    markdown_blocks("1. " * 4000, 1)
    assert markdown_blocks("## a\n\nb\n\nc", 1) == before


def test_deep_nesting_keeps_the_text():
    """The text stays of a fragment whose tags are nested deeper than anybody writes."""
    blocks = html_blocks("<div>" * 5000 + "text", 1)
    assert written(blocks) == [("paragraph", "text")]


def written(blocks):
    """The blocks as the cases write them: kind and text, and their HTML where they have any."""
    return [
        (block.kind, block.text) if block.html is None else (block.kind, block.text, block.html)
        for block in blocks
    ]
