"""Finding the copies of one report, and what each did with it: signatures, candidates, verdicts, stories, lent fields, differences.

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
    Explanation,
    Fingerprint,
    Passage,
    Row,
    Run,
    Signature,
    Verdict,
)
from newsgen.dedupe.signatures import fingerprints, signatures
from newsgen.dedupe.stories import measured, stories, unmeasured
from newsgen.dedupe.verdicts import alike, verify

VERSION = 9
"""Raised when signatures, fingerprints or verdicts change, so that what was kept of them is made anew."""

__all__ = [
    "VERSION",
    "Candidates",
    "Conflict",
    "Difference",
    "Explanation",
    "Fingerprint",
    "Passage",
    "Row",
    "Run",
    "Signature",
    "Verdict",
    "alike",
    "candidates",
    "conflicts",
    "difference",
    "explanation",
    "fingerprints",
    "lent",
    "measured",
    "signatures",
    "stories",
    "unmeasured",
    "verify",
]
