"""Processes that share work and are ended, or cannot start; and that none stays when the one that started them ends."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from detente.ensemble import Crew, asking, over_blocks
from detente.errors import LimitError

posix = pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")

SHARING = """
import os, time
from functools import partial
from detente.ensemble import asking

def started(file):
    with open(file, "w") as noted:
        noted.write(str(os.getpid()))
    time.sleep(60)

"""


def ended_by(number: int) -> None:
    os.kill(os.getpid(), number)


def one_question(work: Callable[..., None], given: int) -> None:
    with asking(1) as ask:
        ask(partial(work, given))()


def slept(file: Path | None = None) -> None:
    time.sleep(20)
    if file is not None:
        file.touch()


def one_of_two_questions(work: Callable[..., None], given: int, file: Path | None = None) -> None:
    with asking(2) as ask:
        other, answer = ask(partial(slept, file)), ask(partial(work, given))
        answer()
        other()


def blocks(work: Callable[..., None], given: int) -> None:
    list(over_blocks(work, [given, given], Crew(2)))


@posix
@pytest.mark.parametrize("sharing", [one_question, one_of_two_questions, blocks])
@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM"])
def test_a_process_ended_from_outside_is_a_limit_in_one_sentence(sharing: Callable[..., None], number: str):
    with pytest.raises(LimitError, match="was ended from outside") as found:
        sharing(ended_by, getattr(signal, number))
    assert "one worker" in found.value.remedy
    assert active_children() == []


@posix
def test_nobody_waits_for_the_others_where_one_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    # The thread that watches the processes looks at those which it knows, and may do so before the last one starts.
    start: Callable[[ProcessPoolExecutor], None] = vars(ProcessPoolExecutor)["_adjust_process_count"]

    def late(pool: ProcessPoolExecutor) -> None:
        time.sleep(0.5)
        start(pool)

    monkeypatch.setattr(ProcessPoolExecutor, "_adjust_process_count", late)
    with pytest.raises(LimitError, match="was ended from outside"):
        one_of_two_questions(ended_by, signal.SIGKILL, tmp_path / "slept")
    assert not (tmp_path / "slept").exists()


@posix
def test_a_process_that_crashes_is_an_error_of_our_own():
    with pytest.raises(BrokenProcessPool):
        one_of_two_questions(ended_by, signal.SIGSEGV)
    assert active_children() == []


def test_a_system_that_starts_no_process_is_a_limit(monkeypatch: pytest.MonkeyPatch):
    def refused(*_: Any) -> Any:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refused)
    with pytest.raises(LimitError, match="No process can be started") as found:
        one_question(time.sleep, 0)
    assert "one worker" in found.value.remedy


@pytest.mark.parametrize("stdin", [False, True], ids=["file", "standard-input"])
def test_a_script_that_cannot_be_imported_anew_is_told_what_to_do(tmp_path: Path, stdin: bool):
    text = "from time import sleep\n" + SHARING + "with asking(1) as ask:\n    ask(partial(sleep, 0))()\n"
    script = tmp_path / "script.py"
    script.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, *([] if stdin else [script])],
        input=text if stdin else "",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    said = done.stderr.splitlines()[-1]
    assert said.startswith("detente.errors.UsageError: ")
    assert 'if __name__ == "__main__":' in said


def alive(process: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, 0)
        # One that has ended, but that nobody has asked about yet, does not count.
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM", "SIGHUP"])
def test_no_process_outlives_the_one_that_started_it(tmp_path: Path, number: str):
    script, noted = tmp_path / "script.py", tmp_path / "noted"
    asked = f"    with asking(1) as ask:\n        ask(partial(started, {str(noted)!r}))()\n"
    script.write_text(f'{SHARING}if __name__ == "__main__":\n{asked}', encoding="utf-8")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        for _ in range(600):
            if noted.exists() and noted.read_text(encoding="utf-8"):
                break
            time.sleep(0.05)
        helper = int(noted.read_text(encoding="utf-8"))
        assert alive(helper)
        running.send_signal(getattr(signal, number))
        # Whoever reads the output, a pipe for example, waits for the last process that may write.
        out, _ = running.communicate(timeout=10)
    assert out == b""
    assert not alive(helper)
