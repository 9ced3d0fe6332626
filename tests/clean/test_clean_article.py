"""Whole articles: raw texts, trusted bodies, exported records, the archivist's decisions, and texts
that hold no article."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen import clean
from newsgen.clean import NO_DECISION, Assignment
from newsgen.config import CleanConfig, LineRule
from newsgen.decisions import ArticleDecision
from newsgen.model import INFERRED, Article, Cut, Hints, Origin, Raw

CASES = tomllib.loads((Path(__file__).parent / "cases/fields/texts.toml").read_text("utf-8"))[
    "case"
]
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
CONFIG = CleanConfig()
LISTING = "\n".join(
    f"{town} votes to keep its {thing} for now"
    for town in ("Bergen", "Oslo", "Narvik")
    for thing in ("ferry", "tram", "fair", "mill")
)
STORY = CASES[0]["text"].strip()


def raw(text: str, media_type: str = "text/plain", **hints: Any) -> Raw:
    return Raw(Origin("x.txt", "", "0" * 64, 1), media_type, text, Hints(**hints))


def cleaned(text: str, media_type: str = "text/plain", **hints: Any) -> Article:
    article, _ = clean.article(raw(text, media_type, **hints), "a", (), CONFIG, None)
    assert article is not None
    return article


def basis(article: Article, field: str) -> str:
    return next(each.basis for each in article.evidence if each.field == field)


def seen(article: Article, case: dict[str, Any]) -> dict[str, Any]:
    """The values of the article in the fields that a case names."""
    values = {
        "title": article.title if basis(article, "title") == "text" else "",
        "dek": article.dek,
        "byline": list(article.byline),
        "date": article.published.date[:10] if article.published else "",
        "place": article.place,
        "agency": article.agency,
        "lang": article.lang,
        "notes": list(article.notes),
        "kinds": [block.kind for block in article.blocks],
        "paragraphs": len(article.blocks),
        "first": article.blocks[0].text[: len(case.get("first", ""))],
        "last": article.blocks[-1].text[: len(case.get("last", ""))],
    }
    return {name: values[name] for name in case if name in values}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_fields_of_whole_texts(case: dict[str, Any]) -> None:
    """A raw text gives the fields that stand in it, and none that do not."""
    expected = {
        name: value for name, value in case.items() if name not in {"name", "text", "never"}
    }
    assert seen(cleaned(case["text"].strip()), case) == expected


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cleaning_its_own_output_changes_nothing(case: dict[str, Any]) -> None:
    """The body of a cleaned text, cleaned again below its headline, stays as it is, as a raw text and
    as a trusted body."""
    article = cleaned(case["text"].strip())
    body = [block.text for block in article.blocks]
    above = [article.title] if basis(article, "title") == "text" else []
    again = cleaned("\n".join([*above, *body]))
    assert ([block.text for block in again.blocks], again.title) == (body, article.title)
    trusted = cleaned("\n".join(body), trusted=True, title=article.title)
    assert ([block.text for block in trusted.blocks], trusted.title) == (body, article.title)


def test_every_line_is_body_field_or_cut() -> None:
    """No line of a raw text is lost: it is a block, the headline, the dek, or among the cut lines with
    a rule."""
    for case in CASES:
        if case["name"].startswith("wrapped"):
            continue
        article = cleaned(case["text"].strip())
        kept = (
            {block.text for block in article.blocks}
            | {article.title, article.dek}
            | {cut.text for cut in article.cut}
        )
        assert {
            " ".join(line.split()) for line in case["text"].splitlines() if line.strip()
        } <= kept
        assert all(cut.rule and cut.line for cut in article.cut)


def test_every_inferred_field_has_one_entry_of_evidence() -> None:
    """Each field that may be inferred has its basis, and where it is unknown the reason."""
    for case in CASES:
        article = cleaned(case["text"].strip())
        assert tuple(each.field for each in article.evidence) == INFERRED
        assert all(each.rule for each in article.evidence)


@pytest.mark.parametrize(
    ("name", "title", "date", "place"),
    [
        ("000", "US, Japan, South Korea diplomats review North Korea strategy", None, ""),
        ("001", None, "2021-05-05", "London"),
        ("002", None, None, ""),
        ("004", None, None, ""),
    ],
)
def test_seeds(name: str, title: str | None, date: str | None, place: str) -> None:
    """The four seeds have headline, date and dateline where these stand in the text; agency and outlet
    are unknown, with a reason."""
    path = next(SEEDS.glob(f"{name}_*.txt"))
    article = cleaned(path.read_text("utf-8"))
    assert (article.title if basis(article, "title") == "text" else None) == title
    assert (article.published.date if article.published else None) == date
    assert (article.place, article.agency, article.outlet, article.byline) == (place, "", "", ())
    assert basis(article, "agency") == basis(article, "outlet") == "none"
    assert not any(article.dek and block.text == article.dek for block in article.blocks)


def test_what_the_container_states_wins() -> None:
    """A stated title, date, outlet or author is taken as given, and the lines that print it are not body."""
    article = cleaned(
        STORY,
        title="Harbour town votes to keep its night ferry",
        date="2021-05-06",
        outlet="The Quay",
        byline=("Per Holm",),
    )
    assert (
        article.title,
        article.published and article.published.date,
        article.outlet,
        article.byline,
    ) == (
        "Harbour town votes to keep its night ferry",
        "2021-05-06",
        "The Quay",
        ("Per Holm",),
    )
    assert {basis(article, field) for field in ("title", "date", "outlet", "byline")} == {"given"}
    assert article.blocks[0].text.startswith("The council of Skarvik")


def test_an_impossible_date_is_a_problem_and_unknown() -> None:
    """A stated date that is no day is named with its file, and the article stays without a date."""
    article, problems = clean.article(raw(STORY, date="2021-02-31"), "a", (), CONFIG, None)
    assert article is not None
    assert article.published is None
    assert [(problem.code, problem.where) for problem in problems] == [("date", "x.txt:1")]


def test_address_file_name_and_folder_are_the_last_resort() -> None:
    """A date in the address, a date in the file's name and the folder's name are used where nothing
    better is there."""
    body = CASES[2]["text"]
    by_url = cleaned(body, url="https://www.example.org/2021/05/05/sheep.html")
    assert (by_url.published and by_url.published.date, by_url.outlet, basis(by_url, "date")) == (
        "2021-05-05",
        "example.org",
        "url",
    )
    by_name = cleaned(body, file_date="2021-05-05", folder="the-quay")
    assert (
        by_name.published and by_name.published.date,
        by_name.outlet,
        basis(by_name, "outlet"),
    ) == ("2021-05-05", "the-quay", "folder")


def test_decisions_of_the_archivist() -> None:
    """Fields that they set show as given, lines that they cut are gone and lines that they keep stay,
    and an article that they drop is left out with a note."""
    decision = ArticleDecision(title="Night ferry saved", date="2020-01-01", keep=(1,), cut=(7,))
    article, problems = clean.article(raw(STORY), "a", (), CONFIG, decision)
    assert article is not None
    assert not problems
    assert (
        article.title,
        article.published and article.published.date,
        basis(article, "title"),
    ) == (
        "Night ferry saved",
        "2020-01-01",
        "given",
    )
    assert article.blocks[0].text == "Regions"
    assert [cut.rule for cut in article.cut if cut.line == 7] == ["cut by the archivist"]
    none, notes = clean.article(raw(STORY), "a", (), CONFIG, ArticleDecision(drop=True))
    assert none is None
    assert [(note.level, note.code) for note in notes] == [("note", "dropped")]


def test_articles_made_together_are_those_made_alone() -> None:
    """An article and its problems do not depend on the items that are read beside it, be these raw,
    trusted, empty or dropped."""
    texts = [case["text"] for case in CASES]
    raws = [raw(text, hints) for text in texts for hints in ("text/plain", "text/markdown")]
    raws[1:1] = [raw(""), raw(LISTING), raw("word " * 20_000), raw("Share\n\nTweet")]
    decided = [ArticleDecision(cut=(2,), keep=(1,)), ArticleDecision(drop=True), NO_DECISION]
    given = [
        Assignment(
            each,
            f"{at}",
            [at % 3] * len(clean.line_digests(each)),
            decided[at % 9] if at % 9 < 3 else NO_DECISION,
        )
        for at, each in enumerate(raws)
    ]
    config = CleanConfig(rules=(LineRule("^Advert"), LineRule("harbour", keep=True)))
    assert clean.articles(given, config) == [
        clean.article(*each[:3], config, each.decision) for each in given
    ]
    assert clean.articles([], config) == []


def test_an_exported_record_reads_back_the_same() -> None:
    """A record that is read back keeps every field and basis; fields that another copy lent are left
    out, and nothing is inferred."""
    read_back = cleaned(
        "One.\n\nTwo by two.",
        "text/markdown",
        trusted=True,
        title="A derived title",
        date="2021-05-05",
        place="Bergen",
        outlet="The Quay",
        folder="other",
        kinds=("paragraph", "quote"),
        basis=(
            ("title", "derived"),
            ("date", "copy"),
            ("place", "dateline"),
            ("outlet", "folder"),
        ),
    )
    assert (read_back.title, read_back.published, read_back.place, read_back.outlet) == (
        "A derived title",
        None,
        "Bergen",
        "The Quay",
    )
    assert [basis(read_back, field) for field in ("title", "date", "place", "outlet")] == [
        "derived",
        "none",
        "dateline",
        "folder",
    ]
    assert [block.kind for block in read_back.blocks] == ["paragraph", "quote"]


def test_a_heading_of_a_lower_level_is_no_title() -> None:
    """A trusted body that opens with a section heading keeps it; a first heading that repeats the
    stated title is no block."""
    section = cleaned(
        "## Background\n\nThe council voted on Tuesday.", "text/markdown", trusted=True
    )
    assert [block.text for block in section.blocks] == [
        "Background",
        "The council voted on Tuesday.",
    ]
    assert basis(section, "title") == "derived"
    repeated = cleaned(
        "<h2>Night ferry saved</h2><p>The council voted.</p>",
        "text/html",
        trusted=True,
        title="Night ferry saved",
    )
    assert [block.text for block in repeated.blocks] == ["The council voted."]


def test_no_line_of_a_trusted_body_is_cut() -> None:
    """A body that somebody marked as the article keeps promos and short lines; a heading on top is its
    title."""
    article = cleaned(
        "# Night ferry saved\n\nShare this\n\nBERGEN, Norway (AP) — The council voted.\n\nSubscribe now",
        "text/markdown",
        trusted=True,
    )
    assert article.title == "Night ferry saved"
    assert [block.text for block in article.blocks] == [
        "Share this",
        "BERGEN, Norway (AP) — The council voted.",
        "Subscribe now",
    ]
    assert (article.place, article.agency, article.cut) == ("Bergen", "Associated Press", ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("\x00\x01\x02\x03" * 100, "binary"),
        (LISTING, "listing"),
    ],
)
def test_texts_that_hold_no_article(text: str, code: str) -> None:
    """An empty, a binary and a listing file give no article and a problem that names the reason."""
    article, problems = clean.article(raw(text), "a", (), CONFIG, None)
    assert article is None
    assert problems[0].where == "x.txt"
    assert (code in {problem.code for problem in problems}) or problems[0].code == "boilerplate"


def test_card_and_digests() -> None:
    """A card counts the body's words; a raw text has a digest for each paragraph, a trusted body none."""
    article = cleaned("One two.\n\nThree four five.", "text/markdown", trusted=True)
    assert clean.card(article).words == 5
    assert len(clean.line_digests(raw("One line of words.\n\nTwo lines of words."))) == 2
    assert clean.line_digests(raw("One line of words.", trusted=True)) == ()


@settings(deadline=None, derandomize=True, max_examples=150)
@given(
    st.text(max_size=600),
    st.sampled_from(["text/plain", "text/markdown", "text/html"]),
    st.booleans(),
)
def test_cleaning_never_raises(text: str, media_type: str, trusted: object) -> None:
    """Whatever the text, there is an article with a body or a problem with a reason."""
    article, problems = clean.article(
        raw(text, media_type, trusted=bool(trusted)), "a", (), CONFIG, None
    )
    assert (article is not None and article.blocks) or problems


FRAGMENTS = st.sampled_from(
    [
        *STORY.splitlines(),
        "By",
        "By Anna Lind",
        "5 May 2021",
        "LONDON (AP) —",
        "(Reuters) -",
        "",
        " ",
        "\t",
        "2021-02-31",
        "…",
        "“",
        "Share",
        "-" * 90,
    ]
)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=60)), max_size=25))
def test_cleaning_never_raises_on_lines_like_those_of_news(lines: list[str]) -> None:
    """Lines of news in any order, mixed with anything, give an article or a problem; every line number
    is in the file."""
    text = "\n".join(lines)
    article, problems = clean.article(raw(text), "a", (), CONFIG, None)
    assert article is not None or problems
    if article is not None:
        count = len(text.splitlines()) + 1
        assert all(
            1 <= line <= count
            for line in (
                *(block.line for block in article.blocks),
                *(cut.line for cut in article.cut),
            )
        )


def test_a_text_of_labels_alone_has_an_empty_body_and_a_warning() -> None:
    """Where a text has only labels and buttons, all of them are cut, none is lost, and a warning names
    the file; the headline is the file's name."""
    article, problems = clean.article(
        raw("Most Popular\nRelated to this story"), "a", (), CONFIG, None
    )
    assert article is not None
    assert article.blocks == ()
    assert [cut.text for cut in article.cut] == ["Most Popular", "Related to this story"]
    assert (article.title, basis(article, "title")) == ("x", "derived")
    assert [(problem.level, problem.code, problem.where) for problem in problems] == [
        ("warning", "boilerplate", "x.txt")
    ]


def test_an_exported_article_with_an_empty_body_is_read_back() -> None:
    """An exported article has what was cut from it; where that was everything, the article is read
    back with an empty body."""
    cut = (Cut(1, "Most Popular", "model"),)
    article = cleaned(
        "", "text/markdown", trusted=True, title="x", cut=cut, basis=(("title", "derived"),)
    )
    assert (article.title, article.blocks, article.cut) == ("x", (), cut)
