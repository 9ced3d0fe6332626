"""The memo makes what is out of date and nothing else, keeps it, and says which input had changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.catalogue import KINDS, Catalogue, Kind, Stored
from newsgen.pipeline import memo as memo_module
from newsgen.pipeline.memo import Made, Memo, Wanted, always, key, keyed, open_memo, reason

WORD = Kind("word", "a word", "the word in capitals", "", "test", ("alphabet", "word"))
OTHER = Kind("other", "a word", "its length", "", "test", ("word",))


class DictStore:
    """A store in memory, which shows what the memo asks of any store."""

    def __init__(self):
        self.records = {}
        self.kept_facts = {}
        self.puts = []

    def keys(self, kind):
        return {name: one.key for (of, name), one in self.records.items() if of == kind}

    def get(self, kind, record_id):
        return self.records[kind, record_id].value

    def body(self, record_id, *kinds):
        return next(
            self.records[kind, record_id].body
            for kind in kinds
            if (kind, record_id) in self.records
        )

    def all(self, kind):
        return iter(
            sorted((name, one.value) for (of, name), one in self.records.items() if of == kind)
        )

    def put(self, kind, records):
        new = list(records)
        self.puts.append((kind, len(new)))
        self.records.update(((kind, one.id), one) for one in new)

    def forget(self, kind, ids):
        for name in list(ids):
            self.records.pop((kind, name), None)

    def facts(self):
        return dict(self.kept_facts)

    def note(self, name, value):
        self.kept_facts[name] = value

    def clear(self):
        self.records.clear()
        self.kept_facts.clear()


def refreshed(memo, words, alphabet="latin", holds=always, **options):
    """The outcomes of a refresh of `words`, and the words that were made."""
    made = []

    def make(sources):
        for word in sources:
            made.append(word)
            yield Made(word, word.upper().encode())

    key_of = keyed(alphabet)
    wanted = [Wanted(word, key_of(word), word) for word in words]
    outcomes = list(memo.outcomes(WORD, wanted, make, holds, **options))
    return outcomes, made


def test_only_what_is_out_of_date_is_made():
    """New words are made, known ones are not, and the outcomes keep the order of what is wanted."""
    memo = Memo(DictStore())
    assert refreshed(memo, ["a", "b"])[1] == ["a", "b"]
    outcomes, made = refreshed(memo, ["c", "a", "d", "b"])
    assert made == ["c", "d"]
    assert [outcome.id for outcome in outcomes] == ["c", "a", "d", "b"]
    assert [outcome.made is None for outcome in outcomes] == [False, True, False, True]
    assert dict(memo.store.all("word"))["d"] == b"D"


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=1, max_size=5), st.integers(1, 5))
def test_any_history_gives_what_one_run_gives(history, block):
    """Whatever was kept before, and however many records are put at a time."""
    store = DictStore()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memo_module, "BLOCK", block)
        for words in history:
            memo = Memo(store)
            known = {name for name, _ in store.all("word")}
            _, made = refreshed(memo, sorted(words))
            memo.forget_others(WORD, words)
            assert set(made) == words - known
            assert dict(store.all("word")) == {word: word.upper().encode() for word in words}


def test_results_may_come_in_any_order():
    """A maker that hands back the last first changes nothing but when records are put."""
    memo = Memo(DictStore())
    wanted = [Wanted(word, key("latin", word), word) for word in "abc"]

    def backwards(sources):
        return [Made(word, b"") for word in reversed(list(sources))]

    outcomes = memo.outcomes(WORD, wanted, backwards, always)
    assert [outcome.id for outcome in outcomes] == ["a", "b", "c"]
    assert memo.store.keys("word").keys() == set("abc")


def test_a_record_that_does_not_hold_is_made_again():
    """Its key is right, but the thing it speaks of was changed outside newsgen."""
    memo = Memo(DictStore(), recording=True)
    refreshed(memo, ["a", "b"])
    outcomes, made = refreshed(memo, ["a", "b"], holds=lambda word: word == "a" or None)
    assert made == ["b"]
    assert outcomes[0].kept is True
    assert memo.why(WORD, "b") == "it was changed outside newsgen"


def test_what_is_not_to_be_kept_is_not_put():
    """As in a dry run."""
    store = DictStore()
    outcomes, _ = refreshed(Memo(store), ["a"], keep=False)
    assert outcomes[0].made
    assert not store.records


def test_what_is_made_beside_is_put_first():
    """A build that is killed between the two puts makes both again."""
    store = DictStore()
    memo = Memo(store)
    beside = ((OTHER, Stored("a", b"k", b"1")),)
    wanted = [Wanted("a", key("latin", "a"), "a")]
    memo.refresh(WORD, wanted, lambda sources: (Made(word, beside=beside) for word in sources))
    assert store.puts == [("other", 1), ("word", 1)]


def test_why_names_the_input_that_changed():
    """Each part of a key is a digest of its own."""
    memo = Memo(DictStore(), recording=True)
    refreshed(memo, ["a"])
    assert memo.why(WORD, "a") == "nothing was kept of it"
    refreshed(memo, ["a"], alphabet="greek")
    assert memo.why(WORD, "a") == "the alphabet changed"
    assert memo.why(WORD, "b") == ""
    both = reason(WORD, key("latin", "a"), key("greek", "b"))
    assert both == "the alphabet and the word changed"


def test_without_recording_nothing_is_remembered_of_why():
    """A build of a million articles does not pay for an answer that nobody asked for."""
    memo = Memo(DictStore())
    refreshed(memo, ["a"])
    assert memo.why(WORD, "a") == ""


def test_outdated_names_what_must_be_made_and_what_is_gone():
    """Compared with what is kept."""
    memo = Memo(DictStore())
    refreshed(memo, ["a", "b"])
    wanted = {"b": key("latin", "b"), "c": key("latin", "c")}
    assert memo.outdated(WORD, wanted) == (["c"], ["a"])


def test_another_program_empties_the_store(monkeypatch):
    """No record is trusted that other code made, and `why` says so."""
    store = DictStore()
    refreshed(open_memo(store, full=False, recording=False), ["a"])
    assert refreshed(open_memo(store, full=False, recording=False), ["a"])[1] == []
    monkeypatch.setattr(memo_module, "program", lambda: b"another")
    memo = open_memo(store, full=False, recording=True)
    assert refreshed(memo, ["a"])[1] == ["a"]
    assert memo.why(WORD, "a") == "newsgen itself changed"


def test_full_empties_the_store():
    """`--full` forgets what is cached."""
    store = DictStore()
    refreshed(open_memo(store, full=False, recording=False), ["a"])
    assert refreshed(open_memo(store, full=True, recording=False), ["a"])[1] == ["a"]


def test_the_catalogue_is_a_store(tmp_path):
    """What holds of a store in memory holds of the one on disk."""
    with Catalogue(tmp_path) as catalogue:
        refreshed(open_memo(catalogue, full=False, recording=False), ["a", "b"])
    with Catalogue(tmp_path) as catalogue:
        assert refreshed(open_memo(catalogue, full=False, recording=False), ["b", "c"])[1] == ["c"]
        assert dict(catalogue.all("word")) == {"a": b"A", "b": b"B", "c": b"C"}


def test_kinds_have_names_and_inputs_of_their_own():
    """The table of what the cache holds is complete."""
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        assert kind.inputs
        assert kind.value or kind.body
        assert kind.made_by in {"visit", "compare", "resolve", "plan", "render"}
