"""The corpus of the benchmarks is the same each time, and its copies and stories are as alike as said."""

import re

import corpus
import pytest

STORIES = list(corpus.articles(400, seed=7, copies=0.3))
LEADS = {article.story: article for article in STORIES if article.made == "new"}


def shingles(article: corpus.CorpusArticle) -> set[tuple[str, ...]]:
    """The 5-grams of words of a article's text."""
    words = re.findall(r"\w+", " ".join(article.paragraphs).lower())
    return set(zip(*(words[start:] for start in range(5)), strict=False))


def alike(one: corpus.CorpusArticle, other: corpus.CorpusArticle) -> float:
    """The share of the smaller article's 5-grams that the other has."""
    ours, theirs = shingles(one), shingles(other)
    return len(ours & theirs) / min(len(ours), len(theirs))


def test_the_same_arguments_give_the_same_articles():
    """Two runs agree, a shorter run is the beginning of a longer one, and another seed gives others."""
    assert list(corpus.articles(400, seed=7, copies=0.3)) == STORIES
    assert list(corpus.articles(50, seed=7, copies=0.3)) == STORIES[:50]
    assert list(corpus.articles(50, seed=8, copies=0.3)) != STORIES[:50]


def test_as_many_copies_are_planted_as_asked():
    """The share of copies is near the one asked for, and none is asked for, none is there."""
    made = [article.made for article in STORIES]
    assert set(made) == {"new", *corpus.COPIES}
    assert 0.22 < 1 - made.count("new") / len(made) < 0.38
    assert {article.made for article in corpus.articles(50, copies=0)} == {"new"}


@pytest.mark.parametrize("made", corpus.COPIES)
def test_a_copy_is_like_its_story(made):
    """Every copy has most of its story's text; the rest of it is what its kind changes."""
    copies = [article for article in STORIES if article.made == made]
    assert copies
    assert min(alike(copy, LEADS[copy.story]) for copy in copies) > (
        0.6 if made == "edited" else 0.99
    )


def test_two_stories_share_next_to_nothing():
    """No two stories, of one event or of two, have more than 8 % of their 5-grams in common."""
    leads = list(LEADS.values())
    assert (
        max(alike(one, other) for number, one in enumerate(leads[:120]) for other in leads[:number])
        < 0.08
    )


def test_raw_text_begins_as_a_scraped_article_does():
    """As raw text an article has title and byline on lines of their own and a dateline before its lede."""
    for article in STORIES[:20]:
        title, byline, *lines = corpus.text(article).splitlines()
        assert title == article.title
        assert byline == f"By {article.byline}"
        assert any(line.startswith(f"{article.place.upper()}, ") for line in lines[:2])


def test_front_matter_is_yaml():
    """As Markdown an article begins with front matter that a YAML reader understands."""
    import yaml

    for article in STORIES[:20]:
        _, matter, body = corpus.markdown(article).split("---\n")
        fields = yaml.safe_load(matter)
        assert (fields["title"], fields["date"], tuple(fields["tags"])) == (
            article.title,
            article.day,
            article.tags,
        )
        assert body.strip().split("\n\n") == list(article.paragraphs)
