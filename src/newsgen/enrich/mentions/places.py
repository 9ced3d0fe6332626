"""Places: which countries, regions and cities a story is about, from its dateline, its lead and how often it names them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from newsgen.enrich.mentions.scan import Copytext, Tally, places
from newsgen.enrich.tables import Place, datelined, gazetteer, states
from newsgen.model import Mention
from newsgen.text.word_cache import WordCache

_AFTER = re.compile(r"\s*(?:\(|[–—:_]|--|-\s|-$)")
"""Where the places of a printed dateline end."""
OFTEN = 3
"""Times from which a country that the lead does not name counts all the same."""
FEW = 3
"""Countries of a story up to which one that is named twice anywhere counts: a story of many countries is a list."""


@lru_cache(maxsize=1 << 14)
def dateline(place: str) -> tuple[Place, ...]:
    """The places of a dateline: its cities or states, each as the gazetteer has it.

    >>> [p.name for p in dateline("London, United Kingdom")], dateline("TAMPA, Fla.")[0].country
    (['London', 'United Kingdom'], 'United States')
    """
    known = datelined()
    found: list[Place] = []
    for city in _AFTER.split(place, maxsplit=1)[0].split("/"):
        hits = [
            hit
            for part in city.split(",")
            if (hit := known.get(part.strip().casefold()) or known.get(part.strip(" .").casefold()))
        ]
        land = next((hit.country for hit in reversed(hits) if hit.kind != "city"), "")
        found += [
            _in(hit, land)
            for hit in hits
            if hit.kind != "city"
            or land in ("", hit.country)
            or land in hit.rivals
            or _past(hits, hit)
        ]
    return tuple(found)


def _in(place: Place, land: str) -> Place:
    """A city in the country that is named beside it: "Cambridge, Mass." is not in England."""
    return place._replace(country=land) if place.kind == "city" and land in place.rivals else place


def _past(hits: list[Place], city: Place) -> bool:
    """True where a dateline names a past state that the city lay in: "BELGRADE, Yugoslavia"."""
    return any(hit.kind == "past" and city.country in (hit.country, *hit.rivals) for hit in hits)


def where(found: Mapping[tuple[str, str], Tally], copy: Copytext) -> list[tuple[float, Mention]]:
    """The places of a story with their weights, the salient and the others."""
    counts: dict[str, _Place] = {}
    for tally in found.values():
        if tally.part.place is not None and tally.count:
            _add(
                _counted(counts, tally.part.place),
                tally.part.place,
                tally.part.name,
                tally.count,
                lead=tally.lead,
            )
    for spot in places(copy.headings, gazetteer()):
        _add(_counted(counts, spot), spot, spot.name, 1, lead=True)
    for spot in dateline(copy.dateline):
        _counted(counts, spot).dateline = True
    _settle(counts)
    _state(counts)
    _lift(counts)
    _succeed(counts)
    _rescue(counts)
    return [(spot.weight(), spot.mention()) for spot in counts.values()]


@dataclass(slots=True)
class _Place:
    """What is known of one place while a story is read: how often it is named, how many of its spellings the lead has, and what lifts it."""

    place: Place
    count: int = 0
    leads: int = 0
    dateline: bool = False
    lifted: str = ""
    forms: dict[str, int] = field(default_factory=dict)

    def rule(self) -> str:
        """Why it is a place of the story; empty where it is named in passing."""
        if self.dateline or self.lifted:
            return self.lifted if not self.dateline else "dateline"
        if self.leads and self.count >= 2:
            return "lead and twice"
        return "often" if self.place.kind != "city" and self.count >= OFTEN else ""

    def weight(self) -> float:
        """Its rank among the names of the story; a country stands before its city."""
        return (
            self.count
            + 3 * bool(self.leads)
            + 3 * self.dateline
            + (0.5 if self.place.kind in ("country", "past") else 0)
        )

    def mention(self) -> Mention:
        """The mention; adjectives count but are no names of the place."""
        rule = self.rule()
        forms = (
            (*self.forms,)
            if len(self.forms) == 1
            else tuple(sorted(self.forms, key=lambda form: (-self.forms[form], form)))
            or (self.place.name,)
        )
        return Mention(
            self.place.name,
            "place",
            _key[self.place.name],
            forms,
            self.count,
            bool(rule),
            rule or "in passing",
        )


def _counted(counts: dict[str, _Place], place: Place) -> _Place:
    if place.name not in counts:
        counts[place.name] = _Place(place)
    return counts[place.name]


def _add(spot: _Place, place: Place, form: str, count: int, *, lead: bool) -> None:
    spot.count += count
    spot.leads += lead
    if not place.adjective:
        spot.forms[form] = spot.forms.get(form, 0) + count


def _settle(counts: dict[str, _Place]) -> None:
    """Put a city that several countries have into the one that the story names, where it names only one of them."""
    for spot in counts.values():
        if spot.place.kind == "city" and spot.place.rivals and spot.place.country not in counts:
            named = [rival for rival in spot.place.rivals if rival in counts]
            if len(named) == 1:
                spot.place = spot.place._replace(country=named[0])


def _state(counts: dict[str, _Place]) -> None:
    """Take "Georgia" for the state in a story that speaks of the United States, or of a place there, and of none of the country's neighbours."""
    spot = counts.get("Georgia")
    if spot is None or spot.dateline:
        return
    lands = {other.place.country for other in counts.values() if other is not spot}
    if "United States" in lands and not lands & _NEIGHBOURS:
        counts["Georgia (US state)"] = spot
        spot.place = Place("Georgia (US state)", "region", "United States")
        del counts["Georgia"]


_NEIGHBOURS = frozenset(
    {
        "Russia",
        "Armenia",
        "Azerbaijan",
        "Turkey",
        "Soviet Union",
        "Abkhazia",
        "South Ossetia",
        "Ukraine",
    }
)


def _lift(counts: dict[str, _Place]) -> None:
    """The country of a dateline's or a salient lead city is a place of the story too; a past state where the story names it as such."""
    past = {
        land: spot
        for spot in counts.values()
        if spot.place.kind == "past"
        for land in (spot.place.country, *spot.place.rivals)
    }
    for spot in list(counts.values()):
        if (
            spot.place.kind not in ("city", "region")
            or spot.place.country == spot.place.name
            or not spot.rule()
        ):
            continue
        country = past.get(spot.place.country)
        if country is None:
            country = _counted(
                counts,
                states().get(spot.place.country)
                or Place(spot.place.country, "country", spot.place.country),
            )
        country.lifted = (
            country.lifted or f"{spot.place.name} in the {'dateline' if spot.dateline else 'lead'}"
        )


def _succeed(counts: dict[str, _Place]) -> None:
    """Count "German" for West Germany in a story that speaks of West Germany at least as often."""
    for spot in list(counts.values()):
        heir = counts.get(spot.place.country) if spot.place.kind == "past" else None
        if heir is not None and heir is not spot and heir.count <= spot.count and not heir.dateline:
            spot.count += heir.count
            spot.leads += heir.leads
            del counts[heir.place.name]


def _rescue(counts: dict[str, _Place]) -> None:
    """In a story of few countries, one that is named twice is a place of it."""
    countries = [spot for spot in counts.values() if spot.place.kind in ("country", "past")]
    if len(countries) <= FEW:
        for spot in countries:
            if spot.count >= 2 and not spot.rule():
                spot.lifted = "one of few countries, twice"


@WordCache
def _key(name: str) -> str:
    return re.sub(r"[^\w]+", " ", name).strip().casefold()
