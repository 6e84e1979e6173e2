"""Case to arrays and index, for the solvers, and the way back."""

from detente.problem.compile import added, compile_case, holds, known_linkages, scope_of
from detente.problem.judging import Judge, Judges, log_odds, without_promises
from detente.problem.keeping import Keeping
from detente.problem.model import BoundRedLine, Problem
from detente.problem.polls import fitted, polled_scope, speaking
from detente.problem.pressing import Pressing
from detente.problem.seats import Seats, seats_of

__all__ = [
    "BoundRedLine",
    "Judge",
    "Judges",
    "Keeping",
    "Pressing",
    "Problem",
    "Seats",
    "added",
    "compile_case",
    "fitted",
    "holds",
    "known_linkages",
    "log_odds",
    "polled_scope",
    "scope_of",
    "seats_of",
    "speaking",
    "without_promises",
]
