"""`newsgen build`: bring the site up to date."""

from newsgen import output
from newsgen.model import Report
from newsgen.pipeline.archive import read_archive
from newsgen.pipeline.plan import plan
from newsgen.pipeline.progress import Listener
from newsgen.pipeline.publish import publish
from newsgen.pipeline.render import render
from newsgen.pipeline.run import Settings, open_run, read_inputs
from newsgen.pipeline.summary import report_build
from newsgen.pipeline.unchanged import open_site, remember, report_if_unchanged


def build(settings: Settings, listener: Listener | None = None) -> Report:
    """Build the site; what was done. Raises NewsgenError, and the published site stays as it was."""
    inputs = read_inputs(settings)
    output.check_destination(settings.site, settings.source, settings.paths)
    with open_run(settings, inputs, listener) as run:
        site = open_site(run)
        if last := report_if_unchanged(run, site):
            return last
        archived = read_archive(run)
        planned = plan(run, archived)
        rendered = render(run, planned)
        published = publish(run, site, planned, rendered)
        report = report_build(run, archived, planned, rendered, published)
        if not settings.dry_run:
            remember(run, site, rendered.pages, report)
    return report
