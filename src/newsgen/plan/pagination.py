"""How a long list becomes pages that never change again: sealed pages numbered from the oldest, and
an open end.

The open end takes the newest stories. It holds between one and two pages' worth, so that a page is
sealed whole and a new story rewrites the open end alone. A sealed page links to the one before it
and to the open end, never to the one after it, because that link would rewrite the page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from newsgen import urls
from newsgen.plan.indexes import ListedStories
from newsgen.plan.params import Band, ListHeading, PageDraft, SealedPage, SealedPageParams
from newsgen.plan.timeline import YEAR

T = TypeVar("T")


def sealed_count(stories: int, size: int) -> int:
    """How many pages of `size` rows are sealed in a list of so many stories.

    >>> [sealed_count(stories, 100) for stories in (0, 199, 200, 299, 300)]
    [0, 0, 1, 1, 2]
    """
    return max(0, stories // size - 1)


def sealed_pages(
    dates: Sequence[str], front: str, size: int, prefix: str = ""
) -> tuple[SealedPage, ...]:
    """The sealed pages, oldest first, of the list of stories with these dates whose open end is the
    page at `front`.

    `prefix` begins the file names of a second list on the same front.
    """
    pages = []
    for number in range(1, sealed_count(len(dates), size) + 1):
        page = SealedPage(
            address=urls.sealed_page(front, number, prefix),
            number=number,
            first=dates[(number - 1) * size],
            last=dates[number * size - 1],
            count=size,
        )
        pages.append(page)
    return tuple(pages)


def open_end(rows: Sequence[T], size: int) -> Sequence[T]:
    """The rows of the open end, newest first; `rows` are the whole list, oldest first.

    >>> open_end("abcde", 2)
    'edc'
    """
    sealed = sealed_count(len(rows), size) * size
    return rows[sealed:][::-1]


def sealed_drafts(
    stories: ListedStories, pages: Sequence[SealedPage], heading: ListHeading, size: int
) -> Iterator[PageDraft]:
    """The drafts of the sealed `pages` of the list that `heading` names."""
    older = ""
    for page in pages:
        end = page.number * size
        ids = stories.ids[end - size : end][::-1]
        dates = stories.dates[end - size : end][::-1]
        params = SealedPageParams(
            heading=heading,
            sealed=page,
            bands=bands(dates),
            older=older,
        )
        yield PageDraft(
            path=page.address,
            template="sealed_page.html",
            subjects=tuple(ids),
            params=params,
        )
        older = page.address


def bands(dates: Iterable[str], totals: Mapping[str, int] | None = None) -> tuple[Band, ...]:
    """A band a year for rows with these dates, in the order that they come. `totals` gives the
    stories of each year in the whole list, where it has more than these."""
    totals = totals or {}
    years = [date[:YEAR] for date in dates]
    all_bands = []
    for year, run in groupby(years):
        rows = len(list(run))
        band = Band(
            date=year,
            rows=rows,
            total=totals.get(year, rows),
        )
        all_bands.append(band)
    return tuple(all_bands)
