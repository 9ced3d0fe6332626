"""Groups of copies from verdicts on pairs: linked where the verdict says so, then parted wherever the average over all pairs does not bear it.

Linking alone would chain: of the real wires of one month, 629 hang together by pairs that are each a little alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from newsgen.dedupe.candidates import CAP
from newsgen.dedupe.records import Signature, Verdict

LEAST = 0.5
"""Average score over the pairs of two groups from which they are one story."""
MATRIX = 3000
"""Distinct texts of a component that are averaged as a whole (72 MB); a larger one is first cut down to its strongest links."""
STRONG = (0.6, 0.7, 0.8, 0.9, 0.95)
"""Scores at which a component too large is cut, one after the other."""
KEYS_OF_COPIES = 0.6
"""Share of the smaller one's keys that sure copies have in common, by which pairs that were never compared are estimated."""
APART = -1e6
"""Score of two articles that the archivist keeps apart: no average outweighs it."""

Pair = tuple[str, str]
Groups = Iterable[Sequence[str]]
Near = Mapping[str, Mapping[str, float]]
Scores = NDArray[np.float64]


def clusters(
    signatures: Sequence[Signature], verdicts: Sequence[Verdict], merges: Groups, splits: Groups
) -> list[list[str]]:
    """The groups of ids, each ascending, those of one article included, ascending; whatever the order of what is given.

    `merges` are groups that are one story, `splits` groups of which no two are in one.
    """
    held = {signature.id: signature for signature in signatures}
    known = [verdict for verdict in verdicts if verdict.a in held and verdict.b in held]
    apart = {pair for group in splits for pair in combinations(sorted(set(group)), 2)}
    bound = {pair for group in merges for pair in combinations(sorted(set(group)), 2)}
    bound.update(
        (verdict.a, verdict.b)
        for verdict in known
        if verdict.score == 1.0
        and verdict.kind == "identical"
        and (verdict.a, verdict.b) not in apart
    )
    texts = {group[0]: group for group in _components(sorted(held), bound)}
    first = {article: text for text, group in texts.items() for article in group}
    near = _near(known, first, apart)
    links = {(a, b) for a, row in near.items() for b, score in row.items() if score >= LEAST}
    found = [
        group
        for component in _components(sorted(texts), links)
        for group in _parted(component, near, held)
    ]
    return sorted(sorted(article for text in group for article in texts[text]) for group in found)


def _components(ids: Sequence[str], links: Iterable[Pair]) -> list[list[str]]:
    """The groups that links hold together, each in the order of `ids`."""
    parent = {article: article for article in ids}

    def top(article: str) -> str:
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for a, b in links:
        if a in parent and b in parent:
            low, high = sorted((top(a), top(b)))
            parent[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for article in ids:
        groups[top(article)].append(article)
    return list(groups.values())


def _near(known: Sequence[Verdict], first: Mapping[str, str], apart: set[Pair]) -> Near:
    """For each text (named by its first article) the score with every text it was compared with: of texts that the archivist
    made one the best counts, so that one joins what it was a copy of."""
    sums: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for verdict in known:
        a, b = first[verdict.a], first[verdict.b]
        if a != b:
            sums[a][b].append(verdict.score)
            sums[b][a].append(verdict.score)
    for one, two in apart:
        if one in first and two in first and first[one] != first[two]:
            sums[first[one]][first[two]].append(APART)
            sums[first[two]][first[one]].append(APART)
    return {
        a: {b: APART if APART in scores else max(scores) for b, scores in row.items()}
        for a, row in sums.items()
    }


def _parted(
    component: list[str], near: Near, held: Mapping[str, Signature], level: int = 0
) -> list[list[str]]:
    """The groups of a component whose average score bears them."""
    if len(component) == 1:
        return [component]
    if len(component) == 2:
        return (
            [component]
            if near[component[0]][component[1]] >= LEAST
            else [[text] for text in component]
        )
    if len(component) <= MATRIX:
        return _averaged(component, near, held)
    if level == len(STRONG):
        return [component]
    inside = set(component)
    links = [
        (a, b)
        for a in component
        for b, score in near[a].items()
        if score >= STRONG[level] and b in inside
    ]
    return [
        group
        for part in _components(component, links)
        for group in _parted(part, near, held, level + 1)
    ]


def _averaged(component: list[str], near: Near, held: Mapping[str, Signature]) -> list[list[str]]:
    """Average-link clusters (UPGMA by nearest-neighbour chains, so in the square of the size)."""
    scores = _matrix(component, near, held)
    groups: dict[int, list[str]] = {place: [text] for place, text in enumerate(component)}
    chain: list[int] = []
    while True:
        if not chain:
            start = next((place for place in groups if scores[place].max() >= LEAST), None)
            if start is None:
                return list(groups.values())
            chain.append(start)
        best = int(scores[chain[-1]].argmax())
        if scores[chain[-1], best] < LEAST:
            chain.pop()
        elif len(chain) > 1 and scores[chain[-1], chain[-2]] >= scores[chain[-1], best]:
            _join(groups, scores, sorted((chain.pop(), chain.pop())))
        else:
            chain.append(best)


def _join(groups: dict[int, list[str]], scores: Scores, pair: list[int]) -> None:
    """Put the second group into the first; its scores become the means over all pairs."""
    low, high = pair
    one, two = len(groups[low]), len(groups[high])
    scores[low] = (scores[low] * one + scores[high] * two) / (one + two)
    scores[:, low] = scores[low]
    scores[low, low] = -np.inf
    scores[high], scores[:, high] = -np.inf, -np.inf
    groups[low].extend(groups.pop(high))


def _matrix(component: list[str], near: Near, held: Mapping[str, Signature]) -> Scores:
    """The scores of all pairs; those never compared count 0, or what their keys say where keys so common are not all paired."""
    at = {text: place for place, text in enumerate(component)}
    scores = (
        _estimated(component, held)
        if len(component) > CAP
        else np.zeros((len(component), len(component)))
    )
    for text, place in at.items():
        for other, score in near[text].items():
            if other in at:
                scores[place, at[other]] = score
    np.fill_diagonal(scores, -np.inf)
    return scores


def _estimated(component: list[str], held: Mapping[str, Signature]) -> Scores:
    """What the shared keys of each pair say of its score."""
    keys = [np.frombuffer(held[text].keys, dtype="<u4") for text in component]
    known = np.unique(np.concatenate(keys))
    present = np.zeros((len(component), len(known)), np.float32)
    for place, these in enumerate(keys):
        present[place, np.searchsorted(known, these)] = 1
    sizes = present.sum(axis=1)
    shared = present @ present.T
    estimated: Scores = np.minimum(
        1.0, shared / np.maximum(1, np.minimum.outer(sizes, sizes)) / KEYS_OF_COPIES
    ).astype(np.float64)
    return estimated
