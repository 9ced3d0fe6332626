"""The plan as a whole: which pages there are, that no two have one path, and which a change rewrites."""

from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import SITE, MemoryLibrary, add_story, invented, made_up, ordered, small_pages

from newsgen import urls
from newsgen.config import Config
from newsgen.errors import NewsgenError
from newsgen.model import Entry, Page
from newsgen.plan import PLANNERS, Archive, distinct, pages
from newsgen.render import VIEWS

ARCHIVE, LIBRARY = invented(230)
SMALL = small_pages()
DATE_PAGES = {"year.html", "month.html", "day.html", "sealed_page.html"}


def plan(archive, config=SMALL):
    """The pages of an archive by path."""
    return {page.path: page for page in distinct(pages(archive, config))}


def rewritten(before, after):
    """The paths whose page is new or no longer the same."""
    return {
        path
        for path, page in after.items()
        if path not in before or before[path].digest != page.digest
    }


def with_entry(archive, entry):
    """The archive with `entry` in place of the one of its id, or beside the others."""
    others = [other for other in archive.entries if other.id != entry.id]
    return msgspec.structs.replace(archive, entries=ordered([*others, entry]))


def newcomer(date="2024-05-05") -> Entry:
    """A story that the archive does not hold yet."""
    case = made_up(999)
    case["copy"][0]["date"] = date
    case["topics"] = ["harbours"]
    library = MemoryLibrary({}, {}, {})
    add_story(case, library)
    return library.entries[case["id"]]


def test_every_kind_of_page_is_planned():
    """A full archive has pages from every planner and for every template."""
    planned = plan(ARCHIVE).values()
    assert {page.template for page in planned} == {*VIEWS, "style.css"}
    assert len(VIEWS) == len(PLANNERS) == 18


def test_the_plan_is_the_same_twice():
    """Planning is a function of archive and configuration: same pages, same order."""
    assert list(pages(ARCHIVE, SMALL)) == list(pages(ARCHIVE, SMALL))


def test_pages_come_lazily():
    """The first page is there before the last is planned."""
    assert next(iter(pages(ARCHIVE, SMALL))).template == "story.html"


def test_two_pages_with_one_path_are_an_error_that_names_both():
    """A path planned twice stops the build, naming template and subject of both."""
    twice = [
        Page("a.html", "story.html", ("one",), "{}", b""),
        Page("a.html", "copy.html", ("two",), "{}", b""),
    ]
    with pytest.raises(NewsgenError, match=r"a\.html.*story\.html of one.*copy\.html of two"):
        list(distinct(twice))


def test_an_empty_archive_still_has_its_service_pages():
    """Without a story there are home, indexes, dates, about, report, the page for a missing address and
    the stylesheet, but no page of stories without a date."""
    empty = msgspec.structs.replace(
        ARCHIVE, entries=(), topics=(), links={}, redirects={}, borderline=()
    )
    assert set(plan(empty, Config())) == {
        "index.html",
        "topic/index.html",
        "outlet/index.html",
        "dates.html",
        "about.html",
        "report/index.html",
        "404.html",
        "style.css",
    }


def test_feed_and_sitemaps_need_the_address_of_the_site():
    """Without a base URL there is neither feed nor sitemap: an address is never guessed."""
    with_base, without = (
        set(plan(ARCHIVE)),
        set(plan(ARCHIVE, msgspec.structs.replace(SMALL, base_url=""))),
    )
    assert with_base - without == {path for path in with_base if path.endswith((".xml", ".atom"))}


def test_undated_stories_stay_out_of_the_feed():
    """The feed holds dated stories, newest first, as many as configured."""
    feed = plan(ARCHIVE)["feed.atom"]
    dated = [entry.id for entry in ARCHIVE.entries if entry.published]
    assert list(feed.subjects) == dated[::-1][: SMALL.plan.feed_size]


def test_a_changed_body_rewrites_the_pages_of_its_story_alone():
    """A typo mended in a body touches the story's page and its copies, and nothing that only lists
    it."""
    entry = LIBRARY.entries["h0000000000f1"]
    after = plan(with_entry(ARCHIVE, msgspec.structs.replace(entry, digest="0" * 64)))
    assert rewritten(plan(ARCHIVE), after) == {
        entry.address,
        *(copy.address for copy in entry.copies),
    }


def test_a_new_title_rewrites_the_lists_that_show_it_and_its_neighbours():
    """A retitled story is rewritten wherever its title stands, and the address stays."""
    entry = LIBRARY.entries["h0000000000f6"]
    touched = rewritten(
        plan(ARCHIVE),
        plan(with_entry(ARCHIVE, msgspec.structs.replace(entry, title="Race won by Øgård"))),
    )
    assert {
        entry.address,
        "2023/11/24/index.html",
        "2023/11/index.html",
        "topic/oegaard/index.html",
    } <= touched
    assert len([path for path in touched if "-sm" in path or "-sh" in path]) <= 3


def test_the_newest_story_leaves_sealed_pages_and_other_stories_alone():
    """A new story rewrites open ends, home, counts and its one neighbour: no sealed page, and of
    days and months only its own and the nearest."""
    before = plan(ARCHIVE)
    touched = rewritten(before, plan(with_entry(ARCHIVE, newcomer())))
    templates = Counter(before[path].template for path in touched & before.keys())
    assert templates["sealed_page.html"] == templates["copy.html"] == 0
    assert templates["story.html"] == 1
    assert templates["day.html"] + templates["month.html"] == 2


def test_counts_and_version_stand_on_about_and_report_alone():
    """Other counts, another version: the about page and the report are rewritten, and no other."""
    other = msgspec.structs.replace(ARCHIVE, counts={"articles": 1}, facts={"version": "9"})
    assert rewritten(plan(ARCHIVE), plan(other)) == {"about.html", "report/index.html"}


def test_a_new_template_set_rewrites_every_page():
    """The digest of the theme is part of every page digest."""
    before = plan(ARCHIVE)
    assert rewritten(before, plan(msgspec.structs.replace(ARCHIVE, templates="x"))) == before.keys()


@pytest.mark.parametrize(("contact", "page"), [("a@example.org", "about.html")])
def test_a_setting_rewrites_only_where_it_is_shown(contact, page):
    """A new contact address stands on the about page alone."""
    assert rewritten(
        plan(ARCHIVE), plan(ARCHIVE, msgspec.structs.replace(SMALL, contact=contact))
    ) == {page}


def test_a_topic_once_published_keeps_its_page():
    """Below the threshold a topic has no page, unless it was published before."""
    least = msgspec.structs.replace(SMALL, enrich=msgspec.structs.replace(SMALL.enrich, stories=3))
    path = urls.listing("topic", "oegaard")
    assert path not in plan(ARCHIVE, least)
    assert path in plan(
        msgspec.structs.replace(ARCHIVE, published_topics=frozenset({"oegaard"})), least
    )


@settings(deadline=None, derandomize=True, max_examples=15)
@given(st.lists(st.integers(2000, 2030), min_size=0, max_size=40), st.integers(1, 9))
def test_no_two_pages_share_a_path_whatever_the_dates(years, size):
    """Any number of stories in any years, with any page size, gives distinct paths, and each story is on
    its day, month or year."""
    config = msgspec.structs.replace(SITE, plan=msgspec.structs.replace(SITE.plan, page_size=size))
    lengths = (4, 7, 10)
    entries = [
        msgspec.structs.replace(
            newcomer(f"{year}-0{year % 9 + 1}-11"[: lengths[year % 3]]),
            id=f"x{place:012}",
            address=f"x/{place}.html",
        )
        for place, year in enumerate(years)
    ]
    archive: Archive = msgspec.structs.replace(
        ARCHIVE, entries=ordered(entries), links={}, redirects={}
    )
    planned = plan(archive, config)
    for entry in entries:
        assert entry.published is not None
        shown = [
            path
            for path, page in planned.items()
            if entry.id in page.subjects and page.template in DATE_PAGES
        ]
        assert [path for path in shown if path.startswith(entry.published.date[:4])]
