"""Whether two articles are copies of one report: rules decide what is plain, a learned score
decides what lies between.

A verdict depends on the two texts and on tables shipped with the package, on nothing else; it is
the same whichever of the two comes first.
"""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from newsgen.dedupe.features import (
    UNKNOWN,
    FeatureValues,
    Overlap,
    days_apart,
    features,
    hash_count,
    overlap,
)
from newsgen.dedupe.records import Fingerprint, Signature, Verdict
from newsgen.dedupe.score import Trees, score, shipped
from newsgen.model import CopyKind

SAME = 0.5
"""Score from which on two articles are one report."""
BORDER = 0.2
"""Distance from `SAME` up to which a verdict is listed as borderline."""
REFUSED = 0.2
"""Highest score of a pair that a rule refuses."""

SHORT = 60
"""Words below which a text is short: a dividend, a rate, a result. Identical short texts with other
dates or titles are two reports."""
UNCERTAIN = 0.9
"""Score of an identical short pair whose dates or titles are missing: high enough to link two such
texts, too low to pull together two that are known to differ."""
NOTHING = 0.1
"""Weighted share of the shorter text below which two texts are not compared further; one in a
hundred heavily edited pairs has .19 or less."""
WHOLE = 0.9
"""Weighted share of the shorter text, and share of its figures and names, from which on it is the
longer text cut down."""

OWN_OPENING = 0.35
"""Share of the rare words before the first shared passage that the other text has, below which the
opening is another report's; seed 001 has .84 of seed 002's."""
ONE_PASSAGE = 0.6
"""Share of all shared shingles that stand in one run, from which on they count as one passage."""

SERIES_DAYS = 3
"""Days between two texts from which on the same form with other figures is the next of a series."""
SERIES_NUMBERS = 3
"""Different figures that the shorter text of a series has at least: with fewer, one changed figure
would part two copies."""
SERIES_FIGURES = 0.7
"""Share of the shorter text's figures that the other has, from which on nothing is a new issue of a
series: its figures change."""
UNBROKEN = 0.75
"""Value of `longest words` from which on a passage is unbroken: thirty words in a row. In
a series the changing figures break every passage sooner; a copy has such passages."""

FORM_DENSITY = 0.12
"""Different figures a word, above which a text is a form filled in: tables, prices, results."""
FORM_REPEATS = 0.2
"""Share of shingles that repeat another of the same text, above which it is a form: horoscopes,
lists of cases."""
FORM_FIGURES = 0.6
"""Share of either text's figures that the other has, from which on it is the same form with the
same figures: a copy."""

HEADLINE_WORDS = 3
"""Different words that a headline has at least to tell which report it is of."""
SAME_HEADLINE = 0.75
"""Share of one headline's words that the other has, from which on the two are the same."""
SAME_FIGURES = 0.65
"""Share of the shorter text's figures that the other has, from which on these agree."""
SAME_NAMES = 0.5
"""Share of its names, asked where a text has no figures, from which on these agree."""
RESENT_DAYS = 1
"""Most days between a report and the same report sent again."""
RESENT_SHARE = 0.4
"""Least weighted share of the shorter text for the same report sent again."""
RESENT_SCORE = 0.6
"""Least score of the same report sent again: above `SAME`, so that it links the two."""

OTHER_HEADLINE = 0.6
"""Share of one headline's words that the other has, below which two short texts are two reports."""
OTHER_FIGURES = 0.75
"""Share of the shorter text's figures that the other has, below which two short texts are two
reports."""

COPY = 0.65
"""Share of both openings from which on the text is a copy, a notice set into it allowed for. Below,
the report has another lede: 001 and 002 have .43 and .28."""

IDENTICAL = "identical text"
"""The rule by which texts that differ in house style alone, if at all, are one report."""


class Misread(NamedTuple):
    """What tells a text that was misread throughout (one letter of twenty wrong, say): it is a copy
    although its opening shares few words.

    `broken`: least `runs a shingle` of it; 001 and 002 have .05, a misread text .12. `letters`:
    least share of the runs of eight letters that is left.
    """

    broken: float
    letters: float


MISREAD = Misread(broken=0.08, letters=0.6)
"""The bounds for a text that was misread throughout."""


class Finding(NamedTuple):
    """What one rule says of a pair: its score, and the rule in words."""

    score: float
    rule: str


def verdict(a: Fingerprint, b: Fingerprint) -> Verdict:
    """Whether `a` and `b` are copies of one report, and why; without the features."""
    explained = compared(a, b, shipped())
    return msgspec.structs.replace(explained, features=())


def verdict_by_signature(a: Signature, b: Signature) -> Verdict | None:
    """The verdict on two long articles with the same words, which their signatures show; None for
    all others, whose fingerprints have to be compared."""
    if a.digest != b.digest or a.words < SHORT:
        return None

    first, second = sorted((a.id, b.id))
    return Verdict(
        a=first,
        b=second,
        score=1.0,
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
    common = overlap(a, b)
    if a.digest == b.digest:
        return _verdict(common, _identical(a, b), {})

    if common.shorter_share < NOTHING:
        unlike = Finding(common.shorter_share / 2, "hardly a shared passage")
        return _verdict(common, unlike, {})

    values = features(common)
    finding = first_finding(common, values)
    if finding is None:
        finding = Finding(score(values, trees), "learned score")

    return _verdict(common, finding, values)


def first_finding(common: Overlap, values: FeatureValues) -> Finding | None:
    """What the first of `RULES` that applies says of a pair; None where none does."""
    for rule in RULES:
        finding = rule(common, values)
        if finding is not None:
            return finding
    return None


def _identical(a: Fingerprint, b: Fingerprint) -> Finding:
    """What is found of two texts with the same words."""
    if not a.words:
        return Finding(0.0, "no text")
    if a.words >= SHORT:
        return Finding(1.0, IDENTICAL)

    days = days_apart(a, b)
    titled = bool(a.title and b.title)
    if days > 0:
        return Finding(0.0, "identical, but short and of different dates")
    if titled and a.title != b.title:
        return Finding(0.0, "identical, but short and with different titles")
    if days == UNKNOWN or not titled:
        return Finding(UNCERTAIN, "identical, but short, and date or title not known of both")

    return Finding(1.0, IDENTICAL)


def _background(common: Overlap, values: FeatureValues) -> Finding | None:
    """Two reports that end in the same background: each opens with matter that the other does not
    have, and what they share is one passage."""
    shared = float(common.shorter_present.mean())
    if values["heads"] >= OWN_OPENING or values["longest run"] < ONE_PASSAGE * shared:
        return None

    return _refusal(common, "another report with the same background")


def _series(common: Overlap, values: FeatureValues) -> Finding | None:
    """The next of a series: days apart, in the same words, with other figures."""
    apart = values["days"] >= SERIES_DAYS
    figured = hash_count(common.shorter.numbers) >= SERIES_NUMBERS
    refigured = values["numbers of shorter"] < SERIES_FIGURES
    broken = values["longest words"] < UNBROKEN
    if not (apart and figured and refigured and broken):
        return None

    return _refusal(common, "days apart, with other figures")


def _form(common: Overlap, values: FeatureValues) -> Finding | None:
    """A form filled in anew: figures make up much of it, or it repeats itself, and they differ."""
    figures = hash_count(common.shorter.numbers)
    is_dense = figures > FORM_DENSITY * common.shorter.words
    is_repeating = values["repeats"] > FORM_REPEATS
    if not (is_dense or is_repeating):
        return None

    agreed = max(values["numbers of shorter"], values["numbers of longer"])
    if agreed >= FORM_FIGURES or common.shorter_share >= WHOLE:
        return None
    return _refusal(common, "a form with other figures")


def _headline(common: Overlap, values: FeatureValues) -> Finding | None:
    """The same report sent again: same headline, day and figures, and much of the text."""
    is_telling = hash_count(common.shorter.title) >= HEADLINE_WORDS
    is_titled_alike = values["title"] >= SAME_HEADLINE
    is_near = 0 <= values["days"] <= RESENT_DAYS
    if not (is_telling and is_titled_alike and is_near):
        return None
    if common.shorter_share < RESENT_SHARE:
        return None

    numbers, names = values["numbers of shorter"], values["names of shorter"]
    is_agreed = numbers >= SAME_FIGURES
    if numbers == UNKNOWN:
        is_agreed = names >= SAME_NAMES
    if not is_agreed:
        return None
    return Finding(max(RESENT_SCORE, common.shorter_share), "same headline, day and figures")


def _short(common: Overlap, values: FeatureValues) -> Finding | None:
    """A short text proves little: nearly all of it must be in the other, with figures and names."""
    if common.shorter.words >= SHORT:
        return None

    numbers, names = values["numbers of shorter"], values["names of shorter"]
    figures_there = numbers >= WHOLE or numbers == UNKNOWN
    names_there = names >= WHOLE or names == UNKNOWN
    if common.shorter_share >= WHOLE and figures_there and names_there:
        return Finding(common.shorter_share, "short, and all of it in the other")

    other_figures = UNKNOWN < numbers < OTHER_FIGURES
    other_headline = values["title"] < OTHER_HEADLINE
    if values["title"] != UNKNOWN and (other_headline or other_figures):
        return _refusal(common, "short, with another headline or other figures")

    return None


RULES: tuple[Callable[[Overlap, FeatureValues], Finding | None], ...] = (
    _background,
    _series,
    _form,
    _headline,
    _short,
)
"""The rules that decide without the learned score; the first that has a finding counts."""


def _refusal(common: Overlap, rule: str) -> Finding:
    """The finding of a rule by which a pair is two reports."""
    return Finding(min(REFUSED, common.shorter_share), rule)


def _verdict(
    common: Overlap,
    finding: Finding,
    values: FeatureValues,
) -> Verdict:
    """The record of a finding, its sides in the order of their ids."""
    a, b = common.shorter.id, common.longer.id
    shared, covers = common.shorter_share, common.longer_share
    if a > b:
        a, b, shared, covers = b, a, covers, shared

    # float() and bool(): a verdict is stored, and the encoder refuses numpy's own numbers.
    return Verdict(
        a=a,
        b=b,
        score=round(float(finding.score), 6),
        same=bool(finding.score >= SAME),
        borderline=bool(abs(finding.score - SAME) <= BORDER and values),
        kind=_kind(common, values),
        rule=finding.rule,
        shared=float(shared),
        covers=float(covers),
        features=tuple((name, round(float(value), 4)) for name, value in values.items()),
    )


def _kind(common: Overlap, values: FeatureValues) -> CopyKind:
    """What the two would be to each other, if they are one report."""
    if common.shorter.digest == common.longer.digest:
        return "identical"

    openings = (values.get("opening of shorter", 0.0), values.get("opening of longer", 0.0))
    if min(openings) >= COPY:
        return "copy"

    broken = values.get("runs a shingle", 0.0) >= MISREAD.broken
    legible = values.get("letters of shorter", 0.0) >= MISREAD.letters

    return "copy" if broken and legible else "version"
