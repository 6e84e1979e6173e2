"""Case to arrays and index, for the solvers, and the way back."""

from detente.problem.compile import compile_case, holds, known_linkages, scope_of, then_of
from detente.problem.model import BoundRedLine, Problem
from detente.problem.seats import Seats, seats_of

__all__ = [
    "BoundRedLine",
    "Problem",
    "Seats",
    "compile_case",
    "holds",
    "known_linkages",
    "scope_of",
    "seats_of",
    "then_of",
]
