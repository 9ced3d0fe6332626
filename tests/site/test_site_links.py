"""Whole sites without a browser: links, fragments, orphans, feeds, sizes, and what no page may hold."""

import gzip
import xml.etree.ElementTree as ET

import pytest
import tree
from tree import files, pages, seen

ATOM, MAPS = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_links_lead_somewhere(root):
    """Every link names a file of the site, and every fragment an element of it."""
    assert tree.broken(root) == []


def test_a_planted_broken_link_is_found(tmp_path):
    """The link checker sees a missing file, a missing fragment and a folder."""
    links = '<a href="b.html">1</a><a href="#y">2</a><a href="./">3</a><a href="#x">4</a>'
    (tmp_path / "a.html").write_text(f'<p id="x">{links}')
    assert len(tree.broken(tmp_path)) == 3


def test_pages_can_be_reached(root):
    """Every page is linked from another, so that a reader needs no search to find it."""
    assert tree.orphans(root) == []


def test_a_planted_orphan_is_found(tmp_path):
    """A page that only links to itself is an orphan."""
    (tmp_path / "index.html").write_text("<p>home")
    (tmp_path / "a.html").write_text('<a href="a.html">self</a>')
    assert tree.orphans(tmp_path) == ["a.html"]


def test_nothing_acts(root):
    """No page has a script, an inline style, an event handler or a form, so all can be sent with a
    strict policy."""
    assert {address: page.faults for address, page in pages(root).items() if page.faults} == {}


def test_nothing_is_fetched_from_elsewhere(root):
    """A page makes a browser fetch the stylesheet of the site and nothing else."""
    fetched = {link.rpartition("/")[2] for page in pages(root).values() for link in page.fetched}
    assert fetched == {"style.css"}
    assert not any(tree.outside(link) for page in pages(root).values() for link in page.fetched)


def test_links_are_relative_and_name_files(root):
    """Every link inside the site works from a folder: it is relative and leads to a file. Only the
    page for a missing address must know its root."""
    for address, page in pages(root).items():
        for link in page.links:
            path = link.partition("#")[0]
            assert tree.outside(link) or not path or path.rpartition("/")[2], (address, link)
            assert address == "404.html" or not link.startswith("/"), (address, link)


def test_addresses_are_safe_on_every_file_system(root):
    """Paths are lower-case ASCII, at most 120 characters, and differ also where case is ignored."""
    paths = list(files(root))
    assert all(path.isascii() and path == path.lower() and len(path) <= 120 for path in paths)
    assert len({path.lower() for path in paths}) == len(paths)


def text_of(element, path):
    """The text of a descendant that must be there."""
    text = element.findtext(path)
    assert text, path
    return text


def test_the_feed_is_an_atom_feed(root):
    """The feed is well-formed and has what Atom requires; each entry is dated and leads to a page
    of the site."""
    feed = ET.parse(root / "feed.atom").getroot()  # noqa: S314 – our own file
    assert all(text_of(feed, f"{ATOM}{name}") for name in ("id", "title", "updated"))
    base = text_of(feed, f"{ATOM}id").removesuffix("feed.atom")
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        assert all(
            text_of(entry, f"{ATOM}{name}") for name in ("id", "title", "updated", "summary")
        )
        address = text_of(entry, f"{ATOM}id").removeprefix(base)
        assert (root / address).is_file()
        assert not address.startswith("undated/")


def test_the_sitemaps_name_pages_of_the_site(root):
    """The index names every sitemap; each address leads to a page, none twice; only dated stories
    have a date."""
    index = ET.parse(root / "sitemap.xml").getroot()  # noqa: S314
    base = text_of(index, f"{MAPS}sitemap/{MAPS}loc").removesuffix("sitemap/lists.xml")
    maps = [text_of(each, f"{MAPS}loc").removeprefix(base) for each in index]
    assert sorted(maps) == sorted(path for path in files(root) if path.startswith("sitemap/"))
    urls = [url for name in maps for url in ET.parse(root / name).getroot()]  # noqa: S314
    addresses = [text_of(url, f"{MAPS}loc").removeprefix(base) for url in urls]
    assert len(set(addresses)) == len(addresses)
    assert set(addresses) <= set(files(root))
    dated = [
        address
        for address, url in zip(addresses, urls, strict=True)
        if url.findtext(f"{MAPS}lastmod")
    ]
    assert not [address for address in dated if address.startswith("undated/")]
    stories = {
        path for path in files(root) if tree.is_story(path) and not tree.forwards(root, path)
    }
    assert stories <= set(addresses)


def test_the_stylesheet_is_small(root):
    """The stylesheet has at most 4 KB gzipped."""
    assert len(gzip.compress((root / "style.css").read_bytes(), 9)) <= 4096


def test_pages_have_one_heading_and_a_name(root):
    """Each page has one h1, a title that ends in the name of the archive, and says its language."""
    for address, path in files(root).items():
        if address.endswith(".html"):
            page = path.read_text("utf-8")
            assert page.startswith('<!doctype html>\n<html lang="en">\n'), address
            assert page.count("<h1") == 1, address
            assert page.count("<title>") == 1, address


@pytest.mark.parametrize(
    "planted", ['<p style="x">', "<p onclick=x>", "<script></script>", '<p id="a"><p id="a">']
)
def test_a_planted_fault_is_found(planted):
    """The reader of pages sees inline styles, handlers, scripts and ids used twice."""
    assert seen(planted).faults
