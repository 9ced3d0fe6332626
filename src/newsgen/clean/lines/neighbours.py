"""Features of a line among its neighbours: where it stands, what surrounds it, whether it speaks of
what the text speaks of.

There are two tables of features, each (columns x lines): `surroundings` is computed before any line
is judged, `second_look` needs a first chance of being body for every line. A text has few lines, so
that a call of numpy costs more than what it computes: the lines of many texts are computed
together. Sums and medians are taken within each text: to the last bit, a line's features are those
that it has where its text is read alone.
"""

from math import log1p

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.lines.arrays import Floats, Ints
from newsgen.clean.lines.columns import (
    FIRST_LOOK,
    MANNER,
    SECOND_LOOK,
    SHOWN,
    SHOWN_STEPS,
    STEPS,
    SURFACE,
    Named,
    by_column,
    by_signal,
    numbers,
)
from newsgen.clean.lines.distances import distances
from newsgen.clean.lines.features import Surface
from newsgen.clean.lines.kinship import kinship, nearby_words
from newsgen.clean.lines.layout import Layout
from newsgen.clean.lines.recurrence import enclosed, recurrences

SURE = 0.8
"""The chance above which a line counts as surely body for the lines around it."""

_SHOWN = numbers(SHOWN)
_MANNER = numbers(MANNER)
_LOOKS_A_TEXT = 4096
"""More than any number for how a line looks."""


def surroundings(seen: Surface) -> Floats:
    """The table of the first look (`FIRST_LOOK` x lines): the surface of each line, that of its
    neighbours, and its place among the lines of running text."""
    layout = Layout(seen.bounds)
    signal = by_signal(seen.signals)
    lines = len(seen.length)
    table = np.empty((len(FIRST_LOOK), lines), np.float32)
    table[: len(SURFACE)] = seen.table

    columns = by_column(table)
    columns["place"] = layout.places
    _put_sums(signal, layout, columns)
    _put_distances(signal, layout, columns)
    columns["kinship"] = kinship(seen, signal["prose"])
    usual_length = _usual_length(seen, layout)
    columns["length by the usual"] = seen.length / usual_length
    _put_recurrences(seen, layout, columns)
    columns["nearby words"] = nearby_words(seen)
    columns["dirt"] = signal["dirt"]
    shown = seen.table[_SHOWN]
    columns["neighbours"] = layout.neighbours(shown, SHOWN_STEPS)
    return table


def second_look(seen: Surface, layout: Layout, first: Floats, chance: Floats) -> Floats:
    """The table of a later look (`SECOND_LOOK` x lines): `first`, the table of `surroundings`, and
    below it what the chances of the first look say, as `look_again` puts it. `layout` is that of the
    lines of `seen`."""
    lines = len(chance)
    table = np.empty((len(SECOND_LOOK), lines), np.float32)
    table[: len(first)] = first
    look_again(seen, layout, table, chance)
    return table


def look_again(seen: Surface, layout: Layout, table: Floats, chance: Floats) -> None:
    """Put into the last columns of `table` (`SECOND_LOOK` x lines) what the chances of all lines
    say of the lines around each line and of those that look like it, and how far the manner of each
    line is from that of the body."""
    columns = by_column(table)
    body = chance * seen.length  # words of the body, those of a line counted by its chance
    totals = _body_words(body, layout)

    columns["chance"] = chance
    _put_body_of_text(layout, chance, totals, columns)
    _put_body_sums(layout, np.array((chance, body)), totals, columns)
    _put_body_distances(layout, chance, columns)
    _put_highest(layout, chance, columns)
    columns["body kinship"] = kinship(seen, chance)
    _put_alike(seen, layout, chance, columns)
    columns["chances nearby"] = layout.neighbours(chance[None], STEPS)

    manner = seen.table[_MANNER]
    sums = np.add.reduceat(manner * body, seen.bounds[:-1], axis=1)
    usual = sums / totals.astype(np.float32)  # the average of the body, in each text
    columns["manner"] = manner - usual.take(layout.text, axis=1)


def _put_sums(signal: Named, layout: Layout, columns: Named) -> None:
    """Put into the columns what the signals of the lines around each line add up to, and how much
    running text there is above and below it, and in its text."""
    sums = layout.sums(signal["summed"])
    window = layout.around(sums, layout.wide)
    begin, before, after, end = map(by_signal, window)
    columns["signals above"] = before["windowed"] - begin["windowed"]
    columns["signals below"] = end["windowed"] - after["windowed"]

    last_cells = layout.bounds[1:] + np.arange(len(layout.sizes))
    of_text = by_signal(sums[:, last_cells])  # (signals x texts)
    words = np.maximum(of_text["prose words"], 1)
    lines = of_text["prose"]
    logs = [log1p(total) for total in words.tolist()]
    columns["prose words of the text"] = layout.by_line(logs)
    columns["prose share of the text"] = layout.by_line(lines / layout.sizes)

    all_words = layout.by_line(words)
    all_lines = layout.by_line(lines)
    columns["prose lines above"] = before["prose"]
    columns["prose lines below"] = all_lines - after["prose"]
    columns["prose words above"] = before["prose words"] / all_words
    columns["prose words below"] = 1 - after["prose words"] / all_words


def _put_distances(signal: Named, layout: Layout, columns: Named) -> None:
    """Put into the columns how far away the nearest running text and the nearest headings are."""
    # 2 directions x (running text, then the headings) x lines
    away = distances(signal["prose and headings"], layout.text)
    since, until = away[:, 0]
    to_headings = away[:, 1:]

    columns["lines since prose"] = since
    columns["lines until prose"] = until
    columns["lines between prose"] = since + until
    columns["to headings"] = to_headings.reshape(-1, len(since))


def _usual_length(seen: Surface, layout: Layout) -> Floats:
    """The median length of the lines of running text in each line's text, at least 1."""
    lengths = (seen.prose * seen.length).tolist()  # 0 for a line that is no running text
    usual = []

    for begin, end in layout.spans():
        of_prose = filter(None, lengths[begin:end])
        ordered = sorted(of_prose)
        median = _median(ordered) if ordered else 1.0
        usual.append(max(median, 1.0))

    return layout.by_line(usual)


def _median(ordered: list[float]) -> float:
    """The median of numbers in ascending order.

    >>> _median([2.0, 3.0, 9.0]), _median([2.0, 4.0])
    (3.0, 3.0)
    """
    half = len(ordered) // 2
    middle = ordered[half] + ordered[-1 - half]
    return middle / 2


def _put_recurrences(seen: Surface, layout: Layout, columns: Named) -> None:
    """Put into the columns how often each line recurs, and which lines are enclosed by a dek and
    the lede that repeats it."""
    counts, recurs = recurrences(seen)
    lines = len(recurs)
    columns["repeated"] = counts.reshape(-1, lines)
    columns["enclosed"] = enclosed(seen, layout.text, recurs)


def _body_words(body: Floats, layout: Layout) -> NDArray[np.float64]:
    """The words of the body of each text, at least 1."""
    sums: list[float] = []
    for begin, end in layout.spans():
        own = body[begin:end]
        sums.append(float(own.sum()))
    return np.maximum(sums, 1.0)


def _put_body_of_text(
    layout: Layout,
    chance: Floats,
    totals: NDArray[np.float64],
    columns: Named,
) -> None:
    """Put into the columns how much body the text of each line has, and its mean chance."""
    logs = [log1p(words) for words in totals.tolist()]
    means = [chance[begin:end].mean() for begin, end in layout.spans()]
    columns["body words of the text"] = layout.by_line(logs)
    columns["mean chance of the text"] = layout.by_line(means)


def _put_body_sums(
    layout: Layout,
    rows: Floats,
    totals: NDArray[np.float64],
    columns: Named,
) -> None:
    """Put into the columns how much body there is above and below each line, and near it; `rows`
    (2 x lines) are the chance of each line and its words of the body."""
    begin, before, after, end = layout.around(layout.sums(rows), layout.close)
    columns["chances above"] = before[0] - begin[0]
    columns["chances below"] = end[0] - after[0]

    _, body = rows
    _, words_so_far = after
    words_above = words_so_far - body
    total = layout.by_line(totals)
    columns["body words above"] = words_above / total
    # Added again rather than `words_so_far`: that is how it was rounded when the trees were trained
    columns["body words below"] = 1 - (words_above + body) / total


def _put_body_distances(layout: Layout, chance: Floats, columns: Named) -> None:
    """Put into the columns how far away the nearest line is that is surely body."""
    is_sure = chance > SURE
    away = distances(is_sure[None], layout.text)  # 2 directions x 1 x lines
    since, until = away[:, 0]

    columns["lines since body"] = since
    columns["lines until body"] = until
    columns["lines between body"] = since + until


def _put_highest(layout: Layout, chance: Floats, columns: Named) -> None:
    """Put into the columns the highest chance of any line above and of any line below each line."""
    columns["highest chance"] = 0  # of the first line above, and of the last line below
    above, below = columns["highest chance"]

    for begin, end in layout.spans():
        all_but_last = slice(begin, end - 1)
        all_but_first = slice(begin + 1, end)
        downwards = chance[all_but_last]
        upwards = chance[all_but_first][::-1]
        np.maximum.accumulate(downwards, out=above[all_but_first])
        np.maximum.accumulate(upwards, out=below[all_but_last][::-1])


def _put_alike(
    seen: Surface,
    layout: Layout,
    chance: Floats,
    columns: Named,
) -> None:
    """Put into the columns how many lines of the text look like each line, and their mean chance;
    then the mean chance of those that look vaguely like it."""
    looks = by_signal(seen.signals)["looks"].astype(np.intp)
    look, rough_look = looks + layout.text * _LOOKS_A_TEXT
    count, mean = _alike(look, chance)
    _, rough_mean = _alike(rough_look, chance)
    columns["lines alike"] = count
    columns["mean chance of lines alike"] = mean
    columns["mean chance of lines vaguely alike"] = rough_mean


def _alike(look: Ints, chance: Floats) -> tuple[Ints, NDArray[np.float64]]:
    """How many lines have the same number in `look` as each line, and their mean chance.

    >>> count, mean = _alike(np.array([5, 7, 5]), np.array([0, 1, 1], np.float32))
    >>> count.tolist(), mean.tolist()
    ([2, 1, 2], [0.5, 1.0, 0.5])
    """
    counts = np.bincount(look)  # by number, as are the sums
    sums = np.bincount(look, chance)
    count = counts[look]
    total = sums[look]
    return count, total / count
