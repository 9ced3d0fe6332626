"""Groups of copies, made from verdicts on pairs: articles are linked where a verdict says so, then
parted where the average score over all pairs of two groups is too low.

Links alone would chain: of the real wires of one month, 629 hang together by pairs that are each a
little alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from newsgen.dedupe.candidates import CAP
from newsgen.dedupe.features import hashes
from newsgen.dedupe.records import Pair, Signature, Verdict, pair

LEAST = 0.5
"""Average score over the pairs of two groups from which on they are one story."""
MATRIX = 3000
"""Most texts of a component that are averaged as a whole (72 MB); a larger component is first cut down
to its strongest links."""
STRONG = (0.6, 0.7, 0.8, 0.9, 0.95)
"""Scores below which the links of a component that is too large are cut, one after the other."""
KEYS_OF_COPIES = 0.6
"""Share of the smaller one's keys that sure copies have in common: from it the score is estimated of
pairs that were never compared."""
APART = -1e6
"""Score of two articles that the archivist keeps apart: no average outweighs it."""

Groups = Iterable[Sequence[str]]
NearScores = Mapping[str, Mapping[str, float]]
"""Text → the texts it was compared with → the score of the two."""
SignatureOf = Mapping[str, Signature]
Scores = NDArray[np.float64]


def clusters(
    signatures: Sequence[Signature],
    verdicts: Sequence[Verdict],
    merges: Groups,
    splits: Groups,
) -> list[list[str]]:
    """The groups of ids, groups of one article included: each group and all groups ascending, in
    whatever order the arguments come.

    `merges` are groups that are one story; of a group of `splits` no two are in one story.
    """
    signature_of = {signature.id: signature for signature in signatures}
    known = [
        verdict for verdict in verdicts if verdict.a in signature_of and verdict.b in signature_of
    ]
    apart = _all_pairs(splits)

    # Identical articles are one text, named by its first article; texts are then clustered.
    bound = _all_pairs(merges) | (_identical(known) - apart)
    texts = {group[0]: group for group in _components(sorted(signature_of), bound)}

    text_of: dict[str, str] = {}
    for text, group in texts.items():
        text_of.update(dict.fromkeys(group, text))

    near = _near_scores(known, text_of, apart)

    groups: list[list[str]] = []
    for component in _components(sorted(texts), _links(near)):
        parts = _parted(component, near, signature_of)
        groups.extend([_articles(part, texts) for part in parts])

    return sorted(groups)


def _all_pairs(groups: Groups) -> set[Pair]:
    """All pairs of articles of one group, each pair ascending."""
    pairs: set[Pair] = set()
    for group in groups:
        pairs.update(combinations(sorted(set(group)), 2))

    return pairs


def _identical(verdicts: Iterable[Verdict]) -> set[Pair]:
    """The pairs that are surely one text."""
    return {
        (verdict.a, verdict.b)
        for verdict in verdicts
        if verdict.score == 1.0 and verdict.kind == "identical"
    }


def _links(near: NearScores) -> set[Pair]:
    """The pairs of texts whose score links them."""
    links: set[Pair] = set()
    for text, scores in near.items():
        strong = [other for other, score in scores.items() if score >= LEAST]
        links.update((text, other) for other in strong)
    return links


def _articles(
    group: Iterable[str],
    texts: Mapping[str, Sequence[str]],
) -> list[str]:
    """The articles of a group of texts, ascending."""
    articles: list[str] = []
    for text in group:
        articles.extend(texts[text])

    return sorted(articles)


def _components(
    ids: Sequence[str],
    links: Iterable[Pair],
) -> list[list[str]]:
    """The groups that links hold together, each in the order of `ids`.

    >>> _components("abcd", [("a", "c"), ("c", "d")])
    [['a', 'c', 'd'], ['b']]
    """
    parent = {article: article for article in ids}

    def root(article: str) -> str:
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for a, b in links:
        if a in parent and b in parent:
            low, high = sorted((root(a), root(b)))
            parent[high] = low

    groups: dict[str, list[str]] = defaultdict(list)
    for article in ids:
        groups[root(article)].append(article)

    return list(groups.values())


def _near_scores(
    verdicts: Iterable[Verdict],
    text_of: Mapping[str, str],
    apart: Iterable[Pair],
) -> NearScores:
    """The score of each text with every text that it was compared with.

    A text that the archivist made of several articles has several scores with another; the best one
    counts, so that it joins what one of its articles was a copy of.
    """
    scores: dict[Pair, float] = {}
    for verdict in verdicts:
        a, b = text_of[verdict.a], text_of[verdict.b]
        if a != b:
            texts = pair(a, b)
            scores[texts] = max(verdict.score, scores.get(texts, 0.0))

    for one, two in apart:
        if one in text_of and two in text_of:
            scores[pair(text_of[one], text_of[two])] = APART

    near: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), score in scores.items():
        if a != b:
            near[a][b] = near[b][a] = score
    return dict(near)


def _parted(
    component: list[str],
    near: NearScores,
    signature_of: SignatureOf,
    level: int = 0,
) -> list[list[str]]:
    """The groups of a component whose average score is high enough; `level` counts the scores of
    `STRONG` at which it was cut already."""
    if len(component) == 1:
        return [component]

    if len(component) == 2:
        a, b = component
        return [component] if near[a][b] >= LEAST else [[a], [b]]

    if len(component) <= MATRIX:
        return _averaged(component, near, signature_of)
    if level == len(STRONG):
        return [component]

    groups: list[list[str]] = []
    for part in _components(component, _strong_links(component, near, STRONG[level])):
        groups.extend(_parted(part, near, signature_of, level + 1))

    return groups


def _strong_links(
    component: Iterable[str],
    near: NearScores,
    least: float,
) -> list[Pair]:
    """The links from the texts of a component whose score is at least `least`."""
    links: list[Pair] = []
    for text in component:
        links.extend((text, other) for other, score in near[text].items() if score >= least)

    return links


def _averaged(
    component: list[str],
    near: NearScores,
    signature_of: SignatureOf,
) -> list[list[str]]:
    """Average-link clusters (UPGMA), found by nearest-neighbour chains: time grows with the square of
    the component's size."""
    scores = _matrix(component, near, signature_of)
    groups: dict[int, list[str]] = {place: [text] for place, text in enumerate(component)}

    # Each group of the chain is the nearest to the one before it; two that are nearest to each other
    # are joined. A group that has no other near enough leaves the chain.
    chain: list[int] = []
    while True:
        if not chain:
            start = next((place for place in groups if scores[place].max() >= LEAST), None)
            if start is None:
                return list(groups.values())
            chain.append(start)

        last = chain[-1]
        nearest = int(scores[last].argmax())
        if scores[last, nearest] < LEAST:
            chain.pop()
        elif len(chain) > 1 and scores[last, chain[-2]] >= scores[last, nearest]:
            low, high = sorted((chain.pop(), chain.pop()))
            _join(groups, scores, low, high)
        else:
            chain.append(nearest)


def _join(groups: dict[int, list[str]], scores: Scores, low: int, high: int) -> None:
    """Put group `high` into group `low`, whose scores become the means over all pairs."""
    low_size, high_size = len(groups[low]), len(groups[high])
    sums = scores[low] * low_size + scores[high] * high_size
    means = sums / (low_size + high_size)

    # `scores` has shape (texts, texts), is symmetric and has -inf on its diagonal. The row and the
    # column of `high` become -inf, so that no group is nearest to it again.
    scores[low, :] = means
    scores[:, low] = means
    scores[low, low] = -np.inf
    scores[high, :] = -np.inf
    scores[:, high] = -np.inf

    groups[low].extend(groups.pop(high))


def _matrix(
    component: Sequence[str],
    near: NearScores,
    signature_of: SignatureOf,
) -> Scores:
    """The scores of all pairs of a component, as a matrix.

    Pairs that were never compared count 0; in a component larger than `CAP`, where a key that is too
    common does not pair all articles, they count what their keys say.
    """
    size = len(component)
    place_of = {text: place for place, text in enumerate(component)}
    scores = _estimated(component, signature_of) if size > CAP else np.zeros((size, size))

    for text, place in place_of.items():
        for other, score in near[text].items():
            if other in place_of:
                scores[place, place_of[other]] = score

    np.fill_diagonal(scores, -np.inf)

    return scores


def _estimated(
    component: Sequence[str],
    signature_of: SignatureOf,
) -> Scores:
    """What the shared keys of each pair say of its score."""
    # `present` has shape (texts, different keys), 1 where the text has the key; its product with
    # itself, (texts, texts), counts the keys that two texts share.
    keys = [hashes(signature_of[text].keys) for text in component]
    all_keys = np.unique(np.concatenate(keys))
    present = np.zeros((len(component), len(all_keys)), np.float32)

    for place, own in enumerate(keys):
        present[place, np.searchsorted(all_keys, own)] = 1

    sizes = present.sum(axis=1)
    shared = present @ present.T
    smaller = np.maximum(1, np.minimum.outer(sizes, sizes))
    estimated: Scores = np.minimum(1.0, shared / smaller / KEYS_OF_COPIES).astype(np.float64)

    return estimated
