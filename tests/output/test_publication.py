"""Publication: only changed files are written, only files of newsgen are touched.

A publication that was killed is finished by the next build.
"""

import contextlib
import json
from pathlib import Path

import pytest

from newsgen.errors import NewsgenError


def test_a_second_publication_writes_nothing(archive):
    """Files with equal bytes are left as they are, their times too."""
    assert archive.publish({"index.html": "a", "x/y.html": "b"}) == (3, 0)
    times = {path: path.stat().st_mtime_ns for path in archive.site.rglob("*")}
    assert archive.publish({"index.html": "a", "x/y.html": "b"}) == (0, 0)
    assert times == {path: path.stat().st_mtime_ns for path in archive.site.rglob("*")}


def test_a_page_that_is_no_longer_planned_is_removed_with_its_empty_folder(archive):
    """The manifest says which files were planned before."""
    archive.publish({"index.html": "a", "x/y/z.html": "b"})
    assert archive.publish({"index.html": "c"}) == (2, 1)
    assert sorted(archive.files()) == ["index.html", "manifest.json"]
    assert not (archive.site / "x").exists()


def test_a_foreign_file_is_never_deleted(archive):
    """A file in the site that newsgen did not make outlives every build."""
    archive.publish({"index.html": "a", "x/y.html": "b"})
    (archive.site / "x/notes.txt").write_text("mine", encoding="utf-8")
    archive.publish({"index.html": "a"})
    assert (archive.site / "x/notes.txt").read_text("utf-8") == "mine"


def test_a_foreign_file_is_never_overwritten(archive):
    """Such a file stops the publication, and the site stays as it is."""
    archive.publish({"index.html": "a"})
    (archive.site / "new.html").write_text("mine", encoding="utf-8")
    with pytest.raises(NewsgenError, match="did not make"):
        archive.publish({"index.html": "b", "new.html": "c"})
    assert archive.files()["index.html"] == "a"


def test_a_build_killed_while_publishing_is_finished(archive):
    """The next build carries out the journal, whatever part of it was carried out already."""
    archive.publish({"index.html": "old", "gone.html": "x", "a.html": "old"})
    site, cache = archive.site, archive.cache
    (cache / "staging").mkdir()
    (cache / "staging/index.html").write_text("new", encoding="utf-8")
    moves = ["a.html", "index.html"]
    journal = {"site": str(site.resolve()), "moves": moves, "removals": ["gone.html"]}
    (cache / "journal.json").write_text(json.dumps(journal), encoding="utf-8")
    (site / "a.html").write_text("new", encoding="utf-8")  # moved before the kill
    assert archive.finish_interrupted()
    files = archive.files()
    assert (files["index.html"], files["a.html"], "gone.html" in files) == ("new", "new", False)
    assert not archive.finish_interrupted()


OLD = {"index.html": "old", "gone/far.html": "x", "a.html": "old", "same.html": "same"}
NEW = {"a.html": "new", "b/c.html": "new", "same.html": "same", "index.html": "new"}


@pytest.mark.parametrize("survived", range(7))
def test_a_kill_at_any_move_leaves_whole_pages_and_is_finished(
    archive, tmp_path, monkeypatch, survived
):
    """Killed after any number of moves and removals, a publication leaves old and new pages only.

    The next build completes the new site.
    """
    archive.publish(OLD)
    left = [survived]

    class Killed(BaseException):
        """An exception that no handler of the program catches."""

    def counted(act):
        """The act, which kills the build once `survived` acts on files of the site are done."""

        def acting(path, *others, **options):
            paths = [path, *map(Path, others)]
            if any(archive.site in path.parents for path in paths):
                if not left[0]:
                    raise Killed
                left[0] -= 1
            return act(path, *others, **options)

        return acting

    with monkeypatch.context() as patch, contextlib.suppress(Killed):
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        archive.publish(NEW)
    pages = archive.files()
    del pages["manifest.json"]
    assert all(text in {OLD.get(path), NEW.get(path)} for path, text in pages.items())
    acts = 5  # three moves and the manifest, one removal
    assert archive.finish_interrupted() == (survived < acts)
    expected = type(archive)(tmp_path / "expected")
    expected.publish(NEW)
    assert archive.files() == expected.files()


def test_a_build_killed_before_publishing_leaves_the_site(archive):
    """Staged pages without a journal are discarded."""
    archive.publish({"index.html": "old"})
    archive.stage("index.html", "new")
    assert not archive.finish_interrupted()
    assert not (archive.cache / "staging").exists()
    assert archive.files()["index.html"] == "old"
