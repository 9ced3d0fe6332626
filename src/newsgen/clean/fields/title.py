"""Chooses the title of a raw text among its first lines, by the features of `headline_features` and
trained weights; where no line is the headline, derives a title from the lede, marked as derived."""

import math
import re
from collections.abc import Sequence
from functools import cache

from newsgen.clean.evidence import FieldValue, unknown
from newsgen.clean.fields.headline_features import (
    HeadlineContext,
    headline_candidates,
    headline_context,
    headline_features,
    is_table,
)
from newsgen.text.sentences import first
from newsgen.text.tables import rows

LONGEST = 90
"""Most characters of a derived headline."""
SHORTEST = 40
"""Fewest characters of a derived headline whose sentence is longer."""
PROSE = 60
"""Fewest characters of the longest line of a text that has sentences, above which a headline can be
told; a text of shorter lines is a table or an item."""
ITEM = 60
"""Most lines of a wire item; in a longer text capitals on top are as often the name of a section."""
FLOOR = 0.45
"""The chance from which on a line is taken for the headline: cross-validated by site, 5 % or less
are then wrong where the main view is given."""
OFTEN = 2
"""The bucket of repeats within an outlet from which on a line is no headline (2: three other reports
have it)."""

_LAST_WORDS = "a an and as by for from her his in into its of on or that the their to under with"
_DANGLING = frozenset(_LAST_WORDS.split())
"""Words with which a headline does not end."""
_CUTS = (
    (re.compile(r"[;:]\s|\s[–—-]\s"), 3.0),
    (
        re.compile(
            r",\s(?=[a-zà-ÿ“\"‘])|\s(?=(?:after|as|because|while|when|but|before|amid|which|who"
            r"|although|since|until|despite)\s)"
        ),
        2.5,
    ),
    (re.compile(r"\s(?=(?:with|to|in|on|at|for|from|over|against|by|during)\s)"), 2.0),
)
"""Where a sentence may be cut, and how well; never at `and`, which parts what belongs together (`his
South Korean and Japanese counterparts`)."""
_LATER = 4
"""What a cut at the end of the longest headline is better by than one at the beginning."""


def title(lines: Sequence[str], body: Sequence[int], repeats: Sequence[int]) -> FieldValue[str]:
    """The headline among `lines`: the likeliest line, where it is likely enough.

    `body` holds the indices of the running text in order, `repeats` for each line the bucket of how
    many other reports of the outlet print it; a line that is printed often is no headline.
    """
    if _has_headline_in_capitals(lines):
        return FieldValue(lines[0], "text", "first line, in capitals", 0.9, (0,))
    if not _has_prose(lines, body):
        return unknown("", "no running text above which a headline could stand")
    context = headline_context(lines, body)
    listed = headline_candidates(context)
    candidates = [index for index in listed if repeats[index] < OFTEN]
    if not candidates:
        return unknown("", "no headline in the text")
    index, chance = _likeliest(context, candidates)
    if chance < FLOOR:
        return unknown("", "no line that is surely a headline")
    line = lines[index]
    above = lines[: context.first]
    same = [other for other, text in enumerate(above) if text == line]
    used = tuple(dict.fromkeys((index, *same)))
    confidence = round(chance, 2)
    return FieldValue(line, "text", "likeliest line above the body", confidence, used)


def derived(lede: str) -> FieldValue[str]:
    """A headline made of the opening of `lede`: at most `LONGEST` characters, cut at a clause or
    else between words, without an ellipsis.

    >>> lede = "The ministers met on Wednesday in a London hotel, the first such talks since the pact"
    >>> derived(f"{lede} was signed by all three.").value
    'The ministers met on Wednesday in a London hotel, the first such talks'
    """
    sentence = first(lede).rstrip(".")
    if not sentence:
        return unknown("", "no text to derive a headline from")
    if len(sentence) <= LONGEST:
        return FieldValue(sentence, "derived", "first sentence", 0.5)
    opening = sentence[: _cut(sentence)].rstrip(" ,;:–—-")
    return FieldValue(opening, "derived", "opening of the first sentence", 0.5)


def _has_headline_in_capitals(lines: Sequence[str]) -> bool:
    """True for a short wire item whose first line alone is in capitals: the only sure headline of a
    dividend or a table of results."""
    if not 1 < len(lines) <= ITEM:
        return False
    top, second = lines[:2]
    if not top.isupper() or second.isupper():
        return False
    return top.count(" ") >= 2 and len(top) <= 2 * LONGEST


def _has_prose(lines: Sequence[str], body: Sequence[int]) -> bool:
    """True where the running text has sentences and no table stands above it."""
    for index in body:
        if len(lines[index]) >= PROSE:
            above = lines[: body[0]]
            return not is_table(above)
    return False


def _likeliest(context: HeadlineContext, candidates: Sequence[int]) -> tuple[int, float]:
    """The likeliest of `candidates`, the first of equals, and its chance of being the headline. The
    chances of all candidates and of "none of them", whose score is 0, sum to 1."""
    scores = [_score(context, index) for index in candidates]
    best = max(scores)
    total = 1 + sum(map(math.exp, scores))
    chance = math.exp(best) / total
    return candidates[scores.index(best)], chance


def _score(context: HeadlineContext, index: int) -> float:
    """The sum of the weights of a line's features."""
    weights = _weights()
    features = headline_features(context, index)
    return sum([weights.get(name, 0.0) * value for name, value in features.items()])


def _cut(sentence: str) -> int:
    """The index at which a sentence that is too long is cut: the best place, and of equals the
    last, else between words."""
    head = sentence[: LONGEST + 1]
    places: list[tuple[float, int]] = []
    for pattern, weight in _CUTS:
        for match in pattern.finditer(head, SHORTEST):
            start = match.start()
            places.append((weight + _LATER * start / LONGEST, start))
    if places:
        return max(places)[1]
    words = head.rpartition(" ")[0].split(" ")
    while len(words) > 1 and words[-1].lower() in _DANGLING:
        words.pop()
    return len(" ".join(words)) or LONGEST


@cache
def _weights() -> dict[str, float]:
    """The trained weight of each feature, by its name."""
    weights = {}
    for row in rows("newsgen.clean", "title.tsv"):
        name, weight = row.split("\t")
        weights[name] = float(weight)
    return weights
