"""One article's signature and fingerprint, made together so that its words are read once.

Keys are chosen by winnowing (Schleimer, Wilkerson and Aiken 2003): in every stretch of a text the shingle with the highest hash stands for it, so
two printings that share a stretch share its key wherever it stands and whatever surrounds it.
"""

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_128_digest

from newsgen.config import DedupeConfig
from newsgen.dedupe.records import Fingerprint, Signature
from newsgen.model import Article
from newsgen.text.shingles import BITS_STEP, Hashes, distinct, octets, read, trigrams

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
    digest = xxh3_128_digest(words.hashes.tobytes())
    size = len(words.hashes)
    rare = (words.rarity >= RARE_WORD) & ~words.numbers
    first = np.flatnonzero(np.diff(words.sentences, prepend=-1))
    kept = Fingerprint(
        id=article.id,
        published=article.published,
        lang=article.lang,
        words=size,
        digest=digest,
        shingles=shingles.astype("<u4").tobytes(),
        sentences=first.astype("<u4").tobytes(),
        octets=octets(text, OCTET_RATE).astype("<u4").tobytes(),
        numbers=_distinct(words.hashes[words.numbers]),
        names=_distinct(words.hashes[words.names]),
        rare=_distinct(words.hashes[rare]),
        lede=np.where(rare, words.hashes >> np.uint64(32), np.uint64(0))[:LEDE].astype("<u4").tobytes(),
        title=_distinct(read(article.title).hashes) if article.title else b"",
    )
    held = Signature(article.id, article.published, article.lang, size, digest, _keys(shingles).astype("<u4").tobytes())
    return held, kept


def signature(article: Article, config: DedupeConfig) -> Signature:
    """What is held of `article` in memory; `printed` makes it together with the fingerprint."""
    return printed(article, config)[0]


def fingerprint(article: Article, config: DedupeConfig) -> Fingerprint:
    """What comparing `article` needs; `printed` makes it together with the signature."""
    return printed(article, config)[1]


def body(article: Article) -> str:
    """The text that is compared: the body's blocks, a line each, without title and dek."""
    return "\n".join(block.text for block in article.blocks)


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


def _distinct(hashes: NDArray[np.uint64]) -> bytes:
    return distinct((hashes >> np.uint64(32)).astype(np.uint32)).astype("<u4").tobytes()
