"""What each side would ask next and what is at stake, by trying every change of one issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from detente.results import Ask, Outcome
    from oracle.brute import Positions, Truth

Want = dict[str, tuple[bool, "Fraction"]]


def swaps(truth: Truth, x: Positions) -> Iterator[Positions]:
    """Yield the feasible packages, other than the status quo, that differ from one on one issue."""
    for k, issue in enumerate(truth.case.issues.values()):
        for option in range(len(issue.options)):
            y = (*x[:k], option, *x[k + 1 :])
            if y not in (x, truth.status_quo) and not any(breaks(y) for breaks in truth.breaks_rule):
                yield y


def refusing(truth: Truth, x: Positions) -> set[str]:
    return {party for kind, party, _, _ in truth.obstacles(x) if kind in {"no_deal", "red_line"}}


def lines(truth: Truth, x: Positions, party: str) -> set[int | None]:
    return {k for kind, owner, k, _ in truth.obstacles(x) if kind == "red_line" and owner == party}


def wanted(truth: Truth, x: Positions) -> Want:
    """Return, per party with something to ask, whether it accepts afterwards and the points it then has, at best."""
    here = refusing(truth, x)
    found: Want = {}
    for party in truth.consenting:
        ways = [
            (party not in refusing(truth, y), truth.utility(party, y))
            for y in swaps(truth, x)
            if refusing(truth, y) - {party} <= here and lines(truth, y, party) <= lines(truth, x, party)
        ]
        now = truth.utility(party, x)
        useful = [(yes, points) for yes, points in ways if points > now or (yes and party in here)]
        if useful:
            found[party] = max(useful)
    return found


def ask_differences(what: str, asks: tuple[Ask, ...], outcome: Outcome, truth: Truth, x: Positions) -> list[str]:
    """Compare what is asked with one package on the table."""
    got: Want = {}
    found: list[str] = []
    for ask in asks:
        y = tuple(truth.case.issues[name].options.index(option) for name, option in ask.outcome.package.items())
        got[ask.party] = (ask.party not in refusing(truth, y), truth.utility(ask.party, y))
        changed = {name: option for name, option in ask.outcome.package.items() if option != outcome.package[name]}
        if y not in set(swaps(truth, x)) or changed != {ask.issue: ask.option}:
            found.append(f"{what}: {ask.party} asks for {y}, which is not the one change it names")
        if ask.adds != truth.utility(ask.party, y) - truth.utility(ask.party, x):
            found.append(f"{what}: {ask.party} asks for something that does not add {ask.adds}")
    want = wanted(truth, x)
    if got != want or list(got) != [party for party in truth.consenting if party in want]:
        found.append(f"{what}: asked {got}, want {want}")
    return found
