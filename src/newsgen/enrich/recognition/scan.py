"""One pass over a story's text: who and what is named, how often, where, and with what evidence
beside it (a role, a title, speech)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from newsgen.enrich.recognition.capitalised import INSIDE, RUN
from newsgen.enrich.recognition.name_parts import Part, parts_at_start, parts_within
from newsgen.enrich.tables import KnownPlace, gazetteer, lexicon, longest
from newsgen.model import Article
from newsgen.text.word_cache import WordCache

_VERBS = (
    "said|says|told|added|adds|stated|announced|warned|insisted|argued|believes|predicted|acknowledged"
    "|declared|denied|noted|testified|wrote|tweeted|explained|vowed|urged|claimed|emphasised|emphasized"
    "|confirmed|reported|commented|recalled|voted|approved|agreed|decided|ordered|signed|unveiled|launched"
    "|sued|ruled|rejected|pledged|promised|proposed|demanded|who|whose"
)
_ITS_OWN = (
    "said it|said its|said the company|said that it|says it|plans to|share|shares|stock|spokesman"
    "|spokeswoman|spokesperson|chief executive|chairman|employees|factory|subsidiary"
)
_OWNED = "chief executive|CEO|customers|revenue|quarterly|share price|market share"
_CORPORATE = (
    "said its|said the company|shares|stock|chief executive|CEO|customers|subsidiary|employees"
    "|executives|factory|recalled|recalls"
)
_SPEECH = re.compile(rf",?”?\"? (?:{_VERBS})\b")
"""What follows someone who speaks, after a name of any kind."""
_ITS = re.compile(rf"(?:['’]s)? (?:{_ITS_OWN})\b")
"""What follows an organisation, after a name that may be one."""
_FIRM = re.compile(
    rf"(?:['’]s (?:{_OWNED})| (?:{_CORPORATE})"
    r"|, the (?:company|carmaker|automaker|retailer|chipmaker|airline|bank|firm|maker))\b"
)
"""What follows a firm and never a person, after a name of one word."""

_OPENING = 4
"""Characters of the text behind a name that are compared with a pattern's openings before the
pattern is tried: in most places they rule it out, in a third of the time that the pattern takes."""


def _openings(fronts: tuple[str, ...], words: str) -> frozenset[str]:
    """The first characters of all that a pattern of `words` may match behind any of `fronts`."""
    openings = set[str]()
    for front in fronts:
        openings.update(f"{front} {word}"[:_OPENING] for word in words.split("|"))
    return frozenset(openings)


_SPEECH_OPENS = _openings(("", ",", "”", '"', ",”", ',"', '”"', ',”"'), _VERBS)
_ITS_OPENS = _openings(("", "'s", "’s"), _ITS_OWN)
_FIRM_OPENS = _openings(("'s", "’s"), _OWNED) | _openings(("",), _CORPORATE) | {", th"}

_HEADING_WORD = re.compile(r"[\w.'’-]+")
_CLAUSE = re.compile(r"[,.;\n]")
"""What ends an apposition: "Ann Doyle, a sculptor and teacher, cleaned a statue"."""
_NEXT = re.compile(r"[ -]([a-z]+)")
_OF_FIRMS = ("lead", "sole", "co-lead", "joint", "financial", "sister", "parent")
"""Words before a role that a firm has: "lead manager", "sister company"."""
_SOURCES = ("study", "report", "survey", "according", "researchers", "figures")
_PAST = ("former", "late", "ex")
_BESIDE = " ,'’”\""
"""Characters that may follow a name where the words behind it are about it."""
_SAID = ("said", "says", "added", "told")
_LINKED = ("the", "of", "at", "for", "with", "from")
_LINKED_KINDS = ("organisation", "name", "acronym")
"""Words that link a role to a name behind them, and the kinds of names for which such a role counts."""
_SENTENCE = '\n"“‘«([•'
"""Characters before a capital that begin a sentence."""
_OPEN = " \n(\"“‘'’—–-"
"""Characters before a capital with which a run may begin: most of them, told without a pattern."""
_STOPS = '.!?:”"’—–-'
"""Characters before a space that end a sentence."""
_SILENT = ("place", "word")
"""Kinds that need no evidence beside them: a lone word counts only for a name that is known
already."""
_DATELINE = re.compile(r"^.{2,80}?(?:\)\s*[-–—:_]+|\s[-–—]+\s|\s?[–—]\s?|--|:\s|-\s)")

BEFORE = 48
"""Characters before a name in which a role is looked for."""
_WORDS_BEFORE = 5
"""Words before a name in which a role is looked for."""
_APPOSITION, _APPOSITION_WORDS = 90, 9
"""Characters and words of an apposition in which a role is looked for."""
_OWNED_ROLE, _OWNED_WORDS = 40, 3
"""Characters and words after a possessive in which a role is looked for: "Doyle's lawyer"."""
_PLACE_WORDS = (3, 2, 1)
"""Words of a place in a heading: the longest spelling counts."""

NameKey = tuple[str, str]
"""The kind of a part and its name as printed."""


class Copytext(NamedTuple):
    """What is read of an article."""

    dateline: str
    """The dateline with what stands behind the city: "TAMPA, Fla."."""
    text: str
    """The running text."""
    lead: int
    """The character offset in `text` where its lead ends."""
    headings: tuple[str, ...]
    """What is printed as a heading."""


@dataclass(slots=True)
class Tally:
    """What one story says of one name."""

    part: Part
    """How it is printed, and its kind."""
    first: int
    """The character offset of its first mention."""
    count: int = 0
    """How often it is mentioned."""
    lead: bool = False
    """Whether the lead mentions it."""
    titled: bool = False
    """Whether a title or a role stands beside it."""
    speech: bool = False
    """Whether it is said to speak."""
    firm: bool = False
    """Whether what follows it belongs to a firm."""
    past: bool = False
    """Whether its role is over."""


Tallies = dict[NameKey, Tally]
"""The tally of each name of a story, in order of first mention."""


def copytext(article: Article) -> Copytext:
    """The running text of `article`, without its dateline and without a dek that repeats the lede.
    A title in capitals or title case is a heading, not running text."""
    blocks = [block.text for block in article.blocks if block.kind not in ("subhead", "table")]
    headings = [block.text for block in article.blocks if block.kind == "subhead"]
    dateline = article.place

    if blocks and article.place and (printed := _DATELINE.match(blocks[0])):
        blocks[0] = blocks[0][printed.end() :]
        city = article.place[:4].casefold()
        if printed[0].casefold().startswith(city):
            dateline = printed[0]

    front: list[str] = []
    if article.title:
        lines = front if _is_sentence(article.title) else headings
        lines.append(article.title)

    repeats_lede = bool(blocks) and blocks[0].startswith(article.dek[:40])
    if article.dek and not repeats_lede:
        front.append(article.dek)

    opening = front + blocks[:1]
    text = "\n".join(front + blocks)
    lead = sum(map(len, opening)) + len(opening)  # each with its line end

    return Copytext(dateline, text, lead, tuple(headings))


def _is_sentence(title: str) -> bool:
    """True where a title is printed like a sentence: a third of its words are long ones that begin
    in lower case."""
    words = title.split()
    small = [word for word in words if word[0].islower() and len(word) > 3]
    return len(small) * 3 >= len(words)


def tallies(copy: Copytext) -> Tallies:
    """Every name in running text, in order of first mention."""
    text, lead = copy.text, copy.lead
    counted: Tallies = {}

    for match in RUN.finditer(text):
        start, end = match.span()
        initial = _begins_sentence(text, start)
        if initial is None:
            continue
        parts = (parts_at_start if initial else parts_within)[match[0]]
        if not parts:
            continue
        named = _count(parts, start, counted, in_lead=start < lead)
        _note_following(text, end, named[-1])
        if not initial and parts[0].kind not in _SILENT:
            _note_preceding(text, start, named)

    return counted


def foreign_tallies(copy: Copytext) -> Tallies:
    """The places of a text in another language than English: names that are spelt the same there.

    People and organisations need rules of that language – in German every noun is capitalised – so
    there are none.
    """
    counted: Tallies = {}
    for match in RUN.finditer(copy.text):
        start = match.start()
        for part in parts_within[match[0]]:
            if part.place is None or part.place.adjective:
                continue
            if part.name.isupper() and len(part.name) < 4:  # letters mean other things there
                continue
            _count((part,), start, counted, in_lead=start < copy.lead)

    return counted


def _begins_sentence(text: str, start: int) -> bool | None:
    """Whether the capital at `start` begins a sentence; None where no run begins with it."""
    before = text[start - 1] if start else "\n"
    if before == " ":  # nearly always
        return start > 1 and text[start - 2] in _STOPS
    if before in _OPEN or not INSIDE.match(before):
        return before in _SENTENCE

    return None


def _count(
    parts: Sequence[Part],
    start: int,
    counted: Tallies,
    *,
    in_lead: bool,
) -> list[Tally]:
    """Count the parts of one run in `counted`, and return the tally of each. `start`: the offset of
    the run in the text."""
    named = []
    for part in parts:
        key = part[:2]
        tally = counted.get(key)
        if tally is None:
            tally = counted[key] = Tally(part, start)
        named.append(tally)
        tally.count += 1
        if in_lead:
            tally.lead = True
        if part.titled:
            tally.titled = True

    return named


def _note_following(
    text: str,
    end: int,
    tally: Tally,
) -> None:
    """Note what follows a run that ends at `end`, in the `tally` of its last name."""
    kind = tally.part.kind
    if kind == "place":
        tally.count -= _is_money(text, end)
    elif kind != "word":
        _note_speech(text, end, tally)
        if not tally.titled:
            tally.titled = _is_titled_after(text, end)
    elif not tally.firm and text[end : end + _OPENING] in _FIRM_OPENS:
        tally.firm = _FIRM.match(text, end) is not None


def _is_money(text: str, end: int) -> bool:
    """True where a currency follows a place: "Canadian dollars", "a U.S.-dollar bond"."""
    word = _NEXT.match(text, end)
    if word is None:
        return False
    return word[1].rstrip("s") in lexicon().money


def _note_speech(
    text: str,
    end: int,
    tally: Tally,
) -> None:
    """Note a verb of speech, or what only firms have, behind a name."""
    mark = text[end : end + 1]
    if not mark or mark not in _BESIDE:
        return

    ahead = text[end : end + _OPENING]
    if not tally.firm and ahead in _ITS_OPENS and _ITS.match(text, end):
        tally.firm = True
    if not tally.speech and ahead in _SPEECH_OPENS and _SPEECH.match(text, end):
        tally.speech = True


def _is_titled_after(text: str, end: int) -> bool:
    """True where a role or an age in apposition follows a name ("Doyle, 50,"), or a role that it
    owns."""
    roles = lexicon().roles
    if text[end : end + 2] == ", ":
        words = _apposition(text, end + 2)
        is_age = len(words) == 1 and words[0].isdigit()
        return is_age or not roles.isdisjoint(map(str.lower, words))

    if text[end - 2 : end] in ("'s", "’s"):
        words = text[end : end + _OWNED_ROLE].split(None, _OWNED_WORDS)[:_OWNED_WORDS]
        return any(word.rstrip(",.") in roles for word in words)

    return False


def _apposition(text: str, begin: int) -> list[str]:
    """The first words of the clause that begins at `begin`, without possessives."""
    limit = begin + _APPOSITION
    stop = _CLAUSE.search(text, begin, limit)
    clause = text[begin : stop.start() if stop else limit]

    words = clause.replace("’s", "").replace("'s", "").split(None, _APPOSITION_WORDS)
    return words[:_APPOSITION_WORDS]


def _note_preceding(
    text: str,
    start: int,
    named: list[Tally],
) -> None:
    """Note a role or a verb of speech just before a run: "spokesman Ned Price", "director of the
    Atlantic Council", "said Kirby"."""
    begin = max(0, start - BEFORE)
    line = text[begin:start].rpartition("\n")[2]
    last_word = line.rsplit(None, 1)[-1:]
    if not last_word:
        return

    last = last_word[0].rstrip(",").lower()
    if last in _fronts():
        before = line.split()[-_WORDS_BEFORE:]
        _note_role(before, last, named)


def _note_role(
    before: list[str],
    last: str,
    named: list[Tally],
) -> None:
    """Note what the words `before` a run, the `last` of them in lower case, say of the names of the
    run.

    A role in the plural is that of each: "his counterparts Toshimitsu Motegi and Chung
    Eui-yong"."""
    roles = lexicon().roles
    tally = named[0]
    if last in roles and not any(word in _OF_FIRMS for word in before[-3:-1]):
        tally.titled = True
        if any(word in _PAST for word in before[-4:-1]):
            tally.past = True
    elif last.removesuffix("s") in roles:
        for one in named:
            if one.part.kind in ("person", "name"):
                one.titled = True
    elif last in _SAID:
        tally.speech = True
    elif last in _LINKED and tally.part.kind in _LINKED_KINDS and _has_role(before[:-1]):
        tally.titled = True


def _has_role(words: list[str]) -> bool:
    """True where one of the words before a link is a role, or a source: "director of the …"."""
    roles = lexicon().roles
    return any(word.rstrip(",") in roles or word in _SOURCES for word in words)


@cache
def _fronts() -> frozenset[str]:
    """Every word that, standing last before a name, says anything of it."""
    roles = lexicon().roles
    plurals = [role + "s" for role in roles]
    return roles.union(plurals, _SAID, _LINKED)


def heading_places(headings: tuple[str, ...]) -> list[KnownPlace]:
    """The places named in headings, where capitals tell nothing: countries, peoples and regions by
    spelling alone."""
    places = []
    for heading in headings:
        words = _HEADING_WORD.findall(heading)
        begins = [number for number, word in enumerate(words) if _may_begin_place[word]]
        shouted = bool(begins) and heading.upper() == heading
        end = 0  # of the place before
        for number in begins:
            if number < end or (shouted and words[number] == "US"):
                continue
            place, size = _place_at(words, number, shouted=shouted)
            if place is not None:
                places.append(place)
                end = number + size

    return places


def _place_at(
    words: list[str],
    number: int,
    *,
    shouted: bool,
) -> tuple[KnownPlace | None, int]:
    """The place that the words of a heading from `number` on spell, with the words it has.
    `shouted`: the heading is printed in capitals."""
    known = gazetteer()
    for size in _PLACE_WORDS:
        spelling = _without_possessive(" ".join(words[number : number + size]))
        other = spelling.title() if shouted else spelling.rstrip(".")
        place = known.get(spelling) or known.get(other)
        if place is not None and place.kind != "city":
            return place, size

    return None, 0


def _without_possessive(spelling: str) -> str:
    """`spelling` without the possessive it ends in, in capitals too."""
    return spelling.removesuffix("'S").removesuffix("'s").removesuffix("’s")


def _may_begin(word: str) -> bool:
    """Whether a place may begin with `word` of a heading: few words need more than a look."""
    if not word[0].isupper():
        return False
    bare = _without_possessive(word)
    forms = (bare, bare.rstrip("."), bare.title(), word, word.title())
    return any(form in longest() for form in forms)


_may_begin_place: WordCache[str, bool] = WordCache(_may_begin)
"""Word of a heading → whether a place may begin with it; remembered, so looked up in brackets."""
