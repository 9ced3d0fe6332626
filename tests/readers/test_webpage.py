"""A saved web page states its fields in its head; its body is found, whatever stands around it."""

import tomllib
from pathlib import Path

import pytest

from newsgen import readers
from newsgen.clean.markup.convert import html_blocks
from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw

PAGES = tomllib.loads((Path(__file__).parent / "cases/webpages.toml").read_text("utf-8"))["page"]
TEXT = (
    "<p>Ministers from three countries left a hotel in the harbour on Wednesday"
    " without the pact they had come for.</p>"
    "<h2>What comes next</h2><p>The quota for herring remains as it is until they meet again in the autumn,"
    " <b>officials</b> said.</p>"
    "<ul><li>Trade stays open</li><li>Fishing stays capped</li></ul>"
    "<blockquote><p>It was a long night, the chairman said.</p></blockquote>"
    "<table><tr><th>Country</th><th>Votes</th></tr><tr><td>Norland</td><td>3</td></tr></table>"
    "<p>Boats from all three had waited for the outcome, and most of them left before the ministers did.</p>"
)


def page(tmp_path, data):
    """What is read of a page of these bytes."""
    path = tmp_path / "a.html"
    path.write_bytes(data)
    return list(readers.read(path, "a.html", ReadersConfig()))


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["name"])
def test_what_a_page_states(case, tmp_path):
    """The head of a page gives the hints of the case."""
    body = f"<article>{case['body']}{TEXT}</article>"
    source = f"<!doctype html><html><head>{case['head']}</head><body>{body}</body></html>"
    (raw,) = page(tmp_path, source.encode())
    assert isinstance(raw, Raw)
    for name, value in case["hints"].items():
        hint = getattr(raw.hints, name)
        assert (list(hint) if isinstance(hint, tuple) else hint) == value


def test_the_body_is_found_with_its_kinds(tmp_path):
    """Headings, lists, quotes and tables of the article stay what they are; menus and the imprint
    are not among them."""
    menu = (
        "<nav><ul>"
        + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(9))
        + "</ul></nav>"
    )
    footer = "<footer><p>Imprint, all rights reserved</p></footer>"
    article = f"<article><h1>Talks fail</h1>{TEXT}</article>"
    source = f"<html><body>{menu}{article}{footer}</body></html>"
    (raw,) = page(tmp_path, source.encode())
    assert isinstance(raw, Raw)
    blocks = html_blocks(raw.text, 1)
    assert [block.kind for block in blocks] == [
        "subhead",
        "paragraph",
        "subhead",
        "paragraph",
        "list",
        "quote",
        "table",
        "paragraph",
    ]
    assert [block.text for block in blocks if block.kind in ("list", "table")] == [
        "Trade stays open\nFishing stays capped",
        "Country\tVotes\nNorland\t3",
    ]
    assert not any("Section" in block.text or "Imprint" in block.text for block in blocks)


def test_a_declared_encoding_is_believed(tmp_path):
    """A page in the encoding that its head declares is read so."""
    article = f"<article><p>Zażółć gęślą jaźń.</p>{TEXT}</article>"
    source = f"<html><head><meta charset='iso-8859-2'></head><body>{article}</body></html>"
    (raw,) = page(tmp_path, source.encode("iso-8859-2"))
    assert isinstance(raw, Raw)
    assert "Zażółć gęślą jaźń" in raw.text


def test_a_short_fragment_is_read_whole(tmp_path):
    """Of a page too short for an extractor all is read but menus and scripts."""
    (raw,) = page(tmp_path, b"<nav>Menu</nav><p>One.</p><script>x()</script><p>Two.</p>")
    assert isinstance(raw, Raw)
    assert [block.text for block in html_blocks(raw.text, 1)] == ["One.", "Two."]


@pytest.mark.parametrize(
    "data", [b"", b"<html><body></body></html>", b"<nav>Menu</nav>", b"\x89PNG\r\n\x1a\n\0\0"]
)
def test_a_page_without_text_is_named(data, tmp_path):
    """A page that holds no running text is set aside in words."""
    (problem,) = page(tmp_path, data)
    assert isinstance(problem, Problem)
