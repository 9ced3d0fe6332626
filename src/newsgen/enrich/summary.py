"""The summary that lists show below a story's title."""

from collections.abc import Iterator

from newsgen.model import Article
from newsgen.text.sentences import sentences


def summary(article: Article) -> str:
    """The first sentence of the body that the title does not already say; empty where there is
    none."""
    title = article.title.rstrip("….").casefold()
    for sentence in _sentences(article):
        if not title or not sentence.casefold().startswith(title):
            return sentence
    return ""


def _sentences(article: Article) -> Iterator[str]:
    for block in article.blocks:
        if block.kind in {"paragraph", "quote"}:
            yield from sentences(block.text)
