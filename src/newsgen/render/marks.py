"""Two aligned paragraphs as one text in which what was cut and what was added is marked."""

from markupsafe import Markup

from newsgen.dedupe.records import WordRun
from newsgen.render.jinja import markup, plain


def merged(story: tuple[WordRun, ...], copy: tuple[WordRun, ...]) -> Markup:
    """Two aligned paragraphs as one text with what was cut and added marked; what both have is
    printed as the copy has it.

    >>> story = (WordRun("equal", "He "), WordRun("del", "met her"), WordRun("equal", " today."))
    >>> merged(story, (WordRun("equal", "He "), WordRun("equal", "today.")))
    Markup('He <del>met her</del> today.')
    """
    parts: list[str] = []
    cuts, common = _stretches(story)
    position = 0
    for run in copy:
        cut, cuts[position] = cuts[position], ""
        _write(parts, "del", cut)
        if run.kind == "equal":
            _write(parts, "", run.text, common[position])
            position += 1
        else:
            _write(parts, "ins", run.text)
    _write(parts, "del", "".join(cuts[position:]))
    return markup("".join(parts))


def whole(tag: str, runs: tuple[WordRun, ...]) -> Markup:
    """A paragraph that only one text has, marked as a whole."""
    text = "".join([run.text for run in runs])
    return markup(f"<{tag}>{plain(text)}</{tag}>")


def _stretches(story: tuple[WordRun, ...]) -> tuple[list[str], list[str]]:
    """What the story alone has before each piece that both have and after the last one, and those
    pieces as the story prints them."""
    cuts, common = [""], []
    for run in story:
        if run.kind == "equal":
            common.append(run.text)
            cuts.append("")
        else:
            cuts[-1] += run.text
    return cuts, common


def _write(parts: list[str], tag: str, text: str, in_story: str = "") -> None:
    """Append `text`, in a mark where `tag` names one.

    A space that only the story prints (around `in_story`, its own form of the text) is written too,
    and added words are parted from the cut ones before them.
    """
    if not text:
        return

    before = parts[-1] if parts else " "
    after_cut = tag == "ins" and before.endswith("</del>") and text[0].isalnum()
    wants_space = in_story[:1].isspace() or after_cut
    if wants_space and not text[0].isspace() and not before[-1:].isspace():
        parts.append(" ")

    parts.append(_marked(tag, text) if tag else plain(text))

    if in_story[-1:].isspace() and not text[-1].isspace():
        parts.append(" ")


def _marked(tag: str, text: str) -> str:
    """`text` in a mark, with the spaces at its ends outside."""
    bare = text.strip()
    if not bare:
        return plain(text)

    start = text.index(bare)
    end = start + len(bare)
    return f"{text[:start]}<{tag}>{plain(bare)}</{tag}>{text[end:]}"
