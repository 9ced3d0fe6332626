"""Signatures and fingerprints of articles, made for a bundle at a time.

Keys are chosen by winnowing (Schleimer, Wilkerson and Aiken 2003): in every stretch of a text the shingle with the highest hash stands for it, so
two copies that share a stretch share its key wherever it stands and whatever surrounds it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from xxhash import xxh3_128_digest

from newsgen.config import DedupeConfig
from newsgen.dedupe.records import Fingerprint, Signature
from newsgen.model import Article
from newsgen.text.arrays import Places, ranges
from newsgen.text.shingles import BITS_STEP, Hashes, Rows, Words, octets, read, sets, trigrams
from newsgen.text.words import count

DENSE = 128
"""Shingles of the opening that are winnowed closely: wire desks cut from the end, so a short copy has its keys here."""
DENSE_WINDOW = 8
"""Of 8 shingles in a row one is a key: a shared run of 10 words is found."""
WINDOW = 24
"""Beyond the opening: one of 24. The window doubles with each doubling of the text beyond `LONG`; a wide window's keys are among a narrow one's."""
LONG = 1024
RARE_CLASS = 2
"""Least rarity class of a key: 26 bits, about one text in two hundred thousand by chance."""
OCTET_RATE = 8
"""One in eight runs of letters is kept: 250 for 400 words, enough to tell .5 from .6."""

RARE_WORD = 12 * BITS_STEP
"""Rarity of a word that says what a text is about: less than once in four thousand words."""

LEDE = 60
"""Words of the opening that are kept in order."""

_SCRAMBLE = np.uint32(0x9E3779B1)


def signatures(articles: Sequence[Article], config: DedupeConfig) -> list[Signature]:
    """What is held in memory of each of `articles`: of 32 at once in a third of the time that they take one by one.

    Where nothing is merged there are no keys, and the digest is of the body as printed: it is asked for only where the archivist joins two."""
    if not config.merge:
        return [_alone(article) for article in articles]
    words = read([body(article) for article in articles])
    return _signatures(articles, words, trigrams(words))


def fingerprints(articles: Sequence[Article], config: DedupeConfig) -> list[Fingerprint]:
    """What comparing each of `articles` needs; 32 at once are the cheapest."""
    del config
    texts = [body(article) for article in articles]
    words = read(texts)
    return _fingerprints(articles, texts, words, trigrams(words))


def body(article: Article) -> str:
    """The text that is compared: the body's blocks, a line each, without title and dek."""
    return "\n".join([block.text for block in article.blocks])


def _signatures(articles: Sequence[Article], words: Words, shingles: Rows) -> list[Signature]:
    rows = zip(
        articles,
        np.diff(words.bounds).tolist(),
        _digests(words),
        _keys(shingles).stored(),
        strict=True,
    )
    return [Signature(article.id, article.published, article.lang, *row) for article, *row in rows]


def _alone(article: Article) -> Signature:
    text = body(article)
    return Signature(
        article.id,
        article.published,
        article.lang,
        count(text),
        xxh3_128_digest(text.encode("utf-8", "surrogatepass")),
        b"",
    )


def _fingerprints(
    articles: Sequence[Article], texts: Sequence[str], words: Words, shingles: Rows
) -> list[Fingerprint]:
    hashes, owners, numbers = _halved(words), words.owners, words.numbers
    rare = (words.rarity >= RARE_WORD) & ~numbers
    titles = read([article.title for article in articles])
    fields = (
        shingles,
        _sentences(words),
        octets(texts, OCTET_RATE),
        *(sets(hashes[those], owners[those], len(texts)) for those in (numbers, words.names, rare)),
        _lede(words, np.where(rare, hashes, np.uint32(0))),
        sets(_halved(titles), titles.owners, len(texts)),
    )
    rows = zip(
        articles,
        np.diff(words.bounds).tolist(),
        _digests(words),
        *(field.stored() for field in fields),
        strict=True,
    )
    return [
        Fingerprint(article.id, article.published, article.lang, *row) for article, *row in rows
    ]


def _digests(words: Words) -> list[bytes]:
    """The digest of each text, of its folded words."""
    data = words.hashes.tobytes()
    return [
        xxh3_128_digest(data[start:end]) for start, end in pairwise((words.bounds * 8).tolist())
    ]


def _halved(words: Words) -> Hashes:
    """The hashes of words as they are kept, 32 bits each."""
    return (words.hashes >> np.uint64(32)).astype(np.uint32)


def _sentences(words: Words) -> Rows:
    """Where in its text each sentence begins."""
    at = np.flatnonzero(words.opening)
    return Rows(
        (at - words.bounds[words.owners[at]]).astype(np.uint32), at.searchsorted(words.bounds)
    )


def _lede(words: Words, hashes: Hashes) -> Rows:
    """Those of `hashes` that are of the opening of each text."""
    sizes = np.minimum(np.diff(words.bounds), LEDE)
    return Rows(hashes[ranges(words.bounds[:-1], sizes)], np.cumsum([0, *sizes]))


def _keys(shingles: Rows) -> Rows:
    """The winnowed shingles of each text, ascending, each once."""
    at = np.flatnonzero((shingles.values & np.uint32(15)) >= RARE_CLASS)
    rare = Rows(shingles.values[at] * _SCRAMBLE, at.searchsorted(shingles.bounds))
    sizes = np.diff(rare.bounds)
    chosen, owners = zip(
        *(
            _winnowed(rare, np.flatnonzero(sizes > span[0]), *span)
            for span in _spans(sizes.max(initial=0))
        ),
        strict=True,
    )
    return sets(np.concatenate(chosen), np.concatenate(owners), len(sizes))


def _spans(length: int) -> Iterator[tuple[int, int, int]]:
    """The spans of a text of so many shingles: where each begins and ends, and its window."""
    yield 0, DENSE, DENSE_WINDOW
    start, end, window = DENSE, LONG, WINDOW
    while start < length:
        yield start, end, window
        start, end, window = end, end * 2, window * 2


def _winnowed(
    rare: Rows, texts: Places, start: int, end: int, window: int
) -> tuple[Hashes, Places]:
    """The highest hash of each `window` neighbours in the span from `start` to `end` of `texts`, and whose each is."""
    first, last = (
        rare.bounds[texts] + start,
        np.minimum(rare.bounds[texts] + end + window, rare.bounds[texts + 1]),
    )
    counts = np.maximum(last - first - window + 1, 0)
    whole = _highest(rare.values, window)[ranges(first, counts)]
    # The highest of a span is that of one of its windows, if it has any: so a span too short for one needs no rule of its own.
    short = np.maximum.reduceat(
        np.append(rare.values, np.uint32(0)), np.column_stack((first, last)).ravel()
    )[::2]
    return np.concatenate((whole, short)), np.concatenate((np.repeat(texts, counts), texts))


def _highest(hashes: Hashes, window: int) -> Hashes:
    """The highest of each `window` neighbours."""
    highest, width = hashes, 1
    while width < window:
        step = min(width, window - width)
        highest, width = np.maximum(highest[:-step], highest[step:]), width + step
    return highest
