"""An article keeps its id through edits and renames, whatever the order of the files."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.catalogue.identity import Item, identities, ledger_lines, minted
from newsgen.catalogue.ledger import Ledger


def item(name, digest, stated="", part=""):
    return Item(name, part, digest * 8, stated, "", b"")


def known(items):
    return Ledger(ledger_lines(items, identities(items, Ledger())))


def test_an_edited_file_keeps_its_id():
    """A known path is the same article whatever its bytes."""
    before = [item("a.txt", "0123abcd")]
    after = identities([item("a.txt", "99999999")], known(before))
    assert after == identities(before, Ledger())


def test_a_renamed_file_keeps_its_id():
    """Known bytes at a new path, the old path gone: a rename."""
    before = [item("a.txt", "0123abcd"), item("b.txt", "11111111")]
    after = identities([item("z.txt", "0123abcd"), item("b.txt", "11111111")], known(before))
    assert after["z.txt", ""] == identities(before, Ledger())["a.txt", ""]


def test_a_copied_file_has_an_id_of_its_own():
    """The same bytes at two places are two articles."""
    before = [item("a.txt", "0123abcd")]
    after = identities([*before, item("0.txt", "0123abcd")], known(before))
    assert after["a.txt", ""] == minted("0123abcd" * 8)
    assert after["0.txt", ""] != after["a.txt", ""]


def test_a_stated_id_wins():
    """`id:` in front matter stands above path and bytes."""
    found = identities(
        [
            item("a.txt", "0123abcd", stated="k3f9000000000"),
            item("b.txt", "0123abcd", stated="my own id"),
        ],
        Ledger(),
    )
    assert found["a.txt", ""] == "k3f9000000000"
    assert len(found["b.txt", ""]) == 13


def test_an_id_stated_twice_is_given_once():
    """The second article gets an id of its own: nothing is lost."""
    found = identities(
        [
            item("a.txt", "0123abcd", stated="k3f9000000000"),
            item("b.txt", "11111111", stated="k3f9000000000"),
        ],
        Ledger(),
    )
    assert found["a.txt", ""] == "k3f9000000000"
    assert found["b.txt", ""] == minted("11111111" * 8)


names = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)
digests = st.sampled_from(["00000000", "11111111", "22222222"])


@settings(deadline=None, derandomize=True, max_examples=60)
@given(names, names, st.data())
def test_every_item_has_one_id_and_order_does_not_matter(first, second, data):
    """Ids are unique, complete, and the same for any order, before and after an edit of the folder."""
    before = [item(name, data.draw(digests)) for name in first]
    after = [item(name, data.draw(digests)) for name in second]
    found = identities(after, known(before))
    assert len(set(found.values())) == len(found) == len(after)
    assert identities(reversed(after), known(before)) == found
