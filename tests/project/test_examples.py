"""The example package installs, newsgen finds its format, and its articles appear in a site."""

import os
import subprocess
import sys
from pathlib import Path

import issue
import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples/newsgen-reader-epub"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the example package is installed, without the network."""
    folder = tmp_path_factory.mktemp("installed")
    offline = ("--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", *offline)
    subprocess.run([*pip, "--target", str(folder), str(EXAMPLE)], check=True)
    return folder


def build(source: Path, *packages: Path) -> str:
    """Builds the site of `source` with these folders of packages; what newsgen says."""
    path = os.pathsep.join(map(str, (*packages, ROOT / "src")))
    result = subprocess.run(
        [sys.executable, "-m", "newsgen", "build", "-v"],
        cwd=source,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout + result.stderr


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A source root with one EPUB."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/2021-05-05.epub").write_bytes(issue.issue())
    (tmp_path / "newsgen.toml").write_text('title = "Archive"\n', "utf-8")
    return tmp_path


def test_the_articles_of_an_added_format_appear(installed, archive):
    """Both articles of the EPUB have a page of their own, with title, outlet, day and text."""
    build(archive, installed)
    pages = [path.read_text("utf-8") for path in (archive / "site/2021/05/05").glob("*.html")]
    for title, (first, second) in (
        ("Fishing talks fail &amp; end", issue.TALKS),
        ("Ferry adrift", issue.FERRY),
    ):
        (page,) = (
            page for page in pages if f"<h1>{title}</h1>" in page or f">{title}</h1>" in page
        )
        assert first in page
        assert second in page
        assert "The Example" in page


def test_without_the_package_the_file_is_named(archive):
    """Without the package the build says that nothing reads the file."""
    (archive / "seeds/a.txt").write_text("---\ntitle: A\n---\nOne sentence.\n", "utf-8")
    assert "1 file not read – no reader for this kind (.epub)" in build(archive)


def test_a_broken_package_stops_no_build(installed, archive, tmp_path_factory):
    """Where the package is damaged the file is set aside with the remedy, and the other files are built."""
    damaged = tmp_path_factory.mktemp("damaged")
    (damaged / "newsgen_reader_epub.py").write_text("raise RuntimeError('damaged')\n")
    (archive / "seeds/a.txt").write_text("---\ntitle: A\n---\nOne sentence.\n", "utf-8")
    output = " ".join(build(archive, damaged, installed).split())
    assert (
        "not read – the package newsgen-reader-epub, which adds .epub, cannot be loaded" in output
    )
    assert "pip uninstall newsgen-reader-epub" in output
    assert list((archive / "site").rglob("*.html"))
