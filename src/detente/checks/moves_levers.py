"""Preferences over states under levers that there are not, or that do not fit what a player prefers by."""

from __future__ import annotations

from collections.abc import Iterable

from detente.case import Case
from detente.checks.finding import Finding
from detente.checks.naming import each_name
from detente.checks.words import did_you_mean, listed, quoted

__all__ = ["levers_given_twice", "unfit_under_levers", "unknown_lever"]


def unknown_lever(case: Case) -> Iterable[Finding]:
    """Find preferences under levers that the case does not have."""
    for i, pressed in enumerate(() if case.moves is None else case.moves.with_levers):
        for name, path in each_name(pressed.levers, ("moves", "with_levers", i, "levers")):
            if name not in case.levers:
                remedy = "Add it under `levers`, or leave the entry out."
                if case.levers:
                    remedy = did_you_mean(name, case.levers)
                yield Finding("unknown-lever", path, f"There is no lever {quoted(name)}.", remedy)


def levers_given_twice(case: Case) -> Iterable[Finding]:
    """Find two entries for the same levers."""
    seen: set[frozenset[str]] = set()
    for i, pressed in enumerate(() if case.moves is None else case.moves.with_levers):
        levers = frozenset(pressed.levers)
        if levers in seen:
            message = f"What changes under {listed(pressed.levers, 'and')} is told already."
            path = ("moves", "with_levers", i, "levers")
            yield Finding("levers-given-twice", path, message, "Join the two entries.")
        seen.add(levers)


def unfit_under_levers(case: Case) -> Iterable[Finding]:
    """Find statements under levers of a player that has a ranking or points, and rankings of one that has none."""
    if case.moves is None:
        return
    for i, pressed in enumerate(case.moves.with_levers):
        for key, players in (("statements", pressed.statements), ("ranking", pressed.ranking)):
            for player in players:
                has = case.moves.prefers_by(player)
                if player not in case.moves.players or has in (key, ""):
                    continue  # nothing to find, or found by another check
                path = ("moves", "with_levers", i, key, player)
                if has == "points":
                    message = f"{quoted(player)} prefers by points, which the effects of levers change already."
                    yield Finding("unfit-under-levers", path, message, "Leave it out here.", at="key")
                else:
                    given = "a ranking" if has == "ranking" else "statements"
                    message = f"{quoted(player)} has {given}, which `{key}` under levers do not fit."
                    if key == "ranking":
                        message = f"{quoted(player)} has {given}, which a `ranking` under levers does not fit."
                    yield Finding("unfit-under-levers", path, message, f"Write `{has}` here too.", at="key")
