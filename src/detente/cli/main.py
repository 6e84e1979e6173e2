"""The program: finds the command, runs it, and turns what goes wrong into words and an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

import click

from detente.cli.group import Commands
from detente.cli.tell import complain, discard, open_streams, tell_faults, unheard
from detente.errors import CaseError, LimitError, UsageError

__all__ = ["main", "program"]

ANSWERED, FAULTS, USAGE, LIMIT, INTERNAL, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 70, 130, 141

_EPILOG = """\b
Examples:
  detente analyse wage-talks
  detente new --template wage talks.yaml
  detente check talks.yaml

CASE is a file, or the name of a case in the catalogue (detente catalog list).

\b
Exit codes:
  0    answered, also when the answer is "no deal"
  1    the case has errors
  2    wrong usage, or a missing file
  3    a stated limit was reached
  70   an error of the program itself
  130  interrupted
"""


def _show_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 (click's call)
    if value:
        # Asked for only here: looking the version up takes time that no other command should pay.
        import detente  # noqa: PLC0415

        click.echo(f"detente {detente.__version__}")
        context.exit()


@click.group(
    cls=Commands,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Tell whether a negotiation has a deal, which deals are efficient, which fair, and what blocks.",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show it.")
def program() -> None:
    """Hold the commands together."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments
        The words after ``detente``; those of the running program by default.

    Returns
    -------
    int
        0 answered (also "no deal"), 1 the case has errors, 2 wrong usage or a missing file, 3 a limit was reached,
        70 an error of the program itself, 130 interrupted, 141 the reader of the output went away.
    """
    if arguments is None:
        # The matrices here are small: threads that share one cost more than they save, and stand in the way of workers.
        # Where another program calls this, its environment is its own.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    open_streams()
    if sys.platform == "win32":
        for stream in (sys.stdout, sys.stderr):
            getattr(stream, "reconfigure", _ignore)(encoding="utf-8")
    try:
        with _noting():
            code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads any more, so there is nothing to say.
        discard(sys.stdout)
        return PIPE_CLOSED
    except OSError as error:
        discard(sys.stdout)
        reason = "it is closed" if error.errno == errno.EBADF else error.strerror
        complain(f"Error: the output cannot be written: {reason}.")
        return USAGE
    return code


def _ignore(**_options: str) -> None:
    pass


_noted: list[int] = []
"""Interruptions of the command that is running."""


@contextmanager
def _noting() -> Generator[None]:
    """Note interruptions: one that falls into an import may come out as another error, without a trace of it."""
    if current_thread() is not main_thread() or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return

    def note(number: int, _frame: FrameType | None) -> None:
        _noted.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _noted.clear()


def _run(arguments: Sequence[str] | None) -> int:
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        # Not `program.main`: it would turn a closed pipe into exit code 1, which is for faults of the case.
        with program.make_context("detente", words) as context:
            code: object = program.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except (KeyboardInterrupt, click.Abort):
        complain("Interrupted.")
        return INTERRUPTED
    except CaseError as error:
        with unheard():
            tell_faults(error.faults, sys.stderr)
        return FAULTS
    except click.ClickException as error:
        with unheard():
            error.show(sys.stderr)
        return USAGE
    except OSError as error:
        if error.filename is None:
            # Of the output, then: where a file is read or written, the error names it.
            raise
        complain(f"Error: {error.filename}: {error.strerror}.")
        return USAGE
    except Exception as error:  # noqa: BLE001 (whatever it is, the user gets one line and a code)
        if _noted or _interrupted(error):
            complain("Interrupted.")
            return INTERRUPTED
        return _failed(error)
    return code if isinstance(code, int) else ANSWERED


def _interrupted(error: BaseException | None) -> bool:
    """Return whether an error goes back to an interruption: one that falls into an import may come out as another."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _failed(error: Exception) -> int:
    match error:
        case UsageError():
            complain(f"Error: {error}")
            return USAGE
        case LimitError():
            complain(f"Error: {error}")
            return LIMIT
        case MemoryError():
            complain("Error: The memory is full. Leave out options or linkages, or split the case.")
            return LIMIT
        case _:
            if os.environ.get("DETENTE_DEBUG"):
                traceback.print_exc()
            complain(
                f"Internal error: {type(error).__name__}: {' '.join(str(error).split())[:200]} "
                "(Please report it, with the case if it may be shared; DETENTE_DEBUG=1 shows where it happened.)"
            )
            return INTERNAL
