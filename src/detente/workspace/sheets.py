"""Score sheets of a case, given as a file, a folder or a name in the catalogue."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from detente import __version__
from detente.case import Case
from detente.errors import UsageError
from detente.workspace.cases import open_case, open_outline
from detente.workspace.seating import require_issues

__all__ = ["sheet"]


def sheet(name: str | Path, *, parties: Sequence[str] = (), filled: bool = False) -> str:
    """Return a page of score sheets, one a party.

    Parameters
    ----------
    name
        What `open_case` takes. For blank sheets title, parties and issues are enough: what the rest of the case
        says, even if it is missing or wrong, does not matter.
    parties
        Whose sheets; by default those of every party whose consent is required.
    filled
        Whether the page holds the numbers of the one party named. Without it no page holds any.

    Raises
    ------
    CaseError, LimitError, UsageError
        As for `open_case`; also if there is no such party, or a filled sheet is asked for of no party, of several,
        or of one whose preferences are not known.

    Examples
    --------
    >>> page = sheet("wage-talks", parties=["union"])
    >>> "two years" in page, "38 to 46" in page
    (True, False)
    >>> "38 to 46" in sheet("wage-talks", parties=["union"], filled=True)
    True
    """
    # Only here: the templates take time to load that no other command should pay.
    from detente.report.html.sheet import sheets  # noqa: PLC0415

    case = open_case(name).case if filled else open_outline(name)
    require_issues(case)
    named = tuple(dict.fromkeys(parties))
    for party in named:
        _require_party(case, party)
    if filled:
        _require_filled(case, named)
    chosen = named or case.consenting
    if not chosen:
        raise UsageError("The case requires nobody's consent. Name the party whose sheet it is, with --party.")
    return sheets(case, chosen, filled=filled, version=__version__)


def _require_party(case: Case, party: str) -> None:
    if party not in case.parties:
        close = difflib.get_close_matches(party, case.parties, n=1)
        hint = f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(case.parties)}."
        raise UsageError(f"There is no party {party!r} in the case. {hint}")


def _require_filled(case: Case, named: tuple[str, ...]) -> None:
    if len(named) != 1:
        raise UsageError(
            "A filled sheet holds the numbers of one party, so that no side reads another's. "
            f"Name one, for example --party {case.consenting[0] if case.consenting else next(iter(case.parties))!r}."
        )
    if named[0] not in case.known:
        raise UsageError(f"The case holds no preferences of {named[0]!r}. Leave out --filled for a blank sheet.")
