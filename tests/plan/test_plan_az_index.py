"""The A–Z index: letters, order, and a page a letter above its limit."""

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
    """Latin names stand under A to Z whatever their accents, numbers under 0–9, the rest under Other."""
    assert letter(name) == expected


def test_letters_and_lines_are_in_order():
    """Lines are sorted without regard to case and accents, digits and other scripts last."""
    items = [
        IndexLine(name, f"{place}.html", 1) for place, name in enumerate(CASES["order"]["given"])
    ]
    found = letters(items, "topic", whole=True)
    assert [item.name for each in found for item in each.lines] == CASES["order"]["expected"]
    assert [each.address for each in found][-2:] == ["#0-9", "#other"]


def index(count):
    """The topic index pages of an archive with `count` topics that have a page each."""
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
    found = (
        page
        for page in pages(archive, SITE)
        if page.template == "az_index.html" and page.path.startswith("topic/")
    )
    return {page.path: msgspec.json.decode(page.params, type=AzIndexParams) for page in found}


def test_an_index_is_one_page_up_to_its_limit():
    """At the limit every line stands on the one page."""
    found = index(WHOLE)
    assert list(found) == ["topic/index.html"]
    assert sum(len(each.lines) for each in found["topic/index.html"].letters) == WHOLE


def test_a_longer_index_has_a_page_a_letter():
    """Above the limit the front names the letters, and each letter's page holds its lines."""
    found = index(WHOLE + 1)
    assert len(found) == 21
    assert not any(each.lines for each in found["topic/index.html"].letters)
    assert (
        sum(
            len(each.lines)
            for path, params in found.items()
            if path != "topic/index.html"
            for each in params.letters
        )
        == WHOLE + 1
    )
