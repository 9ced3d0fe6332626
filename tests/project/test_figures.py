"""The readability figures of tools/figures.py hold for all of `src`, and measure what they say."""

import ast

import figures
import pytest

MEASURED = figures.figures(figures.SOURCE)
LIMITS = {"density_median": 4.5, "function_longest": 40, "wide_lines": 0, "vague": 20}
"""The greatest value that a figure may have."""


@pytest.mark.parametrize("figure", LIMITS)
def test_the_source_stays_within_its_limits(figure):
    """No line is wider than a screen, no function longer than a page, and few names are vague."""
    assert getattr(MEASURED, figure) <= LIMITS[figure]


def test_class_names_are_unique():
    """A class name means one thing in all of `src`."""
    assert MEASURED.repeated == ()


EXAMPLE = '''
class Entry:
    """A class."""

def first(found):
    """A function."""
    held = found + 1
    return held

class Entry:
    """Another one of the same name."""
'''


@pytest.fixture
def example(tmp_path):
    """The figures of a folder with one small file."""
    wide = f"# {'x' * figures.WIDEST}\n"
    (tmp_path / "example.py").write_text(EXAMPLE + wide, encoding="utf-8")
    return figures.figures(tmp_path)


def test_each_figure_counts_what_it_is_called(example):
    """Of the example: one function of four lines, two vague names, one wide line, a double class."""
    assert (example.files, example.functions, example.function_longest) == (1, 1, 4)
    assert (example.vague, example.wide_lines, example.repeated) == (2, 1, ("Entry",))


def test_density_counts_expressions_of_a_function_by_its_lines():
    """`return a + b` has three expressions, the sum and its two operands; the function two lines."""
    (function,) = ast.parse("def total(a, b):\n    return a + b\n").body
    assert isinstance(function, ast.FunctionDef)
    assert figures.density(function) == 3 / 2


def test_names_that_only_appear_in_a_call_are_not_given():
    """A vague name counts where it is given, not where it is read."""
    assert list(figures.given_names(ast.parse("held(found)"))) == []
    assert list(figures.given_names(ast.parse("for found in things: pass"))) == ["found"]
