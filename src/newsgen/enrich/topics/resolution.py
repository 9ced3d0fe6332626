"""Entity resolution: the names that thousands of stories print become one topic each, with aliases
and an address that never changes.

Computed a key at a time – a surname, an acronym, a place – so that a story changes only the keys of
its own mentions. Variants are joined on evidence: the same words in another order or spelling, a
surname that one person alone has in stories that share another name, letters that a text itself
ties to their expansion. What stays ambiguous stays apart.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from newsgen.decisions import TopicDecisions
from newsgen.enrich.topics.addresses import PublishedTopics, TopicGroup, addressed
from newsgen.enrich.topics.editor_decisions import Suggestion, decided, suggestions
from newsgen.enrich.topics.name_authority import (
    AuthorityRecord,
    FullName,
    Key,
    MentionsByStory,
    NameAuthority,
    Occurrence,
    ShortName,
    common_form,
    merged,
    occurrences,
    plain,
    updated_record,
)
from newsgen.model import Mention, Topic, TopicKind

CLEAR = 5
"""Stories that a full name must have, and times as many as all others of its surname together, for
the bare surname to mean it."""

STORIES = 200
"""Stories of a person whose other names are compared with those of a story that has the bare
surname."""

BothOrders = Mapping[str, tuple[str, ...]]
"""The names of people that are filed under several keys, since they are printed in both orders
("Motegi Toshimitsu", "Toshimitsu Motegi"): their common form → the keys, that of most mentions
first: under that one they are joined."""

Occurrences = Mapping[Key, list[Occurrence]]
"""The salient mentions of some stories by key."""
ShortNames = dict[str, list[ShortName]]
"""The short names of one key by story."""
Groups = dict[str, TopicGroup]
"""The groups of one key by the common form of their names."""


class ResolvedTopics(NamedTuple):
    """The topics of the archive."""

    topics: tuple[Topic, ...]
    """Every topic by slug."""
    of: Mapping[str, tuple[str, ...]]
    """The slugs of the topics of each story by weight."""
    redirects: Mapping[str, str]
    """The addresses that lead elsewhere: slug → slug."""
    suggestions: tuple[Suggestion, ...]
    """What the archivist may want to join."""
    names: tuple[str, ...]
    """Every name that `topics.toml` may use; none where it says nothing."""


def resolution(
    mentions: MentionsByStory,
    decisions: TopicDecisions,
    published: PublishedTopics,
) -> ResolvedTopics:
    """The topics of all stories at once. `published`: the topics that are published already; they
    keep name and kind.

    The order of `mentions` does not matter.
    """
    authority, _ = updated_authority({}, {}, mentions, mentions)
    return topics_of(authority, mentions, decisions, published)


def updated_authority(
    before: NameAuthority,
    removed: MentionsByStory,
    added: MentionsByStory,
    mentions: MentionsByStory,
) -> tuple[NameAuthority, int]:
    """The name authority file `before` without the `removed` stories (with the mentions they were
    added with) and with the `added` ones, and how many of its keys were resolved for it.
    `mentions`: those of any story that is now in it.

    The result is what adding all stories at once gives; `before` stays as it is.
    """
    gone, new = occurrences(removed), occurrences(added)
    authority = _with_changes(before, gone, new)
    people = authority.get("person", {})
    both_orders = _both_orders(people)
    opened = gone.keys() | new.keys() | _keys_of_same_people(people, gone, new)

    for kind, key in opened:
        record = authority.get(kind, {}).get(key)
        if record is not None and record.short:
            groups = _full_groups((kind, key), authority, both_orders)
            short = _with_meanings((kind, key), record.short, groups, mentions)
            authority[kind][key] = AuthorityRecord(record.full, short)

    ordered: NameAuthority = {}
    for kind, records in sorted(authority.items()):
        if records:
            ordered[kind] = dict(sorted(records.items()))

    return ordered, len(opened)


def _with_changes(
    before: NameAuthority,
    gone: Occurrences,
    new: Occurrences,
) -> NameAuthority:
    """A copy of `before` without the occurrences that are `gone` and with the `new` ones; what its
    short names stand for is not looked at."""
    authority = {kind: dict(records) for kind, records in before.items()}
    for kind, key in gone.keys() | new.keys():
        records = authority.setdefault(kind, {})
        removed, added = gone.get((kind, key), ()), new.get((kind, key), ())
        record = updated_record(kind, records.get(key), removed, added)
        if record.full or record.short:
            records[key] = record
        else:
            records.pop(key, None)

    return authority


def _keys_of_same_people(
    people: Mapping[str, AuthorityRecord],
    gone: Occurrences,
    new: Occurrences,
) -> set[Key]:
    """The keys under which a person of the changed stories is filed, in either order of the
    name."""
    forms: set[str] = set()
    for changed in (gone, new):
        for (kind, _), of_key in changed.items():
            if kind == "person":
                forms.update([common_form(kind, mention.name) for _, _, mention in of_key])

    return {("person", key) for key, record in people.items() if not forms.isdisjoint(record.full)}


def topics_of(
    authority: NameAuthority,
    stories: Collection[str],
    decisions: TopicDecisions,
    published: PublishedTopics,
) -> ResolvedTopics:
    """The topics of a name authority file, with addresses. `stories`: the ids of all there are;
    `decisions` and `published` as for `resolution`."""
    groups = _groups(authority)
    joined = decided(_same_name_joined(groups), decisions)
    topics, slugs, redirects = addressed(joined, published)
    names: set[str] = set()

    if decisions.topic:
        names.update(name for name, _ in published.values())
        for group in groups:
            names.update(group.forms)

    stories_of = {slug: group.stories for slug, group in zip(slugs, joined, strict=True) if slug}
    return ResolvedTopics(
        topics=topics,
        of=_slugs_by_story(sorted(stories), stories_of),
        redirects=redirects,
        suggestions=suggestions(topics, stories_of),
        names=tuple(sorted(names)),
    )


def _slugs_by_story(
    stories: Iterable[str], stories_of: Mapping[str, Mapping[str, int]]
) -> dict[str, tuple[str, ...]]:
    """The slugs of each story by weight, from the stories of each slug with the rank it has in
    them."""
    ranked: dict[str, list[tuple[int, str]]] = {story: [] for story in stories}
    for slug, ranks in stories_of.items():
        for story, rank in ranks.items():
            ranked[story].append((rank, slug))

    slugs_of: dict[str, tuple[str, ...]] = {}
    for story, ranked_slugs in ranked.items():
        ranked_slugs.sort()
        slugs_of[story] = tuple([slug for _, slug in ranked_slugs])

    return slugs_of


def _both_orders(people: Mapping[str, AuthorityRecord]) -> BothOrders:
    """The names of people that stand under several keys."""
    first_key: dict[str, str] = {}
    keys_of: dict[str, set[str]] = {}

    for key, record in people.items():
        for form in record.full:
            other = first_key.setdefault(form, key)
            if other != key:
                keys_of.setdefault(form, {other}).add(key)

    return {form: _by_mentions(form, keys, people) for form, keys in keys_of.items()}


def _by_mentions(
    form: str,
    keys: Iterable[str],
    people: Mapping[str, AuthorityRecord],
) -> tuple[str, ...]:
    """The keys of a name, that of most mentions first."""
    mentions = {key: sum(people[key].full[form].names.values()) for key in keys}
    return tuple(sorted(mentions, key=lambda key: (-mentions[key], key)))


def _full_names(
    key: Key,
    authority: NameAuthority,
    both_orders: BothOrders,
) -> Iterator[tuple[str, FullName]]:
    """The full names that are joined under a key, by their common form."""
    kind, own = key
    records = authority[kind]

    for form, full_name in records[own].full.items():
        keys = both_orders.get(form) if kind == "person" else None
        if keys is None:
            yield form, full_name
        elif own == keys[0]:
            yield form, merged([records[other].full[form] for other in keys])


def _full_groups(
    key: Key,
    authority: NameAuthority,
    both_orders: BothOrders,
) -> Groups:
    """A group for each full name of a key."""
    full_names = _full_names(key, authority, both_orders)
    return {form: _group(key[0], full_name) for form, full_name in full_names}


def _group(kind: TopicKind, full_name: FullName) -> TopicGroup:
    """The group of one full name."""
    return TopicGroup(kind, full_name.names, full_name.forms, full_name.stories)


def _with_meanings(
    key: Key,
    short: ShortNames,
    groups: Groups,
    mentions: MentionsByStory,
) -> ShortNames:
    """The short names of a key with what each stands for in its story."""
    kind, surname = key
    if kind == "organisation":
        return _with_tied_names(short, groups)

    person = _clear_person(groups)
    company = _company(groups[person], mentions) if person else frozenset()
    resolved: ShortNames = {}

    for story, short_names in short.items():
        is_person = bool(company) and _in_company(mentions[story], surname, company)
        meant = person if is_person else ""
        resolved[story] = [_standing_for(one, meant) for one in short_names]

    return resolved


def _with_tied_names(short: ShortNames, groups: Groups) -> ShortNames:
    """Letters with the organisation that each stands for."""
    tied: dict[str, str] = {}
    resolved: ShortNames = {}

    for story, short_names in short.items():
        for one in short_names:
            if one.name not in tied:
                tied[one.name] = _tied(one.name, groups)
        resolved[story] = [_standing_for(one, tied[one.name]) for one in short_names]

    return resolved


def _standing_for(short: ShortName, meant: str) -> ShortName:
    """A short name that stands for the full name `meant`."""
    return ShortName(short.rank, short.name, short.forms, meant)


def _tied(letters: str, groups: Groups) -> str:
    """The one organisation that some text ties these letters to, if there is just one."""
    tied = [form for form, group in groups.items() if letters in group.forms]
    return tied[0] if len(tied) == 1 else ""


def _clear_person(groups: Groups) -> str:
    """The person that a bare surname may mean: the only one, or one far ahead of all others; empty
    for none."""
    if not groups:
        return ""

    stories = {form: len(group.stories) for form, group in groups.items()}
    ranked = sorted(groups, key=lambda form: (-stories[form], groups[form].name()))
    first = ranked[0]
    others = sum(stories.values()) - stories[first]

    if others and stories[first] < CLEAR * others:
        return ""

    return first


def _company(person: TopicGroup, mentions: MentionsByStory) -> frozenset[str]:
    """The names in a person's stories."""
    names: set[str] = set()
    for story in sorted(person.stories)[:STORIES]:
        for mention in mentions[story]:
            if mention.salient and mention.kind != "subject":
                names.add(mention.name)

    return frozenset(names)


def _in_company(
    mentions: Iterable[Mention],
    surname: str,
    company: Collection[str],
) -> bool:
    """True where a story with a bare surname shares another name with the stories of the person it
    may mean."""
    others = [mention for mention in mentions if mention.salient and mention.key != surname]
    return any(mention.name in company for mention in others)


def _groups(authority: NameAuthority) -> list[TopicGroup]:
    """The names of each key as groups, what is short for one of them joined to it."""
    both_orders = _both_orders(authority.get("person", {}))
    groups: list[TopicGroup] = []

    for kind, records in authority.items():
        for key, record in records.items():
            of_key = _full_groups((kind, key), authority, both_orders)
            if record.short:
                _add_short(kind, of_key, record.short)
            groups += [of_key[form] for form in sorted(of_key)]

    return groups


def _add_short(
    kind: TopicKind,
    groups: Groups,
    short: ShortNames,
) -> None:
    """Add the short names of a key to what they mean, or as names of their own."""
    merged_names: dict[str, FullName] = {}
    for story, short_names in short.items():
        for one in short_names:
            form = one.meant or "\0" + plain(one.name)  # \0: no full name's form
            if form not in merged_names:
                merged_names[form] = FullName({}, {}, {})
            merged_names[form].add(story, one.rank, one.name, one.forms)

    for form, names in merged_names.items():
        group = _group(kind, names)
        if form in groups:
            groups[form].join(group)
        else:
            groups[form] = group


def _same_name_joined(groups: Iterable[TopicGroup]) -> list[TopicGroup]:
    """The groups, those joined that differ in kind alone: a tag "Japan" to the place, a name taken
    once for a person and ten times for a firm to the firm."""
    by_name: dict[str, list[TopicGroup]] = {}
    for group in groups:
        by_name.setdefault(plain(group.name()), []).append(group)

    joined: list[TopicGroup] = []
    for name in sorted(by_name):
        same = by_name[name]
        joined += same if len(same) == 1 else _joined_kinds(same)

    return joined


def _joined_kinds(same: list[TopicGroup]) -> list[TopicGroup]:
    """Groups of one name as a place, and as a person or an organisation; tags go to the first of
    these."""
    places = [group for group in same if group.kind == "place"]
    actors = [group for group in same if group.kind in ("person", "organisation")]
    tags = [group for group in same if group.kind == "subject"]
    joined = [_joined(kind) for kind in (places, actors) if kind]

    if not joined:
        return [_joined(tags)]

    for group in tags:
        joined[0].join(group)

    return joined


def _joined(groups: list[TopicGroup]) -> TopicGroup:
    """Several groups of one name as one, of the kind that most stories give it."""
    first, *others = sorted(groups, key=lambda group: (-len(group.stories), group.kind))
    for group in others:
        first.join(group)
    return first
