"""SECURITY.md promises: no network, no process but workers, nothing in a file becomes code."""

import ast
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from newsgen import cli

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "src/newsgen").rglob("*.py"))
NETWORK = {"socket", "ssl", "http", "ftplib", "smtplib", "urllib.request", "requests", "asyncio"}
PROCESSES = {"subprocess", "pty", "ctypes"}
CODE_FROM_DATA = {"pickle", "marshal", "shelve", "dill", "joblib", "code"}
CALLS = {"eval", "exec", "compile", "__import__", "system", "popen", "unsafe_load", "full_load"}
"""Functions that run their argument, or a file's content, as a program; `re.compile` is another."""


def imported(tree):
    """The modules that a syntax tree imports, with every package around them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}", *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def called(tree):
    """The names of the functions that a syntax tree calls; methods of `re` aside."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if not (isinstance(owner, ast.Name) and owner.id == "re"):
                yield node.func.attr


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_module_reaches_out_or_runs_data(module):
    """No module imports a network, starts a program, or turns data into code."""
    tree = ast.parse(module.read_text("utf-8"))
    assert set(imported(tree)) & (NETWORK | PROCESSES | CODE_FROM_DATA) == set()
    assert set(called(tree)) & CALLS == set()


def test_a_build_opens_no_connection_and_starts_no_program(tmp_path, monkeypatch):
    """Pages, feeds and texts that name addresses are built without a socket or another program."""

    def refused(*_arguments, **_options):
        raise AssertionError("a build reached out")

    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    body = "<p>The ferry to Skarvik sails again on Friday, the harbour master said.</p>"
    (tmp_path / "seeds/page.html").write_text(
        f"<title>Ferry sails</title><link rel=stylesheet href=https://example.org/a.css>"
        f"<article><h1>Ferry sails</h1><img src=https://example.org/a.png>{body}</article>",
        encoding="utf-8",
    )
    (tmp_path / "seeds/feed.rss").write_text(
        "<rss version='2.0'><channel><title>T</title><link>https://example.org/</link><item>"
        "<title>Ferry sails</title><link>https://example.org/1</link>"
        f"<description><![CDATA[{body}]]></description></item></channel></rss>",
        encoding="utf-8",
    )
    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(subprocess.Popen, "__init__", refused)
    assert cli.main(["build", "-q", "-j", "1", "-s", str(tmp_path)]) == 0
    assert (tmp_path / "site/index.html").is_file()


def test_every_test_that_the_page_names_exists():
    """SECURITY.md names for each promise the test that holds it, and that test is there."""
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    named = re.findall(r"`((?:src|tests)/[\w./-]+)`", text)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
