"""The language of a text: by script, by frequent words, by the identifier, or not at all."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.clean.fields.language import _frequent, _languages, language
from newsgen.text.tables import rows

CASES = tomllib.loads((Path(__file__).parent / "cases/languages.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:20] for case in CASES])
def test_language(case: dict[str, Any]) -> None:
    """A sentence or two are enough to tell a language of the news; the score of a match is not."""
    guess = language(case["text"])
    assert guess.lang == case["lang"]
    assert guess.rule == case.get("rule", guess.rule)
    assert guess.rule


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(max_size=300))
def test_any_text_has_a_language_or_a_reason(text: str) -> None:
    """Whatever the text, there is a code with a confidence, or none with a reason."""
    guess = language(text)
    assert 0 <= guess.confidence <= 1
    assert bool(guess.lang) == (guess.confidence > 0)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(st.sampled_from(sorted(_frequent())), max_size=500))
def test_hits_are_summed_for_each_language(words: list[str]) -> None:
    """The hits of all languages, summed up as one number, are for each language those of the words in
    its row of the table."""
    listed = {
        line.partition("\t")[0]: set(line.partition("\t")[2].split())
        for line in rows("newsgen.clean", "stopwords.tsv")
    }
    total = sum(map(_frequent().__getitem__, words))
    hits = {lang: total >> 16 * at & 0xFFFF for at, lang in enumerate(_languages())}
    assert hits == {lang: sum(word in row for word in words) for lang, row in listed.items()}
