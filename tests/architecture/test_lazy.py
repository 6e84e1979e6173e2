"""What is not needed is not imported: ``detente --help`` answers at once."""

from __future__ import annotations

import json
import subprocess
import sys

import click
import pytest

from detente.cli.main import program

HEAVY = ("altair", "highspy", "jinja2", "moocore", "numpy", "pydantic", "scipy", "vl_convert")
ARRAYS = {"moocore", "numpy"}
"""What the analyses stand on, which a command that runs them names."""


def modules_after(statement: str) -> set[str]:
    """Return the modules that a fresh interpreter holds after a statement."""
    code = f"import sys; before = set(sys.modules)\n{statement}\nimport json; print(json.dumps(sorted(set(sys.modules) - before)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_the_package_imports_nothing_else_of_it():
    assert not [name for name in modules_after("import detente") if name.startswith("detente.")]


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("import detente.cli", id="import"),
        pytest.param("from detente.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass", id="help"),
    ],
)
def test_the_command_line_starts_without_the_heavy_packages(statement: str):
    loaded = {name.partition(".")[0] for name in modules_after(statement)}
    assert "detente" in loaded
    assert not loaded.intersection(HEAVY)


def words_of(group: click.Group, *above: str) -> list[tuple[str, ...]]:
    """Return the words of every command of a group and of the groups in it."""
    found: list[tuple[str, ...]] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found.append((*above, name))
        if isinstance(command, click.Group):
            found += words_of(command, *above, name)
    return found


@pytest.mark.parametrize("words", words_of(program), ids=" ".join)
def test_the_help_of_a_command_reads_checks_and_draws_nothing(words: tuple[str, ...]):
    asked = f"from detente.cli import main\ntry: main({[*words, '--help']!r})\nexcept SystemExit: pass"
    loaded = {name.partition(".")[0] for name in modules_after(asked)}
    assert "click" in loaded
    assert not loaded.intersection(HEAVY) - ARRAYS
