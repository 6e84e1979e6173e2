"""Consent that depends on the package, as part of the network (rule C4).

Each party whose consent only some packages need is a variable of its own, asked or not asked. Moving what it decides
asks it; where it is not asked, its threshold is lifted and its red lines do not bind. A column counts what it decides
and is moved, plus one where it is not asked, and must reach one: a party is asked only where something of its own
moves, so that every package is counted once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.solvers.network import Bools, Constraint, Factor, Integers, Network, integer_array

__all__ = ["Asked", "asking", "only_where_asked"]


@dataclass(frozen=True)
class Asked:
    """A party whose consent depends on the package.

    Parameters
    ----------
    column
        Its column.
    threshold
        Least sum of that column that it accepts.
    moving
        Per variable that it decides: which options need its consent.
    """

    column: int
    threshold: int
    moving: Mapping[int, Bools]


def asking(base: Network, parties: Sequence[Asked]) -> Network:
    """Return a network with a further variable (0: not asked, 1: asked) and a further column for each party.

    The first factors of the network are those of its variables, in their order.
    """
    if not parties:
        return base
    more, options = len(parties), len(base.sizes)
    factors = [_widened(factor, more) for factor in base.factors]
    constraints: list[Constraint] = []
    for place, party in enumerate(parties):
        for variable, moving in party.moving.items():
            factors[variable].table[:, base.columns + place] = moving
            constraints.append(Constraint((variable, options + place), np.stack([~moving, np.ones_like(moving)], -1)))
        relief = [[0] * (base.columns + more), [0] * (base.columns + more)]
        relief[0][party.column] = _relief(base, party)
        relief[0][base.columns + place] = 1
        factors.append(Factor((options + place,), integer_array(relief)))
    sizes = (*base.sizes, *(2 for _ in parties))
    return Network(sizes, base.columns + more, tuple(factors), (*base.constraints, *constraints))


def _widened(factor: Factor, more: int) -> Factor:
    table: Integers = np.zeros((*factor.table.shape[:-1], factor.table.shape[-1] + more), dtype=factor.table.dtype)
    table[..., : factor.table.shape[-1]] = factor.table
    return Factor(factor.scope, table)


def _relief(network: Network, party: Asked) -> int:
    """Return what lifts even the least sum of a party's column to its threshold."""
    least = sum(int(factor.table[..., party.column].min()) for factor in network.factors)
    return max(0, party.threshold - least)


def only_where_asked(constraint: Constraint, variable: int) -> Constraint:
    """Return a constraint that binds only where a party is asked, given that party's variable (the last of all)."""
    plain = constraint.allowed
    return Constraint((*constraint.scope, variable), np.stack([np.ones_like(plain), plain], axis=-1))
