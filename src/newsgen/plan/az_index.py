"""The A–Z indexes of topics and of outlets: lines under the letters that they begin with.

An index is one page or, above a number of lines, a front and a page a letter.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import msgspec

from newsgen import urls
from newsgen.config import Config
from newsgen.model import TopicKind
from newsgen.plan import timeline
from newsgen.plan.indexes import Indexes, date_of
from newsgen.plan.params import AzIndexParams, IndexLetter, IndexLine, ListLink, PageDraft
from newsgen.plan.timeline import SparkScale

WHOLE = 300
"""Lines up to which an index is one page."""

MOST = 60
"""Topics named on the front of an index that has a page a letter, those with the most stories."""

FEWEST = 4
"""Bars below which an index has no sparks: the two half-years of one year say nothing."""

DIGITS, OTHER = "0–9", "Other"
"""The last two letters of an index: names that begin with a number, and with another script or none."""

TOPIC_KINDS: tuple[TopicKind, ...] = ("subject", "place", "person", "organisation")
"""The kinds of topic, in the order in which the index counts them."""


def topic_index(indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """The A–Z index of topics."""
    sparks = _Sparks(indexes)
    lines = []
    for slug, topic in indexes.paged_topics.items():
        address = urls.listing("topic", slug)
        lines.append(sparks.line(topic.name, address, indexes.by_topic[slug]))
    counts = Counter([topic.kind for topic in indexes.paged_topics.values()])
    kinds = [ListLink(kind, "", counts[kind]) for kind in TOPIC_KINDS if counts[kind]]
    front = AzIndexParams("topic", len(lines), (), sparks.legend(), tuple(kinds))
    yield from _drafts(front, lines)


def outlet_index(indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """The A–Z index of outlets, which says how many stories name none."""
    sparks = _Sparks(indexes)
    lines = []
    for slug, outlet in indexes.outlets.items():
        address = urls.listing("outlet", slug)
        lines.append(sparks.line(outlet.name, address, outlet.positions))
    unknown = sum([not entry.outlets for entry in indexes.archive.entries])
    front = AzIndexParams("outlet", len(lines), (), sparks.legend(), unknown=unknown)
    yield from _drafts(front, lines)


def letters(lines: Iterable[IndexLine], kind: str, *, whole: bool) -> tuple[IndexLetter, ...]:
    """`lines` under their letters, `0–9` and `Other` last.

    The address of a letter is an anchor where the index is one `whole` page, else a page.
    """
    ranked = sorted(lines, key=_rank)
    groups = groupby(ranked, key=lambda line: letter(line.name))
    under = []
    for name, run in groups:
        address = f"#{anchor(name)}" if whole else urls.az_index(kind, anchor(name))
        group = tuple(run)
        under.append(IndexLetter(name, address, len(group), group))
    return tuple(under)


@lru_cache(maxsize=65536)
def letter(name: str) -> str:
    """The letter that a name stands under: A to Z for Latin script, `0–9`, or `Other`.

    >>> [letter(name) for name in ("Œuvre", "the Élysée", "“Q”", "24 hours", "東京", "!")]
    ['O', 'T', 'Q', '0–9', 'Other', 'Other']
    """
    first = next((sign for sign in name if sign.isalnum()), "")
    if first.isdecimal():
        return DIGITS
    if not first or "LATIN" not in unicodedata.name(first, ""):
        return OTHER
    if first.isascii():
        return first.upper()
    return (urls.slug(first, "")[:1] or OTHER).upper()


def collated(name: str) -> tuple[str, str]:
    """What an index sorts names by: letters and digits without accents and case, then the name itself.

    >>> sorted(["Zebra", "Élysée", "eel"], key=collated)
    ['eel', 'Élysée', 'Zebra']
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign == " ").strip(), name


def anchor(name: str) -> str:
    """The anchor or file stem of a letter: `a`, `0-9`, `other`."""
    return name.lower().replace("–", "-")


def fronts(letters: Sequence[IndexLetter]) -> tuple[IndexLetter, ...]:
    """The letters with their counts but without their lines, for the front of an index that has a
    page a letter."""
    return tuple(IndexLetter(letter.name, letter.address, letter.count) for letter in letters)


def jump_row(letters: Sequence[IndexLetter]) -> tuple[IndexLetter, ...]:
    """The letters without lines and counts: what the page of one letter shows of the others, so
    that a new line under one letter leaves the pages of the others as they are."""
    return tuple(IndexLetter(letter.name, letter.address, 0) for letter in letters)


class _Sparks:
    """The sparks of an index, all on the scale of the whole archive."""

    def __init__(self, indexes: Indexes) -> None:
        dated = indexes.dated
        first, last = (date_of(dated[0]), date_of(dated[-1])) if dated else ("", "")
        self.scale: SparkScale = timeline.spark_scale(first, last)
        self._shown = self.scale.bars >= FEWEST
        self._halves = timeline.halves(indexes.stories.dates) if self._shown else []

    def line(self, name: str, address: str, positions: Sequence[int]) -> IndexLine:
        """The line of a topic or an outlet whose stories have these positions in `Archive.entries`."""
        bars: tuple[int, ...] = ()
        if self._shown:
            bars = timeline.spark(map(self._halves.__getitem__, positions), self.scale)
        return IndexLine(name, address, len(positions), bars)

    def legend(self) -> str:
        """What the bars of a spark show, in words; empty where there are none."""
        if not self._shown:
            return ""
        start, half_years, bars = self.scale
        units = {1: "half-year", 2: "year"}
        unit = units.get(half_years, f"{half_years // 2} years")
        first = start // 2
        last = (start + bars * half_years - 1) // 2
        return f"by {unit} in {first}" if first == last else f"by {unit} from {first} to {last}"


def _drafts(front: AzIndexParams, lines: list[IndexLine]) -> Iterator[PageDraft]:
    """The pages of an index of `lines`; `front` are the params of its first page, the letters
    excepted."""
    kind = front.section
    whole = len(lines) <= WHOLE
    under = letters(lines, kind, whole=whole)
    replace = msgspec.structs.replace
    if whole:
        yield _draft(urls.az_index(kind), replace(front, letters=under))
        return
    most = tuple(ListLink(line.name, line.address, line.count) for line in _largest(lines))
    yield _draft(urls.az_index(kind), replace(front, letters=fronts(under), bars="", most=most))
    row = jump_row(under)
    for position, letter in enumerate(under):
        shown = (*row[:position], letter, *row[position + 1 :])
        params = AzIndexParams(kind, letter.count, shown, front.bars, letter=letter.name)
        yield _draft(letter.address, params)


def _draft(address: str, params: AzIndexParams) -> PageDraft:
    return PageDraft(address, "az_index.html", (), params)


def _largest(lines: list[IndexLine]) -> list[IndexLine]:
    """The lines with the most stories."""
    ranked = sorted(lines, key=lambda line: (-line.count, collated(line.name), line.address))
    return ranked[:MOST]


def _rank(line: IndexLine) -> tuple[tuple[int, str], tuple[str, str], str]:
    """What the lines of an index are sorted by: their letter, their name, their address."""
    name = letter(line.name)
    last = (DIGITS, OTHER).index(name) + 1 if name in {DIGITS, OTHER} else 0
    return (last, name), collated(line.name), line.address
