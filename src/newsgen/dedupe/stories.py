"""Stories from clusters: which copy leads, what the others are to it, and the id by which a story is known for ever."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from newsgen.decisions import Decisions
from newsgen.dedupe.clusters import clusters
from newsgen.dedupe.records import Signature, Verdict
from newsgen.model import Copy, CopyKind, Story

Pair = tuple[str, str]

_UNDATED = "9999"


def stories(
    signatures: Sequence[Signature],
    verdicts: Sequence[Verdict],
    decisions: Decisions,
    founders: Mapping[str, str],
) -> tuple[Story, ...]:
    """The stories of an archive, ascending by id.

    `decisions` name articles by id. `founders` gives the story id of each article that has one in the ledger, in the ledger's order. What a copy
    shares with its lead is exact where the two were compared; `unmeasured` names the pairs that were not, `measured` takes their verdicts.
    """
    held = {signature.id: signature for signature in signatures}
    known = {(verdict.a, verdict.b): verdict for verdict in verdicts}
    groups = clusters(signatures, verdicts, decisions.merge, decisions.split)
    names = _names(groups, held, founders)
    order = {article: place for place, article in enumerate(founders)}
    pinned = {article: place for place, article in enumerate(decisions.lead)}
    inside = _inside(groups, known)
    found = []
    for place, group in enumerate(groups):
        if len(group) == 1:
            found.append(
                Story(names[place], group[0], (Copy(group[0], "lead", 1.0, 1.0),), (), 1.0)
            )
            continue
        lead = min(
            group,
            key=lambda article: (pinned.get(article, len(pinned)), *_rank(held[article], order)),
        )
        found.append(
            _story(
                names[place],
                lead,
                [held[article] for article in group],
                known,
                inside.get(place, []),
            )
        )
    return tuple(sorted(found, key=lambda story: story.id))


def unmeasured(found: Sequence[Story], verdicts: Sequence[Verdict]) -> tuple[Pair, ...]:
    """The pairs of lead and copy that were never compared, for `measured`."""
    known = {(verdict.a, verdict.b) for verdict in verdicts}
    pairs = (_pair(story.lead, copy.id) for story in found for copy in story.copies[1:])
    return tuple(sorted(pair for pair in pairs if pair not in known))


def measured(found: Sequence[Story], verdicts: Sequence[Verdict]) -> tuple[Story, ...]:
    """`found` with what each copy shares with its lead, as `verdicts` say."""
    known = {(verdict.a, verdict.b): verdict for verdict in verdicts}
    return tuple(
        Story(
            story.id,
            story.lead,
            story.copies[:1]
            + tuple(_compared(story.lead, copy, known) for copy in story.copies[1:]),
            story.weakest,
            story.weakest_score,
        )
        if len(story.copies) > 1
        else story
        for story in found
    )


def _names(
    groups: Sequence[Sequence[str]], held: Mapping[str, Signature], founders: Mapping[str, str]
) -> list[str]:
    """The id of each group: the first of the ledger's story ids that is its own, else its founding member's."""
    home = {article: place for place, group in enumerate(groups) for article in group}
    claims: dict[str, Counter[int]] = defaultdict(Counter)
    for article, story in founders.items():
        if article in home:
            claims[story][home[article]] += 1
    names: dict[int, str] = {}
    for story, claimants in claims.items():
        owner = (
            home[story]
            if story in home
            else min(claimants, key=lambda place: (-claimants[place], place))
        )
        names.setdefault(owner, story)
    return [names.get(place) or _founder(group, held) for place, group in enumerate(groups)]


def _founder(group: Sequence[str], held: Mapping[str, Signature]) -> str:
    """The first published of a group."""
    return (
        min(group, key=lambda article: (_date(held[article]), article))
        if len(group) > 1
        else group[0]
    )


def _inside(
    groups: Sequence[Sequence[str]], known: Mapping[Pair, Verdict]
) -> dict[int, list[Verdict]]:
    """The verdicts on pairs within one group, by its place."""
    home = {
        article: place for place, group in enumerate(groups) if len(group) > 1 for article in group
    }
    found: dict[int, list[Verdict]] = defaultdict(list)
    for (a, b), verdict in known.items():
        if a in home and home[a] == home.get(b):
            found[home[a]].append(verdict)
    return found


def _rank(signature: Signature, order: Mapping[str, int]) -> tuple[int, str, int, str]:
    """The most complete first, then the earliest, then the first published."""
    return (-signature.words, _date(signature), order.get(signature.id, len(order)), signature.id)


def _story(
    name: str,
    lead: str,
    members: Sequence[Signature],
    known: Mapping[Pair, Verdict],
    inside: Sequence[Verdict],
) -> Story:
    others = sorted(
        (member for member in members if member.id != lead),
        key=lambda member: (_date(member), member.id),
    )
    texts = {member.id: member.digest for member in members}
    copies = [Copy(lead, "lead", 1.0, 1.0)]
    for member in others:
        same = texts[member.id] == texts[lead]
        blank = (
            Copy(member.id, "identical", 1.0, 1.0) if same else Copy(member.id, "version", 0.0, 0.0)
        )
        copies.append(_compared(lead, blank, known))
    weakest = min(inside, key=lambda verdict: (verdict.score, verdict.a, verdict.b), default=None)
    if weakest is None:
        return Story(name, lead, tuple(copies), (), 1.0)
    return Story(name, lead, tuple(copies), (weakest.a, weakest.b), weakest.score)


def _compared(lead: str, copy: Copy, known: Mapping[Pair, Verdict]) -> Copy:
    verdict = known.get(_pair(lead, copy.id))
    if verdict is None:
        return copy
    shared, covers = (
        (verdict.shared, verdict.covers)
        if verdict.a == copy.id
        else (verdict.covers, verdict.shared)
    )
    kind: CopyKind = verdict.kind
    return Copy(copy.id, kind, round(shared, 4), round(covers, 4))


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _date(signature: Signature) -> str:
    return signature.published.date if signature.published else _UNDATED
