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
from newsgen.model import Topic, TopicKind
from newsgen.plan import timeline
from newsgen.plan.indexes import Indexes
from newsgen.plan.params import AzIndexParams, IndexLetter, IndexLine, ListLink, PageDraft

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
        line = sparks.line(
            name=topic.name,
            address=urls.listing("topic", slug),
            positions=indexes.by_topic[slug],
        )
        lines.append(line)

    front = AzIndexParams(
        section="topic",
        count=len(lines),
        letters=(),
        bars=sparks.legend(),
        kinds=_kinds(indexes.paged_topics.values()),
    )
    yield from _drafts(front, lines)


def outlet_index(indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """The A–Z index of outlets, which says how many stories name none."""
    sparks = _Sparks(indexes)
    lines = []
    for slug, outlet in indexes.outlets.items():
        line = sparks.line(
            name=outlet.name,
            address=urls.listing("outlet", slug),
            positions=outlet.positions,
        )
        lines.append(line)

    entries = indexes.archive.entries
    front = AzIndexParams(
        section="outlet",
        count=len(lines),
        letters=(),
        bars=sparks.legend(),
        unknown=sum([not entry.outlets for entry in entries]),
    )
    yield from _drafts(front, lines)


def letters(lines: Iterable[IndexLine], kind: str, *, whole: bool) -> tuple[IndexLetter, ...]:
    """`lines` under their letters, `0–9` and `Other` last.

    The address of a letter is an anchor where the index is one `whole` page, else a page.
    """
    ranked = sorted(lines, key=_rank)
    under = []
    for name, run in groupby(ranked, key=lambda line: letter(line.name)):
        stem = anchor(name)
        group = tuple(run)
        index_letter = IndexLetter(
            name=name,
            address=f"#{stem}" if whole else urls.az_index(kind, stem),
            count=len(group),
            lines=group,
        )
        under.append(index_letter)
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
    return tuple([msgspec.structs.replace(letter, lines=()) for letter in letters])


def jump_row(letters: Sequence[IndexLetter]) -> tuple[IndexLetter, ...]:
    """The letters without lines and counts: what the page of one letter shows of the others, so
    that a new line under one letter leaves the pages of the others as they are."""
    return tuple([msgspec.structs.replace(letter, count=0, lines=()) for letter in letters])


class _Sparks:
    """The sparks of an index, all on the scale of the whole archive."""

    def __init__(self, indexes: Indexes) -> None:
        """Every story is in a bar of the line of each of its topics, so its half-year is worked out
        once."""
        dates = indexes.stories.dates
        dated = len(indexes.dated)
        first = dates[0] if dated else ""
        last = dates[dated - 1] if dated else ""

        self._scale = timeline.spark_scale(first, last)
        self._shown = self._scale.bars >= FEWEST
        self._halves = timeline.halves(dates) if self._shown else []

    def line(self, name: str, address: str, positions: Sequence[int]) -> IndexLine:
        """The line of a topic or an outlet whose stories have these positions in `Archive.entries`."""
        bars: tuple[int, ...] = ()
        if self._shown:
            halves = map(self._halves.__getitem__, positions)
            bars = timeline.spark(halves, self._scale)
        return IndexLine(
            name=name,
            address=address,
            count=len(positions),
            bars=bars,
        )

    def legend(self) -> str:
        """What the bars of a spark show, in words; empty where there are none."""
        if not self._shown:
            return ""

        start, half_years, bars = self._scale
        years = half_years // 2
        named = {0: "half-year", 1: "year"}
        unit = named.get(years, f"{years} years")

        end = start + bars * half_years - 1  # the last half-year
        first, last = start // 2, end // 2
        if first == last:
            return f"by {unit} in {first}"
        return f"by {unit} from {first} to {last}"


def _drafts(front: AzIndexParams, lines: list[IndexLine]) -> Iterator[PageDraft]:
    """The pages of an index of `lines`; `front` are the params of its first page, the letters
    excepted."""
    address = urls.az_index(front.section)
    whole = len(lines) <= WHOLE
    under = letters(lines, front.section, whole=whole)
    if whole:
        params = msgspec.structs.replace(front, letters=under)
        yield _draft(address, params)
        return

    params = msgspec.structs.replace(
        front,
        letters=fronts(under),
        bars="",
        most=_largest(lines),
    )
    yield _draft(address, params)
    yield from _letter_drafts(front, under)


def _letter_drafts(front: AzIndexParams, under: tuple[IndexLetter, ...]) -> Iterator[PageDraft]:
    """The pages of the letters of an index; `front` are the params of its first page."""
    row = jump_row(under)
    for position, letter in enumerate(under):
        params = AzIndexParams(
            section=front.section,
            count=letter.count,
            letters=(*row[:position], letter, *row[position + 1 :]),
            bars=front.bars,
            letter=letter.name,
        )
        yield _draft(letter.address, params)


def _draft(address: str, params: AzIndexParams) -> PageDraft:
    """A page of an index."""
    return PageDraft(
        path=address,
        template="az_index.html",
        subjects=(),
        params=params,
    )


def _kinds(topics: Iterable[Topic]) -> tuple[ListLink, ...]:
    """How many topics there are of each kind that has any."""
    counts = Counter([topic.kind for topic in topics])
    kinds = [kind for kind in TOPIC_KINDS if counts[kind]]
    return tuple([ListLink(kind, "", counts[kind]) for kind in kinds])


def _largest(lines: list[IndexLine]) -> tuple[ListLink, ...]:
    """Links to the topics or outlets with the most stories."""
    ranked = sorted(lines, key=_size_rank)
    largest = []
    for line in ranked[:MOST]:
        link = ListLink(
            name=line.name,
            address=line.address,
            count=line.count,
        )
        largest.append(link)
    return tuple(largest)


def _size_rank(line: IndexLine) -> tuple[int, tuple[str, str], str]:
    """What lines are sorted by where those with the most stories come first."""
    return (
        -line.count,
        collated(line.name),
        line.address,
    )


def _rank(line: IndexLine) -> tuple[int, str, tuple[str, str], str]:
    """What the lines of an index are sorted by: their letter, then their name, then their address."""
    name = letter(line.name)
    after_z = {DIGITS: 1, OTHER: 2}
    return (
        after_z.get(name, 0),
        name,
        collated(line.name),
        line.address,
    )
