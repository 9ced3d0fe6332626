"""What can be seen of a line that may be the headline: its shape, its neighbours, and whether it speaks of what the body speaks of."""

import re
from collections.abc import Sequence

from newsgen.model import Record
from newsgen.text.patterns import late
from newsgen.text.tables import rows
from newsgen.text.words import is_unspaced, runs, words

LOOKED_AT = 120
"""Lines from the top that may be the headline."""
SENTENCE = 13
"""Spaces from which a line that ends in a stop is a sentence, no headline."""
BESIDE = 4
"""Words of four letters and more that a date line has at most beside its date."""
PAST = 6
"""Lines from the first running text on that may be, too: a headline can be long enough to look like text."""
RUNNING = 80
"""Characters from which a line is running text."""
PARAGRAPHS = 10
"""Paragraphs of the body whose words are compared."""
SPOKEN = 320
"""Characters of each of them."""
CONTENT = 4
"""Letters from which a word is one of content."""

_YEAR_OR_TIME = late(r"\b(?:1[89]|20)\d\d\b|\d[/.:]\d\d\b")
_LATELY = re.compile(r"\b(?:ago|yesterday|today)\b", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_FULL_DATE = late(
    rf"\b{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:at\s)?(?:\d{{4}}|\d{{1,2}}:\d\d)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH}\.?,?[ -](?:\d{{4}}|\d\d)\b"
    r"|\b\d{4}-\d\d-\d\d|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}[:.]\d\d\s*(?:[ap]\.?m|[A-Z]{2,4}\b)|\b(?:hours?|minutes?|days?) ago\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_FIGURES = re.compile(r"\d\D*[^\W\d_]\D*\d")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = late(r"(?:[A-Z][\w’'.-]+\s){1,3}[A-Z][\w’'-]+(?:,.{0,40})?$")
_NAMES = late(r"(?:[A-Z][\w’'.-]+\s[A-ZÀ-Þ][\w’'. -]+(?:,\s(?:and\s)?|\sand\s|$)){2,}$")
_BY = re.compile(r"(?:written |posted |story |words )?by\b|author\b|from\b", re.IGNORECASE)
_BYLINE = late(r"(?:By|BY|by)[: ]\s?[A-ZÀ-Þ][\w’'.-]*\s[A-ZÀ-Þ]")
_TRAIL = re.compile(r"[>»›]\s|^/$|\s/\s|\|")
_TRAIL_SIGN = re.compile(r"[>»›/|]")
_CREDIT = late(
    r"©|^illustration|\bphoto|\bcredit|\bgetty|\bimages?\b|\bcourtesy|\bfile\b|\bvideo\b|\(AP|/AP\b|Reuters",
    re.IGNORECASE,
)
_CREDITED = (
    "©",
    "illustration",
    "photo",
    "credit",
    "getty",
    "image",
    "courtesy",
    "file",
    "video",
    "(ap",
    "/ap",
    "reuters",
)
"""What stands in every line in which there is a credit, in small letters: a look for these takes a tenth of the time."""
_ASIDES = tuple(rows("newsgen.clean", "asides.txt"))
_CONTENT = re.compile(r"[^\W_]{4,}")
_QUOTES = "\"“‘'«„"


class HeadlineContext(Record, frozen=True):
    """A text as its headline is sought in it: the lines, as printed and with their case folded; the index of the first running text; the words of
    the lede and of the body below it; how often a line is printed; which lines hold a date or an author, and which have the shape of a headline."""

    lines: tuple[str, ...]
    folded: tuple[str, ...]
    first: int
    lede: frozenset[str]
    below: frozenset[str]
    counts: dict[str, int]
    signs: tuple[bool, ...]
    shaped: tuple[bool, ...]


def headline_context(lines: Sequence[str], body: Sequence[int]) -> HeadlineContext:
    """The surroundings in which a headline is sought; `body` holds the indices of the running text, in order."""
    first = body[0] if body else len(lines)
    shown = tuple(lines[: min(LOOKED_AT, first + PAST) + 4])
    folded = tuple([line.casefold() for line in shown])
    counts: dict[str, int] = {}
    for key in folded:
        counts[key] = counts.get(key, 0) + 1
    paragraphs = [lines[at][:SPOKEN] for at in body[:PARAGRAPHS]]
    spoken = words_said(paragraphs[:2]), words_said(paragraphs[2:])
    signs = tuple(map(_signs, shown))
    shaped = tuple(
        [_is_shaped(line, signed=signed) for line, signed in zip(shown, signs, strict=True)]
    )
    return HeadlineContext(shown, folded, first, *spoken, counts, signs, shaped)


def headline_candidates(around: HeadlineContext) -> list[int]:
    """The indices of the lines that may be the headline at all."""
    last = min(LOOKED_AT, around.first + PAST, len(around.lines))
    found: dict[str, int] = {}
    for at, line in enumerate(around.lines[:last]):
        if (
            8 <= len(line) <= 220
            and (" " in line or not line.isascii())
            and not _is_none(around, at)
        ):
            found.setdefault(around.folded[at].replace("’", "'"), at)
    return list(found.values())


def _is_date_line(line: str) -> bool:
    """True where a full date or a time is most of what the line says."""
    if not _FIGURE.search(line) and "ago" not in line.lower():
        return False
    return (
        bool(_FULL_DATE.search(line))
        and len(_LONG_WORD.findall(_FULL_DATE.sub(" ", line))) <= BESIDE
    )


def _is_none(around: HeadlineContext, at: int) -> bool:
    """True for sentences, date lines, bylines and rows of a table."""
    line = around.lines[at]
    return (
        _is_lede(line)
        or _is_date_line(line)
        or bool(_BYLINE.match(line))
        or (bool(_FIGURE.search(line)) and _is_figures(around, at + 1))
    )


def _is_figures(around: HeadlineContext, at: int) -> bool:
    """True where the next line is a row of figures: two in a row are a table, not a headline."""
    return (
        at < len(around.lines)
        and len(around.lines[at]) < RUNNING
        and bool(_FIGURE.search(around.lines[at]))
        and not around.signs[at]
    )


def _is_lede(line: str) -> bool:
    """True for a sentence with its stop that is longer than headlines with one are."""
    return line.count(" ") >= SENTENCE and line.rstrip("\"'”’»)")[-1:] in {".", "。"}


def looks_a_headline(line: str) -> bool:
    """True where `line` has the shape of a headline: some words, no stop, no date, no name of an author.

    >>> looks_a_headline("Ministers meet in London"), looks_a_headline("The ministers met on Wednesday.")
    (True, False)
    """
    return _is_shaped(line, signed=False) and not _signs(line)


def _is_shaped(line: str, *, signed: bool) -> bool:
    """`looks_a_headline` of a line of which it is known whether it is `signed` by a date or an author."""
    return (
        not signed
        and 4 <= line.count(" ") + 1 <= 20
        and line[-1] not in ".,:;…)"
        and not is_aside(line)
    )


def is_table(head: Sequence[str]) -> bool:
    """True where most lines above the running text are rows of figures.

    >>> is_table(["Shr 34 cts vs 19", "Net 807,000 vs 285,000", "Six months"]), is_table(["Talks resumed", "5 May 2021"])
    (True, False)
    """
    rows_of_it = [line for line in head[:LOOKED_AT] if len(line) < RUNNING]
    return (
        len(rows_of_it) > 2
        and sum(bool(_FIGURES.search(line)) and not _signs(line) for line in rows_of_it)
        > len(rows_of_it) / 2
    )


def is_aside(line: str) -> bool:
    """True where `line` begins as buttons and appeals do.

    >>> is_aside("Share this"), is_aside("Shares fall in London")
    (True, False)
    """
    low = line[:40].lower()
    if not low.startswith(_ASIDES):
        return False
    return any(
        low.startswith(aside) and not low[len(aside) : len(aside) + 1].isalnum()
        for aside in _ASIDES
    )


def content_words(text: str) -> frozenset[str]:
    """The content words of `text`."""
    low = text.lower()
    if text.isascii() or not is_unspaced(text):
        return frozenset(_CONTENT.findall(low))
    return frozenset(word for word in words(low) if len(word) >= CONTENT or not word.isascii())


def words_said(paragraphs: Sequence[str]) -> frozenset[str]:
    """The words of `paragraphs`, content words among them: to be met with the `content` of a line.

    >>> content_words("Talks in London") & words_said(["The talks were", "held."])
    frozenset({'talks'})
    """
    found = runs("\n".join(paragraphs))
    return (
        frozenset(found)
        if found is not None
        else frozenset().union(*map(content_words, paragraphs))
    )


def headline_features(around: HeadlineContext, at: int) -> dict[str, float]:
    """What can be seen of line `at`: each feature by name, those that are 0 left out."""
    seen = {"line": 1.0, **_shape(around, at), **_place(around, at), **_matter(around, at)}
    return {name: value for name, value in seen.items() if value}


def _shape(around: HeadlineContext, at: int) -> dict[str, float]:
    line = around.lines[at]
    tokens = line.split()
    letters = [token[0] for token in tokens if token[0].isalpha()]
    share = sum(map(str.isupper, letters)) / max(1, len(letters))
    return {
        "words": min(len(tokens), 16) / 16,
        "one or two words": len(tokens) <= 2,
        "headline in shape": around.shaped[at],
        "name": bool(_NAME.match(line)),
        "names": ("," in line or " and " in line) and bool(_NAMES.match(line)),
        "three words": len(tokens) == 3,
        "four or five words": len(tokens) in (4, 5),
        "over 18 words": len(tokens) > 18,
        "over 26 words": len(tokens) > 26,
        "ends in a stop": line[-1] == "." and not line.endswith("..."),
        "ends in a comma or colon": line[-1] in ",:;",
        "ends in a mark": line[-1] in "?!",
        "ends in a bracket": line[-1] in ")]",
        "ends in an ellipsis": line.endswith(("…", "...")),
        "title case": share > 0.75 and len(letters) >= 3,
        "sentence case": share <= 0.5,
        "all capitals": line.isupper(),
        "begins small": line[0].islower(),
        "begins with a quote": line[0] in _QUOTES,
        "begins with a digit": line[0].isdigit(),
        "date": _is_dated(line),
        "by": bool(_BY.match(line)),
        "trail": _TRAIL_SIGN.search(line) is not None and bool(_TRAIL.search(line)),
        "credit": any(map(around.folded[at].__contains__, _CREDITED))
        and bool(_CREDIT.search(line)),
        "aside": is_aside(line),
        "two sentences": ". " in line,
        "address": "@" in line or "http" in line or ".com" in line,
    }


def _place(around: HeadlineContext, at: int) -> dict[str, float]:
    lines, first, line = around.lines, around.first, around.lines[at]
    after = lines[at + 1 : at + 4]
    before = lines[at - 1] if at else ""
    return {
        "index": min(at, 40) / 40,
        "first line": at == 0,
        "second line": at == 1,
        "third line": at == 2,
        "right above the body": at == first - 1,
        "near the body": first - 4 <= at < first - 1,
        "far above the body": first - at > 12,
        "is running text": at == first,
        "in the body": at > first,
        "date or name next": bool(after) and around.signs[at + 1],
        "date or name soon": any(around.signs[at + 2 : at + 4]),
        "name next": bool(after) and bool(_NAME.match(after[0])) and len(after[0]) < 45,
        "above its dek": bool(after)
        and around.shaped[at]
        and len(after[0]) > len(line)
        and after[0].count(" ") >= 7,
        "below a headline": bool(before) and around.shaped[at - 1],
        "headline on top": at <= 2 and around.shaped[at],
        "below a date or name": bool(before) and around.signs[at - 1],
        "below a short line": 0 < len(before) < 25,
        "below a long line": len(before) >= RUNNING,
        "above a long line": bool(after) and len(after[0]) >= RUNNING,
        "above a short line": bool(after) and len(after[0]) < 25,
    }


def _signs(line: str) -> bool:
    return len(line) < 100 and (_is_dated(line) or bool(_BY.match(line)))


def _is_dated(line: str) -> bool:
    """True for a line with a year, a time of day or a day told by today's."""
    if _FIGURE.search(line) and _YEAR_OR_TIME.search(line):
        return True
    low = line.lower()
    return ("ago" in low or "day" in low) and _LATELY.search(line) is not None


def _matter(around: HeadlineContext, at: int) -> dict[str, float]:
    line = around.lines[at]
    mine = content_words(line)
    many = max(1, len(mine))
    in_lede = len(mine & around.lede) / many
    in_body = len(mine & around.lede | mine & around.below) / many
    key = around.folded[at]
    within = len(line) >= 20 and any(
        key in other and key != other for other in around.folded[: around.first]
    )
    return {
        "words in the body": in_body,
        "words in the lede": in_lede,
        "no word in the body": bool(mine) and in_body == 0,
        "all words in the body": len(mine) >= 3 and in_body >= 0.99,
        "most words in the lede": len(mine) >= 3 and in_lede >= 0.6,
        "no content": not mine,
        "printed again": around.counts[key] > 1 and len(line) >= 25,
        "short, printed again": around.counts[key] > 1 and len(line) < 25,
        "inside another line": within,
    }
