"""The shipped tables of the topic finder, each read once on first use: the gazetteer, given names, common words, word classes, institutions.

`tools/topic_tables.py` makes the generated ones and names their sources; the others are kept by hand beside them.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Place(NamedTuple):
    """A place: its common English name, its kind (`country`, `past`, `region`, `city`), the country it lies in (its own name for a country),
    whether this spelling is an adjective or the name of a people, and other countries: that have a city of that name, or that a past state became."""

    name: str
    kind: str
    country: str
    adjective: bool = False
    rivals: tuple[str, ...] = ()


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
    """The rows of the table `name`, split at tabs, without comments; one at a time, for a long table in pieces takes ten times its size."""
    text = files("newsgen.enrich").joinpath(f"tables/{name}").read_text("utf-8")
    return (row.split("\t") for row in text.splitlines() if row and not row.startswith("#"))


@cache
def gazetteer() -> dict[str, Place]:
    """Every spelling that is a place in running text: countries, peoples, regions, large cities; "South Korean" → South Korea."""
    meant = frozenset(_words("places", "text_too"))
    found = {
        spelling: place
        for spelling, (place, text) in _cities().items()
        if text or spelling in meant
    }
    for spelling in _words("places", "dateline_only"):
        found.pop(spelling, None)
    found |= states()
    own = {name: place for name, place in found.items() if place.kind != "city"}
    for spellings, name in lines("demonyms.tsv"):
        base = own.get(name) or Place(name, "country", name)
        found |= dict.fromkeys(spellings.split("|"), base._replace(adjective=True))
    return found


@cache
def states() -> dict[str, Place]:
    """Countries, past states and regions by every spelling."""
    found = {
        name: Place(name, kind, country or name) for name, kind, country in lines("places.tsv")
    }
    for spellings, name, kind, country in lines("countries.tsv"):
        first, *rivals = country.split("|")
        place = Place(name, kind, first or name, rivals=tuple(rivals))
        found |= dict.fromkeys((name, *spellings.split("|")), place)
    return found


@cache
def datelined() -> dict[str, Place]:
    """Every spelling that is a place in a dateline, case-folded: the gazetteer, smaller cities, and the abbreviations of states ("Fla.")."""
    found = {spelling.casefold(): place for spelling, (place, _) in _cities().items()}
    city = dict(found)
    found |= {name.casefold(): place for name, place in states().items()}
    found |= {name: city[name] for name in found if name in city and found[name].kind == "region"}
    for spellings, name in lines("states.tsv"):
        place = Place(name, "region", "United States")
        for spelling in spellings.casefold().split("|"):
            found[spelling] = place
            found.setdefault(spelling.rstrip("."), place)
    return found


@cache
def _cities() -> dict[str, tuple[Place, bool]]:
    """Cities by spelling, and whether they count in running text."""
    found: dict[str, tuple[Place, bool]] = {}
    lands: dict[str, tuple[str, ...]] = {}
    for spelling, name, countries, where in lines("cities.tsv"):
        country, *_ = land = lands.get(countries) or lands.setdefault(
            countries, tuple(countries.split("|"))
        )
        place = Place(spelling if spelling == name else name, "city", country, rivals=land[1:])
        found[spelling] = (place, where == "text")
    return found


@cache
def longest() -> dict[str, int]:
    """How many words the longest place that begins with a word has."""
    found: dict[str, int] = {}
    for spelling in gazetteer():
        first, more, rest = spelling.partition(" ")
        size = 2 + rest.count(" ") if more else 1
        if size > found.get(first, 0):
            found[first] = size
    return found


@cache
def given() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Given names that are nothing else, given names that are common English words too ("Mark", "Grace"), and family names that are ("Brown")."""
    folder = files("newsgen.enrich").joinpath("tables")
    sure, doubtful, family = folder.joinpath("given.txt").read_text("utf-8").splitlines()
    more = folder.joinpath("given_more.txt").read_text("utf-8").partition("\n")[2].split()
    common_too = frozenset(doubtful.split())
    return frozenset((*sure.split(), *more)) - common_too, common_too, frozenset(family.split())


@cache
def common() -> frozenset[str]:
    """Common English words, lower case."""
    return frozenset(
        files("newsgen.enrich").joinpath("tables/common.txt").read_text("utf-8").split()
    )


@cache
def institutions() -> dict[str, str]:
    """Spellings of organisations that are known everywhere → their common English name."""
    return {
        spelling: name
        for spellings, name in lines("institutions.tsv")
        for spelling in spellings.split("|")
    }


@cache
def known_bodies() -> frozenset[str]:
    """The common English names of organisations that are known everywhere."""
    return frozenset(institutions().values())


@cache
def subjects() -> frozenset[str]:
    """The names of subjects, case-folded."""
    return frozenset(subject.casefold() for subject, *_ in lines("subjects.tsv"))


@cache
def lexicon() -> Lexicon:
    """The word classes of `lexicon.toml`."""
    honorifics, ranks, heads = (_words("titles", name) for name in ("honorifics", "ranks", "heads"))
    stops = frozenset(
        word
        for name in ("times", "agencies", "outlets", "generic")
        for word in _words("stop", name)
    )
    return Lexicon(
        honorifics=frozenset(honorifics),
        title_heads=frozenset((*honorifics, *ranks, *heads)),
        title_words=frozenset((*honorifics, *ranks, *heads, *_words("titles", "before"))),
        plural=frozenset(_words("titles", "plural")),
        portfolios=frozenset(_words("titles", "portfolios")),
        roles=frozenset(_words("titles", "roles")),
        tails=frozenset(_words("organisations", "tails")),
        heads=frozenset(_words("organisations", "heads")),
        legal=frozenset(_words("organisations", "legal")),
        suffixes=frozenset(_words("organisations", "suffixes")),
        fronts=frozenset(_words("organisations", "fronts")),
        towns=frozenset(_words("people", "towns")),
        things=frozenset(_words("people", "things")),
        surnames=frozenset(_words("people", "tails")),
        press=frozenset(_words("organisations", "press")),
        kinds=frozenset(_words("organisations", "kinds")),
        doubtful=frozenset(_words("titles", "doubtful")),
        crowned=frozenset(_words("titles", "crowned")),
        eastern=frozenset(_words("people", "eastern")),
        given_ends=tuple(_words("people", "given_ends")),
        waters=frozenset(_words("places", "waters")),
        money=frozenset(_words("places", "money")),
        stops=stops,
        dated=frozenset(_words("stop", "dated")),
        state=frozenset(_words("organisations", "state")),
        articles=frozenset(_words("stop", "articles")),
        openers=frozenset(_words("stop", "openers")),
    )


@cache
def _lexicon() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("newsgen.enrich").joinpath("tables/lexicon.toml").read_text("utf-8"))


def _words(table: str, name: str) -> list[str]:
    return _lexicon()[table][name].split()
