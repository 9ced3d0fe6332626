"""`newsgen explain`: one article stage by stage, with what gave each field and what was cut; or why
two articles are, or are not, one story."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from newsgen.commands.explain_tables import print_article, print_pair
from newsgen.errors import UsageError
from newsgen.pipeline.explain import explain_article, explain_pair, surroundings


def explain(source: Path, files: Sequence[Path], environment: Mapping[str, str], width: int) -> str:
    """What a terminal of `width` columns shows of one article, or of two beside each other.

    Raises UsageError for any other number of files, and NewsgenError where there is no article.
    """
    if not 1 <= len(files) <= 2:
        raise UsageError("explain takes one file, or two – more were given – name one or two")
    around = surroundings(source, environment)
    text = io.StringIO()
    console = Console(
        file=text,
        width=max(width, 40),
        force_terminal=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    if len(files) == 1:
        print_article(console, explain_article(around, files[0]))
    else:
        print_pair(console, explain_pair(around, files[0], files[1]))
    return text.getvalue()
