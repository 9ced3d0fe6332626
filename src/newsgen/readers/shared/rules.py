"""The tables of rules that the readers go by: files of `readers/rules/`, each read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def rules(name: str) -> dict[str, Any]:
    """The tables of the file `rules/NAME.toml`.

    >>> sorted(rules("wordpress"))
    ['articles', 'published', 'shortcodes']
    """
    path = files("newsgen.readers").joinpath("rules", f"{name}.toml")
    return tomllib.loads(path.read_text("utf-8"))
