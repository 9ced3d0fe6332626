"""How a long list becomes pages that never change again: sealed pages numbered from the oldest, and an open end that takes the newest.

The open end holds between one and two pages' worth, so that a page is sealed whole and a new story rewrites the open end alone.
A sealed page links to the one before it and to the open end, never to the one after, which would rewrite it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from newsgen import urls
from newsgen.plan.indexes import Rows
from newsgen.plan.params import Band, Draft, Heading, Sheet, SheetParams

Item = TypeVar("Item")


def sealed(count: int, size: int) -> int:
    """How many pages of `size` rows are sealed in a list of `count`.

    >>> [sealed(count, 100) for count in (0, 199, 200, 299, 300)]
    [0, 0, 1, 1, 2]
    """
    return max(0, count // size - 1)


def sheets(days: Sequence[str], front: str, size: int, shelf: str = "") -> tuple[Sheet, ...]:
    """The sealed pages of a list of stories with these dates, oldest first, whose open end is the page at `front`."""
    return tuple(
        [
            Sheet(
                urls.sealed_page(front, number, shelf),
                number,
                days[(number - 1) * size],
                days[number * size - 1],
                size,
            )
            for number in range(1, sealed(len(days), size) + 1)
        ]
    )


def open_end(rows: Sequence[Item], size: int) -> Sequence[Item]:
    """The rows of the open end, newest first."""
    return rows[sealed(len(rows), size) * size :][::-1]


def drafts(rows: Rows, made: Sequence[Sheet], heading: Heading, size: int) -> Iterator[Draft]:
    """The sealed pages themselves, of the list that `heading` names."""
    older = ""
    for sheet in made:
        part = slice((sheet.number - 1) * size, sheet.number * size)
        yield Draft(
            sheet.address,
            "sheet.html",
            tuple(rows.ids[part][::-1]),
            SheetParams(heading, sheet, bands(rows.when[part][::-1]), older),
        )
        older = sheet.address


def bands(days: Iterable[str], totals: Mapping[str, int] | None = None) -> tuple[Band, ...]:
    """A band a year for rows with these dates, in the order they come; `totals` gives a year's stories in the whole list, where it is more
    than these."""
    found = [(year, len(list(group))) for year, group in groupby([day[:4] for day in days])]
    return tuple(
        [Band(year, rows, totals.get(year, rows) if totals else rows) for year, rows in found]
    )
