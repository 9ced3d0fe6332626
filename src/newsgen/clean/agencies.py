"""News agencies by the signatures they are printed with."""

from functools import cache

from newsgen.text.tables import rows


def agency_name(signature: str) -> str:
    """The agency that signs as `signature`, empty where none does.

    >>> agency_name("AP"), agency_name("Group A")
    ('Associated Press', '')
    """
    return _agencies().get(signature.strip(" .").casefold() if len(signature) > 5 else signature.strip(" ."), "")


@cache
def _agencies() -> dict[str, str]:
    """Agencies by signature; signatures of five letters and less as printed, longer ones case-folded."""
    found: dict[str, str] = {}
    for row in rows("newsgen.clean", "agencies.tsv"):
        name, _, signatures = row.partition("\t")
        for signature in signatures.split("|"):
            found[signature.casefold() if len(signature) > 5 else signature] = name
    return found
