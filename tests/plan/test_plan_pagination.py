"""Sealed pages are numbered from the oldest, whole, and never rewritten by a newer story."""

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import invented

from newsgen.plan.pagination import open_end, sealed_count, sealed_pages

DAYS = [entry.published.date[:10] for entry in invented(300)[0].entries if entry.published]


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.integers(0, 200), st.integers(1, 30))
def test_sealed_pages_and_open_end_hold_every_story_once(count, size):
    """Sealed pages are whole; the open end holds all other stories, between one and two pages'
    worth once a page is sealed."""
    days = DAYS[:count]
    sealed = sealed_pages(days, "topic/x/index.html", size)
    end = open_end(days, size)
    assert all(page.count == size for page in sealed)
    assert len(sealed) * size + len(end) == count
    assert not sealed or size <= len(end) < 2 * size
    assert [page.address for page in sealed] == [
        f"topic/x/{number}.html" for number in range(1, len(sealed) + 1)
    ]


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.integers(1, 200), st.integers(1, 30))
def test_a_newer_story_leaves_every_sealed_page_as_it_is(count, size):
    """What is sealed stays sealed as the list grows."""
    before, after = (
        sealed_pages(DAYS[:number], "topic/x/index.html", size) for number in (count, count + 1)
    )
    assert after[: len(before)] == before
    assert len(after) - len(before) in {0, 1}
    assert sealed_count(count, size) == len(before)


def test_the_open_end_is_newest_first():
    """Rows of the open end run from the newest back."""
    assert open_end("abcde", 10) == "edcba"


def test_a_sealed_page_knows_its_dates():
    """A sealed page knows the dates of its oldest and newest story, and none for undated ones."""
    first = sealed_pages(DAYS[:40], "topic/x/index.html", 10)[0]
    assert (first.first, first.last) == (DAYS[0], DAYS[9])
    assert sealed_pages([""] * 40, "topic/x/index.html", 10, "undated-")[0].last == ""
