"""A rendered page is staged only if the published one differs."""

import hashlib

from newsgen import output


def test_a_changed_page_is_staged(archive):
    """Its folder is made, and the site stays as it is until the publication."""
    written = archive.stage("2021/05/a.html", "new")
    staged = archive.cache / output.STAGING / "2021/05/a.html"
    assert staged.read_text("utf-8") == "new"
    assert written == output.Written(
        path="2021/05/a.html",
        digest=hashlib.sha256(b"new").hexdigest(),
        size=3,
        modified=staged.stat().st_mtime_ns,
        changed=True,
    )
    assert not archive.site.exists()


def test_an_equal_page_is_not_staged(archive):
    """The published file counts, with its own time of change."""
    archive.publish({"a.html": "same"})
    written = archive.stage("a.html", "same")
    assert not written.changed
    assert written.modified == (archive.site / "a.html").stat().st_mtime_ns
    assert not (archive.cache / output.STAGING).exists()


def test_a_page_of_equal_size_may_differ(archive):
    """The bytes are compared, not only their number."""
    archive.publish({"a.html": "one"})
    assert archive.stage("a.html", "two").changed


def test_publication_keeps_the_time_of_the_staged_file(archive):
    """So the next build knows the published file again without reading it."""
    written = archive.stage("a.html", "new")
    output.publish(archive.site, archive.cache, {}, {"a.html": written})
    assert (archive.site / "a.html").stat().st_mtime_ns == written.modified


def test_without_a_site_every_page_is_staged(archive):
    """A build to another place does not look at the published site."""
    archive.publish({"a.html": "same"})
    assert output.stage("", str(archive.cache), "a.html", b"same").changed
