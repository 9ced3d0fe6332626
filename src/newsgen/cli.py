"""argv → command: the only module that prints, colours or exits.

Problems and progress go to standard error, the summary to standard output; the exit codes are
listed in docs/cli.md.
"""

import argparse
import contextlib
import gc
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from newsgen.errors import NewsgenError, UsageError
from newsgen.version import __version__

if TYPE_CHECKING:
    from newsgen.model import Report
    from newsgen.pipeline.progress import Listener
    from newsgen.pipeline.run import Settings

STRICT = 3
"""Exit code of a build under `--strict` that set inputs aside."""
INTERRUPTED = 130
"""Exit code after Ctrl-C."""
COLLECT = 100_000
"""Allocations between two searches for reference cycles. Records form none, and at Python's default
of 700 the searches cost a tenth of a build."""
SHOWN = 50
"""How many problems are printed; the others are counted. `--report` and `-v` give them all."""
PIPE_WIDTH = 100
"""Columns that `explain` writes in where standard output is no terminal."""

Verbs = argparse._SubParsersAction
"""The commands of a parser, as `add_subparsers` gives them."""


def run() -> NoReturn:
    """Entry point: run `main`, then exit without interpreter teardown (saves 0.1 s)."""
    code = main()
    with contextlib.suppress(OSError):  # the reader has gone, or `main` has reported the failure
        sys.stdout.flush()
    if sys.getprofile() or sys.gettrace():  # a profiler or a debugger waits for the teardown
        sys.exit(code)
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        arguments = parser().parse_args(argv)
        code = int(arguments.run(arguments))
        sys.stdout.flush()  # here, where a failure is still reported
    except NewsgenError as error:
        print(f"newsgen: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): there is nobody to report to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(
            f"newsgen: {error.filename or 'disk'}: {error.strerror or error}"
            " – mend that and build again: a build begun is finished then",
            file=sys.stderr,
        )
        return NewsgenError.exit_code
    except KeyboardInterrupt:
        print(
            "newsgen: interrupted – the published site is as it was, or is finished by the next build",
            file=sys.stderr,
        )
        return INTERRUPTED
    return code


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    top = _Parser(
        prog="newsgen",
        description="Turn a pile of news text into a durable, browsable static archive.",
    )
    top.add_argument("--version", action="version", version=f"newsgen {__version__}")
    verbs = top.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=_Parser
    )
    _add_build(verbs)
    _add_export(verbs)
    _add_explain(verbs)
    return top


class _Parser(argparse.ArgumentParser):
    """A parser whose errors look like all errors of newsgen."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} – see {self.prog} --help")


def _add_build(verbs: "Verbs[_Parser]") -> None:
    description = "Bring the site up to date."
    build = verbs.add_parser("build", help="bring the site up to date", description=description)
    _add_run_options(build)
    build.add_argument(
        "-d",
        "--destination",
        type=Path,
        metavar="DIR",
        help="write the site here (default: site/ in the source folder)",
    )
    build.add_argument(
        "-b",
        "--base-url",
        metavar="URL",
        help="the address the site will have, for feeds and sitemap",
    )
    build.add_argument(
        "--strict", action="store_true", help="exit with 3 where an input was set aside"
    )
    build.add_argument(
        "--dry-run", action="store_true", help="do everything but write the site and the ledger"
    )
    build.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="write counts, seconds and problems to this file, as JSON",
    )
    build.add_argument("--why", metavar="PAGE", help="say why this page was, or was not, written")
    build.set_defaults(run=_build)


def _add_export(verbs: "Verbs[_Parser]") -> None:
    export = verbs.add_parser(
        "export",
        help="write the records, without rendering",
        description="Write the records, without rendering.",
    )
    _add_run_options(export)
    export.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        required=True,
        help="JSON lines; .csv a table; .md or no suffix a folder of Markdown; - prints JSON lines",
    )
    export.set_defaults(run=_export)


def _add_explain(verbs: "Verbs[_Parser]") -> None:
    explain = verbs.add_parser(
        "explain",
        help="say what was made of an article, or why two are one story",
        description="One file: its record with evidence, and what was cut."
        " Two: why they are, or are not, one story.",
    )
    explain.add_argument("file", type=Path, nargs="+", metavar="FILE", help="an article; or two")
    _add_source_option(explain)
    explain.set_defaults(run=_explain)


def _add_run_options(verb: argparse.ArgumentParser) -> None:
    """Add the options of a command that reads the whole archive."""
    verb.add_argument(
        "path",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files or folders to read instead of seeds/",
    )
    _add_source_option(verb)
    verb.add_argument(
        "-j",
        "--jobs",
        type=_positive,
        default=0,
        metavar="N",
        help="processes to work with (default: one a core)",
    )
    verb.add_argument(
        "--limit", type=_positive, default=0, metavar="N", help="read the first N files only"
    )
    verb.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="a setting of newsgen.toml for this run, such as plan.page_size=50",
    )
    _add_cache_options(verb)
    _add_verbosity_options(verb)


def _add_source_option(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "-s",
        "--source",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the site's folder (default: this one)",
    )


def _add_cache_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--cache",
        type=Path,
        metavar="DIR",
        help="keep the cache here (default: .newsgen/ in the source folder)",
    )
    verb.add_argument("--full", action="store_true", help="forget what is cached")


def _add_verbosity_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("-q", "--quiet", action="store_true", help="print problems only")
    verb.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help="print all problems, notes too, and the seconds of each step",
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def _build(arguments: argparse.Namespace) -> int:
    _prepare_process()
    from newsgen.commands.build import build

    settings = _settings(arguments)
    with _listener(arguments) as listener:
        report = build(settings, listener)
    _print_problems(report, arguments)
    if arguments.report:
        from newsgen.commands.report import write_report

        write_report(report, arguments.report)
    if not arguments.quiet:
        _print_summary(report, settings, arguments)
    set_aside = report.counts["set_aside"]
    return STRICT if arguments.strict and set_aside else 0


def _export(arguments: argparse.Namespace) -> int:
    _prepare_process()
    from newsgen.commands.export import export

    with _listener(arguments) as listener:
        report = export(_settings(arguments), arguments.output, listener)
    _print_problems(report, arguments)
    if not arguments.quiet and arguments.output.name != "-":
        records = _count(report.counts["articles"], "record")
        stories = _count(report.counts["stories"], "story")
        print(f"{records} of {stories} written to {arguments.output}")
    return 0


def _explain(arguments: argparse.Namespace) -> int:
    from newsgen.commands.explain import explain

    print(explain(arguments.source, arguments.file, os.environ, _width()), end="")
    return 0


def _prepare_process() -> None:
    """Prepare the process for long work. Call it before numpy is imported.

    numpy's linear algebra would else start threads beside worker processes that fill all cores.
    """
    gc.set_threshold(COLLECT)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _settings(arguments: argparse.Namespace) -> "Settings":
    from newsgen.pipeline.run import Settings

    return Settings(
        source=arguments.source,
        paths=tuple(arguments.path),
        destination=getattr(arguments, "destination", None),
        cache=arguments.cache,
        workers=arguments.jobs,
        cores=_cores(),
        limit=arguments.limit,
        dry_run=getattr(arguments, "dry_run", False),
        full=arguments.full,
        why=getattr(arguments, "why", None) or "",
        options=_options(arguments),
        environment=os.environ,
    )


def _options(arguments: argparse.Namespace) -> Mapping[str, str]:
    """The keys of the configuration that the command line sets, each with its value as text."""
    options = {}
    for setting in arguments.set:
        key, equals, value = setting.partition("=")
        if not equals:
            raise UsageError(
                f"--set {setting}: no value – it is KEY=VALUE"
                " – write for example --set plan.page_size=50"
            )
        options[key] = value
    base_url = getattr(arguments, "base_url", None)
    if base_url:
        options["base_url"] = base_url
    return options


def _cores() -> int:
    """The cores that this process may use: a container may allow fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextlib.contextmanager
def _listener(arguments: argparse.Namespace) -> Iterator["Listener | None"]:
    """A progress bar on a terminal, nothing in a pipe."""
    if arguments.quiet or not sys.stderr.isatty():
        yield None
        return
    from newsgen.commands.progress import bar

    with bar() as listener:
        yield listener


def _print_problems(report: "Report", arguments: argparse.Namespace) -> None:
    """Print problems to standard error; notes only with `-v`, but always the answer to `--why`."""
    problems = [
        problem
        for problem in report.problems
        if arguments.verbose or problem.level != "note" or problem.code == "why"
    ]
    shown = problems if arguments.verbose else problems[:SHOWN]
    for problem in shown:
        print(problem, file=sys.stderr)
    hidden = len(problems) - len(shown)
    if hidden:
        print(f"… and {hidden:,} more problems (all with -v, or in --report FILE)", file=sys.stderr)


def _print_summary(report: "Report", settings: "Settings", arguments: argparse.Namespace) -> None:
    print(_read(report.counts) + _hidden_notes(report, arguments))
    if arguments.verbose:
        steps = [f"{name} {seconds:.2f}" for name, seconds in report.seconds.items()]
        print("seconds: " + ", ".join(steps))
    if not settings.kept:
        print("no newsgen.toml: addresses are not recorded (a site with one keeps them for ever)")
    would = "would be " if settings.dry_run else ""
    seconds = sum(report.seconds.values())
    print(f"{settings.site}: {would}{_pages(report.counts)}, {seconds:.1f} s")


def _read(counts: Mapping[str, int]) -> str:
    """What was read, and what became of it."""
    articles = _count(counts["articles"], "article")
    stories = _count(counts["stories"], "story")
    copies = _count(counts["copies"], "copy")
    undated, set_aside = counts["undated"], counts["set_aside"]
    return (
        f"{articles} read, {stories}; {copies} merged, {undated:,} undated, {set_aside:,} set aside"
    )


def _pages(counts: Mapping[str, int]) -> str:
    """How many files of the site were written, left as they were, and removed."""
    written, unchanged, removed = counts["written"], counts["unchanged"], counts["removed"]
    return f"{written:,} written, {unchanged:,} unchanged, {removed:,} removed"


def _hidden_notes(report: "Report", arguments: argparse.Namespace) -> str:
    """How many notes `-v` would print, in parentheses; empty if there are none, or under `-v`."""
    notes = sum(problem.level == "note" for problem in report.problems)
    if arguments.verbose or not notes:
        return ""
    return f" ({_count(notes, 'note')}: -v)"


def _count(number: int, noun: str) -> str:
    """A number with its noun: `1 story`, `2 stories`."""
    if number == 1:
        return f"1 {noun}"
    plural = noun.removesuffix("y") + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {plural}"


def _width() -> int:
    """Columns to write in: as many as the terminal has."""
    return os.get_terminal_size().columns if sys.stdout.isatty() else PIPE_WIDTH
