"""Articles as the tests of topics need them: a title, a dateline, lines of text."""

from collections.abc import Callable

import pytest

from newsgen.model import Article, Block, Origin, Published

Maker = Callable[..., Article]


@pytest.fixture(scope="session")
def article() -> Maker:
    """A function that makes an article of a text, a block a line; the other fields by keyword."""

    def article_of(text: str, **fields: str | tuple[str, ...]) -> Article:
        lines = [line.strip() for line in text.strip().splitlines()]
        date = str(fields.get("date", ""))
        return Article(
            id=str(fields.get("id", "a")),
            origin=Origin("a.txt", "", "", 1),
            title=str(fields.get("title", "")),
            dek=str(fields.get("dek", "")),
            published=Published(date, "day") if date else None,
            place=str(fields.get("place", "")),
            byline=(),
            agency="",
            outlet="",
            url="",
            lang=str(fields.get("lang", "en")),
            blocks=tuple(
                Block("paragraph", line, None, number)
                for number, line in enumerate(lines, 1)
                if line
            ),
            tags=tuple(fields.get("tags", ())),
            aliases=(),
            notes=(),
            evidence=(),
            cut=(),
        )

    return article_of
