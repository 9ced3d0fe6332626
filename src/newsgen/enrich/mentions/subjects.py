"""Subjects: what a story is about beyond names, by the words it uses – a few of a shipped lexicon, and one broad subject where it is clear."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from newsgen.enrich.mentions.scan import Copytext
from newsgen.enrich.tables import lines
from newsgen.model import Mention
from newsgen.text.token_table import TokenTable

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
_LETTERS = bytes(
    byte if chr(byte).isalnum() or byte == 0x2D else 0x20 for byte in range(128)
).ljust(256)
"""What stands for each byte of lower-case ASCII while it is cut into words: itself, or a space."""


class _Hits(NamedTuple):
    """The words of one subject that a story uses, with how often, and whether the lead has one of them."""

    words: dict[str, int]
    early: bool


def what(copies: Sequence[Copytext]) -> list[list[tuple[float, Mention]]]:
    """The subjects of each of some stories with their weights, all salient; the words of a bundle of stories are looked up at once."""
    texts = [" ".join((*copy.headings, copy.text)) for copy in copies]
    ends = [copy.lead + sum(map(len, copy.headings)) + len(copy.headings) for copy in copies]
    values, bounds = _used.read(
        [part for text, end in zip(texts, ends, strict=True) for part in (text[:end], text[end:])]
    )
    used = [values[start:stop].tolist() for start, stop in pairwise(bounds.tolist())]
    return [
        _subjects(text, end, *parts)
        for text, end, *parts in zip(texts, ends, used[::2], used[1::2], strict=True)
    ]


def _subjects(
    text: str, opening: int, leading: list[int], rest: list[int]
) -> list[tuple[float, Mention]]:
    hits = _hits(text, opening, leading, rest)
    ranked = sorted([(-points, name) for name, hit in hits.items() if (points := _points(hit))])
    made = [
        (min(-points, 6.0) / 2, _mention(name, hits[name].words)) for points, name in ranked[:MOST]
    ]
    broad = _broad(hits, len(text))
    return [*made, (1.0, broad)] if broad else made


def _hits(text: str, opening: int, leading: list[int], rest: list[int]) -> dict[str, _Hits]:
    """The subjects whose words stand in `text`, given those of its lead, which ends at `opening`, and of the rest."""
    early, counts = set(leading), Counter(leading + rest)
    spelt = b""
    words: dict[str, dict[str, int]] = {}
    first: set[str] = set()
    for word in sorted(counts):
        for phrase, second, shown, subject in _lexicon()[word][1]:
            count = counts[word]
            if second >= 0:
                spelt = spelt or _plain(text)
                count = spelt.count(phrase) if second in counts else 0
            if count:
                held = words.setdefault(subject, {})
                held[shown] = held.get(shown, 0) + count
                if word in early and (second < 0 or phrase in spelt[:opening]):
                    first.add(subject)
    return {subject: _Hits(held, subject in first) for subject, held in words.items()}


def _plain(text: str) -> bytes:
    """`text` in small letters, as it is looked through: a byte a letter, those beyond ASCII without meaning."""
    return text.encode("ascii", "replace").lower()


def _words(piece: str) -> list[int]:
    """The numbers of the words of the lexicon in a piece of text; figures and hyphens in front of a word are none of it."""
    known = _numbers()
    found = [
        known.get(word, known.get(word.lstrip(b"-0123456789"), -1))
        for word in _plain(piece).translate(_LETTERS).split()
    ]
    return [number for number in found if number >= 0]


_used = TokenTable(_words)


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
    return Mention(
        name,
        "subject",
        name.casefold(),
        (name,),
        sum(words.values()),
        salient=True,
        rule=f"words: {', '.join(often)}",
    )


@cache
def _lexicon() -> tuple[tuple[bytes, tuple[tuple[bytes, int, str, str], ...]], ...]:
    """Each word that matters, in the order of the alphabet: the first word of each word or phrase, the word's plural, the second word of a phrase;
    with what begins with it: (phrase, number of its second word or -1, the phrase as it is shown, subject)."""
    found: dict[bytes, list[tuple[bytes, bytes, str, str]]] = {}
    for subject, _, phrases in lines("subjects.tsv"):
        for phrase in phrases.encode("ascii").split(b"|"):
            for form in (phrase,) if b" " in phrase else (phrase, phrase + b"s"):
                first, _, rest = form.partition(b" ")
                second = rest.partition(b" ")[0]
                found.setdefault(first, []).append((form, second, form.decode(), subject))
                if second:
                    found.setdefault(second, [])
    numbers = {word: number for number, word in enumerate(sorted(found))}
    numbers[b""] = -1
    return tuple(
        (
            word,
            tuple(
                (form, numbers[second], shown, subject)
                for form, second, shown, subject in found[word]
            ),
        )
        for word in sorted(found)
    )


@cache
def _numbers() -> dict[bytes, int]:
    """The number of each word of the lexicon."""
    return {word: number for number, (word, _) in enumerate(_lexicon())}


@cache
def _parents() -> dict[str, str]:
    return {subject: broad for subject, broad, _ in lines("subjects.tsv")}
