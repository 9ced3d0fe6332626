"""Expressions that are compiled when they are first used: for large ones that most archives never need.

Compiling all expressions of the stages took 65 ms of every start; a set of scripts alone takes 2 to 6.
"""

import re
from typing import cast

_WAYS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""The expression `pattern`, compiled on first use, and from then on as fast as any.

    >>> late(r"(\d+) May").search("on 5 May")[1]
    '5'
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        """Asked for once: the methods of the compiled expression become attributes of this object."""
        if name not in _WAYS:
            raise AttributeError(name)
        compiled = re.compile(self._pattern, self._flags)
        for way in _WAYS:
            setattr(self, way, getattr(compiled, way))
        return getattr(compiled, name)
