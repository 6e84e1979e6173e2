"""Orders written as a text: options from best to worst, issues from the one that matters most to the least."""

from __future__ import annotations

import re
from typing import Annotated, Any, TypeGuard

from pydantic import PlainValidator, WithJsonSchema

from detente.case import OptionOrder, Rank, WeightOrder
from detente.checks.words import OF_ISSUES, quoted
from detente.io.sections.base import Faults, as_mapping, described, fail
from detente.io.sections.estimate import Sourced
from detente.io.sections.scalars import read_name

__all__ = ["ORDER", "OrderModel", "is_order", "read_option_order", "read_weight_order", "wrapped_order"]

ORDER: dict[str, Any] = {"type": "string", "pattern": "[>=<,]", "examples": ["one year > two years > three years"]}

_NO_SIGNS = "Where a name holds such a sign, give numbers instead of an order."


def _read_text(value: object) -> str:
    if is_order(value):
        return str(value)
    raise fail("not-an-order", "An order is expected here.", "Write names with `>` between them, the best first.")


class OrderModel(Sourced):
    """An order with who set it, from what and how sure."""

    is_: Annotated[str, PlainValidator(_read_text), WithJsonSchema(ORDER)] = described(
        "The order itself, the first best.", "names with `>` between them", "one year > two years", alias="is"
    )


def is_order(value: object, signs: str = OF_ISSUES) -> TypeGuard[str]:
    """Return whether a value of the file is meant as an order: a text with one of the signs of orders.

    Examples
    --------
    >>> is_order("one year > two years"), is_order("unknown"), is_order({"fixed": "100"})
    (True, False, False)
    """
    return isinstance(value, str) and any(sign in value for sign in signs)


def wrapped_order(value: object) -> OrderModel | None:
    """Return an order that stands with its source under ``is``, or ``None`` where that is not what is written.

    An option or issue may itself be called ``is``; then what stands beside it is no source.
    """
    entries = as_mapping(value)
    if entries is None or not is_order(entries.get("is")):
        return None
    return OrderModel.model_validate(entries)


def _names(part: str, separator: str, whole: str, faults: Faults) -> tuple[str, ...]:
    names: list[str] = []
    for name in part.split(separator):
        if name.strip():
            with faults.below():
                names.append(read_name(name.strip()))
        else:
            message = f"A name is missing in the order {quoted(whole)}."
            faults.add("bad-order", message, f"Write a name before and behind every sign between them. {_NO_SIGNS}")
    return tuple(names)


def _levels(text: str, faults: Faults) -> list[str]:
    """Return the parts between ``>``, having noted signs that do not belong there."""
    if re.search(">=|=>|<=|=<|>>", text):
        message = f"The order {quoted(text)} joins two signs."
        remedy = "Write `>` where the first is better, and `=` where both are worth the same."
        faults.add("bad-order", message, f"{remedy} {_NO_SIGNS}")
    elif "<" in text and ">" in text:
        message = f"The order {quoted(text)} mixes `>` and `<`."
        faults.add("bad-order", message, f"Write `>` only, the best or most important first. {_NO_SIGNS}")
    elif "<" in text:
        turned = " > ".join(part.strip() for part in reversed(text.split("<")))
        message = f"The order {quoted(text)} runs upwards."
        faults.add("bad-order", message, f"Write the best or most important first: {quoted(turned)}.")
    faults.check()
    return text.split(">")


def _once(names: list[str], faults: Faults) -> None:
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        faults.add("repeated-name", f"{quoted(name)} stands twice in the order.", "Delete one of the two.")
    faults.check()


def read_option_order(text: str) -> OptionOrder:
    """Return the order that a text writes: options from best to worst, ``=`` between those worth the same.

    Examples
    --------
    >>> read_option_order("one year = two years > three years").levels
    (('one year', 'two years'), ('three years',))
    """
    faults = Faults()
    levels = tuple(_names(level, "=", text, faults) for level in _levels(text, faults))
    faults.check()
    _once([name for level in levels for name in level], faults)
    if len(levels) == 1:
        message = f"The order {quoted(text)} prefers no option to another."
        faults.add("bad-order", message, "Put `>` between better and worse, or give the options' points.")
        faults.check()
    return OptionOrder(levels)


def _rank(part: str, whole: str, faults: Faults) -> Rank:
    if "=" in part and "," in part:
        message = f"{quoted(part.strip())} mixes `=` and `,` in one rank."
        remedy = "Put `>` between ties and issues whose order is not known, or write `,` between all of them."
        faults.add("bad-order", message, remedy)
        return Rank(())
    tied = "=" in part
    return Rank(_names(part, "=" if tied else ",", whole, faults), tied)


def read_weight_order(text: str) -> WeightOrder:
    """Return the order that a text writes: issues from the most to the least important.

    ``=`` stands between issues that matter equally, ``,`` between those of which it is not known.

    Examples
    --------
    >>> str(read_weight_order("plant>land, sanctions > aid = prisoners"))
    'plant > land, sanctions > aid = prisoners'
    """
    faults = Faults()
    ranks = tuple(_rank(part, text, faults) for part in _levels(text, faults))
    faults.check()
    _once([issue for rank in ranks for issue in rank.issues], faults)
    return WeightOrder(ranks)
