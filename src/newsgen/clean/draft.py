"""What cleaning makes of a text before container and archivist have had their say: its fields, its
blocks, and what was cut."""

from newsgen.clean.evidence import FieldValue, unknown
from newsgen.model import Block, Cut, Published, Record


class Draft(Record, frozen=True):
    """The fields that the text itself gives, its body, and what was cut from it. `doubt` says why
    there may be no report in it; it is empty where there is no doubt."""

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


def bare(
    blocks: tuple[Block, ...],
    reason: str,
    cut: tuple[Cut, ...] = (),
) -> Draft:
    """A body whose fields are all unknown, for the `reason` given."""
    nothing = unknown("", reason)
    return Draft(
        title=nothing,
        dek=nothing,
        date=unknown(None, reason),
        place=nothing,
        byline=unknown((), reason),
        agency=nothing,
        lang=nothing,
        blocks=blocks,
        cut=cut,
    )
