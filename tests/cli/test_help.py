"""Help: every command has examples, and they work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from cli.samples import DEAL, Run
from detente.analyses import REGISTRY
from detente.cli.group import COMMANDS, Commands
from detente.cli.main import program as root

EXAMPLE = re.compile(r"^\s+detente (.+)$", re.MULTILINE)


def commands(group: click.Group, *names: str) -> list[tuple[str, ...]]:
    """Return the words of every command, groups included."""
    found: list[tuple[str, ...]] = [names]
    context = click.Context(group)
    for name in group.list_commands(context):
        inner = group.get_command(context, name)
        assert inner
        found += commands(inner, *names, name) if isinstance(inner, click.Group) else [(*names, name)]
    return found


ALL = commands(root)


def test_the_commands_are_those_of_the_design():
    assert {" ".join(words) for words in ALL} == {
        "",
        "new",
        "check",
        "analyse",
        "compare",
        "diff",
        "sheet",
        "convert",
        "catalog",
        "catalog list",
        "catalog show",
        "catalog copy",
        "schema",
    }


@pytest.mark.parametrize("words", ALL, ids=lambda words: " ".join(words) or "detente")
def test_every_example_works(detente: Run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    shown = detente(*words, "--help")
    assert shown.code == 0
    examples = EXAMPLE.findall(shown.out)
    assert examples, shown.out
    for example in examples:
        if not re.search(r"new|copy", example):
            (tmp_path / "talks.yaml").write_text(DEAL, encoding="utf-8")
        else:
            (tmp_path / "talks.yaml").unlink(missing_ok=True)
        assert detente(*shlex.split(example)).code == 0, example


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_command_says(name: str):
    group = Commands()
    found = group.get_command(click.Context(group), name)
    assert found
    assert (found.help or "").startswith(COMMANDS[name])


def test_help_of_analyse_lists_the_registered_questions(detente: Run):
    shown = " ".join(detente("analyse", "--help").out.split())
    for entry in REGISTRY:
        assert entry.question in shown


def test_the_other_spellings_are_accepted(detente: Run):
    assert detente("analyze", "wage-talks") == detente("analyse", "wage-talks")
    assert detente("catalogue", "list") == detente("catalog", "list")


def test_help_fits_80_columns(detente: Run):
    for words in ALL:
        assert max(map(len, detente(*words, "--help").out.splitlines())) <= 80, words


def test_the_exit_codes_are_told(detente: Run):
    shown = detente("--help").out
    for code in ("0 ", "1 ", "2 ", "3 ", "70 ", "130 "):
        assert f"\n    {code}" in shown
