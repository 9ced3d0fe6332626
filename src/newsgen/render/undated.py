"""The view of the stories without a date."""

import msgspec
from markupsafe import Markup

from newsgen.plan.params import IndexLetter, UndatedParams
from newsgen.render.context import PageContext
from newsgen.render.parts import BandView, Frame, LinkView, letter_links
from newsgen.render.phrases import plural


class UndatedView(msgspec.Struct, frozen=True):
    """All that `undated.html` shows."""

    frame: Frame
    title: str
    count: str
    jump: tuple[LinkView, ...]
    letters: tuple[LinkView, ...]
    bands: tuple[BandView, ...]
    parts: tuple[LinkView, ...]


def undated(params: UndatedParams, context: PageContext) -> UndatedView:
    """All stories without a date, or the front of a longer list, or one letter of it."""
    root = context.root
    rows = context.rows(context.page.subjects, brief=True)
    count = plural(params.count, "story")
    title = _title(params)

    return UndatedView(
        frame=Frame(
            title=title,
            description=f"{count} whose source prints no date",
            section="dates",
            canonical=context.page.path,
        ),
        title=title,
        count=count,
        jump=letter_links(params.letters, root, params.letter) if params.letter else (),
        letters=() if rows else _letters(params.letters, root),
        bands=_bands(params, rows),
        parts=_parts(params, root),
    )


def _title(params: UndatedParams) -> str:
    """The heading of the page: its letter and its part, if it has them."""
    title = "Undated"
    if params.letter:
        title = f"{title}, {params.letter}"
    if params.part > 1:
        title = f"{title}, part {params.part}"
    return title


def _bands(params: UndatedParams, rows: tuple[Markup, ...]) -> tuple[BandView, ...]:
    """The rows under the letters of their titles; those of one letter's page are one band."""
    if not rows:
        return ()
    if params.letter:
        return (BandView(params.letter, "", rows),)

    bands = []
    start = 0
    for letter in params.letters:
        end = start + letter.count
        bands.append(BandView(letter.name, "", rows[start:end]))
        start = end
    return tuple(bands)


def _letters(letters: tuple[IndexLetter, ...], root: str) -> tuple[LinkView, ...]:
    """Links to the pages of the letters, with the number of their stories."""
    links = []
    for letter in letters:
        link = LinkView(
            href=root + letter.address,
            text=letter.name,
            note=f"{letter.count:,}",
        )
        links.append(link)
    return tuple(links)


def _parts(params: UndatedParams, root: str) -> tuple[LinkView, ...]:
    """Links to the parts of a letter, where it has several."""
    if len(params.parts) < 2:
        return ()

    links = []
    for number, address in enumerate(params.parts, 1):
        links.append(LinkView(root + address, f"Part {number}"))
    return tuple(links)
