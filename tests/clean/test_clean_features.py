"""The surface of lines and the trees that read it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.clean.context import second_look, surroundings
from newsgen.clean.features import COLUMN, COLUMNS, surface
from newsgen.clean.forest import chances, shipped
from newsgen.clean.repeats import bucket, line_digests
from newsgen.clean.vocabulary import CLASSES, vocabulary


def column(name: str, *texts: str) -> list[float]:
    return [round(float(value), 3) for value in surface(texts, [0] * len(texts), "en").table[COLUMN[name]]]


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
    assert surface(["停航十二年的老渡口"], [0], "zh").length[0] > 4


def test_a_subset_of_a_surface_is_the_surface_of_the_subset() -> None:
    """What is known of a line by itself does not change when other lines are cut."""
    texts = ["Home", "The ferry sailed on Friday, the harbour master said.", "Share", "The ferry was late, as every Friday in spring."]
    left = np.array([False, True, False, True])
    part, alone = surface(texts, [0] * 4, "en").only(left), surface([texts[1], texts[3]], [0] * 2, "en")
    assert np.allclose(surroundings(part), surroundings(alone))


def test_the_shipped_weights_fit_the_columns() -> None:
    """No tree asks for a column that there is not."""
    seen = surface(["Share", "The ferry sailed on Friday."], [0, 0], "en")
    first, second = shipped()
    rows = surroundings(seen)
    more = second_look(seen, rows, chances(first, rows))
    assert max(first.columns) < len(rows)
    assert max(second.columns) < len(more)
    assert len(COLUMNS) < len(rows) < len(more)


def test_every_class_has_words_and_no_two_words_have_one_number() -> None:
    """The tables are complete and their numbers sorted and unique, as look-ups need them."""
    listed = vocabulary()
    assert set(listed.mark.tolist()) == set(range(len(CLASSES) + 1))
    assert np.all(np.diff(listed.keys.astype(object)) > 0)


@given(st.lists(st.text(st.characters(), max_size=20), min_size=1, max_size=5))
@settings(deadline=None, derandomize=True, max_examples=40)
def test_digests_are_one_a_line(texts: list[str]) -> None:
    """There is a digest for each line, equal for lines that differ only in case and signs."""
    found = line_digests(texts)
    assert len(found) == len(texts)
    assert line_digests([f"{text}!" for text in texts]) == found


def test_buckets_are_coarse_and_rise() -> None:
    """Few counts change bucket when one article is added."""
    found = [bucket(count) for count in range(50)]
    assert found == sorted(found)
    assert len(set(found)) == 5
