"""Reading a file that a user named, with one clear sentence where that cannot be done."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from detente.errors import UsageError

__all__ = ["first_bytes", "told_unreadable"]


@contextmanager
def told_unreadable(path: Path) -> Generator[None]:
    """Turn what goes wrong in opening or reading a file into one sentence that names it.

    Raises
    ------
    UsageError
        If it cannot be read.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "the name is not legal here"
        raise UsageError(f"{path} cannot be read: {reason}. Check the name and its permissions.") from error


def first_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of a file; of one that is longer, one byte more than `most`.

    Raises
    ------
    UsageError
        If it cannot be read.
    """
    with told_unreadable(path), path.open("rb") as file:
        return file.read(most + 1)
