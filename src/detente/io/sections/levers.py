"""What somebody can do to move the others, and the norms that a package or a lever may break."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, ClassVar

from pydantic import PlainValidator, WithJsonSchema

from detente.case import ONLY_LEVEL, Condition, Effect, Estimate, Level, Lever, Norm, Provenance
from detente.checks.words import did_you_mean, quoted
from detente.io.sections.base import Faults, Section, as_mapping, described, form, named
from detente.io.sections.conditions import ConditionField, read_condition
from detente.io.sections.estimate import Kind, Sourced, estimate_field
from detente.io.sections.scalars import Flag, Line, Name, Names, Text

__all__ = ["EffectModel", "LevelModel", "LeverEntry", "LeverModel", "NormModel", "lever", "norm"]

_FAR = 10**6
_NONE = Estimate.point(0)
_ONE = Estimate.point(1)

_COST = Kind("the cost of a lever", 0, _FAR, "Write a wide range such as `0..20`.", "2", "1..3")
_BY = Kind("the effect of a lever", -_FAR, _FAR, "Write a wide range such as `-20..0`.", "-5", "-8..-4")
_CREDIBILITY = Kind("the credibility of a lever", 0, 1, "Write `0..1`.", "0.8", "0.5..0.9")

_PLACES = ("no_deal", "deal")


def _read_on(value: object) -> str | Condition:
    if as_mapping(value):
        return read_condition(value)
    if isinstance(value, str) and value in _PLACES:
        return str(value)
    faults = Faults()
    otherwise = "Write `no_deal`, `deal`, or the packages for which it holds, such as `{shifts: fixed}`."
    remedy = did_you_mean(value, _PLACES, otherwise) if isinstance(value, str) and value else otherwise
    message = f"What an effect falls on is expected here, not {form(value)}."
    faults.add("not-a-choice", message, remedy)
    raise faults.error()


_ON: dict[str, Any] = {"anyOf": [{"enum": list(_PLACES)}, {"x-ref": "Condition"}]}


class EffectModel(Section):
    """Points by which a lever changes what somebody has."""

    also_called: ClassVar[dict[str, str]] = {
        "adds": "by",
        "changes": "by",
        "points": "by",
        "target": "party",
        "when": "on",
        "whose": "party",
    }

    party: Name = described("Whose points.", "name of a party", "company")
    on: Annotated[str | Condition, PlainValidator(_read_on), WithJsonSchema(_ON)] = described(
        "Whether it changes what the party has without a deal, with any deal, or with some packages.",
        "no_deal, deal or condition",
        "no_deal",
    )
    by: Annotated[Estimate, *estimate_field(_BY)] = described(
        "How much it gains; below 0: loses.", "points, where the party's values span 0 to 100", "-8..-4"
    )
    source: Names = described("Names of its sources.", "names", "F10", default=())
    note: Text = described("Why it is as it is.", "text", "as in the strike of 2019", default="")


class LevelModel(Section):
    """One strength of a lever."""

    also_called: ClassVar[dict[str, str]] = {"costs": "cost", "effect": "effects"}

    cost: Annotated[Estimate, *estimate_field(_COST)] | None = described(
        "What it costs whoever wields it; nothing, if absent.", "points", "1..3", default=None
    )
    effects: list[EffectModel] = described(
        "What it changes.", "effects", [{"party": "company", "on": "no_deal", "by": "-8..-4"}]
    )


class LeverModel(Sourced):
    """Something that somebody outside or at the table can do, or leave."""

    also_called: ClassVar[dict[str, str]] = {
        "actor": "wielder",
        "authorised_by": "needs",
        "costs": "cost",
        "credible": "credibility",
        "effect": "effects",
        "irreversible": "lasting",
        "options": "levels",
        "owner": "wielder",
        "party": "wielder",
        "permanent": "lasting",
        "steps": "levels",
    }

    wielder: Name = described("Who can do it.", "name of a party", "union")
    levels: Annotated[dict[Name, LevelModel], named("LevelModel")] = described(
        "Its strengths, from the mildest; not doing it is no level.",
        "levels by name",
        {"half": {"cost": 1, "effects": [{"party": "company", "on": "no_deal", "by": -4}]}},
        default={},
    )
    cost: Annotated[Estimate, *estimate_field(_COST)] | None = described(
        f"What it costs its wielder, where it has one level only (called `{ONLY_LEVEL}`); nothing, if absent.",
        "points",
        "1..3",
        default=None,
    )
    effects: list[EffectModel] = described(
        "What it changes, where it has one level only.",
        "effects",
        [{"party": "company", "on": "no_deal", "by": "-8..-4"}],
        default=[],
    )
    credibility: Annotated[Estimate, *estimate_field(_CREDIBILITY)] | None = described(
        "Share of its effects that those whom it is meant for reckon with; 1 if absent.",
        "share, 0 to 1",
        "0.5..0.9",
        default=None,
    )
    needs: Names = described("Ratifiers and parties that have to authorise it.", "names", ["members"], default=())
    lasting: Flag = described(
        "Whether it stays after signature; if not, it can be withdrawn.", "true or false", "true", default=False
    )
    title: Line = described("Name to print.", "text", "The strike fund", default="")


def _read_lever(value: object) -> LeverModel:
    model = LeverModel.model_validate(value)
    faults = Faults()
    if model.levels:
        for key, given in (("cost", model.cost), ("effects", model.effects or None)):
            if given is not None:
                message = f"`{key}` stands beside `levels`, each of which has its own."
                faults.add("mixed-lever", message, "Move it into a level, or leave `levels` out.", key, key=True)
    elif not model.effects:
        remedy = "Add `effects: [{party: ..., on: no_deal, by: -8..-4}]`, or `levels` with effects each."
        faults.add("missing-key", "The lever changes nothing.", remedy)
    for name, level in faults.each(model.levels.items()):
        if not level.effects:
            message = f"The level {quoted(name)} changes nothing."
            faults.add(
                "missing-key", message, "Add to its `effects`, or leave the level out.", "levels", name, key=True
            )
    faults.check()
    return model


LeverEntry = Annotated[LeverModel, PlainValidator(_read_lever), WithJsonSchema({"x-ref": "LeverModel"})]


def _effect(model: EffectModel, lever: Provenance) -> Effect:
    inherited = Provenance(model.source).inherit(lever)
    own = model.by.provenance.inherit(inherited)
    by = replace(model.by, provenance=replace(own, note=own.note or model.note))
    if isinstance(model.on, Condition):
        return Effect(model.party, by, "deal", model.on)
    return Effect(model.party, by, "no_deal" if model.on == "no_deal" else "deal")


def _level(name: str, cost: Estimate | None, effects: list[EffectModel], lever: Provenance) -> Level:
    given = cost or _NONE
    given = replace(given, provenance=given.provenance.inherit(lever))
    return Level(name, tuple(_effect(effect, lever) for effect in effects), given)


def lever(name: str, model: LeverModel, case: Provenance) -> Lever:
    """Return the lever that a model describes."""
    provenance = Provenance(model.source, model.by, model.confidence).inherit(case)
    levels = {level: _level(level, entry.cost, entry.effects, provenance) for level, entry in model.levels.items()}
    if not levels:
        levels = {ONLY_LEVEL: _level(ONLY_LEVEL, model.cost, model.effects, provenance)}
    credibility = model.credibility or _ONE
    return Lever(
        name,
        model.wielder,
        levels,
        replace(credibility, provenance=credibility.provenance.inherit(provenance)),
        model.needs,
        model.lasting,
        model.title,
        model.note,
        provenance,
    )


class NormModel(Sourced):
    """A norm that a package or a lever may break; it excludes nothing, but is named wherever it is broken."""

    also_called: ClassVar[dict[str, str]] = {"breaks": "never", "forbids": "never", "text": "what", "says": "what"}

    never: ConditionField = described(
        "What breaks it: options of issues and levels of levers that come together.",
        "levers stand like issues",
        {"shifts": "rotating", "strike fund": ["half", "full"]},
    )
    what: Text = described("What it says.", "text", "No shift of more than ten hours.", default="")


def norm(name: str, model: NormModel, case: Provenance) -> Norm:
    """Return the norm that a model describes."""
    return Norm(name, model.never, model.what, model.provenance.inherit(case))
