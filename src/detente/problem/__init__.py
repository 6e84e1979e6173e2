"""Case to arrays and index, for the solvers, and the way back."""

from detente.problem.compile import BoundRedLine, Problem, compile_case, holds, known_linkages
from detente.problem.values import central_weights, issue_table, option_values

__all__ = [
    "BoundRedLine",
    "Problem",
    "central_weights",
    "compile_case",
    "holds",
    "issue_table",
    "known_linkages",
    "option_values",
]
