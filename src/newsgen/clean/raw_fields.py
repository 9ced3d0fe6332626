"""The fields of a raw text, read from its lines, and the lines that each was read from."""

from collections.abc import Sequence
from typing import NamedTuple

from newsgen.clean.evidence import FieldValue
from newsgen.clean.fields.agency import agency
from newsgen.clean.fields.byline import byline
from newsgen.clean.fields.dateline import Dateline, dateline
from newsgen.clean.fields.dek import dek, unrepeated_dek
from newsgen.clean.fields.publication_date import publication_date
from newsgen.clean.fields.title import title
from newsgen.clean.inferred import place_of
from newsgen.clean.paragraphs import RUNNING
from newsgen.config import CleanConfig
from newsgen.model import Hints, Published
from newsgen.text.words import plain

DATELINED = 12
"""Lines above the second paragraph in which a dateline is looked for."""
LONGER = 24
"""Characters by which a line that prints the stated title may differ from it in length."""
TAIL = 6
"""Lines from the last but one of the body on in which an agency's mark is looked for."""

_NO_LINE = -1


class RawFields(NamedTuple):
    """The fields of a raw text; `dateline_line` is the index of the line with the dateline (-1
    where there is none), `body` the indices of the running text below the titles, in order."""

    title: FieldValue[str]
    dek: FieldValue[str]
    date: FieldValue[Published | None]
    place: FieldValue[str]
    byline: FieldValue[tuple[str, ...]]
    agency: FieldValue[str]
    dateline_line: int
    body: Sequence[int]


def raw_fields(
    texts: Sequence[str],
    keep: Sequence[bool],
    repeats: Sequence[int],
    hints: Hints,
    config: CleanConfig,
) -> RawFields:
    """The fields of the lines `texts`, of which those with a true `keep` were judged to be body."""
    running = _running(texts, keep)
    headline = _headline(texts, running, repeats, hints)
    headline_line = max(headline.used, default=_NO_LINE)
    summary = dek(texts, headline_line, running)
    titles = {*headline.used, *summary.used}
    body = [line for line in running if line not in titles]
    dateline_line, filed = _dateline(texts, body, titles)
    authors = byline(texts, body, headline_line, config)
    date = publication_date(texts, body, headline_line, filed, config)
    below = headline_line + 1
    is_cut_below = 0 < below < len(texts) and not keep[below] and below != dateline_line
    if not summary.value and is_cut_below:
        summary = unrepeated_dek(texts, headline_line, body, (*authors.used, *date.used))
    return RawFields(
        title=headline,
        dek=summary,
        date=date,
        place=place_of(filed),
        byline=authors,
        agency=_agency(texts, body, filed),
        dateline_line=dateline_line,
        body=body,
    )


def _running(texts: Sequence[str], keep: Sequence[bool]) -> list[int]:
    """The indices of the running text among the kept lines; of all kept lines where there is none."""
    left = [line for line, is_kept in enumerate(keep) if is_kept]
    running = [line for line in left if len(texts[line]) >= RUNNING]
    return running or left


def _headline(
    texts: Sequence[str],
    running: Sequence[int],
    repeats: Sequence[int],
    hints: Hints,
) -> FieldValue[str]:
    """The headline; where the container states one, the lines that print it."""
    if not hints.title:
        return title(texts, running, repeats)
    wanted = plain(hints.title)
    end = running[0] + 1 if running else len(texts)
    printed = [
        line
        for line, text in enumerate(texts[:end])
        if abs(len(text) - len(wanted)) <= LONGER and plain(text) == wanted
    ]
    return FieldValue(hints.title, "given", "stated", 1.0, tuple(printed))


def _dateline(
    texts: Sequence[str],
    body: Sequence[int],
    titles: set[int],
) -> tuple[int, Dateline | None]:
    """The dateline of one of the first two paragraphs, and its line; a line with a dateline is a
    paragraph however short it is."""
    first_two = body[:2] or [len(texts) - 1]
    end = first_two[-1]
    for line in range(max(0, end - DATELINED), end + 1):
        if line not in titles and (filed := dateline(texts[line])):
            return line, filed
    return _NO_LINE, None


def _agency(
    texts: Sequence[str],
    body: Sequence[int],
    filed: Dateline | None,
) -> FieldValue[str]:
    """The agency, named in the dateline, above the body or at its end."""
    first = body[0] if body else len(texts)
    last = body[-1] if body else len(texts) - 1
    tail_begin = max(first, last - 1)
    above = texts[:first]
    tail = texts[tail_begin : tail_begin + TAIL]
    return agency(filed, above, tail)
