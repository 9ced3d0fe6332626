"""Places: which countries, regions and cities a story is about, from its dateline, its lead and how
often it names them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newsgen.enrich.name_forms import words_only
from newsgen.enrich.recognition.scan import Copytext, Tallies, heading_places
from newsgen.enrich.tables import KnownPlace, datelined, states
from newsgen.model import Mention
from newsgen.text.word_cache import WordCache

OFTEN = 3
"""Times from which a country that the lead does not name counts all the same."""
TWICE = 2
"""Times from which a place that the lead names counts."""
FEW = 3
"""Countries of a story up to which one that is named twice anywhere counts: a story of many
countries is a list."""
LEAD_WEIGHT = DATELINE_WEIGHT = 3
"""What a place weighs more for standing in the lead, or in the dateline, in mentions."""
COUNTRY_WEIGHT = 0.5
"""What puts a country before its city where both are named as often."""

_DATELINE_END = re.compile(r"\s*(?:\(|[–—:_]|--|-\s|-$)")
"""Where the places of a printed dateline end."""
_COUNTRY_KINDS = ("country", "past")
_CITY_KINDS = ("city", "region")
_AROUND_GEORGIA = frozenset(
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
"""Countries that a story on the country Georgia speaks of."""


@lru_cache(maxsize=1 << 14)
def dateline_places(dateline: str) -> tuple[KnownPlace, ...]:
    """The places of a dateline: its cities or states, each as the gazetteer has it.

    >>> [p.name for p in dateline_places("London, United Kingdom")], dateline_places("TAMPA, Fla.")[0].country
    (['London', 'United Kingdom'], 'United States')
    """
    places: list[KnownPlace] = []
    printed = _DATELINE_END.split(dateline, maxsplit=1)[0]

    for city_and_country in printed.split("/"):
        together = _known_places(city_and_country)
        countries = [place.country for place in together if place.kind != "city"]
        country = countries[-1] if countries else ""
        places += [
            _moved(place, country)
            for place in together
            if _lies_in(place, country) or _lay_in_past_state(place, together)
        ]

    return tuple(places)


def _known_places(text: str) -> list[KnownPlace]:
    """The places that stand between the commas of a part of a dateline; what is no place is left
    out."""
    known = datelined()
    places = []

    for part in text.split(","):
        spelling = part.strip().casefold()
        place = known.get(spelling) or known.get(part.strip(" .").casefold())
        if place:
            places.append(place)

    return places


def _lies_in(place: KnownPlace, country: str) -> bool:
    """True unless `place` is a city and the `country` named beside it (empty: none) has no city of
    that name."""
    return place.kind != "city" or country in ("", place.country) or country in place.rivals


def _lay_in_past_state(city: KnownPlace, together: Sequence[KnownPlace]) -> bool:
    """True where a dateline names a past state that the city lay in: "BELGRADE, Yugoslavia"."""
    countries: list[str] = []
    for place in together:
        if place.kind == "past":
            countries += [place.country, *place.rivals]

    return city.country in countries


def _moved(place: KnownPlace, country: str) -> KnownPlace:
    """A city put into the country that is named beside it: "Cambridge, Mass." is not in England."""
    if place.kind == "city" and country in place.rivals:
        return place._replace(country=country)
    return place


def places(counted: Tallies, copy: Copytext) -> list[tuple[float, Mention]]:
    """The places of a story with their weights, salient or not."""
    by_name: PlaceTallies = {}
    for tally in counted.values():
        place = tally.part.place
        if place is not None and tally.count:
            place_tally = _tally_of(by_name, place)
            place_tally.add(place, tally.part.name, tally.count, lead=tally.lead)

    for place in heading_places(copy.headings):
        _tally_of(by_name, place).add(place, place.name, 1, lead=True)

    for place in dateline_places(copy.dateline):
        _tally_of(by_name, place).dateline = True

    _settle_countries(by_name)
    _settle_georgia(by_name)
    _lift_countries(by_name)
    _merge_successors(by_name)
    _lift_few_countries(by_name)

    return [(place_tally.weight(), place_tally.mention()) for place_tally in by_name.values()]


@dataclass(slots=True)
class PlaceTally:
    """What is known of one place while a story is read."""

    place: KnownPlace
    count: int = 0
    """How often it is named."""
    leads: int = 0
    """How many of its spellings the lead has."""
    dateline: bool = False
    """Whether it stands in the dateline."""
    lifted: str = ""
    """Why it is a place of the story by another place of it; empty where it is not."""
    forms: dict[str, int] = field(default_factory=dict)
    """Its spellings and how often each stands; adjectives count but are no names of it."""

    def add(
        self,
        place: KnownPlace,
        form: str,
        count: int,
        *,
        lead: bool,
    ) -> None:
        """Count the mentions in one spelling."""
        self.count += count
        self.leads += lead
        if not place.adjective:
            self.forms[form] = self.forms.get(form, 0) + count

    def rule(self) -> str:
        """Why it is a place of the story; empty where it is named in passing."""
        if self.dateline:
            return "dateline"
        if self.lifted:
            return self.lifted
        if self.leads and self.count >= TWICE:
            return "lead and twice"

        is_often = self.place.kind != "city" and self.count >= OFTEN
        return "often" if is_often else ""

    def weight(self) -> float:
        """Its rank among the names of the story; a country stands before its city."""
        weight: float = self.count
        if self.leads:
            weight += LEAD_WEIGHT
        if self.dateline:
            weight += DATELINE_WEIGHT
        if self.place.kind in _COUNTRY_KINDS:
            weight += COUNTRY_WEIGHT

        return weight

    def mention(self) -> Mention:
        """The mention of the place."""
        rule, name = self.rule(), self.place.name
        forms = self.forms
        if len(forms) == 1:
            ranked = tuple(forms)
        else:
            ranked = tuple(sorted(forms, key=lambda form: (-forms[form], form))) or (name,)

        return Mention(
            name=name,
            kind="place",
            key=_key_of[name],
            forms=ranked,
            count=self.count,
            salient=bool(rule),
            rule=rule or "in passing",
        )


PlaceTallies = dict[str, PlaceTally]
"""The places of a story by name."""

_key_of: WordCache[str, str] = WordCache(words_only)
"""Name of a place → what its mentions are joined on; remembered, so looked up in brackets."""


def _tally_of(by_name: PlaceTallies, place: KnownPlace) -> PlaceTally:
    """The tally of `place`, a new one where the story did not name it yet."""
    place_tally = by_name.get(place.name)
    if place_tally is None:
        place_tally = by_name[place.name] = PlaceTally(place)
    return place_tally


def _settle_countries(by_name: PlaceTallies) -> None:
    """Put a city that several countries have into the one that the story names, where it names only
    one of them."""
    for tally in by_name.values():
        place = tally.place
        if place.kind != "city" or not place.rivals or place.country in by_name:
            continue
        named = [rival for rival in place.rivals if rival in by_name]
        if len(named) == 1:
            tally.place = place._replace(country=named[0])


def _settle_georgia(by_name: PlaceTallies) -> None:
    """Take "Georgia" for the state in a story that speaks of the United States, or of a place
    there, and of none of the country's neighbours."""
    georgia = by_name.get("Georgia")
    if georgia is None or georgia.dateline:
        return

    countries = {tally.place.country for tally in by_name.values() if tally is not georgia}
    if "United States" in countries and countries.isdisjoint(_AROUND_GEORGIA):
        del by_name["Georgia"]
        by_name["Georgia (US state)"] = georgia
        georgia.place = KnownPlace("Georgia (US state)", "region", "United States")


def _lift_countries(by_name: PlaceTallies) -> None:
    """Make the country of a dateline's or a salient lead city a place of the story too; a past
    state where the story names it as such."""
    past_of: dict[str, PlaceTally] = {}
    for tally in by_name.values():
        if tally.place.kind == "past":
            past_of |= dict.fromkeys((tally.place.country, *tally.place.rivals), tally)

    for tally in list(by_name.values()):
        place = tally.place
        if place.kind not in _CITY_KINDS or place.country == place.name or not tally.rule():
            continue
        country = past_of.get(place.country) or _tally_of(by_name, _country(place.country))
        if not country.lifted:
            where = "dateline" if tally.dateline else "lead"
            country.lifted = f"{place.name} in the {where}"


def _country(name: str) -> KnownPlace:
    """The country of that name, as the gazetteer has it where it does."""
    return states().get(name) or KnownPlace(name, "country", name)


def _merge_successors(by_name: PlaceTallies) -> None:
    """Count "German" for West Germany in a story that speaks of West Germany at least as often."""
    for tally in list(by_name.values()):
        if tally.place.kind != "past":
            continue
        successor = by_name.get(tally.place.country)
        if successor is None or successor is tally or successor.dateline:
            continue
        if successor.count <= tally.count:
            tally.count += successor.count
            tally.leads += successor.leads
            del by_name[successor.place.name]


def _lift_few_countries(by_name: PlaceTallies) -> None:
    """In a story of few countries, make one that is named twice a place of it."""
    countries = [tally for tally in by_name.values() if tally.place.kind in _COUNTRY_KINDS]
    if len(countries) > FEW:
        return

    for tally in countries:
        if tally.count >= TWICE and not tally.rule():
            tally.lifted = "one of few countries, twice"
