"""A group of commands, each imported only when it runs, so that ``detente --help`` answers at once."""

from __future__ import annotations

import difflib
from importlib import import_module

import click

__all__ = ["ALIASES", "COMMANDS", "Commands"]

COMMANDS = {
    "new": "Start a case from a template.",
    "check": "Tell what is wrong in a case, and where.",
    "analyse": "Tell whether there is a deal, which are efficient and fair, and what blocks.",
    "compare": "Set packages of a case side by side: points, gains, who accepts, what is left on the table.",
    "ratify": "Tell who signs a package, who ratifies it at home, and which bloc decides.",
    "move": "Tell what pressure and which levers would make the sides accept, what they cost, and whom they lose.",
    "hold": "Tell which situations would hold, who would move away, and whether a ceasefire would hold.",
    "reference": "Tell what became of ceasefires of the past, by class.",
    "diff": "Tell what changed between two versions of a case, and what that did to the answers.",
    "sheet": "Make score sheets to print for a meeting, blank or of one party.",
    "convert": "Make a case from other programs' files, or their files from a case.",
    "catalog": "List, show and copy the cases that ship with Détente.",
    "schema": "Print the JSON Schema of a case, or of a result.",
}
"""Every command and what it does; the module ``detente.cli.<name>`` holds it as ``command``."""

ALIASES = {"analyze": "analyse", "catalogue": "catalog"}


class Commands(click.Group):
    """The commands of `COMMANDS` and their other spellings."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names of the commands, in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """Return a command, imported now; ``None`` if there is none of that name."""
        name = ALIASES.get(cmd_name, cmd_name)
        return import_module(f"detente.cli.{name}").command if name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; an unknown one is wrong usage, with the nearest name."""
        name = args[0]
        if not (name.startswith("-") or name in COMMANDS or name in ALIASES):
            close = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(COMMANDS)}."
            ctx.fail(f"There is no command {name!r}. {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's signature)
        """Write the commands and what they do, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))
