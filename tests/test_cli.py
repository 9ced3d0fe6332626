"""The command line: usage errors, help, and the ways to run it."""

import subprocess
import sys

import pytest

from newsgen import __version__
from newsgen.cli import main


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "required"),
        (["biuld"], "build"),
        (["build", "--jobs", "none"], "whole number"),
        (["build", "--set", "title"], "KEY=VALUE"),
        (["build", "--set", "titel=x"], "did you mean 'title'"),
        (["build", "--set", "plan.page_sise=5"], "plan.page_sise"),
        (["build", "-b", "example.org"], "begins with https://"),
        (["export"], "-o"),
        (["build", "nowhere"], "nowhere"),
    ],
)
def test_a_wrong_command_line_exits_with_2(arguments, says, capsys, tmp_path, monkeypatch):
    """The message says what is wrong."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert says in capsys.readouterr().err


def test_an_environment_variable_sets_a_key(tmp_path, monkeypatch, capsys):
    """`NEWSGEN_PLAN__PAGE_SIZE` is `plan.page_size`; a wrong value is refused like the file's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSGEN_PLAN__PAGE_SIZE", "many")
    assert main(["build"]) == 2
    assert "page_size" in capsys.readouterr().err


def test_the_module_runs_as_the_program_does():
    """`python -m newsgen --version`."""
    done = subprocess.run([sys.executable, "-m", "newsgen", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"newsgen {__version__}"


def test_an_ad_hoc_build_of_the_current_folder_works(tmp_path, monkeypatch, capsys):
    """`newsgen build .` in a folder of text; a second time nothing is written, and the site is no input."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(
        "Night ferry to run from May\n\nThe night ferry will run from May, the harbour office said.\n", encoding="utf-8"
    )
    assert main(["build", "."]) == 0
    assert (tmp_path / "site/index.html").is_file()
    capsys.readouterr()
    assert main(["build", "."]) == 0
    assert "1 article read" in (said := capsys.readouterr().out)
    assert "0 written" in said
