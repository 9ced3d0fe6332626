"""The catalogue keeps records by kind and id, each with its key, across runs."""

import os
import sqlite3

import pytest

from newsgen.catalogue import Catalogue, Stored, compressed
from newsgen.errors import NewsgenError


def test_a_record_comes_back_as_it_was_put(tmp_path):
    """Its value and its body, in this run and the next."""
    with Catalogue(tmp_path) as catalogue:
        first = Stored("a", b"k1", b"one")
        second = Stored("b", b"k2", b"two", compressed(b"two" * 1000))
        catalogue.put("article", [first, second])
        assert catalogue.body("b", "article") == b"two" * 1000
        with pytest.raises(KeyError):
            catalogue.body("a", "article")
    with Catalogue(tmp_path) as catalogue:
        assert catalogue.keys("article") == {"a": b"k1", "b": b"k2"}
        assert list(catalogue.all("article")) == [("a", b"one"), ("b", b"two")]
        assert (catalogue.get("article", "b"), catalogue.body("b", "article")) == (
            b"two",
            b"two" * 1000,
        )


def test_a_later_record_replaces_an_earlier_one(tmp_path):
    """There is one record for each kind and id."""
    with Catalogue(tmp_path) as catalogue:
        catalogue.put("article", [Stored("a", b"1", body=compressed(b"old"))])
        catalogue.put("article", [Stored("a", b"2", body=compressed(b"new"))])
        assert catalogue.keys("article") == {"a": b"2"}
        assert catalogue.body("a", "article") == b"new"


def test_a_forgotten_record_is_gone(tmp_path):
    """Asking for it raises KeyError."""
    with Catalogue(tmp_path) as catalogue:
        catalogue.put("card", [Stored("a", b"1", b"x")])
        catalogue.forget("card", ["a", "never"])
        with pytest.raises(KeyError):
            catalogue.get("card", "a")


def test_a_reader_sees_what_the_writer_put(tmp_path):
    """A worker reads while the parent process writes."""
    with Catalogue(tmp_path) as writer:
        writer.put("article", [Stored("a", b"1", body=compressed(b"one"))])
        with Catalogue(tmp_path, writable=False) as reader:
            writer.put("article", [Stored("b", b"1", body=compressed(b"two"))])
            assert (reader.body("a", "article"), reader.body("b", "article")) == (b"one", b"two")


def test_a_reader_that_stands_still_sees_what_was_there(tmp_path):
    """The writer may go on; asking to stand still a second time changes nothing."""
    with Catalogue(tmp_path) as writer:
        writer.put("entry", [Stored("a", b"1", b"one")])
        with Catalogue(tmp_path, writable=False) as reader:
            reader.hold_snapshot()
            assert reader.get("entry", "a") == b"one"
            writer.put("entry", [Stored("a", b"2", b"two")])
            reader.hold_snapshot()
            assert (reader.get("entry", "a"), writer.get("entry", "a")) == (b"one", b"two")


def test_a_reader_that_stands_still_for_a_while_goes_on_then(tmp_path):
    """Afterwards it sees what was put meanwhile, unless it was asked to stand still for good."""
    with Catalogue(tmp_path) as writer, Catalogue(tmp_path, writable=False) as reader:
        for value, seen in ((b"one", b"one"), (b"two", b"two"), (b"three", b"two")):
            with reader.snapshot():
                before = dict(reader.all("entry"))
                writer.put("entry", [Stored("a", value, value)])
                assert dict(reader.all("entry")) == before
            if value == b"two":
                reader.hold_snapshot()
            assert reader.get("entry", "a") == seen


def test_a_failed_put_leaves_what_was(tmp_path):
    """The records of one `put` appear together or not at all."""

    def rows():
        yield Stored("a", b"2", body=compressed(b"new"))
        raise RuntimeError

    with Catalogue(tmp_path) as catalogue:
        catalogue.put("article", [Stored("a", b"1", body=compressed(b"old"))])
        with pytest.raises(RuntimeError):
            catalogue.put("article", rows())
        assert catalogue.body("a", "article") == b"old"


def test_a_pack_of_dead_records_is_written_anew(tmp_path):
    """Tidying makes the pack smaller and keeps every record that is still wanted."""
    noise = [
        bytes((number * 7 + place * place) % 251 for place in range(4000)) for number in range(400)
    ]
    with Catalogue(tmp_path) as catalogue:
        for _ in range(4):
            catalogue.put(
                "article",
                [
                    Stored(str(number), b"k", body=compressed(text + bytes([number % 256])))
                    for number, text in enumerate(noise)
                ],
            )
        catalogue.put(
            "article",
            [
                Stored(str(number), b"k", body=compressed(str(number).encode()))
                for number in range(390)
            ],
        )
        before = sum(path.stat().st_size for path in tmp_path.glob("pack-*"))
        catalogue.tidy()
        after = sum(path.stat().st_size for path in tmp_path.glob("pack-*"))
        assert catalogue.body("7", "article") == b"7"
        assert catalogue.body("399", "article") == noise[399] + bytes([399 % 256])
    if before > 1 << 20:
        assert after < before / 2
    with Catalogue(tmp_path) as catalogue:
        assert catalogue.body("399", "article") == noise[399] + bytes([399 % 256])


def test_a_cache_of_another_layout_is_dropped(tmp_path):
    """A cache of an earlier version is no error: the new one begins empty."""
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as database:
        database.execute("CREATE TABLE record (kind TEXT, id TEXT)")
        database.execute("CREATE TABLE fact (name TEXT)")
        database.execute("INSERT INTO record VALUES ('card', 'a')")
    database.close()
    with Catalogue(tmp_path) as catalogue:
        assert catalogue.keys("card") == {}
        catalogue.put("card", [Stored("a", b"1", b"x")])
        assert catalogue.get("card", "a") == b"x"


def test_a_broken_cache_is_named_with_its_remedy(tmp_path):
    """A file that is no database stops the build and says what to remove."""
    (tmp_path / "catalogue.sqlite").write_bytes(b"not a database at all, " * 100)
    with pytest.raises(NewsgenError, match="remove that folder"):
        Catalogue(tmp_path)


def test_a_cleared_catalogue_keeps_its_pack(tmp_path):
    """After the pack was written anew it has another name; clearing must not lose that name, or the
    next run would look for bodies in a pack that does not hold them."""
    noise = bytes(range(256)) * 16
    with Catalogue(tmp_path) as catalogue:
        for _ in range(3):
            bodies = [compressed(noise + os.urandom(4000)) for _ in range(300)]
            records = [Stored(str(one), b"k", body=body) for one, body in enumerate(bodies)]
            catalogue.put("article", records)
        catalogue.tidy()
        assert [path.name for path in tmp_path.glob("pack-*")] == ["pack-1"]
        catalogue.clear()
        catalogue.put("article", [Stored("a", b"k", body=compressed(b"kept"))])
    with Catalogue(tmp_path) as catalogue:
        assert catalogue.body("a", "article") == b"kept"
