"""Reads a file that holds one article, with front matter or without: its text, the two parts of it,
the fields of the front matter."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from newsgen.config import ReadersConfig
from newsgen.model import INFERRED, Cut, Hints, Problem, Raw
from newsgen.readers.shared.fields import fields, is_draft, known
from newsgen.readers.shared.frontmatter import HeadValues, stated
from newsgen.readers.shared.source import LARGEST, Items, Source, no_text
from newsgen.text.encoding import decoded
from newsgen.text.frontmatter import BASES, FIELDS, Head, split

CUTS = 10_000
"""Entries of `removed` that are read back at most."""

LINE_DIGITS = 9
"""Digits of the longest number of a line that is read back."""


class TextFile(NamedTuple):
    """The bytes of a file, and the text they are."""

    data: bytes
    text: str


class PartedHead(NamedTuple):
    """The front matter of a file, parted from the body, and what it states."""

    head: Head
    stated: HeadValues


def text_of(source: Source) -> TextFile | Problem:
    """The text of a file that holds one article; a problem where the file is too large, or no text."""
    data = source.whole()
    if len(data) > LARGEST:
        message = f"not read – it is larger than {LARGEST // 2**20} MB"
        return source.problem("size", message, "split it into articles")
    text = decoded(data)
    return no_text(source, text.fault) if text.fault else TextFile(data, text.text)


def head_of(text: str, *, pelican: bool) -> PartedHead | None:
    """The front matter of `text`, and what it states.

    None where there is none, as where what looks like front matter is a horizontal rule and a line
    with a colon."""
    head = split(text, pelican=pelican)
    if head is None:
        return None
    parted = PartedHead(head, stated(head))
    if head.format == "pelican":
        return parted if _is_pelican(parted.stated.values) else None
    return parted if _is_front_matter(parted) else None


def _is_pelican(values: Mapping[str, Any]) -> bool:
    """True where `Key: value` lines are front matter: one key is `title`, or two keys are known."""
    has_title = "title" in map(str.lower, values)
    return known(values, "front_matter") >= (1 if has_title else 2)


def _is_front_matter(parted: PartedHead) -> bool:
    """True where a fenced head is front matter: it is empty, or a key is known, or it is closed and
    faulty, or its keys look like keys."""
    head, (values, _, faults) = parted
    if not values and not head.text.strip():
        return True
    keys = [key for key in values if isinstance(key, str)]
    if known(keys, "front_matter") or (head.closed and faults):
        return True
    return all(key.islower() and key.isidentifier() for key in keys[:2] or [""])


def article(
    source: Source, config: ReadersConfig, data: bytes, parted: PartedHead, media_type: str
) -> Items:
    """The article under front matter, after the problems met in the front matter; a note in its
    place where it is a draft."""
    head, values = parted.head, parted.stated.values
    yield from _head_problems(source, parted)
    if not config.drafts and (is_draft(values) or "_drafts/" in f"/{source.name}"):
        hint = "set drafts = true under [readers] to read drafts"
        yield source.note("draft", "left out – it is a draft", hint)
        return
    base = source.hints(trusted=True)
    if BASES.keys().isdisjoint(values):
        hints, _, _, faults = fields(values, "front_matter", config.fields.items(), base)
        for fault in faults:
            line = parted.stated.lines.get(fault.key, 1) + head.line - 1
            yield source.warning("front-matter", fault.message, fault.hint, line)
    else:
        hints = exported(values, base)
    yield Raw(source.origin(data, head.body_line), media_type, head.body, hints)


def _head_problems(source: Source, parted: PartedHead) -> Iterator[Problem]:
    """What could not be read of the front matter, and whether its closing fence is missing."""
    head = parted.head
    for line, message, hint in parted.stated.faults:
        yield source.warning("front-matter", message, hint, line)
    if not head.closed:
        fence = "+++" if head.format == "toml" else "---"
        message = f"front matter has no closing {fence}"
        hint = f"write {fence} above the text"
        yield source.warning("front-matter", message, hint, head.body_line)


def exported(values: Mapping[str, Any], base: Hints) -> Hints:
    """The hints in an exported record that is read back: each field with its basis, the kinds of
    its blocks, what had been cut."""
    hints: dict[str, Any] = {}
    for key, field in FIELDS.items():
        value = values.get(key)
        if key == "removed":
            hints[field] = _cuts(value)
        elif key in ("byline", "tags", "aliases", "kinds"):
            hints[field] = _lines(value)
        else:
            hints[field] = _line(value)
    basis = [(name, str(values[f"{name}_basis"])) for name in INFERRED if f"{name}_basis" in values]
    return msgspec.structs.replace(base, basis=tuple(basis), **hints)


def _line(value: object) -> str:
    """An exported text on one line. None of them says nothing: a headline may be "None"."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _lines(value: object) -> tuple[str, ...]:
    """An exported list of texts."""
    if not isinstance(value, list):
        return ()
    texts = map(_line, value)
    return tuple(filter(None, texts))


def _cuts(value: object) -> tuple[Cut, ...]:
    """The cuts that an exported record lists."""
    listed = value if isinstance(value, list) else []
    rows = [row for row in listed[:CUTS] if isinstance(row, dict)]
    return tuple(map(_cut, rows))


def _cut(row: Mapping[str, object]) -> Cut:
    """One entry of `removed`; line 0 where its line is no number."""
    line = str(row.get("line", ""))
    is_number = line.isdecimal() and len(line) <= LINE_DIGITS
    return Cut(
        int(line) if is_number else 0,
        str(row.get("text", "")),
        str(row.get("rule", "")),
    )
