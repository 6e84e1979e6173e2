"""Find a shipped case, lend its file, copy it."""

from __future__ import annotations

import difflib
import os
import secrets
from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

from detente.catalog.entry import ENTRIES, TEMPLATES, Entry
from detente.errors import UsageError

__all__ = ["copy", "copy_template", "entry", "names", "path", "template", "template_path", "templates"]


def names(first: str | None = None) -> tuple[str, ...]:
    """Return the names of the shipped cases, the one to read first at the top.

    Parameters
    ----------
    first
        Only those to begin with this command: ``analyse`` for what can be dealt over, ``hold`` for moves alone.

    Examples
    --------
    >>> names()[0], names("hold")[0]
    ('wage-talks', 'prisoners-dilemma')
    """
    return tuple(each.name for each in ENTRIES if first in (None, each.first))


def templates() -> tuple[str, ...]:
    """Return the names of the templates.

    Examples
    --------
    >>> templates()
    ('wage', 'territory', 'blank')
    """
    return tuple(each.name for each in TEMPLATES)


def entry(name: str) -> Entry:
    """Return what the catalogue says about a case.

    Raises
    ------
    UsageError
        If no shipped case has that name.
    """
    return _find(name, ENTRIES, "case in the catalogue")


def template(name: str) -> Entry:
    """Return what the catalogue says about a template.

    Raises
    ------
    UsageError
        If no template has that name.
    """
    return _find(name, TEMPLATES, "template")


def path(name: str) -> AbstractContextManager[Path]:
    """Return a context manager that lends the file of a case, also where the package is not a folder.

    Raises
    ------
    UsageError
        If no shipped case has that name.

    Examples
    --------
    >>> with path("wage-talks") as file:
    ...     file.name
    'wage-talks.yaml'
    """
    return as_file(_resource("cases", entry(name)))


def template_path(name: str) -> AbstractContextManager[Path]:
    """Return a context manager that lends the file of a template.

    Raises
    ------
    UsageError
        If no template has that name.
    """
    return as_file(_resource("templates", template(name)))


def copy(name: str, destination: Path) -> Path:
    """Copy a shipped case to a new file and return the file's path.

    Parameters
    ----------
    name
        A name from `names`.
    destination
        The file to make, or an existing folder to put ``<name>.yaml`` into.

    Raises
    ------
    UsageError
        If no shipped case has that name, the file exists already, or its folder does not.
    """
    return _copy(_resource("cases", entry(name)), destination, f"{name}.yaml")


def copy_template(name: str, destination: Path) -> Path:
    """Copy a template to a new file and return the file's path; errors as for `copy`.

    Parameters
    ----------
    name
        A name from `templates`.
    destination
        The file to make, or an existing folder to put ``case.yaml`` into, as a case in a folder is called.
    """
    return _copy(_resource("templates", template(name)), destination, "case.yaml")


def _find(name: str, entries: tuple[Entry, ...], kind: str) -> Entry:
    known = {each.name: each for each in entries}
    if name in known:
        return known[name]
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(known)}."
    raise UsageError(f"There is no {kind} named {name!r}. {hint}")


def _resource(folder: str, which: Entry) -> Traversable:
    return files(__package__ or "detente.catalog") / folder / f"{which.name}.yaml"


def _copy(source: Traversable, destination: Path, name: str) -> Path:
    target = destination / name if destination.is_dir() else destination
    if target.exists() or target.is_symlink():
        raise UsageError(f"{target} exists already and was left as it is. Name another file.")
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}. Make it first, or name another file.")
    content = source.read_bytes()
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        _write_new(temporary, content)
        _publish(temporary, target, content)
    except FileExistsError:
        raise UsageError(f"{target} exists already and was left as it is. Name another file.") from None
    except OSError as error:
        # The user named the target and has never heard of the other file.
        raise OSError(error.errno, error.strerror, str(target)) from error
    finally:
        temporary.unlink(missing_ok=True)
    return target


def _write_new(target: Path, content: bytes) -> None:
    with target.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _publish(temporary: Path, target: Path, content: bytes) -> None:
    """Give a finished file its name; a name that another process took meanwhile is a `FileExistsError`."""
    if os.name == "nt":
        # On Windows a rename refuses an existing name by itself.
        temporary.rename(target)
        return
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        # File systems without hard links: never overwriting matters more than appearing all at once.
        _write_new(target, content)
