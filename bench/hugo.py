"""newsgen beside Hugo on the same articles, in three builds.

Built are a site from nothing, a site where nothing changed, and one where one article changed.

    python bench/hugo.py [-n 10000] [--rounds 3] [--copies 0.2] [--fewer] [--profile]

Both make pages for articles, topics, outlets, days, months and the home page, a feed and a sitemap
(bench/hugo-site/ is Hugo's site). newsgen runs twice:

- on equal work, where it takes the articles and their topics as they were given (`dedupe.merge` and
  `enrich.find` turned off; related stories are found all the same);
- on all its work: copies, names and differences, with their pages.

They take turns, each round in fresh folders; the medians count. Nothing is deleted before the end:
writing just after deleting a tree of this size takes three times as long. With `--fewer` Hugo makes
no pages for outlets and days, which newsgen always makes.
"""

import argparse
import os
import pstats
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import astuple
from pathlib import Path

import corpus
from cost import Cost, cost, median
from environment import ROOT, WORK, hugo

EQUAL = "[dedupe]\nmerge = false\n[enrich]\nfind = false\n"
"""The configuration that leaves newsgen only the work that Hugo does too."""
FEWER = '[taxonomies]\ntopic = "tags"\nmonth = "months"\n'
"""The pages for lists that Hugo makes with `--fewer`."""
STEPS = ("from nothing", "nothing changed", "one article changed")
CONFIG = 'title = "Bench"\nbase_url = "https://example.org/"\n'
NAMES = ("newsgen on equal work", "newsgen on all")
"""newsgen's two sides, in the order of the columns."""
FIGURES = ("wall s", "CPU s", "largest process MB", "all processes MB")


class Newsgen:
    """newsgen's side: a site of its own in `folder`, which holds `articles`.

    `settings` are lines that are added to its configuration.
    """

    def __init__(
        self, folder: Path, articles: Path, name: str = "newsgen", settings: str = ""
    ) -> None:
        self.name = name
        self.site = folder / name.replace(" ", "-")
        self.articles = self.site / "seeds"
        self.output = self.site / "site"
        build = [sys.executable, "-m", "newsgen", "build"]
        self.command = [*build, "--source", str(self.site), "--quiet"]
        self.site.mkdir()
        (self.site / "newsgen.toml").write_text(CONFIG + settings)
        _link(articles, self.articles)


class Hugo:
    """Hugo's side: a copy of bench/hugo-site in `folder`, which holds `articles`.

    With `fewer` it has no pages for outlets and days.
    """

    name = "Hugo"

    def __init__(self, folder: Path, articles: Path, *, fewer: bool = False) -> None:
        self.site = folder / "hugo"
        self.articles = self.site / "content" / "stories"
        self.output = self.site / "public"
        build = [str(hugo()), "--source", str(self.site), "--quiet", "--noBuildLock"]
        self.command = [*build, "--cacheDir", str(folder / "hugo-cache")]
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
    costs: dict[tuple[str, str], list[Cost]] = defaultdict(list)
    for number in range(rounds):
        round_folder = folder / f"round{number}"
        round_folder.mkdir()
        sides = (
            Newsgen(round_folder, articles, NAMES[0], EQUAL),
            Newsgen(round_folder, articles, NAMES[1]),
            Hugo(round_folder, articles, fewer=fewer),
        )
        for step in STEPS:
            # The sides begin in turn, so that a machine that slows down favours none of them.
            for side in sides if number % 2 == 0 else reversed(sides):
                if step == STEPS[2]:
                    _change(side.articles)
                costs[step, side.name].append(cost(side.command, side.site))
        if number == 0:
            pages = [f"{side.name} {_pages(side.output):,}" for side in sides]
            print(f"pages: {', '.join(pages)}", flush=True)
    return {key: median(measured) for key, measured in costs.items()}


def show(costs: dict[tuple[str, str], Cost]) -> None:
    """Print a line for each step and figure: both sides of newsgen, Hugo, the ratios to Hugo."""
    line = "{:<22}{:<22}{:>12}{:>10}{:>10}{:>14}{:>7}"
    print(line.format("step", "figure", "equal work", "all work", "Hugo", "ratio, equal", "all"))
    for step in STEPS:
        sides = [astuple(costs[step, name]) for name in (*NAMES, "Hugo")]
        for figure, equal, whole, theirs in zip(FIGURES, *sides, strict=True):
            values = (equal, whole, theirs, equal / theirs, whole / theirs)
            print(line.format(step, figure, *[f"{value:.2f}" for value in values]))


def profile(articles: Path, folder: Path) -> None:
    """Print the functions in which a build from nothing, in one process, spends most time."""
    folder.mkdir()
    side = Newsgen(folder, articles)
    stats = folder / "stats"
    profiler = [sys.executable, "-m", "cProfile", "-o", str(stats)]
    subprocess.run([*profiler, *side.command[1:], "-j", "1"], check=True, cwd=side.site)
    pstats.Stats(str(stats)).sort_stats("tottime").print_stats(25)


def main() -> None:
    """Make the corpus, run what the command line asks for, print it, and clear away."""
    options = _arguments()
    WORK.mkdir(exist_ok=True)
    # Run once unmeasured, so that the modules are compiled and the interpreter is in memory.
    cost([sys.executable, "-m", "newsgen", "build", "--help"], WORK)
    cost([sys.executable, "-c", "import newsgen.commands.build"], WORK)
    with tempfile.TemporaryDirectory(prefix="hugo-", dir=WORK) as name:
        folder = Path(name)
        articles = folder / "articles"
        corpus.write(articles, corpus.articles(options.count, copies=options.copies))
        if options.profile:
            profile(articles, folder / "profile")
            return
        measured = (
            f"{options.count:,} articles with front matter, {options.copies:.0%} of them copies"
        )
        print(f"{measured}; medians of {options.rounds} rounds; {os.cpu_count()} cores", flush=True)
        show(compare(articles, options.rounds, folder, fewer=options.fewer))


def _arguments() -> argparse.Namespace:
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
    return parser.parse_args()


def _pages(site: Path) -> int:
    return sum(1 for _ in site.rglob("*.html"))


def _link(articles: Path, to: Path) -> None:
    shutil.copytree(articles, to, copy_function=os.link)


def _change(articles: Path) -> None:
    """Add a sentence to the article in the middle.

    The file is made anew: the other rounds hold hard links to the old one.
    """
    names = sorted(path.name for path in articles.iterdir())
    path = articles / names[len(names) // 2]
    text = path.read_text("utf-8")
    path.unlink()
    path.write_text(text + "\nA correction was added by the desk later in the day.\n", "utf-8")


if __name__ == "__main__":
    main()
