"""People and organisations of one story: surnames joined to full names, short forms to long ones,
letters to what they stand for; then which of them are salient."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from newsgen.enrich.name_forms import (
    EASTERN_GIVEN,
    SUFFIXES,
    bare,
    head_last,
    one_ending,
    words_only,
)
from newsgen.enrich.recognition.name_kinds import is_code
from newsgen.enrich.recognition.scan import Copytext, Tallies, Tally
from newsgen.enrich.tables import common, gazetteer, given, known_bodies, lexicon, subject_names
from newsgen.model import Mention, TopicKind
from newsgen.text.word_cache import WordCache

MORE = 10
"""Times as often as the name itself a short form may stand: a word used more often is a word ("VPN"
beside one VPN Trust Initiative)."""
TWICE = 2
"""Times that a lone word must stand to be an organisation by what follows it."""
LEAD_WEIGHT = HEADING_WEIGHT = 2
"""What a name weighs more for standing in the lead, or in a heading, in mentions."""

_LINK_WORDS = frozenset({"of", "for", "and", "on", "the"})


class Entity(NamedTuple):
    """A person or organisation of one story: its name, its key, and the tallies of all forms of the
    name."""

    name: str
    kind: TopicKind
    key: str
    tallies: list[Tally]


TalliesByName = dict[str, list[Tally]]
"""The tallies of all forms of each full name, the full form's own first."""


def people_and_organisations(counted: Tallies, copy: Copytext) -> list[tuple[float, Mention]]:
    """The people and organisations of a story with their weights, salient or not."""
    words = {}
    for (kind, name), tally in counted.items():
        if kind in ("word", "acronym"):
            words[name] = tally

    people = _people(counted, words)
    person_words = {tally.part.name for person in people for tally in person.tallies}
    organisations = _organisations(counted, person_words)
    taken = {organisation.name for organisation in organisations}
    entities = [person for person in people if person.name not in taken]
    entities += organisations
    headings = " ".join(copy.headings).casefold()

    return [_weighed(entity, headings) for entity in entities]


def surname(name: str) -> str:
    """The word by which a person is called for short.

    >>> surname("Antony Blinken"), surname("Kim Jong-un"), surname("Sammy Davis Jr")
    ('Blinken', 'Kim', 'Davis')
    """
    words = [word for word in name.split(" ") if bare(word) not in SUFFIXES]
    if not words:
        return name
    if len(words) == 2 and _is_surname_first(*words):
        return words[0]

    return words[-1].removeprefix("al-").removeprefix("el-")


def _is_surname_first(first: str, last: str) -> bool:
    """True for a name in Eastern order: the family name is known as such, or the given name is
    written like one."""
    sure = given().sure
    if EASTERN_GIVEN.fullmatch(last):
        second_syllable = last.partition("-")[2]
        if second_syllable[0].islower() or first not in sure:
            return True

    return first.lower() in lexicon().eastern and last not in sure


def organisation_key(name: str) -> str:
    """What mentions of an organisation are joined on: its letters, so that "IMF" and "International
    Monetary Fund" meet.

    >>> organisation_key("International Monetary Fund"), organisation_key("IMF"), organisation_key("Kremlin")
    ('imf', 'imf', 'kremlin')
    """
    if " " not in name and "-" not in name:
        return key_of[name]

    name = head_last(name)
    return initials_of[name].lower() or key_of[name]


def _key(name: str) -> str:
    """What mentions of a name are joined on: its words, with one spelling of Slavic endings."""
    return one_ending(words_only(name))


def _initials(name: str) -> str:
    """The capitals that the words of a name begin with: "International Monetary Fund" → "IMF"."""
    words = re.split(r"[ -]", name)
    letters = [word[0] for word in words if word[:1].isupper()]
    return "".join(letters)


def _without_legal_form(name: str) -> str:
    """A firm's name without Corp, Inc and the like, where enough remains: "Standard Oil Co" →
    "Standard Oil", but "Canada Inc" as it is."""
    words = name.split(" ")
    while len(words) > 1 and bare(words[-1]) in lexicon().legal:
        if len(words) == 2 and words[0].lower() in common():
            break
        words.pop()
        while len(words) > 1 and words[-1] in ("and", "&"):
            words.pop()

    short = " ".join(words)
    return name if short in gazetteer() else short


def _is_general(name: str) -> bool:
    """True where a name says what kind of body it is and not which: "Foreign Ministry", "Stock
    Exchange", "City Council"."""
    if name in known_bodies():
        return False
    if name.casefold() in subject_names() or name in gazetteer():
        return True

    words = name.lower().split(" ")
    lex = lexicon()
    if words[-1] in lex.kinds and len(words) <= 2 and all(word in common() for word in words):
        return True

    return all(word in lex.tails for word in words)


# Name → what the function of that name makes of it, remembered: looked up in brackets.
surname_of: WordCache[str, str] = WordCache(surname)
key_of: WordCache[str, str] = WordCache(_key)
organisation_key_of: WordCache[str, str] = WordCache(organisation_key)
initials_of: WordCache[str, str] = WordCache(_initials)
short_firm_of: WordCache[str, str] = WordCache(_without_legal_form)
is_general: WordCache[str, bool] = WordCache(_is_general)


def _people(counted: Tallies, words: Mapping[str, Tally]) -> list[Entity]:
    """The people: full names first, then the surnames that a title introduces, each with the lone
    surnames that mean it. `words`: the tallies of lone words and letters."""
    full = _full_names(counted, words)
    names_by_key: dict[str, list[str]] = {}

    for name in full:
        key = key_of[_called(name, words)]
        names_by_key.setdefault(key, []).append(name)

    for (kind, short), tally in counted.items():
        if kind != "person" or " " in short:
            continue
        key = key_of[short]
        if names := names_by_key.get(key):
            full[names[0]].append(tally)
        else:
            full[short] = [tally]
            names_by_key[key] = [short]

    for short, tally in words.items():
        if names := names_by_key.get(key_of[short]):
            full[names[0]].append(tally)

    return [
        Entity(name, "person", key_of[_called(name, words)], forms) for name, forms in full.items()
    ]


def _full_names(counted: Tallies, words: Mapping[str, Tally]) -> TalliesByName:
    """The full names of people: those that are read as such, then unknown names that the story
    shows to be."""
    full: TalliesByName = {}
    for (kind, name), tally in counted.items():
        if kind == "person" and " " in name:
            full[name] = [tally]

    for (kind, name), tally in counted.items():
        if kind == "name" and _is_personal(name, tally, words):
            full[name] = [tally]

    if len(full) > 1:
        _merge_longer(full)
        _merge_initials(full)

    return full


def _is_personal(
    name: str,
    tally: Tally,
    words: Mapping[str, Tally],
) -> bool:
    """True where an unknown name is a person's: a role stands beside it, or its last word is used
    alone afterwards and its first is not."""
    parts = name.split(" ")
    if not 2 <= len(parts) <= 4 or tally.firm or not _LINK_WORDS.isdisjoint(parts):
        return False

    lower = name.lower().split(" ")
    lex, plain = lexicon(), common()
    if any(part in lex.stops or part in lex.tails for part in lower):
        return False
    if lower[-1] in plain or parts[-1] in gazetteer():
        return False
    if tally.titled and tally.speech:
        return True
    if any(map(is_code, parts)) or _has_common_end(parts):
        return False

    surname_alone = parts[-1] in words and parts[0] not in words
    has_evidence = surname_alone or tally.titled
    return has_evidence and lower[0] not in plain and not name.isupper()


def _has_common_end(parts: list[str]) -> bool:
    """True where a common word stands behind the hyphen of a part: "Trans-border"."""
    hyphenated = [part for part in parts if "-" in part]
    ends = [part.partition("-")[2] for part in hyphenated]
    return not common().isdisjoint(ends)


def _merge_longer(full: TalliesByName) -> None:
    """Join "Santos Alvite" to "Fernando Santos Alvite", where a story prints both."""
    longer_by_end: dict[str, set[str]] = {}
    for name in full:
        end = name.casefold()
        while end.count(" ") > 1:
            end = end.partition(" ")[2]
            longer_by_end.setdefault(end, set()).add(name)

    for name in sorted(full, key=len):
        longer = longer_by_end.get(name.casefold(), set()) - {name}
        if len(longer) == 1:
            full[longer.pop()] += full.pop(name)


def _merge_initials(full: TalliesByName) -> None:
    """Join "George P. Shultz" to "George Shultz", where a story prints both."""
    for name in list(full):
        words = [word for word in name.split(" ") if not _is_initial(word)]
        plain = " ".join(words)
        if plain != name and plain in full:
            full[plain] += full.pop(name)


def _is_initial(word: str) -> bool:
    """True for a letter with its full stop: "P." is one."""
    return len(word) == 2 and word[1] == "."


def _called(name: str, words: Mapping[str, Tally]) -> str:
    """The surname as this story uses it: the first word where that alone is used again, and the
    name may be in Eastern order."""
    short = surname_of[name]
    parts = name.split(" ")
    if len(parts) != 2 or short in words or parts[0] not in words:
        return short

    return short if parts[0] in given().sure else parts[0]


def _organisations(counted: Tallies, person_words: Collection[str]) -> list[Entity]:
    """The organisations, each with its short forms and its letters. `person_words`: the words that
    stand for people."""
    full = _long_organisations(counted)
    long_of = _long_forms(full)
    with_lone = len(full)
    _add_lone_organisations(counted, person_words, long_of, full)

    if not full:
        return []
    if len(full) > with_lone:
        long_of = _long_forms(full)

    for (kind, name), tally in counted.items():
        if kind in ("name", "word", "acronym") or (kind == "person" and not tally.titled):
            long = name if name in full else long_of.get(name, "")
            if long and _is_form(tally, full[long]):
                full[long].append(tally)

    return [
        Entity(name, "organisation", organisation_key_of[name], forms)
        for name, forms in full.items()
        if not is_general[name]
    ]


def _long_organisations(counted: Tallies) -> TalliesByName:
    """The names that are read as an organisation's, or that what follows shows to be one, without
    their legal form."""
    full: TalliesByName = {}
    for (kind, name), tally in counted.items():
        if kind == "organisation" or (kind == "name" and tally.firm):
            full.setdefault(short_firm_of[name], []).append(tally)

    return full


def _add_lone_organisations(
    counted: Tallies,
    person_words: Collection[str],
    long_of: Mapping[str, str],
    full: TalliesByName,
) -> None:
    """Add to `full` the lone words and letters that stand for an organisation by themselves: for
    none of the long names, and for no person."""
    short_forms = {*long_of, *[name.rpartition(" ")[2] for name in full]}
    for (kind, name), tally in counted.items():
        if kind == "acronym":
            stands_alone = _is_institution(tally)
        else:
            stands_alone = kind == "word" and _is_firm(tally) and name not in person_words
        if stands_alone and name not in short_forms:
            full.setdefault(name, []).append(tally)


def _is_firm(tally: Tally) -> bool:
    """True for a name of one word that what follows it shows to be a firm: "Brandvold shares",
    "Brandvold's chief executive"."""
    if not tally.firm or tally.count < TWICE:
        return False
    name = tally.part.name
    return name.lower() not in common() and name not in given().sure


def _is_institution(tally: Tally) -> bool:
    """True for letters that speak, or that what follows shows to be a firm."""
    return tally.count >= TWICE and (tally.speech or tally.firm)


def _is_form(tally: Tally, forms: list[Tally]) -> bool:
    """True where a short form may be one of a name's, which has these `forms` so far."""
    if tally in forms:
        return False
    limit = MORE * forms[0].count + MORE
    return tally.count <= limit


def _long_forms(full: Iterable[str]) -> dict[str, str]:
    """Short forms → the organisation they mean: its letters, its first words ("Chrysler"), a team's
    last ("Steelers"); common words mean none."""
    long_of: dict[str, str] = {}
    for name in full:
        words = name.split(" ")
        if len(words) > 1:
            long_of.setdefault(initials_of[name], name)
            if words[-1][-1] == "s":
                long_of.setdefault(words[-1], name)
        for end in range(1, len(words)):
            long_of.setdefault(" ".join(words[:end]), name)

    plain = common()
    return {short: name for short, name in long_of.items() if short.lower() not in plain}


def _weighed(entity: Entity, headings: str) -> tuple[float, Mention]:
    """The mention of a person or organisation with its weight, salient where a rule says so."""
    count = 0
    lead = titled = speech = firm = past = False

    for tally in entity.tallies:
        count += tally.count
        lead = lead or tally.lead
        titled = titled or tally.titled
        speech = speech or tally.speech
        firm = firm or tally.firm
        past = past or tally.past

    if past and count == 1:  # "former mayor Ann Doyle", once
        titled = False
    if firm and entity.kind == "organisation":
        titled = True

    heading = entity.key in headings
    rule = _rule(count, titled=titled, speech=speech, heading=heading)
    weight = count + LEAD_WEIGHT * lead + HEADING_WEIGHT * heading + titled + speech

    return weight, Mention(
        name=entity.name,
        kind=entity.kind,
        key=entity.key,
        forms=_forms(entity.tallies, entity.name),
        count=count,
        salient=bool(rule),
        rule=rule or "in passing",
    )


def _rule(
    count: int,
    *,
    titled: bool,
    speech: bool,
    heading: bool,
) -> str:
    """Why a name is salient: it is named twice, or comes with a role, a title or speech; empty
    where it is not."""
    if count > 1:
        return "named twice or more"
    if titled:
        return "role and speech" if speech else "role or title"
    if speech:
        return "speech"

    return "in the title" if heading else ""


def _forms(tallies: list[Tally], name: str) -> tuple[str, ...]:
    """The spellings of a name that the story prints, the most frequent first, and the name
    itself."""
    if len(tallies) == 1 and tallies[0].part.name == name:  # nearly always
        return (name,)

    counts: dict[str, int] = {name: 0}
    for tally in tallies:
        form = tally.part.name
        counts[form] = counts.get(form, 0) + tally.count

    return tuple(sorted(counts, key=lambda form: (-counts[form], form)))
