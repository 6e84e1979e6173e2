"""Who can move a dispute from which situation to which, and what each prefers (section `moves`).

The graph model for conflict resolution: Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeAlias

from detente.case.estimate import Provenance
from detente.case.statement import Statement

__all__ = [
    "Arc",
    "CommonMoves",
    "Count",
    "Direction",
    "Implied",
    "MoveOption",
    "Moves",
    "Pattern",
    "Restriction",
    "States",
    "UnderLevers",
]

Direction = Literal["both", "forward", "back"]


@dataclass(frozen=True, slots=True)
class MoveOption:
    """Something that a player can do or leave.

    Parameters
    ----------
    player
        Whose it is.
    direction
        ``forward``: once done it cannot be undone; ``back``: once undone it cannot be done again.
    """

    player: str
    name: str
    direction: Direction = "both"

    @property
    def full_name(self) -> str:
        """Return its name with its player's, which tells it from another player's option of that name."""
        return f"{self.player}.{self.name}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """States by some of their options: as signs ``Y``, ``N``, ``-`` in the order of the file, or by name.

    Parameters
    ----------
    signs
        One sign for each option; empty where options are named.
    says
        Options that are named, and whether each is taken.
    """

    signs: str = ""
    says: Mapping[str, bool] = field(default_factory=dict[str, bool])

    def __str__(self) -> str:
        return self.signs or "; ".join(name if taken else f"not {name}" for name, taken in self.says.items())


States: TypeAlias = Pattern | Statement
"""What describes states: those that a pattern fits, or of which a statement holds."""


@dataclass(frozen=True, slots=True)
class Count:
    """Of some options at most one, or at least one, is taken."""

    kind: Literal["at_most_one", "at_least_one"]
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Implied:
    """What describes some states needs something else to hold in them."""

    when: States
    needs: States


Restriction: TypeAlias = Pattern | Statement | Count | Implied
"""What makes states infeasible: those described by the first two, those that break the last two."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A move from one state to another, and back if `both`."""

    start: str
    end: str
    both: bool = False


@dataclass(frozen=True, slots=True)
class CommonMoves:
    """Moves that each of several players can make alone."""

    by: tuple[str, ...]
    arcs: tuple[Arc, ...]


@dataclass(frozen=True, slots=True)
class UnderLevers:
    """What some players prefer while levers are in force, all of them at their full level.

    Parameters
    ----------
    levers
        Names of levers of the case.
    statements
        Per player: what it then wants before all that it wants anyway, most important first.
    ranking
        Per player: the ranking that takes the place of its own.
    """

    levers: tuple[str, ...]
    statements: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict[str, tuple[Statement, ...]])
    ranking: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict[str, tuple[tuple[str, ...], ...]])


@dataclass(frozen=True)
class Moves:
    """States, moves and preferences: by options (`options`), or state by state (`states` and `graph`).

    A state is named by its id; where there are options also by its signs ``YN..``, by the options taken in it with
    ``; `` between them, or by the name under which it was merged; where there are none also by its label, if it is the
    only one with that label.

    Parameters
    ----------
    players
        Who moves, or is moved; each has preferences.
    infeasible
        What cannot come about.
    merged
        Names of states that stand for all states described.
    states
        Id to label; empty where there are options.
    common
        Moves that several players can make, besides those of `options` and `graph`.
    ranking
        Per player: ids of states tied with each other, best first.
    statements
        Per player: what it wants, most important first (option prioritising).
    packages
        Ids, patterns or statements that describe states, to what is agreed in them: a package or the name of a
        proposal. Players without ranking and statements have the points of these packages; all other states are worth
        no deal.
    unknown
        Per player: pairs of states of which it is not known which it prefers. Its order has them all the same: what
        holds is told for that order, and for four kinds of players who do not know.
    today, target, watch
        The state that holds now, one that is wished for, and others of interest.
    with_levers
        What changes in preferences while levers are in force; see `under`.
    """

    players: tuple[str, ...]
    options: tuple[MoveOption, ...] = ()
    infeasible: tuple[Restriction, ...] = ()
    merged: Mapping[str, States] = field(default_factory=dict[str, States])
    states: Mapping[str, str] = field(default_factory=dict[str, str])
    graph: Mapping[str, tuple[Arc, ...]] = field(default_factory=dict[str, tuple[Arc, ...]])
    common: tuple[CommonMoves, ...] = ()
    ranking: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict[str, tuple[tuple[str, ...], ...]])
    statements: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict[str, tuple[Statement, ...]])
    packages: Mapping[str, Mapping[str, str] | str] = field(default_factory=dict[str, "Mapping[str, str] | str"])
    unknown: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict[str, tuple[tuple[str, str], ...]])
    today: str = ""
    target: str = ""
    watch: tuple[str, ...] = ()
    provenance: Provenance = Provenance()
    with_levers: tuple[UnderLevers, ...] = ()

    def under(self, levers: Collection[str]) -> Moves:
        """Return the moves with the preferences that hold while levers are in force, each at its full level.

        Every entry of `with_levers` counts whose levers are all among them. Of several, the statements of an earlier
        one stand before those of a later one, and of two rankings of one player the later one counts.

        Examples
        --------
        >>> from detente.case.statement import parse_statement
        >>> accept, stay = parse_statement("accept"), parse_statement("not accept")
        >>> option = MoveOption("a", "accept")
        >>> pressed = UnderLevers(("penalty",), {"a": (accept,)})
        >>> moves = Moves(("a",), (option,), statements={"a": (stay,)}, with_levers=(pressed,))
        >>> [str(each) for each in moves.under(["penalty"]).statements["a"]], moves.under([]) is moves
        (['accept', 'not accept'], True)
        """
        counting = [each for each in self.with_levers if set(each.levers) <= set(levers)]
        if not counting:
            return self
        statements, ranking = dict(self.statements), dict(self.ranking)
        for each in reversed(counting):
            statements |= {player: (*first, *statements[player]) for player, first in each.statements.items()}
        for each in counting:
            ranking |= each.ranking
        return replace(self, statements=statements, ranking=ranking)

    @cached_property
    def _named(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for position, option in enumerate(self.options):
            for name in (option.name, option.full_name):
                found[name] = (*found.get(name, ()), position)
        return found

    def positions(self, name: str) -> tuple[int, ...]:
        """Return the options that a name may mean, by position: several where players have options of one name.

        Examples
        --------
        >>> moves = Moves(("a", "b"), (MoveOption("a", "accept"), MoveOption("b", "accept"), MoveOption("b", "leave")))
        >>> moves.positions("accept"), moves.positions("b.accept"), moves.positions("stay")
        ((0, 1), (1,), ())
        """
        return self._named.get(name, ())

    @cached_property
    def option_names(self) -> tuple[str, ...]:
        """Return the shortest name of each option that means it alone."""
        return tuple(
            option.name if len(self.positions(option.name)) == 1 else option.full_name for option in self.options
        )

    def prefers_by(self, player: str) -> Literal["ranking", "statements", "points", ""]:
        """Return from what a player's preferences come; empty where nothing says so."""
        if player in self.ranking:
            return "ranking"
        if player in self.statements:
            return "statements"
        return "points" if self.packages else ""
