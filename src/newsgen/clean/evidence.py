"""The value that a rule gives a field, and how it becomes the record's `Evidence`."""

from typing import Generic, TypeVar

from newsgen.model import Basis, Evidence, Record

T = TypeVar("T")


class FieldValue(Record, Generic[T], frozen=True):
    """A field's value, why it has that value, how sure that is (0 to 1), and the indices of the
    lines that the value was read from: these are no body.

    Where a field is unknown, `basis` is `none` and `rule` says why, in words for a reader.
    """

    value: T
    basis: Basis
    rule: str
    confidence: float = 1.0
    used: tuple[int, ...] = ()

    def evidence(self, field: str) -> Evidence:
        """The entry for `field` in the record's `evidence`."""
        return Evidence(
            field=field,
            basis=self.basis,
            rule=self.rule,
            confidence=self.confidence,
            source="",
        )


def given(value: T, rule: str) -> FieldValue[T]:
    """A value that a person or the container states."""
    return FieldValue(value, "given", rule)


def unknown(value: T, reason: str) -> FieldValue[T]:
    """The empty value of an unknown field, with the reason why it is unknown."""
    return FieldValue(value, "none", reason, 0.0)
