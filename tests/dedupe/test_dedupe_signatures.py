"""Signing: what is made of an article is of that article alone, whatever else is signed beside it."""

import random
from collections.abc import Iterable

import numpy as np
import pytest
from dedupe_articles import CONFIG, article
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.config import DedupeConfig
from newsgen.dedupe import fingerprints, signatures
from newsgen.dedupe.signatures import DENSE, DENSE_WINDOW, LEDE, LONG, RARE_WORD, WINDOW
from newsgen.text.shingles import read, trigrams

RARE = "Skarholm marmalade Brandvold gantry plover Ulverston tarpaulin quayside osprey Fennimore"
WORDS = [*RARE.split(), "the", "of", "U.S.", "5.3", "said.", "東京", "Straße,", "per cent"]


def prose(seed: int, length: int) -> str:
    """So many rare words, in sentences of nine."""
    chance = random.Random(seed)  # noqa: S311 - seeded on purpose
    words = [f"{chance.choice(RARE.split())}{chance.randrange(500)}x" for _ in range(length)]
    return " ".join(word + "." * (number % 9 == 8) for number, word in enumerate(words))


TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.builds(prose, st.integers(0, 9), st.sampled_from([3, 9, 10, 11, 130, 140, 152, 160])),
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_company_changes_nothing(texts: list[str]) -> None:
    """Articles signed together have the signatures and fingerprints that each has alone."""
    articles = [article(str(number), text, title=text[:20]) for number, text in enumerate(texts)]
    assert signatures(articles, CONFIG) == [signatures([each], CONFIG)[0] for each in articles]
    assert fingerprints(articles) == [fingerprints([each])[0] for each in articles]


@pytest.mark.parametrize("length", [1, 2, 9, 10, 11, 100, 150, 180, 900, 1500, 5000])
def test_keys_are_the_highest_of_their_neighbours(length: int) -> None:
    """Each stretch of a text has the highest of its windows as keys, and no other: the same as looked
    at one by one."""
    text = prose(length, length)
    scrambled = (trigrams(read([text])).values * np.uint32(0x9E3779B1)).tolist()
    expected = set(windows(scrambled[: DENSE + DENSE_WINDOW], DENSE_WINDOW))
    start, end, window = DENSE, LONG, WINDOW
    while start < len(scrambled):
        expected.update(windows(scrambled[start : end + window], window))
        start, end, window = end, end * 2, window * 2
    keys = signatures([article("a", text)], CONFIG)[0].keys
    assert np.frombuffer(keys, "<u4").tolist() == sorted(expected)


def windows(hashes: list[int], window: int) -> list[int]:
    """The highest of each `window` in a row; of all where there are fewer."""
    count = max(1, len(hashes) - window + 1)
    return [max(hashes[start : start + window]) for start in range(count)]


def test_nothing_signs_as_nothing() -> None:
    """No articles give no signatures; an article without words has no keys."""
    assert signatures([], CONFIG) == []
    assert fingerprints([]) == []
    empty = [article("a", "")]
    signature, fingerprint = signatures(empty, CONFIG)[0], fingerprints(empty)[0]
    assert (signature.words, signature.keys) == (0, b"")
    assert (fingerprint.shingles, fingerprint.octets) == (b"", b"")


def listed(field: bytes) -> list[int]:
    """The hashes of a field as numbers."""
    return [int(number) for number in np.frombuffer(field, "<u4")]


@settings(deadline=None, derandomize=True, max_examples=60)
@given(TEXTS, st.text(max_size=20))
def test_a_fingerprint_holds_what_is_known_of_the_words(text: str, title: str) -> None:
    """Sentences by their first words; the numbers, names and rare words once each; the opening in order,
    with 0 for what is not rare."""
    (fingerprint,) = fingerprints([article("a", text, title)])
    words = read(["\n".join(line for line in text.split("\n") if line)])
    hashes = [int(digest) >> 32 for digest in words.hashes]
    is_rare = (words.rarity >= RARE_WORD) & ~words.numbers

    def chosen(flags: Iterable[bool]) -> list[int]:
        return sorted({digest for digest, flag in zip(hashes, flags, strict=True) if flag})

    assert fingerprint.words == len(hashes)
    assert listed(fingerprint.sentences) == np.flatnonzero(words.opening).tolist()
    assert listed(fingerprint.numbers) == chosen(words.numbers)
    assert listed(fingerprint.names) == chosen(words.names)
    assert listed(fingerprint.rare) == chosen(is_rare)
    lede = [digest if rare else 0 for digest, rare in zip(hashes, is_rare, strict=True)][:LEDE]
    assert listed(fingerprint.lede) == lede
    assert listed(fingerprint.title) == sorted(
        {int(digest) >> 32 for digest in read([title]).hashes}
    )


def test_an_unmerged_signature_has_the_words_and_the_printed_text() -> None:
    """Where nothing is merged, the digest is of the body as printed, and house style makes a difference."""
    unmerged = DedupeConfig(merge=False)
    texts = ["The U.S. envoy left.", "The US envoy left.", "The U.S. envoy left."]
    one, two, three = signatures([article("a", text) for text in texts], unmerged)
    assert (one.words, one.keys, one.id, one.lang) == (5, b"", "a", "en")
    assert one.digest == three.digest != two.digest
