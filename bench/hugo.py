"""newsgen beside Hugo on the same articles: a build from nothing, one where nothing changed, one where an article changed.

    python bench/hugo.py [-n 10000] [--rounds 3] [--copies 0.2] [--profile]

Both make article, topic, month and home pages, a feed and a sitemap (bench/hugo-site/ is Hugo's site). newsgen finds copies, names and related
stories besides, and makes pages for days, outlets and differences; Hugo does not. The two take turns, each round in fresh folders, and the
medians count. Nothing is deleted before the end: writing just after deleting a tree of this size takes three times as long.
"""

import argparse
import os
import pstats
import shutil
import subprocess
import sys
import tempfile
from dataclasses import astuple
from pathlib import Path

import corpus
from cost import Cost, cost, median
from environment import ROOT, WORK, hugo

STEPS = ("from nothing", "nothing changed", "one article changed")
CONFIG = 'title = "Bench"\nbase_url = "https://example.org/"\n'
FIGURES = ("wall s", "CPU s", "largest process MB", "all processes MB")


class Newsgen:
    """newsgen's side: a site folder of its own in `folder`, holding `articles`."""

    name = "newsgen"

    def __init__(self, folder: Path, articles: Path) -> None:
        self.site = folder / "newsgen"
        self.articles = self.site / "seeds"
        self.output = self.site / "site"
        self.command = [sys.executable, "-m", "newsgen", "build", "--source", str(self.site), "--quiet"]
        self.site.mkdir()
        (self.site / "newsgen.toml").write_text(CONFIG)
        _link(articles, self.articles)


class Hugo:
    """Hugo's side: a copy of bench/hugo-site in `folder`, holding `articles`."""

    name = "Hugo"

    def __init__(self, folder: Path, articles: Path) -> None:
        self.site = folder / "hugo"
        self.articles = self.site / "content" / "stories"
        self.output = self.site / "public"
        self.command = [str(hugo()), "--source", str(self.site), "--quiet", "--noBuildLock", "--cacheDir", str(folder / "hugo-cache")]
        shutil.copytree(ROOT / "bench" / "hugo-site", self.site)
        self.articles.parent.mkdir()
        _link(articles, self.articles)


def compare(articles: Path, rounds: int, folder: Path) -> dict[tuple[str, str], Cost]:
    """The median cost of each step for each side, by (step, name)."""
    found: dict[tuple[str, str], list[Cost]] = {}
    for number in range(rounds):
        place = folder / f"round{number}"
        place.mkdir()
        sides = (Newsgen(place, articles), Hugo(place, articles))
        for step in STEPS:
            for side in sides if number % 2 == 0 else reversed(sides):
                if step == STEPS[2]:
                    _change(side.articles)
                found.setdefault((step, side.name), []).append(cost(side.command, side.site))
        if number == 0:
            print("pages: " + ", ".join(f"{side.name} {sum(1 for _ in side.output.rglob('*.html')):,}" for side in sides))
    return {key: median(costs) for key, costs in found.items()}


def show(costs: dict[tuple[str, str], Cost]) -> None:
    """Prints a line a step and figure: newsgen, Hugo, and the ratio of the two."""
    print(f"{'step':<22}{'figure':<22}{'newsgen':>10}{'Hugo':>10}{'ratio':>8}")
    for step in STEPS:
        pairs = zip(FIGURES, astuple(costs[step, "newsgen"]), astuple(costs[step, "Hugo"]), strict=True)
        for figure, ours, theirs in pairs:
            print(f"{step:<22}{figure:<22}{ours:>10.2f}{theirs:>10.2f}{ours / theirs:>8.2f}")


def profile(articles: Path, folder: Path) -> None:
    """Prints the functions in which a build from nothing with one process spends most time."""
    folder.mkdir()
    side = Newsgen(folder, articles)
    stats = folder / "stats"
    subprocess.run([sys.executable, "-m", "cProfile", "-o", str(stats), *side.command[1:], "-j", "1"], check=True, cwd=side.site)
    pstats.Stats(str(stats)).sort_stats("tottime").print_stats(25)


def main() -> None:
    """Makes the corpus, runs what is asked, prints it, and clears away."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--count", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--copies", type=float, default=0.2, help="share of articles that are copies (default 0.2)")
    parser.add_argument("--profile", action="store_true", help="only newsgen, in one process, under cProfile")
    given = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    cost([sys.executable, "-m", "newsgen", "build", "--help"], WORK)
    cost([sys.executable, "-c", "import newsgen.commands.build"], WORK)
    with tempfile.TemporaryDirectory(prefix="hugo-", dir=WORK) as name:
        folder = Path(name)
        articles = folder / "articles"
        corpus.write(articles, corpus.printings(given.count, copies=given.copies))
        if given.profile:
            profile(articles, folder / "profile")
            return
        made = f"{given.count:,} articles with front matter, {given.copies:.0%} of them copies"
        print(f"{made}; medians of {given.rounds} rounds; {os.cpu_count()} cores", flush=True)
        show(compare(articles, given.rounds, folder))


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
