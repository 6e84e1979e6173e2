"""What the terms of a ceasefire say, and what follows from the day on which it is taken to have begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from detente.case import ELEMENTS, Element, SaidOf
from detente.problem.ceasefires import Truce
from detente.results.ceasefire import StartReading, TermSaid, TermStatus
from detente.solvers.ceasefire.chain import STATES, curve
from detente.solvers.ceasefire.dates import Calendar

__all__ = ["start_readings", "terms_said"]

_SEVERAL = 2
_IN_FORCE = STATES.index("renewed") + 1


def terms_said(truce: Truce) -> Iterator[TermSaid]:
    """Yield what is said of each element under the package of a ceasefire."""
    for element in ELEMENTS:
        yield _said(truce, element)


def _said(truce: Truce, element: Element) -> TermSaid:
    said = truce.ceasefire.said.get(element)
    readings = () if said is None else said.readings
    if element == "start" and not readings:
        readings = tuple(day.isoformat() for day in _starts(truce))
    if len(readings) >= _SEVERAL:
        issue = "" if said is None else said.issue
        return TermSaid(
            element, "ambiguous", "" if said is None else said.text, issue, truce.option(issue), tuple(readings)
        )
    if said is None or not (said.issue or said.text):
        return _implied(truce, element, readings)
    if not said.issue:
        return TermSaid(element, "said", said.text)
    return _by_issue(truce, element, said)


def _by_issue(truce: Truce, element: Element, said: SaidOf) -> TermSaid:
    issue, option = said.issue, truce.option(said.issue)
    if not option:
        return TermSaid(element, "open", said.text, issue)
    silent = {at for text in said.silent for at in truce.case.issues[issue].positions(text)}
    status = _unsaid(truce, element) if truce.package[issue] in silent else "settled"
    return TermSaid(element, status, said.text, issue, option)


def _unsaid(truce: Truce, element: Element) -> TermStatus:
    """Return how it stands with an element of which nothing is said: an open end that is agreed needs no renewal."""
    ceasefire = truce.ceasefire
    agreed = "term" in ceasefire.said or bool(ceasefire.term.issue)
    return "needless" if element == "renewal" and agreed and truce.days is None else "missing"


def _implied(truce: Truce, element: Element, readings: tuple[str, ...]) -> TermSaid:
    """Return what the numbers say of an element of which no words do."""
    term = truce.ceasefire.term
    if element == "start" and readings:
        return TermSaid(element, "said", readings[0])
    if element == "term" and term.issue:
        return TermSaid(element, "settled", "", term.issue, truce.option(term.issue))
    if element == "term" and term.days is not None:
        return TermSaid(element, "said", f"{term.days} days")
    return TermSaid(element, _unsaid(truce, element))


def _starts(truce: Truce) -> list[date]:
    return sorted({day for span in truce.ceasefire.starts for day in (span.first, span.last)})


def start_readings(truce: Truce, central: Calendar) -> Iterator[StartReading]:
    """Yield the days on which a ceasefire may be taken to have begun, and what follows from each.

    The course by day is the same by every reading. What differs is to which dates its days belong: when terms end, and
    which day it is on a date.

    Parameters
    ----------
    truce
        The ceasefire.
    central
        Its calendar at the central values.
    """
    starts, horizon = _starts(truce), truce.ceasefire.horizon
    ends = [day for day, _ in central.dates(horizon)]
    shares = curve(central, horizon).shares
    for start in starts:
        day = (starts[0] - start).days + ends[0] if ends else None
        in_force = None if day is None or day < 0 else float(shares[day, :_IN_FORCE].sum())
        yield StartReading(
            start, tuple(start + timedelta(days=end) for end in ends), None if in_force is None else day, in_force
        )
