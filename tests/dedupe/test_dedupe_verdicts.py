"""Verdicts: what makes two texts one report, and what each copy is to the other."""

import json
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from dedupe_articles import CONFIG, article, verdicts

from newsgen.dedupe import Fingerprint, fingerprints, signatures, verdict, verdict_by_signature
from newsgen.dedupe.features import UNKNOWN, Overlap
from newsgen.dedupe.verdicts import REFUSED, SHORT, first_finding

CASES = Path(__file__).parent / "cases/copies.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
WHOLE = next(row["text"] for row in ROWS if row["id"] == "ferry-0")
CUT = "\n".join(WHOLE.split("\n")[:4])


def test_a_text_that_is_another_but_for_house_style_is_a_copy_by_its_signature() -> None:
    """What the signatures say of two texts is what comparing them says, and they say it of long texts
    alone."""
    styled = WHOLE.replace("’", "'").replace("“", '"').upper()
    texts = {"a": WHOLE, "b": styled, "c": CUT, "d": WHOLE[:200], "e": WHOLE[:200]}
    articles = [
        article(name, text, date=f"2021-05-0{day}")
        for day, (name, text) in enumerate(texts.items(), 1)
    ]
    signed, printed = signatures(articles, CONFIG), fingerprints(articles)
    by_signature = {
        (one.id, two.id): verdict_by_signature(one, two) for one, two in combinations(signed, 2)
    }
    assert [pair for pair, answer in by_signature.items() if answer] == [("a", "b")]
    assert by_signature["a", "b"] == verdict(printed[0], printed[1])
    assert by_signature["a", "b"] == verdict_by_signature(signed[1], signed[0])


@pytest.mark.parametrize(
    ("title", "date"),
    [("", "2021-05-05"), ("Ferry adrift", ""), ("", "")],
    ids=["no title", "no date", "neither"],
)
def test_verdicts_do_not_need_titles_or_dates(title: str, date: str) -> None:
    """What an article does not state is unknown, not different."""
    whole = article("a", WHOLE, "Ferry adrift", "2021-05-05")
    one, two = fingerprints([whole, article("b", CUT, title, date)])
    assert verdict(one, two).same


@pytest.mark.parametrize("grade", ["1 styled", "2 trimmed", "5 misread", "5 stump"])
def test_trimming_house_style_and_misreading_leave_a_copy(grade: str) -> None:
    """What was cut, set in another style or read badly is a copy, not a version (nine of ten)."""
    originals = {row["cluster"]: row["text"] for row in ROWS if row["kind"] == "0 as filed"}
    kinds = []
    for row in ROWS:
        if row["kind"] == grade:
            original = article("a", originals[row["cluster"]])
            (answer,) = verdicts([original, article("b", row["text"])])
            kinds.append(answer.kind)
    assert kinds.count("version") <= 0.1 * len(kinds)


def test_a_new_opening_makes_a_version() -> None:
    """A report with another lede, carried on in the old words, is a version of it."""
    fresh = (
        "Three pensioners were in hospital on Wednesday after a night adrift without heating on the "
        "Skarholm ferry, which tugs brought home at dawn."
    )
    second = (
        "Relatives waited on the quay with blankets and thermos flasks, among them the mayor of "
        "Larnmouth, whose mother had been on board."
    )
    version = "\n".join([fresh, second, *WHOLE.split("\n")[2:]])
    (answer,) = verdicts([article("a", WHOLE), article("b", version)])
    assert (answer.same, answer.kind) == (True, "version")


def test_a_pair_is_judged_alike_from_both_sides() -> None:
    """Swapping the names of two articles swaps nothing but the sides."""
    rewritten = "\n".join(WHOLE.split("\n")[1:5])
    (one,) = verdicts([article("a", WHOLE), article("b", rewritten)])
    (two,) = verdicts([article("b", WHOLE), article("a", rewritten)])
    assert (one.score, one.rule) == (two.score, two.rule)
    assert (one.shared, one.covers) == (two.covers, two.shared)


PLAIN = {
    "heads": 1.0,
    "longest run": 0.2,
    "longest words": 0.3,
    "days": UNKNOWN,
    "numbers of shorter": 0.9,
    "numbers of longer": 0.9,
    "names of shorter": 0.9,
    "repeats": 0.0,
    "title": UNKNOWN,
}
"""Features of a pair that no rule decides."""
BACKGROUND = PLAIN | {"heads": 0.3, "longest run": 0.5}
SERIES = PLAIN | {"days": 3.0, "numbers of shorter": 0.6}
REPEATING = PLAIN | {"repeats": 0.3, "numbers of shorter": 0.5, "numbers of longer": 0.5}
RESENT = PLAIN | {"title": 0.8, "days": 1.0}
FIGURELESS = RESENT | {"numbers of shorter": UNKNOWN, "names of shorter": 0.5}
"""A pair of each sort that a rule decides."""


def overlap_of(share: float, *, words: int = 200, figures: int = 5, title: int = 4) -> Overlap:
    """An overlap of which the shorter text is present by `share`; half of its shingles are shared."""
    side = Fingerprint(
        id="a",
        published=None,
        lang="en",
        words=words,
        digest=b"a",
        shingles=b"",
        sentences=b"",
        octets=b"",
        numbers=bytes(4 * figures),
        names=b"",
        rare=b"",
        lede=b"",
        title=bytes(4 * title),
    )
    half = np.array([True, False])
    return Overlap(side, side, half, half, share, share)


def ruled(values: Mapping[str, float], share: float = 0.7, **sides: int) -> str:
    """The rule that decides a pair; empty where none does."""
    finding = first_finding(overlap_of(share, **sides), dict(values))
    return finding.rule if finding else ""


def test_a_pair_like_any_other_is_left_to_the_score() -> None:
    """No rule decides a pair of ordinary features."""
    assert ruled(PLAIN) == ""


@pytest.mark.parametrize(
    ("change", "applies"),
    [
        ({}, True),
        ({"heads": 0.35}, False),
        ({"longest run": 0.3}, True),
        ({"longest run": 0.29}, False),
    ],
)
def test_background(change: dict[str, float], applies) -> None:
    """Own openings above one shared passage make two reports with one background."""
    rule = "another report with the same background" if applies else ""
    assert ruled(BACKGROUND | change) == rule


@pytest.mark.parametrize(
    ("change", "figures", "applies"),
    [
        ({}, 3, True),
        ({}, 2, False),
        ({"days": 2.0}, 3, False),
        ({"numbers of shorter": 0.69}, 3, True),
        ({"numbers of shorter": 0.7}, 3, False),
        ({"longest words": 0.74}, 3, True),
        ({"longest words": 0.75}, 3, False),
    ],
)
def test_series(change: dict[str, float], figures: int, applies) -> None:
    """Days apart, with other figures and no long passage, a text is the next of a series."""
    rule = "days apart, with other figures" if applies else ""
    assert ruled(SERIES | change, figures=figures) == rule


@pytest.mark.parametrize(
    ("change", "share", "figures", "applies"),
    [
        ({}, 0.7, 0, True),
        ({"repeats": 0.2}, 0.7, 24, False),
        ({"repeats": 0.2}, 0.7, 25, True),
        ({"numbers of shorter": 0.6}, 0.7, 0, False),
        ({"numbers of longer": 0.6}, 0.7, 0, False),
        ({}, 0.89, 0, True),
        ({}, 0.9, 0, False),
    ],
)
def test_form(change: dict[str, float], share: float, figures: int, applies) -> None:
    """A text of many figures, or one that repeats itself, is a form filled in anew where the figures
    differ."""
    rule = "a form with other figures" if applies else ""
    assert ruled(REPEATING | change, share, figures=figures) == rule


@pytest.mark.parametrize(
    ("values", "share", "title", "applies"),
    [
        (RESENT, 0.4, 3, True),
        (RESENT, 0.39, 3, False),
        (RESENT, 0.4, 2, False),
        (RESENT | {"title": 0.75}, 0.4, 3, True),
        (RESENT | {"title": 0.74}, 0.4, 3, False),
        (RESENT | {"days": 0.0}, 0.4, 3, True),
        (RESENT | {"days": 2.0}, 0.4, 3, False),
        (RESENT | {"days": UNKNOWN}, 0.4, 3, False),
        (RESENT | {"numbers of shorter": 0.65}, 0.4, 3, True),
        (RESENT | {"numbers of shorter": 0.64}, 0.4, 3, False),
        (FIGURELESS, 0.4, 3, True),
        (FIGURELESS | {"names of shorter": 0.49}, 0.4, 3, False),
    ],
)
def test_headline(values: dict[str, float], share: float, title: int, applies) -> None:
    """The same headline, day and figures (or names, where there are none) make one report."""
    rule = "same headline, day and figures" if applies else ""
    assert ruled(values, share, title=title) == rule


@pytest.mark.parametrize(
    ("change", "share", "answer"),
    [
        ({}, 0.9, "all"),
        ({}, 0.89, ""),
        ({"numbers of shorter": 0.89}, 0.95, ""),
        ({"numbers of shorter": UNKNOWN}, 0.9, "all"),
        ({"names of shorter": 0.89}, 0.95, ""),
        ({"names of shorter": UNKNOWN}, 0.9, "all"),
        ({"title": 0.59}, 0.7, "other"),
        ({"title": 0.6}, 0.7, ""),
        ({"title": 0.6, "numbers of shorter": 0.74}, 0.7, "other"),
        ({"title": 0.6, "numbers of shorter": 0.75}, 0.7, ""),
        ({"title": 0.6, "numbers of shorter": UNKNOWN}, 0.7, ""),
        ({"numbers of shorter": 0.5}, 0.7, ""),
    ],
)
def test_short(change: dict[str, float], share: float, answer: str) -> None:
    """A short text is a copy if nearly all of it is there, another report under another headline or
    with other figures."""
    rules = {
        "all": "short, and all of it in the other",
        "other": "short, with another headline or other figures",
        "": "",
    }
    assert ruled(PLAIN | change, share, words=SHORT - 1) == rules[answer]
    assert ruled(PLAIN | change, share, words=SHORT) == ""


def test_what_a_rule_says_is_the_score() -> None:
    """A refused pair scores at most `REFUSED`, a report sent again at least .6."""
    scores = []
    for values, share in ((BACKGROUND, 0.7), (BACKGROUND, 0.15), (RESENT, 0.5), (RESENT, 0.8)):
        finding = first_finding(overlap_of(share), dict(values))
        scores.append(finding.score if finding else None)
    assert scores == [REFUSED, 0.15, 0.6, 0.8]


WORDS = [f"ka{one}o{two}" for one in "bdfghlmn" for two in "bdfghlmn"]
LONG, LINE = " ".join(WORDS[:SHORT]), " ".join(WORDS[: SHORT - 1])


@pytest.mark.parametrize(
    ("text", "titles", "dates", "score"),
    [
        (LONG, ("Ferry", "Barge"), ("2021-05-05", "2021-05-12"), 1.0),
        (LINE, ("Ferry", "Ferry"), ("2021-05-05", "2021-05-05"), 1.0),
        (LINE, ("Ferry", "Ferry"), ("2021-05-05", "2021-05-06"), 0.0),
        (LINE, ("Ferry", "Barge"), ("2021-05-05", "2021-05-05"), 0.0),
        (LINE, ("Ferry", ""), ("2021-05-05", "2021-05-05"), 0.9),
        (LINE, ("", "Ferry"), ("2021-05-05", "2021-05-05"), 0.9),
        (LINE, ("Ferry", "Ferry"), ("2021-05-05", ""), 0.9),
        ("", ("Ferry", "Ferry"), ("2021-05-05", "2021-05-05"), 0.0),
    ],
)
def test_identical_texts(
    text: str, titles: tuple[str, str], dates: tuple[str, str], score: float
) -> None:
    """Long identical texts are one report; short ones are if their dates and titles agree."""
    given = [article(name, text, *rest) for name, *rest in zip("ab", titles, dates, strict=True)]
    answer = verdict(*fingerprints(given))
    assert (answer.score, answer.same, answer.kind) == (score, score >= 0.5, "identical")
    assert not answer.borderline


def test_the_text_of_a_verdict_states_its_sides() -> None:
    """`shared` is the share of `a`, `covers` that of `b`, whichever of them is the longer."""
    whole, cut = article("b", WHOLE), article("a", CUT)
    answer = verdict(*fingerprints([whole, cut]))
    assert (answer.a, answer.b) == ("a", "b")
    assert answer.shared > 0.99 > answer.covers
    swapped = verdict(*fingerprints([article("a", WHOLE), article("b", CUT)]))
    assert swapped.covers > 0.99 > swapped.shared
    assert answer.features == ()


def test_texts_that_share_hardly_anything_are_not_compared_further() -> None:
    """Half of the share is the score, and the pair is not listed as borderline."""
    other = next(row["text"] for row in ROWS if row["id"] == "museum-0")
    answer = verdict(*fingerprints([article("a", WHOLE), article("b", other)]))
    assert answer.rule == "hardly a shared passage"
    assert answer.score < 0.05
    assert not answer.same
    assert not answer.borderline
