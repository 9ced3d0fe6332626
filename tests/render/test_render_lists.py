"""Lists, indexes, dates, plots, home, report and about: counts, spans and where their links lead."""

import re

import msgspec
import tree
from invented import SITE, invented, small_pages

from newsgen.plan import pages
from newsgen.plan.params import Plot
from newsgen.render import page as rendered
from newsgen.render.plots import plot, spark

ARCHIVE, LIBRARY = invented(230)
SMALL = small_pages()
PLANNED = {page.path: page for page in pages(ARCHIVE, SMALL)}


def shown(path):
    """The HTML of the page at `path`."""
    return rendered(PLANNED[path], LIBRARY, SMALL, None).decode()


def test_home_says_what_the_archive_is():
    """Stories, copies, outlets, span; the newest first, some undated, topics and years with counts."""
    text = tree.text(shown("index.html"))
    assert "236 stories in 261 copies from 15 outlets" in text
    assert "January 2020 to December 2023" in text
    assert "Harbours 232" in text
    assert re.search(r"2021 \d+ 2022 \d+ 2023 \d+ Undated \d+", text)


def test_home_of_an_undated_archive_shows_its_stories():
    """Where no story has a date those without one come first, and the link to the stories still has
    its anchor."""
    archive, library = invented()
    undated = tuple(msgspec.structs.replace(entry, published=None) for entry in archive.entries)
    archive = msgspec.structs.replace(archive, entries=undated)
    library = msgspec.structs.replace(library, entries={entry.id: entry for entry in undated})
    home = rendered(
        next(page for page in pages(archive, SITE) if page.path == "index.html"),
        library,
        SITE,
        None,
    ).decode()
    assert home.count('<li class="row">') == len(undated)
    assert '<section id="newest">' in home


def test_a_topic_lists_its_newest_and_names_its_sealed_pages():
    """The open end has count, span, plot, often-with, years newest first, and a link to every
    sealed page."""
    page = shown("topic/harbours/index.html")
    text = tree.text(page)
    assert "232 stories" in text
    assert "2020 to 2023" in text
    assert "Most in" in text
    sealed = [
        path for path in PLANNED if re.fullmatch(r"topic/harbours/(undated-)?\d+\.html", path)
    ]
    assert sealed
    assert all(path.rpartition("/")[2] in page for path in sealed)


def test_a_topic_names_its_other_names():
    """Aliases stand below the name."""
    assert "Also Port Verrin, Verrin-on-Sea" in tree.text(shown("topic/verrin/index.html"))


def test_a_sealed_page_links_back_and_to_the_open_end_only():
    """A sealed page never names the page after it, which would rewrite it."""
    page = shown("topic/harbours/2.html")
    assert 'topic/harbours/1.html"' in page
    assert 'topic/harbours/index.html"' in page
    assert "harbours/3.html" not in page


def test_an_index_says_what_its_bars_show():
    """Unused letters are plain, each line has bars and a count, and the bars are explained."""
    page = shown("topic/index.html")
    assert "The bars show stories by half-year from 2020 to 2023" in tree.text(page)
    assert "<span>X</span>" in page
    assert '<a href="#h">H</a>' in page
    assert page.count('<svg class="spark"') == 47


def test_outlets_say_how_many_stories_name_none():
    """A story without an outlet is counted, not hidden."""
    assert re.search(r"\d+ stories name no outlet", tree.text(shown("outlet/index.html")))


def test_a_year_has_a_cell_for_each_day_with_stories():
    """The calendar has twelve months, a link for each day that has stories, and the same numbers
    for ears."""
    page = shown("2021/index.html")
    days = {path for path in PLANNED if re.fullmatch(r"2021/\d\d/\d\d/index\.html", path)}
    assert page.count('<p class="month">') == 12
    assert len(re.findall(r'<li class="d\d+( q\d)?"><a href="\.\./2021/', page)) == len(days)
    assert "of 365 days" in page


def test_stories_of_vague_date_stand_where_they_are_known():
    """Known by year only: on the year's page; by month only: on the month's."""
    assert "Month unknown" in shown("2022/index.html")
    assert "Day unknown" in shown("2022/02/index.html")


def test_many_stories_without_a_date_have_a_page_a_letter():
    """Above two pages' worth the stories are on pages of their letters, and the front names the
    letters."""
    archive, library = invented(330)
    planned = {page.path: page for page in pages(archive, SMALL)}
    front = rendered(planned["undated/index.html"], library, SMALL, None).decode()
    assert re.search(r'<a href="../undated/a.html">A</a> \d+', front)
    letters = [
        page
        for path, page in planned.items()
        if re.fullmatch(r"undated/[a-z0-9-]+\.html", path) and path != "undated/index.html"
    ]
    assert sum(len(page.subjects) for page in letters) == sum(
        entry.published is None for entry in archive.entries
    )


def test_bars_are_drawn_from_zero_to_the_greatest():
    """The greatest bar has the whole height, an empty month no bar, the labels are the years."""
    view = plot(Plot(2020, 1, (0, 2, 4) + (0,) * 20 + (1,)))
    assert view is not None
    assert view.path == "M11 50h8V100h-8zM21 0h8V100h-8zM231 75h8V100h-8z"
    assert view.labels == ("2020", "2021")
    assert view.caption == "7 stories in 3 of 23 months. Most in March 2020 (4 stories)."


def test_a_caption_counts_what_the_bars_show():
    """Stories that are in no bar are counted apart from those that are."""
    view = plot(Plot(2020, 1, (0, 2, 4) + (0,) * 20 + (1,), undated=3, coarse=1))
    assert view is not None
    assert view.caption == (
        "7 stories in 3 of 23 months. Most in March 2020 (4 stories). "
        "Of 1 story only the year is known. A further 3 stories have no date."
    )


def test_many_years_share_labels():
    """Of more years than a phone has room for every fourth is named, and the drawing ends with the
    span of the last label."""
    view = plot(Plot(1990, 12, (1,) * 30))
    assert view is not None
    assert view.labels == ("1990", "1994", "1998", "2002", "2006", "2010", "2014", "2018")
    assert view.width == 320
    assert view.caption == "Stories in every year. Most in 1990 (1 story)."


def test_decades_are_labelled_by_decades():
    """Where a bar is a decade, labels stand at whole decades."""
    view = plot(Plot(1800, 120, (1,) * 22))
    assert view is not None
    assert view.labels == ("1800", "1830", "1860", "1890", "1920", "1950", "1980", "2010")
    assert view.width == 240
    assert "Most in the 1800s" in view.caption


def test_a_spark_keeps_a_line_where_nothing_is():
    """An empty span has a bar of one unit, the greatest the whole height."""
    assert spark((0, 3)) == "M0 15h4V16h-4zM6 1h4V16h-4z"


def test_the_report_lists_pairs_by_a_narrow_margin():
    """Both stories are linked, with ids to write into the decisions, the score and what was decided."""
    page = shown("report/index.html")
    assert "47%" in page
    assert "kept apart" in page
    assert "<code>h0000000000f2</code>" in page


def test_about_tells_figures_rights_and_contact():
    """The about page has the counts, the version, the feed, and where to write."""
    text = tree.text(shown("about.html"))
    for said in (
        "Articles read 238",
        "newsgen 0.1.0",
        "desk@example.org",
        "Texts belong to their papers.",
    ):
        assert said in text
