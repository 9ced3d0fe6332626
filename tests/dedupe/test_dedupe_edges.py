"""The cases that break comparers of texts: floods, chains, stumps, forms, noise, nothing at all."""

import json
import random
import tomllib
from pathlib import Path

import pytest
from dedupe_articles import CONFIG, article, groups, stories

from newsgen.dedupe import candidates, signatures

CASES = Path(__file__).parent / "cases"
ROWS = [json.loads(line) for line in (CASES / "copies.jsonl").read_text("utf-8").splitlines()]
REPORTS = {row["cluster"]: row["text"] for row in ROWS if row["kind"] == "0 as filed"}
FERRY, MUSEUM, DAM, STRIKE = (REPORTS[name] for name in ("ferry", "museum", "dam", "strike"))
SOME_REPORTS = ["ferry", "glacier", "opera", "tax", "volcano", "parrot"]
LANGUAGES = tomllib.loads((CASES / "languages.toml").read_text("utf-8"))["case"]
WORDS = sorted(set(" ".join(REPORTS.values()).split()))
RATE = "Prime rate unchanged at seven and a half per cent, the bank said."
WEEKLY = (
    "Grain shipments from the port of Roven rose to {0},000 tonnes in the week to {1}, the harbour "
    "board said.\n"
    "Wheat made up {2},000 tonnes, barley {3},000 and maize {4},000. A year earlier the total was "
    "{5},000 tonnes.\n"
    "Stocks in the silos stood at {6},000 tonnes, against {7},000 the week before. Next week {8} ships "
    "are expected."
)


def prose(seed: int, length: int) -> str:
    """So many words in an order nobody wrote, in sentences of fourteen."""
    chance = random.Random(seed)  # noqa: S311 - seeded on purpose
    sentences = [" ".join(chance.choice(WORDS) for _ in range(14)) for _ in range(length // 14)]
    return ". ".join(sentences) + "."


def test_a_thousand_exact_copies_are_one_story_from_few_pairs() -> None:
    """A thousand copies with one text make one story, at a few pairs each."""
    copies = [article(f"p{n:04}", FERRY, date=f"2021-05-{1 + n % 28:02}") for n in range(1000)]
    pairs = candidates(signatures(copies, CONFIG), CONFIG).pairs
    assert len(pairs) < 3 * len(copies)
    assert [len(story.copies) for story in stories(copies)] == [1000]


def test_four_hundred_near_copies_are_one_story() -> None:
    """Copies that differ each in a line of their own share keys with too many to be paired in full,
    and are one story all the same."""
    copies = [
        article(f"p{n:04}", f"{FERRY}\nEdition {n} of the {WORDS[n]} gazette, page {n % 40}.")
        for n in range(400)
    ]
    assert [len(story.copies) for story in stories(copies)] == [400]


def test_boilerplate_of_ten_thousand_stories_holds_nothing_together() -> None:
    """A notice under ten thousand different texts merges none of them, and the pairs stay in
    proportion."""
    notice = (
        "Sign up to our briefing, which a small team of editors puts together before dawn, and never "
        "miss a story that matters to your street."
    )
    articles = [article(f"b{n:05}", f"{prose(n, 84)}\n{notice}") for n in range(10_000)]
    paired = candidates(signatures(articles, CONFIG), CONFIG)
    assert paired.capped > 0
    assert len(paired.pairs) < 8 * len(articles)
    assert len(stories(articles[:600])) == 600


def test_a_chain_does_not_join_what_shares_nothing() -> None:
    """A and C share nothing, B has half of each: A and C are never one story."""
    bridge = "\n".join(FERRY.split("\n")[:3] + STRIKE.split("\n")[:3])
    chain = [article("a", FERRY), article("b", bridge), article("c", STRIKE)]
    assert not any({"a", "c"} <= group for group in groups(stories(chain)))


def test_a_digest_bridges_nothing() -> None:
    """A column of ledes belongs to none of the stories that it names."""
    digest = "\n".join(text.split("\n")[0] for text in (FERRY, MUSEUM, DAM, STRIKE))
    texts = {"ferry": FERRY, "museum": MUSEUM, "dam": DAM, "digest": digest}
    composed = stories(article(name, text) for name, text in texts.items())
    assert groups(composed) == {frozenset({name}) for name in texts}


def test_shared_background_is_not_a_shared_story() -> None:
    """Two reports that end in the same two hundred words are two stories."""
    background = STRIKE.split("\n") + DAM.split("\n")[:2]
    one = "\n".join(FERRY.split("\n")[:3] + background)
    two = "\n".join(MUSEUM.split("\n")[:3] + background)
    assert len(stories([article("a", one), article("b", two)])) == 2


@pytest.mark.parametrize("name", SOME_REPORTS)
def test_a_stump_belongs_to_its_report(name: str) -> None:
    """A text cut down to a fifth of the words is a copy of the whole."""
    text = REPORTS[name]
    stump = text[: len(text) // 5].rsplit(" ", 1)[0]
    assert len(stories([article("whole", text), article("stump", stump)])) == 1


@pytest.mark.parametrize("name", SOME_REPORTS)
def test_a_text_cut_by_a_fifth_belongs_to_its_report(name: str) -> None:
    """A text that lost the last fifth is a copy of the whole."""
    text = REPORTS[name]
    cut = text[: len(text) * 4 // 5]
    assert len(stories([article("whole", text), article("cut", cut)])) == 1


@pytest.mark.parametrize("name", SOME_REPORTS)
def test_a_misread_text_belongs_to_its_report(name: str) -> None:
    """A text in which one letter of twenty is wrong is a copy of the original."""
    chance = random.Random(name)  # noqa: S311 - seeded on purpose
    text = "".join(
        chance.choice("ceoanrtl1") if letter.isalpha() and chance.random() < 0.05 else letter
        for letter in REPORTS[name]
    )
    assert len(stories([article("clean", REPORTS[name]), article("misread", text)])) == 1


def test_five_word_articles_stand_alone() -> None:
    """Texts of five words that share three of them are stories of their own."""
    forecasts = [
        article("a", "Rain is expected in Larnmouth"),
        article("b", "Rain is expected in Corvane"),
        article("c", "Snow is expected in Corvane"),
    ]
    assert len(stories(forecasts)) == 3


def test_empty_articles_are_never_copies() -> None:
    """Articles without a word are stories of their own, and cost nothing."""
    assert len(stories([article("a", ""), article("b", ""), article("c", FERRY)])) == 3


def test_articles_that_are_nothing_but_boilerplate_do_not_draw_others_in() -> None:
    """Two copies of a bare notice may be one story; the report that carries the notice stays apart."""
    notice = (
        "Sign up to our morning briefing and never miss a story.\n"
        "All rights reserved. No part of this page may be copied."
    )
    report = article("report", f"{FERRY}\n{notice}")
    composed = stories([article("n1", notice), report, article("n2", notice)])
    assert frozenset({"report"}) in groups(composed)


def test_identical_short_texts_of_other_days_are_two_reports() -> None:
    """The same short line with other dates, or under other headlines, is another report; with neither
    it is a copy."""
    dated = [article("a", RATE, date="2021-05-05"), article("b", RATE, date="2021-05-12")]
    titled = [article("a", RATE, title="Meridian rate"), article("b", RATE, title="Corvus rate")]
    unknown = [article("a", RATE), article("b", RATE, date="2021-05-12")]
    assert [len(stories(pair)) for pair in (dated, titled, unknown)] == [2, 2, 1]


def test_identical_long_texts_merge_whatever_their_dates() -> None:
    """A report printed again a month later under another headline is the same report."""
    first = article("a", FERRY, "Ferry adrift", "2021-05-05")
    again = article("b", FERRY, "Nine hours at sea", "2021-06-05")
    assert len(stories([first, again])) == 1


def test_house_style_makes_no_difference() -> None:
    """Quotation marks, British spelling, U.S. and % leave the digest as it is."""
    british = article(
        "a",
        "The U.S. envoy’s “programme” of 5 per cent was cancelled, the organisers said; travellers in "
        "the harbour waited.",
    )
    american = article(
        "b",
        'The US envoy\'s "program" of 5% was canceled, the organizers said; travelers in the harbor '
        "waited.",
    )
    assert len({signed.digest for signed in signatures([british, american], CONFIG)}) == 1


def test_an_undated_short_text_does_not_bring_two_dates_together() -> None:
    """Of the same short line on two days and once without a date, the one without may join one of the
    others, never both."""
    lines = [
        article("a", RATE, date="2021-05-05"),
        article("b", RATE),
        article("c", RATE, date="2021-05-12"),
    ]
    assert not any({"a", "c"} <= group for group in groups(stories(lines)))


@pytest.mark.parametrize("case", LANGUAGES, ids=lambda case: case["lang"])
def test_other_languages_are_judged_alike(case: dict[str, str]) -> None:
    """A copy in another language or script is recognised, and what only shares its names stays
    apart."""
    composed = stories(article(name, case[name]) for name in ("report", "copy", "other"))
    assert groups(composed) == {frozenset({"report", "copy"}), frozenset({"other"})}


def test_the_next_of_a_series_is_another_report() -> None:
    """A weekly report in the words of the last, with this week's figures, is not a copy of it."""
    first = WEEKLY.format(214, "May 5", 120, 61, 33, 198, 410, 432, 9)
    second = WEEKLY.format(187, "May 12", 98, 57, 32, 203, 398, 410, 7)
    title = "Roven grain shipments"
    weeks = [article("a", first, title, "2021-05-06"), article("b", second, title, "2021-05-13")]
    assert len(stories(weeks)) == 2


def test_a_report_printed_again_days_later_with_rounded_figures_is_a_copy() -> None:
    """Days and figures apart do not part two copies that keep long passages word for word."""
    text = later = REPORTS["bank"]
    rounded = {"1,150": "more than 1,000", "64 of its 210": "about 60 of its 200"}
    rounded |= {"318": "320", "4.2": "4"}
    for figure, round_figure in rounded.items():
        later = later.replace(figure, round_figure)
    copies = [article("a", text, date="2021-05-06"), article("b", later, date="2021-05-16")]
    assert len(stories(copies)) == 1
