"""Reads the names of persons in a byline, and tells them from the offices, outlets, headings and
dates beside them."""

import re
from collections.abc import Sequence
from functools import cache

from newsgen.text.tables import rows

LONGEST = 5
"""Most words of a name."""
LOOKED_AT = 300
"""Characters of a text that are looked at for names."""

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŅŇŐŒŔŘŚŞŠŤŪŮŰŹŻŽȘȚ"
_WORD = re.compile(rf"(?:[{_UPPER}][\w’'.-]*|(?:O|D|L|d|l|al|el)[’'-][{_UPPER}][\w-]+)")
_PARTICLES = frozenset(
    (
        *("de", "da", "dos", "du", "di", "la", "le", "el", "y", "al", "bin", "ben"),
        *("van", "von", "der", "den", "ter", "ten", "und", "zu", "af", "av"),
    )
)
"""Small words inside names."""
_CREDENTIAL = re.compile(r"(?:[A-Z]{2,4}|Ph\.?D\.?|M\.?D\.?|MBA|MSc|BSc|CNN|BBC)\.?")
_MEDLEY = re.compile(r"[A-Z]{3,}[a-z]")
"""Capitals that run into small letters (`SHAREThis`): two words glued together, no part of a name."""
_GENERATION = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_GLUED = re.compile(
    r"(?<=[a-zà-ÿ])(?=(?:The|Writer|Editor|Reporter|Contributor|Staff|Senior|Travel|News|Sports?"
    r"|Political|Published|Updated|Posted|Chief)(?:\b|[A-Z]))"
)
_DEGREES = frozenset({"MS", "MD", "RD", "LD", "RN"})
_HONORIFIC = re.compile(r"^(?:Dr|Mr|Mrs|Ms|Prof|Sir|Rev|Fr)\.?\s")
_LIST = re.compile(r"\s*(?:;|&|\+|\s(?:and|und|et|y|e|og|och|en|i|ve)\s)\s*")
_STOP = re.compile(
    r"[|•·–—/(\[@:\d<>\"“”…]|\s-\s|\bfor\b|\bin\b|\bon\b|\bat\b|\bof\b|\bvia\b|\bfrom\b"
    r"|\bupdated\b|\bpublished\b",
    re.IGNORECASE,
)


def person_names(text: str) -> tuple[str, ...]:
    """The persons listed at the beginning of `text`, which follows a `By` or stands for itself.

    >>> person_names("Anna Lind, Per Holm and Mira de Vries, Staff Writers | 5 May")
    ('Anna Lind', 'Per Holm', 'Mira de Vries')
    >>> person_names("Anna Lind, Medical News"), person_names("the way, he said")
    (('Anna Lind',), ())
    >>> person_names("PER HOLM")
    ('Per Holm',)
    """
    text = _GLUED.sub(" | ", text.strip(" ,.:-–—|•*")[:LOOKED_AT])
    stop = _STOP.search(text)
    listed = text[: stop.start()] if stop else text
    joined = _LIST.split(listed)
    parts = ",".join(joined).split(",")
    # Of two parts with a comma between them the second is the paper; of more, all are persons.
    is_list = len(joined) > 1 or len(parts) > 2
    names: list[str] = []
    for part in parts if is_list else parts[:1]:
        name = person_name(part)
        if not name:
            break
        names.append(name)
    return tuple(dict.fromkeys(names))


def person_name(text: str) -> str:
    """The name that `text` begins with and, apart from offices and outlets, consists of; empty
    where it is none.

    >>> person_name("Anna Lind Senior Reporter"), person_name("Most Popular")
    ('Anna Lind', '')
    >>> person_name("John Garcia Jr"), person_name("Lauren Manaker MS")
    ('John Garcia Jr', 'Lauren Manaker')
    """
    tokens = _HONORIFIC.sub("", text.strip(" .,*")).split()
    name: list[str] = []
    for token in tokens:
        if _ends_name(token, name):
            break
        if not _WORD.fullmatch(token) and not (name and token.lower() in _PARTICLES):
            return ""
        name.append(token)
    # Of four words and more before an office or outlet some may be its own: the name is the first
    # two, or three where the second is an initial or a particle.
    if 3 < len(name) < len(tokens):
        name = name[: 3 if _is_middle(name[1]) else 2]
    while name and name[-1].lower() in _PARTICLES:
        name.pop()
    return _usual_spelling(name) if _is_name(name) else ""


@cache
def not_names() -> frozenset[str]:
    """The words that are part of no name, in small letters."""
    words: set[str] = set()
    for row in rows("newsgen.clean", "not_names.txt"):
        words.update(row.split())
    return frozenset(words)


def _ends_name(token: str, name: Sequence[str]) -> bool:
    """True where `token`, after the words of `name`, is no part of it."""
    word = token.strip(".,").lower()
    if word in not_names() or _MEDLEY.match(token):
        return True
    return len(name) >= 2 and _is_title(token)


def _is_title(token: str) -> bool:
    """True for degrees and abbreviations after a name, which are no part of it; `Jr.` is."""
    if token in _DEGREES:
        return True
    if token in _GENERATION or len(token) <= 2 or not token.isupper():
        return False
    return _CREDENTIAL.fullmatch(token) is not None


def _is_middle(token: str) -> bool:
    """True for an initial and a particle."""
    letters = token.strip(".")
    return len(letters) == 1 or token.lower() in _PARTICLES


def _is_name(tokens: Sequence[str]) -> bool:
    """True where `tokens` are as many as a name's, more than initials, and in capitals throughout
    or not at all."""
    if not 2 <= len(tokens) <= LONGEST:
        return False
    lengths = [len(token.strip(".")) for token in tokens]
    if lengths[-1] < 2 or max(lengths) <= 2:
        return False
    capitals = set()
    for token in tokens:
        if len(token) > 2 and token not in _GENERATION:
            capitals.add(token.isupper())
    return len(capitals) < 2


def _usual_spelling(tokens: Sequence[str]) -> str:
    """The name with capitals only where its words begin, where it was printed in capitals
    throughout."""
    if not all(map(str.isupper, tokens)) or max(map(len, tokens)) <= 2:
        return " ".join(tokens)
    words = []
    for token in tokens:
        if token in _GENERATION:
            words.append(token)
            continue
        parts = [part.capitalize() for part in token.split("-")]
        words.append("-".join(parts))
    return " ".join(words)
