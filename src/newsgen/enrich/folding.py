"""Folding: the names that thousands of stories print become one topic each, with aliases and an address that never changes.

Computed a key at a time – a surname, an acronym, a place – so that a story changes only the keys it holds. Variants are joined on evidence:
the same words in another order or spelling, a surname that one person alone bears in stories that share another name, letters that a text itself
ties to their expansion. What stays ambiguous stays apart.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from newsgen.decisions import TopicDecisions
from newsgen.enrich.hand import Suggestion, decided, suggestions
from newsgen.enrich.topics import Group, addressed
from newsgen.model import Mention, Topic

_SPELLINGS = {
    "organisation": "organization", "organisations": "organizations", "centre": "center", "defence": "defense", "labour": "labor",
    "programme": "program",
    "theatre": "theater", "co-operation": "cooperation", "saint": "st", "mohammad": "mohammed", "muhammad": "mohammed", "mohamed": "mohammed",
}  # fmt: skip

_LATIN = re.compile(r"(?<=\w\w)(?:iy|yy|ij|ii|yi)$")
_REGNAL = re.compile("i{1,3}|iv|vi{0,3}|ix|xi{0,3}|xiv|xv|xvi")
_TURNED = re.compile(r"^(department|ministry) (?:of|for) (.+)$")
CLEAR = 5
"""Stories that a full name must have, and times as many as all others of its surname together, for the bare surname to mean it."""

STORIES = 200
"""Stories of a person that are asked for the company a bare surname keeps."""


class Folded(NamedTuple):
    """The topics of the archive: every topic by slug, the topic slugs of each story by weight, the addresses that lead elsewhere (slug → slug),
    what the archivist may want to join, and every name that `topics.toml` may use."""

    topics: tuple[Topic, ...]
    of: Mapping[str, tuple[str, ...]]
    redirects: Mapping[str, str]
    suggestions: tuple[Suggestion, ...]
    names: tuple[str, ...]


def _ranked(ranks: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(ranks, key=lambda slug: (ranks[slug], slug)))


class Held(NamedTuple):
    """One salient mention in one story; `rank` is its place in that story's order of weight."""

    story: str
    rank: int
    mention: Mention


def fold(found: Mapping[str, tuple[Mention, ...]], decisions: TopicDecisions, known: Mapping[str, tuple[str, str]]) -> Folded:
    """The topics of all stories. `found`: story id → its mentions; `known`: slug → (name, kind) of topics already published, which keep both.

    The order of `found` does not matter.
    """
    groups = [group for key, held in sorted(by_key(found).items()) for group in folded_key(key, held, found)]
    joined = decided(_same_name(groups), decisions)
    topics, slugs, redirects = addressed(joined, known)
    ranked: dict[str, dict[str, int]] = {}
    for group, slug in zip(joined, slugs, strict=True):
        for story, rank in group.stories.items():
            if slug:
                held = ranked.setdefault(story, {})
                held[slug] = min(rank, held.get(slug, rank))
    of = {story: _ranked(ranked.get(story, {})) for story in sorted(found)}
    names = sorted({*(form for group in groups for form in group.forms), *(name for name, _ in known.values())})
    return Folded(topics, of, redirects, suggestions(topics, of), tuple(names))


def by_key(found: Mapping[str, tuple[Mention, ...]]) -> dict[tuple[str, str], list[Held]]:
    """The salient mentions by (kind, key); a new story touches only the keys of its own mentions."""
    held: dict[tuple[str, str], list[Held]] = {}
    turned = _turned(found)
    for story in sorted(found):
        for rank, mention in enumerate(found[story]):
            if mention.salient:
                key = turned.get(_bag(mention.name), mention.key) if mention.kind == "person" and " " in mention.name else mention.key
                held.setdefault((mention.kind, key), []).append(Held(story, rank, mention))
    return held


def folded_key(key: tuple[str, str], held: list[Held], found: Mapping[str, tuple[Mention, ...]]) -> list[Group]:
    """The groups of one key: full names first, then what is short for exactly one of them."""
    kind = key[0]
    full: dict[str, Group] = {}
    short: list[Held] = []
    for one in held:
        if _is_short(kind, one.mention):
            short.append(one)
        else:
            _put(full, _bag(one.mention.name) if kind == "person" else _straight(one.mention.name), one)
    meant = _surname(full, found) if kind == "person" and short else None
    for one in short:
        target = _letters(one, full) if kind == "organisation" else _person(one, meant, found)
        if target is not None:
            target.add(one.mention, one.story, one.rank)
        else:
            _put(full, "\0" + plain(one.mention.name), one)
    return [full[name] for name in sorted(full)]


def plain(name: str) -> str:
    """A name without what spellings differ in: case, accents, hyphens, initials, British or American spelling.

    >>> plain("Kim Jong-Un") == plain("Kim Jong Un"), plain("George P. Shultz")
    (True, 'george shultz')
    """
    return _plain(name)


@lru_cache(maxsize=1 << 16)
def _plain(name: str) -> str:
    stripped = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = re.findall(r"\w+", re.sub(r"(?<!\w)[a-z]\.(?=\s)", " ", stripped.replace("’", "").replace("'", "")))
    return " ".join(_SPELLINGS.get(word, _LATIN.sub("y", word)) for word in words if word != "the" or len(words) == 1)


@lru_cache(maxsize=1 << 16)
def _straight(name: str) -> str:
    return _TURNED.sub(r"\2 \1", _plain(name))


@lru_cache(maxsize=1 << 16)
def _bag(name: str) -> str:
    words = sorted(_plain(name).split())
    return " ".join(word for word in words if not _REGNAL.fullmatch(word)) or " ".join(words)


def _turned(found: Mapping[str, tuple[Mention, ...]]) -> dict[str, str]:
    """Names printed in both orders ("Motegi Toshimitsu", "Toshimitsu Motegi") → the one key they are folded under."""
    keys: dict[str, dict[str, int]] = {}
    for held in found.values():
        for mention in held:
            if mention.kind == "person" and mention.salient and " " in mention.name:
                counts = keys.setdefault(_bag(mention.name), {})
                counts[mention.key] = counts.get(mention.key, 0) + 1
    return {bag: min(counts, key=lambda key: (-counts[key], key)) for bag, counts in keys.items() if len(counts) > 1}


def _is_short(kind: str, mention: Mention) -> bool:
    if kind == "person":
        return " " not in mention.name
    return kind == "organisation" and mention.name.isupper() and " " not in mention.name and mention.name.lower() == mention.key


def _put(groups: dict[str, Group], name: str, one: Held) -> None:
    if name not in groups:
        groups[name] = Group(one.mention.kind)
    groups[name].add(one.mention, one.story, one.rank)


def _letters(one: Held, full: Mapping[str, Group]) -> Group | None:
    """The one organisation that some text ties these letters to, if there is just one."""
    tied = [group for name, group in sorted(full.items()) if one.mention.name in group.forms and not name.startswith("\0")]
    return tied[0] if len(tied) == 1 else None


def _surname(full: Mapping[str, Group], found: Mapping[str, tuple[Mention, ...]]) -> tuple[Group, frozenset[str]] | None:
    """The person that a bare surname may mean – the only one, or one far ahead of all others – and the names in that person's stories."""
    rivals = sorted(full.values(), key=lambda group: (-len(group.own), group.name()))
    others = sum(len(group.own) for group in rivals[1:])
    if not rivals or (others and len(rivals[0].own) < max(CLEAR, CLEAR * others)):
        return None
    known = sorted(rivals[0].own)[:STORIES]
    return rivals[0], frozenset(mention.name for story in known for mention in found[story] if mention.salient and mention.kind != "subject")


def _person(one: Held, meant: tuple[Group, frozenset[str]] | None, found: Mapping[str, tuple[Mention, ...]]) -> Group | None:
    """The person a bare surname means, where its story shares another name with that person's stories."""
    if meant is None:
        return None
    group, company = meant
    return group if any(mention.salient and mention.key != one.mention.key and mention.name in company for mention in found[one.story]) else None


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
