"""``detente hold``: which situations would hold, who would move away from the others, and whether a ceasefire would."""

from __future__ import annotations

import sys

import click

from detente.cli import options
from detente.cli.group import COMMANDS
from detente.cli.options import ANSWERS
from detente.cli.progress import working
from detente.cli.tell import complain, print_text
from detente.cli.whole import Whole
from detente.report import holding, write
from detente.workspace import (
    hold,
    hold_document_of,
    json_text,
    lacking,
    open_case,
    report_target,
    write_hold_report,
)
from detente.workspace.hold import ALL_CONCEPTS, MAX_HORIZON, RULES

__all__ = ["command"]


_EPILOG = f"""{ANSWERS["hold"]}

The case needs a section `moves` (who can move the dispute from which situation to which, and what each prefers) or a
section `ceasefire` (its terms, and how fast what happens to it happens), or both; it may hold these alone. Ranges are
drawn for players who prefer by points, and for the ceasefire.

\b
Examples:
  detente hold cuba-1962
  detente hold cuba-1962 --concept seq
  detente hold elmira-1991 --rule single
  detente hold elmira-1991 --bloc "ministry, Uniroyal"
  detente hold cuba-1962 --horizon 3
  detente hold cuba-1962 --target "blockade; withdraw"
  detente hold elmira-1991 --all
  detente hold elmira-1991 --json
  detente hold elmira-1991 --report elmira.html
"""


@click.command(help=COMMANDS["hold"], epilog=_EPILOG)
@click.argument("case")
@click.option(
    "--concept",
    "concepts",
    multiple=True,
    type=click.Choice(ALL_CONCEPTS),
    help="Ask only about this concept of stability; may be given several times.",
)
@click.option(
    "--rule",
    type=click.Choice(RULES),
    default=RULES[0],
    show_default=True,
    help="How others answer a move together: nobody twice in a row, each at most once, or one of them with one move.",
)
@click.option(
    "--bloc",
    "blocs",
    multiple=True,
    metavar="NAMES",
    help="Tell also what holds if these players, with commas between them, act as one; may be given several times.",
)
@click.option(
    "--horizon",
    type=Whole(1, MAX_HORIZON, 3),
    metavar="N",
    help="Tell also what two players do who look so many moves ahead.",
)
@click.option(
    "--target",
    metavar="SITUATION",
    help="Tell what would make this situation hold, in place of the one that the case aims at: its number or label.",
)
@click.option(
    "--package",
    metavar="NAME|TERMS",
    help="Ask about the ceasefire on the terms of this package, in place of the one that the case names: a proposal's "
    "name, or issue=option,issue=option, which change that of the case.",
)
@click.option("--all", "everything", is_flag=True, help="Print everything the results hold.")
@options.as_json("holding")
@click.option(
    "--report",
    "page",
    type=click.Path(),
    metavar="FILE.html",
    help="Also write all of it to one web page, with pictures; an earlier report there is replaced.",
)
@options.drawn
def command(  # noqa: PLR0913 - one for each option of the command
    case: str,
    *,
    concepts: tuple[str, ...],
    rule: str,
    blocs: tuple[str, ...],
    horizon: int | None,
    target: str | None,
    package: str | None,
    everything: bool,
    as_json: bool,
    page: str | None,
    draws: int | None,
    seed: int | None,
) -> int:
    """Print what would hold."""
    opened = open_case(case)
    missing = lacking(opened.case, "hold")
    if missing:
        complain(missing)
        return 1
    if page is not None:
        # Before the work, not after it.
        report_target(page)
    with working("Following moves ..." if opened.case.moves is not None else "Following the ceasefire ..."):
        found = hold(
            opened,
            concepts,
            rule=rule,
            blocs=blocs,
            horizon=horizon,
            target=target,
            package=package,
            draws=draws,
            seed=seed or 0,
        )
    given = options.given(click.get_current_context(), {"page", "as_json", "everything"})
    if as_json:
        print_text(json_text(hold_document_of(found)))
    else:
        write(holding(found, case, everything=everything, given=given), sys.stdout)
    if page is not None:
        sys.stdout.flush()
        with working("Writing the report ..."):
            write_hold_report(opened, found, page, given)
        complain(f"Wrote {page}.")
    return 0
