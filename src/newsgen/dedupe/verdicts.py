"""Whether two articles are copies of one report: rules for what is plain, a learned score for what lies between.

Depends on the two texts and on tables shipped with the package, on nothing else; the order of the two does not matter.
"""

from collections.abc import Callable

import msgspec

from newsgen.config import DedupeConfig
from newsgen.dedupe.features import UNKNOWN, Overlap, days_apart, features, overlap
from newsgen.dedupe.records import Fingerprint, Signature, Verdict
from newsgen.dedupe.score import Trees, score, shipped
from newsgen.model import CopyKind

SHORT = 60
"""Words below which a text is short: a dividend, a rate, a result. Identical ones with other dates or titles are two reports."""
UNCERTAIN = 0.9
"""Score of those where it is not known whether dates and titles agree: one of them does not bring together two that disagree."""
NOTHING = 0.1
"""Weighted share of the shorter text below which two texts are not compared further; 1 in 100 heavily edited pairs has .19."""
WHOLE = 0.9
"""Share of the shorter text, and of its figures, from which it is the other one cut down."""
FORM = 0.12
"""Figures a word (distinct ones) from which a text is a form filled in: tables, prices, results."""
REPEATING = 0.2
"""Share of shingles that say what another of the same text has said, from which it is a form: horoscopes, lists of cases."""
SERIES_DAYS = 3
"""Days after which the same form with other figures is the next of a series."""
OWN_OPENING = 0.35
"""Share of the rare words before the first shared passage that the other text has, below which it is another report's; 001 has .84 of 002's."""
ONE_PASSAGE = 0.6
"""Share of all that is shared that stands in one passage."""
UNBROKEN = 0.75
"""Thirty words in a row (as `longest words` counts): the sentences of a series are broken by its figures sooner, a copy's are not."""
COPY = 0.65
"""Share of both openings that makes a copy, a notice set into it allowed for; below, the report was led anew: 001 and 002 have .43 and .28."""
MISREAD = 0.08
"""Runs a shingle from which words are broken throughout, as by misreading (001 and 002: .05, one letter of twenty wrong: .12) …"""
LETTERS_KEPT = 0.6
"""… while this share of the runs of letters is kept: such a print is a copy though its opening shares few words."""
BORDER = 0.2
"""Scores this near to .5 are listed as borderline."""
IDENTICAL = "identical text"
"""The rule by which texts that differ in house style alone, if at all, are one report."""
REFUSED = 0.2
"""Highest score of a pair that a rule refuses."""

Named = dict[str, float]
Finding = tuple[float, str]


def verify(a: Fingerprint, b: Fingerprint, config: DedupeConfig) -> Verdict:
    """Whether `a` and `b` are copies of one report, and why."""
    del config
    return msgspec.structs.replace(compared(a, b, shipped()), features=())


def alike(a: Signature, b: Signature) -> Verdict | None:
    """The verdict on two articles whose texts are one, but for house style, and long: nothing else of them is asked. None for all others."""
    if a.digest != b.digest or a.words < SHORT:
        return None
    first, second = sorted((a.id, b.id))
    return Verdict(
        first,
        second,
        1.0,
        same=True,
        borderline=False,
        kind="identical",
        rule=IDENTICAL,
        shared=1.0,
        covers=1.0,
        features=(),
    )


def compared(a: Fingerprint, b: Fingerprint, trees: Trees) -> Verdict:
    """The verdict on two articles by the given trees, with its features."""
    found = overlap(a, b)
    if a.digest == b.digest:
        return _verdict(found, _identical(a, b), {})
    if found.of_shorter < NOTHING:
        return _verdict(found, (found.of_shorter / 2, "hardly a shared passage"), {})
    named = features(found)
    ruled = next((finding for rule in RULES if (finding := rule(found, named)) is not None), None)
    return _verdict(found, ruled or (score(named, trees), "learned score"), named)


def _identical(a: Fingerprint, b: Fingerprint) -> Finding:
    if not a.words:
        return 0.0, "no text"
    if a.words < SHORT and days_apart(a, b) > 0:
        return 0.0, "identical, but short and of different dates"
    if a.words < SHORT and a.title and b.title and a.title != b.title:
        return 0.0, "identical, but short and with different titles"
    if a.words < SHORT and (days_apart(a, b) == UNKNOWN or not (a.title and b.title)):
        return UNCERTAIN, "identical, but short, and date or title not known of both"
    return 1.0, IDENTICAL


def _background(found: Overlap, named: Named) -> Finding | None:
    """Two reports that end in the same background: each opens with matter the other does not have, and what they share is one passage."""
    if named["heads"] >= OWN_OPENING or named["longest run"] < ONE_PASSAGE * float(
        found.in_longer.mean()
    ):
        return None
    return min(REFUSED, found.of_shorter), "another report with the same background"


def _series(found: Overlap, named: Named) -> Finding | None:
    """The next of a series: days apart, in the same words, with other figures."""
    if (
        named["days"] < SERIES_DAYS
        or len(found.shorter.numbers) < 3 * 4
        or named["numbers of shorter"] >= 0.7
    ):
        return None
    if named["longest words"] >= UNBROKEN:
        return None
    return min(REFUSED, found.of_shorter), "days apart, with other figures"


def _form(found: Overlap, named: Named) -> Finding | None:
    """A form filled in anew: figures make up much of it, or it repeats itself, and they differ."""
    filled = (
        len(found.shorter.numbers) / 4 > FORM * found.shorter.words or named["repeats"] > REPEATING
    )
    if (
        not filled
        or max(named["numbers of shorter"], named["numbers of longer"]) >= 0.6
        or found.of_shorter >= WHOLE
    ):
        return None
    return min(REFUSED, found.of_shorter), "a form with other figures"


def _headline(found: Overlap, named: Named) -> Finding | None:
    """The same report sent again: same headline, day and figures, and much of the text."""
    if len(found.shorter.title) < 3 * 4 or named["title"] < 0.75 or not 0 <= named["days"] <= 1:
        return None
    agreed = named["numbers of shorter"] >= 0.65 or (
        named["numbers of shorter"] == UNKNOWN and named["names of shorter"] >= 0.5
    )
    if not agreed or found.of_shorter < 0.4:
        return None
    return max(0.6, found.of_shorter), "same headline, day and figures"


def _short(found: Overlap, named: Named) -> Finding | None:
    """A short text proves little: it has to be nearly all there, figures and names with it."""
    if found.shorter.words >= SHORT:
        return None
    numbers, names = named["numbers of shorter"], named["names of shorter"]
    if (
        found.of_shorter >= WHOLE
        and (numbers >= WHOLE or numbers == UNKNOWN)
        and (names >= WHOLE or names == UNKNOWN)
    ):
        return found.of_shorter, "short, and all of it in the other"
    if named["title"] != UNKNOWN and (
        named["title"] < 0.6 or (numbers < 0.75 and numbers != UNKNOWN)
    ):
        return min(REFUSED, found.of_shorter), "short, with another headline or other figures"
    return None


RULES: tuple[Callable[[Overlap, Named], Finding | None], ...] = (
    _background,
    _series,
    _form,
    _headline,
    _short,
)
"""What is plain without the learned score; the first that has a finding decides."""


def _verdict(found: Overlap, finding: Finding, named: Named) -> Verdict:
    one, two = found.shorter, found.longer
    if one.id <= two.id:
        a, b, shared, covers = one.id, two.id, found.of_shorter, found.of_longer
    else:
        a, b, shared, covers = two.id, one.id, found.of_longer, found.of_shorter
    value, rule = finding
    # Plain numbers, not numpy's: a verdict is stored, and the encoder refuses others.
    return Verdict(
        a=a,
        b=b,
        score=round(float(value), 6),
        same=bool(value >= 0.5),
        borderline=bool(abs(value - 0.5) <= BORDER and named),
        kind=_kind(found, named),
        rule=rule,
        shared=float(shared),
        covers=float(covers),
        features=tuple((name, round(float(value), 4)) for name, value in named.items()),
    )


def _kind(found: Overlap, named: Named) -> CopyKind:
    if found.shorter.digest == found.longer.digest:
        return "identical"
    if min(named.get("opening of shorter", 0.0), named.get("opening of longer", 0.0)) >= COPY:
        return "copy"
    broken, letters = named.get("runs a shingle", 0.0), named.get("letters of shorter", 0.0)
    return "copy" if broken >= MISREAD and letters >= LETTERS_KEPT else "version"
