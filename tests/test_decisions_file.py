"""`decisions.toml` and `topics.toml`: read strictly, so that no decision is silently without effect."""

import pytest

from newsgen.decisions import (
    DECISIONS,
    TOPICS,
    ArticleDecision,
    Decisions,
    TopicDecision,
    TopicDecisions,
    decisions,
    topic_decisions,
)
from newsgen.errors import UsageError

READ = {DECISIONS: decisions, TOPICS: topic_decisions}


def test_a_site_without_the_files_has_no_decisions(tmp_path):
    """Both are optional."""
    assert decisions(tmp_path) == Decisions()
    assert topic_decisions(tmp_path) == TopicDecisions()


def test_what_an_archivist_wrote_is_read(tmp_path):
    """Corrections of articles, and lists of articles that are, or are not, one story."""
    (tmp_path / DECISIONS).write_text(
        """
merge = [["a.txt", "b.txt"], ["c.txt", "d.txt"]]
split = [["a.txt", "c.txt"]]
lead = ["b.txt"]

[[article]]
source = "a.txt"
title = ""
byline = ["Ada Thorne"]
keep = [3, 4]

[[article]]
id = "k3f9000000000"
drop = true
""",
        encoding="utf-8",
    )
    assert decisions(tmp_path) == Decisions(
        article=(
            ArticleDecision(source="a.txt", title="", byline=("Ada Thorne",), keep=(3, 4)),
            ArticleDecision(id="k3f9000000000", drop=True),
        ),
        merge=(("a.txt", "b.txt"), ("c.txt", "d.txt")),
        split=(("a.txt", "c.txt"),),
        lead=("b.txt",),
    )


def test_what_an_archivist_wrote_of_topics_is_read(tmp_path):
    """A topic is found by its name and may get another, or a kind, or be hidden."""
    (tmp_path / TOPICS).write_text(
        "[[topic]]\nname = 'Nippon'\nprefer = 'Japan'\nkind = 'place'\nbroader = ['Asia']\n"
        "[[topic]]\nname = 'Weather'\nhide = true\n",
        encoding="utf-8",
    )
    assert topic_decisions(tmp_path).topic == (
        TopicDecision("Nippon", prefer="Japan", kind="place", broader=("Asia",)),
        TopicDecision("Weather", hide=True),
    )


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        (DECISIONS, "[[articel]]\nid = 'x'", "unknown key 'articel' – did you mean 'article'?"),
        (DECISIONS, "[[article]]\ntitel = 'x'", "unknown field `titel` – at `.article[0]`"),
        (DECISIONS, "merge = [['a'], 5]", "Expected `array`, got `int` – at `.merge[1]`"),
        (DECISIONS, "lead = 'a.txt'", "Expected `array`, got `str` – at `.lead`"),
        (DECISIONS, "[article]\nid = 'x'", "Expected `array`, got `object` – at `.article`"),
        (
            DECISIONS,
            "[[article]]\n[[article]]\nkeep = ['last']",
            "Expected `int`, got `str` – at `.article[1].keep[0]`",
        ),
        (
            DECISIONS,
            "[[article]]\ndate = 2021-05-05",
            "Expected `str | null`, got `date` – at `.article[0].date`",
        ),
        (TOPICS, "[[topik]]\nname = 'x'", "unknown key 'topik' – did you mean 'topic'?"),
        (TOPICS, "[[topic]]\naliases = ['x']", "at `.topic[0]`"),
        (TOPICS, "[[topic]]\nprefer = 'x'", "missing required field `name` – at `.topic[0]`"),
        (
            TOPICS,
            "[[topic]]\nname = 'x'\nkind = 'thing'",
            "Invalid enum value 'thing' – at `.topic[0].kind`",
        ),
    ],
)
def test_a_wrong_key_or_value_is_refused(tmp_path, file, text, message):
    """The message names the file, the path of the key, and what is wrong there."""
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refusal:
        READ[file](tmp_path)
    assert str(refusal.value).startswith(f"{tmp_path / file}: ")
    assert message in str(refusal.value)


@pytest.mark.parametrize("file", READ)
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"merge = [\n", "not valid TOML – "),
        ("# Größe".encode("latin-1"), "not UTF-8 – TOML files are – save it as UTF-8"),
    ],
)
def test_an_unreadable_file_is_refused(tmp_path, file, data, message):
    """A decision that cannot be read stops the build: without it, the site would be another one."""
    (tmp_path / file).write_bytes(data)
    with pytest.raises(UsageError) as refusal:
        READ[file](tmp_path)
    assert str(refusal.value).startswith(f"{tmp_path / file}: {message}")
