"""From files to articles: read, give each item its id, count line repeats by outlet, clean, sign; what is fresh is not made again.

Two passes over raw text, because a line's repeats are a fact of the outlet: the first reads and digests lines, the second cleans. A trusted
body (front matter, HTML, feeds) needs no repeats and is cleaned in the first.
"""

import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from newsgen import clean, dedupe, readers
from newsgen.catalogue import Row, packed
from newsgen.clean.repeats import bucket
from newsgen.decisions import ArticleDecision
from newsgen.model import Card, Problem, Raw, Record
from newsgen.pipeline.identity import Item, minted
from newsgen.pipeline.inputs import File
from newsgen.pipeline.job import Job, Workshop, encoded, key

BATCH = 256
"""Articles stored at a time: while this process stores, the workers go on with what was sent ahead."""


class Task(Record, frozen=True):
    """A file to survey, and the id to use for its article where it holds one and the ledger knows it (else empty)."""

    file: File
    known: str


class Cleaned(Record, frozen=True):
    """What cleaning and signing made of an item, encoded: all but the problems empty where there is no article in it."""

    id: str
    key: bytes
    article: bytes
    card: bytes
    signature: bytes
    fingerprint: bytes
    problems: tuple[Problem, ...]


class Surveyed(Record, frozen=True):
    """The first pass over a file: its items, what was already cleaned, and the problems met in reading."""

    items: tuple[Item, ...]
    cleaned: tuple[Cleaned, ...]
    problems: tuple[Problem, ...]


class Order(Record, frozen=True):
    """An item to clean: its file, its part, its id, the repeat bucket of each line (a byte each), its decision, and its memo key."""

    file: File
    part: str
    id: str
    repeats: bytes
    decision: ArticleDecision | None
    key: bytes


class Intake(Record, frozen=True):
    """All articles as cards by id, the keys of their records, and the problems met."""

    cards: dict[str, Card]
    keys: dict[str, bytes]
    problems: tuple[Problem, ...]


_SURVEYED = msgspec.msgpack.Decoder(Surveyed)
_CARD = msgspec.msgpack.Decoder(Card)
_PROBLEMS = msgspec.msgpack.Decoder(tuple[Problem, ...])


def survey(shop: Workshop, files: Sequence[File], known: Mapping[tuple[str, str], str]) -> Iterator[tuple[File, Surveyed]]:
    """The first pass over every file, in order; a file that has not changed since the last run is not opened."""
    config = shop.job.config
    wanted = {file.name: key("survey", file, config.readers, config.clean) for file in files}
    fresh = shop.catalogue.keys("survey")
    stale = [file for file in files if fresh.get(file.name) != wanted[file.name]]
    singles = (Task(file, known.get((file.name, ""), "")) for file in stale if not readers.is_container(file.name))
    made = zip((file for file in stale if not readers.is_container(file.name)), shop.engine.map(partial(surveyed, shop.job), singles), strict=True)
    rows: list[Row] = []
    bodies: list[Cleaned] = []
    for file, result in made:
        bodies.extend(result.cleaned)
        rows.append((file.name, wanted[file.name], encoded(msgspec.structs.replace(result, cleaned=()))))
        if len(bodies) >= BATCH:
            store(shop, bodies)
            bodies = []
    store(shop, bodies)
    containers = (file for file in stale if readers.is_container(file.name))
    rows.extend((file.name, wanted[file.name], encoded(_container(shop, file))) for file in containers)
    shop.catalogue.put("survey", rows)
    shop.catalogue.forget("survey", fresh.keys() - wanted.keys())
    for file in files:
        yield file, _SURVEYED.decode(shop.catalogue.get("survey", file.name))


def surveyed(job: Job, task: Task) -> Surveyed:
    """Stage: read a file of one article; clean it at once where its body is trusted."""
    items, cleaned_, problems = [], [], []
    for found in readers.read(Path(task.file.path), task.file.name, job.config.readers):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        item = _item(job, found)
        items.append(item)
        if found.hints.trusted and not item.stated:
            article_id = task.known or minted(item.digest)
            order = Order(task.file, item.part, article_id, b"", None, memo(job, item, article_id, b"", None))
            cleaned_.append(_cleaned(job, found, order))
    return Surveyed(tuple(items), tuple(cleaned_), tuple(problems))


def memo(job: Job, item: Item, article_id: str, repeats: bytes, decision: ArticleDecision | None) -> bytes:
    """The key of everything that an item's article depends on."""
    return key("clean", clean.VERSION, dedupe.VERSION, job.config.clean, job.config.dedupe, item, article_id, repeats, decision)


def repeats(surveys: Iterable[tuple[File, Surveyed]]) -> dict[tuple[str, str], bytes]:
    """The repeat bucket of each line of each item with an outlet, by (name, part): how many articles of its outlet hold that line."""
    items = [item for _, found in surveys for item in found.items if item.outlet and item.lines]
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for item in items:
        counts[item.outlet].update(set(_digests(item)) - {0})
    return {(item.name, item.part): bytes(bucket(counts[item.outlet][digest] - 1) if digest else 0 for digest in _digests(item)) for item in items}


def ordered(
    job: Job, surveys: Sequence[tuple[File, Surveyed]], ids: Mapping[tuple[str, str], str], decisions: Mapping[str, ArticleDecision]
) -> list[Order]:
    """An order for each item, in the order of the files."""
    found = repeats(surveys)
    orders = []
    for file, result in surveys:
        for item in result.items:
            article_id = ids[item.name, item.part]
            buckets = found.get((item.name, item.part), b"")
            buckets = buckets if any(buckets) else b""
            decision = decisions.get(article_id)
            orders.append(Order(file, item.part, article_id, buckets, decision, memo(job, item, article_id, buckets, decision)))
    return orders


def articles(shop: Workshop, orders: Sequence[Order], problems: Iterable[Problem]) -> Intake:
    """Clean what is not fresh, drop what is gone, and hand back the cards of all; `problems` are those met in reading."""
    fresh = shop.catalogue.keys("clean")
    wanted = {order.id: order.key for order in orders}
    stale = [order for order in orders if fresh.get(order.id) != order.key]
    batch: list[Cleaned] = []
    for result in _made(shop, stale):
        batch.append(result)
        if len(batch) >= BATCH:
            store(shop, batch)
            batch = []
    store(shop, batch)
    gone = fresh.keys() - wanted.keys()
    for kind in ("clean", "article", "card", "signature", "fingerprint", "printing"):
        shop.catalogue.forget(kind, gone)
    cards = {article_id: _CARD.decode(value) for article_id, value in shop.catalogue.all("card")}
    met = [*problems]
    for _, value in shop.catalogue.all("clean"):
        met.extend(_PROBLEMS.decode(value) if value else ())
    met.sort(key=lambda problem: (problem.where, problem.code))
    return Intake(cards, {article_id: wanted[article_id] for article_id in cards}, tuple(met))


def cleaned(job: Job, order: Order) -> Cleaned:
    """Stage: read a file of one article again, and clean it with its repeats and its decision."""
    for found in readers.read(Path(order.file.path), order.file.name, job.config.readers):
        if isinstance(found, Raw) and found.origin.part == order.part:
            return _cleaned(job, found, order)
    changed = Problem("error", order.file.name, "changed", "not read – the file changed while it was read", "build again")
    return Cleaned(order.id, order.key, b"", b"", b"", b"", (changed,))


def cleaned_raw(job: Job, pair: tuple[Raw, Order]) -> Cleaned:
    """Stage: clean an item of a container that this process has read."""
    return _cleaned(job, *pair)


def store(shop: Workshop, batch: Sequence[Cleaned]) -> None:
    """Put what was cleaned into the catalogue."""
    whole = [result for result in batch if result.article]
    shop.catalogue.put("article", ((result.id, result.key, result.article) for result in whole))
    shop.catalogue.put("card", ((result.id, result.key, result.card) for result in whole))
    shop.catalogue.put("signature", ((result.id, result.key, result.signature) for result in whole))
    shop.catalogue.put("fingerprint", ((result.id, result.key, result.fingerprint) for result in whole))
    for kind in ("article", "card", "signature", "fingerprint"):
        shop.catalogue.forget(kind, (result.id for result in batch if not result.article))
    shop.catalogue.put("clean", ((result.id, result.key, encoded(result.problems) if result.problems else b"") for result in batch))


def _item(job: Job, raw: Raw) -> Item:
    digests = () if raw.hints.trusted else clean.line_digests(raw)
    outlet = raw.hints.folder or raw.hints.outlet or job.config.clean.outlet
    return Item(raw.origin.path, raw.origin.part, raw.origin.digest, raw.hints.id, outlet, struct.pack(f"<{len(digests)}Q", *digests))


def _digests(item: Item) -> tuple[int, ...]:
    return struct.unpack(f"<{len(item.lines) // 8}Q", item.lines)


def _container(shop: Workshop, file: File) -> Surveyed:
    """The survey of a container: streamed here, its lines digested by the engine."""
    problems: list[Problem] = []
    items = shop.engine.map(partial(_item, shop.job), _raws(shop.job, file, problems))
    return Surveyed(tuple(items), (), tuple(problems))


def _raws(job: Job, file: File, problems: list[Problem]) -> Iterator[Raw]:
    for found in readers.read(Path(file.path), file.name, job.config.readers):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            yield found


def _made(shop: Workshop, stale: Sequence[Order]) -> Iterator[Cleaned]:
    yield from shop.engine.map(partial(cleaned, shop.job), (order for order in stale if not readers.is_container(order.file.name)))
    by_file: dict[str, dict[str, Order]] = defaultdict(dict)
    for order in stale:
        if readers.is_container(order.file.name):
            by_file[order.file.name][order.part] = order
    for orders in by_file.values():
        file = next(iter(orders.values())).file
        pairs = ((raw, orders[raw.origin.part]) for raw in _raws(shop.job, file, []) if raw.origin.part in orders)
        yield from shop.engine.map(partial(cleaned_raw, shop.job), pairs)


def _cleaned(job: Job, raw: Raw, order: Order) -> Cleaned:
    article, problems = clean.article(raw, order.id, order.repeats, job.config.clean, order.decision)
    if article is None:
        return Cleaned(order.id, order.key, b"", b"", b"", b"", problems)
    signature, fingerprint = dedupe.printed(article, job.config.dedupe)
    return Cleaned(
        order.id, order.key, packed(encoded(article)), encoded(clean.card(article)), encoded(signature), packed(encoded(fingerprint)), problems
    )
