"""RSS, Atom and WordPress exports, by feedparser an item at a time. The full content goes before the excerpt; drafts and pages stay out."""

import email.utils
import io
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import feedparser
import msgspec

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers import nitf
from newsgen.readers.shared.dump_rows import Rows, hints_of
from newsgen.readers.shared.source import Source, origin
from newsgen.readers.shared.xml_items import Item, items
from newsgen.text.encoding import decoded, tidy
from newsgen.text.words import plain

_FAULTS = (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError)
"""What feedparser was seen to raise on damaged items."""

_ENCODING = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})")
_DECLARATIONS = re.compile(r"<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\][^>]*)?>")
_BLOCK = re.compile(r"<(?:p|div|section|article)\b", re.IGNORECASE)
_OWN_BLOCK = re.compile(
    r"\s*</?(?:h[1-6]|ul|ol|li|table|blockquote|pre|figure|figcaption|hr|!--)", re.IGNORECASE
)
_CAPTION = re.compile(
    r"\[caption\b[^\]]*\](?:\s*<a\b[^>]*>)?\s*<img\b[^>]*>(?:\s*</a>)?([^\[]*)\[/caption\]",
    re.IGNORECASE,
)


def read(source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The articles in a feed; the one in a NITF document."""
    head = source.stream.peek(4096) if isinstance(source.stream, io.BufferedReader) else b""
    if nitf.is_nitf(head):
        yield from nitf.read(source, config)
        return
    rows = Rows(source, config)
    left_out: Counter[str] = Counter()
    for item in items(source.stream):
        rows.number += 1
        entry, head_of = parsed(item)
        if entry is None:
            yield from rows.fault("not read – the item is no valid XML", "mend it", item.line)
        elif why := _left_out(entry, drafts=config.drafts):
            left_out[why] += 1
        else:
            yield from article(rows, item, entry, head_of)
    if left_out:
        counted = ", ".join(f"{count} {why}" for why, count in sorted(left_out.items()))
        yield source.note(
            "draft", f"left out – {counted}", "set drafts = true under [readers] to read drafts"
        )
    yield from rows.rest()


def parsed(item: Item) -> tuple[Mapping[str, Any] | None, Mapping[str, Any]]:
    """The entry that feedparser makes of an item, None where it makes none, and what it makes of the feed's head."""
    declared = _ENCODING.search(item.head)
    name = declared[1].decode("ascii") if declared else ""
    head = _DECLARATIONS.sub("", decoded(item.head, name).text)
    closing = "".join(f"</{tag}>" for tag in _open_tags(head))
    document = f"{head}{decoded(item.data, name).text}{closing}"
    try:
        found = feedparser.parse(
            io.BytesIO(document.encode("utf-8", "replace")),
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _FAULTS:
        return None, {}
    return (dict(found.entries[0]) if found.entries else None), dict(found.feed)


def article(
    rows: Rows, item: Item, entry: Mapping[str, Any], feed: Mapping[str, Any]
) -> Iterator[Raw | Problem]:
    """The article in one entry."""
    content = next(
        (part["value"] for part in entry.get("content", ()) if part.get("value", "").strip()), ""
    )
    summary = entry.get("excerpt_encoded") or entry.get("summary") or ""
    body = tidy(content or summary)
    if not body.strip():
        yield from rows.fault(
            "no article in it – the item has neither content nor description",
            "get the full feed",
            item.line,
        )
        return
    hints = hints_of(
        {
            "title": _text(entry.get("title", "")),
            "url": entry.get("link", ""),
            "id": entry.get("id", ""),
            "date": _date(
                entry.get("published") or entry.get("updated") or entry.get("wp_post_date") or ""
            ),
            "modified": _date(entry.get("updated") or ""),
            "authors": [author["name"] for author in entry.get("authors", ()) if author.get("name")]
            or entry.get("author", ""),
            "tags": [tag["term"] for tag in entry.get("tags", ()) if tag.get("term")],
            "outlet": _text(feed.get("title", "")),
            "lang": feed.get("language", ""),
            "dek": _dek(summary, content),
        },
        rows.source,
        rows.config,
    )
    where = origin(
        rows.source,
        item.data,
        item.line + _lines_before(item, body),
        rows.part(hints.id or hints.url),
    )
    yield Raw(
        where, "text/html", paragraphed(body), msgspec.structs.replace(hints, id="", trusted=True)
    )


def paragraphed(body: str) -> str:
    r"""A WordPress body with its paragraphs marked: blank lines part them where no `<p>` does, and shortcodes go; lines stay where they were.

    >>> paragraphed("One.\n\n[gallery ids='1']Two.")
    '<p>One.</p>\n\n<p>Two.</p>'
    """
    if "[" in body:
        body = _shortcodes().sub("", _CAPTION.sub(r"<figcaption>\1</figcaption>", body))
    if _BLOCK.search(body) or "\n" not in body:
        return body
    parts = re.split(r"(\n\s*\n)", body)
    return "".join(
        part if number % 2 or not part.strip() or _OWN_BLOCK.match(part) else _paragraph(part)
        for number, part in enumerate(parts)
    )


def _paragraph(part: str) -> str:
    return "<p>" + part.replace("\n", "<br>\n") + "</p>"


def _left_out(entry: Mapping[str, Any], *, drafts: bool) -> str:
    """Why an entry of a WordPress export is no article, in the words of the note; empty where it is one."""
    kind, status = entry.get("wp_post_type", "post"), entry.get("wp_status", "")
    if kind not in _wordpress()["articles"]:
        return f"{kind}{'' if kind.endswith('s') else 's'}"
    return "" if drafts or status in _wordpress()["published"] else "drafts"


def _date(text: str) -> str:
    """A date as ISO 8601 where it is written as in a mail, with the time zone as stated; else as it stands."""
    try:
        return email.utils.parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return text


def _text(html: str) -> str:
    return re.sub(r"<[a-zA-Z/][^<>]*>", "", html) if "<" in html else html


def _dek(summary: str, content: str) -> str:
    """The excerpt, where it is more than the start of the content and was not cut off."""
    words = " ".join(_text(summary).split())
    if (
        not content.strip()
        or not words
        or words.rstrip("]) ").endswith(("…", "...", "&hellip;", "[&#8230;"))
    ):
        return ""
    return "" if plain(words) in plain(_text(content)[: 3 * len(words) + 500]) else words


def _lines_before(item: Item, body: str) -> int:
    first = body.strip().partition("\n")[0][:30].encode("utf-8", "replace")
    at = item.data.find(first)
    return item.data.count(b"\n", 0, at) if at > 0 else 0


def _open_tags(head: str) -> list[str]:
    """The elements that the head of a feed leaves open, innermost first."""
    root = re.search(r"<([\w:]*(?:rss|RDF|feed))\b", head)
    channel = re.search(r"<((?:\w+:)?channel)\b", head)
    inner = [channel[1]] if channel and f"</{channel[1]}" not in head else []
    return [*inner, *([root[1]] if root else [])]


@cache
def _wordpress() -> dict[str, list[str]]:
    return tomllib.loads(
        files("newsgen.readers").joinpath("rules/wordpress.toml").read_text("utf-8")
    )


@cache
def _shortcodes() -> re.Pattern[str]:
    return re.compile(
        r"\[/?(?:caption|"
        + "|".join(map(re.escape, _wordpress()["shortcodes"]))
        + r")\b[^\]\n]*\]",
        re.IGNORECASE,
    )
