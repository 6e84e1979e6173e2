"""The code in a Markdown page, and whether it does what the page says.

- ``python``: examples with ``>>>`` are doctests; other code must run. Blocks of a page share their names.
- ``console``: each line after ``$`` is run as ``detente`` does it; what follows is its output, where ``...`` stands for
  anything. ``python tests/docs/refresh.py`` brings it up to date.
- A block that starts with its file's name in a comment, ``# talks.yaml``, becomes that file first, so that the code of the
  page can use it. After ``# in talks.yaml`` come changes of that file, as a reader makes them: a line takes the place of
  the one with the same name under the same heads, together with what stands below it, and a new one goes to the end.

Each page starts in a folder of its own with a copy of every file in ``docs/examples``.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
import shutil
import sys
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"

FENCE = re.compile(r"^(?P<mark>```+)(?P<language>[\w-]*)\n(?P<body>.*?)^(?P=mark)$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# (?P<changes>in )?(?P<name>[\w-]+\.\w+)\n")
COMMAND = re.compile(r"^\$ ", re.MULTILINE)
FLAGS = doctest.ELLIPSIS


@dataclass(frozen=True)
class Block:
    """One fenced block of a page, with the line on which its content starts."""

    language: str
    file: str
    line: int
    body: str
    changes: bool = False


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    found: list[Block] = []
    for match in FENCE.finditer(text):
        file = FILE.match(match["body"])
        line = text.count("\n", 0, match.start("body")) + 1
        name, changes = (file["name"], bool(file["changes"])) if file else ("", False)
        found.append(Block(match["language"], name, line, match["body"], changes))
    return found


def faults(text: str, folder: Path) -> list[str]:
    """Return what in a page's code does not do what the page says.

    Parameters
    ----------
    text
        The page, as Markdown.
    folder
        Where the page's files are written and its commands run.
    """
    names: dict[str, object] = {"__name__": "__main__"}
    found: list[str] = []
    begin(folder)
    for block in blocks(text):
        if block.file:
            write(block, folder)
        with contextlib.chdir(folder):
            if block.language == "python" and ">>> " in block.body:
                found += _examples(block, names)
            elif block.language == "python":
                exec(compile("\n" * (block.line - 1) + block.body, "page", "exec"), names)  # noqa: S102 - our own pages
            elif block.language == "console":
                found += _session(block)
    return found


def begin(folder: Path) -> None:
    """Copy to a folder what every page may use."""
    for example in EXAMPLES.iterdir():
        shutil.copy(example, folder)


def write(block: Block, folder: Path) -> None:
    """Write the file of a block to a folder, or make the changes of a block in it."""
    file = folder / block.file
    text = block.body
    if block.changes:
        text = "".join(changed(file.read_text(encoding="utf-8").splitlines(True), text.splitlines(True)[1:]))
    file.write_text(text, encoding="utf-8")


def changed(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the lines of a YAML file after changes that are written as a part of such a file.

    Examples
    --------
    >>> changed(["a:\\n", "  b: 1\\n", "  c: 2\\n"], ["a:\\n", "  c: 3\\n", "d: 4\\n"])
    ['a:\\n', '  b: 1\\n', '  c: 3\\n', 'd: 4\\n']
    """
    entries = _entries(old)
    for name, (head, *below) in _entries(new).items():
        nested = below and len(entries.get(name, ())) > 1
        entries[name] = [head, *(changed(entries[name][1:], below) if nested else below)]
    return [line for entry in entries.values() for line in entry]


def _entries(lines: Sequence[str]) -> dict[str, list[str]]:
    """Return the entries of a block of YAML by name: each a line, and those below it that stand further in."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith(lines[0][: len(lines[0]) - len(lines[0].lstrip())] + " "):
            found[next(reversed(found))].append(line)
        else:
            found[line.strip().partition(":")[0]] = [line]
    return found


def _examples(block: Block, names: dict[str, object]) -> list[str]:
    test = doctest.DocTestParser().get_doctest(block.body, names, "page", "page", block.line - 1)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append, clear_globs=False)
    names.update(test.globs)
    return ["".join(report)] if report else []


def _session(block: Block) -> list[str]:
    before, *steps = COMMAND.split(block.body)
    if before.strip():
        return [f"line {block.line}: a console block starts with `$ `"]
    found: list[str] = []
    for step in steps:
        command, _, expected = step.partition("\n")
        printed = run(command)
        if not doctest.OutputChecker().check_output(_tidy(expected), _tidy(printed), FLAGS):
            found.append(f"line {block.line}: $ {command}\nsays:\n{expected}\ndoes:\n{printed}")
    return found


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines()) + "\n"


def run(command: str) -> str:
    """Return what a ``detente`` command prints, on both streams, in a terminal 80 columns wide.

    ``; echo $?`` after the command adds its exit code, and ``> name`` puts what it prints into a file.
    """
    command, _, echo = command.partition("; ")
    command, _, file = command.partition(" > ")
    program, *arguments = shlex.split(command)
    if program != "detente" or echo not in ("", "echo $?"):
        return f"a page runs only detente, not {program}"
    with _terminal() as printed:
        code = main(arguments)
    text = printed.getvalue().decode()
    if file:
        Path(file).write_text(text, encoding="utf-8")
        text = ""
    return text + (f"{code}\n" if echo else "")


@contextlib.contextmanager
def _terminal() -> Generator[io.BytesIO]:
    """Lend what the standard streams hold, as long as they are replaced."""
    printed = io.BytesIO()
    stream = io.TextIOWrapper(printed, "utf-8", write_through=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        patch.setenv("NO_COLOR", "1")
        patch.setattr(sys, "stdout", stream)
        patch.setattr(sys, "stderr", stream)
        yield printed
    stream.detach()
