"""Front matter: where it ends and the body begins, and how newsgen writes it.

The exporter writes with `dump`; the reader splits with `split` and names the fields by `FIELDS` and
`BASES`: what is written comes back as the same record. Markdown's own characters are escaped, and
what Markdown cannot say (verse, captions, irregular tables) is written as HTML.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from newsgen.model import INFERRED, Block

_SAME_NAME = (
    "id",
    "url",
    "title",
    "dek",
    "date",
    "modified",
    "place",
    "byline",
    "agency",
    "outlet",
    "lang",
    "tags",
    "aliases",
    "kinds",
)
FIELDS = {name: name for name in _SAME_NAME} | {"removed": "cut"}
"""Key in an exported file → field of `Hints`."""

BASES = {f"{name}_basis": name for name in INFERRED}
"""Key in an exported file → the field whose basis it states. A file with one of these keys is an
exported record."""

LEFT_OUT = frozenset(("paragraphs", "shared"))
"""Keys of an exported record that are not written: the body says them."""

Format = Literal["yaml", "toml", "json", "pelican"]


class Head(NamedTuple):
    """A text parted in two: `text` (front matter without its fences, from line `line` on) and `body`
    (from line `body_line` on).

    `closed` is False where the closing fence is missing; the head then ends before the first line
    that states nothing.
    """

    format: Format
    text: str
    line: int
    body: str
    body_line: int
    closed: bool


class _Line(NamedTuple):
    """A line of a block: its text, and its HTML if it has any."""

    text: str
    html: str | None


_FENCE = re.compile(r"\s*^(---|\+\+\+)[ \t]*\n", re.MULTILINE)
_CLOSING = {
    "---": re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)"),
    "+++": re.compile(r"\n\+\+\+[ \t]*(?:\n|\Z)"),
}
"""The closing fence, and the line end before it: an expression that begins with a character takes half
of the time of one that begins with a line's start."""
_FORMATS: dict[str, Format] = {"---": "yaml", "+++": "toml"}
_REMARKS = r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*"
_QUOTED_KEY = r"[\"'][^\"'\n]*[\"'][ \t]*"
_FIRST = {
    "---": re.compile(
        rf"{_REMARKS}(?:[A-Za-z_][\w.-]*[ \t]*:(?:[ \t]|$)|{_QUOTED_KEY}:|\{{)", re.MULTILINE
    ),
    "+++": re.compile(rf"{_REMARKS}(?:[\w.-]+[ \t]*=|{_QUOTED_KEY}=|\[)"),
}
"""How front matter begins, after remarks and empty lines, by its fence."""
_STATING = re.compile(
    r"[ \t]*(?:#[^\n]*"
    r"|[\w.\"'-]+[ \t]*[:=](?:[ \t][^\n]*)?"
    r"|-[ \t][^\n]*"
    r"|[ \t]+\S[^\n]*"
    r"|\[[^\n]*\])?(?:\n|$)"
)
"""A line that front matter may hold: a remark, a key, an item, a continued line, a table, or nothing."""
_JSON_END = re.compile(r"^\}[ \t]*$\n?", re.MULTILINE)
_PELICAN_KEY = r"[A-Za-z][A-Za-z _-]{0,30}:(?:[ \t][^\n]*)?"
_PELICAN = re.compile(
    rf"{_PELICAN_KEY}\n(?:(?:{_PELICAN_KEY}|[ \t]{{4,}}\S[^\n]*)(?:\n|$))*(?=\n|$)"
)


def split(text: str, *, pelican: bool = False) -> Head | None:
    r"""The front matter of `text` and its body; None where it has none, as where a `---` is but a
    horizontal rule.

    `pelican` also takes `Key: value` lines up to a blank line, without a fence.

    >>> head = split("---\ntitle: Talks\n---\n\nBody.\n")
    >>> head.format, head.text, head.line
    ('yaml', 'title: Talks\n', 2)
    >>> head.body, head.body_line, head.closed
    ('\nBody.\n', 4, True)
    >>> split("---\n\nA rule above, and no front matter.\n") is None
    True
    """
    if fence := _FENCE.match(text):
        return _fenced(text, fence[1], fence.end())
    if text.startswith("{"):
        return _braced(text)
    if pelican and (keys := _PELICAN.match(text)):
        return _head(text, "pelican", 0, keys.end())

    return None


def dump(
    record: Mapping[str, object],
    blocks: Iterable[Block] | None = None,
) -> str:
    """An exported record as a Markdown file with YAML front matter; fields that are unknown (None) are
    left out.

    Values are strings, numbers, lists of strings, or lists of flat mappings. The body is `blocks`,
    else the record's `paragraphs` and `kinds`.
    """
    if blocks is None:
        blocks = _blocks(record)

    lines = ["---\n"]

    for key, value in record.items():
        if key not in LEFT_OUT and value is not None:
            lines.append(_entry(key, value))

    return "".join((*lines, "---\n\n", body(blocks)))


def body(blocks: Iterable[Block]) -> str:
    r"""Blocks as Markdown that reads back as the same blocks.

    >>> rainy = Block("paragraph", "1. May *was* wet", None, 1)
    >>> print(body([rainy, Block("subhead", "What next?", None, 2)]), end="")
    1\. May \*was\* wet
    <BLANKLINE>
    ## What next?
    """
    written: list[str] = []
    last = ""
    for block in blocks:
        if last == block.kind == "list":
            written.append("<!-- -->")  # or the two lists would be one
        written.append(_WRITERS[block.kind](block))
        last = block.kind

    return "\n\n".join(written) + "\n" if written else ""


def _blocks(record: Mapping[str, object]) -> Iterator[Block]:
    """The blocks of an exported record; paragraphs all, where it does not name their kinds."""
    texts, kinds = record.get("paragraphs"), record.get("kinds")
    if not isinstance(texts, (list, tuple)):
        return

    if not isinstance(kinds, (list, tuple)) or len(kinds) != len(texts):
        kinds = ["paragraph"] * len(texts)
    for kind, text in zip(kinds, texts, strict=True):
        yield Block(kind, text, None, 0)


def _head(
    text: str,
    format_: Format,
    start: int,
    end: int,
    *,
    closed: bool = True,
) -> Head:
    """The head that is `text[start:end]`; the body follows it at once."""
    line = 1 + text.count("\n", 0, start)
    return Head(
        format=format_,
        text=text[start:end],
        line=line,
        body=text[end:],
        body_line=line + text.count("\n", start, end),
        closed=closed,
    )


def _fenced(text: str, mark: str, start: int) -> Head | None:
    """The head that begins at `start`, after a fence of `mark`; None where the fence is a rule."""
    closing = _CLOSING[mark].search(text, start - 1)
    end = closing.start() + 1 if closing else len(text)
    stated = text[start:end]
    is_blank = not stated.strip()
    is_closed_and_blank = closing and is_blank
    if not is_closed_and_blank and not _FIRST[mark].match(text, start):
        return None

    format_ = _FORMATS[mark]
    if not closing:
        return _head(text, format_, start, _end_of_statements(text, start), closed=False)

    line = 1 + text.count("\n", 0, start)
    return Head(
        format=format_,
        text="" if is_blank else stated,
        line=line,
        body=text[closing.end() :],
        body_line=line + text.count("\n", start, closing.end()),
        closed=True,
    )


def _end_of_statements(text: str, start: int) -> int:
    """Where the lines end that front matter may hold, from `start` on; an empty line ends them."""
    end = start

    while end < len(text) and text[end] != "\n":
        stating = _STATING.match(text, end)
        if not stating or stating.end() == end:
            break
        end = stating.end()

    return end


def _braced(text: str) -> Head | None:
    """The head of a text that begins with a JSON object, on one line or up to a line with its brace."""
    first, newline, _ = text.partition("\n")
    if first.rstrip().endswith("}"):
        end = len(first) + len(newline)
        return _head(text, "json", 0, end)

    closing = _JSON_END.search(text)
    if not closing:
        return None
    return _head(text, "json", 0, closing.end())


_BARE = re.compile(r"[a-z]+|\d{4}(?:-\d\d(?:-\d\d)?)?")
_BARE_KEYS = frozenset(("date", "date_precision", "kind"))
"""Keys whose values are words or dates, which YAML holds without quotation marks; so are bases."""
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def _entry(key: str, value: object) -> str:
    """A key of the front matter with its value."""
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], Mapping):
        mappings = [f"  - {_quoted(mapping)}\n" for mapping in value]
        return f"{key}:\n" + "".join(mappings)

    shown = value if _is_bare(key, value) else _quoted(value)
    return f"{key}: {shown}\n"


def _is_bare(key: str, value: object) -> bool:
    """Whether a value is written without quotation marks."""
    may_be_bare = key.endswith("_basis") or key in _BARE_KEYS
    return may_be_bare and isinstance(value, str) and _BARE.fullmatch(value) is not None


def _quoted(value: object) -> str:
    """`value` as JSON, which is YAML too once the characters are escaped that YAML cannot hold."""
    return _UNPRINTABLE.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(character: re.Match[str]) -> str:
    """The escape of a character; of half a character, that of the replacement character."""
    is_surrogate = "\ud800" <= character[0] <= "\udfff"
    return "\\ufffd" if is_surrogate else f"\\u{ord(character[0]):04x}"


_EMPHASIS = re.compile(r"([\\`*_\[])")
"""What Markdown gives a meaning inside a line."""
_SIGNIFICANT = re.compile(rf"{_EMPHASIS.pattern}|(<)|(&(?=[#\w]))")
_OPENING = re.compile(r"(?:[#>+]|-(?=\s|$|-)|=+$|\d+(?=[.)]))")
_TAG = re.compile(r"(<[^>]*>)")


def _escaped(text: str) -> str:
    """`text` with everything escaped that Markdown or HTML gives a meaning inside a line."""
    return _SIGNIFICANT.sub(_escaped_sign, text)


def _escaped_sign(sign: re.Match[str]) -> str:
    if sign[1]:
        return "\\" + sign[1]
    return "&lt;" if sign[2] else "&amp;"


def _inline(line: _Line) -> str:
    """A line of a block: its HTML with the text between the tags escaped for Markdown too, else its
    text."""
    if line.html is None:
        return _escaped(line.text)

    parts = _TAG.split(line.html)  # text and tags in turn
    parts[::2] = [_EMPHASIS.sub(r"\\\1", part) for part in parts[::2]]
    parts[1::2] = [_escaped_tag(part) for part in parts[1::2]]

    return "".join(parts)


def _escaped_tag(tag: str) -> str:
    """A tag without the characters that Markdown would read inside it."""
    return tag.replace("[", "&#91;").replace("\\", "&#92;").replace("`", "&#96;")


def _begun(line: str) -> str:
    """`line` with whatever at its start would open a block escaped."""
    opening = _OPENING.match(line)
    if not opening:
        return line.replace("~", "&#126;", 1) if line.startswith("~~~") else line

    mark, after = opening[0], line[opening.end() :]
    if mark[0].isdigit():
        return f"{mark}\\{after}" if after[0] == "." else line
    escape = "&#61;" if mark[0] == "=" else "\\" + mark[0]
    return escape + line[1:]


def _lines(block: Block) -> list[_Line]:
    """The lines of a block."""
    texts = block.text.split("\n")
    htmls: list[str] = []
    if block.html is not None:
        htmls = block.html.split("\n")

    if len(htmls) != len(texts):
        return [_Line(text, None) for text in texts]
    return [_Line(text, html) for text, html in zip(texts, htmls, strict=True)]


def _prose(block: Block) -> str:
    """A paragraph, on one line."""
    return _begun(_joined(block))


def _joined(block: Block) -> str:
    """The lines of a block as one."""
    return " ".join(map(_inline, _lines(block)))


def _subhead(block: Block) -> str:
    """A heading; a number sign at its end is escaped, since Markdown takes it for the heading's own."""
    prose = _joined(block)
    if prose.endswith("#"):
        prose = prose[:-1] + "&#35;"
    return f"## {prose}"


def _items(block: Block) -> str:
    """A list; bars are escaped, since one in each of two items would make them a table."""
    items = []
    for line in _lines(block):
        item = _begun(_inline(line))
        items.append("- " + item.replace("|", "&#124;"))
    return "\n".join(items)


def _quotation(block: Block) -> str:
    """A block quotation; each of its lines is a paragraph of it."""
    lines = [_begun(_inline(line)) for line in _lines(block)]
    return "\n>\n".join([f"> {line}" for line in lines])


def _raw(line: _Line) -> str:
    """A line as HTML."""
    if line.html is not None:
        return line.html
    return line.text.replace("&", "&amp;").replace("<", "&lt;")


def _verse(block: Block) -> str:
    """Verse, as HTML: Markdown joins lines."""
    lines = map(_raw, _lines(block))
    return '<p class="verse">' + "<br>\n".join(lines) + "</p>"


def _caption(block: Block) -> str:
    """A caption, as HTML: Markdown has none."""
    lines = map(_raw, _lines(block))
    return f"<figcaption>{' '.join(lines)}</figcaption>"


def _table(block: Block) -> str:
    """A table, as HTML: Markdown has none whose rows differ in length."""
    rows = []
    for line in _lines(block):
        cells = [f"<td>{_raw(cell)}</td>" for cell in _cells(line)]
        rows.append("<tr>" + "".join(cells) + "</tr>")
    return '<table class="rows">\n' + "\n".join(rows) + "\n</table>"


def _cells(line: _Line) -> list[_Line]:
    """The cells of a table's row, which tabs part."""
    if line.html is None:
        texts = line.text.split("\t")
        return [_Line(text, None) for text in texts]
    htmls = line.html.split("\t")
    return [_Line("", html) for html in htmls]


_WRITERS = {
    "paragraph": _prose,
    "subhead": _subhead,
    "list": _items,
    "quote": _quotation,
    "verse": _verse,
    "table": _table,
    "caption": _caption,
}
"""Kind of a block → how it is written."""
