"""A file of one article, with front matter or without: decoded, parted, its fields read – or set aside, and why."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from newsgen.config import ReadersConfig
from newsgen.model import INFERRED, Cut, Hints, Problem, Raw
from newsgen.readers.shared.fields import fields, is_draft, known
from newsgen.readers.shared.frontmatter import Stated, stated
from newsgen.readers.shared.source import LARGEST, Source, origin
from newsgen.text.encoding import decoded
from newsgen.text.frontmatter import BASES, FIELDS, Head, split

CUTS = 10_000
"""Entries of `removed` that are read back at most."""


class Text(NamedTuple):
    """A file's bytes and the text they are."""

    data: bytes
    text: str


def text_of(source: Source) -> Text | Problem:
    """The text of a file that holds one article; a problem where it is too large or no text."""
    data = source.whole()
    if len(data) > LARGEST:
        return source.problem(
            "size", f"not read – it is larger than {LARGEST // 2**20} MB", "split it into articles"
        )
    found = decoded(data)
    if found.fault:
        return source.problem(
            "binary",
            f"not read – this is {found.fault}, no text",
            "remove it, or convert it to text",
        )
    return Text(data, found.text)


def head_of(text: str, *, pelican: bool) -> tuple[Head, Stated] | None:
    """The front matter of `text` and what it states; None where what looks like some is a horizontal rule and a line with a colon."""
    head = split(text, pelican=pelican)
    if head is None:
        return None
    found = stated(head)
    if head.format == "pelican":
        return (
            (head, found)
            if known(found.values, "front_matter") > ("title" not in map(str.lower, found.values))
            else None
        )
    if found.values or head.text.strip():
        keys = [key for key in found.values if isinstance(key, str)]
        if (
            not known(keys, "front_matter")
            and not (head.closed and found.faults)
            and not all(key.islower() and key.isidentifier() for key in keys[:2] or [""])
        ):
            return None
    return head, found


def article(
    source: Source, config: ReadersConfig, data: bytes, parted: tuple[Head, Stated], media_type: str
) -> Iterator[Raw | Problem]:
    """The article under front matter, after the problems met with that; a note in its place where it is a draft."""
    head, found = parted
    for fault in found.faults:
        yield source.warning("front-matter", fault.message, fault.hint, fault.line)
    if not head.closed:
        fence = "+++" if head.format == "toml" else "---"
        yield source.warning(
            "front-matter",
            f"front matter has no closing {fence}",
            f"write {fence} above the text",
            head.body_line,
        )
    if not config.drafts and (is_draft(found.values) or "_drafts/" in f"/{source.name}"):
        yield source.note(
            "draft", "left out – it is a draft", "set drafts = true under [readers] to read drafts"
        )
        return
    base = source.hints(trusted=True)
    if not BASES.keys().isdisjoint(found.values):
        hints = exported(found.values, base)
    else:
        read = fields(found.values, "front_matter", config.fields.items(), base)
        hints = read.hints
        for wrong in read.faults:
            yield source.warning(
                "front-matter",
                wrong.message,
                wrong.hint,
                found.lines.get(wrong.key, 1) + head.line - 1,
            )
    yield Raw(origin(source, data, head.body_line), media_type, head.body, hints)


def exported(values: Mapping[str, Any], base: Hints) -> Hints:
    """The hints in an exported record that is read back: each field with its basis, the kinds of its blocks, what had been cut."""
    made: dict[str, Any] = {}
    for key, field in FIELDS.items():
        value = values.get(key)
        if key == "removed":
            made[field] = _cuts(value)
        elif key in ("byline", "tags", "aliases", "kinds"):
            made[field] = (
                tuple(text for item in value if (text := _line(item)))
                if isinstance(value, list)
                else ()
            )
        else:
            made[field] = _line(value)
    basis = tuple(
        (name, str(values[f"{name}_basis"])) for name in INFERRED if f"{name}_basis" in values
    )
    return msgspec.structs.replace(base, basis=basis, **made)


def _line(value: object) -> str:
    """An exported text, which is none of those that say nothing: a headline may be "None"."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _cuts(value: object) -> tuple[Cut, ...]:
    rows = value[:CUTS] if isinstance(value, list) else []
    return tuple(
        Cut(
            int(line) if (line := str(row.get("line", ""))).isdecimal() and len(line) < 10 else 0,
            str(row.get("text", "")),
            str(row.get("rule", "")),
        )
        for row in rows
        if isinstance(row, dict)
    )
