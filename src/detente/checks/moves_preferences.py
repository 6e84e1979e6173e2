"""Preferences over the states of moves that are incomplete, or that say two things at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from detente.case import Case, StateSpace, completed
from detente.checks.finding import Finding, Path
from detente.checks.naming import each_name
from detente.checks.walk_moves import named_state, rankings, space_of
from detente.checks.words import listed, meant, quoted

__all__ = [
    "agreed_twice",
    "incomplete_ranking",
    "player_without_preferences",
    "points_not_known",
    "ranked_twice",
    "split_merger",
    "unknown_pair_of_one",
    "unsettled_agreement",
    "unused_agreement",
]

_SHOWN = 4
"""Most states that are named of those that a ranking leaves out."""


def player_without_preferences(case: Case) -> Iterable[Finding]:
    """Find players of whom nothing says which states they prefer."""
    if case.moves is None:
        return
    misspelt = meant([*case.moves.ranking, *case.moves.statements], case.moves.players)
    for name in case.moves.players:
        if not case.moves.prefers_by(name) and name not in misspelt:
            message = f"Nothing says which states {quoted(name)} prefers."
            remedy = "Add its `ranking` or `statements`, or name the `players` without it."
            yield Finding("player-without-preferences", ("moves",), message, remedy)


def _ranked(case: Case) -> Iterator[tuple[Path, str, StateSpace, list[tuple[Path, str, int]]]]:
    """Yield each ranking that names states only that there are: path and player; path, text and state of each."""
    space = space_of(case)
    if space is None:
        return
    for at, player, ranking in rankings(space.moves):
        entries = [
            (path, text, space.find(text))
            for i, level in enumerate(ranking)
            for text, path in each_name(level, (*at, i))
        ]
        if not any(found.why for _, _, found in entries):
            yield at, player, space, [(path, text, found.state) for path, text, found in entries]


def incomplete_ranking(case: Case) -> Iterable[Finding]:
    """Find rankings that leave out states."""
    for at, player, space, entries in _ranked(case):
        ranked = bytearray((space.universe + 7) // 8)
        for _, _, state in entries:
            ranked[state >> 3] |= 1 << (state & 7)
        missing = space.states & ~int.from_bytes(ranked, "little")
        if count := missing.bit_count():
            shown = [named_state(space, state) for state in islice(space.each(missing), _SHOWN)]
            if count > _SHOWN:
                shown[-1] = f"{count - _SHOWN + 1:,} others"
            words = f"{', '.join(shown[:-1])} and {shown[-1]}" if count > 1 else shown[0]
            of = f" {count:,} of {space.count:,} states:" if count > _SHOWN else ""
            message = f"The ranking of {quoted(player)} leaves out{of} {words}."
            instead = ", or write `statements` instead" if space.moves.options else ""
            remedy = f"Add each where it belongs, in brackets with those it is tied with{instead}."
            yield Finding("incomplete-ranking", at, message, remedy)


def ranked_twice(case: Case) -> Iterable[Finding]:
    """Find states that a ranking names twice."""
    for _, player, _, entries in _ranked(case):
        seen: dict[int, str] = {}
        for path, text, state in entries:
            if state in seen:
                also = "" if seen[state] == text else f", as {quoted(seen[state])}"
                message = f"{quoted(text)} stands in the ranking of {quoted(player)} already{also}."
                yield Finding("ranked-twice", path, message, "Delete one of the two.")
            seen.setdefault(state, text)


def unknown_pair_of_one(case: Case) -> Iterable[Finding]:
    """Find pairs under `unknown` that are one state."""
    space = space_of(case)
    if space is None:
        return
    for player, pairs in space.moves.unknown.items():
        for i, pair in enumerate(pairs):
            first, second = map(space.find, pair)
            if not first.why and not second.why and first.state == second.state:
                message = "The pair is one state twice."
                path = ("moves", "unknown", player, i)
                yield Finding("unknown-pair-of-one", path, message, "Write two different states, or delete it.")


def split_merger(case: Case) -> Iterable[Finding]:
    """Find statements and agreements that hold in some of the states that are merged, and not in all."""
    space = space_of(case)
    if space is None:
        return
    found: list[tuple[Path, str, int]] = [
        (("moves", "statements", player, i), str(statement), space.holding(statement))
        for player, wants in space.moves.statements.items()
        for i, statement in enumerate(wants)
    ]
    found += [
        (("moves", "with_levers", n, "statements", player, i), str(statement), space.holding(statement))
        for n, pressed in enumerate(space.moves.with_levers)
        for player, wants in pressed.statements.items()
        for i, statement in enumerate(wants)
    ]
    found += [(("moves", "packages", text), text, space.sought(text) or 0) for text in space.moves.packages]
    for path, text, states in found:
        name = space.splits(states)
        if name:
            message = f"{quoted(text)} holds in some of the states that {quoted(name)} stands for, and not in all."
            key = path[1] == "packages"
            remedy = "Say what it is to be there: add `and not ...`, or `or ...`, with what the merged states share."
            yield Finding("split-merger", path, message, remedy, at="key" if key else "value")


def _by_points(case: Case) -> list[str]:
    moves = case.moves
    return [] if moves is None else [name for name in moves.players if moves.prefers_by(name) == "points"]


def points_not_known(case: Case) -> Iterable[Finding]:
    """Find players whose preferences over states are to come from points that are not known."""
    for name in _by_points(case):
        if name not in case.parties:
            continue  # found by another check
        lacks = "" if name in case.known else "preferences"
        if not lacks and case.preferences[name].no_deal is None:
            lacks = "`no_deal`"
        if lacks:
            message = f"{quoted(name)} has no {lacks}, which its order of states would come from."
            remedy = "Add them, or give its `ranking` or `statements` under `moves`."
            yield Finding("points-not-known", ("moves", "packages"), message, remedy, at="key")


def unused_agreement(case: Case) -> Iterable[Finding]:
    """Find agreements in states that no player's preferences come from."""
    if case.moves is not None and case.moves.packages and not _by_points(case):
        message = "Nobody's preferences come from `packages`: every player has a ranking or statements."
        remedy = "Leave `packages` out, or the ranking of those whose points it is for."
        yield Finding("unused-agreement", ("moves", "packages"), message, remedy, "warning", "key")


def agreed_twice(case: Case) -> Iterable[Finding]:
    """Find states in which two packages are agreed."""
    space = space_of(case)
    if space is None:
        return
    before: dict[str, int] = {}
    for text in space.moves.packages:
        states = space.sought(text) or 0
        for other, others in before.items():
            if both := states & others:
                state = (both & -both).bit_length() - 1
                message = f"{quoted(text)} and {quoted(other)} both describe state {named_state(space, state)}."
                remedy = "Make one of them narrower: in each state one package is agreed."
                yield Finding("agreed-twice", ("moves", "packages", text), message, remedy, at="key")
                break
        before[text] = states


def unsettled_agreement(case: Case) -> Iterable[Finding]:
    """Find agreements in states that are silent on issues without a status quo."""
    for text, agreed in () if case.moves is None else case.moves.packages.items():
        if isinstance(agreed, str) and agreed not in case.proposals:
            continue  # found by another check
        package = case.proposals[agreed].package if isinstance(agreed, str) else agreed
        silent = [name for name, issue in case.issues.items() if name not in package and issue.status_quo is None]
        if silent and completed(case, package) is None:
            message = f"What is agreed there says nothing about {listed(silent, 'and')}, which have no status quo."
            if len(silent) == 1:
                message = f"What is agreed there says nothing about {listed(silent)}, which has no status quo."
            remedy = "Write the package out with an option for each, or add a `status_quo` to the issue."
            yield Finding("unsettled-agreement", ("moves", "packages", text), message, remedy)
