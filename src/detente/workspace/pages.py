"""Writing a page to a file: whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from detente.errors import UsageError
from detente.workspace.replacing import replace_file

__all__ = ["page_target", "write_page"]


def page_target(destination: str | Path, *, overwrite: bool) -> Path:
    """Return the file that a page would be written to, before the work of making it is done.

    Parameters
    ----------
    destination, overwrite
        As for `write_page`.

    Raises
    ------
    UsageError, OSError
        As for `write_page`, as far as it can be known before.
    """
    shown = os.fspath(destination)
    if not shown.strip():
        raise UsageError("The name of the file to make is empty. Write one, for example talks.html.")
    if "\0" in shown:
        raise UsageError("The name of the file to make has a NUL character in it. Write another one.")
    path = Path(shown)
    if path.is_dir() or shown.endswith(("/", os.sep)):
        raise UsageError(f"{shown} is a folder. Name a file in it, for example {path / 'talks.html'}.")
    target = path
    if path.is_symlink():
        # Before Python 3.13 an error says that links run in a circle; from then on a link is returned.
        with suppress(RuntimeError):
            target = path.resolve()
    if target.is_symlink():
        raise UsageError(f"{shown} is a link that leads to itself. Name another file.")
    # Of the path as given: a pipe under /dev/fd resolves to a name that is no path.
    if path.exists() and not path.is_file():
        raise UsageError(f"{shown} is no regular file. Name another one.")
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}. Make it first, or name another file.")
    if target.exists() and not overwrite:
        raise UsageError(f"{shown} exists already and was left as it is. Name another file, or add --force.")
    if target.exists() and not _is_page(target):
        raise UsageError(f"{shown} is no web page and was left as it is. Name another file.")
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), shown)
    return target


def _is_page(file: Path) -> bool:
    """Return whether a file is empty or begins as a web page does: nothing else is ever replaced by one."""
    with file.open("rb") as opened:
        begin = opened.read(64).lstrip().lower()
    return not begin or begin.startswith(b"<!doctype html")


def write_page(text: str, destination: str | Path, *, overwrite: bool) -> Path:
    """Write a page to a file, whole or not at all, and return the file's path.

    Parameters
    ----------
    text
        The page.
    destination
        The file. A link is followed, so that what it names is replaced and the link stays.
    overwrite
        Whether an existing page is replaced.

    Raises
    ------
    UsageError
        If no file is named, it is a folder or a device, its folder does not exist, or it exists and stays.
        What is no web page always stays.
    OSError
        If it cannot be written; its ``filename`` is the destination.
    """
    target = page_target(destination, overwrite=overwrite)
    replace_file(target, text, os.fspath(destination))
    return Path(destination)
