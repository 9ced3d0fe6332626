"""What one story is about: tags given, places, people, organisations, subjects – each with the rule
that says so."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from newsgen.config import EnrichConfig
from newsgen.enrich.name_forms import words_only
from newsgen.enrich.recognition.people_and_organisations import people_and_organisations
from newsgen.enrich.recognition.places import places
from newsgen.enrich.recognition.scan import Copytext, Tallies, copytext, foreign_tallies, tallies
from newsgen.enrich.recognition.subjects import subjects
from newsgen.enrich.tables import KnownPlace, gazetteer, institutions, known_bodies
from newsgen.model import Article, Mention, TopicKind

Weighed = list[tuple[float, Mention]]
"""Mentions, each with its weight in the story."""

_ORDER: dict[TopicKind, int] = {"place": 0, "person": 1, "organisation": 2, "subject": 3}
"""Which kind comes first where mentions weigh the same."""


def mentions(articles: Sequence[Article], config: EnrichConfig) -> list[tuple[Mention, ...]]:
    """What each of `articles` (the leads of stories, with the fields lent to them) names: the
    salient mentions by weight, then those in passing. A chunk of articles takes less time than each
    alone.

    Pure: it depends on the article, its branch of the configuration and the shipped tables. At most
    `config.most` mentions are salient; tags given are always among them. Where `config.find` is
    turned off, the tags given are all.
    """
    if not config.find:
        return [tuple(_tags(article.tags, ())) for article in articles]

    copies = [copytext(article) for article in articles]
    english = [_is_english(article) for article in articles]
    read = [copy for copy, is_english in zip(copies, english, strict=True) if is_english]
    subjects_of_next = iter(subjects(read))
    ranked = []

    for article, copy, is_english in zip(articles, copies, english, strict=True):
        weighed = _names(copy) if is_english else places(foreign_tallies(copy), copy)
        if is_english:
            weighed += next(subjects_of_next)
        ranked.append(_ranked(article, weighed, config))

    return ranked


def _is_english(article: Article) -> bool:
    """True for an article in English, and for one whose language is not known."""
    language = article.lang.lower().partition("-")[0]
    return language in ("", "en")


def _names(copy: Copytext) -> Weighed:
    """The places, people and organisations of an English text."""
    counted = tallies(copy)
    named_places = places(_without_namesakes(counted), copy)
    return named_places + people_and_organisations(counted, copy)


def _without_namesakes(counted: Tallies) -> Tallies:
    """`counted` without places that are a person's first or last name in this story: the Jordan of
    "Jordan scored", after Michael Jordan."""
    first_of: dict[str, int] = {}  # word of a person's name → where that name stands first
    for (kind, name), tally in counted.items():
        if kind == "person" and " " in name:
            for word in name.split(" "):
                first_of.setdefault(word, tally.first)

    without: Tallies = {}
    for key, tally in counted.items():
        kind, name = key
        if kind == "place" and name in first_of and first_of[name] <= tally.first:
            continue
        without[key] = tally

    return without


def _ranked(
    article: Article,
    weighed: Weighed,
    config: EnrichConfig,
) -> tuple[Mention, ...]:
    """The tags of `article`, then its other mentions by weight."""
    weighed.sort(key=lambda pair: (-pair[0], _ORDER[pair[1].kind], pair[1].name))
    by_weight = [mention for _, mention in weighed]
    tags = _tags(article.tags, by_weight)

    if tags:
        by_weight = _untagged(by_weight, tags)

    salient = [mention for mention in by_weight if mention.salient]
    in_passing = [mention for mention in by_weight if not mention.salient]
    room = max(0, config.most - len(tags))

    return (*tags, *salient[:room], *in_passing)


def _untagged(mentions: Iterable[Mention], tags: Iterable[Mention]) -> list[Mention]:
    """`mentions` without those that are among the `tags`."""
    tagged = {(tag.kind, tag.name) for tag in tags}
    return [mention for mention in mentions if (mention.kind, mention.name) not in tagged]


def _tags(tags: tuple[str, ...], by_weight: Iterable[Mention]) -> list[Mention]:
    """The tags given in front matter, each once, of the kind that the text or the gazetteer says:
    "USA" is the place United States."""
    if not tags:
        return []

    in_text: dict[str, Mention] = {}
    for mention in by_weight:
        in_text.setdefault(mention.name.casefold(), mention)

    by_name: dict[str, Mention] = {}
    for tag in tags:
        mention = _tag(tag)
        name = mention.name.casefold()
        if name in in_text:
            mention = _tagged(in_text[name])
        if mention.key:
            by_name.setdefault(name, mention)

    return list(by_name.values())


def _tagged(mention: Mention) -> Mention:
    """A mention of the text that is a tag of the story too."""
    return Mention(
        name=mention.name,
        kind=mention.kind,
        key=mention.key,
        forms=mention.forms,
        count=max(1, mention.count),
        salient=True,
        rule="tag",
    )


@lru_cache(maxsize=1 << 12)
def _tag(tag: str) -> Mention:
    """What a tag says by itself; remembered, for an archive has few tags and uses each often."""
    name = " ".join(tag.split())
    place = _tagged_place(name)
    kind: TopicKind

    if place:
        name, kind = place.name, "place"
    else:
        name = institutions().get(name, name)
        kind = "organisation" if name in known_bodies() else "subject"

    return Mention(
        name=name,
        kind=kind,
        key=words_only(name),
        forms=(name,),
        count=1,
        salient=True,
        rule="tag",
    )


def _tagged_place(name: str) -> KnownPlace | None:
    """The place that a tag names, in any case; none for an adjective or a people."""
    known = gazetteer()
    for spelling in (name, name.title(), name.upper()):
        place = known.get(spelling)
        if place is not None:
            return None if place.adjective else place
    return None
