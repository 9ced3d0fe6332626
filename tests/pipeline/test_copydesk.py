"""Reading and cleaning a chunk of files gives what reading them one at a time gives, however large they are."""

from pathlib import Path

import pytest

from newsgen.config import Config
from newsgen.pipeline import copydesk, inputs
from newsgen.pipeline.job import job
from newsgen.pipeline.run import Settings, setup


def tasks(folder: Path) -> list[copydesk.Task]:
    """Three files: trusted, raw, and none that can be read."""
    (folder / "a.md").write_text(
        "---\ntitle: Ferry adrift\n---\n\nThe ferry drifted for nine hours before a tug reached it.\n"
    )
    (folder / "b.txt").write_text(
        "Bridge closed\n\nThe bridge was closed on Monday after a lorry struck its railing.\n"
    )
    (folder / "c.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    return [copydesk.Task(file, "") for file in inputs.files(folder, (folder,), ())[0]]


@pytest.mark.parametrize("portion", [1, 100, 8_000_000])
def test_a_chunk_gives_what_its_files_give(tmp_path, monkeypatch, portion):
    """Wherever a chunk is cut by the size of its files."""
    work = job(tmp_path / "cache", tmp_path / "site", None, Config())
    given = tasks(tmp_path)
    alone = [found for task in given for found in copydesk.surveyed(work, [task])]
    monkeypatch.setattr(copydesk, "PORTION", portion)
    together = copydesk.surveyed(work, given)
    assert together == alone
    assert [len(rows) for _, rows in together] == [1, 0, 0]


def test_a_file_that_is_gone_is_told(tmp_path):
    """A file that changed between the two readings is set aside with its reason, and the others of its chunk are cleaned."""
    given = tasks(tmp_path)
    ready = setup(Settings(tmp_path, paths=(tmp_path,)))
    work = job(tmp_path / "cache", tmp_path / "site", None, ready.config)
    orders = [
        copydesk.Order(task.file, "", f"{number:013}", b"", None, b"key")
        for number, task in enumerate(given)
    ]
    (tmp_path / "a.md").unlink()
    rows = copydesk.cleaned(work, orders[:2])
    assert [row.id for row in rows] == ["0000000000000", "0000000000001"]
    assert (rows[0].body, bool(rows[1].body)) == (b"", True)
    assert b"changed while it was read" in rows[0].value
