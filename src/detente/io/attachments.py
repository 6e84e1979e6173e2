"""The files that a case names: inside its folder, and there."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

from detente.case import Case, Source
from detente.checks.finding import Finding
from detente.checks.finding import Path as CasePath
from detente.checks.words import quoted
from detente.errors import LimitError

__all__ = ["check_attachments", "inside", "missing_file"]


def _refuse(whose: str, file: str, why: str) -> LimitError:
    return LimitError(
        f"The file {quoted(file)} of {whose} {why}, and a case may only use files in its own folder.",
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


def inside(file: str, folder: Path | None, whose: str) -> Path | None:
    """Return the path of a file that a case names, or ``None`` where there is no such file.

    Parameters
    ----------
    file
        Its name as the case gives it, relative to the folder of the case.
    folder
        That folder; ``None`` for a case that is not on disk, whose files are not looked for.
    whose
        What names it, in words.

    Raises
    ------
    LimitError
        If the path is absolute, or leaves the folder by ``..`` or through a link.
    """
    if _leaves(file):
        raise _refuse(whose, file, "lies elsewhere")
    if folder is None:
        return None
    root = folder.resolve()
    try:
        target = (folder / file).resolve()
        present = target.is_file()
    except (OSError, ValueError, RuntimeError):
        # Names that are too long, or links that run in a circle.
        return None
    if not target.is_relative_to(root):
        raise _refuse(whose, file, "is a link to elsewhere")
    return folder / file if present else None


def missing_file(file: str, path: CasePath) -> Finding:
    """Return the finding of a file that is not there."""
    message = f"There is no file {quoted(file)} in the folder of the case."
    remedy = "Check the name, which counts from the folder of the case, or delete the entry."
    return Finding("missing-file", path, message, remedy)


def check_attachments(case: Case, folder: Path | None) -> list[Finding]:
    """Return a finding for every source file that is not there.

    Parameters
    ----------
    folder
        Folder of the case; ``None`` for a case that is not on disk, whose files are not looked for.

    Raises
    ------
    LimitError
        As for `inside`.
    """
    named: list[tuple[CasePath, Source]] = [(("sources", name), source) for name, source in case.sources.items()]
    if case.outcome is not None:
        named += [(("outcome", "sources", name), source) for name, source in case.outcome.sources.items()]
    return [
        missing_file(source.file, (*path, "file"))
        for path, source in named
        if source.file and inside(source.file, folder, f"source {quoted(source.name)}") is None and folder is not None
    ]
