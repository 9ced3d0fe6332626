"""The report of a run: counts, seconds by step, the problems met, and what only the archivist can
settle."""

from collections.abc import Iterator

from newsgen.decisions import TOPICS
from newsgen.dedupe import Verdict
from newsgen.enrich import Suggestion
from newsgen.model import Card, Problem, Report
from newsgen.pipeline.archive import Archived
from newsgen.pipeline.plan import Planned
from newsgen.pipeline.publish import PublishedSite
from newsgen.pipeline.render import Rendered
from newsgen.pipeline.run import Run
from newsgen.pipeline.why import accounts


def report_export(run: Run, archived: Archived, planned: Planned) -> Report:
    """The report of an export: no page was made."""
    return _report(run, archived, planned, {"pages": 0, "written": 0, "removed": 0, "unchanged": 0})


def report_build(
    run: Run, archived: Archived, planned: Planned, rendered: Rendered, site: PublishedSite
) -> Report:
    """The report of a build; answers to `--why` stand first among its problems."""
    pages = len(rendered.pages)
    done = {
        "pages": pages,
        "written": site.written,
        "removed": site.removed,
        "unchanged": max(pages - site.written, 0),
    }
    answers = accounts(run, archived, planned, rendered) if run.settings.why else ()
    return _report(run, archived, planned, done, tuple(answers))


def _report(
    run: Run,
    archived: Archived,
    planned: Planned,
    done: dict[str, int],
    answers: tuple[Problem, ...] = (),
) -> Report:
    advice = [
        *_near_stories(archived.compared.borderline, archived.visited.cards),
        *_near_topics(archived.resolved.topics.suggestions),
    ]
    return Report(
        counts={**planned.archive.counts, **done},
        seconds=dict(run.progress.seconds),
        problems=(*answers, *advice, *archived.visited.problems),
    )


def _near_stories(verdicts: tuple[Verdict, ...], cards: dict[str, Card]) -> Iterator[Problem]:
    """Pairs of articles that are nearly one story, or nearly two."""
    for verdict in verdicts:
        first, second = cards[verdict.a].origin.path, cards[verdict.b].origin.path
        decided = "one story" if verdict.same else "two stories"
        yield Problem(
            level="note",
            where=first,
            code="borderline",
            message=f"a near thing with {second} – alike by {verdict.score:.2f}, taken for {decided}",
            hint="settle it under merge or split in decisions.toml",
        )


def _near_topics(suggestions: tuple[Suggestion, ...]) -> Iterator[Problem]:
    """Topics that may be one."""
    for twin in suggestions:
        yield Problem(
            level="note",
            where=TOPICS,
            code="topics",
            message=f"{twin.name} and {twin.other} may be one topic – {twin.reason}",
            hint="join them there with alias, if they are",
        )
