"""The cases that break comparers of texts: floods, chains, stumps, forms, noise, nothing at all."""

import json
import random
import tomllib
from pathlib import Path

import pytest
from press_room import CONFIG, article, groups, judged, told

from newsgen.dedupe import candidates, signatures

CASES = Path(__file__).parent / "cases"
ROWS = [json.loads(line) for line in (CASES / "copies.jsonl").read_text("utf-8").splitlines()]
REPORTS = {row["cluster"]: row["text"] for row in ROWS if row["kind"] == "0 as filed"}
FERRY, MUSEUM, DAM, STRIKE = (REPORTS[name] for name in ("ferry", "museum", "dam", "strike"))
LANGUAGES = tomllib.loads((CASES / "languages.toml").read_text("utf-8"))["case"]
WORDS = sorted({word for text in REPORTS.values() for word in text.split()})


def prose(seed: int, length: int) -> str:
    """So many words in an order nobody wrote, in sentences of fourteen."""
    chance = random.Random(seed)  # noqa: S311 - seeded on purpose
    return (
        ". ".join(" ".join(chance.choice(WORDS) for _ in range(14)) for _ in range(length // 14))
        + "."
    )


def test_a_thousand_exact_copies_are_one_story_from_few_pairs() -> None:
    """A thousand prints of one text make one story, at a few pairs each."""
    prints = [article(f"p{n:04}", FERRY, date=f"2021-05-{1 + n % 28:02}") for n in range(1000)]
    pairs = candidates(signatures(prints, CONFIG), CONFIG).pairs
    assert len(pairs) < 3 * len(prints)
    assert [len(story.copies) for story in told(prints)] == [1000]


def test_four_hundred_near_copies_are_one_story() -> None:
    """Prints that differ each in a line of their own meet in buckets too large to be paired in full, and are one story all the same."""
    prints = [
        article(f"p{n:04}", f"{FERRY}\nEdition {n} of the {WORDS[n]} gazette, page {n % 40}.")
        for n in range(400)
    ]
    assert [len(story.copies) for story in told(prints)] == [400]


def test_boilerplate_of_ten_thousand_stories_holds_nothing_together() -> None:
    """A notice under ten thousand different texts merges none of them, and the pairs stay in proportion."""
    notice = "Sign up to our briefing, which a small team of editors puts together before dawn, and never miss a story that matters to your street."
    prints = [article(f"b{n:05}", f"{prose(n, 84)}\n{notice}") for n in range(10_000)]
    found = candidates(signatures(prints, CONFIG), CONFIG)
    assert found.capped > 0
    assert len(found.pairs) < 8 * len(prints)
    assert len(told(prints[:600])) == 600


def test_a_chain_does_not_pull_in_what_shares_nothing() -> None:
    """A and C share nothing, B has half of each: A and C are never one story."""
    first, second = FERRY.split("\n"), STRIKE.split("\n")
    chain = [
        article("a", FERRY),
        article("b", "\n".join(first[:3] + second[:3])),
        article("c", STRIKE),
    ]
    found = groups(told(chain))
    assert not any({"a", "c"} <= group for group in found)


def test_a_digest_bridges_nothing() -> None:
    """A column of ledes belongs to none of the stories it names."""
    digest = "\n".join(text.split("\n")[0] for text in (FERRY, MUSEUM, DAM, STRIKE))
    found = groups(
        told(
            [
                article("ferry", FERRY),
                article("museum", MUSEUM),
                article("dam", DAM),
                article("digest", digest),
            ]
        )
    )
    assert found == {frozenset({name}) for name in ("ferry", "museum", "dam", "digest")}


def test_shared_background_is_not_a_shared_story() -> None:
    """Two reports that end in the same two hundred words are two stories."""
    background = "\n".join(STRIKE.split("\n") + DAM.split("\n")[:2])
    found = told(
        [
            article("a", "\n".join([*FERRY.split("\n")[:3], background])),
            article("b", "\n".join([*MUSEUM.split("\n")[:3], background])),
        ]
    )
    assert len(found) == 2


@pytest.mark.parametrize("name", ["ferry", "glacier", "opera", "tax", "volcano", "parrot"])
def test_a_stump_belongs_to_its_report(name: str) -> None:
    """A print cut down to a fifth of the words is a copy of the whole."""
    text = REPORTS[name]
    assert (
        len(
            told(
                [article("whole", text), article("stump", text[: len(text) // 5].rsplit(" ", 1)[0])]
            )
        )
        == 1
    )


@pytest.mark.parametrize("name", ["ferry", "glacier", "opera", "tax", "volcano", "parrot"])
def test_a_print_cut_by_a_fifth_belongs_to_its_report(name: str) -> None:
    """A print that lost the last fifth is a copy of the whole."""
    text = REPORTS[name]
    assert len(told([article("whole", text), article("cut", text[: len(text) * 4 // 5])])) == 1


@pytest.mark.parametrize("name", ["ferry", "glacier", "opera", "tax", "volcano", "parrot"])
def test_a_misread_print_belongs_to_its_report(name: str) -> None:
    """A print in which one letter of twenty is wrong is a copy of the original."""
    chance = random.Random(name)  # noqa: S311 - seeded on purpose
    text = "".join(
        chance.choice("ceoanrtl1") if letter.isalpha() and chance.random() < 0.05 else letter
        for letter in REPORTS[name]
    )
    assert len(told([article("clean", REPORTS[name]), article("misread", text)])) == 1


def test_five_word_articles_stand_alone() -> None:
    """Texts of five words that share three of them are stories of their own."""
    found = told(
        [
            article("a", "Rain is expected in Larnmouth"),
            article("b", "Rain is expected in Corvane"),
            article("c", "Snow is expected in Corvane"),
        ]
    )
    assert len(found) == 3


def test_empty_articles_are_never_copies() -> None:
    """Articles without a word are stories of their own, and cost nothing."""
    assert len(told([article("a", ""), article("b", ""), article("c", FERRY)])) == 3


def test_articles_that_are_nothing_but_boilerplate_do_not_draw_others_in() -> None:
    """Two prints of a bare notice may be one; the report that carries the notice stays apart."""
    notice = "Sign up to our morning briefing and never miss a story.\nAll rights reserved. No part of this page may be copied."
    found = groups(
        told(
            [article("n1", notice), article("report", f"{FERRY}\n{notice}"), article("n2", notice)]
        )
    )
    assert frozenset({"report"}) in found


def test_identical_short_texts_of_other_days_are_two_reports() -> None:
    """The same short line with other dates, or under other headlines, is another report; with neither it is a copy."""
    line = "Prime rate unchanged at seven and a half per cent, the bank said."
    assert (
        len(told([article("a", line, date="2021-05-05"), article("b", line, date="2021-05-12")]))
        == 2
    )
    assert (
        len(
            told(
                [article("a", line, title="Meridian rate"), article("b", line, title="Corvus rate")]
            )
        )
        == 2
    )
    assert len(told([article("a", line), article("b", line, date="2021-05-12")])) == 1


def test_identical_long_texts_merge_whatever_their_dates() -> None:
    """A report printed again a month later under another headline is the same report."""
    assert (
        len(
            told(
                [
                    article("a", FERRY, "Ferry adrift", "2021-05-05"),
                    article("b", FERRY, "Nine hours at sea", "2021-06-05"),
                ]
            )
        )
        == 1
    )


def test_house_style_makes_no_difference() -> None:
    """Quotation marks, British spelling, U.S. and % leave the digest as it is."""
    one = article(
        "a",
        "The U.S. envoy’s “programme” of 5 per cent was cancelled, the organisers said; travellers in the harbour waited.",
    )
    two = article(
        "b",
        'The US envoy\'s "program" of 5% was canceled, the organizers said; travelers in the harbor waited.',
    )
    assert len({held.digest for held in signatures([one, two], CONFIG)}) == 1


def test_a_pair_is_judged_alike_from_both_sides() -> None:
    """Swapping the names of two articles swaps nothing but the sides."""
    rewritten = "\n".join(FERRY.split("\n")[1:5])
    one = judged([article("a", FERRY), article("b", rewritten)])[0]
    two = judged([article("b", FERRY), article("a", rewritten)])[0]
    assert (one.score, one.rule, one.shared, one.covers) == (
        two.score,
        two.rule,
        two.covers,
        two.shared,
    )


def test_an_undated_short_text_does_not_bring_two_dates_together() -> None:
    """The same short line on two days and once without a date: the undated one may join one of them, never both."""
    line = "Prime rate unchanged at seven and a half per cent, the bank said."
    found = groups(
        told(
            [
                article("a", line, date="2021-05-05"),
                article("b", line),
                article("c", line, date="2021-05-12"),
            ]
        )
    )
    assert not any({"a", "c"} <= group for group in found)


@pytest.mark.parametrize("case", LANGUAGES, ids=lambda case: case["lang"])
def test_other_languages_are_judged_alike(case: dict[str, str]) -> None:
    """A copy in another language or script is found, and what only shares its names stays apart."""
    found = groups(told(article(name, case[name]) for name in ("report", "copy", "other")))
    assert found == {frozenset({"report", "copy"}), frozenset({"other"})}


WEEKLY = (
    "Grain shipments from the port of Roven rose to {0},000 tonnes in the week to {1}, the harbour board said.\n"
    "Wheat made up {2},000 tonnes, barley {3},000 and maize {4},000. A year earlier the total was {5},000 tonnes.\n"
    "Stocks in the silos stood at {6},000 tonnes, against {7},000 the week before. Next week {8} ships are expected."
)


def test_the_next_of_a_series_is_another_report() -> None:
    """A weekly report in the words of the last, with this week's figures, is not a copy of it."""
    one = article(
        "a",
        WEEKLY.format(214, "May 5", 120, 61, 33, 198, 410, 432, 9),
        "Roven grain shipments",
        "2021-05-06",
    )
    two = article(
        "b",
        WEEKLY.format(187, "May 12", 98, 57, 32, 203, 398, 410, 7),
        "Roven grain shipments",
        "2021-05-13",
    )
    assert len(told([one, two])) == 2


def test_a_report_printed_again_days_later_with_rounded_figures_is_a_copy() -> None:
    """Days and figures apart do not part two prints that keep long passages word for word."""
    text = REPORTS["bank"]
    later = (
        text.replace("1,150", "more than 1,000")
        .replace("64 of its 210", "about 60 of its 200")
        .replace("318", "320")
        .replace("4.2", "4")
    )
    assert (
        len(told([article("a", text, date="2021-05-06"), article("b", later, date="2021-05-16")]))
        == 1
    )
