"""One article, whatever file it came in, gives one record; and what is exported reads back as the
same record."""

import csv
import gzip
import io
import json
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgen import clean, readers
from newsgen.config import CleanConfig, ReadersConfig
from newsgen.model import INFERRED, Raw
from newsgen.text import frontmatter

TITLE = "Fishing talks end without a pact"
PARAGRAPHS = [
    (
        "OSTHAVEN, May 5 (NNA) – Ministers from three coastal countries left a hotel on Wednesday"
        " without the fishing pact they had come for."
    ),
    (
        "“We were close, and then we were not,” said Anna Lind, who led the delegation of the host country"
        " through two nights of talks."
    ),
    (
        "The quota for herring, which was cut by a third last year, remains as it is"
        " until the countries meet again in the autumn."
    ),
    (
        "Boats from all three countries had waited in the harbour for the outcome,"
        " and most of them left before the ministers did."
    ),
]
BYLINE, DATE, TAGS = ["Per Holm"], "2021-05-05", ["fishing", "trade"]


def as_txt():
    head = f"title: {TITLE}\ndate: {DATE}\nauthor: {BYLINE[0]}\ntags: [{', '.join(TAGS)}]\n"
    return "a.txt", f"---\n{head}outlet: The Example\n---\n" + "\n\n".join(PARAGRAPHS)


def as_md():
    return "a.md", as_txt()[1]


def as_html():
    linked = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": DATE,
        "author": {"@type": "Person", "name": BYLINE[0]},
        "keywords": TAGS,
        "publisher": {"name": "The Example"},
    }
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in PARAGRAPHS)
    return "a.html", (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{TITLE} | The Example</title>'
        f'<script type="application/ld+json">{json.dumps(linked)}'
        "</script></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{TITLE}</h1>{paragraphs}</article><footer>Imprint</footer></body></html>"
    )


def row():
    return {
        "title": TITLE,
        "date": DATE,
        "authors": BYLINE,
        "tags": TAGS,
        "outlet": "The Example",
        "text": "\n\n".join(PARAGRAPHS),
    }


def as_jsonl():
    return "a.jsonl", json.dumps(row())


def as_json():
    return "a.json", json.dumps([row()], indent=2)


def as_csv():
    text = io.StringIO()
    writer = csv.DictWriter(text, list(row()))
    writer.writeheader()
    writer.writerow({**row(), "authors": BYLINE[0], "tags": ", ".join(TAGS)})
    return "a.csv", text.getvalue()


def as_rss():
    body = "\n".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    tags = "".join(f"<category>{tag}</category>" for tag in TAGS)
    return "a.rss", (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>The Example</title><item><title>{TITLE}</title><dc:creator>{BYLINE[0]}</dc:creator>"
        f"<dc:date>{DATE}</dc:date>{tags}"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item></channel></rss>"
    )


def as_nitf():
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in PARAGRAPHS)
    keys = "".join(f'<keyword key="{tag}"/>' for tag in TAGS)
    return "a.nitf", (
        f'<nitf><head><docdata><date.issue norm="20210505"/><key-list>{keys}</key-list></docdata>'
        '<pubdata name="The Example"/></head>'
        "<body><body.head>"
        f"<hedline><hl1>{TITLE}</hl1></hedline><byline><person>{BYLINE[0]}</person></byline></body.head>"
        f"<body.content>{paragraphs}</body.content></body></nitf>"
    )


def article(folder, name, text, *, packed=False):
    """The one article in a file `name` of this text."""
    path = folder / (name + ".gz" if packed else name)
    data = text.encode()
    path.write_bytes(gzip.compress(data, mtime=0) if packed else data)
    (raw,) = (
        item for item in readers.read(path, path.name, ReadersConfig()) if isinstance(item, Raw)
    )
    cleaned, problems = clean.article(raw, "k3f9000000000", (), CleanConfig(), None)
    assert cleaned is not None, problems
    return cleaned


def record(cleaned):
    """What the formats have to agree on: all but id, source and evidence."""
    return {
        "title": cleaned.title,
        "dek": cleaned.dek,
        "published": cleaned.published and cleaned.published.date,
        "place": cleaned.place,
        "byline": cleaned.byline,
        "agency": cleaned.agency,
        "outlet": cleaned.outlet,
        "lang": cleaned.lang,
        "tags": cleaned.tags,
        "notes": cleaned.notes,
        "cut": cleaned.cut,
        "blocks": [(block.kind, block.text) for block in cleaned.blocks],
    }


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "written",
    [as_txt, as_html, as_jsonl, as_json, as_csv, as_rss, as_nitf],
    ids=lambda written: written.__name__,
)
def test_every_format_gives_the_same_record(written, packed, tmp_path):
    """The article as text, HTML, JSON lines, JSON, CSV, RSS and NITF, compressed or not, is the
    article as Markdown."""
    assert record(article(tmp_path, *written(), packed=packed)) == record(
        article(tmp_path, *as_md())
    )


def test_the_record_is_that_of_the_article(tmp_path):
    """The record that all formats give is the right one."""
    markdown = record(article(tmp_path, *as_md()))
    assert (markdown["title"], markdown["published"]) == (TITLE, DATE)
    assert (markdown["byline"], markdown["tags"]) == (tuple(BYLINE), tuple(TAGS))
    assert (markdown["outlet"], markdown["lang"]) == ("The Example", "en")
    assert markdown["blocks"] == [("paragraph", text) for text in PARAGRAPHS]


def exported(cleaned):
    """A row of the export, as far as it travels in front matter."""
    basis = {entry.field: entry.basis for entry in cleaned.evidence}
    return {
        "id": cleaned.id,
        "title": cleaned.title,
        "dek": cleaned.dek or None,
        "date": cleaned.published.date if cleaned.published else None,
        "place": cleaned.place or None,
        "byline": list(cleaned.byline),
        "agency": cleaned.agency or None,
        "outlet": cleaned.outlet or None,
        "lang": cleaned.lang or None,
        **{f"{name}_basis": basis[name] for name in INFERRED},
        "url": cleaned.url or None,
        "tags": list(cleaned.tags),
        "aliases": list(cleaned.aliases),
        "kinds": [block.kind for block in cleaned.blocks],
        "removed": [{"line": cut.line, "text": cut.text, "rule": cut.rule} for cut in cleaned.cut],
        "paragraphs": [block.text for block in cleaned.blocks],
    }


RAW = (
    f"Follow us on Facebook\n{TITLE}\nBy Per Holm\n5 May 2021\n"
    + "\n".join(PARAGRAPHS)
    + "\nRead more: Ten ways to cook herring\n"
)


@pytest.mark.parametrize(
    "written", [lambda: ("a.txt", RAW), as_md, as_html, as_rss], ids=["raw", "md", "html", "rss"]
)
def test_an_export_reads_back(written, tmp_path):
    """The exported Markdown file reads back as the same record: each field with its basis, the
    blocks, what was cut, the id."""
    row = exported(article(tmp_path, *written()))
    again = article(tmp_path, "back.md", frontmatter.dump(row))
    assert exported(again) == row


TEXT = st.text(alphabet=st.sampled_from([*"aéß東ש#-*_`[]<>&:'\"\\|{}!?,. \t\n1"]), max_size=30)
ROWS = st.fixed_dictionaries(
    {
        "title": TEXT,
        "dek": TEXT,
        "outlet": TEXT,
        "byline": st.lists(TEXT, max_size=3),
        "tags": st.lists(TEXT, max_size=3),
        "title_basis": st.just("derived"),
    }
)


@settings(
    deadline=None,
    derandomize=True,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(values=ROWS, removed=st.lists(st.tuples(st.integers(0, 99), TEXT, TEXT), max_size=3))
def test_any_value_travels_in_front_matter(values, removed, tmp_path):
    """Whatever signs a value is made of, it comes back as the text it was, on one line."""
    path = tmp_path / "a.md"
    path.write_text(
        frontmatter.dump(
            {
                **values,
                "removed": [
                    dict(zip(("line", "text", "rule"), cut, strict=True)) for cut in removed
                ],
            }
        ),
        "utf-8",
    )
    (raw,) = readers.read(path, "a.md", ReadersConfig())
    assert isinstance(raw, Raw)
    flat = {
        name: " ".join(value.split())
        if isinstance(value, str)
        else [" ".join(item.split()) for item in value]
        for name, value in values.items()
    }
    assert raw.hints.basis == (("title", "derived"),)
    assert (raw.hints.title, raw.hints.dek, raw.hints.outlet) == (
        flat["title"],
        flat["dek"],
        flat["outlet"],
    )
    assert (list(raw.hints.byline), list(raw.hints.tags)) == (
        [name for name in flat["byline"] if name],
        [tag for tag in flat["tags"] if tag],
    )
    assert [(cut.line, cut.text, cut.rule) for cut in raw.hints.cut] == removed
