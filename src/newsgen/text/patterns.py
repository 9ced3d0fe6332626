"""Regular expressions that are compiled when they are first used: large ones that most archives
never need.

Compiling all expressions of the stages took 65 ms of every start; one set of scripts takes 2 to 6.
"""

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""The expression `pattern`, compiled on first use, and from then on as fast as any.

    >>> late(r"(\d+) May").search("on 5 May")[1]
    '5'
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """An expression that compiles itself when one of its methods is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        """Called at most once: the methods of the compiled expression become attributes."""
        if name not in _METHODS:
            raise AttributeError(name)

        compiled = re.compile(self._pattern, self._flags)

        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))

        return getattr(compiled, name)
