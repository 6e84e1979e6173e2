"""Writing a text to a file so that it is there whole, or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

__all__ = ["replace_file"]


def replace_file(target: Path, text: str, shown: str | None = None) -> None:
    """Write a text to a file that may exist.

    Parameters
    ----------
    shown
        What the user calls the file; its path by default.

    Raises
    ------
    OSError
        If it cannot be written; its ``filename`` is `shown`.
    """
    temporary = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        # The user named the destination and has never heard of the other file.
        raise OSError(error.errno, error.strerror, os.fspath(target) if shown is None else shown) from error
    finally:
        temporary.unlink(missing_ok=True)
