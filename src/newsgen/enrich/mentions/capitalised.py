"""Capitalised runs: the one scan of a text. A run is a row of capitalised words with the small words that names hold (`of`, `van`, `and`);
`pieces` cuts it where one name ends and another begins."""

import re
import unicodedata

from newsgen.enrich.tables import common, gazetteer, lexicon

_UPPER = "".join(
    chr(c)
    for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
    if unicodedata.category(chr(c)) == "Lu"
)
_WORD = (
    rf"[{_UPPER}](?:(?:\.[{_UPPER}])+\.?(?!\w)|\.(?=[ ])|\w*(?:[-'’&/]\w+)*"
    r"(?:\.(?:(?<=\b(?:Mr|Ms|Dr|Lt|St|Ft|Mt|Jr|Sr|Co)\.)|(?<=\b(?:Mrs|Gen|Col|Maj|Sgt|Adm|Cpl|Pvt|Sen|Rep|Gov|Rev|Inc|Ltd|Cos|Hon)\.)"
    r"|(?<=\b(?:Prof|Capt|Cmdr|Sens|Reps|Corp|Bros)\.)))?)"
)
_LINK = (
    "(?:of the|for the|on the|and the|of|for|and|on|&|de la|de los|de|da|do|di|du|dos|das|del|della|van der|van den|van|von der|von|der|den|ten|ter"
    "|la|le|bin|ibn|bint|ben|el|al|y)"
)
RUN = re.compile(
    rf"{_WORD}(?:[ \xa0](?=[{_UPPER}a&bdefiltlovy])(?:{_LINK}[ ])?(?:[ae]l-|[dl]['’])?{_WORD}){{0,40}}"
)
"""A run of capitalised words, 41 at most: what is longer is no name. The pattern begins with a set of letters, so that the engine skips to them: a
look-behind first costs four times as much; whoever uses it looks at the character before (`INSIDE`). A look at the next letter spares most words the
list of small ones."""
INSIDE = re.compile(r"[\w<@#]")
"""What before a capital means that no run begins there: the middle of a word, a ticker (`<SRD>`), a handle, a hash tag."""

LINKS = frozenset({"of", "for", "and", "on", "&", "the", "y"})
"""Small words that may join two names or stand inside one."""
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


def pieces(run: str) -> list[list[str]]:
    """The words of a run, cut at possessives, at dates and at the small words that do not hold a name together.

    >>> pieces("Japan's Foreign Minister"), pieces("Bank of England and Japan")
    ([['Japan'], ['Foreign', 'Minister']], [['Bank', 'of', 'England'], ['Japan']])
    """
    words = run.replace("\xa0", " ").split(" ")
    dated = lexicon().dated
    if len(words) == 1 and run.isalpha() and run not in LINKS:  # most runs
        return [words] if run.lower() not in dated else []
    found: list[list[str]] = []
    held: list[str] = []
    link: list[str] = []
    for number, word in enumerate(words):
        if word in LINKS:
            link.append(word)
            continue
        if link and held and not _joined(held, link, words[number:]):
            found.append(held)
            held = []
        elif link and held:
            held += link
        link = []
        if word.lower().rstrip(".") in dated:
            found += [held] if held else []
            held = []
        elif word.isalpha():  # neither a hyphen nor an apostrophe
            held.append(word)
        elif word.endswith(_ATTRIBUTE):
            found += [[*held, word.rpartition("-")[0]]]
            held = []
        elif (
            word.endswith(_POSSESSIVE)
            and len(word) > 3
            and not _named_so(word, words[number + 1 :])
        ):
            held.append(word[:-2] if word[-1] == "s" else word[:-1])
            found += [held] if len(held[0]) > 1 else []
            held = []
        else:
            held.append(word)
    return [*found, held] if held else found


def _named_so(word: str, rest: list[str]) -> bool:
    """True where a possessive is part of a firm's name: "Moody's Investors Service Inc", "McDonald's Corp"."""
    end = next(
        (number for number, other in enumerate(rest) if other in LINKS or other[0].islower()),
        len(rest),
    )
    return (
        word[:-2] not in gazetteer()
        and 0 < end <= 3
        and rest[end - 1].lower().rstrip(".") in lexicon().suffixes
    )


def _joined(left: list[str], link: list[str], right: list[str]) -> bool:
    """True where the words of a link hold two stretches together as one organisation, or as one title."""
    words = lexicon()
    if link[0] in ("of", "for", "on"):
        office = left[-1].lower() in words.title_heads and right[0].lower() in words.portfolios
        return (
            office
            or left[-1].lower() in words.waters
            or (
                any(word.lower() in words.heads for word in left[-2:])
                and " ".join(left) not in gazetteer()
            )
        )
    if link[0] == "and":
        return right[0] != "The" and _and(left, right)
    return True


def _and(left: list[str], right: list[str]) -> bool:
    """True where "and" is inside a name: "Department of Health and Human Services", "Bear Stearns and Co", "Securities and Exchange Commission"."""
    words = lexicon()
    if any(word in ("of", "for", "on") for word in left):
        return right[0].lower() in common() and right[0] not in gazetteer()
    if right[0].lower().rstrip(".") in (
        "co",
        "sons",
        "company",
        "partners",
        "associates",
        "brothers",
    ):
        return True
    if len(left) > 2 or left[-1].lower() not in common() or left[0] in gazetteer():
        return False
    end = next((number for number, other in enumerate(right) if other in LINKS), len(right))
    tail = right[end - 1].lower().rstrip(".")
    return tail in ("corp", "inc", "ltd", "plc", "llc") or (
        tail in words.tails and right[0].lower() in common()
    )
