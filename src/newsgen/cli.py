"""argv → command: the only place that prints, colours or exits.

Standard error gets problems and progress, standard output the summary; the exit codes are those of the command-line contract.
"""

import argparse
import contextlib
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from newsgen import __version__
from newsgen.errors import NewsgenError, UsageError

if TYPE_CHECKING:
    from newsgen.model import Report
    from newsgen.pipeline.progress import Listener
    from newsgen.pipeline.run import Settings

STRICT = 3
"""Exit code where inputs were set aside under `--strict`."""
INTERRUPTED = 130
COLLECT = 100_000
"""Allocations between two searches for cycles: records form none, and at Python's 700 the searching costs a tenth of a build."""
SHOWN = 50
"""Problems printed before the rest is only counted; `--report` holds them all, `-v` prints them all."""


def run() -> NoReturn:
    """The program: `main`, and out. The system takes the memory back at once; the interpreter would first tidy it, for a tenth of a second."""
    code = main()
    with contextlib.suppress(OSError):  # whoever was to read it has gone, or was told of
        sys.stdout.flush()
    if sys.getprofile() or sys.gettrace():  # somebody wants to hear of the end
        sys.exit(code)
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    try:
        arguments = parser().parse_args(argv)
        code = int(arguments.run(arguments))
        sys.stdout.flush()  # here, where it is known what to do when it fails
    except NewsgenError as error:
        print(f"newsgen: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(
            f"newsgen: {error.filename or 'disk'}: {error.strerror or error} – mend that and build again: a build begun is finished then",
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
    """The command line."""
    top = _Parser(
        prog="newsgen",
        description="Turn a pile of news text into a durable, browsable static archive.",
    )
    top.add_argument("--version", action="version", version=f"newsgen {__version__}")
    verbs = top.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=_Parser
    )
    build = verbs.add_parser(
        "build", help="bring the site up to date", description="Bring the site up to date."
    )
    _add_run(build)
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
    export = verbs.add_parser(
        "export",
        help="write the records, without rendering",
        description="Write the records, without rendering.",
    )
    _add_run(export)
    export.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        required=True,
        help="JSON lines; .csv a table; .md or no suffix a folder of Markdown; - prints JSON lines",
    )
    export.set_defaults(run=_export)
    explain = verbs.add_parser(
        "explain",
        help="say what was made of an article, or why two are one story",
        description="One file: its record with evidence, and what was cut. Two: why they are, or are not, one story.",
    )
    explain.add_argument("file", type=Path, nargs="+", metavar="FILE", help="an article; or two")
    explain.add_argument(
        "-s",
        "--source",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the site's folder (default: this one)",
    )
    explain.set_defaults(run=_explain)
    return top


class _Parser(argparse.ArgumentParser):
    """A parser whose errors look like all our errors."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} – see {self.prog} --help")


def _add_run(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "path",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files or folders to read instead of seeds/",
    )
    verb.add_argument(
        "-s",
        "--source",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the site's folder (default: this one)",
    )
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
    verb.add_argument(
        "--cache",
        type=Path,
        metavar="DIR",
        help="keep the cache here (default: .newsgen/ in the source folder)",
    )
    verb.add_argument("--full", action="store_true", help="forget what is cached")
    verb.add_argument("-q", "--quiet", action="store_true", help="print problems only")
    verb.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help="print all problems, notes too, and the seconds of each step",
    )


def _settle() -> None:
    """Settle the process for long work, before numpy is loaded: its linear algebra would start threads beside processes that fill all cores."""
    gc.set_threshold(COLLECT)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _build(arguments: argparse.Namespace) -> int:
    _settle()
    from newsgen.commands.build import build

    settings = _settings(arguments)
    with _listener(arguments) as listener:
        report = build(settings, listener)
    _tell_problems(report, arguments)
    if arguments.report:
        from newsgen.commands.report import write

        write(report, arguments.report)
    if not arguments.quiet:
        _tell_summary(report, settings, arguments)
    return STRICT if arguments.strict and report.counts["set_aside"] else 0


def _export(arguments: argparse.Namespace) -> int:
    _settle()
    from newsgen.commands.export import export

    with _listener(arguments) as listener:
        report = export(_settings(arguments), arguments.output, listener)
    _tell_problems(report, arguments)
    if not arguments.quiet and arguments.output.name != "-":
        counts = report.counts
        print(
            f"{_count(counts['articles'], 'record')} of {_count(counts['stories'], 'story')} written to {arguments.output}"
        )
    return 0


def _explain(arguments: argparse.Namespace) -> int:
    from newsgen.commands.explain import explain

    print(explain(arguments.source, arguments.file, os.environ, _width()), end="")
    return 0


def _settings(arguments: argparse.Namespace) -> "Settings":
    from newsgen.pipeline.run import Settings

    options = {}
    for text in arguments.set:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(
                f"--set {text}: no value – it is KEY=VALUE – write for example --set plan.page_size=50"
            )
        options[name] = value
    if base := getattr(arguments, "base_url", None):
        options["base_url"] = base
    return Settings(
        source=arguments.source,
        paths=tuple(arguments.path),
        destination=getattr(arguments, "destination", None),
        cache=arguments.cache,
        workers=arguments.jobs,
        cores=len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count() or 1,
        limit=arguments.limit,
        dry_run=getattr(arguments, "dry_run", False),
        full=arguments.full,
        why=getattr(arguments, "why", None) or "",
        options=options,
        environment=os.environ,
    )


@contextlib.contextmanager
def _listener(arguments: argparse.Namespace) -> Iterator["Listener | None"]:
    """A progress bar on a terminal, nothing in a pipe."""
    if arguments.quiet or not sys.stderr.isatty():
        yield None
        return
    from newsgen.commands.progress import bar

    with bar() as listener:
        yield listener


def _tell_problems(report: "Report", arguments: argparse.Namespace) -> None:
    told = [
        problem
        for problem in report.problems
        if arguments.verbose or problem.level != "note" or problem.code == "why"
    ]
    shown = told if arguments.verbose else told[:SHOWN]
    for problem in shown:
        print(problem, file=sys.stderr)
    if len(told) > len(shown):
        print(
            f"… and {len(told) - len(shown):,} more problems (all with -v, or in --report FILE)",
            file=sys.stderr,
        )


def _tell_summary(report: "Report", settings: "Settings", arguments: argparse.Namespace) -> None:
    counts, seconds = report.counts, sum(report.seconds.values())
    notes = sum(problem.level == "note" for problem in report.problems)
    read = f"{_count(counts['articles'], 'article')} read, {_count(counts['stories'], 'story')}"
    merged = f"{_count(counts['copies'], 'copy')} merged, {counts['undated']:,} undated, {counts['set_aside']:,} set aside"
    print(
        f"{read}; {merged}"
        + (f" ({_count(notes, 'note')}: -v)" if notes and not arguments.verbose else "")
    )
    if arguments.verbose:
        print(
            "seconds: " + ", ".join(f"{name} {value:.2f}" for name, value in report.seconds.items())
        )
    if not settings.kept:
        print("no newsgen.toml: addresses are not recorded (a site with one keeps them for ever)")
    would = "would be " if settings.dry_run else ""
    done = f"{counts['written']:,} written, {counts['unchanged']:,} unchanged, {counts['removed']:,} removed"
    print(f"{settings.site}: {would}{done}, {seconds:.1f} s")


def _count(number: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def _width() -> int:
    """Columns to write in: the terminal's, 100 in a pipe."""
    return os.get_terminal_size().columns if sys.stdout.isatty() else 100
