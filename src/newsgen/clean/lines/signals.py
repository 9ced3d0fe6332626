"""The signals of lines: what the neighbours of a line are shown of it."""

import numpy as np

from newsgen.clean.lines.arrays import Bools, Floats
from newsgen.clean.lines.columns import HEADINGS, SHORT, SIGNALS, Named, by_column, by_signal
from newsgen.clean.lines.counts import ENDING
from newsgen.clean.lines.tokens import Tokens
from newsgen.clean.lines.vocabulary import CLASSES

_DIRT = frozenset({
    "share", "advert", "subscribe", "newsletter", "comments", "related", "credit", "byline",
    "legal", "appeal", "player", "navigation",
})  # fmt: skip
"""The classes of words that stand around articles."""
_FIGURES = 0.3
"""Share of figures above which a short line counts as dated: "12/05/2021 | 14:30"."""

_IS_OF_GROUP = np.array(
    [[name in classes for name in CLASSES] for classes in HEADINGS.values()], np.float32
)
"""(headings x classes): 1 where a class belongs to a heading."""
_IS_DATE = _IS_OF_GROUP[list(HEADINGS).index("clock heading")]
_IS_DIRT = np.array([name in _DIRT for name in CLASSES], np.float32)


def signals(
    table: Floats,
    length: Floats,
    prose: Bools,
    tokens: Tokens,
) -> Floats:
    """The signals of the lines of a surface's `table` (`SIGNALS` x lines)."""
    columns = by_column(table)
    rows = np.empty((len(SIGNALS), len(length)), np.float32)
    signal = by_signal(rows)
    is_short = length < SHORT
    marks = columns["class words"]

    is_heading = _IS_OF_GROUP @ marks > 0
    has_date = _IS_DATE @ marks > 0
    is_figures = columns["digits"] > _FIGURES
    dirty_classes = _IS_DIRT @ np.minimum(marks, 1)
    asking_share = columns["press share"] + columns["appeal share"]

    signal["short"] = is_short
    signal["unended"] = columns["ending"] != ENDING["stop"]
    signal["dated"] = is_short & (has_date | is_figures)
    signal["dirt"] = dirty_classes / (1 + length / 10)
    signal["reader share"] = columns["reader share"]
    signal["asking share"] = asking_share + columns["subscribe share"]
    signal["speech"] = np.minimum(columns["speech words"], 1)
    signal["capitalised"] = columns["capitalised"]
    signal["prose words"] = prose * length
    signal["prose"] = prose
    signal["headings"] = is_heading & is_short
    _put_content(tokens, signal)
    _put_looks(columns, signal)
    return rows


def _put_content(tokens: Tokens, signal: Named) -> None:
    """Put into the signals how many words of each line carry content, and how many of these are
    names."""
    lines = len(tokens.begins) - 1
    is_name = tokens.content & tokens.capital
    words = tokens.line[tokens.content]
    names = tokens.line[is_name]

    signal["content words"] = np.bincount(words, minlength=lines)
    signal["content names"] = np.bincount(names, minlength=lines)
    counts = signal["content"]
    signal["no content"] = counts == 0
    signal["content"] = np.maximum(counts, 1)


def _put_looks(columns: Named, signal: Named) -> None:
    """Put into the signals two numbers for how a line looks.

    The rough one is ending * 8 + a step of its length; the other adds how the line opens (16 codes)
    and a step of its capitals (4 steps).
    """
    length = _steps(columns["words"] * 1.5, 8)
    capitals = _steps(columns["capitalised"] * 4, 4)
    rough = columns["ending"] * 8 + length
    opened = rough * 16 + columns["opening"]
    signal["rough look"] = rough
    signal["look"] = opened * 4 + capitals


def _steps(values: Floats, many: int) -> Floats:
    """The whole part of each value, at most `many` - 1.

    >>> _steps(np.array([0.5, 1.5, 9], np.float32), 4).tolist()
    [0.0, 1.0, 3.0]
    """
    whole = np.floor(values)
    return np.minimum(whole, many - 1)
