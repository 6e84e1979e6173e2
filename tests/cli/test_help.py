"""Help: every command has examples, and they work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from cli.samples import DEAL, Run
from detente.analyses import REGISTRY, Entry
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
        "ratify",
        "move",
        "hold",
        "reference",
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


def test_an_option_of_several_commands_says_and_takes_the_same():
    said: dict[str, set[str]] = {}
    for name in ("analyse", "compare", "ratify", "move", "diff"):
        command = root.get_command(click.Context(root), name)
        assert command
        for option in command.params:
            if isinstance(option, click.Option) and option.name != "as_json":
                taken = f"{option.help} {option.type.to_info_dict()} {option.metavar} {option.multiple}"
                said.setdefault(option.opts[0], set()).add(taken)
    assert said.keys() >= {"--draws", "--seed", "--count", "--table", "--stage", "--package", "--workers"}
    assert all(len(each) == 1 for each in said.values())


@pytest.mark.parametrize("name", ["compare", "diff"])
def test_a_stage_that_there_is_not_is_wrong_usage(detente: Run, name: str):
    ran = detente(name, "wage-talks", "nash" if name == "compare" else "wage-talks", "--stage", "second")
    assert ran.code == 2
    assert "'first', 'final'" in ran.err


@pytest.mark.parametrize("entry", REGISTRY, ids=lambda entry: entry.name)
def test_help_lists_the_registered_questions_of_a_command(detente: Run, entry: Entry):
    for command in {each.command for each in REGISTRY}:
        shown = " ".join(detente(command, "--help").out.split())
        assert (entry.question in shown) == (command == entry.command)


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
