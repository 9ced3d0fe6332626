"""A site is never written to a place where files of the archivist could be lost."""

from pathlib import Path

import pytest

from newsgen import output
from newsgen.errors import UsageError


@pytest.fixture
def source(tmp_path):
    """A source folder with a folder of articles."""
    folder = tmp_path / "a/b"
    (folder / "seeds").mkdir(parents=True)
    return folder


@pytest.mark.parametrize("place", ["/", "~", ".", "..", "seeds"])
def test_dangerous_destinations_are_refused(source, place):
    """A site never lies in a root, the home folder, the source, its parents, the articles' folder."""
    site = {
        "/": Path("/"),
        "~": Path.home(),
        ".": source,
        "..": source.parent,
        "seeds": source / "seeds",
    }[place]
    with pytest.raises(UsageError, match="choose"):
        output.check_destination(site, source, [source / "seeds"])


def test_a_folder_that_holds_articles_is_refused(source, tmp_path):
    """Articles given by path may lie anywhere."""
    articles = tmp_path / "texts/2021"
    with pytest.raises(UsageError, match="the articles lie in it"):
        output.check_destination(tmp_path / "texts", source, [articles])


def test_a_file_is_no_destination(source):
    """A site is a folder."""
    (source / "site").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="a file stands there"):
        output.check_destination(source / "site", source, [source / "seeds"])


def test_a_folder_of_its_own_is_a_destination(source, tmp_path):
    """Inside the source folder or elsewhere, whether it exists or not."""
    output.check_destination(source / "site", source, [source / "seeds"])
    output.check_destination(tmp_path / "elsewhere/site", source, [source / "seeds"])
