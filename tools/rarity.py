"""Build `src/newsgen/text/rules/rarity.bin`: how rare a word is in general text, for the words of several languages.

    python tools/rarity.py OUT            (needs `pip install wordfreq`)

The frequencies are wordfreq's (Robyn Speer; data under CC BY-SA 4.0, so this table is too), folded as `newsgen.text.normal` folds words.
A word is kept as 32 bits of its hash, its rarity as one byte: bits of surprise × 8. Where two words fall together the more frequent one counts.
"""

import argparse
import math
import zlib
from pathlib import Path

import numpy as np
import wordfreq

from newsgen.text.normal import folded
from newsgen.text.shingles import BITS_STEP, word_hash

SIZES = (
    {"en": 40_000}
    | dict.fromkeys(["de", "fr", "es"], 6_000)
    | dict.fromkeys(["it", "pt", "nl", "ru"], 4_000)
    | dict.fromkeys(["pl", "sv", "id", "tr"], 3_000)
)
"""Words kept a language: its most frequent ones."""


def table() -> dict[int, int]:
    """32-bit hash of the folded word → bits of surprise × `BITS_STEP`."""
    frequency: dict[int, float] = {}
    for lang, size in SIZES.items():
        total: dict[int, float] = {}
        for word in wordfreq.top_n_list(lang, size):
            key = word_hash(folded(word)) >> 32
            total[key] = total.get(key, 0.0) + wordfreq.word_frequency(word, lang)
        for key, value in total.items():
            frequency[key] = max(frequency.get(key, 0.0), value)
    return {key: min(255, round(-math.log2(value) * BITS_STEP)) for key, value in frequency.items()}


def main() -> None:
    """Write the table: little-endian 32-bit hashes in ascending order, then one byte each, deflated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    found = sorted(table().items())
    keys = np.array([key for key, _ in found], dtype="<u4").tobytes()
    steps = np.array([step for _, step in found], dtype=np.uint8).tobytes()
    arguments = parser.parse_args()
    arguments.out.write_bytes(zlib.compress(keys + steps, 9))
    print(len(found), "words,", arguments.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
