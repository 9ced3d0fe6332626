"""Stories over time as the path of an inline SVG, with everything that the picture shows also said
in words."""

import msgspec

from newsgen.plan.params import Plot
from newsgen.plan.timeline import A_DECADE, A_MONTH, A_YEAR
from newsgen.render.phrases import MONTHS, plural

UNITS = {A_MONTH: "month", A_YEAR: "year", A_DECADE: "decade"}
"""What the bar of a plot covers, by its number of months."""

LABELS = 8
"""Labels below a plot that still have room on a narrow phone; with more years a label stands for
several."""

HEIGHT, STEP = 100, 10
"""Units that the drawing of a plot is high, and units from one bar to the next."""

SPARK_HEIGHT, SPARK_STEP = 16, 6
"""Units that the drawing of a spark is high, and units from one bar to the next; a bar is 4 wide."""


class PlotView(msgspec.Struct, frozen=True):
    """A plot for a template: the unit of a bar, the width of the drawing, its path data, the labels
    below it, and the caption."""

    unit: str
    width: int
    path: str
    labels: tuple[str, ...]
    caption: str


def plot(plot: Plot | None) -> PlotView | None:
    """The plot for a template; None where there is nothing to plot.

    Bars are 10 units wide and at most 100 high, from zero. Labels are evenly spaced, so the drawing
    may end in some empty years.
    """
    if plot is None:
        return None

    years = len(plot.counts) * plot.unit // 12
    years_a_bar = plot.unit // 12 or 1
    step = -(-years // LABELS)  # years from one label to the next, rounded up to whole bars
    step += -step % years_a_bar
    labels = tuple([str(plot.first + year) for year in range(0, years, step)])
    bars = len(labels) * step * 12 // plot.unit

    return PlotView(
        unit=UNITS[plot.unit],
        width=bars * STEP,
        path=_bars(plot.counts),
        labels=labels,
        caption=_caption(plot),
    )


def spark(counts: tuple[int, ...]) -> str:
    """The path of a spark; an empty span of time keeps a line one unit high.

    >>> spark((0, 3))
    'M0 15h4V16h-4zM6 1h4V16h-4z'
    """
    most = max(counts, default=0) or 1
    tallest = SPARK_HEIGHT - 1
    bars = []
    for position, count in enumerate(counts):
        height = max(1, round(count * tallest / most))
        left = position * SPARK_STEP
        top = SPARK_HEIGHT - height
        bars.append(f"M{left} {top}h4V{SPARK_HEIGHT}h-4z")
    return "".join(bars)


def _bars(counts: tuple[int, ...]) -> str:
    """The path of the bars of a plot; one without stories is left out, and the lowest is one unit
    high."""
    most = max(counts)
    bars = []
    for position, count in enumerate(counts):
        if count:
            left = position * STEP + 1
            height = round(count * HEIGHT / most)
            top = min(HEIGHT - height, HEIGHT - 1)
            bars.append(f"M{left} {top}h8V{HEIGHT}h-8z")
    return "".join(bars)


def _caption(plot: Plot) -> str:
    """What a plot shows, in words."""
    counts = plot.counts
    unit = UNITS[plot.unit]
    most = max(counts)
    busiest = _period(plot, counts.index(most))
    sentences = [
        _coverage(counts, unit),
        f"Most in {busiest} ({plural(most, 'story')}).",
    ]
    if plot.coarse:
        sentences.append(f"Of {plural(plot.coarse, 'story')} only the year is known.")
    if plot.undated:
        verb = "has" if plot.undated == 1 else "have"
        sentences.append(f"A further {plural(plot.undated, 'story')} {verb} no date.")
    return " ".join(sentences)


def _coverage(counts: tuple[int, ...], unit: str) -> str:
    """In how many of its bars, from the first to the last that has stories, a plot has some."""
    filled = [position for position, count in enumerate(counts) if count]
    length = filled[-1] - filled[0] + 1
    if len(filled) == length:
        return f"Stories in every {unit}."

    stories = plural(sum(counts), "story")
    return f"{stories} in {len(filled)} of {plural(length, unit)}."


def _period(plot: Plot, position: int) -> str:
    """What the bar at `position` covers, in words."""
    month = position * plot.unit
    year = plot.first + month // 12
    if plot.unit == A_MONTH:
        return f"{MONTHS[month % 12]} {year}"
    return str(year) if plot.unit == A_YEAR else f"the {year}s"
