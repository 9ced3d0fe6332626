"""newsgen turns a pile of news text into a durable, browsable static archive.

The names of `newsgen.api` are there as `newsgen.NAME`; they are loaded when one is first used, so
that `import newsgen` costs nothing.
"""

from typing import TYPE_CHECKING

from newsgen.version import __version__

if TYPE_CHECKING:
    from newsgen.api import (
        Article,
        ExplainedArticle,
        ExplainedPair,
        NewsgenError,
        Problem,
        Report,
        UsageError,
        build,
        explain,
        explain_two,
        export,
        read,
    )

__all__ = [
    "Article",
    "ExplainedArticle",
    "ExplainedPair",
    "NewsgenError",
    "Problem",
    "Report",
    "UsageError",
    "__version__",
    "build",
    "explain",
    "explain_two",
    "export",
    "read",
]


def __getattr__(name: str) -> object:
    """A name of the Python interface, loaded now."""
    if name not in __all__:
        raise AttributeError(f"module 'newsgen' has no attribute {name!r}")
    from newsgen import api

    return getattr(api, name)
