"""Work shared out over processes: blocks of draws, reduced in block order, and questions beside each other."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.reduction import ForkingPickler
from typing import Protocol, TypeVar, cast

from detente.ensemble.processes import answer_of, processes

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

    Raises
    ------
    LimitError, UsageError
        As for `processes`.
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
    with processes(min(workers, len(blocks)), (task,)) as submit:
        futures = [submit(answer_of, block) for block in blocks]
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

    Raises
    ------
    LimitError, UsageError
        As for `processes`.

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
    with processes(workers) as submit:

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
