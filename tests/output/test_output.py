"""The published tree: only what changed is written, only what is ours is touched, and a killed build is finished by the next."""

import contextlib
import json
from pathlib import Path

import pytest
from tree import contents

from newsgen import output
from newsgen.errors import NewsgenError, UsageError


def publish(tmp_path, pages, before=None):
    site, cache = tmp_path / "site", tmp_path / ".newsgen"
    cache.mkdir(exist_ok=True)
    known = output.manifest(site) if before is None else before
    written = {
        path: output.staged(str(site), str(cache), path, text.encode())
        for path, text in pages.items()
    }
    return output.published(site, cache, known, written)


def tree(folder):
    return {path: data.decode() for path, data in contents(folder).items()}


def test_a_second_publication_writes_nothing(tmp_path):
    """Equal bytes are left as they are, times and all."""
    assert publish(tmp_path, {"index.html": "a", "x/y.html": "b"}) == (3, 0)
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    assert publish(tmp_path, {"index.html": "a", "x/y.html": "b"}) == (0, 0)
    assert times == {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}


def test_what_is_planned_no_longer_goes_with_its_empty_folder(tmp_path):
    """Pruning follows the manifest."""
    publish(tmp_path, {"index.html": "a", "x/y/z.html": "b"})
    assert publish(tmp_path, {"index.html": "c"}) == (2, 1)
    assert sorted(tree(tmp_path / "site")) == ["index.html", "manifest.json"]
    assert not (tmp_path / "site/x").exists()


def test_a_file_that_is_not_ours_is_never_deleted(tmp_path):
    """A stranger's file in the site outlives every build."""
    publish(tmp_path, {"index.html": "a", "x/y.html": "b"})
    (tmp_path / "site/x/notes.txt").write_text("mine", encoding="utf-8")
    publish(tmp_path, {"index.html": "a"})
    assert (tmp_path / "site/x/notes.txt").read_text("utf-8") == "mine"


def test_a_file_that_is_not_ours_is_never_overwritten(tmp_path):
    """It stops the publication, and the site stays."""
    publish(tmp_path, {"index.html": "a"})
    (tmp_path / "site/new.html").write_text("mine", encoding="utf-8")
    with pytest.raises(NewsgenError, match="did not make"):
        publish(tmp_path, {"index.html": "b", "new.html": "c"})
    assert tree(tmp_path / "site")["index.html"] == "a"


def test_a_folder_of_somebody_else_is_refused(tmp_path):
    """A folder with files and no manifest is no site of ours."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(UsageError, match="not an empty folder"):
        output.manifest(tmp_path / "site")


@pytest.mark.parametrize("place", ["/", "~", ".", "..", "seeds"])
def test_dangerous_destinations_are_refused(tmp_path, place):
    """A root, the home folder, the source, its parents and the articles' folder are no place for a site."""
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
        output.safe_destination(site, source, [source / "seeds"])


def test_a_build_killed_while_publishing_is_finished(tmp_path):
    """What the journal says is done by the next build, whatever was done already."""
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
    assert output.recovered(site, cache)
    found = tree(site)
    assert (found["index.html"], found["a.html"], "gone.html" in found) == ("new", "new", False)
    assert not output.recovered(site, cache)


OLD = {"index.html": "old", "gone/far.html": "x", "a.html": "old", "same.html": "same"}
NEW = {"a.html": "new", "b/c.html": "new", "same.html": "same", "index.html": "new"}


@pytest.mark.parametrize("survived", range(7))
def test_a_kill_at_any_move_leaves_whole_pages_and_is_finished(tmp_path, monkeypatch, survived):
    """Killed after any number of moves and removals, every page is the old one or the new one, and the next build completes the new site."""
    publish(tmp_path, OLD)
    site, cache = tmp_path / "site", tmp_path / ".newsgen"
    left = [survived]

    class Killed(BaseException):
        """What no handler of the program catches."""

    def counted(act):
        def acting(path, *rest, **options):
            if site in path.parents or any(site in Path(other).parents for other in rest):
                if not left[0]:
                    raise Killed
                left[0] -= 1
            return act(path, *rest, **options)

        return acting

    with monkeypatch.context() as patch, contextlib.suppress(Killed):
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        publish(tmp_path, NEW)
    found = tree(site)
    assert all(
        text in {OLD.get(path), NEW.get(path)}
        for path, text in found.items()
        if path != "manifest.json"
    )
    assert output.recovered(site, cache) == (
        survived < 5
    )  # three moves and the manifest, one removal
    expected = tmp_path / "expected"
    expected.mkdir()
    publish(expected, NEW)
    assert tree(site) == tree(expected / "site")


def test_a_build_killed_before_publishing_leaves_the_site(tmp_path):
    """Staged pages without a journal are forgotten."""
    publish(tmp_path, {"index.html": "old"})
    output.staged(str(tmp_path / "site"), str(tmp_path / ".newsgen"), "index.html", b"new")
    assert not output.recovered(tmp_path / "site", tmp_path / ".newsgen")
    assert not (tmp_path / ".newsgen/staging").exists()
    assert tree(tmp_path / "site")["index.html"] == "old"


def test_the_manifest_names_every_page_with_its_digest(tmp_path):
    """Anyone can verify the site."""
    publish(tmp_path, {"index.html": "a"})
    assert output.manifest(tmp_path / "site") == {
        "index.html": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    }
