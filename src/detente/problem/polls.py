"""What polls say of packages nobody was asked about (section 4 of the design: polled packages as anchors).

A package is not the sum of its parts, so a poll speaks for the packages that have all it named, and where several do,
those that named most speak. Only where there are more polls than parameters, and they tell the parameters apart, is a
logit fitted to them instead.
"""

from __future__ import annotations

import numpy as np

from detente.case import Bloc, Case, attribute_rows, bears_logit
from detente.problem.compile import holds, scope_of
from detente.solvers.logit import Logit, fit_logit
from detente.solvers.network import Bools

__all__ = ["fitted", "polled_scope", "speaking"]


def polled_scope(case: Case, bloc: Bloc) -> tuple[int, ...]:
    """Return the issues that a bloc was asked about, as variables, ascending."""
    return scope_of(case, tuple({issue for poll in bloc.polls for issue in poll.package.picks}))


def speaking(case: Case, bloc: Bloc) -> Bools:
    """Return which polls speak for which packages.

    Returns
    -------
    Shape ``(*sizes of the polled scope, polls)``; nowhere true for packages that no poll speaks for.
    """
    scope = polled_scope(case, bloc)
    matches = np.stack([holds(case, poll.package, scope) for poll in bloc.polls], axis=-1)
    named = np.array([len(poll.package.picks) for poll in bloc.polls])
    most = np.where(matches, named, 0).max(axis=-1, keepdims=True)
    return matches & (named == most)


def fitted(case: Case, bloc: Bloc) -> Logit | None:
    """Return the logit fitted to a bloc's polls; ``None`` where it names no attributes, or the polls cannot bear it."""
    asked = [poll.asked for poll in bloc.polls if poll.asked is not None]
    if not bears_logit(case, bloc) or len(asked) < len(bloc.polls):
        return None
    design = np.array(attribute_rows(case, bloc), dtype=np.float64)
    shares = np.array([float(poll.yes.central) for poll in bloc.polls])
    counts = np.array(asked, dtype=np.float64)
    # Polls scatter more than samples of their size would: different words, different weeks.
    found = fit_logit(shares, counts, design, dispersed=True)
    return found if isinstance(found, Logit) else None
