"""How many lines lie between a line and the nearest line of some kind."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.lines.arrays import Floats, Ints

FAR = 40
"""Lines from which it does not matter how far away something is."""


def distances(is_met: NDArray[Any], text: Ints) -> Floats:
    """For each line, how many lines ago each row of `is_met` (rows x lines, 0 or 1) was true, and in
    how many lines it will be (2 x rows x lines). The line itself does not count; at most `FAR`.

    `text` is the number of each line's text. Texts are placed `FAR` lines apart, so that none is
    near another.

    >>> distances(np.array([[1, 0, 0]]), np.array([0, 0, 1])).astype(int).tolist()
    [[[40, 1, 40]], [[40, 40, 40]]]
    """
    rows, lines = is_met.shape
    # The position of each line, counted from either end (2 x 1 x lines); `FAR` and above, so that
    # the position 0 of a line that does not meet a row is far from every line.
    position = np.empty((2, 1, lines), np.float32)
    position[0] = np.arange(FAR, FAR + lines) + FAR * text
    position[1] = position[0, 0, -1] + FAR - position[0, 0, ::-1]
    met = np.empty((2, rows, lines), np.float32)
    met[0], met[1] = is_met, is_met[:, ::-1]
    met *= position
    away = np.empty((2, rows, lines), np.float32)
    away[:, :, 0] = FAR
    last_met = np.maximum.accumulate(met[:, :, :-1], axis=2)
    np.subtract(position[:, :, 1:], last_met, out=away[:, :, 1:])
    np.minimum(away, FAR, out=away)
    away[1] = away[1, :, ::-1].copy()
    return away
