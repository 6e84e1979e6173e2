"""The developer's commands: ``python dev.py demo | test | check | bench | fuzz | docs | shots``.

Standard library only. Everything is installed into ``.venv`` beside this file; the system's Python is never changed.
What follows the command goes to the tool behind it, as in ``python dev.py test -k zopa``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
OLDEST, NEWEST = (3, 11), (3, 14)
SPECIFICATION = ("pyproject.toml", "constraints.txt")
DEMO = ("ampo-vs-city", "ukraine-2025")
BENCHMARKS = ("frontier", "linked", "many", "draws", "ratify", "levers", "stability", "ceasefire")


class Refused(Exception):  # noqa: N818 - it is what the command answers, not a defect of it
    """What stands in the way, and what to do about it."""


def script(name: str) -> str:
    """Return the path of a program inside ``.venv``."""
    return str(VENV / ("Scripts" if os.name == "nt" else "bin") / (f"{name}.exe" if os.name == "nt" else name))


def run(*command: str, **variables: str) -> None:
    """Run a command in this folder, with more environment variables, and stop with its exit code if it fails."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(command, cwd=ROOT, env={**environment, **variables}, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def python_fits(major: int, minor: int) -> bool:
    """Return whether Détente runs on a Python of this version."""
    return OLDEST <= (major, minor) <= NEWEST


def require_python() -> None:
    """Refuse to go on with a Python that does not fit, or that cannot make a virtual environment."""
    this = sys.version.split()[0]
    if not python_fits(*sys.version_info[:2]):
        raise Refused(
            f"Détente needs Python 3.{OLDEST[1]} to 3.{NEWEST[1]}; this is {this} ({sys.executable}).\n"
            "Start it with another one: `make PYTHON=python3.12 demo`, or on Windows `py -3.12 dev.py demo`."
        )
    if importlib.util.find_spec("ensurepip") is None:
        raise Refused(
            "This Python cannot make a virtual environment: the package python3-venv is missing.\n"
            f"On Debian or Ubuntu: sudo apt install python3-venv python3.{sys.version_info[1]}-venv"
        )


def venv_works() -> bool:
    """Return whether ``.venv`` holds a Python that starts and fits."""
    try:
        answer = subprocess.run(
            [script("python"), "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return python_fits(*map(int, answer.stdout.split()))


def fingerprint() -> str:
    """Return a digest of everything that decides what is installed."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in SPECIFICATION:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def install(*, development: bool) -> None:
    """Make ``.venv`` and install Détente into it, unless that was done with the same pins.

    Parameters
    ----------
    development
        Whether the tools for tests, checks and documentation are wanted too.
    """
    runtime, everything = VENV / "detente-runtime.stamp", VENV / "detente-dev.stamp"
    wanted = fingerprint()
    stamps = (everything,) if development else (everything, runtime)
    works = venv_works()
    if works and any(stamp.is_file() and stamp.read_text() == wanted for stamp in stamps):
        return
    if not works:
        require_python()
        say(f"Making .venv with Python {sys.version.split()[0]}")
        if VENV.exists():
            shutil.rmtree(VENV)
        run(sys.executable, "-m", "venv", str(VENV))
    say("Installing Détente" + (" and the tools to develop it" if development else "") + " into .venv")
    target = ".[dev]" if development else "."
    pip = (script("python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    # pip reads the variables also when it fetches what builds the package, where `--constraint` does not reach.
    pins = {"PIP_CONSTRAINT": "constraints.txt", "PIP_BUILD_CONSTRAINT": "constraints.txt"}
    run(*pip, "--constraint", "constraints.txt", "--editable", target, **pins)
    (everything if development else runtime).write_text(wanted)


def say(line: str) -> None:
    """Write a line of progress to the terminal, at once and beside the output proper."""
    print(line, file=sys.stderr, flush=True)


def demo(*arguments: str) -> None:
    """Analyse two shipped cases: a published negotiation, and the talks of March 2025."""
    install(development=False)
    for case in DEMO:
        say(f"\n$ detente analyse {case}\n")
        run(script("detente"), "analyse", case, *arguments)


def test(*arguments: str) -> None:
    """Run all tests, with the examples in the documentation; build the wheel and try it elsewhere."""
    install(development=True)
    workers = str(min(os.cpu_count() or 1, 4))
    # Stealing leaves neighbours together, and with them the wheel that the tests of one file share.
    run(script("python"), "-m", "pytest", "-n", workers, "--dist", "worksteal", *arguments)


def check(*arguments: str) -> None:
    """Check style, types, layers and documentation."""
    install(development=True)
    if arguments:
        raise Refused("`check` takes no arguments.")
    run(script("ruff"), "check", ".")
    run(script("ruff"), "format", "--check", ".")
    run(script("pyright"), "--warnings", "--pythonpath", script("python"))
    run(script("lint-imports"), "--no-cache")
    run(script("mkdocs"), "build", "--strict", "--quiet")


def bench(*arguments: str) -> None:
    """Run every benchmark, or those named; `bench frontier --quick` takes small ones."""
    options = [argument for argument in arguments if argument.startswith("-")]
    names = [argument for argument in arguments if not argument.startswith("-")]
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        raise Refused(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.")
    install(development=True)
    for name in names or BENCHMARKS:
        say(f"\n$ python benchmarks/{' '.join((f'{name}.py', *options))}\n")
        run(script("python"), str(Path("benchmarks", f"{name}.py")), *options)


def fuzz(*arguments: str) -> None:
    """Feed the reader 100,000 damaged inputs; `fuzz --seed 7` makes others."""
    install(development=True)
    run(script("python"), str(Path("tests", "fuzz", "fuzz.py")), "--count", "100000", "--seed", "0", *arguments)


def import_check(*arguments: str) -> None:
    """Convert all negotiation files below a folder and recompute their utilities; `import-check FOLDER`."""
    install(development=True)
    if not arguments:
        raise Refused("Name a folder of GENIUS, GeniusWeb, NegoLog or NegMAS files: make import-check DIR=...")
    run(script("python"), str(Path("tests", "cross", "import_check.py")), *arguments)


def docs(*arguments: str) -> None:
    """Build the documentation into `site`."""
    install(development=True)
    run(script("mkdocs"), "build", "--strict", *arguments)


def shots(*arguments: str) -> None:
    """Take pictures of every page into `build/shots`, to look at."""
    install(development=True)
    if arguments:
        raise Refused("`shots` takes no arguments.")
    run(script("python"), str(Path("tests", "web", "shots.py")))


COMMANDS = {
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "fuzz": fuzz,
    "import-check": import_check,
    "docs": docs,
    "shots": shots,
}


def usage() -> str:
    """Return the list of commands, one a line."""
    lines = [f"  {name:12} {(command.__doc__ or '').strip()}" for name, command in COMMANDS.items()]
    return "\n".join(["make COMMAND, or python dev.py COMMAND [ARGUMENTS]", "", *lines])


def main(arguments: list[str]) -> int:
    """Run one command and return the exit code."""
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        print(usage())
        return 0
    command = COMMANDS.get(arguments[0])
    if command is None:
        say(f"Unknown command: {arguments[0]}\n\n{usage()}")
        return 2
    start = time.monotonic()
    try:
        command(*arguments[1:])
    except Refused as refusal:
        say(str(refusal))
        return 1
    except KeyboardInterrupt:
        return 130
    say(f"\n{arguments[0]}: done in {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
