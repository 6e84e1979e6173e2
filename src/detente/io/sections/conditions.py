"""Conditions on packages, and what is built from them: rules, linkages and red lines."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import ConfigDict, PlainValidator, WithJsonSchema

from detente.case import Condition, Estimate, Linkage, Provenance, RedLine, Rule
from detente.checks.words import listed, quoted
from detente.io.sections.base import Faults, Section, as_list, as_mapping, described, form
from detente.io.sections.estimate import Adds, Firm, Sourced
from detente.io.sections.scalars import NAME, Choice, Date, Flag, Line, Name, Names, Text, read_name

__all__ = [
    "CONDITION",
    "ConditionField",
    "LinkageModel",
    "RedLineEntry",
    "RedLineModel",
    "RuleEntry",
    "RuleModel",
    "linkage",
    "read_condition",
    "red_line",
    "rule",
]

_PICK = "an option, an interval such as `300..500`, or a list of these"


def _read_pick(value: object) -> tuple[str, ...]:
    faults, picks = Faults(), list[str]()
    items = [value] if isinstance(value, str) else as_list(value)
    if not items:
        faults.add("not-an-option", f"An option is expected here, not {form(value)}.", f"Write {_PICK}.")
        raise faults.error()
    for position, item in faults.each(enumerate(items)):
        path = (position,) if isinstance(value, list) else ()
        with faults.below(*path):
            pick = read_name(item)
            if pick in picks:
                faults.add("repeated-option", f"{quoted(pick)} is listed twice.", "Delete one of the two.", *path)
            picks.append(pick)
    faults.check()
    return tuple(picks)


def read_condition(value: object) -> Condition:
    """Return the condition that a value of the file writes: issues with the options they may have."""
    faults, picks = Faults(), dict[str, tuple[str, ...]]()
    entries = as_mapping(value)
    if not entries:
        remedy = "Write issues with their options, for example `{wage: 6..8, shifts: rotating}`."
        faults.add("not-a-condition", f"A condition is expected here, not {form(value)}.", remedy)
        raise faults.error()
    for name, pick in faults.each(entries.items()):
        with faults.below(name):
            picks[name] = _read_pick(pick)
    faults.check()
    return Condition(picks)


_PICKS = {"anyOf": [NAME, {"type": "array", "items": NAME, "minItems": 1, "uniqueItems": True}]}
CONDITION = {"title": "Condition", "type": "object", "minProperties": 1, "additionalProperties": _PICKS}
ConditionField = Annotated[Condition, PlainValidator(read_condition), WithJsonSchema({"x-ref": "Condition"})]

_EXAMPLE = {"wage": "6..8", "shifts": "rotating"}


class RuleModel(Section):
    """What no package may contain: `never` a combination, or `when` this, it `needs` that."""

    never: ConditionField | None = described(
        "Combination that no package may have.", "condition", _EXAMPLE, default=None
    )
    when: ConditionField | None = described(
        "Combination that needs something else.", "condition", _EXAMPLE, default=None
    )
    needs: ConditionField | None = described("What it needs.", "condition", {"term": "three years"}, default=None)
    kind: Annotated[Literal["logical", "legal", "simplification"], Choice()] = described(
        "Why it holds: by logic, by law, or to keep the case simple.",
        "logical, legal or simplification",
        "legal",
        default="logical",
    )
    source: Names = described("Names of its sources.", "names", "F10", default=())
    by: Line = described("Who set it.", "text", "analyst", default="")
    note: Text = described("Why it holds.", "text", "collective agreement, section 4", default="")


def _read_rule(value: object) -> RuleModel:
    model = RuleModel.model_validate(value)
    faults = Faults()
    both = [name for name in ("when", "needs") if getattr(model, name) is not None]
    if model.never is not None and both:
        message = f"The rule has `never` and {listed(both, 'and')}."
        faults.add("mixed-rule", message, "Keep `never`, or `when` with `needs`; write two rules if both are meant.")
    elif model.never is None and not both:
        remedy = "Write `never: {...}`, or `when: {...}` with `needs: {...}`."
        faults.add("mixed-rule", "The rule forbids nothing.", remedy)
    elif len(both) == 1:
        other = "needs" if both == ["when"] else "when"
        remedy = f"Add `{other}: {{issue: option}}`, or write `never` instead."
        faults.add("mixed-rule", f"The rule has `{both[0]}` without `{other}`.", remedy)
    faults.check()
    return model


RuleEntry = Annotated[RuleModel, PlainValidator(_read_rule), WithJsonSchema({"x-ref": "RuleModel"})]


def rule(model: RuleModel, case: Provenance) -> Rule:
    """Return the rule that a model describes."""
    own = Provenance(model.source, model.by, None, model.note)
    return Rule(model.kind, model.never, model.when, model.needs, own.inherit(case))


class LinkageModel(Sourced):
    """Points that a party gains or loses where several options come together."""

    party: Name = described("Whose points they are.", "name of a party", "union")
    when: ConditionField = described("Where they are gained.", "condition", _EXAMPLE)
    adds: Adds = described("How many: may be below 0.", "points, where the party's values span 0 to 100", "4..10")


def linkage(model: LinkageModel, case: Provenance) -> Linkage:
    """Return the linkage that a model describes."""
    inherited = model.adds.provenance.inherit(model.provenance)
    # The linkage's note explains its only number.
    inherited = replace(inherited, note=inherited.note or model.note).inherit(case)
    return Linkage(model.party, model.when, replace(model.adds, provenance=inherited))


class RedLineModel(Sourced):
    """What a party will never accept, whatever else it gains."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"required": ["basis"], "properties": {"basis": {"enum": ["stated", "assessed"]}}},
            "then": {"required": ["firm"], "properties": {"firm": {"not": {"type": "null"}}}},
        }
    )

    party: Name = described("Whose red line it is.", "name of a party", "union")
    never: ConditionField = described("What it never accepts.", "condition", {"shifts": "rotating"})
    basis: Annotated[Literal["own", "stated", "assessed"], Choice()] = described(
        "Whether it is the party's own, stated in public, or assessed by the analyst.",
        "own, stated or assessed",
        "stated",
        default="own",
    )
    firm: Firm | None = described("Chance that it is meant; 1 for the party's own.", "share, 0 to 1", 0.8, default=None)
    sacred: Flag = described("Whether no analysis may relax it.", "true or false", "true", default=False)
    until: Date | None = described("Last day on which it holds.", "date", "2025-06-30", default=None)


def _read_red_line(value: object) -> RedLineModel:
    model = RedLineModel.model_validate(value)
    if model.firm is None and model.basis != "own":
        faults = Faults()
        faults.add(
            "missing-key",
            f"A red line that is {model.basis} needs `firm`: the chance that it is meant.",
            "Add it, for example `firm: 0.5..0.9`.",
        )
        faults.check()
    return model


RedLineEntry = Annotated[RedLineModel, PlainValidator(_read_red_line), WithJsonSchema({"x-ref": "RedLineModel"})]


def red_line(model: RedLineModel, case: Provenance) -> RedLine:
    """Return the red line that a model describes."""
    provenance = model.provenance.inherit(case)
    firm = Estimate.point(Fraction(1)) if model.firm is None else model.firm
    firm = replace(firm, provenance=firm.provenance.inherit(provenance))
    return RedLine(model.party, model.never, firm, model.basis, model.sacred, model.until, provenance)
