"""What cog puts into README.md, docs/config.md and docs/cli.md: read from the configuration's structs, the command line's parser and a run."""

import argparse
import json
import subprocess
import sys
import tempfile
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Union, get_args, get_origin, get_type_hints

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
"""The bases of the exported record in words for a reader."""
TYPES = {
    str: "text",
    bool: "`true` or `false`",
    int: "whole number",
    float: "number",
    type(None): "unset",
}


def configuration() -> str:
    """The keys of `newsgen.toml`, a section a table, each with its type and default."""
    return "\n\n".join(_section(Config, "")) + "\n"


def command_line(parser: argparse.ArgumentParser) -> str:
    """The verbs with what they take; the same words whatever the Python, unlike `--help`, whose layout has changed between releases."""
    return (
        "\n\n".join(
            [
                "\n".join(_table(parser)),
                *(f"## {name}\n\n{_verb(verb)}" for name, verb in verbs(parser).items()),
            ]
        )
        + "\n"
    )


def overview(parser: argparse.ArgumentParser) -> Iterator[str]:
    """A table of the verbs, each linked to its section of docs/cli.md, line by line."""
    yield "| command | what it does |"
    yield "|---|---|"
    for name, verb in verbs(parser).items():
        yield f"| [`newsgen {name}`](docs/cli.md#{name}) | {' '.join((verb.description or '').split())} |"


def seeds() -> Iterator[str]:
    """A table of what `newsgen export` makes of the articles in seeds/, line by line."""
    with tempfile.TemporaryDirectory() as cache:
        command = [
            sys.executable,
            "-m",
            "newsgen",
            "export",
            "--source",
            str(ROOT),
            "--cache",
            cache,
            "--quiet",
            "--output",
            "-",
        ]
        rows = [
            json.loads(line)
            for line in subprocess.run(
                command, check=True, capture_output=True, text=True
            ).stdout.splitlines()
        ]
    leads = {row["story"]: row["source"] for row in rows if row["kind"] == "lead"}
    yield "| file | is | title | date | dateline | lines cut |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        name, lead = row["source"].split("_")[0], leads[row["story"]].split("_")[0]
        kind = "the lead of a story" if row["kind"] == "lead" else f"a {row['kind']} of {lead}"
        fields = (
            f"{row[field]} ({BASES[row[field + '_basis']]})" if row[field] else "not in the text"
            for field in ("title", "date", "place")
        )
        yield f"| {name} | {kind} | {' | '.join(fields)} | {len(row['removed'])} |"


def verbs(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parser of each verb, by name, in the order of the help."""
    subparsers = next(
        (action for action in parser._actions if isinstance(action, argparse._SubParsersAction)),
        None,
    )
    return dict(subparsers.choices) if subparsers else {}


def _section(kind: type[Branch], at: str) -> Iterator[str]:
    names = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
    hints = get_type_hints(kind)
    defaults = {field.name: _given(field) for field in msgspec.structs.fields(kind)}
    plain = [name for name in names if not _branch(hints[name])]
    yield (f"## {at}\n\n" if at else "") + (kind.__doc__ or "").strip().replace("\n    ", "\n")
    yield "\n".join(
        [
            "| key | is | default |",
            "|---|---|---|",
            *(
                f"| `{names[name]}` | {_type(hints[name])} | {_default(defaults[name])} |"
                for name in plain
            ),
        ]
    )
    inside = f"{at.strip('[]')}." if at else ""
    for name, key in names.items():
        if inner := _branch(hints[name]):
            yield from _section(inner, f"[{inside}{key}]")
        elif inner := _rows(hints[name]):
            yield from _section(inner, f"[[{inside}{key}]]")


def _branch(hint: object) -> type[Branch] | None:
    return hint if isinstance(hint, type) and issubclass(hint, Branch) else None


def _rows(hint: object) -> type[Branch] | None:
    return _branch(get_args(hint)[0]) if get_origin(hint) is tuple else None


def _type(hint: object) -> str:
    if hint in TYPES:
        return TYPES[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {types.UnionType, Union}:
        return ", or ".join(_type(one) for one in inner)
    if origin is dict:
        return f"table of {_type(inner[1])}"
    if origin is tuple:
        return "list of tables" if _rows(hint) else f"list of {_type(inner[0])}"
    return " or ".join(f"`{one}`" for one in inner)


def _given(field: msgspec.structs.FieldInfo) -> object:
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()


def _default(value: object) -> str:
    if value is msgspec.NODEFAULT:
        return "(must be given)"
    if value in (None, (), {}):
        return "none"
    return f"`{msgspec.json.encode(value).decode()}`"


def _verb(parser: argparse.ArgumentParser) -> str:
    words = [" ".join((parser.description or "").split())]
    return "\n\n".join([*filter(None, words), "\n".join(_table(parser))])


def _table(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from (
                f"| [`{choice.dest}`](#{choice.dest}) | {choice.help} |"
                for choice in action._choices_actions
            )
        elif action.help != argparse.SUPPRESS and not isinstance(action, argparse._HelpAction):
            yield f"| {_spelling(action)} | {_help(action, parser)} |"


def _spelling(action: argparse.Action) -> str:
    value = (
        ""
        if action.nargs == 0
        else str(action.metavar or (action.dest.upper() if action.option_strings else action.dest))
    )
    if not action.option_strings:
        return f"`{value}`"
    return ", ".join(f"`{option} {value}`".replace(" `", "`") for option in action.option_strings)


def _help(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    values = {**vars(action), "prog": parser.prog}
    return " ".join(((action.help or "") % values).split()).replace("|", "\\|")
