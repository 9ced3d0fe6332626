"""A published tree seen from outside: its pages, their links and anchors, and what a browser would
fetch.

It needs the standard library only."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "site"
FETCHED = {
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("object", "data"),
    ("video", "src"),
    ("use", "href"),
}


class Seen(NamedTuple):
    """What one page holds: its links (as written), its anchors, what it makes a browser fetch, and
    its faults against the rules of every page."""

    links: tuple[str, ...]
    anchors: frozenset[str]
    fetched: tuple[str, ...]
    faults: tuple[str, ...]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.fetched: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.faults += [f"id {given['id']} twice"] if given["id"] in self.anchors else []
            self.anchors.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.links.append(given["content"].partition("url=")[2])
        for name, value in given.items():
            if (
                (tag, name) in FETCHED
                and given.get("rel") not in {"canonical", "alternate"}
                and not value.startswith("data:")
            ):
                self.fetched.append(value)
            if name == "style" or name.startswith("on"):
                self.faults.append(f"attribute {name} on {tag}")
        if given.get("rel") == "alternate":
            self.links.append(given["href"])
        if tag in {"script", "style", "base", "form"}:
            self.faults.append(f"element {tag}")


def seen(page: str) -> Seen:
    """What the HTML of a page holds."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return Seen(
        tuple(reader.links), frozenset(reader.anchors), tuple(reader.fetched), tuple(reader.faults)
    )


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder, by its path with `/` between parts."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@cache
def files(root: Path) -> dict[str, Path]:
    """Every file of a tree by its address."""
    return {
        path.relative_to(root).as_posix(): path
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@cache
def pages(root: Path) -> dict[str, Seen]:
    """Every HTML page of a tree by its address."""
    return {
        address: seen(path.read_text(encoding="utf-8"))
        for address, path in files(root).items()
        if address.endswith(".html")
    }


def is_story(address: str) -> bool:
    """True for the address of a story's page.

    >>> is_story("2021/05/05/talks-sk3f9000000000.html"), is_story("2021/05/05/talks-ck3f9000000000.html")
    (True, False)
    """
    return re.search(r"-s[0-9a-z]{13}\.html$", address) is not None


def forwards(root: Path, address: str) -> bool:
    """True for a page that only leads to another."""
    return 'http-equiv="refresh"' in (root / address).read_text(encoding="utf-8")


def target(source: str, link: str) -> tuple[str, str]:
    """The address and the fragment that a relative `link` on the page `source` leads to.

    >>> target("a/b.html", "../c.html#d"), target("a/b.html", "#d"), target("404.html", "/a/b.html")
    (('c.html', 'd'), ('a/b.html', 'd'), ('a/b.html', ''))
    """
    parts = urlsplit(link)
    if not parts.path:
        return source, unquote(parts.fragment)
    steps = [] if parts.path.startswith("/") else source.split("/")[:-1]
    for step in parts.path.strip("/").split("/"):
        if step == "..":
            steps.pop()
        else:
            steps.append(unquote(step))
    return "/".join(steps), unquote(parts.fragment)


def outside(link: str) -> bool:
    """True for a link that leaves the site."""
    return bool(urlsplit(link).scheme)


def broken(root: Path) -> list[str]:
    """Each link of a tree that leads to no file, to a folder or to no anchor, as `page: link`."""
    known_pages, known_files = pages(root), files(root)
    faults = []
    for source, page in known_pages.items():
        for link in (*page.links, *page.fetched):
            if outside(link):
                continue
            try:
                address, fragment = target(source, link)
            except IndexError:
                faults.append(f"{source}: {link} leaves the site")
                continue
            if address not in known_files or (
                fragment and fragment not in known_pages[address].anchors
            ):
                faults.append(f"{source}: {link}")
    return faults


def orphans(root: Path) -> list[str]:
    """Pages that no other page links to, home, the page for a missing address and redirects aside."""
    linking = pages(root)
    reached = {"index.html", "404.html"}
    for source, page in linking.items():
        reached |= {
            target(source, link)[0]
            for link in page.links
            if not outside(link) and target(source, link)[0] != source
        }
    return [address for address in sorted(linking.keys() - reached) if not forwards(root, address)]


class _Listener(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def text(page: str) -> str:
    """The text of a page without its markup, for looking words up."""
    listener = _Listener()
    listener.feed(page)
    return " ".join(" ".join(listener.said).split())
