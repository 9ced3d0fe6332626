"""News agencies by the signatures they are printed with."""

import re
from functools import cache

from newsgen.text.tables import rows

_WORD = re.compile(r"[^\W_]+")


def agency_name(signature: str) -> str:
    """The agency that signs as `signature`, empty where none does.

    >>> agency_name("AP"), agency_name("Group A")
    ('Associated Press', '')
    """
    return _agencies().get(
        signature.strip(" .").casefold() if len(signature) > 5 else signature.strip(" ."), ""
    )


def may_sign(line: str) -> bool:
    """False for lines in which no agency's signature can stand, as the longest word of none is there: most lines are told by that.

    >>> may_sign("By Anna Lind, Associated Press"), may_sign("The ministers met")
    (True, False)
    """
    return not _longest().isdisjoint(_WORD.findall(line.casefold()))


@cache
def _longest() -> frozenset[str]:
    return frozenset(max(_WORD.findall(signature.casefold()), key=len) for signature in _agencies())


@cache
def _agencies() -> dict[str, str]:
    """Agencies by signature; signatures of five letters and less as printed, longer ones case-folded."""
    found: dict[str, str] = {}
    for row in rows("newsgen.clean", "agencies.tsv"):
        name, _, signatures = row.partition("\t")
        for signature in signatures.split("|"):
            found[signature.casefold() if len(signature) > 5 else signature] = name
    return found
