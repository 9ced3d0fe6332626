"""`newsgen explain`: what was made of an article and why; or why two are one story."""

import pytest

from newsgen.cli import main

HARBOUR, FLEET, BAKERY = "seeds/coastpost/harbour.txt", "seeds/inland/fleet.txt", "seeds/bakery.txt"


def told(archive, capsys, *files):
    code = main(["explain", "-s", str(archive), *(str(archive / file) for file in files)])
    return code, capsys.readouterr().out


def test_one_article_shows_fields_with_their_basis(archive, capsys):
    """The record, the lines, the topics."""
    code, text = told(archive, capsys, HARBOUR)
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
    _, text = told(archive, capsys, BAKERY)
    assert "no date in the text" in text


def test_a_cut_line_stands_with_its_rule(archive, capsys):
    """A promo among the lines is shown beside the rule that cut it."""
    path = archive / BAKERY
    path.write_text(
        path.read_text("utf-8")
        + "\nSubscribe to our newsletter\n\nShare on Facebook\n\nMost read\n",
        encoding="utf-8",
    )
    _, text = told(archive, capsys, BAKERY)
    (line,) = [line for line in text.splitlines() if "Share on Facebook" in line]
    assert line.split("Share on")[0].split()[1:], line


def test_two_printings_are_one_story_and_it_says_why(archive, capsys):
    """The rule, the score, the passages."""
    code, text = told(archive, capsys, HARBOUR, FLEET)
    assert code == 0
    assert ": one story" in text
    assert "Passages" in text


def test_two_reports_are_not(archive, capsys):
    """Nothing in common is said too."""
    _, text = told(archive, capsys, HARBOUR, BAKERY)
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
