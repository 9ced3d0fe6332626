"""The features of a pair are what counting one by one gives, whichever article comes first."""

import json
import random
from math import log1p
from pathlib import Path

import pytest
from dedupe_articles import article
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.dedupe import Fingerprint, fingerprints
from newsgen.dedupe.features import UNKNOWN, features, hashes, overlap

CASES = Path(__file__).parent / "cases/copies.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
SENTENCES = [line for row in ROWS[:40] for line in row["text"].split("\n")]


def listed(field: bytes) -> list[int]:
    """The hashes of a field as numbers."""
    return [int(number) for number in hashes(field)]


def present(these: list[int], those: list[int]) -> list[bool]:
    """Which of these are among those."""
    return [number in set(those) for number in these]


def mean(flags: list[bool]) -> float:
    """The share of what is true."""
    return sum(flags) / len(flags) if flags else 0.0


def runs(flags: list[bool]) -> list[tuple[int, int]]:
    """Where the runs of what is true begin and end."""
    bounds = []
    start = None
    for place, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = place
        if not flag and start is not None:
            bounds.append((start, place))
            start = None
    return bounds


def weighted(shingles: list[int], flags: list[bool]) -> float:
    """The share of what is present, by rarity."""
    total = sum(shingle % 16 + 1 for shingle in shingles)
    shared = sum(shingle % 16 + 1 for shingle, flag in zip(shingles, flags, strict=True) if flag)
    return shared / total if total else 0.0


def agreement(one: bytes, two: bytes) -> float:
    """The share of the first set that the second has."""
    return mean(present(listed(one), listed(two))) if one and two else UNKNOWN


def carried(side: Fingerprint, flags: list[bool]) -> list[bool]:
    """Which sentences the other text has half of."""
    starts = [start for start in listed(side.sentences) if start < len(flags)]
    ends = [*starts[1:], len(flags)] if starts else []
    return [mean(flags[a:b]) >= 0.5 for a, b in zip(starts, ends, strict=True)]


def head(side: Fingerprint, other: Fingerprint, flags: list[bool]) -> float:
    """How much of the rare words before the first twelve shared shingles in a row the other has."""
    passages = [start for start, end in runs(flags) if end - start >= 12]
    before = listed(side.lede)[: passages[0] if passages else len(flags)]
    if len(before) < 15:
        return 1.0
    rare = sorted({word for word in before if word})
    return mean(present(rare, listed(other.rare)))


def rarity(shingles: list[int]) -> float:
    """The mean rarity class, 0 to 1."""
    return sum(shingle % 16 for shingle in shingles) / len(shingles) / 15 if shingles else 0.0


def counted(one: Fingerprint, two: Fingerprint) -> dict[str, float]:
    """What `features` is to give for a shorter and a longer text."""
    short, long = listed(one.shingles), listed(two.shingles)
    there, here = present(short, long), present(long, short)
    lengths = [end - start for start, end in runs(there)]
    missing = [shingle for shingle, flag in zip(short, there, strict=True) if not flag]
    shared = [shingle for shingle, flag in zip(short, there, strict=True) if flag]
    sides = {"shorter": (one, two, there), "longer": (two, one, here)}
    answer = {"shorter held": weighted(short, there), "longer held": weighted(long, here)}
    for side, (own, other, flags) in sides.items():
        answer[f"letters of {side}"] = agreement(own.octets, other.octets)
        answer[f"opening of {side}"] = mean(flags[:60])
        answer[f"end of {side}"] = mean(flags[-60:])
        answer[f"sentences of {side}"] = mean(carried(own, flags))
        answer[f"numbers of {side}"] = agreement(own.numbers, other.numbers)
        answer[f"names of {side}"] = agreement(own.names, other.names)
        answer[f"rare of {side}"] = agreement(own.rare, other.rare)
    return answer | {
        "opening sentences": min(mean(carried(one, there)[:4]), mean(carried(two, here)[:4])),
        "longest run": max(lengths, default=0) / len(short) if short else 0.0,
        "mean run": min(1.0, sum(lengths) / len(lengths) / 50) if lengths else 0.0,
        "runs a shingle": len(lengths) / len(short) if short else 0.0,
        "heads": max(head(one, two, there), head(two, one, here)),
        "title": max(agreement(one.title, two.title), agreement(two.title, one.title)),
        "lengths": len(short) / len(long) if long else 0.0,
        "words": min(1.0, len(short) / 400),
        "repeats": 1 - len(set(short)) / len(short) if short else 1.0,
        "shared words": min(1.0, log1p(len(shared)) / 6),
        "longest words": min(1.0, max(lengths, default=0) / 40),
        "rarity of shared": rarity(shared),
        "rarity of rest": rarity(missing),
        "numbers": min(1.0, len(listed(one.numbers)) / one.words * 5) if one.words else 0.0,
        "begins at": here.index(True) / len(long) if any(here) else UNKNOWN,
    }


def text(chosen: list[int]) -> str:
    """Some of the sentences, in the order given."""
    return "\n".join(SENTENCES[place % len(SENTENCES)] for place in chosen)


PLACES = st.lists(st.integers(0, 12), max_size=9)


@settings(deadline=None, derandomize=True, max_examples=120)
@given(PLACES, PLACES, st.booleans())
def test_features_are_what_counting_gives(left: list[int], right: list[int], titled) -> None:
    """Whatever the two texts share, every feature is the one that is counted one by one."""
    title = "Ferry adrift off Larnmouth" if titled else ""
    given = [article("a", text(left), title), article("b", text(right), "Ferry adrift again")]
    one, two = fingerprints(given)
    common = overlap(one, two)
    measured = features(common)
    assert measured.pop("days") == UNKNOWN
    assert measured == pytest.approx(counted(common.shorter, common.longer))
    assert len(common.shorter.shingles) <= len(common.longer.shingles)
    assert features(overlap(two, one)) == features(common)


def test_words_that_change_break_runs() -> None:
    """Of a text in which every tenth word is another, as of any other, the features are what counting
    gives."""
    chance = random.Random(3)  # noqa: S311 - seeded on purpose
    words = " ".join(SENTENCES[:12]).split()
    changed = ["plover" if chance.random() < 0.1 else word for word in words]
    common = overlap(
        *fingerprints([article("a", " ".join(words)), article("b", " ".join(changed))])
    )
    measured = features(common)
    measured.pop("days")
    assert measured == pytest.approx(counted(common.shorter, common.longer))


@pytest.mark.parametrize(
    ("one", "two", "days"),
    [
        ("2021-05-05", "2021-05-08", 3.0),
        ("2021-05-08T23:00:00Z", "2021-05-05", 3.0),
        ("2021-05-05", "2021-05-05", 0.0),
        ("2021-05", "2021-05-05", UNKNOWN),
        ("2021-05-05", "", UNKNOWN),
    ],
)
def test_days_lie_between_two_dates_that_name_the_day(one: str, two: str, days: float) -> None:
    """Without a day on either side their number is unknown."""
    given = [article("a", "One ferry.", date=one), article("b", "Two ferries.", date=two)]
    assert features(overlap(*fingerprints(given)))["days"] == days


def test_of_equally_long_texts_the_lower_digest_is_the_shorter() -> None:
    """The sides of a pair do not depend on the order in which it is given."""
    one, two = fingerprints([article("a", "One red ferry."), article("b", "Two grey barges.")])
    assert (
        overlap(one, two).shorter
        == overlap(two, one).shorter
        == min((one, two), key=lambda side: side.digest)
    )
