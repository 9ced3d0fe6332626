"""Finding: what one story is about – tags given, places, people, organisations, subjects – each with the rule that says so."""

import re

from newsgen.config import EnrichConfig
from newsgen.enrich.scan import copytext, foreign, tallies
from newsgen.enrich.where import where
from newsgen.enrich.who import who
from newsgen.model import Article, Mention, TopicKind

_ORDER: dict[TopicKind, int] = {"place": 0, "person": 1, "organisation": 2, "subject": 3}


def mentions(article: Article, config: EnrichConfig) -> tuple[Mention, ...]:
    """What `article` (the lead of a story, with the fields lent to it) names, the salient first and by weight, then what it names in passing.

    Pure: it depends on the article, its branch of the configuration and the shipped tables. At most `config.most` are salient, tags given
    always among them.
    """
    copy = copytext(article)
    found = tallies(copy) if article.lang in ("", "en") else foreign(copy)
    weighed = where(found, copy, article.place) + (who(found, copy) if article.lang in ("", "en") else [])
    weighed.sort(key=lambda pair: (-pair[0], _ORDER[pair[1].kind], pair[1].name))
    tags = _tags(article.tags)
    taken = {tag.key for tag in tags}
    salient = [mention for _, mention in weighed if mention.salient and mention.key not in taken]
    room = max(0, config.most - len(tags))
    kept = salient[:room]
    rest = [mention for _, mention in weighed if not mention.salient]
    return (*tags, *kept, *rest)


def _tags(tags: tuple[str, ...]) -> list[Mention]:
    """The tags given in front matter, each once."""
    found: dict[str, Mention] = {}
    for tag in tags:
        name = " ".join(tag.split())
        key = re.sub(r"[^\w]+", " ", name).strip().casefold()
        if key and key not in found:
            found[key] = Mention(name, "subject", key, (name,), 1, salient=True, rule="tag")
    return list(found.values())
