"""Stories, made from clusters: which copy leads, what the others are to it, and the id by which the
story is known for ever."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from newsgen.decisions import Decisions
from newsgen.dedupe.clusters import clusters
from newsgen.dedupe.records import Pair, Signature, Verdict, pair
from newsgen.model import Copy, Story

VerdictOf = Mapping[Pair, Verdict]

SHARE_DIGITS = 4
"""Digits of the shares that a copy states."""

_UNDATED = "9999"
"""Stands for the date of an article without one: after all dates."""


class _Precedence(NamedTuple):
    """Which copy leads: the first of those that the archivist named, then the longest, the earliest,
    the first published, the one with the lowest id."""

    pinned: int
    words: int
    date: str
    published: int
    id: str


def stories(
    signatures: Sequence[Signature],
    verdicts: Sequence[Verdict],
    decisions: Decisions,
    founders: Mapping[str, str],
) -> tuple[Story, ...]:
    """The stories of an archive, ascending by id.

    `decisions` name articles by id. `founders` gives the story id of each article that has one in the
    ledger, in the ledger's order. What a copy shares with its lead is exact where the two were
    compared; `pairs_without_verdict` names the others, and `with_verdicts` takes their verdicts.
    """
    signature_of = {signature.id: signature for signature in signatures}
    verdict_of = _by_pair(verdicts)
    groups = clusters(signatures, verdicts, decisions.merge, decisions.split)
    ids = _story_ids(groups, signature_of, founders)
    inside = _verdicts_inside(groups, verdict_of)
    published = {article: place for place, article in enumerate(founders)}
    pinned = {article: place for place, article in enumerate(decisions.lead)}

    def precedence(signature: Signature) -> _Precedence:
        return _Precedence(
            pinned=pinned.get(signature.id, len(pinned)),
            words=-signature.words,
            date=_date(signature),
            published=published.get(signature.id, len(published)),
            id=signature.id,
        )

    composed = []
    for place, group in enumerate(groups):
        if len(group) == 1:
            composed.append(_story_of_one(ids[place], group[0]))
            continue

        members = [signature_of[article] for article in group]
        copies = _copies(min(members, key=precedence), members, verdict_of)
        composed.append(_story(ids[place], copies, inside.get(place, [])))

    return tuple(sorted(composed, key=lambda story: story.id))


def pairs_without_verdict(
    stories: Sequence[Story],
    verdicts: Sequence[Verdict],
) -> tuple[Pair, ...]:
    """The pairs of lead and copy that were never compared; `with_verdicts` needs verdicts on them."""
    compared = _by_pair(verdicts).keys()

    pairs: set[Pair] = set()
    for story in stories:
        pairs.update(pair(story.lead, copy.id) for copy in story.copies[1:])

    return tuple(sorted(pairs - compared))


def with_verdicts(
    stories: Sequence[Story],
    verdicts: Sequence[Verdict],
) -> tuple[Story, ...]:
    """`stories` with what each copy shares with its lead, as `verdicts` say."""
    verdict_of = _by_pair(verdicts)
    return tuple(
        _with_verdicts(story, verdict_of) if len(story.copies) > 1 else story for story in stories
    )


def _with_verdicts(story: Story, verdict_of: VerdictOf) -> Story:
    """The story with what each copy shares with its lead."""
    lead, *others = story.copies
    compared = [_compared(story.lead, copy, verdict_of) for copy in others]
    return msgspec.structs.replace(story, copies=(lead, *compared))


def _by_pair(verdicts: Iterable[Verdict]) -> dict[Pair, Verdict]:
    """Each verdict by its two ids."""
    return {(verdict.a, verdict.b): verdict for verdict in verdicts}


def _story_ids(
    groups: Sequence[Sequence[str]],
    signature_of: Mapping[str, Signature],
    founders: Mapping[str, str],
) -> list[str]:
    """The id of each group: the first of the ledger's story ids that goes to it, else the id of its
    founding member.

    A story id goes to the group of the article that founded the story; where that article is gone, to
    the group that most of the story's articles are in now.
    """
    group_of: dict[str, int] = {}
    for place, group in enumerate(groups):
        group_of.update(dict.fromkeys(group, place))

    claims: dict[str, Counter[int]] = defaultdict(Counter)
    for article, story in founders.items():
        if article in group_of:
            claims[story][group_of[article]] += 1

    ids: dict[int, str] = {}
    for story, claimants in claims.items():
        if story in group_of:
            owner = group_of[story]
        else:
            owner = min(claimants, key=lambda place: (-claimants[place], place))
        ids.setdefault(owner, story)

    return [ids.get(place) or _founder(group, signature_of) for place, group in enumerate(groups)]


def _founder(
    group: Sequence[str],
    signature_of: Mapping[str, Signature],
) -> str:
    """The first published article of a group."""
    if len(group) == 1:
        return group[0]
    return min(group, key=lambda article: (_date(signature_of[article]), article))


def _verdicts_inside(
    groups: Sequence[Sequence[str]],
    verdict_of: VerdictOf,
) -> dict[int, list[Verdict]]:
    """The verdicts on pairs within one group, by its place."""
    group_of: dict[str, int] = {}
    for place, group in enumerate(groups):
        if len(group) > 1:
            group_of.update(dict.fromkeys(group, place))

    inside: dict[int, list[Verdict]] = defaultdict(list)
    for (a, b), verdict in verdict_of.items():
        if a in group_of and group_of[a] == group_of.get(b):
            inside[group_of[a]].append(verdict)

    return inside


def _copies(
    lead: Signature,
    members: Sequence[Signature],
    verdict_of: VerdictOf,
) -> tuple[Copy, ...]:
    """The copies of a story: the lead, then the others, the earliest first."""
    others = [member for member in members if member.id != lead.id]
    others.sort(key=lambda member: (_date(member), member.id))
    copies = [Copy(lead.id, "lead", 1.0, 1.0)]

    for member in others:
        if member.digest == lead.digest:
            copy = Copy(member.id, "identical", 1.0, 1.0)
        else:
            copy = Copy(member.id, "version", 0.0, 0.0)
        copies.append(_compared(lead.id, copy, verdict_of))

    return tuple(copies)


def _story_of_one(story_id: str, article: str) -> Story:
    """The story of an article that is no copy of another."""
    return _story(story_id, (Copy(article, "lead", 1.0, 1.0),), ())


def _story(
    story_id: str,
    copies: tuple[Copy, ...],
    inside: Sequence[Verdict],
) -> Story:
    """A story led by the first of its copies; `inside` are the verdicts on pairs of them, of which the
    weakest is recorded."""
    weakest = min(inside, key=lambda verdict: (verdict.score, verdict.a, verdict.b), default=None)
    return Story(
        id=story_id,
        lead=copies[0].id,
        copies=copies,
        weakest=(weakest.a, weakest.b) if weakest else (),
        weakest_score=weakest.score if weakest else 1.0,
    )


def _compared(lead: str, copy: Copy, verdict_of: VerdictOf) -> Copy:
    """The copy with what it shares with its lead; as it is where the two were not compared."""
    verdict = verdict_of.get(pair(lead, copy.id))
    if verdict is None:
        return copy

    shared, covers = verdict.shared, verdict.covers
    if verdict.a != copy.id:
        shared, covers = covers, shared

    return Copy(copy.id, verdict.kind, round(shared, SHARE_DIGITS), round(covers, SHARE_DIGITS))


def _date(signature: Signature) -> str:
    """The date of an article, by which copies are sorted."""
    return signature.date or _UNDATED
