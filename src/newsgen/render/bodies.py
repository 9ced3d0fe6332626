"""The body of an article as HTML."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from newsgen.model import Block, BlockKind
from newsgen.render.jinja import markup, plain

_LINE = "\n"
_BETWEEN = "</p>\n<p>"


def body(blocks: Sequence[Block]) -> Markup:
    r"""A body as HTML; the markup inside a block was sanitised when it was cleaned.

    >>> body((Block("subhead", "A & B", None, 1), Block("verse", "one\ntwo", None, 2)))
    Markup('<h2>A &amp; B</h2>\n<p class="verse">one<br>two</p>')
    """
    texts = [block.text for block in blocks if block.kind == "paragraph" and block.html is None]

    if texts and len(texts) == len(blocks):
        # Most bodies are plain paragraphs, and these are all escaped at once.
        joined = _LINE.join(texts)
        lines = joined.count(_LINE) + 1
        if lines == len(texts):
            html = plain(joined).replace(_LINE, _BETWEEN)
            return markup(f"<p>{html}</p>")

    return markup("\n".join([_block(block) for block in blocks]))


def _block(block: Block) -> str:
    """A block as HTML."""
    html = plain(block.text) if block.html is None else block.html
    return SHAPES[block.kind](html)


def _list(html: str) -> str:
    """A list with an item a line."""
    return f"<ul>{_each('li', html)}</ul>"


def _quote(html: str) -> str:
    """A quotation with a paragraph a line."""
    return f"<blockquote>{_each('p', html)}</blockquote>"


def _verse(html: str) -> str:
    """Verse with a break between two lines."""
    lines = html.replace(_LINE, "<br>")
    return f'<p class="verse">{lines}</p>'


def _table(html: str) -> str:
    """A table with a row a line and a tab between two cells; it may be scrolled on a narrow screen."""
    rows = [_each("td", line.replace("\t", _LINE)) for line in html.split(_LINE)]
    table = _each("tr", _LINE.join(rows))
    return (
        '<div class="wide" role="group" aria-label="Table" tabindex="0">'
        f"<table>{table}</table>"
        "</div>"
    )


def _each(tag: str, html: str) -> str:
    """Each line in an element of its own."""
    return "".join([f"<{tag}>{line}</{tag}>" for line in html.split(_LINE)])


SHAPES: Mapping[BlockKind, Callable[[str], str]] = {
    "paragraph": "<p>{}</p>".format,
    "subhead": "<h2>{}</h2>".format,
    "list": _list,
    "quote": _quote,
    "verse": _verse,
    "table": _table,
    "caption": '<p class="note">{}</p>'.format,
}
"""What a block becomes, by its kind; the items of a list, a quotation, a verse or a table are its
lines."""
