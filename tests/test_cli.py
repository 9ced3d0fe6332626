"""The command line: usage errors, help, and the ways to run it."""

import subprocess
import sys
from pathlib import Path

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
    done = subprocess.run(
        [sys.executable, "-m", "newsgen", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"newsgen {__version__}"


def test_an_ad_hoc_build_of_the_current_folder_works(tmp_path, monkeypatch, capsys):
    """`newsgen build .` in a folder of text; a second time nothing is written, and the site is no input."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(
        "Night ferry to run from May\n\nThe night ferry will run from May, the harbour office said.\n",
        encoding="utf-8",
    )
    assert main(["build", "."]) == 0
    assert (tmp_path / "site/index.html").is_file()
    capsys.readouterr()
    assert main(["build", "."]) == 0
    summary = capsys.readouterr().out
    assert "1 article read" in summary
    assert "0 written" in summary


def program(*arguments, **options):
    """Run newsgen as a program of its own; its exit code and what it printed."""
    return subprocess.run(
        [sys.executable, "-m", "newsgen", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def test_the_program_ends_with_its_code_and_all_it_said(tmp_path):
    """The last line comes through a pipe, and the code is that of `main`.

    The program ends without interpreter teardown, which would flush the output.
    """
    (tmp_path / "seeds").mkdir()
    for number in range(40):
        (tmp_path / f"seeds/{number}.txt").write_text(
            f"Mill {number} shut\n" + f"The mill of weir {number} was shut for good. " * 90, "utf-8"
        )
    done = program("export", "-s", tmp_path, "-o", "-")
    assert len(done.stdout.splitlines()) == 40
    assert done.stdout.endswith("}\n")
    assert program("build", "-s", tmp_path, "--limit", 0).returncode == 2
    (tmp_path / "seeds/empty.txt").touch()
    assert program("build", "-s", tmp_path, "--strict").returncode == 3


def test_what_was_printed_before_a_failure_is_not_lost():
    """An export that ends with an error has printed what it had, also into a pipe."""
    code = "import newsgen.cli as cli; cli.main = lambda: print('a record', end='') or 1; cli.run()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "a record")


def test_a_reader_that_goes_away_is_no_failure(tmp_path):
    """`| head` ends the program without a message."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("The mill was shut.\n" * 9000, "utf-8")
    pipe = f"{sys.executable} -m newsgen export -q -s {tmp_path} -o - 2>&1 | head -c 1"
    done = subprocess.run(
        ["/bin/bash", "-c", f"set -o pipefail; {pipe}"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "{")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_summary_that_cannot_be_printed_is_a_failure(tmp_path):
    """The exit code is 1, and there is a message but no traceback."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("Mill shut\nThe mill was shut.\n", "utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newsgen", "build", "-s", tmp_path],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("newsgen: ")
    assert "Traceback" not in done.stderr
