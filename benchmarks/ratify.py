"""What votes cost: CPU seconds and memory of the chance that votes pass, for many pairs of a package and a draw.

A parliament of 450 seats of which 226 are needed, cut into blocs of random size. Discipline is the same everywhere, or
drawn anew in each of 2,000 draws. Each figure comes from a process of its own, and some of its rows are compared with
distributions found by exact fractions: a difference above 10^-12 ends the benchmark. ``--quick`` takes few pairs;
``--markdown`` prints the table for a page.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from fractions import Fraction
from math import comb
from pathlib import Path
from typing import Any

import numpy as np
from table import keep, markdown, seconds, short, shown

from detente.solvers.seats import pass_probability

HEAD = ("Blocs", "seats", "pairs", "disciplines", "seconds", "MB")
DRAWS = 2000
CHECKED = 3
"""Rows of each vote that are found again with fractions."""


@dataclass(frozen=True)
class Vote:
    """A vote of random blocs, and how many pairs of a package and a draw are asked about."""

    blocs: int
    pairs: int
    disciplines: int = 1
    seats: int = 450


VOTES = (
    Vote(8, 1_000_000),
    Vote(8, 1_000_000, DRAWS),
    Vote(8, 40_000, DRAWS),
    Vote(16, 40_000),
    Vote(16, 40_000, DRAWS),
    Vote(27, 1_000_000, seats=27),
    Vote(30, 40_000, DRAWS),
)
QUICK = (Vote(8, 2000), Vote(8, 2000, 20), Vote(27, 200, seats=27))


def tail(chances: list[float], seats: list[int], discipline: list[float], needed: int) -> float:
    """Return the chance that one vote passes, from whole numbers: every factor is a fraction of a power of two."""
    known = [Fraction(1)]
    for chance, number, follows in zip(chances, seats, discipline, strict=True):
        yes, loyal = Fraction(chance), Fraction(follows)
        ways = [comb(number, k) * loyal**k * (1 - loyal) ** (number - k) for k in range(number + 1)]
        bloc = [yes * one + (1 - yes) * other for one, other in zip(ways, reversed(ways), strict=True)]
        sums = [Fraction(0)] * (len(known) + number)
        for i, one in enumerate(known):
            for k, other in enumerate(bloc):
                sums[i + k] += one * other
        known = sums
    return float(sum(known[needed:]))


def measure(vote: Vote) -> dict[str, Any]:
    """Return what one vote cost.

    Raises
    ------
    SystemExit
        If a row differs from its exact chance.
    """
    rng = np.random.default_rng(1)
    seats = (1 + rng.multinomial(vote.seats - vote.blocs, rng.dirichlet(np.full(vote.blocs, 2.0)))).tolist()
    # Few binary digits, so that fractions stay short.
    chances = rng.integers(0, 257, (vote.pairs, vote.blocs)) / 256
    discipline = rng.integers(8, 17, (vote.disciplines, vote.blocs)) / 16
    draw = np.arange(vote.pairs) % vote.disciplines
    needed = vote.seats // 2 + 1
    pass_probability(chances[:2], seats, discipline[0], needed)
    start = time.process_time()
    if vote.disciplines == 1:
        found = pass_probability(chances, seats, discipline[0], needed)
    else:
        found = pass_probability(chances, seats, discipline, needed, draw)
    used = time.process_time() - start
    # Linux counts kilobytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for row in rng.integers(0, vote.pairs, CHECKED).tolist():
        exact = tail(chances[row].tolist(), seats, discipline[draw[row]].tolist(), needed)
        if abs(exact - found[row]) > 1e-12:
            raise SystemExit(f"DIFFERS {vote}, row {row}: {found[row]} is not {exact}")
    return {**asdict(vote), "cpu": used, "megabytes": peak}


def measured(vote: Vote) -> dict[str, Any]:
    """Return what one vote cost in a new process."""
    command = [sys.executable, str(Path(__file__).resolve()), "--one", json.dumps(asdict(vote))]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main(arguments: list[str]) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few pairs only")
    parser.add_argument("--markdown", action="store_true", help="the table in Markdown")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.one:
        json.dump(measure(Vote(**json.loads(chosen.one))), sys.stdout)
        return 0
    figures = [measured(vote) for vote in (QUICK if chosen.quick else VOTES)]
    rows = [
        [
            str(figure["blocs"]),
            str(figure["seats"]),
            f"{figure['pairs']:,}",
            f"{figure['disciplines']:,}",
            seconds(figure["cpu"]),
            short(figure["megabytes"]),
        ]
        for figure in figures
    ]
    if chosen.markdown:
        print(f"## What votes cost\n\n{markdown(HEAD, rows)}")
    else:
        print("Chance that a vote passes, for each pair of a package and a draw; CPU seconds.\n")
        print(shown(HEAD, rows))
    print(f"\nIn each vote {CHECKED} chances were found again as fractions, and are exact to 10^-12.")
    if not chosen.quick:
        keep("ratify", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
