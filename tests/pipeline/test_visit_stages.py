"""Reading and cleaning a chunk of files gives what reading them one at a time gives, however large
they are."""

from pathlib import Path

import pytest

from newsgen.config import Config
from newsgen.pipeline import inputs, visit_stages
from newsgen.pipeline.visit_stages import Order, Task
from newsgen.pipeline.worker import job


def tasks(folder: Path) -> list[Task]:
    """Three files: one with a trusted body, one of raw text, one that cannot be read."""
    (folder / "a.md").write_text(
        "---\ntitle: Ferry adrift\n---\n\nThe ferry drifted for nine hours before a tug reached it.\n"
    )
    (folder / "b.txt").write_text(
        "Bridge closed\n\nThe bridge was closed on Monday after a lorry struck its railing.\n"
    )
    (folder / "c.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    return [Task(file, "") for file in inputs.files(folder, (folder,), ())[0]]


@pytest.mark.parametrize("together", [1, 100, 8_000_000])
def test_a_chunk_gives_what_its_files_give(tmp_path, monkeypatch, together):
    """Wherever a chunk is cut by the size of its files."""
    work = job(tmp_path / "cache", tmp_path / "site", None, Config())
    given = tasks(tmp_path)
    alone = [made for task in given for made in visit_stages.survey(work, [task])]
    monkeypatch.setattr(visit_stages, "TOGETHER", together)
    at_once = visit_stages.survey(work, given)
    assert at_once == alone
    assert [len(made.beside) for made in at_once] == [1, 0, 0]


def test_a_file_that_is_gone_is_reported(tmp_path):
    """A file that changed between the survey and the cleaning is set aside with its reason, and the
    other files of its chunk are cleaned."""
    given = tasks(tmp_path)
    work = job(tmp_path / "cache", tmp_path / "site", None, Config())
    orders = [
        Order(task.file, "", f"{number:013}", b"", None, b"key")
        for number, task in enumerate(given)
    ]
    (tmp_path / "a.md").unlink()
    first, second = visit_stages.clean_files(work, orders[:2])
    assert [first.id, second.id] == ["0000000000000", "0000000000001"]
    assert (first.body, bool(second.body)) == (b"", True)
    assert b"changed while it was read" in first.value
