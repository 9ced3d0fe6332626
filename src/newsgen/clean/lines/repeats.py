"""Repeats within one outlet: the digest of a line by which its recurrence is counted, and how coarsely that count is told.

What one outlet prints under many reports is dirt more often than not; but a stock market report repeats its lines too, so a repeat is
evidence for the model, and never strips a text on its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import xxhash

from newsgen.text.words import plain_lines

SHORTEST = 3
"""Letters and digits below which a line is not counted: "–", "1" and "or" stand everywhere."""


def line_digests(lines: str | Iterable[str]) -> tuple[int, ...]:
    r"""One 64-bit number for each line of a text (or for each of `lines`): equal for lines with equal words, 0 for those too short to count.

    >>> first, _, again = line_digests("Follow us on the news app!\n–\nFollow us, on the News App")
    >>> first == again, line_digests("–")
    (True, (0,))
    """
    keys = plain_lines(lines.split("\n") if isinstance(lines, str) else list(lines))
    return tuple(
        [
            xxhash.xxh3_64_intdigest(key.encode("utf-8", "surrogatepass"))
            if len(key) >= SHORTEST
            else 0
            for key in keys
        ]
    )


def bucket(count: int) -> int:
    """How many other articles of the outlet hold a line, told coarsely, so that few articles change bucket when one is added.

    >>> [bucket(count) for count in (0, 1, 2, 3, 4, 9, 10, 1000)]
    [0, 1, 2, 2, 3, 3, 4, 4]
    """
    return (count > 0) + (count > 1) + (count > 3) + (count > 9)


def buckets(articles: Sequence[tuple[str, Sequence[int]]]) -> Iterator[bytes]:
    """The bucket of each line of each article (one byte a line), for articles that are given as
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
