"""Features of a line among its neighbours: where it stands, what surrounds it, whether it speaks of what the text speaks of.

Two tables: `surroundings` before any judgement, `second_look` with a first probability for every line in hand.
"""

import numpy as np

from newsgen.clean.features import Floats, Surface

NEIGHBOURS = (-2, -1, 1, 2)
SHARED = (1, 4, 7, 8, 9, 18, 20, 22)
"""The columns of `Surface` that are shown of each neighbour: length, digits, capitals, grammar words, ending, gap, running text."""


def surroundings(found: Surface) -> Floats:
    """The surface of each line, that of its neighbours, and its place among the lines of running text."""
    many = len(found.length)
    row = np.arange(many)
    prose = found.prose
    weight = np.where(prose, found.length, 0)
    total = max(float(weight.sum()), 1.0)
    before = np.cumsum(weight) - weight
    counted = np.cumsum(prose)
    last = np.maximum.accumulate(np.where(prose, row, -1))
    previous = np.concatenate(([-1], last[:-1]))
    coming = np.minimum.accumulate(np.where(prose, row, many + 30)[::-1])[::-1]
    following = np.concatenate((coming[1:], [many + 30]))
    columns = [
        row, many - 1 - row, row / max(many - 1, 1), np.full(many, np.log1p(many)), np.full(many, np.log1p(total)), np.full(many, prose.mean()),
        np.where(previous < 0, 30, row - previous), np.minimum(following - row, 30), following - previous,
        counted - prose, counted[-1] - counted, before / total, 1 - (before + weight) / total, kinship(found, prose.astype(np.float32)),
    ]  # fmt: skip
    return np.column_stack((found.columns, *columns, *_neighbours(found.columns[:, SHARED], NEIGHBOURS))).astype(np.float32)


def second_look(found: Surface, first: Floats, chance: Floats) -> Floats:
    """`first` (the rows of `surroundings`) with what the first probabilities `chance` say of the lines around each line."""
    many = len(chance)
    row = np.arange(many)
    body = chance * found.length
    total = max(float(body.sum()), 1.0)
    before = np.cumsum(body) - body
    sure = chance > 0.8
    last = np.maximum.accumulate(np.where(sure, row, -30))
    previous = np.concatenate(([-30], last[:-1]))
    coming = np.minimum.accumulate(np.where(sure, row, many + 30)[::-1])[::-1]
    following = np.concatenate((coming[1:], [many + 30]))
    padded = np.concatenate((np.zeros(8), np.cumsum(chance), np.full(8, chance.sum())))
    columns = [
        chance, before / total, 1 - (before + body) / total, np.full(many, np.log1p(total)), np.full(many, chance.mean()),
        np.minimum(row - previous, 30), np.minimum(following - row, 30), np.minimum(following - previous, 60),
        np.maximum.accumulate(np.concatenate(([0], chance[:-1]))), np.maximum.accumulate(np.concatenate(([0], chance[:0:-1])))[::-1],
        padded[7 + row] - padded[3 + row], padded[12 + row] - padded[8 + row], kinship(found, chance),
    ]  # fmt: skip
    return np.column_stack((first, *columns, *_neighbours(chance[:, None], (-3, -2, -1, 1, 2, 3)))).astype(np.float32)


def kinship(found: Surface, weight: Floats) -> Floats:
    """The share of each line's content words that lines of the body hold too; -1 for a line without content words.

    `weight` says how surely each line is body; a line does not vouch for itself.
    """
    many = len(found.length)
    tokens = np.bincount(found.word_line, minlength=many)
    if not len(found.word):
        return np.full(many, -1, np.float32)
    mine = weight[found.word_line].astype(np.float64)
    held = np.bincount(found.word, mine)
    known = np.minimum(held[found.word] - mine, 1)
    share = np.bincount(found.word_line, known, many) / np.maximum(tokens, 1)
    return np.where(tokens > 0, share, -1).astype(np.float32)


def _neighbours(columns: Floats, steps: tuple[int, ...]) -> list[Floats]:
    many, wide = columns.shape
    reach = max(steps)
    edge = np.full((reach, wide), -1, np.float32)
    padded = np.concatenate((edge, columns, edge))
    return [padded[reach + step : reach + step + many] for step in steps]
