"""Moves of states that there are not, by players that there are not, and states that cannot come about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.case import Case, Moves
from detente.checks.finding import Finding, Path
from detente.checks.naming import each_name
from detente.checks.walk_moves import (
    arcs,
    named_options,
    patterns,
    signs_expected,
    space_of,
    states_sought,
    why_no_state,
)
from detente.checks.words import did_you_mean, listed, quoted

__all__ = [
    "ambiguous_option",
    "empty_merger",
    "merged_twice",
    "move_to_itself",
    "no_state_left",
    "repeated_move",
    "unknown_move_option",
    "unknown_player",
    "unknown_state",
    "wrong_number_of_signs",
]


def _players_named(moves: Moves) -> Iterator[tuple[Path, str, bool]]:
    keyed: dict[str, Iterable[str]] = {
        "options": dict.fromkeys(option.player for option in moves.options),
        "graph": moves.graph,
        "ranking": moves.ranking,
        "statements": moves.statements,
        "unknown": moves.unknown,
    }
    for key, names in keyed.items():
        yield from ((("moves", key, name), name, True) for name in names)
    for i, pressed in enumerate(moves.with_levers):
        for key, named in (("statements", pressed.statements), ("ranking", pressed.ranking)):
            yield from ((("moves", "with_levers", i, key, name), name, True) for name in named)
    for i, common in enumerate(moves.common):
        yield from ((path, name, False) for name, path in each_name(common.by, ("moves", "common", i, "by")))


def unknown_player(case: Case) -> Iterable[Finding]:
    """Find moves and preferences over states of somebody who is no player."""
    if case.moves is None:
        return
    players = case.moves.players
    for path, name, key in _players_named(case.moves):
        if name not in players:
            message = f"There is no player {quoted(name)}."
            remedy = did_you_mean(name, players)
            if name in case.parties:
                message = f"{quoted(name)} is no player: `players` does not name it."
                remedy = "Add it to `players`, or leave it out here."
            yield Finding("unknown-player", path, message, remedy, at="key" if key else "value")


def unknown_move_option(case: Case) -> Iterable[Finding]:
    """Find patterns and statements about options that no player has."""
    if case.moves is None:
        return
    names = case.moves.option_names
    for path, said, key in named_options(case.moves):
        if not case.moves.positions(said.option):
            place = f" (character {said.column})" if said.column else ""
            message = f"No player has an option {quoted(said.option)}{place}."
            remedy = did_you_mean(said.option, names)
            yield Finding("unknown-option", path, message, remedy, at="key" if key else "value")


def ambiguous_option(case: Case) -> Iterable[Finding]:
    """Find patterns and statements about options of which several players have one of that name."""
    if case.moves is None:
        return
    for path, said, key in named_options(case.moves):
        found = case.moves.positions(said.option)
        if len(found) > 1:
            message = f"{len(found)} players have an option {quoted(said.option)}."
            remedy = f"Write {listed(case.moves.options[position].full_name for position in found)}."
            yield Finding("ambiguous-option", path, message, remedy, at="key" if key else "value")


def wrong_number_of_signs(case: Case) -> Iterable[Finding]:
    """Find patterns that have not one sign for each option."""
    if case.moves is None:
        return
    for path, signs, key in patterns(case.moves):
        if len(signs) != len(case.moves.options):
            message, remedy = signs_expected(signs, case.moves)
            yield Finding("wrong-number-of-signs", path, message, remedy, at="key" if key else "value")


def no_state_left(case: Case) -> Iterable[Finding]:
    """Find moves of which `infeasible` leaves no state."""
    space = space_of(case)
    if space is not None and not space.count:
        message = "No state is left: `infeasible` excludes them all."
        yield Finding(
            "no-state-left", ("moves", "infeasible"), message, "Take something out of `infeasible`.", at="key"
        )


def empty_merger(case: Case) -> Iterable[Finding]:
    """Find names of merged states that stand for no state that can come about."""
    space = space_of(case)
    for name, members in () if space is None else space.merged.items():
        if not members:
            message = f"{quoted(name)} stands for no state that can come about."
            remedy = "Correct what it describes, or leave it out."
            yield Finding("empty-merger", ("moves", "coalesce", name), message, remedy)


def merged_twice(case: Case) -> Iterable[Finding]:
    """Find states that are merged under two names."""
    space = space_of(case)
    before: dict[str, int] = {}
    for name, members in () if space is None else space.merged.items():
        for other, others in before.items():
            if both := members & others:
                state = (both & -both).bit_length() - 1
                message = f"{quoted(name)} and {quoted(other)} both stand for state {quoted(str(state))}."
                remedy = "Make one of them narrower, or join the two."
                yield Finding("merged-twice", ("moves", "coalesce", name), message, remedy)
                break
        before[name] = members


def unknown_state(case: Case) -> Iterable[Finding]:
    """Find rankings, moves and others that name a state that there is not, or that cannot come about."""
    for path, text, found, space, key in states_sought(case):
        if found.why:
            code, message, remedy = why_no_state(text, found, space)
            yield Finding(code, path, message, remedy, at="key" if key else "value")


def move_to_itself(case: Case) -> Iterable[Finding]:
    """Find moves that lead from a state to itself."""
    for path, start, end, _, _ in _moves_of(case):
        if start == end:
            message = "The move leads from a state to itself."
            yield Finding("move-to-itself", path, message, "Write another state, or delete it.")


def repeated_move(case: Case) -> Iterable[Finding]:
    """Find moves that the same player has already."""
    seen: set[tuple[str, int, int]] = set()
    for path, start, end, player, both in _moves_of(case):
        ways = {(player, start, end), *([(player, end, start)] if both else [])}
        if ways & seen and start != end:
            message = f"{quoted(player)} has this move already."
            yield Finding("repeated-move", path, message, "Delete one of the two.")
        seen |= ways


def _moves_of(case: Case) -> Iterator[tuple[Path, int, int, str, bool]]:
    """Yield every move that is written out between states that there are: path, from, to, player, both ways."""
    space = space_of(case)
    if space is not None:
        for path, player, arc in arcs(space.moves):
            start, end = space.find(arc.start), space.find(arc.end)
            if not start.why and not end.why:
                yield path, start.state, end.state, player, arc.both
