"""`newsgen export`: the records have the keys of the contract in each format, and the folder of
Markdown reads back as the same records."""

import csv
import json

import pytest

from newsgen.cli import main

KEYS = [
    *(
        "source",
        "id",
        "story",
        "kind",
        "address",
        "url",
        "title",
        "dek",
        "byline",
        "agency",
        "outlet",
        "place",
        "lang",
        "date",
        "date_precision",
    ),
    *(
        "title_basis",
        "date_basis",
        "place_basis",
        "byline_basis",
        "agency_basis",
        "outlet_basis",
        "dek_basis",
        "lang_basis",
    ),
    *("topics", "paragraphs", "kinds", "removed", "shared"),
]


def rows(archive, target, *options):
    assert main(["export", "-s", str(archive), "-o", str(target), "-q", *options]) == 0
    return [json.loads(line) for line in target.read_text("utf-8").splitlines()]


def by_source(found):
    return {row["source"]: row for row in found}


def test_a_row_has_the_keys_of_the_contract(archive, tmp_path):
    """Every key, in order, for every article."""
    found = rows(archive, tmp_path / "records.jsonl")
    assert len(found) == 4
    assert all(list(row) == KEYS for row in found)
    assert [row["source"] for row in found] == sorted(row["source"] for row in found)


def test_printings_of_one_report_share_a_story(archive, tmp_path):
    """The fuller one leads; the shorter is a copy that says how much it shares."""
    found = by_source(rows(archive, tmp_path / "records.jsonl"))
    first, second = found["coastpost/harbour.txt"], found["inland/fleet.txt"]
    assert first["story"] == second["story"]
    assert (first["kind"], second["kind"]) == ("lead", "copy")
    assert second["shared"] > 0.8
    assert found["bakery.txt"]["story"] != found["school.md"]["story"]


def test_fields_say_where_they_come_from(archive, tmp_path):
    """Stated, found in the text, from the dateline, from the folder, lent by a copy, or unknown."""
    found = by_source(rows(archive, tmp_path / "records.jsonl"))
    harbour, fleet, school, bakery = (
        found[name]
        for name in ("coastpost/harbour.txt", "inland/fleet.txt", "school.md", "bakery.txt")
    )
    assert (harbour["place"], harbour["place_basis"]) == ("Port Elsdon", "dateline")
    assert (harbour["date"], harbour["agency"]) == ("2019-03-03", "Nordwire")
    assert (fleet["date"], fleet["date_basis"]) == ("2019-03-03", "copy")
    assert (school["title_basis"], school["date"], school["date_basis"], school["byline"]) == (
        "given",
        "2020-11-17",
        "given",
        ["Mara Lindqvist"],
    )
    assert (bakery["title"], bakery["title_basis"]) == (
        "Bakers of the old town want their ovens back",
        "text",
    )
    assert (bakery["date"], bakery["date_basis"], bakery["date_precision"]) == (
        None,
        "none",
        "none",
    )


def test_the_address_is_that_of_the_page(archive, tmp_path):
    """Every exported address is a file of the site that is built afterwards."""
    main(["build", "-s", str(archive), "-q"])
    for row in rows(archive, tmp_path / "records.jsonl"):
        assert (archive / "site" / row["address"]).is_file()


def test_a_table_is_safe_for_spreadsheets(archive, tmp_path):
    """A text that would run as a formula gets an apostrophe; lists are JSON."""
    (archive / "seeds/sum.txt").write_text(
        "=SUM(A1:A9) is the name of a play\n\nThe play about a spreadsheet opened in Marren on Friday,"
        " the theatre said.\n\nIt runs until June.\n",
        encoding="utf-8",
    )
    assert main(["export", "-s", str(archive), "-o", str(tmp_path / "records.csv"), "-q"]) == 0
    with (tmp_path / "records.csv").open(encoding="utf-8", newline="") as file:
        found = by_source(list(csv.DictReader(file)))
    assert list(found["sum.txt"]) == KEYS
    assert not any(
        value.startswith(("=", "+", "@")) for row in found.values() for value in row.values()
    )
    assert json.loads(found["school.md"]["byline"]) == ["Mara Lindqvist"]


def test_a_folder_of_markdown_reads_back_as_the_same_records(archive, tmp_path):
    """Every key but the source is the same, bases and removed lines too."""
    before = rows(archive, tmp_path / "before.jsonl")
    main(["export", "-s", str(archive), "-o", str(tmp_path / "folder"), "-q"])
    after = rows(tmp_path, tmp_path / "after.jsonl", str(tmp_path / "folder"))

    def compared(found):
        return {
            row["id"]: {key: value for key, value in row.items() if key != "source"}
            for row in found
        }

    assert compared(after) == compared(before)


def test_records_can_be_printed(archive, capsys):
    """`-o -` prints JSON lines and nothing else."""
    assert main(["export", "-s", str(archive), "-o", "-"]) == 0
    assert len([json.loads(line) for line in capsys.readouterr().out.splitlines()]) == 4


@pytest.mark.parametrize("limit", [1, 3])
def test_a_limit_reads_the_first_files(archive, tmp_path, limit):
    """`--limit` counts files."""
    assert len(rows(archive, tmp_path / "records.jsonl", "--limit", str(limit))) == limit
