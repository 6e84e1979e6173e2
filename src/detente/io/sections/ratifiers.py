"""Whose yes an agreement needs at home, and what leaders promised in public."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Annotated, ClassVar, Literal

from pydantic import PlainValidator, WithJsonSchema

from detente.case import Bloc, Commitment, Condition, Estimate, Poll, Provenance, Ratifier
from detente.case.number import format_number
from detente.checks.words import listed, quoted
from detente.io.sections.base import Faults, described, named
from detente.io.sections.conditions import ConditionField
from detente.io.sections.estimate import Kind, Sourced, estimate_field
from detente.io.sections.numbers import NUMBER, Wanted, read_number
from detente.io.sections.scalars import Choice, Date, Line, Name, Names, whole_number

__all__ = [
    "BlocModel",
    "CommitmentModel",
    "PollModel",
    "RatifierEntry",
    "RatifierModel",
    "commitment",
    "ratifier",
]

MOST_SEATS = 10_000
_FAR = 10**6
_HALF = Fraction(1, 2)
_NONE = Estimate.point(0)
_ONE = Estimate.point(1)

_COSTS = Kind("the cost of a broken promise", 0, _FAR, "Write a wide range such as `0..20`.", "10", "5..15")
_LEANS = Kind("the leaning of a bloc", -_FAR, _FAR, "Write a wide range such as `-20..20`.", "5", "0..10")
_SWING = Kind("a common swing", -_FAR, _FAR, "Write a wide range such as `-15..15`.", "5", "-8..8")
_SCALE = Kind("a scale", 0, _FAR, "Write a wide range such as `2..20`.", "8", "5..10", positive=True)
_DISCIPLINE = Kind("the discipline of a bloc", _HALF, 1, "Write `0.5..1`.", "0.9", "0.8..0.95")
_SHARE = Kind("the share of a bloc", 0, 1, "Write a range such as `0.3..0.7`.", "0.6", "0.55..0.65")
_YES = Kind("the share of yes", 0, 1, "Write `0..1`, or leave the poll out.", "0.6", "0.55..0.65")

# Votes or a share: which one, the rule says; a percentage can only be a share.
_read_needed = partial(read_number, wanted=Wanted(share=True))
_Needed = Annotated[Fraction, PlainValidator(_read_needed), WithJsonSchema(NUMBER)]


class CommitmentModel(Sourced):
    """A public promise of a leader, which costs something to break (audience cost)."""

    also_called: ClassVar[dict[str, str]] = {
        "audience_cost": "costs",
        "cost": "costs",
        "date": "on",
        "leader": "party",
        "promise": "never",
        "promised": "never",
    }

    party: Name = described("Who promised it.", "name of a party", "union")
    never: ConditionField = described("What it promised not to accept.", "condition", {"shifts": "rotating"})
    costs: Annotated[Estimate, *estimate_field(_COSTS)] = described(
        "What it loses by accepting it nonetheless.", "points, where the party's values span 0 to 100", "5..15"
    )
    on: Date | None = described("When it was said.", "date", "2025-01-10", default=None)


def commitment(model: CommitmentModel, case: Provenance) -> Commitment:
    """Return the commitment that a model describes."""
    provenance = model.provenance.inherit(case)
    own = model.costs.provenance.inherit(provenance)
    # The commitment's note explains its only number.
    own = replace(own, note=own.note or model.note)
    return Commitment(model.party, model.never, replace(model.costs, provenance=own), model.on, provenance)


class PollModel(Sourced):
    """A package that was put to people, and the share that said yes to it."""

    also_called: ClassVar[dict[str, str]] = {
        "date": "on",
        "n": "asked",
        "question": "package",
        "respondents": "asked",
        "sample": "asked",
        "share": "yes",
        "support": "yes",
        "when": "package",
    }

    package: ConditionField = described("What they were asked about.", "condition", {"shifts": "fixed"})
    yes: Annotated[Estimate, *estimate_field(_YES)] = described("Share that said yes.", "share, 0 to 1", "0.55..0.65")
    asked: Annotated[int, *whole_number(1, 10**9)] | None = described(
        "How many were asked.", "whole number", 1029, default=None
    )
    on: Date | None = described("When they were asked.", "date", "2025-02", default=None)


class BlocModel(Sourced):
    """Those who vote alike: they judge as a party does, or polls tell what they say."""

    also_called: ClassVar[dict[str, str]] = {
        "cohesion": "discipline",
        "like": "judges_as",
        "loyalty": "discipline",
        "members": "seats",
        "party": "judges_as",
        "poll": "polls",
        "preferences": "judges_as",
        "surveys": "polls",
        "votes": "seats",
    }

    judges_as: Name = described(
        "Party by whose preferences and no-deal value it judges.", "name of a party", "union", default=""
    )
    leans: Annotated[Estimate, *estimate_field(_LEANS)] | None = described(
        "How much better disposed it is than that party; below 0: worse.", "points", "-10..0", default=None
    )
    seats: Annotated[int, *whole_number(0, MOST_SEATS)] | None = described(
        "Its seats, in a vote.", "whole number", 230, default=None
    )
    share: Annotated[Estimate, *estimate_field(_SHARE)] | None = described(
        "Its share of those who vote, in a referendum; the whole for an only bloc.", "share, 0 to 1", 0.6, default=None
    )
    discipline: Annotated[Estimate, *estimate_field(_DISCIPLINE)] | None = described(
        "Chance that a seat votes as its bloc does; 1 if absent.", "share, 0.5 to 1", "0.8..0.95", default=None
    )
    polls: list[PollModel] = described(
        "Packages that were put to it.", "polls", [{"package": {"shifts": "fixed"}, "yes": 0.6}], default=[]
    )
    attributes: list[ConditionField] = described(
        "What its yes is taken to depend on; a logit is then fitted to the polls.",
        "conditions",
        [{"shifts": "fixed"}, {"shifts": "fixed", "wage": "4..8"}],
        default=[],
    )
    title: Line = described("Name to print.", "text", "The moderates", default="")


_RULES = Literal["head", "vote", "referendum", "veto"]


class RatifierModel(Sourced):
    """Somebody at home without whose yes a signature is worth nothing."""

    also_called: ClassVar[dict[str, str]] = {
        "common_swing": "swing",
        "factions": "blocs",
        "for": "of",
        "groups": "blocs",
        "kind": "rule",
        "majority": "needed",
        "needs": "needed",
        "party": "of",
        "quorum": "needed",
        "threshold": "needed",
        "type": "rule",
    }

    of: Name = described("Party whose signature it ratifies.", "name of a party", "union")
    rule: Annotated[_RULES, Choice()] = described(
        "Whether one decides, seats are counted, voters are, or every bloc has to say yes.",
        "head, vote, referendum or veto",
        "vote",
    )
    when: ConditionField | None = described(
        "Packages that need it; all, if absent.", "condition", {"wage": "0..4"}, default=None
    )
    needed: _Needed | None = described(
        "What is enough: votes, or share of the voters; more than half of the seats or half of the voters, if absent.",
        "whole votes; in a referendum share, 0 to 1",
        226,
        default=None,
    )
    swing: Annotated[Estimate, *estimate_field(_SWING)] | None = described(
        "How much more all blocs lean to yes than their preferences tell.", "points", "-8..8", default=None
    )
    scale: Annotated[Estimate, *estimate_field(_SCALE)] | None = described(
        "Points of surplus by which the odds of yes grow e-fold; without it a surplus of 0 decides.",
        "points",
        "5..10",
        default=None,
    )
    after: Names = described("Ratifiers and clocks that come before it.", "names", ["End of the agreement"], default=())
    judges_as: Name = described(
        "Short for an only bloc that judges as this party.", "name of a party", "union", default=""
    )
    blocs: Annotated[dict[Name, BlocModel], named("BlocModel")] = described(
        "Who votes.", "blocs by name", {"moderates": {"seats": 230, "judges_as": "union"}}, default={}
    )
    title: Line = described("Name to print.", "text", "Members' vote", default="")


def _bloc_faults(model: RatifierModel, name: str, bloc: BlocModel, faults: Faults) -> None:
    at = ("blocs", name)
    if bool(bloc.judges_as) == bool(bloc.polls):
        if bloc.polls:
            message = f"The bloc {quoted(name)} judges as a party, and polls tell what it says."
            faults.add("mixed-bloc", message, "Keep `judges_as` or `polls`.", *at, "polls", key=True)
        else:
            message = f"Nothing says how the bloc {quoted(name)} judges."
            remedy = "Add `judges_as: party`, or `polls: [{package: {issue: option}, yes: 0.5..0.6}]`."
            faults.add("mixed-bloc", message, remedy, *at, key=True)
    if bloc.attributes and not bloc.polls:
        remedy = "Add `polls`, or leave `attributes` out."
        faults.add("mixed-bloc", "`attributes` explain polls, and there are none.", remedy, *at, "attributes", key=True)
    if bloc.leans is not None and not bloc.judges_as:
        remedy = "Leave it out, or write `judges_as` instead of `polls`."
        message = "`leans` is measured from the party that a bloc judges as."
        faults.add("mixed-bloc", message, remedy, *at, "leans", key=True)
    votes = {"seats": bloc.seats, "discipline": bloc.discipline}
    for key, given, rule in (
        *((key, given, "vote") for key, given in votes.items()),
        ("share", bloc.share, "referendum"),
    ):
        if given is not None and model.rule != rule:
            remedy = f"Leave it out, or write `rule: {rule}`."
            message = f"`{key}` means something only in a {rule}, and the rule is {quoted(model.rule)}."
            faults.add("misplaced-key", message, remedy, *at, key, key=True)
    if model.rule == "vote" and bloc.seats is None:
        message = f"The bloc {quoted(name)} has no `seats`, which a vote counts."
        faults.add("missing-key", message, "Add it, for example `seats: 230`.", *at, key=True)
    if model.rule == "referendum" and bloc.share is None and len(model.blocs) > 1:
        message = f"The bloc {quoted(name)} has no `share` of the voters, which a referendum counts."
        faults.add("missing-key", message, "Add it, for example `share: 0.6`.", *at, key=True)


def _needed_faults(model: RatifierModel, faults: Faults) -> None:
    needed = model.needed
    if needed is None:
        return
    if model.rule in ("head", "veto"):
        message = f"`needed` means something only in a vote or referendum, and the rule is {quoted(model.rule)}."
        faults.add("misplaced-key", message, "Leave it out, or change `rule`.", "needed", key=True)
    elif model.rule == "referendum" and not 0 < needed <= 1:
        message = f"{quoted(format_number(needed))} is no share of the voters."
        remedy = "Write a share above 0 and at most 1, such as `0.5`."
        if 1 < needed <= 100:
            remedy = f"Write it as a share: {quoted(format_number(needed / 100))}."
        faults.add("out-of-bounds", message, remedy, "needed")
    elif model.rule == "vote":
        seats = sum(bloc.seats or 0 for bloc in model.blocs.values())
        if needed.denominator > 1 or needed < 1:
            message = f"{quoted(format_number(needed))} is no number of votes."
            faults.add("out-of-bounds", message, "Write whole votes, such as `226`.", "needed")
        elif needed > seats and all(bloc.seats is not None for bloc in model.blocs.values()):
            message = f"{quoted(format_number(needed))} votes are needed, and the blocs have {seats} seats."
            faults.add("out-of-bounds", message, "Correct `needed`, or the seats.", "needed")


def _read_ratifier(value: object) -> RatifierModel:
    model = RatifierModel.model_validate(value)
    faults = Faults()
    if bool(model.judges_as) == bool(model.blocs):
        if model.blocs:
            message = "`judges_as` stands for an only bloc, and there are `blocs`."
            faults.add("mixed-bloc", message, "Keep one of the two.", "judges_as", key=True)
        else:
            remedy = "Add `judges_as: party` for an only bloc, or `blocs`."
            faults.add("missing-key", "Nothing says who votes.", remedy)
    if model.rule == "head" and len(model.blocs) > 1:
        message = f"A head is one, and there are {len(model.blocs)} blocs."
        faults.add(
            "mixed-bloc", message, "Keep one, or write `rule: veto` where each has to say yes.", "blocs", key=True
        )
    if model.rule == "vote" and model.judges_as and not model.blocs:
        message = "A vote counts `seats`, which only `blocs` have."
        remedy = f"Write `blocs: {{name: {{seats: 100, judges_as: {model.judges_as}}}}}`, or `rule: head`."
        faults.add("missing-key", message, remedy, "judges_as", key=True)
    elif model.blocs and model.rule == "vote" and not sum(bloc.seats or 0 for bloc in model.blocs.values()):
        if all(bloc.seats is not None for bloc in model.blocs.values()):
            faults.add(
                "out-of-bounds", "The blocs have no seats together.", "Correct their `seats`.", "blocs", key=True
            )
    else:
        _needed_faults(model, faults)
    for name, bloc in faults.each(model.blocs.items()):
        _bloc_faults(model, name, bloc, faults)
    polled = listed([name for name, bloc in model.blocs.items() if bloc.polls], "and")
    if model.swing is not None and model.scale is None and any(bloc.polls for bloc in model.blocs.values()):
        message = f"A swing in points moves the polled {polled} by an amount that nothing tells."
        remedy = "Add `scale`, the points by which the odds of yes grow e-fold, for example `scale: 5..10`."
        faults.add("missing-key", message, remedy, "swing", key=True)
    faults.check()
    return model


RatifierEntry = Annotated[RatifierModel, PlainValidator(_read_ratifier), WithJsonSchema({"x-ref": "RatifierModel"})]


def _estimate(given: Estimate | None, inherited: Provenance) -> Estimate | None:
    return None if given is None else replace(given, provenance=given.provenance.inherit(inherited))


def _poll(model: PollModel, bloc: Provenance) -> Poll:
    provenance = model.provenance.inherit(bloc)
    own = model.yes.provenance.inherit(provenance)
    # The poll's note explains its only number.
    yes = replace(model.yes, provenance=replace(own, note=own.note or model.note))
    return Poll(model.package, yes, model.asked, model.on, provenance)


def _bloc(name: str, model: BlocModel, rule: str, *, only: bool, inherited: Provenance) -> Bloc:
    provenance = model.provenance.inherit(inherited)
    share = model.share
    if share is None and rule == "referendum" and only:
        share = _ONE
    return Bloc(
        name,
        model.judges_as,
        _estimate(model.leans or _NONE, provenance) or _NONE,
        model.seats or 0,
        _estimate(share, provenance),
        _estimate(model.discipline or _ONE, provenance) or _ONE,
        tuple(_poll(poll, provenance) for poll in model.polls),
        tuple[Condition, ...](model.attributes),
        model.title,
        provenance,
    )


def ratifier(name: str, model: RatifierModel, case: Provenance) -> Ratifier:
    """Return the ratifier that a model describes."""
    provenance = Provenance(model.source, model.by, model.confidence).inherit(case)
    blocs = model.blocs
    if model.judges_as:
        blocs = {name: BlocModel(judges_as=model.judges_as)}
    return Ratifier(
        name,
        model.of,
        model.rule,
        {
            bloc: _bloc(bloc, entry, model.rule, only=len(blocs) == 1, inherited=provenance)
            for bloc, entry in blocs.items()
        },
        model.needed,
        model.when,
        _estimate(model.swing, provenance),
        _estimate(model.scale, provenance),
        model.after,
        model.title,
        model.note,
        provenance,
    )
