"""Build `src/newsgen/text/rules/rarity.bin`: how rare a word is in general text, for the words of twelve
languages.

    python tools/rarity.py OUT            (needs `pip install wordfreq`)

The frequencies are wordfreq's (Robyn Speer; data under CC BY-SA 4.0, so this table is too), folded as
`newsgen.text.normal` folds words. A word is kept as 32 bits of its hash, its rarity as one byte: bits of
surprise × 8. Where two words have one hash, the more frequent one counts.
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
"""Language → how many of its words are kept, the most frequent first."""
RAREST = 255
"""The highest rarity that fits a byte."""


def table() -> dict[int, int]:
    """32-bit hash of the folded word → bits of surprise × `BITS_STEP`."""
    highest: dict[int, float] = {}
    for lang, size in SIZES.items():
        for key, frequency in frequencies(lang, size).items():
            highest[key] = max(highest.get(key, 0.0), frequency)
    rarities = {}
    for key, frequency in highest.items():
        surprise = -math.log2(frequency)
        rarities[key] = min(RAREST, round(surprise * BITS_STEP))
    return rarities


def frequencies(lang: str, size: int) -> dict[int, float]:
    """32-bit hash of the folded word → how frequent all words are together that are folded to it, for
    the `size` most frequent words of a language."""
    total: dict[int, float] = {}
    for word in wordfreq.top_n_list(lang, size):
        key = word_hash(folded(word)) >> 32
        total[key] = total.get(key, 0.0) + wordfreq.word_frequency(word, lang)
    return total


def main() -> None:
    """Write the table: little-endian 32-bit hashes in ascending order, then one byte each, deflated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    rows = sorted(table().items())
    keys = np.array([key for key, _ in rows], dtype="<u4").tobytes()
    rarities = np.array([rarity for _, rarity in rows], dtype=np.uint8).tobytes()
    arguments.out.write_bytes(zlib.compress(keys + rarities, 9))
    print(len(rows), "words,", arguments.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
