"""Stories: the same whatever the order, with one id for ever, led by the fullest copy, and as the archivist says."""

import json
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from press_room import CONFIG, article, groups, judged, told

from newsgen.config import DedupeConfig
from newsgen.decisions import Decisions
from newsgen.dedupe import (
    alike,
    candidates,
    fingerprints,
    measured,
    signatures,
    stories,
    unmeasured,
    verify,
)
from newsgen.dedupe.clusters import clusters
from newsgen.dedupe.records import Signature, Verdict
from newsgen.dedupe.signatures import body

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases/copies.jsonl").read_text("utf-8").splitlines()
]
SOME = [article(row["id"], row["text"]) for row in ROWS[:24] + ROWS[-20:]]
FERRY = {row["id"]: row["text"] for row in ROWS if row["cluster"] == "ferry"}
WHOLE = FERRY["ferry-0"]
CUT = "\n".join(WHOLE.split("\n")[:4])


def verdict(a: str, b: str, score: float) -> Verdict:
    """A verdict with no more than a score."""
    return Verdict(
        a,
        b,
        score,
        score >= 0.5,
        borderline=False,
        kind="version",
        rule="",
        shared=score,
        covers=score,
        features=(),
    )


def blank(name: str, words: int = 100) -> Signature:
    """A signature of nothing but a length."""
    return Signature(name, None, "en", words, name.encode(), b"")


@settings(deadline=None, derandomize=True, max_examples=6)
@given(st.permutations(SOME))
def test_order_changes_nothing(shuffled: list[object]) -> None:
    """The same articles in any order make the same stories, led and named alike."""
    assert told(shuffled) == told(SOME)  # type: ignore[arg-type]  # hypothesis forgets what it shuffles


def test_an_article_added_gives_what_a_full_build_gives() -> None:
    """Verdicts remembered from a smaller archive serve a larger one: a pair's verdict does not depend on who else is there."""
    before = {(found.a, found.b): found for found in judged(SOME[:-6])}
    after = {(found.a, found.b): found for found in judged(SOME)}
    assert all(before[pair] == after[pair] for pair in before.keys() & after.keys())


def test_merging_turned_off_leaves_every_article_alone() -> None:
    """Without `merge` no pair is even named."""
    assert candidates(signatures(SOME, CONFIG), DedupeConfig(merge=False)).pairs == ()


def test_without_merging_nothing_is_signed_that_only_finding_copies_needs() -> None:
    """The lengths, by which leads are chosen where the archivist merges, are there; keys are not."""
    found = signatures(SOME, DedupeConfig(merge=False))
    assert [(each.id, each.words > 0, each.keys) for each in found] == [
        (each.id, each.words > 0, b"") for each in signatures(SOME, CONFIG)
    ]
    assert (
        found[0].digest
        == signatures([article("z", body(SOME[0]))], DedupeConfig(merge=False))[0].digest
    )


def test_a_text_that_is_another_but_for_house_style_is_a_copy_by_its_signature() -> None:
    """What the signatures say of two texts is what comparing them says, and they say it of long texts alone."""
    styled = WHOLE.replace("’", "'").replace("“", '"').upper()
    texts = {"a": WHOLE, "b": styled, "c": CUT, "d": WHOLE[:200], "e": WHOLE[:200]}
    held = [
        article(name, text, date=f"2021-05-0{place}")
        for place, (name, text) in enumerate(texts.items(), 1)
    ]
    signed, compared = signatures(held, CONFIG), fingerprints(held, CONFIG)
    told_alike = {(one.id, two.id): alike(one, two) for one, two in combinations(signed, 2)}
    assert [pair for pair, verdict in told_alike.items() if verdict] == [("a", "b")]
    assert (
        told_alike["a", "b"]
        == verify(compared[0], compared[1], CONFIG)
        == alike(signed[1], signed[0])
    )


def test_the_fullest_printing_leads_and_the_founder_names() -> None:
    """The longest body leads; the id is the earliest copy's, and stays it when a fuller one joins."""
    cut, whole = (
        article("m-cut", CUT, date="2021-05-05"),
        article("a-whole", WHOLE, date="2021-05-06"),
    )
    (alone,) = told([cut])
    (both,) = told([cut, whole], founders={"m-cut": alone.id})
    assert (both.id, both.lead, [copy.kind for copy in both.copies]) == (
        "m-cut",
        "a-whole",
        ["lead", "copy"],
    )
    assert both.copies[1].shared > 0.99 > both.copies[1].covers


def test_stories_that_merge_keep_the_older_address() -> None:
    """Of two published stories that turn out to be one, the first published keeps its id."""
    cut, whole = article("m-cut", CUT), article("a-whole", WHOLE)
    founders = {"m-cut": "m-cut", "a-whole": "a-whole"}
    found = told([cut, whole], founders=founders)
    assert [story.id for story in found] == ["m-cut"]


def test_a_story_that_falls_apart_leaves_its_id_with_its_founder() -> None:
    """When members part, the founding one keeps the id and the others get their own; no two stories share one."""
    other = next(row["text"] for row in ROWS if row["id"] == "museum-0")
    founders = {"b": "b", "c": "b"}
    found = told([article("b", WHOLE), article("c", other)], founders=founders)
    assert [story.id for story in found] == ["b", "c"]


def test_the_archivist_merges_splits_and_names_the_lead() -> None:
    """Decisions win over what the texts say."""
    other = next(row["text"] for row in ROWS if row["id"] == "museum-0")
    given = [article("a", WHOLE), article("b", CUT), article("c", other)]
    assert groups(told(given, Decisions(split=(("a", "b"),)))) == {
        frozenset("a"),
        frozenset("b"),
        frozenset("c"),
    }
    assert groups(told(given, Decisions(merge=(("b", "c"),)))) == {frozenset("abc")}
    assert {story.lead for story in told(given, Decisions(lead=("b",)))} == {"b", "c"}


def test_identical_prints_that_are_split_stay_apart() -> None:
    """Even one text in two papers is two stories where the archivist says so."""
    assert (
        len(told([article("a", WHOLE), article("b", WHOLE)], Decisions(split=(("a", "b"),)))) == 2
    )


def test_average_link_parts_a_chain() -> None:
    """Of a chain of pairs each half alike, only neighbours that hold on average stay together."""
    names = "abcdef"
    chain = [verdict(one, two, 0.8) for one, two in pairwise(names)]
    assert (
        max(len(group) for group in clusters([blank(name) for name in names], chain, (), ())) == 2
    )


def test_average_link_keeps_a_family() -> None:
    """Where all pairs are alike, one weak pair does not part them, and it is the one recorded."""
    pairs = [
        verdict(one, two, 0.3 if (one, two) == ("b", "d") else 0.9)
        for one, two in combinations("abcd", 2)
    ]
    (story,) = stories([blank(name) for name in "abcd"], pairs, Decisions(), {})
    assert (story.weakest, story.weakest_score) == (("b", "d"), 0.3)


def test_pairs_of_lead_and_copy_that_were_not_compared_are_named() -> None:
    """What a copy shares with its lead is asked for where nobody measured it, and taken over."""
    chain = [
        verdict("a", "b", 0.9),
        verdict("b", "c", 0.9),
        verdict("a", "d", 0.9),
        verdict("b", "d", 0.9),
        verdict("c", "d", 0.9),
    ]
    found = stories([blank("a", 300), *(blank(name) for name in "bcd")], chain, Decisions(), {})
    assert unmeasured(found, chain) == (("a", "c"),)
    (story,) = measured(found, [*chain, verdict("a", "c", 0.7)])
    assert {copy.id: copy.shared for copy in story.copies}["c"] == 0.7


@pytest.mark.parametrize("missing", ["lead", "day", "both"])
def test_verdicts_do_not_need_titles_or_dates(missing: str) -> None:
    """What an article does not state is unknown, not different."""
    title, date = (
        ("" if missing in {"lead", "both"} else "Ferry adrift"),
        ("" if missing in {"day", "both"} else "2021-05-05"),
    )
    one, two = fingerprints(
        [article("a", WHOLE, "Ferry adrift", "2021-05-05"), article("b", CUT, title, date)], CONFIG
    )
    assert verify(one, two, CONFIG).same


@pytest.mark.parametrize("grade", ["1 styled", "2 trimmed", "5 misread", "5 stump"])
def test_trimming_house_style_and_misreading_leave_a_copy(grade: str) -> None:
    """What was cut, set in another style or read badly is a copy, not a version (nine of ten)."""
    originals = {row["cluster"]: row["text"] for row in ROWS if row["kind"] == "0 as filed"}
    edited = [row for row in ROWS if row["kind"] == grade]
    kinds = [
        judged([article("a", originals[row["cluster"]]), article("b", row["text"])])[0].kind
        for row in edited
    ]
    assert kinds.count("version") <= 0.1 * len(kinds)


def test_a_new_opening_makes_a_version() -> None:
    """A report led anew and carried on in the old words is a version of it."""
    fresh = "Three pensioners were in hospital on Wednesday after a night adrift without heating on the Skarholm ferry, which tugs brought home at dawn."
    later = "Relatives waited on the quay with blankets and thermos flasks, among them the mayor of Larnmouth, whose mother had been on board."
    (pair,) = judged(
        [article("a", WHOLE), article("b", "\n".join([fresh, later, *WHOLE.split("\n")[2:]]))]
    )
    assert (pair.same, pair.kind) == (True, "version")
