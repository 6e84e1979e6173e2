"""From nodes to sections: every fault of form, section by section and entry by entry.

An entry with a fault is left out of its section, so that one slip does not hide what else is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from detente.checks.finding import Finding
from detente.checks.finding import Path as CasePath
from detente.checks.words import did_you_mean, meant, quoted
from detente.errors import LimitError
from detente.io.nodes import Mapping, Nothing, plain
from detente.io.sections.base import MAX_FAULTS, as_mapping, findings, form
from detente.io.sections.case import ALONE, ENTRIES, NAME, OF_DEALS, SINGLES, CaseModel
from detente.io.tables import Table, Tables

__all__ = ["Shape", "read_shape"]

_MOST = {
    "parties": 64,
    "issues": 200,
    "proposals": 500,
    "tables": 100,
    "clocks": 500,
    "ratifiers": 64,
    "levers": 64,
    "norms": 200,
}
_MOST_CONDITIONS = 5_000
_MOST_OPTIONS = 100_000


@dataclass(slots=True)
class Shape:
    """The sections of a case that could be read, and the faults of those that could not.

    Parameters
    ----------
    singles
        Sections that are one value.
    entries
        Sections with many: name or position to what was read.
    findings
        Faults of form.
    misspelt
        Sections that are absent because their name was misspelt.
    """

    singles: dict[str, Any] = field(default_factory=dict[str, Any])
    entries: dict[str, dict[str | int, Any]] = field(default_factory=dict[str, dict[str | int, Any]])
    findings: list[Finding] = field(default_factory=list[Finding])
    misspelt: set[str] = field(default_factory=set[str])

    @property
    def faulty(self) -> frozenset[str]:
        """Return the sections with a fault of form."""
        return frozenset(str(found.path[0]) for found in self.findings if found.path) | self.misspelt

    def add(self, code: str, path: CasePath, message: str, remedy: str, *, key: bool = False) -> None:
        """Add a fault."""
        self.findings.append(Finding(code, path, message, remedy, "error", "key" if key else "value"))

    def value(self, path: CasePath, read: TypeAdapter[Any], value: object) -> Any:
        """Return what an adapter reads, or ``None`` having noted its faults."""
        try:
            return read.validate_python(value)
        except ValidationError as error:
            self.findings.extend(findings(error, path))
            return None


def _keys(shape: Shape, given: dict[str, object]) -> None:
    names = list(CaseModel.names())
    shape.misspelt = meant(given, names)
    for name in given:
        if len(shape.findings) >= MAX_FAULTS:
            break
        if name in CaseModel.not_built:
            remedy = "Remove it for now; it comes with a later version."
            shape.add("not-built", (name,), f"The section {quoted(name)} is not built yet.", remedy, key=True)
        elif name not in names:
            remedy = did_you_mean(name, names, f"Remove it; the sections are {', '.join(map(quoted, names))}.")
            shape.add("unknown-key", (name,), f"There is no section {quoted(name)}.", remedy, key=True)
    spared: frozenset[str] = frozenset()
    alone = [name for name in ALONE if name in given]
    if alone and not OF_DEALS & (given.keys() | shape.misspelt):
        spared = OF_DEALS
        if all(_absent(name, given[name]) for name in alone):
            for name in alone:
                remedy = f"Write for example `{CaseModel.example(name)}`, or `issues` and `preferences` in its place."
                shape.add("empty", (name,), f"The section {quoted(name)} is empty.", remedy)
    for name, model_field in CaseModel.model_fields.items():
        if model_field.is_required() and name not in given and name not in shape.misspelt | spared:
            remedy = f"Add it, for example `{CaseModel.example(name)}`."
            shape.add("missing-section", (name,), f"The section {quoted(name)} is missing.", remedy)


def _party_list(shape: Shape, names: list[object]) -> dict[str | int, object]:
    parties: dict[str | int, object] = {}
    for position, item in enumerate(names):
        if isinstance(item, dict):
            remedy = "Write all parties as a mapping, `name: {role: ...}`, without dashes."
            shape.add("not-a-text", ("parties", position), "A list of parties takes names only.", remedy)
            continue
        name = shape.value(("parties", position), NAME, item)
        if name in parties:
            message = f"The party {quoted(str(name))} is listed twice."
            shape.add("repeated-name", ("parties", position), message, "Delete one of the two.")
        elif name is not None:
            parties[name] = None
    return parties


def _items(shape: Shape, section: str, value: object) -> dict[str | int, object]:
    """Return the entries of a section by name or position, having noted where it has the wrong form."""
    kind, _ = ENTRIES[section]
    if section == "parties" and isinstance(value, list):
        items = _party_list(shape, cast("list[object]", value))
    elif isinstance(value, kind):
        if isinstance(value, list):
            return dict(enumerate(cast("list[object]", value)))
        items = cast("dict[str | int, object]", value)
        for name in items:
            for found in _name_findings(str(name), (section, name)):
                shape.findings.append(found)
    else:
        wanted = "a mapping" if kind is dict else "a list"
        if section == "parties":
            wanted = "a list of names or a mapping"
        message = f"{quoted(section)} is expected to be {wanted}, not {form(value)}."
        code = "not-a-list" if kind is list else "not-a-mapping"
        shape.add(code, (section,), message, f"Write for example `{CaseModel.example(section)}`.")
        return {}
    if not items and CaseModel.model_fields[section].is_required() and section not in shape.faulty:
        message = f"The section {quoted(section)} names nothing."
        shape.add("empty", (section,), message, f"Write for example `{CaseModel.example(section)}`.")
    return items


def _name_findings(name: str, path: CasePath) -> list[Finding]:
    try:
        NAME.validate_python(name)
    except ValidationError as error:
        return [Finding(f.code, path, f.message, f.remedy, "error", "key") for f in findings(error)]
    return []


def _limits(items: dict[str, dict[str | int, object]]) -> None:
    for section, most in _MOST.items():
        count = len(items.get(section, {}))
        if count > most:
            message = f"The case has {count:,} {section} and the limit is {most:,}."
            raise LimitError(message, "Leave out the least important ones, or split the dispute into several cases.")
    conditions = sum(len(items.get(section, {})) for section in ("rules", "linkages", "red_lines", "commitments"))
    if conditions > _MOST_CONDITIONS:
        raise LimitError(
            f"The case has {conditions:,} rules, linkages, red lines and commitments and the limit is "
            f"{_MOST_CONDITIONS:,}.",
            "Join those that differ in one option: a condition may list several options of an issue.",
        )


def _limit_options(count: int) -> None:
    if count > _MOST_OPTIONS:
        raise LimitError(
            f"The issues have more than {_MOST_OPTIONS:,} options together, which is the limit.",
            "Use larger steps, or split the dispute into several cases.",
        )


def _absent(section: str, value: object) -> bool:
    return (value is None or isinstance(value, Nothing)) and not CaseModel.model_fields[section].is_required()


def _with_table(shape: Shape, party: str, value: object, table: Table) -> object:
    """Return a party's preferences with what its table gives, having noted what is given in both."""
    entries = dict(cast("dict[str, object]", value))
    name = Path(table.file).name
    remedy = "Keep one of the two."
    if table.weights and entries.get("weights") is not None:
        message = f"The weights stand here and in {quoted(name)}."
        shape.add("given-twice", ("preferences", party, "weights"), message, remedy, key=True)
    elif table.weights:
        entries["weights"] = table.weights
    values = as_mapping(entries.get("values"))
    for issue in values or ():
        if issue in table.values:
            message = f"The values of {quoted(issue)} stand here and in {quoted(name)}."
            shape.add("given-twice", ("preferences", party, "values", issue), message, remedy, key=True)
    if table.values and (values is not None or entries.get("values") is None):
        entries["values"] = {**table.values, **(values or {})}
    return entries


def read_shape(root: Mapping, tables: Tables | None = None) -> Shape:
    """Return the sections of a case.

    Parameters
    ----------
    root
        The outermost mapping of the file.
    tables
        Tables of parties' weights and values beside it; the preferences of one that could not be read are left out.

    Raises
    ------
    LimitError
        If it has more parties, issues, options, conditions or proposals than can be treated.
    """
    shape = Shape()
    given = {name: plain(entry.value) for name, entry in root.entries.items()}
    _keys(shape, given)
    items: dict[str, dict[str | int, object]] = {}
    for section, value in given.items():
        if section in CaseModel.names() and not _absent(section, value):
            if value is None:
                message = f"The section {quoted(section)} is empty."
                shape.add("empty", (section,), message, f"Write for example `{CaseModel.example(section)}`.")
            elif section in SINGLES:
                shape.singles[section] = shape.value((section,), SINGLES[section], value)
            else:
                items[section] = _items(shape, section, value)
    _limits(items)
    for section, entries in items.items():
        _, adapter = ENTRIES[section]
        options = 0
        read: dict[str | int, Any] = {}
        for name, value in entries.items():
            if len(shape.findings) >= MAX_FAULTS:
                break
            before = len(shape.findings)
            table = (tables or {}).get(str(name)) if section == "preferences" else None
            if table is not None and not table.readable:
                continue
            whole = value if table is None else _with_table(shape, str(name), value, table)
            model = shape.value((section, name), adapter, whole)
            if len(shape.findings) == before:
                read[name] = model
                options += len(model[1]) if section == "issues" else 0
                _limit_options(options)
        shape.entries[section] = read
    return shape
