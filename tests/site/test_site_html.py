"""Whole sites, through the Nu HTML checker: every page valid, without a warning."""

import subprocess

import pytest


def messages(vnu, root):
    """What the checker says of the pages of a folder, a line each."""
    options = ("--Werror", "--format", "gnu", "--skip-non-html")
    result = subprocess.run(
        [*vnu, *options, str(root)], capture_output=True, text=True, check=False
    )
    return result.stderr.splitlines()


@pytest.mark.java
def test_every_page_is_valid(root, vnu):
    """The Nu HTML checker has nothing to say, warnings included."""
    assert messages(vnu, root) == []


@pytest.mark.java
def test_the_checker_finds_a_planted_fault(tmp_path, vnu):
    """The checker's silence counts: it sees an id used twice."""
    (tmp_path / "a.html").write_text(
        '<!doctype html><html lang="en"><title>a</title><p id="x">a<p id="x">b'
    )
    assert any("Duplicate ID" in line for line in messages(vnu, tmp_path))
