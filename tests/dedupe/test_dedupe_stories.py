"""Stories: the same whatever the order, with one id for ever, led by the fullest copy, and as the
archivist says."""

import json
from itertools import combinations, pairwise
from pathlib import Path

import msgspec
from dedupe_articles import CONFIG, article, groups, verdicts
from dedupe_articles import stories as stories_of
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.config import DedupeConfig
from newsgen.decisions import Decisions
from newsgen.dedupe import candidates, pairs_without_verdict, signatures, stories, with_verdicts
from newsgen.dedupe.clusters import clusters
from newsgen.dedupe.records import Signature, Verdict
from newsgen.dedupe.signatures import body
from newsgen.model import Article, Published

CASES = Path(__file__).parent / "cases/copies.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
TEXT = {row["id"]: row["text"] for row in ROWS}
SOME = [article(row["id"], row["text"]) for row in ROWS[:24] + ROWS[-20:]]
WHOLE = TEXT["ferry-0"]
CUT = "\n".join(WHOLE.split("\n")[:4])
OTHER = TEXT["museum-0"]
UNMERGED = DedupeConfig(merge=False)


def scored(a: str, b: str, score: float) -> Verdict:
    """A verdict with no more than a score."""
    return Verdict(
        a=a,
        b=b,
        score=score,
        same=score >= 0.5,
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
def test_order_changes_nothing(shuffled: list[Article]) -> None:
    """The same articles in any order make the same stories, led and named alike."""
    assert stories_of(shuffled) == stories_of(SOME)


def test_an_article_added_gives_what_a_full_build_gives() -> None:
    """Verdicts remembered from a smaller archive serve a larger one: a pair's verdict does not depend
    on which other articles are there."""
    before = {(verdict.a, verdict.b): verdict for verdict in verdicts(SOME[:-6])}
    after = {(verdict.a, verdict.b): verdict for verdict in verdicts(SOME)}
    assert all(before[pair] == after[pair] for pair in before.keys() & after.keys())


def test_merging_turned_off_leaves_every_article_alone() -> None:
    """Without `merge` no pair is even named."""
    assert candidates(signatures(SOME, CONFIG), UNMERGED).pairs == ()


def test_without_merging_nothing_is_signed_that_only_finding_copies_needs() -> None:
    """The lengths, by which leads are chosen where the archivist merges, are there; keys are not."""
    unmerged = signatures(SOME, UNMERGED)
    assert [(each.id, each.words > 0, each.keys) for each in unmerged] == [
        (each.id, each.words > 0, b"") for each in signatures(SOME, CONFIG)
    ]
    same_text = signatures([article("z", body(SOME[0]))], UNMERGED)
    assert unmerged[0].digest == same_text[0].digest


def test_the_fullest_copy_leads_and_the_founder_names() -> None:
    """The longest body leads; the id is the earliest copy's, and stays it when a fuller one joins."""
    cut = article("m-cut", CUT, date="2021-05-05")
    whole = article("a-whole", WHOLE, date="2021-05-06")
    (alone,) = stories_of([cut])
    (both,) = stories_of([cut, whole], founders={"m-cut": alone.id})
    assert (both.id, both.lead) == ("m-cut", "a-whole")
    assert [copy.kind for copy in both.copies] == ["lead", "copy"]
    assert both.copies[1].shared > 0.99 > both.copies[1].covers


def test_stories_that_merge_keep_the_older_address() -> None:
    """Of two published stories that turn out to be one, the first published keeps its id."""
    founders = {"m-cut": "m-cut", "a-whole": "a-whole"}
    merged = stories_of([article("m-cut", CUT), article("a-whole", WHOLE)], founders=founders)
    assert [story.id for story in merged] == ["m-cut"]


def test_a_story_that_falls_apart_leaves_its_id_with_its_founder() -> None:
    """When members part, the founding one keeps the id and the others get their own; no two stories
    share one."""
    founders = {"b": "b", "c": "b"}
    parted = stories_of([article("b", WHOLE), article("c", OTHER)], founders=founders)
    assert [story.id for story in parted] == ["b", "c"]


def test_the_archivist_merges_splits_and_names_the_lead() -> None:
    """Decisions win over what the texts say."""
    given = [article("a", WHOLE), article("b", CUT), article("c", OTHER)]
    split = Decisions(split=(("a", "b"),))
    assert groups(stories_of(given, split)) == {frozenset("a"), frozenset("b"), frozenset("c")}
    merged = Decisions(merge=(("b", "c"),))
    assert groups(stories_of(given, merged)) == {frozenset("abc")}
    led = Decisions(lead=("b",))
    assert {story.lead for story in stories_of(given, led)} == {"b", "c"}


def test_identical_copies_that_are_split_stay_apart() -> None:
    """Even one text in two papers is two stories where the archivist says so."""
    identical = [article("a", WHOLE), article("b", WHOLE)]
    assert len(stories_of(identical, Decisions(split=(("a", "b"),)))) == 2


def test_average_link_parts_a_chain() -> None:
    """Of a chain of pairs each half alike, only neighbours that hold on average stay together."""
    names = "abcdef"
    chain = [scored(one, two, 0.8) for one, two in pairwise(names)]
    grouped = clusters([blank(name) for name in names], chain, (), ())
    assert max(len(group) for group in grouped) == 2


def test_average_link_keeps_a_family() -> None:
    """Where all pairs are alike, one weak pair does not part them, and it is the one recorded."""
    pairs = [
        scored(one, two, 0.3 if (one, two) == ("b", "d") else 0.9)
        for one, two in combinations("abcd", 2)
    ]
    (story,) = stories([blank(name) for name in "abcd"], pairs, Decisions(), {})
    assert (story.weakest, story.weakest_score) == (("b", "d"), 0.3)


def test_pairs_of_lead_and_copy_that_were_not_compared_are_named() -> None:
    """What a copy shares with its lead is asked for where nobody measured it, and taken over."""
    compared = [("a", "b"), ("b", "c"), ("a", "d"), ("b", "d"), ("c", "d")]
    chain = [scored(one, two, 0.9) for one, two in compared]
    signed = [blank("a", 300), *[blank(name) for name in "bcd"]]
    composed = stories(signed, chain, Decisions(), {})
    assert pairs_without_verdict(composed, chain) == (("a", "c"),)
    (story,) = with_verdicts(composed, [*chain, scored("a", "c", 0.7)])
    assert {copy.id: copy.shared for copy in story.copies}["c"] == 0.7


def ids_of(groups: str, founders: dict[str, str]) -> list[str]:
    """The ids of stories of some articles; a word is a story, its letters are the articles."""
    verdicts = []
    for group in groups.split():
        verdicts.extend([scored(one, two, 0.9) for one, two in combinations(group, 2)])
    signed = [blank(name) for name in groups.replace(" ", "")]
    return [story.id for story in stories(signed, verdicts, Decisions(), founders)]


def test_an_id_goes_to_the_founder_else_to_most_of_the_members() -> None:
    """A story's id stays with its founding article; if that is gone, with most of the articles that the
    story had, and of two ids in one group the first of the ledger is kept."""
    assert ids_of("ab cd", {"a": "a", "b": "a", "c": "a", "d": "a"}) == ["a", "c"]
    assert ids_of("ab cde", {"a": "x", "b": "x", "c": "x", "d": "x", "e": "x"}) == ["a", "x"]
    assert ids_of("ab cd", {"c": "x", "d": "x", "a": "x", "b": "x"}) == ["c", "x"]
    assert ids_of("abcd", {"c": "y", "a": "z", "x": "x"}) == ["y"]
    assert ids_of("b a", {}) == ["a", "b"]


def test_leads_are_ranked_by_length_date_and_publication() -> None:
    """The longest copy leads, then the earliest, then the first published, then the lowest id."""

    def lead(signed: list[Signature], founders: dict[str, str] | None = None) -> str:
        verdicts = [scored("a", "b", 0.9)]
        return stories(signed, verdicts, Decisions(), founders or {})[0].lead

    dates = [Published("2021-05-06", "day"), Published("2021-05-05", "day"), None]
    first, second = blank("a"), blank("b")
    earlier = msgspec.structs.replace(second, published=dates[1])
    assert lead([first, second]) == "a"
    assert lead([first, earlier]) == "b"
    assert lead([msgspec.structs.replace(first, published=dates[0]), earlier]) == "b"
    assert lead([blank("a", 101), earlier]) == "a"
    assert lead([first, second], {"b": "b", "a": "b"}) == "b"
    assert lead([first, second], {"b": "b"}) == "b"


def test_copies_come_by_date_and_id_and_the_undated_last() -> None:
    """After the lead the copies stand by date, then by id; those without a date come last."""
    dates = {"a": "", "b": "2021-05-07", "c": "2021-05-05", "d": "2021-05-05", "e": "2021-05-01"}
    signed = [
        msgspec.structs.replace(
            blank(name, 101 if name == "b" else 100),
            published=Published(date, "day") if date else None,
        )
        for name, date in dates.items()
    ]
    verdicts = [scored(one, two, 0.9) for one, two in combinations("abcde", 2)]
    (story,) = stories(signed, verdicts, Decisions(), {})
    assert [copy.id for copy in story.copies] == ["b", "e", "c", "d", "a"]
    assert story.id == "e"


def test_a_copy_never_compared_is_a_version_or_identical_by_its_digest() -> None:
    """What the archivist merged unseen shares nothing known with its lead, unless the words are the
    same."""
    signed = [blank("a", 200), blank("b"), msgspec.structs.replace(blank("c"), digest=b"a")]
    (story,) = stories(signed, [], Decisions(merge=(("a", "b", "c"),)), {})
    kinds = {copy.id: (copy.kind, copy.shared, copy.covers) for copy in story.copies}
    assert kinds == {"a": ("lead", 1, 1), "b": ("version", 0, 0), "c": ("identical", 1, 1)}
    assert (story.weakest, story.weakest_score) == ((), 1.0)


def test_the_weakest_pair_is_one_of_the_story_and_the_first_of_equals() -> None:
    """Only pairs within a story count, and of equal ones the first by id."""
    verdicts = [scored("a", "b", 0.8), scored("a", "c", 0.8), scored("b", "c", 0.9)]
    verdicts += [scored("a", "d", 0.1), scored("d", "e", 0.7)]
    first, second = stories([blank(name) for name in "abcde"], verdicts, Decisions(), {})
    assert (first.weakest, first.weakest_score) == (("a", "b"), 0.8)
    assert (second.weakest, second.weakest_score) == (("d", "e"), 0.7)
    alone = stories([blank("a")], [], Decisions(), {})
    assert (alone[0].weakest, alone[0].weakest_score) == ((), 1.0)
    assert with_verdicts(alone, []) == alone
    assert pairs_without_verdict(alone, []) == ()
