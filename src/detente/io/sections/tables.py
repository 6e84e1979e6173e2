"""Who sits together over what, and the dates that do not wait."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from detente.case import Clock, Provenance, Table
from detente.io.sections.base import described
from detente.io.sections.estimate import Sourced
from detente.io.sections.packages import Package
from detente.io.sections.scalars import Choice, Date, Line, Names, Text

__all__ = ["ClockModel", "TableModel", "clock", "table"]


class TableModel(Sourced):
    """Parties that talk about some of the issues, without the others."""

    also_called: ClassVar[dict[str, str]] = {
        "agenda": "issues",
        "assumes": "given",
        "date": "on",
        "members": "parties",
        "participants": "parties",
        "present": "parties",
    }

    parties: Names = described("Those present.", "names of parties", ["union", "company"])
    issues: Names = described("What is talked about; all issues, if absent.", "names of issues", ["wage"], default=())
    given: Package | None = described(
        "What is taken as settled elsewhere, in place of the status quo.",
        "one option per issue",
        {"shifts": "fixed"},
        default=None,
    )
    stage: Annotated[Literal["first", "final"], Choice()] | None = described(
        "Whether only a first step or only a final settlement is talked about.", "first or final", "first", default=None
    )
    on: Date | None = described("When it meets.", "date", "2025-03-18", default=None)
    title: Line = described("Name to print.", "text", "The call of 18 March", default="")


def table(name: str, model: TableModel) -> Table:
    """Return the table that a model describes."""
    return Table(
        name,
        model.parties,
        model.issues,
        model.given or {},
        model.stage or "",
        model.on,
        model.title,
        model.note,
        Provenance(model.source, model.by, model.confidence),
    )


class ClockModel(Sourced):
    """A date by which something happens unless somebody acts."""

    also_called: ClassVar[dict[str, str]] = {"date": "on", "deadline": "on", "when": "on"}

    on: Date = described("The day, or the days among which it falls.", "date", "2025-07-31")
    what: Text = described("What happens then.", "text", "The wage agreement runs out.", default="")
    issues: Names = described("The issues that it bears on.", "names of issues", ["wage"], default=())


def clock(name: str, model: ClockModel) -> Clock:
    """Return the clock that a model describes."""
    return Clock(
        name, model.on, model.what, model.issues, model.note, Provenance(model.source, model.by, model.confidence)
    )
