"""The forms in which one name is printed: endings, suffixes and word orders that the recognition of
names in one story and their resolution over the archive must read alike."""

import re

NUMERALS = frozenset(
    {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii"}
    | {"ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi"}
)
"""Roman numerals, lower case, that stand behind the name of a king, a pope or a son."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What may follow a surname, lower case and without its full stop."""
EASTERN_GIVEN = re.compile(r"[A-Z][a-z]+-[A-Za-z][a-z]+")
"""A given name of two syllables as Korean and Chinese ones are written: "Jong-un", "Ing-wen"."""

_SLAVIC_ENDING = re.compile(r"(?<=\w\w)(?:iy|yy|ij|ii|yi)\b")
_DEPARTMENT_OF = re.compile(r"^([Dd]epartment|[Mm]inistry) (?:of|for) (?:the )?(.+)$")
_NO_WORD = re.compile(r"[^\w]+")


def bare(word: str) -> str:
    """`word` in lower case, without the full stop of an abbreviation.

    >>> bare("Jr."), bare("Corp")
    ('jr', 'corp')
    """
    return word.lower().rstrip(".")


def words_only(name: str) -> str:
    """The words of a name, case-folded, with one space between them.

    >>> words_only("Côte d'Ivoire"), words_only("U.S.")
    ('côte d ivoire', 'u s')
    """
    return _NO_WORD.sub(" ", name).strip().casefold()


def one_ending(name: str) -> str:
    """`name`, in lower case, with "y" for every way in which the Slavic ending of a word is
    transliterated.

    >>> one_ending("zelenskiy"), one_ending("yuri zelenskyy"), one_ending("rii")
    ('zelensky', 'yuri zelensky', 'rii')
    """
    return _SLAVIC_ENDING.sub("y", name)


def head_last(name: str) -> str:
    """`name` with "Department" or "Ministry" behind what it is for, as the other half of the papers
    prints it.

    >>> head_last("Department of the Interior"), head_last("ministry of defense"), head_last("Bank of Japan")
    ('Interior Department', 'defense ministry', 'Bank of Japan')
    """
    return _DEPARTMENT_OF.sub(r"\2 \1", name)
