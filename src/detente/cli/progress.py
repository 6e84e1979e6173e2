"""A quiet note on the error stream of how far work is, where it takes long and somebody looks on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

__all__ = ["PATIENCE", "working"]

PATIENCE = 1.0
"""Seconds that go by in silence."""


@contextmanager
def working(text: str) -> Generator[Callable[[str, int, int], None]]:
    """Show a note while the work in the block goes on; it is gone at the end.

    Only after `PATIENCE`, and only on a terminal that can take it back.

    Parameters
    ----------
    text
        What is being done.

    Yields
    ------
    Callable
        To be told what is being done now, how many parts of it are done, and of how many.
    """
    console = Console(stderr=True)
    if not sys.stderr.isatty() or console.is_dumb_terminal:
        yield _unseen
        return
    bar = Progress(
        SpinnerColumn(style="dim"),
        TextColumn("[dim]{task.description}[/dim]"),
        BarColumn(style="dim", pulse_style="cyan"),
        console=console,
        transient=True,
    )
    task = bar.add_task(text, total=None)

    def note(now: str, done: int, parts: int) -> None:
        bar.update(task, description=now, completed=done)
        # Once all parts are done nobody knows how much of the work is left: the bar moves on and claims nothing.
        bar.tasks[0].total = parts if done < parts else None

    timer = Timer(PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield note
    finally:
        # The timer may be starting the note just now: only then can it be taken back.
        timer.cancel()
        timer.join()
        if bar.live.is_started:
            bar.stop()


def _unseen(_now: str, _done: int, _parts: int) -> None:
    """Tell nobody."""
