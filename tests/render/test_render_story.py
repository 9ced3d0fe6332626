"""A story's page: what it says, where each fact comes from, and that nothing in a text can act."""

import re
from pathlib import Path

import msgspec
import pytest
import tree
from invented import SITE, MemoryLibrary, add_story, invented

from newsgen.model import Evidence
from newsgen.plan import pages
from newsgen.render import page as rendered

ARCHIVE, LIBRARY = invented()


def shown(template, story_id, number=0, library=LIBRARY):
    """The HTML of the page of a template that shows a story: the `number`th of them."""
    planned = [
        page
        for page in pages(ARCHIVE, SITE)
        if page.template == template and page.subjects[:1] == (story_id,)
    ]
    return rendered(planned[number], library, SITE, None).decode()


def changed(article_id, **values):
    """The library with one article changed."""
    articles = {
        **LIBRARY.articles,
        article_id: msgspec.structs.replace(LIBRARY.articles[article_id], **values),
    }
    return msgspec.structs.replace(LIBRARY, articles=articles)


def basis(article_id, field, *values):
    """The evidence of an article with that of one field replaced."""
    return tuple(
        Evidence(field, *values) if evidence.field == field else evidence
        for evidence in LIBRARY.articles[article_id].evidence
    )


FERRY = "h0000000000f1"


def test_a_story_shows_its_facts():
    """Title, dek, byline, date, agency, place, outlets and topics of every kind stand on the page."""
    text = tree.text(shown("story.html", FERRY))
    for said in (
        "Harbour ferry resumes in Verrin after four days of fog",
        "The longest closure since records began in 1961",
        "By Tomas Ruel and Ann Bo",
        "28 November 2023",
        "Meridian Wire, Verrin",
        (
            "Carried by Northmere Gazette, 124 words, shown here "
            "Corran Evening Post, 55 words, 71% shared. What differs"
        ),
        "Subjects Harbours",
        "Organisations Four Lakes Commission",
        "3 copies",
        "Corrects the number of passengers",
    ):
        assert said in text


def test_a_body_keeps_the_kind_of_each_block():
    """Subheads, lists, quotes, verse, tables and captions become what they are in HTML; inline
    markup stays, and text is escaped."""
    page = shown("story.html", FERRY)
    assert "<h2>What still waits</h2>" in page
    assert (
        "<ul><li>Two coal barges</li><li>The mail boat from Tollen &amp; Sons</li>"
        "<li>A crane of 40 t</li></ul>" in page
    )
    assert "<blockquote><p>A harbour is a promise.</p><p>Fog breaks none.</p></blockquote>" in page
    assert (
        '<p class="verse">The lamp is lit, the lamp is out,<br>the gulls are white, the water grey.</p>'
        in page
    )
    assert "<tr><td>Tuesday</td><td>1</td><td>212</td></tr>" in page
    assert (
        "the <em>lamp</em> on the mole, and that was enough,” said "
        '<a href="https://example.org/okafor">Ines' in page
    )


def test_copies_that_disagree_are_named():
    """Titles and dates that differ among the copies all stand, each with who prints it."""
    text = tree.text(shown("story.html", FERRY))
    assert (
        "Copies differ in date: 28 November 2023 in the Northmere Gazette copy; "
        "29 November 2023 in the Corran Evening Post copy." in text
    )
    assert "“Ferry is back” in the Corran Evening Post copy." in text


def test_what_was_removed_stands_with_its_rule():
    """The provenance section names every removed line with its number and rule, and the body has
    none of them."""
    page = shown("story.html", FERRY)
    body, provenance = page.split("Provenance")
    assert "Share this with your friends" not in body
    assert "Share this with your friends" in provenance
    assert "Line 7, rule <code>share bar</code>" in provenance


def test_each_copy_has_its_provenance():
    """Source file and SHA-256 of every copy stand on the story's page."""
    page = shown("story.html", FERRY)
    for copy in LIBRARY.stories[FERRY].copies:
        origin = LIBRARY.articles[copy.id].origin
        assert origin.path in page
        assert origin.digest in page


def test_what_is_unknown_is_said():
    """No date, no agency, no outlet: the page says so, and that the title was derived."""
    text = tree.text(shown("story.html", "h0000000000f2"))
    assert "No date in the source" in text
    assert "Agency unknown" in text
    assert "Outlet unknown" in text
    assert "Title derived from the first sentence: the source prints none." in text


@pytest.mark.parametrize(
    ("field", "evidence", "note"),
    [
        (
            "date",
            ("copy", "date line", 0.9, f"{FERRY}-1"),
            "Date from the Corran Evening Post copy.",
        ),
        (
            "date",
            ("url", "date in the address", 0.9, ""),
            "Date from the address it was published under.",
        ),
        ("date", ("dateline", "day and year", 0.9, ""), "Date from the dateline."),
        (
            "date",
            ("none", "the dateline gives a day but no year", 0.0, ""),
            "Date unknown: the dateline gives a day but no year.",
        ),
        ("date", ("given", "decided by the archivist", 1.0, ""), "Date decided by the archivist."),
        (
            "title",
            ("derived", "first sentence", 0.5, ""),
            "Title derived from the first sentence: no copy prints one.",
        ),
        ("place", ("copy", "dateline", 0.9, f"{FERRY}-2"), "Place from the copy 0007.txt."),
    ],
)
def test_a_fact_that_was_not_printed_here_says_where_it_is_from(field, evidence, note):
    """A lent, derived or inferred field has a note; nothing is borrowed silently."""
    lead = f"{FERRY}-0"
    assert note in tree.text(
        shown("story.html", FERRY, library=changed(lead, evidence=basis(lead, field, *evidence)))
    )


def test_neighbours_and_relations_link_with_their_reason():
    """Same event, related, earlier: each is a link to the story, with why it stands there."""
    page = shown("story.html", FERRY)
    text = tree.text(page)
    assert "Same event" in text
    assert "both name Verrin and its harbour" in text
    assert "Earlier: Øgård wins the 24-hour race , 24 November 2023" in text
    assert "Later:" not in text


@pytest.mark.parametrize(
    ("story_id", "attributes"),
    [("h0000000000f3", 'lang="ja"'), ("h0000000000f4", 'lang="ar" dir="rtl"')],
)
def test_foreign_text_says_its_language(story_id, attributes):
    """Title and body of a story in another language carry it, and the direction it is written in."""
    page = shown("story.html", story_id)
    assert f"<h1 {attributes}>" in page
    assert f'<div class="body" {attributes}>' in page


def test_nothing_in_a_text_acts():
    """Markup in title, agency, outlet, file name and body arrives as text."""
    page = shown("story.html", "h0000000000f5")
    assert tree.seen(page).faults == ()
    assert "<script" not in page
    assert "<img" not in page
    assert "<SRD>" in tree.text(page)


def test_control_characters_and_lone_surrogates_do_not_pass():
    """What HTML and UTF-8 cannot hold is dropped, and the page is still made."""
    page = shown("story.html", FERRY, library=changed(f"{FERRY}-0", dek="a\x00b\x1b[0m\ud800c"))
    assert not re.search("[\x00-\x08\x0b-\x1f]", page)
    assert "ab[0m?c" in page


def test_a_thousand_copies_make_no_giant_page():
    """The table names every copy; the page shows the provenance of the first ones, and only some of
    the values that differ."""
    case = {"id": "h0000000000z9", "topics": [], "copy": [copy(number) for number in range(300)]}
    library = MemoryLibrary({}, {}, {})
    add_story(case, library)
    archive = msgspec.structs.replace(ARCHIVE, entries=tuple(library.entries.values()), links={})
    html = rendered(
        next(page for page in pages(archive, SITE) if page.template == "story.html"),
        library,
        SITE,
        None,
    ).decode()
    assert html.count('<tr><th scope="row">') == 300
    assert html.count("SHA-256") == 25
    assert "Of a further 275 copies: on the page of each" in tree.text(html)
    assert "and 294 more." in tree.text(html)


def copy(number):
    """A copy among many, each with a title of its own."""
    return {
        "file": f"{number}.txt",
        "title": f"Title {number}",
        "kind": "lead" if not number else "copy",
        "blocks": [["paragraph", "Fog."]],
    }


def test_a_story_without_a_title_has_a_name():
    """A title of spaces still gives a heading and a link to click on."""
    entries = {
        key: msgspec.structs.replace(entry, title=" ") for key, entry in LIBRARY.entries.items()
    }
    page = shown("story.html", FERRY, library=msgspec.structs.replace(LIBRARY, entries=entries))
    assert "<h1>Untitled</h1>" in page
    assert ">Untitled</a>" in page


def test_a_page_is_a_function_of_its_subjects():
    """Rendered twice, also after other pages, a page has the same bytes."""
    planned = list(pages(ARCHIVE, SITE))
    first = [rendered(page, LIBRARY, SITE, None) for page in planned]
    assert [rendered(page, LIBRARY, SITE, None) for page in reversed(planned)] == first[::-1]


def test_another_library_is_another_archive():
    """Rows rendered for one library are not shown for another."""
    home = next(page for page in pages(ARCHIVE, SITE) if page.path == "index.html")
    rendered(home, LIBRARY, SITE, None)
    entries = {
        **LIBRARY.entries,
        FERRY: msgspec.structs.replace(LIBRARY.entries[FERRY], title="Another title"),
    }
    assert b"Another title" in rendered(
        home, msgspec.structs.replace(LIBRARY, entries=entries), SITE, None
    )


def test_no_page_holds_a_clock_or_a_path_of_the_machine():
    """No build time and no absolute path stand on a page that tells of the build."""
    archive, library = invented(30)
    for page in pages(archive, SITE):
        if page.template in {"home.html", "about.html", "report.html", "404.html"}:
            text = rendered(page, library, SITE, None).decode()
            assert str(Path.cwd()) not in text
            assert str(Path.home()) not in text
            assert not re.search(r"\b\d\d:\d\d:\d\d\b", text)
