"""The name authority file: for each kind and key (a surname, an acronym, a place name) the full
names found under it, and the short names that may stand for one of them.

A story is added and removed one at a time, so a new story opens only the records of its own keys,
however many stories they cover: what a record says of a name is counts, and a count goes up and
down without its stories being looked at again.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from newsgen.enrich.name_forms import NUMERALS, head_last, one_ending
from newsgen.model import Mention, TopicKind

Key = tuple[TopicKind, str]
"""What mentions are filed under: their kind and their key."""
MentionsByStory = Mapping[str, tuple[Mention, ...]]
"""The mentions of each story, by its id; they may be read as they are asked for."""

NAMES = 1 << 17
"""Names whose plain form is kept: the different names of some 150,000 stories, each asked for three
times a build."""

_SPELLINGS = {
    "organisation": "organization",
    "organisations": "organizations",
    "centre": "center",
    "defence": "defense",
    "labour": "labor",
    "programme": "program",
    "theatre": "theater",
    "co-operation": "cooperation",
    "saint": "st",
    "mohammad": "mohammed",
    "muhammad": "mohammed",
    "mohamed": "mohammed",
}
"""Words with several spellings → the one that stands for all."""
_INITIAL = re.compile(r"(?<!\w)[a-z]\.(?=\s)")
_WORD = re.compile(r"\w+")


class Occurrence(NamedTuple):
    """A mention in a story: the story's id, the place of the mention in that story's order of
    weight (0 first), the mention."""

    story: str
    rank: int
    mention: Mention


class FullName(Struct, array_like=True, gc=False):
    """One full name of a key: its spellings and all forms met, with how many stories print each,
    and its stories with the best rank in each."""

    names: dict[str, int]
    forms: dict[str, int]
    stories: dict[str, int]

    def add(
        self,
        story: str,
        rank: int,
        name: str,
        forms: Iterable[str],
    ) -> None:
        """Add one mention of one story."""
        self.names[name] = self.names.get(name, 0) + 1
        for form in forms:
            self.forms[form] = self.forms.get(form, 0) + 1

        best = self.stories.get(story, rank)
        self.stories[story] = min(rank, best)

    def remove(
        self,
        story: str,
        name: str,
        forms: Iterable[str],
    ) -> None:
        """Remove one mention of a story that is removed as a whole."""
        self.stories.pop(story, None)
        _remove_one(self.names, name)
        for form in forms:
            _remove_one(self.forms, form)


class ShortName(Struct, frozen=True, array_like=True, gc=False):
    """A bare surname, or bare letters, in one story."""

    rank: int
    name: str
    forms: tuple[str, ...]
    meant: str
    """The full name it stands for in that story, as its record files it; empty where it stands for
    none."""


class AuthorityRecord(Struct, array_like=True, gc=False):
    """All names of one key: the full names by what their spellings have in common (`common_form`),
    and the short names by story."""

    full: dict[str, FullName]
    short: dict[str, list[ShortName]]


NameAuthority = dict[TopicKind, dict[str, AuthorityRecord]]
"""The name authority file: the records by kind and key."""


def occurrences(mentions: MentionsByStory) -> dict[Key, list[Occurrence]]:
    """The salient mentions of stories by key."""
    by_key: defaultdict[Key, list[Occurrence]] = defaultdict(list)
    for story, of_story in mentions.items():
        for rank, mention in enumerate(of_story):
            if mention.salient:
                by_key[mention.kind, mention.key].append(Occurrence(story, rank, mention))

    return by_key


def updated_record(
    kind: TopicKind,
    record: AuthorityRecord | None,
    removed: Iterable[Occurrence],
    added: Iterable[Occurrence],
) -> AuthorityRecord:
    """A copy of `record` without the mentions of `removed` stories and with those of `added` ones.
    A story is removed as a whole, with all its mentions under the key."""
    full: dict[str, FullName] = {}
    short: dict[str, list[ShortName]] = {}
    if record is not None:
        full = {name: merged([full_name]) for name, full_name in record.full.items()}
        short = dict(record.short)

    updated = AuthorityRecord(full, short)
    for occurrence in removed:
        _remove(kind, updated, occurrence)

    _add(kind, updated, added)
    return updated


def merged(full_names: Sequence[FullName]) -> FullName:
    """Several full names as one; those given are not changed."""
    first, *others = full_names
    names = dict(first.names)
    forms = dict(first.forms)
    stories = dict(first.stories)

    for other in others:
        _add_counts(names, other.names)
        _add_counts(forms, other.forms)
        for story, rank in other.stories.items():
            stories[story] = min(rank, stories.get(story, rank))

    return FullName(names, forms, stories)


def is_short(kind: TopicKind, mention: Mention) -> bool:
    """True for a surname alone and for letters alone, which may stand for a fuller name."""
    name = mention.name
    if kind == "person":
        return " " not in name
    if kind != "organisation" or " " in name:
        return False

    return name.isupper() and name.lower() == mention.key


def common_form(kind: TopicKind, name: str) -> str:
    """What all spellings of a full name have in common.

    >>> common_form("person", "Motegi Toshimitsu"), common_form("organisation", "Ministry of Defence")
    ('motegi toshimitsu', 'defense ministry')
    """
    return _sorted_words(name) if kind == "person" else _with_head_last(name)


@lru_cache(maxsize=NAMES)
def plain(name: str) -> str:
    """A name without what spellings differ in: case, accents, hyphens, initials, British or
    American spelling.

    >>> plain("Kim Jong-Un") == plain("Kim Jong Un"), plain("George P. Shultz")
    (True, 'george shultz')
    """
    folded = (name if name.isascii() else _without_accents(name)).casefold().replace("'", "")
    if "." in folded:
        folded = _INITIAL.sub(" ", folded)

    words = _WORD.findall(folded)
    is_lone = len(words) == 1
    return " ".join([_one_spelling(word) for word in words if is_lone or word != "the"])


def _remove(
    kind: TopicKind,
    record: AuthorityRecord,
    occurrence: Occurrence,
) -> None:
    """Remove one mention from a record."""
    story, _, mention = occurrence
    if is_short(kind, mention):
        record.short.pop(story, None)
        return

    form = common_form(kind, mention.name)
    full_name = record.full[form]
    full_name.remove(story, mention.name, mention.forms)

    if not full_name.names:
        del record.full[form]


def _add(
    kind: TopicKind,
    record: AuthorityRecord,
    added: Iterable[Occurrence],
) -> None:
    """Add mentions to a record. Each name is read once, however many stories print it."""
    full_name_of: dict[str, FullName | None] = {}  # None for a short name
    for story, rank, mention in added:
        name = mention.name
        if name not in full_name_of:
            is_full = not is_short(kind, mention)
            full_name_of[name] = _full_name(record, common_form(kind, name)) if is_full else None

        full_name = full_name_of[name]
        if full_name is not None:
            full_name.add(story, rank, name, mention.forms)
        else:
            short_name = ShortName(rank, name, mention.forms, "")
            record.short[story] = [*record.short.get(story, ()), short_name]


def _full_name(record: AuthorityRecord, form: str) -> FullName:
    """The full name of a record that has this common form, a new one where there is none."""
    full_name = record.full.get(form)
    if full_name is None:
        full_name = record.full[form] = FullName({}, {}, {})
    return full_name


def _remove_one(counts: dict[str, int], form: str) -> None:
    """Count one story less that prints `form`."""
    counts[form] -= 1
    if not counts[form]:
        del counts[form]


def _add_counts(counts: dict[str, int], others: Mapping[str, int]) -> None:
    """Add the counts of `others` to `counts`."""
    for form, count in others.items():
        counts[form] = counts.get(form, 0) + count


def _without_accents(name: str) -> str:
    """`name` without accents and typographic apostrophes."""
    letters = unicodedata.normalize("NFKD", name)
    bare = [letter for letter in letters if not unicodedata.combining(letter)]
    return "".join(bare).replace("’", "")


def _one_spelling(word: str) -> str:
    """The spelling that stands for all of a word."""
    spelling = _SPELLINGS.get(word)
    if spelling:
        return spelling
    return one_ending(word) if word[-1] in "iyj" else word


@lru_cache(maxsize=NAMES)
def _with_head_last(name: str) -> str:
    """What the spellings of an organisation have in common: its plain name, a department or
    ministry named last."""
    return head_last(plain(name))


@lru_cache(maxsize=NAMES)
def _sorted_words(name: str) -> str:
    """What the spellings of a person have in common: the words of the plain name in the order of
    the alphabet, without the number of a king."""
    words = sorted(plain(name).split())
    numberless = [word for word in words if word not in NUMERALS]
    return " ".join(numberless or words)
