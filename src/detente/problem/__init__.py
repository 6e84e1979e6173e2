"""Case to arrays and index, for the solvers, and the way back."""

from detente.problem.compile import BoundRedLine, Problem, compile_case, holds, known_linkages, scope_of

__all__ = [
    "BoundRedLine",
    "Problem",
    "compile_case",
    "holds",
    "known_linkages",
    "scope_of",
]
