"""Packages that somebody named, as positions of options."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.case import option_text
from detente.errors import UsageError
from detente.problem import Problem
from detente.results import Named

__all__ = ["named_row"]


def named_row(problem: Problem, named: Named) -> NDArray[np.int64]:
    """Return the positions of the options of a package that somebody named, shape ``(issues,)``.

    Raises
    ------
    UsageError
        If it does not name exactly one listed option of every issue, or moves what is not on the table.
    """
    positions: list[int] = []
    for name, issue in problem.case.issues.items():
        found = issue.positions(named.package.get(name, ""))
        if len(found) != 1:
            options = ", ".join(option_text(option) for option in issue.options)
            raise UsageError(f"The package {named.name!r} names no one option of {name!r}. There are: {options}.")
        held = problem.seats.held.get(name, found[0])
        if found[0] != held:
            raise UsageError(
                f"The package {named.name!r} moves {name!r}, which is not on this table. It stays at "
                f"{option_text(issue.options[held])!r} there."
            )
        positions.append(found[0])
    return np.array(positions, dtype=np.int64)
