"""`newsgen build --why`: which step made a thing again, and which input had changed."""

import pytest

from newsgen.cli import main

BAKERY = "bakery.txt"


def answers(archive, capsys, name, *options):
    """What a build says about `name`: the lines that begin with each thing, without it."""
    capsys.readouterr()
    assert main(["build", "-s", str(archive), "--why", name, "-q", *options]) == 0
    return capsys.readouterr().err.splitlines()


@pytest.fixture
def built(archive):
    """The archive, built once."""
    main(["build", "-s", str(archive), "-q"])
    return archive


def test_nothing_changed(built, capsys):
    """Every step is named, and none did anything."""
    lines = answers(built, capsys, BAKERY)
    assert len(lines) == 4
    assert "left alone" in lines[0]
    for line in lines[1:]:
        assert "no input changed" in line


def test_an_edited_text_is_followed_through_the_steps(built, capsys):
    """From the file to the page."""
    path = built / "seeds" / BAKERY
    path.write_text(path.read_text("utf-8").replace("ovens", "kilns"), "utf-8")
    page, story, file, article = answers(built, capsys, BAKERY)
    assert "rendered – " in page
    assert "described again – the texts of its copies changed" in story
    assert "read again – the name, size or time of the file changed" in file
    assert "cleaned again – the content of the item changed" in article


def test_a_decision_is_named(built, capsys):
    """It is the only input of the article that changed."""
    (built / "decisions.toml").write_text(
        f'[[article]]\nsource = "{BAKERY}"\ntitle = "Ovens, please"\n', "utf-8"
    )
    assert any(
        "cleaned again – the decision on the article changed" in line
        for line in answers(built, capsys, BAKERY)
    )


def test_a_changed_configuration_is_named(built, capsys):
    """Of that step alone which depends on it."""
    lines = answers(built, capsys, BAKERY, "--set", "enrich.most=5")
    assert any("described again – the configuration of topics changed" in line for line in lines)
    assert any("not cleaned again" in line for line in lines)


@pytest.mark.parametrize("name", ["inland/fleet.txt", "coastpost/harbour.txt"])
def test_a_story_of_two_copies_accounts_for_both(built, capsys, name):
    """Whichever of its copies is asked about."""
    lines = answers(built, capsys, name, "--full")
    assert any("put together again" in line for line in lines)
    for source in ("inland/fleet.txt", "coastpost/harbour.txt"):
        assert any(line.startswith(f"{source}, article ") for line in lines)
    assert all("what was cached is forgotten" in line for line in lines)


def test_what_is_not_there_is_said(built, capsys):
    """A page that was removed, and one that never was."""
    (page,) = list((built / "site/undated").rglob("*-s*.html"))
    path = page.relative_to(built / "site").as_posix()
    (built / "seeds" / BAKERY).unlink()
    (built / "ledger.jsonl").unlink()
    assert "planned no longer" in answers(built, capsys, f"site/{path}")[0]
    assert "not a page of this site" in answers(built, capsys, "nowhere.html")[0]
