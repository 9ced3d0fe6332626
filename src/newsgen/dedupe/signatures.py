"""Signatures and fingerprints of articles, made a chunk of articles at a time.

Keys are chosen by winnowing (Schleimer, Wilkerson and Aiken 2003): in every stretch of a text the
shingle with the highest hash stands for the stretch, so two copies that share a stretch share its
key, wherever the stretch stands and whatever surrounds it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from xxhash import xxh3_128_digest

from newsgen.config import DedupeConfig
from newsgen.dedupe.records import Fingerprint, Signature
from newsgen.model import Article
from newsgen.text.arrays import Indices, ranges
from newsgen.text.shingles import (
    BITS_STEP,
    CLASSES,
    Hashes,
    HashLists,
    WordArrays,
    octets,
    read,
    sets,
    trigrams,
)
from newsgen.text.words import count

DENSE = 128
"""Shingles of the opening that are winnowed closely: wire desks cut from the end, so a short copy
has its keys here."""
DENSE_WINDOW = 8
"""Of 8 shingles in a row in the opening one is a key: a shared run of 10 words is found."""
WINDOW = 24
"""Beyond the opening one shingle of 24 is a key. The window doubles with each doubling of the text
beyond `LONG`; the keys of a wide window are among those of a narrow one."""
LONG = 1024
"""Shingle up to which `WINDOW` holds."""
RARE_CLASS = 2
"""Least rarity class of a key: 26 bits, which one text in two hundred thousand has by chance."""
OCTET_RATE = 8
"""One in eight runs of letters is kept: 250 for 400 words, enough to tell .5 from .6."""
RARE_WORD = 12 * BITS_STEP
"""Rarity of a word that says what a text is about: less than once in four thousand words."""
LEDE = 60
"""Words of the opening that are kept in order."""

_SCRAMBLE = np.uint32(0x9E3779B1)
"""Odd factor that spreads hashes over 32 bits: the highest of them is then as good as random."""
_HASH_BYTES = 8
"""Bytes of the hash of one word."""


class Span(NamedTuple):
    """A part of a text that is winnowed with one window, all three counted in shingles."""

    start: int
    end: int
    window: int


def signatures(
    articles: Sequence[Article],
    config: DedupeConfig,
) -> list[Signature]:
    """The signatures of `articles`; 32 at once take a third of the time that they take one by one.

    Where nothing is merged a signature has no keys, and its digest is of the body as printed: it is
    asked for only where the archivist joins two articles.
    """
    if not config.merge:
        return [_unmerged(article) for article in articles]

    words = read([body(article) for article in articles])
    keys = _keys(trigrams(words)).stored()
    rows = zip(articles, words.counts.tolist(), _digests(words), keys, strict=True)

    signed = []
    for article, *values in rows:
        signature = Signature(article.id, article.published, article.lang, *values)
        signed.append(signature)
    return signed


def fingerprints(articles: Sequence[Article]) -> list[Fingerprint]:
    """The fingerprints of `articles`; cheapest an article when made 32 at once."""
    texts = [body(article) for article in articles]
    words = read(texts)
    columns = [field.stored() for field in _fields(articles, texts, words)]
    rows = zip(articles, words.counts.tolist(), _digests(words), *columns, strict=True)

    printed = []
    for article, *values in rows:
        fingerprint = Fingerprint(article.id, article.published, article.lang, *values)
        printed.append(fingerprint)
    return printed


def body(article: Article) -> str:
    """The text that is compared: the body's blocks, a line each, without title and dek."""
    return "\n".join([block.text for block in article.blocks])


def _unmerged(article: Article) -> Signature:
    """The signature of an article where nothing is merged."""
    text = body(article)
    return Signature(
        id=article.id,
        published=article.published,
        lang=article.lang,
        words=count(text),
        digest=xxh3_128_digest(text.encode("utf-8", "surrogatepass")),
        keys=b"",
    )


def _fields(
    articles: Sequence[Article],
    texts: Sequence[str],
    words: WordArrays,
) -> tuple[HashLists, ...]:
    """The arrays of the fingerprints, in the order of the fields of `Fingerprint`."""
    hashes, owners, size = _upper_half(words), words.owners, len(texts)
    is_rare = (words.rarity >= RARE_WORD) & ~words.numbers
    number_sets, name_sets, rare_sets = [
        sets(hashes[chosen], owners[chosen], size)
        for chosen in (words.numbers, words.names, is_rare)
    ]
    titles = read([article.title for article in articles])

    return (
        trigrams(words),
        _sentences(words),
        octets(texts, OCTET_RATE),
        number_sets,
        name_sets,
        rare_sets,
        _lede(words, np.where(is_rare, hashes, np.uint32(0))),
        sets(_upper_half(titles), titles.owners, size),
    )


def _digests(words: WordArrays) -> list[bytes]:
    """The digest of each text, of its folded words."""
    data = words.hashes.tobytes()
    bounds = (words.bounds * _HASH_BYTES).tolist()
    return [xxh3_128_digest(data[start:end]) for start, end in pairwise(bounds)]


def _upper_half(words: WordArrays) -> Hashes:
    """The upper 32 bits of the hash of each word: what a fingerprint keeps of it."""
    return (words.hashes >> np.uint64(32)).astype(np.uint32)


def _sentences(words: WordArrays) -> HashLists:
    """The index, within its text, of the first word of each sentence."""
    openings = np.flatnonzero(words.opening)
    text_starts = words.bounds[words.owners[openings]]
    within = openings - text_starts
    bounds = openings.searchsorted(words.bounds)
    return HashLists(within.astype(np.uint32), bounds)


def _lede(words: WordArrays, hashes: Hashes) -> HashLists:
    """Those of `hashes`, one a word, that are of the opening of each text."""
    starts = words.bounds[:-1]
    sizes = np.minimum(words.counts, LEDE)
    opening = ranges(starts, sizes)
    bounds = np.cumsum([0, *sizes])
    return HashLists(hashes[opening], bounds)


def _keys(shingles: HashLists) -> HashLists:
    """The winnowed shingles of each text, ascending, each once."""
    # `rare` holds the scrambled hashes of the shingles that may be keys, those of all texts end to
    # end; `sizes` has an entry a text.
    classes = shingles.values & np.uint32(CLASSES - 1)
    chosen = np.flatnonzero(classes >= RARE_CLASS)
    scrambled = shingles.values[chosen] * _SCRAMBLE
    rare = HashLists(scrambled, chosen.searchsorted(shingles.bounds))
    sizes = np.diff(rare.bounds)
    longest = sizes.max(initial=0)

    keys: list[Hashes] = []
    owners: list[Indices] = []
    for span in _spans(longest):
        texts = np.flatnonzero(sizes > span.start)
        span_keys, span_owners = _winnowed(rare, texts, span)
        keys.append(span_keys)
        owners.append(span_owners)

    return sets(np.concatenate(keys), np.concatenate(owners), len(sizes))


def _spans(length: int) -> Iterator[Span]:
    """The spans of a text with `length` shingles, in order.

    >>> [tuple(span) for span in _spans(3000)]
    [(0, 128, 8), (128, 1024, 24), (1024, 2048, 48), (2048, 4096, 96)]
    """
    yield Span(0, DENSE, DENSE_WINDOW)
    start, end, window = DENSE, LONG, WINDOW

    while start < length:
        yield Span(start, end, window)
        start, end, window = end, end * 2, window * 2


def _winnowed(
    rare: HashLists,
    texts: Indices,
    span: Span,
) -> tuple[Hashes, Indices]:
    """The keys of a span, and which text each is of: the highest hash of each `span.window`
    neighbours, in those texts that reach into the span.

    `rare` holds the hashes of all texts end to end.
    """
    # One entry for each of `texts`: the bounds of the span in `rare`, the last window reaching beyond
    # the end of the span, and the number of windows.
    text_starts, text_ends = rare.bounds[texts], rare.bounds[texts + 1]
    first = text_starts + span.start
    last = np.minimum(text_starts + span.end + span.window, text_ends)
    window_counts = np.maximum(last - first - span.window + 1, 0)
    windows = ranges(first, window_counts)
    keys = _highest(rare.values, span.window)[windows]

    # The highest of the whole span too: it is the highest of one of its windows, if it has any, so
    # a span that is too short for a window needs no rule of its own.
    bounds = np.column_stack((first, last)).ravel()
    padded = np.append(rare.values, np.uint32(0))  # `reduceat` takes no bound beyond the last
    highest = np.maximum.reduceat(padded, bounds)[::2]

    owners = np.concatenate((np.repeat(texts, window_counts), texts))
    return np.concatenate((keys, highest)), owners


def _highest(hashes: Hashes, window: int) -> Hashes:
    """The highest of each `window` neighbours, by windows that double in width.

    >>> _highest(np.array([3, 1, 4, 1, 5, 9], np.uint32), 3).tolist()
    [4, 4, 5, 9]
    """
    highest, width = hashes, 1

    while width < window:
        step = min(width, window - width)
        highest = np.maximum(highest[:-step], highest[step:])
        width += step

    return highest
