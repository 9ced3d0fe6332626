"""The table of news agencies: the name of the agency that signs as "AP", "AFP", "dpa" ….

Only signatures are looked up here; where in a text they stand, `agency` finds out.
"""

import re
from functools import cache

from newsgen.text.tables import rows

SHORT = 5
"""Most characters of a signature that is matched in its printed capitals: "AP" is one, "ap" none."""

_WORD = re.compile(r"[^\W_]+")


def agency_name(signature: str) -> str:
    """The full name of the agency that signs as `signature`; empty where none does.

    >>> agency_name("AP"), agency_name("Group A")
    ('Associated Press', '')
    """
    bare = signature.strip(" .")
    return _agencies().get(bare.casefold() if len(signature) > SHORT else bare, "")


def may_sign(line: str) -> bool:
    """False where `line` cannot hold an agency's signature: the longest word of every signature is
    missing. So most lines are passed quickly.

    >>> may_sign("By Anna Lind, Associated Press"), may_sign("The ministers met")
    (True, False)
    """
    words = _WORD.findall(line.casefold())
    return not _longest_words().isdisjoint(words)


@cache
def _longest_words() -> frozenset[str]:
    """The longest word of each signature, case-folded."""
    longest = set()
    for signature in _agencies():
        words = _WORD.findall(signature.casefold())
        longest.add(max(words, key=len))
    return frozenset(longest)


@cache
def _agencies() -> dict[str, str]:
    """Each agency's name by each of its signatures: those of at most `SHORT` characters as printed,
    longer ones case-folded."""
    names: dict[str, str] = {}
    for row in rows("newsgen.clean", "agencies.tsv"):
        name, _, signatures = row.partition("\t")
        for signature in signatures.split("|"):
            key = signature.casefold() if len(signature) > SHORT else signature
            names[key] = name
    return names
