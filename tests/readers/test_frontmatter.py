"""Front matter gives the hints of an article; what cannot be read of it is named with its line."""

import tomllib
from pathlib import Path

import pytest

from newsgen.config import ReadersConfig
from newsgen.model import Hints, Problem, Raw

FILE = Path(__file__).parent / "cases/frontmatter.toml"
CASES = tomllib.loads(FILE.read_text("utf-8"))["case"]


def stated(raw):
    """The hints of a raw article that say something."""
    empty = Hints()
    return {
        name: value
        for name in Hints.__struct_fields__
        if (value := getattr(raw.hints, name)) != getattr(empty, name) and name != "trusted"
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_front_matter(case, read):
    """Front matter gives the hints of the case, and the problems it meets are named by line."""
    items = read(case["file"], case["text"].encode())
    problems = [item for item in items if isinstance(item, Problem)]
    assert [
        (problem.where, word in problem.message)
        for problem, (_, word) in zip(problems, case.get("problems", []), strict=True)
    ] == [(where, True) for where, _ in case.get("problems", [])]
    raws = [item for item in items if isinstance(item, Raw)]
    assert len(raws) == ("hints" in case)
    for raw in raws:
        assert {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in stated(raw).items()
        } == case["hints"]
        assert raw.hints.trusted
        assert case["text"].replace("\r\n", "\n").split("\n")[
            raw.origin.line - 1 :
        ] == raw.text.split("\n")


def test_front_matter_beyond_reading(read):
    """A 6,000-digit number, brackets nested 30,000 deep, a thousand dashes: the field is named, the
    article stands."""
    for value in ("9" * 6000, "[" * 30000, "- " * 1000 + "x", "{a: " * 5000, '"' + "x" * 5000):
        items = read("a.md", f"---\ntitle: {value}\ndate: 2021-05-05\n---\nBody.".encode())
        assert isinstance(items[-1], Raw)
        assert items[-1].text == "Body."
        assert items[-1].hints.title == ""
        assert items[0].where.startswith("a.md:2")


def test_drafts_are_read_where_asked(read):
    """With `drafts = true` a draft is an article."""
    items = read("a.md", b"---\ntitle: Talks\ndraft: true\n---\nBody.", ReadersConfig(drafts=True))
    assert [type(item) for item in items] == [Raw]
