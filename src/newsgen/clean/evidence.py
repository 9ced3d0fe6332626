"""What a rule found for a field, and how it becomes the record's `Evidence`."""

from typing import Generic, TypeVar

from newsgen.model import Basis, Evidence, Record

T = TypeVar("T")


class FieldValue(Record, Generic[T], frozen=True):
    """A field's value, why it has it, how sure that is (0 to 1), and the indices of the lines that are used up by it.

    Where nothing was found `basis` is `none` and `rule` the reason in words for a reader.
    """

    value: T
    basis: Basis
    rule: str
    confidence: float = 1.0
    used: tuple[int, ...] = ()

    def evidence(self, field: str) -> Evidence:
        """The entry of the record's `evidence` for `field`."""
        return Evidence(field, self.basis, self.rule, self.confidence, "")


def given(value: T, rule: str) -> FieldValue[T]:
    """A value that a person or the container states."""
    return FieldValue(value, "given", rule)


def unknown(value: T, reason: str) -> FieldValue[T]:
    """The empty value of a field that nothing is known of, with the reason."""
    return FieldValue(value, "none", reason, 0.0)
