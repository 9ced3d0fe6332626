"""What it costs to find topics, on one core: microseconds an article, and as a multiple of counting its words; folding and links per story at
several sizes of archive, which a linear method keeps level.

    python bench/topics.py [-n 4000] [--rounds 5]
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence

import corpus

from newsgen import enrich
from newsgen.config import EnrichConfig
from newsgen.decisions import TopicDecisions
from newsgen.enrich import parts, where, who
from newsgen.model import Article, Block, Mention, Origin, Published

PARTS = (8, 4, 2, 1)
"""The archive is folded and linked at an eighth, a quarter, a half, and whole."""


def main() -> None:
    """Makes the articles, times each way in by turns, and prints the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--count", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    articles = [_article(number, printing) for number, printing in enumerate(corpus.printings(given.count, copies=0))]
    words = statistics.median(sum(len(block.text.split()) for block in article.blocks) for article in articles)
    print(f"{given.count} articles of {words:.0f} words (median), processor time on one core, medians of {given.rounds} rounds")
    sample = articles[: max(1, len(articles) // 8)]
    counting = _seconds(lambda: [Counter(block.text.split()) for article in sample for block in article.blocks], given.rounds)
    for name, way in (("topics, names never met before", _fresh), ("topics, names met before", _found)):
        each = _seconds(lambda way=way: way(sample), given.rounds) / len(sample)  # type: ignore[misc]  # bound now, called now
        print(f"{name:<40}{each * 1e6:>10.0f} µs an article{each * len(sample) / counting:>8.1f} × counting its words")
    _archives(articles)


def _archives(articles: Sequence[Article]) -> None:
    """Print what folding and linking cost a story as the archive grows."""
    mentions = {article.id: enrich.mentions(article, EnrichConfig()) for article in articles}
    print(f"topics an article: {sum(item.salient for found in mentions.values() for item in found) / len(articles):.1f}")
    for part in PARTS:
        some = articles[: len(articles) // part]
        begun = time.process_time()
        folded = enrich.fold({article.id: mentions[article.id] for article in some}, TopicDecisions(), {})
        between = time.process_time()
        facts = [enrich.Facts(article.id, article.published, article.place, folded.of[article.id], enrich.keys(article)) for article in some]
        found = enrich.links(facts, folded.topics)
        ended = time.process_time()
        each = [(end - start) / len(some) * 1e6 for start, end in ((begun, between), (between, ended))]
        print(f"{len(some):>8} stories{len(folded.topics):>8} topics{len(found):>8} links{each[0]:>8.0f} µs a story to fold{each[1]:>8.0f} to link")


def _article(number: int, printing: corpus.Printing) -> Article:
    """A printing of the corpus as the record that cleaning makes of it."""
    blocks = tuple(Block("paragraph", text, None, line) for line, text in enumerate(printing.paragraphs, 1))
    date = Published(printing.day.isoformat(), "day")
    origin = Origin(printing.name, "", "", 1)
    return Article(str(number), origin, printing.title, "", date, "", (), "", "", "", "en", blocks, (), (), (), (), ())


def _fresh(articles: Sequence[Article]) -> list[tuple[Mention, ...]]:
    for remembered in (found for module in (parts, where, who) for found in vars(module).values()):
        if hasattr(remembered, "cache_clear") and remembered.cache_parameters()["maxsize"] is not None:  # what has no limit is a table
            remembered.cache_clear()
    return _found(articles)


def _found(articles: Sequence[Article]) -> list[tuple[Mention, ...]]:
    return [enrich.mentions(article, EnrichConfig()) for article in articles]


def _seconds(way: Callable[[], object], rounds: int) -> float:
    """The median of several rounds, after one that loads the tables."""
    way()
    found = []
    for _ in range(rounds):
        begun = time.process_time()
        way()
        found.append(time.process_time() - begun)
    return statistics.median(found)


if __name__ == "__main__":
    main()
