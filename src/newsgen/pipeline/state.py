"""What a build counted, and the mark by which the next one knows that nothing has changed since."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from newsgen import config, decisions, output, render
from newsgen.catalogue import ledger
from newsgen.model import Problem, Report
from newsgen.output import Written
from newsgen.pipeline.job import Workshop, encoded, key
from newsgen.pipeline.run import Archived, Settings, Setup

_REPORT = msgspec.msgpack.Decoder(Report)


Tree = dict[str, tuple[int, int]]
"""The size and the time of change in ns of each file of the output, by its path."""


def mark(settings: Settings, ready: Setup, tree: Tree) -> bytes:
    """A digest of all that a build depends on, and of the output as it lies there: names, sizes and times, no contents."""
    templates = settings.source / "templates"
    owned = (config.FILE, decisions.DECISIONS, decisions.TOPICS, ledger.FILE)
    texts = [
        path.read_bytes() if (path := settings.source / name).is_file() else b"" for name in owned
    ]
    theme = render.digest(templates if templates.is_dir() else None)
    return key(
        ready.config,
        texts,
        theme,
        ready.files,
        ready.notes,
        settings.kept,
        settings.records,
        sorted(tree.items()),
    )


def standing(site: Path) -> Tree:
    """The output as it lies there."""
    return dict(_files(str(site), ""))


def left(site: Path, tree: Tree, before: Iterable[str], pages: Mapping[str, Written]) -> Tree:
    """The output as a build leaves it, without looking at every file: the `pages` now there, and what is not ours, as it lay there in `tree` beside
    the pages published `before`. Where another hand was faster, the next build will find another tree, and look closer."""
    foreign = tree.keys() - set(before) - {output.MANIFEST}
    manifest = (site / output.MANIFEST).stat()
    ours = {path: (page.size, page.modified) for path, page in pages.items()}
    return {
        **{path: tree[path] for path in foreign},
        **ours,
        output.MANIFEST: (manifest.st_size, manifest.st_mtime_ns),
    }


def unchanged(shop: Workshop, found: bytes) -> Report | None:
    """The report of the last build with nothing written, where the mark is the same; else None."""
    facts = shop.catalogue.facts()
    if facts.get("state") != found or "report" not in facts:
        return None
    last = _REPORT.decode(facts["report"])
    same = last.counts["pages"]
    return Report(
        {**last.counts, "written": 0, "removed": 0, "unchanged": same},
        dict(shop.engine.seconds),
        last.problems,
    )


def remember(shop: Workshop, found: bytes, report: Report) -> None:
    """Keep the report and the mark of what now lies there."""
    shop.catalogue.note("report", encoded(report))
    shop.catalogue.note("state", found)


def counts(archived: Archived) -> dict[str, int]:
    """The counts of an archive, by name."""
    stories = archived.entries
    return {
        "articles": len(archived.intake.cards),
        "stories": len(stories),
        "copies": len(archived.intake.cards) - len(stories),
        "undated": sum(entry.published is None for entry in stories),
        "set_aside": sum(problem.level == "error" for problem in archived.intake.problems),
        "topics": len({slug for entry in stories for slug in entry.topics}),
        "capped": archived.told.capped,
    }


def report(
    shop: Workshop,
    archived: Archived,
    changed: tuple[int, int],
    pages: int,
    notes: tuple[Problem, ...] = (),
) -> Report:
    """What a build did; `changed` counts files written and removed, `notes` stand before the problems met."""
    written, removed = changed
    notes += tuple(_advice(archived))
    done = {
        "pages": pages,
        "written": written,
        "removed": removed,
        "unchanged": max(pages - written, 0),
    }
    return Report(
        {**counts(archived), **done}, dict(shop.engine.seconds), notes + archived.intake.problems
    )


def _advice(archived: Archived) -> Iterator[Problem]:
    """What only a person can settle: copies that are nearly one story, topics that may be one."""
    cards = archived.intake.cards
    for verdict in archived.told.borderline:
        (first, second), decided = (
            (cards[article_id].origin.path for article_id in (verdict.a, verdict.b)),
            "one story" if verdict.same else "two stories",
        )
        message = f"a near thing with {second} – alike by {verdict.score:.2f}, taken for {decided}"
        yield Problem(
            "note", first, "borderline", message, "settle it under merge or split in decisions.toml"
        )
    for twin in archived.subjects.folded.suggestions:
        message = f"{twin.name} and {twin.other} may be one topic – {twin.reason}"
        yield Problem(
            "note", decisions.TOPICS, "topics", message, "join them there with alias, if they are"
        )


def _files(folder: str, at: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every file below a folder as (path, (size, time of change in ns)); `at` stands before the names."""
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{at}{entry.name}/")
            else:
                stat = entry.stat(follow_symlinks=False)
                yield at + entry.name, (stat.st_size, stat.st_mtime_ns)
