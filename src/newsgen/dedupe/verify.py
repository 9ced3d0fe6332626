"""Whether two articles are printings of one report: rules for what is plain, a measured score for what lies between.

Depends on the two texts and on tables shipped with the package, on nothing else; the order of the two does not matter.
"""

from newsgen.config import DedupeConfig
from newsgen.dedupe.features import Overlap, days_apart, features, overlap
from newsgen.dedupe.records import Fingerprint, Verdict
from newsgen.model import CopyKind

SHORT = 60
"""Words below which identical texts with different dates or titles are two reports (a dividend, a rate, a result)."""
NOTHING = 0.12
"""Weighted share of the shorter text below which two texts are not compared further."""
COPY = 0.8
"""Share of both openings that makes a copy; below, the report was led anew and is a version."""
BORDER = 0.2
"""Scores this near to .5 are listed as borderline."""


def verify(a: Fingerprint, b: Fingerprint, config: DedupeConfig) -> Verdict:
    """Whether `a` and `b` are printings of one report, and why."""
    del config
    found = overlap(a, b)
    if a.digest == b.digest:
        return _verdict(found, *_identical(a, b), {})
    if found.of_shorter < NOTHING:
        return _verdict(found, found.of_shorter / 2, "hardly a shared passage", {})
    named = features(found)
    return _verdict(found, *_judged(named), named)


def _identical(a: Fingerprint, b: Fingerprint) -> tuple[float, str]:
    if not a.words:
        return 0.0, "no text"
    if a.words < SHORT and days_apart(a, b) > 0:
        return 0.0, "identical, but short and of different dates"
    if a.words < SHORT and a.title and b.title and a.title != b.title:
        return 0.0, "identical, but short and with different titles"
    return 1.0, "identical text"


def _judged(named: dict[str, float]) -> tuple[float, str]:
    held = named["shorter held"]
    if held >= 0.85 and named["numbers of shorter"] >= 0.8 and named["begins at"] < 0.2 and named["lengths"] > 0.3:
        return held, "nearly all of the shorter text, with its numbers"
    score = 0.6 * held + 0.4 * min(named["opening of shorter"], named["letters of shorter"]) + 0.3 * (named["longer held"] - 0.4)
    if named["numbers of shorter"] >= 0 and named["numbers of shorter"] < 0.5 and named["numbers"] > 0.1:
        return min(score, 0.3), "other numbers"
    return min(1.0, score), "weighed"


def _verdict(found: Overlap, score: float, rule: str, named: dict[str, float]) -> Verdict:
    one, two = found.shorter, found.longer
    if one.id <= two.id:
        a, b, shared, covers = one.id, two.id, found.of_shorter, found.of_longer
    else:
        a, b, shared, covers = two.id, one.id, found.of_longer, found.of_shorter
    same = score >= 0.5
    return Verdict(
        a=a,
        b=b,
        score=float(score),
        same=bool(same),
        borderline=bool(abs(score - 0.5) <= BORDER and named),
        kind=_kind(found, named),
        rule=rule,
        shared=float(shared),
        covers=float(covers),
        features=tuple((name, round(float(value), 4)) for name, value in named.items()),
    )


def _kind(found: Overlap, named: dict[str, float]) -> CopyKind:
    if found.shorter.digest == found.longer.digest:
        return "identical"
    return "copy" if min(named.get("opening of shorter", 0.0), named.get("opening of longer", 0.0)) >= COPY else "version"
