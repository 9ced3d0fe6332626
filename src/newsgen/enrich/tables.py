"""The shipped tables of the topic finder, each read once on first use: the gazetteer, given names,
common words, word classes, institutions.

`tools/topic_tables.py` makes the generated ones and names their sources; the others are kept by
hand beside them.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple


class KnownPlace(NamedTuple):
    """A place of the gazetteer, as one spelling names it."""

    name: str
    """Its common English name."""
    kind: str
    """One of `country`, `past` (a state that is no more), `region`, `city`."""
    country: str
    """The country it lies in; of a country, its own name."""
    adjective: bool = False
    """Whether this spelling is an adjective or the name of a people."""
    rivals: tuple[str, ...] = ()
    """The other countries that have a city of that name; of a past state, the countries it
    became."""


class GivenNames(NamedTuple):
    """Given names, and what may be taken for one."""

    sure: frozenset[str]
    """Given names that are nothing else."""
    doubtful: frozenset[str]
    """Given names that are common English words too: "Mark", "Grace"."""
    family: frozenset[str]
    """Family names that are common English words: "Brown"."""


class Lexicon(NamedTuple):
    """Word classes by which a name is read; all lower case. See `tables/lexicon.toml`."""

    honorifics: frozenset[str]
    title_heads: frozenset[str]
    title_words: frozenset[str]
    plural: frozenset[str]
    portfolios: frozenset[str]
    roles: frozenset[str]
    tails: frozenset[str]
    heads: frozenset[str]
    suffixes: frozenset[str]
    legal: frozenset[str]
    fronts: frozenset[str]
    press: frozenset[str]
    surnames: frozenset[str]
    things: frozenset[str]
    towns: frozenset[str]
    kinds: frozenset[str]
    doubtful: frozenset[str]
    crowned: frozenset[str]
    eastern: frozenset[str]
    given_ends: tuple[str, ...]
    waters: frozenset[str]
    money: frozenset[str]
    stops: frozenset[str]
    dated: frozenset[str]
    state: frozenset[str]
    articles: frozenset[str]
    openers: frozenset[str]


def lines(name: str) -> Iterator[list[str]]:
    """The rows of the table `name`, split at tabs, without comments.

    They come one at a time: all of a long table cut into pieces takes ten times its size.
    """
    for row in _text(name).splitlines():
        if row and not row.startswith("#"):
            yield row.split("\t")


@cache
def gazetteer() -> dict[str, KnownPlace]:
    """Every spelling that is a place in running text: countries, peoples, regions, large cities;
    "South Korean" → South Korea."""
    forced = frozenset(_words("places", "text_too"))
    places = {
        spelling: place
        for spelling, (place, in_text) in _cities().items()
        if in_text or spelling in forced
    }

    for spelling in _words("places", "dateline_only"):
        places.pop(spelling, None)

    places |= states()
    not_cities = {name: place for name, place in places.items() if place.kind != "city"}

    for spellings, name in lines("demonyms.tsv"):
        place = not_cities.get(name) or KnownPlace(name, "country", name)
        adjective = place._replace(adjective=True)
        places |= dict.fromkeys(spellings.split("|"), adjective)

    return places


@cache
def states() -> dict[str, KnownPlace]:
    """Countries, past states and regions by every spelling."""
    places: dict[str, KnownPlace] = {}
    for name, kind, country in lines("places.tsv"):
        places[name] = KnownPlace(name, kind, country or name)

    for spellings, name, kind, country in lines("countries.tsv"):
        first, *rivals = country.split("|")
        place = KnownPlace(name, kind, first or name, rivals=tuple(rivals))
        places |= dict.fromkeys((name, *spellings.split("|")), place)

    return places


@cache
def datelined() -> dict[str, KnownPlace]:
    """Every spelling that is a place in a dateline, case-folded: the gazetteer, smaller cities, and
    the abbreviations of states ("Fla.")."""
    cities = {spelling.casefold(): place for spelling, (place, _) in _cities().items()}
    larger = {name.casefold(): place for name, place in states().items()}
    places = cities | larger

    for name, place in places.items():
        if name in cities and place.kind == "region":  # a dateline means the city
            places[name] = cities[name]

    for spellings, name in lines("states.tsv"):
        state = KnownPlace(name, "region", "United States")
        for spelling in spellings.casefold().split("|"):
            places[spelling] = state
            places.setdefault(spelling.rstrip("."), state)

    return places


@cache
def _cities() -> dict[str, tuple[KnownPlace, bool]]:
    """Cities by spelling, and whether they count in running text."""
    cities: dict[str, tuple[KnownPlace, bool]] = {}
    countries_of: dict[str, tuple[str, ...]] = {}

    for spelling, name, joined, where in lines("cities.tsv"):
        # Few lists of countries stand in the table, many times each: each is cut, and its strings
        # kept, once.
        countries = countries_of.get(joined)
        if countries is None:
            countries = countries_of[joined] = tuple(joined.split("|"))
        shown = spelling if spelling == name else name
        place = KnownPlace(shown, "city", countries[0], rivals=countries[1:])
        cities[spelling] = (place, where == "text")

    return cities


@cache
def longest() -> dict[str, int]:
    """How many words the longest place that begins with a word has."""
    sizes: dict[str, int] = {}
    for spelling in gazetteer():
        first, space, after = spelling.partition(" ")
        size = 2 + after.count(" ") if space else 1
        if size > sizes.get(first, 0):
            sizes[first] = size

    return sizes


@cache
def given() -> GivenNames:
    """The given names of many countries, and the family names that are common words."""
    sure, doubtful, family = _text("given.txt").splitlines()
    more = _text("given_more.txt").partition("\n")[2]
    common_too = frozenset(doubtful.split())

    return GivenNames(
        sure=frozenset((*sure.split(), *more.split())) - common_too,
        doubtful=common_too,
        family=frozenset(family.split()),
    )


@cache
def common() -> frozenset[str]:
    """Common English words, lower case."""
    return frozenset(_text("common.txt").split())


@cache
def institutions() -> dict[str, str]:
    """Spellings of organisations that are known everywhere → their common English name."""
    names: dict[str, str] = {}
    for spellings, name in lines("institutions.tsv"):
        names |= dict.fromkeys(spellings.split("|"), name)
    return names


@cache
def known_bodies() -> frozenset[str]:
    """The common English names of organisations that are known everywhere."""
    return frozenset(institutions().values())


@cache
def subject_names() -> frozenset[str]:
    """The names of subjects, case-folded."""
    names = [subject for subject, _, _ in lines("subjects.tsv")]
    return frozenset(map(str.casefold, names))


@cache
def lexicon() -> Lexicon:
    """The word classes of `lexicon.toml`."""
    honorifics = _class("titles", "honorifics")
    title_heads = honorifics | _class("titles", "ranks", "heads")
    return Lexicon(
        honorifics=honorifics,
        title_heads=title_heads,
        title_words=title_heads | _class("titles", "before"),
        plural=_class("titles", "plural"),
        portfolios=_class("titles", "portfolios"),
        roles=_class("titles", "roles"),
        tails=_class("organisations", "tails"),
        heads=_class("organisations", "heads"),
        legal=_class("organisations", "legal"),
        suffixes=_class("organisations", "suffixes"),
        fronts=_class("organisations", "fronts"),
        towns=_class("people", "towns"),
        things=_class("people", "things"),
        surnames=_class("people", "tails"),
        press=_class("organisations", "press"),
        kinds=_class("organisations", "kinds"),
        doubtful=_class("titles", "doubtful"),
        crowned=_class("titles", "crowned"),
        eastern=_class("people", "eastern"),
        given_ends=tuple(_words("people", "given_ends")),
        waters=_class("places", "waters"),
        money=_class("places", "money"),
        stops=_class("stop", "times", "agencies", "outlets", "generic"),
        dated=_class("stop", "dated"),
        state=_class("organisations", "state"),
        articles=_class("stop", "articles"),
        openers=_class("stop", "openers"),
    )


def _class(table: str, *names: str) -> frozenset[str]:
    """The words of one or several lists of a table of `lexicon.toml`."""
    lists = [_words(table, name) for name in names]
    return frozenset(chain.from_iterable(lists))


def _words(table: str, name: str) -> list[str]:
    """The words of one list of a table of `lexicon.toml`."""
    words = _lexicon()[table][name]
    return words.split()


@cache
def _lexicon() -> dict[str, dict[str, str]]:
    text = _text("lexicon.toml")
    return tomllib.loads(text)


def _text(name: str) -> str:
    """The whole of the shipped table `name`."""
    folder = files("newsgen.enrich").joinpath("tables")
    return folder.joinpath(name).read_text("utf-8")
