"""Golden sites: what is committed is what a build makes, byte for byte.

The repository is itself the first: `seeds/` → `site/`. Each folder below `tests/golden/` is another,
with its `expected/` beside its input.
`pytest --update-golden` writes them anew; the difference is for a person to read.
"""

import shutil
from pathlib import Path

import pytest
from tree import contents as tree

from newsgen.commands.build import build
from newsgen.pipeline.run import Settings

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/newsgen.toml"))
INPUT = ("newsgen.toml", "ledger.jsonl", "decisions.toml", "topics.toml", "seeds")


def copied(source, target):
    target.mkdir()
    for name in INPUT:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        elif (source / name).is_file():
            shutil.copy(source / name, target / name)
    return target


def differences(expected, found):
    return sorted(
        path for path in expected.keys() | found.keys() if expected.get(path) != found.get(path)
    )


def test_the_committed_site_is_what_the_seeds_make(tmp_path):
    """A build with the committed ledger gives the committed pages and adds nothing to the ledger."""
    folder = copied(ROOT, tmp_path / "root")
    build(Settings(source=folder, workers=1))
    assert differences(tree(ROOT / "site"), tree(folder / "site")) == []
    assert (folder / "ledger.jsonl").read_bytes() == (ROOT / "ledger.jsonl").read_bytes()


def test_building_over_the_committed_site_writes_nothing(tmp_path):
    """In a fresh clone, where no cache is, the site is recognised and left alone."""
    folder = copied(ROOT, tmp_path / "root")
    shutil.copytree(ROOT / "site", folder / "site")
    report = build(Settings(source=folder, workers=1))
    assert (report.counts["written"], report.counts["removed"]) == (0, 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_gives_its_expected_site(case, tmp_path, update_golden):
    """Input of a kind, and every byte that it becomes."""
    folder = copied(case, tmp_path / "case")
    build(Settings(source=folder, workers=1))
    if update_golden:
        shutil.rmtree(case / "expected", ignore_errors=True)
        shutil.copytree(folder / "site", case / "expected")
        shutil.copy(folder / "ledger.jsonl", case / "ledger.jsonl")
    assert differences(tree(case / "expected"), tree(folder / "site")) == []
