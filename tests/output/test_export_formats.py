"""The formats of an export: which one a name chooses, and what each makes of odd values."""

import csv
import json
from pathlib import Path

import pytest

from newsgen.errors import NewsgenError
from newsgen.model import Article, Block, Origin
from newsgen.output import export_formats

ARTICLE = Article(
    id="k3f9000000000",
    origin=Origin("a.txt", "", "", 1),
    title="Mill shut",
    dek="",
    published=None,
    place="",
    byline=(),
    agency="",
    outlet="",
    url="",
    lang="en",
    blocks=(Block("paragraph", "The mill was shut.", None, 3),),
    tags=("mills",),
    aliases=(),
    notes=(),
    evidence=(),
    cut=(),
)


def exported(source, **fields):
    """An exported record, reduced to a few keys, and its article."""
    return {"source": source, "id": ARTICLE.id, "title": ARTICLE.title, **fields}, ARTICLE


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("records.jsonl", export_formats.write_lines),
        ("records.json", export_formats.write_lines),
        ("-", export_formats.write_lines),
        ("records.csv", export_formats.write_table),
        ("records.CSV", export_formats.write_table),
        ("records", export_formats.write_folder),
        ("records.md", export_formats.write_folder),
    ],
)
def test_the_suffix_names_the_format(name, write):
    """A name without a suffix is a folder; an unknown suffix gets JSON lines."""
    assert export_formats.writer(Path(name)) is write


def test_lines_are_json_in_the_order_of_the_records(tmp_path):
    """Letters beyond ASCII stay as they are; half a surrogate pair, which UTF-8 lacks, is escaped."""
    target = tmp_path / "records.jsonl"
    rows = [exported("b.txt", place="Łódź"), exported("a.txt", place="\ud800")]
    export_formats.write_lines(rows, target)
    text = target.read_text("utf-8")
    assert "Łódź" in text
    assert [json.loads(line)["source"] for line in text.splitlines()] == ["b.txt", "a.txt"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@here", "'@here"),
        ("\tx", "'\tx"),
        ("a=b", "a=b"),
        ("", ""),
        (None, ""),
        (0.5, "0.5"),
        (-0.5, "-0.5"),
        (["=x", "ü"], '["=x", "ü"]'),
    ],
)
def test_a_cell_is_never_a_formula(tmp_path, value, cell):
    """A text that a spreadsheet would run gets an apostrophe; a number stays a number."""
    target = tmp_path / "records.csv"
    export_formats.write_table([exported("a.txt", value=value)], target)
    with target.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["value"] == cell


def test_no_record_is_an_empty_table(tmp_path):
    """There is no header, since nothing says which keys a record has."""
    export_formats.write_table([], tmp_path / "records.csv")
    assert (tmp_path / "records.csv").read_bytes() == b""


def test_files_of_a_folder_never_overwrite_each_other(tmp_path):
    """Two sources of one name, or of names that differ in case, get two files."""
    sources = ["x/a.txt", "x/a.html", "x/A.md", "dump.jsonl#7"]
    export_formats.write_folder([exported(source) for source in sources[:2]], tmp_path / "two")
    assert {path.name for path in (tmp_path / "two/x").iterdir()} == {
        "a.md",
        f"a-{ARTICLE.id}.md",
    }
    export_formats.write_folder([exported(sources[0]), exported(sources[2])], tmp_path / "case")
    assert {path.name for path in (tmp_path / "case/x").iterdir()} == {
        "a.md",
        f"A-{ARTICLE.id}.md",
    }
    export_formats.write_folder([exported(sources[3])], tmp_path / "part")
    assert [path.name for path in (tmp_path / "part").iterdir()] == ["dump.md"]


def test_the_front_matter_of_a_file_has_the_tags_of_the_source(tmp_path):
    """The exported record has topics instead; tags are read back from the file."""
    export_formats.write_folder([exported("a.txt")], tmp_path)
    text = (tmp_path / "a.md").read_text("utf-8")
    assert 'tags: ["mills"]' in text
    assert "aliases" not in text
    assert text.endswith("The mill was shut.\n")


def test_an_export_that_fails_leaves_the_file_of_before(tmp_path):
    """A file appears whole or not at all."""
    target = tmp_path / "records.jsonl"
    target.write_text("before", encoding="utf-8")

    def failing():
        yield exported("a.txt")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        export_formats.write_lines(failing(), target)
    assert [path.name for path in tmp_path.iterdir()] == ["records.jsonl"]
    assert target.read_text("utf-8") == "before"


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    """The message says why and what to do."""
    with pytest.raises(NewsgenError, match=r"records\.csv: not written – No such file .* – choose"):
        export_formats.write_table([exported("a.txt")], tmp_path / "nowhere" / "records.csv")
