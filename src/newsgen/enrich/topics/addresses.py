"""Groups of mentions, and the addresses they get: a published topic keeps its name and slug, a new
one takes the slug of its name."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import convert

from newsgen import urls
from newsgen.enrich.name_forms import EASTERN_GIVEN
from newsgen.enrich.tables import given, lexicon
from newsgen.enrich.topics.name_authority import NAMES
from newsgen.model import Topic, TopicKind

PublishedTopics = Mapping[str, tuple[str, str]]
"""The topics that earlier builds published: slug → name and kind."""

_ORDER: dict[TopicKind, int] = {"place": 0, "organisation": 1, "person": 2, "subject": 3}
"""Which kind takes an address first."""
_STEM = 40
"""Characters of a slug that stay where the kind or a number follows them."""


class TopicGroup:
    """The mentions that are one topic: its spellings with how many stories print each, and its
    stories with the best rank in each. The mappings that it is made from are not changed by it."""

    __slots__ = ("forms", "hidden", "kind", "names", "preferred", "stories")

    def __init__(
        self,
        kind: TopicKind,
        names: Mapping[str, int],
        forms: Mapping[str, int],
        stories: Mapping[str, int],
    ) -> None:
        self.kind = kind
        self.names = names
        if not names.keys() <= forms.keys():  # a name to show that no text prints
            forms = {**dict.fromkeys(names, 1), **forms}

        self.forms = forms
        self.stories = stories
        self.preferred = ""
        self.hidden = False

    def join(self, other: "TopicGroup") -> None:
        """Take in all of another group."""
        self.names = _summed(self.names, other.names)
        self.forms = _summed(self.forms, other.forms)
        stories = dict(self.stories)

        for story, rank in other.stories.items():
            stories[story] = min(rank, stories.get(story, rank))

        self.stories = stories

    def add_name(self, name: str) -> None:
        """Add a name that no story need print."""
        unprinted = {name: 0}
        self.names = unprinted | dict(self.names)
        self.forms = unprinted | dict(self.forms)

    def name(self) -> str:
        """The name to show: the archivist's, else the spelling of most stories, a full one before a
        short one.

        A person's name that as many stories print in either order is shown with the given name
        first, where the tables tell which it is."""
        if self.preferred:
            return self.preferred
        if len(self.names) == 1:
            return next(iter(self.names))

        return min(self.names, key=self._lateness)

    def _lateness(self, name: str) -> tuple[bool, int, bool, int, str]:
        """What orders the names of the group: the least is the one to show."""
        return (
            self._is_short(name),
            -self.names[name],  # that of most stories first
            self._is_surname_first(name),
            len(name),
            name,
        )

    def _is_short(self, name: str) -> bool:
        """True for a bare surname and for letters, which stand for a fuller name."""
        if " " in name:
            return False
        return self.kind == "person" or (self.kind == "organisation" and name.isupper())

    def _is_surname_first(self, name: str) -> bool:
        """True where a person's name is met in the other order too and this one begins with the
        surname: the word of the two that stands alone more often, or that the tables know."""
        first, _, last = name.partition(" ")
        if self.kind != "person" or f"{last} {first}" not in self.names:
            return False

        alone = self.forms.get(first, 0) - self.forms.get(last, 0)
        if alone:
            return alone > 0

        return _as_surname(first) > _as_surname(last)

    def aliases(self, name: str) -> tuple[str, ...]:
        """The other names it goes by, the most frequent first; short forms of people are no names
        of theirs."""
        forms = self.forms
        others = [form for form in forms if form != name]
        if self.kind == "person":
            others = [form for form in others if " " in form]

        others.sort(key=lambda form: (-forms[form], form))
        return tuple(others)


def _summed(counts: Mapping[str, int], others: Mapping[str, int]) -> dict[str, int]:
    """The counts of both, added up."""
    total = dict(counts)
    for name, count in others.items():
        total[name] = total.get(name, 0) + count
    return total


def _as_surname(word: str) -> int:
    """What the tables say of a word of a name: 1 for a family name that stands first, -1 for a
    given name, 0 where they do not know."""
    lower = word.lower()
    is_given = (
        word in given().sure
        or EASTERN_GIVEN.fullmatch(word) is not None
        or lower.endswith(lexicon().given_ends)
    )
    is_family = lower in lexicon().eastern

    return is_family - is_given


class AddressedTopics(NamedTuple):
    """Topics with their addresses."""

    topics: tuple[Topic, ...]
    """All topics by slug, those without stories too."""
    slugs: list[str]
    """The slug of each group, in their order; empty where it is hidden."""
    redirects: dict[str, str]
    """Slug → the slug of the topic that it leads to."""


def addressed(groups: Sequence[TopicGroup], published: PublishedTopics) -> AddressedTopics:
    """The topics that `groups` and the `published` topics are, with their addresses."""
    addresses = _Addresses(groups, published)
    if published:
        addresses.keep(same_kind=True)
        addresses.keep(same_kind=False)

    addresses.give()
    slugs, redirects = addresses.slugs, addresses.redirects
    by_slug = dict(zip(slugs, groups, strict=True))
    by_slug.pop("", None)  # the hidden ones

    topics: dict[str, Topic] = {}
    for slug, group in by_slug.items():
        name = addresses.names[slug]
        topics[slug] = Topic(slug, name, group.kind, group.aliases(name))

    # A published topic stays where no story names it any more, unless it leads elsewhere or is hidden.
    hidden = {_slug(name) for group in groups if group.hidden for name in group.names}
    for slug, (name, kind) in published.items():
        if slug not in topics and slug not in redirects and slug not in hidden:
            topics[slug] = Topic(slug, name, convert(kind, TopicKind), ())

    for slug, group in by_slug.items():
        if group.preferred:  # its other names have had an address
            redirects |= dict.fromkeys(map(_slug, group.names), slug)

    return AddressedTopics(
        topics=tuple([topics[slug] for slug in sorted(topics)]),
        slugs=slugs,
        redirects={slug: to for slug, to in sorted(redirects.items()) if slug not in topics},
    )


class _Addresses:
    """The addresses of groups while they are given: a slug for each group, the name behind each
    slug, redirects."""

    def __init__(self, groups: Sequence[TopicGroup], published: PublishedTopics) -> None:
        self.groups = groups
        self.published = published
        self.slugs = [""] * len(groups)
        self.names: dict[str, str] = {}
        self.redirects: dict[str, str] = {}
        self._shown = [group.name() for group in groups]
        self._order = sorted(
            range(len(groups)),
            key=lambda number: (_ORDER[groups[number].kind], self._shown[number]),
        )

    def keep(self, *, same_kind: bool) -> None:
        """Give the groups the slugs under which they are published already, of their kind or of
        another."""
        for number in self._order:
            group = self.groups[number]
            if group.hidden or self.slugs[number]:
                continue
            slugs = self._published_slugs(group, same_kind=same_kind)
            if slugs:
                first, *others = slugs
                self.slugs[number] = first
                self.names[first] = group.preferred or self.published[first][0]
                self.redirects |= dict.fromkeys(others, first)

    def give(self) -> None:
        """Give a new slug to each group that has none."""
        taken = {*self.published, *self.names}
        for number in self._order:
            group = self.groups[number]
            if group.hidden or self.slugs[number]:
                continue
            name = self._shown[number]
            slug = _free_slug(name, group.kind, taken)
            taken.add(slug)
            self.slugs[number] = slug
            self.names[slug] = name

    def _published_slugs(self, group: TopicGroup, *, same_kind: bool) -> list[str]:
        """The published slugs that are a group's, the best first: its own name's, then those of its
        other names. A slug published as another kind is the group's only where nothing of that kind
        claims it."""
        slugs: list[str] = []
        for name in _ranked_names(group):
            base = _slug(name)
            for slug in (base, f"{base}-{group.kind}"):
                if slug not in self.published or slug in self.names or slug in slugs:
                    continue
                published_name, kind = self.published[slug]
                claimed = kind == group.kind if same_kind else published_name == name
                if claimed:
                    slugs.append(slug)

        return slugs


_slug = lru_cache(maxsize=NAMES)(urls.slug)


def _ranked_names(group: TopicGroup) -> Iterable[str]:
    """The names of a group: the one to show, then that of most stories."""
    names = group.names
    if len(names) == 1:
        return names
    shown = group.name()
    return sorted(names, key=lambda name: (name != shown, -names[name], name))


def _free_slug(
    name: str,
    kind: TopicKind,
    taken: set[str],
) -> str:
    """A slug that no topic has: that of the name, else with the kind, else with a number."""
    base = _slug(name)
    if base not in taken:
        return base

    stem = urls.slug(f"{base[:_STEM]}-{kind}")
    number, slug = 1, stem

    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"

    return slug
