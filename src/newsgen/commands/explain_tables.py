"""What `newsgen explain` prints: tables of an article's fields, lines and topics, and of what two
articles have in common."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsgen.dedupe import Passage
from newsgen.model import INFERRED, Article, Mention, Raw
from newsgen.pipeline.explain import ExplainedArticle, ExplainedPair

DECIDED = {
    "merge": "The archivist has decided that they are one story (merge in decisions.toml).",
    "split": "The archivist has decided that they are two stories (split in decisions.toml).",
}


def print_article(console: Console, explained: ExplainedArticle) -> None:
    """Print the record of an article, the fate of each line, and the mentions found."""
    raw, article, mentions = explained
    digest = raw.origin.digest[:16]
    console.print(f"{raw.origin.path}: {raw.media_type}, SHA-256 {digest}…, article {article.id}")
    console.print()
    console.print(_fields(article))
    for note in article.notes:
        console.print(f"note: {note}")
    console.print()
    console.print(_lines(raw, article))
    console.print(
        f"{len(article.cut)} cut, {len(article.blocks)} blocks kept."
        " Line repeats within the outlet are not counted here: a build counts them."
    )
    console.print()
    console.print(_mentions(mentions))


def print_pair(console: Console, explained: ExplainedPair) -> None:
    """Print the verdict on two articles, what was measured, and the passages they share."""
    first, second, explanation, decided = explained
    verdict = explanation.verdict
    answer = "one story" if verdict.same else "not one story"
    console.print(
        f"{first.origin.path} and {second.origin.path}: {answer}"
        f" – {verdict.rule} (score {verdict.score:.3f}; one story from 0.5)"
    )
    console.print(
        f"The second has {verdict.shared:.0%} of the first,"
        f" the first {verdict.covers:.0%} of the second ({verdict.kind})."
    )
    if decided:
        console.print(DECIDED[decided])
    console.print()
    console.print(_measured(verdict.features))
    console.print()
    places = {"both": "both", "a": first.origin.path, "b": second.origin.path}
    console.print(_passages(explanation.passages, places))


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
    for number, text, kind, cut in _fates(raw, article):
        table.add_row(str(number), kind, cut, Text(text, style="strike" if cut else ""))
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


def _mentions(mentions: tuple[Mention, ...]) -> Table:
    table = Table(title="Topics", title_justify="left", box=None, pad_edge=False)
    for column in ("name", "kind", "times", "a topic", "because"):
        table.add_column(column, overflow="fold")
    for mention in mentions:
        salient = "yes" if mention.salient else "no"
        name, rule = Text(mention.name), Text(mention.rule)
        table.add_row(name, mention.kind, str(mention.count), salient, rule)
    return table


def _measured(features: tuple[tuple[str, float], ...]) -> Table:
    table = Table(title="Measured", title_justify="left", box=None, pad_edge=False)
    table.add_column("feature")
    table.add_column("value", justify="right")
    for name, value in features:
        table.add_row(name, f"{value:.3f}")
    return table


def _passages(passages: tuple[Passage, ...], places: dict[str, str]) -> Table:
    table = Table(title="Passages", title_justify="left", box=None, pad_edge=False)
    table.add_column("in")
    table.add_column("words", justify="right")
    table.add_column("text", overflow="fold", ratio=1)
    for passage in passages:
        table.add_row(Text(places[passage.where]), str(passage.words), Text(passage.text))
    return table
