"""``detente analyse``: is there a deal, which are efficient, which fair, and what blocks."""

from __future__ import annotations

import sys

import click

from detente.cli import options
from detente.cli.group import COMMANDS
from detente.cli.options import ANSWERS
from detente.cli.progress import working
from detente.cli.tell import argument, complain, print_text
from detente.errors import UsageError
from detente.report import brief, fault_count, full, shell, write
from detente.workspace import (
    analyse,
    document_of,
    json_text,
    open_case,
    report_target,
    write_report,
)

__all__ = ["command"]

_EPILOG = f"""{ANSWERS["analyse"]}

\b
Examples:
  detente analyse wage-talks
  detente analyse wage-talks --all
  detente analyse wage-talks --json
  detente analyse wage-talks --draws 5000 --seed 7
  detente analyse wage-talks --report wage-talks.html

No deal is an answer too (exit code 0); what blocks it is named.
"""


@click.command(help=COMMANDS["analyse"], epilog=_EPILOG)
@click.argument("case")
@options.as_json("result")
@click.option("--all", "everything", is_flag=True, help="List every efficient package, solution and proposal.")
@click.option(
    "--report",
    "page",
    type=click.Path(),
    metavar="FILE.html",
    help="Also write all of it to one web page, with charts; an earlier report there is replaced.",
)
@options.drawn
@click.option(
    "--sobol",
    is_flag=True,
    help="Say how much of the answer's variance goes with each of 15 numbers; takes 15 times as long.",
)
@click.option(
    "--refine",
    is_flag=True,
    help="Make the grids of quantities finer around the solutions, and say whether the answer moves.",
)
@options.shared
@options.seated
def command(  # noqa: PLR0913 - one for each option of the command
    case: str,
    *,
    as_json: bool,
    everything: bool,
    page: str | None,
    draws: int | None,
    seed: int | None,
    sobol: bool,
    refine: bool,
    workers: int | None,
    count: tuple[str, ...],
    table: str | None,
    stage: str | None,
) -> None:
    """Print the answers for a case."""
    for option, value in (("--seed", seed), ("--sobol", sobol or None), ("--workers", workers)):
        if value is not None and draws == 0:
            raise UsageError(f"{option} is about draws, and --draws 0 makes none. Leave one of the two out.")
    if as_json and everything:
        raise UsageError("--json holds everything already. Leave out --all.")
    opened = open_case(case)
    if page is not None:
        # Before the work, not after it.
        report_target(page)
    with working("Searching ...") as note:

        def drawn(done: int, blocks: int) -> None:
            note("Drawing ..." if done < blocks else "Comparing ...", done, blocks)

        analysis = analyse(
            opened,
            count=count,
            table=table,
            stage=stage,
            draws=draws,
            seed=seed or 0,
            refine=refine,
            sobol=sobol,
            workers=workers,
            progress=drawn,
        )
    if as_json:
        print_text(json_text(document_of(analysis)))
    else:
        write((full if everything else brief)(opened.case, analysis, argument(case)), sys.stdout)
    if page is not None:
        sys.stdout.flush()
        with working("Writing the report ..."):
            write_report(opened, analysis, page)
        complain(f"Wrote {page}.")
    if opened.faults:
        # Below the answer also where both streams go to one place.
        sys.stdout.flush()
        look = shell(["detente", "check", argument(case)])
        complain(f"Note: {fault_count(opened.faults)} about this case; {look} shows them.")
