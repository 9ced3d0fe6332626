"""What it costs to make a record of an article, on one core: raw text in microseconds and as a
multiple of Python-Markdown on the same text; Markdown with front matter and HTML in milliseconds,
with reading the file.

    python bench/intake.py [-n 500] [--rounds 5]
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TypeVar

import corpus
import markdown

from newsgen import clean, readers
from newsgen.config import CleanConfig, ReadersConfig
from newsgen.model import Hints, Origin, Problem, Raw

T = TypeVar("T")
TOGETHER = 32
"""Raw texts that are cleaned together, as a build does."""
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta property="og:title" content="{title}"><meta property="article:published_time" content="{day}">\
</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li>\
<li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>{title}</h1><p class="byline">By {byline}</p><time datetime="{day}">{day}</time>\
{body}</article>
<aside><h2>Most read</h2><ul><li><a href="/1">Another story of the day</a></li>\
<li><a href="/2">And one more</a></li></ul></aside></main>
<footer><p>Copyright {outlet}. All rights reserved.</p></footer></body></html>
"""
"""A saved page around an article, with a menu, a box beside the article, and an imprint."""


def main() -> None:
    """Makes the articles, times each way by turns, and prints the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", "--count", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    articles = list(corpus.articles(given.count, copies=0))
    with tempfile.TemporaryDirectory() as folder:
        seconds = _timed(_ways(articles, Path(folder)), given.rounds)
    lengths = [len(" ".join(article.paragraphs).split()) for article in articles]
    print(
        f"{given.count} articles of {statistics.median(lengths):.0f} words (median), "
        f"processor time on one core, medians of {given.rounds} rounds"
    )
    each = {name: value / given.count * 1e6 for name, value in seconds.items()}
    for name, microseconds in each.items():
        ratio = microseconds / each["Python-Markdown"]
        print(f"{name:<40}{microseconds:>10.0f} µs an article{ratio:>8.2f} × Python-Markdown")


def _timed(ways: Mapping[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    """The median of the processor time of each way in seconds; a first round is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.process_time()
            way()
            seconds[name].append(time.process_time() - start)
    return {name: statistics.median(values) for name, values in seconds.items()}


def _ways(articles: Sequence[corpus.CorpusArticle], folder: Path) -> dict[str, Callable[[], None]]:
    """What is timed, by the name it is printed under; the files that are read lie in `folder`."""
    texts = [corpus.text(article) for article in articles]
    bodies = ["\n\n".join(text.splitlines()) for text in texts]
    raws = [
        Raw(Origin(f"{number}.txt", "", "0" * 64, 1), "text/plain", text, Hints())
        for number, text in enumerate(texts)
    ]
    chunks = [raws[start : start + TOGETHER] for start in range(0, len(raws), TOGETHER)]
    plain = _written(folder, ".txt", texts)
    fronted = _written(folder, ".md", [corpus.markdown(article) for article in articles])
    pages = _written(folder, ".html", [_page(article) for article in articles])
    return {
        "Python-Markdown": lambda: _each(bodies, markdown.markdown),
        "raw text to record": lambda: _each(chunks, _records),
        "raw text to record, one at a time": lambda: _each(raws, _record),
        "raw text, with reading the file": lambda: _each(plain, _read),
        "Markdown with front matter, with reading": lambda: _each(fronted, _read),
        "HTML, with reading": lambda: _each(pages, _read),
    }


def _each(inputs: Sequence[T], act: Callable[[T], object]) -> None:
    for each in inputs:
        act(each)


def _record(raw: Raw) -> None:
    _records([raw])


def _records(raws: Sequence[Raw]) -> None:
    assigned = [
        clean.Assignment(
            raw, "0000000000000", (0,) * len(clean.line_digests(raw)), clean.NO_DECISION
        )
        for raw in raws
    ]
    for raw, (article, problems) in zip(raws, clean.articles(assigned, CleanConfig()), strict=True):
        if article is None:
            raise SystemExit(f"{raw.origin.path}: no article was made: {problems}")


def _read(path: Path) -> None:
    for item in readers.read(path, path.name, ReadersConfig()):
        if isinstance(item, Problem):
            raise SystemExit(str(item))
        _record(item)


def _written(folder: Path, suffix: str, texts: Sequence[str]) -> list[Path]:
    paths = [folder / f"{number}{suffix}" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return paths


def _page(article: corpus.CorpusArticle) -> str:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    return PAGE.format(
        title=escape(article.title),
        outlet=article.outlet,
        day=article.day,
        byline=article.byline,
        body=body,
    )


if __name__ == "__main__":
    main()
