"""The incident log that a case names: read with it, with its places in its own file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from detente.case import Case
from detente.case.incident import IncidentLog
from detente.checks.finding import Finding
from detente.checks.words import did_you_mean, quoted
from detente.errors import CaseError
from detente.io.attachments import inside, missing_file
from detente.io.incidents import MAX_LOG_BYTES, incident_log
from detente.io.nodes import Mapping, Nothing, Placed, Scalar, plain

__all__ = ["Log", "check_log", "later_rows", "read_log", "unknown_accused"]

_PATH = ("ceasefire", "incidents")
_LEAST = timedelta(microseconds=1)
"""Takes the end of a period, which is not in it, back into it."""


@dataclass(frozen=True, slots=True)
class Log:
    """The incident log of a case.

    Parameters
    ----------
    file
        Its path, as faults name it.
    incidents
        What it tells; ``None`` where it could not be read.
    """

    file: str
    data: bytes = b""
    incidents: IncidentLog | None = None
    faults: list[Placed] = field(default_factory=list[Placed])


def read_log(root: Mapping, folder: Path | None) -> Log | None:
    """Return the log that a case names under ``incidents`` of ``ceasefire``; its faults are in it.

    Parameters
    ----------
    folder
        Folder of the case; ``None`` for a case that is not on disk, whose log is not looked for.

    Returns
    -------
    ``None`` if it names none, or is not on disk.

    Raises
    ------
    LimitError
        If the log is too large or lies outside the folder of the case.
    """
    entry = root.entries.get("ceasefire")
    named = entry.value.entries.get("incidents") if entry is not None and isinstance(entry.value, Mapping) else None
    node = None if named is None else named.value
    # What is no text is found by the reader of the section.
    if not isinstance(node, Scalar) or isinstance(plain(node), Nothing) or not node.text.strip():
        return None
    name = node.text.strip()
    file = inside(name, folder, "the ceasefire")
    if folder is None:
        return None
    if file is None:
        return Log("", faults=[Placed(missing_file(name, _PATH), node.line, node.column)])
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_LOG_BYTES + 1)
    except OSError as error:
        message = f"The incident log {quoted(name)} cannot be read: {error.strerror or 'no reason given'}."
        found = Finding("missing-file", _PATH, message, "Check its permissions.")
        return Log("", faults=[Placed(found, node.line, node.column)])
    try:
        return Log(str(file), data, incident_log(data, str(file)))
    except CaseError as error:
        placed = [
            Placed(Finding(fault.code, _PATH, fault.message, fault.remedy), fault.line, fault.column, str(file))
            for fault in error.faults
        ]
        return Log(str(file), data, None, placed)


def check_log(log: Log, case: Case) -> list[Finding]:
    """Return what the case says of its log that the log does not bear out."""
    if case.ceasefire is None or log.incidents is None:
        return []
    named, known = case.ceasefire.arrangement, log.incidents.arrangements
    # A log that nobody has written in yet names no arrangement.
    if not named or not known or named in known:
        return []
    message = f"The incident log tells nothing of an arrangement {quoted(named)}."
    return [Finding("unknown-arrangement", ("ceasefire", "arrangement"), message, did_you_mean(named, known))]


def unknown_accused(log: Log, case: Case) -> Iterable[Placed]:
    """Yield where the log of a ceasefire first tells of incidents by somebody who is no party of the case."""
    if case.ceasefire is None or log.incidents is None:
        return
    arrangement, told = case.ceasefire.arrangement, {""}
    for report in log.incidents.reports:
        if report.accused in case.parties or report.accused in told or arrangement not in ("", report.arrangement):
            continue
        told.add(report.accused)
        message = f"The log accuses {quoted(report.accused)}, who is no party of the case: nothing is learned from it."
        remedy = did_you_mean(report.accused, list(case.parties))
        yield Placed(Finding("unknown-accused", _PATH, message, remedy, "warning"), report.line, 1, log.file)


def later_rows(log: Log, case: Case) -> Iterable[Placed]:
    """Yield the rows of a log that may be later than what the case may know."""
    if case.as_of is None or log.incidents is None:
        return
    limit = case.as_of.last
    told: list[tuple[int, date, date]] = [
        (
            report.line,
            report.first.date(),
            (report.last - _LEAST if report.last > report.first else report.first).date(),
        )
        for report in log.incidents.reports
    ]
    told += [(status.line, status.day.date(), status.day.date()) for status in log.incidents.statuses]
    for report in log.incidents.reports:
        since = report.in_force_from
        if since is not None and since.date() > limit:
            message = f"`in_force_from` is {since.date()}, later than the case may know ({limit.isoformat()})."
            yield Placed(
                Finding("hindsight", _PATH, message, "Leave it out, or move `as_of`."), report.line, 1, log.file
            )
    for line, first, last in sorted(told):
        if last > limit:
            when = first.isoformat() if first == last else f"{first.isoformat()}..{last.isoformat()}"
            message = f"The row is dated {when}, later than the case may know ({limit.isoformat()})."
            yield Placed(Finding("hindsight", _PATH, message, "Leave it out, or move `as_of`."), line, 1, log.file)
