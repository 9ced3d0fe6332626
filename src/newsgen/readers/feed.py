"""`.rss`, `.atom`, `.xml`: RSS, Atom and WordPress exports, read by feedparser an item at a time.

The full content goes before the excerpt; drafts and pages are left out.
"""

import io
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import feedparser
import msgspec

from newsgen.config import ReadersConfig
from newsgen.model import Raw
from newsgen.readers.shared.dates import iso_date
from newsgen.readers.shared.dump_rows import DumpRows, hints_of
from newsgen.readers.shared.rules import rules
from newsgen.readers.shared.source import Items, Source
from newsgen.readers.shared.xml_items import XmlItem, items
from newsgen.text.encoding import decoded, tidy
from newsgen.text.words import plain

OPENING = 30
"""Characters of a body by which its first line is looked for in the item."""

_FAULTS = (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError)
"""What feedparser was seen to raise on damaged items."""

_CUT_OFF = ("…", "...", "&hellip;", "[&#8230;")
"""How an excerpt ends that was cut off."""

_ENCODING = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})")
_DECLARATIONS = re.compile(r"<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\][^>]*)?>")
_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
_BLOCK = re.compile(r"<(?:p|div|section|article)\b", re.IGNORECASE)
_OWN_BLOCK = re.compile(
    r"\s*</?(?:h[1-6]|ul|ol|li|table|blockquote|pre|figure|figcaption|hr|!--)", re.IGNORECASE
)
_CAPTION = re.compile(
    r"\[caption\b[^\]]*\](?:\s*<a\b[^>]*>)?\s*<img\b[^>]*>(?:\s*</a>)?([^\[]*)\[/caption\]",
    re.IGNORECASE,
)


def read(source: Source, config: ReadersConfig) -> Items:
    """The articles in a feed."""
    rows = DumpRows(source, config)
    left_out: Counter[str] = Counter()
    for item in items(source.stream):
        rows.number += 1
        parsed_item = parsed(item)
        if parsed_item is None:
            message = "not read – the item is no valid XML"
            yield from rows.fault(message, "mend it", item.line)
        elif why := _left_out(parsed_item.entry, drafts=config.drafts):
            left_out[why] += 1
        else:
            yield from article(rows, item, parsed_item)
    if left_out:
        counted = ", ".join(f"{count} {why}" for why, count in sorted(left_out.items()))
        hint = "set drafts = true under [readers] to read drafts"
        yield source.note("draft", f"left out – {counted}", hint)
    yield from rows.summary()


class ParsedItem(NamedTuple):
    """What feedparser makes of an item (`entry`), and of the head of its feed (`feed`)."""

    entry: Mapping[str, Any]
    feed: Mapping[str, Any]


def parsed(item: XmlItem) -> ParsedItem | None:
    """An item as feedparser reads it under the head of its feed; None where feedparser makes
    nothing of it."""
    declared = _ENCODING.search(item.head)
    encoding = declared[1].decode("ascii") if declared else ""
    head = _DECLARATIONS.sub("", decoded(item.head, encoding).text)
    closing = "".join(f"</{tag}>" for tag in _open_tags(head))
    document = f"{head}{decoded(item.data, encoding).text}{closing}"
    stream = io.BytesIO(document.encode("utf-8", "replace"))
    try:
        result = feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    except _FAULTS:
        return None
    if not result.entries:
        return None
    return ParsedItem(dict(result.entries[0]), dict(result.feed))


def article(rows: DumpRows, item: XmlItem, parsed_item: ParsedItem) -> Items:
    """The article in one item of a feed."""
    content = _content(parsed_item.entry)
    summary = _summary(parsed_item.entry)
    body = tidy(content or summary)
    if not body.strip():
        message = "no article in it – the item has neither content nor description"
        yield from rows.fault(message, "get the full feed", item.line)
        return
    stated = {**_stated(parsed_item), "dek": _dek(summary, content)}
    hints = hints_of(stated, rows.source, rows.config)
    line = item.line + _lines_before(item, body)
    yield Raw(
        rows.source.origin(item.data, line, rows.part(hints.id or hints.url)),
        "text/html",
        paragraphed(body),
        msgspec.structs.replace(hints, id="", trusted=True),
    )


def paragraphed(body: str) -> str:
    r"""A WordPress body with its paragraphs marked: blank lines part them where no `<p>` does.
    Shortcodes go; lines stay where they were.

    >>> paragraphed("One.\n\n[gallery ids='1']Two.")
    '<p>One.</p>\n\n<p>Two.</p>'
    """
    if "[" in body:
        body = _CAPTION.sub(r"<figcaption>\1</figcaption>", body)
        body = _shortcodes().sub("", body)
    if _BLOCK.search(body) or "\n" not in body:
        return body
    parts = re.split(r"(\n\s*\n)", body)
    parts[::2] = map(_paragraph, parts[::2])  # between two of them stands the blank line
    return "".join(parts)


def _paragraph(part: str) -> str:
    """A part of a body as a paragraph; one that is empty, or a block of its own, as it stands."""
    if not part.strip() or _OWN_BLOCK.match(part):
        return part
    return "<p>" + part.replace("\n", "<br>\n") + "</p>"


def _content(entry: Mapping[str, Any]) -> str:
    """The first full content of an entry that is not empty."""
    for part in entry.get("content", ()):
        value: str = part.get("value", "")
        if value.strip():
            return value
    return ""


def _summary(entry: Mapping[str, Any]) -> str:
    """The excerpt of an entry, in WordPress's own element or in the description."""
    return entry.get("excerpt_encoded") or entry.get("summary") or ""


def _stated(parsed_item: ParsedItem) -> dict[str, object]:
    """What an entry and its feed state, under names of the table `dump`."""
    entry, feed = parsed_item
    date = entry.get("published") or entry.get("updated") or entry.get("wp_post_date") or ""
    return {
        "title": _text(entry.get("title", "")),
        "url": entry.get("link", ""),
        "id": entry.get("id", ""),
        "date": iso_date(date),
        "modified": iso_date(entry.get("updated") or ""),
        "authors": _each(entry, "authors", "name") or entry.get("author", ""),
        "tags": _each(entry, "tags", "term"),
        "outlet": _text(feed.get("title", "")),
        "lang": feed.get("language", ""),
    }


def _each(entry: Mapping[str, Any], listed: str, key: str) -> list[str]:
    """The values under `key` of those in a list of the entry that have one."""
    parts = entry.get(listed, ())
    return [part[key] for part in parts if part.get(key)]


def _left_out(entry: Mapping[str, Any], *, drafts: bool) -> str:
    """Why an entry of a WordPress export is no article, in the words of the note; empty where it is one."""
    kind: str = entry.get("wp_post_type", "post")
    status: str = entry.get("wp_status", "")
    wordpress = rules("wordpress")
    if kind not in wordpress["articles"]:
        return kind if kind.endswith("s") else f"{kind}s"
    if drafts or status in wordpress["published"]:
        return ""
    return "drafts"


def _text(html: str) -> str:
    """The text of a bit of HTML, without its tags."""
    return _TAG.sub("", html) if "<" in html else html


def _dek(summary: str, content: str) -> str:
    """The excerpt, where it is more than the start of the content and was not cut off."""
    words = " ".join(_text(summary).split())
    if not content.strip() or not words:
        return ""
    if words.rstrip("]) ").endswith(_CUT_OFF):
        return ""
    opening = _text(content)[: 3 * len(words) + 500]
    return "" if plain(words) in plain(opening) else words


def _lines_before(item: XmlItem, body: str) -> int:
    """The lines of an item before its body, which is looked for by its opening."""
    first_line, _, _ = body.strip().partition("\n")
    opening = first_line[:OPENING].encode("utf-8", "replace")
    place = item.data.find(opening)
    if place < 0:
        return 0
    return item.data.count(b"\n", 0, place)


def _open_tags(head: str) -> list[str]:
    """The elements that the head of a feed leaves open, innermost first."""
    tags = []
    channel = re.search(r"<((?:\w+:)?channel)\b", head)
    if channel and f"</{channel[1]}" not in head:
        tags.append(channel[1])
    root = re.search(r"<([\w:]*(?:rss|RDF|feed))\b", head)
    if root:
        tags.append(root[1])
    return tags


@cache
def _shortcodes() -> re.Pattern[str]:
    """WordPress's shortcodes, opening and closing."""
    names = map(re.escape, rules("wordpress")["shortcodes"])
    listed = "|".join(names)
    return re.compile(rf"\[/?(?:caption|{listed})\b[^\]\n]*\]", re.IGNORECASE)
