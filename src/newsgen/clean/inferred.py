"""Fields that are inferred in the same way for raw texts and for trusted bodies: language, place and
outlet."""

import re
from collections.abc import Sequence

from newsgen.clean.evidence import FieldValue, given, unknown
from newsgen.clean.fields.dateline import Dateline
from newsgen.clean.fields.language import SAMPLE, language
from newsgen.clean.paragraphs import RUNNING
from newsgen.config import CleanConfig
from newsgen.model import Hints

LINES = 40
"""Lines in which a language is looked for where no line is running text."""

_HOST = re.compile(r"^(?:https?:)?//(?:www\.)?([^/:?#\s]+)")


def language_of(
    texts: Sequence[str],
    hints: Hints,
    config: CleanConfig,
) -> FieldValue[str]:
    """The language that the container states, else that of the running text among `texts` (of all
    texts where none is running text), else the archive's default."""
    if hints.lang:
        return given(hints.lang, "stated")
    sample = _running_sample(texts) or texts[:LINES]
    guess = language("\n".join(sample))
    if guess.lang:
        return FieldValue(guess.lang, "text", guess.rule, guess.confidence)
    return given(config.lang, "the archive's default") if config.lang else unknown("", guess.rule)


def place_of(filed: Dateline | None) -> FieldValue[str]:
    """The place by the dateline."""
    if filed is None or not filed.place:
        return unknown("", "no dateline")
    return FieldValue(filed.place, "dateline", filed.rule, 0.95)


def outlet_of(hints: Hints, config: CleanConfig) -> FieldValue[str]:
    """The outlet that the container states, else its folder, else the host of the article's
    address, else the archive's default."""
    if hints.outlet:
        return given(hints.outlet, "stated")
    if hints.folder:
        return FieldValue(hints.folder, "folder", "name of the folder", 0.8)
    if match := _HOST.match(hints.url):
        return FieldValue(match[1].lower(), "url", "host of the address", 0.9)
    if config.outlet:
        return given(config.outlet, "the archive's default")
    return unknown("", "no outlet named")


def _running_sample(texts: Sequence[str]) -> list[str]:
    """The beginnings of running text that are looked at to tell a language."""
    sample: list[str] = []
    length = 0
    for text in texts:
        if len(text) >= RUNNING:
            sample.append(text[:SAMPLE])
            length += len(text)
            if length > SAMPLE:
                break
    return sample
