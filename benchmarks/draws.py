"""What draws cost: wall and CPU seconds of whole commands, and how much carrying all draws through one search saves.

The flagship with 2,000 draws: its answer, the same shared by every processor, with the report, and with the United
States consenting and counted as a third side. The plain way, one search per draw, is timed on a few draws and
scaled up; both ways must find the same zones. ``--quick`` takes 200 draws; ``--markdown`` prints the table for a page.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from table import keep, markdown, seconds, short, shown

from detente.analyses.draws import explore
from detente.case import Case
from detente.ensemble import Draws, draw_case
from detente.problem import compile_case
from detente.workspace import open_case, text_of

CASE = "ukraine-2025"
THIRD = "United States"
PLAIN = 20
"""Draws that are answered one by one."""


def with_third_side(folder: Path) -> Path:
    """Return a copy of the case in which the mediator's consent is needed too."""
    text = text_of(CASE)
    start = text.index(f"  {THIRD}:\n    role: mediator")
    file = folder / "three.yaml"
    file.write_text(text[:start] + text[start:].replace("consent: not required", "consent: required", 1), "utf-8")
    return file


def timed(*arguments: str) -> tuple[float, float]:
    """Return wall and CPU seconds of a command, its worker processes included."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    program = [sys.executable, "-c", "import sys; from detente.cli import main; sys.exit(main())", "analyse"]
    subprocess.run([*program, *arguments, "--json"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = time.perf_counter() - start
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def batched_and_plain(case: Case, draws: int) -> tuple[float, float]:
    """Return CPU seconds per draw of one search for a block of draws, and of one search for each."""
    problem = compile_case(case)
    drawn = draw_case(problem, Draws(0, draws))
    start = time.process_time()
    together = explore(problem, drawn, slice(0, min(draws, 250)))
    batched = (time.process_time() - start) / min(draws, 250)
    start = time.process_time()
    alone = [bool(explore(problem, drawn, slice(i, i + 1)).zopa[0]) for i in range(PLAIN)]
    plain = (time.process_time() - start) / PLAIN
    if alone != together.zopa[:PLAIN].tolist():
        raise SystemExit("DIFFERS: a draw alone has another zone than among others")
    return batched, plain


def main(arguments: list[str]) -> int:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="200 draws")
    parser.add_argument("--markdown", action="store_true", help="the table in Markdown")
    chosen = parser.parse_args(arguments)
    draws = 200 if chosen.quick else 2000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        three = str(with_third_side(folder))
        often = ("--draws", str(draws))
        runs = {
            "two sides, one process": (CASE, *often, "--workers", "1"),
            "two sides, all processors": (CASE, *often),
            "and the report": (CASE, *often, "--report", str(folder / "report.html")),
            "three sides, all processors": (three, *often, "--count", THIRD),
        }
        found = {run: timed(*command) for run, command in runs.items()}
    batched, plain = batched_and_plain(replace(open_case(CASE).case, outcome=None), draws)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rows = [[run, seconds(wall), seconds(used)] for run, (wall, used) in found.items()]
    print(f"{CASE}, {draws:,} draws, {os.cpu_count()} processors; the largest process took {short(peak)} MB.\n")
    print((markdown if chosen.markdown else shown)(["Command", "wall s", "CPU s"], rows))
    print(f"\nOne search for a block of draws takes {plain / batched:.1f} times less than one for each of them")
    print(f"({1000 * batched:.1f} and {1000 * plain:.1f} ms of CPU per draw).")
    keep("draws", {"draws": draws, "runs": found, "batched": batched, "plain": plain, "megabytes": peak})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
