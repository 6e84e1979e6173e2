"""What the ceasefire chain costs: CPU seconds and memory of curves, the worth of measures, a monitor's paths.

Every draw has its own rates and chances of renewal, seeded. A monitor deploys on day 10, and in some rows further
phases begin at even distances. Curves of some draws are compared with exponentials of whole matrices, taken day by day
with SciPy. The less of two runs counts; memory is the most held by curves, measured in a run of its own. Behind the
table stands what the whole answer of ``detente hold`` about a ceasefire takes. ``--quick`` takes few draws.
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import expm
from table import keep, markdown, seconds, shown

from detente.analyses.ceasefire import analyse_ceasefire
from detente.catalog import past_ceasefires
from detente.ensemble import Draws
from detente.io import read_text
from detente.solvers.ceasefire.chain import Curve, curve
from detente.solvers.ceasefire.dates import Calendar, Phase, Renewal, Term
from detente.solvers.ceasefire.rates import Rates, generator
from detente.solvers.ceasefire.stakes import Stakes
from detente.solvers.ceasefire.worth import paths, worth

HEAD = ("Draws", "days", "phases", "terms", "curve", "MB", "worth", "paths")
TITLE = "How long a ceasefire holds"
CASE = """\
case: A truce
parties: {north: , south: {consent: not required}}
issues:
  length: {options: [a month, two months, open], status_quo: a month}
  watch: {options: [nobody, patrols, a mission], status_quo: nobody}
preferences:
  north:
    weights: {length: 1, watch: 1}
    values:
      length: {a month: 0, two months: 50, open: 100}
      watch: {nobody: 0, patrols: 50, a mission: 100}
    no_deal: 0
  south: unknown
ceasefire:
  package: {watch: patrols}
  term: {issue: length, days: {a month: 30, two months: 60, open: none}}
  rates:
    accident: 0.2..1
    violation: {north: 0.05..0.2, south: 0.05..0.3}
    detection: 0.3..0.5
    attribution: 0.1..0.3
    strain: {accident: 0.02..0.1, violation: 0.3..0.6, unexplained: 0.2..0.5}
    resolution: 0.1..0.4
    retaliation: 0.05..0.1
    resumption: 0.05..0.2
    collapse: {strained: 0.001..0.01, suspended: 0.02..0.1}
    supersession: {holding: 0.001..0.004}
    renewal: {holding: 0.7..0.9, strained: 0.3..0.6, suspended: 0..0.1}
  changes:
    - {if: {watch: patrols}, rates: {detection: 0.5..0.8}}
    - {if: {watch: a mission}, rates: {detection: 0.7..0.9, attribution: 0.6..0.8}}
    - {from_day: 10, times: {accident: 0.5..0.9}}
  stakes: {south: {gain: 0..10, loss: 5..20, scale: 3}}
  measures:
    monitor: {rates: {detection: 0.95}}
    inquiry: {rates: {attribution: 0.8..0.9}}
    hotline: {rates: {resolution: 0.5..0.9}}
  horizon: 180
"""
COMPARED = 3
"""Draws that are compared with another algorithm."""


def rates_of(draws: int, rng: np.random.Generator) -> Rates:
    """Return rates of two sides with stakes."""

    def up_to(most: float) -> NDArray[np.float64]:
        return rng.uniform(0, most, draws)

    return Rates(
        accident=up_to(0.5),
        violation=rng.uniform(0, 0.3, (draws, 2)),
        detection=up_to(0.5),
        attribution=up_to(0.5),
        strain_accident=up_to(0.3),
        strain_violation=up_to(1),
        strain_unexplained=up_to(1),
        resolution=up_to(0.5),
        retaliation=up_to(0.3),
        resumption=up_to(0.2),
        collapse_strained=up_to(0.02),
        collapse_suspended=up_to(0.1),
        supersession_holding=up_to(0.01),
        stakes=Stakes(gain=rng.uniform(0, 4, (draws, 2)), loss=rng.uniform(0, 10, (draws, 2)), scale=0.5),
    )


def calendar_of(draws: int, days: int, phases: int, terms: int) -> Calendar:
    """Return a calendar with so many phases and terms until the last day."""
    rng = np.random.default_rng((draws, days, phases, terms))
    rates = rates_of(draws, rng)
    monitored = replace(rates, detection=rng.uniform(0.5, 1, draws))
    cuts = [] if phases == 1 else [10, *(10 + (days - 10) * k // (phases - 1) for k in range(1, phases - 1))]
    each = [rates, *(replace(monitored, resolution=rng.uniform(0, 0.5, draws)) for _ in cuts)]
    ends = [*cuts, None]
    renewal = Renewal(rng.uniform(0.5, 1, draws), rng.uniform(0, 0.8, draws), 0.1)
    return Calendar(
        tuple(Phase(one, end) for one, end in zip(each, ends, strict=True)),
        (Term(days // terms, renewal),) if terms else (),
    )


def by_matrices(calendar: Calendar, days: int, draw: int) -> NDArray[np.float64]:
    """Return holding, strained and suspended in any term, superseded, collapsed and lapsed, on each day of one draw."""
    now = np.eye(6)[0]
    rows, dates = [now], dict(calendar.dates(days))
    for day in range(1, days + 1):
        large = np.zeros((6, 6))
        large[:5, :5] = generator(calendar.phases[calendar.phase(day - 1)].rates)[draw]
        now = now @ expm(large)
        renewal = dates.get(day)
        if renewal is not None:
            kept = now[:3] * renewal.chances[:, draw]
            now = np.array([*kept, *now[3:5], now[5] + (now[:3] - kept).sum()])
        rows.append(now)
    return np.array(rows)


def check(calendar: Calendar, days: int, found: Curve) -> None:
    """Stop if curves are not those of the other algorithm, or rows do not add up."""
    if np.abs(found.shares.sum(axis=-1) - 1).max() > 1e-12:
        raise SystemExit("WRONG rows do not add up to 1")
    for draw in range(COMPARED):
        other = by_matrices(calendar, days, draw)
        inside = found.shares[draw, :, :3] + found.renewed[draw]
        mine = np.column_stack([inside, found.shares[draw, :, 5:], found.shares[draw, :, 4]])
        if np.abs(mine - other).max() > 1e-12:
            raise SystemExit(f"WRONG draw {draw}: curves differ")


def timed(work: Callable[[], object]) -> float:
    """Return the less CPU time of two runs."""
    start = time.process_time()
    work()
    between = time.process_time()
    work()
    return min(between - start, time.process_time() - between)


def measure(draws: int, days: int, phases: int, terms: int) -> dict[str, Any]:
    """Return times and memory for one calendar."""
    calendar = calendar_of(draws, days, phases, terms)
    check(calendar, days, curve(calendar, days))
    measures = {"detection": (0.3, 0.8), "attribution": (0.2, 0.6), "resolution": (0.1, 0.4)}
    figure: dict[str, Any] = {"draws": draws, "days": days, "phases": phases, "terms": terms}
    figure["curve"] = timed(lambda: curve(calendar, days))
    figure["worth"] = timed(lambda: worth(calendar, days, measures, since=10))
    figure["paths"] = timed(lambda: paths(calendar, days, (0.3, 0.8), (0.2, 0.6), since=10))
    tracemalloc.start()
    curve(calendar, days)
    figure["megabytes"] = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return figure


def whole(draws: int) -> float:
    """Return the time of the whole answer about the ceasefire of a case with three measures and four other terms."""
    case, table = read_text(CASE).case, past_ceasefires()
    return timed(lambda: analyse_ceasefire(case, table, Draws(0, draws)))


def row(figure: dict[str, Any]) -> list[str]:
    """Return a line of the table."""
    return [
        f"{figure['draws']:,}", str(figure["days"]), str(figure["phases"]), str(figure["terms"] or "-"),
        seconds(figure["curve"]), f"{figure['megabytes']:.0f}", seconds(figure["worth"]), seconds(figure["paths"]),
    ]  # fmt: skip


def main(arguments: list[str]) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="Time and memory of the ceasefire chain.")
    parser.add_argument("--quick", action="store_true", help="few draws only")
    parser.add_argument("--markdown", action="store_true", help="the table in Markdown")
    chosen = parser.parse_args(arguments)
    plans = [(20, 40, 1, 0), (20, 40, 2, 2)]
    if not chosen.quick:
        plans = [(2_000, 180, 1, 0), (2_000, 180, 2, 6), (2_000, 180, 18, 6), (2_000, 730, 2, 24), (20_000, 180, 2, 6)]
    figures = [measure(*plan) for plan in plans]
    rows = [row(figure) for figure in figures]
    print(f"## {TITLE}\n\n{markdown(HEAD, rows)}\n" if chosen.markdown else f"{TITLE}\n\n{shown(HEAD, rows)}\n")
    print(f"All exact: {COMPARED} draws of each equal exponentials of whole matrices.")
    draws = 20 if chosen.quick else 2_000
    answer = whole(draws)
    print(f"The whole answer for a case of two phases, {draws:,} draws, 180 days: {seconds(answer)} s.")
    if not chosen.quick:
        keep("ceasefire", {"ceasefire": figures, "answer": answer})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
