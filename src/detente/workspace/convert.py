"""Cases from other programs' files, and other programs' files from cases."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

from detente import catalog
from detente.checks.words import listed
from detente.errors import CaseError, LimitError, UsageError
from detente.io import CASE_FILE, CaseFile, read_text
from detente.workspace.cases import open_case
from detente.workspace.replacing import replace_file
from detente.workspace.seating import require_issues

if TYPE_CHECKING:
    from detente.io.formats.domain import ForeignDomain
    from detente.io.formats.gather import Kind

__all__ = ["FORMATS", "TARGETS", "Conversion", "convert", "write_conversion"]

FORMATS = ("genius", "geniusweb", "negolog", "negmas", "csv", "xlsx", "detente")
"""Formats that are read."""

TARGETS = ("detente", "genius", "geniusweb", "csv")
"""Formats that are written."""

_BY_SUFFIX = {".csv": "csv", ".json": "geniusweb", ".xml": "genius"}
_FILE_SUFFIXES = frozenset({*_BY_SUFFIX, ".xlsx", ".yaml", ".yml"})

_MAX_FILES = 2_000
_MAX_CONSENTING = 8


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion made, before it is written.

    Parameters
    ----------
    target
        One of `TARGETS`.
    folder
        Whether it is several files.
    files
        Texts by file name; one text under an empty name where it is one file.
    remarks
        What was assumed, or could not be carried, one sentence each.
    """

    target: str
    folder: bool
    files: dict[str, str]
    remarks: tuple[str, ...]


def convert(
    sources: Sequence[str | Path],
    *,
    to: str | None = None,
    kind: str | None = None,
    parties: Sequence[str] = (),
    out: str | Path | None = None,
) -> Conversion:
    """Return what other programs' files say as a case, or a case as other programs' files.

    Parameters
    ----------
    sources
        Files, or one folder; a case may also be a name in the catalogue.
    to
        One of `TARGETS`; by default a case.
    kind
        Format of the sources, one of `FORMATS`; by default what their content shows.
    parties
        Which profiles to take, by the names of their parties or files; by default all.
    out
        Where it will be written, which shows what to advise where no format is named.

    Raises
    ------
    CaseError
        If a file says something wrongly.
    LimitError
        If a file is too large, or more parties negotiate than a case can hold.
    UsageError
        If there is no such file, nothing in it is known, or the files are of several negotiations.

    Examples
    --------
    >>> made = convert(["wage-talks"], to="csv")
    >>> made.files[""].splitlines()[0]
    'issue,option,union weight,union points (of 100),company weight,company points (of 100)'
    """
    for name, allowed in ((to, TARGETS), (kind, FORMATS)):
        if name is not None and name not in allowed:
            raise UsageError(f"There is no format {name!r}. There are: {', '.join(allowed)}.")
    found = None if kind not in (None, "detente") else _case_of(sources, certain=kind == "detente")
    if found is not None:
        if to in (None, "detente"):
            example = _BY_SUFFIX.get(Path(out or "").suffix.lower(), "genius")
            raise UsageError(f"This is a case of Détente already. Name another format, for example --to {example}.")
        return _export(found, str(to), parties, ())
    domain = _read(sources, cast("Kind | None", kind), parties)
    opened = _opened(domain)
    if to in (None, "detente"):
        return Conversion("detente", folder=False, files={"": opened.text}, remarks=domain.remarks)
    return _export(opened, str(to), (), domain.remarks)


def _case_of(sources: Sequence[str | Path], *, certain: bool) -> CaseFile | None:
    """Return the case that the sources name, if they name one."""
    if len(sources) != 1:
        return None
    name = os.fspath(sources[0])
    path = Path(name)
    shipped = name in catalog.names() and not os.path.lexists(name)
    if certain or shipped or (path / CASE_FILE).is_file():
        return open_case(name)
    if not path.is_file():
        return None
    from detente.io.formats.gather import kind_of  # noqa: PLC0415 - needed by this command alone
    from detente.io.formats.source import load  # noqa: PLC0415

    return open_case(name) if kind_of(load(path))[0] == "detente" else None


def _paths(sources: Sequence[str | Path]) -> tuple[list[Path], str]:
    """Return the files to read, and what to call them together."""
    if not sources:
        raise UsageError("Name a file or a folder to convert.")
    paths = [Path(source) for source in sources]
    for path, source in zip(paths, sources, strict=True):
        if not os.fspath(source).strip() or "\0" in os.fspath(source) or not path.exists():
            raise UsageError(f"There is no file or folder {os.fspath(source)!r}. Check the name.")
    if len(paths) == 1 and paths[0].is_dir():
        files = sorted(p for p in paths[0].iterdir() if p.is_file() and not p.name.startswith((".", "~$")))
        if not files:
            raise UsageError(f"The folder {paths[0]} holds no files. Name the folder that holds the domain itself.")
        if len(files) > _MAX_FILES:
            raise LimitError(f"The folder {paths[0]} holds {len(files):,} files.", "Name those you mean.")
        return files, paths[0].resolve().name
    folders = [str(path) for path in paths if not path.is_file()]
    if folders:
        raise UsageError(f"{folders[0]} is no regular file. Name files only, or one folder only.")
    return paths, paths[0].stem


def _read(sources: Sequence[str | Path], kind: Kind | None, parties: Sequence[str]) -> ForeignDomain:
    # Other formats' readers take time to load that no other command should pay.
    from detente.io.formats.gather import disagreement, gather  # noqa: PLC0415
    from detente.io.formats.source import load  # noqa: PLC0415

    paths, title = _paths(sources)
    gathered = gather([load(path) for path in paths], title, kind)
    domains = [_chosen(domain, parties) for domain in gathered.domains]
    domains = [domain for domain in domains if domain.parties]
    if not domains:
        if gathered.domains:
            known = listed([party.name for domain in gathered.domains for party in domain.parties], "and")
            raise UsageError(f"There is no party {', '.join(map(repr, parties))} in these files. There are: {known}.")
        reasons = "; ".join(f"{Path(name).name}: {reason}" for name, reason in list(gathered.left_out.items())[:3])
        raise UsageError(f"Nothing here can be converted ({reasons}). Say what it is with --from.")
    if len(domains) > 1:
        raise disagreement(domains)
    missing = [name for name in parties if all(name != party.name for party in domains[0].parties)]
    if missing:
        known = listed([party.name for domain in gathered.domains for party in domain.parties], "and")
        raise UsageError(f"There is no party {missing[0]!r} in these files. There are: {known}.")
    if len(domains[0].parties) > _MAX_CONSENTING:
        names = [party.name for party in domains[0].parties]
        raise LimitError(
            f"There are {len(names)} profiles, and the limit on parties that must agree is {_MAX_CONSENTING}.",
            f"Name those that negotiate, for example --party {names[0]!r} --party {names[1]!r}.",
        )
    left = tuple(f"{Path(name).name} was left out: {reason}." for name, reason in gathered.left_out.items())
    return replace(domains[0], remarks=(*domains[0].remarks, *left))


def _chosen(domain: ForeignDomain, parties: Sequence[str]) -> ForeignDomain:
    if not parties:
        return domain
    return replace(domain, parties=tuple(party for party in domain.parties if party.name in parties))


def _opened(domain: ForeignDomain) -> CaseFile:
    """Return a negotiation as a case, which is read back as any other."""
    from detente.io.formats.case_text import case_text  # noqa: PLC0415

    files = ", ".join(Path(file).name for file in domain.files)
    try:
        return read_text(case_text(domain), f"the case made from {files}")
    except CaseError as error:
        faults = tuple(fault for fault in error.faults if fault.severity == "error")
        raise CaseError(tuple(replace(fault, file=f"case made from {files}") for fault in faults)) from error


def _export(opened: CaseFile, to: str, parties: Sequence[str], remarks: Sequence[str]) -> Conversion:
    from detente.io.formats.carried import carried  # noqa: PLC0415
    from detente.io.formats.export import WRITABLE  # noqa: PLC0415
    from detente.problem import compile_case  # noqa: PLC0415

    case = opened.case
    require_issues(case)
    strange = [name for name in parties if name not in case.known]
    if strange or not case.known:
        known = f"There are: {', '.join(case.known)}." if case.known else "Add their `preferences`."
        who = repr(strange[0]) if strange else "any party"
        raise UsageError(f"The case does not say what {who} wants, so there is nothing to write. {known}")
    no_deal: dict[str, Fraction] = dict(compile_case(case).no_deal)
    domain = carried(case, no_deal, opened.name)
    domain = _chosen(domain, parties)
    writer = WRITABLE[to]
    files, lost = writer.write(domain)
    every = dict.fromkeys((*remarks, *(f"Not carried: {text}." for text in (*domain.remarks, *lost))))
    return Conversion(to, writer.folder, files, tuple(every))


def write_conversion(made: Conversion, destination: str | Path, *, overwrite: bool) -> tuple[Path, ...]:
    """Write what a conversion made, each file whole or not at all, and return their paths.

    Parameters
    ----------
    made
        The conversion.
    destination
        A file; a folder, new or not, where the conversion is several files.
    overwrite
        Whether existing files are replaced.

    Raises
    ------
    UsageError
        If the destination is no such thing, or a file exists and stays.
    OSError
        If a file cannot be written; its ``filename`` is the destination.
    """
    shown = os.fspath(destination)
    path = Path(shown)
    if not shown.strip() or "\0" in shown:
        raise UsageError("The name to write to is empty or not legal. Write one, for example talks.yaml.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}. Make it first, or name another place.")
    if made.folder:
        if path.exists() and not path.is_dir():
            raise UsageError(f"{shown} is a file, and several files are to be written. Name a folder.")
        if path.suffix.lower() in _FILE_SUFFIXES and not path.exists():
            raise UsageError(
                f"{shown} is the name of a file, and several files are to be written. Name a folder, for example "
                f"{path.with_suffix('')}."
            )
        targets = {path / name: text for name, text in made.files.items()}
    elif path.is_dir() or shown.endswith(("/", os.sep)):
        raise UsageError(f"{shown} is a folder. Name a file in it, for example {path / 'talks.yaml'}.")
    else:
        targets = {path: next(iter(made.files.values()))}
    for target in targets:
        if target.is_symlink() or (target.exists() and not target.is_file()):
            raise UsageError(f"{target} is no regular file. Name another place.")
        if target.exists() and not overwrite:
            raise UsageError(f"{target} exists already and was left as it is. Name another place, or add --force.")
    if made.folder:
        path.mkdir(exist_ok=True)
    for target, text in targets.items():
        replace_file(target, text)
    return tuple(targets)
