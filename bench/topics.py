"""What it costs to find topics, on one core: microseconds an article, and as a multiple of counting
its words; resolution and links per story at several sizes of archive, which a linear method keeps
level; and what a few new stories cost an archive that is remembered.

    python bench/topics.py [-n 4000] [--rounds 5] [--grown 100000]
"""

import argparse
import datetime
import gc
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path

import corpus
import msgspec

from newsgen import enrich
from newsgen.catalogue import Catalogue
from newsgen.cli import COLLECT
from newsgen.config import EnrichConfig
from newsgen.decisions import TopicDecisions
from newsgen.enrich.recognition import name_parts, people_and_organisations, places, subjects
from newsgen.model import Article, Block, Mention, Origin, Published
from newsgen.pipeline.memo import encoded
from newsgen.pipeline.resolve import Changes, join, recall, remember
from newsgen.text.token_table import TokenTable
from newsgen.text.word_cache import WordCache

NEW, FEW = 100, 5
"""Stories that come to the remembered archive; stories that name a thing, up to which each round of
its articles has another."""
CHUNK = 32
"""Articles whose names and subjects are found together, as in a build."""
PARTS = (8, 4, 2, 1)
"""The archive is folded and linked at an eighth, a quarter, a half, and whole."""


def main() -> None:
    """Makes the articles, times each way in by turns, and prints the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", "--count", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--grown", type=int, default=100_000)
    given = parser.parse_args()
    gc.set_threshold(COLLECT)
    articles = [
        _article(number, copy) for number, copy in enumerate(corpus.articles(given.count, copies=0))
    ]
    words = statistics.median(
        sum(len(block.text.split()) for block in article.blocks) for article in articles
    )
    print(
        f"{given.count} articles of {words:.0f} words (median), processor time on one core, "
        f"medians of {given.rounds} rounds"
    )
    sample = articles[: max(1, len(articles) // 8)]
    counting = _seconds(
        lambda: [Counter(block.text.split()) for article in sample for block in article.blocks],
        given.rounds,
    )
    for name, way in (
        ("topics, names never met before", _fresh),
        ("topics, names met before", _mentions),
    ):
        each = _seconds(lambda way=way: way(sample), given.rounds) / len(sample)  # type: ignore[misc]  # bound now, called now
        print(
            f"{name:<40}{each * 1e6:>10.0f} µs an article"
            f"{each * len(sample) / counting:>8.1f} × counting its words"
        )
    _archives(articles)
    _grown(articles, given.grown)


def _archives(articles: Sequence[Article]) -> None:
    """Print what resolving topics and linking cost a story as the archive grows."""
    mentions = dict(zip([article.id for article in articles], _mentions(articles), strict=True))
    salient = sum(mention.salient for of_article in mentions.values() for mention in of_article)
    print(f"topics an article: {salient / len(articles):.1f}")
    for part in PARTS:
        some = articles[: len(articles) // part]
        begun = time.process_time()
        folded = enrich.resolution(
            {article.id: mentions[article.id] for article in some}, TopicDecisions(), {}
        )
        between = time.process_time()
        facts = {
            article.id: enrich.Facts(
                article.published.date if article.published else "", folded.of[article.id]
            )
            for article in some
        }
        lists = enrich.links(
            facts, {article.id: enrich.word_keys(article) for article in some}, folded.topics
        )
        ended = time.process_time()
        fold, link = (
            (end - start) / len(some) * 1e6 for start, end in ((begun, between), (between, ended))
        )
        print(
            f"{len(some):>8} stories{len(folded.topics):>8} topics{sum(map(len, lists.values())):>8} links"
            f"{fold:>8.0f} µs a story to fold{link:>8.0f} to link"
        )


def _grown(articles: Sequence[Article], size: int) -> None:
    """Print what `NEW` stories more cost an archive of `size`: described, and what was known of
    them remembered, by the last build."""
    nothing = TopicDecisions()
    stories = enrich.Descriptions(dict(islice(_stories(articles), size + NEW)))
    new = dict(islice(stories.items(), 0, size + NEW, size // NEW + 1))
    before = enrich.Descriptions(
        {story: item for story, item in stories.items() if story not in new}
    )
    told, memory = join(None, before, Changes({}, before), nothing, {})
    known = {topic.slug: (topic.name, topic.kind) for topic in told.topics.topics}
    with tempfile.TemporaryDirectory() as folder, Catalogue(Path(folder)) as catalogue:
        remember(catalogue, {}, memory)
        del told, memory
        begun = time.process_time()
        some, memory = join(recall(catalogue, {}), stories, Changes({}, new), nothing, known)
        remember(catalogue, {}, memory)
        between = time.process_time()
        stories = enrich.Descriptions(stories)
        whole, memory = join(None, stories, Changes({}, stories), nothing, known)
        remember(catalogue, {}, memory)
        ended = time.process_time()
    if (some.topics, some.links) != (whole.topics, whole.links):
        raise SystemExit("what a few new stories gave is not what a full build gives")
    few, all_of_it = between - begun, ended - between
    print(
        f"{len(new)} stories more, {len(before)} remembered: "
        f"{some.work[0]} keys of {whole.work[0]} resolved, "
        f"{some.work[1]} lists of {whole.work[1]} made, {few:.2f} s, reading and writing among it, "
        f"against {all_of_it:.2f} s for all: {few / all_of_it:.2f}"
    )


def _stories(articles: Sequence[Article]) -> Iterator[tuple[str, enrich.Description]]:
    """The articles as described stories over and over, 200 days later each time and with other
    names for what few of them name, so that an archive meets new names as it grows."""
    described = [
        (article, mentions, enrich.word_keys(article))
        for article, mentions in zip(articles, _mentions(articles), strict=True)
    ]
    often = Counter((item.kind, item.key) for _, mentions, _ in described for item in mentions)
    for again in count():
        for number, (article, mentions, keys) in enumerate(described):
            own = tuple(
                item if often[item.kind, item.key] > FEW else _renamed(item, f" {again}")
                for item in mentions
                if item.salient
            )
            day = datetime.date.fromisoformat(
                article.published.date if article.published else "2001-01-01"
            ) + datetime.timedelta(days=200 * again)
            naming = msgspec.Raw(encoded(enrich.Naming(own, keys)))
            name = f"{(number * 7919 + again * 104_729) % 1_000_003:07}{again:03}{number:06}"
            yield (
                name,
                enrich.Description(
                    article.title,
                    False,  # noqa: FBT003
                    Published(day.isoformat(), "day"),
                    "",
                    "",
                    "",
                    "en",
                    naming,
                ),
            )


def _renamed(mention: Mention, end: str) -> Mention:
    forms = tuple(form + end for form in mention.forms)
    return msgspec.structs.replace(
        mention, name=mention.name + end, key=mention.key + end, forms=forms
    )


def _article(number: int, copy: corpus.CorpusArticle) -> Article:
    """A copy of the corpus as the record that cleaning makes of it."""
    blocks = tuple(
        Block("paragraph", text, None, line) for line, text in enumerate(copy.paragraphs, 1)
    )
    date = Published(copy.day.isoformat(), "day")
    origin = Origin(copy.name, "", "", 1)
    return Article(
        str(number),
        origin,
        copy.title,
        "",
        date,
        "",
        (),
        "",
        "",
        "",
        "en",
        blocks,
        (),
        (),
        (),
        (),
        (),
    )


def _fresh(articles: Sequence[Article]) -> list[tuple[Mention, ...]]:
    for remembered in (
        value
        for module in (name_parts, people_and_organisations, places, subjects)
        for value in vars(module).values()
    ):
        if (
            hasattr(remembered, "cache_clear")
            and remembered.cache_parameters()["maxsize"] is not None
        ):  # what has no limit is a table
            remembered.cache_clear()
        elif isinstance(remembered, WordCache | TokenTable):
            remembered.clear()
    return _mentions(articles)


def _mentions(articles: Sequence[Article]) -> list[tuple[Mention, ...]]:
    chunks = (articles[start : start + CHUNK] for start in range(0, len(articles), CHUNK))
    return [of_article for chunk in chunks for of_article in enrich.mentions(chunk, EnrichConfig())]


def _seconds(way: Callable[[], object], rounds: int) -> float:
    """The median of several rounds, after one that loads the tables."""
    way()
    seconds = []
    for _ in range(rounds):
        begun = time.process_time()
        way()
        seconds.append(time.process_time() - begun)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
