"""What stability of states costs: CPU seconds and memory of five concepts for everybody, by rows and by tables.

Generated models in option form. In those of three decision makers every combination of options is a state, so that both
forms can be measured, and their verdicts are compared. In that of six, of three options each, 138,000 of 262,144
combinations are feasible. Ranks are drawn, without ties, or come from priorities among options; the
slower of the two counts. Moves are made beforehand. Memory is the most that is held beside the model, measured in runs
of their own. ``--quick`` takes few options.
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from table import keep, markdown, seconds, shown

from detente.solvers.moves import hypercube
from detente.solvers.moves.model import Game, Hypercube, Option, option_moves
from detente.solvers.moves.stability import CONCEPTS, Verdicts, stable

HEAD = ("Deciders", "states", "moves", "rows", "MB", "ns a move", "tables", "MB")
FEASIBLE = 138_000
Ranks = NDArray[np.int64]


def split(bits: int, size: int) -> tuple[tuple[Option, ...], ...]:
    """Return who holds which bits, nearly the same number each."""
    ends = [bits * dm // size for dm in range(size + 1)]
    return tuple(tuple((bit, "both") for bit in range(ends[dm], ends[dm + 1])) for dm in range(size))


def rankings(vectors: NDArray[np.int64], size: int, bits: int) -> list[Ranks]:
    """Return two sets of ranks: drawn ones, and ones by priorities."""
    generator = np.random.default_rng(bits)
    drawn = np.array([generator.permutation(len(vectors)) for _ in range(size)])
    prior: list[NDArray[np.int64]] = []
    for _ in range(size):
        order, wanted = generator.permutation(bits), generator.integers(0, 2, bits)
        score = np.zeros(len(vectors), dtype=np.int64)
        for bit in order:
            score = 2 * score + ((vectors >> bit & 1) == wanted[bit])
        prior.append(np.argsort(np.argsort(score)))
    return [drawn, np.array(prior)]


def timed(work: Callable[[], Verdicts]) -> tuple[Verdicts, float]:
    """Return the answer, and the less CPU time of two runs."""
    start = time.process_time()
    work()
    between = time.process_time()
    found = work()
    return found, min(between - start, time.process_time() - between)


def megabytes(work: Callable[[], Verdicts]) -> float:
    """Return how much is held at most while working."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def measure(bits: int, size: int, feasible: int | None) -> dict[str, Any]:
    """Return times and memory of both forms, of rows alone where some combinations are infeasible."""
    vectors = np.arange(1 << bits)
    if feasible is not None:
        vectors = np.sort(np.random.default_rng(0).choice(vectors, feasible, replace=False))
    options = split(bits, size)
    arcs = tuple(option_moves(vectors, own) for own in options)
    moves = sum(len(own.targets) for own in arcs)
    found: dict[str, Any] = {"size": size, "states": len(vectors), "moves": moves}
    figures: dict[str, list[float]] = {"rows": [], "rows_mb": [], "tables": [], "tables_mb": []}
    for ranks in rankings(vectors, size, bits):

        def by_rows(ranks: Ranks = ranks) -> Verdicts:
            # A game keeps its improvements; each run finds them anew.
            return stable(Game(len(vectors), arcs, ranks))

        def by_tables(ranks: Ranks = ranks) -> Verdicts:
            return hypercube.stable(Hypercube(options, ranks))

        mine, took = timed(by_rows)
        figures["rows"].append(took)
        figures["rows_mb"].append(megabytes(by_rows))
        if feasible is None:
            other, took = timed(by_tables)
            figures["tables"].append(took)
            figures["tables_mb"].append(megabytes(by_tables))
            if not all((mine.margins[concept] == other.margins[concept]).all() for concept in CONCEPTS):
                raise SystemExit(f"WRONG {bits} options: rows and tables differ")
    return found | {key: max(values) for key, values in figures.items() if values}


def row(figure: dict[str, Any]) -> list[str]:
    """Return a line of the table."""
    tables = [seconds(figure["tables"]), f"{figure['tables_mb']:.0f}"] if "tables" in figure else ["-", "-"]
    each = 1e9 * figure["rows"] / figure["moves"]
    return [
        str(figure["size"]), f"{figure['states']:,}", f"{figure['moves']:,}", seconds(figure["rows"]),
        f"{figure['rows_mb']:.0f}", f"{each:.0f}", *tables,
    ]  # fmt: skip


def main(arguments: list[str]) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="Time and memory of the stability of states.")
    parser.add_argument("--quick", action="store_true", help="few options only")
    parser.add_argument("--markdown", action="store_true", help="the table in Markdown")
    chosen = parser.parse_args(arguments)
    plans: list[tuple[int, int, int | None]] = [(8, 3, None), (8, 4, 150)]
    if not chosen.quick:
        plans = [*((bits, 3, None) for bits in (10, 12, 14, 16, 18)), (18, 6, FEASIBLE)]
    figures = [measure(*plan) for plan in plans]
    rows = [row(figure) for figure in figures]
    title = "Stability of states"
    print(f"## {title}\n\n{markdown(HEAD, rows)}\n" if chosen.markdown else f"{title}\n\n{shown(HEAD, rows)}\n")
    print("Five concepts for everybody, all exact; both forms give equal verdicts.")
    if not chosen.quick:
        keep("stability", {"stability": figures})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
