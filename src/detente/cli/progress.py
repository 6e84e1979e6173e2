"""A quiet note on the error stream that work goes on, where it takes long and somebody looks on."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console

__all__ = ["PATIENCE", "working"]

PATIENCE = 1.0
"""Seconds that go by in silence."""


@contextmanager
def working(text: str) -> Generator[None]:
    """Show a note while the work in the block goes on; it is gone at the end.

    Only after `PATIENCE`, and only on a terminal that can take it back.

    Parameters
    ----------
    text
        What is being done.
    """
    console = Console(stderr=True)
    if not sys.stderr.isatty() or console.is_dumb_terminal:
        yield
        return
    status = console.status(f"[dim]{text}[/dim]", spinner_style="dim")
    timer = Timer(PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        # The timer may be starting the note just now: only then can it be taken back.
        timer.cancel()
        timer.join()
        status.stop()
