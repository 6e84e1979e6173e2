"""Feeds damaged case files to the reader, and what still reads to the analysis."""

from __future__ import annotations

import faulthandler
import math
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from detente.analyses import analyse_deal
from detente.case import Case
from detente.errors import CaseError, LimitError
from detente.io import CaseFile, read_text
from detente.problem.ceasefires import Truce, central_number
from detente.problem.moves import compile_moves
from detente.solvers.ceasefire.chain import curve
from fuzz.mutate import damaged
from fuzz.seeds import bad, good

MOST_SECONDS = 2.0
HANG_SECONDS = 60.0
MOST_OUTCOMES = 2_000
MOST_DAYS = 60
TOLERANCE = 1e-9
ANALYSE_EVERY = 2
BLOCK = 500


@dataclass
class Tally:
    """What became of the inputs.

    `counts` of outcomes; CPU seconds of the slowest one; descriptions of what must not happen.
    """

    counts: Counter[str] = field(default_factory=Counter[str])
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list[str])

    def add(self, other: Tally) -> None:
        self.counts += other.counts
        self.slowest = max(self.slowest, other.slowest)
        self.failures += other.failures

    def line(self) -> str:
        """Return the figures in one line."""
        counts = self.counts
        return (
            f"{sum(counts[name] for name in ('read', 'refused', 'limit', 'failed')):,} inputs: {counts['read']:,} read, "
            f"{counts['refused']:,} refused, {counts['limit']:,} over a limit, {counts['failed']:,} failed; "
            f"{counts['analysed']:,} analysed; slowest {self.slowest:.2f} s CPU"
        )


def make_input(seed: int, index: int) -> bytes:
    """Return the damaged input with a number; always the same one."""
    return damaged(random.Random(f"{seed}:{index}"), good(), bad())


def _check_faults(error: CaseError) -> None:
    assert any(fault.severity == "error" for fault in error.faults)
    places = [(fault.line, fault.column) for fault in error.faults]
    assert places == sorted(places)
    for fault in error.faults:
        assert fault.line >= 1
        assert fault.column >= 1
        assert fault.message.endswith((".", "`", "?"))
        assert fault.remedy
        assert (fault.message + fault.remedy).isprintable(), fault
        assert "pydantic" not in fault.message


def _check_limit(error: LimitError) -> None:
    assert error.limit.endswith(".")
    assert error.remedy.endswith(".")


def _analyse(file: CaseFile) -> bool:
    """Analyse a small case; return whether it was small enough."""
    if file.case.moves is not None:
        moves = compile_moves(file.case)
        assert [moves.row(name) for name in moves.ids] == list(range(moves.states))
        assert len(moves.game.arcs) == len(moves.players)
    if file.case.ceasefire is not None:
        _follow(file.case)
    if not file.case.issues:
        return True
    if math.prod(len(issue.options) for issue in file.case.issues.values()) > MOST_OUTCOMES:
        return False
    try:
        analyse_deal(file.case)
    except LimitError:
        return False
    return True


def _follow(case: Case) -> None:
    """Follow the ceasefire of a case through its calendar."""
    truce = Truce.of(case)
    days = 0 if case.ceasefire is None else min(case.ceasefire.horizon, MOST_DAYS)
    try:
        shares = curve(truce.calendar(central_number), days).shares
    except LimitError as error:
        _check_limit(error)
        return
    assert abs(shares.sum(axis=-1) - 1).max() < TOLERANCE


def feed(data: bytes, *, analyse: bool) -> Iterator[str]:
    """Yield what became of an input; anything but a fault or a limit is raised."""
    try:
        file = read_text(data, "input.yaml")
    except CaseError as error:
        _check_faults(error)
        yield "refused"
    except LimitError as error:
        _check_limit(error)
        yield "limit"
    else:
        assert all(fault.severity == "warning" for fault in file.faults)
        yield "read"
        if analyse and _analyse(file):
            yield "analysed"


def run_block(seed: int, start: int, stop: int) -> Tally:
    """Return what became of the inputs with numbers from `start` to before `stop`."""
    tally = Tally()
    for index in range(start, stop):
        data = make_input(seed, index)
        faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
        began = time.process_time()
        try:
            outcomes = list(feed(data, analyse=index % ANALYSE_EVERY == 0))
        except Exception as error:  # noqa: BLE001  # whatever it is, it is the finding
            outcomes = ["failed"]
            tally.failures.append(f"input {index}: {type(error).__name__}: {str(error)[:300]}")
        finally:
            faulthandler.cancel_dump_traceback_later()
        seconds = time.process_time() - began
        tally.counts.update(outcomes)
        tally.slowest = max(tally.slowest, seconds)
        if seconds > MOST_SECONDS:
            tally.failures.append(f"input {index}: {seconds:.1f} s CPU")
    return tally


def run(count: int, seed: int, jobs: int = 1) -> Tally:
    """Return what became of `count` inputs, read by `jobs` processes."""
    tally = Tally()
    blocks = [(seed, start, min(start + BLOCK, count)) for start in range(0, count, BLOCK)]
    if jobs == 1:
        for block in blocks:
            tally.add(run_block(*block))
        return tally
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        for part in pool.map(run_block, *zip(*blocks, strict=True)):
            tally.add(part)
    return tally
