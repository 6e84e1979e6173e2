"""The states of a section `moves`: which there are, which a text names, and what each is called.

Sets of states are whole numbers whose bit s tells whether state s is among them, so that statements about millions of
states are a few operations on long numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias, assert_never

from detente.case.moves import Count, Implied, Moves, Pattern, Restriction, States
from detente.case.statement import Denied, Formula, Joined, Said, Statement, StatementError, parse_statement
from detente.errors import LimitError

__all__ = ["MAX_MOVE_OPTIONS", "MAX_STATES", "NO_OPTION", "Sought", "StateSpace", "described_by"]

MAX_MOVE_OPTIONS = 24
"""Most options: 16,777,216 states before what is infeasible is taken away."""

MAX_STATES = 1 << 20
"""Most states that are left."""

NO_OPTION = "none"
"""What the state is called in which no option is taken."""

Bits: TypeAlias = int
"""A set of states."""

Why = Literal["", "unknown", "infeasible", "several", "length"]


@dataclass(frozen=True, slots=True)
class Sought:
    """A state that a text names, or why it names none.

    Parameters
    ----------
    state
        Its number; 0 where there is none.
    why
        Empty where there is one. ``unknown``: nothing is called so; ``infeasible``: it cannot come about; ``several``:
        signs that fit several, or a label of several; ``length``: not one sign for each option.
    """

    state: int
    why: Why = ""


class StateSpace:
    """The states of a section `moves`.

    With options, the number of a state has bit k where the k-th option is taken; merged states have the least number
    of all they stand for. Without, states count from 0 in the order of the file.

    Parameters
    ----------
    moves
        The section; every option that it names means one option.

    Raises
    ------
    LimitError
        If there are more than `MAX_MOVE_OPTIONS` options, or `MAX_STATES` states.
    """

    def __init__(self, moves: Moves) -> None:
        if len(moves.options) > MAX_MOVE_OPTIONS:
            raise LimitError(
                f"The players have {len(moves.options)} options and the limit is {MAX_MOVE_OPTIONS}.",
                "Join options that are taken together, or leave out the least important ones.",
            )
        self.moves = moves
        self.universe = 1 << len(moves.options) if moves.options else len(moves.states)
        self.everything: Bits = (1 << self.universe) - 1
        self._tables: dict[int, Bits] = {}
        if self.count > MAX_STATES:
            raise LimitError(
                f"The moves have {self.count:,} states and the limit is {MAX_STATES:,}.",
                "Add to `infeasible` what cannot come about, or leave out options.",
            )

    @cached_property
    def feasible(self) -> Bits:
        """Return the states that can come about, before any are merged."""
        left = self.everything
        for restriction in self.moves.infeasible:
            left &= ~self._excluded(restriction)
        return left

    @cached_property
    def merged(self) -> dict[str, Bits]:
        """Return, for each name of merged states, the feasible states that it stands for."""
        return {name: self.feasible & self.described(what) for name, what in self.moves.merged.items()}

    @cached_property
    def states(self) -> Bits:
        """Return the states that are left: feasible, and of merged ones the least."""
        left = self.feasible
        for each in self.merged.values():
            left = (left & ~each) | (each & -each)
        return left

    @cached_property
    def count(self) -> int:
        """Return how many states are left."""
        return self.states.bit_count()

    @cached_property
    def _bytes(self) -> bytes:
        """Return the feasible states for looking up single ones, which in a long number takes long."""
        return self.in_bytes(self.feasible)

    @cached_property
    def _least(self) -> list[tuple[bytes, int]]:
        return [(self.in_bytes(each), _least_of(each)) for each in self.merged.values() if each]

    def taken(self, position: int) -> Bits:
        """Return the states in which an option is taken."""
        if position not in self._tables:
            width = 1 << position
            table = ((1 << width) - 1) << width
            width *= 2
            while width < self.universe:
                table |= table << width
                width *= 2
            self._tables[position] = table
        return self._tables[position]

    def described(self, what: States) -> Bits:
        """Return the states that a pattern fits, or of which a statement holds."""
        return self._fitting(what) if isinstance(what, Pattern) else self.holding(what)

    def holding(self, statement: Statement) -> Bits:
        """Return the states of which a statement holds."""
        return _truth(statement.formula, lambda name: self.taken(self.moves.positions(name)[0]), self.everything)

    def _fitting(self, pattern: Pattern) -> Bits:
        says = (
            [(position, sign == "Y") for position, sign in enumerate(pattern.signs) if sign != "-"]
            if pattern.signs
            else [(self.moves.positions(name)[0], taken) for name, taken in pattern.says.items()]
        )
        tables = (self.taken(position) if taken else self.everything ^ self.taken(position) for position, taken in says)
        return _all_of(tables, self.everything)

    def _excluded(self, restriction: Restriction) -> Bits:
        match restriction:
            case Pattern() | Statement():
                return self.described(restriction)
            case Implied():
                return self.described(restriction.when) & ~self.described(restriction.needs)
            case Count():
                once = twice = 0
                for name in restriction.options:
                    table = self.taken(self.moves.positions(name)[0])
                    twice |= once & table
                    once |= table
                return twice if restriction.kind == "at_most_one" else self.everything ^ once
            case _:
                assert_never(restriction)

    def find(self, text: str) -> Sought:
        """Return the state that a text names."""
        if not self.moves.options:
            return self._found_by_label(text) if text not in self._places else Sought(self._places[text])
        if text in self.merged:
            each = self.merged[text]
            return Sought(_least_of(each)) if each else Sought(0, "infeasible")
        if text.isascii() and text.isdigit():
            return self._found(int(text))
        if not set(text) - set("YN-"):
            return self._found_by_signs(text)
        if text == NO_OPTION:
            return self._found(0)
        positions = [self.moves.positions(" ".join(part.split())) for part in text.split(";")]
        if any(len(found) != 1 for found in positions):
            return Sought(0, "unknown")
        return self._found(_any_of(1 << position for (position,) in positions))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.moves.states)}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return what states that are given one by one are named by: all ids, and then labels that are no ids."""
        return tuple(dict.fromkeys((*self.moves.states, *self._labels)))

    def _found_by_label(self, text: str) -> Sought:
        places = self._labelled.get(text, [])
        if len(places) == 1:
            return Sought(places[0])
        return Sought(0, "several" if places else "unknown")

    @cached_property
    def _labelled(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, label in enumerate(self._labels):
            found.setdefault(label, []).append(place)
        return found

    @cached_property
    def _labels(self) -> tuple[str, ...]:
        return tuple(self.moves.states.values())

    def _found(self, number: int) -> Sought:
        if number >= self.universe:
            return Sought(0, "unknown")
        return Sought(self.standing_for(number)) if _is_in(self._bytes, number) else Sought(0, "infeasible")

    def _found_by_signs(self, text: str) -> Sought:
        if len(text) != len(self.moves.options):
            return Sought(0, "length")
        fitting = self.feasible & self._fitting(Pattern(text))
        if not fitting:
            return Sought(0, "infeasible")
        first = self.standing_for(_least_of(fitting))
        merged = next((each for each in self.merged.values() if each and _least_of(each) == first), 1 << first)
        return Sought(0, "several") if fitting & ~merged else Sought(first)

    def standing_for(self, number: int) -> int:
        """Return the state that stands for a feasible state: itself, unless it was merged with others."""
        return next((first for members, first in self._least if _is_in(members, number)), number)

    def sought(self, text: str) -> Bits | None:
        """Return the states that a key of `packages` describes: by name, signs or a statement; ``None`` for none."""
        if self.is_name(self.moves, text):
            found = self.find(text)
            return None if found.why else self.members(found.state)
        described = described_by(text)
        return None if described is None else self.feasible & self.described(described)

    @staticmethod
    def is_name(moves: Moves, text: str) -> bool:
        """Return whether a key of `packages` is the name of one state, and no pattern or statement."""
        number = text.isascii() and text.isdigit()
        return not moves.options or number or ";" in text or text == NO_OPTION or text in moves.merged

    def members(self, state: int) -> Bits:
        """Return the feasible states that a state stands for."""
        return next((each for each in self.merged.values() if each and _least_of(each) == state), 1 << state)

    def splits(self, some: Bits) -> str:
        """Return the name of merged states of which only some are among others; empty where there is none."""
        return next((name for name, each in self.merged.items() if each & some and each & ~some), "")

    def label(self, state: int) -> str:
        """Return what a state is called: the options taken in it, the name of merged ones, or what the file says.

        Examples
        --------
        >>> from detente.case.moves import MoveOption
        >>> space = StateSpace(Moves(("a",), (MoveOption("a", "accept"), MoveOption("a", "refuse"))))
        >>> [space.label(state) for state in range(4)]
        ['none', 'accept', 'refuse', 'accept; refuse']
        """
        if not self.moves.options:
            return self._labels[state]
        for name, each in self.merged.items():
            if each and _least_of(each) == state:
                return name
        names = self.moves.option_names
        return "; ".join(name for k, name in enumerate(names) if state >> k & 1) or NO_OPTION

    def in_bytes(self, some: Bits) -> bytes:
        """Return states as bytes with one bit for each state, the least first."""
        return _as_bytes(some, self.universe)

    def each(self, some: Bits) -> Iterator[int]:
        """Yield states in ascending order."""
        for place, byte in enumerate(self.in_bytes(some)):
            if byte:
                yield from (8 * place + k for k in range(8) if byte >> k & 1)


def described_by(text: str) -> States | None:
    """Return the pattern or the statement that a text writes, or ``None`` if it writes none."""
    if not set(text) - set("YN-"):
        return Pattern(text)
    try:
        return parse_statement(text)
    except StatementError:
        return None


def _truth(formula: Formula, taken: Callable[[str], Bits], everything: Bits) -> Bits:
    """Return where a formula holds, given where each option is taken."""
    match formula:
        case Said():
            return taken(formula.option)
        case Denied():
            return everything ^ _truth(formula.of, taken, everything)
        case Joined():
            parts = [_truth(part, taken, everything) for part in formula.parts]
            if formula.sign == "and":
                return _all_of(parts, everything)
            if formula.sign == "or":
                return _any_of(parts)
            first, second = parts
            return everything ^ (second & ~first) if formula.sign == "if" else everything ^ first ^ second
        case _:
            assert_never(formula)


def _all_of(parts: Iterable[Bits], everything: Bits) -> Bits:
    """Return the states that are in every part."""
    for part in parts:
        everything &= part
    return everything


def _any_of(parts: Iterable[Bits]) -> Bits:
    """Return the states that are in any part."""
    found = 0
    for part in parts:
        found |= part
    return found


def _least_of(some: Bits) -> int:
    """Return the least state of some."""
    return (some & -some).bit_length() - 1


def _as_bytes(some: Bits, universe: int) -> bytes:
    """Return a set of states with the bits of 8 states in each byte, the least first."""
    return some.to_bytes((universe + 7) // 8, "little")


def _is_in(members: bytes, number: int) -> bool:
    """Return whether a state is in a set as `as_bytes` gives it."""
    return bool(members[number >> 3] >> (number & 7) & 1)
