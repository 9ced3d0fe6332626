"""Folding: the names that thousands of stories print become one topic each, with aliases and an address that never changes.

Computed a key at a time – a surname, an acronym, a place – so that a story changes only the keys it holds. Variants are joined on evidence:
the same words in another order or spelling, a surname that one person alone bears in stories that share another name, letters that a text itself
ties to their expansion. What stays ambiguous stays apart.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from newsgen.decisions import TopicDecisions
from newsgen.enrich.topics.addresses import Group, addressed
from newsgen.enrich.topics.editor_decisions import Suggestion, decided, suggestions
from newsgen.enrich.topics.name_authority import (
    Bearer,
    Drawer,
    Drawers,
    Found,
    Key,
    Short,
    joint,
    placed,
    plain,
    refiled,
    together,
)
from newsgen.model import Mention, Topic, TopicKind

CLEAR = 5
"""Stories that a full name must have, and times as many as all others of its surname together, for the bare surname to mean it."""

STORIES = 200
"""Stories of a person that are asked for the company a bare surname keeps."""

Turned = Mapping[str, tuple[str, ...]]
"""Names of people that are filed under several keys, as they are printed in both orders ("Motegi Toshimitsu", "Toshimitsu Motegi"): what both
have in common → the keys, that of most mentions first: under that one they are folded."""


class Folded(NamedTuple):
    """The topics of the archive: every topic by slug, the topic slugs of each story by weight, the addresses that lead elsewhere (slug → slug),
    what the archivist may want to join, and every name that `topics.toml` may use (none where it says nothing)."""

    topics: tuple[Topic, ...]
    of: Mapping[str, tuple[str, ...]]
    redirects: Mapping[str, str]
    suggestions: tuple[Suggestion, ...]
    names: tuple[str, ...]


def fold(found: Found, decisions: TopicDecisions, known: Mapping[str, tuple[str, str]]) -> Folded:
    """The topics of all stories. `found`: story id → its mentions; `known`: slug → (name, kind) of topics already published, which keep both.

    The order of `found` does not matter.
    """
    return named(filed({}, {}, found, found)[0], found, decisions, known)


def filed(before: Drawers, out: Found, come: Found, found: Found) -> tuple[Drawers, int]:
    """The name file `before` after stories were taken `out` (as they were put in) and others have `come`, and how many of its keys were folded
    for it. `found`: the mentions of any story that is now in it.

    The result is what filing all stories at once gives; `before` stays as it is.
    """
    gone, new = placed(out), placed(come)
    drawers = {kind: dict(held) for kind, held in before.items()}
    for kind, key in gone.keys() | new.keys():
        held = drawers.setdefault(kind, {})
        held[key] = refiled(
            kind, held.get(key), gone.get((kind, key), ()), new.get((kind, key), ())
        )
        if not (held[key].full or held[key].short):
            del held[key]
    people = drawers.get("person", {})
    met = {
        mention.name
        for (kind, _), held in (*gone.items(), *new.items())
        if kind == "person"
        for _, _, mention in held
    }
    bags = {joint("person", name) for name in met}
    opened: set[Key] = (
        gone.keys()
        | new.keys()
        | {("person", key) for key, drawer in people.items() if not bags.isdisjoint(drawer.full)}
    )
    turned = _turned(people)
    for kind, key in opened:
        drawer = drawers.get(kind, {}).get(key)
        if drawer is not None and drawer.short:
            full = {
                name: Group(kind, bearer.names, bearer.forms, bearer.stories)
                for name, bearer in _full((kind, key), drawers, turned)
            }
            drawers[kind][key] = Drawer(drawer.full, _meant((kind, key), drawer.short, full, found))
    return {
        kind: dict(sorted(held.items())) for kind, held in sorted(drawers.items()) if held
    }, len(opened)


def named(
    drawers: Drawers,
    stories: Collection[str],
    decisions: TopicDecisions,
    known: Mapping[str, tuple[str, str]],
) -> Folded:
    """The topics of a name file, with addresses. `stories`: all there are; `decisions`, `known` as for `fold`."""
    groups = _groups(drawers)
    joined = decided(_same_name(groups), decisions)
    topics, slugs, redirects = addressed(joined, known)
    names = (
        {*(form for group in groups for form in group.forms), *(name for name, _ in known.values())}
        if decisions.topic
        else ()
    )
    shown = {slug: group.stories for slug, group in zip(slugs, joined, strict=True) if slug}
    return Folded(
        topics,
        _of(sorted(stories), shown),
        redirects,
        suggestions(topics, shown),
        tuple(sorted(names)),
    )


def _of(
    stories: Iterable[str], shown: Mapping[str, Mapping[str, int]]
) -> dict[str, tuple[str, ...]]:
    """The slugs of each story by weight, from the stories of each slug with the rank it has in them."""
    ranked: dict[str, list[tuple[int, str]]] = {story: [] for story in stories}
    for slug, ranks in shown.items():
        for story, rank in ranks.items():
            ranked[story].append((rank, slug))
    for held in ranked.values():
        held.sort()
    return {story: tuple([slug for _, slug in held]) for story, held in ranked.items()}


def _turned(people: Mapping[str, Drawer]) -> Turned:
    first: dict[str, str] = {}
    several: dict[str, set[str]] = {}
    for key, drawer in people.items():
        for bag in drawer.full:
            if (other := first.setdefault(bag, key)) != key:
                several.setdefault(bag, {other}).add(key)
    return {
        bag: tuple(sorted(keys, key=lambda key: (-sum(people[key].full[bag].names.values()), key)))
        for bag, keys in several.items()
    }


def _full(at: Key, drawers: Drawers, turned: Turned) -> Iterator[tuple[str, Bearer]]:
    """The full names that are folded under a key, by what their spellings have in common."""
    kind, key = at
    for name, bearer in drawers[kind][key].full.items():
        keys = turned.get(name, (key,)) if kind == "person" else (key,)
        if len(keys) == 1:
            yield name, bearer
        elif key == keys[0]:
            yield name, together([drawers[kind][other].full[name] for other in keys])


def _meant(
    at: Key, short: Mapping[str, list[Short]], full: Mapping[str, Group], found: Found
) -> dict[str, list[Short]]:
    """The short names of a key with what each stands for."""
    if at[0] == "organisation":
        tied = {one.name: _tied(one.name, full) for held in short.values() for one in held}
        return {
            story: [Short(one.rank, one.name, one.forms, tied[one.name]) for one in held]
            for story, held in short.items()
        }
    person = _surname(full)
    company = _company(full[person], found) if person else frozenset()
    meant = {story: person if _in_company(found[story], at[1], company) else "" for story in short}
    return {
        story: [Short(one.rank, one.name, one.forms, meant[story]) for one in held]
        for story, held in short.items()
    }


def _tied(letters: str, full: Mapping[str, Group]) -> str:
    """The one organisation that some text ties these letters to, if there is just one."""
    tied = [name for name, group in full.items() if letters in group.forms]
    return tied[0] if len(tied) == 1 else ""


def _surname(full: Mapping[str, Group]) -> str:
    """The person that a bare surname may mean: the only one, or one far ahead of all others."""
    rivals = sorted(full, key=lambda name: (-len(full[name].stories), full[name].name()))
    others = sum(len(full[name].stories) for name in rivals[1:])
    return (
        rivals[0]
        if rivals and (not others or len(full[rivals[0]].stories) >= max(CLEAR, CLEAR * others))
        else ""
    )


def _company(person: Group, found: Found) -> frozenset[str]:
    """The names in a person's stories."""
    stories = sorted(person.stories)[:STORIES]
    return frozenset(
        mention.name
        for story in stories
        for mention in found[story]
        if mention.salient and mention.kind != "subject"
    )


def _in_company(mentions: Iterable[Mention], key: str, company: Collection[str]) -> bool:
    """True where a story with a bare surname shares another name with the stories of the person it may mean."""
    return any(
        mention.name in company and mention.salient and mention.key != key for mention in mentions
    )


def _groups(drawers: Drawers) -> list[Group]:
    """The names of each key as groups, what is short for one of them joined to it."""
    turned = _turned(drawers.get("person", {}))
    groups: list[Group] = []
    for kind, held in drawers.items():
        for key, drawer in held.items():
            made = {
                name: Group(kind, bearer.names, bearer.forms, bearer.stories)
                for name, bearer in _full((kind, key), drawers, turned)
            }
            if drawer.short:
                _add_short(kind, made, drawer.short)
            groups += made.values() if len(made) == 1 else [made[name] for name in sorted(made)]
    return groups


def _add_short(kind: TopicKind, made: dict[str, Group], short: Mapping[str, list[Short]]) -> None:
    """Add the short names of a key to what they mean, or as names of their own."""
    bearers: dict[str, Bearer] = {}
    for story, held in short.items():
        for one in held:
            bearer = bearers.setdefault(one.meant or "\0" + plain(one.name), Bearer({}, {}, {}))
            bearer.add(story, one.rank, one.name, one.forms)
    for name, bearer in bearers.items():
        group = Group(kind, bearer.names, bearer.forms, bearer.stories)
        if name in made:
            made[name].join(group)
        else:
            made[name] = group


def _same_name(groups: Iterable[Group]) -> list[Group]:
    """Groups that differ in kind alone joined: a tag "Japan" to the place, a name taken once for a person and ten times for a firm to the firm."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        found.setdefault(plain(group.name()), []).append(group)
    joined: list[Group] = []
    for name in sorted(found):
        if len(found[name]) == 1:
            joined += found[name]
            continue
        places = [group for group in found[name] if group.kind == "place"]
        others = [group for group in found[name] if group.kind in ("person", "organisation")]
        tags = [group for group in found[name] if group.kind == "subject"]
        kept = ([_joined(places)] if places else []) + ([_joined(others)] if others else [])
        if not kept:
            kept = [_joined(tags)]
        else:
            for group in tags:
                kept[0].join(group)
        joined += kept
    return joined


def _joined(groups: list[Group]) -> Group:
    """Several groups of one name as one, of the kind that most stories give it."""
    first, *rest = sorted(groups, key=lambda group: (-len(group.stories), group.kind))
    for group in rest:
        first.join(group)
    return first
