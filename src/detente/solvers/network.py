"""Variables, factors and constraints as arrays: the form in which every question reaches a solver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitError

__all__ = [
    "MAX_TABLE",
    "SAFE",
    "Bools",
    "Constraint",
    "Factor",
    "Integers",
    "Network",
    "align",
    "clique_shape",
    "evaluate",
    "integer_array",
    "joint_shape",
]

# `int64`, or `object` holding Python integers: numpy has no type for "either, and never mixed".
Integers: TypeAlias = NDArray[Any]
Bools: TypeAlias = NDArray[np.bool_]

MAX_TABLE = 4_000_000
"""Most entries that one joint table of linked issues may have."""

SAFE = 1 << 61
"""Integers below this in size can be added as ``int64``."""
_Entry = TypeVar("_Entry", bound=np.generic)


@dataclass(frozen=True)
class Factor:
    """Points that depend on the options of a few variables.

    Parameters
    ----------
    scope
        Variables, ascending.
    table
        Shape ``(*sizes of the scope, columns)``; exact integers, ``int64`` or ``object``.
    """

    scope: tuple[int, ...]
    table: Integers


@dataclass(frozen=True)
class Constraint:
    """Which joint options of a few variables are allowed.

    Parameters
    ----------
    scope
        Variables, ascending.
    allowed
        Shape ``sizes of the scope``.
    """

    scope: tuple[int, ...]
    allowed: Bools


@dataclass(frozen=True)
class Network:
    """Discrete variables, additive integer factors in several columns, and hard constraints.

    Parameters
    ----------
    sizes
        Number of options of each variable.
    columns
        Number of columns (parties, and helpers such as "is anything moved").
    factors, constraints
        What the columns add up, and what is excluded.
    """

    sizes: tuple[int, ...]
    columns: int
    factors: tuple[Factor, ...]
    constraints: tuple[Constraint, ...] = ()

    @property
    def outcomes(self) -> int:
        """Return the number of assignments, allowed or not."""
        return prod(self.sizes)

    @cached_property
    def dtype(self) -> type[np.int64 | np.object_]:
        """Return ``int64`` where every partial sum stays below 2^62 in size, else ``object``."""
        if any(factor.table.dtype == np.object_ for factor in self.factors):
            return np.object_
        bound = sum(int(abs(factor.table).max(initial=0)) for factor in self.factors)
        return np.int64 if bound < SAFE else np.object_

    def with_constraints(self, constraints: Sequence[Constraint]) -> Network:
        """Return the network with these constraints added."""
        return Network(self.sizes, self.columns, self.factors, (*self.constraints, *constraints))


def integer_array(values: object) -> Integers:
    """Return integers as ``int64`` where they fit with room to add, else as Python integers.

    Examples
    --------
    >>> integer_array([1, 2]).dtype, integer_array([1, 2**70]).dtype
    (dtype('int64'), dtype('O'))
    """
    exact: Integers = np.array(values, dtype=np.object_)
    if all(-SAFE < int(entry) < SAFE for entry in exact.flat):
        return exact.astype(np.int64)
    return exact


def align(table: NDArray[_Entry], scope: Sequence[int], target: Sequence[int], trailing: int) -> NDArray[_Entry]:
    """Return a view of a table over `scope` that broadcasts over `target`.

    Parameters
    ----------
    table
        Shape ``(*sizes of scope, *trailing axes)``.
    scope, target
        Variables, ascending; `scope` is contained in `target`.
    trailing
        Number of axes after those of the variables.
    """
    inside = set(scope)
    sizes = iter(table.shape[: len(scope)])
    shape = [next(sizes) if variable in inside else 1 for variable in target]
    return table.reshape((*shape, *table.shape[table.ndim - trailing :]))


def joint_shape(sizes: Sequence[int]) -> tuple[int, ...]:
    """Return the shape of a joint table of variables with these sizes.

    Raises
    ------
    LimitError
        If it would have more than `MAX_TABLE` entries.
    """
    if prod(sizes) > MAX_TABLE:
        raise LimitError(
            f"Linkages, rules and red lines tie {len(sizes)} issues together: {prod(sizes):,} combinations, "
            f"over the limit of {MAX_TABLE:,}.",
            "Use fewer linked issues, fewer options, or conditions on fewer issues at once.",
        )
    return tuple(sizes)


def clique_shape(network: Network, clique: Sequence[int]) -> tuple[int, ...]:
    """Return the sizes of a clique's variables; see `joint_shape` for its limit."""
    return joint_shape([network.sizes[variable] for variable in clique])


def evaluate(network: Network, assignments: NDArray[np.int64]) -> Integers:
    """Return the column sums of complete assignments.

    Parameters
    ----------
    assignments
        Shape ``(n, variables)``: positions of the options.

    Returns
    -------
    Shape ``(n, columns)``.
    """
    total: Integers = np.zeros((len(assignments), network.columns), dtype=network.dtype)
    for factor in network.factors:
        total = total + factor.table[tuple(assignments[:, variable] for variable in factor.scope)]
    return total
