"""Why an item is no article, or may be none, as a `Problem` that says what to do."""

import re

from newsgen.clean.assignment import is_judged
from newsgen.clean.draft import Draft
from newsgen.clean.fields.headline_features import looks_a_headline
from newsgen.clean.paragraphs import RUNNING
from newsgen.model import Problem, Raw

LISTED = 10
"""Headlines from which a file that holds nothing else is a listing."""
HEADLINES = 0.8
"""The share of a listing's lines that are shaped like headlines, at least."""
SAMPLE = 4000
"""Characters in which bytes that are no text are looked for."""
STRAYS = 20
"""One such character among so many, and the file is no text."""

_WORD = re.compile(r"[^\W_]")
_CONTROLS = bytes([*range(9), *range(14, 32)])
_REMEDY = "remove the file, or keep lines by a decision"


def dropped(raw: Raw) -> Problem:
    """A note: the archivist decided that this is to be no article."""
    return Problem("note", _where(raw), "dropped", "left out by the archivist’s decision", "")


def not_text(raw: Raw) -> Problem | None:
    """Why an item is no text at all; None where it is a text."""
    sample = raw.text[:SAMPLE]
    if not sample.strip() and not raw.text.strip():
        return _refusal(raw, "empty", "the file is empty", "remove it")
    data = sample.encode("utf-8", "replace")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    strays = controls + sample.count("\ufffd")
    if strays * STRAYS > len(sample):
        return _refusal(raw, "binary", "this is no text", "remove it, or convert it to text")
    return None


def no_article(raw: Raw, draft: Draft) -> Problem | None:
    """Why there is no article in what was drafted; None where there is one."""
    is_empty_article = not draft.blocks and (draft.doubt or raw.hints.cut)
    if is_empty_article and not _is_listing(draft):
        return None
    if not draft.blocks and draft.cut:
        message = "its lines are headline, byline and date, without a report"
        return _refusal(raw, "boilerplate", message, _REMEDY)
    if not any(_WORD.search(block.text) for block in draft.blocks):
        return _refusal(raw, "empty", "there is no word in it", _REMEDY)
    if is_judged(raw) and _is_listing(draft):
        return _refusal(raw, "listing", "a list of headlines", _REMEDY)
    return None


def doubtful(raw: Raw, doubt: str) -> Problem:
    """A warning: there may be no report in the article, for the reason in `doubt`."""
    return Problem(
        level="warning",
        where=_where(raw),
        code="boilerplate",
        message=doubt,
        hint="look at it, and drop it by a decision where it is no article",
    )


def _refusal(raw: Raw, code: str, reason: str, hint: str) -> Problem:
    """An error that says why there is no article, and what to do."""
    return Problem(
        level="error",
        where=_where(raw),
        code=code,
        message=f"no article in it – {reason}",
        hint=hint,
    )


def _where(raw: Raw) -> str:
    """The path of the item's file, with the line on which the item begins in a longer one."""
    path, line = raw.origin.path, raw.origin.line
    return path if line <= 1 else f"{path}:{line}"


def _is_listing(draft: Draft) -> bool:
    """True where a page lists headlines: `LISTED` lines or more, nearly all shaped like headlines
    without figures, and no running text."""
    blocks = [block.text for block in draft.blocks]
    cuts = [cut.text for cut in draft.cut]
    lines = [*blocks, *cuts]
    longest = max(map(len, blocks), default=0)
    if len(lines) < LISTED or longest >= RUNNING:
        return False

    headlines = [looks_a_headline(line) and not _has_figures(line) for line in lines]
    least = HEADLINES * len(lines)
    return sum(headlines) >= least


def _has_figures(line: str) -> bool:
    """True where any character is a digit."""
    return any(map(str.isdigit, line))
