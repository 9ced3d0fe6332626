"""The Python interface: its page's examples give what they show, and importing it costs nothing."""

import doctest
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newsgen
from newsgen import api

ROOT = Path(__file__).resolve().parents[2]
HARBOUR = ROOT / "tests/commands/cases/harbour"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder in which `archive/` holds four articles and an empty configuration."""
    shutil.copytree(HARBOUR, tmp_path / "archive/seeds")
    (tmp_path / "archive/newsgen.toml").touch()
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("folder")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_examples_of_the_page_hold():
    """Each of them, in order."""
    result = doctest.testfile(str(ROOT / "docs/api.md"), module_relative=False)
    assert result.attempted > 15
    assert result.failed == 0


def test_the_package_offers_what_the_interface_defines():
    """The same names, each documented on the page."""
    assert set(newsgen.__all__) == {*api.__all__, "__version__"}
    page = (ROOT / "docs/api.md").read_text("utf-8")
    for name in api.__all__:
        assert getattr(newsgen, name) is getattr(api, name)
        assert name in page


def test_an_unknown_name_is_an_attribute_error():
    """As of any module."""
    with pytest.raises(AttributeError, match="no attribute"):
        newsgen.nonesuch  # noqa: B018


def test_importing_the_package_loads_nothing_else():
    """`newsgen --version` and a plug-in that asks for the version do not wait for numpy."""
    code = (
        "import sys, newsgen; print([name for name in sys.modules if name.startswith('newsgen.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['newsgen.version']"
