"""Sentences are cut where they end, not at abbreviations, initials or numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.text.sentences import first, sentences
from newsgen.text.words import words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Senate met. It voted.", 2),
        ("Gen. Mark Holm spoke. So did Sen. Anna Lind of Minn. on Monday.", 2),
        ("J. R. Holm won. He smiled.", 2),
        ("It rose 5.3 percent to 1.2 million.", 1),
        ("“We won.” He smiled. “Twice!” she said.", 3),
        ("Was it so? Yes! Of course… Perhaps.", 4),
        ("議会は決めた。市長は述べた。", 2),
        ("No. 5 is best. Really.", 2),
        ("He joined NATO. It grew.", 2),
        ("He chose plan b. It failed.", 2),
        ("It was over. he thought not.", 1),
        ("(…). It went on.", 2),
        ("He met Dr. Lind at St. Paul's.", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    """A paragraph has as many sentences as a reader would count."""
    assert len(sentences(text)) == count


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(alphabet='aA b.B!?"”’ U.S. 1,。', max_size=120))
def test_sentences_lose_no_word(text: str) -> None:
    """The sentences of a text hold its words, in order, and the first is the first."""
    cut = sentences(text)
    assert words(" ".join(cut)) == words(text)
    assert first(text) == (cut[0] if cut else "")
