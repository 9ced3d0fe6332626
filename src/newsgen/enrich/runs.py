"""Capitalised runs: the one scan of a text. A run is a row of capitalised words with the small words that names hold (`of`, `van`, `and`).

`read` takes a run apart into parts – places, people, organisations, unknown names – by tables and word classes alone, so its answer for a
spelling never changes and is remembered: the same names stand in thousands of stories.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from newsgen.enrich.tables import Place, common, gazetteer, given, institutions, lexicon, longest

PartKind = Literal["place", "person", "organisation", "name", "word", "acronym"]

_UPPER = "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if unicodedata.category(chr(c)) == "Lu")
_WORD = (
    rf"[{_UPPER}](?:(?:\.[{_UPPER}])+\.?(?!\w)|\.(?=[ ])|\w*(?:[-'’&/]\w+)*"
    r"(?:(?<=\b(?:Mr|Ms|Dr|Lt|St|Ft|Mt|Jr|Sr|Co))\.|(?<=\b(?:Mrs|Gen|Col|Maj|Sgt|Adm|Cpl|Pvt|Sen|Rep|Gov|Rev|Inc|Ltd|Cos|Hon))\."
    r"|(?<=\b(?:Prof|Capt|Cmdr|Sens|Reps|Corp|Bros))\.)?)"
)
_LINK = (
    "(?:of the|for the|on the|and the|of|for|and|on|&|de la|de los|de|da|do|di|du|dos|das|del|della|van der|van den|van|von der|von|der|den|ten|ter"
    "|la|le|bin|ibn|bint|ben|el|al|y)"
)
RUN = re.compile(rf"{_WORD}(?:[ \xa0](?:{_LINK}[ ])?(?:[ae]l-|[dl]['’])?{_WORD})*")
"""A run of capitalised words. The pattern begins with a set of letters, so that the engine skips to them: a look-behind first costs four times as
much; whoever uses it looks at the character before (`INSIDE`)."""
INSIDE = re.compile(r"[\w<@#]")
"""What before a capital means that no run begins there: the middle of a word, a ticker (`<SRD>`), a handle, a hash tag."""

_SPLIT = frozenset({"of", "for", "and", "on", "&", "the", "y"})
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_ATTRIBUTE = ("-based", "-born", "-led", "-backed", "-owned", "-run", "-style", "-era", "-controlled", "-listed", "-held")
_EASTERN = re.compile(r"[A-Z][a-z]+-[A-Za-z][a-z]+")
_WEAK_TAILS = frozenset(
    {
        "church",
        "cross",
        "court",
        "house",
        "steel",
        "power",
        "guard",
        "bank",
        "fox",
        "gas",
        "mines",
        "school",
        "fund",
        "price",
        "trust",
        "hall",
        "college",
    }
)


class Part(NamedTuple):
    """What one stretch of a run names: its kind, its name as printed (titles stripped), whether a title stood before it, and the place it is."""

    kind: PartKind
    name: str
    titled: bool = False
    place: Place | None = None


@lru_cache(maxsize=1 << 16)
def read(run: str, initial: bool) -> tuple[Part, ...]:  # noqa: FBT001 - lru_cache keys on it
    """The parts of a run, in order; `initial` where it begins a sentence.

    >>> [(p.kind, p.name, p.titled) for p in read("South Korean Foreign Minister Chung Eui-yong", False)]
    [('place', 'South Korean', False), ('person', 'Chung Eui-yong', True)]
    """
    parts: list[Part] = []
    for words in _pieces(run.replace("\xa0", " ").split(" ")):
        rest = _opened(words, initial and not parts)
        if rest:
            _parts(rest, parts)
    return tuple(parts)


def _opened(words: list[str], initial: bool) -> list[str]:  # noqa: FBT001 - private
    """`words` without what only opens a sentence; none where a lone common word does so."""
    lex = lexicon()
    openers = lex.openers if initial else lex.articles
    while words and words[0].lower() in openers and not (words[0].isupper() and len(words[0]) > 1) and not _place(words):
        if len(words) > 2 and words[0].lower() not in lex.articles and words[-1].lower().rstrip(".") in lex.tails:
            break
        words = words[1:]
    if not (initial and words and words[0].lower() in common()) or _place(words):
        return words
    if len(words) == 1:
        return []
    return words[1:] if " ".join(words[1:]) in gazetteer() or (words[1] in given()[0] and words[0].lower() not in lex.title_words) else words


def _pieces(words: list[str]) -> list[list[str]]:
    """The run cut at possessives and at the small words that do not hold a name together."""
    pieces: list[list[str]] = []
    held: list[str] = []
    link: list[str] = []
    for number, word in enumerate(words):
        if word in _SPLIT:
            link.append(word)
            continue
        if link and held and not _joined(held, link, words[number:]):
            pieces.append(held)
            held = []
        elif link and held:
            held += link
        link = []
        if word.endswith(_ATTRIBUTE):
            pieces += [[*held, word.rpartition("-")[0]]]
            held = []
        elif word.endswith(_POSSESSIVE) and len(word) > 3 and not _named_so(words[number + 1 :]):
            held.append(word[:-2] if word[-1] == "s" else word[:-1])
            pieces.append(held)
            held = []
        else:
            held.append(word)
    return [*pieces, held] if held else pieces


def _named_so(rest: list[str]) -> bool:
    """True where a possessive is part of a firm's name: "Moody's Investors Service Inc", "McDonald's Corp"."""
    end = next((number for number, other in enumerate(rest) if other in _SPLIT or other[0].islower()), len(rest))
    return 0 < end <= 3 and rest[end - 1].lower().rstrip(".") in lexicon().suffixes


def _joined(left: list[str], link: list[str], right: list[str]) -> bool:
    """True where the words of a link hold two stretches together as one organisation, or as one title."""
    words = lexicon()
    if link[0] in ("of", "for", "on"):
        office = left[-1].lower() in words.title_heads and right[0].lower() in words.portfolios
        return office or (any(word.lower() in words.heads for word in left[-2:]) and " ".join(left) not in gazetteer())
    if link[0] == "and":
        return right[0] != "The" and _and(left, right)
    return True


def _and(left: list[str], right: list[str]) -> bool:
    """True where "and" is inside a name: "Department of Health and Human Services", "Bear Stearns and Co", "Securities and Exchange Commission"."""
    words = lexicon()
    if any(word in ("of", "for", "on") for word in left):
        return right[0].lower() in common() and right[0] not in gazetteer()
    if right[0].lower().rstrip(".") in ("co", "sons", "company", "partners", "associates", "brothers"):
        return True
    if len(left) > 2 or left[-1].lower() not in common() or left[0] in gazetteer():
        return False
    end = next((number for number, other in enumerate(right) if other in _SPLIT), len(right))
    tail = right[end - 1].lower().rstrip(".")
    return tail in ("corp", "inc", "ltd", "plc", "llc") or (tail in words.tails and right[0].lower() in common())


def _parts(words: list[str], parts: list[Part]) -> None:
    """Append what a piece names to `parts`: places in front, titles, then one name."""
    while words:
        joined = " ".join(words)
        if known := institutions().get(joined):
            parts.append(Part("organisation", known))
            return
        size = _place(words)
        if size and _is_team(words, size):
            parts.append(Part("organisation", joined))
            return
        if size and (size == len(words) or not _belongs(words, size)):
            spelling = " ".join(words[:size])
            parts.append(Part("place", spelling, place=gazetteer()[spelling]))
            words = words[size:]
            continue
        break
    if words:
        _named(words, parts)


def _place(words: list[str]) -> int:
    """How many words at the front are a place; 0 for none."""
    places = gazetteer()
    for size in range(min(longest().get(words[0], 0), len(words)), 0, -1):
        if " ".join(words[:size]) in places:
            return size
    return 0


def _is_team(words: list[str], size: int) -> bool:
    """True for a place with one plural behind it: "Pittsburgh Steelers"; what else is called so is a title or a word class of its own."""
    place, last = gazetteer()[" ".join(words[:size])], words[-1].lower()
    if len(words) != size + 1 or place.kind not in ("city", "region") or place.adjective:
        return False
    return (
        last.endswith("s")
        and len(last) > 4
        and not last.endswith(("ss", "ics", "us"))
        and last not in lexicon().stops
        and last not in lexicon().press
    )


def _belongs(words: list[str], size: int) -> bool:
    """True where the place in front is part of what follows: "Japan Airlines", "Jordan Smith", "London School of Economics"."""
    place = gazetteer()[" ".join(words[:size])]
    following = words[size:]
    if place.adjective or (place.kind in ("country", "past") and words[0].isupper()):
        return following[0].lower().rstrip(".") in ("airlines", "airways", "telecom", "steel", "petroleum", "red", "express")
    if any(word.lower() in lexicon().title_heads for word in following):
        return False
    if following[-1].lower() in lexicon().tails or following[0].lower() in lexicon().heads:
        return True
    return words[0] in given()[0] and size == 1 and following[0].lower() not in common() and following[0] not in gazetteer()


def _named(words: list[str], parts: list[Part]) -> None:
    """Append what remains of a piece once the places in front are gone."""
    lex = lexicon()
    end = _title(words)
    if end:
        crowned = words[end - 1].lower() in lex.crowned and (
            len(words) == end + 1 or (words[end + 1 :] == words[end + 1 : end + 2] and set(words[-1]) <= set("IVX"))
        )
        if words[end:]:
            _titled(words[end - crowned :], parts)
        return
    for number, word in enumerate(words[1:-1], 1):
        if word.lower() in lex.title_heads and not word.isupper():
            _single(words[:number], parts, firm=True)
            _titled(words[number + 1 :], parts)
            return
    if words[-1].lower() in lex.title_heads and len(words) > 1 and words[0] not in given()[0]:
        words = words[:-1]
    for number, word in enumerate(words[1:-1], 1):
        if word.lower().rstrip(".") in lex.suffixes and words[number + 1].lower().rstrip(".") not in lex.suffixes:
            _single(words[: number + 1], parts)
            _parts(words[number + 1 :], parts)
            return
    _single(words, parts)


def _title(words: list[str]) -> int:
    """How many words at the front are a title; 0 for none. "Secretary of State George Shultz" → 3."""
    lex = lexicon()
    end, seen = 0, False
    while end < len(words):
        word = words[end].lower().rstrip(".")
        if word in lex.title_words:
            seen = seen or word in lex.title_heads
            end += 1
        elif word in ("of", "for") and seen and end + 1 < len(words) and words[end + 1].lower() in lex.portfolios:
            end += 2
        else:
            break
    if not seen or (end == len(words) and len(words) > 1 and words[0] in given()[0]):
        return 0
    rest = [word.lower().rstrip(".") for word in words[end:]]
    if (
        rest
        and words[end - 1].lower() in lex.doubtful
        and words[end] not in given()[0]
        and all(word in common() or word in lex.suffixes for word in rest)
    ):
        return 0
    return end


def _titled(words: list[str], parts: list[Part]) -> None:
    """Append the person (or place, after "Premier of") that a title introduces."""
    while words and words[0].lower() in lexicon().title_heads and words[0].lower() not in lexicon().crowned and words[0] not in given()[0]:
        words = words[1:]
    if not words:
        return
    if words[0] in ("of", "for"):
        _parts(words[1:], parts)
        return
    size = _place(words)
    if size == len(words) and words[0] not in given()[0]:
        spelling = " ".join(words)
        parts.append(Part("place", spelling, place=gazetteer()[spelling]))
    elif words[-1].lower() in lexicon().tails and len(words) > 1 and words[0] not in given()[0]:
        _single(words, parts)
    elif words[0].lower() not in lexicon().stops and "of" not in words:
        parts.append(Part("person", " ".join(words), titled=True))


def _single(words: list[str], parts: list[Part], firm: bool = False) -> None:  # noqa: FBT001, FBT002 - private
    """Append one name: an organisation by its cue, a person by the given name, else an unknown name or word."""
    lex = lexicon()
    name = " ".join(words)
    lower = [word.lower().rstrip(".") for word in words]
    if known := institutions().get(name):
        parts.append(Part("organisation", known))
    elif len(words) == 1:
        if lower[0] not in lex.stops and lower[0] not in lex.tails and len(name) > 1:
            kind: PartKind = "acronym" if name.isupper() and 2 <= len(name) <= 6 else "organisation" if firm and lower[0] not in common() else "word"
            parts.append(Part(kind, name))
    elif len(words) == 2 and lower[-1] in ("administration", "government", "cabinet") and lower[0] not in common():
        parts.append(Part("word", words[0]))
    elif lower[-1] in lex.press or (lower[-1] in ("agency", "service", "network") and "news" in lower):
        return
    elif _is_organisation(words, lower):
        parts.append(Part("organisation", name))
    elif _is_person(words, lower):
        parts.append(Part("person", name))
    elif len(words) > 2 and words[0].isupper() and len(words[0]) <= 3 and words[0].isalpha() and words[1] in given()[0]:
        _single(words[1:], parts)
    elif not all(word in lex.stops or word in _SPLIT for word in lower):
        parts.append(Part("name", name))


def _is_organisation(words: list[str], lower: list[str]) -> bool:
    lex = lexicon()
    if lower[-1] in lex.tails or lower[-1] in lex.suffixes:
        return not (lower[-1] in _WEAK_TAILS and len(words) == 2 and words[0] in given()[0])
    return (
        lower[0] in lex.fronts
        or any(word in lex.heads and lower[number + 1] in ("of", "for", "on") for number, word in enumerate(lower[:-2]))
        or "&" in words
    )


def _is_person(words: list[str], lower: list[str]) -> bool:
    """True where a run of two to five words begins with a given name or initials, or is written like an East Asian name."""
    sure, doubtful = given()
    if not 2 <= len(words) <= 5 or not words[-1][0].isupper() or all(word.isupper() for word in words):
        return False
    if any(word in lexicon().stops or word in _SPLIT for word in lower[1:]):
        return False
    if _EASTERN.fullmatch(words[-1]) and len(words) == 2 and lower[0] not in common():
        return True
    if any(word.lower() in common() and word not in sure for word in words[1:-1]):
        return False
    known = lower[-1] not in common()
    if words[0] in sure:
        return known or len(words) == 2 or words[1] in sure or words[1][-1] == "."
    return known and (words[0] in doubtful or (words[0][-1] == "." and len(words) <= 3))
