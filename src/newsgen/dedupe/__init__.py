"""Finds the copies of one report, and what each paper did with it: signatures, candidates, verdicts,
stories, lent fields, differences.

Everything here is a pure function of its arguments and of tables shipped with the package.
"""

from newsgen.dedupe.candidates import candidates
from newsgen.dedupe.difference import difference
from newsgen.dedupe.explanation import explanation
from newsgen.dedupe.lending import conflicts, lent
from newsgen.dedupe.records import (
    Candidates,
    Conflict,
    Difference,
    DifferenceRow,
    Explanation,
    Fingerprint,
    Passage,
    Signature,
    Verdict,
    WordRun,
)
from newsgen.dedupe.signatures import fingerprints, signatures
from newsgen.dedupe.stories import pairs_without_verdict, stories, with_verdicts
from newsgen.dedupe.verdicts import verdict, verdict_by_signature

__all__ = [
    "Candidates",
    "Conflict",
    "Difference",
    "DifferenceRow",
    "Explanation",
    "Fingerprint",
    "Passage",
    "Signature",
    "Verdict",
    "WordRun",
    "candidates",
    "conflicts",
    "difference",
    "explanation",
    "fingerprints",
    "lent",
    "pairs_without_verdict",
    "signatures",
    "stories",
    "verdict",
    "verdict_by_signature",
    "with_verdicts",
]
