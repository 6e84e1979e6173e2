"""Processes that work for this one: how they start, and how they end."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Generator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Lock, Thread, current_thread, main_thread
from typing import Any

from detente.errors import DetenteError, LimitError, UsageError

__all__ = ["answer_of", "processes"]

_ALONE = "Ask for one worker (--workers 1 on the command line): it starts no process."

_NOT_STARTED = (
    "The processes that were to share the work cannot start. A script that asks for more than one worker stands under "
    '`if __name__ == "__main__":`, and is a file; what is read from the standard input asks for one.'
)

_CRASHES = {-number for number in (signal.SIGABRT, signal.SIGFPE, signal.SIGILL, signal.SIGSEGV)}
"""Exit codes of a process that has ended itself by a fault."""

_starting = Lock()


@contextmanager
def processes(count: int, given: tuple[Callable[[Any], object], ...] = ()) -> Generator[Callable[..., Future[object]]]:
    """Lend the way to hand work to new processes, which get what is `given` once; none outlives an error.

    None outlives this process either, however it ends.

    Raises
    ------
    LimitError
        If one of them is ended from outside, or the system starts none.
    UsageError
        If they cannot start, since the script that is running cannot be imported anew.
    BrokenProcessPool
        If one of them crashes.
    """
    started: list[BaseProcess] = []
    try:
        pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, given)
    except OSError as error:
        raise _refused(error) from error

    def submit(work: Callable[..., object], *arguments: object) -> Future[object]:
        # The processes are started as work comes in; those of another thread are not ours to end.
        with _starting, _held_back():
            others, before = active_children(), len(started)
            try:
                future = pool.submit(work, *arguments)
            except BrokenProcessPool:
                raise
            except OSError as error:
                raise _refused(error) from error
            except RuntimeError as error:
                # Started while the script that is running is imported anew, for a process that it started itself.
                raise UsageError(_NOT_STARTED) from error
            finally:
                started.extend(child for child in active_children() if child not in others)
            if before < len(started) == count:
                # Whoever watches them looks anew when there is work, and may not know the last one yet.
                pool.submit(_nothing)
        return future

    try:
        try:
            yield submit
        except BaseException:
            for child in started:
                if child.is_alive():
                    child.terminate()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    except BrokenProcessPool as error:
        reason = _reason({child.exitcode for child in started})
        if reason is None:
            raise
        raise reason from error


def _nothing() -> None:
    """Take up no time."""


def _refused(error: OSError) -> LimitError:
    return LimitError(f"No process can be started to share the work: {error.strerror}.", _ALONE)


def _reason(codes: set[int | None]) -> DetenteError | None:
    """Return why processes have ended that were at work, from their exit codes; ``None`` for a fault of their own.

    When one is gone the others are ended by `SIGTERM`, which therefore tells something only where it stands alone.
    """
    telling = codes - {None, 0, -signal.SIGTERM}
    if 1 in telling:
        return UsageError(_NOT_STARTED)
    if any(code is not None and (code > 0 or code in _CRASHES) for code in telling) or codes <= {None, 0}:
        return None
    return LimitError(
        "A process that shared the work was ended from outside, as happens where memory is short.", _ALONE
    )


_task: list[Callable[[Any], object]] = []
"""What this process, a worker, has been given to do."""


def _begin(*given: Callable[[Any], object]) -> None:
    """Keep what is given; an interruption is for the process that started this one to deal with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_follow, daemon=True).start()
    _task[:] = given


def _follow() -> None:
    """End where the process that started this one has ended."""
    # Otherwise it would wait for work without end, and whoever reads its output for it.
    parent = parent_process()
    if parent is not None:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


def answer_of(block: object) -> object:
    """Return what the task given to this process, a worker, answers."""
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
