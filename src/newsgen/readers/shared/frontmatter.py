"""Reads what the front matter of a file states, key by key, every scalar a text as it was typed
(`NO` stays NO, `12:30` stays 12:30).

A simple head is read without YAML (`simple_yaml`), any other from libyaml's events and never
composed: composing segfaults on `[` × 30,000, and takes 2.4 times as long (86 µs against 35 for a
head of ten keys). A line that cannot be read is named, and what can be read without that line is
kept.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
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
"""Lines that are put in quotes, one after another, because libyaml stumbles over them even when mended."""

LOCATED = 100
"""Keys of a TOML or JSON head whose lines are looked for."""


class HeadFault(NamedTuple):
    """What was not read: its 1-based line, why, what to do."""

    line: int
    message: str
    hint: str


class HeadValues(NamedTuple):
    """What a head states, the 1-based line of each key within the head, and the faults met."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    faults: Sequence[HeadFault]


class Unread(Exception):  # noqa: N818 - no error of the program
    """A head that cannot be read as it stands: why, and at which 1-based line of it."""

    def __init__(self, line: int, why: str, hint: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why
        self.hint = hint


def stated(head: Head) -> HeadValues:
    r"""What `head` states; nothing, and a fault, where it cannot be read at all. The faults bear
    the lines of the file.

    >>> from newsgen.text.frontmatter import split
    >>> stated(split("---\ntitle: US: talks fail\ncountry: NO\n---\n")).values
    {'title': 'US: talks fail', 'country': 'NO'}
    """
    if len(head.text) > LARGEST:
        message = f"front matter not read – {len(head.text):,} characters are too many"
        return HeadValues({}, {}, [HeadFault(head.line, message, f"at most {LARGEST:,}")])
    try:
        values, lines, faults = _PARSERS[head.format](head.text)
    except Unread as unread:
        if head.format in ("yaml", "toml"):
            return _salvaged(head, unread)
        message = f"front matter not read – {unread.why}"
        return HeadValues({}, {}, [HeadFault(_file_line(head, unread.line), message, unread.hint)])
    placed = [fault._replace(line=_file_line(head, fault.line)) for fault in faults]
    return HeadValues(values, lines, placed)


def read_yaml(text: str) -> HeadValues:
    """YAML, from libyaml's events; lines it stumbles over, for want of quotes or because of a tab,
    are mended first. Raises Unread."""
    simple = read_simple(text)
    if simple is not None:
        return HeadValues(*simple, ())
    try:
        return read_by_events(text)
    except Unread as unread:
        first = unread
    lines = text.split("\n")
    for line in first.line, *range(1, min(len(lines), MENDED) + 1):
        if line <= len(lines):
            lines[line - 1] = _mended(lines[line - 1])
    for _ in range(ROUNDS):
        try:
            return read_by_events("\n".join(lines))
        except Unread as unread:
            number = min(unread.line, len(lines)) - 1
        quoted = _quoted(lines[number])
        if quoted == lines[number]:
            break
        lines[number] = quoted
    raise first


def read_toml(text: str) -> HeadValues:
    """TOML; numbers and dates as they print. Raises Unread."""
    try:
        values = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        why = f"it is not valid TOML ({error})"
        raise Unread(int(line[1]) if line else 1, why, "mend that line") from None
    except (ValueError, RecursionError):  # a number of 6,000 digits; arrays in arrays
        raise Unread(1, "it holds a value that is too large", "shorten it") from None
    return HeadValues(values, _key_lines(values, text, r"^[ \t]*[\"']?{}[\"']?[ \t]*="), ())


def read_json(text: str) -> HeadValues:
    """A JSON object; numbers as they were typed, the last of two equal keys. Raises Unread."""
    try:
        values = json.loads(text, parse_int=str, parse_float=str, strict=False)
    except json.JSONDecodeError as error:
        why = f"it is not valid JSON ({error.msg})"
        raise Unread(error.lineno, why, "mend that line") from None
    except RecursionError:
        raise Unread(1, "lists stand in lists too deep", "flatten it") from None
    return HeadValues(values, _key_lines(values, text, r'"{}"[ \t]*:'), ())


def read_pelican(text: str) -> HeadValues:
    """Pelican's `Key: value` lines; an indented line continues the value above it."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    last = ""
    for number, line in enumerate(text.split("\n"), 1):
        text_of_line = line.strip()
        if line[:1] in (" ", "\t") and last:
            values[last] = f"{values[last]} {text_of_line}"
        elif ":" in line:
            last, _, value = line.partition(":")
            values[last] = value.strip()
            lines[last] = number
    return HeadValues(values, lines, ())


_PARSERS: dict[str, Callable[[str], HeadValues]] = {
    "yaml": read_yaml,
    "toml": read_toml,
    "json": read_json,
    "pelican": read_pelican,
}


def read_by_events(text: str) -> HeadValues:
    """The mapping that the events of a document build. A key that stands twice keeps its first
    value, and is a fault. Raises Unread."""
    import yaml  # noqa: PLC0415 - 15 ms, and most heads are simple

    builder = _Builder()
    for event in _events(text):
        kind = type(event)
        line = event.start_mark.line + 1
        if kind is yaml.ScalarEvent:
            builder.put(event.value, line)
        elif kind is yaml.SequenceStartEvent:
            builder.begin([], line)
        elif kind is yaml.MappingStartEvent:
            builder.begin({}, line)
        elif kind in (yaml.SequenceEndEvent, yaml.MappingEndEvent):
            builder.end()
        elif kind is yaml.AliasEvent:
            hint = "write the value out, or put it in quotes"
            raise Unread(line, "an alias (*name) stands in it", hint)
    if not isinstance(builder.top, dict):
        raise Unread(1, "it is no list of keys and values", "write `key: value` lines")
    return HeadValues(builder.top, builder.lines, builder.faults)


class _Builder:
    """Fills lists and mappings from events. `inner` is the one that is being filled, `key` waits
    for its value.

    `outer` holds the lists and mappings around `inner`, each with its own waiting key; `lines` are
    those of the outermost keys."""

    def __init__(self) -> None:
        self.top: Any = {}
        self.lines: dict[str, int] = {}
        self.faults: list[HeadFault] = []
        self.outer: list[tuple[Any, str | None]] = []
        self.inner: Any = None
        self.key: str | None = None

    def begin(self, container: list[Any] | dict[str, Any], line: int) -> None:
        """A list or mapping begins."""
        if len(self.outer) >= DEEPEST:
            hint = "flatten it, or put the value in quotes"
            raise Unread(line, "lists stand in lists too deep", hint)
        self.put(container, line)
        self.outer.append((self.inner, self.key))
        self.inner, self.key = container, None

    def end(self) -> None:
        """The innermost list or mapping ends."""
        self.inner, self.key = self.outer.pop()

    def put(self, value: Any, line: int) -> None:  # noqa: ANN401 - text, list or mapping
        """A value, or the key of one, stands on `line`."""
        if self.inner is None:
            self.top = value
        elif isinstance(self.inner, list):
            self.inner.append(value)
        elif self.key is None:
            self.key = value if isinstance(value, str) else ""
            if len(self.outer) == 1:
                self.lines.setdefault(self.key, line)
        else:
            if self.key in self.inner:
                message = f"{self.key} not read – the key stands twice"
                self.faults.append(HeadFault(line, message, "keep one of them"))
            self.inner.setdefault(self.key, value)
            self.key = None


def _events(text: str) -> Iterator[Any]:
    """The events of libyaml. Raises Unread."""
    import yaml  # noqa: PLC0415 - as above

    try:
        yield from yaml.parse(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        in_scalar = "scalar" in str(error.context)
        mark = (error.context_mark if in_scalar else error.problem_mark) or error.context_mark
        why = f"it is not valid YAML ({error.problem or error.context})"
        raise Unread(mark.line + 1 if mark else 1, why, "put the value in quotes") from None
    except yaml.YAMLError as error:
        why = f"it is not valid YAML ({str(error).splitlines()[0]})"
        raise Unread(1, why, "mend it") from None
    except (ValueError, RecursionError):
        raise Unread(1, "it holds what YAML cannot", "mend it") from None


_ENTRY = re.compile(r"([ ]*(?:-[ ]+)?[\w.-]+:[ ]+|[ ]*-[ ]+)(\S.*?)[ ]*$")
_ANCHORED = re.compile(r"\*[\w-]+$|&[\w-]+(?:\s|$)|[\[{].*[*&]")
_STUMBLED = re.compile(r"[@`%*&]|[^\"'\[{|>!#].*:(?:[ ]|$)")


def _mended(line: str) -> str:
    """`line` with spaces for the tabs before its key and after its colon, its value in quotes where
    YAML cannot read it bare.

    >>> _mended("title: US: talks")
    'title: "US: talks"'
    """
    indent = len(line) - len(line.lstrip(" \t"))
    spaced = line[:indent].replace("\t", "  ") + line[indent:]
    spaced = spaced.replace(":\t", ": ")
    entry = _ENTRY.match(spaced)
    return _quoted(spaced) if entry and _STUMBLED.match(entry[2]) else spaced


def _quoted(line: str) -> str:
    """`line` with its value in quotes, so that YAML takes it for a text."""
    entry = _ENTRY.match(line)
    if not entry or _ANCHORED.match(entry[2]):
        return line
    key, value = entry.groups()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return f"{key}{json.dumps(value, ensure_ascii=False)}"


def _salvaged(head: Head, unread: Unread) -> HeadValues:
    """What the lines of a head state that can be read each by itself, where the head as a whole cannot."""
    parse = _PARSERS[head.format]
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(head.text.split("\n"), 1):
        if not line.strip() or line[:1] in " \t-#" or number == unread.line:
            continue
        try:
            of_line = parse(line).values
        except Unread:
            continue
        for key, value in of_line.items():
            if value and key not in values:
                values[key], lines[key] = value, number
    message = f"front matter read only in part – {unread.why}"
    hint = f"{unread.hint}; read without it: {', '.join(values)}" if values else unread.hint
    fault = HeadFault(_file_line(head, unread.line), message, hint)
    return HeadValues(values, lines, [fault])


def _file_line(head: Head, line: int) -> int:
    """The line of the file that is the 1-based `line` of the head."""
    return head.line + line - 1


def _key_lines(values: Mapping[str, Any], text: str, pattern: str) -> dict[str, int]:
    """The line on which each key stands; `pattern` finds the key that is put in place of its `{}`."""
    lines: dict[str, int] = {}
    for key in list(values)[:LOCATED]:
        of_key = pattern.replace("{}", re.escape(key))
        match = re.search(of_key, text, re.MULTILINE)
        if match:
            lines[key] = 1 + text.count("\n", 0, match.start())
    return lines
