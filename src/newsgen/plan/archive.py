"""All that planning may know of an archive: entries, topics, links, redirects and counts, but no body.

Planning runs over every story at each build, so it holds what lists show and nothing more.
"""

from collections.abc import Mapping

import msgspec

from newsgen.model import Entry, Link, Record, Topic


class Borderline(Record, frozen=True):
    """Two stories that were nearly one: the article ids of the pair compared, and of both stories the title and the address; `score` is
    how alike they were (0 to 1), `merged` what was decided."""

    ids: tuple[str, str]
    titles: tuple[str, str]
    addresses: tuple[str, str]
    score: float
    merged: bool


class Twin(Record, frozen=True):
    """Two topics that may be one: their names, the share of their stories that have both (0 to 1), and in words why."""

    names: tuple[str, str]
    share: float
    reason: str


class Archive(msgspec.Struct, frozen=True):
    """What the pages of a site are planned from.

    `entries`: every story, the dated ones by (date, id), then the undated by id. `links`: those of each source story, best first.
    `redirects`: a former address → the present one. `published_topics`: slugs whose page was published before, which keep it.
    `counts` (`articles`, `stories`, `copies`, `undated`, `set_aside` …) and `facts` (the version and the like: never a clock) stand on
    the about page. `borderline` and `twins` stand on the report.
    `templates`: the digest of the template set. An entry's `digest` must cover its story and articles, as lent.
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
