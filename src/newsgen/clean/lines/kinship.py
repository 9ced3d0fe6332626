"""Which content words a line shares with the body of its text, and with the lines near it."""

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.lines.arrays import Floats
from newsgen.clean.lines.columns import by_signal
from newsgen.clean.lines.features import Surface

NEARBY = 3
"""Lines before and after a line whose words count as near."""


def kinship(seen: Surface, weight: Floats) -> NDArray[np.float64]:
    """The share of each line's content words that the body holds too, and the same for those that
    are written as names (2 x lines); -1 where the line has none.

    `weight` says how surely each line is body. What the line itself holds does not count.
    """
    lines, line = len(weight), seen.word_line
    signal = by_signal(seen.signals)
    mine = weight[line]

    # For each word of a line: how surely other lines that hold it are body, 1 at most
    total = np.bincount(seen.word, mine)[seen.word] if len(line) else mine
    known = np.minimum(total - mine, 1)
    known_name = known * seen.word_name

    known_by_line = np.empty((2, lines))
    known_by_line[0] = np.bincount(line, known, lines)
    known_by_line[1] = np.bincount(line, known_name, lines)
    share = known_by_line / signal["content"]
    shares: NDArray[np.float64] = share - signal["no content"]
    return shares


def nearby_words(seen: Surface) -> NDArray[np.float64]:
    """The share of each line's content words that the `NEARBY` lines before it or after it hold
    too; -1 where the line has none."""
    lines, line = len(seen.length), seen.word_line
    signal = by_signal(seen.signals)

    # Words are sorted by word and line: equal words of near lines stand next to each other, and
    # different words are placed further apart than any two lines.
    reach = lines + NEARBY
    place = seen.word * reach + line
    apart = place[1:] - place[:-1]
    is_near = np.zeros(len(line) + 1, np.bool_)  # to the word before; the first and the end are not
    is_near[1 : len(line)] = (apart > 0) & (apart <= NEARBY)
    is_nearby = is_near[1:] | is_near[:-1]
    own_line = line[is_nearby]
    count = np.bincount(own_line, minlength=lines)

    share = count / signal["content words"]
    shares: NDArray[np.float64] = share - signal["no words"]
    return shares
