"""The rows of a dump, whatever shape it has, give articles that are named by what is their own."""

import gzip
import json

import pytest

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw

DUMPS = [
    (
        "RealNews",
        {
            "url": "https://x.example/a",
            "title": "T",
            "text": "One.\nTwo.",
            "authors": ["Anna Lind"],
            "publish_date": "05-05-2021",
            "domain": "x.example",
        },
    ),
    (
        "cc_news",
        {
            "title": "T",
            "text": "One.\nTwo.",
            "domain": "www.x.example",
            "date": "2021-05-05 10:00:00",
            "description": "D",
            "url": "https://x.example/a",
        },
    ),
    (
        "all-the-news",
        {
            "id": 7,
            "title": "T",
            "publication": "x.example",
            "author": "Anna Lind",
            "date": "2021-05-05",
            "year": 2021,
            "content": "One.\nTwo.",
        },
    ),
    (
        "NewsAPI",
        {
            "source": {"id": None, "name": "x.example"},
            "title": "T",
            "publishedAt": "2021-05-05T10:00:00Z",
            "content": "One.\nTwo.",
        },
    ),
    (
        "news-please",
        {
            "maintext": "One.\nTwo.",
            "title": "T",
            "source_domain": "x.example",
            "date_publish": "2021-05-05",
            "authors": [],
        },
    ),
]


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".jsonl.gz"])
@pytest.mark.parametrize(("shape", "row"), DUMPS, ids=[shape for shape, _ in DUMPS])
def test_dumps_of_known_shapes(shape, row, suffix, read):
    """A row of each known shape gives title, text, date and outlet, and its plain text stays to be
    cleaned."""
    text = (
        json.dumps(row)
        if "l" in suffix[-4:] or suffix.endswith("gz")
        else json.dumps([row], indent=1)
    )
    data = gzip.compress(text.encode(), mtime=0) if suffix.endswith("gz") else text.encode()
    (raw,) = read(f"dump{suffix}", data)
    assert (raw.hints.title, raw.text, raw.hints.outlet, raw.media_type, raw.hints.trusted) == (
        "T",
        "One.\nTwo.",
        "x.example",
        "text/plain",
        False,
    ), shape
    assert "2021" in raw.hints.date


def test_the_site_names_its_columns(read):
    """`[readers.fields]` goes before the built-in names."""
    config = ReadersConfig(fields={"Kopf": "title", "Inhalt": "text", "Zeitung": "outlet"})
    (raw,) = read(
        "a.csv",
        b"Kopf;Inhalt;Zeitung;title\nTreffen;Ein Satz.;Blatt;nicht dies\n",
        config,
    )
    assert (raw.hints.title, raw.text, raw.hints.outlet) == ("Treffen", "Ein Satz.", "Blatt")


def test_parts_name_items_and_stay_when_a_dump_grows(read):
    """An item is named by its own id, a second of that id and one without by the ordinal too;
    appending changes none of them."""
    lines = [
        b'{"id":"a","text":"x"}',
        b'{"id":"a","text":"y"}',
        b'{"text":"z"}',
        b"",
        b'{"url":"https://e.org/1","text":"w"}',
    ]
    parts = [raw.origin.part for raw in read("a.jsonl", b"\n".join(lines))]
    assert parts == ["a", "a~2", "3", "https://e.org/1"]
    grown = [
        raw.origin.part for raw in read("a.jsonl", b"\n".join([*lines, b'{"id":"3","text":"v"}']))
    ]
    assert grown == [*parts, "3~5"]


def test_bad_rows_are_named_and_the_rest_is_read(read):
    """A line that is no JSON, a row without text, a value that is no object: each is named with its line."""
    items = read("a.jsonl", b'{"text":"x"}\n{bad\n{"title":"only"}\n7\n{"text":"y","n":NaN}\n')
    assert [raw.text for raw in items if isinstance(raw, Raw)] == ["x", "y"]
    assert [problem.where for problem in items if isinstance(problem, Problem)] == [
        "a.jsonl:2",
        "a.jsonl:3",
        "a.jsonl:4",
    ]


def test_many_bad_rows_are_counted(read):
    """Beyond fifty, rows that are set aside are counted in one line."""
    items = read("a.jsonl", b'{"title":"only"}\n' * 200)
    assert len(items) == 51
    assert "150 more" in items[-1].message
