"""Verdicts: what makes two texts one report, and what each copy is to the other."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from dedupe_articles import CONFIG, article, verdicts

from newsgen.dedupe import fingerprints, signatures, verdict, verdict_by_signature

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
