"""Whole sites in a real Chromium: accessibility, no sideways scroll, no console message, no outside
request."""

import functools
import http.server
import re
import threading

import pytest
import tree

WIDTHS = (320, 390, 768, 1200)
SAMPLES = 1
"""Pages of each kind that are opened, the longest: kinds differ, pages of a kind hardly do."""


POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
"""The content security policy under which every page must work: what it forbids becomes a console
message."""


class Strict(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under the strict policy, without a word."""

    def end_headers(self):
        """Ends the headers with the policy."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture(scope="module")
def browser(chromium):
    """A Chromium without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def served():
    """Serves a folder on loopback: a function from the folder to its address."""
    servers = []

    def serve(root):
        handler = functools.partial(Strict, directory=str(root))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def sample(root):
    """A few pages of each kind, the longest first: the kind is the shape of the address."""
    kinds: dict[tuple[str, int, str], list[tuple[int, str]]] = {}
    for address, path in tree.files(root).items():
        if address.endswith(".html") and not tree.forwards(root, address):
            name = re.sub(
                r"^.*-([sc])[0-9a-z]{13}|^[0-9]+(?=\.)", r"\1", address.rpartition("/")[2]
            )
            kind = (address.split("/")[0].strip("0123456789"), address.count("/"), name)
            kinds.setdefault(kind, []).append((-path.stat().st_size, address))
    return [address for pages in kinds.values() for _, address in sorted(pages)[:SAMPLES]]


@pytest.mark.browser
def test_pages_fit_every_width_and_are_quiet(root, browser, served):
    """At 320 to 1200 px, under a strict policy, no page scrolls sideways, writes to the console or
    asks another host for anything."""
    base = served(root)
    faults = []
    context = browser.new_context()
    page = context.new_page()

    def outside(url):
        if not url.startswith(base):
            faults.append((page.url, url))

    page.on("console", lambda message: faults.append((page.url, message.text)))
    page.on("request", lambda request: outside(request.url))
    page.on("requestfailed", lambda request: faults.append((page.url, f"failed {request.url}")))
    for address in sample(root):
        page.goto(base + address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.append((address, f"{wide} px wide at {width}"))
    context.close()
    assert faults == []


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("dark", 390)])
def test_pages_are_accessible(root, browser, served, scheme, width):
    """Axe finds no violation in light and dark, on a computer and on a phone, with every fold open."""
    from axe_playwright_python.sync_playwright import Axe

    base, axe = served(root), Axe()
    viewport = {"width": width, "height": 900}
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport=viewport)
    page = context.new_page()
    faults = {}
    for address in sample(root):
        page.goto(base + address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        violations = axe.run(page).response["violations"]
        if violations:
            faults[address] = [(each["id"], each["nodes"][0]["html"][:200]) for each in violations]
    context.close()
    assert faults == {}


@pytest.mark.browser
def test_the_tools_find_planted_faults(tmp_path, browser, served):
    """The silence of browser and axe counts: they see a wide box and a picture without words."""
    from axe_playwright_python.sync_playwright import Axe

    wide, picture = "<pre>" + "x" * 900 + "</pre>", '<img src="b.png">'
    head = '<!doctype html><html lang="en"><title>a</title><main><h1>a</h1>'
    (tmp_path / "a.html").write_text(head + wide + picture)
    page = browser.new_page(bypass_csp=True, viewport={"width": 390, "height": 800})
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(served(tmp_path) + "a.html")
    assert page.evaluate("document.documentElement.scrollWidth") > 390
    assert "image-alt" in [each["id"] for each in Axe().run(page).response["violations"]]
    assert heard
    page.close()


@pytest.mark.browser
def test_pages_open_from_a_folder(root, browser):
    """A site opened by its file is styled, and its links lead on, without a server."""
    page = browser.new_page()
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    for address in sample(root):
        if address != "404.html":
            page.goto((root / address).as_uri())
            assert page.evaluate("getComputedStyle(document.body).display") == "block"
            assert page.evaluate("document.styleSheets.length") == 1
    page.close()
    assert failed == []
