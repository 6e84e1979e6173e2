"""Bucket trees: in which order variables are eliminated, and who sends a message to whom.

Source: Dechter 1999 (bucket elimination); Rose 1970 and Kjaerulff 1990 for the min-fill order. The same tree
carries every pass: exact bounds, counts, moments and non-dominated sets (Rollon and Larrosa 2006).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from detente.solvers.network import Network

__all__ = ["Algebra", "Bucket", "Tree", "downward", "elimination_order", "tree_of", "upward"]

Table = TypeVar("Table")


@dataclass(frozen=True)
class Bucket:
    """One eliminated variable.

    Parameters
    ----------
    variable
        The variable that disappears here.
    clique
        It and its neighbours at that time, ascending.
    separator
        The clique without it: the scope of the message it sends.
    parent
        Position of the bucket that receives the message; -1 at a root (nothing but kept variables left).
    children
        Positions of the buckets it receives from.
    factors, constraints
        Positions of the network's factors and constraints that are dealt with here.
    """

    variable: int
    clique: tuple[int, ...]
    separator: tuple[int, ...]
    parent: int
    children: tuple[int, ...]
    factors: tuple[int, ...]
    constraints: tuple[int, ...]


@dataclass(frozen=True)
class Tree:
    """Buckets in elimination order (children before parents), and the roots.

    `kept` are the variables that are never eliminated: every answer is one per joint option of them.
    """

    buckets: tuple[Bucket, ...]
    roots: tuple[int, ...]
    kept: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """Return the induced width: the largest separator."""
        return max((len(bucket.separator) for bucket in self.buckets), default=0)


class Algebra(Protocol[Table]):
    """How tables over sets of variables are combined in a pass."""

    def product(self, scope: Sequence[int], parts: Sequence[tuple[Sequence[int], Table]]) -> Table:
        """Return the product of tables over `scope`; each part comes with its own scope, contained in it."""
        ...

    def marginal(self, table: Table, scope: Sequence[int], onto: Sequence[int]) -> Table:
        """Return the table with the variables outside `onto` summed (maximised, ...) out."""
        ...


def elimination_order(network: Network, kept: Sequence[int] = ()) -> tuple[int, ...]:
    """Return a min-fill elimination order.

    Ties go to the smaller joint table; then to the variable at which the least is to be joined, so that a hub into
    which many messages flow is eliminated after its neighbours and they are not joined over all of those; then to the
    first variable. Variables in `kept` are never eliminated and do not count.
    """
    neighbours: list[set[int]] = [set() for _ in network.sizes]
    for part in (*network.factors, *network.constraints):
        for variable in part.scope:
            neighbours[variable].update(part.scope)
    for variable, around in enumerate(neighbours):
        around.difference_update((variable, *kept))

    # Messages under way: whom they speak of, and how many options the variables eliminated into them had to spare.
    waiting: list[tuple[frozenset[int], int]] = []

    def collected(variable: int) -> list[int]:
        return sorted(load for scope, load in waiting if variable in scope)

    def cost(variable: int) -> tuple[int, int, int, int]:
        around = sorted(neighbours[variable])
        fill = sum(b not in neighbours[a] for i, a in enumerate(around) for b in around[i + 1 :])
        joint = network.sizes[variable]
        for other in around:
            joint *= network.sizes[other]
        return fill, joint, sum(collected(variable)[:-1]), variable

    costs = {variable: cost(variable) for variable in range(len(network.sizes)) if variable not in kept}
    order: list[int] = []
    while costs:
        chosen = min(costs, key=costs.__getitem__)
        del costs[chosen]
        order.append(chosen)
        around = neighbours[chosen]
        load = network.sizes[chosen] - 1 + sum(collected(chosen))
        waiting = [message for message in waiting if chosen not in message[0]]
        waiting.append((frozenset(around), load))
        stale = set(around)
        for a in around:
            stale |= neighbours[a]
            neighbours[a] |= around
            neighbours[a] -= {a, chosen}
        for a in stale & costs.keys():
            costs[a] = cost(a)
    return tuple(order)


def tree_of(network: Network, kept: Sequence[int] = ()) -> Tree:
    """Return the bucket tree of a network under the min-fill order.

    Parameters
    ----------
    kept
        Variables that stay to the end, such as the number of a draw. Every factor and constraint must speak of
        some other variable too.
    """
    order = elimination_order(network, kept)
    place = {variable: position for position, variable in enumerate(order)}

    def home(scope: tuple[int, ...]) -> int:
        return min((place[variable] for variable in scope if variable not in kept), default=-1)

    factors: list[list[int]] = [[] for _ in order]
    constraints: list[list[int]] = [[] for _ in order]
    for held, parts in ((factors, network.factors), (constraints, network.constraints)):
        for position, part in enumerate(parts):
            held[home(part.scope)].append(position)
    children: list[list[int]] = [[] for _ in order]
    buckets: list[Bucket] = []
    for position, variable in enumerate(order):
        members = {variable}
        for factor in factors[position]:
            members.update(network.factors[factor].scope)
        for constraint in constraints[position]:
            members.update(network.constraints[constraint].scope)
        for child in children[position]:
            members.update(buckets[child].separator)
        separator = tuple(sorted(members - {variable}))
        parent = home(separator)
        if parent >= 0:
            children[parent].append(position)
        buckets.append(
            Bucket(
                variable,
                tuple(sorted(members)),
                separator,
                parent,
                tuple(children[position]),
                tuple(factors[position]),
                tuple(constraints[position]),
            )
        )
    roots = tuple(position for position, bucket in enumerate(buckets) if bucket.parent < 0)
    return Tree(tuple(buckets), roots, tuple(kept))


def upward(tree: Tree, local: Callable[[Bucket], Table], algebra: Algebra[Table]) -> list[Table]:
    """Return the message that each bucket sends, over its separator.

    Parameters
    ----------
    local
        Gives the table of a bucket's own factors and constraints, over its clique.
    """
    messages: list[Table] = []
    for bucket in tree.buckets:
        parts: list[tuple[Sequence[int], Table]] = [(bucket.clique, local(bucket))]
        parts += [(tree.buckets[child].separator, messages[child]) for child in bucket.children]
        joint = algebra.product(bucket.clique, parts)
        messages.append(algebra.marginal(joint, bucket.clique, bucket.separator))
    return messages


def _but_one(
    scope: Sequence[int], base: Table, parts: list[tuple[Sequence[int], Table]], algebra: Algebra[Table]
) -> list[Table]:
    """Return, for each part, the product of `base` and all the other parts, without dividing."""
    before = [base]
    for part in parts[:-1]:
        before.append(algebra.product(scope, [(scope, before[-1]), part]))
    result = list(before)
    after: tuple[Sequence[int], Table] | None = None
    for position in range(len(parts) - 1, -1, -1):
        if after is not None:
            result[position] = algebra.product(scope, [(scope, before[position]), after])
            after = (scope, algebra.product(scope, [after, parts[position]]))
        else:
            after = (scope, algebra.product(scope, [parts[position]]))
    return result


def downward(
    tree: Tree, local: Callable[[Bucket], Table], messages: Sequence[Table], algebra: Algebra[Table]
) -> list[Table]:
    """Return, for each bucket, what all that lies outside its subtree says about its separator."""
    outside: dict[int, Table] = {}

    def spread(scope: Sequence[int], base: Table, children: Sequence[int]) -> None:
        parts: list[tuple[Sequence[int], Table]] = [(tree.buckets[c].separator, messages[c]) for c in children]
        for child, rest in zip(children, _but_one(scope, base, parts, algebra), strict=True):
            outside[child] = algebra.marginal(rest, scope, tree.buckets[child].separator)

    if tree.roots:
        spread(tree.kept, algebra.product(tree.kept, []), tree.roots)
    for position in range(len(tree.buckets) - 1, -1, -1):
        bucket = tree.buckets[position]
        if bucket.children:
            base = algebra.product(
                bucket.clique, [(bucket.clique, local(bucket)), (bucket.separator, outside[position])]
            )
            spread(bucket.clique, base, bucket.children)
    return [outside[position] for position in range(len(tree.buckets))]
