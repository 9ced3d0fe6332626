"""People and organisations of one story: surnames joined to full names, short forms to long ones, letters to what they stand for; then salience."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from newsgen.enrich.mentions.name_kinds import EASTERN, is_code
from newsgen.enrich.mentions.scan import Copytext, Tally
from newsgen.enrich.tables import common, gazetteer, given, known_bodies, lexicon, subjects
from newsgen.model import Mention, TopicKind
from newsgen.text.word_cache import WordCache

_SUFFIX = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LATIN = re.compile(r"(?<=\w\w)(?:iy|yy|ij|ii|yi)\b")
_TURNED = re.compile(r"^(Department|Ministry) (?:of|for) (?:the )?(.+)$")

MORE = 10
"""Times as often as the name itself a short form may stand: a word used more often is a word ("VPN" beside one VPN Trust Initiative)."""


class Named(NamedTuple):
    """A person or organisation of a story while it is put together: tallies of all its forms."""

    name: str
    kind: TopicKind
    key: str
    tallies: list[Tally]


def who(found: Mapping[tuple[str, str], Tally], copy: Copytext) -> list[tuple[float, Mention]]:
    """The people and organisations of a story with their weights, the salient and the others."""
    words = {name: tally for (kind, name), tally in found.items() if kind in ("word", "acronym")}
    people = _people(found, words)
    bearers = {tally.part.name for named in people for tally in named.tallies}
    organisations = _organisations(found, bearers)
    firms = {named.name for named in organisations}
    people = [named for named in people if named.name not in firms]
    headings = " ".join(copy.headings).casefold()
    return [_weighed(named, headings) for named in (*people, *organisations)]


@WordCache
def surname(name: str) -> str:
    """The word by which a person is called for short.

    >>> surname("Antony Blinken"), surname("Kim Jong-un"), surname("Sammy Davis Jr")
    ('Blinken', 'Kim', 'Davis')
    """
    words = [word for word in name.split(" ") if word.lower().rstrip(".") not in _SUFFIX]
    if (
        len(words) == 2
        and EASTERN.fullmatch(words[1])
        and (words[1].partition("-")[2][0].islower() or words[0] not in given()[0])
    ):
        return words[0]
    if len(words) == 2 and words[0].lower() in lexicon().eastern and words[1] not in given()[0]:
        return words[0]
    return words[-1].removeprefix("al-").removeprefix("el-") if words else name


def _people(found: Mapping[tuple[str, str], Tally], words: dict[str, Tally]) -> list[Named]:
    """The people: full names first, then the surnames that a title introduces, each with the lone surnames that mean it."""
    full = {
        tally.part.name: [tally]
        for tally in found.values()
        if tally.part.kind == "person" and " " in tally.part.name
    }
    for (kind, name), tally in found.items():
        if kind == "name" and _personal(name, tally, words):
            full[name] = [tally]
    _merge_initials(full)
    by_surname: dict[str, list[str]] = {}
    for name in full:
        by_surname.setdefault(_key[_called(name, words)], []).append(name)
    titled = {
        tally.part.name: tally
        for (kind, _), tally in found.items()
        if kind == "person" and " " not in tally.part.name
    }
    for short, tally in titled.items():
        if bearers := by_surname.get(_key[short]):
            full[bearers[0]].append(tally)
        else:
            full[short] = [tally]
            by_surname[_key[short]] = [short]
    for short, tally in words.items():
        if bearers := by_surname.get(_key[short]):
            full[bearers[0]].append(tally)
    return [Named(name, "person", _key[_called(name, words)], held) for name, held in full.items()]


def _personal(name: str, tally: Tally, words: Mapping[str, Tally]) -> bool:
    """True where an unknown name is a person's: a role stands beside it, or its last word is used alone afterwards and its first is not."""
    parts = name.split(" ")
    if (
        not 2 <= len(parts) <= 4
        or tally.firm
        or any(part[0].islower() and part in ("of", "for", "and", "on", "the") for part in parts)
    ):
        return False
    lex = lexicon()
    if (
        any(part.lower() in lex.stops or part.lower() in lex.tails for part in parts)
        or parts[-1].lower() in common()
        or parts[-1] in gazetteer()
    ):
        return False
    if tally.titled and tally.speech:
        return True
    if any(is_code(part) for part in parts) or any(
        part.partition("-")[2] in common() for part in parts if "-" in part
    ):
        return False
    again = parts[-1] in words and parts[0] not in words
    return (again or tally.titled) and parts[0].lower() not in common() and not name.isupper()


def _merge_initials(full: dict[str, list[Tally]]) -> None:
    """Join "George P. Shultz" to "George Shultz", "Santos Alvite" to "Fernando Santos Alvite", where a story prints both."""
    if len(full) < 2:
        return
    ends: dict[str, set[str]] = {}
    for name in full:
        words = name.casefold().split(" ")
        for number in range(1, len(words) - 1):
            ends.setdefault(" ".join(words[number:]), set()).add(name)
    for name in sorted(full, key=len):
        longer = ends.get(name.casefold(), set()) - {name}
        if len(longer) == 1:
            full[longer.pop()] += full.pop(name)
    for name in list(full):
        plain = " ".join(
            word for word in name.split(" ") if not (len(word) == 2 and word[1] == ".")
        )
        if plain != name and plain in full:
            full[plain] += full.pop(name)


def _called(name: str, words: Mapping[str, Tally]) -> str:
    """The surname as this story uses it: the first word where that alone is used again, and the name may be in Eastern order."""
    short = surname[name]
    parts = name.split(" ")
    if len(parts) == 2 and short not in words and parts[0] in words and parts[0] not in given()[0]:
        return parts[0]
    return short


def _organisations(found: Mapping[tuple[str, str], Tally], bearers: Collection[str]) -> list[Named]:
    """The organisations, each with its short forms and its letters. `bearers`: the words that stand for people."""
    held: dict[str, list[Tally]] = {}
    for (kind, name), tally in found.items():
        if kind == "organisation" or (kind == "name" and tally.firm):
            held.setdefault(_plain[name], []).append(tally)
    met = len(held)
    short = _shorts(held)
    meant = {*short, *(name.rpartition(" ")[2] for name in held)}
    for (kind, name), tally in found.items():
        stands_alone = (
            _institution(tally)
            if kind == "acronym"
            else kind == "word" and _is_firm(tally) and name not in bearers
        )
        if stands_alone and name not in meant:
            held.setdefault(name, []).append(tally)
    if not held:
        return []
    if len(held) > met:
        short = _shorts(held)
    for (kind, name), tally in found.items():
        if kind in ("name", "word", "acronym") or (kind == "person" and not tally.titled):
            long = name if name in held else short.get(name, "")
            if (
                long
                and tally not in held[long]
                and tally.count <= MORE * held[long][0].count + MORE
            ):
                held[long].append(tally)
    return [
        Named(name, "organisation", organisation_key[name], tallies)
        for name, tallies in held.items()
        if not _general[name]
    ]


def _is_firm(tally: Tally) -> bool:
    """True for a name of one word that what follows it shows to be a firm: "Brandvold shares", "Brandvold's chief executive"."""
    name = tally.part.name
    return (
        tally.firm and tally.count >= 2 and name.lower() not in common() and name not in given()[0]
    )


def _institution(tally: Tally) -> bool:
    return tally.count >= 2 and (tally.speech or tally.firm)


def _shorts(held: Mapping[str, list[Tally]]) -> dict[str, str]:
    """Short forms → the organisation they mean: its letters, its first words ("Chrysler"), a team's last ("Steelers"); common words mean none."""
    found: dict[str, str] = {}
    plain = common()
    for name in held:
        words = name.split(" ")
        if len(words) > 1:
            found.setdefault(_initials[name], name)
            if words[-1][-1] == "s":
                found.setdefault(words[-1], name)
        for end in range(1, len(words)):
            found.setdefault(" ".join(words[:end]), name)
    return {short: name for short, name in found.items() if short.lower() not in plain}


@WordCache
def _plain(name: str) -> str:
    """A firm's name without Corp, Inc and the like, where enough remains: "Standard Oil Co" → "Standard Oil", but "Canada Inc" as it is."""
    words = name.split(" ")
    while (
        len(words) > 1
        and words[-1].lower().rstrip(".") in lexicon().legal
        and (len(words) > 2 or words[0].lower() not in common())
    ):
        words = words[:-1]
        while len(words) > 1 and words[-1] in ("and", "&"):
            words = words[:-1]
    made = " ".join(words)
    return name if made in gazetteer() else made


@WordCache
def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[ -]", name) if word[:1].isupper())


@WordCache
def _general(name: str) -> bool:
    """True where a name says what kind of body it is and not which: "Foreign Ministry", "Stock Exchange", "City Council"."""
    words = name.lower().split(" ")
    if name in known_bodies():
        return False
    if name.casefold() in subjects():
        return True
    if words[-1] in lexicon().kinds and len(words) <= 2 and all(word in common() for word in words):
        return True
    return name in gazetteer() or all(word in lexicon().tails for word in words)


@WordCache
def organisation_key(name: str) -> str:
    """What an organisation folds on: its letters, so that "IMF" and "International Monetary Fund" meet.

    >>> organisation_key("International Monetary Fund"), organisation_key("IMF"), organisation_key("Kremlin")
    ('imf', 'imf', 'kremlin')
    """
    if " " not in name and "-" not in name:
        return _key[name]
    name = _TURNED.sub(r"\2 \1", name)
    return _initials[name].lower() or _key[name]


@WordCache
def _key(name: str) -> str:
    return _LATIN.sub("y", re.sub(r"[^\w]+", " ", name).strip().casefold())


def _weighed(named: Named, headings: str) -> tuple[float, Mention]:
    """The mention of a person or organisation, salient where it is named twice or comes with a role, a title or speech."""
    count = 0
    lead = titled = speech = firm = past = False
    for tally in named.tallies:
        count += tally.count
        lead, titled, speech = lead or tally.lead, titled or tally.titled, speech or tally.speech
        firm, past = firm or tally.firm, past or tally.past
    titled = (titled and not (past and count == 1)) or (firm and named.kind == "organisation")
    heading = named.key in headings
    rule = (
        "named twice or more"
        if count > 1
        else "role and speech"
        if titled and speech
        else "role or title"
        if titled
        else "speech"
        if speech
        else ""
    )
    if not rule and heading:
        rule = "in the title"
    weight = count + 2 * lead + 2 * heading + titled + speech
    forms = _forms(named.tallies, named.name)
    return weight, Mention(
        named.name, named.kind, named.key, forms, count, bool(rule), rule or "in passing"
    )


def _forms(tallies: list[Tally], name: str) -> tuple[str, ...]:
    if len(tallies) == 1 and tallies[0].part.name == name:  # nearly always
        return (name,)
    counts: dict[str, int] = {name: 0}
    for tally in tallies:
        form = tally.part.name
        counts[form] = counts.get(form, 0) + tally.count
    return (
        tuple(sorted(counts, key=lambda form: (-counts[form], form)))
        if len(counts) > 1
        else (name,)
    )
