"""Stories over time as the path of an inline SVG, with everything the picture says also said in words."""

import msgspec

from newsgen.plan.params import Plot
from newsgen.render.phrases import MONTHS, plural

UNITS = {1: "month", 12: "year", 120: "decade"}

LABELS = 8
"""Labels below a plot that still have room on a narrow phone; with more years each label stands for several."""


class PlotView(msgspec.Struct, frozen=True):
    """A plot for a template: the unit of a bar, width of the drawing, path data, labels below it, and the caption."""

    unit: str
    width: int
    path: str
    labels: tuple[str, ...]
    caption: str


def plot(found: Plot | None) -> PlotView | None:
    """The plot for a template; None where there is nothing to plot. Bars are 10 units wide and at most 100 high, from zero;
    labels are evenly spaced, so the drawing may end in some empty years."""
    if found is None:
        return None
    most = max(found.counts)
    path = "".join(
        [
            f"M{place * 10 + 1} {min(100 - round(count * 100 / most), 99)}h8V100h-8z"
            for place, count in enumerate(found.counts)
            if count
        ]
    )
    years = len(found.counts) * found.unit // 12
    step = -(-years // LABELS)
    step += -step % (found.unit // 12 or 1)
    labels = tuple(str(found.first + place) for place in range(0, years, step))
    width = len(labels) * step * 120 // found.unit
    return PlotView(UNITS[found.unit], width, path, labels, _caption(found))


def spark(counts: tuple[int, ...]) -> str:
    """The path of a spark, bars 4 wide and 6 apart in a drawing 16 high; an empty span keeps a line of 1."""
    most = max(counts, default=0) or 1
    return "".join(
        f"M{place * 6} {16 - max(1, round(count * 15 / most))}h4V16h-4z"
        for place, count in enumerate(counts)
    )


def _caption(found: Plot) -> str:
    counts = found.counts
    most = counts.index(max(counts))
    filled = [place for place, count in enumerate(counts) if count]
    length = filled[-1] - filled[0] + 1
    unit = UNITS[found.unit]
    parts = [
        f"{plural(sum(counts), 'story')} in {len(filled)} of {plural(length, unit)}."
        if len(filled) < length
        else f"Stories in every {unit}.",
        f"Most in {_when(found, most)} ({plural(counts[most], 'story')}).",
    ]
    if found.coarse:
        parts.append(f"Of {plural(found.coarse, 'story')} only the year is known.")
    if found.undated:
        parts.append(
            f"A further {plural(found.undated, 'story')} {'has' if found.undated == 1 else 'have'} no date."
        )
    return " ".join(parts)


def _when(found: Plot, place: int) -> str:
    month = place * found.unit
    year = found.first + month // 12
    return (
        f"{MONTHS[month % 12]} {year}"
        if found.unit == 1
        else str(year)
        if found.unit == 12
        else f"the {year}s"
    )
