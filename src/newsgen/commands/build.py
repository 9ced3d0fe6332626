"""`newsgen build`: bring the site up to date."""

from collections.abc import Mapping

from newsgen import __version__, output, plan, render, urls
from newsgen.catalogue.ledger import Line, append
from newsgen.errors import VanishedAddressError
from newsgen.model import Problem, Report
from newsgen.output import Written
from newsgen.output.lock import locked
from newsgen.pipeline import entries, publish, run, state
from newsgen.pipeline.watch import Listener


def build(settings: run.Settings, listener: Listener | None = None) -> Report:
    """Build the site; what was done. Raises NewsgenError, and then the published site stays as it was."""
    ready = run.setup(settings)
    output.safe_destination(settings.site, settings.source, settings.paths)
    with locked(settings.folder), run.workshop(settings, ready, listener) as shop:
        render.forget_templates()
        recovered = output.recovered(settings.site, settings.folder)
        before = output.manifest(settings.site)
        tree = state.standing(settings.site)
        mark = state.mark(settings, ready, tree)
        if not (recovered or settings.dry_run or settings.why) and (
            known := state.unchanged(shop, mark)
        ):
            return known
        archived = run.archived(shop, ready)
        with shop.engine.step("render"):
            archive = planned(settings, ready, archived)
            publish.shelve(shop, archived.entries)
            made = publish.made(
                shop,
                plan.distinct(plan.pages(archive, ready.config)),
                _asked(settings),
                noted=not settings.dry_run,
            )
        _refuse_vanishing(settings, ready, before, made.written)
        why = (Problem("note", settings.why, "why", made.reason, ""),) if settings.why else ()
        if settings.dry_run:
            would = (
                sum(page.changed for page in made.written.values()),
                len(before.keys() - made.written.keys()),
            )
            return state.report(shop, archived, would, len(made.written), why)
        with shop.engine.step("publish"):
            # The ledger first: an address that is noted but not yet there is finished by the next build; the reverse would be lost.
            append(
                settings.source,
                ready.ledger.news(_lines(archived, archive, made.written))
                if settings.records
                else (),
            )
            changed = output.published(settings.site, settings.folder, before, made.written)
            shop.catalogue.tidy()
        report = state.report(shop, archived, changed, len(made.written), why)
        state.remember(
            shop,
            state.mark(settings, ready, state.left(settings.site, tree, before, made.written)),
            report,
        )
        return report


def planned(settings: run.Settings, ready: run.Setup, archived: run.Archived) -> plan.Archive:
    """The archive as planning knows it."""
    folded = archived.subjects.folded
    counts = state.counts(archived)
    templates = settings.source / "templates"
    return plan.Archive(
        entries=archived.entries,
        topics=folded.topics,
        links=archived.subjects.links,
        redirects=entries.redirects(
            archived.entries, ready.ledger, folded.redirects, whole=settings.whole
        ),
        published_topics=frozenset(ready.ledger.topics),
        counts=counts,
        facts={"version": __version__},
        borderline=_borderline(archived),
        twins=tuple(
            plan.Twin((twin.name, twin.other), twin.share, twin.reason)
            for twin in folded.suggestions
        ),
        templates=render.digest(templates if templates.is_dir() else None),
    )


def _lines(
    archived: run.Archived, archive: plan.Archive, made: Mapping[str, Written]
) -> list[Line]:
    """What the ledger is to say: sources, stories, copies, and those topics that have a page."""
    topics = (
        (topic.slug, topic.name, topic.kind)
        for topic in archive.topics
        if urls.listing("topic", topic.slug) in made
    )
    return [*archived.sources, *entries.lines(archived.entries, topics)]


def _asked(settings: run.Settings) -> str:
    return settings.why.removeprefix(f"{settings.site.name}/")


def _borderline(archived: run.Archived) -> tuple[plan.Borderline, ...]:
    home = {copy.id: entry for entry in archived.entries for copy in entry.copies}
    found = []
    for verdict in sorted(
        archived.told.borderline, key=lambda verdict: (-verdict.score, verdict.a, verdict.b)
    ):
        a, b = home[verdict.a], home[verdict.b]
        found.append(
            plan.Borderline(
                (verdict.a, verdict.b),
                (a.title, b.title),
                (a.address, b.address),
                verdict.score,
                a is b,
            )
        )
    return tuple(found)


def _refuse_vanishing(
    settings: run.Settings, ready: run.Setup, before: Mapping[str, str], made: Mapping[str, Written]
) -> None:
    """Where addresses are for ever, a page that was published must still be planned, or lead on."""
    if not settings.kept or settings.destination:
        return
    published = [line.address for line in ready.ledger.stories.values()] + [
        line.address for line in ready.ledger.copies.values()
    ]
    lost = sorted(address for address in published if address not in made and address in before)
    if lost:
        more = f" and {len(lost) - 1:,} more" if len(lost) > 1 else ""
        raise VanishedAddressError(
            f"{settings.site / lost[0]}{more}: a published address would vanish – this run has no page for it – "
            "build all articles, or choose another destination with -d"
        )
