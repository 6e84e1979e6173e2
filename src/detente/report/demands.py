"""What the parties, and the rules of a case, demand, in plain words: the same in the terminal and in the report."""

from __future__ import annotations

import re

from detente.case import Case, Condition, RedLine, Rule, format_number
from detente.results import Block

__all__ = [
    "QUANTITY",
    "RULES",
    "block_words",
    "condition_words",
    "driver_words",
    "line_words",
    "rule_words",
    "said_words",
]

RULES = {"logical": "logical rule", "legal": "legal rule", "simplification": "simplification by the analyst"}
"""What the kinds of rules are called."""

QUANTITY = re.compile(r"-?[\d.]+(?:\.\.-?[\d.]+)?\Z")
"""A number or an interval, which takes the unit of its issue."""

_INTERVAL = re.compile(r"(?<=\d)\.\.(?=-?\d)")
_MINUS = re.compile(r"(?<![\w-])-(?=\d)")


def condition_words(condition: Condition | str, case: Case | None = None) -> str:
    """Return a condition, or what a case says as text, with intervals in words and true minus signs.

    Parameters
    ----------
    case
        Gives quantities of a condition their units.

    Examples
    --------
    >>> condition_words(Condition({"wage": ("0..1.5",)}))
    'wage: 0 to 1.5'
    >>> condition_words("-10 to 6")
    '−10 to 6'
    """
    if case is not None and isinstance(condition, Condition):
        condition = _with_units(condition, case)
    return _MINUS.sub("−", _INTERVAL.sub(" to ", str(condition)))


def _with_units(condition: Condition, case: Case) -> Condition:
    picks: dict[str, tuple[str, ...]] = {}
    for issue, options in condition.picks.items():
        unit = case.issues[issue].unit
        picks[issue] = tuple(f"{each} {unit}" if unit and QUANTITY.match(each) else each for each in options)
    return Condition(picks)


def rule_words(rule: Rule, case: Case | None = None) -> str:
    """Return what a rule says.

    Parameters
    ----------
    case
        Gives quantities their units.
    """
    if rule.never is not None:
        return f"no package has {condition_words(rule.never, case)}"
    if rule.when is None or rule.needs is None:
        return condition_words(str(rule))
    return f"with {condition_words(rule.when, case)}, a package needs {condition_words(rule.needs, case)}"


def line_words(line: RedLine, case: Case) -> str:
    """Return what a party will not accept, without its name and without how firm that is."""
    return f"will not accept {condition_words(line.never, case)}"


def said_words(line: RedLine) -> str:
    """Return who says so, and how firmly; nothing of a party's own line that holds without doubt."""
    if line.basis == "own" and line.firm.low == 1:
        return ""
    basis = "assessed by the analyst" if line.basis == "assessed" else line.basis
    return f" ({basis}, firm {format_number(round(line.firm.central, 2))})"


def block_words(block: Block, case: Case) -> str:
    """Return what stands in the way, as part of a sentence or of a list."""
    match block.kind:
        case "no_deal":
            return f"the no-deal value of {block.party}"
        case "red_line" if block.position is not None:
            line = case.red_lines[block.position]
            return f"{block.party} {line_words(line, case)}{said_words(line)}"
        case "rule" if block.position is not None:
            rule = case.rules[block.position]
            return f"the {RULES[rule.kind]}: {rule_words(rule, case)}"
        case "rule":
            return f"the {RULES['logical']}: {condition_words(block.text)}"
        case "status_quo":
            return "a deal has to change something"
        case _:
            return condition_words(block.text)


def driver_words(case: Case, name: str) -> str:
    """Return what a driver is: the first words of its note, or its name where it has none.

    Examples
    --------
    >>> from detente.case import Driver
    >>> notes = {"front": Driver("front", "How the front moves, up for the east."), "oil": Driver("oil")}
    >>> case = Case("Talks", {}, {}, {}, drivers=notes)
    >>> driver_words(case, "front"), driver_words(case, "oil")
    ('How the front moves', 'driver oil')
    """
    first, *_ = re.split(r"[,;.](?:\s|\Z)", case.drivers[name].note, maxsplit=1)
    return first or f"driver {name}"
