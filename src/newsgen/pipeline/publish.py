"""Step 6, publish: the ledger is told, then the staged pages are moved into the site."""

from collections.abc import Mapping

from newsgen import output, urls
from newsgen.catalogue.ledger import Line, TopicLine, append
from newsgen.errors import VanishedAddressError
from newsgen.model import Record
from newsgen.output import Written
from newsgen.pipeline.plan import Planned
from newsgen.pipeline.render import Rendered
from newsgen.pipeline.run import Run
from newsgen.pipeline.unchanged import StandingSite


class PublishedSite(Record, frozen=True):
    """What publishing did, or would do in a dry run: how many files it wrote and removed."""

    written: int
    removed: int


def publish(run: Run, site: StandingSite, planned: Planned, rendered: Rendered) -> PublishedSite:
    """Publish what was rendered; in a dry run only count it.

    Raises VanishedAddressError where a published address would have no page, and NewsgenError where
    a file that newsgen did not make is in the way. The site then stays as it is.
    """
    _refuse_vanishing(run, site, rendered.pages)
    if run.settings.dry_run:
        written = sum(page.changed for page in rendered.pages.values())
        return PublishedSite(written, len(site.manifest.keys() - rendered.pages.keys()))
    with run.progress.step("publish"):
        # The ledger first: an address that is noted but not yet there is finished by the next
        # build; one that is there but not noted would be lost.
        if run.settings.records:
            append(run.settings.source, run.inputs.ledger.news(_lines(planned, rendered.pages)))
        folder, cache = run.settings.site, run.settings.folder
        written, removed = output.publish(folder, cache, site.manifest, rendered.pages)
        run.catalogue.tidy()
    return PublishedSite(written, removed)


def _lines(planned: Planned, pages: Mapping[str, Written]) -> list[Line]:
    """What the ledger is to say: articles, stories, copies, and those topics that have a page."""
    topics = [
        TopicLine(topic.slug, topic.name, topic.kind)
        for topic in planned.archive.topics
        if urls.listing("topic", topic.slug) in pages
    ]
    return [*planned.lines, *topics]


def _refuse_vanishing(run: Run, site: StandingSite, pages: Mapping[str, Written]) -> None:
    """Where addresses are for ever, a page that was published must be planned, or lead on."""
    if not run.settings.kept or run.settings.destination:
        return
    ledger = run.inputs.ledger
    published = [line.address for line in ledger.stories.values()]
    published += [line.address for line in ledger.copies.values()]
    lost = sorted(one for one in published if one not in pages and one in site.manifest)
    if lost:
        more = f" and {len(lost) - 1:,} more" if len(lost) > 1 else ""
        raise VanishedAddressError(
            f"{run.settings.site / lost[0]}{more}: a published address would vanish"
            " – this run has no page for it"
            " – build all articles, or choose another destination with -d"
        )
