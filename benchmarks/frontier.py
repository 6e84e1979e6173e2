"""The frontier and its solutions: Détente against NegMAS, then Détente alone where listing outcomes ends.

``python frontier.py`` makes NegMAS's environment when first run. ``--quick`` measures Détente alone, once, on small
disputes; ``--markdown`` prints the tables for the page. The exit code is 1 when an answer differs; never for being
slow.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

from generate import Plan
from measure import SOLUTIONS, Answer, Failed, measured
from peer import asked, differences, installed
from table import keep, markdown, seconds, short, shown

TIMES = ("/ solver", "/ analysis")
COMPARED_HEAD = ("Dispute", "points", "solver", "analysis", "listing", *TIMES, "sampler", *TIMES)
ALONE_HEAD = ("Dispute", "points", "exact", "solver", "analysis", "at most", "kept by")

PEER_LIMIT = 600
"""Most seconds that NegMAS may be expected to take on one dispute."""

COMPARED = [Plan(parties, issues, 10) for parties in (2, 3) for issues in (3, 4, 5, 6)]


@dataclass(frozen=True)
class Line:
    """A dispute for Détente alone, and what it should take at most."""

    name: str
    plan: Plan
    seconds: float | None = None


ALONE = [
    Line("2 parties 10^10", Plan(2, 10, 10)),
    Line("2 parties 10^20", Plan(2, 20, 10), 0.1),
    Line("2 parties 10^50", Plan(2, 50, 10)),
    Line("2 parties 10^100, 0..100", Plan(2, 100, 10, importance="points", no_deal=20), 1.0),
    Line("2 parties 10^100, equal", Plan(2, 100, 10, importance="equal")),
    Line("2 parties 10^100", Plan(2, 100, 10)),
    Line("2 parties 6^20, 18 links", Plan(2, 20, 6, links=18, width=3, forbidden=0.05), 0.5),
    Line("3 parties 5^15, 10 links", Plan(3, 15, 5, links=10, width=2), 1.0),
    Line("4 parties 4^16", Plan(4, 16, 4), 2.0),
]

QUICK = [
    Line("2 parties 10^4", Plan(2, 4, 10)),
    Line("2 parties 4^6, 5 links", Plan(2, 6, 4, links=5, width=2, forbidden=0.05)),
]


class Run:
    """What was measured, and what did not agree."""

    def __init__(self) -> None:
        self.figures: list[dict[str, Any]] = []
        self.faults: list[str] = []

    def repeated(self, what: str, plan: Plan, runs: int) -> tuple[float, Answer]:
        """Return the median CPU seconds of several processes, and their common answer."""
        answers = [measured(what, plan) for _ in range(runs)]
        times = [answer.pop("seconds") for answer in answers]
        if any(answer != answers[0] for answer in answers):
            self.faults.append(f"{plan}: runs of the {what} differ")
        return median(times), answers[0]

    def both(self, name: str, what: str, plan: Plan, runs: int) -> tuple[float, float, Answer]:
        """Return the seconds of the solvers alone (`what`) and of the whole analysis, which must agree."""
        alone, solved = self.repeated(what, plan, runs)
        whole, answer = self.repeated("analysis", plan, runs)
        same = (
            answer["size" if what == "solver" else "acceptable_size"] == solved["size"]
            and answer["acceptable_size"] == len(solved["acceptable"])
            and all(point in solved["acceptable"] for point in answer["acceptable"])
            and all(answer[key] == solved.get(key, []) for key in SOLUTIONS)
        )
        if not same:
            self.faults.append(f"{name}: the analysis differs from the solvers")
        return alone, whole, solved


def compare(run: Run, runs: int) -> list[list[str]]:
    """Return the rows of Détente against NegMAS in the same run."""
    python = installed()
    rows: list[list[str]] = []
    expected: dict[tuple[int, str], float] = {}
    for plan in COMPARED:
        dispute = plan.dispute()
        name = f"{plan.parties} parties 10^{plan.issues}"
        alone, whole, ours = run.both(name, "acceptable", plan, runs)
        figure: dict[str, Any] = {"name": name, "solver": alone, "analysis": whole, "points": len(ours["acceptable"])}
        row = [name, str(len(ours["acceptable"])), seconds(alone), seconds(whole)]
        hows: list[Literal["enumerate", "additive"]] = ["enumerate", "additive"] if plan.parties == 2 else ["enumerate"]
        for how in hows:
            # The outcomes grow tenfold from one line to the next.
            if 10 * expected.get((plan.parties, how), 0.0) > PEER_LIMIT:
                row += ["left out", "", ""]
                continue
            try:
                answers = [asked(python, dispute, how, 2 * PEER_LIMIT) for _ in range(runs)]
            except Failed as failed:
                run.faults.append(f"{name}: NegMAS ({how}): {failed}")
                row += ["failed", "", ""]
                continue
            time = median(answer["seconds"] for answer in answers)
            expected[plan.parties, how] = time
            run.faults += [f"{name}: NegMAS ({how}): {fault}" for fault in differences(dispute, ours, answers[0])]
            figure[how] = {"version": answers[0]["version"], "seconds": time, "per_solver": time / alone}
            row += [seconds(time), short(time / alone), short(time / whole)]
        run.figures.append(figure)
        rows.append(row + [""] * (10 - len(row)))
    return rows


def alone(run: Run, lines: list[Line], runs: int) -> list[list[str]]:
    """Return the rows of Détente by itself."""
    rows: list[list[str]] = []
    for line in lines:
        try:
            solver, whole, ours = run.both(line.name, "solver", line.plan, runs)
        except Failed as failed:
            run.faults.append(f"{line.name}: {failed}")
            continue
        limit = "" if line.seconds is None else f"{line.seconds:g}"
        holds = "" if line.seconds is None else _holds(line.seconds, solver, whole)
        figure = {"name": line.name, "solver": solver, "analysis": whole, "limit": line.seconds, "points": ours["size"]}
        run.figures.append({**figure, "width": ours["width"], "epsilon": ours["epsilon"]})
        exact = "yes" if ours["epsilon"] == 0 else "no"
        rows.append([line.name, str(ours["size"]), exact, seconds(solver), seconds(whole), limit, holds])
    return rows


def _holds(limit: float, solver: float, whole: float) -> str:
    if whole <= limit:
        return "both"
    return "solver" if solver <= limit else "neither"


def main(arguments: list[str]) -> int:
    """Measure, print the tables, and return 1 if answers differ."""
    parser = argparse.ArgumentParser(description="Détente against NegMAS, then Détente alone.")
    parser.add_argument("--quick", action="store_true", help="Détente alone, once, on small disputes")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="processes per figure (default: 5)")
    parser.add_argument("--markdown", action="store_true", help="the tables as docs/explanation/speed.md shows them")
    chosen = parser.parse_args(arguments)
    run = Run()
    if chosen.quick:
        rows = alone(run, QUICK, 1)
        print(f"## Détente alone\n\n{markdown(ALONE_HEAD, rows)}" if chosen.markdown else shown(ALONE_HEAD, rows))
    elif chosen.markdown:
        print(f"## Against NegMAS\n\n{markdown(COMPARED_HEAD, compare(run, chosen.runs))}\n", flush=True)
        print(f"## Détente alone\n\n{markdown(ALONE_HEAD, alone(run, ALONE, chosen.runs))}")
        keep("frontier", run.figures)
    else:
        print("CPU seconds after imports, medians over processes.")
        print("solver: acceptable frontier and four solutions; analysis: all of `analyse`.")
        print("NegMAS by listing outcomes, and with its sampler for two additive parties;")
        print("/s and /a: times Détente's solver and analysis.\n")
        head = [{"/ solver": "/s", "/ analysis": "/a"}.get(name, name) for name in COMPARED_HEAD]
        print(shown(head, compare(run, chosen.runs)), flush=True)
        if not run.faults:
            print("\nAll find the same efficient, Nash and Kalai points.")
        print("\nDétente alone; `points` and solver: the frontier of all packages.\n")
        print(shown(ALONE_HEAD, alone(run, ALONE, chosen.runs)))
        keep("frontier", run.figures)
    for fault in run.faults:
        print(f"DIFFERS {fault}")
    return 1 if run.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
