"""Runs are read as cases/runs.toml says; any text can be read."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.enrich.recognition.capitalised import RUN
from newsgen.enrich.recognition.name_parts import read

RUNS = tomllib.loads((Path(__file__).parent / "cases/runs.toml").read_text("utf-8"))["run"]


@pytest.mark.parametrize("run", RUNS, ids=[run["text"] for run in RUNS])
def test_a_run_is_read_as_its_parts(run):
    """Each part has the kind and the name that the case states, and a star where a title stood
    before it."""
    parts = read(run["text"], initial=run.get("initial", False))
    assert [f"{part.kind}{'*' if part.titled else ''} {part.name}" for part in parts] == run[
        "parts"
    ]


@given(st.text(alphabet="ABCabc é.'’-,&0\n", max_size=80), st.booleans())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_can_be_read(text, initial):
    """No run raises, and every part of it has a name that begins with no space."""
    for match in RUN.finditer(text):
        assert all(part.name.strip() == part.name != "" for part in read(match[0], initial=initial))
