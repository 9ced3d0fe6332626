"""The name file: a drawer for each key – a surname, an acronym, a place – with all that bear it.

A story is put in and taken out one at a time, so a new story opens only the drawers of its own keys, however full they are: what a drawer
says of a name is counts, and a count goes up and down without its stories being looked at again.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from newsgen.model import Mention, TopicKind

Key = tuple[TopicKind, str]
"""What names are filed under."""
Found = Mapping[str, tuple[Mention, ...]]
"""The mentions of each story, by its id; they may be read as they are asked for."""
Placed = tuple[str, int, Mention]
"""A mention in a story: its id, the place of the mention in that story's order of weight, the mention."""

NAMES = 1 << 17
"""Names whose plain form is kept: the different names of some 150,000 stories, each asked for three times a build."""

_SPELLINGS = {
    "organisation": "organization", "organisations": "organizations", "centre": "center", "defence": "defense", "labour": "labor",
    "programme": "program",
    "theatre": "theater", "co-operation": "cooperation", "saint": "st", "mohammad": "mohammed", "muhammad": "mohammed", "mohamed": "mohammed",
}  # fmt: skip

_INITIAL = re.compile(r"(?<!\w)[a-z]\.(?=\s)")
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"(?<=\w\w)(?:iy|yy|ij|ii|yi)$")
_REGNAL = re.compile("i{1,3}|iv|vi{0,3}|ix|xi{0,3}|xiv|xv|xvi")
_TURNED = re.compile(r"^(department|ministry) (?:of|for) (.+)$")


class Bearer(Struct, array_like=True, gc=False):
    """One full name of a key: its spellings and all forms met, with how many stories print each, and its stories with the best rank in each."""

    names: dict[str, int]
    forms: dict[str, int]
    stories: dict[str, int]

    def add(self, story: str, rank: int, name: str, forms: Iterable[str]) -> None:
        """Take in one mention of one story."""
        self.names[name] = self.names.get(name, 0) + 1
        for form in forms:
            self.forms[form] = self.forms.get(form, 0) + 1
        self.stories[story] = min(rank, self.stories.get(story, rank))

    def remove(self, story: str, name: str, forms: Iterable[str]) -> None:
        """Take out one mention of a story that is taken out as a whole."""
        self.stories.pop(story, None)
        for counts, gone in ((self.names, (name,)), (self.forms, forms)):
            for form in gone:
                counts[form] -= 1
                if not counts[form]:
                    del counts[form]


class Short(Struct, frozen=True, array_like=True, gc=False):
    """A bare surname, or bare letters, in one story. `meant` is the full name it stands for there, as the drawer files it; empty: no other."""

    rank: int
    name: str
    forms: tuple[str, ...]
    meant: str


class Drawer(Struct, array_like=True, gc=False):
    """All that is filed under one key: the full names, by what their spellings have in common, and the short ones, by story."""

    full: dict[str, Bearer]
    short: dict[str, list[Short]]


Drawers = dict[TopicKind, dict[str, Drawer]]
"""The name file: drawers by kind and key."""


def placed(found: Found) -> dict[Key, list[Placed]]:
    """The salient mentions of stories by key."""
    held: defaultdict[Key, list[Placed]] = defaultdict(list)
    for story, mentions in found.items():
        for rank, mention in enumerate(mentions):
            if mention.salient:
                held[mention.kind, mention.key].append((story, rank, mention))
    return held


def refiled(
    kind: TopicKind, drawer: Drawer | None, out: Iterable[Placed], come: Iterable[Placed]
) -> Drawer:
    """A drawer after some stories were taken `out`, each as a whole, and others have `come`; the one given stays as it is."""
    full: dict[str, Bearer] = {}
    short: dict[str, list[Short]] = {}
    if drawer is not None:
        full = {name: together([bearer]) for name, bearer in drawer.full.items()}
        short = dict(drawer.short)
    for story, _, mention in out:
        if is_short(kind, mention):
            short.pop(story, None)
            continue
        name = joint(kind, mention.name)
        full[name].remove(story, mention.name, mention.forms)
        if not full[name].names:
            del full[name]
    bearers: dict[str, Bearer | None] = {}
    for story, rank, mention in come:
        name = mention.name
        if name not in bearers:
            bearers[name] = (
                None
                if is_short(kind, mention)
                else full.setdefault(joint(kind, name), Bearer({}, {}, {}))
            )
        if bearer := bearers[name]:
            bearer.add(story, rank, name, mention.forms)
        else:
            short[story] = [*short.get(story, ()), Short(rank, name, mention.forms, "")]
    return Drawer(full, short)


def together(bearers: Sequence[Bearer]) -> Bearer:
    """Several bearers as one; the given stay as they are."""
    first, *rest = bearers
    one = Bearer(dict(first.names), dict(first.forms), dict(first.stories))
    for other in rest:
        for mine, theirs in ((one.names, other.names), (one.forms, other.forms)):
            for form, count in theirs.items():
                mine[form] = mine.get(form, 0) + count
        for story, rank in other.stories.items():
            one.stories[story] = min(rank, one.stories.get(story, rank))
    return one


def is_short(kind: TopicKind, mention: Mention) -> bool:
    """True for a surname alone and for letters alone, which may stand for a fuller name."""
    if kind == "person":
        return " " not in mention.name
    return (
        kind == "organisation"
        and mention.name.isupper()
        and " " not in mention.name
        and mention.name.lower() == mention.key
    )


def joint(kind: TopicKind, name: str) -> str:
    """What all spellings of a full name have in common.

    >>> joint("person", "Motegi Toshimitsu"), joint("organisation", "Ministry of Defence")
    ('motegi toshimitsu', 'defense ministry')
    """
    return _bag(name) if kind == "person" else _straight(name)


@lru_cache(maxsize=NAMES)
def plain(name: str) -> str:
    """A name without what spellings differ in: case, accents, hyphens, initials, British or American spelling.

    >>> plain("Kim Jong-Un") == plain("Kim Jong Un"), plain("George P. Shultz")
    (True, 'george shultz')
    """
    if not name.isascii():
        name = "".join(
            [c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)]
        ).replace("’", "")
    folded = name.casefold().replace("'", "")
    words = _WORD.findall(_INITIAL.sub(" ", folded) if "." in folded else folded)
    return " ".join(
        [
            _SPELLINGS.get(word) or (_LATIN.sub("y", word) if word[-1] in "iyj" else word)
            for word in words
            if word != "the" or len(words) == 1
        ]
    )


@lru_cache(maxsize=NAMES)
def _straight(name: str) -> str:
    return _TURNED.sub(r"\2 \1", plain(name))


@lru_cache(maxsize=NAMES)
def _bag(name: str) -> str:
    words = sorted(plain(name).split())
    return " ".join([word for word in words if not _REGNAL.fullmatch(word)]) or " ".join(words)
