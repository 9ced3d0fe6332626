"""The stories without a date, A to Z by title: one page, or a front and pages a letter."""

from collections.abc import Iterator

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
    shown: list[str] = []
    if whole:
        for letter in letters:
            shown += [line.address for line in letter.lines]
    params = UndatedParams(len(lines), az_index.fronts(letters))
    yield PageDraft(urls.date(""), "undated.html", tuple(shown), params)
    if not whole:
        row = az_index.jump_row(letters)
        for letter in letters:
            yield from _parts(letter, row, size)


def _parts(letter: IndexLetter, row: tuple[IndexLetter, ...], size: int) -> Iterator[PageDraft]:
    """The pages of one letter, `size` rows each; `row` are all letters, to jump to."""
    starts = range(0, letter.count, size)
    stem = az_index.anchor(letter.name)
    stems = [stem if number == 1 else f"{stem}-{number}" for number in range(1, len(starts) + 1)]
    parts = tuple(urls.az_index("undated", part_stem) for part_stem in stems)
    for number, start in enumerate(starts, 1):
        shown = tuple(line.address for line in letter.lines[start : start + size])
        params = UndatedParams(letter.count, row, letter.name, number, parts)
        yield PageDraft(parts[number - 1], "undated.html", shown, params)
