"""The built packages hold what a user needs, and nothing that merely lies in the checkout."""

import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling import build

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        name = build.build_wheel(str(folder))
    with zipfile.ZipFile(folder / name) as archive:
        return set(archive.namelist())


def below(folder: str) -> set[str]:
    """The files of the source tree below `folder`, without compiled ones."""
    files = (
        path
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    return {str(path.relative_to(ROOT / folder)) for path in files}


def test_the_wheel_holds_every_module_and_table(wheel):
    """What lies in src/newsgen, data tables too, is in the wheel."""
    assert {f"newsgen/{name}" for name in below("src/newsgen")} <= wheel


def test_the_wheel_holds_the_templates(wheel):
    """The templates, at the top of the repository, are in the package in the wheel."""
    assert {f"newsgen/templates/{name}" for name in below("templates")} <= wheel


def test_the_wheel_holds_nothing_else(wheel):
    """Tests, benchmarks, seeds and the site stay out of the wheel, and the licence is in it."""
    assert {name.split("/")[0].split("-")[0] for name in wheel} == {"newsgen"}
    assert any(name.endswith("licenses/LICENSE") for name in wheel)


def test_the_source_package_holds_no_environment(tmp_path, monkeypatch):
    """The source package has the sources and templates, and neither .venv nor a benchmark's work."""
    monkeypatch.chdir(ROOT)
    with tarfile.open(tmp_path / build.build_sdist(str(tmp_path))) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {
        "pyproject.toml",
        "LICENSE",
        "README.md",
        "src/newsgen/cli.py",
        "requirements/run.txt",
        "tools/start.py",
    } <= names
    assert {f"templates/{name}" for name in below("templates")} <= names
    assert not [
        name
        for name in names
        if name.startswith((".venv", ".newsgen", "bench/work", "node_modules", "."))
    ] or names & {".gitignore"}


def test_the_licence_is_the_one_that_the_project_declares():
    """LICENSE is the MIT licence that pyproject.toml names."""
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")
    assert 'license = "MIT"' in (ROOT / "pyproject.toml").read_text("utf-8")
