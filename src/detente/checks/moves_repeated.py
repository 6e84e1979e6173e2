"""What the section `moves` says twice, and names of states that could mean either of two."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import assert_never

from detente.case import Case, Moves
from detente.case.statement import Denied, Formula, Joined, Said, Statement
from detente.checks.finding import Finding, Path
from detente.checks.naming import each_name
from detente.checks.walk_moves import space_of
from detente.checks.words import quoted

__all__ = [
    "common_of_one",
    "label_given_twice",
    "label_like_id",
    "repeated_pair",
    "repeated_statement",
    "watched_twice",
]


def _labels(case: Case) -> Mapping[str, str]:
    """Return what each state is called that is given by itself, by id."""
    return {} if case.moves is None else case.moves.states


def label_given_twice(case: Case) -> Iterable[Finding]:
    """Find states that are called like another one."""
    seen: dict[str, str] = {}
    for key, label in _labels(case).items():
        if label in seen:
            message = f"{quoted(seen[label])} and {quoted(key)} are both called {quoted(label)}."
            yield Finding("label-given-twice", ("moves", "states", key), message, "Call one of them differently.")
        seen.setdefault(label, key)


def label_like_id(case: Case) -> Iterable[Finding]:
    """Find states that are called by the id of another one."""
    states = _labels(case)
    for key, label in states.items():
        if label != key and label in states:
            message = f"{quoted(key)} is called {quoted(label)}, which is the id of another state."
            yield Finding("label-like-id", ("moves", "states", key), message, "Call it differently.")


def repeated_statement(case: Case) -> Iterable[Finding]:
    """Find statements that say what a more important one of the same player says."""
    space = space_of(case)
    if space is None:
        return
    for at, player, wants in _statements(space.moves):
        seen: dict[Hashable, Statement] = {}
        for i, statement in enumerate(wants):
            sense = _sense(statement.formula, space.moves)
            if sense in seen:
                also = "" if str(seen[sense]) == str(statement) else f", as {quoted(str(seen[sense]))}"
                message = f"{quoted(str(statement))} stands among the statements of {quoted(player)} already{also}."
                remedy = "Delete this one: it decides nothing any more."
                yield Finding("repeated-statement", (*at, i), message, remedy, "warning")
            seen.setdefault(sense, statement)


def _statements(moves: Moves) -> Iterator[tuple[Path, str, tuple[Statement, ...]]]:
    """Yield the lists of statements, those under levers apart: what stands there again is to count for more."""
    for player, wants in moves.statements.items():
        yield ("moves", "statements", player), player, wants
    for n, pressed in enumerate(moves.with_levers):
        for player, wants in pressed.statements.items():
            yield ("moves", "with_levers", n, "statements", player), player, wants


def _sense(formula: Formula, moves: Moves) -> Hashable:
    """Return what a formula says, the same for each way to name an option and for each order of parts."""
    match formula:
        case Said():
            return moves.positions(formula.option)
        case Denied():
            return "not", _sense(formula.of, moves)
        case Joined():
            parts = [_sense(part, moves) for part in formula.parts]
            return formula.sign, tuple(parts) if formula.sign == "if" else frozenset(parts)
        case _:
            assert_never(formula)


def repeated_pair(case: Case) -> Iterable[Finding]:
    """Find pairs under `unknown` that stand there already, in either order."""
    space = space_of(case)
    if space is None:
        return
    for player, pairs in space.moves.unknown.items():
        seen: set[frozenset[int]] = set()
        for i, pair in enumerate(pairs):
            found = [space.find(text) for text in pair]
            states = frozenset(each.state for each in found)
            if any(each.why for each in found) or len(states) < 2:
                continue  # found by another check
            if states in seen:
                path = ("moves", "unknown", player, i)
                message = f"The pair stands under `unknown` of {quoted(player)} already."
                yield Finding("repeated-pair", path, message, "Delete one of the two.", "warning")
            seen.add(states)


def watched_twice(case: Case) -> Iterable[Finding]:
    """Find states that `watch` names twice."""
    space = space_of(case)
    if space is None:
        return
    seen: dict[int, str] = {}
    for text, path in each_name(space.moves.watch, ("moves", "watch")):
        found = space.find(text)
        if found.why:
            continue  # found by another check
        if found.state in seen:
            also = "" if seen[found.state] == text else f", as {quoted(seen[found.state])}"
            message = f"{quoted(text)} stands under `watch` already{also}."
            yield Finding("watched-twice", path, message, "Delete one of the two.", "warning")
        seen.setdefault(found.state, text)


def common_of_one(case: Case) -> Iterable[Finding]:
    """Find common moves of a single player who could have them under `graph`.

    Where moves follow from options there is no `graph`: a player's further moves stand under `common` then.
    """
    moves = case.moves
    if moves is None or moves.options:
        return
    for i, common in enumerate(moves.common):
        if len(common.by) == 1:
            message = f"These moves are common, and {quoted(common.by[0])} alone has them."
            remedy = "Name the other players too, or put the moves under `graph`."
            yield Finding("common-of-one", ("moves", "common", i, "by"), message, remedy, "warning")
