"""Learn `src/newsgen/dedupe/rules/score.tsv` from labelled copies, and say how well it holds on text it did not see.

    python tools/train_score.py FOLDER [FOLDER …] [-o OUT]            (needs `pip install scikit-learn`)

A FOLDER holds docs.jsonl {id, text[, title, date]} with either gold.jsonl {id, cluster} or pairs.jsonl {a, b, same, unsure}. A set with
clusters is learned twice: as it stands, and with the first line of each article as its title. Printed for each set: precision, recall and F1 of
the pairs that stories make, with the model learned on the other sets alone, and (--folds) in five folds by cluster.

One article in eight that stands alone is learned with two more copies in the grades of `tools/copies.py`, so that no set has only light
edits, only long texts or no misread ones; these are left out of the figures.
"""

import argparse
import json
import random
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from generate_copies import GRADES
from sklearn.ensemble import GradientBoostingClassifier
from xxhash import xxh3_64_intdigest

from newsgen.config import DedupeConfig
from newsgen.decisions import Decisions
from newsgen.dedupe import Fingerprint, Signature, candidates, fingerprints, signatures, stories
from newsgen.dedupe.features import features, overlap
from newsgen.dedupe.score import DEPTH, Trees, parsed
from newsgen.dedupe.verdicts import NOTHING, RULES, compared
from newsgen.model import Article, Block, Origin, Published

CONFIG = DedupeConfig()
TREES = 220
RATE = 0.1
FOLDS = 5
LEAST_LEAF = 20
EDITED = 3
LEFT_OUT = ("title", "days", "words", "numbers", "rarity of shared", "rarity of rest")
"""Features that name the set rather than the pair, or that rules use: learning from them did not hold on another set."""

Pair = tuple[str, str]


class Labelled(NamedTuple):
    """A set: what was printed, the pairs that are one report, those nobody is sure of, and the group by which an article is folded."""

    name: str
    printed: dict[str, tuple[Signature, Fingerprint]]
    pairs: list[Pair]
    same: set[Pair]
    unsure: set[Pair]
    fold: dict[str, int]


def article(row: dict[str, Any], *, titled: bool) -> Article:
    """A row of docs.jsonl as an article; `titled` takes its first line as the title."""
    lines = [
        line.strip()
        for line in row["text"].split("\n\n" if "\n\n" in row["text"] else "\n")
        if line.strip()
    ]
    title = row.get("title") or (
        lines.pop(0) if titled and len(lines) > 1 and len(lines[0].split()) < 16 else ""
    )
    date = Published(row["date"][:10], "day") if row.get("date") else None
    blocks = tuple(Block("paragraph", line, None, place) for place, line in enumerate(lines))
    return Article(
        row["id"],
        Origin(row["id"], "", "", 1),
        title,
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


def labelled(folder: Path) -> Iterator[Labelled]:
    """The sets of a folder."""
    documents = rows(folder / "docs.jsonl")
    clustered = (folder / "gold.jsonl").exists()
    group: dict[str, str] = {row["id"]: row["id"] for row in documents}
    added: list[dict[str, Any]] = []
    same: set[Pair] = set()
    unsure: set[Pair] = set()
    if clustered:
        clusters: dict[Any, list[str]] = {}
        for row in rows(folder / "gold.jsonl"):
            if row["cluster"] is not None:
                clusters.setdefault(row["cluster"], []).append(row["id"])
                group[row["id"]] = str(row["cluster"])
        same = {pair for members in clusters.values() for pair in combinations(sorted(members), 2)}
    else:
        for row in rows(folder / "pairs.jsonl"):
            (same if row["same"] else unsure if row["unsure"] else set()).add(
                (min(row["a"], row["b"]), max(row["a"], row["b"]))
            )
        for a, b in sorted(same):
            group[b] = group[a]
    known = {name for pair in same | unsure for name in pair}
    for row in documents:
        if row["id"] not in known and xxh3_64_intdigest(row["id"].encode()) % EDITED == 0:
            more = edited(row)
            added.extend(more)
            group.update({one["id"]: row["id"] for one in more})
            same.update(
                (a, b)
                for a, b in combinations(sorted([row["id"], *(one["id"] for one in more)]), 2)
            )
    fold = {name: xxh3_64_intdigest(key.encode()) % FOLDS for name, key in group.items()}
    for titled in (False, True) if clustered else (False,):
        given = [article(row, titled=titled) for row in documents + added]
        made = {
            held.id: (held, one)
            for held, one in zip(
                signatures(given, CONFIG), fingerprints(given, CONFIG), strict=True
            )
        }
        pairs = list(candidates([held for held, _ in made.values()], CONFIG).pairs)
        yield Labelled(
            folder.name + (" (titled)" if titled else ""), made, pairs, same, unsure, fold
        )


def edited(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Two more copies of a row, in two grades; none where it is too short to edit."""
    lines = [line.strip() for line in row["text"].split("\n") if line.strip()]
    if len(lines) < 4:
        return []
    chance = random.Random(row["id"])  # noqa: S311 - seeded on purpose
    grades = chance.sample(sorted(GRADES), 2)
    return [
        row | {"id": f"{row['id']}~{place}", "text": "\n".join(GRADES[grade](lines, chance))}
        for place, grade in enumerate(grades)
    ]


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def table(found: Labelled) -> tuple[list[Pair], list[dict[str, float]], list[bool]]:
    """The pairs no rule decides, their features and labels."""
    pairs, values, labels = [], [], []
    for pair in found.pairs:
        one, two = (found.printed[name][1] for name in pair)
        common = overlap(one, two)
        if one.digest == two.digest or common.of_shorter < NOTHING or pair in found.unsure:
            continue
        named = features(common)
        if all(rule(common, named) is None for rule in RULES):
            pairs.append(pair)
            values.append(named)
            labels.append(pair in found.same)
    return pairs, values, labels


def learned(values: list[dict[str, float]], labels: list[bool]) -> tuple[Trees, str]:
    """Trees for labelled features, and their file's text."""
    names = [name for name in values[0] if name not in LEFT_OUT]
    matrix = np.array([[row[name] for name in names] for row in values])
    model = GradientBoostingClassifier(
        n_estimators=TREES,
        max_depth=DEPTH,
        learning_rate=RATE,
        subsample=0.7,
        min_samples_leaf=LEAST_LEAF,
        random_state=0,
    ).fit(matrix, np.array(labels))
    share = float(np.mean(labels))
    lines = ["\t".join(names), f"{np.log(share / (1 - share)):.6g}"]
    lines.extend(flat(estimator.tree_) for estimator in model.estimators_[:, 0])
    text = "\n".join(lines) + "\n"
    return parsed(text), text


def flat(tree: Any) -> str:  # noqa: ANN401 - scikit-learn's own
    """A tree as a full one of depth `DEPTH`: indices of features, bounds, leaves."""
    inner, leaves = 2**DEPTH - 1, 2**DEPTH
    asked, bounds, ends = [0] * inner, [1e9] * inner, [0.0] * leaves

    def walk(node: int, place: int) -> None:
        if place >= inner:
            ends[place - inner] = float(tree.value[node][0][0]) * RATE
            return
        if tree.children_left[node] < 0:
            walk(node, 2 * place + 1)
            return
        asked[place], bounds[place] = int(tree.feature[node]), float(tree.threshold[node])
        walk(int(tree.children_left[node]), 2 * place + 1)
        walk(int(tree.children_right[node]), 2 * place + 2)

    walk(0, 0)
    return "\t".join(
        [*map(str, asked), *(f"{bound:.5g}" for bound in bounds), *(f"{end:.5g}" for end in ends)]
    )


def figures(found: Labelled, pairs: Iterable[tuple[Pair, Trees]]) -> tuple[int, int, int]:
    """Right, made and true pairs of the stories of a set, each pair judged by its own trees."""
    verdicts = [
        compared(found.printed[a][1], found.printed[b][1], trees) for (a, b), trees in pairs
    ]
    told = stories([held for held, _ in found.printed.values()], verdicts, Decisions(), {})
    members = [sorted(copy.id for copy in story.copies if "~" not in copy.id) for story in told]
    made = {pair for group in members for pair in combinations(group, 2)} - found.unsure
    true = {pair for pair in found.same if "~" not in pair[0] + pair[1]}
    return len(made & true), len(made), len(true)


def shown(name: str, right: int, made: int, true: int) -> None:
    """Print precision, recall and F1."""
    precision, recall = right / max(1, made), right / max(1, true)
    print(
        f"{name:44s} P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}",
        flush=True,
    )


def main() -> None:
    """Print how the model holds, and write it learned on everything."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--folds", action="store_true")
    arguments = parser.parse_args()
    sets = [found for folder in arguments.folder for found in labelled(folder)]
    tables = [table(found) for found in sets]
    for place, found in enumerate(sets):
        others = [
            other
            for other, one in enumerate(sets)
            if one.name.split(" ")[0] != found.name.split(" ")[0]
        ]
        if others:
            trees, _ = learned(
                [row for o in others for row in tables[o][1]],
                [label for o in others for label in tables[o][2]],
            )
            shown(
                f"{found.name}, learned on the others",
                *figures(found, ((pair, trees) for pair in found.pairs)),
            )
        if arguments.folds:
            _folded(place, sets, tables)
    _, text = learned(
        [row for _, values, _ in tables for row in values],
        [label for _, _, labels in tables for label in labels],
    )
    if arguments.out:
        head = "# Learned by tools/train_score.py: names of the features, the start, then a tree a line (7 features, 7 bounds, 8 leaves).\n"
        arguments.out.write_text(head + text, "utf-8")


def _folded(
    place: int,
    sets: list[Labelled],
    tables: list[tuple[list[Pair], list[dict[str, float]], list[bool]]],
) -> None:
    """Print the figures of a set over folds: each pair judged by a model that saw no pair of its first article's fold."""
    found, base = sets[place], sets[place].name.split(" ")[0]
    judges: dict[int, Trees] = {}
    for fold in range(FOLDS):
        values, labels = [], []
        for other, (pairs, features_of, labels_of) in zip(sets, tables, strict=True):
            own = other.name.split(" ")[0] == base
            for pair, row, label in zip(pairs, features_of, labels_of, strict=True):
                if not own or fold not in {other.fold[pair[0]], other.fold[pair[1]]}:
                    values.append(row)
                    labels.append(label)
        judges[fold], _ = learned(values, labels)
    judged = ((pair, judges[found.fold[pair[0]]]) for pair in found.pairs)
    shown(f"{found.name}, {FOLDS} folds by cluster", *figures(found, judged))


if __name__ == "__main__":
    main()
