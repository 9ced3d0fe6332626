"""The items of a feed give articles."""

from pathlib import Path

from newsgen.model import Problem, Raw

FEED = Path(__file__).parent / "cases/feed.xml"


def test_feeds(read):
    """The full content goes before the excerpt, drafts and attachments stay out, WordPress's bare
    paragraphs are parted."""
    items = read("a.xml", FEED.read_bytes())
    raws = [item for item in items if isinstance(item, Raw)]
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
    assert [problem.message for problem in items if isinstance(problem, Problem)] == [
        "left out – 1 attachments, 1 drafts"
    ]


def test_atom(read):
    """Atom entries are read with all their authors."""
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title><id>tag:1</id>'
        "<published>2021-05-05T08:00:00Z</published>"
        "<author><name>Anna Lind</name></author><author><name>Per Holm</name></author>"
        "<content type='html'>&lt;p&gt;One.&lt;/p&gt;</content></entry></feed>"
    )
    (raw,) = read("a.atom", text.encode())
    assert (raw.text, raw.hints.byline, raw.hints.date) == (
        "<p>One.</p>",
        ("Anna Lind", "Per Holm"),
        "2021-05-05T08:00:00Z",
    )
