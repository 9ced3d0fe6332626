"""The stories without a date, A to Z by title: one page, or a front and pages a letter."""

from collections.abc import Iterable, Iterator

from newsgen import urls
from newsgen.config import Config
from newsgen.plan import az_index
from newsgen.plan.indexes import Indexes
from newsgen.plan.params import IndexLetter, IndexLine, PageDraft, UndatedParams


def undated(indexes: Indexes, config: Config) -> Iterator[PageDraft]:
    """The pages of the stories without a date; none where every story has one."""
    # A line has the id of its story as address: the page shows the row of that story.
    lines = [IndexLine(entry.title, entry.id, 1) for entry in indexes.undated]
    if not lines:
        return
    size = 2 * config.plan.page_size
    whole = len(lines) <= size
    letters = az_index.letters(lines, "undated", whole=whole)
    yield PageDraft(
        path=urls.date(""),
        template="undated.html",
        subjects=_story_ids(letters) if whole else (),
        params=UndatedParams(len(lines), az_index.fronts(letters)),
    )
    if not whole:
        row = az_index.jump_row(letters)
        for letter in letters:
            yield from _parts(letter, row, size)


def _story_ids(letters: Iterable[IndexLetter]) -> tuple[str, ...]:
    """The stories of all letters."""
    ids: list[str] = []
    for letter in letters:
        ids += [line.address for line in letter.lines]
    return tuple(ids)


def _parts(letter: IndexLetter, row: tuple[IndexLetter, ...], size: int) -> Iterator[PageDraft]:
    """The pages of one letter, `size` rows each; `row` are all letters, to jump to."""
    starts = range(0, letter.count, size)
    addresses = tuple([_part_address(letter, number) for number in range(1, len(starts) + 1)])

    for number, start in enumerate(starts, 1):
        lines = letter.lines[start : start + size]
        params = UndatedParams(
            count=letter.count,
            letters=row,
            letter=letter.name,
            part=number,
            parts=addresses,
        )
        yield PageDraft(
            path=addresses[number - 1],
            template="undated.html",
            subjects=tuple([line.address for line in lines]),
            params=params,
        )


def _part_address(letter: IndexLetter, number: int) -> str:
    """The address of a part of a letter."""
    stem = az_index.anchor(letter.name)
    if number > 1:
        stem = f"{stem}-{number}"
    return urls.az_index("undated", stem)
