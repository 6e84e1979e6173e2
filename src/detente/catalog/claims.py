"""Claims of violated ceasefires in Ukraine, 2019-2025, as an incident log: the facts that examples and tests use."""

from __future__ import annotations

from importlib.resources import files

from detente.case.incident import IncidentLog
from detente.io.incidents import incident_log

__all__ = ["violation_claims"]


def violation_claims() -> IncidentLog:
    """Return the log that ships with Détente; every row has its address.

    Two rows are reckoned from a reported daily average, and say so. The end of the 30-day moratorium on energy sites is
    the one end that its claimants tell.

    Examples
    --------
    >>> violation_claims().arrangements
    ('energy moratorium', 'Easter truce', 'Minsk line', 'July 2020 recommitment')
    """
    data = (files("detente.catalog") / "facts" / "violation-claims.csv").read_bytes()
    return incident_log(data, "violation-claims.csv")
