"""What cleaning makes of a text before container and archivist have had their say: fields found, blocks, what was cut."""

from newsgen.clean.evidence import FieldValue, unknown
from newsgen.model import Block, Cut, Published, Record


class Draft(Record, frozen=True):
    """The fields that the text itself gives, its body and what was taken out of it; `doubt` says why there may be no report in it."""

    title: FieldValue[str]
    dek: FieldValue[str]
    date: FieldValue[Published | None]
    place: FieldValue[str]
    byline: FieldValue[tuple[str, ...]]
    agency: FieldValue[str]
    lang: FieldValue[str]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    cut: tuple[Cut, ...] = ()
    doubt: str = ""


def bare(blocks: tuple[Block, ...], reason: str, cut: tuple[Cut, ...] = ()) -> Draft:
    """A body of which nothing is inferred, for the `reason` given."""
    nothing = unknown("", reason)
    return Draft(
        nothing,
        nothing,
        unknown(None, reason),
        nothing,
        unknown((), reason),
        nothing,
        nothing,
        blocks,
        (),
        cut,
    )
