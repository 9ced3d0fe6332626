"""One article's signature and fingerprint, made together so that its words are read once.

Keys are chosen by winnowing (Schleimer, Wilkerson and Aiken 2003): in every stretch of a text the shingle with the highest hash stands for it, so
two printings that share a stretch share its key wherever it stands and whatever surrounds it.
"""

import numpy as np
from xxhash import xxh3_128_digest

from newsgen.config import DedupeConfig
from newsgen.dedupe.records import Fingerprint, Signature
from newsgen.model import Article
from newsgen.text.shingles import BITS_STEP, Hashes, Words, distinct, octets, read, trigrams

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


def printed(article: Article, config: DedupeConfig) -> tuple[Signature, Fingerprint]:
    """The signature and the fingerprint of `article`."""
    del config
    text = body(article)
    words = read(text)
    shingles = trigrams(words)
    held = _signature(article, words, shingles)
    return held, _fingerprint(article, text, words, shingles, held.digest)


def signature(article: Article, config: DedupeConfig) -> Signature:
    """What is held of `article` in memory; `printed` makes it together with the fingerprint."""
    del config
    words = read(body(article))
    return _signature(article, words, trigrams(words))


def fingerprint(article: Article, config: DedupeConfig) -> Fingerprint:
    """What comparing `article` needs; `printed` makes it together with the signature."""
    return printed(article, config)[1]


def body(article: Article) -> str:
    """The text that is compared: the body's blocks, a line each, without title and dek."""
    return "\n".join(block.text for block in article.blocks)


def _signature(article: Article, words: Words, shingles: Hashes) -> Signature:
    digest = xxh3_128_digest(words.hashes.data)
    return Signature(article.id, article.published, article.lang, len(words.hashes), digest, _stored(_keys(shingles)))


def _fingerprint(article: Article, text: str, words: Words, shingles: Hashes, digest: bytes) -> Fingerprint:
    hashes = (words.hashes >> np.uint64(32)).astype(np.uint32)
    numbers = words.numbers
    rare = (words.rarity >= RARE_WORD) & ~numbers
    return Fingerprint(
        id=article.id,
        published=article.published,
        lang=article.lang,
        words=len(hashes),
        digest=digest,
        shingles=_stored(shingles),
        sentences=_stored(np.flatnonzero(words.opening).astype(np.uint32)),
        octets=_stored(octets(text, OCTET_RATE)),
        numbers=_stored(distinct(hashes[numbers])),
        names=_stored(distinct(hashes[words.names])),
        rare=_stored(distinct(hashes[rare])),
        lede=_stored(np.where(rare, hashes, np.uint32(0))[:LEDE]),
        title=_stored(distinct((read(article.title).hashes >> np.uint64(32)).astype(np.uint32))) if article.title else b"",
    )


def _keys(shingles: Hashes) -> Hashes:
    """The winnowed shingles, ascending, each once."""
    rare = shingles[(shingles & np.uint32(15)) >= RARE_CLASS] * _SCRAMBLE
    chosen = [_winnowed(rare[: DENSE + DENSE_WINDOW], DENSE_WINDOW)]
    start, end, window = DENSE, LONG, WINDOW
    while start < len(rare):
        chosen.append(_winnowed(rare[start : end + window], window))
        start, end, window = end, end * 2, window * 2
    return distinct(np.concatenate(chosen))


def _winnowed(hashes: Hashes, window: int) -> Hashes:
    """The highest hash of each `window` neighbours."""
    if len(hashes) <= window:
        return hashes.max(keepdims=True) if len(hashes) else hashes
    highest, width = hashes, 1
    while width < window:
        step = min(width, window - width)
        highest, width = np.maximum(highest[:-step], highest[step:]), width + step
    return highest


def _stored(hashes: Hashes) -> bytes:
    return hashes.astype("<u4", copy=False).tobytes()
