"""Whether a ceasefire would hold: by the case's rates, beside what became of comparable ones.

The chain is that of `detente.solvers.ceasefire`. It is followed at the central values and in every draw of the ranges,
so that what is told as a range is of the analyst's estimates and not of the world.

Sources: Fortna 2003 (what lets ceasefires last); Clayton and Sticher 2021 (their provisions); Aalen and Johansen 1978
(several ends); Clayton et al. 2022 (the reference class); Kaplan and Meier 1958 (how both are compared); Green and
Porter 1984 (patience).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray

from detente.analyses.ceasefire_course import course_of
from detente.analyses.ceasefire_log import learn_from
from detente.analyses.ceasefire_reference import beside
from detente.analyses.ceasefire_terms import start_readings, terms_said
from detente.analyses.ceasefire_worth import Comparison, barring
from detente.analyses.followed import Both, Followed, ranged
from detente.case import Case
from detente.case.incident import IncidentLog
from detente.ensemble import Draws
from detente.errors import UsageError
from detente.problem.ceasefires import Truce
from detente.results.ceasefire import CeasefireOutlook, Patience
from detente.results.reference import ReferenceTable
from detente.solvers.ceasefire.dates import Calendar
from detente.solvers.ceasefire.rates import IN_FORCE, seen
from detente.solvers.ceasefire.stakes import critical_discount

__all__ = ["analyse_ceasefire"]

Floats = NDArray[np.float64]


def analyse_ceasefire(
    case: Case,
    table: ReferenceTable,
    draws: Draws,
    *,
    package: Mapping[str, str] | None = None,
    asked: str = "",
    log: IncidentLog | None = None,
) -> CeasefireOutlook:
    """Return whether the ceasefire of a case would hold.

    Parameters
    ----------
    case
        A case with a ceasefire.
    table
        What became of ceasefires of the past.
    draws
        The draws of the ranges; their number may be 0.
    package
        The package whose terms are meant, silent issues at their status quo; ``None`` for that of the case.
    asked
        What it is called.
    log
        The incident log of the case.

    Raises
    ------
    UsageError
        If the case has no ceasefire, or the package leaves open an issue on which it depends.
    """
    followed = Followed(Truce.of(case, package), draws)
    truce, ceasefire = followed.truce, followed.truce.ceasefire
    comparison = Comparison(followed)
    both, (central, drawn) = comparison.base, comparison.outcome
    course = course_of(both, ceasefire.horizon)
    terms = tuple(terms_said(truce))
    changes, unfollowed = comparison.terms()
    named = dict.fromkeys([*truce.issues, *(said.issue for said in ceasefire.said.values() if said.issue)])
    return CeasefireOutlook(
        title=ceasefire.title,
        asked=asked or (ceasefire.package if isinstance(ceasefire.package, str) else ""),
        package={
            name: case.issues[name].options[truce.package[name]]
            for name in case.issues
            if name in named and name in truce.package
        },
        term=truce.days,
        most=ceasefire.term.most,
        horizon=ceasefire.horizon,
        seed=draws.seed,
        draws=draws.count,
        starts=tuple(start_readings(truce, both.central)),
        curve=course.days,
        days_in_force=ranged(central.in_force, None if drawn is None else drawn.in_force),
        days_in={
            state: ranged(central.days[place], None if drawn is None else drawn.days[:, place])
            for place, state in enumerate(IN_FORCE)
        },
        until=course.until([day for day, _ in both.central.dates(ceasefire.horizon)]),
        terms=terms,
        measures=tuple(comparison.measures()),
        together=comparison.together(),
        changes=changes,
        unfollowed=unfollowed,
        barred_by=tuple(case.rules[place] for place in barring(case, truce)),
        reference=beside(truce, terms, course, table),
        log=None if log is None else learn_from(followed, both, log),
        patience=tuple(_patience(truce, both)),
    )


def _patience(truce: Truce, both: Both) -> Iterator[Patience]:
    """Yield how patient parties must be for one violation not to pay them, by the rates of the first days."""
    for place, party in enumerate(truce.parties):
        if party in truce.ceasefire.stakes:
            central, drawn = both.each(partial(_critical, place))
            yield Patience(party, ranged(central, drawn))


def _critical(place: int, calendar: Calendar) -> Floats:
    rates = calendar.phases[0].rates
    stakes = rates.stakes
    if stakes is None:
        raise UsageError("No party of this ceasefire has stakes.")
    gain, loss = (np.asarray(each, dtype=np.float64)[..., place] for each in (stakes.gain, stakes.loss))
    return critical_discount(gain, loss, seen(rates).caught)
