"""The report of a case: as a page, and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from detente import __version__
from detente.errors import UsageError
from detente.io import CaseFile
from detente.results import Analysis, Held
from detente.workspace.pages import page_target, write_page

__all__ = ["hold_report", "report", "report_target", "write_hold_report", "write_report"]

_SUFFIXES = (".html", ".htm")
_MADE_HERE = '<meta name="generator" content="Détente'
_HEAD = 4096


def report(case_file: CaseFile, analysis: Analysis) -> str:
    """Return the report of a case as one HTML document that needs nothing else.

    Parameters
    ----------
    case_file
        The case that was analysed, as `open_case` returns it.
    analysis
        Its results.

    Examples
    --------
    >>> from detente.workspace import analyse, open_case
    >>> opened = open_case("wage-talks")
    >>> "room for a deal" in report(opened, analyse(opened, draws=0))
    True
    """
    # Only here: charts and templates take time to load that no other command should pay.
    from detente.report.html.page import report as page  # noqa: PLC0415

    return page(case_file.case, analysis, _typed(case_file.name), version=__version__)


def report_target(destination: str | Path) -> Path:
    """Return the file that a report would be written to, before the work of making it is done.

    A report of an earlier run is replaced; no other file is.

    Raises
    ------
    UsageError
        If its name is not that of a web page, or it is a folder, or its folder does not exist, or it is a file
        that is no page of Détente.
    """
    if Path(destination).suffix.lower() not in _SUFFIXES and not Path(destination).is_dir():
        raise UsageError(f"A report is a web page, and {destination} is not named as one. Name it, say, talks.html.")
    target = page_target(destination, overwrite=True)
    if target.exists():
        with target.open(encoding="utf-8", errors="replace") as file:
            if _MADE_HERE not in file.read(_HEAD):
                raise UsageError(
                    f"{destination} exists, is no page of Détente and was left as it is. Name another file."
                )
    return target


def write_report(case_file: CaseFile, analysis: Analysis, destination: str | Path) -> Path:
    """Write the report of a case to a file, whole or not at all, and return the file's path.

    Parameters
    ----------
    case_file, analysis
        As for `report`.
    destination
        As for `report_target`.

    Raises
    ------
    UsageError
        As for `report_target`.
    OSError
        If it cannot be written; its ``filename`` is the destination.
    """
    report_target(destination)
    return write_page(report(case_file, analysis), destination, overwrite=True)


def hold_report(case_file: CaseFile, found: Held, options: Sequence[str] = ()) -> str:
    """Return what would hold, situations, a ceasefire or both, as one HTML document that needs nothing else.

    Parameters
    ----------
    case_file
        The case that was asked about, as `open_case` returns it.
    found
        The answer, as `hold` returns it.
    options
        What `detente hold` is told beside the case for this answer, such as ``["--rule", "single"]``; the page tells
        how it is made again.

    Examples
    --------
    >>> from detente.workspace import hold, open_case
    >>> opened = open_case("cuba-1962")
    >>> "Where it could rest" in hold_report(opened, hold(opened))
    True
    """
    # Only here: charts and templates take time to load that no other command should pay.
    from detente.report.html.hold_page import hold_page  # noqa: PLC0415

    command = ["detente", "hold", _typed(case_file.name), *options]
    return hold_page(case_file.case, found, command, version=__version__)


def write_hold_report(case_file: CaseFile, found: Held, destination: str | Path, options: Sequence[str] = ()) -> Path:
    """Write what would hold to a page, whole or not at all, and return the file's path.

    Parameters
    ----------
    case_file, found, options
        As for `hold_report`.
    destination
        As for `report_target`.

    Raises
    ------
    UsageError
        As for `report_target`.
    OSError
        If it cannot be written; its ``filename`` is the destination.
    """
    report_target(destination)
    return write_page(hold_report(case_file, found, options), destination, overwrite=True)


def _typed(name: str) -> str:
    """Return a case's name as a command takes it; where it is an absolute path, only its last part.

    A report is handed on, and folders of the machine it was made on are nobody's business.
    """
    plain = name.removeprefix("catalog:")
    return Path(plain).name if Path(plain).is_absolute() else plain
