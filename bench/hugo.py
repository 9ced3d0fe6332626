"""newsgen beside Hugo on the same articles: a build from nothing, one where nothing changed, one where an article changed.

    python bench/hugo.py [-n 10000] [--rounds 3] [--copies 0.2] [--fewer] [--profile]

Both make pages for articles, topics, outlets, days, months and the home page, a feed and a sitemap (bench/hugo-site/ is Hugo's site). newsgen runs
twice: on equal work, taking the articles and their topics as they were given (`dedupe.merge` and `enrich.find` turned off; related stories are found
all the same), and on all that it does, copies, names and differences with their pages. All take turns, each round in fresh folders, and the medians
count. Nothing is deleted before the end: writing just after deleting a tree of this size takes three times as long.

With `--fewer` Hugo makes no pages for outlets and days, which newsgen always makes.
"""

import argparse
import os
import pstats
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import astuple
from pathlib import Path

import corpus
from cost import Cost, cost, median
from environment import ROOT, WORK, hugo

EQUAL = "[dedupe]\nmerge = false\n[enrich]\nfind = false\n"
"""What newsgen leaves out where it takes an archive as it was given."""
FEWER = '[taxonomies]\ntopic = "tags"\nmonth = "months"\n'
"""The pages for lists that Hugo makes with `--fewer`."""
STEPS = ("from nothing", "nothing changed", "one article changed")
CONFIG = 'title = "Bench"\nbase_url = "https://example.org/"\n'
NAMES = ("newsgen on equal work", "newsgen on all")
"""newsgen's two sides, in the order of the columns."""
FIGURES = ("wall s", "CPU s", "largest process MB", "all processes MB")


class Newsgen:
    """newsgen's side: a site folder of its own in `folder`, holding `articles`; `chosen` is added to its configuration."""

    def __init__(
        self, folder: Path, articles: Path, name: str = "newsgen", chosen: str = ""
    ) -> None:
        self.name = name
        self.site = folder / name.replace(" ", "-")
        self.articles = self.site / "seeds"
        self.output = self.site / "site"
        self.command = [
            sys.executable,
            "-m",
            "newsgen",
            "build",
            "--source",
            str(self.site),
            "--quiet",
        ]
        self.site.mkdir()
        (self.site / "newsgen.toml").write_text(CONFIG + chosen)
        _link(articles, self.articles)


class Hugo:
    """Hugo's side: a copy of bench/hugo-site in `folder`, holding `articles`; with `fewer`, without pages for outlets and days."""

    name = "Hugo"

    def __init__(self, folder: Path, articles: Path, *, fewer: bool = False) -> None:
        self.site = folder / "hugo"
        self.articles = self.site / "content" / "stories"
        self.output = self.site / "public"
        self.command = [
            str(hugo()),
            "--source",
            str(self.site),
            "--quiet",
            "--noBuildLock",
            "--cacheDir",
            str(folder / "hugo-cache"),
        ]
        shutil.copytree(ROOT / "bench" / "hugo-site", self.site)
        if fewer:
            settings = self.site / "hugo.toml"
            settings.write_text(re.sub(r"\[taxonomies\]\n(?:.+\n)+", FEWER, settings.read_text()))
        self.articles.parent.mkdir()
        _link(articles, self.articles)


def compare(
    articles: Path, rounds: int, folder: Path, *, fewer: bool = False
) -> dict[tuple[str, str], Cost]:
    """The median cost of each step for each side, by (step, name)."""
    found: dict[tuple[str, str], list[Cost]] = {}
    for number in range(rounds):
        place = folder / f"round{number}"
        place.mkdir()
        sides = (
            Newsgen(place, articles, NAMES[0], EQUAL),
            Newsgen(place, articles, NAMES[1]),
            Hugo(place, articles, fewer=fewer),
        )
        for step in STEPS:
            for side in sides if number % 2 == 0 else reversed(sides):
                if step == STEPS[2]:
                    _change(side.articles)
                found.setdefault((step, side.name), []).append(cost(side.command, side.site))
        if number == 0:
            print(
                "pages: "
                + ", ".join(
                    f"{side.name} {sum(1 for _ in side.output.rglob('*.html')):,}" for side in sides
                ),
                flush=True,
            )
    return {key: median(costs) for key, costs in found.items()}


def show(costs: dict[tuple[str, str], Cost]) -> None:
    """Prints a line a step and figure: newsgen on equal work and on all its work, Hugo, and the ratios to Hugo."""
    print(
        f"{'step':<22}{'figure':<22}{'equal work':>12}{'all work':>10}{'Hugo':>10}{'ratio, equal':>14}{'all':>7}"
    )
    for step in STEPS:
        sides = (astuple(costs[step, name]) for name in (*NAMES, "Hugo"))
        for figure, equal, whole, theirs in zip(FIGURES, *sides, strict=True):
            print(
                f"{step:<22}{figure:<22}{equal:>12.2f}{whole:>10.2f}{theirs:>10.2f}{equal / theirs:>14.2f}{whole / theirs:>7.2f}"
            )


def profile(articles: Path, folder: Path) -> None:
    """Prints the functions in which a build from nothing with one process spends most time."""
    folder.mkdir()
    side = Newsgen(folder, articles)
    stats = folder / "stats"
    subprocess.run(
        [sys.executable, "-m", "cProfile", "-o", str(stats), *side.command[1:], "-j", "1"],
        check=True,
        cwd=side.site,
    )
    pstats.Stats(str(stats)).sort_stats("tottime").print_stats(25)


def main() -> None:
    """Makes the corpus, runs what is asked, prints it, and clears away."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", "--count", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--copies", type=float, default=0.2, help="share of articles that are copies (default 0.2)"
    )
    parser.add_argument(
        "--fewer", action="store_true", help="Hugo makes no pages for outlets and days"
    )
    parser.add_argument(
        "--profile", action="store_true", help="only newsgen, in one process, under cProfile"
    )
    given = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    cost([sys.executable, "-m", "newsgen", "build", "--help"], WORK)
    cost([sys.executable, "-c", "import newsgen.commands.build"], WORK)
    with tempfile.TemporaryDirectory(prefix="hugo-", dir=WORK) as name:
        folder = Path(name)
        articles = folder / "articles"
        corpus.write(articles, corpus.articles(given.count, copies=given.copies))
        if given.profile:
            profile(articles, folder / "profile")
            return
        made = f"{given.count:,} articles with front matter, {given.copies:.0%} of them copies"
        print(f"{made}; medians of {given.rounds} rounds; {os.cpu_count()} cores", flush=True)
        show(compare(articles, given.rounds, folder, fewer=given.fewer))


def _link(articles: Path, to: Path) -> None:
    shutil.copytree(articles, to, copy_function=os.link)


def _change(articles: Path) -> None:
    """Adds a sentence to the article in the middle; written anew, since the other rounds hold links to the same file."""
    names = sorted(path.name for path in articles.iterdir())
    path = articles / names[len(names) // 2]
    text = path.read_text("utf-8")
    path.unlink()
    path.write_text(text + "\nA correction was added by the desk later in the day.\n", "utf-8")


if __name__ == "__main__":
    main()
