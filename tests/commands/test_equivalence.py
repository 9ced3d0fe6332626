"""The same articles give the same bytes: for any engine, chunk, order of input, and history of edits."""

import itertools
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree import contents as tree

from newsgen.commands.build import build
from newsgen.pipeline.run import Settings

TOWNS = ("Elsdon", "Marren", "Tollwick", "Ostrava Point", "Saint Brannoc")
DEEDS = (
    "repaired the sea wall",
    "reopened the salt museum",
    "closed the eastern ferry line",
    "chose a new harbour master",
    "counted its seals",
)
SAYS = (
    "the mayor said it had been long overdue",
    "residents asked who would pay for it",
    "engineers warned of the coming winter",
)


def text(number, edition=0):
    """An invented report: its number chooses town, deed and figures; a later edition changes a few words."""
    town, deed, says = TOWNS[number % 5], DEEDS[number // 5 % 5], SAYS[number % 3]
    lines = [
        f"{town} {deed}",
        f"The town of {town} {deed} on day {number} of its jubilee year, and {says} at the meeting.",
        (
            f"It cost {number * 137 + 4200} crowns, which the council of {town} will"
            f" pay over {number % 7 + 2} years, its treasurer said."
        ),
        (
            f"Councillor Number{number} Hale, who voted against it, called the plan for {town}"
            f" a monument to {deed.split()[-1]} and to vanity."
        ),
        f"The work took {number + 3} weeks longer than was promised when the first of"
        f" {number * 3 + 5} stones was laid."
        if edition
        else "Work begins in May.",
    ]
    return "\n\n".join(lines)


def site(folder, **options):
    (folder / "newsgen.toml").write_text(
        'title = "T"\nbase_url = "https://example.org/"\n', encoding="utf-8"
    )
    return build(Settings(source=folder, **options))


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """Forty articles, ten of them second editions of others, in three outlets."""
    folder = tmp_path_factory.mktemp("texts")
    for number in range(30):
        place = folder / f"outlet{number % 3}"
        place.mkdir(exist_ok=True)
        (place / f"{number:02}.txt").write_text(text(number), encoding="utf-8")
        if number % 3 == 0:
            (folder / f"outlet{(number + 1) % 3}").mkdir(exist_ok=True)
            (folder / f"outlet{(number + 1) % 3}" / f"again{number:02}.txt").write_text(
                text(number, edition=1), encoding="utf-8"
            )
    return folder


@pytest.fixture(scope="module")
def expected(texts, tmp_path_factory):
    """The site of the texts, made by the serial engine."""
    return made(texts, tmp_path_factory.mktemp("serial"), workers=1)


def made(texts, folder, **options):
    shutil.copytree(texts, folder / "seeds")
    site(folder, **options)
    return tree(folder / "site")


@pytest.mark.parametrize(("workers", "chunk"), [(1, 1), (2, 1), (2, 7), (3, 1000)])
def test_every_engine_and_chunk_size_gives_the_same_site(texts, expected, tmp_path, workers, chunk):
    """How the work is spread never shows."""
    assert made(texts, tmp_path, workers=workers, chunk=chunk) == expected


@pytest.mark.parametrize("stop", ["_refuse_vanishing", "append"])
def test_a_build_that_ends_before_publishing_is_made_up_for(texts, tmp_path, monkeypatch, stop):
    """What it noted of pages that were never published counts for nothing: the next build gives what
    a build from nothing gives."""
    made(texts, tmp_path / "one")
    (tmp_path / "one/seeds/outlet0/00.txt").write_text(
        text(0).replace("May", "June"), encoding="utf-8"
    )

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("newsgen.pipeline.publish." + stop, killed)
        with pytest.raises(KeyboardInterrupt):
            site(tmp_path / "one")
    site(tmp_path / "one")
    shutil.copytree(tmp_path / "one/seeds", tmp_path / "two/seeds")
    shutil.copy(tmp_path / "one/ledger.jsonl", tmp_path / "two/ledger.jsonl")
    site(tmp_path / "two")
    assert tree(tmp_path / "one/site") == tree(tmp_path / "two/site")


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_input_never_shows(texts, tmp_path, seed):
    """Paths in any order give the same site."""
    paths = sorted(path for path in texts.rglob("*.txt") if path.is_file())
    shuffled = random.Random(seed).sample(paths, len(paths))  # noqa: S311 – nothing is to be kept secret
    first, second = tmp_path / "a", tmp_path / "b"
    for folder, order in ((first, paths), (second, shuffled)):
        folder.mkdir()
        build(Settings(source=folder, paths=tuple(order), workers=1))
    assert tree(first / "site") == tree(second / "site")


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["write", "edit", "remove", "rename"]), st.integers(0, 9), st.integers(0, 1)
    ),
    min_size=1,
    max_size=4,
)


def apply(folder, edit, names):
    """One edit of the articles' folder."""
    deed, number, edition = edit
    path = folder / f"{number}.txt"
    if deed == "remove" and path.exists() and len(list(folder.iterdir())) > 1:
        path.unlink()
    elif deed == "rename" and path.exists():
        path.rename(folder / f"renamed{next(names)}.txt")
    elif deed in {"write", "edit"}:
        path.write_text(
            text(number // 2, edition if deed == "write" else 1 - edition), encoding="utf-8"
        )


@settings(deadline=None, derandomize=True, max_examples=12)
@given(st.lists(EDITS, min_size=1, max_size=3))
def test_a_history_of_edits_gives_what_a_full_build_gives(history):
    """Incremental output equals a full build's with the same ledger, after any edits."""
    names = itertools.count()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "site-folder"
        (folder / "seeds").mkdir(parents=True)
        (folder / "seeds/first.txt").write_text(text(77), encoding="utf-8")
        site(folder, workers=1)
        for edits in history:
            for edit in edits:
                apply(folder / "seeds", edit, names)
            ledger = (folder / "ledger.jsonl").read_bytes()
            site(folder, workers=1)
        full = Path(place) / "full"
        shutil.copytree(folder / "seeds", full / "seeds")
        (full / "ledger.jsonl").write_bytes(ledger)
        site(full, workers=1)
        assert tree(full / "site") == tree(folder / "site")
        assert (full / "ledger.jsonl").read_bytes() == (folder / "ledger.jsonl").read_bytes()
