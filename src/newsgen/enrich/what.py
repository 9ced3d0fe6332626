"""Subjects: what a story is about beyond names, by the words it uses – a few of a shipped lexicon, and one broad subject where it is clear."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from newsgen.enrich.scan import Copytext
from newsgen.enrich.tables import lines
from newsgen.model import Mention

BROAD = {
    "Economy": "Economy, business and finance",
    "Labour": "Labour",
    "Politics": "Politics",
    "Conflict": "War and conflict",
    "Crime": "Crime, law and justice",
    "Disaster": "Disasters and accidents",
    "Weather": "Weather",
    "Environment": "Environment",
    "Health": "Health",
    "Science": "Science",
    "Technology": "Technology",
    "Entertainment": "Arts, culture and entertainment",
    "Sport": "Sport",
    "Lifestyle": "Lifestyle and leisure",
    "Society": "Society",
    "Education": "Education",
    "Religion": "Religion",
}
"""The broad subjects, after the top level of the IPTC media topics."""
CLEAR, AHEAD, DIFFERENT = 8.0, 1.8, 3
"""Points of a broad subject from which it may be named, how far ahead of the next it must be, and how many different words must speak for it."""
OFTEN, LEADING = 5, 3
"""Times a subject's words stand anywhere, or stand there with the first of them in the lead, from which it is a subject of the story."""
MOST = 2
"""Subjects of a story at most, beside the broad one."""
_LETTERS = bytes(byte if chr(byte).isalnum() or byte == 0x2D else 0x20 for byte in range(128)).ljust(256)
"""What stands for each byte of lower-case ASCII while it is cut into words: itself, or a space."""
_A = 0x61


class _Hits(NamedTuple):
    """The words of one subject that a story uses, with how often, and whether the lead has one of them."""

    words: dict[str, int]
    early: bool


def what(copy: Copytext) -> list[tuple[float, Mention]]:
    """The subjects of a story with their weights, all salient."""
    text = " ".join((*copy.headings, copy.text)).encode("ascii", "replace").lower()
    hits = _hits(text, copy.lead + sum(map(len, copy.headings)) + len(copy.headings))
    ranked = sorted([(-points, name) for name, hit in hits.items() if (points := _points(hit))])
    made = [(min(-points, 6.0) / 2, _mention(name, hits[name].words)) for points, name in ranked[:MOST]]
    broad = _broad(hits, len(text))
    return [*made, (1.0, broad)] if broad else made


def _hits(text: bytes, opening: int) -> dict[str, _Hits]:
    """The subjects whose words stand in `text`; its lead ends at `opening`. As bytes, the words of a text are cut out in half the time."""
    known, lead = _lexicon(), text[:opening]
    early, counts = _counts(lead), _counts(text[opening:])
    for word, count in early.items():
        counts[word] = counts.get(word, 0) + count
    words: dict[str, dict[str, int]] = {}
    leading: set[str] = set()
    for word in sorted(counts):
        for phrase, second, spelt, subject in known[word]:
            count = counts[word] if not second else text.count(phrase) if second in counts else 0
            if count:
                held = words.setdefault(subject, {})
                held[spelt] = held.get(spelt, 0) + count
                if word in early and (not second or phrase in lead):
                    leading.add(subject)
    return {subject: _Hits(held, subject in leading) for subject, held in words.items()}


def _counts(text: bytes) -> dict[bytes, int]:
    """How often each word of the lexicon stands in `text`; figures and hyphens in front of a word are none of it."""
    known = _lexicon()
    found: dict[bytes, int] = {}
    for word in text.translate(_LETTERS).split():
        if word in known:
            found[word] = found.get(word, 0) + 1
        elif word[0] < _A and (bare := word.lstrip(b"-0123456789")) in known:
            found[bare] = found.get(bare, 0) + 1
    return found


def _points(hits: _Hits) -> float:
    """How much a story speaks of a subject; 0 where too little, or where one word of several does so alone."""
    count = sum(hits.words.values())
    if count < (LEADING if hits.early else OFTEN):
        return 0.0
    different = len({word[:5] for word in hits.words})
    return count + 2.0 * hits.early if different > 1 or (hits.early and count >= OFTEN) else 0.0


def _broad(hits: Mapping[str, _Hits], length: int) -> Mention | None:
    """The one broad subject that stands out, by the words of all its subjects; repeated words count up to three times."""
    words: dict[str, dict[str, int]] = {}
    for subject, hit in hits.items():
        words.setdefault(_parents()[subject], {}).update(hit.words)
    points = {broad: sum(min(count, 3) for count in held.values()) for broad, held in words.items()}
    ranked = sorted(points, key=lambda broad: (-points[broad], broad))
    if not ranked or len({word[:5] for word in words[ranked[0]]}) < DIFFERENT:
        return None
    best, second = points[ranked[0]], points[ranked[1]] if len(ranked) > 1 else 0
    if best < max(CLEAR, length / 400) or best < AHEAD * second:
        return None
    return _mention(BROAD[ranked[0]], words[ranked[0]])


def _mention(name: str, words: Mapping[str, int]) -> Mention:
    """The mention of a subject; its rule names the words that speak for it."""
    often = sorted(words, key=lambda word: (-words[word], word))[:3]
    return Mention(name, "subject", name.casefold(), (name,), sum(words.values()), salient=True, rule=f"words: {', '.join(often)}")


@cache
def _lexicon() -> dict[bytes, tuple[tuple[bytes, bytes, str, str], ...]]:
    """First word of each word or phrase, and the word's plural → (phrase, its second word, the phrase as it is shown, subject); a second word →
    at least nothing."""
    found: dict[bytes, tuple[tuple[bytes, bytes, str, str], ...]] = {}
    for subject, _, phrases in lines("subjects.tsv"):
        for phrase in phrases.encode("ascii").split(b"|"):
            for form in (phrase,) if b" " in phrase else (phrase, phrase + b"s"):
                first, _, rest = form.partition(b" ")
                second = rest.partition(b" ")[0]
                found[first] = (*found.get(first, ()), (form, second, form.decode(), subject))
                if second:
                    found.setdefault(second, ())
    return found


@cache
def _parents() -> dict[str, str]:
    return {subject: broad for subject, broad, _ in lines("subjects.tsv")}
