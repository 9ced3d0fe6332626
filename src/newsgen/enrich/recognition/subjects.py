"""Subjects: what a story is about beyond names, by the words it uses – a few subjects of a shipped
lexicon, and one broad subject where it is clear."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from newsgen.enrich.recognition.scan import Copytext
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
"""Points of a broad subject from which it may be named, how far ahead of the next it must be, and
how many different words must speak for it."""
CHARACTERS_A_POINT = 400
"""Characters of a text for which a broad subject needs a point, where that is more than `CLEAR`."""
REPEATS = 3
"""Times that a repeated word counts for a broad subject at most."""
OFTEN, LEADING = 5, 3
"""Times a subject's words stand anywhere, or stand there with the first of them in the lead, from
which it is a subject of the story."""
LEAD_POINTS = 2.0
"""Points for a word in the lead."""
MOST = 2
"""Subjects of a story at most, beside the broad one."""
MOST_POINTS, BROAD_WEIGHT = 6.0, 1.0
"""Points of a subject that count for its weight at most, and the weight of a broad subject: a
person named twice with a role has 3."""
SHOWN_WORDS = 3
"""Words that the rule of a mention names."""
_STEM = 5
"""Letters by which two words are told apart: "harvest" and "harvests" are one."""
_LETTERS = bytes(
    byte if chr(byte).isalnum() or byte == 0x2D else 0x20 for byte in range(128)
).ljust(256)
"""What stands for each byte of lower-case ASCII while it is cut into words: itself, or a space."""
NO_WORD = -1
"""The number of a word that the lexicon does not know."""


class Phrase(NamedTuple):
    """A word or phrase of the lexicon that speaks for a subject. A word's plural is a phrase of its
    own."""

    spelling: bytes
    second: int
    """The number of its second word; `NO_WORD` where it has one word."""
    shown: str
    subject: str


class LexiconWord(NamedTuple):
    """A word that matters, and the phrases that begin with it; none where it is but the second word
    of one."""

    spelling: bytes
    phrases: tuple[Phrase, ...]


class SubjectWords(NamedTuple):
    """The words of one subject that a story uses, with how often, and whether the lead has one of
    them."""

    counts: dict[str, int]
    in_lead: bool


class _UsedWords(NamedTuple):
    """The words of the lexicon that one text uses, by number: those of its lead and those behind
    it."""

    text: str
    lead_end: int
    lead: list[int]
    behind: list[int]


def subjects(copies: Sequence[Copytext]) -> list[list[tuple[float, Mention]]]:
    """The subjects of each of some stories with their weights, all salient; the words of a chunk of
    stories are looked up at once."""
    texts: list[str] = []
    lead_ends: list[int] = []
    halves: list[str] = []

    for copy in copies:
        text = " ".join((*copy.headings, copy.text))
        # The headings, each with the space behind it, belong to the lead.
        lead_end = copy.lead + sum(map(len, copy.headings)) + len(copy.headings)
        texts.append(text)
        lead_ends.append(lead_end)
        halves += [text[:lead_end], text[lead_end:]]

    # The numbers of all halves lie end to end in `values`; half i has values[bounds[i] : bounds[i +
    # 1]].
    values, bounds = _numbers_of.read(halves)
    used = [values[start:stop].tolist() for start, stop in pairwise(bounds.tolist())]
    by_text = zip(texts, lead_ends, used[::2], used[1::2], strict=True)

    return [_subjects(_UsedWords(*words)) for words in by_text]


def _subjects(words: _UsedWords) -> list[tuple[float, Mention]]:
    """The subjects of one story with their weights."""
    by_subject = _subject_words(words)
    points_of = {name: _points(used) for name, used in by_subject.items()}
    enough = [name for name, points in points_of.items() if points]
    enough.sort(key=lambda name: (-points_of[name], name))
    weighed = []

    for name in enough[:MOST]:
        weight = min(points_of[name], MOST_POINTS) / 2
        weighed.append((weight, _mention(name, by_subject[name].counts)))

    broad = _broad(by_subject, len(words.text))
    if broad:
        weighed.append((BROAD_WEIGHT, broad))

    return weighed


def _subject_words(words: _UsedWords) -> dict[str, SubjectWords]:
    """The subjects whose words a text uses, in the order of its first words in the lexicon."""
    in_lead, counts = set(words.lead), Counter(words.lead + words.behind)
    lexicon = _lexicon()
    plain = b""  # made when the first phrase is looked for
    used: dict[str, dict[str, int]] = {}
    led: set[str] = set()

    for word in sorted(counts):
        for phrase, second, shown, subject in lexicon[word].phrases:
            count = counts[word]
            if second != NO_WORD:
                plain = plain or _plain(words.text)
                count = plain.count(phrase) if second in counts else 0
            if not count:
                continue
            of_subject = used.setdefault(subject, {})
            of_subject[shown] = of_subject.get(shown, 0) + count
            if word in in_lead and (second == NO_WORD or phrase in plain[: words.lead_end]):
                led.add(subject)

    return {subject: SubjectWords(spoken, subject in led) for subject, spoken in used.items()}


def _plain(text: str) -> bytes:
    """`text` in small letters, as it is looked through: a byte a letter, those beyond ASCII without
    meaning."""
    return text.encode("ascii", "replace").lower()


def _word_numbers(piece: str) -> list[int]:
    """The numbers of the words of the lexicon in a piece of text; figures and hyphens in front of a
    word are none of it."""
    known = _numbers()
    numbers = []

    for word in _plain(piece).translate(_LETTERS).split():
        number = known.get(word, NO_WORD)
        if number == NO_WORD:
            number = known.get(word.lstrip(b"-0123456789"), NO_WORD)
        if number != NO_WORD:
            numbers.append(number)

    return numbers


_numbers_of = TokenTable(_word_numbers)
"""Piece of text → the numbers of its words, for many texts at once."""


def _points(used: SubjectWords) -> float:
    """How much a story speaks of a subject; 0 where too little, or where one word of several does
    so alone."""
    count = sum(used.counts.values())
    if count < (LEADING if used.in_lead else OFTEN):
        return 0.0
    if _different(used.counts) > 1:
        return count + LEAD_POINTS * used.in_lead

    return count + LEAD_POINTS if used.in_lead and count >= OFTEN else 0.0


def _different(words: Iterable[str]) -> int:
    """How many words are different ones, by their first letters."""
    return len({word[:_STEM] for word in words})


def _broad(by_subject: Mapping[str, SubjectWords], length: int) -> Mention | None:
    """The one broad subject that stands out, by the words of all its subjects; `length`: characters
    of the text."""
    counts_of: dict[str, dict[str, int]] = {}
    for subject, used in by_subject.items():
        broad = _parents()[subject]
        counts_of.setdefault(broad, {}).update(used.counts)

    if not counts_of:
        return None

    points = {broad: _broad_points(counts) for broad, counts in counts_of.items()}
    ranked = sorted(points, key=lambda broad: (-points[broad], broad))
    best = ranked[0]
    next_points = points[ranked[1]] if len(ranked) > 1 else 0

    if _different(counts_of[best]) < DIFFERENT:
        return None
    if points[best] < max(CLEAR, length / CHARACTERS_A_POINT, AHEAD * next_points):
        return None

    return _mention(BROAD[best], counts_of[best])


def _broad_points(counts: Mapping[str, int]) -> int:
    """How much the words of a broad subject speak for it."""
    points = [min(count, REPEATS) for count in counts.values()]
    return sum(points)


def _mention(name: str, counts: Mapping[str, int]) -> Mention:
    """The mention of a subject; its rule names the words that speak for it."""
    often = sorted(counts, key=lambda word: (-counts[word], word))
    return Mention(
        name=name,
        kind="subject",
        key=name.casefold(),
        forms=(name,),
        count=sum(counts.values()),
        salient=True,
        rule=f"words: {', '.join(often[:SHOWN_WORDS])}",
    )


@cache
def _lexicon() -> tuple[LexiconWord, ...]:
    """Each word that matters, in the order of the alphabet, so that its place is its number: the
    first word of each word or phrase, the word's plural, the second word of a phrase."""
    rows: dict[bytes, list[tuple[bytes, bytes, str]]] = {}
    for subject, _, phrases in lines("subjects.tsv"):
        for form in _forms(phrases.encode("ascii")):
            first, _, behind = form.partition(b" ")
            second = behind.partition(b" ")[0]
            rows.setdefault(first, []).append((form, second, subject))
            if second:
                rows.setdefault(second, [])

    numbers = {word: number for number, word in enumerate(sorted(rows))}
    words = []

    for word in numbers:
        phrases_of = [
            Phrase(form, numbers.get(second, NO_WORD), form.decode(), subject)
            for form, second, subject in rows[word]
        ]
        words.append(LexiconWord(word, tuple(phrases_of)))

    return tuple(words)


def _forms(phrases: bytes) -> Iterator[bytes]:
    """Each phrase of a row of the lexicon, and the plural of each that is one word."""
    for phrase in phrases.split(b"|"):
        yield phrase
        if b" " not in phrase:
            yield phrase + b"s"


@cache
def _numbers() -> dict[bytes, int]:
    """The number of each word of the lexicon."""
    return {word.spelling: number for number, word in enumerate(_lexicon())}


@cache
def _parents() -> dict[str, str]:
    """Subject → the broad subject it lies in."""
    return {subject: broad for subject, broad, _ in lines("subjects.tsv")}
