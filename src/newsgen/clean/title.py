"""The title of a raw text: which of its first lines is the headline – or none, and then one is derived from the lede and marked so."""

import re
from collections.abc import Sequence

from newsgen.clean.evidence import Found, unknown
from newsgen.text.sentences import first
from newsgen.text.words import plain

LONGEST = 90
"""Characters of a derived headline."""

_YEAR = re.compile(r"(?:19|20)\d\d-\d\d")
_END = re.compile(r"[.!?…]$")
_CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s|\s(?=(?:after|as|because|while|when|but|and|before|amid|with|who|which|that|to|in|on|at|for|from)\s)")


def title(lines: Sequence[str], body: int) -> Found[str]:
    """The headline among `lines`, where `body` is the index of the first line of running text."""
    for at, line in enumerate(lines[:body]):
        if 4 <= len(line.split()) <= 25 and not line.endswith(".") and not _YEAR.search(line):
            return Found(line, "text", "line above the body", 0.7, (at,))
    return unknown("", "no headline in the text")


def derived(lede: str) -> Found[str]:
    """A headline made of the opening of `lede`, at most `LONGEST` characters, cut at a clause or else a word, without an ellipsis.

    >>> derived("The ministers met on Wednesday in a London hotel, the first such talks since the pact was signed by all three.").value
    'The ministers met on Wednesday in a London hotel'
    """
    sentence = first(lede).rstrip(".")
    if not sentence:
        return unknown("", "no text to derive a headline from")
    if len(sentence) <= LONGEST:
        return Found(sentence, "derived", "first sentence", 0.5)
    cuts = [match.start() for match in _CLAUSE.finditer(sentence[: LONGEST + 1]) if match.start() >= 30]
    cut = cuts[-1] if cuts else sentence.rfind(" ", 0, LONGEST + 1)
    return Found(sentence[: cut if cut > 0 else LONGEST].rstrip(" ,;:–—-"), "derived", "opening of the first sentence", 0.5)


def same(one: str, other: str) -> bool:
    """True where two lines have the same words."""
    return plain(one) == plain(other)
