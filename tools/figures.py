"""Measure how readable the code is: the figures that `docs/decisions/` records and a test holds.

    python tools/figures.py [FOLDER]        (the package's own source where no folder is given)

A function's density is the number of expressions in it (every `ast.expr` node, annotations too)
divided by its lines, docstring and signature included.
"""

import ast
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).resolve().parent.parent / "src" / "newsgen"
WIDEST = 110
"""Columns that a line may fill."""
VAGUE = frozenset({"found", "made", "told", "held", "kept"})
"""Names that say nothing of what they name."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Figures(NamedTuple):
    """What is measured of a folder of Python files. `repeated` are class names that are defined
    more than once; `vague` counts the places that give something a name of `VAGUE`."""

    files: int
    lines: int
    functions: int
    density_median: float
    density_95: float
    function_median: float
    function_longest: int
    wide_lines: int
    vague: int
    repeated: tuple[str, ...]


def figures(folder: Path) -> Figures:
    """The figures of all Python files below `folder`."""
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.py"))]
    trees = [ast.parse(text) for text in texts]
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, Function)]
    densities = sorted(map(density, functions))
    lengths = [length(function) for function in functions]
    lines = [line for text in texts for line in text.splitlines()]
    classes = Counter(
        node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    )
    return Figures(
        files=len(texts),
        lines=len(lines),
        functions=len(functions),
        density_median=round(statistics.median(densities), 2),
        density_95=round(densities[int(0.95 * len(densities))], 2),
        function_median=statistics.median(lengths),
        function_longest=max(lengths),
        wide_lines=sum(len(line) > WIDEST for line in lines),
        vague=sum(name in VAGUE for tree in trees for name in given_names(tree)),
        repeated=tuple(sorted(name for name, count in classes.items() if count > 1)),
    )


def density(function: Function) -> float:
    """Expressions a line of a function."""
    return sum(isinstance(node, ast.expr) for node in ast.walk(function)) / length(function)


def length(function: Function) -> int:
    """Lines of a function, from `def` to its last."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def given_names(tree: ast.AST) -> Iterator[str]:
    """Every name that the code gives: to a variable, a parameter, a function, a class or a field."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, Function | ast.ClassDef):
            yield node.name


def shown(measured: Figures) -> Iterable[str]:
    """The figures as lines of `name: value`."""
    for name, value in measured._asdict().items():
        text = (", ".join(value) or "none") if isinstance(value, tuple) else f"{value:,}"
        yield f"{name.replace('_', ' ')}: {text}"


if __name__ == "__main__":
    print("\n".join(shown(figures(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE))))
