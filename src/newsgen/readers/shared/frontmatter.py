"""The front matter of a file → what it states, key by key, every scalar a text as it was typed (`NO` stays NO, `12:30` stays 12:30).

A simple head is read without YAML (`simple.py`); any other from libyaml's events, never composed: composing segfaults on `[` × 30,000, and takes
2.4 times as long (86 µs against 35 for a head of ten keys). A line that cannot be read is named, and what can be read without it stands.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from newsgen.readers.shared.simple_yaml import read_simple
from newsgen.text.frontmatter import Head

LARGEST = 1_000_000
"""Characters of the longest front matter that is read."""

DEEPEST = 30
"""Lists and mappings that may stand inside each other."""

MENDED = 200
"""Lines that are mended at most where YAML cannot be read as it stands."""

ROUNDS = 10
"""Lines that are put in quotes, one after another, because libyaml still stumbles over them."""


class Fault(NamedTuple):
    """What was not read: its 1-based line in the file, why, what to do."""

    line: int
    message: str
    hint: str


class Stated(NamedTuple):
    """What a head states, the 1-based line of each key within the head, and the faults met."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    faults: tuple[Fault, ...]


class Unread(Exception):  # noqa: N818 - it is no error of the program: a head that cannot be read as it stands
    """Why a head cannot be read, at which 1-based line of it."""

    def __init__(self, line: int, why: str, hint: str) -> None:
        super().__init__(why)
        self.line, self.why, self.hint = line, why, hint


def stated(head: Head) -> Stated:
    r"""What `head` states; nothing, and a fault, where it is beyond reading.

    >>> from newsgen.text.frontmatter import split
    >>> stated(split("---\ntitle: US: talks fail\ncountry: NO\n---\n")).values
    {'title': 'US: talks fail', 'country': 'NO'}
    """
    if len(head.text) > LARGEST:
        return Stated(
            {},
            {},
            (
                Fault(
                    head.line,
                    f"front matter not read – {len(head.text):,} characters are too many",
                    f"at most {LARGEST:,}",
                ),
            ),
        )
    try:
        values, lines, faults = _PARSERS[head.format](head.text)
    except Unread as unread:
        if head.format in ("yaml", "toml"):
            return _salvaged(head, unread)
        return Stated(
            {},
            {},
            (
                Fault(
                    head.line + unread.line - 1,
                    f"front matter not read – {unread.why}",
                    unread.hint,
                ),
            ),
        )
    return Stated(
        values, lines, tuple([Fault(fault.line + head.line - 1, *fault[1:]) for fault in faults])
    )


Parsed = tuple[dict[str, Any], dict[str, int], list[Fault]]


def read_yaml(text: str) -> Parsed:
    """YAML from libyaml's events; lines it stumbles over for want of quotes or by a tab are mended first. Raises Unread."""
    if (simple := read_simple(text)) is not None:
        return *simple, []
    try:
        return read_by_events(text)
    except Unread as unread:
        first, lines = unread, text.split("\n")
    for line in first.line, *range(1, min(len(lines), MENDED) + 1):
        if line <= len(lines):
            lines[line - 1] = _mended(lines[line - 1])
    for _ in range(ROUNDS):
        try:
            return read_by_events("\n".join(lines))
        except Unread as unread:
            at = min(unread.line, len(lines)) - 1
            quoted = _quoted(lines[at])
            if quoted == lines[at]:
                break
            lines[at] = quoted
    raise first


def read_toml(text: str) -> Parsed:
    """TOML; numbers and dates as they print. Raises Unread."""
    try:
        values = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise Unread(
            int(line[1]) if line else 1, f"it is not valid TOML ({error})", "mend that line"
        ) from None
    except (ValueError, RecursionError):  # a number of 6,000 digits; arrays in arrays
        raise Unread(1, "it holds a value that is too large", "shorten it") from None
    return values, _key_lines(values, text, r"^[ \t]*[\"']?{}[\"']?[ \t]*="), []


def read_json(text: str) -> Parsed:
    """A JSON object; numbers as they were typed, the last of two equal keys. Raises Unread."""
    try:
        values = json.loads(text, parse_int=str, parse_float=str, strict=False)
    except json.JSONDecodeError as error:
        raise Unread(
            error.lineno, f"it is not valid JSON ({error.msg})", "mend that line"
        ) from None
    except RecursionError:
        raise Unread(1, "lists stand in lists too deep", "flatten it") from None
    return values, _key_lines(values, text, r'"{}"[ \t]*:'), []


def read_pelican(text: str) -> Parsed:
    """Pelican's `Key: value` lines; an indented line goes on with the value above."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    last = ""
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t") and last:
            values[last] = f"{values[last]} {line.strip()}"
        elif ":" in line:
            last, _, value = line.partition(":")
            values[last] = value.strip()
            lines[last] = number
    return values, lines, []


_PARSERS = {"yaml": read_yaml, "toml": read_toml, "json": read_json, "pelican": read_pelican}


def read_by_events(text: str) -> Parsed:
    """The mapping that the events of a document build. A key that stands twice keeps its first value, and is a fault."""
    import yaml  # noqa: PLC0415 - 15 ms, and most heads are simple

    builder = _Builder()
    for event in _events(text):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            builder.put(event.value, event.start_mark.line + 1)
        elif kind is yaml.SequenceStartEvent:
            builder.begin([], event.start_mark.line + 1)
        elif kind is yaml.MappingStartEvent:
            builder.begin({}, event.start_mark.line + 1)
        elif kind in (yaml.SequenceEndEvent, yaml.MappingEndEvent):
            builder.end()
        elif kind is yaml.AliasEvent:
            raise Unread(
                event.start_mark.line + 1,
                "an alias (*name) stands in it",
                "write the value out, or put it in quotes",
            )
    if not isinstance(builder.top, dict):
        raise Unread(1, "it is no list of keys and values", "write `key: value` lines")
    return builder.top, builder.lines, builder.faults


class _Builder:
    """Fills lists and mappings, the innermost last in `open`; `key` waits for its value; `lines` are those of the outermost keys."""

    def __init__(self) -> None:
        self.top: Any = {}
        self.lines: dict[str, int] = {}
        self.faults: list[Fault] = []
        self.open: list[tuple[Any, str | None]] = []
        self.inner: Any = None
        self.key: str | None = None

    def begin(self, made: list[Any] | dict[str, Any], line: int) -> None:
        if len(self.open) >= DEEPEST:
            raise Unread(
                line, "lists stand in lists too deep", "flatten it, or put the value in quotes"
            )
        self.put(made, line)
        self.open.append((self.inner, self.key))
        self.inner, self.key = made, None

    def end(self) -> None:
        self.inner, self.key = self.open.pop()

    def put(self, value: Any, line: int) -> None:  # noqa: ANN401 - text, list or mapping
        if self.inner is None:
            self.top = value
        elif isinstance(self.inner, list):
            self.inner.append(value)
        elif self.key is None:
            self.key = value if isinstance(value, str) else ""
            if len(self.open) == 1:
                self.lines.setdefault(self.key, line)
        else:
            if self.key in self.inner:
                self.faults.append(
                    Fault(line, f"{self.key} not read – the key stands twice", "keep one of them")
                )
            self.inner.setdefault(self.key, value)
            self.key = None


def _events(text: str) -> Iterator[Any]:
    import yaml  # noqa: PLC0415 - as above

    try:
        yield from yaml.parse(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = (
            error.context_mark if "scalar" in str(error.context) else error.problem_mark
        ) or error.context_mark
        raise Unread(
            mark.line + 1 if mark else 1,
            f"it is not valid YAML ({error.problem or error.context})",
            "put the value in quotes",
        ) from None
    except yaml.YAMLError as error:
        raise Unread(1, f"it is not valid YAML ({str(error).splitlines()[0]})", "mend it") from None
    except (ValueError, RecursionError):
        raise Unread(1, "it holds what YAML cannot", "mend it") from None


_ENTRY = re.compile(r"([ ]*(?:-[ ]+)?[\w.-]+:[ ]+|[ ]*-[ ]+)(\S.*?)[ ]*$")
_ANCHORED = re.compile(r"\*[\w-]+$|&[\w-]+(?:\s|$)|[\[{].*[*&]")
_STUMBLED = re.compile(r"[@`%*&]|[^\"'\[{|>!#].*:(?:[ ]|$)")


def _mended(line: str) -> str:
    """`line` with tabs before the key or after the colon as spaces, and in quotes a value that YAML cannot read bare: `US: talks`, `@name`."""
    indent = len(line) - len(line.lstrip(" \t"))
    spaced = (line[:indent].replace("\t", "  ") + line[indent:]).replace(":\t", ": ")
    entry = _ENTRY.match(spaced)
    return _quoted(spaced) if entry and _STUMBLED.match(entry[2]) else spaced


def _quoted(line: str) -> str:
    """`line` with its value in quotes, so that it stands for itself."""
    entry = _ENTRY.match(line)
    if not entry or _ANCHORED.match(entry[2]):
        return line
    value = entry[2]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return entry[1] + json.dumps(value, ensure_ascii=False)


def _salvaged(head: Head, unread: Unread) -> Stated:
    """The lines of a head that can be read each by itself, where the whole cannot."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(head.text.split("\n"), 1):
        if not line.strip() or line[:1] in " \t-#" or number == unread.line:
            continue
        try:
            found = read_yaml(line)[0] if head.format == "yaml" else read_toml(line)[0]
        except Unread:
            continue
        for key, value in found.items():
            if value and key not in values:
                values[key], lines[key] = value, number
    hint = unread.hint + (f"; read without it: {', '.join(values)}" if values else "")
    return Stated(
        values,
        lines,
        (
            Fault(
                head.line + unread.line - 1, f"front matter read only in part – {unread.why}", hint
            ),
        ),
    )


def _key_lines(values: Mapping[str, Any], text: str, pattern: str) -> dict[str, int]:
    found = {
        key: re.search(pattern.replace("{}", re.escape(key)), text, re.MULTILINE)
        for key in list(values)[:100]
    }
    return {key: 1 + text.count("\n", 0, match.start()) for key, match in found.items() if match}
