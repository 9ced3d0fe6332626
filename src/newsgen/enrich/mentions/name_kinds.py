"""What a row of capitalised words is: how much of its front is a place or a title, and whether the rest is an organisation or a person.

Decided by tables and word classes alone (`tables/lexicon.toml`), never by the text around it.
"""

import re
from functools import cache

from newsgen.enrich.mentions.capitalised import LINKS
from newsgen.enrich.tables import common, gazetteer, given, lexicon, longest

_MONTHS = ("jan", "april", "may", "june", "august")
_REGNAL = frozenset("IVX")
EASTERN = re.compile(r"[A-Z][a-z]+-[A-Za-z][a-z]+")
"""A given name of two syllables as Korean and Chinese ones are written: "Jong-un", "Ing-wen"."""


def place_length(words: list[str]) -> int:
    """How many words at the front are a place; 0 for none."""
    places = gazetteer()
    for size in range(min(longest().get(words[0], 0), len(words)), 0, -1):
        if " ".join(words[:size]) in places:
            return size
    return 0


def is_team(words: list[str], size: int) -> bool:
    """True for a place with one plural behind it: "Pittsburgh Steelers"; what else is called so is a title or a word class of its own."""
    place, last = gazetteer()[" ".join(words[:size])], words[-1].lower()
    if (
        len(words) != size + 1
        or place.kind not in ("city", "region")
        or place.adjective
        or len(last) < 5
    ):
        return False
    return (
        last[-1] == "s"
        and not last.endswith(("ss", "ics", "us"))
        and last not in lexicon().stops
        and last not in lexicon().press
    )


def is_national(words: list[str], size: int) -> bool:
    """True where an adjective is part of a body's own name, as it is not for arms of the state: "American Soybean Association"."""
    lex, last = lexicon(), words[-1].lower().rstrip(".")
    if (
        not gazetteer()[" ".join(words[:size])].adjective
        or len(words) == size
        or len(words) - size > 4
        or "of" in words
    ):
        return False
    return (
        last in lex.tails
        and last not in lex.state
        and last not in lex.suffixes
        and not any(word.lower() in lex.title_heads for word in words)
    )


def belongs(words: list[str], size: int) -> bool:
    """True where the place in front is part of what follows: "Japan Airlines", "Jordan Smith", "London School of Economics"."""
    lex, place, following = lexicon(), gazetteer()[" ".join(words[:size])], words[size:]
    if place.adjective or (place.kind in ("country", "past") and words[0].isupper()):
        return False
    if any(word.lower().rstrip(".") in lex.title_heads for word in following):
        return False
    if following[-1].lower().rstrip(".") in lex.tails or following[0].lower() in lex.heads:
        return True
    if (
        words[0] not in given()[0]
        or size > 1
        or following[0] in gazetteer()
        or following[-1].lower() in lex.things
    ):
        return False
    return following[0].lower() not in common() or following[0] in given()[2]


def title_length(words: list[str]) -> int:
    """How many words at the front are a title; 0 for none.

    >>> title_length("Secretary of State George Shultz".split()), title_length("General Motors".split())
    (3, 0)
    """
    lex = lexicon()
    end, seen = 0, False
    while end < len(words):
        word = words[end].lower().rstrip(".")
        if word in lex.title_words and not (word in lex.honorifics and words[end].isupper()):
            seen = seen or word in lex.title_heads
            end += 1
        elif (
            word in ("of", "for")
            and seen
            and end + 1 < len(words)
            and words[end + 1].lower() in lex.portfolios
        ):
            end += 2
        else:
            break
    if not seen or (end == len(words) and len(words) > 1 and words[0] in given()[0]):
        return 0
    return 0 if _begins_a_thing(words, end) else end


def _begins_a_thing(words: list[str], end: int) -> bool:
    """True where the last title word is the first of a thing's name: "General Motors", "Major Market Index"."""
    lex, rest = lexicon(), [word.lower().rstrip(".") for word in words[end:]]
    if not rest or words[end - 1].lower() not in lex.doubtful or words[end] in given()[0]:
        return False
    return all(word in common() or word in lex.suffixes for word in rest)


def is_crowned(words: list[str], end: int) -> bool:
    """True where the title of `end` words stays with a lone given name: "Pope Francis", "King Charles III"."""
    if words[end - 1].lower() not in lexicon().crowned:
        return False
    return len(words) == end + 1 or (len(words) == end + 2 and _REGNAL.issuperset(words[-1]))


def is_code(word: str) -> bool:
    """True for a model number or letters: "M3", "GPU"; a regnal number and "Jr." are none.

    >>> is_code("M3"), is_code("GPU"), is_code("NPUs"), is_code("III"), is_code("MacDonald")
    (True, True, True, False, False)
    """
    if not word.isalpha() and any(letter.isdigit() for letter in word):
        return True
    letters = word.rstrip("s.")
    return len(letters) > 1 and letters.isupper() and not _REGNAL.issuperset(letters)


def is_press(lower: list[str]) -> bool:
    """True for papers, broadcasters and agencies: "New York Times", "Xinhua News Agency"."""
    return lower[-1] in lexicon().press or (
        lower[-1] in ("agency", "service", "network") and "news" in lower
    )


def is_organisation(words: list[str], lower: list[str]) -> bool:
    """True where a cue says so: a last word ("Atlantic Council"), a head before "of" ("Bank of England"), a first word, an ampersand."""
    lex = lexicon()
    if lower[-1] in lex.tails or lower[-1] in lex.suffixes:
        return not (lower[-1] in lex.surnames and len(words) == 2 and words[0] in given()[0])
    if lower[0] in lex.fronts or "&" in words or "bros" in lower:
        return True
    if len(lower) < 3 or lex.heads.isdisjoint(lower):
        return False
    return any(
        word in lex.heads and lower[number + 1] in ("of", "for", "on")
        for number, word in enumerate(lower[:-2])
    )


def is_person(words: list[str], lower: list[str]) -> bool:
    """True where a run of two to five words begins with a given name or initials, or is written like an East Asian name."""
    if not 2 <= len(words) <= 5 or not words[-1][0].isupper() or _is_thing(words, lower):
        return False
    if EASTERN.fullmatch(words[-1]) and len(words) == 2 and lower[0] not in common():
        return True
    sure, doubtful, family = given()
    if len(words) > 2 and any(
        word.lower() in common() and word not in sure for word in words[1:-1]
    ):
        return False
    known = lower[-1] not in common() or words[-1] in family
    if words[0] in sure:
        return known or len(words) == 2 or words[1] in sure or words[1][-1] == "."
    return (
        known
        and words[-1] not in gazetteer()
        and (words[0] in doubtful or (words[0][-1] == "." and len(words) <= 3))
    )


def _is_thing(words: list[str], lower: list[str]) -> bool:
    """True where a word says that this is no person: a street, a model, a word that is never a name."""
    lex = lexicon()
    if (
        lower[-1] in lex.things
        or is_code(words[-1])
        or (words[0].isupper() and all(word.isupper() for word in words))
    ):
        return True
    if lower[0] in lex.towns or (
        lower[0] in lex.stops and lower[0] not in _MONTHS and words[0] in given()[1]
    ):
        return True
    return not _small().isdisjoint(lower[1:])


@cache
def _small() -> frozenset[str]:
    """Words that stand in a name but never in a person's."""
    return frozenset((*LINKS, *(word for word in lexicon().stops if len(word) > 1)))
