"""Convert every negotiation below a folder, and recompute what its packages are worth: ``make import-check DIR=...``.

Nothing is written. A file that Détente refuses in its own words is skipped with the reason; anything else that is
raised, and any utility that differs by more than 1e-9, is a failure.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

if __name__ == "__main__":
    # Run as a script, this folder stands first on the path, where the package it belongs to is not found.
    sys.path[0] = str(Path(__file__).parents[1])

from cross.recompute import reckoner
from detente.case import Case, issue_points
from detente.errors import CaseError, DetenteError
from detente.io import read_text
from detente.io.formats.case_text import case_text
from detente.io.formats.domain import ForeignDomain
from detente.io.formats.gather import READABLE, gather
from detente.io.formats.source import Source, load
from detente.report.words import plural

NEAR = 1e-9
MOST_PARTIES = 8
SAMPLE = 25
SHEETS = (READABLE["csv"], READABLE["xlsx"])
SUFFIXES = {".xml", ".json", ".yml", ".yaml", ".csv", ".xlsx", ".txt", ""}


@dataclass(frozen=True)
class Line:
    """What became of a negotiation, or of a file."""

    where: str
    result: str
    what: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Check a folder and return the exit code: 1 if anything failed, or nothing was found."""
    parser = argparse.ArgumentParser(prog="make import-check", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder; those below it are searched too")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        print(f"There is no folder {given.folder}. Name one: make import-check DIR=...", file=sys.stderr)
        return 2
    counts: dict[str, int] = {}
    for line in checked(given.folder):
        counts[line.result] = counts.get(line.result, 0) + 1
        print(f"{line.result:9}  {line.where}: {line.what}", flush=True)
    print("\n" + (", ".join(f"{count} {result}" for result, count in sorted(counts.items())) or "no files"))
    return int("FAILED" in counts or "converted" not in counts)


def checked(folder: Path) -> Iterator[Line]:
    """Yield what becomes of everything below a folder."""
    for place in (folder, *sorted(p for p in folder.rglob("*") if p.is_dir())):
        files = sorted(f for f in place.iterdir() if f.is_file() and f.suffix.lower() in SUFFIXES)
        if files:
            yield from _place(place, files, str(place.relative_to(folder)))


def _place(place: Path, files: Sequence[Path], shown: str) -> Iterator[Line]:
    """Yield what becomes of the files of one folder; a faulty one is left out, and the others tried again."""
    sources: list[Source] = []
    for file in files:
        try:
            sources.append(load(file))
        except DetenteError as error:
            yield Line(f"{shown}/{file.name}", "skipped", str(error))
    while sources:
        try:
            gathered = gather(sources, place.name)
        except CaseError as error:
            fault = error.faults[0]
            left = [source for source in sources if source.name != fault.file.partition("[")[0]]
            place_of = f"{shown}/{Path(fault.file).name}:{fault.line}"
            if len(left) == len(sources):
                yield Line(place_of, "FAILED", f"a fault of no file: {fault.message}")
                return
            yield Line(place_of, "skipped", fault.message)
            sources = left
            continue
        except DetenteError as error:
            yield Line(shown, "skipped", str(error))
            return
        except Exception:  # noqa: BLE001 - whatever it is, it is a defect to show
            yield Line(shown, "FAILED", traceback.format_exc())
            return
        for name, reason in gathered.left_out.items():
            yield Line(f"{shown}/{Path(name).name}", "skipped", reason)
        for domain in gathered.domains:
            yield from _domain(domain, shown)
        return


def _domain(domain: ForeignDomain, shown: str) -> Iterator[Line]:
    """Yield what becomes of a negotiation, in groups of as many parties as a case can hold."""
    for start in range(0, len(domain.parties), MOST_PARTIES):
        part = replace(domain, parties=domain.parties[start : start + MOST_PARTIES])
        names = ", ".join(party.name for party in part.parties)
        where = f"{shown} ({domain.format}; {names})"
        try:
            case = read_text(case_text(part)).case
            wrong = None if domain.format in SHEETS else _difference(domain, start, case)
        except CaseError as error:
            yield Line(where, "skipped", " ".join(fault.message for fault in error.faults if fault.severity == "error"))
        except DetenteError as error:
            yield Line(where, "skipped", str(error))
        except Exception:  # noqa: BLE001 - whatever it is, it is a defect to show
            yield Line(where, "FAILED", traceback.format_exc())
        else:
            if wrong is not None:
                yield Line(where, "FAILED", wrong)
                continue
            size = f"{plural(len(case.parties), 'party', 'parties')}, {plural(len(case.issues), 'issue')}"
            means = "not recomputed" if domain.format in SHEETS else "utilities agree"
            yield Line(where, "converted", f"{size}, {means}")


def _difference(domain: ForeignDomain, start: int, case: Case) -> str | None:
    """Return where a sample of packages is worth something else than the files say, or ``None``."""
    names = tuple(issue.name for issue in domain.issues)
    options = {issue.name: issue.options for issue in domain.issues}
    by_file = [found for file in domain.files if (found := reckoner(Path(file), names)) is not None]
    if len(by_file) != len(domain.parties):
        return f"{len(by_file)} files hold preferences, and {len(domain.parties)} parties were read"
    rng = Random(domain.title)
    for party, file in zip(case.parties, by_file[start:], strict=False):
        table = issue_points(case, party)
        if table is None:
            return f"{party} has no points"
        rows = list(table.values())
        low, high = file.ends(options)
        stretched = any(remark.startswith(f"The utilities of {party} run") for remark in domain.remarks)
        for _ in range(SAMPLE):
            at = [rng.randrange(len(options[name])) for name in names]
            utility = file.utility({name: options[name][i] for name, i in zip(names, at, strict=True)})
            if utility is None:
                continue
            wanted = 100 * ((utility - low) / (high - low) if stretched else utility)
            found = float(sum(row[i] for row, i in zip(rows, at, strict=True)))
            if not abs(wanted - found) <= NEAR * max(1, abs(wanted)):
                return f"{party} gets {found} points where its file says {wanted}"
    return None


if __name__ == "__main__":
    sys.exit(main())
