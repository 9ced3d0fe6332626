"""What a planner yields, and what the templates are told beside their subjects: one frozen record a template, sent as JSON.

Rendering decodes `Page.params` into the same records, so a template cannot be shown what the plan did not fingerprint.
"""

import msgspec

from newsgen.model import TopicKind


class Params(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A template's own values, beside the records of its subjects."""


class Draft(msgspec.Struct, frozen=True):
    """A page before it has its fingerprint: its path, template, the ids of the stories it shows in order, and its params."""

    path: str
    template: str
    subjects: tuple[str, ...]
    params: Params


class Place(Params, frozen=True):
    """A link to a list page: its name, its address (empty: it has no page), how many stories stand there, and a topic's kind."""

    name: str
    address: str
    count: int = 0
    kind: TopicKind | str = ""


class Relation(Params, frozen=True):
    """Why a subject of a story page stands there: the id, the kind of link and its reason."""

    id: str
    kind: str
    reason: str


class Plot(Params, frozen=True):
    """Stories over time. `counts` fills whole spans of `unit` months a bar, from January of the year `first`; `undated` are in no bar, and
    neither are the `coarse`, of which only the year is known."""

    first: int
    unit: int
    counts: tuple[int, ...]
    undated: int = 0
    coarse: int = 0


class Band(Params, frozen=True):
    """A run of rows under one heading: `date` is ISO 8601 (empty: undated), `rows` how many of the page's subjects it takes, `total` how
    many stories there are in all."""

    date: str
    rows: int
    total: int


class Sheet(Params, frozen=True):
    """A sealed page of a long list: its address, number, the dates of its oldest and newest story (empty: undated), and its count."""

    address: str
    number: int
    first: str
    last: str
    count: int


class Item(Params, frozen=True):
    """A line of an A–Z register: name, address, stories, and stories over time as a few bars."""

    name: str
    address: str
    count: int
    bars: tuple[int, ...] = ()


class Letter(Params, frozen=True):
    """A letter of a register: its name, the anchor or page it leads to, its number of lines, and the lines (none: on a page of their own)."""

    name: str
    address: str
    count: int
    items: tuple[Item, ...] = ()


class YearRow(Params, frozen=True):
    """A line of a table of years, months or days: ISO 8601 date, address (empty: no link), stories, days with stories, most in a day."""

    date: str
    address: str
    stories: int
    days: int
    most: int


class StoryParams(Params, frozen=True):
    """`story.html`: its topics, why each related subject stands there, and its neighbours in time (ids, or empty)."""

    topics: tuple[Place, ...] = ()
    related: tuple[Relation, ...] = ()
    earlier: str = ""
    later: str = ""


class CopyParams(Params, frozen=True):
    """`copy.html`: the article shown."""

    article: str


class ListingParams(Params, frozen=True):
    """`listing.html`: the open end of a topic's or an outlet's list."""

    section: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    count: int
    first: str
    last: str
    plot: Plot | None
    years: tuple[YearRow, ...]
    often: tuple[Place, ...]
    bands: tuple[Band, ...]
    older: tuple[Sheet, ...] = ()
    undated: tuple[Sheet, ...] = ()


class Heading(Params, frozen=True):
    """What a long list is of: section of the navigation, name, kind, and the address of its open end; `full` rows have first sentences."""

    section: str
    name: str
    kind: str
    front: str
    full: bool = False


class SheetParams(Params, frozen=True):
    """`sheet.html`: one sealed page of a long list, and the address of the one before (or empty)."""

    heading: Heading
    sheet: Sheet
    bands: tuple[Band, ...]
    older: str = ""


class RegisterParams(Params, frozen=True):
    """`az_index.html`: an A–Z index, whole, or its front (letters without items), or one letter. `bars` says what the bars show."""

    section: str
    count: int
    letters: tuple[Letter, ...]
    bars: str = ""
    kinds: tuple[Place, ...] = ()
    most: tuple[Place, ...] = ()
    letter: str = ""
    unknown: int = 0


class ShelfParams(Params, frozen=True):
    """`undated.html`: the shelf of stories without a date, whole, or its front, or one letter, or one part of a letter."""

    count: int
    letters: tuple[Letter, ...]
    letter: str = ""
    part: int = 0
    parts: tuple[str, ...] = ()


class DatesParams(Params, frozen=True):
    """`dates.html`: all years."""

    count: int
    first: str
    last: str
    plot: Plot | None
    years: tuple[YearRow, ...]
    undated: int


class YearParams(Params, frozen=True):
    """`year.html`: the calendar of a year. `days` are (month, day, stories); `bare` are the rows of which only the year is known."""

    year: str
    count: int
    days: tuple[tuple[int, int, int], ...]
    months: tuple[YearRow, ...]
    years: tuple[str, ...]
    undated: int
    bare: int = 0
    sheets: tuple[Sheet, ...] = ()


class MonthParams(Params, frozen=True):
    """`month.html`: its days as a table where the rows would be too many; `bare` rows, the last, are known by month only."""

    month: str
    count: int
    days: tuple[YearRow, ...]
    rows: int
    bare: int
    earlier: str
    later: str
    sheets: tuple[Sheet, ...] = ()


class DayParams(Params, frozen=True):
    """`day.html`: one day; `earlier` and `later` are the nearest days with stories."""

    day: str
    count: int
    earlier: str
    later: str
    sheets: tuple[Sheet, ...] = ()


class HomeParams(Params, frozen=True):
    """`home.html`: what the archive is; its subjects are the `newest` dated stories, then some of the undated; `merge`: copies were looked for."""

    description: str
    stories: int
    copies: int
    outlets: int
    first: str
    last: str
    plot: Plot | None
    newest: int
    undated: int
    topics: tuple[Place, ...]
    all_topics: int
    years: tuple[Place, ...]
    feed: bool
    merge: bool


class AboutParams(Params, frozen=True):
    """`about.html`: how the archive was made, in figures; whether copies were looked for, and topics beside those given."""

    counts: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, str], ...]
    thresholds: tuple[tuple[str, int], ...]
    contact: str
    rights: str
    feed: bool
    sitemap: bool
    merge: bool
    find: bool


class Pair(Params, frozen=True):
    """Two stories that were nearly one, or are one by a narrow margin."""

    ids: tuple[str, str]
    titles: tuple[str, str]
    addresses: tuple[str, str]
    score: float
    merged: bool


class ReportParams(Params, frozen=True):
    """`report.html`: what an archivist should look at."""

    counts: tuple[tuple[str, int], ...]
    borderline: tuple[Pair, ...]
    twins: tuple[tuple[str, str, float, str], ...] = ()


class RemovedParams(Params, frozen=True):
    """`removed.html`: each anchor of the page with the former addresses that lead to it."""

    items: tuple[tuple[str, tuple[str, ...]], ...]


class RedirectParams(Params, frozen=True):
    """`redirect.html`: where a former address leads."""

    target: str


class FeedParams(Params, frozen=True):
    """`feed.atom`: when the newest story is from."""

    updated: str


class SitemapParams(Params, frozen=True):
    """`sitemap.xml`: an index of sitemaps, or (address, last date or empty) of pages."""

    index: bool
    addresses: tuple[tuple[str, str], ...]


class PlainParams(Params, frozen=True):
    """A template that is shown nothing but the site."""
