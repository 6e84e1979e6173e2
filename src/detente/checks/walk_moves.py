"""Walks over the section `moves`: the options and the states that it names, with the path to each."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case import (
    Arc,
    Case,
    Count,
    Implied,
    Moves,
    Pattern,
    Said,
    Sought,
    Statement,
    States,
    StateSpace,
    described_by,
)
from detente.checks.finding import Path
from detente.checks.naming import each_name
from detente.checks.words import did_you_mean, listed, quoted, suggest

__all__ = [
    "arcs",
    "described",
    "named_options",
    "named_state",
    "named_states",
    "patterns",
    "rankings",
    "signs_expected",
    "space_of",
    "states_sought",
    "why_no_state",
]

_AT: Path = ("moves",)


def described(moves: Moves) -> Iterator[tuple[Path, States, bool]]:
    """Yield every description of states, and whether it is the key at the end of its path."""
    for i, restriction in enumerate(moves.infeasible):
        path: Path = (*_AT, "infeasible", i)
        if isinstance(restriction, Implied):
            yield (*path, "when"), restriction.when, False
            yield (*path, "needs"), restriction.needs, False
        elif not isinstance(restriction, Count):
            yield path, restriction, False
    for name, what in moves.merged.items():
        yield (*_AT, "coalesce", name), what, False
    for player, wants in moves.statements.items():
        for i, statement in enumerate(wants):
            yield (*_AT, "statements", player, i), statement, False
    for n, pressed in enumerate(moves.with_levers):
        for player, wants in pressed.statements.items():
            for i, statement in enumerate(wants):
                yield (*_AT, "with_levers", n, "statements", player, i), statement, False
    for text in moves.packages:
        what = None if _is_name(moves, text) else described_by(text)
        if what is not None:
            yield (*_AT, "packages", text), what, True


def _is_name(moves: Moves, text: str) -> bool:
    return StateSpace.is_name(moves, text)


def patterns(moves: Moves) -> Iterator[tuple[Path, str, bool]]:
    """Yield every pattern of signs, and whether it is the key at the end of its path."""
    for path, what, key in described(moves):
        if isinstance(what, Pattern) and what.signs:
            yield path, what.signs, key


def named_options(moves: Moves) -> Iterator[tuple[Path, Said, bool]]:
    """Yield every mention of an option, and whether it is the key at the end of its path."""
    for path, what, key in described(moves):
        if isinstance(what, Statement):
            yield from ((path, said, key) for said in what.names)
        else:
            yield from (((*path, name), Said(name, 0), True) for name in what.says)
    for i, restriction in enumerate(moves.infeasible):
        if isinstance(restriction, Count):
            names = each_name(restriction.options, (*_AT, "infeasible", i, restriction.kind))
            yield from ((path, Said(name, 0), False) for name, path in names)


def arcs(moves: Moves) -> Iterator[tuple[Path, str, Arc]]:
    """Yield every move that is written out, with its player."""
    for player, own in moves.graph.items():
        yield from (((*_AT, "graph", player, i), player, arc) for i, arc in enumerate(own))
    for i, common in enumerate(moves.common):
        for player in common.by:
            yield from (((*_AT, "common", i, "moves", j), player, arc) for j, arc in enumerate(common.arcs))


def rankings(moves: Moves) -> Iterator[tuple[Path, str, tuple[tuple[str, ...], ...]]]:
    """Yield every ranking with its player: those that always hold, and those under levers."""
    for player, ranking in moves.ranking.items():
        yield (*_AT, "ranking", player), player, ranking
    for n, pressed in enumerate(moves.with_levers):
        for player, ranking in pressed.ranking.items():
            yield (*_AT, "with_levers", n, "ranking", player), player, ranking


def named_states(moves: Moves) -> Iterator[tuple[Path, str, bool]]:
    """Yield every mention of a state, and whether it is the key at the end of its path."""
    for path, _, arc in arcs(moves):
        yield from (((*path, i), text, False) for i, text in enumerate((arc.start, arc.end)))
    for at, _, ranking in rankings(moves):
        for i, level in enumerate(ranking):
            for text, path in each_name(level, (*at, i)):
                yield path, text, False
    for player, pairs in moves.unknown.items():
        for i, pair in enumerate(pairs):
            yield from (((*_AT, "unknown", player, i, j), text, False) for j, text in enumerate(pair))
    for key, text in (("today", moves.today), ("target", moves.target)):
        if text:
            yield (*_AT, key), text, False
    yield from ((path, text, False) for text, path in each_name(moves.watch, (*_AT, "watch")))
    yield from (((*_AT, "packages", text), text, True) for text in moves.packages if _is_name(moves, text))


def space_of(case: Case) -> StateSpace | None:
    """Return the states of a case's moves, or ``None`` where it has none or names options wrongly."""
    moves = case.moves
    if moves is None:
        return None
    if any(len(moves.positions(said.option)) != 1 for _, said, _ in named_options(moves)):
        return None
    if any(len(signs) != len(moves.options) for _, signs, _ in patterns(moves)):
        return None
    return StateSpace(moves)


def states_sought(case: Case) -> Iterator[tuple[Path, str, Sought, StateSpace, bool]]:
    """Yield every mention of a state with what it names, and whether it is the key at the end of its path."""
    space = space_of(case)
    if space is not None:
        for path, text, key in named_states(space.moves):
            yield path, text, space.find(text), space, key


def signs_expected(signs: str, moves: Moves) -> tuple[str, str]:
    """Return what is wrong with a pattern that has not one sign for each option, and what to write instead."""
    options = f"{len(moves.options)} options" if len(moves.options) > 1 else "one option"
    message = f"{quoted(signs)} has {len(signs)} sign{'s' if len(signs) != 1 else ''} for {options}."
    return message, f"Write one sign, `Y`, `N` or `-`, for each of {listed(moves.option_names, 'and')}."


def why_no_state(text: str, found: Sought, space: StateSpace) -> tuple[str, str, str]:
    """Return why a text names no state: a code, what is wrong, and what to write instead."""
    moves = space.moves
    if not text.strip():
        return "unknown-state", "No state is named: the text is empty.", _how_named(space)
    if found.why == "length":
        return "wrong-number-of-signs", *signs_expected(text, moves)
    if found.why == "several":
        if not moves.options:
            ids = [name for name, label in moves.states.items() if label == text]
            return "several-states", f"Several states are called {quoted(text)}.", f"Write {listed(ids)}."
        return "several-states", f"{quoted(text)} fits several states.", "Write `Y` or `N` for each option."
    if found.why == "infeasible":
        state = named_state(space, int(text)) if text.isdigit() else quoted(text)
        message = f"The state {state} cannot come about."
        return "infeasible-state", message, "Leave it out here, or change `infeasible`."
    message = f"There is no state {quoted(text)}."
    if not moves.options:
        return "unknown-state", message, did_you_mean(text, space.names, _how_named(space))
    parts = [part.strip() for part in text.split(";")]
    meant = [part if moves.positions(part) else suggest(part, moves.option_names) for part in parts]
    if len(parts) > 1 and all(meant):
        return "unknown-state", message, f"Did you mean {quoted('; '.join(part for part in meant if part))}?"
    return "unknown-state", message, did_you_mean(text, [*moves.merged, *moves.option_names], _how_named(space))


def _how_named(space: StateSpace) -> str:
    """Return how a state can be named, as a remedy."""
    moves = space.moves
    if not moves.options:
        return f"Write {listed(moves.states)}{', or what it is called' if len(space.names) > space.universe else ''}."
    return (
        f"Write its number, below {space.universe:,}, one sign for each option such as "
        f"`{'N' * len(moves.options)}`, or the options taken in it with `; ` between them."
    )


def named_state(space: StateSpace, state: int) -> str:
    """Return the id of a state for a message, with what it is called where that says more."""
    key = str(state) if space.moves.options else list(space.moves.states)[state]
    label = space.label(state)
    return quoted(key) if label == key else f"{quoted(key)} ({quoted(label)})"
