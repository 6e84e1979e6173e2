"""The code in a Markdown page, and whether it does what the page says.

- ``python``: examples with ``>>>`` are doctests; other code must run. Blocks of a page share their names.
- ``console``: each line after ``$`` is run as ``detente`` does it; what follows is its output, where ``...`` stands for
  anything.
- ``yaml title="talks.yaml"`` (any language) writes that file first, so that commands of the page can use it.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(
    r"^(?P<mark>```+) *(?P<language>[\w-]*)(?P<rest>[^`\n]*)\n(?P<body>.*?)^(?P=mark) *$", re.MULTILINE | re.DOTALL
)
TITLE = re.compile(r'title="([\w.-]+)"')
COMMAND = re.compile(r"^\$ ", re.MULTILINE)
FLAGS = doctest.ELLIPSIS


@dataclass(frozen=True)
class Block:
    """One fenced block of a page, with the line on which its content starts."""

    language: str
    title: str
    line: int
    body: str


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    found: list[Block] = []
    for match in FENCE.finditer(text):
        title = TITLE.search(match["rest"])
        line = text.count("\n", 0, match.start("body")) + 1
        found.append(Block(match["language"], title[1] if title else "", line, match["body"]))
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
    for block in blocks(text):
        if block.title:
            (folder / block.title).write_text(block.body, encoding="utf-8")
        if block.language == "python" and ">>> " in block.body:
            found += _examples(block, names)
        elif block.language == "python":
            exec(compile("\n" * (block.line - 1) + block.body, "page", "exec"), names)  # noqa: S102 - our own pages
        elif block.language == "console":
            found += _session(block, folder)
    return found


def _examples(block: Block, names: dict[str, object]) -> list[str]:
    test = doctest.DocTestParser().get_doctest(block.body, names, "page", "page", block.line - 1)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append, clear_globs=False)
    names.update(test.globs)
    return ["".join(report)] if report else []


def _session(block: Block, folder: Path) -> list[str]:
    before, *steps = COMMAND.split(block.body)
    if before.strip():
        return [f"line {block.line}: a console block starts with `$ `"]
    found: list[str] = []
    for step in steps:
        command, _, expected = step.partition("\n")
        printed = run(command, folder)
        if not doctest.OutputChecker().check_output(_tidy(expected), _tidy(printed), FLAGS):
            found.append(f"line {block.line}: $ {command}\nsays:\n{expected}\ndoes:\n{printed}")
    return found


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines()) + "\n"


def run(command: str, folder: Path) -> str:
    """Return what a ``detente`` command prints, on both streams, in a terminal 80 columns wide."""
    program, *arguments = shlex.split(command)
    if program != "detente":
        return f"a page runs only detente, not {program}"
    return subprocess.run(
        [sys.executable, "-c", "import sys; from detente.cli import main; sys.exit(main())", *arguments],
        cwd=folder,
        env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    ).stdout
