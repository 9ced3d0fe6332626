"""The types of the arrays that the line model computes with."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Numbers = NDArray[np.uint64]
"""Hashes of words and lines, computed modulo 2**64."""
