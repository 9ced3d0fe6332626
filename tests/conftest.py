"""What some tests need beside Python: a browser, or Java with the Nu HTML checker.

Such a test is marked `@pytest.mark.browser` or `@pytest.mark.java`. Where its need is missing, it is
skipped with the reason; with NEWSGEN_REQUIRE_BROWSER=1, as in `.ci/run`, it fails instead.
"""

import functools
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHECKER = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"


def browser() -> str:
    """The path of the browser that Playwright is to drive; empty where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


@functools.cache
def without_browser() -> str:
    """Why no browser test can run here; empty where one can."""
    if not browser():
        return "no Chromium on this machine"
    missing = [
        name
        for name in ("playwright", "axe_playwright_python")
        if importlib.util.find_spec(name) is None
    ]
    if missing:
        return f"{missing[0]} is not installed (requirements/browser.txt)"
    # Its driver is a program of its own; a bare Debian lacks a library that it needs (libatomic1).
    started = subprocess.run(
        [sys.executable, "-m", "playwright", "--version"],
        capture_output=True,
        text=True,
        check=False,
    )
    return f"Playwright does not start: {started.stderr.strip()}" if started.returncode else ""


def without_checker() -> str:
    """Why the Nu HTML checker cannot run here; empty where it can."""
    if not shutil.which("java"):
        return "no Java on this machine"
    return (
        "" if CHECKER.is_file() else "no Nu HTML checker: npm i --ignore-scripts --no-save vnu-jar"
    )


NEEDS: dict[str, Callable[[], str]] = {"browser": without_browser, "java": without_checker}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the switch that writes golden sites anew."""
    parser.addoption(
        "--update-golden", action="store_true", help="write the expected sites of tests/golden anew"
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a marked test whose need is not met; fails it where the need must be met."""
    required = os.environ.get("NEWSGEN_REQUIRE_BROWSER", "") not in {"", "0"}
    for marker, lack in NEEDS.items():
        if item.get_closest_marker(marker) and (reason := lack()):
            (pytest.fail if required else pytest.skip)(reason)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the Chromium that a test marked `browser` drives (`executable_path`)."""
    return browser()


@pytest.fixture(scope="session")
def vnu() -> tuple[str, ...]:
    """The command of the Nu HTML checker, to be followed by options and files, for a test marked `java`."""
    return ("java", "-jar", str(CHECKER))
