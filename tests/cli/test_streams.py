"""Terminals, pipes, encodings, interruptions."""

from __future__ import annotations

import importlib
import os
import re
import signal
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from cli.samples import FAULTY, NO_DEAL, PROGRAM, Run, Write

posix = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals and signals are POSIX here")


def in_terminal(*arguments: object, words: Sequence[str] = PROGRAM, **environment: str) -> tuple[str, int]:
    """Return what a command writes to a terminal 80 columns wide, and its exit code."""
    # Modules that Windows lacks.
    fcntl, pty, termios = (importlib.import_module(name) for name in ("fcntl", "pty", "termios"))
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    with subprocess.Popen(
        [*words, *map(str, arguments)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=os.environ | {"TERM": "xterm-256color", "PYTHONUTF8": "1"} | environment,
    ) as running:
        os.close(slave)
        chunks: list[bytes] = []
        while True:
            try:
                chunk = os.read(master, 65536)
            except OSError:
                break
            if not chunk:
                break
            chunks.append(chunk)
        code = running.wait(timeout=60)
    os.close(master)
    return b"".join(chunks).decode("utf-8").replace("\r\n", "\n"), code


def without_styles(text: str) -> str:
    return re.sub("\x1b\\[[0-9;]*m", "", text)


@posix
def test_a_terminal_gets_styles_and_the_same_words(program: Run):
    shown, code = in_terminal("analyse", "wage-talks", "--draws", "0")
    assert code == 0
    assert "\x1b[1m" in shown
    assert without_styles(shown) == program("analyse", "wage-talks", "--draws", "0").out


@posix
@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=lambda e: next(iter(e)))
@pytest.mark.parametrize("command", ["analyse", "check"])
def test_no_style_where_none_is_wanted(case: Write, command: str, environment: dict[str, str]):
    # Without draws, so that no note of progress comes between.
    target = ("wage-talks", "--draws", "0") if command == "analyse" else (case(FAULTY),)
    shown, _ = in_terminal(command, *target, **environment)
    assert shown
    assert "\x1b" not in shown


@posix
def test_the_note_on_warnings_comes_last(case: Write):
    shown, _ = in_terminal("analyse", case(NO_DEAL))
    assert "NEXT" in shown.partition("Note: 2 warnings")[0]
    assert without_styles(shown).endswith(" shows them.\n")


@posix
def test_faults_stand_out_on_a_terminal(case: Write):
    shown, code = in_terminal("check", case(FAULTY))
    assert code == 1
    assert "\x1b[1m" in shown


@pytest.mark.parametrize("arguments", [("analyse", "wage-talks"), ("analyse", "wage-talks", "--all"), ("--help",)])
def test_a_pipe_gets_no_styles(program: Run, arguments: tuple[str, ...]):
    ran = program(*arguments)
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err


def test_only_the_document_is_on_the_output(program: Run):
    ran = program("analyse", "wage-talks", "--json")
    assert ran.out.startswith("{\n")
    assert ran.out.endswith("}\n")
    assert ran.err == ""


@pytest.mark.parametrize(("words", "code"), [(("--version",), 0), (("analyse", "no such case"), 2)])
def test_the_package_runs_as_the_program_does(program: Run, words: tuple[str, ...], code: int):
    done = subprocess.run(
        [sys.executable, "-m", "detente", *words],
        capture_output=True,
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
        timeout=60,
    )
    same = program(*words)
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (code, same.out, same.err)


def test_a_plain_encoding_gets_plain_characters(program: Run):
    ran = program("analyse", "wage-talks", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert ran.code == 0
    assert ran.out.isascii()
    assert "\n" + "-" * 80 + "\n" in ran.out
    assert "?" not in ran.out


def test_json_is_utf_8_whatever_the_encoding(program: Run, case: Write):
    file = case(FAULTY.replace("Two issues", "Détente").replace("wgae", "wage"))
    ran = program("analyse", file, "--json", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert '"title": "Détente"' in ran.out


def test_columns_set_the_width(program: Run):
    ran = program("analyse", "wage-talks", COLUMNS="60")
    assert max(map(len, ran.out.splitlines())) <= 60


@posix
@pytest.mark.parametrize(
    "arguments", [("analyse", "wage-talks"), ("analyse", "wage-talks", "--json"), ("--help",), ("schema",)]
)
def test_a_closed_pipe_is_quiet(arguments: tuple[str, ...]):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*PROGRAM, *arguments], stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [("analyse", "wage-talks"), ("analyse", "wage-talks", "--json"), ("--help",)])
def test_a_full_disk_is_said_in_one_line(arguments: tuple[str, ...]):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["Error: the output cannot be written: No space left on device."]


@posix
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("analyse", "wage-talks", "--draws", "0", "--json"),
        ("analyse", "wage-talks", "--draws", "0"),
        ("analyse", "--help"),
        ("catalog", "show", "wage-talks"),
        ("schema",),
        ("sheet", "wage-talks"),
    ],
    ids=" ".join,
)
def test_an_output_cut_short_is_never_an_answer(tmp_path: Path, arguments: tuple[str, ...], unbuffered: str):
    # A file that may not grow takes the first part of a write, as a disk does that fills up.
    words = ["sh", "-c", 'ulimit -f 1 && exec "$@"', "sh", *PROGRAM, *arguments]
    with (tmp_path / "answer").open("wb") as answer:
        done = subprocess.run(
            words,
            stdout=answer,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["Error: the output cannot be written: File too large."]


def in_shell(redirection: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program from a shell that redirects its streams."""
    words = ["sh", "-c", f'exec "$@" {redirection}', "sh", *PROGRAM, *arguments]
    return subprocess.run(words, capture_output=True, check=False, timeout=60)


@posix
@pytest.mark.parametrize(
    "arguments",
    [
        ("analyse", "wage-talks"),
        ("analyse", "wage-talks", "--json"),
        ("check", "wage-talks"),
        ("--help",),
        ("--version",),
    ],
    ids=" ".join,
)
def test_a_closed_output_is_said_in_one_line(arguments: tuple[str, ...]):
    done = in_shell(">&-", *arguments)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["Error: the output cannot be written: it is closed."]
    assert in_shell(">&- 2>&-", *arguments).returncode == 2


@posix
@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full"])
@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        pytest.param(FAULTY, ("analyse",), 1, id="faults"),
        pytest.param(FAULTY, ("analyse", "--josn"), 2, id="usage"),
        pytest.param(FAULTY.replace("wgae", "wage"), ("analyse", "--count", "union"), 2, id="argument"),
        pytest.param(NO_DEAL, ("analyse",), 0, id="warnings"),
    ],
)
def test_complaints_that_cannot_be_written_leave_the_exit_code(
    case: Write, text: str, arguments: tuple[str, ...], code: int, redirection: str
):
    if redirection == "2>/dev/full" and not Path("/dev/full").exists():
        pytest.skip("needs a device that is always full")
    done = in_shell(redirection, *arguments, str(case(text)))
    assert done.returncode == code
    assert done.stderr == b""
    assert (done.stdout != b"") == (code == 0)


@posix
def test_a_new_case_needs_no_streams(tmp_path: Path):
    assert in_shell(">&- 2>&-", "new", str(tmp_path / "talks.yaml")).returncode == 0
    assert (tmp_path / "talks.yaml").exists()


SLOW = """\
import sys, time
from importlib import import_module
import detente.cli.progress as progress
from detente.cli import main
answering = import_module("detente.workspace.analyse")
answer = answering.analyse_deal
def slow(*given, **named):
    time.sleep(0.6)
    return answer(*given, **named)
answering.analyse_deal = slow
progress.PATIENCE = 0.1
sys.exit(main())
"""
SLOWLY = (sys.executable, "-c", SLOW)


@posix
def test_a_long_search_is_noted_on_a_terminal_and_the_note_goes_away():
    shown, code = in_terminal("analyse", "wage-talks", words=SLOWLY)
    assert code == 0
    note, _, answer = shown.partition("Wage talks")
    assert "Searching ..." in note
    # The line is erased and the cursor is visible again before the answer comes.
    assert note.rindex("Searching ...") < note.rindex("\x1b[2K")
    assert note.rindex("\x1b[?25l") < note.rindex("\x1b[?25h")
    assert "Searching" not in answer


@posix
def test_a_short_search_or_a_dumb_terminal_gets_no_note():
    assert "Searching" not in in_terminal("analyse", "wage-talks", "--draws", "0")[0]
    assert "Searching" not in in_terminal("analyse", "wage-talks", words=SLOWLY, TERM="dumb")[0]


def test_a_pipe_gets_no_note():
    done = subprocess.run([*SLOWLY, "analyse", "wage-talks"], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Searching" not in done.stdout


@posix
def test_control_c_is_130_and_one_line():
    slow = (
        "import signal, sys, time\n"
        # A shell that starts a job in the background has it ignore the signal, and children inherit that.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from importlib import import_module\n"
        "from detente.cli import main\n"
        "def wait(*_, **__):\n"
        "    print('waiting', flush=True)\n"
        "    time.sleep(60)\n"
        "import_module('detente.workspace.analyse').analyse_deal = wait\n"
        "sys.exit(main(['analyse', 'wage-talks']))\n"
    )
    with subprocess.Popen([sys.executable, "-c", slow], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline() == b"waiting\n"
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=30) == 130
        assert running.stderr.read().decode().split() == ["Interrupted."]
