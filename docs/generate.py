"""Write ``docs/reference`` from the program itself: ``python docs/generate.py``.

The case reference comes from the models that read a case, the command line's from its commands, the result's from its
JSON Schema, the questions from the list of analyses. A test asserts that the pages are up to date.
"""
# ruff: noqa: INP001 - a script, not a package

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

import click

from detente.analyses import REGISTRY
from detente.case import MAX_MOVE_OPTIONS, MAX_STATES
from detente.checks.registry import CHECKS
from detente.cli.main import program
from detente.errors import Fault
from detente.io import incidents, parse, reading, shape, tables, text
from detente.io import schema as case_schema
from detente.io.comparison import comparison_schema
from detente.io.difference import difference_schema
from detente.io.document import result_schema
from detente.io.held import hold_schema
from detente.io.questions import leverage_schema, ratification_schema
from detente.io.reference import reference_schema
from detente.io.sections import ceasefire, issues
from detente.io.sections.base import Section
from detente.io.sections.case import ALONE, OF_DEALS, CaseModel
from detente.io.sections.ceasefire import CeasefireModel
from detente.io.sections.ceasefire_numbers import (
    MeasuredModel,
    MeasureModel,
    RateChangeModel,
    RatesModel,
    StakesModel,
    TimesModel,
)
from detente.io.sections.ceasefire_terms import SaidModel, StartModel, TermModel
from detente.io.sections.conditions import LinkageModel, RedLineModel, RuleModel
from detente.io.sections.estimate import ThreePoint, Wrapped
from detente.io.sections.head import DriverModel, HeadModel, SourceModel
from detente.io.sections.issues import IssueModel
from detente.io.sections.kept import BrokenModel, ChanceModel, KeptModel
from detente.io.sections.levers import EffectModel, LevelModel, LeverModel, NormModel
from detente.io.sections.moves import CommonModel, MovesModel, RestrictionModel, UnderLeversModel
from detente.io.sections.orders import ORDER, OrderModel
from detente.io.sections.outcome import HappeningModel, OutcomeModel
from detente.io.sections.packages import ProposalModel, ResponseModel
from detente.io.sections.parties import PartyModel
from detente.io.sections.preferences import BracketsModel, PreferencesModel, StatusQuoPlusModel
from detente.io.sections.ratifiers import BlocModel, CommitmentModel, PollModel, RatifierModel
from detente.io.sections.tables import ClockModel, TableModel

FOLDER = Path(__file__).resolve().parent / "reference"
GENERATED = "<!-- Written by docs/generate.py from the program; edit the program instead. -->\n\n"

HEADINGS: Mapping[type[Section], tuple[str, str]] = {
    HeadModel: ("Case", "Under `case`."),
    SourceModel: ("Source", "Under `sources`, by name."),
    DriverModel: ("Driver", "Under `drivers`, by name."),
    PartyModel: ("Party", "Under `parties`, by name."),
    IssueModel: ("Issue", "Under `issues`, by name."),
    RuleModel: ("Rule", "Under `rules`, in a list."),
    PreferencesModel: ("Preferences", "Under `preferences`, by party."),
    BracketsModel: ("No deal between packages", "As `no_deal` of a party."),
    StatusQuoPlusModel: ("No deal from the status quo", "As `no_deal` of a party."),
    LinkageModel: ("Linkage", "Under `linkages`, in a list."),
    RedLineModel: ("Red line", "Under `red_lines`, in a list."),
    ProposalModel: ("Proposal", "Under `proposals`, by name."),
    ResponseModel: ("Response", "Under `responses` of a proposal, by party."),
    TableModel: ("Negotiating table", "Under `tables`, by name."),
    ClockModel: ("Clock", "Under `clocks`, by name."),
    CommitmentModel: ("Commitment", "Under `commitments`, in a list."),
    RatifierModel: ("Ratifier", "Under `ratifiers`, by name."),
    BlocModel: ("Bloc", "Under `blocs` of a ratifier, by name."),
    PollModel: ("Poll", "Under `polls` of a bloc, in a list."),
    LeverModel: ("Lever", "Under `levers`, by name."),
    LevelModel: ("Level", "Under `levels` of a lever, by name."),
    EffectModel: ("Effect", "Under `effects` of a level or lever, in a list."),
    NormModel: ("Norm", "Under `norms`, by name."),
    KeptModel: ("Kept", "Under `kept`."),
    ChanceModel: ("Chance that some packages are kept", "Under `when` of `kept`, in a list."),
    BrokenModel: ("After a broken promise, from no deal", "As an entry of `if_broken` of `kept`."),
    CeasefireModel: ("Ceasefire", "Under `ceasefire`."),
    SaidModel: ("Element of a ceasefire", "Under `ceasefire`, by element."),
    StartModel: ("Start of a ceasefire", "As `start` of `ceasefire`."),
    TermModel: ("Term of a ceasefire", "As `term` of `ceasefire`."),
    RatesModel: ("Rates of a ceasefire", "Under `rates` of `ceasefire` or of one of its `changes`."),
    RateChangeModel: ("Change of rates", "Under `changes` of `ceasefire`, in a list."),
    TimesModel: ("Factors of rates", "Under `times` of an entry of `changes` of `ceasefire`."),
    StakesModel: ("Stakes of a violation", "Under `stakes` of `ceasefire`, by party."),
    MeasureModel: ("Measure", "Under `measures` of `ceasefire`, by name."),
    MeasuredModel: ("Rates under a measure", "Under `rates` of a measure."),
    MovesModel: ("Moves", "Under `moves`."),
    RestrictionModel: ("Restriction", "Under `infeasible` of `moves`, in a list."),
    UnderLeversModel: ("Preferences under levers", "Under `with_levers` of `moves`, in a list."),
    CommonModel: ("Common moves", "Under `common` of `moves`, in a list."),
    OutcomeModel: ("Outcome", "Under `outcome`."),
    HappeningModel: ("Fact of the outcome", "Under `facts` of `outcome`, in a list."),
    ThreePoint: ("Three points", "In place of a number."),
    Wrapped: ("Estimate with its source", "In place of a number."),
    OrderModel: ("Order with its source", "In place of an order of options or issues."),
}
"""Every model but the whole case: heading of its section and where it stands, in the order of the page."""

NAMES: Mapping[str, str] = {
    **{model.__name__: heading.lower() for model, (heading, _) in HEADINGS.items()},
    "Estimate": "estimate",
    "PlainEstimate": "estimate",
    "Condition": "condition",
    "Package": "package",
    "States": "states",
}
"""Name of a definition in the JSON Schema to words, which are its heading on the page."""

FILLERS = {"a", "an", "and", "by", "it", "of", "or", "the", "to"}


_ENDS = (("minimum", "exclusiveMinimum"), ("maximum",))


def cell(words: str) -> str:
    """Return words that fit a cell of a table."""
    return words.replace("|", "\\|")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    names = list(head)
    lines = [names, ["---"] * len(names), *([cell(each) for each in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def code(words: str) -> str:
    """Return words as code."""
    return f"`{words}`"


def _scalar(node: Mapping[str, Any]) -> str:
    """Return in words what kind of scalar a schema takes."""
    kind, pattern = node["type"], node.get("pattern", "")
    if kind == ["string", "number", "boolean"]:
        return "name" if "maxLength" in node else "text"
    if pattern.startswith("^[0-9]{4}"):
        return "date"
    if pattern.startswith("^https"):
        return "web address"
    if node == ORDER:
        return "[order](#order)"
    if r"\.\." in pattern:
        return "range"
    return "number" if kind in ("number", "integer") or "maxLength" in node else "text"


def kind_of(node: Mapping[str, Any], named: Callable[[str], str]) -> str:
    """Return in words what a part of a JSON Schema takes.

    Parameters
    ----------
    named
        Gives the words for a definition that the part refers to.
    """
    if "$ref" in node:
        return named(str(node["$ref"]).rsplit("/", maxsplit=1)[-1])
    if "const" in node:
        return code(str(node["const"]))
    if "enum" in node:
        values = [str(value) for value in node["enum"]]
        if "True" in values:
            return "`true` or `false`"
        return " or ".join(dict.fromkeys(map(code, values)))
    for union in ("anyOf", "oneOf"):
        if union in node:
            parts = [kind_of(part, named) for part in node[union] if part != {"type": "null"}]
            return " or ".join(dict.fromkeys(parts))
    if node.get("type") == "array":
        kind = kind_of(node["items"], named)
        return f"list of {'names' if kind == 'name' else kind}"
    if node.get("type") == "object":
        entries = node.get("additionalProperties")
        return f"mapping of names to {kind_of(entries, named)}" if entries else "mapping"
    return _scalar(node)


def in_case(name: str) -> str:
    """Return a link to where the case reference describes a definition."""
    words = NAMES[name]
    return f"[{words}](#{words.replace(' ', '-')})"


def adds(unit: str, kind: str) -> bool:
    """Return whether a unit says more than the type beside it."""
    words = (word.rstrip("s") for word in re.findall(r"[\w%]+", unit.lower()) if word not in FILLERS)
    return not all(word in kind.lower() for word in words)


def bounds_of(node: Mapping[str, Any]) -> str:
    """Return between which numbers a part of a JSON Schema has to lie, or an empty text.

    Where it takes several forms, or a number for each of several parts, all of its numbers have the same bounds.
    """
    low, high = (next((node[end] for end in ends if end in node), None) for ends in _ENDS)
    if high is not None:
        return f"above {low:,}, at most {high:,}" if "exclusiveMinimum" in node else f"{low:,} to {high:,}"
    within = [*node.get("anyOf", ()), *node.get("properties", {}).values(), node.get("additionalProperties")]
    return next((found for part in within if isinstance(part, dict) and (found := bounds_of(part))), "")


def default_of(value: object) -> str:
    """Return a default as one would write it."""
    if isinstance(value, bool):
        return code(str(value).lower())
    return code(str(value)) if value else "none"


def _needed(model: type[Section], name: str) -> str:
    unless = model is CaseModel and name in OF_DEALS
    sections = " or ".join(map(code, ALONE))
    return f"required, unless {sections} stands and neither of the two does" if unless else "required"


def keys_of(model: type[Section], properties: Mapping[str, Any]) -> str:
    """Return the table of a model's keys."""
    rows: list[list[str]] = []
    for name, attribute in model.names().items():
        field = model.model_fields[attribute]
        unit = str(cast("dict[str, Any]", field.json_schema_extra)["unit"])
        kind = kind_of(properties[name], in_case)
        if adds(unit, kind):
            kind += f"; {unit}"
        bounds = bounds_of(properties[name])
        if bounds and bounds not in kind:
            kind += f"; {bounds}"
        rows.append(
            [
                code(name),
                kind,
                _needed(model, name) if field.is_required() else default_of(field.default),
                field.description or "",
                code(model.example(name)),
            ]
        )
    return table(["key", "type and unit", "default", "meaning", "example"], rows)


INTRODUCTION = """\
# Case file

A case is a YAML file, or a folder with `case.yaml` and the files that its sources name. `detente check` tells what is
wrong in one, with line and column; `detente schema` prints this page as a JSON Schema, with which an editor completes
the keys. A program that validates with it must load dates as text: many YAML readers turn `2025-03-17` into a date,
which JSON does not have.

- Every scalar is read as text first, so `yes`, `12:30` and `2025-02-30` mean what is written.
- Numbers are plain decimals: `40`, `-2.5`. `1_000`, `0x1F`, `1e3`, `50%` and `nan` are refused with the right spelling.
- Dates are a day `2025-03-17`, a month `2025-03` or a span `2025-03-14..2025-03-18`.
- Names have 1 to 80 characters on one line.
- Unknown keys, duplicate keys, tags, anchors and aliases, several documents and tabs are refused.
- An optional key that is left empty counts as absent.
"""

ESTIMATES = """\
## Estimate

A number as its author knows it; [what its central value is](../explanation/estimates.md).

| form | example | central value |
| --- | --- | --- |
| number | `40` | the number |
| range | `35..45` | its middle |
| three points | `{low: 20, likely: 40, high: 60}` | (low + 4 likely + high) / 6 |
| `unknown`, for values and weights | `unknown` | 50 for a value; half the party's largest weight for a weight |
| a level, for values and weights | `high`, `medium`, `low` | the middle of 67..100, 33..67, 0..33 |
| an end of the scale, for values | `best`, `worst` | 100, 0 |
| any of these with its source | `{is: 35..45, source: F10, confidence: low}` | as above |
"""

ORDERS = """\
## Order

Names in place of numbers, where no more is known; [what follows from it](../explanation/elicitation.md). A name that
contains one of the signs cannot stand in an order.

| what | example | meaning |
| --- | --- | --- |
| options, as an issue's `values` | `one year > two years > three years` | 100, any numbers between, 0 |
| tied options | `one year = two years > three years` | those with `=` between them are worth the same |
| the corners of a quantity | `8 > 4 > 0` | as for options; linear between the corners |
| all issues, as `weights` | `wage > term > shifts` | any weights of that order |
| tied issues | `wage > term = shifts` | those with `=` between them weigh the same |
| issues in an order not known | `wage > term, shifts` | those with `,` between them share a rank, in any order |
"""

TABLE = """\
## Table

A party's weights and values as a spreadsheet saves them: comma-separated (or semicolon-separated) text in UTF-8, in
the folder of the case, named under `file` of its preferences. The first line names the columns, in any order; a line
`sep=;` may stand before it, and empty columns behind the last. What the table gives must not stand in the case too;
what it leaves out may.

| column | meaning |
| --- | --- |
| `issue` | name of an issue, in every row |
| `option` | one of its options, or a corner of a quantity; empty where the row speaks of the whole issue |
| `weight` | weight of the issue, in one of its rows: any [estimate](#estimate) |
| `value` | points of the option; without an option an [order](#order) or `unknown` for all of them |
| `source`, `by`, `confidence`, `note` | where the numbers of the row come from |

Faults are told with the line and column of the table. The `sha256` of such a case in a result is that of the lines
that give the hash of the case file and of each table, in the order in which the case names them, and of the incident
log.
"""

LOG = """\
## Incident log

What happened under a ceasefire, as somebody tells it: comma-separated (or semicolon-separated) text in UTF-8, in the
folder of the case, named under `incidents` of `ceasefire`. A row tells one incident, a count over a period, or what
becomes of the arrangement; [what is made of it](../explanation/incident-log.md). With `as_of`, no row may be later.

"""

CONDITIONS = """\
## Condition

A mapping of issues to what is picked there: an option, an interval of a quantity with both ends (`6..8`), or a list of
these, of which one must hold. All issues named must fit. Example: `{wage: 6..8, shifts: [fixed, rotating]}`.

## Package

A mapping of issues to one option each. Example: `{wage: 4, shifts: fixed}`.
"""


STATES = """\
## States

Under `moves` a **state** is named by

- its id, where `states` and `graph` give the states one by one, or what it is called there;
- where `options` give them: its number, which adds up 1, 2, 4, 8, ... for the first, second, third, fourth option that
  is taken, in the order of the file; or one sign for each option, `Y` taken or `N` not (`YNNY`); or the options taken,
  with `; ` between them (`strike; accept`), and `none` where none is;
- where `coalesce` makes one state of several: the name given there, or any of them.

Several **states** are described by

| form | example | meaning |
| --- | --- | --- |
| pattern | `{strike: yes, accept: no}` | options left out may be either |
| signs | `YN-` | one for each option in the order of the file; `-` may be either |
| statement | `strike and not accept` | all in which it holds |

A **statement** names options, with `not`, `and`, `or`, `if`, `iff` (small or capital) and parentheses; `not` binds
most, then `and`, then `or`. `a if b` fails only where b holds without a; `a iff b` holds where both do or neither.
Words that stand together are one name (`not push Russia`); a name that holds one of these words or a parenthesis is put
in quotation marks. Where players have options of one name, `player.option` tells them apart.

Of `infeasible`, patterns and statements describe what cannot come about. Of `statements`, the first decides, and a
later one only between states that are alike in all before it (option prioritising).

A pair under `unknown` has its place in the player's order all the same, tied or one before the other. A tie there is
as much in doubt as an order: what is told of players in doubt leaves it open which of the two is preferred, and
everything else takes the pair as the order has it.
"""


def limits() -> str:
    """Return the limits on the size of a case."""
    most = cast("dict[str, int]", vars(shape)["_MOST"])
    rows = [
        ["size of the file", f"{text.MAX_BYTES:,} bytes"],
        ["depth of nesting", str(parse.MAX_DEPTH)],
        *([f"`{section}`", str(count)] for section, count in most.items()),
        ["parties whose consent some package needs, and so parties that are counted", str(reading.MAX_CONSENTING)],
        ["options of one issue", f"{issues.MAX_OPTIONS:,}"],
        ["options of all issues together", f"{vars(shape)['_MOST_OPTIONS']:,}"],
        ["names and values in the file", f"{parse.MAX_NODES:,}"],
        ["`rules`, `linkages`, `red_lines` and `commitments` together", f"{vars(shape)['_MOST_CONDITIONS']:,}"],
        ["options of all players under `moves`", str(MAX_MOVE_OPTIONS)],
        ["states under `moves` that are not infeasible", f"{MAX_STATES:,}"],
        ["`changes` of a `ceasefire`", str(ceasefire.MAX_CHANGES)],
        ["`measures` of a `ceasefire`", str(ceasefire.MAX_MEASURES)],
        ["size of a table", f"{tables.MAX_TABLE_BYTES:,} bytes"],
        ["size of an incident log", f"{incidents.MAX_LOG_BYTES:,} bytes"],
        ["rows of an incident log", f"{incidents.MAX_LOG_ROWS:,}"],
        ["rows of a table", f"{tables.MAX_ROWS:,}"],
    ]
    return table(["what", "at most"], rows)


def case_file() -> str:
    """Return the reference of the case file."""
    schema = case_schema()
    parts = [INTRODUCTION, "## Sections\n", keys_of(CaseModel, schema["properties"])]
    for model, (heading, place) in HEADINGS.items():
        if model is ThreePoint:
            parts += [ESTIMATES]
        if model is OrderModel:
            parts += [ORDERS]
        meaning = (model.__doc__ or "").splitlines()[0]
        parts += [
            f"## {heading}\n",
            f"{place} {meaning}\n",
            keys_of(model, schema["$defs"][model.__name__]["properties"]),
        ]
    checks = [[code(check.name), (check.find.__doc__ or "").splitlines()[0].removeprefix("Find ")] for check in CHECKS]
    parts += [
        TABLE,
        LOG + table(["column", "meaning"], ([code(name), means] for name, means in incidents.COLUMNS.items())),
        CONDITIONS,
        STATES,
        "## Limits\n",
        "A case beyond one of them ends with exit code 3 and says which.\n",
        limits(),
        "## What is checked beyond the form\n",
        table(["check", "finds"], checks),
    ]
    return "\n".join(parts)


def _contexts(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[click.Context]:
    """Yield the context of a command and of every command below it, with the settings that they inherit."""
    context = click.Context(command, parent, name, terminal_width=80, **command.context_settings)
    yield context
    if isinstance(command, click.Group):
        for part in command.list_commands(context):
            found = command.get_command(context, part)
            if found is not None:
                yield from _contexts(found, part, context)


def command_line() -> str:
    """Return the reference of the command line: what each command says with ``--help``."""
    parts = ["# Command line\n", "Every command says this with `--help`. `analyze` is accepted for `analyse`.\n"]
    for context in _contexts(program, "detente"):
        words = context.command.get_help(context).rstrip()
        parts.append(f"## `{context.command_path}`\n\n```text\n{words}\n```\n")
    return "\n".join(parts)


def in_result(name: str) -> str:
    """Return a link to where the result reference describes a definition."""
    return f"[{name.replace('_', ' ')}](#{name.replace('_', '-')})"


def _members(
    properties: Mapping[str, Any], prefix: str = "", definitions: Mapping[str, Any] | None = None
) -> Iterator[list[str]]:
    """Yield a row for each key of an object, and for the keys of objects written inside it."""
    known = result_schema()["$defs"] if definitions is None else definitions
    for key, node in properties.items():
        described = known[node["$ref"].rsplit("/", maxsplit=1)[-1]] if "$ref" in node else node
        yield [code(prefix + key), json_kind_of(node), node.get("description", described["description"])]
        if "properties" in node:
            yield from _members(node["properties"], f"{prefix}{key}.", known)
        elif "properties" in node.get("items", {}):
            yield from _members(node["items"]["properties"], f"{prefix}{key}[].", known)


def json_kind_of(node: Mapping[str, Any]) -> str:
    """Return in words what a value of the result is."""
    if "oneOf" in node:
        return " or ".join(map(json_kind_of, node["oneOf"]))
    if "type" not in node:
        return kind_of(node, in_result)
    if node["type"] == "array":
        return f"list of {json_kind_of(node['items'])}"
    if isinstance(node.get("additionalProperties"), dict):
        return f"object of {json_kind_of(node['additionalProperties'])}"
    return " or ".join([node["type"]] if isinstance(node["type"], str) else node["type"])


RESULT = """\
# JSON result

What `detente analyse CASE --json` prints. Within one `format` number, keys are only added. There is no NaN, no time and
no path in it; what is undefined is `null`; counts of packages are strings of digits, since they outgrow a float. How to
read it from a program: [Read the JSON](../how-to/read-the-json.md). `detente schema --result` prints the JSON Schema of
this page.
"""


def json_result() -> str:
    """Return the reference of the JSON result."""
    schema = result_schema()
    parts = [RESULT, "## Document\n", table(["key", "type", "meaning"], _members(schema["properties"]))]
    for name, node in schema["$defs"].items():
        parts.append(f"## {name.replace('_', ' ').capitalize()}\n\n{node['description']}\n")
        if "properties" in node:
            parts.append(table(["key", "type", "meaning"], _members(node["properties"])))
    keys = [field.name for field in fields(Fault)]
    parts.append(
        "## Findings\n\n`detente check CASE --json` prints a list of objects, one per finding, with "
        f"{', '.join(map(code, keys))}. The list is empty when there is nothing to complain about.\n"
    )
    return "\n".join(parts)


COMPARED = """\
# JSON of the other commands

What `detente compare CASE PACKAGE... --json`, `detente ratify CASE --json`, `detente move CASE --json`,
`detente hold CASE --json`, `detente diff CASE1 CASE2 --json` and `detente reference --json` print, by the same rules as
the [JSON result](json.md), which describes what they share: outcome, package, ask, candidate, ratification, leverage,
hold. `detente schema --comparison`, `--ratification`, `--leverage`, `--holding`, `--difference` and `--reference` print
the JSON Schemas of this page.
"""


def json_compared() -> str:
    """Return the reference of the JSON documents of the other commands."""
    parts = [COMPARED]
    shared = result_schema()["$defs"]
    documents = {
        "compare": comparison_schema(),
        "ratify": ratification_schema(),
        "move": leverage_schema(),
        "hold": hold_schema(),
        "diff": difference_schema(),
        "reference": reference_schema(),
    }
    for name, schema in documents.items():
        known = schema["$defs"]
        rows = _members(schema["properties"], definitions=known)
        parts.append(f"## Document of `detente {name}`\n\n{table(['key', 'type', 'meaning'], rows)}")
        for definition, node in known.items():
            if definition not in shared:
                title = definition.replace("_", " ").capitalize()
                rows = _members(node["properties"], definitions=known)
                parts.append(f"## {title}\n\n{node['description']}\n\n{table(['key', 'type', 'meaning'], rows)}")
    text = "\n".join(parts)
    for definition in shared:
        text = text.replace(
            f"]({in_result(definition).rpartition('](')[2]}", f"](json.md#{definition.replace('_', '-')})"
        )
    return text


def questions() -> str:
    """Return the list of questions that Détente answers."""
    parts = [
        "# Questions\n",
        "What Détente answers. Each question has a page on the concept behind it.\n",
    ]
    for entry in REGISTRY:
        place = "deadlock.conflicts" if entry.answer == "conflicts" else entry.answer
        # What belongs to a question of its own stands under its command's name, in that command's document too.
        held = {"holding": "hold.moves", "log_learned": "hold.ceasefire.log"}.get(entry.of, "hold.ceasefire")
        heads = {"analyse": entry.of, "ratify": "ratify", "move": "move", "hold": held, "reference": "reference"}
        head = heads.get(entry.command)
        place = place if head is None else f"{head}.{place}"
        result = "".join(part.capitalize() for part in entry.of.split("_"))
        parts += [
            f"## {entry.question}\n",
            f"- Concept: [{entry.concept}](../explanation/{entry.name}.md)",
            f"- In the JSON of `detente {entry.command}`: `{place}`; from Python: `{result}.{entry.answer}`",
            f"- Reads: {', '.join(map(code, entry.inputs)) or 'no case'}",
            f"- Exactness: {entry.exactness}",
            f"- Time grows with: {entry.cost}",
            f"- Sources: {'; '.join(entry.sources)}\n",
        ]
    return "\n".join(parts)


PAGES: Mapping[str, Callable[[], str]] = {
    "case-file.md": case_file,
    "cli.md": command_line,
    "json.md": json_result,
    "json-compare.md": json_compared,
    "questions.md": questions,
}


def page(name: str) -> str:
    """Return the text that a page of the reference should have."""
    return GENERATED + PAGES[name]()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file in PAGES:
        (FOLDER / file).write_text(page(file), encoding="utf-8")
