"""The progress line of a terminal: it shows the step at work, and leaves no trace."""

import io

from rich.console import Console

from newsgen.commands import progress


def test_the_line_shows_the_step_and_the_items_done(monkeypatch):
    """Thousands are set apart; the count begins anew with each step."""
    screen = io.StringIO()
    monkeypatch.setattr(
        progress, "Console", lambda **_: Console(file=screen, force_terminal=True, width=80)
    )
    with progress.bar() as listener:
        listener.began("clean")
        listener.done(12_000)
        listener._progress.refresh()
        assert "clean" in screen.getvalue()
        assert "12,000" in screen.getvalue()
        listener.began("render")
        start = len(screen.getvalue())
        listener._progress.refresh()
        assert "render" in screen.getvalue()[start:]
        assert "12,000" not in screen.getvalue()[start:]


def test_nothing_is_printed_to_standard_output(capsys):
    """Standard output is for the summary and for records."""
    with progress.bar() as listener:
        listener.began("read")
        listener.done(64)
    assert capsys.readouterr().out == ""
