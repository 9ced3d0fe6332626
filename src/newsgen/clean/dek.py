"""The dek: the sentence between headline and report that sums it up, told apart from the lede that it often repeats."""

from collections.abc import Sequence

from newsgen.clean.evidence import Found, unknown
from newsgen.text.words import plain, words

SHORTEST = 8
"""Words of a dek that merely repeats the lede; shorter lines repeat by chance."""


def dek(lines: Sequence[str], title_at: int, body: Sequence[int]) -> Found[str]:
    """The dek below the headline at index `title_at`; `body` holds the indices of the body's lines, in order."""
    at = title_at + 1
    if title_at < 0 or at >= len(lines):
        return unknown("", "no headline below which a dek could stand")
    line = lines[at]
    opening = plain(line)
    if len(words(line)) >= SHORTEST and any(plain(lines[other][: len(line) + 40]).startswith(opening) for other in body if other > at):
        return Found(line, "text", "line below the headline that a later paragraph repeats", 0.95, (at,))
    return unknown("", "no dek in the text")
