"""Any file gives articles and problems, and reading it never raises."""

import gzip
import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgen import readers
from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers import reading

FEED = Path(__file__).parent / "cases/feed.xml"
SAME_READER = {".htm", ".xhtml", ".markdown", ".ndjson", ".tsv", ".rss"}
"""Suffixes of which another one has the same reader."""
SUFFIXES = sorted({*readers.FORMATS} - SAME_READER)
PLAIN = ReadersConfig()


def test_damaged_gzip_keeps_what_came_before(read):
    """Of a gzip file that ends too early the items before the end are kept, and the fault is named."""
    rows = b"".join(
        json.dumps({"text": f"text {n} {random.Random(n).random()}"}).encode() + b"\n"  # noqa: S311
        for n in range(3000)
    )
    items = read("a.jsonl.gz", gzip.compress(rows, mtime=0)[:-20000])
    assert sum(isinstance(item, Raw) for item in items) > 500
    assert "ends too early" in items[-1].message
    assert "a.txt.gz" in str(read("a.txt.gz", b"no gzip at all")[-1])


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


def test_a_missing_library_is_named_with_its_remedy(read, monkeypatch):
    """Without trafilatura an HTML file is set aside with the command that installs it."""
    absent = readers.Format("newsgen_not_there.webpage:read", whole=True, extra="html")
    monkeypatch.setitem(readers.FORMATS, ".html", absent)
    reading._choice.cache_clear()
    (problem,) = read("a.html", b"<p>x</p>")
    reading._choice.cache_clear()
    assert "the package newsgen_not_there is not installed" in problem.message
    assert problem.hint == "pip install 'newsgen[html]'"
    assert problem.code in readers.INSTALLATION


def test_a_file_of_no_known_kind(read):
    """A suffix that nothing reads is named with those that are."""
    (problem,) = read("a.docx", b"PK\x03\x04")
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
def test_naughty_files(suffix, read):
    """Odd files of every kind, under every suffix, compressed or not, end in articles and problems
    whose text can be written."""
    for number, data in enumerate([*NAUGHTY, *(bytes([byte]) * 5 for byte in range(0, 256, 5))]):
        for name, bytes_ in (
            (f"{number}{suffix}", data),
            (f"{number}{suffix}.gz", gzip.compress(data, 1, mtime=0) if number % 3 else data),
        ):
            for item in read(name, bytes_):
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
    ".xml": FEED.read_bytes(),
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
def test_mutations(suffix, edits, read):
    """Real files with bytes cut out and put in anywhere are read, or refused in words."""
    data = SAMPLES[suffix]
    for place, length, put in edits:
        at = place % (len(data) + 1)
        data = data[:at] + put + data[at + length :]
    for item in read(f"a{suffix}", data):
        str(item).encode("utf-8")
