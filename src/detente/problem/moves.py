"""The section `moves` as arrays: states to rows, options to arcs, rankings, statements and points to ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from detente.case import Arc, Case, Moves, StateSpace, completed, utility
from detente.errors import LimitError, UsageError
from detente.problem.compile import added, no_deal_points
from detente.solvers.moves.model import Arcs, Game, Hypercube, Integers, Option, option_moves
from detente.solvers.moves.ranks import by_statements

__all__ = ["MAX_MOVES", "MAX_WRITTEN_MOVES", "NO_AGREEMENT", "CompiledMoves", "compile_moves", "ranks_of"]

MAX_MOVES = 1 << 25
"""Most moves that follow from options, over all players, where they are written out as rows."""

MAX_WRITTEN_MOVES = 1_000_000
"""Most moves that a case gives one by one."""

NO_AGREEMENT = -1
"""What stands for no deal among the numbers of agreements."""


@dataclass(frozen=True, eq=False)
class CompiledMoves:
    """States, moves and preferences of a case by number, and the way back to their names.

    Parameters
    ----------
    space
        What the states are called.
    players
        Names, in the order of the arrays.
    numbers
        Shape ``(states,)``, ascending: the number of each state in `space`. Where there are options, its bits say which
        are taken, and merged states have the least number of all they stand for.
    ranks
        Shape ``(players, states)``: dense, the higher the better.
    options
        Per player, its options; empty where the states are given one by one.
    agreements
        What is agreed in some states, as positions of options of issues.
    agreed
        Shape ``(states,)``: which of `agreements` holds in each state, or `NO_AGREEMENT`.
    unknown
        Per player, pairs of rows of which it is not known which it prefers.
    today, target
        Rows, or ``None`` where the case names none.
    watch
        Rows.
    """

    space: StateSpace
    players: tuple[str, ...]
    numbers: Integers
    ranks: Integers
    options: tuple[tuple[Option, ...], ...]
    agreements: tuple[Mapping[str, int], ...]
    agreed: Integers
    unknown: tuple[tuple[tuple[int, int], ...], ...]
    today: int | None
    target: int | None
    watch: tuple[int, ...]

    @property
    def states(self) -> int:
        """Return the number of states."""
        return len(self.numbers)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Return the id of each state: its number where there are options, else as the case gives it."""
        moves = self.space.moves
        return tuple(map(str, self.numbers.tolist())) if moves.options else tuple(moves.states)

    def label(self, row: int) -> str:
        """Return what a state is called."""
        return self.space.label(int(self.numbers[row]))

    def row(self, text: str) -> int:
        """Return the row of a state that is named as in a case.

        Raises
        ------
        UsageError
            If it names no state.
        """
        found = self.space.find(text)
        if found.why:
            raise UsageError(f"{text!r} names no state that can come about. Take an id or a label of the case's moves.")
        return int(np.searchsorted(self.numbers, found.state))

    @property
    def by_points(self) -> tuple[int, ...]:
        """Return the players whose ranks come from points of packages."""
        moves = self.space.moves
        return tuple(i for i, name in enumerate(self.players) if moves.prefers_by(name) == "points")

    @property
    def vectors(self) -> Integers | None:
        """Return the options taken in each state as bits; ``None`` where moves do not all follow from options."""
        moves = self.space.moves
        return self.numbers if moves.options and not moves.merged and not moves.common else None

    @cached_property
    def feasible(self) -> Integers:
        """Return the numbers of all combinations of options that can come about, ascending."""
        return np.flatnonzero(_bits(self.space, self.space.feasible))[: self.space.universe].astype(np.int64)

    @cached_property
    def standing(self) -> Integers:
        """Return the row of the state that stands for each feasible combination."""
        return _rows_of(self, self.feasible)

    @property
    def masks(self) -> tuple[int, ...]:
        """Return the bits of each player's options."""
        return tuple(sum(1 << bit for bit, _ in own) for own in self.options)

    @cached_property
    def hypercube(self) -> Hypercube | None:
        """Return the game as a table of options, or ``None`` where some are infeasible, merged or moved otherwise."""
        moves = self.space.moves
        if not moves.options or moves.merged or moves.common or self.states < self.space.universe:
            return None
        return Hypercube(self.options, self.ranks)

    @cached_property
    def game(self) -> Game:
        """Return the game as rows of moves.

        Raises
        ------
        LimitError
            If there are more than `MAX_MOVES` moves.
        """
        return Game(self.states, _arcs(self), self.ranks)

    def truths(self, player: str) -> Iterator[Integers]:
        """Yield, for each statement of a player, in which states it holds: shape ``(states,)``, 1 or 0."""
        for statement in self.space.moves.statements[player]:
            yield _holds(self.space, self.space.holding(statement), self.numbers)

    def arcs_with(self, place: int, own: Sequence[Option]) -> Arcs:
        """Return the moves that a player would have if its options could change in other directions."""
        return _arcs_of(self, self.players[place], own)

    def with_ranks(self, ranks: Integers) -> CompiledMoves:
        """Return the same moves under other preferences."""
        return replace(self, ranks=ranks)


def compile_moves(case: Case) -> CompiledMoves:
    """Return the moves of a checked case, with preferences from points at central values.

    Raises
    ------
    LimitError
        If there are too many options, states, or moves given one by one.
    UsageError
        If the case has no moves, or was not checked and lacks what its moves need.

    Examples
    --------
    >>> from detente.case import MoveOption, Party, parse_statement
    >>> options = (MoveOption("a", "stay out"), MoveOption("b", "build", "forward"))
    >>> wants = {"a": (parse_statement("not stay out"),), "b": (parse_statement("build and stay out"),)}
    >>> moves = compile_moves(Case("Pump", {}, {}, {}, moves=Moves(("a", "b"), options, statements=wants)))
    >>> [moves.label(row) for row in range(moves.states)]
    ['none', 'stay out', 'build', 'stay out; build']
    >>> moves.ranks.tolist(), moves.game.arcs[1].targets.tolist()
    ([[1, 0, 1, 0], [0, 0, 0, 1]], [2, 3])
    """
    moves = case.moves
    if moves is None:
        raise UsageError("This case has no `moves`. Add the section, or ask what is agreed in it instead.")
    moves = moves.under(_in_full(case))
    space = StateSpace(moves)
    written = sum(len(own) for own in moves.graph.values()) + sum(len(c.arcs) * len(c.by) for c in moves.common)
    if written > MAX_WRITTEN_MOVES:
        raise LimitError(
            f"The case gives {written:,} moves one by one and the limit is {MAX_WRITTEN_MOVES:,}.",
            "Give `options` instead, from which the moves follow.",
        )
    numbers = _numbers(space)
    agreements, agreed = _agreements(case, space, numbers)
    compiled = CompiledMoves(
        space,
        moves.players,
        numbers,
        np.zeros((len(moves.players), len(numbers)), dtype=np.int64),
        _options(moves),
        agreements,
        agreed,
        (),
        None,
        None,
        (),
    )
    ranks = [_ranks(case, compiled, player) for player in moves.players]
    return replace(
        compiled,
        ranks=np.array(ranks, dtype=np.int64).reshape(len(moves.players), len(numbers)),
        unknown=tuple(
            tuple((compiled.row(one), compiled.row(other)) for one, other in moves.unknown.get(player, ()))
            for player in moves.players
        ),
        today=compiled.row(moves.today) if moves.today else None,
        target=compiled.row(moves.target) if moves.target else None,
        watch=tuple(map(compiled.row, moves.watch)),
    )


def _in_full(case: Case) -> list[str]:
    """Return the levers in force at their full level."""
    return [name for name, level in case.in_force.items() if level == list(case.levers[name].levels)[-1]]


def _options(moves: Moves) -> tuple[tuple[Option, ...], ...]:
    return tuple(
        tuple((bit, option.direction) for bit, option in enumerate(moves.options) if option.player == player)
        for player in moves.players
    )


def _numbers(space: StateSpace) -> Integers:
    """Return the numbers of all states, ascending."""
    return np.flatnonzero(_bits(space, space.states))[: space.universe].astype(np.int64)


def _bits(space: StateSpace, some: int) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Return a set of states as zeros and ones."""
    return np.unpackbits(np.frombuffer(space.in_bytes(some), dtype=np.uint8), bitorder="little")


def _holds(space: StateSpace, some: int, numbers: Integers) -> Integers:
    """Return for each state whether it is in a set: 1 or 0."""
    row = np.frombuffer(space.in_bytes(some), dtype=np.uint8)
    return (row[numbers >> 3] >> (numbers & 7).astype(np.uint8) & 1).astype(np.int64)


def _arcs(compiled: CompiledMoves) -> tuple[Arcs, ...]:
    if compiled.space.moves.options:
        _limit_moves(compiled.feasible, compiled.masks)
    return tuple(compiled.arcs_with(place, own) for place, own in enumerate(compiled.options))


def _arcs_of(compiled: CompiledMoves, player: str, own: Sequence[Option]) -> Arcs:
    moves, states = compiled.space.moves, compiled.states
    more = _pairs(compiled, [each.arcs for each in moves.common if player in each.by])
    if not moves.options:
        return Arcs.of(states, _pairs(compiled, [moves.graph.get(player, ())]) + more)
    arcs = option_moves(compiled.feasible, own)
    if not moves.merged and not moves.common:
        return arcs
    rows = compiled.standing
    pairs = np.stack([rows[arcs.sources], rows[arcs.targets]], axis=1)
    return _joined(states, np.concatenate([pairs, np.array(more, dtype=np.int64).reshape(-1, 2)]))


def _pairs(compiled: CompiledMoves, lists: Iterable[Sequence[Arc]]) -> list[tuple[int, int]]:
    """Return moves that are written out, as rows."""
    pairs: list[tuple[int, int]] = []
    for arc in (arc for arcs in lists for arc in arcs):
        start, end = compiled.row(arc.start), compiled.row(arc.end)
        pairs += [(start, end), (end, start)] if arc.both else [(start, end)]
    return pairs


def _limit_moves(feasible: Integers, masks: Sequence[int]) -> None:
    """Refuse options from which more moves may follow than can be held."""
    most = 0
    for mask in masks:
        _, alike = np.unique(feasible & ~np.int64(mask), return_counts=True)
        most += int((alike.astype(np.int64) * (alike - 1)).sum())
    if most > MAX_MOVES:
        raise LimitError(
            f"Up to {most:,} moves follow from the options and the limit is {MAX_MOVES:,}.",
            "Add to `infeasible` what cannot come about, or leave out options.",
        )


def _rows_of(compiled: CompiledMoves, feasible: Integers) -> Integers:
    """Return the row of the state that stands for each feasible state."""
    rows = np.searchsorted(compiled.numbers, feasible)
    for members in compiled.space.merged.values():
        first = (members & -members).bit_length() - 1
        rows[_holds(compiled.space, members, feasible) == 1] = int(np.searchsorted(compiled.numbers, first))
    return rows.astype(np.int64)


def _joined(states: int, pairs: Integers) -> Arcs:
    """Return moves without loops and repetitions."""
    codes = np.unique(pairs[pairs[:, 0] != pairs[:, 1]] @ np.array([states, 1], dtype=np.int64))
    sources, targets = np.divmod(codes, states)
    return Arcs.sorted_from(states, sources, targets)


def _ranks(case: Case, compiled: CompiledMoves, player: str) -> Integers:
    moves = compiled.space.moves
    match moves.prefers_by(player):
        case "ranking":
            return _ranked(compiled, moves.ranking[player])
        case "statements":
            return by_statements(compiled.states, compiled.truths(player))
        case "points":
            values = [_points(case, player, package) for package in compiled.agreements]
            return ranks_of(compiled.agreed, values, _no_deal(case, player))
        case _:
            raise UsageError(f"Nothing says which states {player!r} prefers. Check the case first.")


def _ranked(compiled: CompiledMoves, ranking: Sequence[Sequence[str]]) -> Integers:
    ranks = np.full(compiled.states, -1, dtype=np.int64)
    for place, level in enumerate(ranking):
        for text in level:
            ranks[compiled.row(text)] = len(ranking) - 1 - place
    if (ranks < 0).any():
        raise UsageError("A ranking leaves out states. Check the case first.")
    return ranks


def ranks_of(agreed: Integers, values: Sequence[Fraction | int], no_deal: Fraction | int) -> Integers:
    """Return dense ranks of states by what is agreed in them.

    Parameters
    ----------
    agreed
        Shape ``(states,)``: which agreement holds, or `NO_AGREEMENT`.
    values
        What each agreement is worth.
    no_deal
        What every other state is worth.

    Examples
    --------
    >>> ranks_of(np.array([NO_AGREEMENT, 0, 1, 0]), [30, 60], 40).tolist()
    [1, 0, 2, 0]
    """
    held = set(agreed.tolist())
    worth = {number: value for number, value in enumerate((*values, no_deal)) if number in held}
    if NO_AGREEMENT in held:
        worth[len(values)] = no_deal
    order = {value: rank for rank, value in enumerate(sorted(set(worth.values())))}
    table = np.zeros(len(values) + 1, dtype=np.int64)
    for number, value in worth.items():
        table[number] = order[value]
    return table[agreed]


def _agreements(case: Case, space: StateSpace, numbers: Integers) -> tuple[tuple[Mapping[str, int], ...], Integers]:
    """Return what is agreed somewhere, and what in each state."""
    packages: list[Mapping[str, int]] = []
    agreed = np.full(len(numbers), NO_AGREEMENT, dtype=np.int64)
    for text, given in space.moves.packages.items():
        states = space.sought(text)
        package = completed(case, case.proposals[given].package if isinstance(given, str) else given)
        if states is None or package is None:
            raise UsageError(f"What is agreed in {text!r} is not complete. Check the case first.")
        agreed[_holds(space, states, numbers) == 1] = len(packages)
        packages.append(package)
    return tuple(packages), agreed


def _points(case: Case, player: str, package: Mapping[str, int]) -> Fraction:
    points = utility(case, player, package)
    if points is None:
        raise UsageError(f"The weights and values of {player!r} are not complete. Check the case first.")
    return points + sum((each.central for each in added(case, player, None)), start=Fraction(0))


def _no_deal(case: Case, player: str) -> Fraction:
    value = no_deal_points(case, player)
    if value is None:
        raise UsageError(f"{player!r} has no no-deal value. Check the case first.")
    return value
