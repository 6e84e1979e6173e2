"""One measurement in a process of its own: read a plan, solve it once, write what it cost and what came out.

``python measure.py`` reads one JSON object, ``{"what": ..., "plan": {...}}`` with one of `MEASUREMENTS`, and writes
one. Seconds are CPU seconds of all threads after imports and after the dispute was generated. A dispute of two
issues is solved first, because some modules are imported on first use, and what stands in memory then is not searched
for garbage later; otherwise each process solves one dispute, once.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import asdict
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from generate import Dispute, Plan

from detente.analyses.deal import analyse_deal
from detente.analyses.menu import menus
from detente.analyses.solutions import solutions_of
from detente.problem import compile_case
from detente.results import Outcome, Solutions
from detente.solvers.bargaining import leximin, maximin_shares, nash_product, total
from detente.solvers.frontier import pareto_frontier
from detente.solvers.message import Ways, first_assignments
from detente.solvers.network import Network

__all__ = ["MEASUREMENTS", "SOLUTIONS", "Answer", "Failed", "Vectors", "measured"]

Answer = dict[str, Any]
Vectors = list[list[int]]

SOLUTIONS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


class Failed(Exception):  # noqa: N818 - it says how a measurement ended, which need not be an error
    """A measurement that gave no figure, and why."""


def measured(what: str, plan: Plan, timeout: float = 600) -> Answer:
    """Return the result of one measurement in a new process.

    Raises
    ------
    Failed
        If it takes longer than `timeout` seconds, or stops with an error.
    """
    job = json.dumps({"what": what, "plan": asdict(plan)})
    command = [sys.executable, str(Path(__file__).resolve())]
    try:
        done = subprocess.run(command, input=job, capture_output=True, text=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired as slow:
        raise Failed(f"over {timeout:.0f} s") from slow
    if done.returncode:
        raise Failed(done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}")
    return json.loads(done.stdout)


def vectors(points: Any) -> Vectors:
    """Return integer vectors as sorted lists of Python integers."""
    return sorted([int(entry) for entry in point] for point in points)


def solve(network: Network, dispute: Dispute, *, acceptable: bool = False) -> Answer:
    """Return the frontier, and the four solutions among its acceptable points with a package each.

    Parameters
    ----------
    acceptable
        Whether only the frontier of the acceptable packages is wanted, or that of all.
    """
    floor = np.array([dispute.no_deal * scale for scale in dispute.scales])
    thresholds = dict(enumerate(floor.tolist())) if acceptable else None
    found = pareto_frontier(network, range(dispute.parties), thresholds)
    rows = np.flatnonzero((found.points >= floor).all(axis=1))
    points = found.points[rows]
    answer: Answer = {"size": len(found.points), "width": found.width, "epsilon": float(found.epsilon)}
    answer["acceptable"] = points
    if found.message is None or not len(rows):
        return answer
    gains = points - floor
    chosen = (
        nash_product(gains)[0],
        maximin_shares(gains),
        leximin(gains, dispute.scales),
        total(points, dispute.scales),
    )
    for name, best in zip(SOLUTIONS, chosen, strict=True):
        answer[name] = points[best]
    first_assignments(Ways.to(found.message, np.unique(rows[np.concatenate(chosen)])), dispute.sizes)
    return answer


def timed(dispute: Dispute, *, acceptable: bool) -> tuple[Answer, float]:
    """Return the answer of the solvers alone, from integer tables, and its CPU seconds."""
    network = dispute.network()
    start = time.process_time()
    answer = solve(network, dispute, acceptable=acceptable)
    seconds = time.process_time() - start
    return {key: vectors(value) if isinstance(value, np.ndarray) else value for key, value in answer.items()}, seconds


def units(outcomes: tuple[Outcome, ...], dispute: Dispute) -> Vectors:
    """Return the points of outcomes as integers, each party in its own scale."""

    def scaled(utility: Mapping[str, Fraction]) -> list[int]:
        entries = [points * scale for points, scale in zip(utility.values(), dispute.scales, strict=True)]
        return [entry.numerator for entry in entries]

    return sorted(scaled(outcome.utility) for outcome in outcomes)


def solved(solutions: Solutions, dispute: Dispute) -> Answer:
    """Return the points of all solutions as integers."""
    return {name: units(getattr(solutions, name), dispute) for name in SOLUTIONS}


def search(dispute: Dispute) -> tuple[Answer, float]:
    """Return both frontiers, thinned as the analysis thins them, and the solutions; and the CPU seconds of that."""
    problem = compile_case(dispute.case())
    start = time.process_time()
    feasible, acceptable = menus(problem)
    solutions = solutions_of(acceptable)
    seconds = time.process_time() - start
    answer: Answer = {
        "size": len(feasible),
        "acceptable_size": len(acceptable),
        "epsilon": float(feasible.found.epsilon),
        "acceptable_epsilon": float(acceptable.found.epsilon),
    }
    return answer | solved(solutions, dispute), seconds


def analysis(dispute: Dispute) -> tuple[Answer, float]:
    """Return the answer of the whole analysis, as a user gets it, and its CPU seconds."""
    case = dispute.case()
    start = time.process_time()
    deal = analyse_deal(case)
    seconds = time.process_time() - start
    answer: Answer = {
        "size": deal.frontier.size,
        "acceptable_size": deal.acceptable_frontier.size,
        "epsilon": float(deal.frontier.epsilon),
        "acceptable_epsilon": float(deal.acceptable_frontier.epsilon),
        "acceptable": units(deal.acceptable_frontier.points, dispute),
    }
    return answer | solved(deal.solutions, dispute), seconds


def resident(dispute: Dispute) -> tuple[Answer, float]:
    """Return the answer of the whole analysis with the most megabytes that its process held, and its CPU seconds."""
    import resource  # noqa: PLC0415 - not on Windows, where the other measurements work

    answer, seconds = analysis(dispute)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {**answer, "megabytes": peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6}, seconds


def memory(dispute: Dispute) -> tuple[Answer, float]:
    """Return the answer of the solvers alone with their peak memory in megabytes; the seconds are inflated."""
    network = dispute.network()
    tracemalloc.start()
    start = time.process_time()
    answer = solve(network, dispute)
    seconds = time.process_time() - start
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return {"size": answer["size"], "width": answer["width"], "megabytes": peak / 1e6}, seconds


MEASUREMENTS: dict[str, Callable[[Dispute], tuple[Answer, float]]] = {
    "solver": partial(timed, acceptable=False),
    "acceptable": partial(timed, acceptable=True),
    "analysis": analysis,
    "search": search,
    "resident": resident,
    "memory": memory,
}


def main() -> int:
    """Read one job, do it, write what came of it."""
    job = json.load(sys.stdin)
    measurement = MEASUREMENTS[job["what"]]
    measurement(Plan(2, 2, 2).dispute())
    dispute = Plan(**job["plan"]).dispute()
    gc.collect()
    gc.freeze()
    answer, seconds = measurement(dispute)
    json.dump({"seconds": seconds, **answer}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
