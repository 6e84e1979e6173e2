"""What levers cost: CPU seconds of the cheapest levers, and of one package's accepting draws under every set of levers.

Generated questions with 12 levers of three levels, 531,441 sets. The cheapest levers: 10 issues of six options that
oppose six actors, tied by linkages and rules or not. The staircase: six actors, 2,000 draws; each lever touches every
actor, with effects that are the same in all draws, or differ by draw for some levers of each actor. Imports are not
counted, nor is the making of the questions. *Elapsed* is what the clock says of counting, which may use two cores.
``--quick`` takes few levers and draws.
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any

import numpy as np
import scipy.optimize  # noqa: F401 - imported on first use by what is measured
from numpy.typing import NDArray
from table import keep, markdown, seconds, shown

from detente.solvers.accepting import accepting_draws
from detente.solvers.cheapest import cheapest
from detente.solvers.network import Constraint, Factor, Network, evaluate
from detente.solvers.staircase import joint_staircase, staircase

LEVELS = 3
ACTORS = 6
SEEDS = 5
CHEAPEST_HEAD = ("Linkages", "wielders", "costs", "middle", "slowest")
COUNTED_HEAD = ("Levers by draw", "joint steps", "counting", "elapsed", "staircases")
Tables = list[NDArray[np.int64]]


def costs_of(generator: np.random.Generator, levers: int) -> Tables:
    """Return what each level of each lever costs, dearer from level to level."""
    return [np.append(0, np.sort(generator.integers(1, 100, LEVELS - 1))) for _ in range(levers)]


def question(seed: int, issues: int, levers: int, links: int, wielders: int) -> tuple[Network, dict[int, int]]:
    """Return issues and levers, surpluses first and costs last, and what surpluses must reach."""
    generator = np.random.default_rng(seed)
    options, columns = 6, ACTORS + wielders
    factors: list[Factor] = []
    constraints: list[Constraint] = []
    for issue in range(issues):
        values = generator.integers(0, 101, (options, ACTORS))
        values -= values.mean(axis=1, keepdims=True).astype(np.int64)
        table = np.zeros((options, columns), dtype=np.int64)
        table[:, :ACTORS] = values * generator.integers(1, 100, ACTORS)
        factors.append(Factor((issue,), table))
    tables = np.array([factor.table[:, :ACTORS] for factor in factors])
    low, high = tables.min(axis=1).sum(axis=0), tables.max(axis=1).sum(axis=0)
    for lever, cost in enumerate(costs_of(generator, levers)):
        table = np.zeros((LEVELS, columns), dtype=np.int64)
        table[1:, :ACTORS] = generator.integers(-2000, 8000, (LEVELS - 1, ACTORS)) * (generator.random(ACTORS) < 0.5)
        table[:, ACTORS + lever % wielders] = cost
        factors.append(Factor((issues + lever,), table))
    for _ in range(links):
        scope = tuple(sorted(int(issue) for issue in generator.choice(issues, 2, replace=False)))
        table = np.zeros((options, options, columns), dtype=np.int64)
        table[generator.integers(options), :, generator.integers(ACTORS)] = generator.integers(-5000, 5000)
        factors.append(Factor(scope, table))
        constraints.append(Constraint(scope, generator.random((options, options)) > 0.1))
    thresholds = {actor: int(low[actor] + (high[actor] - low[actor]) * 7 // 10) for actor in range(ACTORS)}
    return Network((options,) * issues + (LEVELS,) * levers, columns, tuple(factors), tuple(constraints)), thresholds


def measure_cheapest(issues: int, levers: int, links: int, wielders: int) -> dict[str, Any]:
    """Return the slowest and the middle time over some questions, and the most non-dominated costs."""
    times: list[float] = []
    sizes: list[int] = []
    for seed in range(SEEDS):
        network, thresholds = question(seed, issues, levers, links, wielders)
        columns = list(range(ACTORS, ACTORS + wielders))
        start = time.process_time()
        found = cheapest(network, thresholds, columns, "cuts")
        times.append(time.process_time() - start)
        sums = evaluate(network, found.assignments)
        if not all((sums[:, actor] >= least).all() for actor, least in thresholds.items()):
            raise SystemExit(f"WRONG seed {seed}: a threshold is not reached")
        sizes.append(len(found.costs))
    return {
        "links": links, "wielders": wielders, "most": max(sizes), "middle": sorted(times)[SEEDS // 2],
        "slowest": max(times),
    }  # fmt: skip


def measure_staircase(levers: int, draws: int, drawn: int) -> dict[str, Any]:
    """Return the times of counting, and of the staircases of three wielders and of all together.

    Parameters
    ----------
    drawn
        For how many levers of each actor effects differ by draw.
    """
    generator = np.random.default_rng(drawn)
    effects: Tables = []
    for lever in range(levers):
        effect = np.zeros((ACTORS, LEVELS, draws if drawn else 1), dtype=np.int64)
        effect[:, 1:] = generator.integers(-3_000_000, 12_000_000, (ACTORS, LEVELS - 1, 1))
        for actor in range(ACTORS):
            if (lever + actor) % levers < drawn:
                effect[actor] = effect[actor] * generator.integers(0, 2, draws)
        effects.append(effect if drawn else effect[:, :, 0])
    base = generator.integers(-60_000_000, 20_000_000, (ACTORS, draws))
    costs, wielders = costs_of(generator, levers), [lever % 3 for lever in range(levers)]
    start, begun = time.process_time(), time.perf_counter()
    counted = accepting_draws(base, effects)
    middle, elapsed = time.process_time(), time.perf_counter() - begun
    for wielder in range(3):
        staircase(counted, costs, wielders, wielder)
    joint = joint_staircase(counted, costs, wielders)
    end = time.process_time()
    # A few sets of levers are added up again.
    for levels in generator.integers(0, LEVELS, (20, levers)):
        total = base + sum(
            effect[:, level] if drawn else effect[:, level, None] for effect, level in zip(effects, levels, strict=True)
        )
        if counted[tuple(levels)] != (total >= 0).all(axis=0).sum():
            raise SystemExit(f"WRONG {levels}: the draws differ")
    return {
        "drawn": drawn,
        "steps": len(joint.draws),
        "counting": middle - start,
        "elapsed": elapsed,
        "stairs": end - middle,
    }


def main(arguments: list[str]) -> int:
    """Measure and print the two tables."""
    parser = argparse.ArgumentParser(description="Time of the cheapest levers, and of staircases of levers.")
    parser.add_argument("--quick", action="store_true", help="few levers and draws only")
    parser.add_argument("--markdown", action="store_true", help="the tables in Markdown")
    chosen = parser.parse_args(arguments)
    quick = chosen.quick
    issues, levers, draws = (4, 4, 100) if quick else (10, 12, 2000)
    ties, by_draw = ((0, 2), (0, 2)) if quick else ((0, 4, 12), (0, 1, 2, 3, 4, 6, 12))
    found = [measure_cheapest(issues, levers, links, wielders) for links in ties for wielders in (1, 2, 3)]
    counted = [measure_staircase(levers, draws, drawn) for drawn in by_draw]
    tables = {
        "The cheapest levers": (
            CHEAPEST_HEAD,
            [
                [str(f["links"]), str(f["wielders"]), str(f["most"]), seconds(f["middle"]), seconds(f["slowest"])]
                for f in found
            ],
        ),
        "Draws under every set of levers": (
            COUNTED_HEAD,
            [
                [str(f["drawn"]), str(f["steps"]), *(seconds(f[key]) for key in ("counting", "elapsed", "stairs"))]
                for f in counted
            ],
        ),
    }
    for title, (head, rows) in tables.items():
        print(f"## {title}\n\n{markdown(head, rows)}\n" if chosen.markdown else f"{title}\n\n{shown(head, rows)}\n")
    print(f"{LEVELS**levers:,} sets of levers, {ACTORS} actors, {draws:,} draws, {SEEDS} questions each; all exact.")
    if not quick:
        keep("levers", {"cheapest": found, "staircases": counted})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
