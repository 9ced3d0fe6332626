"""Repeats within one outlet: the digest by which the recurrence of a line is counted, and the
bucket in which that count is told to the line model.

What one outlet prints under many reports is dirt more often than not; but a stock market report
repeats its lines too, so a repeat is evidence for the model, and never cuts a line on its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import xxhash

from newsgen.text.words import plain_lines

SHORTEST = 3
"""Letters and digits below which a line is not counted: "–", "1" and "or" stand everywhere."""


def line_digests(lines: str | Iterable[str]) -> tuple[int, ...]:
    r"""A 64-bit number for each line of a text (or for each of `lines`): equal for lines with equal
    words, 0 for lines that are too short to be counted.

    >>> first, _, again = line_digests("Follow us on the news app!\n–\nFollow us, on the News App")
    >>> first == again, line_digests("–")
    (True, (0,))
    """
    split = lines.split("\n") if isinstance(lines, str) else list(lines)
    digests = [
        xxhash.xxh3_64_intdigest(words.encode("utf-8", "surrogatepass"))
        if len(words) >= SHORTEST
        else 0
        for words in plain_lines(split)
    ]
    return tuple(digests)


def bucket(count: int) -> int:
    """In how many other articles of the outlet a line stands, told so coarsely that few articles
    change when one is added.

    >>> [bucket(count) for count in (0, 1, 2, 3, 4, 9, 10, 1000)]
    [0, 1, 2, 2, 3, 3, 4, 4]
    """
    return (count > 0) + (count > 1) + (count > 3) + (count > 9)


def buckets(articles: Sequence[tuple[str, Sequence[int]]]) -> Iterator[bytes]:
    r"""The bucket of each line of each article (one byte a line), for articles that are given as
    (outlet, digest of each line): how many other articles of the outlet hold that line.

    >>> list(buckets([("Star", (7, 0)), ("Star", (7, 8)), ("Echo", (7,))]))
    [b'\x01\x00', b'\x01\x00', b'\x00']
    """
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for outlet, digests in articles:
        counts[outlet].update(set(digests) - {0})
    for outlet, digests in articles:
        held_by = counts[outlet]
        yield bytes([bucket(held_by[digest] - 1) if digest else 0 for digest in digests])
