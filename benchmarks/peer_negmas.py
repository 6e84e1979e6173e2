"""NegMAS on one dispute, run in its own environment; knows nothing of Détente.

Reads one JSON object, ``{"weights", "values", "no_deal", "how": "enumerate" | "additive"}``, and writes one. CPU
seconds of all threads start after imports and after the utility functions were made. A dispute of two issues is solved
first, as in measure.py, because some modules are imported on first use.

- ``enumerate``: every outcome is listed, `pareto_frontier` filters them, `nash_points` and `kalai_points` search the
  frontier. It is the general way, for any number of parties and any utility function. Options that save it work:
  outcomes are listed once, the frontier is not sorted by welfare, the functions' ranges are given.
- ``additive``: `MOBANOSParetoSampler`, for two parties with additive utility functions only, never lists outcomes; the
  same two functions then search its frontier.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import negmas  # pyright: ignore[reportMissingImports]
from negmas.outcomes import make_issue, make_os  # pyright: ignore[reportMissingImports]
from negmas.preferences import LinearAdditiveUtilityFunction  # pyright: ignore[reportMissingImports]
from negmas.preferences.ops import (  # pyright: ignore[reportMissingImports]
    kalai_points,
    nash_points,
    pareto_frontier,
)
from negmas.preferences.pareto_sampler import MOBANOSParetoSampler  # pyright: ignore[reportMissingImports]

Answer = dict[str, Any]


def functions(job: Answer) -> tuple[Any, list[Any]]:
    """Return the outcome space and one utility function per party."""
    issues = [make_issue(len(options), f"issue {i + 1}") for i, options in enumerate(job["values"][0])]
    space = make_os(issues)
    utilities = [
        LinearAdditiveUtilityFunction(
            [{o: float(v) for o, v in enumerate(options)} for options in values],
            weights=[float(weight) for weight in weights],
            outcome_space=space,
            reserved_value=float(job["no_deal"]),
        )
        for weights, values in zip(job["weights"], job["values"], strict=True)
    ]
    return space, utilities


def enumerated(space: Any, utilities: list[Any]) -> list[tuple[float, ...]]:
    """Return the acceptable frontier by listing every outcome."""
    outcomes = list(space.enumerate_or_sample(max_cardinality=float("inf")))
    return list(pareto_frontier(utilities, outcomes=outcomes, sort_by_welfare=False)[0])


def additive(first: Any, second: Any) -> list[tuple[float, ...]]:
    """Return the acceptable frontier of two additive functions, built issue by issue."""
    sampler = MOBANOSParetoSampler()
    sampler.init(first, second)
    points = {(first(outcome), second(outcome)) for outcome in sampler.pareto_outcomes()}
    return [point for point in points if point[0] >= first.reserved_value and point[1] >= second.reserved_value]


def solved(job: Answer) -> Answer:
    """Return the acceptable frontier, the Nash and the Kalai points, and what they cost."""
    space, utilities = functions(job)
    ranges = [
        (
            sum(weight * min(options) for weight, options in zip(weights, values, strict=True)),
            sum(weight * max(options) for weight, options in zip(weights, values, strict=True)),
        )
        for weights, values in zip(job["weights"], job["values"], strict=True)
    ]
    start = time.process_time()
    frontier = additive(*utilities) if job["how"] == "additive" else enumerated(space, utilities)
    nash = nash_points(utilities, frontier, ranges=ranges)
    kalai = kalai_points(utilities, frontier, ranges=ranges)
    seconds = time.process_time() - start
    return {
        "version": negmas.__version__,
        "seconds": seconds,
        "frontier": [[float(entry) for entry in point] for point in frontier],
        "nash": [[float(entry) for entry in point] for point, _ in nash],
        "kalai": [[float(entry) for entry in point] for point, _ in kalai],
    }


def main() -> int:
    """Read one job, do it, write what came of it."""
    job = json.load(sys.stdin)
    solved({"weights": [[1, 2], [2, 1]], "values": [[[0, 100]] * 2, [[100, 0]] * 2], "no_deal": 35, "how": job["how"]})
    json.dump(solved(job), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
