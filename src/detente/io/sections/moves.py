"""Who can move the dispute from which situation to which: the section `moves`."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, ClassVar

from pydantic import PlainValidator, ValidationError, WithJsonSchema

from detente.case import (
    NO_OPTION,
    Arc,
    CommonMoves,
    Count,
    Direction,
    Implied,
    MoveOption,
    Moves,
    Provenance,
    Restriction,
    Statement,
    States,
)
from detente.case.moves import UnderLevers
from detente.checks.words import listed, quoted
from detente.io.sections.base import Faults, Section, as_mapping, described, fail, findings
from detente.io.sections.estimate import Sourced
from detente.io.sections.moving import (
    ARCS,
    LABELS,
    OPTIONS,
    PACKAGES,
    PAIRS,
    RANKING,
    STATE,
    STATES_LIST,
    WANTS,
    each_player,
    read_arcs,
    read_labels,
    read_merged,
    read_options,
    read_packages,
    read_pairs,
    read_ranking,
    read_state,
    read_states,
    read_wants,
    read_watched,
)
from detente.io.sections.scalars import Names

__all__ = ["CommonModel", "MovesEntry", "MovesModel", "RestrictionModel", "UnderLeversModel", "moves"]


class RestrictionModel(Section):
    """What keeps states from coming about, where a pattern or a statement says it less well."""

    also_called: ClassVar[dict[str, str]] = {
        "at_most": "at_most_one",
        "if": "when",
        "implies": "needs",
        "one_of": "at_least_one",
        "then": "needs",
    }

    at_most_one: Names = described(
        "Options of which no two are taken together.", "names of options", ["strike", "withdraw"], default=()
    )
    at_least_one: Names = described(
        "Options of which one is always taken.", "names of options", ["accept", "refuse"], default=()
    )
    when: Annotated[States, PlainValidator(read_states), WithJsonSchema({"x-ref": "States"})] | None = described(
        "States that need something else.", "states", {"strike": "yes"}, default=None
    )
    needs: Annotated[States, PlainValidator(read_states), WithJsonSchema({"x-ref": "States"})] | None = described(
        "What has to hold in them.", "states", {"withdraw": "no"}, default=None
    )


def _read_restriction(value: object) -> Restriction:
    entries = as_mapping(value)
    known = {*RestrictionModel.names(), *RestrictionModel.also_called}
    if not entries or not known & entries.keys():
        return read_states(value)
    model = RestrictionModel.model_validate(value)
    faults = Faults()
    given = [name for name in RestrictionModel.names() if getattr(model, name)]
    if model.when is not None and model.needs is not None and len(given) == 2:
        return Implied(model.when, model.needs)
    if len(given) != 1:
        message = f"The restriction has {listed(given, 'and')}."
        faults.add("mixed-restriction", message, "Keep one of them, or `when` with `needs`; write the others apart.")
    elif given[0] in ("when", "needs"):
        other = "needs" if given[0] == "when" else "when"
        faults.add("missing-key", f"`{given[0]}` stands without `{other}`.", f"Add `{other}: {{option: yes}}`.")
    faults.check()
    kind = "at_most_one" if model.at_most_one else "at_least_one"
    options = model.at_most_one or model.at_least_one
    if kind == "at_most_one" and len(options) == 1:
        raise fail("too-few", "`at_most_one` names one option only.", "Name two or more, or leave the entry out.")
    return Count(kind, options)


_RestrictionEntry = Annotated[
    Restriction,
    PlainValidator(_read_restriction),
    WithJsonSchema({"anyOf": [{"x-ref": "States"}, {"x-ref": "RestrictionModel"}]}),
]


class CommonModel(Section):
    """Moves that each of several players can make alone."""

    also_called: ClassVar[dict[str, str]] = {"arcs": "moves", "graph": "moves", "of": "by", "players": "by"}

    by: Names = described("Whose moves they are.", "names of players", ["union", "company"])
    moves: Annotated[tuple[Arc, ...], PlainValidator(read_arcs), WithJsonSchema(ARCS)] = described(
        "From which state to which.", "moves", [[1, 2]]
    )


def _by_player(read: Any, schema: dict[str, Any]) -> tuple[PlainValidator, WithJsonSchema]:
    """Return what marks a field as a mapping of players to what `read` reads."""
    return PlainValidator(partial(each_player, read)), WithJsonSchema(
        {"type": "object", "additionalProperties": schema}
    )


_Arcs = dict[str, tuple[Arc, ...]]
_Pairs = dict[str, tuple[tuple[str, str], ...]]
_Ranking = dict[str, tuple[tuple[str, ...], ...]]
_Options = dict[str, dict[str, Direction]]


class UnderLeversModel(Section):
    """What some players prefer while levers are in force."""

    also_called: ClassVar[dict[str, str]] = {
        "lever": "levers",
        "rankings": "ranking",
        "wants": "statements",
        "while": "levers",
    }

    levers: Names = described(
        "Levers that are all in force, each at its full level.", "names of levers", ["strike fund"]
    )
    statements: Annotated[dict[str, tuple[Statement, ...]], *_by_player(read_wants, WANTS)] = described(
        "What a player with statements then wants before all that it wants anyway, the most important first.",
        "lists of statements by player",
        {"company": ["accept if strike"]},
        default={},
    )
    ranking: Annotated[_Ranking, *_by_player(read_ranking, RANKING)] = described(
        "The order of all states that takes the place of a player's own ranking.",
        "lists of states by player",
        {"union": [0, 2, 3, 1]},
        default={},
    )


def _read_under_levers(value: object) -> UnderLeversModel:
    model = UnderLeversModel.model_validate(value)
    faults = Faults()
    if not model.statements and not model.ranking:
        remedy = "Add `statements: {player: [...]}` or `ranking: {player: [...]}`, or leave the entry out."
        faults.add("missing-key", "Nothing changes under these levers.", remedy)
    _check_given_once(model, faults)
    faults.check()
    return model


def _check_given_once(model: UnderLeversModel | MovesModel, faults: Faults) -> None:
    for player in faults.each(model.statements):
        if player in model.ranking:
            message = f"{quoted(player)} has a ranking and statements."
            faults.add("given-twice", message, "Keep one of the two.", "statements", player, key=True)


_UnderLeversEntry = Annotated[
    UnderLeversModel, PlainValidator(_read_under_levers), WithJsonSchema({"x-ref": "UnderLeversModel"})
]


class MovesModel(Sourced):
    """Who can move the dispute from which situation to which, and what each prefers (the graph model)."""

    also_called: ClassVar[dict[str, str]] = {
        "arcs": "graph",
        "decision_makers": "players",
        "dms": "players",
        "excluded": "infeasible",
        "impossible": "infeasible",
        "merged": "coalesce",
        "now": "today",
        "parties": "players",
        "preferences": "ranking",
        "rankings": "ranking",
        "start": "today",
        "under_levers": "with_levers",
        "status_quo": "today",
    }

    players: Names = described(
        "Who moves or is moved; all parties, if absent.", "names of parties", ["union", "company"], default=()
    )
    options: Annotated[_Options, *_by_player(read_options, OPTIONS)] = described(
        "What each player can do or leave: both ways, forward only (once done, done for good) or back only.",
        "options by player",
        {"union": {"strike": "both"}, "company": {"accept": "forward"}},
        default={},
    )
    infeasible: list[_RestrictionEntry] = described(
        "What cannot come about: patterns, statements, and what at most or at least one of some options allows.",
        "states or restrictions",
        [{"strike": "yes", "accept": "yes"}],
        default=[],
    )
    coalesce: Annotated[
        dict[str, States],
        PlainValidator(read_merged),
        WithJsonSchema({"type": "object", "additionalProperties": {"x-ref": "States"}}),
    ] = described(
        "Names of single states that stand for all states described.",
        "states by name",
        {"settled": {"accept": "yes"}},
        default={},
    )
    states: Annotated[dict[str, str], PlainValidator(read_labels), WithJsonSchema(LABELS)] = described(
        "In place of options: how many states there are, their ids, or ids with what to call each.",
        "number, names or labels by name",
        {1: "as it is", 2: "a strike"},
        default={},
    )
    graph: Annotated[_Arcs, *_by_player(read_arcs, ARCS)] = described(
        "In place of options: each player's moves, from a state to a state, with `both` where it can go back too.",
        "moves by player",
        {"union": [[1, 2, "both"], [1, 3]]},
        default={},
    )
    common: list[CommonModel] = described(
        "Further moves, each of which several players can make alone; beside `options` also those of one player.",
        "moves",
        [{"by": ["union", "company"], "moves": [[1, 2]]}],
        default=[],
    )
    ranking: Annotated[_Ranking, *_by_player(read_ranking, RANKING)] = described(
        "Each player's order of all states, best first; those in brackets are tied.",
        "lists of states by player",
        {"union": [2, [0, 3], 1]},
        default={},
    )
    statements: Annotated[dict[str, tuple[Statement, ...]], *_by_player(read_wants, WANTS)] = described(
        "What each player wants, the most important first; a less important one never outweighs it.",
        "lists of statements by player",
        {"union": ["accept", "not strike"]},
        default={},
    )
    packages: Annotated[dict[str, dict[str, str] | str], PlainValidator(read_packages), WithJsonSchema(PACKAGES)] = (
        described(
            "What is agreed in which states, for players with neither ranking nor statements; else there is no deal.",
            "packages or names of proposals by states",
            {"accept and not strike": {"wage": 4}},
            default={},
        )
    )
    unknown: Annotated[_Pairs, *_by_player(read_pairs, PAIRS)] = described(
        "Pairs of states of which it is not known which a player prefers; its order names them all the same.",
        "pairs of states by player",
        {"union": [[0, 3]]},
        default={},
    )
    today: Annotated[str, PlainValidator(read_state), WithJsonSchema(STATE)] | None = described(
        "The state that holds now.", "name of a state", 0, default=None
    )
    target: Annotated[str, PlainValidator(read_state), WithJsonSchema(STATE)] | None = described(
        "A state that is wished for.", "name of a state", 2, default=None
    )
    watch: Annotated[tuple[str, ...], PlainValidator(read_watched), WithJsonSchema({"anyOf": [STATE, STATES_LIST]})] = (
        described("Other states of interest.", "names of states", [1, 3], default=())
    )
    with_levers: list[_UnderLeversEntry] = described(
        "What changes in preferences while levers of the case are in force.",
        "preferences under levers",
        [{"levers": ["strike fund"], "statements": {"company": ["accept if strike"]}}],
        default=[],
    )


_OF_OPTIONS = ("infeasible", "coalesce", "statements")


def _read_moves(value: object) -> MovesModel:
    model = MovesModel.model_validate(value)
    faults = Faults()
    if model.options:
        _check_options(model, faults)
    else:
        _check_states(model, faults)
    _check_given_once(model, faults)
    faults.check()
    return model


def _check_options(model: MovesModel, faults: Faults) -> None:
    for key in ("states", "graph"):
        if getattr(model, key):
            message = f"`{key}` stands beside `options`, from which the states and moves follow."
            faults.add("mixed-moves", message, "Keep one of the two.", key, key=True)
    names = {name for own in model.options.values() for name in own}
    for name in faults.each(model.coalesce):
        if name in names:
            message = f"{quoted(name)} is an option too: it could mean either."
            faults.add("clashing-name", message, "Call the merged states differently.", "coalesce", name, key=True)
    for states in faults.each(model.packages):
        if not (states.isdigit() or ";" in states or states in (NO_OPTION, *model.coalesce)):
            try:
                read_states(states)
            except ValidationError as error:
                for found in findings(error):
                    faults.add(found.code, found.message, found.remedy, "packages", states, key=True)


def _check_states(model: MovesModel, faults: Faults) -> None:
    for key in _OF_OPTIONS:
        if getattr(model, key):
            message = f"`{key}` speaks of options, and the moves have none."
            remedy = "Give `options` in place of `states` and `graph`, or leave it out."
            faults.add("mixed-moves", message, remedy, key, key=True)
    for i, entry in faults.each(enumerate(model.with_levers)):
        if entry.statements:
            message = "`statements` speak of options, and the moves have none."
            faults.add(
                "mixed-moves", message, "Write `ranking` in their place.", "with_levers", i, "statements", key=True
            )
    if not model.states:
        remedy = "Add `options: {player: {option: both}}`, or `states` with `graph`."
        faults.add("missing-key", "The moves have neither `options` nor `states`.", remedy)
    elif not model.graph and not model.common:
        faults.add("missing-key", "Nobody can move: `graph` is missing.", "Add `graph: {player: [[from, to]]}`.")


MovesEntry = Annotated[MovesModel, PlainValidator(_read_moves), WithJsonSchema({"x-ref": "MovesModel"})]


def moves(model: MovesModel | None, parties: tuple[str, ...], case: Provenance) -> Moves | None:
    """Return the moves that a model describes, or ``None`` without one."""
    if model is None:
        return None
    return Moves(
        model.players or parties,
        tuple(MoveOption(player, name, way) for player, own in model.options.items() for name, way in own.items()),
        tuple(model.infeasible),
        model.coalesce,
        model.states,
        model.graph,
        tuple(CommonMoves(common.by, common.moves) for common in model.common),
        model.ranking,
        model.statements,
        model.packages,
        model.unknown,
        model.today or "",
        model.target or "",
        model.watch,
        model.provenance.inherit(case),
        tuple(UnderLevers(entry.levers, entry.statements, entry.ranking) for entry in model.with_levers),
    )
