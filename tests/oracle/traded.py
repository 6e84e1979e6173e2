"""What could be traded from a package, by trying every package (rule D6)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oracle.brute import efficient
from oracle.worth import satisfies

if TYPE_CHECKING:
    from detente.results import Deal, Trade, Trades
    from oracle.brute import Positions, Truth, Vector

MOST = 10


def apart(x: Positions, y: Positions) -> int:
    return sum(a != b for a, b in zip(x, y, strict=True))


def allowed(truth: Truth, x: Positions) -> list[Positions]:
    """Return the other packages that break no further rule and no further red line, and leave nobody worse off."""
    rules = [breaks for breaks in truth.breaks_rule if not breaks(x)]
    lines = [truth.crossed_by[k] for k in truth.standing if not satisfies(x, truth.crossed_by[k])]
    floor = {party: truth.utility(party, x) for party in truth.consenting}
    return [
        y
        for y in truth.outcomes
        if y not in (x, truth.status_quo)
        and all(y[list(truth.case.issues).index(name)] == k for name, k in truth.held.items())
        and not any(breaks(y) for breaks in rules)
        and not any(satisfies(y, line) for line in lines)
        and all(truth.utility(party, y) >= least for party, least in floor.items())
    ]


def trade_differences(what: str, got: Trades, truth: Truth, x: Positions) -> list[str]:
    """Compare the trades from one package."""
    base = truth.vector(x)
    others = allowed(truth, x)
    better = [y for y in others if all(u > v for u, v in zip(truth.vector(y), base, strict=True))]
    fewest = min((apart(x, y) for y in better), default=None)
    found = [] if got.fewest == fewest and got.exact else [f"{what}: fewest {got.fewest}, {got.exact}, want {fewest}"]
    few = {truth.vector(y): y for y in better if apart(x, y) == fewest}
    near = {truth.vector(y): y for y in others if apart(x, y) <= 2 and truth.vector(y) != base}
    found += listed(f"{what} better", got.better, got.better_size, efficient(few), truth, x)
    found += listed(f"{what} swaps", got.swaps, got.swaps_size, efficient(near), truth, x)
    reach = set(others)
    for trade, most in [*((t, fewest) for t in got.better), *((t, 2) for t in got.swaps)]:
        y = positions(truth, trade)
        changed = tuple(name for name, a, b in zip(truth.case.issues, x, y, strict=True) if a != b)
        if y not in reach or most is None or len(changed) > most or trade.changed != changed:
            found.append(f"{what}: {y} is no trade of {most} issues")
        if dict(trade.adds) != {party: truth.utility(party, y) - truth.utility(party, x) for party in truth.worths}:
            found.append(f"{what}: {y} does not add {trade.adds}")
    return found


def positions(truth: Truth, trade: Trade) -> Positions:
    return tuple(truth.case.issues[name].options.index(option) for name, option in trade.outcome.package.items())


def listed(
    what: str, got: tuple[Trade, ...], size: int, want: frozenset[Vector], truth: Truth, x: Positions
) -> list[str]:
    """Compare the vectors listed with the efficient ones: all of them, or the first in order."""
    base = truth.vector(x)

    def rank(vector: Vector) -> tuple[int, object]:
        gains = [u - v for u, v in zip(vector, base, strict=True)]
        return -sum(gain > 0 for gain in gains), -math.prod(gains)

    vectors = [truth.vector(positions(truth, trade)) for trade in got]
    found = [] if size == len(want) else [f"{what}: size {size}, want {len(want)}"]
    if len(vectors) != min(MOST, len(want)) or len(set(vectors)) < len(vectors) or not set(vectors) <= want:
        found.append(f"{what}: got {vectors}, want {sorted(want)}")
    elif [rank(vector) for vector in vectors] != sorted(map(rank, want))[: len(vectors)]:
        found.append(f"{what}: not the best first: {vectors}")
    return found


def trades(deal: Deal, truth: Truth) -> list[str]:
    """Compare the trades from every proposal; the packages worth discussing are efficient and leave none."""
    found: list[str] = []
    for name, result in deal.proposals.items():
        if result.outcome is None or result.trades is None:
            found += [] if result.outcome is None and result.trades is None else [f"{name}: trades {result.trades}"]
            continue
        x = tuple(truth.case.issues[n].options.index(option) for n, option in result.outcome.package.items())
        found += trade_differences(name, result.trades, truth, x)
    return found
