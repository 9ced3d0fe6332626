"""What `--why NAME` tells: of a page, a story, an article or a source file, what each step made anew
in this run, and which input had changed."""

from collections.abc import Iterator, Sequence

from newsgen.catalogue.kinds import ARTICLE, DESCRIPTION, PAGE, STORY, SURVEY
from newsgen.model import Entry, Problem
from newsgen.pipeline.archive import Archived
from newsgen.pipeline.memo import NEW, Memo
from newsgen.pipeline.plan import Planned
from newsgen.pipeline.render import Rendered
from newsgen.pipeline.run import Run

SHOWN = 20
"""Articles that are accounted for one by one; of a story with more copies, those made anew come
first."""


def accounts(
    run: Run, archived: Archived, planned: Planned, rendered: Rendered
) -> Iterator[Problem]:
    """An answer for each thing made that stands behind the name asked about, the page first."""
    name = run.settings.why.removeprefix(f"{run.settings.site.name}/")
    entries = _entries(name, archived, planned)
    path = name if name in rendered.pages else ""
    if path:
        yield _answer(path, _page(run.memo, path))
    elif not entries:
        yield _answer(run.settings.why, rendered.not_planned)
    for entry in entries:
        if not path:
            yield _answer(entry.address, _page(run.memo, entry.address))
        yield from _story(run.memo, archived, entry)


def _entries(name: str, archived: Archived, planned: Planned) -> list[Entry]:
    """The stories that `name` stands for: by their address or that of a copy, by their id or that of
    a copy, or by the source of a copy."""
    cards = archived.visited.cards
    named = []
    for entry in planned.entries:
        names = {entry.id, entry.address, *(copy.address for copy in entry.copies)}
        for copy in entry.copies:
            origin = cards[copy.id].origin
            names |= {copy.id, origin.path, f"{origin.path}#{origin.part}"}
        if name in names:
            named.append(entry)
    return named


def _story(memo: Memo, archived: Archived, entry: Entry) -> Iterator[Problem]:
    """What was made anew behind one story."""
    yield _answer(f"story {entry.id}", _made(memo.why(DESCRIPTION, entry.id), "described"))
    if len(entry.copies) > 1:
        yield _answer(f"story {entry.id}", _made(memo.why(STORY, entry.id), "put together"))
    articles = [copy.id for copy in entry.copies]
    for article_id in _new_first(memo, articles):
        source = archived.visited.cards[article_id].origin.path
        yield _answer(source, _made(memo.why(SURVEY, source), "read"))
        yield _answer(
            f"{source}, article {article_id}", _made(memo.why(ARTICLE, article_id), "cleaned")
        )


def _new_first(memo: Memo, articles: Sequence[str]) -> list[str]:
    return sorted(articles, key=lambda article_id: not memo.why(ARTICLE, article_id))[:SHOWN]


def _page(memo: Memo, path: str) -> str:
    because = memo.why(PAGE, path)
    if not because:
        return "left alone – nothing it shows has changed"
    return f"rendered – {'no earlier build here made it' if because == NEW else because}"


def _made(because: str, done: str) -> str:
    return f"{done} again – {because}" if because else f"not {done} again – no input changed"


def _answer(where: str, message: str) -> Problem:
    return Problem(level="note", where=where, code="why", message=message, hint="")
