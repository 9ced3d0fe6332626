"""A raw text → its draft: which lines are headline, dek, byline and date line, which are body, and which were cut by what rule."""

from collections.abc import Sequence

from newsgen.clean.agency import agency
from newsgen.clean.byline import byline
from newsgen.clean.dateline import Dateline, dateline
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
DATELINED = 12
"""Lines above the second paragraph in which a dateline is looked for."""
NEARLY = 12
"""Characters by which a line that repeats the headline may differ from it in length: quotes, stops, spaces."""
TAIL = 6
"""Lines below the body in which an end mark is looked for."""

_KEPT = Judgement(keep=True, kind="paragraph", rule="dateline", confidence=0.95)


def draft(rows: Sequence[Row], repeats: Sequence[int], hints: Hints, config: CleanConfig, outlet: str) -> Draft:
    """The draft of the raw text that `rows` are the paragraphs of; `repeats[i]` says how often the outlet prints row i."""
    texts = [row.text for row in rows]
    lang = spoken(texts, hints, config)
    verdicts = judged([Line(row.number, row.text, row.gap > 0) for row in rows], repeats, lang.value, config, outlet)
    body = _running(texts, [verdict.keep for verdict in verdicts])
    headline = _headline(texts, body, repeats, hints)
    headline_at = max(headline.used, default=-1)
    summary = dek(texts, headline_at, body)
    titles = {*headline.used, *summary.used}
    body = [at for at in body if at not in titles]
    filed_at, filed = _filed(texts, body, titles)
    first, last = (body[0], body[-1]) if body else (len(rows), len(rows) - 1)
    signed = byline(texts, body, headline_at, config)
    dated = published(texts, body, headline_at, filed, config)
    sold = agency(filed, texts[:first], texts[max(first, last - 1) :][:TAIL])
    fields = {at: rule for rule, found in (("byline", signed), ("date line", dated)) for at in found.used if at not in titles}
    kept = [_KEPT if at == filed_at and not verdict.keep else verdict for at, verdict in enumerate(verdicts)]
    blocks, cut = _sorted(rows, kept, titles, fields, headline.value)
    place = Found(filed.place, "dateline", filed.rule, 0.95) if filed and filed.place else unknown("", "no dateline")
    return Draft(headline, summary, dated, place, signed, sold, lang, blocks, notes(texts, headline.value), cut)


def _running(texts: Sequence[str], keep: Sequence[bool]) -> list[int]:
    """The indices of the running text, of all that is kept where there is none."""
    kept = [at for at, is_kept in enumerate(keep) if is_kept]
    return [at for at in kept if len(texts[at]) >= RUNNING] or kept


def _filed(texts: Sequence[str], body: Sequence[int], titles: set[int]) -> tuple[int, Dateline | None]:
    """The dateline of one of the first two paragraphs, and its line; a line with a dateline is a paragraph however short it is."""
    end = body[1] if len(body) > 1 else body[0] if body else len(texts) - 1
    for at in range(max(0, end - DATELINED), end + 1):
        if at not in titles and (found := dateline(texts[at])):
            return at, found
    return -1, None


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
    above = body[0] + 1 if body else len(texts)
    return Found(
        hints.title,
        "given",
        "stated",
        1.0,
        tuple(at for at, text in enumerate(texts[:above]) if abs(len(text) - len(wanted)) <= NEARLY * 2 and plain(text) == wanted),
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
        elif again and abs(len(row.text) - len(headline)) <= NEARLY and plain(row.text) == again:
            cut.append(Cut(row.number, row.text, "repeats the headline"))
        elif verdict.keep:
            blocks.append(Block(verdict.kind, row.text, None, row.number))
        else:
            cut.append(Cut(row.number, row.text, verdict.rule))
    return tuple(blocks), tuple(cut)
