"""The sentences of a paragraph, for summaries, derived headlines and names: cut where a sentence
ends, not at `U.S.`, `Gen.` or `5.3`."""

import re

from newsgen.text.tables import rows

LONGEST_ABBREVIATION = 24
"""Characters before a full stop in which an abbreviation is looked for."""

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？]+[」』”）]*\s*|\.(?=[A-Z][a-z])[ ]?")
_OPENER = re.compile(r"[\"'“‘«„¿¡(\[–—-]*\s*[\w]")
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_][\w’'-]*$")


def _abbreviations() -> frozenset[str]:
    words: set[str] = set()
    for line in rows("newsgen.text", "abbreviations.txt"):
        words.update(line.split())
    return frozenset(words)


_ABBREVIATIONS = _abbreviations()


def sentences(paragraph: str) -> list[str]:
    """The sentences of `paragraph`, in order, each stripped; joined by spaces they give its words.

    >>> sentences('Gen. Mark Milley met U.S. allies. "We agreed," he said. It rose 5.3 percent.')
    ['Gen. Mark Milley met U.S. allies.', '"We agreed," he said.', 'It rose 5.3 percent.']
    """
    pieces, start = [], 0
    for match in _END.finditer(paragraph):
        if _ends_sentence(paragraph, match):
            pieces.append(paragraph[start : match.end()].strip())
            start = match.end()

    pieces.append(paragraph[start:].strip())

    return [sentence for sentence in pieces if sentence]


def first(paragraph: str) -> str:
    """The first sentence of `paragraph`; empty where there is none.

    >>> first("Gen. Mark Milley left. He smiled.")
    'Gen. Mark Milley left.'
    """
    for match in _END.finditer(paragraph):
        if _ends_sentence(paragraph, match):
            return paragraph[: match.end()].strip()
    return paragraph.strip()


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends with this mark: what follows can open a sentence, and what stands
    before a lone full stop is no abbreviation."""
    opener = _OPENER.match(text, match.end())
    if opener is not None and opener[0][-1].islower():
        return False
    if match[0].rstrip() != ".":
        return True

    earliest = max(0, match.start() - LONGEST_ABBREVIATION)
    before = _LAST_WORD.search(text, earliest, match.start())
    if before is None:
        return True

    word = before[0]
    is_initial = len(word) == 1 and word.isupper()

    return not is_initial and "." not in word and word.lower() not in _ABBREVIATIONS
