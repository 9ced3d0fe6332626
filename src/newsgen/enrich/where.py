"""Places: which countries, regions and cities a story is about, from its dateline, its lead and how often it names them."""

import re
from collections.abc import Iterable, Mapping

from newsgen.enrich.scan import Copytext, Tally, places
from newsgen.enrich.tables import Place, datelined, gazetteer, states
from newsgen.model import Mention

OFTEN = 4
"""Times from which a country that the lead does not name counts all the same."""


def dateline(place: str) -> tuple[Place, ...]:
    """The places of a dateline: its cities or states, each as the gazetteer has it.

    >>> [p.name for p in dateline("London, United Kingdom")], dateline("TAMPA, Fla.")[0].country
    (['London', 'United Kingdom'], 'United States')
    """
    known = datelined()
    found = []
    for city in place.split("/"):
        parts = [part.strip() for part in city.split(",")]
        hits = [hit for part in parts if (hit := known.get(part.casefold()) or known.get(part.casefold().rstrip(".")))]
        country = next((hit.country for hit in reversed(hits) if hit.kind != "city"), "")
        found += [hit for hit in hits if not country or hit.country == country or hit.kind != "city"]
    return tuple(found)


def where(found: Mapping[tuple[str, str], Tally], copy: Copytext, place: str) -> list[tuple[float, Mention]]:
    """The places of a story with their weights, the salient and the others."""
    counts: dict[str, _Place] = {}
    for tally in found.values():
        if tally.part.place is not None:
            spot = tally.part.place
            _counted(counts, spot).add(tally.part.name, tally.count, lead=tally.lead)
    for spot in places(copy.headings, gazetteer()):
        _counted(counts, spot).add(spot.name, 1, lead=True)
    for spot in dateline(place):
        _counted(counts, spot).dateline = True
    _lift(counts)
    return [(spot.weight(), spot.mention()) for spot in counts.values()]


class _Place:
    """What is known of one place while a story is read."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.count = 0
        self.leads = 0
        self.dateline = False
        self.lifted = ""
        self.forms: dict[str, int] = {}

    def add(self, form: str, count: int, *, lead: bool) -> None:
        self.count += count
        self.leads += lead
        self.forms[form] = self.forms.get(form, 0) + count

    def rule(self) -> str:
        if self.dateline:
            return "dateline"
        if self.lifted:
            return self.lifted
        if self.leads and self.count >= 2:
            return "lead and twice"
        if self.place.kind != "city" and self.count >= OFTEN:
            return "often"
        return ""

    def weight(self) -> float:
        return self.count + 3 * bool(self.leads) + 3 * self.dateline + (0.5 if self.place.kind in ("country", "past") else 0)

    def mention(self) -> Mention:
        rule = self.rule()
        forms = tuple(sorted(self.forms, key=lambda form: (-self.forms[form], form)))
        return Mention(self.place.name, "place", _key(self.place.name), forms, self.count, bool(rule), rule or "in passing")


def _counted(counts: dict[str, _Place], place: Place) -> _Place:
    if place.name not in counts:
        counts[place.name] = _Place(place)
    return counts[place.name]


def _lift(counts: dict[str, _Place]) -> None:
    """The country of a dateline's or a salient lead city is a place of the story too."""
    past = {spot.place.country: spot for spot in counts.values() if spot.place.kind == "past" and spot.place.country != spot.place.name}
    for spot in list(counts.values()):
        if spot.place.kind not in ("city", "region") or spot.place.country == spot.place.name or not spot.rule():
            continue
        country = past.get(spot.place.country)
        if country is None:
            country = _counted(counts, states().get(spot.place.country) or Place(spot.place.country, "country", spot.place.country))
        country.lifted = country.lifted or f"{spot.place.name} in the {'dateline' if spot.dateline else 'lead'}"


def _key(name: str) -> str:
    return re.sub(r"[^\w]+", " ", name).strip().casefold()


def names(spots: Iterable[tuple[float, Mention]]) -> set[str]:
    """The names of places found, to keep the same word from being someone else."""
    return {mention.name for _, mention in spots}
