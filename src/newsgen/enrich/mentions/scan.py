"""One pass over a story's text: who and what is named, how often, where, and with what evidence beside it (a role, a title, speech)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from newsgen.enrich.mentions.capitalised import INSIDE, RUN
from newsgen.enrich.mentions.name_parts import Part, at_start, within
from newsgen.enrich.tables import Place, lexicon, longest
from newsgen.model import Article
from newsgen.text.word_cache import WordCache

_VERBS = (
    "said|says|told|added|adds|stated|announced|warned|insisted|argued|believes|predicted|acknowledged|declared|denied|noted|testified|wrote|tweeted"
    "|explained|vowed|urged|claimed|emphasised|emphasized|confirmed|reported|commented|recalled|voted|approved|agreed|decided|ordered|signed|unveiled"
    "|launched|sued|ruled|rejected|pledged|promised|proposed|demanded|who|whose"
)
_ITS_OWN = (
    "said it|said its|said the company|said that it|says it|plans to|share|shares|stock|spokesman|spokeswoman|spokesperson|chief executive|chairman"
    "|employees|factory|subsidiary"
)
_OWNED = "chief executive|CEO|customers|revenue|quarterly|share price|market share"
_CORPORATE = "said its|said the company|shares|stock|chief executive|CEO|customers|subsidiary|employees|executives|factory|recalled|recalls"
_SPEECH = re.compile(rf",?”?\"? (?:{_VERBS})\b")
_ITS = re.compile(rf"(?:['’]s)? (?:{_ITS_OWN})\b")
_FIRM = re.compile(
    rf"(?:['’]s (?:{_OWNED})| (?:{_CORPORATE})|, the (?:company|carmaker|automaker|retailer|chipmaker|airline|bank|firm|maker))\b"
)
"""What follows a firm and never a person, after a name of one word."""
_OPENING = 4
"""Characters by which what follows a name is told from speech and the like, mostly, in a third of the time that the patterns take."""


def _opens(fronts: tuple[str, ...], words: str) -> frozenset[str]:
    return frozenset(f"{front} {word}"[:_OPENING] for front in fronts for word in words.split("|"))


_SPEECH_OPENS = _opens(("", ",", "”", '"', ",”", ',"', '”"', ',”"'), _VERBS)
_ITS_OPENS = _opens(("", "'s", "’s"), _ITS_OWN)
_FIRM_OPENS = _opens(("'s", "’s"), _OWNED) | _opens(("",), _CORPORATE) | {", th"}
_HEADING_WORD = re.compile(r"[\w.'’-]+")
_CLAUSE = re.compile(r"[,.;\n]")
_NEXT = re.compile(r"[ -]([a-z]+)")
_OF_FIRMS = ("lead", "sole", "co-lead", "joint", "financial", "sister", "parent")
_SOURCES = ("study", "report", "survey", "according", "researchers", "figures")
_PAST = ("former", "late", "ex")
_JOINED = " ,'’”\""
"""What may follow a name for the words after it to be about it."""
_SAID = ("said", "says", "added", "told")
_LINKED = ("the", "of", "at", "for", "with", "from")
BEFORE = 48
"""Characters before a name that are looked at for a role."""
_SENTENCE = '\n"“‘«([•'
_OPEN = " \n(\"“‘'’—–-"
_SILENT = ("place", "word")
"""Kinds that need no evidence beside them: a lone word counts only for a name that is known already."""
_STOPS = '.!?:”"’—–-'
_DATELINE = re.compile(r"^.{2,80}?(?:\)\s*[-–—:_]+|\s[-–—]+\s|\s?[–—]\s?|--|:\s|-\s)")


class Copytext(NamedTuple):
    """What is read of an article: its dateline with what stands behind the city ("TAMPA, Fla."), the running text, where its lead ends (a
    character offset), and what is printed as a heading."""

    dateline: str
    text: str
    lead: int
    headings: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What was met of one name: how it is printed, where first, how often, and what stands beside it."""

    part: Part
    first: int
    count: int = 0
    lead: bool = False
    titled: bool = False
    speech: bool = False
    firm: bool = False
    past: bool = False


def copytext(article: Article) -> Copytext:
    """The running text of `article`, its dateline and repeated dek left out. A title in capitals or title case is a heading, not running text."""
    blocks = [block.text for block in article.blocks if block.kind not in ("subhead", "table")]
    headings = [block.text for block in article.blocks if block.kind == "subhead"]
    dateline = article.place
    if blocks and article.place and (printed := _DATELINE.match(blocks[0])):
        blocks[0] = blocks[0][printed.end() :]
        dateline = (
            printed[0]
            if printed[0].casefold().startswith(article.place[:4].casefold())
            else dateline
        )
    front: list[str] = []
    if article.title:
        (front if _running(article.title) else headings).append(article.title)
    if article.dek and not (blocks and blocks[0].startswith(article.dek[:40])):
        front.append(article.dek)
    opening = front + blocks[:1]
    text = "\n".join(front + blocks)
    return Copytext(dateline, text, sum(map(len, opening)) + len(opening), tuple(headings))


def _running(title: str) -> bool:
    """True where a title is printed like a sentence: a good part of its words begins in lower case."""
    words = title.split()
    small = sum(word[0].islower() and len(word) > 3 for word in words)
    return small * 3 >= len(words)


def tallies(copy: Copytext) -> dict[tuple[str, str], Tally]:
    """Every name in running text, keyed by kind and spelling, in order of first mention."""
    text, lead = copy.text, copy.lead
    found: dict[tuple[str, str], Tally] = {}
    roles, fronts = lexicon().roles, _fronts()
    for match in RUN.finditer(text):
        start = match.start()
        before = text[start - 1] if start else "\n"
        if before == " ":  # nearly always
            initial = start > 1 and text[start - 2] in _STOPS
        elif before in _OPEN or not INSIDE.match(before):
            initial = before in _SENTENCE
        else:
            continue
        parts = (at_start if initial else within)[match[0]]
        if not parts:
            continue
        end = match.end()
        named = []
        for part in parts:
            key = part[:2]
            tally = found.get(key) or found.setdefault(key, Tally(part, start))
            named.append(tally)
            tally.count += 1
            tally.lead = tally.lead or start < lead
            if part.titled:
                tally.titled = True
        if part.kind == "place":
            tally.count -= _is_money(text, end)
        elif part.kind != "word":
            _beside(text, end, tally)
        elif (
            not tally.firm and text[end : end + _OPENING] in _FIRM_OPENS and _FIRM.match(text, end)
        ):
            tally.firm = True
        if not initial and parts[0].kind not in _SILENT:
            line = text[max(0, start - BEFORE) : start].rpartition("\n")[2]
            if "".join(line.rsplit(None, 1)[-1:]).rstrip(",").lower() in fronts:
                _role(line.split()[-5:], named, roles)
    return found


def _is_money(text: str, end: int) -> bool:
    """True where a currency follows a place: "Canadian dollars", "a U.S.-dollar bond"."""
    word = _NEXT.match(text, end)
    return word is not None and word[1].rstrip("s") in lexicon().money


def foreign(copy: Copytext) -> dict[tuple[str, str], Tally]:
    """The places of a text in another language than English: names that are spelt the same there. People and organisations need rules of that
    language – in German every noun is capitalised – so there are none."""
    found: dict[tuple[str, str], Tally] = {}
    for match in RUN.finditer(copy.text):
        for part in within[match[0]]:
            if (
                part.place is not None
                and not part.place.adjective
                and not (part.name.isupper() and len(part.name) < 4)
            ):
                tally = found.setdefault((part.kind, part.name), Tally(part, match.start()))
                tally.count += 1
                tally.lead = tally.lead or match.start() < copy.lead
    return found


def _beside(text: str, end: int, tally: Tally) -> None:
    """Note what follows a name: speech, a role in apposition, or what only firms have."""
    mark = text[end : end + 1]
    if mark and mark in _JOINED:
        ahead = text[end : end + _OPENING]
        if not tally.firm and ahead in _ITS_OPENS and _ITS.match(text, end):
            tally.firm = True
        if not tally.speech and ahead in _SPEECH_OPENS and _SPEECH.match(text, end):
            tally.speech = True
    if tally.titled:
        return
    if mark == "," and text[end + 1 : end + 2] == " ":
        stop = _CLAUSE.search(text, end + 2, end + 92)
        after = (
            text[end + 2 : stop.start() if stop else end + 92]
            .replace("’s", "")
            .replace("'s", "")
            .split(None, 9)[:9]
        )
        tally.titled = bool(after) and (
            (after[0].isdigit() and len(after) == 1)
            or not lexicon().roles.isdisjoint(map(str.lower, after))
        )
    elif text[end - 2 : end] in ("'s", "’s"):
        after = text[end : end + 40].split(None, 3)[:3]
        tally.titled = any(word.rstrip(",.") in lexicon().roles for word in after)


def _role(before: list[str], named: list[Tally], roles: frozenset[str]) -> None:
    """Note a role or a verb of speech just before a name: "spokesman Ned Price", "director of the Atlantic Council", "said Kirby".

    A role in the plural is that of each: "his counterparts Toshimitsu Motegi and Chung Eui-yong"."""
    tally = named[0]
    last = before[-1].rstrip(",").lower()
    if last in roles and not any(word in _OF_FIRMS for word in before[-3:-1]):
        tally.titled = True
        tally.past = tally.past or any(word in _PAST for word in before[-4:-1])
    elif last.removesuffix("s") in roles:
        for one in named:
            one.titled = one.titled or one.part.kind in ("person", "name")
    elif last in _SAID:
        tally.speech = True
    elif tally.part.kind in ("organisation", "name", "acronym") and last in _LINKED:
        tally.titled = tally.titled or any(
            word.rstrip(",") in roles or word in _SOURCES for word in before[:-1]
        )


@cache
def _fronts() -> frozenset[str]:
    """Every last word before a name that tells anything of it."""
    roles = lexicon().roles
    return frozenset((*roles, *(role + "s" for role in roles), *_SAID, *_LINKED))


@WordCache
def _begins(word: str) -> bool:
    """Whether a place may begin with `word` of a heading: few words need more than a look."""
    bare = word.removesuffix("'S").removesuffix("'s").removesuffix("’s")
    return word[0].isupper() and any(
        form in longest() for form in (bare, bare.rstrip("."), bare.title(), word, word.title())
    )


def places(headings: tuple[str, ...], known: Mapping[str, Place]) -> list[Place]:
    """The places named in headings, where capitals tell nothing: countries, peoples and regions by spelling alone."""
    found = []
    for heading in headings:
        words = _HEADING_WORD.findall(heading)
        begins = [number for number, word in enumerate(words) if _begins[word]]
        shouted = bool(begins) and heading.upper() == heading
        skip = 0
        for number in begins:
            if number < skip or (shouted and words[number] == "US"):
                continue
            for size in (3, 2, 1):
                spelling = (
                    " ".join(words[number : number + size])
                    .removesuffix("'S")
                    .removesuffix("'s")
                    .removesuffix("’s")
                )
                place = known.get(spelling) or known.get(
                    spelling.title() if shouted else spelling.rstrip(".")
                )
                if place is not None and place.kind != "city":
                    found.append(place)
                    skip = number + size
                    break
    return found
