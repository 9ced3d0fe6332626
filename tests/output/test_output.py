"""Publication: only changed files are written, only files of newsgen are touched.

A publication that was killed is finished by the next build.
"""

import contextlib
import json
from pathlib import Path

import pytest

from newsgen import output
from newsgen.errors import NewsgenError, UsageError


def publish(tmp_path, pages, before=None):
    """Stage and publish pages (path → text), as a build does; how many were written, removed."""
    site, cache = tmp_path / "site", tmp_path / ".newsgen"
    cache.mkdir(exist_ok=True)
    published = output.manifest(site) if before is None else before
    written = {
        path: output.stage(str(site), str(cache), path, text.encode())
        for path, text in pages.items()
    }
    return output.publish(site, cache, published, written)


def tree(folder):
    """The files below a folder: path → text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_second_publication_writes_nothing(tmp_path):
    """Files with equal bytes are left as they are, their times too."""
    assert publish(tmp_path, {"index.html": "a", "x/y.html": "b"}) == (3, 0)
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    assert publish(tmp_path, {"index.html": "a", "x/y.html": "b"}) == (0, 0)
    assert times == {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}


def test_a_page_that_is_no_longer_planned_is_removed_with_its_empty_folder(tmp_path):
    """The manifest says which files were planned before."""
    publish(tmp_path, {"index.html": "a", "x/y/z.html": "b"})
    assert publish(tmp_path, {"index.html": "c"}) == (2, 1)
    assert sorted(tree(tmp_path / "site")) == ["index.html", "manifest.json"]
    assert not (tmp_path / "site/x").exists()


def test_a_foreign_file_is_never_deleted(tmp_path):
    """A file in the site that newsgen did not make outlives every build."""
    publish(tmp_path, {"index.html": "a", "x/y.html": "b"})
    (tmp_path / "site/x/notes.txt").write_text("mine", encoding="utf-8")
    publish(tmp_path, {"index.html": "a"})
    assert (tmp_path / "site/x/notes.txt").read_text("utf-8") == "mine"


def test_a_foreign_file_is_never_overwritten(tmp_path):
    """Such a file stops the publication, and the site stays as it is."""
    publish(tmp_path, {"index.html": "a"})
    (tmp_path / "site/new.html").write_text("mine", encoding="utf-8")
    with pytest.raises(NewsgenError, match="did not make"):
        publish(tmp_path, {"index.html": "b", "new.html": "c"})
    assert tree(tmp_path / "site")["index.html"] == "a"


def test_a_foreign_folder_is_refused(tmp_path):
    """A folder with files and no manifest is not a site made by newsgen."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(UsageError, match="not an empty folder"):
        output.manifest(tmp_path / "site")


@pytest.mark.parametrize("place", ["/", "~", ".", "..", "seeds"])
def test_dangerous_destinations_are_refused(tmp_path, place):
    """A site never lies in a root, the home folder, the source, its parents, the articles' folder."""
    source = tmp_path / "a/b"
    (source / "seeds").mkdir(parents=True)
    site = {
        "/": Path("/"),
        "~": Path.home(),
        ".": source,
        "..": source.parent,
        "seeds": source / "seeds",
    }[place]
    with pytest.raises(UsageError, match="choose"):
        output.check_destination(site, source, [source / "seeds"])


def test_a_build_killed_while_publishing_is_finished(tmp_path):
    """The next build carries out the journal, whatever part of it was carried out already."""
    publish(tmp_path, {"index.html": "old", "gone.html": "x", "a.html": "old"})
    site, cache = tmp_path / "site", tmp_path / ".newsgen"
    (cache / "staging").mkdir()
    (cache / "staging/index.html").write_text("new", encoding="utf-8")
    (cache / "journal.json").write_text(
        json.dumps(
            {
                "site": str(site.resolve()),
                "moves": ["a.html", "index.html"],
                "removals": ["gone.html"],
            }
        ),
        encoding="utf-8",
    )
    (site / "a.html").write_text("new", encoding="utf-8")  # moved before the kill
    assert output.finish_interrupted(site, cache)
    files = tree(site)
    assert (files["index.html"], files["a.html"], "gone.html" in files) == ("new", "new", False)
    assert not output.finish_interrupted(site, cache)


OLD = {"index.html": "old", "gone/far.html": "x", "a.html": "old", "same.html": "same"}
NEW = {"a.html": "new", "b/c.html": "new", "same.html": "same", "index.html": "new"}


@pytest.mark.parametrize("survived", range(7))
def test_a_kill_at_any_move_leaves_whole_pages_and_is_finished(tmp_path, monkeypatch, survived):
    """Killed after any number of moves and removals, a publication leaves old and new pages only.

    The next build completes the new site.
    """
    publish(tmp_path, OLD)
    site, cache = tmp_path / "site", tmp_path / ".newsgen"
    left = [survived]

    class Killed(BaseException):
        """An exception that no handler of the program catches."""

    def counted(act):
        """The act, which kills the build once `survived` acts on files of the site are done."""

        def acting(path, *others, **options):
            paths = [path, *map(Path, others)]
            if any(site in path.parents for path in paths):
                if not left[0]:
                    raise Killed
                left[0] -= 1
            return act(path, *others, **options)

        return acting

    with monkeypatch.context() as patch, contextlib.suppress(Killed):
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        publish(tmp_path, NEW)
    pages = tree(site)
    del pages["manifest.json"]
    assert all(text in {OLD.get(path), NEW.get(path)} for path, text in pages.items())
    acts = 5  # three moves and the manifest, one removal
    assert output.finish_interrupted(site, cache) == (survived < acts)
    expected = tmp_path / "expected"
    expected.mkdir()
    publish(expected, NEW)
    assert tree(site) == tree(expected / "site")


def test_a_build_killed_before_publishing_leaves_the_site(tmp_path):
    """Staged pages without a journal are discarded."""
    publish(tmp_path, {"index.html": "old"})
    output.stage(str(tmp_path / "site"), str(tmp_path / ".newsgen"), "index.html", b"new")
    assert not output.finish_interrupted(tmp_path / "site", tmp_path / ".newsgen")
    assert not (tmp_path / ".newsgen/staging").exists()
    assert tree(tmp_path / "site")["index.html"] == "old"


def test_the_manifest_names_every_page_with_its_digest(tmp_path):
    """So anyone can verify the site."""
    publish(tmp_path, {"index.html": "a"})
    assert output.manifest(tmp_path / "site") == {
        "index.html": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    }
