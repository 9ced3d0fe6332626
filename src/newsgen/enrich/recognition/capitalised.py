"""Capitalised runs. A run is a row of capitalised words with the small words that names hold (`of`,
`van`, `and`); `pieces` cuts it where one name ends and another begins."""

import re
import unicodedata

from newsgen.enrich.name_forms import bare
from newsgen.enrich.tables import common, gazetteer, lexicon

_LATIN_BLOCKS = (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
_UPPER = "".join(chr(code) for code in _LATIN_BLOCKS if unicodedata.category(chr(code)) == "Lu")
# A capital, then: the other letters of "U.S."; or the full stop of an initial; or the word's
# letters, with hyphens and apostrophes inside it, and the full stop of an abbreviation that is
# known (by length: a look-behind has one).
_WORD = (
    rf"[{_UPPER}](?:(?:\.[{_UPPER}])+\.?(?!\w)|\.(?=[ ])|\w*(?:[-'’&/]\w+)*"
    r"(?:\.(?:(?<=\b(?:Mr|Ms|Dr|Lt|St|Ft|Mt|Jr|Sr|Co)\.)"
    r"|(?<=\b(?:Mrs|Gen|Col|Maj|Sgt|Adm|Cpl|Pvt|Sen|Rep|Gov|Rev|Inc|Ltd|Cos|Hon)\.)"
    r"|(?<=\b(?:Prof|Capt|Cmdr|Sens|Reps|Corp|Bros)\.)))?)"
)
_LINK = (
    "(?:of the|for the|on the|and the|of|for|and|on|&"
    "|de la|de los|de|da|do|di|du|dos|das|del|della|van der|van den|van|von der|von|der|den|ten|ter"
    "|la|le|bin|ibn|bint|ben|el|al|y)"
)
RUN = re.compile(
    rf"{_WORD}(?:[ \xa0](?=[{_UPPER}a&bdefiltlovy])(?:{_LINK}[ ])?(?:[ae]l-|[dl]['’])?{_WORD}){{0,40}}"
)
"""A run of capitalised words, 41 at most: what is longer is no name.

The pattern begins with a set of letters, so that the engine skips to them: a look-behind first
costs four times as much. Whoever uses the pattern looks at the character before a match (`INSIDE`).
The look at the next letter spares most words a comparison with the list of small words.
"""
INSIDE = re.compile(r"[\w<@#]")
"""A character before a capital that means that no run begins there: the capital stands inside a
word, or begins a ticker (`<SRD>`), a handle or a hash tag."""

LINKS = frozenset({"of", "for", "and", "on", "&", "the", "y"})
"""Small words that may join two names or stand inside one."""
POSTPOSITIONS = ("of", "for", "on")
"""Small words that tie what follows to the name before them: "Bank of England"."""
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_ATTRIBUTE = (
    "-based",
    "-born",
    "-led",
    "-backed",
    "-owned",
    "-run",
    "-style",
    "-era",
    "-controlled",
    "-listed",
    "-held",
)
"""Endings that make an adjective of a name: "London-based"."""
_PARTNERS = ("co", "sons", "company", "partners", "associates", "brothers")
"""Words that follow "and" in the name of a firm: "Bear Stearns and Co"."""
_INCORPORATED = ("corp", "inc", "ltd", "plc", "llc")
_FIRM_WORDS = 3
"""Words after a possessive that may still be the same firm's name: "Moody's Investors Service
Inc"."""


def pieces(run: str) -> list[list[str]]:
    """The words of a run, cut at possessives, at dates and at the small words that do not hold a
    name together.

    >>> pieces("Japan's Foreign Minister"), pieces("Bank of England and Japan")
    ([['Japan'], ['Foreign', 'Minister']], [['Bank', 'of', 'England'], ['Japan']])
    """
    words = run.replace("\xa0", " ").split(" ")
    dated = lexicon().dated
    if len(words) == 1 and run.isalpha() and run not in LINKS:  # most runs
        return [words] if run.lower() not in dated else []

    cut: list[list[str]] = []
    piece: list[str] = []
    link: list[str] = []

    for number, word in enumerate(words):
        if word in LINKS:
            link.append(word)
            continue

        if link and piece:
            if _holds_together(piece, link, words[number:]):
                piece += link
            else:
                cut.append(piece)
                piece = []
        link = []

        is_date = bare(word) in dated
        done = piece if is_date else _ended(piece, word, words[number + 1 :])
        if done is None:
            piece.append(word)
            continue
        if done:
            cut.append(done)
        piece = []

    return [*cut, piece] if piece else cut


def _ended(
    piece: list[str],
    word: str,
    following: list[str],
) -> list[str] | None:
    """The piece that ends with `word`, an attribute or a possessive; None where the piece goes on
    behind `word`."""
    if word.isalpha():  # neither a hyphen nor an apostrophe
        return None
    if word.endswith(_ATTRIBUTE):
        return [*piece, word.rpartition("-")[0]]
    if _is_possessive(word, following):
        return _owner(piece, word)
    return None


def _is_possessive(word: str, following: list[str]) -> bool:
    """True where a name ends with the possessive `word`."""
    if len(word) <= 3 or not word.endswith(_POSSESSIVE):
        return False
    return not _is_in_firm(word, following)


def _is_in_firm(word: str, following: list[str]) -> bool:
    """True where a possessive is part of a firm's name: "Moody's Investors Service Inc",
    "McDonald's Corp"."""
    size = 0
    for other in following:
        if other in LINKS or other[0].islower():
            break
        size += 1

    if word[:-2] in gazetteer() or not 0 < size <= _FIRM_WORDS:
        return False

    last = bare(following[size - 1])
    return last in lexicon().suffixes


def _owner(piece: list[str], possessive: str) -> list[str]:
    """The piece that a possessive ends, without its apostrophe; empty where that leaves one letter
    in front."""
    marks = 2 if possessive[-1] == "s" else 1
    owner = [*piece, possessive[:-marks]]

    return owner if len(owner[0]) > 1 else []


def _holds_together(
    left: list[str],
    link: list[str],
    right: list[str],
) -> bool:
    """True where the words of a link hold two stretches together as one organisation, or as one
    title."""
    if link[0] in POSTPOSITIONS:
        return _ends_in_head(left, right)
    if link[0] == "and":
        return right[0] != "The" and _is_inner_and(left, right)

    return True


def _ends_in_head(left: list[str], right: list[str]) -> bool:
    """True where "of" joins: an office to its portfolio, a sea to its name, an organisation to its
    place or field."""
    words = lexicon()
    last = left[-1].lower()
    if last in words.title_heads and right[0].lower() in words.portfolios:
        return True
    if last in words.waters:
        return True

    has_head = any(word.lower() in words.heads for word in left[-2:])
    return has_head and " ".join(left) not in gazetteer()


def _is_inner_and(left: list[str], right: list[str]) -> bool:
    """True where "and" is inside a name: "Department of Health and Human Services", "Bear Stearns
    and Co", "Securities and Exchange Commission"."""
    words, places = lexicon(), gazetteer()
    following = right[0].lower()
    if any(word in POSTPOSITIONS for word in left):
        return following in common() and right[0] not in places
    if following.rstrip(".") in _PARTNERS:
        return True
    if len(left) > 2 or left[-1].lower() not in common() or left[0] in places:
        return False

    size = 0
    for word in right:
        if word in LINKS:
            break
        size += 1

    tail = bare(right[size - 1])
    return tail in _INCORPORATED or (tail in words.tails and following in common())
