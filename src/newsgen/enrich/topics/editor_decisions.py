"""The archivist's hand: what `topics.toml` says of topics is applied over what was found; what might be joined is suggested, never done."""

import difflib
import heapq
import math
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from newsgen.config import nearest
from newsgen.decisions import TOPICS, TopicDecision, TopicDecisions
from newsgen.enrich.topics.addresses import Group
from newsgen.errors import UsageError
from newsgen.model import Record, Topic

FEW, MANY = 3, 500
"""Stories below which a likeness is chance, and above which a pair is left alone: two great topics are not one by oversight."""
SAME = 0.9
"""Share of their stories that two names must have in common to be suggested."""


class Suggestion(Record, frozen=True):
    """Two topics that may be one: their names, the share of their stories that have both, and in words why."""

    name: str
    other: str
    share: float
    reason: str


def check(decisions: TopicDecisions, names: Iterable[str]) -> None:
    """Refuse a topic that `topics.toml` names and the archive does not have. `names`: `Folded.names`.

    A broader topic may be new; one that is nearly a known name is taken for a slip. Raises UsageError with the nearest name.
    """
    known = sorted({*names})
    folded = {name.casefold() for name in known}
    parents = {name.casefold() for decision in decisions.topic for name in decision.broader}
    for decision in decisions.topic:
        if decision.name.casefold() not in folded | parents:
            raise UsageError(
                f"{TOPICS}: unknown topic {decision.name!r} – {nearest(decision.name, known)}"
            )
        for name in (*decision.broader, *decision.alias):
            if name.casefold() not in folded and difflib.get_close_matches(
                name, known, n=1, cutoff=0.88
            ):
                raise UsageError(f"{TOPICS}: unknown topic {name!r} – {nearest(name, known)}")


def decided(groups: list[Group], decisions: TopicDecisions) -> list[Group]:
    """`groups` with the archivist's decisions applied, in the order of the file."""
    if not decisions.topic:
        return groups
    by_name = {form.casefold(): group for group in reversed(groups) for form in group.forms}
    by_name |= {group.name().casefold(): group for group in reversed(groups)}
    gone: set[int] = set()
    for decision in decisions.topic:
        group = by_name.get(decision.name.casefold())
        if group is None:
            group = by_name[decision.name.casefold()] = Group(
                decision.kind or "subject", {decision.name: 1}, {decision.name: 1}, {}
            )
            groups = [*groups, group]
        _aliases(group, decision, by_name, gone)
        group.preferred = decision.prefer or group.preferred or decision.name
        group.kind = decision.kind or group.kind
        group.hidden = decision.hide
    groups = _broader(groups, decisions, by_name)
    return [
        group for group in groups if id(group) not in gone and (group.stories or group.preferred)
    ]


def _aliases(
    group: Group, decision: TopicDecision, by_name: dict[str, Group], gone: set[int]
) -> None:
    """Join the topics that the archivist calls the same; a name that no story prints is an alias all the same."""
    for alias in decision.alias:
        other = by_name.get(alias.casefold())
        if other is not None and other is not group:
            group.join(other)
            gone.add(id(other))
        group.called(alias)
        by_name[alias.casefold()] = group


def _broader(
    groups: list[Group], decisions: TopicDecisions, by_name: dict[str, Group]
) -> list[Group]:
    """Put the stories of a topic under its broader topics too, behind their own."""
    for decision in decisions.topic:
        for name in decision.broader:
            if name.casefold() not in by_name:
                made = by_name[name.casefold()] = Group("subject", {name: 1}, {name: 1}, {})
                made.preferred = name
                groups = [*groups, made]
            parent, child = by_name[name.casefold()], by_name[decision.name.casefold()]
            parent.stories = {**dict.fromkeys(child.stories, 1000), **parent.stories}
    return groups


def suggestions(
    topics: Iterable[Topic], stories: Mapping[str, Collection[str]]
) -> tuple[Suggestion, ...]:
    """Topics of one kind that nearly always stand in the same stories, the likest first. At most 50. `stories`: those of each slug."""
    known = {topic.slug: topic for topic in topics}
    # Two sets that have so much in common have one of their first few members in common too: only those are looked at together.
    first: dict[str, list[str]] = {}
    for slug, held in stories.items():
        if FEW <= len(held) <= MANY:
            for story in heapq.nsmallest(len(held) - math.ceil(SAME * len(held) - 1e-9) + 1, held):
                first.setdefault(story, []).append(slug)
    pairs = {
        pair
        for slugs in first.values()
        if len(slugs) > 1
        for pair in combinations(sorted(slugs), 2)
    }
    found = []
    for one, other in sorted(pairs):
        if known[one].kind == known[other].kind and _alike(known[one].name, known[other].name):
            both = len({*stories[one]} & {*stories[other]})
            share = both / (len(stories[one]) + len(stories[other]) - both)
            if share >= SAME:
                reason = f"{both} stories have both, {share:.0%} of those that have either"
                found.append(
                    Suggestion(known[one].name, known[other].name, round(share, 3), reason)
                )
    return tuple(
        sorted(
            found, key=lambda suggestion: (-suggestion.share, suggestion.name, suggestion.other)
        )[:50]
    )


def _alike(one: str, other: str) -> bool:
    """True where two names could be one thing's: they share a word, or one could be the letters of the other."""
    first, second = one.casefold().split(), other.casefold().split()
    short, long = (one, second) if len(one) < len(other) else (other, first)
    return (
        bool(set(first) & set(second))
        or (short.isupper() and (len(short) <= 5))
        or short.casefold() == "".join(word[0] for word in long)
    )
