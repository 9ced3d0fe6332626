#!/usr/bin/env python3
"""Train the weights by which the headline of a raw text is chosen among the lines around it.

    python tools/train_title.py ARTICLES.jsonl [--write]

ARTICLES.jsonl holds one labelled article a line: its `site`, `title` and `body`, and its raw text
in `text_main` and `text_extracted`. Prints, cross-validated by site, how often the right headline
is chosen, a wrong one, and none; `--write` trains on all sites and writes the weights (names of
surface features and numbers: no word of the texts). The model chooses between the lines of one
text and "none of them"; Adam fits it.
"""

import argparse
import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.fields.headline_features import (
    RUNNING,
    headline_candidates,
    headline_context,
    headline_features,
)
from newsgen.clean.fields.language import language
from newsgen.clean.lines.classify import judged
from newsgen.clean.lines.features import Lines
from newsgen.clean.paragraphs import paragraphs
from newsgen.config import CleanConfig
from newsgen.text.words import plain

FOLDS = 5
"""Groups of sites: each is judged by weights trained on the others."""
FLOORS = (0.2, 0.3, 0.4, 0.5, 0.6)
"""Chances, from which on a headline is taken, that figures are printed for."""
RIDGE = 0.002
"""What keeps weights small: this times each weight is added to its slope."""
STEPS = 600
"""Steps of Adam."""
RATE = 0.08
"""Adam's rate of learning."""
MEAN_SHARE, SQUARE_SHARE = 0.1, 0.001
"""What a step counts for in Adam's averages of the slope and of its square."""
TINY = 1e-8
"""What keeps Adam from dividing by 0."""
TARGET = Path(__file__).resolve().parents[1] / "src/newsgen/clean/rules/title.tsv"
HEADER = (
    "# What is seen of a line, and how much it speaks for its being the headline; "
    "made by tools/train_title.py.\n"
)

Floats = NDArray[np.float64]


class Sample(NamedTuple):
    """A text to learn from: its fold, the features of each candidate, the right candidate (-1: none
    of them is), and whether the headline stands anywhere in the text."""

    fold: int
    candidates: list[dict[str, float]]
    right: int
    has_headline: bool


class Outcome(NamedTuple):
    """What the weights make of a text: whether their best candidate is right, its chance (0 where
    there is none), and whether the right one is a candidate and stands in the text at all."""

    is_right: bool
    chance: float
    has_headline: bool


def samples(path: Path) -> list[Sample]:
    """The samples of all labelled articles.

    A record gives four texts: its two raw ones, its body without the headline (so that none of the
    lines is right), and its body below the headline.
    """
    labelled: list[Sample] = []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        if not record["title"]:
            continue
        titled = f"{record['title']}\n{record['body']}"
        texts = (record["text_main"], record["text_extracted"], record["body"], titled)
        labelled.extend(_sample(record, text) for text in texts if text)
    return labelled


def weights(chosen: Sequence[Sample], names: Sequence[str]) -> Floats:
    """The weight of each of the features `names` under which the right candidates are likeliest;
    "none of them" has a score of 0."""
    column = {name: i for i, name in enumerate(names)}
    matrices = [_matrix(sample.candidates, column) for sample in chosen]
    rights = [sample.right for sample in chosen]
    weight = np.zeros(len(names))
    mean, square = np.zeros_like(weight), np.zeros_like(weight)
    # All arrays have a number a feature; a matrix has a row a candidate.
    for step in range(1, STEPS + 1):
        slope = RIDGE * weight
        for matrix, right in zip(matrices, rights, strict=True):
            chance = _chances(matrix @ weight)
            wanted = matrix[right] if right >= 0 else 0
            slope += (matrix.T @ chance - wanted) / len(matrices)
        mean = (1 - MEAN_SHARE) * mean + MEAN_SHARE * slope
        square = (1 - SQUARE_SHARE) * square + SQUARE_SHARE * slope**2
        # Both averages begin at 0; divided so they are unbiased from the first step on.
        direction = mean / (1 - (1 - MEAN_SHARE) ** step)
        size = np.sqrt(square / (1 - (1 - SQUARE_SHARE) ** step)) + TINY
        weight -= RATE * direction / size
    return weight


def outcomes(every: Sequence[Sample], names: Sequence[str]) -> list[Outcome]:
    """What is made of each sample by weights that were trained on the other folds."""
    column = {name: i for i, name in enumerate(names)}
    judged_samples = []
    for fold in range(FOLDS):
        weight = weights([sample for sample in every if sample.fold != fold], names)
        for sample in every:
            if sample.fold == fold:
                chances = _chances(_matrix(sample.candidates, column) @ weight)
                judged_samples.append(_outcome(sample, chances))
    return judged_samples


def main() -> None:
    """Cross-validate, and write the weights where asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    every = samples(args.articles)
    names = sorted({name for sample in every for line in sample.candidates for name in line})
    judged_samples = outcomes(every, names)
    for floor in FLOORS:
        print(_figures(judged_samples, floor))
    if args.write:
        weight = weights(every, names)
        table = [f"{name}\t{value:.3f}\n" for name, value in zip(names, weight, strict=True)]
        TARGET.write_text(HEADER + "".join(table), "utf-8")


def _figures(judged_samples: Sequence[Outcome], floor: float) -> str:
    """The line of figures for headlines that are taken from the chance `floor` on."""
    with_headline = sum(outcome.has_headline for outcome in judged_samples)
    without = len(judged_samples) - with_headline
    stated = [outcome for outcome in judged_samples if outcome.chance >= floor]
    right = sum(outcome.is_right for outcome in stated)
    wrong = sum(not outcome.is_right and outcome.has_headline for outcome in stated)
    false = sum(not outcome.has_headline for outcome in stated)
    return (
        f"floor {floor}: of {with_headline} held, right {right / with_headline:.4f}, "
        f"wrong {wrong / with_headline:.4f}; false on {without} without: {false}"
    )


def _outcome(sample: Sample, chances: Floats) -> Outcome:
    best = int(chances.argmax()) if len(chances) else -1
    chance = float(chances[best]) if best >= 0 else 0.0
    return Outcome(best == sample.right, chance, sample.has_headline)


def _sample(record: dict[str, str], text: str) -> Sample:
    """One text of a labelled article as a sample; its fold is that of its site."""
    lines = [paragraph.text for paragraph in paragraphs(text)]
    context = headline_context(lines, _running(lines, language(text).lang))
    candidates = headline_candidates(context)
    wanted = plain(record["title"])
    right = -1
    for number, index in enumerate(candidates):
        if plain(lines[index]) == wanted:
            right = number
            break
    return Sample(
        fold=zlib.crc32((record["site"] or "").encode()) % FOLDS,
        candidates=[headline_features(context, index) for index in candidates],
        right=right,
        has_headline=wanted in plain(text),
    )


def _running(lines: Sequence[str], lang: str) -> list[int]:
    """The indices of the running text, as the line model finds it."""
    verdicts = judged(Lines(lines, [0] * len(lines), lang), CleanConfig())
    return [
        index
        for index, verdict in enumerate(verdicts)
        if verdict.keep and len(lines[index]) >= RUNNING
    ]


def _matrix(lines: Sequence[dict[str, float]], column: dict[str, int]) -> Floats:
    """A row for each line, a column for each feature."""
    matrix = np.zeros((len(lines), len(column)))
    for row, line in enumerate(lines):
        for name, value in line.items():
            matrix[row, column[name]] = value
    return matrix


def _chances(score: Floats) -> Floats:
    """The chance of each candidate; what is missing to 1 is that of "none of them"."""
    top = max(0.0, float(score.max(initial=0.0)))
    raised = np.exp(score - top)
    return np.asarray(raised / (raised.sum() + np.exp(-top)))


if __name__ == "__main__":
    main()
