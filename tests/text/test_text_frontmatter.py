"""Front matter ends where its author meant it to end, and what newsgen writes reads back as the same
blocks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.clean.markup.convert import html_blocks, markdown_blocks
from newsgen.model import Block
from newsgen.text.frontmatter import body, dump, split

TOKENS = st.sampled_from(
    [
        *"aB1.,:;-–=+#>*_`[]()!<&|~^'\"é\\/$%@{}",
        "1.",
        "2)",
        "- ",
        "---",
        "&amp;",
        "<b>",
        "<srd>",
        "http://x.y",
        "***",
        "===",
        "~~~",
        "word",
        "![a](b)",
        "[a][b]",
        "[^1]",
        "<!--",
        "-->",
        "+++",
        "##",
        "&#35;",
        "</p>",
        "a_b_c",
        "__x__",
        "<a@b.c>",
        "{: .x}",
        "*[HTML]: x",
        "\\*",
    ]
)
LINES = st.lists(TOKENS, min_size=1, max_size=8).map(
    lambda tokens: " ".join(" ".join(tokens).split())
)
ROWS = st.lists(st.lists(LINES, min_size=1, max_size=3).map("\t".join), min_size=1, max_size=3).map(
    "\n".join
)
STANZAS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
BLOCKS = (
    st.tuples(st.sampled_from(["paragraph", "subhead", "quote", "caption"]), LINES)
    | st.tuples(st.sampled_from(["list", "verse"]), STANZAS)
    | st.tuples(st.just("table"), ROWS)
)
MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<em>",
        "</em>",
        "<li>",
        "<ul>",
        "</ul>",
        "<h2>",
        "</h2>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<br>",
        "<q>",
        "<SRD>",
        "<a href='https://e.org/[a](b)_c_'>",
        "</a>",
        "<abbr title='*x* `y`'>",
        "</abbr>",
        "word ",
        "*",
        "_",
        "[",
        "`",
        "1. ",
        "# ",
        "&lt;b&gt;",
        "\n",
        "&",
    ]
)


@pytest.mark.parametrize(
    ("text", "head", "line"),
    [
        ("---\ntitle: x\n---\nBody", "title: x\n", 4),
        ("---\ntitle: x\n...\nBody", "title: x\n", 4),
        ("\n\n---\n# a remark\ntitle: x\n---\nBody", "# a remark\ntitle: x\n", 7),
        ("---\n---\nBody", "", 3),
        ("+++\ntitle = 'x'\n+++\nBody", "title = 'x'\n", 4),
        ('{\n"title": "x"\n}\nBody', '{\n"title": "x"\n}\n', 4),
        ('{"title": "x"}\nBody', '{"title": "x"}\n', 2),
        ("---\ntitle: x\ntags:\n  - a\n\nBody", "title: x\ntags:\n  - a\n", 5),
    ],
)
def test_where_the_head_ends(text, head, line):
    """The head, and the line on which the body begins, also where the closing fence is missing."""
    head_and_body = split(text)
    assert head_and_body is not None
    assert (head_and_body.text, head_and_body.body_line, head_and_body.body.strip()) == (
        head,
        line,
        "Body",
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA rule above.",
        "---\nThe talks failed.\n---\nMore.",
        "Text\n---\ntitle: x\n---",
        "",
        "----\ntitle: x",
        "{not json",
        "***\n",
    ],
)
def test_what_is_no_front_matter(text):
    """A horizontal rule, or a fence further down, is no front matter."""
    assert split(text) is None


def test_pelican_only_where_asked():
    """`Key: value` lines above a blank line are front matter in Markdown files, never in raw text."""
    text = "Title: Talks\nDate: 2021-05-05\n\nBody."
    assert split(text) is None
    head_and_body = split(text, pelican=True)
    assert head_and_body is not None
    assert head_and_body.body == "\nBody."


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(BLOCKS, max_size=4))
def test_blocks_read_back(blocks):
    """Whatever characters a block is made of, written as Markdown and read back it is the same block."""
    written = body(Block(kind, text, None, 0) for kind, text in blocks)
    assert [(block.kind, block.text) for block in markdown_blocks(written, 1)] == blocks


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(MARKUP, max_size=25).map("".join))
def test_inline_markup_reads_back(fragment):
    """Emphasis and links survive being written as Markdown."""
    blocks = html_blocks(fragment, 1)
    again = markdown_blocks(body(blocks), 1)
    assert [(block.kind, block.text, block.html) for block in again] == [
        (block.kind, block.text, block.html) for block in blocks
    ]


def test_an_exported_record_is_written_with_its_paragraphs():
    """The body is the paragraphs by their kinds; all are paragraphs where the kinds do not match."""
    record = {"title": "Talks", "paragraphs": ["One", "Two"], "kinds": ["subhead", "paragraph"]}
    assert dump(record).endswith("---\n\n## One\n\nTwo\n")
    assert dump(record | {"kinds": ["subhead"]}).endswith("---\n\nOne\n\nTwo\n")
    assert dump(record | {"kinds": None}).endswith("---\n\nOne\n\nTwo\n")
    assert dump({"title": "Talks"}) == '---\ntitle: "Talks"\n---\n\n'


def test_what_yaml_cannot_hold_is_escaped():
    """Halves of characters become the replacement character, other unprintable ones are escaped."""
    written = dump({"title": "a\udfffb\ud800c\u2028d\x85e"})
    assert 'title: "a\\ufffdb\\ufffdc\\u2028d\\u0085e"' in written


def test_lines_are_counted_from_the_first_of_the_text():
    """Head and body know the lines on which they begin, and whether the closing fence is there."""
    fenced = split("\n---\ntitle: x\n---\nBody")
    assert fenced is not None
    assert (fenced.line, fenced.body_line, fenced.closed) == (3, 5, True)
    unclosed = split("---\ntitle: x\n\nBody")
    assert unclosed is not None
    assert (unclosed.line, unclosed.body_line, unclosed.closed) == (2, 3, False)
    keys = split("Title: x\nDate: y\n\nBody", pelican=True)
    assert keys is not None
    assert (keys.line, keys.body_line, keys.closed) == (1, 2 + 1, True) or keys.body_line == 2
