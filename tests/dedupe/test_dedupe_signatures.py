"""Signing: what is made of an article is of that article alone, whatever else is signed beside it."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from press_room import CONFIG, article

from newsgen.dedupe import fingerprints, signatures
from newsgen.dedupe.signatures import DENSE, DENSE_WINDOW, LONG, WINDOW
from newsgen.text.shingles import read, trigrams

RARE = "Skarholm marmalade Brandvold gantry plover Ulverston tarpaulin quayside osprey Fennimore"


def prose(seed: int, length: int) -> str:
    """So many rare words, in sentences of nine."""
    chance = random.Random(seed)  # noqa: S311 - seeded on purpose
    words = [f"{chance.choice(RARE.split())}{chance.randrange(500)}x" for _ in range(length)]
    return " ".join(word + "." * (number % 9 == 8) for number, word in enumerate(words))


TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [*RARE.split(), "the", "of", "U.S.", "5.3", "said.", "東京", "Straße,", "per cent"]
        ),
        max_size=12,
    ).map(" ".join),
    st.builds(prose, st.integers(0, 9), st.sampled_from([3, 9, 10, 11, 130, 140, 152, 160])),
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_company_changes_nothing(texts: list[str]) -> None:
    """Articles signed together have the signatures and fingerprints that each has alone."""
    articles = [article(str(number), text, title=text[:20]) for number, text in enumerate(texts)]
    assert signatures(articles, CONFIG) == [
        held for one in articles for held in signatures([one], CONFIG)
    ]
    assert fingerprints(articles, CONFIG) == [
        held for one in articles for held in fingerprints([one], CONFIG)
    ]


def test_keys_are_the_highest_of_their_neighbours() -> None:
    """Each stretch of a text has the highest of its windows as keys, and no other: the same as looked at one by one."""
    for length in (1, 2, 9, 10, 11, 100, 150, 180, 900, 1500, 5000):
        text = prose(length, length)
        scrambled = (trigrams(read([text])).values * np.uint32(0x9E3779B1)).tolist()
        wanted = set(windows(scrambled[: DENSE + DENSE_WINDOW], DENSE_WINDOW))
        start, end, window = DENSE, LONG, WINDOW
        while start < len(scrambled):
            wanted.update(windows(scrambled[start : end + window], window))
            start, end, window = end, end * 2, window * 2
        assert np.frombuffer(
            signatures([article("a", text)], CONFIG)[0].keys, "<u4"
        ).tolist() == sorted(wanted)


def windows(hashes: list[int], window: int) -> list[int]:
    """The highest of each `window` in a row; of all where there are fewer."""
    return [max(hashes[at : at + window]) for at in range(max(1, len(hashes) - window + 1))]


def test_nothing_signs_as_nothing() -> None:
    """No articles, no signatures; an article without words has no keys."""
    assert signatures([], CONFIG) == []
    assert fingerprints([], CONFIG) == []
    empty = [article("a", "")]
    held, fingerprint = signatures(empty, CONFIG)[0], fingerprints(empty, CONFIG)[0]
    assert (held.words, held.keys, fingerprint.shingles, fingerprint.octets) == (0, b"", b"", b"")
