"""The archivist's decisions tied to the articles they name: by id, by source, or by the source's last part; an unknown name is refused."""

from collections.abc import Iterable, Mapping

from newsgen.config import nearest
from newsgen.decisions import DECISIONS, ArticleDecision, Decisions
from newsgen.errors import UsageError
from newsgen.pipeline.identity import Item


class Names:
    """Finds the id of an article that a person named."""

    def __init__(self, ids: Mapping[tuple[str, str], str], items: Iterable[Item]) -> None:
        self._known = {
            (f"{name}#{part}" if part else name): article_id
            for (name, part), article_id in ids.items()
        }
        self._ids = set(ids.values())
        self._stated = {item.stated: ids[item.name, item.part] for item in items if item.stated}

    def id(self, name: str) -> str:
        """The id of the article with that id or source. Raises UsageError with the nearest source."""
        if name in self._ids:
            return name
        found = (
            self._known.get(name)
            or self._stated.get(name)
            or self._known.get(name.removeprefix("seeds/"))
        )
        if found is None:
            raise UsageError(
                f"{DECISIONS}: no article {name!r} – neither a source nor an id of this archive – {nearest(name, sorted(self._known))}"
            )
        return found


def articles(decisions: Decisions, names: Names) -> dict[str, ArticleDecision]:
    """The decision on each article, by id. Raises UsageError."""
    return {names.id(decision.id or decision.source): decision for decision in decisions.article}


def by_id(decisions: Decisions, names: Names) -> Decisions:
    """The merges, splits and leads with every article named by its id. Raises UsageError."""
    merge, split = (
        tuple(tuple(names.id(name) for name in group) for group in groups)
        for groups in (decisions.merge, decisions.split)
    )
    return Decisions(
        merge=merge, split=split, lead=tuple(names.id(name) for name in decisions.lead)
    )
