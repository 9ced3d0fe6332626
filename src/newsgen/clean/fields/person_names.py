"""Persons' names in a byline: told from offices, outlets, headings and dates that stand beside them."""

import re
from functools import cache

from newsgen.text.tables import rows

LONGEST = 5
"""Words that a name has at most."""

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŅŇŐŒŔŘŚŞŠŤŪŮŰŹŻŽȘȚ"
_WORD = re.compile(rf"(?:[{_UPPER}][\w’'.-]*|(?:O|D|L|d|l|al|el)[’'-][{_UPPER}][\w-]+)")
_PARTICLES = frozenset(
    {
        "de",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ben",
        "da",
        "dos",
        "du",
        "di",
        "ter",
        "ten",
        "y",
        "und",
        "zu",
        "af",
        "av",
    }
)
_CREDENTIAL = re.compile(r"(?:[A-Z]{2,4}|Ph\.?D\.?|M\.?D\.?|MBA|MSc|BSc|CNN|BBC)\.?")
_MEDLEY = re.compile(r"[A-Z]{3,}[a-z]")
_GENERATION = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_GLUED = re.compile(
    r"(?<=[a-zà-ÿ])(?=(?:The|Writer|Editor|Reporter|Contributor|Staff|Senior|Travel|News|Sports?|Political|Published|Updated|Posted|Chief)(?:\b|[A-Z]))"
)
_DEGREES = frozenset({"MS", "MD", "RD", "LD", "RN"})
_HONORIFIC = re.compile(r"^(?:Dr|Mr|Mrs|Ms|Prof|Sir|Rev|Fr)\.?\s")
_LIST = re.compile(r"\s*(?:;|&|\+|\s(?:and|und|et|y|e|og|och|en|i|ve)\s)\s*")
_STOP = re.compile(
    r"[|•·–—/(\[@:\d<>\"“”…]|\s-\s|\bfor\b|\bin\b|\bon\b|\bat\b|\bof\b|\bvia\b|\bfrom\b|\bupdated\b|\bpublished\b",
    re.IGNORECASE,
)


def person_names(text: str) -> tuple[str, ...]:
    """The persons listed at the beginning of `text`, which follows a `By` or stands for itself.

    >>> person_names("Anna Lind, Per Holm and Mira de Vries, Staff Writers | 5 May")
    ('Anna Lind', 'Per Holm', 'Mira de Vries')
    >>> person_names("Anna Lind, Medical News"), person_names("the way, he said"), person_names("PER HOLM")
    (('Anna Lind',), (), ('Per Holm',))
    """
    text = _GLUED.sub(" | ", text.strip(" ,.:-–—|•*")[:300])
    stop = _STOP.search(text)
    listed = text[: stop.start()] if stop else text
    joined = _LIST.split(listed)
    parts = [part for piece in joined for part in piece.split(",")]
    sure = len(joined) > 1 or len(parts) > 2
    found: list[str] = []
    for part in parts:
        made = person_name(part)
        if not made:
            break
        found.append(made)
        if not sure:
            break
    return tuple(dict.fromkeys(found))


def person_name(text: str) -> str:
    """The name that `text` begins with and, offices and outlets aside, consists of; empty where it is none.

    >>> person_name("Anna Lind Senior Reporter"), person_name("Most Popular"), person_name("John Garcia Jr"), person_name("Lauren Manaker MS")
    ('Anna Lind', '', 'John Garcia Jr', 'Lauren Manaker')
    """
    tokens = _HONORIFIC.sub("", text.strip(" .,*")).split()
    kept: list[str] = []
    for token in tokens:
        if (
            token.strip(".,").lower() in not_names()
            or (len(kept) >= 2 and _ends(token))
            or _MEDLEY.match(token)
        ):
            break
        if not _WORD.fullmatch(token) and not (kept and token.lower() in _PARTICLES):
            return ""
        kept.append(token)
    if len(kept) < len(tokens) and len(kept) > 3:
        kept = kept[:2] if not _is_middle(kept[1]) else kept[:3]
    while kept and kept[-1].lower() in _PARTICLES:
        kept.pop()
    if (
        not 2 <= len(kept) <= LONGEST
        or len(kept[-1].strip(".")) < 2
        or not any(len(token.strip(".")) > 2 for token in kept)
    ):
        return ""
    shouted = [token.isupper() for token in kept if len(token) > 2 and token not in _GENERATION]
    if any(shouted) and not all(shouted):
        return ""
    return _cased(kept)


@cache
def not_names() -> frozenset[str]:
    """The words that are part of no name, lower case."""
    return frozenset(word for row in rows("newsgen.clean", "not_names.txt") for word in row.split())


def _ends(token: str) -> bool:
    """True for degrees and abbreviations after a name, which are no part of it; `Jr.` is."""
    if token in _DEGREES:
        return True
    return (
        token not in _GENERATION
        and len(token) > 2
        and token.isupper()
        and bool(_CREDENTIAL.fullmatch(token))
    )


def _is_middle(token: str) -> bool:
    return len(token.strip(".")) == 1 or token.lower() in _PARTICLES


def _cased(tokens: list[str]) -> str:
    """The name with capitals only where its words begin, where it was printed in capitals throughout."""
    if not all(token.isupper() for token in tokens) or max(map(len, tokens)) <= 2:
        return " ".join(tokens)
    return " ".join(
        token if token in _GENERATION else "-".join(part.capitalize() for part in token.split("-"))
        for token in tokens
    )
