"""What the modules share that read texts with numpy: indices, ranges of them, and factors to mix
hashes with."""

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]

MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))
"""Odd 64-bit numbers without a pattern: numbers that differ in few bits differ in many once they
are multiplied by one of these."""


def ranges(starts: Indices, lengths: Indices) -> Indices:
    """The numbers from each of `starts` on, as many as its length, one range after the other.

    >>> ranges(np.array([5, 20]), np.array([3, 2])).tolist()
    [5, 6, 7, 20, 21]
    """
    # Position p of the result lies in the range r with ends[r] - lengths[r] <= p < ends[r], and
    # holds starts[r] + p - (ends[r] - lengths[r]).
    ends = np.cumsum(lengths)
    offsets = np.repeat(starts - ends + lengths, lengths)
    return np.arange(int(lengths.sum())) + offsets
