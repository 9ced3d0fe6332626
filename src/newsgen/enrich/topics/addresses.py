"""Groups of mentions, and the addresses they get: a published topic keeps its name and slug, a new one takes the slug of its name."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import convert

from newsgen import urls
from newsgen.enrich.mentions.name_kinds import EASTERN
from newsgen.enrich.tables import given, lexicon
from newsgen.enrich.topics.name_authority import NAMES
from newsgen.model import Topic, TopicKind

_FIRST: dict[TopicKind, int] = {"place": 0, "organisation": 1, "person": 2, "subject": 3}


class Group:
    """The mentions that are one topic: its spellings with how many stories print each, and its stories with the best rank in each. What it is
    made from is not changed by it."""

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
        self.forms = forms if names.keys() <= forms.keys() else {**dict.fromkeys(names, 1), **forms}
        self.stories = stories
        self.preferred = ""
        self.hidden = False

    def join(self, other: "Group") -> None:
        """Take in all of another group."""
        self.names = _summed(self.names, other.names)
        self.forms = _summed(self.forms, other.forms)
        mine = self.stories
        self.stories = {
            **mine,
            **{story: min(rank, mine.get(story, rank)) for story, rank in other.stories.items()},
        }

    def called(self, name: str) -> None:
        """Note a name that no story need print."""
        self.names, self.forms = {name: 0, **self.names}, {name: 0, **self.forms}

    def name(self) -> str:
        """The name to show: the archivist's, else the spelling of most stories, a full one before a short one. As often met in both orders, a
        person's is the one that begins with the given name, where that is known."""
        if self.preferred or len(self.names) == 1:
            return self.preferred or next(iter(self.names))
        return min(
            self.names,
            key=lambda name: (
                self._short(name),
                -self.names[name],
                self._surname_first(name),
                len(name),
                name,
            ),
        )

    def _short(self, name: str) -> bool:
        """True for a bare surname and for letters, which stand for a fuller name."""
        return " " not in name and (
            self.kind == "person" or (self.kind == "organisation" and name.isupper())
        )

    def _surname_first(self, name: str) -> bool:
        """True where a person's name is met in the other order too and this one begins with the surname: the word of the two that stands alone
        more often, or that the tables know."""
        first, _, last = name.partition(" ")
        if self.kind != "person" or f"{last} {first}" not in self.names:
            return False
        alone = self.forms.get(first, 0) - self.forms.get(last, 0)
        return (alone or _as_surname(first) - _as_surname(last)) > 0

    def aliases(self, name: str) -> tuple[str, ...]:
        """The other names it goes by, the most frequent first; short forms of people are no names of theirs."""
        if len(self.forms) == 1 and name in self.forms:
            return ()
        own = [
            form for form in self.forms if form != name and (self.kind != "person" or " " in form)
        ]
        return tuple(sorted(own, key=lambda form: (-self.forms[form], form)))


def _summed(mine: Mapping[str, int], theirs: Mapping[str, int]) -> dict[str, int]:
    return {**mine, **{name: mine.get(name, 0) + count for name, count in theirs.items()}}


def _as_surname(word: str) -> int:
    """What the tables say of a word of a name: 1 for a family name that stands first, -1 for a given name, 0 where they do not know."""
    is_given = (
        word in given()[0]
        or EASTERN.fullmatch(word) is not None
        or word.lower().endswith(lexicon().given_ends)
    )
    return (word.lower() in lexicon().eastern) - is_given


def addressed(
    groups: Sequence[Group], known: Mapping[str, tuple[str, str]]
) -> tuple[tuple[Topic, ...], list[str], dict[str, str]]:
    """The topics by slug, the slug of each group (empty where hidden), and the slugs that lead to another topic."""
    slugs = [""] * len(groups)
    names: dict[str, str] = {}
    redirects: dict[str, str] = {}
    called = [group.name() for group in groups]
    order = sorted(
        range(len(groups)), key=lambda number: (_FIRST[groups[number].kind], called[number])
    )
    for same_kind in (True, False) if known else ():
        for number in order:
            group = groups[number]
            published = (
                []
                if group.hidden or slugs[number]
                else _published(group, known, names, same_kind=same_kind)
            )
            if published:
                slugs[number] = published[0]
                names[published[0]] = group.preferred or known[published[0]][0]
                redirects |= dict.fromkeys(published[1:], published[0])
    taken = {*known, *names}
    for number in order:
        if not slugs[number] and not groups[number].hidden:
            slugs[number] = _free(called[number], groups[number].kind, taken)
            taken.add(slugs[number])
            names[slugs[number]] = called[number]
    topics = {
        slug: Topic(slug, names[slug], group.kind, group.aliases(names[slug]))
        for slug, group in zip(slugs, groups, strict=True)
        if slug
    }
    hidden = {_slug(name) for group in groups if group.hidden for name in group.names}
    for slug, (name, kind) in known.items():
        if slug not in topics and slug not in redirects and slug not in hidden:
            topics[slug] = Topic(slug, name, convert(kind, TopicKind), ())
    for slug, group in zip(slugs, groups, strict=True):
        if slug and group.preferred:
            redirects |= {
                other: slug for name in group.names if (other := _slug(name)) not in topics
            }
    return (
        tuple([topics[slug] for slug in sorted(topics)]),
        slugs,
        {slug: to for slug, to in sorted(redirects.items()) if slug not in topics},
    )


_slug = lru_cache(maxsize=NAMES)(urls.slug)


def _published(
    group: Group, known: Mapping[str, tuple[str, str]], taken: Mapping[str, str], *, same_kind: bool
) -> list[str]:
    """The published slugs that are this group's, the best first: its own name's, then those of its other names. A slug published as another kind
    is its only where nothing of that kind claims it."""
    found: list[str] = []
    ranked: Iterable[str] = group.names
    if len(group.names) > 1:
        called = group.name()
        ranked = sorted(group.names, key=lambda name: (name != called, -group.names[name], name))
    for name in ranked:
        base = _slug(name)
        for slug in (base, f"{base}-{group.kind}"):
            if (
                slug in known
                and slug not in taken
                and slug not in found
                and (known[slug][1] == group.kind if same_kind else known[slug][0] == name)
            ):
                found.append(slug)
    return found


def _free(name: str, kind: TopicKind, taken: set[str]) -> str:
    """A slug that no topic has: that of the name, else with the kind, else with a number."""
    base = _slug(name)
    if base not in taken:
        return base
    stem = urls.slug(f"{base[:40]}-{kind}")
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
