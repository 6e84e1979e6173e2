"""Blocks of draws, one after the other or in worker processes, reduced in block order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

__all__ = ["blocks_of", "over_blocks"]

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


def over_blocks(task: Callable[[slice], Answer], blocks: list[slice], workers: int = 1) -> Iterator[Answer]:
    """Yield the answer of each block, in block order, as they are ready.

    Parameters
    ----------
    task
        With more than one worker it must be picklable; each worker starts as a fresh process (spawn), so that
        results are the same on every system.
    workers
        Number of processes; 1 runs in this one.
    """
    if workers <= 1 or len(blocks) <= 1:
        for block in blocks:
            yield task(block)
        return
    pool = ProcessPoolExecutor(min(workers, len(blocks)), mp_context=get_context("spawn"))
    try:
        futures = [pool.submit(task, block) for block in blocks]
        for future in futures:
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
