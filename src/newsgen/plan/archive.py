"""All that planning may know of an archive: entries, topics, links, redirects and counts, but no body.

Planning runs over every story at each build, so it holds what lists show and nothing more.
"""

from collections.abc import Mapping

import msgspec

from newsgen.model import Entry, Link, Record, Topic


class Borderline(Record, frozen=True):
    """Two stories that were nearly one, or are one by a narrow margin: the article ids of the pair
    that was compared, and of both stories the title and the address. `score` says how alike the two
    were (0 to 1), `merged` whether they are one story now."""

    ids: tuple[str, str]
    titles: tuple[str, str]
    addresses: tuple[str, str]
    score: float
    merged: bool


class Twin(Record, frozen=True):
    """Two topics that may be one: their names, the share of their stories that have both (0 to 1),
    and in words why."""

    names: tuple[str, str]
    share: float
    reason: str


class Archive(msgspec.Struct, frozen=True):
    """What the pages of a site are planned from.

    `entries`: every story, first those with a date, by (date, id), then those without one, by id.
    `links`: those of each source story, best first. `redirects`: a former address → the present
    one. `published_topics`: slugs of the topics whose page was published before, which keep it.
    `counts` (`articles`, `stories`, `copies`, `undated`, `set_aside` …) and `facts` (the version
    and the like: never a clock) are shown on the about page, `borderline` and `twins` on the
    report. `templates`: the digest of the theme. An entry's `digest` must cover its story and
    articles, with the fields that they were lent.
    """

    entries: tuple[Entry, ...]
    topics: tuple[Topic, ...]
    links: Mapping[str, tuple[Link, ...]]
    redirects: Mapping[str, str]
    published_topics: frozenset[str]
    counts: Mapping[str, int]
    facts: Mapping[str, str]
    borderline: tuple[Borderline, ...]
    twins: tuple[Twin, ...]
    templates: str
