"""An expression that is compiled when it is first used is like any other."""

import re

import pytest

from newsgen.text.patterns import late


@pytest.mark.parametrize("text", ["", "on 5 MAY", "1 may, 2 May", "no day"])
def test_finds_what_the_compiled_expression_finds(text: str) -> None:
    """Each method gives what it gives on the compiled expression, the first time and the second."""
    lazy, compiled = late(r"(\d) may", re.IGNORECASE), re.compile(r"(\d) may", re.IGNORECASE)
    for _ in range(2):
        assert lazy.findall(text) == compiled.findall(text)
        assert lazy.sub("-", text) == compiled.sub("-", text)
        assert lazy.split(text) == compiled.split(text)
        assert bool(lazy.search(text, 1)) == bool(compiled.search(text, 1))
        assert bool(lazy.match(text)) == bool(compiled.match(text))
        assert bool(lazy.fullmatch(text)) == bool(compiled.fullmatch(text))


def test_has_no_other_methods() -> None:
    """A method that an expression does not have is an error, as it is on any object."""
    assert not hasattr(late("a"), "searched")
