"""The parts of the section `moves`: states, options, moves, rankings and statements, each with its remedies."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from detente.case import (
    MAX_MOVE_OPTIONS,
    MAX_STATES,
    NO_OPTION,
    Arc,
    Direction,
    Pattern,
    Statement,
    StatementError,
    States,
    parse_statement,
)
from detente.checks.words import did_you_mean, listed, quoted
from detente.errors import LimitError
from detente.io.sections.base import Faults, as_list, as_mapping, fail, findings, form
from detente.io.sections.packages import read_package
from detente.io.sections.scalars import NAME, SCALAR, read_line, read_name

__all__ = [
    "ARCS",
    "LABELS",
    "OPTIONS",
    "PACKAGES",
    "PAIRS",
    "RANKING",
    "STATE",
    "STATES",
    "STATES_LIST",
    "WANTS",
    "each_player",
    "read_arcs",
    "read_labels",
    "read_merged",
    "read_options",
    "read_packages",
    "read_pairs",
    "read_ranking",
    "read_state",
    "read_states",
    "read_wants",
    "read_watched",
]

_T = TypeVar("_T")

_DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
_SIGNS = re.compile(r"[YN-]+\Z")
_YES, _NO = ("yes", "true", "y"), ("no", "false", "n")
_UNFIT = re.compile(r"[;\"]")
_OF_NAMES = ("names", "Write `name: ...` for each, or leave it out.")

FLAG: dict[str, Any] = {"enum": [True, False, "true", "false", "yes", "no"]}
STATE: dict[str, Any] = {**SCALAR, "minLength": 1}
STATES_LIST: dict[str, Any] = {"type": "array", "items": STATE, "minItems": 1}
STATES: dict[str, Any] = {
    "title": "States",
    "anyOf": [{"type": "string", "minLength": 1}, {"type": "object", "minProperties": 1, "additionalProperties": FLAG}],
}
OPTIONS: dict[str, Any] = {
    "anyOf": [
        {"type": "object", "minProperties": 1, "additionalProperties": {"enum": list(_DIRECTIONS)}},
        {"type": "array", "items": NAME, "minItems": 1, "uniqueItems": True},
    ]
}
ARCS: dict[str, Any] = {
    "type": "array",
    "minItems": 1,
    "items": {"type": "array", "items": STATE, "minItems": 2, "maxItems": 3},
}
PAIRS: dict[str, Any] = {
    "type": "array",
    "minItems": 1,
    "items": {"type": "array", "items": STATE, "minItems": 2, "maxItems": 2},
}
RANKING: dict[str, Any] = {"type": "array", "minItems": 1, "items": {"anyOf": [STATE, STATES_LIST]}}
WANTS: dict[str, Any] = {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}}
LABELS: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": 1},
        {"type": "string", "pattern": "^[0-9]+$"},
        {"type": "array", "items": NAME, "minItems": 1, "uniqueItems": True},
        {"type": "object", "minProperties": 1, "additionalProperties": {"anyOf": [STATE, {"type": "null"}]}},
    ]
}
PACKAGES: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {"anyOf": [NAME, {"x-ref": "Package"}]},
}


def read_merged(value: object) -> dict[str, States]:
    """Return the names of merged states, none of which could be taken for the name of another state."""
    return _mapped(value, _option_name, read_states, *_OF_NAMES)


def each_player(read: Callable[[object], _T], value: object) -> dict[str, _T]:
    """Return a mapping of names to what `read` reads."""
    return _mapped(value, read_name, read, *_OF_NAMES)


def _mapped(
    value: object, read_key: Callable[[str], str], read: Callable[[object], _T], what: str, remedy: str
) -> dict[str, _T]:
    """Return the entries of a mapping that is not empty."""
    faults, found = Faults(), dict[str, _T]()
    entries = as_mapping(value)
    if not entries:
        raise fail("not-a-mapping", f"A mapping of {what} is expected here, not {form(value)}.", remedy)
    for key, entry in faults.each(entries.items()):
        name = _key(key, read_key, faults)
        with faults.below(key):
            found[name] = read(entry)
    faults.check()
    return found


def _key(key: str, read: Callable[[str], str], faults: Faults) -> str:
    """Return the name that stands before a colon, having noted what is wrong with it there."""
    try:
        return read(key)
    except ValidationError as error:
        for fault in findings(error):
            faults.add(fault.code, fault.message, fault.remedy, key, key=True)
        return key


def _each(value: object, read: Callable[[object], _T], what: str, example: str) -> tuple[_T, ...]:
    """Return the entries of a list that is not empty."""
    faults, found = Faults(), list[_T]()
    items = as_list(value)
    if not items:
        raise fail("not-a-list", f"A list of {what} is expected here, not {form(value)}.", f"Write `{example}`.")
    for position, item in faults.each(enumerate(items)):
        with faults.below(position):
            found.append(read(item))
    faults.check()
    return tuple(found)


def read_state(value: object) -> str:
    """Return the name of a state; what it names is looked up later."""
    if not isinstance(value, str) or not value.strip():
        message = f"The name of a state is expected here, not {form(value)}."
        raise fail("not-a-state", message, "Write its id, its signs such as `YNN`, or the options taken in it.")
    return read_line(value)


def read_watched(value: object) -> tuple[str, ...]:
    """Return names of states."""
    return (read_state(value),) if isinstance(value, str) else _each(value, read_state, "states", "[1, 3]")


def _option_name(name: str) -> str:
    """Return the name of an option, or of merged states, that cannot be taken for the name of a state."""
    name = read_name(name)
    if name.isdigit() or _SIGNS.match(name) or name == NO_OPTION:
        message = f"{quoted(name)} cannot stand here: it would be read as the name of a state."
        raise fail("bad-name", message, "Call it by a word, such as `accept`.")
    if unfit := _UNFIT.search(name):
        message = f"The name {quoted(name)} contains `{unfit[0]}`, which stands between options."
        raise fail("bad-name", message, "Leave the sign out.")
    return name


def _read_direction(value: object) -> Direction:
    for direction in _DIRECTIONS:
        if value == direction:
            return direction
    remedy = did_you_mean(value if isinstance(value, str) else "", _DIRECTIONS)
    raise fail("not-a-choice", f"One of {listed(_DIRECTIONS)} is expected here, not {form(value)}.", remedy)


def read_options(value: object) -> dict[str, Direction]:
    """Return a player's options with the ways in which they can change; a list of names means both ways."""
    faults, options = Faults(), dict[str, Direction]()
    entries = as_mapping(value)
    if entries is None:
        names = _each(value, _named, "options", "[strike, accept]")
        for position, name in enumerate(names):
            if name in options:
                faults.add("repeated-option", f"{quoted(name)} is listed twice.", "Delete one of the two.", position)
            options[name] = "both"
    elif not entries:
        raise fail("empty", "The player has no option.", "Name its options, or leave the player out here.")
    else:
        for name, way in faults.each(entries.items()):
            own = _key(name, _option_name, faults)
            with faults.below(name):
                options[own] = _read_direction(way)
    faults.check()
    if len(options) > MAX_MOVE_OPTIONS:
        raise LimitError(
            f"A player has {len(options):,} options and the limit for all players together is {MAX_MOVE_OPTIONS}.",
            "Join options that are taken together, or leave out the least important ones.",
        )
    return options


def _named(value: object) -> str:
    return _option_name(read_name(value))


def _read_statement(value: object) -> Statement:
    """Return a logical statement about options."""
    if not isinstance(value, str) or not value.strip():
        message = f"A statement about options is expected here, not {form(value)}."
        raise fail("not-a-statement", message, "Write for example `accept and not strike`.")
    try:
        return parse_statement(read_line(value))
    except StatementError as error:
        raise fail("not-a-statement", error.message, error.remedy) from None


def read_states(value: object) -> States:
    """Return what describes states: a pattern of signs or of options, or a statement."""
    entries = as_mapping(value)
    if entries is None and isinstance(value, str) and value.strip():
        return Pattern(str(value)) if _SIGNS.match(value) else _read_statement(value)
    if not entries:
        message = f"A pattern or a statement is expected here, not {form(value)}."
        remedy = "Write options with yes or no, such as `{strike: yes}`, signs such as `YN-`, or a statement."
        raise fail("not-a-pattern", message, remedy)
    faults, says = Faults(), dict[str, bool]()
    for name, taken in faults.each(entries.items()):
        text = taken.casefold() if isinstance(taken, str) else ""
        if text not in (*_YES, *_NO):
            message = f"Yes or no is expected here, not {form(taken)}."
            faults.add("not-a-choice", message, "Write `yes` or `no`; leave out options that may be either.", name)
        says[name] = text in _YES
    faults.check()
    return Pattern(says=says)


def read_wants(value: object) -> tuple[Statement, ...]:
    """Return what a player wants, most important first."""
    return _each(value, _read_statement, "statements", "[accept, not strike]")


def read_labels(value: object) -> dict[str, str]:
    """Return the ids of states, each with what to call it: for a number, 1 to that number."""
    if isinstance(value, str):
        return _counted(str(value).strip())
    faults, labels = Faults(), dict[str, str]()
    entries = as_mapping(value)
    if entries:
        for name, label in faults.each(entries.items()):
            own = _key(name, read_name, faults)
            with faults.below(name):
                labels[own] = own if label is None else _read_label(label)
    else:
        for position, name in enumerate(_each(value, read_name, "states", "[as it is, a strike]")):
            if name in labels:
                faults.add("repeated-state", f"{quoted(name)} is listed twice.", "Delete one of the two.", position)
            labels[name] = name
    faults.check()
    return labels


def _read_label(value: object) -> str:
    label = read_line(value)
    if not label:
        raise fail("empty", "What the state is called is empty.", "Write what to call it, or nothing behind its id.")
    return label


def _counted(text: str) -> dict[str, str]:
    if not re.match(r"[0-9]{1,12}\Z", text) or int(text) == 0:
        message = f"A number of states is expected here, not {quoted(text)}."
        raise fail("not-a-number", message, "Write a whole number, a list of ids, or `id: label` for each.")
    if int(text) > MAX_STATES:
        message = f"The moves have {int(text):,} states and the limit is {MAX_STATES:,}."
        raise LimitError(message, "Leave out what cannot come about.")
    return {str(number): str(number) for number in range(1, int(text) + 1)}


def _read_arc(value: object) -> Arc:
    items = as_list(value)
    if items is None or len(items) not in (2, 3):
        message = f"A move is expected here, not {form(value)}."
        raise fail("not-a-move", message, "Write `[from, to]`, or `[from, to, both]` if it can go back too.")
    start, end = _each(items[:2], read_state, "states", "[1, 2]")
    if items[2:] and items[2] != "both":
        message = f"`both` or nothing is expected behind the two states, not {form(items[2])}."
        raise fail("not-a-move", message, "Write `[from, to, both]` if it can go back too, else `[from, to]`.")
    return Arc(start, end, bool(items[2:]))


def read_arcs(value: object) -> tuple[Arc, ...]:
    """Return moves from state to state."""
    return _each(value, _read_arc, "moves", "[[1, 2], [1, 3, both]]")


def _read_pair(value: object) -> tuple[str, str]:
    items = as_list(value)
    if items is None or len(items) != 2:
        raise fail("not-a-pair", f"Two states are expected here, not {form(value)}.", "Write `[0, 3]`.")
    first, second = _each(items, read_state, "states", "[0, 3]")
    return first, second


def read_pairs(value: object) -> tuple[tuple[str, str], ...]:
    """Return pairs of states."""
    return _each(value, _read_pair, "pairs of states", "[[0, 3]]")


def read_ranking(value: object) -> tuple[tuple[str, ...], ...]:
    """Return states from best to worst, tied ones together."""
    return _each(value, read_watched, "states", "[2, [0, 3], 1]")


def _read_agreed(value: object) -> dict[str, str] | str:
    return read_name(value) if isinstance(value, str) else read_package(value)


def read_packages(value: object) -> dict[str, dict[str, str] | str]:
    """Return what is agreed in which states."""
    return _mapped(value, read_line, _read_agreed, "states to packages", "Write for example `{accept: {wage: 4}}`.")
