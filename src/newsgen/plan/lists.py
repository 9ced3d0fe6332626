"""Topics and outlets: a page each with its stories newest first, sealed pages for the older ones, and an A–Z index of them all."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from newsgen import urls
from newsgen.config import Config
from newsgen.plan import az_index, pagination, timeline
from newsgen.plan.indexes import Holdings, Rows, iso
from newsgen.plan.params import Draft, Heading, Item, Letter, ListingParams, Place, RegisterParams

OFTEN = 8
"""Topics named as often standing with a topic or in an outlet."""

FEWEST = 4
"""Bars below which an index has no sparks: two half-years of one year tell nothing."""

MOST = 60
"""Topics named on the front of an index that has a page a letter."""


def topics(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """The pages of each topic that has one."""
    often = _Often(holdings)
    for slug, topic in holdings.paged.items():
        places = holdings.by_topic[slug]
        place = Place(topic.name, often.addresses[slug], len(places), topic.kind)
        yield from _listing(
            place, topic.aliases, holdings.of(places), often.of(places, slug), config
        )


def outlets(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """The pages of each outlet."""
    often = _Often(holdings)
    for slug, outlet in holdings.outlets.items():
        place = Place(outlet.name, urls.listing("outlet", slug), len(outlet.places), "outlet")
        yield from _listing(
            place, outlet.others, holdings.of(outlet.places), often.of(outlet.places), config
        )


def topic_index(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001 – every planner has this signature
    """The A–Z index of topics: one page, or a front and a page a letter."""
    scale = _scale(holdings)
    halves = timeline.halves(holdings.rows.when) if scale[2] >= FEWEST else ()
    items = [
        _item(topic.name, urls.listing("topic", slug), holdings.by_topic[slug], halves, scale)
        for slug, topic in holdings.paged.items()
    ]
    kinds = Counter([topic.kind for topic in holdings.paged.values()])
    told = tuple(
        Place(kind, "", kinds[kind])
        for kind in ("subject", "place", "person", "organisation")
        if kinds[kind]
    )
    yield from _register("topic", items, scale, told, 0)


def outlet_index(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001
    """The A–Z index of outlets, which says how many stories name none."""
    scale = _scale(holdings)
    halves = timeline.halves(holdings.rows.when) if scale[2] >= FEWEST else ()
    items = [
        _item(outlet.name, urls.listing("outlet", slug), outlet.places, halves, scale)
        for slug, outlet in holdings.outlets.items()
    ]
    yield from _register(
        "outlet", items, scale, (), sum([not entry.outlets for entry in holdings.archive.entries])
    )


def _listing(
    place: Place, aliases: tuple[str, ...], rows: Rows, often: tuple[Place, ...], config: Config
) -> Iterator[Draft]:
    size = config.plan.page_size
    section = place.address.partition("/")[0]
    tally = timeline.tally(rows.when)
    dated = len(rows.when) - tally.get("", 0)  # which come first
    one, other = (
        Rows(rows.ids[:dated], rows.when[:dated]),
        Rows(rows.ids[dated:], rows.when[dated:]),
    )
    older = pagination.sheets(one.when, place.address, size)
    shelf = pagination.sheets(other.when, place.address, size, "undated-")
    years = timeline.rows(tally, 4, linked=False)
    totals = {row.date: row.stories for row in years}
    totals[""] = len(other.ids)
    params = ListingParams(
        section=section,
        name=place.name,
        kind=place.kind,
        aliases=aliases,
        count=place.count,
        first=one.when[0] if dated else "",
        last=one.when[-1] if dated else "",
        plot=timeline.plot(tally),
        years=years,
        often=often,
        bands=pagination.bands(
            [*pagination.open_end(one.when, size), *pagination.open_end(other.when, size)], totals
        ),
        older=older,
        undated=shelf,
    )
    yield Draft(
        place.address,
        "listing.html",
        (*pagination.open_end(one.ids, size), *pagination.open_end(other.ids, size)),
        params,
    )
    heading = Heading(section, place.name, place.kind, place.address)
    yield from pagination.drafts(one, older, heading, size)
    yield from pagination.drafts(other, shelf, heading, size)


class _Often:
    """What topics stand together with others."""

    def __init__(self, holdings: Holdings) -> None:
        self.addresses = {slug: urls.listing("topic", slug) for slug in holdings.paged}
        self._paged = holdings.paged
        self._topics = [entry.topics for entry in holdings.archive.entries]

    def of(self, places: Sequence[int], own: str = "") -> tuple[Place, ...]:
        """The paged topics, beside their `own`, that most of the stories at `places` have, when at least two do."""
        tally = Counter(chain.from_iterable(map(self._topics.__getitem__, places)))
        ranked = sorted(
            [
                (-count, slug)
                for slug, count in tally.items()
                if count > 1 and slug in self._paged and slug != own
            ]
        )
        return tuple(
            [
                Place(self._paged[slug].name, self.addresses[slug], -count)
                for count, slug in ranked[:OFTEN]
            ]
        )


def _scale(holdings: Holdings) -> tuple[int, int, int]:
    dated = holdings.dated
    return timeline.spans(iso(dated[0]), iso(dated[-1])) if dated else timeline.spans("", "")


def _item(
    name: str,
    address: str,
    places: Sequence[int],
    halves: Sequence[int],
    scale: tuple[int, int, int],
) -> Item:
    return Item(
        name,
        address,
        len(places),
        timeline.spark(map(halves.__getitem__, places), scale) if halves else (),
    )


def _register(
    kind: str,
    items: list[Item],
    scale: tuple[int, int, int],
    kinds: tuple[Place, ...],
    unknown: int,
) -> Iterator[Draft]:
    whole = len(items) <= az_index.WHOLE
    letters = az_index.letters(items, kind, whole=whole)
    bars = _legend(scale)
    if whole:
        yield Draft(
            urls.az_index(kind),
            "az_index.html",
            (),
            RegisterParams(kind, len(items), letters, bars, kinds, unknown=unknown),
        )
        return
    ranked = sorted(
        items, key=lambda item: (-item.count, az_index.collated(item.name), item.address)
    )[:MOST]
    most = tuple(Place(item.name, item.address, item.count) for item in ranked)
    fronts = tuple(Letter(letter.name, letter.address, letter.count) for letter in letters)
    yield Draft(
        urls.az_index(kind),
        "az_index.html",
        (),
        RegisterParams(kind, len(items), fronts, "", kinds, most, unknown=unknown),
    )
    row = tuple(Letter(letter.name, letter.address, 0) for letter in letters)
    for letter in letters:
        told = tuple(letter if other.name == letter.name else other for other in row)
        yield Draft(
            letter.address,
            "az_index.html",
            (),
            RegisterParams(kind, letter.count, told, bars, letter=letter.name),
        )


def _legend(scale: tuple[int, int, int]) -> str:
    """What a spark's bars show, in words; empty where there are none."""
    start, step, bars = scale
    if bars < FEWEST:
        return ""
    unit = "half-year" if step == 1 else "year" if step == 2 else f"{step // 2} years"
    first, last = start // 2, (start + bars * step - 1) // 2
    return f"by {unit} in {first}" if first == last else f"by {unit} from {first} to {last}"
