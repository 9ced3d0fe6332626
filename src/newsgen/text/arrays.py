"""What texts read with numpy have in common: places in an array, runs of numbers, and numbers to mix hashes with."""

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]

MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))
"""Odd numbers of 64 bits without a pattern: multiplied by one, what differs in few bits differs in many."""


def ranges(starts: Places, lengths: Places) -> Places:
    """The numbers from each of `starts` on, as many as its length, one after the other.

    >>> ranges(np.array([5, 20]), np.array([3, 2])).tolist()
    [5, 6, 7, 20, 21]
    """
    ends = np.cumsum(lengths)
    return np.arange(int(lengths.sum())) + np.repeat(starts - ends + lengths, lengths)
