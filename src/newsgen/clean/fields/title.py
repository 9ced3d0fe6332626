"""The title of a raw text: which of its first lines is the headline – or none, and then one is derived from the lede and marked so."""

import math
import re
from collections.abc import Sequence
from functools import cache

from newsgen.clean.evidence import FieldValue, unknown
from newsgen.clean.fields.headline_features import candidates, features, is_table, surroundings
from newsgen.text.sentences import first
from newsgen.text.tables import rows

LONGEST = 90
"""Characters of a derived headline."""

_DANGLING = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "by",
        "for",
        "from",
        "her",
        "his",
        "in",
        "into",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "to",
        "under",
        "with",
    }
)
"""Words with which a headline does not end."""

PROSE = 60
"""Characters of the longest line from which a text has a sentence above which a headline can be told; below it is a table or an item."""
ITEM = 60
"""Lines of a wire item at most; in a longer text capitals on top are a section's name as often."""
FLOOR = 0.45
"""The chance from which a line is taken for the headline: cross-validated by site, 5 % or less are then wrong where the main view is given."""
OFTEN = 2
"""The bucket of repeats within an outlet from which a line is no headline (2: three other reports have it)."""

SHORTEST = 40
"""Characters that a derived headline has at least where its sentence is longer."""

_CUTS = (
    (re.compile(r"[;:]\s|\s[–—-]\s"), 3.0),
    (
        re.compile(
            r",\s(?=[a-zà-ÿ“\"‘])|\s(?=(?:after|as|because|while|when|but|before|amid|which|who|although|since|until|despite)\s)"
        ),
        2.5,
    ),
    (re.compile(r"\s(?=(?:with|to|in|on|at|for|from|over|against|by|during)\s)"), 2.0),
)
"""Where a sentence may be cut, and how well; never at `and`, which parts what belongs together (`his South Korean and Japanese counterparts`)."""


def title(lines: Sequence[str], body: Sequence[int], repeats: Sequence[int]) -> FieldValue[str]:
    """The headline among `lines`: the likeliest line, where it is likely enough. `body` holds the indices of the running text, in order;
    a line that other reports of the outlet print too is none."""
    shouted = _shouted(lines)
    if (
        shouted.value
        or not any(len(lines[at]) >= PROSE for at in body)
        or is_table(lines[: body[0]])
    ):
        return shouted
    around = surroundings(lines, body)
    listed = [at for at in candidates(around) if repeats[at] < OFTEN]
    weights = _weights()
    scores = [
        sum([weights.get(name, 0.0) * value for name, value in features(around, at).items()])
        for at in listed
    ]
    if not scores:
        return unknown("", "no headline in the text")
    best = max(range(len(scores)), key=lambda i: (scores[i], -i))
    chance = math.exp(scores[best]) / (1 + sum(map(math.exp, scores)))
    if chance < FLOOR:
        return unknown("", "no line that is surely a headline")
    at = listed[best]
    again = [other for other in range(min(len(lines), around.first)) if lines[other] == lines[at]]
    return FieldValue(
        lines[at],
        "text",
        "likeliest line above the body",
        round(chance, 2),
        tuple(dict.fromkeys((at, *again))),
    )


def _shouted(lines: Sequence[str]) -> FieldValue[str]:
    """The headline of a wire item: its first line, where that alone is in capitals and the item is short; the only sure one of a dividend
    or a table of results."""
    if (
        1 < len(lines) <= ITEM
        and lines[0].isupper()
        and lines[0].count(" ") >= 2
        and not lines[1].isupper()
        and len(lines[0]) <= 2 * LONGEST
    ):
        return FieldValue(lines[0], "text", "first line, in capitals", 0.9, (0,))
    return unknown("", "no running text above which a headline could stand")


def derived(lede: str) -> FieldValue[str]:
    """A headline made of the opening of `lede`, at most `LONGEST` characters, cut at a clause or else a word, without an ellipsis.

    >>> derived("The ministers met on Wednesday in a London hotel, the first such talks since the pact was signed by all three.").value
    'The ministers met on Wednesday in a London hotel, the first such talks'
    """
    sentence = first(lede).rstrip(".")
    if not sentence:
        return unknown("", "no text to derive a headline from")
    if len(sentence) <= LONGEST:
        return FieldValue(sentence, "derived", "first sentence", 0.5)
    cut = _cut(sentence)
    return FieldValue(
        sentence[:cut].rstrip(" ,;:–—-"), "derived", "opening of the first sentence", 0.5
    )


def _cut(sentence: str) -> int:
    """Where a sentence that is too long is cut: the best place, and of equals the last, else between words."""
    head = sentence[: LONGEST + 1]
    places = [
        (weight + 4 * match.start() / LONGEST, match.start())
        for pattern, weight in _CUTS
        for match in pattern.finditer(head, SHORTEST)
    ]
    if places:
        return max(places)[1]
    tokens = head.rpartition(" ")[0].split(" ")
    while len(tokens) > 1 and tokens[-1].lower() in _DANGLING:
        tokens.pop()
    return len(" ".join(tokens)) or LONGEST


@cache
def _weights() -> dict[str, float]:
    table = (line.split("\t") for line in rows("newsgen.clean", "title.tsv"))
    return {name: float(weight) for name, weight in table}
