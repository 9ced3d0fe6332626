"""From files to articles: read, give each item its id, count line repeats by outlet, clean, sign; what is fresh is not made again.

Two passes over raw text, because a line's repeats are a fact of the outlet: the first reads and digests lines, the second cleans. A trusted
body (front matter, HTML, feeds) needs no repeats and is cleaned in the first. What a worker does with the files stands in `copydesk`.
"""

import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from newsgen import readers
from newsgen.catalogue import Row
from newsgen.clean.lines.repeats import bucket
from newsgen.decisions import ArticleDecision
from newsgen.dedupe import Signature
from newsgen.model import Card, Problem, Raw, Record
from newsgen.pipeline.copydesk import (
    Order,
    Surveyed,
    Task,
    cleaned,
    cleaned_raw,
    listed,
    memo,
    surveyed,
)
from newsgen.pipeline.identity import Item
from newsgen.pipeline.inputs import File
from newsgen.pipeline.job import Job, Workshop, encoded, keyed

BATCH = 4096
"""Articles stored at a time: their ids are in no order, so each put touches the whole of the index, and few puts are cheap ones."""


class Intake(Record, frozen=True):
    """All articles as cards by id, the keys of their records, and the problems met."""

    cards: dict[str, Card]
    keys: dict[str, bytes]
    problems: tuple[Problem, ...]


class _Noted(Record, frozen=True):
    """`Filed`, decoded without its signature."""

    card: Card | None
    problems: tuple[Problem, ...]


class _Signed(Record, frozen=True):
    """`Filed`, of which nothing but the signature is decoded."""

    card: msgspec.Raw
    problems: msgspec.Raw
    signature: Signature | None


_SURVEYED = msgspec.msgpack.Decoder(Surveyed)
_NOTED = msgspec.msgpack.Decoder(_Noted)
_SIGNED = msgspec.msgpack.Decoder(_Signed)


def survey(
    shop: Workshop, files: Sequence[File], known: Mapping[tuple[str, str], str]
) -> list[tuple[File, Surveyed]]:
    """The first pass over every file, in order; a file that has not changed since the last run is not opened."""
    key_of = keyed("survey", shop.job.config.readers, shop.job.config.clean)
    wanted = {file.name: key_of(file) for file in files}
    fresh = shop.catalogue.keys("survey")
    stale = [file for file in files if fresh.get(file.name) != wanted[file.name]]
    kept = shop.catalogue.all("survey") if len(stale) < len(files) else ()
    found = {
        name: _SURVEYED.decode(value) for name, value in kept if fresh[name] == wanted.get(name)
    }
    rows: list[Row] = []
    bodies: list[Row] = []
    for name, value, cleaned_ in _surveys(shop, stale, known):
        found[name] = _SURVEYED.decode(value)
        rows.append(Row(name, wanted[name], value))
        bodies += cleaned_
        if len(rows) >= BATCH:
            _store(shop, rows, bodies)
            rows, bodies = [], []
    _store(shop, rows, bodies)
    shop.catalogue.forget("survey", fresh.keys() - wanted.keys())
    return [(file, found[file.name]) for file in files]


def repeats(surveys: Iterable[tuple[File, Surveyed]]) -> dict[tuple[str, str], bytes]:
    """The repeat bucket of each line of each item with an outlet, by (name, part): how many articles of its outlet hold that line."""
    items = [item for _, found in surveys for item in found.items if item.outlet and item.lines]
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for item in items:
        counts[item.outlet].update(set(_digests(item)) - {0})
    return {
        (item.name, item.part): bytes(
            bucket(counts[item.outlet][digest] - 1) if digest else 0 for digest in _digests(item)
        )
        for item in items
    }


def ordered(
    job: Job,
    surveys: Sequence[tuple[File, Surveyed]],
    ids: Mapping[tuple[str, str], str],
    decisions: Mapping[str, ArticleDecision],
) -> list[Order]:
    """An order for each item, in the order of the files."""
    key_of = memo(job)
    found = repeats(surveys)
    orders = []
    for file, result in surveys:
        for item in result.items:
            article_id = ids[item.name, item.part]
            buckets = found.get((item.name, item.part), b"")
            buckets = buckets if any(buckets) else b""
            decision = decisions.get(article_id)
            orders.append(
                Order(
                    file,
                    item.part,
                    article_id,
                    buckets,
                    decision,
                    key_of(item, article_id, buckets, decision),
                )
            )
    return orders


def articles(shop: Workshop, orders: Sequence[Order], problems: Iterable[Problem]) -> Intake:
    """Clean what is not fresh, drop what is gone, and hand back the cards of all; `problems` are those met in reading."""
    fresh = shop.catalogue.keys("article")
    wanted = {order.id: order.key for order in orders}
    batch: list[Row] = []
    for row in _made(shop, [order for order in orders if fresh.get(order.id) != order.key]):
        batch.append(row)
        if len(batch) >= BATCH:
            shop.catalogue.put("article", batch)
            batch = []
    shop.catalogue.put("article", batch)
    for kind in ("article", "copy"):
        shop.catalogue.forget(kind, fresh.keys() - wanted.keys())
    cards = {}
    met = [*problems]
    for article_id, value in shop.catalogue.all("article"):
        noted = _NOTED.decode(value)
        met += noted.problems
        if noted.card:
            cards[article_id] = noted.card
    met.sort(key=lambda problem: (problem.where, problem.code))
    return Intake(cards, {article_id: wanted[article_id] for article_id in cards}, tuple(met))


def signatures(shop: Workshop) -> list[Signature]:
    """The signature of every article, by id."""
    found = (_SIGNED.decode(value).signature for _, value in shop.catalogue.all("article"))
    return [signature for signature in found if signature]


def _surveys(
    shop: Workshop, stale: Sequence[File], known: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, bytes, list[Row]]]:
    """Of each file its name, what was surveyed, encoded, and its cleaned articles."""
    singles = [file for file in stale if not readers.is_container(file.name)]
    tasks = (Task(file, known.get((file.name, ""), "")) for file in singles)
    for file, (value, rows) in zip(
        singles, shop.engine.batches(partial(surveyed, shop.job), tasks), strict=True
    ):
        yield file.name, value, rows
    for file in stale:
        if readers.is_container(file.name):
            yield file.name, encoded(_container(shop, file)), []


def _store(shop: Workshop, surveys: Sequence[Row], articles_: Sequence[Row]) -> None:
    # The articles first: a survey that is noted without its articles would only have them cleaned again.
    shop.catalogue.put("article", articles_)
    shop.catalogue.put("survey", surveys)


def _digests(item: Item) -> tuple[int, ...]:
    return struct.unpack(f"<{len(item.lines) // 8}Q", item.lines)


def _container(shop: Workshop, file: File) -> Surveyed:
    """The survey of a container: streamed here, its lines digested by the engine."""
    problems: list[Problem] = []
    items = shop.engine.map(partial(listed, shop.job), _raws(shop.job, file, problems))
    return Surveyed(tuple(items), tuple(problems))


def _raws(job: Job, file: File, problems: list[Problem]) -> Iterator[Raw]:
    for found in readers.read(file.path, file.name, job.config.readers):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            yield found


def _made(shop: Workshop, stale: Sequence[Order]) -> Iterator[Row]:
    yield from shop.engine.batches(
        partial(cleaned, shop.job),
        (order for order in stale if not readers.is_container(order.file.name)),
    )
    by_file: dict[str, dict[str, Order]] = defaultdict(dict)
    for order in stale:
        if readers.is_container(order.file.name):
            by_file[order.file.name][order.part] = order
    for orders in by_file.values():
        file = next(iter(orders.values())).file
        pairs = (
            (raw, orders[raw.origin.part])
            for raw in _raws(shop.job, file, [])
            if raw.origin.part in orders
        )
        yield from shop.engine.batches(partial(cleaned_raw, shop.job), pairs)
