"""The A–Z index: its letters, their order, and a page a letter above its limit."""

import tomllib
from pathlib import Path

import msgspec
import pytest
from invented import SITE, invented

from newsgen.model import Topic
from newsgen.plan import pages
from newsgen.plan.az_index import WHOLE, letter, letters
from newsgen.plan.params import AzIndexParams, IndexLine

CASES = tomllib.loads((Path(__file__).parent / "cases/letters.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "expected"), CASES["letter"].items())
def test_a_name_stands_under_its_letter(name, expected):
    """Latin names are under A to Z whatever their accents, numbers under 0–9, all other names under
    Other."""
    assert letter(name) == expected


def test_letters_and_lines_are_in_order():
    """Lines are sorted without regard to case and accents; digits and other scripts come last."""
    lines = [
        IndexLine(name, f"{place}.html", 1) for place, name in enumerate(CASES["order"]["given"])
    ]
    under = letters(lines, "topic", whole=True)
    assert [line.name for each in under for line in each.lines] == CASES["order"]["expected"]
    assert [each.address for each in under][-2:] == ["#0-9", "#other"]


def index(count):
    """The params of the pages of the topic index, by path, where `count` topics have a page each."""
    archive, _ = invented()
    topics = tuple(
        Topic(f"t{number}", f"{chr(65 + number % 20)} topic {number}", "subject", ())
        for number in range(count)
    )
    entry = msgspec.structs.replace(
        archive.entries[0], topics=tuple(topic.slug for topic in topics)
    )
    archive = msgspec.structs.replace(
        archive, topics=topics, entries=(entry,), links={}, redirects={}
    )
    params = {}
    for page in pages(archive, SITE):
        if page.template == "az_index.html" and page.path.startswith("topic/"):
            params[page.path] = msgspec.json.decode(page.params, type=AzIndexParams)
    return params


def lines_of(several_params):
    """How many lines some pages of an index have."""
    return sum(len(letter.lines) for params in several_params for letter in params.letters)


def test_an_index_is_one_page_up_to_its_limit():
    """At the limit every line is on the one page."""
    by_path = index(WHOLE)
    assert list(by_path) == ["topic/index.html"]
    assert lines_of(by_path.values()) == WHOLE


def test_a_longer_index_has_a_page_a_letter():
    """Above the limit the front names the letters, and each letter's page holds its lines."""
    by_path = index(WHOLE + 1)
    assert len(by_path) == 21
    front = by_path.pop("topic/index.html")
    assert lines_of([front]) == 0
    assert lines_of(by_path.values()) == WHOLE + 1
