"""Addresses: relative, lower-case, bounded, the same for ever; and links that lead where they say."""

import datetime
import posixpath
import re
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen import urls

NUMBERS = st.integers(0, 2**64 - 1)
IDS = NUMBERS.map(urls.identifier)
TEXTS = st.text(st.characters(), max_size=300)
SLUGS = TEXTS.map(urls.slug)
DAYS = st.dates(datetime.date(1000, 1, 1)).map(datetime.date.isoformat)
DATES = st.one_of(
    st.just(""), DAYS, DAYS.map(lambda day: day[:4]), DAYS.map(lambda day: day[:7])
) | DAYS.map(lambda day: f"{day}T14:00:00Z")
KINDS = st.sampled_from(["topic", "outlet"])

STORIES = st.builds(urls.story, DATES, SLUGS, IDS)
FIXED = [urls.HOME, urls.DATES, urls.ABOUT, urls.REPORT, urls.REMOVED, urls.MISSING]
FILES = [urls.STYLE, urls.FEED, urls.SITEMAP]
PATHS = st.one_of(
    STORIES,
    st.builds(urls.copy, STORIES, SLUGS, IDS),
    st.builds(urls.date, DATES),
    st.builds(urls.listing, KINDS, SLUGS, st.integers(0, 9999)),
    st.builds(urls.listing, st.just("outlet"), TEXTS.map(urls.outlet_slug)),
    st.builds(urls.sealed_page, st.builds(urls.listing, KINDS, SLUGS), st.integers(1, 9999)),
    st.builds(urls.az_index, KINDS, st.sampled_from("abcdefghijklmnopqrstuvwxyz")),
    st.builds(urls.sitemap, st.sampled_from(["2021", "2021-05", "undated"])),
    st.sampled_from([*FIXED, *FILES]),
)
"""Every kind of path that a site has."""


def is_slug(text: str) -> bool:
    """Lower-case words of ASCII letters and digits, joined by single hyphens, within the bound."""
    return len(text) <= urls.SLUG and bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-?", text))


@given(PATHS)
def test_a_path_is_relative_lower_case_and_short(path):
    """No path leaves the site, needs escaping, depends on case, or is longer than promised."""
    assert re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*\.(html|xml|css|atom)", path)
    assert len(path) <= urls.LONGEST


@given(PATHS)
def test_no_part_of_a_path_is_a_device_of_windows(path):
    """`con.html` or `nul/index.html` could not be written there."""
    devices = {"con", "prn", "aux", "nul"} | {
        f"{port}{n}" for port in ("com", "lpt") for n in range(10)
    }
    assert devices.isdisjoint(part.partition(".")[0] for part in path.split("/"))


@given(TEXTS)
def test_a_slug_has_only_words_and_its_bound(text):
    """Whatever the text, surrogates and control characters too."""
    assert is_slug(urls.slug(text))


@given(TEXTS)
def test_the_slug_of_a_slug_is_itself(text):
    """A slug that was published is found again from itself."""
    slug = urls.slug(text)
    assert urls.slug(slug) == slug


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=30))
def test_a_slug_is_cut_between_words(words):
    """As many whole words as the bound allows, in their order."""
    slug = urls.slug(" ".join(words))
    number = len(slug.split("-"))
    assert slug.split("-") == words[:number]
    assert number == len(words) or len("-".join(words[: number + 1])) > urls.SLUG


def test_a_word_without_end_is_cut_at_the_bound():
    """There is no place between words to cut at."""
    assert urls.slug("a" * 200) == "a" * urls.SLUG


@given(NUMBERS)
def test_an_id_has_13_digits_of_an_alphabet_that_is_not_misread(number):
    """Crockford's base 32 in lower case: no i, l, o and u."""
    assert re.fullmatch(r"[0-9a-hjkmnp-tv-z]{13}", urls.identifier(number))


@given(NUMBERS, NUMBERS)
def test_ids_order_as_their_numbers_do(one, other):
    """So two numbers never have one id."""
    assert (one < other) == (urls.identifier(one) < urls.identifier(other))


@given(TEXTS)
def test_an_outlet_has_a_slug(name):
    """Whatever its script."""
    assert is_slug(urls.outlet_slug(name))


@given(st.text("abcDEF xyz.,'-", max_size=40))
def test_case_and_punctuation_make_no_other_outlet(name):
    """`The Sun`, `THE SUN` and `The Sun.` are one outlet."""
    assert urls.outlet_slug(name.upper()) == urls.outlet_slug(name.lower())
    if re.search(r"[a-z]", name, re.IGNORECASE):
        assert urls.outlet_slug(f"{name}.") == urls.outlet_slug(name)


@given(PATHS, PATHS, st.sampled_from(["", "#data"]))
def test_a_relative_link_resolves_to_its_target(source, target, fragment):
    """As a browser resolves it, below any base URL; it names a file and never begins with a slash."""
    base = "https://example.org/archive/"
    link = urls.relative(source, target + fragment)
    assert urljoin(base + source, link) == base + target + fragment
    assert link.rpartition("/")[2].startswith(posixpath.basename(target))
    assert not link.startswith("/")


@given(PATHS, PATHS)
def test_a_relative_link_goes_up_no_further_than_needed(source, target):
    """Two files of one folder are linked by their names."""
    ups = urls.relative(source, target).count("../")
    common = posixpath.commonpath([posixpath.dirname(source), posixpath.dirname(target)])
    assert ups == source.count("/") - len(list(filter(None, common.split("/"))))


@given(PATHS, PATHS)
def test_the_root_leads_to_every_file(source, target):
    """`root` before a path links to it from anywhere."""
    assert (
        posixpath.normpath(f"{posixpath.dirname(source)}/{urls.root(source)}{target}".lstrip("/"))
        == target
    )


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Ferry adrift off Cork: 40 rescued", "ferry-adrift-off-cork-40-rescued"),
        ("L’État, c’est moi", "letat-cest-moi"),
        ("Łódź feiert Größe", "lodz-feiert-grosse"),
        ("Выборы в Киеве", "vybory-v-kieve"),
        ("東京", "dong-jing"),
        ("aux", "aux-"),
        ("\u200b…", "untitled"),
        ("the " * 40, "the-the-the-the-the-the-the-the-the-the-the-the-the-the-the"),
    ],
)
def test_addresses_are_for_ever(title, slug):
    """Published addresses hold these slugs: another version of newsgen makes the same ones."""
    assert urls.slug(title) == slug
