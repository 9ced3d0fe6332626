"""A small archive of invented articles to run commands on."""

import shutil
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def archive(tmp_path):
    """A site with a configuration and the articles of the case `harbour`."""
    shutil.copytree(CASES / "harbour", tmp_path / "archive/seeds")
    (tmp_path / "archive/newsgen.toml").write_text(
        'title = "Harbour archive"\nbase_url = "https://example.org/"\n', encoding="utf-8"
    )
    return tmp_path / "archive"
