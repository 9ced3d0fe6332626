"""`tools/start.py` says what prevents the start, and does nothing twice."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import start

SCRIPT = Path(start.__file__)


def run_as(preparation: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What `tools/start.py` does in a Python in which `preparation` was run first."""
    code = (
        f"import sys, runpy; {preparation}; sys.argv = ['tools/start.py', *{arguments!r}];"
        f" runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_an_old_python_is_named_with_the_remedy():
    """A Python below 3.11 is refused in a sentence that says which is needed and what to do."""
    done = run_as("sys.version_info = (3, 9, 18); sys.version = '3.9.18 (old)'", "build")
    assert done.returncode == 2
    assert "this is Python 3.9.18 – newsgen needs 3.11 or newer – " in done.stderr


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_missing_venv_module_is_named_with_the_remedy(module, tmp_path, monkeypatch):
    """A Python without venv or ensurepip is told which package brings it."""
    monkeypatch.setattr(start, "PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == module else object()
    )
    with pytest.raises(
        start.StartError,
        match=rf"no {module} module – .* – on Debian or Ubuntu: apt install python3\.\d+-venv",
    ):
        start.create()


def test_an_unknown_verb_shows_the_usage():
    """Without one of its verbs the script prints how it is used and ends with 2."""
    done = run_as("pass", "biuld")
    assert done.returncode == 2
    assert "python3 tools/start.py build" in done.stderr


@pytest.mark.parametrize(("there", "asked"), [("run", "run"), ("test", "test"), ("test", "run")])
def test_what_is_installed_is_not_installed_again(there, asked, tmp_path, monkeypatch):
    """A stamp of the same lock, project and place, or of a lock that holds it, is enough."""
    monkeypatch.setattr(start, "HOME", tmp_path)
    monkeypatch.setattr(start, "PYTHON", tmp_path / "no" / "python")
    (tmp_path / f"{there}.stamp").write_text(start.digest(there))
    start.install(asked)
    assert [path.name for path in tmp_path.iterdir()] == [f"{there}.stamp"]


def test_the_stamp_follows_lock_and_place(tmp_path, monkeypatch):
    """Another lock, or a checkout that was moved, is installed anew."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").write_bytes(
        (start.ROOT / "requirements" / "run.txt").read_bytes()
    )
    (tmp_path / "pyproject.toml").write_bytes((start.ROOT / "pyproject.toml").read_bytes())
    here = start.digest("run")
    assert here != start.digest("test")
    monkeypatch.setattr(start, "ROOT", tmp_path)
    assert start.digest("run") != here


def test_an_old_python_can_read_the_script():
    """The script is in the Python of 3.7, so that an old one gets as far as the message."""
    ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 7))
