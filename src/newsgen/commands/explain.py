"""`newsgen explain`: one article stage by stage, with what gave each field and what was cut; or why two articles are, or are not, one story."""

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsgen import clean, dedupe, enrich, readers
from newsgen.config import Config, config
from newsgen.decisions import ArticleDecision, decisions
from newsgen.errors import NewsgenError, UsageError
from newsgen.model import INFERRED, Article, Problem, Raw
from newsgen.pipeline.identity import minted
from newsgen.pipeline.inputs import ARTICLES


def explain(source: Path, files: Sequence[Path], environment: Mapping[str, str], width: int) -> str:
    """What a terminal shows of one article, or of two beside each other. Raises UsageError for any other number of files."""
    if len(files) > 2:
        raise UsageError("explain takes one file, or two – more were given – name one or two")
    chosen = config(source, environment, {})
    console = Console(
        file=io.StringIO(),
        width=max(width, 40),
        force_terminal=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    found = [_read(source, path, chosen) for path in files]
    if len(found) == 1:
        _one(console, *found[0], chosen)
    else:
        _two(console, found[0][1], found[1][1])
    file = console.file
    return file.getvalue() if isinstance(file, io.StringIO) else ""


def _read(source: Path, path: Path, chosen: Config) -> tuple[Raw, Article]:
    """The first article of a file, read and cleaned. Raises NewsgenError with the reader's or the cleaner's reason where there is none."""
    if not path.exists():
        raise UsageError(f"{path}: no such file – check the path")
    name = _name(source, path)
    problem: Problem | None = None
    for item in readers.read(path, name, chosen.readers):
        if isinstance(item, Problem):
            problem = problem or item
            continue
        article, problems = clean.article(
            item,
            item.hints.id or minted(item.origin.digest),
            (),
            chosen.clean,
            _decision(source, name),
        )
        if article is not None:
            return item, article
        problem = problems[0] if problems else problem
    raise NewsgenError(str(problem) if problem else f"{path}: no article in it")


def _name(source: Path, path: Path) -> str:
    home = (source / ARTICLES).resolve()
    here = path.resolve()
    return here.relative_to(home).as_posix() if here.is_relative_to(home) else path.name


def _decision(source: Path, name: str) -> ArticleDecision | None:
    return next(
        (
            decision
            for decision in decisions(source).article
            if decision.source.removeprefix(f"{ARTICLES}/") == name
        ),
        None,
    )


def _one(console: Console, raw: Raw, article: Article, chosen: Config) -> None:
    console.print(
        f"{raw.origin.path}: {raw.media_type}, SHA-256 {raw.origin.digest[:16]}…, article {article.id}"
    )
    console.print()
    console.print(_fields(article))
    for note in article.notes:
        console.print(f"note: {note}")
    console.print()
    console.print(_lines(raw, article))
    console.print(
        f"{len(article.cut)} cut, {len(article.blocks)} blocks kept. Line repeats within the outlet are not counted here: a build counts them."
    )
    console.print()
    console.print(_mentions(article, chosen))


def _fields(article: Article) -> Table:
    table = Table(title="Record", title_justify="left", box=None, pad_edge=False)
    for name, style in (
        ("field", "bold"),
        ("value", None),
        ("basis", None),
        ("sure", None),
        ("because", "dim"),
    ):
        table.add_column(name, style=style, overflow="fold")
    values = {
        "title": article.title,
        "dek": article.dek,
        "date": article.published.date if article.published else "",
        "place": article.place,
        "byline": ", ".join(article.byline),
        "agency": article.agency,
        "outlet": article.outlet,
        "lang": article.lang,
    }
    evidence = {item.field: item for item in article.evidence}
    for field in INFERRED:
        item = evidence[field]
        sure = f"{item.confidence:.2f}" if item.basis != "none" else ""
        table.add_row(field, Text(values[field] or "–"), item.basis, sure, Text(item.rule))
    return table


def _lines(raw: Raw, article: Article) -> Table:
    table = Table(title="Lines", title_justify="left", box=None, pad_edge=False)
    table.add_column("line", justify="right", style="dim")
    table.add_column("kept as", overflow="fold")
    table.add_column("cut by", style="red", overflow="fold")
    table.add_column("text", overflow="fold", ratio=1)
    for number, text, kept, cut in _fates(raw, article):
        table.add_row(str(number), kept, cut, Text(text, style="strike" if cut else ""))
    return table


def _fates(raw: Raw, article: Article) -> Iterator[tuple[int, str, str, str]]:
    """Each line that holds something: its number, its text, what it was kept as, the rule that cut it."""
    cut = {item.line: item for item in article.cut}
    blocks = {block.line: block.kind for block in article.blocks}
    inside = ""
    for number, text in enumerate(raw.text.splitlines(), raw.origin.line):
        if not text.strip():
            continue
        if number in cut:
            yield number, text.strip(), "", cut[number].rule
            continue
        inside = blocks.get(number, inside)
        yield number, text.strip(), _field(text, article) or inside, ""


def _field(text: str, article: Article) -> str:
    plain = text.strip().rstrip(".")
    return next(
        (
            name
            for name, value in (("title", article.title), ("dek", article.dek))
            if value and value.rstrip(".") == plain
        ),
        "",
    )


def _mentions(article: Article, chosen: Config) -> Table:
    table = Table(title="Topics", title_justify="left", box=None, pad_edge=False)
    for name in ("name", "kind", "times", "a topic", "because"):
        table.add_column(name, overflow="fold")
    for mention in enrich.mentions([article], chosen.enrich)[0]:
        table.add_row(
            Text(mention.name),
            mention.kind,
            str(mention.count),
            "yes" if mention.salient else "no",
            Text(mention.rule),
        )
    return table


def _two(console: Console, a: Article, b: Article) -> None:
    found = dedupe.explanation(a, b)
    verdict = found.verdict
    answer = "one story" if verdict.same else "not one story"
    console.print(
        f"{a.origin.path} and {b.origin.path}: {answer} – {verdict.rule} (score {verdict.score:.3f}; one story from 0.5)"
    )
    told = f"The second has {verdict.shared:.0%} of the first, the first {verdict.covers:.0%} of the second"
    console.print(f"{told} ({verdict.kind}).")
    console.print()
    table = Table(title="Measured", title_justify="left", box=None, pad_edge=False)
    table.add_column("feature")
    table.add_column("value", justify="right")
    for name, value in verdict.features:
        table.add_row(name, f"{value:.3f}")
    console.print(table)
    console.print()
    passages = Table(title="Passages", title_justify="left", box=None, pad_edge=False)
    passages.add_column("in")
    passages.add_column("words", justify="right")
    passages.add_column("text", overflow="fold", ratio=1)
    places = {"both": "both", "a": a.origin.path, "b": b.origin.path}
    for passage in found.passages:
        passages.add_row(Text(places[passage.where]), str(passage.words), Text(passage.text))
    console.print(passages)
