"""Learn `src/newsgen/dedupe/rules/score.tsv` from labelled copies, and print how well it holds on texts
that it did not see.

    python tools/train_score.py FOLDER [FOLDER …] [-o OUT]         (needs `pip install scikit-learn`)

A FOLDER holds docs.jsonl {id, text[, title, date]} with either gold.jsonl {id, cluster} or pairs.jsonl
{a, b, same, unsure}. A set with clusters is learned twice: as it stands, and with the first line of each
article as its title. Printed for each set: precision, recall and F1 of the pairs that stories make, with
the model learned on the other sets alone, and (--folds) in five folds by cluster.

One in three of the articles that stand alone is learned with two more copies in the grades of
`tools/generate_copies.py`, so that no set has only light edits, only long texts or no misread ones; the
added copies are left out of the figures.
"""

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Sequence
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
from newsgen.dedupe.features import FeatureValues, features, overlap
from newsgen.dedupe.records import Pair, pair
from newsgen.dedupe.score import DEPTH, LEAVES, QUESTIONS, UNLEARNED, Trees, parsed
from newsgen.dedupe.verdicts import NOTHING, compared, first_finding
from newsgen.model import Article, Block, Origin, Published

CONFIG = DedupeConfig()
TREES = 220
"""Trees that are learned."""
RATE = 0.1
"""Share of its own answer that each tree adds."""
SAMPLE = 0.7
"""Share of the pairs that each tree is learned from."""
LEAST_LEAF = 20
"""Pairs that a leaf stands for at least."""
FOLDS = 5
"""Parts of a set, by cluster: each part is judged by what was learned on the others."""
EDITED = 3
"""One in so many of the articles that stand alone is learned with two more copies."""
LEAST_LINES = 4
"""Lines of the shortest article that is edited."""
TITLE_WORDS = 16
"""Words from which on a first line is no title."""
NEVER = 1e9
"""Bound of a question that every pair answers alike: where a learned tree is not as deep as `DEPTH`."""

HEAD = (
    "# Learned by tools/train_score.py: names of the features, the start, then a tree a line "
    f"({QUESTIONS} features, {QUESTIONS} bounds, {LEAVES} leaves).\n"
)

Row = dict[str, Any]
"""A line of a JSONL file."""


class Printed(NamedTuple):
    """What dedupe makes of an article."""

    signature: Signature
    fingerprint: Fingerprint


class Labels(NamedTuple):
    """What is known of the articles of a set: the pairs that are one report, the pairs that nobody is
    sure of, and for each article the group that stays in one fold."""

    same: set[Pair]
    unsure: set[Pair]
    group: dict[str, str]


class Labelled(NamedTuple):
    """A set: its name, what dedupe makes of each article, the pairs that are compared, and the labels.
    `fold` gives the fold of each article."""

    name: str
    printed: dict[str, Printed]
    pairs: Sequence[Pair]
    same: set[Pair]
    unsure: set[Pair]
    fold: dict[str, int]

    @property
    def origin(self) -> str:
        """The folder's name: the same for a set with and without titles."""
        return self.name.split(" ")[0]


class Examples(NamedTuple):
    """The pairs of a set that no rule decides, each with its features and its label."""

    pairs: list[Pair]
    values: list[FeatureValues]
    labels: list[bool]


class Counts(NamedTuple):
    """Pairs that stories make, pairs that are one report, and how many are both."""

    right: int
    made_by_stories: int
    true: int


def labelled(folder: Path) -> Iterator[Labelled]:
    """The sets of a folder."""
    documents = rows(folder / "docs.jsonl")
    is_clustered = (folder / "gold.jsonl").exists()
    labels = _cluster_labels(folder, documents) if is_clustered else _pair_labels(folder, documents)
    added = _added_copies(documents, labels)
    fold = {name: xxh3_64_intdigest(key.encode()) % FOLDS for name, key in labels.group.items()}
    for titled in (False, True) if is_clustered else (False,):
        given = [article(row, titled=titled) for row in documents + added]
        signed = signatures(given, CONFIG)
        printed = map(Printed, signed, fingerprints(given))
        yield Labelled(
            name=folder.name + (" (titled)" if titled else ""),
            printed={each.signature.id: each for each in printed},
            pairs=candidates(signed, CONFIG).pairs,
            same=labels.same,
            unsure=labels.unsure,
            fold=fold,
        )


def article(row: Row, *, titled: bool) -> Article:
    """A row of docs.jsonl as an article; `titled` takes its first line as the title."""
    text = row["text"]
    lines = _lines(text, "\n\n" if "\n\n" in text else "\n")
    title = row.get("title") or ""
    if not title and titled and len(lines) > 1 and len(lines[0].split()) < TITLE_WORDS:
        title = lines.pop(0)
    return Article(
        id=row["id"],
        origin=Origin(row["id"], "", "", 1),
        title=title,
        dek="",
        published=Published(row["date"][:10], "day") if row.get("date") else None,
        place="",
        byline=(),
        agency="",
        outlet="",
        url="",
        lang="en",
        blocks=tuple(Block("paragraph", line, None, place) for place, line in enumerate(lines)),
        tags=(),
        aliases=(),
        notes=(),
        evidence=(),
        cut=(),
    )


def edited(row: Row) -> list[Row]:
    """Two more copies of a row, in two grades; none where it is too short to edit."""
    lines = _lines(row["text"], "\n")
    if len(lines) < LEAST_LINES:
        return []
    chance = random.Random(row["id"])  # noqa: S311 - seeded on purpose
    copies = []
    for place, grade in enumerate(chance.sample(sorted(GRADES), 2)):
        text = "\n".join(GRADES[grade](lines, chance))
        copies.append(row | {"id": f"{row['id']}~{place}", "text": text})
    return copies


def rows(path: Path) -> list[Row]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def examples(labelled_set: Labelled) -> Examples:
    """What a set has to learn from: the pairs that no rule decides, but for those nobody is sure of."""
    chosen = Examples([], [], [])
    for ids in labelled_set.pairs:
        one, two = (labelled_set.printed[name].fingerprint for name in ids)
        common = overlap(one, two)
        is_plain = one.digest == two.digest or common.shorter_share < NOTHING
        if is_plain or ids in labelled_set.unsure:
            continue
        values = features(common)
        if first_finding(common, values) is None:
            chosen.pairs.append(ids)
            chosen.values.append(values)
            chosen.labels.append(ids in labelled_set.same)
    return chosen


def learned(values: list[FeatureValues], labels: list[bool]) -> tuple[Trees, str]:
    """Trees for labelled features, and the text of their file."""
    names = [name for name in values[0] if name not in UNLEARNED]
    matrix = np.array([[row[name] for name in names] for row in values])
    model = GradientBoostingClassifier(
        n_estimators=TREES,
        max_depth=DEPTH,
        learning_rate=RATE,
        subsample=SAMPLE,
        min_samples_leaf=LEAST_LEAF,
        random_state=0,
    ).fit(matrix, np.array(labels))
    share = float(np.mean(labels))
    start = np.log(share / (1 - share))
    lines = ["\t".join(names), f"{start:.6g}"]
    lines.extend(flat(estimator.tree_) for estimator in model.estimators_[:, 0])
    text = "\n".join(lines) + "\n"
    return parsed(text), text


def flat(tree: Any) -> str:  # noqa: ANN401 - scikit-learn's own
    """A tree as a whole one of depth `DEPTH`: indices of features, bounds, leaves."""
    asked, bounds, leaves = [0] * QUESTIONS, [NEVER] * QUESTIONS, [0.0] * LEAVES

    def walk(node: int, place: int) -> None:
        """Write what stands below `node` to the places below `place`."""
        if place >= QUESTIONS:
            leaves[place - QUESTIONS] = float(tree.value[node][0][0]) * RATE
            return
        left, right = int(tree.children_left[node]), int(tree.children_right[node])
        if left < 0:  # a leaf above the lowest level: the question that `NEVER` bounds goes left
            walk(node, 2 * place + 1)
            return
        asked[place], bounds[place] = int(tree.feature[node]), float(tree.threshold[node])
        walk(left, 2 * place + 1)
        walk(right, 2 * place + 2)

    walk(0, 0)
    numbers = [f"{number:.5g}" for number in bounds + leaves]
    return "\t".join([*map(str, asked), *numbers])


def counts(labelled_set: Labelled, judged: Iterable[tuple[Pair, Trees]]) -> Counts:
    """How many pairs of the stories of a set are right, each pair judged by its own trees."""
    verdicts = []
    for (a, b), trees in judged:
        one, two = labelled_set.printed[a].fingerprint, labelled_set.printed[b].fingerprint
        verdicts.append(compared(one, two, trees))
    signed = [printed.signature for printed in labelled_set.printed.values()]
    in_stories: set[Pair] = set()
    for story in stories(signed, verdicts, Decisions(), {}):
        members = sorted(copy.id for copy in story.copies if not _is_added(copy.id))
        in_stories.update(combinations(members, 2))
    in_stories -= labelled_set.unsure
    true = {ids for ids in labelled_set.same if not any(map(_is_added, ids))}
    return Counts(len(in_stories & true), len(in_stories), len(true))


def show(name: str, counted: Counts) -> None:
    """Print precision, recall and F1."""
    precision = counted.right / max(1, counted.made_by_stories)
    recall = counted.right / max(1, counted.true)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name:44s} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}", flush=True)


def main() -> None:
    """Print how the model holds, and write it learned on everything."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--folds", action="store_true")
    arguments = parser.parse_args()
    sets: list[Labelled] = []
    for folder in arguments.folder:
        sets.extend(labelled(folder))
    learning = [examples(each) for each in sets]
    for place in range(len(sets)):
        _show_on_others(place, sets, learning)
        if arguments.folds:
            _show_in_folds(place, sets, learning)
    _, text = _learned_on(learning)
    if arguments.out:
        arguments.out.write_text(HEAD + text, "utf-8")


def _cluster_labels(folder: Path, documents: Sequence[Row]) -> Labels:
    """The labels of a folder with clusters."""
    group: dict[str, str] = {row["id"]: row["id"] for row in documents}
    clusters: dict[str, list[str]] = {}
    for row in rows(folder / "gold.jsonl"):
        if row["cluster"] is not None:
            group[row["id"]] = str(row["cluster"])
            clusters.setdefault(row["cluster"], []).append(row["id"])
    same: set[Pair] = set()
    for members in clusters.values():
        same.update(combinations(sorted(members), 2))
    return Labels(same, set(), group)


def _pair_labels(folder: Path, documents: Sequence[Row]) -> Labels:
    """The labels of a folder with pairs."""
    labels = Labels(set(), set(), {row["id"]: row["id"] for row in documents})
    for row in rows(folder / "pairs.jsonl"):
        ids = pair(row["a"], row["b"])
        if row["same"]:
            labels.same.add(ids)
        elif row["unsure"]:
            labels.unsure.add(ids)
    for a, b in sorted(labels.same):
        labels.group[b] = labels.group[a]
    return labels


def _added_copies(documents: Sequence[Row], labels: Labels) -> list[Row]:
    """Edited copies of one in `EDITED` of the articles that stand alone; their labels are added."""
    known = {name for ids in labels.same | labels.unsure for name in ids}
    added = []
    for row in documents:
        if row["id"] in known or xxh3_64_intdigest(row["id"].encode()) % EDITED:
            continue
        copies = edited(row)
        ids = [copy["id"] for copy in copies]
        labels.group.update(dict.fromkeys(ids, row["id"]))
        labels.same.update(combinations(sorted([row["id"], *ids]), 2))
        added.extend(copies)
    return added


def _is_added(name: str) -> bool:
    """Whether an id is of a copy that was added for learning."""
    return "~" in name


def _lines(text: str, end: str) -> list[str]:
    """The lines of a text that hold anything, stripped."""
    lines = [line.strip() for line in text.split(end)]
    return [line for line in lines if line]


def _learned_on(learning: Iterable[Examples]) -> tuple[Trees, str]:
    """Trees for all of some examples, and the text of their file."""
    values: list[FeatureValues] = []
    labels: list[bool] = []
    for each in learning:
        values.extend(each.values)
        labels.extend(each.labels)
    return learned(values, labels)


def _show_on_others(place: int, sets: list[Labelled], learning: list[Examples]) -> None:
    """Print the figures of a set, judged by what was learned on the sets of other folders."""
    judged = sets[place]
    others = [
        each for other, each in zip(sets, learning, strict=True) if other.origin != judged.origin
    ]
    if others:
        trees, _ = _learned_on(others)
        counted = counts(judged, ((ids, trees) for ids in judged.pairs))
        show(f"{judged.name}, learned on the others", counted)


def _show_in_folds(place: int, sets: list[Labelled], learning: list[Examples]) -> None:
    """Print the figures of a set over folds: each pair is judged by a model that saw no pair of its
    first article's fold."""
    judged = sets[place]
    trees_of: dict[int, Trees] = {}
    for fold in range(FOLDS):
        seen = [
            _outside(fold, each, other) if other.origin == judged.origin else each
            for other, each in zip(sets, learning, strict=True)
        ]
        trees_of[fold], _ = _learned_on(seen)
    counted = counts(judged, ((ids, trees_of[judged.fold[ids[0]]]) for ids in judged.pairs))
    show(f"{judged.name}, {FOLDS} folds by cluster", counted)


def _outside(fold: int, learning: Examples, labelled_set: Labelled) -> Examples:
    """The examples of a set of which neither article is in a fold."""
    outside = Examples([], [], [])
    for ids, values, label in zip(*learning, strict=True):
        if fold not in {labelled_set.fold[name] for name in ids}:
            outside.pairs.append(ids)
            outside.values.append(values)
            outside.labels.append(label)
    return outside


if __name__ == "__main__":
    main()
