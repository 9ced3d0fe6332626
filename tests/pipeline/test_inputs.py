"""Which files are read: all of a known kind below the articles' folder or the given paths, and never
newsgen's own."""

from pathlib import Path

import pytest

from newsgen.errors import UsageError
from newsgen.pipeline.inputs import files


def names(source, *paths, besides=()):
    return [file.name for file in files(source, paths, besides)[0]]


@pytest.fixture
def source(tmp_path):
    """A source root with articles, and with all that is no article."""
    for name in (
        "seeds/a.txt",
        "seeds/x/b.md",
        "seeds/.hidden.txt",
        "seeds/.git/c.txt",
        "newsgen.toml",
        "site/d.txt",
        "templates/e.md",
        "f.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


def test_names_are_relative_to_the_articles_folder(source):
    """However the folder, a part of it, or a file in it is given."""
    assert names(source) == ["a.txt", "x/b.md"]
    assert names(source, source / "seeds") == ["a.txt", "x/b.md"]
    assert names(source, source / "seeds/x") == ["x/b.md"]
    assert names(source, source / "seeds/x/b.md") == ["x/b.md"]


def test_paths_elsewhere_are_relative_to_themselves(source, tmp_path_factory):
    """A folder of texts anywhere."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "paper").mkdir()
    (elsewhere / "paper/g.txt").write_text("x", encoding="utf-8")
    assert names(source, elsewhere) == ["paper/g.txt"]
    assert names(source, elsewhere / "paper/g.txt") == ["g.txt"]


def test_what_newsgen_makes_and_keeps_is_no_input(source):
    """`newsgen build .` in the source root passes over site, templates, configuration and hidden
    files."""
    assert names(source, source, besides=[source / "site"]) == ["a.txt", "f.txt", "x/b.md"]


def test_a_file_given_twice_is_read_once(source):
    """A folder and a file in it."""
    assert names(source, source / "seeds", source / "seeds/a.txt") == ["a.txt", "x/b.md"]


def test_two_files_of_one_name_are_both_read(source, tmp_path_factory):
    """Nothing is lost where two given folders hold the same name."""
    elsewhere = tmp_path_factory.mktemp("other")
    (elsewhere / "a.txt").write_text("y", encoding="utf-8")
    found = names(source, source / "seeds", elsewhere)
    assert len(found) == 3
    assert len(set(found)) == 3


def test_a_loop_of_links_ends(source):
    """A folder that links to its own parent is entered once."""
    (source / "seeds/loop").symlink_to(source / "seeds")
    assert names(source) == ["a.txt", "x/b.md"]


def test_a_broken_link_is_left_to_the_reader(source):
    """It is listed, so that its loss is told."""
    (source / "seeds/gone.txt").symlink_to(source / "nowhere.txt")
    assert "gone.txt" in names(source)


def test_other_kinds_are_counted(source):
    """What no reader knows is named by its suffix."""
    (source / "seeds/p.png").write_bytes(b"x")
    (source / "seeds/q.png").write_bytes(b"x")
    (problem,) = files(source, (), ())[1]
    assert problem.level == "note"
    assert "2 files not read" in problem.message


def test_a_path_that_is_not_there_is_refused():
    """With what to do."""
    with pytest.raises(UsageError, match="check the path"):
        files(Path(), [Path("no/such/place")], ())
