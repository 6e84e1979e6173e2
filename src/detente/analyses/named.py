"""Packages that somebody named, or that an answer lists, as positions of options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.case import option_text
from detente.errors import UsageError
from detente.problem import Problem
from detente.results import Deal, Named, Outcome

__all__ = ["feasible_rows", "named_row", "packages_asked", "spread_over"]

Row = NDArray[np.int64]


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


def packages_asked(problem: Problem, deal: Deal, named: Sequence[Named]) -> list[tuple[tuple[str, ...], Row]]:
    """Return the packages that somebody named, with their labels; without any those worth asking about.

    Raises
    ------
    UsageError
        As for `named_row`.
    """
    return [((each.name,), named_row(problem, each)) for each in named] or _worth_asking(problem, deal)


def _worth_asking(problem: Problem, deal: Deal) -> list[tuple[tuple[str, ...], Row]]:
    """Return the packages worth discussing and the proposals, each once, with all its labels."""
    named = [(f"package {each.letter}", each.outcome) for each in deal.discussed]
    named += [(f"proposal {name}", each.outcome) for name, each in deal.proposals.items() if each.outcome is not None]
    found: dict[tuple[int, ...], list[str]] = {}
    for label, outcome in named:
        found.setdefault(tuple(problem.positions(outcome.package)), []).append(label)
    return [(tuple(labels), np.array(row, dtype=np.int64)) for row, labels in found.items()]


def spread_over(listed: Sequence[Outcome], most: int) -> list[Outcome]:
    """Return at most so many of the outcomes listed, evenly spread."""
    places = np.linspace(0, len(listed) - 1, min(len(listed), most)).round().astype(np.int64)
    return [listed[place] for place in places.tolist()]


def feasible_rows(problem: Problem, outcomes: Iterable[Outcome]) -> Row:
    """Return the packages that break no rule and change something, each once, shape ``(n, issues)``."""
    kept = (each for each in outcomes if all(block.kind not in {"rule", "status_quo"} for block in each.blocked_by))
    rows = dict.fromkeys(tuple(problem.positions(each.package)) for each in kept)
    return np.array(list(rows), dtype=np.int64).reshape(len(rows), len(problem.issues))
