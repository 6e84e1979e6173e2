"""Who has to agree to what (rule C4): at the whole table, at one of the case's tables, or at a first step.

Source: Putnam 1988 takes who must agree as given; here it follows from what a package moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.case import Case, Table
from detente.errors import UsageError

__all__ = ["Seats", "seats_of"]


@dataclass(frozen=True, slots=True)
class Seats:
    """Whose consent is asked for, and what may move.

    Parameters
    ----------
    consenting
        Parties whose consent a package may need, in party order.
    conditional
        Those of them whose consent only packages need that move an issue they decide.
    movable
        Issues that may leave their status quo, in the order of the case.
    held
        Every other issue, with the position of the option at which it stays.
    """

    consenting: tuple[str, ...]
    conditional: tuple[str, ...]
    movable: tuple[str, ...]
    held: Mapping[str, int]


def seats_of(case: Case, table: Table | None) -> Seats:
    """Return who has to agree to what.

    At the whole table every party whose consent an agreement needs has to agree, and whoever else decides an issue has
    to agree to packages that move it. At a table of the case everybody present has to agree who either would have to
    agree to an agreement anyway or decides something on that table.

    Parameters
    ----------
    table
        Those present and what is on the table; one without parties is the whole table, at one stage perhaps.

    Raises
    ------
    UsageError
        If an issue that may not move has no option at which it stays, or nobody is there to agree.
    """
    present = table.parties if table is not None and table.parties else tuple(case.parties)
    movable = tuple(name for name in case.issues if _may_move(case, table, name, present))
    decided = {party for name in movable for party in case.deciders(name)}
    consenting = tuple(
        name for name in case.parties if name in present and (name in decided or name in case.consenting)
    )
    whole = table is None or not table.parties
    conditional = tuple(name for name in consenting if whole and name not in case.consenting)
    if not consenting:
        raise UsageError(f"Nobody at the table {_named(table)} has a say. {_REMEDY}")
    if not movable:
        raise UsageError(f"Those at the table {_named(table)} decide nothing that is on it. {_REMEDY}")
    held = {name: _stays(case, table, name) for name in case.issues if name not in movable}
    return Seats(consenting, conditional, movable, held)


_REMEDY = "Name others in `parties`, other `issues`, or look at `decided_by`."


def _named(table: Table | None) -> str:
    return repr(table.name) if table is not None and table.name else "of the case"


def _may_move(case: Case, table: Table | None, name: str, present: tuple[str, ...]) -> bool:
    if table is None:
        return True
    if (table.issues and name not in table.issues) or name in table.given:
        return False
    if table.stage and case.issues[name].stage != table.stage:
        return False
    return not table.parties or set(case.deciders(name)) <= set(present)


def _stays(case: Case, table: Table | None, name: str) -> int:
    issue = case.issues[name]
    given = None if table is None else table.given.get(name)
    found = (issue.status_quo_position,) if given is None else issue.positions(given)
    if len(found) != 1 or found[0] is None:
        raise UsageError(
            f"Nothing says where {name!r} stays while others are talked about. "
            "Name its `status_quo`, or say under `given` of the table how it is settled."
        )
    return found[0]
