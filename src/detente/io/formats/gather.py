"""Files of other programs to negotiations: what each file is, and which belong together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeVar

from detente.checks.words import listed
from detente.errors import CaseError, UsageError
from detente.io.formats import genius, geniusweb, negmas, negolog, sheets
from detente.io.formats.domain import ForeignDomain, ForeignIssue, ForeignParty, Profile, Value
from detente.io.formats.grids import as_quantity
from detente.io.formats.source import Source, fault
from detente.io.formats.tree import Tree, parse_json, parse_yaml
from detente.io.formats.xlsx import is_xlsx
from detente.io.formats.xml import parse_xml

__all__ = ["READABLE", "Gathered", "Kind", "disagreement", "gather", "kind_of"]

Kind = Literal["genius", "geniusweb", "negolog", "negmas", "csv", "xlsx", "detente"]

READABLE: dict[Kind, str] = {
    "genius": genius.NAME,
    "geniusweb": geniusweb.NAME,
    "negolog": negolog.NAME,
    "negmas": negmas.NAME,
    "csv": sheets.CSV,
    "xlsx": sheets.XLSX,
}
"""Formats that are read, with their names in words."""

_Read = TypeVar("_Read")
_MARKS = (
    b"<utility_space",
    b"<negotiation_template",
    b"LinearAdditiveUtilitySpace",
    b"issuesValues",
    b"issueWeights",
    b"UtilityFunction",
    b"OutcomeSpace",
)
"""Words by which a damaged file still shows what it was meant to be."""
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(slots=True)
class Gathered:
    """What several files hold.

    Parameters
    ----------
    domains
        Negotiations, each with the files that belong to it.
    left_out
        Files that are none of it, each with the reason.
    """

    domains: list[ForeignDomain] = field(default_factory=list[ForeignDomain])
    left_out: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class _Group:
    outline: Profile | None
    profiles: list[Profile] = field(default_factory=list[Profile])


def kind_of(source: Source) -> tuple[Kind | None, str]:
    """Return the format of a file by what it contains, or ``None`` with the reason why it has none.

    Raises
    ------
    CaseError, LimitError
        If it looks like XML or JSON and is damaged, or is too large or too deep.
    """
    data = source.data.lstrip(b" \t\r\n\xef\xbb\xbf")
    if not data:
        return None, "it is empty"
    if is_xlsx(data):
        return "xlsx", ""
    if data.startswith(_OLD_EXCEL):
        return None, "it is a workbook of the old kind (.xls); save it as .xlsx or CSV"
    if data.startswith(b"<") or data[:4] in (b"\xff\xfe<\x00", b"\xfe\xff\x00<"):
        root = _unless_damaged(parse_xml, source)
        return ("genius", "") if root is not None and genius.is_genius(root) else (None, "it is XML of another kind")
    if data.startswith((b"{", b"[")):
        tree = _unless_damaged(parse_json, source)
        return (None, "it is no JSON") if tree is None else _kind_of_tree(tree)
    if sheets.is_sheet(sheets.csv_sheets(source, damaged=True)):
        return "csv", ""
    tree = _unless_damaged(parse_yaml, source)
    return (None, "nothing in it says what it is") if tree is None else _kind_of_tree(tree)


def _unless_damaged(read: Callable[[Source], _Read], source: Source) -> _Read | None:
    """Return what a reader makes of a file; ``None`` where it fails and no word shows what was meant."""
    try:
        return read(source)
    except CaseError:
        if any(mark in source.data for mark in _MARKS):
            raise
        return None


def _kind_of_tree(tree: Tree) -> tuple[Kind | None, str]:
    root = tree.root
    if isinstance(root, dict) and {"case", "issues", "preferences"} <= root.keys():
        return "detente", ""
    if geniusweb.is_geniusweb(root):
        return "geniusweb", ""
    if negolog.is_negolog(root):
        return "negolog", ""
    if negolog.is_negolog_notes(root):
        return None, "it holds notes about a domain"
    if negmas.is_negmas(root) or negmas.is_negmas_domain(root):
        return "negmas", ""
    return None, "nothing in it says what it is"


def gather(sources: Sequence[Source], title: str, wanted: Kind | None = None) -> Gathered:
    """Return the negotiations in several files.

    Parameters
    ----------
    sources
        The files.
    title
        What to call a negotiation whose files do not say; the name of their folder.
    wanted
        Their format; by default each file's own, as its content shows.

    Raises
    ------
    CaseError
        If a file of the format says something wrongly.
    LimitError
        If a file is too large or too deep.
    UsageError
        If the files are of several formats.
    """
    gathered = Gathered()
    by_kind: dict[Kind, list[Source]] = {}
    for source in sources:
        kind, reason = (wanted, "") if wanted is not None else kind_of(source)
        if kind is None:
            gathered.left_out[source.name] = reason
        else:
            by_kind.setdefault(kind, []).append(source)
    foreign: list[Kind] = [kind for kind in by_kind if kind != "detente"]
    for source in by_kind.get("detente", ()):
        gathered.left_out[source.name] = "it is a case already"
    if len(foreign) > 1:
        said = "; ".join(f"{READABLE[kind]}: {_names(by_kind[kind])}" for kind in foreign)
        raise UsageError(f"The files are of several formats ({said}). Name one with --from, or the files you mean.")
    for kind in foreign:
        profiles = _profiles(kind, by_kind[kind])
        gathered.domains = [_domain(group, READABLE[kind], title) for group in _grouped(profiles) if group.profiles]
        if not gathered.domains and profiles:
            file = profiles[0].file
            message = "The file holds issues, and no party's preferences."
            raise fault(file, message, "Name the folder, or the profiles beside it.", code="no-profiles")
    return gathered


def _names(sources: Sequence[Source]) -> str:
    names = [Path(source.name).name for source in sources]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _profiles(kind: Kind, sources: Sequence[Source]) -> list[Profile]:
    match kind:
        case "genius":
            return [genius.read_genius(source) for source in sources]
        case "geniusweb":
            return [geniusweb.read_geniusweb(parse_json(source), source.stem) for source in sources]
        case "negolog":
            return [negolog.read_negolog(parse_json(source), source.stem) for source in sources]
        case "negmas":
            return _negmas(sources)
        case "csv":
            return [profile for source in sources for profile in sheets.read_sheets(sheets.csv_sheets(source))]
        case "xlsx":
            return [profile for source in sources for profile in sheets.read_sheets(sheets.xlsx_sheets(source))]
        case "detente":
            raise UsageError("A case of Détente is no file of another program. Leave out --from.")


def _negmas(sources: Sequence[Source]) -> list[Profile]:
    trees = [(source, _json_or_yaml(source)) for source in sources]
    domains = [negmas.read_negmas_domain(tree) for _, tree in trees if negmas.is_negmas_domain(tree.root)]
    functions = [
        negmas.read_negmas(tree, source.stem, domains)
        for source, tree in trees
        if not negmas.is_negmas_domain(tree.root)
    ]
    return [*domains, *functions]


def _json_or_yaml(source: Source) -> Tree:
    return parse_json(source) if source.data.lstrip().startswith(b"{") else parse_yaml(source)


def _fits(outline: Profile, profile: Profile) -> bool:
    """Return whether a profile speaks of the issues of an outline, and of no option that the outline lacks."""
    known = {issue.name: issue for issue in outline.issues}
    return known.keys() == {issue.name for issue in profile.issues} and all(
        _covers(known[issue.name], issue) for issue in profile.issues
    )


def _covers(outline: ForeignIssue, issue: ForeignIssue) -> bool:
    if outline.grid is not None and issue.grid is not None:
        return outline.grid == issue.grid
    return set(issue.options) <= set(outline.options)


def _grouped(profiles: Sequence[Profile]) -> list[_Group]:
    """Return which profiles belong together: they fit the same file of issues, or list the same options."""
    groups = [_Group(profile) for profile in profiles if profile.party is None]
    alone: dict[frozenset[tuple[str, frozenset[str]]], _Group] = {}
    for profile in profiles:
        if profile.party is None:
            continue
        group = next((g for g in groups if g.outline is not None and _fits(g.outline, profile)), None)
        if group is None:
            signature = frozenset((issue.name, frozenset(issue.options)) for issue in profile.issues)
            group = alone.setdefault(signature, _Group(None))
        group.profiles.append(profile)
    return [*groups, *alone.values()]


def _domain(group: _Group, name: str, title: str) -> ForeignDomain:
    outline = group.outline
    issues = outline.issues if outline is not None else group.profiles[0].issues
    stated = [profile.title for profile in (*([outline] if outline else []), *group.profiles)]
    remarks = dict.fromkeys(
        remark for profile in (*([outline] if outline else []), *group.profiles) for remark in profile.remarks
    )
    parties: list[ForeignParty] = []
    for profile in group.profiles:
        if profile.party is None:
            continue
        values: dict[str, dict[str, Value]] = {}
        for issue in issues:
            row = profile.party.values[issue.name]
            lacking = [option for option in issue.options if option not in row]
            if lacking:
                remarks[
                    f"{profile.party.name} does not speak of {listed(lacking)} of {issue.name}: `unknown` was written."
                ] = None
            values[issue.name] = {option: row.get(option) for option in issue.options}
        if profile.party.no_deal is None:
            remarks[f"{profile.party.name} does not say what no agreement is worth: 0 points were written."] = None
        weights = {issue.name: profile.party.weights[issue.name] for issue in issues}
        parties.append(replace(profile.party, weights=weights, values=values))
    files = dict.fromkeys(profile.file for profile in (*([outline] if outline else []), *group.profiles))
    found = next((text.strip() for text in stated if text.strip()), title)
    quantities = tuple(as_quantity(issue) for issue in issues)
    return ForeignDomain(found, name, tuple(files), quantities, tuple(parties), tuple(remarks))


def disagreement(domains: Sequence[ForeignDomain]) -> UsageError:
    """Return the error of several negotiations where one is wanted: which files belong together, and what differs."""
    groups = "; ".join(", ".join(Path(file).name for file in domain.files) for domain in domains)
    one, other = domains[0], domains[1]
    names, others = {issue.name for issue in one.issues}, {issue.name for issue in other.issues}
    if names != others:
        differs = (
            f"the first has {listed(sorted(names - others) or ['nothing else'])}, "
            f"the second {listed(sorted(others - names) or ['nothing else'])}"
        )
    else:
        first = {issue.name: set(issue.options) for issue in one.issues}
        unlike = [issue.name for issue in other.issues if set(issue.options) != first[issue.name]]
        differs = f"they list other options of {listed(unlike or sorted(names), 'and')}"
    return UsageError(
        f"These files speak of {len(domains)} negotiations ({groups}): {differs}. Name the files that belong together."
    )
