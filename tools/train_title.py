#!/usr/bin/env python3
"""Train the weights by which the headline of a raw text is told from the lines around it.

    python tools/train_title.py ARTICLES.jsonl [--write]

ARTICLES.jsonl holds one labelled article a line: `site`, `title`, and its raw text in `text_main` and `text_extracted`. Prints, cross-validated
by site, how often the headline is chosen right, chosen wrong and not chosen; `--write` trains on all sites and writes the weights
(names of surface features and numbers: no word of the texts). A choice between the lines of one text and "none of them", fitted by Adam.
"""

import argparse
import json
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.fields.headline_features import RUNNING, candidates, features, surroundings
from newsgen.clean.lines.classify import judged
from newsgen.clean.lines.features import Lines
from newsgen.clean.paragraphs import paragraphs
from newsgen.config import CleanConfig
from newsgen.text.language import language
from newsgen.text.words import plain

FOLDS = 5
RIDGE = 0.002
STEPS = 600
TARGET = Path(__file__).resolve().parents[1] / "src/newsgen/clean/rules/title.tsv"

Floats = NDArray[np.float64]
Sample = tuple[int, list[dict[str, float]], int, int]


def samples(path: Path) -> list[Sample]:
    """Of each text: its fold, the features of each candidate, the right candidate (-1: none is), whether the text holds the headline.

    A record gives four texts: its two raw ones, its body without the headline (none is right there), and its body below the headline.
    """
    found: list[Sample] = []
    for record in map(json.loads, path.read_text("utf-8").splitlines()):
        if record["title"]:
            texts = (
                record["text_main"],
                record["text_extracted"],
                record["body"],
                f"{record['title']}\n{record['body']}",
            )
            found.extend(_sample(record, text) for text in texts if text)
    return found


def weights(chosen: list[Sample], names: list[str]) -> Floats:
    """The weights under which the right candidates are likeliest, "none" standing at 0."""
    column = {name: i for i, name in enumerate(names)}
    matrices = [_matrix(candidates, column) for _, candidates, _, _ in chosen]
    rights = [right for _, _, right, _ in chosen]
    weight = np.zeros(len(names))
    mean, square = np.zeros_like(weight), np.zeros_like(weight)
    for step in range(1, STEPS + 1):
        slope = RIDGE * weight
        for matrix, right in zip(matrices, rights, strict=True):
            chance = _chances(matrix @ weight)
            slope += (matrix.T @ chance - (matrix[right] if right >= 0 else 0)) / len(matrices)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        weight -= 0.08 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weight


def main() -> None:
    """Cross-validate, and write the weights where asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    every = samples(args.articles)
    names = sorted({name for _, lines, _, _ in every for line in lines for name in line})
    outcomes = []
    for fold in range(FOLDS):
        weight = weights([sample for sample in every if sample[0] != fold], names)
        column = {name: i for i, name in enumerate(names)}
        for sample in every:
            if sample[0] == fold:
                score = _matrix(sample[1], column) @ weight
                chance = _chances(score)
                best = int(chance.argmax()) if len(chance) else -1
                outcomes.append(
                    (
                        best == sample[2],
                        float(chance[best]) if best >= 0 else 0.0,
                        sample[2] >= 0,
                        sample[3],
                    )
                )
    for floor in (0.2, 0.3, 0.4, 0.5, 0.6):
        stated = [(right, held) for right, chance, _, held in outcomes if chance >= floor]
        held = sum(held for *_, held in outcomes)
        right = sum(right for right, _ in stated)
        wrong = sum(not right for right, held in stated if held)
        print(
            f"floor {floor}: of {held} held, right {right / held:.4f}, wrong {wrong / held:.4f}; false on {len(outcomes) - held} without: "
            f"{sum(not h for _, h in stated)}"
        )
    if args.write:
        weight = weights(every, names)
        table = "".join(f"{name}\t{value:.3f}\n" for name, value in zip(names, weight, strict=True))
        TARGET.write_text(
            "# What is seen of a line, and how much it speaks for its being the headline; made by tools/train_title.py.\n"
            + table,
            "utf-8",
        )


def _sample(record: dict[str, str], text: str) -> Sample:
    lines = [paragraph.text for paragraph in paragraphs(text)]
    lang = language(text).lang
    verdicts = judged(Lines(lines, [0] * len(lines), lang), CleanConfig())
    body = [at for at, verdict in enumerate(verdicts) if verdict.keep and len(lines[at]) >= RUNNING]
    around = surroundings(lines, body)
    wanted = plain(record["title"])
    listed = candidates(around)
    right = next((i for i, at in enumerate(listed) if plain(lines[at]) == wanted), -1)
    fold = zlib.crc32((record["site"] or "").encode()) % FOLDS
    return fold, [features(around, at) for at in listed], right, int(wanted in plain(text))


def _matrix(lines: list[dict[str, float]], column: dict[str, int]) -> Floats:
    matrix = np.zeros((len(lines), len(column)))
    for row, line in enumerate(lines):
        for name, value in line.items():
            matrix[row, column[name]] = value
    return matrix


def _chances(score: Floats) -> Floats:
    """The chance of each candidate; what is missing to 1 is that none is the headline."""
    top = max(0.0, float(score.max(initial=0.0)))
    raised = np.exp(score - top)
    return np.asarray(raised / (raised.sum() + np.exp(-top)))


if __name__ == "__main__":
    main()
