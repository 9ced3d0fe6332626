"""Finding: what one story is about – tags given, places, people, organisations, subjects – each with the rule that says so."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from newsgen.config import EnrichConfig
from newsgen.enrich.mentions.people_and_organisations import who
from newsgen.enrich.mentions.places import where
from newsgen.enrich.mentions.scan import Copytext, Tally, copytext, foreign, tallies
from newsgen.enrich.mentions.subjects import what
from newsgen.enrich.tables import gazetteer, institutions, known_bodies
from newsgen.model import Article, Mention, TopicKind

_ORDER: dict[TopicKind, int] = {"place": 0, "person": 1, "organisation": 2, "subject": 3}


def mentions(articles: Sequence[Article], config: EnrichConfig) -> list[tuple[Mention, ...]]:
    """What each of `articles` (the leads of stories, with the fields lent to them) names, the salient first and by weight, then what it names in
    passing; a bundle of them takes less time than each alone.

    Pure: it depends on the article, its branch of the configuration and the shipped tables. At most `config.most` are salient, tags given
    always among them. Where `config.find` is turned off, the tags given are all.
    """
    if not config.find:
        return [tuple(_tags(article.tags, ())) for article in articles]
    copies = [copytext(article) for article in articles]
    english = [article.lang.lower().partition("-")[0] in ("", "en") for article in articles]
    subjects = iter(what([copy for copy, known in zip(copies, english, strict=True) if known]))
    weighed = [
        _named(copy) + next(subjects) if known else where(foreign(copy), copy)
        for copy, known in zip(copies, english, strict=True)
    ]
    return [
        _ranked(article, found, config) for article, found in zip(articles, weighed, strict=True)
    ]


def _named(copy: Copytext) -> list[tuple[float, Mention]]:
    """The places, people and organisations of an English text with their weights."""
    found = tallies(copy)
    named = who(found, copy)
    return where(_unnamed(found), copy) + named


def _ranked(
    article: Article, weighed: list[tuple[float, Mention]], config: EnrichConfig
) -> tuple[Mention, ...]:
    """The tags of `article`, then what was found in it by weight."""
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
    people = {
        word: tally.first
        for (kind, name), tally in reversed([*found.items()])
        if kind == "person" and " " in name
        for word in name.split(" ")
    }
    return {
        key: tally
        for key, tally in found.items()
        if key[0] != "place" or tally.first < people.get(key[1], tally.first + 1)
    }


def _tags(tags: tuple[str, ...], found: Iterable[Mention]) -> list[Mention]:
    """The tags given in front matter, each once, of the kind that the text or the gazetteer says: "USA" is the place United States."""
    if not tags:
        return []
    named = {mention.name.casefold(): mention for mention in reversed([*found])}
    made: dict[str, Mention] = {}
    for tag in tags:
        alone = _tag(tag)
        met = named.get(alone.name.casefold())
        given = (
            Mention(
                met.name, met.kind, met.key, met.forms, max(1, met.count), salient=True, rule="tag"
            )
            if met
            else alone
        )
        if given.key:
            made.setdefault(alone.name.casefold(), given)
    return list(made.values())


@lru_cache(maxsize=1 << 12)
def _tag(tag: str) -> Mention:
    """What a tag says by itself; remembered, for an archive has few tags and uses each often."""
    name = " ".join(tag.split())
    place = next(
        (known for form in (name, name.title(), name.upper()) if (known := gazetteer().get(form))),
        None,
    )
    is_place = place is not None and not place.adjective
    name = place.name if place and is_place else institutions().get(name, name)
    kind: TopicKind = (
        "place" if is_place else "organisation" if name in known_bodies() else "subject"
    )
    return Mention(
        name,
        kind,
        re.sub(r"[^\w]+", " ", name).strip().casefold(),
        (name,),
        1,
        salient=True,
        rule="tag",
    )
