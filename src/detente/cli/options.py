"""Options and words that commands share, so that the same option says and takes the same everywhere."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection
from typing import Any, Literal, TypeVar

import click
from click.core import ParameterSource

from detente.analyses import REGISTRY
from detente.cli.whole import Whole
from detente.workspace import MAX_DRAWS, MAX_SEED, MAX_WORKERS

__all__ = ["ANSWERS", "as_json", "drawn", "given", "named", "seated", "shared"]

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Command], Command]


def _questions(command: str) -> str:
    asked = [entry.question for entry in REGISTRY if entry.command == command]
    lines = (textwrap.fill(each, 76, initial_indent="  - ", subsequent_indent="    ") for each in asked)
    return "\b\nIt answers:\n" + "\n".join(lines)


ANSWERS = {
    command: _questions(command) for command in ("analyse", "compare", "ratify", "move", "hold", "reference", "diff")
}
"""What each command answers, as a paragraph of its help."""


def as_json(
    schema: Literal["result", "comparison", "ratification", "leverage", "holding", "difference", "reference"],
) -> Decorator[Command]:
    """Return the option for one JSON document, which names the schema that describes it."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print one JSON document (detente schema --{schema}).")


def drawn(command: Command) -> Command:
    """Add the options about draws of the ranges."""
    command = click.option(
        "--seed",
        type=Whole(0, MAX_SEED, 7),
        metavar="S",
        help="Seed of the draws, 0 by default: the same seed, the same answer.",
    )(command)
    return click.option(
        "--draws",
        type=Whole(0, MAX_DRAWS, 1000),
        metavar="N",
        help="Draw the ranges so many times, 1000 by default if there are any; 0: central values only.",
    )(command)


def named(command: Command) -> Command:
    """Add the option for packages that are asked about."""
    return click.option(
        "--package",
        "packages",
        multiple=True,
        metavar="NAME",
        help="Ask about this package; may be given several times.",
    )(command)


def shared(command: Command) -> Command:
    """Add the option for processes that share the work."""
    return click.option(
        "--workers",
        type=Whole(1, MAX_WORKERS, 2),
        metavar="W",
        help="Processes that share the draws, by default all processors; the answer does not depend on them.",
    )(command)


def seated(command: Command) -> Command:
    """Add the options about who is asked, over what."""
    command = click.option(
        "--stage",
        type=click.Choice(["first", "final"]),
        help="Put only the issues of one stage on the table; all else stays as it is.",
    )(command)
    command = click.option(
        "--table",
        metavar="NAME",
        help="Ask only what those at one of the case's tables can settle.",
    )(command)
    return click.option(
        "--count",
        multiple=True,
        metavar="MEDIATOR",
        help="Count a mediator's points as an objective; may be given several times.",
    )(command)


def given(context: click.Context, without: Collection[str]) -> tuple[str, ...]:
    """Return the options that a command was given, as one would type them.

    Parameters
    ----------
    context
        The command as it was called.
    without
        Names of parameters to leave out.
    """
    words: list[str] = []
    for option in context.command.params:
        name = option.name or ""
        typed = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if not isinstance(option, click.Option) or name in without or not typed:
            continue
        value: Any = context.params[name]
        if option.is_flag:
            words.append(option.opts[0])
            continue
        for each in value if option.multiple else (value,):
            words += [option.opts[0], str(each)]
    return tuple(words)
