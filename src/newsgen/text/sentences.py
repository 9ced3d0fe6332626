"""Sentences of a paragraph, for summaries, derived headlines and names: cut where a sentence ends, not at `U.S.`, `Gen.` or `5.3`."""

import re

from newsgen.text.tables import rows

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？]+[」』”）]*\s*|\.(?=[A-Z][a-z])[ ]?")
_OPENER = re.compile(r"[\"'“‘«„¿¡(\[–—-]*\s*[\w]")
_LAST = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_][\w’'-]*$")
_ABBREVIATIONS = frozenset(
    word for line in rows("newsgen.text", "abbreviations.txt") for word in line.split()
)


def sentences(paragraph: str) -> list[str]:
    """The sentences of `paragraph`, in order, each stripped; joined by spaces they give its words back.

    >>> sentences('Gen. Mark Milley met U.S. allies. "We agreed," he said. It rose 5.3 percent.')
    ['Gen. Mark Milley met U.S. allies.', '"We agreed," he said.', 'It rose 5.3 percent.']
    """
    found, start = [], 0
    for match in _END.finditer(paragraph):
        if _ends(paragraph, match):
            found.append(paragraph[start : match.end()].strip())
            start = match.end()
    found.append(paragraph[start:].strip())
    return [sentence for sentence in found if sentence]


def first(paragraph: str) -> str:
    """The first sentence of `paragraph`; empty where there is none."""
    for match in _END.finditer(paragraph):
        if _ends(paragraph, match):
            return paragraph[: match.end()].strip()
    return paragraph.strip()


def _ends(text: str, match: re.Match[str]) -> bool:
    """True where a sentence ends with this mark: what follows can open one, and what stands before a lone stop is no abbreviation."""
    opener = _OPENER.match(text, match.end())
    if opener is not None and opener[0][-1].islower():
        return False
    if match[0].rstrip() != ".":
        return True
    before = _LAST.search(text, max(0, match.start() - 24), match.start())
    if before is None:
        return True
    word = before[0]
    return (
        not (len(word) == 1 and word.isupper())
        and "." not in word
        and word.lower() not in _ABBREVIATIONS
    )
