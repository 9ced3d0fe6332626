"""What the documents say is true: commands exist, links lead somewhere, generated parts are fresh."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import check
import pytest
import reference

from newsgen.cli import parser

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


def first_block(heading: str) -> list[str]:
    """The lines of the first fenced block below a heading of the README."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return section.split("```")[1].splitlines()[1:]


@pytest.mark.parametrize("heading", ["Quick start", "Test"])
def test_the_first_command_is_one_line_that_needs_only_python(heading):
    """The first block under the heading is one line; any Python 3 runs the script it names."""
    (line,) = first_block(heading)
    program, script, *_ = line.split()
    assert program == "python3"
    assert (ROOT / script).is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_the_documents_lead_to_files_of_the_repository(page):
    """Every relative link and picture of a document names a file that is there."""
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_commands_that_the_documents_name_exist():
    """`newsgen VERB` in a document is a verb of the command line."""
    named = {
        verb for page in PAGES for verb in re.findall(r"`newsgen ([a-z]+)", page.read_text("utf-8"))
    }
    assert named
    assert named <= set(reference.verbs(parser()))


def test_make_targets_that_the_readme_names_exist():
    """The short names that the README lists are the targets of the Makefile."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    listed = re.search(r"`make` has short names: ([^.]+)", README)
    assert listed
    assert re.findall(r"`([a-z]+)`", listed[1]) == targets


@pytest.mark.parametrize("name", check.GENERATED)
def test_generated_documents_are_fresh(name):
    """What cog generates from the program is what stands in the document (`make docs` writes it anew)."""
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "-I", "tools", name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_site_of_the_repository_has_a_base_address():
    """The repository's own newsgen.toml gives an address for feeds, sitemap and canonical links."""
    assert (
        tomllib.loads((ROOT / "newsgen.toml").read_text("utf-8"))["base_url"]
        == "https://example.org/"
    )
