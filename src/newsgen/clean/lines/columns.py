"""The columns of the line model's tables, each with its name, in one order.

A table of features is (columns x lines). The trees in `rules/lines.json` ask for columns by number,
so a column that is inserted, moved or renamed here needs newly trained weights: the file states the
names that its trees were trained on, and `forest.weights` refuses any others.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from newsgen.clean.lines.arrays import Floats, Ints
from newsgen.clean.lines.vocabulary import CLASSES

STEPS = (-3, -2, -1, 1, 2, 3)
"""How far from a line the neighbours stand whose chance of being body the later looks are shown."""
SHOWN_STEPS = (-2, -1, 1, 2)
"""How far from a line the neighbours stand of which the first look is shown the columns `SHOWN`."""
SHOWN = ("words", "digits", "capitalised", "shouted", "grammar", "ending", "prose", "commas")
MANNER = (
    "past", "ongoing", "reader share", "names", "speech share", "word length", "capitalised",
    "grammar", "quotes", "words", "digits", "appeal share", "advert share", "bio share",
)  # fmt: skip
"""The columns in which a line is compared with the average of the body."""

SHORT = 9
"""Words below which a line may be a heading, a label or a widget."""
WINDOWED = (
    "short",  # 1 where the line has fewer words than `SHORT`
    "unended",  # 1 where it does not end like a sentence
    "dated",  # 1 where it is short and holds a date, or mostly figures
    "dirt",  # words of the classes that stand around articles, for each ten words of the line
    "reader share",  # share of words that address the reader
    "asking share",  # share of words that ask the reader for something
    "speech",  # 1 where somebody is quoted
    "capitalised",  # share of words with a capital
)
"""The signals that are summed up over the lines before and after a line."""
HEADINGS = {
    "share heading": ("share",),
    "comments heading": ("comments",),
    "related heading": ("related",),
    "appeal heading": ("advert", "subscribe", "newsletter", "legal", "appeal"),
    "bio heading": ("credit", "byline", "bio"),
    "clock heading": ("month", "clock"),
}
"""The signals that are 1 where a short line has words of a group of classes ("Most read"), each
with its classes."""
SIGNALS = (
    *WINDOWED,
    "prose words",  # its words where it is running text, else 0
    "prose",  # 1 where it is running text
    *HEADINGS,
    "content words",  # how many words carry content, at least 1
    "content names",  # how many of these are written as names, at least 1
    "no words",  # 1 where no word carries content
    "no names",  # 1 where no such word is written as a name
    "look",  # a whole number that is equal for lines that look alike
    "rough look",  # the same for lines that look vaguely alike
)
"""What the neighbours of a line are shown of it: the rows of `Surface.signals`, in order."""


PLAIN = (
    "characters",  # ln(1 + number)
    "words",  # ln(1 + number); two characters count as a word where a script has no spaces
    "capitals", "digits", "signs", "others", "caseless",  # shares of the letters or characters
    "capitalised", "shouted",  # shares of the words
    "names",  # share of the words that carry content
    "grammar",  # share of the words
    "word length",  # letters a word
    "stops", "asks",  # numbers of full stops, and of question and exclamation marks
    "words a stop",
    "past", "ongoing",  # shares of the words: those in -ed, those in -ing
    "years",  # number of words of four figures
    "first class",  # the class of the first word, 0 for none
    "commas",  # a word
    "colons", "quotes", "brackets", "links", "dashes",  # numbers
    "ending", "opening",  # codes that `counts` names
    "repeats",  # bucket of how many other articles of the outlet hold the line
    "prose", "known language",  # 1 or 0
)  # fmt: skip
"""What a line looks like by itself, apart from how many words of each class it has."""


def _at_steps(columns: Sequence[str], steps: Sequence[int]) -> tuple[str, ...]:
    """The columns of the neighbours so many `steps` away, those of one neighbour together."""
    names: list[str] = []
    for step in steps:
        names += [f"{column} at {step:+d}" for column in columns]
    return tuple(names)


_SURFACE = {
    "plain": PLAIN,
    "class words": tuple(f"{name} words" for name in CLASSES),
    "class shares": tuple(f"{name} share" for name in CLASSES),
}
"""Of a line by itself (`features.surface`)."""

_SURROUNDINGS = {
    # lines; the third is a share of the text, the fourth ln(1 + number)
    "place": ("lines above", "lines below", "share of lines above", "lines of the text"),
    # ln(1 + number), and a share of the lines
    "running text": ("prose words of the text", "prose share of the text"),
    # lines between a line and the nearest running text, at most `FAR`; the third is their sum
    "to prose": ("lines since prose", "lines until prose", "lines between prose"),
    "prose around": ("prose lines above", "prose lines below"),
    # shares of the words of running text
    "prose words around": ("prose words above", "prose words below"),
    # shares of the line's content words that running text holds too, -1 where it has none
    "kinship": ("kin words", "kin names"),
    "usual length": ("length by the usual",),
    # 1 between a long line and its like soon after, 2 for the first of these
    "enclosed": ("enclosed",),
    # share of the content words that the nearest lines hold too
    "nearby": ("nearby words",),
    # how often the whole line, and its first words, were there before and come again, at most 4
    "repeated": ("whole before", "whole again", "start before", "start again"),
    "to headings": (
        *(f"lines since {heading}" for heading in HEADINGS),
        *(f"lines until {heading}" for heading in HEADINGS),
    ),
    "signals above": tuple(f"{signal} above" for signal in WINDOWED),
    "signals below": tuple(f"{signal} below" for signal in WINDOWED),
    "dirt": ("dirt",),
    "neighbours": _at_steps(SHOWN, SHOWN_STEPS),
}
"""Of a line among its neighbours, before any line has a chance (`neighbours.surroundings`)."""

_CHANCES = {
    "chance": ("chance",),
    # shares of the words of the body, each word counted by its line's chance of being body
    "body around": ("body words above", "body words below"),
    # the logarithm of 1 + number
    "body words": ("body words of the text",),
    "mean chance": ("mean chance of the text",),
    # lines between a line and the nearest one that is surely body, at most `FAR`
    "to body": ("lines since body", "lines until body", "lines between body"),
    "highest chance": ("highest chance above", "highest chance below"),
    # sums of the chances of the nearest lines
    "chances around": ("chances above", "chances below"),
    # as `kinship` above, with each line of the text counted by its chance
    "body kinship": ("kin words of the body", "kin names of the body"),
    "alike": ("lines alike", "mean chance of lines alike", "mean chance of lines vaguely alike"),
    "chances nearby": _at_steps(("chance",), STEPS),
    # the line's column less the average of the body
    "manner": tuple(f"{name} by the body" for name in MANNER),
}
"""What the chances of all lines of a text say of each (`neighbours.look_again`)."""


def _names(groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The columns of all groups, in order."""
    columns: list[str] = []
    for group in groups.values():
        columns += group
    return tuple(columns)


SURFACE = _names(_SURFACE)
"""The columns of a line by itself; they stand first in every table."""
FIRST_LOOK = (*SURFACE, *_names(_SURROUNDINGS))
"""The columns of the first look."""
SECOND_LOOK = (*FIRST_LOOK, *_names(_CHANCES))
"""The columns of the looks after the first."""
COLUMN = {name: number for number, name in enumerate(SECOND_LOOK)}
"""The number of each column."""


def _slices() -> dict[str, slice]:
    """Where the columns of each group stand, which are computed together."""
    groups = {**_SURFACE, **_SURROUNDINGS, **_CHANCES}
    slices: dict[str, slice] = {}
    end = 0

    for group, columns in groups.items():
        begin, end = end, end + len(columns)
        slices[group] = slice(begin, end)
    return slices


def _signal_slices() -> dict[str, slice]:
    """Where signals stand that are computed or used together, by the first and the last of each
    group."""
    ends = {
        "windowed": (WINDOWED[0], WINDOWED[-1]),
        "summed": (WINDOWED[0], "prose"),
        "prose words and lines": ("prose words", "prose"),
        "prose and headings": ("prose", "clock heading"),
        "headings": ("share heading", "clock heading"),
        "content": ("content words", "content names"),
        "no content": ("no words", "no names"),
        "looks": ("look", "rough look"),
    }
    return {
        group: slice(SIGNALS.index(first), SIGNALS.index(last) + 1)
        for group, (first, last) in ends.items()
    }


_PLACES: Mapping[str, int | slice] = {**COLUMN, **_slices()}
_SIGNAL_PLACES: Mapping[str, int | slice] = {
    **{name: number for number, name in enumerate(SIGNALS)},
    **_signal_slices(),
}


class Named:
    """An array whose rows are addressed by the name of a row or of a group of rows. What is
    assigned to a name is written into the array.

    >>> table = np.zeros((len(SURFACE), 2), np.float32)
    >>> columns = by_column(table)
    >>> columns["words"] = [1, 2]
    >>> table[COLUMN["words"]].tolist(), columns["plain"].shape == (len(PLAIN), 2)
    ([1.0, 2.0], True)
    """

    def __init__(
        self,
        array: Floats,
        places: Mapping[str, int | slice],
    ) -> None:
        self.array = array
        self.places = places

    def __getitem__(self, name: str) -> Floats:
        rows: Floats = self.array[self.places[name]]
        return rows

    def __setitem__(self, name: str, values: ArrayLike) -> None:
        self.array[self.places[name]] = values


def by_column(table: Floats) -> Named:
    """The columns of a table (columns x lines) by name."""
    return Named(table, _PLACES)


def by_signal(signals: Floats) -> Named:
    """The rows of `Surface.signals` (`SIGNALS` x lines) by name."""
    return Named(signals, _SIGNAL_PLACES)


def numbers(columns: Iterable[str]) -> Ints:
    """The numbers of `columns`, to address several at once that do not stand together.

    >>> numbers(["words", "characters"]).tolist()
    [1, 0]
    """
    return np.array([COLUMN[name] for name in columns])
