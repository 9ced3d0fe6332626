"""docs/problems.md names every code of a problem, its levels and who reports it; nothing else."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from newsgen import cli, errors
from newsgen.model import Problem
from newsgen.readers.formats import Refusal

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "newsgen"
PAGE = (ROOT / "docs" / "problems.md").read_text("utf-8")
SECTIONS = {"readers": "Reading", "clean": "Cleaning"}
"""The section of the page for each package; all others report under `The run`."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Maker(NamedTuple):
    """A function that makes problems: all its parameters, those without a default, and what it
    gives as code and level – an expression, in which a name is one of its parameters."""

    parameters: tuple[str, ...]
    required: int
    code: ast.expr
    level: ast.expr


class Made(NamedTuple):
    """A call that makes a problem: the file, the line, and its code and level as expressions."""

    path: Path
    line: int
    code: ast.expr
    level: ast.expr


def record() -> Maker:
    """`Problem(level, where, code, message, hint)` itself."""
    fields = Problem.__struct_fields__
    return Maker(fields, len(fields), ast.Name("code"), ast.Name("level"))


def refusal() -> Maker:
    """`Refusal(code, message, hint)` of the readers, which becomes an error for each file."""
    fields = Refusal._fields
    return Maker(fields, len(fields), ast.Name("code"), ast.Constant("error"))


def is_handed_on(code: ast.expr) -> bool:
    """True for the code of a refusal, which was counted where the refusal is made."""
    return isinstance(code, ast.Attribute) and code.attr == "code"


def called(call: ast.Call) -> str:
    """The last name of what a call calls."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def made_by(call: ast.Call, makers: dict[str, list[Maker]]) -> tuple[ast.expr, ast.expr] | None:
    """The code and the level that a call gives, if it calls one of the makers."""
    for maker in makers.get(called(call), []):
        given = dict(zip(maker.parameters, call.args, strict=False))
        given |= {word.arg: word.value for word in call.keywords if word.arg}
        if set(maker.parameters[: maker.required]) <= given.keys():
            code, level = (
                given.get(value.id, value) if isinstance(value, ast.Name) else value
                for value in (maker.code, maker.level)
            )
            return code, level
    return None


def parameters(function: Function) -> tuple[tuple[str, ...], int]:
    """The positional parameters of a function, without `self`, and how many have no default."""
    arguments = [*function.args.posonlyargs, *function.args.args]
    names = [argument.arg for argument in arguments if argument.arg not in {"self", "cls"}]
    return tuple(names), len(names) - len(function.args.defaults)


def all_makers(trees: Iterable[ast.Module]) -> dict[str, list[Maker]]:
    """Every maker of `src` by name: a function that hands a parameter on as a problem's code."""
    makers: dict[str, list[Maker]] = {"Problem": [record()], "Refusal": [refusal()]}
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, Function)]
    count = 0
    while count != sum(map(len, makers.values())):  # again: a maker may call another one
        count = sum(map(len, makers.values()))
        for function in functions:
            names, required = parameters(function)
            for call in calls(function):
                made = made_by(call, makers)
                if made is None or not isinstance(made[0], ast.Name) or made[0].id not in names:
                    continue
                maker = Maker(names, required, *made)
                if maker not in makers.setdefault(function.name, []):
                    makers[function.name].append(maker)
    return makers


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in a syntax tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def all_made() -> list[Made]:
    """Every call in `src` that makes a problem and gives its code, except those inside makers."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
    makers = all_makers(trees.values())
    handed_on = {id(maker.code) for same_name in makers.values() for maker in same_name}
    problems = []
    for path, tree in trees.items():
        for call in calls(tree):
            made = made_by(call, makers)
            if made and id(made[0]) not in handed_on and not is_handed_on(made[0]):
                problems.append(Made(path, call.lineno, *made))
    return problems


def words(value: ast.expr) -> set[str]:
    """The texts in an expression: one for a literal, several for a choice between literals."""
    return {
        node.value
        for node in ast.walk(value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def reported() -> dict[tuple[str, str], set[str]]:
    """The levels of each (section, code) in the source."""
    levels: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for made in all_made():
        package = made.path.relative_to(SOURCE).parts[0]
        for code in words(made.code):
            levels[SECTIONS.get(package, "The run"), code] |= words(made.level)
    return dict(levels)


def listed() -> dict[tuple[str, str], set[str]]:
    """The levels of each (section, code) on the page."""
    rows = {}
    for section in PAGE.split("\n## ")[1:]:
        heading = section.splitlines()[0]
        for code, levels in re.findall(r"^\| `([a-z-]+)` \| ([a-z, ]+) \|", section, re.MULTILINE):
            rows[heading, code] = set(levels.split(", "))
    return rows


def test_every_code_and_level_is_a_literal():
    """A code or a level that is computed could not be listed: none is."""
    computed = [
        f"{made.path.relative_to(ROOT)}:{made.line}"
        for made in all_made()
        if not words(made.code) or not words(made.level)
    ]
    assert computed == []


def test_the_page_lists_the_problems_of_the_source():
    """Each code stands under who reports it, with its levels; no row is left over or missing."""
    assert listed() == reported()


def test_rows_are_in_alphabetical_order():
    """A reader finds a code where the alphabet has it."""
    for heading in {section for section, _ in listed()}:
        codes = [code for section, code in listed() if section == heading]
        assert codes == sorted(codes)


def test_every_exception_stands_on_the_page_with_its_exit_code():
    """The classes of errors.py, and the code with which each ends the program."""
    classes = {
        name: str(kind.exit_code)
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.NewsgenError)
    }
    rows = re.findall(r"^\| `([A-Z]\w+)` \| (\d+) \|", PAGE, re.MULTILINE)
    assert dict(rows) == classes


def test_the_documents_list_every_exit_code():
    """docs/cli.md has success, the exceptions' codes, the one of `--strict` and the interruption."""
    kinds = (errors.NewsgenError, errors.UsageError, errors.VanishedAddressError)
    codes = {0, cli.STRICT, cli.INTERRUPTED} | {kind.exit_code for kind in kinds}
    section = (ROOT / "docs" / "cli.md").read_text("utf-8").split("\n## Exit codes\n")[1]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)} == codes
