"""A raw text → its draft: which lines are headline, dek, byline and date line, which are body, and which were cut by what rule."""

from collections.abc import Sequence

from newsgen.clean.agency import agency
from newsgen.clean.byline import byline
from newsgen.clean.dateline import dateline
from newsgen.clean.dates import published
from newsgen.clean.dek import dek
from newsgen.clean.draft import Draft
from newsgen.clean.evidence import Found, given, unknown
from newsgen.clean.lines import Judgement, Line, judged
from newsgen.clean.notes import notes
from newsgen.clean.paragraphs import Row
from newsgen.clean.title import title
from newsgen.config import CleanConfig
from newsgen.model import Block, Cut, Hints
from newsgen.text.language import SAMPLE, language
from newsgen.text.words import plain

RUNNING = 80
"""Characters from which a line is running text."""
TAIL = 6
"""Lines below the body in which an end mark is looked for."""


def draft(rows: Sequence[Row], repeats: Sequence[int], hints: Hints, config: CleanConfig, outlet: str) -> Draft:
    """The draft of the raw text that `rows` are the paragraphs of; `repeats[i]` says how often the outlet prints row i."""
    texts = [row.text for row in rows]
    lang = spoken(texts, hints, config)
    verdicts = judged([Line(row.number, row.text, row.gap > 0) for row in rows], repeats, lang.value, config, outlet)
    body = [at for at, verdict in enumerate(verdicts) if verdict.keep and len(texts[at]) >= RUNNING] or [
        at for at, verdict in enumerate(verdicts) if verdict.keep
    ]
    first, last = (body[0], body[-1]) if body else (len(rows), len(rows) - 1)
    headline = _headline(texts, body, repeats, hints)
    summary = dek(texts, headline.used[0] if headline.used else -1, body)
    filed = next(((at, found) for at in body[:2] if (found := dateline(texts[at]))), None)
    signed = byline(texts[:first])
    dated = published(texts, (first, last), filed[1] if filed else None, config)
    sold = agency(filed[1] if filed else None, texts[:first], texts[max(first, last - 1) :][:TAIL])
    titles = {*headline.used, *summary.used}
    fields = {
        at: rule for rule, found in (("byline", signed), ("date line", dated)) for at in found.used if (at not in titles and at < first) or at > last
    }
    blocks, cut = _sorted(rows, verdicts, titles, fields, headline.value)
    place = Found(filed[1].place, "dateline", filed[1].rule, 0.95) if filed else unknown("", "no dateline")
    return Draft(headline, summary, dated, place, signed, sold, lang, blocks, notes(texts, headline.value), cut)


def spoken(texts: Sequence[str], hints: Hints, config: CleanConfig) -> Found[str]:
    """The language of the running text among `texts`, of all of them where there is none."""
    if hints.lang:
        return given(hints.lang, "stated")
    sample, length = [], 0
    for text in texts:
        if len(text) >= RUNNING:
            sample.append(text[:SAMPLE])
            length += len(text)
            if length > SAMPLE:
                break
    guess = language("\n".join(sample or texts[:40]))
    if guess.lang:
        return Found(guess.lang, "text", guess.rule, guess.confidence)
    return given(config.lang, "the archive's default") if config.lang else unknown("", guess.rule)


def _headline(texts: Sequence[str], body: Sequence[int], repeats: Sequence[int], hints: Hints) -> Found[str]:
    """The headline; where the container states one, the lines that print it."""
    if not hints.title:
        return title(texts, body, repeats)
    wanted = plain(hints.title)
    return Found(
        hints.title,
        "given",
        "stated",
        1.0,
        tuple(at for at, text in enumerate(texts[: body[0] + 1 if body else len(texts)]) if plain(text) == wanted),
    )


def _sorted(
    rows: Sequence[Row], verdicts: Sequence[Judgement], titles: set[int], fields: dict[int, str], headline: str
) -> tuple[tuple[Block, ...], tuple[Cut, ...]]:
    """Body and cut lines, each in order; lines that became headline or dek are neither."""
    blocks: list[Block] = []
    cut: list[Cut] = []
    again = plain(headline)
    for at, (row, verdict) in enumerate(zip(rows, verdicts, strict=True)):
        if at in titles:
            continue
        if at in fields:
            cut.append(Cut(row.number, row.text, fields[at]))
        elif again and len(row.text) < 300 and plain(row.text) == again:
            cut.append(Cut(row.number, row.text, "repeats the headline"))
        elif verdict.keep:
            blocks.append(Block(verdict.kind, row.text, None, row.number))
        else:
            cut.append(Cut(row.number, row.text, verdict.rule))
    return tuple(blocks), tuple(cut)
