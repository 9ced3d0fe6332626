"""How a long list becomes pages that never change again: sealed pages numbered from the oldest, and an open end that takes the newest.

The open end holds between one and two pages' worth, so that a page is sealed whole and a new story rewrites the open end alone.
A sealed page links to the one before it and to the open end, never to the one after, which would rewrite it.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from newsgen import urls
from newsgen.model import Entry
from newsgen.plan.draft import Band, Draft, Heading, Sheet, SheetParams
from newsgen.plan.holdings import iso


def sealed(count: int, size: int) -> int:
    """How many pages of `size` rows are sealed in a list of `count`.

    >>> [sealed(count, 100) for count in (0, 199, 200, 299, 300)]
    [0, 0, 1, 1, 2]
    """
    return max(0, count // size - 1)


def sheets(entries: Sequence[Entry], front: str, size: int, shelf: str = "") -> tuple[Sheet, ...]:
    """The sealed pages of a list of `entries`, oldest first, whose open end is the page at `front`."""
    return tuple(
        Sheet(urls.sheet(front, number, shelf), number, iso(part[0])[:10], iso(part[-1])[:10], len(part))
        for number in range(1, sealed(len(entries), size) + 1)
        if (part := entries[(number - 1) * size : number * size])
    )


def open_end(entries: Sequence[Entry], size: int) -> Sequence[Entry]:
    """The rows of the open end, newest first."""
    return entries[sealed(len(entries), size) * size :][::-1]


def drafts(entries: Sequence[Entry], made: Sequence[Sheet], heading: Heading, size: int) -> Iterator[Draft]:
    """The sealed pages themselves, of the list that `heading` names."""
    older = ""
    for sheet in made:
        part = entries[(sheet.number - 1) * size : sheet.number * size][::-1]
        yield Draft(sheet.address, "sheet.html", ids(part), SheetParams(heading, sheet, bands(part), older))
        older = sheet.address


def bands(entries: Sequence[Entry], totals: dict[str, int] | None = None) -> tuple[Band, ...]:
    """A band a year for rows in the order they come; `totals` gives a year's stories in the whole list, where it is more than these."""
    found = ((year, len(list(group))) for year, group in groupby(entries, key=lambda entry: iso(entry)[:4]))
    return tuple(Band(year, rows, (totals or {}).get(year, rows)) for year, rows in found)


def ids(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The ids of `entries`."""
    return tuple(entry.id for entry in entries)
