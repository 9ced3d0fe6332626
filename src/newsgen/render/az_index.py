"""The views of the A–Z indexes of topics and outlets."""

import msgspec

from newsgen import urls
from newsgen.plan.params import AzIndexParams, IndexLetter
from newsgen.render.context import PageContext
from newsgen.render.parts import Frame, LinkView, counted_links, letter_links
from newsgen.render.phrases import plural
from newsgen.render.plots import SPARK_STEP, spark


class LetterView(msgspec.Struct, frozen=True):
    """A letter of an index with its lines: each a link, with its count beside it, and the path of
    its spark (or empty)."""

    name: str
    anchor: str
    lines: tuple[tuple[LinkView, str], ...]


class AzIndexView(msgspec.Struct, frozen=True):
    """All that `az_index.html` shows. `jump`: each letter and its link, empty where nothing begins
    with it; `width`: that of the drawing of a spark."""

    frame: Frame
    title: str
    counts: tuple[str, ...]
    note: str
    jump: tuple[LinkView, ...]
    letters: tuple[LetterView, ...]
    width: int
    most: tuple[LinkView, ...]
    up: LinkView | None


def az_index(params: AzIndexParams, context: PageContext) -> AzIndexView:
    """An A–Z index, or its front, or one letter of it."""
    root = context.root
    noun = params.section
    title = f"{noun.capitalize()}s"
    description = f"All {noun}s, A to Z"
    up = None
    if params.letter:
        title = f"{title}, {params.letter}"
        description = f"{plural(params.count, noun)} under {params.letter}"
        up = LinkView(root + urls.az_index(noun), f"All {noun}s")

    return AzIndexView(
        frame=Frame(
            title=title,
            description=description,
            section=noun,
            canonical=context.page.path,
        ),
        title=title,
        counts=_counts(params),
        note=" ".join(_notes(params)),
        jump=letter_links(params.letters, root, params.letter),
        letters=tuple([_letter(letter, root) for letter in params.letters if letter.lines]),
        width=SPARK_STEP * _most_bars(params),
        most=counted_links(params.most, root),
        up=up,
    )


def _counts(params: AzIndexParams) -> tuple[str, ...]:
    """How many lines the index has, and how many topics of each kind."""
    total = plural(params.count, params.section)
    kinds = [plural(kind.count, kind.name) for kind in params.kinds]
    return (total, *kinds)


def _notes(params: AzIndexParams) -> list[str]:
    """What the bars show, and how many stories are under no line."""
    notes = []
    if params.bars and params.count:
        notes.append(
            f"The bars show stories {params.bars}, each to its own height; "
            "the number is all its stories."
        )
    if params.unknown:
        stories = plural(params.unknown, "story")
        verb = "names" if params.unknown == 1 else "name"
        notes.append(f"{stories} {verb} no outlet.")
    return notes


def _most_bars(params: AzIndexParams) -> int:
    """The bars of the longest spark on the page."""
    most = 0
    for letter in params.letters:
        for line in letter.lines:
            most = max(most, len(line.bars))
    return most


def _letter(letter: IndexLetter, root: str) -> LetterView:
    """A letter with its lines."""
    lines = []
    for line in letter.lines:
        link = LinkView(
            href=root + line.address,
            text=line.name,
            note=f"{line.count:,}",
        )
        lines.append((link, spark(line.bars) if line.bars else ""))

    return LetterView(
        name=letter.name,
        anchor=letter.address.removeprefix("#"),
        lines=tuple(lines),
    )
