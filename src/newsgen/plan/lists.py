"""Topics and outlets: a page each with its stories newest first, sealed pages for the older ones, and an A–Z index of them all."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Entry
from newsgen.plan import register, series, sheets
from newsgen.plan.draft import Draft, Heading, Item, Letter, ListingParams, Place, RegisterParams
from newsgen.plan.holdings import Holdings, iso

OFTEN = 8
"""Topics named as often standing with a topic or in an outlet."""

FEWEST = 4
"""Bars below which an index has no sparks: two half-years of one year tell nothing."""

MOST = 60
"""Topics named on the front of an index that has a page a letter."""


def topics(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """The pages of each topic that has one."""
    for slug, topic in holdings.paged.items():
        entries = holdings.by_topic[slug]
        often = _often(holdings, entries, slug)
        yield from _listing(Place(topic.name, urls.listing("topic", slug), len(entries), topic.kind), topic.aliases, entries, often, config)


def outlets(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """The pages of each outlet."""
    for slug, outlet in holdings.outlets.items():
        often = _often(holdings, outlet.entries, "")
        place = Place(outlet.name, urls.listing("outlet", slug), len(outlet.entries), "outlet")
        yield from _listing(place, outlet.others, outlet.entries, often, config)


def topic_index(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001 – every planner has this signature
    """The A–Z index of topics: one page, or a front and a page a letter."""
    scale = _scale(holdings)
    items = [_item(topic.name, urls.listing("topic", slug), holdings.by_topic[slug], scale) for slug, topic in holdings.paged.items()]
    kinds = Counter(topic.kind for topic in holdings.paged.values())
    told = tuple(Place(kind, "", kinds[kind]) for kind in ("subject", "place", "person", "organisation") if kinds[kind])
    yield from _register("topic", items, scale, told, 0)


def outlet_index(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001
    """The A–Z index of outlets, which says how many stories name none."""
    scale = _scale(holdings)
    items = [_item(outlet.name, urls.listing("outlet", slug), outlet.entries, scale) for slug, outlet in holdings.outlets.items()]
    yield from _register("outlet", items, scale, (), sum(not entry.outlets for entry in holdings.archive.entries))


def _listing(place: Place, aliases: tuple[str, ...], entries: Sequence[Entry], often: tuple[Place, ...], config: Config) -> Iterator[Draft]:
    size = config.plan.page_size
    section = place.address.partition("/")[0]
    dated = [entry for entry in entries if entry.published]
    undated = [entry for entry in entries if not entry.published]
    older = sheets.sheets(dated, place.address, size)
    shelf = sheets.sheets(undated, place.address, size, "undated-")
    shown = [*sheets.open_end(dated, size), *sheets.open_end(undated, size)]
    totals = dict(Counter([iso(entry)[:4] for entry in entries]))
    params = ListingParams(
        section=section,
        name=place.name,
        kind=place.kind,
        aliases=aliases,
        count=place.count,
        first=iso(dated[0])[:10] if dated else "",
        last=iso(dated[-1])[:10] if dated else "",
        plot=series.plot(entries),
        years=series.rows(dated, 4, linked=False),
        often=often,
        bands=sheets.bands(shown, totals),
        older=older,
        undated=shelf,
    )
    yield Draft(place.address, "listing.html", sheets.ids(shown), params)
    heading = Heading(section, place.name, place.kind, place.address)
    yield from sheets.drafts(dated, older, heading, size)
    yield from sheets.drafts(undated, shelf, heading, size)


def _often(holdings: Holdings, entries: Sequence[Entry], own: str) -> tuple[Place, ...]:
    """The paged topics that most of `entries` have, when at least two do."""
    tally = Counter(chain.from_iterable([entry.topics for entry in entries]))
    ranked = sorted([(-count, slug) for slug, count in tally.items() if count > 1 and slug != own and slug in holdings.paged])
    return tuple(Place(holdings.topics[slug].name, urls.listing("topic", slug), -count) for count, slug in ranked[:OFTEN])


def _scale(holdings: Holdings) -> tuple[int, int, int]:
    dated = holdings.dated
    return series.spans(iso(dated[0]), iso(dated[-1])) if dated else series.spans("", "")


def _item(name: str, address: str, entries: Sequence[Entry], scale: tuple[int, int, int]) -> Item:
    return Item(name, address, len(entries), series.spark(entries, scale) if scale[2] >= FEWEST else ())


def _register(kind: str, items: list[Item], scale: tuple[int, int, int], kinds: tuple[Place, ...], unknown: int) -> Iterator[Draft]:
    whole = len(items) <= register.WHOLE
    letters = register.letters(items, kind, whole=whole)
    bars = _legend(scale)
    if whole:
        yield Draft(urls.register(kind), "register.html", (), RegisterParams(kind, len(items), letters, bars, kinds, unknown=unknown))
        return
    ranked = sorted(items, key=lambda item: (-item.count, register.collated(item.name), item.address))[:MOST]
    most = tuple(Place(item.name, item.address, item.count) for item in ranked)
    fronts = tuple(Letter(letter.name, letter.address, letter.count) for letter in letters)
    yield Draft(urls.register(kind), "register.html", (), RegisterParams(kind, len(items), fronts, "", kinds, most, unknown=unknown))
    row = tuple(Letter(letter.name, letter.address, 0) for letter in letters)
    for letter in letters:
        told = tuple(letter if other.name == letter.name else other for other in row)
        yield Draft(letter.address, "register.html", (), RegisterParams(kind, letter.count, told, bars, letter=letter.name))


def _legend(scale: tuple[int, int, int]) -> str:
    """What a spark's bars show, in words; empty where there are none."""
    start, step, bars = scale
    if bars < FEWEST:
        return ""
    unit = "half-year" if step == 1 else "year" if step == 2 else f"{step // 2} years"
    first, last = start // 2, (start + bars * step - 1) // 2
    return f"by {unit} in {first}" if first == last else f"by {unit} from {first} to {last}"
