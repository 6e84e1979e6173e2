"""``detente convert``: other programs' files to a case, and a case to theirs."""

from __future__ import annotations

import click

from detente.cli.group import COMMANDS
from detente.cli.tell import argument, complain, print_text
from detente.errors import UsageError
from detente.report import shell
from detente.workspace import FORMATS, TARGETS, convert, write_conversion

__all__ = ["command"]

_EPILOG = """\b
Examples:
  detente convert wage-talks --to csv --out wage-talks.csv
  detente convert wage-talks.csv --out from-csv.yaml
  detente convert wage-talks --to genius --out wage-talks-genius
  detente convert wage-talks-genius --out from-genius.yaml

SRC is a file, several files that belong together, or a folder: GENIUS XML, GeniusWeb JSON, NegoLog JSON, NegMAS YAML,
and scoring sheets in CSV or XLSX. What they are is seen from their content.

What was assumed stands at the head of the case, and is printed; what the other format cannot hold is printed too.
"""


@click.command(help=COMMANDS["convert"] + " Without --out one file is printed.", epilog=_EPILOG)
@click.argument("sources", metavar="SRC...", nargs=-1, required=True, type=click.Path())
@click.option("--out", type=click.Path(), metavar="FILE", help="Write to a file, or to a folder where it is several.")
@click.option("--to", metavar=f"[{'|'.join(TARGETS)}]", help="What to write, by default a case (detente).")
@click.option("--from", "kind", metavar=f"[{'|'.join(FORMATS)}]", help="What the files are, if they do not show it.")
@click.option(
    "--party", "parties", multiple=True, metavar="NAME", help="Take this party only; may be given several times."
)
@click.option("--force", is_flag=True, help="Replace files that exist.")
def command(
    sources: tuple[str, ...],
    *,
    out: str | None,
    to: str | None,
    kind: str | None,
    parties: tuple[str, ...],
    force: bool,
) -> None:
    """Convert files."""
    if force and out is None:
        raise UsageError("--force is about a file, and none is named: add --out, for example --out talks.yaml")
    made = convert(sources, to=to, kind=kind, parties=parties, out=out)
    if made.folder and out is None:
        raise UsageError("Several files are to be written: name a folder, for example --out talks")
    if out is None:
        print_text(made.files[""])
    else:
        written = write_conversion(made, out, overwrite=force)
        complain(f"Wrote {', '.join(map(str, written))}.")
    for remark in made.remarks:
        complain(f"- {remark}")
    if out is not None and made.target == "detente":
        complain(f"Look at it, then: {shell(['detente', 'check', argument(out)])}")
