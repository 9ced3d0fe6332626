"""The locks in requirements/ hold what pyproject.toml asks for, with hashes and without addresses."""

import itertools
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
GROUPS = PROJECT["dependency-groups"]
RUN = [*PROJECT["project"]["dependencies"], *itertools.chain(*EXTRAS.values()), *GROUPS["build"]]
ASKED = {
    "run.txt": RUN,
    "test.txt": [*RUN, *GROUPS["dev"]],
    "browser.txt": GROUPS["browser"],
    "bench.txt": GROUPS["bench"],
    "train.txt": GROUPS["train"],
}
PYTHONS = ("3.11", "3.12", "3.13")


def locked(name: str, python: str) -> dict[str, str]:
    """The version of each package that a lock holds for one Python on Linux."""
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.1",
        "sys_platform": "linux",
    }
    text = (ROOT / "requirements" / name).read_text("utf-8")
    versions: dict[str, str] = {}
    for line in re.findall(r"^[a-z][^\\\n]*", text, re.MULTILINE):
        requirement = Requirement(line.strip())
        if requirement.marker is None or requirement.marker.evaluate(environment):
            package = canonicalize_name(requirement.name)
            versions[package] = str(requirement.specifier).removeprefix("==")
    return versions


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", ASKED)
def test_a_lock_satisfies_the_project(name, python):
    """A lock has every dependency that pyproject.toml names for it, in an allowed version."""
    versions = locked(name, python)
    for asked in map(Requirement, ASKED[name]):
        if asked.name != "newsgen":
            assert canonicalize_name(asked.name) in versions, f"{asked.name}: run make lock"
            assert asked.specifier.contains(versions[canonicalize_name(asked.name)]), (
                f"{asked}: run make lock"
            )


@pytest.mark.parametrize("name", ["test.txt", "browser.txt"])
def test_locks_that_share_an_environment_agree(name):
    """A package that stands in two locks of one environment has the same version in both."""
    base = locked("run.txt" if name == "test.txt" else "test.txt", "3.11")
    added = locked(name, "3.11")
    shared = base.keys() & added.keys()
    assert [base[package] for package in shared] == [added[package] for package in shared]


@pytest.mark.parametrize("name", ASKED)
def test_a_lock_is_hashed_and_names_no_address(name):
    """Each package of a lock has hashes, and no line says where to fetch from."""
    text = (ROOT / "requirements" / name).read_text("utf-8")
    assert not re.search(r"://|--index-url|--find-links|^-", text, re.MULTILINE)
    header = text.rindex("# ") if "# " in text else 0
    packages = re.split(r"\n(?=[a-z])", text[text.index("\n", header) + 1 :])
    assert all("--hash=sha256:" in package for package in packages)


@pytest.mark.parametrize(
    "asked",
    [
        Requirement(line).name
        for line in [*PROJECT["project"]["dependencies"], *EXTRAS["html"], *EXTRAS["feeds"]]
    ],
)
def test_a_run_time_dependency_is_used(asked):
    """Every library that the project asks for at run time is imported somewhere in it."""
    modules = {
        module
        for module, packages in packages_distributions().items()
        if canonicalize_name(asked) in map(canonicalize_name, packages)
    }
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert any(
        re.search(rf"^\s*(?:from|import) {module}\b", source, re.MULTILINE) for module in modules
    )


def test_every_lock_is_checked():
    """No lock lies in requirements/ that these tests do not know."""
    assert {path.name for path in (ROOT / "requirements").iterdir()} == set(ASKED)
