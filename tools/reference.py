"""What cog writes into README.md, docs/config.md and docs/cli.md.

The text is made from the structs of the configuration, the parser of the command line, and an
export of the articles in seeds/.
"""

import argparse
import inspect
import json
import subprocess
import sys
import tempfile
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from newsgen.config import Branch, Config

ROOT = Path(__file__).resolve().parent.parent
BASES = {
    "given": "given",
    "text": "from the text",
    "dateline": "from the text",
    "url": "from its address",
    "folder": "from the folder",
    "copy": "lent by another copy",
    "related": "from a related story",
    "derived": "made from its first sentence",
}
"""Each basis that a field of an exported record may have, in words for a reader."""
TYPES = {
    str: "text",
    bool: "`true` or `false`",
    int: "whole number",
    float: "number",
    type(None): "unset",
}
"""Each type that a key of the configuration may have, in words for a reader."""


def configuration() -> str:
    """The keys of `newsgen.toml`, each with type and default: one section for each table."""
    return "\n\n".join(_section(Config, "")) + "\n"


def command_line(parser: argparse.ArgumentParser) -> str:
    """The verbs with their arguments and options.

    The words are the same on every Python; the layout of `--help` has changed between releases.
    """
    overall = "\n".join(_table(parser))
    sections = [f"## {name}\n\n{_verb(verb)}" for name, verb in verbs(parser).items()]
    return "\n\n".join([overall, *sections]) + "\n"


def overview(parser: argparse.ArgumentParser) -> Iterator[str]:
    """A table of the verbs, each linked to its section of docs/cli.md, line by line."""
    yield "| command | what it does |"
    yield "|---|---|"
    for name, verb in verbs(parser).items():
        yield f"| [`newsgen {name}`](docs/cli.md#{name}) | {_one_line(verb.description)} |"


def seeds() -> Iterator[str]:
    """A table of what `newsgen export` makes of the articles in seeds/, line by line."""
    rows = _exported()
    leads = {row["story"]: row["source"] for row in rows if row["kind"] == "lead"}
    yield "| file | is | title | date | dateline | lines cut |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        name = row["source"].split("_")[0]
        lead = leads[row["story"]].split("_")[0]
        kind = "the lead of a story" if row["kind"] == "lead" else f"a {row['kind']} of {lead}"
        fields = [_field(row, field) for field in ("title", "date", "place")]
        yield f"| {name} | {kind} | {' | '.join(fields)} | {len(row['removed'])} |"


def verbs(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parser of each verb, by name, in the order of the help."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _exported() -> list[dict[str, Any]]:
    """The exported records of the articles in seeds/."""
    command = [sys.executable, "-m", "newsgen", "export", "--quiet", "--output", "-"]
    with tempfile.TemporaryDirectory() as cache:
        folders = ["--source", str(ROOT), "--cache", cache]
        done = subprocess.run([*command, *folders], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _field(row: dict[str, Any], field: str) -> str:
    """The value of a field with its basis in words."""
    if not row[field]:
        return "not in the text"
    return f"{row[field]} ({BASES[row[field + '_basis']]})"


def _section(kind: type[Branch], heading: str) -> Iterator[str]:
    """The section of one table of the configuration, then those of the tables inside it."""
    names = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
    hints = get_type_hints(kind)
    defaults = {field.name: _given(field) for field in msgspec.structs.fields(kind)}
    yield (f"## {heading}\n\n" if heading else "") + inspect.cleandoc(kind.__doc__ or "")
    table = ["| key | is | default |", "|---|---|---|"]
    for name, key in names.items():
        if not _branch(hints[name]):
            table.append(f"| `{key}` | {_type(hints[name])} | {_default(defaults[name])} |")
    yield "\n".join(table)
    parents = f"{heading.strip('[]')}." if heading else ""
    for name, key in names.items():
        if inner := _branch(hints[name]):
            yield from _section(inner, f"[{parents}{key}]")
        elif inner := _rows(hints[name]):
            yield from _section(inner, f"[[{parents}{key}]]")


def _branch(hint: object) -> type[Branch] | None:
    """The type of a key that is a table; None for any other key."""
    if isinstance(hint, type) and issubclass(hint, Branch):
        return hint
    return None


def _rows(hint: object) -> type[Branch] | None:
    """The type of the tables of a key that is a list of tables; None for any other key."""
    if get_origin(hint) is not tuple:
        return None
    return _branch(get_args(hint)[0])


def _type(hint: object) -> str:
    """The type of a key in words."""
    if hint in TYPES:
        return TYPES[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {types.UnionType, Union}:
        return ", or ".join(map(_type, inner))
    if origin is dict:
        return f"table of {_type(inner[1])}"
    if origin is tuple:
        return "list of tables" if _rows(hint) else f"list of {_type(inner[0])}"
    return " or ".join(f"`{one}`" for one in inner)


def _given(field: msgspec.structs.FieldInfo) -> object:
    """The default of a key; `msgspec.NODEFAULT` where it must be given."""
    if field.default_factory is msgspec.NODEFAULT:
        return field.default
    return field.default_factory()


def _default(value: object) -> str:
    """The default of a key as the document shows it."""
    if value is msgspec.NODEFAULT:
        return "(must be given)"
    if value in (None, (), {}):
        return "none"
    return f"`{msgspec.json.encode(value).decode()}`"


def _verb(parser: argparse.ArgumentParser) -> str:
    """The section of a verb, without its heading."""
    table = "\n".join(_table(parser))
    description = _one_line(parser.description)
    return f"{description}\n\n{table}" if description else table


def _table(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The table of a parser's verbs, arguments and options, line by line."""
    yield "| | |"
    yield "|---|---|"
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for verb in action._choices_actions:
                yield f"| [`{verb.dest}`](#{verb.dest}) | {verb.help} |"
        elif action.help != argparse.SUPPRESS and not isinstance(action, argparse._HelpAction):
            yield f"| {_spelling(action)} | {_help(action, parser)} |"


def _spelling(action: argparse.Action) -> str:
    """An argument or option as it is typed, with the name of its value."""
    if not action.option_strings:
        return f"`{action.metavar or action.dest}`"
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return ", ".join(f"`{option}{value}`" for option in action.option_strings)


def _help(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    """The help of an argument or option, as a cell of a table."""
    values = {**vars(action), "prog": parser.prog}
    return _one_line((action.help or "") % values).replace("|", "\\|")


def _one_line(text: str | None) -> str:
    """A text without its line breaks."""
    return " ".join((text or "").split())
