"""Nothing to do: the mark by which a build knows that nothing has changed since the last one."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from newsgen import config, decisions, output, render
from newsgen.catalogue import ledger
from newsgen.model import Record, Report
from newsgen.output import Written
from newsgen.pipeline.memo import encoded, key, program
from newsgen.pipeline.run import Run

Tree = dict[str, tuple[int, int]]
"""The size and the time of change in ns of each file of the output, by its path."""
OWNED = (config.FILE, decisions.DECISIONS, decisions.TOPICS, ledger.FILE)
"""Files of the source root that a build reads beside the articles."""
MARK, REPORT = "mark", "report"
"""The facts under which the catalogue keeps the mark of the last build, and its report."""

_REPORT = msgspec.msgpack.Decoder(Report)


class StandingSite(Record, frozen=True):
    """The output as a build finds it: its manifest (path → SHA-256), all its files, the mark of what
    the build depends on, and whether an interrupted build was finished first."""

    manifest: dict[str, str]
    tree: Tree
    mark: bytes
    finished: bool


def open_site(run: Run) -> StandingSite:
    """Finish what an interrupted build began to publish, and look at the output as it stands."""
    folder = run.settings.site
    finished = output.finish_interrupted(folder, run.settings.folder)
    manifest = output.manifest(folder)
    tree = dict(_files(str(folder), ""))
    return StandingSite(manifest, tree, mark(run, tree), finished)


def report_if_unchanged(run: Run, site: StandingSite) -> Report | None:
    """The report of the last build, with nothing written, where nothing has changed since; None
    where there is something to do or to account for."""
    if site.finished or run.settings.dry_run or run.settings.why:
        return None
    facts = run.catalogue.facts()
    if facts.get(MARK) != site.mark or REPORT not in facts:
        return None
    last = _REPORT.decode(facts[REPORT])
    nothing = {"written": 0, "removed": 0, "unchanged": last.counts["pages"]}
    return Report({**last.counts, **nothing}, dict(run.progress.seconds), last.problems)


def remember(run: Run, site: StandingSite, pages: Mapping[str, Written], report: Report) -> None:
    """Keep the report of a build, and the mark of the output as it leaves it."""
    after = _tree_after(run.settings.site, site, pages)
    run.catalogue.note(REPORT, encoded(report))
    run.catalogue.note(MARK, mark(run, after))


def mark(run: Run, tree: Tree) -> bytes:
    """A digest of all that a build depends on, and of the output `tree`: names, sizes and times of
    files, no contents."""
    source = run.settings.source
    texts = [path.read_bytes() if (path := source / name).is_file() else b"" for name in OWNED]
    theme = render.digest(run.settings.templates)
    inputs = run.inputs
    choices = (run.settings.kept, run.settings.records)
    articles = (inputs.files, inputs.notes)
    return key(program(), inputs.config, texts, theme, articles, choices, sorted(tree.items()))


def _tree_after(folder: Path, site: StandingSite, pages: Mapping[str, Written]) -> Tree:
    """The output as a build leaves it, without looking at every file: its `pages`, and the files
    that are not ours as they were. Where somebody changed a file meanwhile, the next build finds
    another tree, and looks closer."""
    foreign = site.tree.keys() - site.manifest.keys() - {output.MANIFEST}
    after = {path: site.tree[path] for path in foreign}
    after.update((path, (page.size, page.modified)) for path, page in pages.items())
    manifest = (folder / output.MANIFEST).stat()
    after[output.MANIFEST] = (manifest.st_size, manifest.st_mtime_ns)
    return after


def _files(folder: str, prefix: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every file below a folder as (`prefix` and path, (size, time of change in ns))."""
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            else:
                stat = entry.stat(follow_symlinks=False)
                yield prefix + entry.name, (stat.st_size, stat.st_mtime_ns)
