"""A word cache gives what its work gives, and stays bounded."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.text.word_cache import WordCache


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.lists(st.text(max_size=6), max_size=40))
def test_a_cache_changes_nothing(texts: list[str]) -> None:
    """Whatever is asked, and asked again, the answer is that of the work; no more is cached than may
    be, and nothing too long."""
    cache = WordCache(str.upper, most=5, longest=3)
    expected = [text.upper() for text in texts]
    assert [cache[text] for text in texts] == expected
    assert [cache(text) for text in texts] == expected
    assert len(cache) <= 5
    assert all(len(text) <= 3 for text in cache)


def test_a_word_is_worked_out_once_until_the_cache_is_full() -> None:
    """The cache holds as many words as it may, each of them as long as it may be."""
    asked = []

    def work(word: str) -> int:
        asked.append(word)
        return len(word)

    cache = WordCache(work, most=2, longest=3)
    for word in ("one", "two", "one", "two", "four", "six", "six"):
        assert cache[word] == len(word)
    assert asked == ["one", "two", "four", "six"]
    assert list(cache) == ["six"]
