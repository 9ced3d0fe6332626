"""Applies the archivist's `topics.toml` to the topics that were found, and suggests topics that may
be one (it never joins those by itself)."""

import difflib
import heapq
import math
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from newsgen.config import nearest
from newsgen.decisions import TOPICS, TopicDecision, TopicDecisions
from newsgen.enrich.topics.addresses import TopicGroup
from newsgen.errors import UsageError
from newsgen.model import Record, Topic

FEW, MANY = 3, 500
"""Stories below which a likeness is chance, and above which a pair is left alone: two great topics
are not one by oversight."""
SAME = 0.9
"""Share of their stories that two names must have in common to be suggested."""
MOST = 50
"""Suggestions at most."""
SLIP = 0.88
"""Likeness to a known name, 0 to 1, from which a new name is taken for a slip."""
BEHIND = 1000
"""The rank of a broader topic in a story of its narrower one: behind all that the story itself
names."""
_LONGEST_ACRONYM = 5
"""Letters of a name in capitals that may stand for another name."""


class Suggestion(Record, frozen=True):
    """Two topics that may be one: their names, the share of their stories that have both, and in
    words why."""

    name: str
    other: str
    share: float
    reason: str


def check(decisions: TopicDecisions, names: Iterable[str]) -> None:
    """Refuse a topic that `topics.toml` names and the archive does not have. `names`:
    `ResolvedTopics.names`.

    A broader topic may be new; one that is nearly a known name is taken for a slip. Raises
    UsageError with the nearest name.
    """
    known = sorted({*names})
    known_folded = {name.casefold() for name in known}
    parents = {name.casefold() for decision in decisions.topic for name in decision.broader}

    for decision in decisions.topic:
        if decision.name.casefold() not in known_folded | parents:
            raise _unknown(decision.name, known)
        for name in (*decision.broader, *decision.alias):
            if name.casefold() not in known_folded and _is_slip(name, known):
                raise _unknown(name, known)


def _unknown(name: str, known: list[str]) -> UsageError:
    """The error that says which name is unknown, and the nearest that is known."""
    guess = nearest(name, known)
    return UsageError(f"{TOPICS}: unknown topic {name!r} – {guess}")


def _is_slip(name: str, known: list[str]) -> bool:
    """True where a name that is not known is nearly one that is."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=SLIP)
    return bool(near)


def decided(groups: list[TopicGroup], decisions: TopicDecisions) -> list[TopicGroup]:
    """`groups` with the archivist's decisions applied, in the order of the file."""
    if not decisions.topic:
        return groups

    by_name = _by_name(groups)
    joined: set[int] = set()  # by `id`: the groups that became part of another

    for decision in decisions.topic:
        if decision.name.casefold() not in by_name:
            groups = [*groups, _new_group(decision.name, by_name)]
        group = by_name[decision.name.casefold()]
        joined |= _join_aliases(group, decision, by_name)
        group.preferred = decision.prefer or group.preferred or decision.name
        group.kind = decision.kind or group.kind
        group.hidden = decision.hide

    groups = [*groups, *_add_broader(decisions, by_name)]
    own = [group for group in groups if id(group) not in joined]
    return [group for group in own if group.stories or group.preferred]


def _by_name(groups: Iterable[TopicGroup]) -> dict[str, TopicGroup]:
    """The group that each name means, case-folded: the first that is shown under it, else the first
    that has it as a form."""
    by_name: dict[str, TopicGroup] = {}
    for group in groups:
        by_name.setdefault(group.name().casefold(), group)

    for group in groups:
        for form in group.forms:
            by_name.setdefault(form.casefold(), group)

    return by_name


def _new_group(name: str, by_name: dict[str, TopicGroup]) -> TopicGroup:
    """A topic that no story names, added to `by_name`."""
    group = TopicGroup("subject", {name: 1}, {name: 1}, {})
    by_name[name.casefold()] = group
    return group


def _join_aliases(
    group: TopicGroup,
    decision: TopicDecision,
    by_name: dict[str, TopicGroup],
) -> set[int]:
    """Join the topics that the archivist calls the same; the `id` of each that became part of
    `group`. A name that no story prints is an alias all the same."""
    joined: set[int] = set()
    for alias in decision.alias:
        other = by_name.get(alias.casefold())
        if other is not None and other is not group:
            group.join(other)
            joined.add(id(other))
        group.add_name(alias)
        by_name[alias.casefold()] = group

    return joined


def _add_broader(decisions: TopicDecisions, by_name: dict[str, TopicGroup]) -> list[TopicGroup]:
    """Put the stories of a topic under its broader topics too, behind their own; the broader topics
    that are new."""
    new: list[TopicGroup] = []
    for decision in decisions.topic:
        child = by_name[decision.name.casefold()]
        for name in decision.broader:
            parent = by_name.get(name.casefold())
            if parent is None:
                parent = _new_group(name, by_name)
                parent.preferred = name
                new.append(parent)
            behind = dict.fromkeys(child.stories, BEHIND)
            parent.stories = {**behind, **parent.stories}

    return new


def suggestions(
    topics: Iterable[Topic], stories: Mapping[str, Collection[str]]
) -> tuple[Suggestion, ...]:
    """Topics of one kind that nearly always stand in the same stories, the likest first; at most
    `MOST`. `stories`: those of each slug."""
    known = {topic.slug: topic for topic in topics}
    suggested = []

    for slug, other_slug in sorted(_pairs(stories)):
        one, other = known[slug], known[other_slug]
        if one.kind != other.kind or not _could_be_one(one.name, other.name):
            continue
        first, second = set(stories[slug]), set(stories[other_slug])
        both = len(first & second)
        share = both / len(first | second)
        if share >= SAME:
            reason = f"{both} stories have both, {share:.0%} of those that have either"
            suggested.append(Suggestion(one.name, other.name, round(share, 3), reason))

    suggested.sort(key=lambda suggestion: (-suggestion.share, suggestion.name, suggestion.other))
    return tuple(suggested[:MOST])


def _pairs(stories: Mapping[str, Collection[str]]) -> set[tuple[str, str]]:
    """The slugs that may have a share of `SAME` of their stories in common.

    Two sets that have so much in common have one of their first few members in common too: only
    those are looked at together.
    """
    slugs_by_story: dict[str, list[str]] = {}
    for slug, of_slug in stories.items():
        if FEW <= len(of_slug) <= MANY:
            for story in _first_few(of_slug):
                slugs_by_story.setdefault(story, []).append(slug)

    pairs: set[tuple[str, str]] = set()
    for slugs in slugs_by_story.values():
        if len(slugs) > 1:
            pairs.update(combinations(sorted(slugs), 2))

    return pairs


def _first_few(stories: Collection[str]) -> list[str]:
    """The first stories by id, one more than a topic may lack of those of another."""
    size = len(stories)
    in_common = math.ceil(SAME * size - 1e-9)  # 0.9 × 10 is not taken for more than 9
    return heapq.nsmallest(size - in_common + 1, stories)


def _could_be_one(one: str, other: str) -> bool:
    """True where two names could be one thing's: they share a word, or one could be the letters of
    the other."""
    words, other_words = one.casefold().split(), other.casefold().split()
    if not set(words).isdisjoint(other_words):
        return True

    short, long = (one, other_words) if len(one) < len(other) else (other, words)
    if short.isupper() and len(short) <= _LONGEST_ACRONYM:
        return True

    return short.casefold() == "".join([word[0] for word in long])
