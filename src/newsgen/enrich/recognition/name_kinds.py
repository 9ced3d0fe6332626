"""What a row of capitalised words is: how much of its front is a place or a title, and whether the
rest is an organisation or a person.

Decided by tables and word classes alone (`tables/lexicon.toml`), never by the text around it.
"""

from functools import cache

from newsgen.enrich.name_forms import EASTERN_GIVEN, bare
from newsgen.enrich.recognition.capitalised import LINKS, POSTPOSITIONS
from newsgen.enrich.tables import common, gazetteer, given, lexicon, longest

_MONTHS = ("jan", "april", "may", "june", "august")
"""Months that are given names too: Jan, April, May, June, August."""
_REGNAL_LETTERS = frozenset("IVX")
_LONGEST_PERSON = 5
"""Words of a person's name at most."""
_SHORTEST_TEAM = 5
"""Letters of the plural that a team is called by, at least."""
_NATIONAL_WORDS = 4
"""Words behind its adjective that the name of a national body has at most."""


def place_length(words: list[str]) -> int:
    """How many words at the front are a place; 0 for none."""
    places = gazetteer()
    most = min(longest().get(words[0], 0), len(words))

    for size in range(most, 0, -1):
        if " ".join(words[:size]) in places:
            return size

    return 0


def is_team(words: list[str], size: int) -> bool:
    """True where the first `size` words are a place and one plural follows: "Pittsburgh Steelers";
    not where that plural is a title or belongs to another class of words."""
    if len(words) != size + 1:
        return False

    place = gazetteer()[" ".join(words[:size])]
    if place.kind not in ("city", "region") or place.adjective:
        return False

    last = words[-1].lower()
    if len(last) < _SHORTEST_TEAM:
        return False

    is_plural = last[-1] == "s" and not last.endswith(("ss", "ics", "us"))
    return is_plural and last not in lexicon().stops and last not in lexicon().press


def is_national(words: list[str], size: int) -> bool:
    """True where an adjective is part of a body's own name: "American Soybean Association". It is
    no part of the name of an arm of the state."""
    lex = lexicon()
    adjective = gazetteer()[" ".join(words[:size])].adjective
    if not adjective or not 0 < len(words) - size <= _NATIONAL_WORDS or "of" in words:
        return False

    last = bare(words[-1])
    if last not in lex.tails or last in lex.state or last in lex.suffixes:
        return False

    return not any(word.lower() in lex.title_heads for word in words)


def belongs(words: list[str], size: int) -> bool:
    """True where the place in front is part of what follows: "Japan Airlines", "Jordan Smith",
    "London School of Economics"."""
    lex = lexicon()
    place = gazetteer()[" ".join(words[:size])]
    following = words[size:]
    next_word, last = following[0].lower(), following[-1].lower()

    if place.adjective or (place.kind in ("country", "past") and words[0].isupper()):
        return False
    if any(bare(word) in lex.title_heads for word in following):
        return False
    if last.rstrip(".") in lex.tails or next_word in lex.heads:
        return True
    if words[0] not in given().sure or size > 1:
        return False
    if following[0] in gazetteer() or last in lex.things:
        return False

    return next_word not in common() or following[0] in given().family


def title_length(words: list[str]) -> int:
    """How many words at the front are a title; 0 for none.

    >>> title_length("Secretary of State George Shultz".split()), title_length("General Motors".split())
    (3, 0)
    """
    lex = lexicon()
    end, has_head = 0, False

    while end < len(words):
        word = bare(words[end])
        is_acronym = word in lex.honorifics and words[end].isupper()
        if word in lex.title_words and not is_acronym:
            has_head = has_head or word in lex.title_heads
            end += 1
        elif has_head and word in ("of", "for") and _is_portfolio(words, end + 1):
            end += 2
        else:
            break

    is_whole_name = end == len(words) > 1 and words[0] in given().sure
    if not has_head or is_whole_name or _begins_a_thing(words, end):
        return 0

    return end


def _is_portfolio(words: list[str], number: int) -> bool:
    """True where the word of that number is what an office is for: "State", "Defence"."""
    if number == len(words):
        return False
    return words[number].lower() in lexicon().portfolios


def _begins_a_thing(words: list[str], end: int) -> bool:
    """True where the last title word is the first of a thing's name: "General Motors", "Major
    Market Index"."""
    lex = lexicon()
    following = words[end:]
    if not following or words[end - 1].lower() not in lex.doubtful or following[0] in given().sure:
        return False

    plain = [bare(word) for word in following]
    return all(word in common() or word in lex.suffixes for word in plain)


def is_crowned(words: list[str], end: int) -> bool:
    """True where the title of `end` words stays with a lone given name: "Pope Francis", "King
    Charles III"."""
    if words[end - 1].lower() not in lexicon().crowned:
        return False
    following = len(words) - end
    return following == 1 or (following == 2 and _REGNAL_LETTERS.issuperset(words[-1]))


def is_code(word: str) -> bool:
    """True for a model number or letters: "M3", "GPU"; a regnal number and "Jr." are none.

    >>> is_code("M3"), is_code("GPU"), is_code("NPUs"), is_code("III"), is_code("MacDonald")
    (True, True, True, False, False)
    """
    if not word.isalpha() and any(letter.isdigit() for letter in word):
        return True

    letters = word.rstrip("s.")
    return len(letters) > 1 and letters.isupper() and not _REGNAL_LETTERS.issuperset(letters)


def is_press(lower: list[str]) -> bool:
    """True for papers, broadcasters and agencies: "New York Times", "Xinhua News Agency"."""
    last = lower[-1]
    if last in lexicon().press:
        return True
    return last in ("agency", "service", "network") and "news" in lower


def is_organisation(words: list[str], lower: list[str]) -> bool:
    """True where a cue says so: a last word ("Atlantic Council"), a head before "of" ("Bank of
    England"), a first word, an ampersand. `lower`: the words in lower case, without full stops."""
    lex = lexicon()
    if lower[-1] in lex.tails or lower[-1] in lex.suffixes:
        could_be_surname = lower[-1] in lex.surnames and len(words) == 2
        return not (could_be_surname and words[0] in given().sure)

    if lower[0] in lex.fronts or "&" in words or "bros" in lower:
        return True
    if len(lower) < 3 or lex.heads.isdisjoint(lower):
        return False

    for number, word in enumerate(lower[:-2]):
        if word in lex.heads and lower[number + 1] in POSTPOSITIONS:
            return True

    return False


def is_person(words: list[str], lower: list[str]) -> bool:
    """True where a run of two to five words begins with a given name or initials, or is written
    like an East Asian name. `lower`: the words in lower case, without full stops."""
    if not 2 <= len(words) <= _LONGEST_PERSON or not words[-1][0].isupper():
        return False
    if _is_thing(words, lower):
        return False

    names, plain = given(), common()
    first, last = words[0], words[-1]
    if EASTERN_GIVEN.fullmatch(last) and len(words) == 2 and lower[0] not in plain:
        return True
    if any(word.lower() in plain and word not in names.sure for word in words[1:-1]):
        return False

    is_surname = lower[-1] not in plain or last in names.family
    if first in names.sure:
        return is_surname or len(words) == 2 or _is_second_given(words[1])

    begins_with_initial = first[-1] == "." and len(words) <= 3
    begins_like_name = begins_with_initial or first in names.doubtful
    return begins_like_name and is_surname and last not in gazetteer()


def _is_second_given(word: str) -> bool:
    """True for a given name, and for an initial."""
    return word in given().sure or word[-1] == "."


def _is_thing(words: list[str], lower: list[str]) -> bool:
    """True where a word says that this is no person: a street, a model, a word that is never a
    name."""
    lex = lexicon()
    first = lower[0]
    if lower[-1] in lex.things or is_code(words[-1]):
        return True
    if words[0].isupper() and all(word.isupper() for word in words):
        return True
    if first in lex.towns:
        return True
    if first in lex.stops and first not in _MONTHS and words[0] in given().doubtful:
        return True

    return not _never_in_persons().isdisjoint(lower[1:])


@cache
def _never_in_persons() -> frozenset[str]:
    """Words that stand in a name but never in a person's; a single letter is an initial."""
    return LINKS.union(word for word in lexicon().stops if len(word) > 1)
