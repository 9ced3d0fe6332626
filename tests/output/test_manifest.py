"""The manifest proves which files newsgen made, and that a folder is a site of newsgen."""

import pytest

from newsgen import output
from newsgen.errors import UsageError


def test_the_manifest_names_every_page_with_its_digest(archive):
    """So anyone can verify the site."""
    archive.publish({"index.html": "a"})
    assert output.manifest(archive.site) == {
        "index.html": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    }


def test_a_site_that_is_not_there_has_no_files(archive):
    """Nor has an empty folder."""
    assert output.manifest(archive.site) == {}
    archive.site.mkdir()
    assert output.manifest(archive.site) == {}


def test_a_foreign_folder_is_refused(archive):
    """A folder with files and no manifest is not a site made by newsgen."""
    archive.site.mkdir()
    (archive.site / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(UsageError, match="not an empty folder"):
        output.manifest(archive.site)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"files": 5', '{"name": "an app"}'])
def test_a_manifest_of_something_else_is_refused(archive, text):
    """Web applications have a manifest.json too: what it lists is no proof."""
    archive.site.mkdir()
    (archive.site / output.MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="not a manifest of newsgen"):
        output.manifest(archive.site)


def test_a_manifest_is_sorted_by_path(archive):
    """Whatever the order of publication, the manifest has the same bytes."""
    pages = {path: archive.stage(path, path) for path in ("b.html", "a/ü.html", "a.html")}
    text = output.manifest_text(pages)
    assert text == output.manifest_text(dict(reversed(pages.items())))
    assert [line.split(b":")[0] for line in text.splitlines() if b"html" in line] == [
        b'"a.html"',
        b'"a/\\u00fc.html"',
        b'"b.html"',
    ]
