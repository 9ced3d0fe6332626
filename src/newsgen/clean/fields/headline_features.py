"""Measures lines for the choice of a headline: which lines may be one at all, and for each of them
its shape, its neighbours, and whether it speaks of what the body speaks of.

`title` weighs these features and chooses.
"""

import re
from collections.abc import Sequence

from newsgen.model import Record
from newsgen.text.patterns import late
from newsgen.text.tables import rows
from newsgen.text.words import is_unspaced, runs, words

LOOKED_AT = 120
"""Lines from the top that may be the headline."""
PAST = 6
"""Lines from the first running text on that may be the headline, too: some headlines are long
enough to look like text."""
SENTENCE = 13
"""Spaces from which on a line that ends in a stop is a sentence, no headline."""
BESIDE = 4
"""Most words of four letters and more beside the date of a date line."""
RUNNING = 80
"""Characters from which on a line is running text."""
SIGN = 100
"""Characters from which on a line is no date line and no byline."""
PARAGRAPHS = 10
"""Paragraphs of the body whose words are compared."""
LEDE = 2
"""Those of them that are the lede."""
SPOKEN = 320
"""Characters of each of them."""
CONTENT = 4
"""Fewest letters of a content word."""
NAME_LINE = 45
"""Characters from which on a line below a headline is more than a name."""
DEK_SPACES = 7
"""Fewest spaces of a longer line below a headline that makes it look like a dek."""
SHORT_LINE = 25
"""Characters from which on a line is longer than most buttons and labels."""
CONTAINED = 20
"""Fewest characters of a line whose print inside another line tells something."""

_YEAR_OR_TIME = late(r"\b(?:1[89]|20)\d\d\b|\d[/.:]\d\d\b")
_LATELY = re.compile(r"\b(?:ago|yesterday|today)\b", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_FULL_DATE = late(
    rf"\b{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:at\s)?(?:\d{{4}}|\d{{1,2}}:\d\d)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH}\.?,?[ -](?:\d{{4}}|\d\d)\b"
    r"|\b\d{4}-\d\d-\d\d|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
    r"|\b\d{1,2}[:.]\d\d\s*(?:[ap]\.?m|[A-Z]{2,4}\b)|\b(?:hours?|minutes?|days?) ago\b",
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
    r"©|^illustration|\bphoto|\bcredit|\bgetty|\bimages?\b|\bcourtesy|\bfile\b|\bvideo\b"
    r"|\(AP|/AP\b|Reuters",
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
"""One of these, in small letters, stands in every line that `_CREDIT` finds: to look for them first
takes a tenth of the time."""
_ASIDES = tuple(rows("newsgen.clean", "asides.txt"))
_CONTENT = re.compile(r"[^\W_]{4,}")
_QUOTES = "\"“‘'«„"


class HeadlineContext(Record, frozen=True):
    """A text in which a headline is sought.

    `lines` are as printed, `folded` with their case folded; `first` is the index of the first
    running text, `lede` and `below` are the words of the lede and of the body below it. `counts`
    says how often each folded line is printed, `signs` which lines hold a date or an author, and
    `shaped` which lines have the shape of a headline.
    """

    lines: tuple[str, ...]
    folded: tuple[str, ...]
    first: int
    lede: frozenset[str]
    below: frozenset[str]
    counts: dict[str, int]
    signs: tuple[bool, ...]
    shaped: tuple[bool, ...]


def headline_context(lines: Sequence[str], body: Sequence[int]) -> HeadlineContext:
    """The context of the headline of a text; `body` holds the indices of the running text, in
    order."""
    first = body[0] if body else len(lines)
    last = min(LOOKED_AT, first + PAST)
    looked_at = tuple(lines[: last + 4])  # features look at up to three lines below
    folded = tuple([line.casefold() for line in looked_at])
    counts: dict[str, int] = {}
    for line in folded:
        counts[line] = counts.get(line, 0) + 1
    signs = tuple(map(_is_sign, looked_at))
    shaped = []
    for line, signed in zip(looked_at, signs, strict=True):
        shaped.append(_is_shaped(line, signed=signed))
    paragraphs = [lines[index][:SPOKEN] for index in body[:PARAGRAPHS]]
    return HeadlineContext(
        lines=looked_at,
        folded=folded,
        first=first,
        lede=words_said(paragraphs[:LEDE]),
        below=words_said(paragraphs[LEDE:]),
        counts=counts,
        signs=signs,
        shaped=tuple(shaped),
    )


def headline_candidates(context: HeadlineContext) -> list[int]:
    """The indices of the lines that may be the headline at all; of lines that say the same only the
    first."""
    end = min(LOOKED_AT, context.first + PAST)
    candidates: dict[str, int] = {}
    for index, line in enumerate(context.lines[:end]):
        if not 8 <= len(line) <= 220:
            continue
        is_one_word = line.isascii() and " " not in line
        if is_one_word or _is_no_headline(context, index):
            continue
        key = context.folded[index].replace("’", "'")
        candidates.setdefault(key, index)
    return list(candidates.values())


def headline_features(context: HeadlineContext, index: int) -> dict[str, float]:
    """What can be seen of line `index`: each feature by the name that the weights know it by,
    features of 0 left out."""
    features = _all_features(context, index)
    return {name: value for name, value in features.items() if value}


def looks_a_headline(line: str) -> bool:
    """True where `line` has the shape of a headline: some words, no stop, no date, no name of an
    author.

    >>> looks_a_headline("Ministers meet in London"), looks_a_headline("They met on Wednesday.")
    (True, False)
    """
    return _is_shaped(line, signed=False) and not _is_sign(line)


def is_table(head: Sequence[str]) -> bool:
    """True where most lines of `head`, those above the running text, are rows of figures.

    >>> is_table(["Shr 34 cts vs 19", "Net 807,000 vs 285,000", "Six months"])
    True
    >>> is_table(["Talks resumed", "5 May 2021"])
    False
    """
    short = [line for line in head[:LOOKED_AT] if len(line) < RUNNING]
    if len(short) <= 2:
        return False
    figures = [line for line in short if _FIGURES.search(line) and not _is_sign(line)]
    return len(figures) > len(short) / 2


def is_aside(line: str) -> bool:
    """True where `line` begins as buttons and appeals do.

    >>> is_aside("Share this"), is_aside("Shares fall in London")
    (True, False)
    """
    low = line[:40].lower()
    if not low.startswith(_ASIDES):
        return False
    for aside in _ASIDES:
        end = len(aside)
        if low.startswith(aside) and not low[end : end + 1].isalnum():
            return True
    return False


def content_words(text: str) -> frozenset[str]:
    """The words of `text` that say what it is about: those of `CONTENT` letters and more, and all
    words of scripts that put no spaces between them."""
    low = text.lower()
    if text.isascii() or not is_unspaced(text):
        return frozenset(_CONTENT.findall(low))
    content = set()
    for word in words(low):
        if len(word) >= CONTENT or not word.isascii():
            content.add(word)
    return frozenset(content)


def words_said(paragraphs: Sequence[str]) -> frozenset[str]:
    """The words of `paragraphs`, content words among them: to be intersected with the
    `content_words` of a line.

    >>> content_words("Talks in London") & words_said(["The talks were", "held."])
    frozenset({'talks'})
    """
    said = runs("\n".join(paragraphs))
    if said is not None:
        return frozenset(said)
    return frozenset().union(*map(content_words, paragraphs))


def _all_features(context: HeadlineContext, index: int) -> dict[str, float]:
    """The features of line `index`, those of 0 too. Their order is that in which `title` sums them
    up: in another one the sum is rounded differently."""
    return {
        "line": 1.0,
        **_wording(context, index),
        **_outline(context.lines[index]),
        **_marks(context, index),
        **_position(context, index),
        **_neighbours(context, index),
        **_matter(context, index),
    }


def _is_shaped(line: str, *, signed: bool) -> bool:
    """`looks_a_headline` of a line of which it is known whether it is `signed` by a date or an
    author."""
    if signed:
        return False
    words = line.count(" ") + 1
    if not 4 <= words <= 20 or line[-1] in ".,:;…)":
        return False
    return not is_aside(line)


def _is_no_headline(context: HeadlineContext, index: int) -> bool:
    """True for sentences, date lines, bylines and rows of a table."""
    line = context.lines[index]
    if _is_sentence(line) or _is_date_line(line) or _BYLINE.match(line):
        return True
    return bool(_FIGURE.search(line)) and _is_row(context, index + 1)


def _is_sentence(line: str) -> bool:
    """True for a sentence with its stop that is longer than headlines with a stop are."""
    if line.count(" ") < SENTENCE:
        return False
    return line.rstrip("\"'”’»)").endswith((".", "。"))


def _is_date_line(line: str) -> bool:
    """True where a full date or a time is most of what the line says."""
    if not _FIGURE.search(line) and "ago" not in line.lower():
        return False
    if not _FULL_DATE.search(line):
        return False
    without_date = _FULL_DATE.sub(" ", line)
    others = _LONG_WORD.findall(without_date)
    return len(others) <= BESIDE


def _is_row(context: HeadlineContext, index: int) -> bool:
    """True where line `index` is a row of figures: below another line with figures it makes a
    table of both."""
    if index >= len(context.lines) or context.signs[index]:
        return False
    line = context.lines[index]
    return len(line) < RUNNING and bool(_FIGURE.search(line))


def _is_sign(line: str) -> bool:
    """True for a date line and for a byline."""
    if len(line) >= SIGN:
        return False
    return _is_dated(line) or bool(_BY.match(line))


def _is_dated(line: str) -> bool:
    """True for a line with a year, a time of day, or a day counted from today."""
    if _FIGURE.search(line) and _YEAR_OR_TIME.search(line):
        return True
    low = line.lower()
    if "ago" not in low and "day" not in low:
        return False
    return _LATELY.search(line) is not None


def _wording(context: HeadlineContext, index: int) -> dict[str, float]:
    """How many words the line has, and whether they are a headline's or names."""
    line = context.lines[index]
    count = len(line.split())
    is_list = "," in line or " and " in line
    return {
        "words": min(count, 16) / 16,
        "one or two words": count <= 2,
        "headline in shape": context.shaped[index],
        "name": bool(_NAME.match(line)),
        "names": is_list and bool(_NAMES.match(line)),
        "three words": count == 3,
        "four or five words": 4 <= count <= 5,
        "over 18 words": count > 18,
        "over 26 words": count > 26,
    }


def _outline(line: str) -> dict[str, float]:
    """How the line begins and ends, and which of its words have capitals."""
    first, last = line[0], line[-1]
    is_open = line.endswith(("…", "..."))
    initials = [word[0] for word in line.split() if word[0].isalpha()]
    count = len(initials)
    capitals = sum(map(str.isupper, initials))
    share = capitals / max(1, count)
    return {
        "ends in a stop": last == "." and not is_open,
        "ends in a comma or colon": last in ",:;",
        "ends in a mark": last in "?!",
        "ends in a bracket": last in ")]",
        "ends in an ellipsis": is_open,
        "title case": share > 0.75 and count >= 3,
        "sentence case": share <= 0.5,
        "all capitals": line.isupper(),
        "begins small": first.islower(),
        "begins with a quote": first in _QUOTES,
        "begins with a digit": first.isdigit(),
    }


def _marks(context: HeadlineContext, index: int) -> dict[str, float]:
    """What in the line belongs to other kinds of lines: date lines, bylines, trails of links
    ("Home > News"), credits, buttons, sentences, addresses."""
    line, folded = context.lines[index], context.folded[index]
    # The plain searches pass most lines, in a tenth of the time of the expressions.
    may_trail = _TRAIL_SIGN.search(line) is not None
    may_credit = any(map(folded.__contains__, _CREDITED))
    return {
        "date": _is_dated(line),
        "by": bool(_BY.match(line)),
        "trail": may_trail and bool(_TRAIL.search(line)),
        "credit": may_credit and bool(_CREDIT.search(line)),
        "aside": is_aside(line),
        "two sentences": ". " in line,
        "address": "@" in line or "http" in line or ".com" in line,
    }


def _position(context: HeadlineContext, index: int) -> dict[str, float]:
    """Where the line stands: from the top, and from the first running text."""
    first = context.first
    return {
        "index": min(index, 40) / 40,
        "first line": index == 0,
        "second line": index == 1,
        "third line": index == 2,
        "right above the body": index == first - 1,
        "near the body": first - 4 <= index < first - 1,
        "far above the body": first - index > 12,
        "is running text": index == first,
        "in the body": index > first,
    }


def _neighbours(context: HeadlineContext, index: int) -> dict[str, float]:
    """What stands above and below the line; an empty string stands for no line."""
    lines, signs, shaped = context.lines, context.signs, context.shaped
    above, below = index - 1, index + 1
    has_above, has_below = above >= 0, below < len(lines)
    before = lines[above] if has_above else ""
    after = lines[below] if has_below else ""
    is_shaped = shaped[index]
    length_above, length_below = len(before), len(after)
    is_dek_below = length_below > len(lines[index]) and after.count(" ") >= DEK_SPACES
    is_name_below = bool(_NAME.match(after)) and length_below < NAME_LINE
    return {
        "date or name next": has_below and signs[below],
        "date or name soon": any(signs[index + 2 : index + 4]),
        "name next": is_name_below,
        "above its dek": is_shaped and is_dek_below,
        "below a headline": has_above and shaped[above],
        "headline on top": index <= 2 and is_shaped,
        "below a date or name": has_above and signs[above],
        "below a short line": 0 < length_above < SHORT_LINE,
        "below a long line": length_above >= RUNNING,
        "above a long line": length_below >= RUNNING,
        "above a short line": 0 < length_below < SHORT_LINE,
    }


def _matter(context: HeadlineContext, index: int) -> dict[str, float]:
    """Whether the body says what the line says, and whether the line is printed again."""
    content = content_words(context.lines[index])
    count = max(1, len(content))
    has_some = len(content) >= 3
    spoken = content & context.lede
    in_lede = len(spoken) / count
    in_body = len(spoken | content & context.below) / count
    key, length = context.folded[index], len(context.lines[index])
    is_repeated = context.counts[key] > 1
    return {
        "words in the body": in_body,
        "words in the lede": in_lede,
        "no word in the body": bool(content) and in_body == 0,
        "all words in the body": has_some and in_body >= 0.99,
        "most words in the lede": has_some and in_lede >= 0.6,
        "no content": not content,
        "printed again": is_repeated and length >= SHORT_LINE,
        "short, printed again": is_repeated and length < SHORT_LINE,
        "inside another line": length >= CONTAINED and _is_contained(context, key),
    }


def _is_contained(context: HeadlineContext, key: str) -> bool:
    """True where a longer line above the running text contains the folded line `key`."""
    above = context.folded[: context.first]
    return any(key in line and key != line for line in above)
