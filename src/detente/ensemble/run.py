"""Work shared out over processes: blocks of draws, reduced in block order, and questions beside each other."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from multiprocessing.reduction import ForkingPickler
from threading import current_thread, main_thread
from typing import Any, Protocol, TypeVar, cast

__all__ = ["ALONE", "Ask", "Crew", "asking", "blocks_of", "over_blocks"]

Part = TypeVar("Part")
Answer = TypeVar("Answer")

BLOCK = 250


def blocks_of(count: int, size: int = BLOCK) -> list[slice]:
    """Return the fixed blocks of `count` draws; they do not depend on the number of workers.

    Examples
    --------
    >>> blocks_of(5, 2)
    [slice(0, 2, None), slice(2, 4, None), slice(4, 5, None)]
    """
    return [slice(start, min(start + size, count)) for start in range(0, count, size)]


@dataclass(frozen=True, slots=True)
class Crew:
    """Who shares the blocks; no answer depends on it.

    Parameters
    ----------
    workers
        Number of processes; 1 works in this one.
    patience
        Seconds that all but the first block must be expected to take before workers are started, which takes time
        too. Where positive, the first block is answered in this process, and tells.
    """

    workers: int = 1
    patience: float = 0.0


ALONE = Crew()


def over_blocks(task: Callable[[Part], Answer], blocks: list[Part], crew: Crew = ALONE) -> Iterator[Answer]:
    """Yield the answer of each block (or whatever the task takes), in block order, as they are ready.

    Where the caller stops before the end (an error, Ctrl-C), the workers are ended at once.

    Parameters
    ----------
    task
        With more than one worker it must be picklable; each worker starts as a fresh process (spawn), so that
        results are the same on every system, and gets the task once.
    crew
        How many workers, and when they are started.
    """
    workers = crew.workers
    if workers > 1 and crew.patience > 0:
        start = time.monotonic()
        first, blocks = blocks[:1], blocks[1:]
        for block in first:
            yield task(block)
        if (time.monotonic() - start) * len(blocks) < crew.patience:
            workers = 1
    if workers <= 1 or len(blocks) <= 1:
        for block in blocks:
            yield task(block)
        return
    with _workers(min(workers, len(blocks)), (task,)) as submit:
        futures = [submit(_answer, block) for block in blocks]
        for future in futures:
            yield cast("Answer", future.result())


class Ask(Protocol):
    """Who takes questions."""

    def __call__(self, question: Callable[[], Answer], /) -> Callable[[], Answer]:
        """Take a question, and return how to get its answer."""
        ...


@contextmanager
def asking(workers: int) -> Generator[Ask]:
    """Lend processes that answer questions while this one goes on with something else.

    Where the block ends with an error or Ctrl-C, they are ended at once.

    Parameters
    ----------
    workers
        Number of processes beside this one; with 0 a question is answered here, when its answer is asked for.

    Yields
    ------
    Ask
        To be called with a question: with a process to answer it, it must be picklable. What it returns waits for the
        answer, and returns it or raises its error.

    Examples
    --------
    >>> with asking(0) as ask:
    ...     answer = ask(lambda: 2 + 2)
    ...     answer()
    4
    """
    if workers <= 0:
        yield _later
        return
    with _workers(workers) as submit:

        def ask(question: Callable[[], Answer], /) -> Callable[[], Answer]:
            # Packed here and now: what the question is about may remember more in the meantime.
            packed = bytes(ForkingPickler.dumps(question))
            return cast("Callable[[], Answer]", submit(_unpacked, packed).result)

        yield ask


def _unpacked(question: bytes) -> object:
    """Answer a question packed by the process that started this one, as processes do among themselves."""
    # Not `ForkingPickler.loads`, which the stubs of the standard library take for a method.
    unpack: Callable[[bytes], Callable[[], object]] = vars(ForkingPickler)["loads"]
    return unpack(question)()


def _later(question: Callable[[], Answer], /) -> Callable[[], Answer]:
    return question


@contextmanager
def _workers(count: int, given: tuple[Callable[[Any], object], ...] = ()) -> Generator[Callable[..., Future[object]]]:
    """Lend the way to hand work to new processes, which get what is `given` once; none outlives an error."""
    others = {child.pid for child in active_children()}
    pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, given)

    def submit(work: Callable[..., object], *arguments: object) -> Future[object]:
        # The processes are started as work comes in.
        with _held_back():
            return pool.submit(work, *arguments)

    done = False
    try:
        yield submit
        done = True
    finally:
        if not done:
            for child in active_children():
                if child.pid not in others:
                    child.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


_task: list[Callable[[Any], object]] = []
"""What this process, a worker, has been given to do."""


def _begin(*given: Callable[[Any], object]) -> None:
    """Keep what is given; an interruption is for the process that started this one to deal with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _task[:] = given


def _answer(block: object) -> object:
    return _task[0](block)


@contextmanager
def _held_back() -> Generator[None]:
    """Hold Ctrl-C back while workers are started, and deliver it afterwards.

    Workers inherit a blocked signal and are quiet from their first moment. Where signals cannot be blocked
    (Windows) it is noted instead.
    """
    if current_thread() is not main_thread():
        yield
    elif sys.platform == "win32":
        noted: list[int] = []
        before = signal.signal(signal.SIGINT, lambda number, _frame: noted.append(number))
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
        if noted:
            raise KeyboardInterrupt
    else:
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
