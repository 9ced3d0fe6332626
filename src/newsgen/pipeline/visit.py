"""Step 1, visit: from files to cleaned articles, each with its id, its card and its signature.

Raw text is visited twice, because how often a line is repeated is a fact of its whole outlet: the
survey reads a file and takes a digest of each line, then every repeat is known, then the text is
cleaned. A trusted body (front matter, HTML, feeds) needs no repeats and is cleaned in the survey.
What a worker does stands in `visit_stages`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

import msgspec

from newsgen import readers
from newsgen.catalogue.identity import Item, Place, identities, ledger_lines, names
from newsgen.catalogue.kinds import ARTICLE, SURVEY
from newsgen.catalogue.ledger import ArticleLine
from newsgen.clean.lines.repeats import buckets
from newsgen.decisions import ArticleDecision, Decisions, by_id
from newsgen.errors import NewsgenError
from newsgen.model import Card, Problem, Raw, Record
from newsgen.pipeline.inputs import File
from newsgen.pipeline.memo import Made, Wanted, always, encoded, keyed
from newsgen.pipeline.run import Run
from newsgen.pipeline.visit_stages import (
    NO_REPEATS,
    FiledCard,
    Order,
    Survey,
    Task,
    article_keys,
    clean_files,
    clean_items,
    file_changed,
    line_digests,
    survey,
    survey_item,
)

_SURVEY = msgspec.msgpack.Decoder(Survey)
_CARD = msgspec.msgpack.Decoder(FiledCard)


class Visited(Record, frozen=True):
    """All articles: their cards by id, the keys under which they are kept, the problems met, what
    the ledger is to say of them, and the decisions on stories, which name articles by id."""

    cards: dict[str, Card]
    keys: dict[str, bytes]
    problems: tuple[Problem, ...]
    lines: tuple[ArticleLine, ...]
    decisions: Decisions


def visit(run: Run) -> Visited:
    """Visit every file. Raises NewsgenError where there is no article in any of them."""
    with run.progress.step("visit"):
        surveys = survey_files(run)
        items = [item for _, one in surveys for item in one.items]
        ids = identities(items, run.inputs.ledger)
        decided = by_id(run.inputs.decisions, names(items, ids))
        orders = _orders(run, surveys, ids, decided.articles)
        _clean(run, orders)
        cards, met = _cards(run)
    problems = [*run.inputs.notes, *(met_ for _, one in surveys for met_ in one.problems), *met]
    problems.sort(key=lambda problem: (problem.where, problem.code))
    if not cards:
        raise NewsgenError(f"no articles – {_why_none(problems)} – the site stays as it is")
    keys = {order.id: order.key for order in orders if order.id in cards}
    return Visited(
        cards=cards,
        keys={article_id: keys[article_id] for article_id in cards},
        problems=tuple(problems),
        lines=tuple(ledger_lines(items, ids)),
        decisions=decided.stories,
    )


def survey_files(run: Run) -> list[tuple[File, Survey]]:
    """The survey of every file, in order; a file that has not changed since the last run is not
    opened."""
    files = run.inputs.files
    key_of = keyed((run.job.config.readers, run.job.config.clean))
    # Containers last: the files between them could not be spread over the workers.
    ordered = sorted(files, key=lambda file: readers.is_container(file.name))
    wanted = [Wanted(file.name, key_of(file), file) for file in ordered]
    surveys: dict[str, Survey] = {}
    for outcome in run.memo.outcomes(SURVEY, wanted, partial(_surveys, run), always):
        if outcome.made:
            surveys[outcome.id] = _SURVEY.decode(outcome.made.value)
    run.memo.forget_others(SURVEY, {file.name for file in files})
    if len(surveys) < len(files):
        for name, value in run.memo.store.all(SURVEY.name):
            if name not in surveys:
                surveys[name] = _SURVEY.decode(value)
    return [(file, surveys[file.name]) for file in files]


def _surveys(run: Run, files: Iterator[File]) -> Iterator[Made]:
    """The surveys of files, those of containers after those of all others."""
    known = run.inputs.ledger.ids
    for is_container, group in groupby(files, lambda file: readers.is_container(file.name)):
        if is_container:
            for file in group:
                yield Made(file.name, encoded(_survey_container(run, file)))
        else:
            tasks = (Task(file, known.get((file.name, ""), "")) for file in group)
            yield from run.engine.batches(partial(survey, run.job), tasks)


def _survey_container(run: Run, file: File) -> Survey:
    """The survey of a container, which is streamed here; the engine takes the digests."""
    contents = readers.read(file.path, file.name, run.job.config.readers)
    surveyed = list(run.engine.map(partial(survey_item, run.job), contents))
    items = tuple([one for one in surveyed if isinstance(one, Item)])
    problems = tuple([one for one in surveyed if isinstance(one, Problem)])
    return Survey(items, problems)


def _orders(
    run: Run,
    surveys: Sequence[tuple[File, Survey]],
    ids: Mapping[Place, str],
    decisions: Mapping[str, ArticleDecision],
) -> list[Order]:
    """An order for each item, in the order of the files."""
    key_of = article_keys(run.job.config)
    repeats = _repeats(item for _, one in surveys for item in one.items)
    orders = []
    for file, one in surveys:
        for item in one.items:
            article_id = ids[item.place]
            own = repeats.get(item.place, NO_REPEATS)
            decision = decisions.get(article_id)
            key = key_of(item, article_id, own, decision)
            orders.append(Order(file, item.part, article_id, own, decision, key))
    return orders


def _repeats(items: Iterable[Item]) -> dict[Place, bytes]:
    """The repeat bucket of each line of the items in which a line is repeated, by place."""
    counted = [item for item in items if item.outlet and item.lines]
    lines = [(item.outlet, line_digests(item)) for item in counted]
    pairs = zip(counted, buckets(lines), strict=True)
    return {item.place: repeats for item, repeats in pairs if any(repeats)}


def _clean(run: Run, orders: Sequence[Order]) -> None:
    """Clean the items that are not kept already, and forget articles that are gone."""
    ordered = sorted(orders, key=lambda order: readers.is_container(order.file.name))
    wanted = [Wanted(order.id, order.key, order) for order in ordered]
    run.memo.refresh(ARTICLE, wanted, partial(_cleaned, run))
    run.memo.forget_others(ARTICLE, {order.id for order in orders})


def _cleaned(run: Run, orders: Iterator[Order]) -> Iterator[Made]:
    """What is made of orders, of which those for containers come after all others."""

    def container(order: Order) -> str:
        return order.file.name if readers.is_container(order.file.name) else ""

    for name, group in groupby(orders, container):
        if name:
            yield from _clean_container(run, list(group))
        else:
            yield from run.engine.batches(partial(clean_files, run.job), group)


def _clean_container(run: Run, orders: Sequence[Order]) -> Iterator[Made]:
    """What is made of items of one container, which is read again."""
    file = orders[0].file
    by_part = {order.part: order for order in orders}
    pairs = (
        (one, by_part[one.origin.part])
        for one in readers.read(file.path, file.name, run.job.config.readers)
        if isinstance(one, Raw) and one.origin.part in by_part
    )
    cleaned: set[str] = set()
    for made in run.engine.batches(partial(clean_items, run.job), pairs):
        cleaned.add(made.id)
        yield made
    yield from (file_changed(order) for order in orders if order.id not in cleaned)


def _cards(run: Run) -> tuple[dict[str, Card], list[Problem]]:
    """The card of every article by id, and the problems met in cleaning."""
    cards: dict[str, Card] = {}
    problems: list[Problem] = []
    for article_id, value in run.memo.store.all(ARTICLE.name):
        filed = _CARD.decode(value)
        problems += filed.problems
        if filed.card:
            cards[article_id] = filed.card
    return cards, problems


def _why_none(problems: Sequence[Problem]) -> str:
    return f"nothing was left, the first problem: {problems[0]}" if problems else "nothing was read"
