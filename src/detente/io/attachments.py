"""The files that sources name: inside the case's folder, and there."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

from detente.case import Case
from detente.checks.finding import Finding
from detente.checks.words import quoted
from detente.errors import LimitError

__all__ = ["check_attachments"]


def _refuse(name: str, file: str, why: str) -> LimitError:
    return LimitError(
        f"The file {quoted(file)} of source {quoted(name)} {why}, and a case may only use files in its own folder.",
        "Copy the file into the folder of the case, for example under `sources/`, and name it from there.",
    )


def _leaves(file: str) -> bool:
    """Return whether a path leaves its folder, as read on any system."""
    for kind in (PurePosixPath, PureWindowsPath):
        path = kind(file)
        if path.anchor:
            return True
        depth = 0
        for part in path.parts:
            depth += -1 if part == ".." else 1
            if depth < 0:
                return True
    return False


def check_attachments(case: Case, folder: Path | None) -> list[Finding]:
    """Return a finding for every source file that is not there.

    Parameters
    ----------
    folder
        Folder of the case; ``None`` for a case that is not on disk, whose files are not looked for.

    Raises
    ------
    LimitError
        If a path is absolute, or leaves the folder by ``..`` or through a link.
    """
    found: list[Finding] = []
    for name, source in case.sources.items():
        if not source.file:
            continue
        if _leaves(source.file):
            raise _refuse(name, source.file, "lies elsewhere")
        if folder is None:
            continue
        root = folder.resolve()
        try:
            target = (folder / source.file).resolve()
            present = target.is_file()
        except (OSError, ValueError, RuntimeError):
            # Names that are too long, or links that run in a circle.
            target, present = root, False
        if not target.is_relative_to(root):
            raise _refuse(name, source.file, "is a link to elsewhere")
        if not present:
            remedy = "Check the name, which counts from the folder of the case, or delete the entry."
            message = f"There is no file {quoted(source.file)} in the folder of the case."
            found.append(Finding("missing-file", ("sources", name, "file"), message, remedy))
    return found
