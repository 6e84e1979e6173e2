"""Starting a case of one's own: from a template, or from a case in the catalogue."""

from __future__ import annotations

import os
from pathlib import Path

from detente import catalog
from detente.errors import UsageError

__all__ = ["catalogue", "copy", "describe", "new", "templates"]


def new(template: str, destination: str | Path) -> Path:
    """Write a template to a new file or into a folder, whole or not at all, and return the file's path.

    Parameters
    ----------
    template
        A name from `templates`.
    destination
        The file to make, or an existing folder to put ``case.yaml`` into; an existing file is never overwritten.

    Raises
    ------
    UsageError
        If there is no such template, no file is named, the file exists, or its folder does not.
    """
    return catalog.copy_template(template, _destination(destination))


def copy(name: str, destination: str | Path) -> Path:
    """Copy a case of the catalogue to a new file or into a folder and return the file's path.

    Raises
    ------
    UsageError
        If there is no such case, no file is named, the file exists, or its folder does not.
    """
    return catalog.copy(name, _destination(destination))


def _destination(given: str | Path) -> Path:
    """Return a destination as a path; refuse what a path would silently take for something else."""
    text = os.fspath(given)
    if not text.strip():
        raise UsageError("The name of the file to make is empty. Write one, for example talks.yaml.")
    path = Path(text)
    if text.endswith(("/", os.sep)) and not path.is_dir():
        raise UsageError(f"There is no folder {text!r}. Make it first, or name a file.")
    return path


def catalogue() -> tuple[catalog.Entry, ...]:
    """Return what the catalogue says about each of its cases."""
    return catalog.ENTRIES


def describe(name: str) -> catalog.Entry:
    """Return what the catalogue says about one case.

    Raises
    ------
    UsageError
        If there is no such case.
    """
    return catalog.entry(name)


def templates() -> tuple[str, ...]:
    """Return the names of the templates."""
    return catalog.templates()
