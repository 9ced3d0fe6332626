#!/usr/bin/env python3
"""Train the body-line model: labelled articles → `src/newsgen/clean/rules/lines.json`.

    train_lines.py ARTICLES.jsonl [--wires WIRES.jsonl] [--fold K/N] [--output FILE]

ARTICLES.jsonl has one labelled article a line: `site`, `body` (the gold text) and one or more raw
texts under keys that begin with `text_`. WIRES.jsonl has reports without any dirt, `title` and
`text`, among them short ones of prices and results: what must survive. --fold K/N leaves out the
sites of fold K of N (zlib.crc32(site) % N == K), so that the model can be scored on sites that it
was not trained on.

One forest is trained for the first look and `MEMBERS` for the looks after it. The later forests are
shown the chances of a first forest that had not seen the text's site; each is trained on other
variations of the texts and with another seed, for a single forest is right or wrong by chance in
one text of fifty. The weights hold the names of the columns and thresholds on surface features, and
no word of the texts. Needs CatBoost (`pip install catboost`), which newsgen itself does not need.
"""

import argparse
import json
import random
import sys
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from body_labels import labels

from newsgen.clean.fields.language import language
from newsgen.clean.lines.arrays import Bools, Floats
from newsgen.clean.lines.columns import FIRST_LOOK, SECOND_LOOK
from newsgen.clean.lines.features import Lines, Surface, surface
from newsgen.clean.lines.layout import Layout
from newsgen.clean.lines.neighbours import second_look, surroundings
from newsgen.clean.lines.repeats import bucket, line_digests

if TYPE_CHECKING:
    from catboost import CatBoostClassifier

OUTPUT = Path(__file__).resolve().parents[1] / "src/newsgen/clean/rules/lines.json"
INNER_FOLDS = 3
"""Folds by which a first forest gives chances to sites that it had not seen."""
MEMBERS = 3
"""Forests for the looks after the first."""
WIRES = 300
"""Reports without dirt that are taken from WIRES.jsonl, evenly spread over it."""
WIRE = "wire "
"""The site of a report without dirt begins so."""
VARIED = 0.4
"""The weight of a text that never was, such as one with dirt of other sites put into it: its dirt
does not speak of what its body speaks of."""
PAGES = 40
"""Pages of nothing but labels for each member."""
LABEL = 40
"""Characters that a label stays below. Pages with sentences too taught that any short text is
dirt."""
SETTINGS = {
    "iterations": 200,
    "depth": 5,
    "learning_rate": 0.09,
    "l2_leaf_reg": 8,
    "rsm": 0.3,
    "subsample": 0.7,
    "border_count": 64,
    "bootstrap_type": "Bernoulli",
    "thread_count": 1,
    "verbose": False,
    "allow_writing_files": False,
}
"""CatBoost's settings: trees that are shallow, learn slowly and see few columns and lines each; more
trees of this kind gained less than the noise between folds."""
MINIMUM = 3
"""Lines of body from which a text is varied."""
LONG = 80
"""Characters from which a line of dirt reads like a paragraph."""
DOUBTFUL = 0.4
"""Share of a text's running text that is labelled dirt, above which the labels may be wrong."""
LONGEST_RUN = 8
"""Lines of dirt that are put into another text together, at most."""
LONG_LEDE = 10
"""Words that a lede has to exceed to be cut short above a run of dirt."""
BODY_ALONE, WITH_DIRT, WITH_CUT_LEDE = 0.3, 0.2, 0.8
"""A draw from 0 to 1 below the first leaves the body alone; above the second, dirt is put into the
text; above the third, its lede is repeated too. Draws that meet two of these get both."""
WEIGHT_OF_WORDS, WEIGHT_OF_TEXT = 0.6, 0.7
"""The powers by which a line's weight grows with its words, and falls with the words of its text."""
FIRMNESS = 4
"""What all weights are multiplied with; the more they sum up to, the less CatBoost evens leaves out."""
DIGITS = 4
"""Decimal places of a leaf; thresholds have five significant figures."""
NEVER = 1e9
"""A threshold that no line exceeds."""


class Marked(NamedTuple):
    """A line, and whether it is body."""

    line: str
    is_body: bool


class Dirt(NamedTuple):
    """A run of lines of dirt, and the site that it was taken from."""

    site: str
    lines: list[str]


@dataclass
class Text:
    """One raw text with its labels; `table` is that of the first look, `chance` what a first forest
    says that had not seen its site."""

    site: str
    lines: list[str]
    body: Bools
    surface: Surface
    table: Floats
    chance: Floats
    weight: float = 1


class Member(NamedTuple):
    """The forests that are trained together, as CatBoost models."""

    first: "CatBoostClassifier"
    later: "CatBoostClassifier"


def main() -> None:
    """Train on the named articles and write the weights."""
    args = _arguments()
    articles = _read(args.articles)
    if args.fold:
        left_out, many = map(int, args.fold.split("/"))
        articles = [article for article in articles if fold(article["site"], many) != left_out]
    wires = _read(args.wires) if args.wires else []
    step = max(1, len(wires) // WIRES)
    real = texts(articles, wires[::step])
    lines = sum(len(text.lines) for text in real)
    print(f"{len(real)} texts, {lines} lines", file=sys.stderr)
    members = [trained(real, member) for member in range(1, MEMBERS + 1)]
    args.output.write_text(written(members), "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--wires", type=Path, help="reports without dirt")
    parser.add_argument("--fold", help="K/N: leave out the sites of fold K of N")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    return parser.parse_args()


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def fold(site: str, many: int) -> int:
    """The fold of a site."""
    return zlib.crc32(site.encode()) % many


def texts(articles: list[dict[str, Any]], wires: list[dict[str, Any]]) -> list[Text]:
    """Every raw text of `articles` and `wires`, labelled."""
    views = {key for article in articles for key in article if key.startswith("text_")}
    labelled: list[Text] = []
    for view in sorted(views):
        labelled.extend(_texts_of(view, articles))
    labelled.extend(_wires(wires))
    return labelled


def _texts_of(view: str, articles: list[dict[str, Any]]) -> Iterator[Text]:
    """The texts of one kind; repeats are counted within a site and a kind of text."""
    split = [(article, _split(article[view])) for article in articles if article.get(view)]
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for article, lines in split:
        digests = {digest for digest in line_digests(lines) if digest}
        counts[article["site"]].update(digests)
    for article, lines in split:
        site_counts = counts[article["site"]]
        repeats = [
            bucket(site_counts[digest] - 1) if digest else 0 for digest in line_digests(lines)
        ]
        yield _text(article["site"], lines, labels(lines, article["body"]), repeats)


def _split(text: str) -> list[str]:
    """The lines of a text, without blank ones."""
    stripped = [line.strip() for line in text.split("\n")]
    return [line for line in stripped if line]


def _wires(wires: list[dict[str, Any]]) -> Iterator[Text]:
    """Reports without dirt; every other one stands under its headline, and in every third one lines
    recur in the outlet."""
    for number, wire in enumerate(wires):
        body = _split(wire["text"])
        headlines = number % 2
        lines = [wire["title"], *body] if headlines else body
        repeats = [0] * len(lines)
        if number % 3 == 0:
            repeats = [(number + index) % 5 for index in range(len(lines))]
        is_body = np.arange(len(lines)) >= headlines
        yield _text(f"{WIRE}{number}", lines, is_body, repeats)


def _text(site: str, lines: list[str], body: Bools, repeats: Sequence[int]) -> Text:
    lang = language("\n".join(lines)).lang
    seen = surface([Lines(lines, repeats, lang)])
    return Text(
        site=site,
        lines=lines,
        body=body,
        surface=seen,
        table=surroundings(seen),
        chance=np.zeros(len(lines), np.float32),
    )


def _varied(real: list[Text], member: int) -> Iterator[Text]:
    """Texts that never were: a variation of each text, and pages without an article."""
    chance = random.Random(member)  # noqa: S311 - a reproducible draw, no secret
    for text in (*_variations(real, chance), *_pages(real, chance)):
        text.weight = VARIED
        yield text


def _pages(real: list[Text], chance: random.Random) -> Iterator[Text]:
    """Pages of labels alone, each of one to three runs."""
    sites = [text for text in real if not text.site.startswith(WIRE)]
    runs = [run for text in sites for run in _runs(text)]
    labels_alone = [run for run in runs if max(map(len, run)) < LABEL]
    for number in range(PAGES):
        lines: list[str] = []
        for _ in range(chance.choice([1, 1, 2, 3])):
            lines += chance.choice(labels_alone)
        yield _text(f"page {number}", lines, np.zeros(len(lines), np.bool_), [0] * len(lines))


def _variations(real: list[Text], chance: random.Random) -> Iterator[Text]:
    """For each text another one: its body alone, or with runs of dirt from other sites before, in or
    after it, or with its lede cut short above such a run, as where a dek, an appeal and the report
    follow each other."""
    dirt = [Dirt(text.site, run) for text in real for run in _runs(text)]
    telling = [run for run in dirt if any(len(line) >= LONG for line in run.lines)]
    for text in real:
        marked = list(map(Marked, text.lines, text.body.tolist()))
        body = [each for each in marked if each.is_body]
        if len(body) < MINIMUM:
            continue
        shape = chance.random()
        if shape < BODY_ALONE:
            marked = body
        if shape > WITH_DIRT:
            _put_dirt(text.site, marked, (dirt, telling), chance)
        if shape > WITH_CUT_LEDE:
            _put_cut_lede(marked, telling, chance)
        lines = [each.line for each in marked]
        is_body = np.array([each.is_body for each in marked])
        yield _text(text.site, lines, is_body, [0] * len(lines))


def _put_dirt(
    site: str, marked: list[Marked], dirt: Sequence[Sequence[Dirt]], chance: random.Random
) -> None:
    """Put one to three runs of dirt into a text; a run of its own site is not put in."""
    for _ in range(chance.randint(1, 3)):
        run = chance.choice(chance.choice(dirt))
        place = chance.choice([0, chance.randint(0, len(marked)), len(marked)])
        if run.site != site:
            marked[place:place] = [Marked(line, is_body=False) for line in run.lines]


def _put_cut_lede(marked: list[Marked], telling: Sequence[Dirt], chance: random.Random) -> None:
    """Put a lede without its full stop, and a run of dirt, above a long lede."""
    first = next(index for index, each in enumerate(marked) if each.is_body)
    lede = marked[first].line
    if len(lede.split()) > LONG_LEDE:
        lines = [lede.rstrip("."), *chance.choice(telling).lines]
        marked[first:first] = [Marked(line, is_body=False) for line in lines]


def _runs(text: Text) -> Iterator[list[str]]:
    """Runs of up to `LONGEST_RUN` lines of dirt; none from a text much of whose running text is
    labelled dirt, as those labels may be wrong."""
    prose = text.surface.prose
    if (prose & ~text.body).sum() > DOUBTFUL * prose.sum():
        return
    run: list[str] = []
    for line, is_body in zip([*text.lines, ""], [*text.body, True], strict=True):
        if not is_body:
            run.append(line)
        if run and (is_body or len(run) == LONGEST_RUN):
            yield run
            run = []


def trained(real: list[Text], member: int) -> Member:
    """The first and the later forest of a member."""
    every = [*real, *_varied(real, member)]
    folds = [fold(f"{text.site}/{member}", INNER_FOLDS) for text in every]
    for inner in range(INNER_FOLDS):
        inside = [text for text, own in zip(every, folds, strict=True) if own == inner]
        outside = [text for text, own in zip(every, folds, strict=True) if own != inner]
        model = _fitted([(text, text.table) for text in outside], member)
        for text in inside:
            text.chance = model.predict_proba(text.table.T)[:, 1].astype(np.float32)
    first = _fitted([(text, text.table) for text in every], member)
    later_tables = [(text, _later_table(text)) for text in every]
    return Member(first, _fitted(later_tables, member))


def _later_table(text: Text) -> Floats:
    """The table of a later look at a text."""
    seen = text.surface
    return second_look(seen, Layout(seen.bounds), text.table, text.chance)


def _fitted(tables: Sequence[tuple[Text, Floats]], member: int) -> "CatBoostClassifier":
    """A model of the lines of all texts, each with its table (columns x lines)."""
    from catboost import CatBoostClassifier  # noqa: PLC0415 - only this tool needs it

    model = CatBoostClassifier(**SETTINGS, random_seed=member)
    return model.fit(
        np.concatenate([table.T for _, table in tables]),
        np.concatenate([text.body for text, _ in tables]),
        sample_weight=np.concatenate([_weight(text) for text, _ in tables]),
    )


def _weight(text: Text) -> Floats:
    """The weight of each line: a long line weighs more than a short one, and a line of a short text
    more than one of a long text, since texts are judged one by one."""
    words = np.array([1 + len(line.split()) for line in text.lines], np.float32)
    weight = words**WEIGHT_OF_WORDS
    total = float(weight.sum()) ** WEIGHT_OF_TEXT
    scaled: Floats = FIRMNESS * text.weight * weight / total
    return scaled


def written(members: Sequence[Member]) -> str:
    """The columns, the first forest of the first member and the later ones of all members as JSON, a
    tree a line."""
    later_columns = SECOND_LOOK[len(FIRST_LOOK) :]
    columns = f'{{"first":{_json(FIRST_LOOK)},\n"later":{_json(later_columns)}}}'
    first = _forest(members[0].first)
    later = ",\n".join(_forest(member.later) for member in members)
    return f'{{"columns":{columns},\n"first":{first},\n"later":[{later}]}}\n'


def _forest(model: "CatBoostClassifier") -> str:
    bias, trees = _table(model)
    lines = ",\n".join(map(_json, trees))
    return f'{{"bias":{bias},"trees":[\n{lines}\n]}}'


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _table(model: "CatBoostClassifier") -> tuple[float, list[list[Any]]]:
    """The bias and the trees of a model."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        saved = json.loads(path.read_text("utf-8"))
    trees = saved["oblivious_trees"]
    depth = max(len(tree["splits"]) for tree in trees)
    bias = float(saved["scale_and_bias"][1][0])
    return round(bias, DIGITS), [_tree(tree, depth) for tree in trees]


def _tree(tree: dict[str, Any], depth: int) -> list[Any]:
    """The columns, thresholds and leaves of one tree, filled up to `depth` with questions that every
    line answers with no."""
    splits, leaves = tree["splits"], tree["leaf_values"]
    missing = depth - len(splits)
    columns = [split["float_feature_index"] for split in splits]
    thresholds = [float(f"{split['border']:.5g}") for split in splits]
    values = [round(value, DIGITS) for value in leaves]
    return [
        columns + [0] * missing,
        thresholds + [NEVER] * missing,
        values + [0.0] * (2**depth - len(leaves)),
    ]


if __name__ == "__main__":
    main()
