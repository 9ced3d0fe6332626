"""Front matter: where it ends and the body begins, and how newsgen writes it.

The exporter writes with `dump`, the reader splits with `split` and names the fields by `FIELDS` and `BASES`: what is written comes back as the
same record. Markdown's own characters are escaped, and what Markdown cannot say (verse, captions, irregular tables) is written as HTML.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from newsgen.model import INFERRED, Block

FIELDS = {
    name: name
    for name in "id url title dek date modified place byline agency outlet lang tags aliases kinds".split()  # noqa: SIM905 - a list of names reads best so
} | {"removed": "cut"}
"""Key in an exported file → field of `Hints`."""

BASES = {f"{name}_basis": name for name in INFERRED}
"""Key in an exported file → the field whose basis it states. A file with one of these keys is an exported record."""

LEFT_OUT = frozenset(("paragraphs", "shared"))
"""Keys of an exported record that are not written: the body says them."""

Format = Literal["yaml", "toml", "json", "pelican"]


class Head(NamedTuple):
    """A text parted in two: `text` (front matter without its fences, from line `line` on) and `body` (from line `body_line` on).

    `closed` is False where the closing fence is missing; the head then ends before the first line that states nothing."""

    format: Format
    text: str
    line: int
    body: str
    body_line: int
    closed: bool


_FENCE = re.compile(r"\s*^(---|\+\+\+)[ \t]*\n", re.MULTILINE)
_CLOSING = {
    "---": re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)"),
    "+++": re.compile(r"\n\+\+\+[ \t]*(?:\n|\Z)"),
}
"""The closing fence and the line end before it: what begins with a sign is looked for in half of the time."""
_FORMATS: dict[str, Format] = {"---": "yaml", "+++": "toml"}
_FIRST = {
    "---": re.compile(
        r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:[A-Za-z_][\w.-]*[ \t]*:(?:[ \t]|$)|[\"'][^\"'\n]*[\"'][ \t]*:|\{)",
        re.MULTILINE,
    ),
    "+++": re.compile(
        r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:[\w.-]+[ \t]*=|[\"'][^\"'\n]*[\"'][ \t]*=|\[)"
    ),
}
_STATING = re.compile(
    r"[ \t]*(?:#[^\n]*|[\w.\"'-]+[ \t]*[:=](?:[ \t][^\n]*)?|-[ \t][^\n]*|[ \t]+\S[^\n]*|\[[^\n]*\])?(?:\n|$)"
)
_JSON_END = re.compile(r"^\}[ \t]*$\n?", re.MULTILINE)
_PELICAN = re.compile(
    r"[A-Za-z][A-Za-z _-]{0,30}:(?:[ \t][^\n]*)?\n(?:(?:[A-Za-z][A-Za-z _-]{0,30}:(?:[ \t][^\n]*)?|[ \t]{4,}\S[^\n]*)(?:\n|$))*(?=\n|$)"
)


def split(text: str, *, pelican: bool = False) -> Head | None:
    r"""The front matter of `text` and its body; None where it has none, as where a `---` is but a horizontal rule.

    `pelican` also takes `Key: value` lines up to a blank line, without a fence.

    >>> split("---\ntitle: Talks\n---\n\nBody.\n")
    Head(format='yaml', text='title: Talks\n', line=2, body='\nBody.\n', body_line=4, closed=True)
    >>> split("---\n\nA rule above, and no front matter.\n") is None
    True
    """
    if fence := _FENCE.match(text):
        return _fenced(text, fence[1], fence.end())
    if text.startswith("{"):
        return _braced(text)
    if pelican and (found := _PELICAN.match(text)):
        return Head(
            "pelican", found[0], 1, text[found.end() :], 1 + found[0].count("\n"), closed=True
        )
    return None


def dump(record: Mapping[str, object], blocks: Iterable[Block] | None = None) -> str:
    """An exported record as a Markdown file with YAML front matter; unknown fields (None) are left out.

    Values are strings, numbers, lists of strings, or lists of flat mappings. The body is `blocks`, else the record's `paragraphs` and `kinds`.
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

    >>> print(body([Block("paragraph", "1. May *was* wet", None, 1), Block("subhead", "What next?", None, 2)]), end="")
    1\. May \*was\* wet
    <BLANKLINE>
    ## What next?
    """
    written: list[str] = []
    last = ""
    for block in blocks:
        if last == block.kind == "list":
            written.append("<!-- -->")
        written.append(_WRITERS[block.kind](block))
        last = block.kind
    return "\n\n".join(written) + "\n" if written else ""


def _blocks(record: Mapping[str, object]) -> Iterator[Block]:
    texts, kinds = record.get("paragraphs"), record.get("kinds")
    if isinstance(texts, (list, tuple)):
        parallel = (
            kinds
            if isinstance(kinds, (list, tuple)) and len(kinds) == len(texts)
            else ["paragraph"] * len(texts)
        )
        yield from (Block(kind, text, None, 0) for kind, text in zip(parallel, texts, strict=True))


def _fenced(text: str, mark: str, start: int) -> Head | None:
    format_, line = _FORMATS[mark], 1 + text.count("\n", 0, start)
    end = _CLOSING[mark].search(text, start - 1)
    stated = text[start : end.start() + 1] if end else text[start:]
    is_blank = not stated.strip()
    if not (end and is_blank) and not _FIRST[mark].match(text, start):
        return None
    if end:
        return Head(
            format_,
            "" if is_blank else stated,
            line,
            text[end.end() :],
            line + text.count("\n", start, end.end()),
            closed=True,
        )
    at = start
    while (
        at < len(text)
        and text[at] != "\n"
        and (stating := _STATING.match(text, at))
        and stating.end() > at
    ):
        at = stating.end()
    return Head(
        format_, text[start:at], line, text[at:], line + text.count("\n", start, at), closed=False
    )


def _braced(text: str) -> Head | None:
    first = text.partition("\n")[0].rstrip()
    if first.endswith("}"):
        at = min(len(text), text.index("\n") + 1 if "\n" in text else len(text))
    elif end := _JSON_END.search(text):
        at = end.end()
    else:
        return None
    return Head("json", text[:at], 1, text[at:], 1 + text.count("\n", 0, at), closed=True)


_BARE = re.compile(r"[a-z]+|\d{4}(?:-\d\d(?:-\d\d)?)?")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def _entry(key: str, value: object) -> str:
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], Mapping):
        return f"{key}:\n" + "".join(f"  - {_quoted(item)}\n" for item in value)
    bare = (
        isinstance(value, str)
        and (key.endswith("_basis") or key in ("date", "date_precision", "kind"))
        and _BARE.fullmatch(value)
    )
    return f"{key}: {value if bare else _quoted(value)}\n"


def _quoted(value: object) -> str:
    """`value` as JSON, which is YAML too where what YAML cannot hold as it is stands escaped."""
    return _UNPRINTABLE.sub(
        lambda sign: "\\ufffd" if "\ud800" <= sign[0] <= "\udfff" else f"\\u{ord(sign[0]):04x}",
        json.dumps(value, ensure_ascii=False),
    )


_SIGNIFICANT = re.compile(r"([\\`*_\[])|(<)|(&(?=[#\w]))")
_OPENING = re.compile(r"(?:[#>+]|-(?=\s|$|-)|=+$|\d+(?=[.)]))")
_TAG = re.compile(r"(<[^>]*>)")


def _escaped(text: str) -> str:
    return _SIGNIFICANT.sub(
        lambda sign: "\\" + sign[1] if sign[1] else "&lt;" if sign[2] else "&amp;", text
    )


def _inline(text: str, html: str | None) -> str:
    """One line of a block: its HTML with the text between the tags escaped for Markdown too, else its text."""
    if html is None:
        return _escaped(text)
    parts = _TAG.split(html)
    parts[::2] = [re.sub(r"([\\`*_\[])", r"\\\1", part) for part in parts[::2]]
    parts[1::2] = [
        part.replace("[", "&#91;").replace("\\", "&#92;").replace("`", "&#96;")
        for part in parts[1::2]
    ]
    return "".join(parts)


def _begun(line: str) -> str:
    """`line` with whatever at its start would open a block escaped."""
    opening = _OPENING.match(line)
    if not opening:
        return line.replace("~", "&#126;", 1) if line.startswith("~~~") else line
    if opening[0][0].isdigit():
        return f"{opening[0]}\\{line[opening.end() :]}" if line[opening.end()] == "." else line
    return ("&#61;" if opening[0][0] == "=" else "\\" + line[0]) + line[1:]


def _lines(block: Block) -> list[tuple[str, str | None]]:
    texts = block.text.split("\n")
    htmls = block.html.split("\n") if block.html is not None else []
    return list(zip(texts, htmls if len(htmls) == len(texts) else [None] * len(texts), strict=True))


def _prose(block: Block) -> str:
    return _begun(" ".join(_inline(text, html) for text, html in _lines(block)))


def _subhead(block: Block) -> str:
    """A number sign at the end of a heading would go with the heading's own."""
    prose = " ".join(_inline(text, html) for text, html in _lines(block))
    return f"## {prose[:-1]}&#35;" if prose.endswith("#") else f"## {prose}"


def _items(block: Block) -> str:
    """A bar would make a table of two items."""
    return "\n".join(
        f"- {_begun(_inline(text, html)).replace('|', '&#124;')}" for text, html in _lines(block)
    )


def _quotation(block: Block) -> str:
    return "\n>\n".join(f"> {_begun(_inline(text, html))}" for text, html in _lines(block))


def _raw(text: str, html: str | None) -> str:
    return html if html is not None else text.replace("&", "&amp;").replace("<", "&lt;")


def _verse(block: Block) -> str:
    return '<p class="verse">' + "<br>\n".join(_raw(*line) for line in _lines(block)) + "</p>"


def _caption(block: Block) -> str:
    return f"<figcaption>{' '.join(_raw(*line) for line in _lines(block))}</figcaption>"


def _table(block: Block) -> str:
    rows = []
    for text, html in _lines(block):
        cells = text.split("\t") if html is None else html.split("\t")
        rows.append(
            "<tr>"
            + "".join(f"<td>{_raw(cell, None) if html is None else cell}</td>" for cell in cells)
            + "</tr>"
        )
    return '<table class="rows">\n' + "\n".join(rows) + "\n</table>"


_WRITERS = {
    "paragraph": _prose,
    "subhead": _subhead,
    "list": _items,
    "quote": _quotation,
    "verse": _verse,
    "table": _table,
    "caption": _caption,
}
