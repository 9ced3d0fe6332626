"""The surface of lines and the trees that read it."""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
import train_lines
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.clean.lines.arrays import Floats
from newsgen.clean.lines.columns import COLUMN, FIRST_LOOK, SECOND_LOOK, SIGNALS, SURFACE
from newsgen.clean.lines.features import Lines, Surface, surface
from newsgen.clean.lines.forest import chances, shipped, weights
from newsgen.clean.lines.layout import Layout
from newsgen.clean.lines.neighbours import second_look, surroundings
from newsgen.clean.lines.repeats import bucket, line_digests
from newsgen.clean.lines.vocabulary import CLASSES, vocabulary

WEIGHTS = files("newsgen.clean").joinpath("rules", "lines.json")
LINES = (
    "Home",
    "Share",
    "Comments",
    "1",
    "5",
    "—",
    "© 2021 Harbour Courier",
    "Most read",
    "Read more...",
    "By Anna Lind",
    "5 May 2021 | 3 min read",
    "The ferry sailed on Friday, the harbour master said.",
    "The ferry was late, as every Friday in spring.",
    "Walks",
    "Talks of the harbour",
    (
        "“We are ready,” she said, “and we shall sail on Friday, whatever the harbour master in"
        " Holm says of the wind and of the old engine.”"
    ),
    "The ferry was late, as every Friday in spring, and the harbour master said that he would look"
    " into it with the owners of the line. " * 4,
    "Die Fähre kam am Freitag zu spät, und der Hafenmeister sagte nichts.",
    "停航十二年的老渡口",
    "Subscribe to our newsletter",
    "🚢 " * 9,
)
"""Lines of articles and of what stands around them; some stand in a text more than once, or differ
in one letter."""


def alone(texts: Sequence[str], lang: str = "en") -> Surface:
    return surface([Lines(texts, [0] * len(texts), lang)])


def looked(seen: Surface) -> tuple[Floats, Floats]:
    """The tables of the first look and of a later one."""
    table = surroundings(seen)
    return table, second_look(seen, Layout(seen.bounds), table, chances(shipped().first, table))


def column(name: str, *texts: str) -> list[float]:
    return [round(float(value), 3) for value in alone(texts).table[COLUMN[name]]]


def test_columns_tell_what_a_line_looks_like() -> None:
    """Endings, openings, capitals and classes of words are told for each line."""
    texts = ("Share this", "“We are ready,” she said.", "• Home", "Read more...", "5 May 2021")
    assert column("ending", *texts) == [0, 1, 0, 6, 5]
    assert column("opening", *texts) == [0, 4, 6, 0, 3]
    assert column("share words", *texts) == [1, 0, 0, 0, 0]
    assert column("related words", *texts) == [0, 0, 0, 3, 0]
    assert column("years", *texts) == [0, 0, 0, 0, 1]


def test_case_and_accents_do_not_hide_a_word() -> None:
    """A listed word is met in capitals, and in other languages than English."""
    assert column("advert words", "ADVERTISEMENT", "Werbung", "publicité") == [1, 1, 1]


def test_scripts_without_spaces_have_a_length() -> None:
    """Two characters of Chinese, Japanese or Thai count as a word."""
    assert alone(["停航十二年的老渡口"], "zh").length[0] > 4


def test_a_subset_of_a_surface_is_the_surface_of_the_subset() -> None:
    """What is known of a line by itself does not change when other lines are cut."""
    texts = [
        "Home",
        "The ferry sailed on Friday, the harbour master said.",
        "Share",
        "The ferry was late, as every Friday in spring.",
    ]
    left = np.array([False, True, False, True])
    part, whole = alone(texts).only(left), alone([texts[1], texts[3]])
    assert np.allclose(surroundings(part), surroundings(whole))


@given(
    st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=14), min_size=1, max_size=5),
    st.data(),
)
@settings(deadline=None, derandomize=True, max_examples=60)
def test_a_text_is_seen_the_same_whatever_is_read_beside_it(
    texts: list[list[str]], data: st.DataObject
) -> None:
    """To the last bit, the features of a text's lines are those that they have where the text is read
    alone, also when some of its lines were cut."""
    langs = [data.draw(st.sampled_from(["en", "de", ""])) for _ in texts]
    left = [np.array([data.draw(st.integers(0, 3)) > 0 for _ in text]) for text in texts]
    pairs = list(zip(texts, langs, strict=True))
    together = surface([Lines(text, [0] * len(text), lang) for text, lang in pairs])
    each = [alone(text, lang) for text, lang in pairs]
    assert_same_tables(together, each)
    if any(lines.any() for lines in left):
        cut = [seen.only(lines) for seen, lines in zip(each, left, strict=True) if lines.any()]
        assert_same_tables(together.only(np.concatenate(left)), cut)


def assert_same_tables(together: Surface, each: Sequence[Surface]) -> None:
    """Hold the tables of texts that were read together against those of each text."""
    tables = zip(*map(looked, each), strict=True)
    for of_all, of_each in zip(looked(together), tables, strict=True):
        assert np.array_equal(of_all, np.concatenate(of_each, axis=1))


def test_the_shipped_weights_fit_the_columns() -> None:
    """No tree asks for a column that a table does not have, and each table has the named columns."""
    first, later = shipped()
    table, full_table = looked(alone(["Share", "The ferry sailed on Friday."]))
    assert max(first.columns) < len(table)
    assert later
    assert all(max(look.columns) < len(full_table) for look in later)
    assert (len(table), len(full_table)) == (len(FIRST_LOOK), len(SECOND_LOOK))
    assert len(SURFACE) < len(FIRST_LOOK) < len(SECOND_LOOK)


def test_the_shipped_weights_state_the_columns_of_the_code() -> None:
    """The file of weights names the columns that the trees were trained on: those of the tables, in
    their order, each name once."""
    stated = json.loads(WEIGHTS.read_text("utf-8"))["columns"]
    assert tuple(stated["first"]) == FIRST_LOOK
    assert (*stated["first"], *stated["later"]) == SECOND_LOOK
    assert len(set(SECOND_LOOK)) == len(SECOND_LOOK)
    assert len(set(SIGNALS)) == len(SIGNALS)


@pytest.mark.parametrize("look", ["first", "later"])
def test_weights_of_other_columns_are_refused(look: str) -> None:
    """A column that is added, moved or taken away keeps the weights from being loaded, and the error
    says where the columns differ."""
    encoded = json.loads(WEIGHTS.read_text("utf-8"))
    columns = encoded["columns"][look]
    for others in (["new", *columns], [columns[1], columns[0], *columns[2:]], columns[:-1]):
        encoded["columns"][look] = others
        with pytest.raises(ValueError, match=r"trained on other columns – .*, column \d+"):
            weights(json.dumps(encoded).encode())


class Trained:
    """Stands for a trained model: saves one tree of one question as CatBoost does."""

    def save_model(self, path: str, format: str) -> None:  # noqa: A002 - CatBoost's name
        """Write the file that `tools/train_lines.py` reads a model from."""
        assert format == "json"
        tree = {
            "splits": [{"float_feature_index": COLUMN["prose"], "border": 0.5}],
            "leaf_values": [-2.0, 2.0],
        }
        saved = {"oblivious_trees": [tree], "scale_and_bias": [1, [0.25]]}
        Path(path).write_text(json.dumps(saved), "utf-8")


def test_what_the_training_writes_is_read_back() -> None:
    """The file that `tools/train_lines.py` writes has the columns and trees that are loaded."""
    member = train_lines.Member(Trained(), Trained())
    first, later = weights(train_lines.written([member, member]).encode())
    assert len(later) == 2
    for forest in (first, *later):
        assert (forest.columns.tolist(), forest.bias) == ([COLUMN["prose"]], 0.25)
        assert forest.leaves.tolist() == [-2.0, 2.0]


def test_every_column_is_written() -> None:
    """No column of a table is left as it was in memory: two tables of one text are equal, and hold
    no number that is not one."""
    seen = alone([*LINES, *LINES[:9]])
    for one, other in zip(looked(seen), looked(seen), strict=True):
        assert np.array_equal(one, other)
        assert np.isfinite(one).all()


def test_every_class_has_words_and_no_two_words_have_one_number() -> None:
    """The tables are complete and their numbers sorted and unique, as look-ups need them."""
    listed = vocabulary()
    assert set(listed.mark.tolist()) == set(range(len(CLASSES) + 1))
    assert np.all(np.diff(listed.words.keys.astype(object)) > 0)
    assert np.all(np.diff(listed.pairs.keys.astype(object)) > 0)


@given(st.lists(st.text(st.characters(), max_size=20), min_size=1, max_size=5))
@settings(deadline=None, derandomize=True, max_examples=40)
def test_digests_are_one_a_line(texts: list[str]) -> None:
    """There is a digest for each line, equal for lines that differ only in case and signs."""
    digests = line_digests(texts)
    assert len(digests) == len(texts)
    assert line_digests([f"{text}!" for text in texts]) == digests


def test_buckets_are_coarse_and_rise() -> None:
    """Few counts change bucket when one article is added."""
    buckets = [bucket(count) for count in range(50)]
    assert buckets == sorted(buckets)
    assert len(set(buckets)) == 5
