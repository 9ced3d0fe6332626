"""What a planner yields, and the values that a page's template is given: one frozen record a
template, sent as JSON.

Rendering decodes `Page.params` into the same records, so a template cannot show a value that the page
digest does not cover.
"""

import msgspec

from newsgen.model import TopicKind
from newsgen.plan.archive import Borderline, Twin


class Params(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The values of one template, beside the records of the page's subjects."""


class PageDraft(msgspec.Struct, frozen=True):
    """A planned page that has no digest yet: its path, its template, the ids of the stories it
    shows in their order, and its params."""

    path: str
    template: str
    subjects: tuple[str, ...]
    params: Params


class ListLink(Params, frozen=True):
    """A link to the list page of a topic, an outlet or a year: its name, its address (empty: it has
    no page), how many stories are listed there, and the kind of a topic."""

    name: str
    address: str
    count: int = 0
    kind: TopicKind | str = ""


class Relation(Params, frozen=True):
    """Why a story page shows a related story: the id of that story, the kind of link and its reason."""

    id: str
    kind: str
    reason: str


class Plot(Params, frozen=True):
    """Stories over time, as bars. `counts` are the stories of each bar; a bar covers `unit` months,
    and the first one begins in January of the year `first`. `undated` stories are in no bar, and
    neither are the `coarse` ones, of which only the year is known."""

    first: int
    unit: int
    counts: tuple[int, ...]
    undated: int = 0
    coarse: int = 0


class Band(Params, frozen=True):
    """A run of rows under one heading: `date` is ISO 8601 (empty: without a date), `rows` how many
    of the page's subjects belong to it, `total` how many stories of that date the whole list has."""

    date: str
    rows: int
    total: int


class SealedPage(Params, frozen=True):
    """A sealed page of a long list: its address, its number, the dates of its oldest and its newest
    story (empty: without a date), and how many stories it lists."""

    address: str
    number: int
    first: str
    last: str
    count: int


class IndexLine(Params, frozen=True):
    """A line of an A–Z index: name, address, number of stories, and the stories over time as a few
    bars."""

    name: str
    address: str
    count: int
    bars: tuple[int, ...] = ()


class IndexLetter(Params, frozen=True):
    """A letter of an A–Z index: its name, the anchor or the page that it leads to, how many lines
    it has, and the lines (none where they are on a page of their own)."""

    name: str
    address: str
    count: int
    lines: tuple[IndexLine, ...] = ()


class PeriodRow(Params, frozen=True):
    """A line of a table of years, months or days: ISO 8601 date, address (empty: no link), number
    of stories, number of days that have stories, most stories in a day."""

    date: str
    address: str
    stories: int
    days: int
    most: int


class DayCount(Params, frozen=True):
    """A day of a year that has stories: month (1 to 12), day of the month, and number of stories."""

    month: int
    day: int
    stories: int


class StoryParams(Params, frozen=True):
    """`story.html`: the topics of the story, why each related subject is shown, and the stories
    before and after it in time (ids, or empty)."""

    topics: tuple[ListLink, ...] = ()
    related: tuple[Relation, ...] = ()
    earlier: str = ""
    later: str = ""


class CopyParams(Params, frozen=True):
    """`copy.html`: the id of the article shown."""

    article: str


class ListingParams(Params, frozen=True):
    """`listing.html`: the open end of the list of a topic or an outlet."""

    section: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    count: int
    first: str
    last: str
    plot: Plot | None
    years: tuple[PeriodRow, ...]
    often: tuple[ListLink, ...]
    bands: tuple[Band, ...]
    older: tuple[SealedPage, ...] = ()
    undated: tuple[SealedPage, ...] = ()


class ListHeading(Params, frozen=True):
    """What a long list is a list of: its section of the navigation, its name, its kind, and the
    address of its open end. The rows of a `full` list have summaries."""

    section: str
    name: str
    kind: str
    front: str
    full: bool = False


class SealedPageParams(Params, frozen=True):
    """`sealed_page.html`: one sealed page of a long list, and the address of the one before it (or
    empty)."""

    heading: ListHeading
    sealed: SealedPage
    bands: tuple[Band, ...]
    older: str = ""


class AzIndexParams(Params, frozen=True):
    """`az_index.html`: a whole A–Z index, or its front (letters without lines), or one letter.
    `bars` says what the bars show; `most` are the topics or outlets with the most stories,
    `unknown` counts stories that name no outlet."""

    section: str
    count: int
    letters: tuple[IndexLetter, ...]
    bars: str = ""
    kinds: tuple[ListLink, ...] = ()
    most: tuple[ListLink, ...] = ()
    letter: str = ""
    unknown: int = 0


class UndatedParams(Params, frozen=True):
    """`undated.html`: all stories without a date, or the front of a longer list, or one letter, or
    one part of it."""

    count: int
    letters: tuple[IndexLetter, ...]
    letter: str = ""
    part: int = 0
    parts: tuple[str, ...] = ()


class DatesParams(Params, frozen=True):
    """`dates.html`: all years."""

    count: int
    first: str
    last: str
    plot: Plot | None
    years: tuple[PeriodRow, ...]
    undated: int


class YearParams(Params, frozen=True):
    """`year.html`: the calendar of a year. Of `bare` rows, all that the page lists, only the year
    is known."""

    year: str
    count: int
    days: tuple[DayCount, ...]
    months: tuple[PeriodRow, ...]
    years: tuple[str, ...]
    undated: int
    bare: int = 0
    sealed: tuple[SealedPage, ...] = ()


class MonthParams(Params, frozen=True):
    """`month.html`: the stories of a month as `rows`, or its days as a table where there would be
    too many rows. Of the `bare` rows, the last ones, only the month is known."""

    month: str
    count: int
    days: tuple[PeriodRow, ...]
    rows: int
    bare: int
    earlier: str
    later: str
    sealed: tuple[SealedPage, ...] = ()


class DayParams(Params, frozen=True):
    """`day.html`: one day; `earlier` and `later` are the nearest days with stories."""

    day: str
    count: int
    earlier: str
    later: str
    sealed: tuple[SealedPage, ...] = ()


class HomeParams(Params, frozen=True):
    """`home.html`: what the archive is. The subjects are the `newest` dated stories, then some of
    the `undated` ones; `merge`: copies of one report were looked for."""

    description: str
    stories: int
    copies: int
    outlets: int
    first: str
    last: str
    plot: Plot | None
    newest: int
    undated: int
    topics: tuple[ListLink, ...]
    all_topics: int
    years: tuple[ListLink, ...]
    feed: bool
    merge: bool


class AboutParams(Params, frozen=True):
    """`about.html`: how the archive was made, in figures. `merge`: copies of one report were looked
    for; `find`: topics were looked for beside those given."""

    counts: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, str], ...]
    thresholds: tuple[tuple[str, int], ...]
    contact: str
    rights: str
    feed: bool
    sitemap: bool
    merge: bool
    find: bool


class ReportParams(Params, frozen=True):
    """`report.html`: what an archivist should look at."""

    counts: tuple[tuple[str, int], ...]
    borderline: tuple[Borderline, ...]
    twins: tuple[Twin, ...] = ()


class RemovedParams(Params, frozen=True):
    """`removed.html`: each anchor of the page with the former addresses that lead to it."""

    addresses: tuple[tuple[str, tuple[str, ...]], ...]


class RedirectParams(Params, frozen=True):
    """`redirect.html`: where a former address leads."""

    target: str


class FeedParams(Params, frozen=True):
    """`feed.atom`: the date of the newest story."""

    updated: str


class SitemapParams(Params, frozen=True):
    """`sitemap.xml`: an index of sitemaps, or the pages of one; each with its last date (or empty)."""

    index: bool
    addresses: tuple[tuple[str, str], ...]


class PlainParams(Params, frozen=True):
    """A template that is given nothing but the site's own values."""
