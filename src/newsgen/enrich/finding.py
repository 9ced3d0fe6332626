"""Finding: what one story is about – tags given, places, people, organisations, subjects – each with the rule that says so."""

import re
from collections.abc import Iterable, Mapping

from newsgen.config import EnrichConfig
from newsgen.enrich.scan import Tally, copytext, foreign, tallies
from newsgen.enrich.tables import gazetteer, institutions
from newsgen.enrich.what import what
from newsgen.enrich.where import where
from newsgen.enrich.who import who
from newsgen.model import Article, Mention, TopicKind

_ORDER: dict[TopicKind, int] = {"place": 0, "person": 1, "organisation": 2, "subject": 3}


def mentions(article: Article, config: EnrichConfig) -> tuple[Mention, ...]:
    """What `article` (the lead of a story, with the fields lent to it) names, the salient first and by weight, then what it names in passing.

    Pure: it depends on the article, its branch of the configuration and the shipped tables. At most `config.most` are salient, tags given
    always among them.
    """
    copy = copytext(article)
    if article.lang.lower().partition("-")[0] in ("", "en"):
        found = tallies(copy)
        named = who(found, copy)
        weighed = where(_unnamed(found), copy) + named + what(copy)
    else:
        weighed = where(foreign(copy), copy)
    weighed.sort(key=lambda pair: (-pair[0], _ORDER[pair[1].kind], pair[1].name))
    tags = _tags(article.tags, (mention for _, mention in weighed))
    taken = {(tag.kind, tag.name) for tag in tags}
    weighed = [pair for pair in weighed if (pair[1].kind, pair[1].name) not in taken]
    salient = [mention for _, mention in weighed if mention.salient]
    room = max(0, config.most - len(tags))
    kept = salient[:room]
    rest = [mention for _, mention in weighed if not mention.salient]
    return (*tags, *kept, *rest)


def _unnamed(found: Mapping[tuple[str, str], Tally]) -> dict[tuple[str, str], Tally]:
    """`found` without places that are a person's first or last name in this story: the Jordan of "Jordan scored", after Michael Jordan."""
    people = {word: tally.first for (kind, name), tally in reversed([*found.items()]) if kind == "person" and " " in name for word in name.split(" ")}
    return {key: tally for key, tally in found.items() if key[0] != "place" or tally.first < people.get(key[1], tally.first + 1)}


def _tags(tags: tuple[str, ...], found: Iterable[Mention]) -> list[Mention]:
    """The tags given in front matter, each once, of the kind that the text or the gazetteer says: "USA" is the place United States."""
    named = {mention.name.casefold(): mention for mention in reversed([*found])}
    made: dict[str, Mention] = {}
    for tag in tags:
        name = " ".join(tag.split())
        place = next((known for form in (name, name.title(), name.upper()) if (known := gazetteer().get(form))), None)
        name = place.name if place and not place.adjective else institutions().get(name, name)
        met = named.get(name.casefold())
        kind: TopicKind = (
            met.kind if met else "place" if place and not place.adjective else "organisation" if name in institutions().values() else "subject"
        )
        key = met.key if met else re.sub(r"[^\w]+", " ", name).strip().casefold()
        if key:
            forms = met.forms if met else (name,)
            made.setdefault(
                name.casefold(), Mention(met.name if met else name, kind, key, forms, max(1, met.count if met else 1), salient=True, rule="tag")
            )
    return list(made.values())
