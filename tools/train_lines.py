#!/usr/bin/env python3
"""Train the body-line model: labelled articles → `src/newsgen/clean/rules/lines.json`.

    train_lines.py ARTICLES.jsonl [--wires WIRES.jsonl] [--fold K/N] [--output FILE]

ARTICLES.jsonl has one labelled article a line: `site`, `body` (the gold text) and one or more raw texts under keys that begin with `text_`.
WIRES.jsonl has reports without any dirt, `title` and `text`, short items of prices and results among them: what must survive.
--fold K/N leaves out the sites of fold K of N (zlib.crc32(site) % N == K), so that the rest may be scored on sites that were not seen.

A forest is trained for the first look and `MEMBERS` for the looks after it. These are shown a first one's chances, made on sites which it had not
seen; each was shown other variations of the texts and drew by another seed, for one alone is right or wrong by chance in one text of fifty. The
weights hold thresholds on surface features and no word of the texts. Needs CatBoost (`pip install catboost`), which newsgen itself does not.
"""

import argparse
import json
import random
import sys
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from body_labels import labels

from newsgen.clean.fields.language import language
from newsgen.clean.lines.features import Bools, Floats, Lines, Surface, surface
from newsgen.clean.lines.neighbours import second_look, surroundings
from newsgen.clean.lines.repeats import bucket, line_digests

if TYPE_CHECKING:
    from catboost import CatBoostClassifier

OUTPUT = Path(__file__).resolve().parents[1] / "src/newsgen/clean/rules/lines.json"
INNER_FOLDS = 3
MEMBERS = 3
VARIED = 0.4
"""What a text that never was weighs, such as one with dirt of other sites put into it: its dirt does not speak of what its body speaks of."""
PAGES = 40
LABEL = 40
"""Pages of nothing but labels for each member, lines of fewer characters than this. Pages with sentences too taught that any short text is dirt."""
SETTINGS = {
    "iterations": 200, "depth": 5, "learning_rate": 0.09, "l2_leaf_reg": 8, "rsm": 0.3, "subsample": 0.7, "border_count": 64,
    "bootstrap_type": "Bernoulli", "thread_count": 1, "verbose": False, "allow_writing_files": False,
}  # fmt: skip
"""CatBoost's settings: shallow, slow and strongly drawn; more trees of this kind gained less than the noise between folds."""
WIRES = 300
MINIMUM = 3
LONG = 80
DOUBTFUL = 0.4
LONGEST_RUN = 8


@dataclass
class Text:
    """One raw text with its labels; `rows` is the table of the first look, `chance` what a forest that had not seen its site says."""

    site: str
    lines: list[str]
    body: Bools
    surface: Surface
    rows: Floats
    chance: Floats
    weight: float = 1


def main() -> None:
    """Train on the named articles and write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--wires", type=Path, help="reports without dirt")
    parser.add_argument("--fold", help="K/N: leave out the sites of fold K of N")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    args = parser.parse_args()
    articles = [json.loads(line) for line in args.articles.read_text("utf-8").splitlines()]
    if args.fold:
        left_out, many = map(int, args.fold.split("/"))
        articles = [article for article in articles if fold(article["site"], many) != left_out]
    wires = args.wires.read_text("utf-8").splitlines() if args.wires else []
    found = texts(
        articles,
        [json.loads(wires[row]) for row in range(0, len(wires), max(1, len(wires) // WIRES))],
    )
    print(f"{len(found)} texts, {sum(len(text.lines) for text in found)} lines", file=sys.stderr)
    args.output.write_text(
        written([trained(found, member) for member in range(1, MEMBERS + 1)]), "utf-8"
    )


def fold(site: str, many: int) -> int:
    """The fold of a site."""
    return zlib.crc32(site.encode()) % many


def texts(articles: list[dict[str, Any]], wires: list[dict[str, Any]]) -> list[Text]:
    """Every raw text of `articles` and `wires`, labelled; repeats are counted within a site and a kind of text."""
    found = []
    for view in sorted({key for article in articles for key in article if key.startswith("text_")}):
        split = [
            (a, [line for raw in a[view].split("\n") if (line := raw.strip())])
            for a in articles
            if a.get(view)
        ]
        counts: dict[str, Counter[int]] = defaultdict(Counter)
        for article, lines in split:
            counts[article["site"]].update({digest for digest in line_digests(lines) if digest})
        for article, lines in split:
            repeats = [
                bucket(counts[article["site"]][digest] - 1) if digest else 0
                for digest in line_digests(lines)
            ]
            found.append(_text(article["site"], lines, labels(lines, article["body"]), repeats))
    found.extend(_wires(wires))
    return found


def _wires(wires: list[dict[str, Any]]) -> Iterator[Text]:
    """Reports without dirt, every other one under its headline, in every third of which lines recur in the outlet."""
    for row, wire in enumerate(wires):
        body = [line for raw in wire["text"].split("\n") if (line := raw.strip())]
        lines = [wire["title"], *body] if row % 2 else body
        repeats = [(row + at) % 5 for at in range(len(lines))] if row % 3 == 0 else [0] * len(lines)
        yield _text(f"wire {row}", lines, np.arange(len(lines)) >= row % 2, repeats)


def _text(site: str, lines: list[str], body: Bools, repeats: Sequence[int]) -> Text:
    seen = surface([Lines(lines, repeats, language("\n".join(lines)).lang)])
    return Text(site, lines, body, seen, surroundings(seen), np.zeros(len(lines), np.float32))


def _varied(found: list[Text], member: int) -> Iterator[Text]:
    """Texts that never were: a variation of each text, and pages without an article."""
    chance = random.Random(member)  # noqa: S311 - a reproducible draw, no secret
    for text in (*_variations(found, chance), *_pages(found, chance)):
        text.weight = VARIED
        yield text


def _pages(found: list[Text], chance: random.Random) -> Iterator[Text]:
    runs = [
        run
        for text in found
        if not text.site.startswith("wire ")
        for run in _runs(text)
        if max(map(len, run)) < LABEL
    ]
    for number in range(PAGES):
        lines = [line for _ in range(chance.choice([1, 1, 2, 3])) for line in chance.choice(runs)]
        yield _text(f"page {number}", lines, np.zeros(len(lines), np.bool_), [0] * len(lines))


def _variations(found: list[Text], chance: random.Random) -> Iterator[Text]:
    """For each text another: its body alone, or with runs of dirt from other sites put before, into or after it, or with its lede cut
    short above such a run, as where a dek, an appeal and the report follow each other."""
    runs = [(text.site, run) for text in found for run in _runs(text)]
    told = [(site, run) for site, run in runs if any(len(line) >= LONG for line in run)]
    for text in found:
        body = [line for line, kept in zip(text.lines, text.body, strict=True) if kept]
        if len(body) < MINIMUM:
            continue
        marked = list(zip(text.lines, text.body.tolist(), strict=True))
        shape = chance.random()
        if shape < 0.3:
            marked = [(line, True) for line in body]
        if shape > 0.2:
            for _ in range(chance.randint(1, 3)):
                site, run = chance.choice(chance.choice([runs, told]))
                at = chance.choice([0, chance.randint(0, len(marked)), len(marked)])
                marked[at:at] = [(line, False) for line in run] if site != text.site else []
        first = next(row for row, (_, kept) in enumerate(marked) if kept)
        if shape > 0.8 and len(marked[first][0].split()) > 10:
            run = chance.choice(told)[1]
            marked[first:first] = [
                (marked[first][0].rstrip("."), False),
                *((line, False) for line in run),
            ]
        lines, kept = [line for line, _ in marked], np.array([kept for _, kept in marked])
        yield _text(text.site, lines, kept, [0] * len(lines))


def _runs(text: Text) -> Iterator[list[str]]:
    """Runs of up to eight lines of dirt; none from a text much of whose running text is labelled dirt, for there the label may be wrong."""
    prose = text.surface.prose
    if (prose & ~text.body).sum() > DOUBTFUL * prose.sum():
        return
    run: list[str] = []
    for line, kept in zip([*text.lines, ""], [*text.body, True], strict=True):
        if not kept:
            run.append(line)
        if run and (kept or len(run) == LONGEST_RUN):
            yield run
            run = []


def trained(real: list[Text], member: int) -> tuple["CatBoostClassifier", "CatBoostClassifier"]:
    """The first and the second forest of a member, as CatBoost models."""
    found = [*real, *_varied(real, member)]
    places = [fold(f"{text.site}/{member}", INNER_FOLDS) for text in found]
    for inner in range(INNER_FOLDS):
        model = _fitted(
            [
                (text, text.rows)
                for text, place in zip(found, places, strict=True)
                if place != inner
            ],
            member,
        )
        for text, place in zip(found, places, strict=True):
            if place == inner:
                text.chance = model.predict_proba(text.rows.T)[:, 1].astype(np.float32)
    first = _fitted([(text, text.rows) for text in found], member)
    return first, _fitted(
        [(text, second_look(text.surface, text.rows, text.chance)) for text in found], member
    )


def _fitted(tables: Iterable[tuple[Text, Floats]], member: int) -> "CatBoostClassifier":
    from catboost import CatBoostClassifier  # noqa: PLC0415 - only this tool needs it

    pairs = list(tables)
    model = CatBoostClassifier(**SETTINGS, random_seed=member)
    rows = np.concatenate([rows.T for _, rows in pairs])
    return model.fit(
        rows,
        np.concatenate([text.body for text, _ in pairs]),
        sample_weight=np.concatenate([_weight(text) for text, _ in pairs]),
    )


def _weight(text: Text) -> Floats:
    """A long line weighs more than a short one, a line of a short text more than one of a long text: texts are judged one by one."""
    weight = np.array([1 + len(line.split()) for line in text.lines], np.float32) ** 0.6
    found: Floats = 4 * text.weight * weight / float(weight.sum()) ** 0.7
    return found


def written(members: Sequence[tuple["CatBoostClassifier", "CatBoostClassifier"]]) -> str:
    """The first forest of the first member and the second ones of all as JSON, a tree a line."""
    later = ",\n".join(_forest(second) for _, second in members)
    return f'{{"first":{_forest(members[0][0])},\n"second":[{later}]}}\n'


def _forest(model: "CatBoostClassifier") -> str:
    bias, trees = _table(model)
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    return f'{{"bias":{bias},"trees":[\n{lines}\n]}}'


def _table(model: "CatBoostClassifier") -> tuple[float, list[list[Any]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        saved = json.loads(path.read_text("utf-8"))
    depth = max(len(tree["splits"]) for tree in saved["oblivious_trees"])
    return round(float(saved["scale_and_bias"][1][0]), 4), [
        _tree(tree, depth) for tree in saved["oblivious_trees"]
    ]


def _tree(tree: dict[str, Any], depth: int) -> list[Any]:
    """One tree, filled up to `depth` with questions that nothing meets; its columns, thresholds and leaves."""
    missing = depth - len(tree["splits"])
    columns = [split["float_feature_index"] for split in tree["splits"]] + [0] * missing
    thresholds = [float(f"{split['border']:.5g}") for split in tree["splits"]] + [1e9] * missing
    leaves = [round(value, 4) for value in tree["leaf_values"]]
    return [columns, thresholds, leaves + [0.0] * (2**depth - len(leaves))]


if __name__ == "__main__":
    main()
