"""The four articles that the archive starts from: raw text, glued to appeals and widgets, with one
report printed twice."""

import itertools
import json
import re
import shutil
from pathlib import Path

import corpus
import pytest

from newsgen.commands.build import build
from newsgen.commands.export import export
from newsgen.pipeline.run import Settings

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
NAMES = sorted(path.name for path in SEEDS.iterdir())
DIRT = (
    "Your support helps",
    "Help us keep",
    "Want to bookmark",
    "Independent Premium",
    "SHARES",
    "From the Vault",
    "dead heat",
    "F-22 Raptor",
)
MAY = {
    "North Korea",
    "South Korea",
    "Japan",
    "United States",
    "Antony Blinken",
    "Toshimitsu Motegi",
    "Chung Eui-yong",
    "Joe Biden",
}
AUGUST = {
    "John Kirby",
    "Mira Rapp-Hooper",
    "Kim Jong-un",
    "Travis King",
    "Markus Garlauskas",
    "White House",
    "National Security Council",
    "Atlantic Council",
}


def rows(folder, *paths):
    export(Settings(source=folder, paths=paths, workers=1), folder / "records.jsonl")
    return {
        row["source"][:3]: row
        for row in map(json.loads, (folder / "records.jsonl").read_text("utf-8").splitlines())
    }


def topics(row):
    return {topic["name"] for topic in row["topics"]}


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The records of the four, by the first three figures of their names."""
    return rows(tmp_path_factory.mktemp("records"), SEEDS)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site of the four."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(SEEDS, folder / "seeds")
    (folder / "newsgen.toml").write_text('base_url = "https://example.org/"\n', encoding="utf-8")
    build(Settings(source=folder, workers=1))
    return folder / "site"


def test_they_are_three_stories(found):
    """001 and 002 are versions of one report; 000 and 004 stand alone."""
    assert found["001"]["story"] == found["002"]["story"]
    assert len({row["story"] for row in found.values()}) == 3
    assert {found["001"]["kind"], found["002"]["kind"]} == {"lead", "version"}


@pytest.mark.parametrize(
    "order",
    list(itertools.permutations(NAMES)),
    ids=lambda order: "-".join(name[:3] for name in order),
)
def test_the_order_of_the_files_does_not_matter(order, found, tmp_path):
    """Every order gives the same records."""
    assert rows(tmp_path, *(SEEDS / name for name in order)) == found


def test_date_and_place_are_found_where_they_stand(found):
    """001 prints them, 002 is lent them, 000 and 004 have none."""
    assert (found["001"]["date"], found["001"]["place"], found["001"]["place_basis"]) == (
        "2021-05-05",
        "London",
        "dateline",
    )
    assert (found["002"]["date"], found["002"]["date_basis"], found["002"]["place_basis"]) == (
        "2021-05-05",
        "copy",
        "copy",
    )
    assert [found[name]["date"] for name in ("000", "004")] == [None, None]
    assert [found[name]["place"] for name in ("000", "004")] == [None, None]


def test_title_and_dek_of_000_are_its_own(found):
    """Its first line; and the line that its lede repeats, which stands in the body once."""
    row = found["000"]
    assert (row["title"], row["title_basis"]) == (
        "US, Japan, South Korea diplomats review North Korea strategy",
        "text",
    )
    assert row["dek"].startswith("The United States, Japan and South Korea are plowing ahead")
    assert sum("plowing ahead" in paragraph for paragraph in row["paragraphs"]) <= 1
    assert {found[name]["title_basis"] for name in ("001", "002", "004")} <= {"derived"}


def test_agency_and_outlet_are_unknown(found):
    """None of the four texts names them."""
    assert {
        (row["agency"], row["agency_basis"], row["outlet"], row["outlet_basis"])
        for row in found.values()
    } == {(None, "none", None, "none")}


def test_every_line_of_dirt_is_cut_and_kept_with_its_rule(found):
    """The appeals and widgets stand among the removed lines, and nowhere else in a record."""
    removed = [item for row in found.values() for item in row["removed"]]
    for phrase in DIRT:
        assert any(phrase in item["text"] and item["rule"] for item in removed), phrase
        assert not any(
            phrase in json.dumps({**row, "removed": []}, ensure_ascii=False)
            for row in found.values()
        ), phrase
    assert len([item for item in removed if item["text"]]) == len(removed)


def test_subheads_of_004_are_subheads(found):
    """Two lines that are content."""
    row = found["004"]
    assert [
        text
        for text, kind in zip(row["paragraphs"], row["kinds"], strict=True)
        if kind == "subhead"
    ] == [
        "Poor Relations with North Korea",
        "US Citizens Detained in North Korea",
    ]


def test_topics_are_what_the_stories_are_about(found):
    """People and places of the talks; the people of 004; no passing mention, no weekday, no widget."""
    may = topics(found["000"]) | topics(found["001"])
    assert may >= MAY
    assert topics(found["004"]) >= AUGUST
    assert not {"Donald Trump", "Kamala Harris", "Trump", "Harris"} & topics(found["000"])
    assert not {"Wednesday", "Independent Premium", "Poor Relations"} & set().union(
        *map(topics, found.values())
    )


def test_no_page_shows_dirt_but_as_what_was_removed(site):
    """Not in a title, a body, a difference, a topic, the feed or metadata: only in the provenance of
    a story or copy."""
    for path in sorted(site.rglob("*")):
        if path.suffix not in {".html", ".atom", ".xml"}:
            continue
        text = path.read_text("utf-8")
        shown = re.sub(r"<details(?=[^>]*>).*?</details>", " ", text, flags=re.DOTALL)
        for phrase in DIRT:
            assert phrase not in shown, (path, phrase)
    stories = "".join(path.read_text("utf-8") for path in site.rglob("*-s*.html"))
    for phrase in DIRT:
        assert phrase in plain(stories), phrase


def test_000_is_linked_as_the_same_event(site):
    """The report of another agency on the same talks."""
    (page,) = site.rglob("us-japan-south-korea*-s*.html")
    assert "Same event" in page.read_text("utf-8")


def test_they_are_the_same_stories_among_others(tmp_path, found):
    """Three hundred other reports around them change nothing."""
    corpus.write(tmp_path / "others", corpus.articles(300, seed=3), corpus.text)
    among = rows(tmp_path, SEEDS, tmp_path / "others")
    for name, row in found.items():
        assert (among[name]["story"], among[name]["kind"], among[name]["title"]) == (
            row["story"],
            row["kind"],
            row["title"],
        )
