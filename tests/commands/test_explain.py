"""`newsgen explain`: what was made of an article and why; or why two are one story."""

import json
import re
import shutil

import pytest

from newsgen.cli import main

HARBOUR, FLEET, BAKERY = "seeds/coastpost/harbour.txt", "seeds/inland/fleet.txt", "seeds/bakery.txt"


def explained(archive, capsys, *files):
    code = main(["explain", "-s", str(archive), *(str(archive / file) for file in files)])
    return code, capsys.readouterr().out


def test_one_article_shows_fields_with_their_basis(archive, capsys):
    """The record, the lines, the topics."""
    code, text = explained(archive, capsys, HARBOUR)
    assert code == 0
    for part in (
        "Fishing fleet returns after three days of storm",
        "Port Elsdon",
        "dateline",
        "2019-03-03",
        "Nordwire",
        "Record",
        "Lines",
        "Topics",
    ):
        assert part in text


def test_what_is_unknown_says_why(archive, capsys):
    """Unknown is an answer, with a reason."""
    _, text = explained(archive, capsys, BAKERY)
    assert "no date in the text" in text


def test_a_cut_line_stands_with_its_rule(archive, capsys):
    """A promo among the lines is shown beside the rule that cut it."""
    path = archive / BAKERY
    path.write_text(
        path.read_text("utf-8")
        + "\nSubscribe to our newsletter\n\nShare on Facebook\n\nMost read\n",
        encoding="utf-8",
    )
    _, text = explained(archive, capsys, BAKERY)
    (line,) = [line for line in text.splitlines() if "Share on Facebook" in line]
    assert line.split("Share on")[0].split()[1:], line


def test_two_copies_are_one_story_and_it_says_why(archive, capsys):
    """The rule, the score, the passages."""
    code, text = explained(archive, capsys, HARBOUR, FLEET)
    assert code == 0
    assert ": one story" in text
    assert "Passages" in text


def test_two_reports_are_not(archive, capsys):
    """Nothing in common is said too."""
    _, text = explained(archive, capsys, HARBOUR, BAKERY)
    assert "not one story" in text


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("gone.txt", None, 2), ("empty.txt", b"", 1), ("noise.txt", bytes(range(256)) * 20, 1)],
)
def test_what_cannot_be_explained_is_named(archive, capsys, name, data, code):
    """A missing file is a wrong command line; a file without an article has its reason."""
    if data is not None:
        (archive / "seeds" / name).write_bytes(data)
    assert main(["explain", "-s", str(archive), str(archive / "seeds" / name)]) == code
    assert name in capsys.readouterr().err


def ledger_ids(archive):
    """Source → id, as the ledger has them after a build."""
    lines = [
        json.loads(line) for line in (archive / "ledger.jsonl").read_text("utf-8").splitlines()
    ]
    return {line["path"]: line["id"] for line in lines if line["is"] == "article"}


def explained_id(archive, capsys, file):
    """The id that `explain` prints."""
    _, text = explained(archive, capsys, file)
    return re.findall(r", article (\w+)", text)[0]


def test_the_id_is_the_one_that_a_build_gives(archive, capsys):
    """Whether the article states an id, was edited since it was published, or its file was renamed."""
    stated = archive / "seeds/stated.md"
    stated.write_text(
        "---\nid: my-own-42\ntitle: Ferry adrift\n---\n\nIt drifted for nine hours.\n"
    )
    main(["build", "-s", str(archive), "-q"])
    ids = ledger_ids(archive)
    assert explained_id(archive, capsys, "seeds/stated.md") == ids["stated.md"]
    bakery = archive / BAKERY
    bakery.write_text(bakery.read_text("utf-8") + "\n\nIt will open again in May.\n", "utf-8")
    assert explained_id(archive, capsys, BAKERY) == ids["bakery.txt"]
    (archive / FLEET).rename(archive / "seeds/inland/renamed.txt")
    assert explained_id(archive, capsys, "seeds/inland/renamed.txt") == ids["inland/fleet.txt"]


def test_a_copied_file_has_the_id_that_the_next_build_gives(archive, capsys):
    """Its bytes are those of another article, which is still there."""
    main(["build", "-s", str(archive), "-q"])
    shutil.copy(archive / BAKERY, archive / "seeds/again.txt")
    given = explained_id(archive, capsys, "seeds/again.txt")
    main(["build", "-s", str(archive), "-q"])
    assert given == ledger_ids(archive)["again.txt"]


@pytest.mark.parametrize("key", ["id", "source"])
def test_a_decision_is_applied_as_in_a_build(archive, capsys, key):
    """However it names the article; decisions on other articles are no matter here."""
    main(["build", "-s", str(archive), "-q"])
    name = ledger_ids(archive)["bakery.txt"] if key == "id" else "seeds/bakery.txt"
    (archive / "decisions.toml").write_text(
        f'[[article]]\n{key} = "{name}"\ntitle = "A title by decision"\n'
        '[[article]]\nsource = "not/built/yet.txt"\ntitle = "Another"\n'
    )
    _, text = explained(archive, capsys, BAKERY)
    assert "A title by decision" in text


@pytest.mark.parametrize(("verb", "says"), [("merge", "one story"), ("split", "two stories")])
def test_what_was_decided_of_two_articles_is_said(archive, capsys, verb, says):
    """A merge or a split stands above every verdict."""
    (archive / "decisions.toml").write_text(f'{verb} = [["{HARBOUR}", "{FLEET}", "bakery.txt"]]\n')
    _, text = explained(archive, capsys, HARBOUR, FLEET)
    assert f"has decided that they are {says}" in text


def test_the_outlet_is_found_as_in_a_build(tmp_path, capsys):
    """From the folder directly below the articles, also where texts lie in the source folder itself."""
    paper = tmp_path / "harbour-echo.example"
    paper.mkdir()
    (paper / "a.txt").write_text("Ferry adrift\n\nThe ferry drifted for nine hours on Monday.\n")
    assert main(["explain", "-s", str(tmp_path), str(paper / "a.txt")]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("outlet")]
    assert "harbour-echo.example" in line
    assert "folder" in line
