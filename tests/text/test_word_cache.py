"""A memory gives what its work gives, and stays bounded."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.text.word_cache import WordCache


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.lists(st.text(max_size=6), max_size=40))
def test_a_memory_changes_nothing(texts: list[str]) -> None:
    """Whatever is asked, and asked again, the answer is that of the work; no more is kept than may be, and nothing too long."""
    memory = WordCache(str.upper, most=5, longest=3)
    assert (
        [memory[text] for text in texts]
        == [memory(text) for text in texts]
        == [text.upper() for text in texts]
    )
    assert len(memory) <= 5
    assert all(len(text) <= 3 for text in memory)
