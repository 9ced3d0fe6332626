"""Paragraphs are aligned by their words, read off once for a paragraph and all of its sentences."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.dedupe.alignment import printed_tokens, words_by_sentence
from newsgen.text.sentences import sentences

PIECES = [
    "The ",
    "U.S. ",
    "man ",
    "said. ",
    "left.Then ",
    "“Go,” ",
    "東京 ",
    "は。",
    "a.b ",
    "end.”",
    "Next ",
    "5.3 ",
    "don’t ",
    "no… ",
    "! ",
]


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.lists(st.sampled_from(PIECES)))
def test_the_words_of_a_sentence_are_those_it_has_when_taken_apart_alone(pieces):
    """Reading a sentence off its paragraph gives what the sentence itself gives, wherever sentences are
    cut."""
    paragraph = "".join(pieces)
    cut = sentences(paragraph)
    alone = [
        frozenset(token.same for token in printed_tokens(sentence) if token.word)
        for sentence in cut
    ]
    assert list(words_by_sentence(paragraph, cut)) == alone
