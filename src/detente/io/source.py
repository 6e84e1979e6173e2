"""One line of a case file, to show beside a fault."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from detente.io.text import BREAK

__all__ = ["source_line"]

_MOST = 2_000_000


def source_line(file: str, number: int) -> str | None:
    """Return a line of a text file without its line break, or ``None`` where it cannot be read.

    Parameters
    ----------
    file
        Name of the file, as a fault gives it.
    number
        The line, counted from 1.
    """
    lines = _lines(file)
    return lines[number - 1] if 0 < number <= len(lines) else None


@lru_cache(maxsize=1)
def _lines(file: str) -> tuple[str, ...]:
    path = Path(file)
    try:
        if not path.is_file() or path.stat().st_size > _MOST:
            return ()
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return ()
    return tuple(BREAK.split(text))
