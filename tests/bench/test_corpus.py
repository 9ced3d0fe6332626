"""The benchmarks' corpus is the same on each run; copies are alike and stories differ, as promised."""

import itertools
import re

import corpus
import pytest

STORIES = list(corpus.articles(400, seed=7, copies=0.3))
LEADS = {article.story: article for article in STORIES if article.kind == "new"}


def shingles(article: corpus.CorpusArticle) -> set[tuple[str, ...]]:
    """The 5-grams of words of an article's text."""
    words = re.findall(r"\w+", " ".join(article.paragraphs).lower())
    return set(zip(*(words[start:] for start in range(5)), strict=False))


def alike(one: corpus.CorpusArticle, other: corpus.CorpusArticle) -> float:
    """The share of the smaller article's 5-grams that the other has."""
    ours, theirs = shingles(one), shingles(other)
    return len(ours & theirs) / min(len(ours), len(theirs))


def test_the_same_arguments_give_the_same_articles():
    """Two runs agree, a shorter one is the beginning of a longer one, another seed differs."""
    assert list(corpus.articles(400, seed=7, copies=0.3)) == STORIES
    assert list(corpus.articles(50, seed=7, copies=0.3)) == STORIES[:50]
    assert list(corpus.articles(50, seed=8, copies=0.3)) != STORIES[:50]


def test_as_many_copies_are_planted_as_asked():
    """The share of copies is near the one asked for; if none is asked for, there is none."""
    kinds = [article.kind for article in STORIES]
    assert set(kinds) == {"new", *corpus.COPIES}
    assert 0.22 < 1 - kinds.count("new") / len(kinds) < 0.38
    assert {article.kind for article in corpus.articles(50, copies=0)} == {"new"}


@pytest.mark.parametrize("kind", corpus.COPIES)
def test_a_copy_is_like_its_story(kind):
    """Every copy has most of its story's text; what differs is what its kind of copy changes."""
    copies = [article for article in STORIES if article.kind == kind]
    assert copies
    assert min(alike(copy, LEADS[copy.story]) for copy in copies) > (
        0.6 if kind == "edited" else 0.99
    )


def test_two_stories_share_next_to_nothing():
    """No two stories, of one event or of two, have more than 8 % of their 5-grams in common."""
    leads = list(LEADS.values())[:120]
    likeness = [alike(one, other) for one, other in itertools.combinations(leads, 2)]
    assert max(likeness) < 0.08


def test_raw_text_begins_as_a_scraped_article_does():
    """Raw text has title and byline on lines of their own, and a dateline before the lede."""
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
