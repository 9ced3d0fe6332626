"""Any file gives articles and problems, and never raises."""

import gzip
import hashlib
import json
import os
import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgen import readers
from newsgen.config import ReadersConfig
from newsgen.model import Hints, Problem, Raw
from newsgen.readers import reading

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases/frontmatter.toml").read_text("utf-8"))["case"]
SUFFIXES = sorted({*readers.FORMATS} - {".htm", ".xhtml", ".markdown", ".ndjson", ".tsv", ".rss"})
PLAIN = ReadersConfig()


def read(folder, name, data, config=PLAIN):
    """What is read of a file `name` that holds `data`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return list(readers.read(path, name, config))


def stated(raw):
    """The hints of a raw article that say something."""
    empty = Hints()
    return {
        name: value
        for name in Hints.__struct_fields__
        if (value := getattr(raw.hints, name)) != getattr(empty, name) and name != "trusted"
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_front_matter(case, tmp_path):
    """Front matter gives the hints of the case, and the problems it meets are named by line."""
    found = read(tmp_path, case["file"], case["text"].encode())
    problems = [item for item in found if isinstance(item, Problem)]
    assert [
        (problem.where, word in problem.message)
        for problem, (_, word) in zip(problems, case.get("problems", []), strict=True)
    ] == [(where, True) for where, _ in case.get("problems", [])]
    raws = [item for item in found if isinstance(item, Raw)]
    assert len(raws) == ("hints" in case)
    for raw in raws:
        assert {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in stated(raw).items()
        } == case["hints"]
        assert raw.hints.trusted
        assert case["text"].replace("\r\n", "\n").split("\n")[
            raw.origin.line - 1 :
        ] == raw.text.split("\n")


def test_front_matter_beyond_reading(tmp_path):
    """A 6,000-digit number, brackets nested 30,000 deep, a thousand dashes: the field is named, the
    article stands."""
    for value in ("9" * 6000, "[" * 30000, "- " * 1000 + "x", "{a: " * 5000, '"' + "x" * 5000):
        found = read(
            tmp_path, "a.md", f"---\ntitle: {value}\ndate: 2021-05-05\n---\nBody.".encode()
        )
        assert isinstance(found[-1], Raw)
        assert found[-1].text == "Body."
        assert found[-1].hints.title == ""
        assert found[0].where.startswith("a.md:2")


def test_drafts_are_read_where_asked(tmp_path):
    """With `drafts = true` a draft is an article."""
    found = read(
        tmp_path, "a.md", b"---\ntitle: Talks\ndraft: true\n---\nBody.", ReadersConfig(drafts=True)
    )
    assert [type(item) for item in found] == [Raw]


def test_raw_text_is_handed_on_as_it_stands(tmp_path):
    """A text file is raw text: not trusted, its lines as they are, its digest that of the bytes."""
    (raw,) = read(
        tmp_path,
        "outlet.example/x/2021-05-05-a.txt",
        b" date 0 SHARES\r\n\r\nLondon \xe2\x80\x93 One.\r\n",
    )
    assert (raw.media_type, raw.text, raw.hints.trusted) == (
        "text/plain",
        " date 0 SHARES\n\nLondon – One.\n",
        False,
    )
    assert (raw.hints.folder, raw.hints.file_date, raw.origin.part) == (
        "outlet.example",
        "2021-05-05",
        "",
    )
    assert (
        raw.origin.digest
        == hashlib.sha256(b" date 0 SHARES\r\n\r\nLondon \xe2\x80\x93 One.\r\n").hexdigest()
    )


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
def test_dumps_of_known_shapes(shape, row, suffix, tmp_path):
    """A row of each known shape gives title, text, date and outlet, and its plain text stays to be
    cleaned."""
    text = (
        json.dumps(row)
        if "l" in suffix[-4:] or suffix.endswith("gz")
        else json.dumps([row], indent=1)
    )
    data = gzip.compress(text.encode(), mtime=0) if suffix.endswith("gz") else text.encode()
    (raw,) = read(tmp_path, f"dump{suffix}", data)
    assert (raw.hints.title, raw.text, raw.hints.outlet, raw.media_type, raw.hints.trusted) == (
        "T",
        "One.\nTwo.",
        "x.example",
        "text/plain",
        False,
    ), shape
    assert "2021" in raw.hints.date


def test_the_site_names_its_columns(tmp_path):
    """`[readers.fields]` goes before the built-in names."""
    config = ReadersConfig(fields={"Kopf": "title", "Inhalt": "text", "Zeitung": "outlet"})
    (raw,) = read(
        tmp_path,
        "a.csv",
        b"Kopf;Inhalt;Zeitung;title\nTreffen;Ein Satz.;Blatt;nicht dies\n",
        config,
    )
    assert (raw.hints.title, raw.text, raw.hints.outlet) == ("Treffen", "Ein Satz.", "Blatt")


def test_parts_name_items_and_stay_when_a_dump_grows(tmp_path):
    """An item is named by its own id, a second of that id and one without by the ordinal too;
    appending changes none of them."""
    lines = [
        b'{"id":"a","text":"x"}',
        b'{"id":"a","text":"y"}',
        b'{"text":"z"}',
        b"",
        b'{"url":"https://e.org/1","text":"w"}',
    ]
    parts = [raw.origin.part for raw in read(tmp_path, "a.jsonl", b"\n".join(lines))]
    assert parts == ["a", "a~2", "3", "https://e.org/1"]
    grown = [
        raw.origin.part
        for raw in read(tmp_path, "a.jsonl", b"\n".join([*lines, b'{"id":"3","text":"v"}']))
    ]
    assert grown == [*parts, "3~5"]


def test_bad_rows_are_named_and_the_rest_is_read(tmp_path):
    """A line that is no JSON, a row without text, a value that is no object: each is named with its line."""
    found = read(
        tmp_path, "a.jsonl", b'{"text":"x"}\n{bad\n{"title":"only"}\n7\n{"text":"y","n":NaN}\n'
    )
    assert [raw.text for raw in found if isinstance(raw, Raw)] == ["x", "y"]
    assert [problem.where for problem in found if isinstance(problem, Problem)] == [
        "a.jsonl:2",
        "a.jsonl:3",
        "a.jsonl:4",
    ]


def test_many_bad_rows_are_counted(tmp_path):
    """Beyond fifty, rows that are set aside are counted in one line."""
    found = read(tmp_path, "a.jsonl", b'{"title":"only"}\n' * 200)
    assert len(found) == 51
    assert "150 more" in found[-1].message


def test_damaged_gzip_keeps_what_came_before(tmp_path):
    """Of a gzip file that ends too early the items before the end are kept, and the fault is named."""
    rows = b"".join(
        json.dumps({"text": f"text {n} {random.Random(n).random()}"}).encode() + b"\n"  # noqa: S311
        for n in range(3000)
    )
    found = read(tmp_path, "a.jsonl.gz", gzip.compress(rows, mtime=0)[:-20000])
    assert sum(isinstance(item, Raw) for item in found) > 500
    assert "ends too early" in found[-1].message
    assert "a.txt.gz" in str(read(tmp_path, "a.txt.gz", b"no gzip at all")[-1])


def test_what_is_no_file_is_named(tmp_path):
    """A missing file, a folder, a pipe, a device, a loop of links, a name with a NUL: each is
    named, none is waited for."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    for path in (
        tmp_path / "none.txt",
        tmp_path / "folder.txt",
        tmp_path / "pipe.txt",
        tmp_path / "loop.txt",
        Path("/dev/zero"),
        tmp_path / "a\0b",
    ):
        (problem,) = readers.read(path, "a.txt", PLAIN)
        assert isinstance(problem, Problem)
        assert (problem.where, problem.code) == ("a.txt", "unreadable")


FEED = """<?xml version="1.0"?><rss version="2.0" \
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Example</title><language>en</language>
<item><title>Talks &amp; more</title><link>https://example.org/a</link><guid>a1</guid>\
<pubDate>Wed, 05 May 2021 08:00:00 +0900</pubDate>
<dc:creator>Anna Lind</dc:creator><category>Japan</category><description>Cut off [&#8230;]</description>
<content:encoded><![CDATA[<p>One with </item> in it.</p>
<p>Two.</p>]]></content:encoded></item>
<item><title>Draft</title><description>x</description><wp:status>draft</wp:status>\
<wp:post_type>post</wp:post_type></item>
<item><title>Image</title><description>x</description><wp:status>inherit</wp:status>\
<wp:post_type>attachment</wp:post_type></item>
<item><title>Plain</title><content:encoded><![CDATA[One.

[gallery ids="1"]Two.]]></content:encoded><wp:status>publish</wp:status>\
<wp:post_type>post</wp:post_type></item>
</channel></rss>"""


def test_feeds(tmp_path):
    """The full content goes before the excerpt, drafts and attachments stay out, WordPress's bare
    paragraphs are parted."""
    found = read(tmp_path, "a.xml", FEED.encode())
    raws = [item for item in found if isinstance(item, Raw)]
    assert [raw.text for raw in raws] == [
        "<p>One with </item> in it.</p>\n<p>Two.</p>",
        "<p>One.</p>\n\n<p>Two.</p>",
    ]
    first = raws[0]
    assert (first.hints.title, first.hints.byline, first.hints.tags, first.hints.outlet) == (
        "Talks & more",
        ("Anna Lind",),
        ("Japan",),
        "The Example",
    )
    assert (first.hints.date, first.hints.dek, first.origin.part, first.origin.line) == (
        "2021-05-05T08:00:00+09:00",
        "",
        "a1",
        5,
    )
    assert [problem.message for problem in found if isinstance(problem, Problem)] == [
        "left out – 1 attachments, 1 drafts"
    ]


def test_atom(tmp_path):
    """Atom entries are read with all their authors."""
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title><id>tag:1</id>'
        "<published>2021-05-05T08:00:00Z</published>"
        "<author><name>Anna Lind</name></author><author><name>Per Holm</name></author>"
        "<content type='html'>&lt;p&gt;One.&lt;/p&gt;</content></entry></feed>"
    )
    (raw,) = read(tmp_path, "a.atom", text.encode())
    assert (raw.text, raw.hints.byline, raw.hints.date) == (
        "<p>One.</p>",
        ("Anna Lind", "Per Holm"),
        "2021-05-05T08:00:00Z",
    )


def test_mailboxes(tmp_path):
    """Each mail of a mailbox is an item whose text begins below its head."""
    mail = (
        b"From x\nSubject: =?utf-8?q?Caf=C3=A9?=\nDate: Wed, 05 May 2021 10:00:00 +0900\n"
        b"Message-ID: <%d@x>\n\nBody.\n\n"
    )
    first, second = read(tmp_path, "a.mbox", mail % 1 + mail % 2)
    assert (first.hints.title, first.hints.date, first.origin.part, first.origin.line) == (
        "Café",
        "2021-05-05T10:00:00+09:00",
        "1@x",
        6,
    )
    assert (second.origin.part, second.origin.line) == ("2@x", 13)


def test_a_missing_library_is_named_with_its_remedy(tmp_path, monkeypatch):
    """Without trafilatura an HTML file is set aside with the command that installs it."""
    absent = readers.Format("newsgen_not_there.webpage:read", whole=True, extra="html")
    monkeypatch.setitem(readers.FORMATS, ".html", absent)
    reading._choice.cache_clear()
    (problem,) = read(tmp_path, "a.html", b"<p>x</p>")
    reading._choice.cache_clear()
    assert "the package newsgen_not_there is not installed" in problem.message
    assert problem.hint == "pip install 'newsgen[html]'"


def test_a_file_of_no_known_kind(tmp_path):
    """A suffix that nothing reads is named with those that are."""
    (problem,) = read(tmp_path, "a.docx", b"PK\x03\x04")
    assert (problem.code, ".txt" in problem.hint) == ("format", True)


NAUGHTY = [
    b"",
    b"\0",
    b"\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\n" * 1000,
    b" " * 1000,
    b"\r",
    b"---",
    b"---\n",
    b"---\n---",
    b"+++\n+++",
    b"{}",
    b"[]",
    b"{",
    b"[",
    b"[[[[" * 5000,
    b'{"a":' * 5000,
    b"<",
    b"<a",
    b"<![CDATA[",
    b"<item>",
    b"<item></item>" * 50,
    b"<entry>" * 50,
    b"<rss><channel><item>",
    b"null",
    b"NaN",
    b"1" * 6000,
    b'"',
    b'a,b\n"',
    b"title,text\n1",
    b"\x89PNG\r\n\x1a\n",
    b"%PDF-1.4",
    b"\x1f\x8b",
    b"\x1f\x8b\x08\0",
    b"PK\x03\x04",
    b"\xed\xa0\x80" * 20,
    b"From ",
    b"From x\n\n",
    b"Subject: x\n\n",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n--x--",
    b"---\n" + b"a" * 100_000,
    b"x" * 1_000_000,
    b"---\n&a [*a]\n---\n",
    b"---\n? ? ?\n---",
    b"---\n!!python/object:os.system x\n---\nx",
    b"+++\na = [[[[\n+++",
    b"Title:\n\n",
    b"<nitf>",
    b"<nitf/>",
    b'<!DOCTYPE x [<!ENTITY a "b">]><nitf>&a;</nitf>',
    b"\xfe\xff\0<\0p",
    b"<html>" * 300,
    b"<table>" * 300,
    b"\x00\x01\x02" * 300,
    b"'\"`",
    b"\\ud800",
    b'{"text":"\\ud800"}',
    b'{"title":["a","b"],"text":{"a":1}}',
    b'{"text":"x","authors":[[[["a"]]]]}',
    b'{"text":"x","date":1e400}',
    b'{"text":"x","date":{"a":{}}}',
]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_naughty_files(suffix, tmp_path):
    """Odd files of every kind, under every suffix, compressed or not, end in articles and problems
    whose text can be written."""
    for number, data in enumerate([*NAUGHTY, *(bytes([byte]) * 5 for byte in range(0, 256, 5))]):
        for name, bytes_ in (
            (f"{number}{suffix}", data),
            (f"{number}{suffix}.gz", gzip.compress(data, 1, mtime=0) if number % 3 else data),
        ):
            for item in read(tmp_path, name, bytes_):
                str(item).encode("utf-8")


SAMPLES = {
    ".md": (
        b"---\ntitle: US: talks\ndate: 2021-05-05\ntags: [a, 'b', \"c\"]\nauthors:\n  - name: Anna\n---\n"
        b"\n# Head\n\n- a\n- b [x](y)\n"
    ),
    ".jsonl": (
        b'{"id":1,"title":"T","text":"One.\\nTwo.","authors":["A B"]}\n'
        b'{"title":"T","content":"<p>x</p>","date":"2021-05-05"}\n'
    ),
    ".json": b'[{"id":1,"title":"T","text":"One."},\n {"title":"T","content":"<p>x</p>"}]',
    ".csv": b'id,title,date,content\n1,"T, U",2021-05-05,"One\nTwo ""three"""\n2,V,,x\n',
    ".xml": FEED.encode(),
    ".html": (
        b"<!doctype html><html lang=en><head><meta property='og:title' content='T'>"
        b"<script type='application/ld+json'>"
        b'{"@type":"NewsArticle","headline":"T"}</script><title>T</title></head><body><article><h1>T</h1>'
        b"<p>One sentence of some length, and more of it.</p><ul><li>a</ul></article></body></html>"
    ),
    ".eml": (
        b"Subject: T\nContent-Type: multipart/alternative; boundary=x\n\n--x\n"
        b"Content-Type: text/plain; charset=latin-1\n\nBody.\n--x--\n"
    ),
    ".nitf": (
        b"<nitf><head><title>T</title></head><body><body.content><p>One.</p></body.content></body></nitf>"
    ),
    ".txt": "---\r\ntitle: Café\r\n---\r\nBody – more.\r\n".encode(),
}
EDITS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.binary(max_size=6)),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("suffix", sorted(SAMPLES))
@settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(edits=EDITS)
def test_mutations(suffix, edits, tmp_path):
    """Real files with bytes cut out and put in anywhere are read, or refused in words."""
    data = SAMPLES[suffix]
    for place, length, put in edits:
        at = place % (len(data) + 1)
        data = data[:at] + put + data[at + length :]
    for item in read(tmp_path, f"a{suffix}", data):
        str(item).encode("utf-8")
