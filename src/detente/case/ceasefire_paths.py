"""Where the numbers of a ceasefire stand: the paths under which draws name them."""

from __future__ import annotations

from typing import Literal

from detente.case.ceasefire import Ceasefire, Measure
from detente.case.stated_number import told_apart

__all__ = ["CEASEFIRE_RATES", "change_paths", "measure_path", "number_path", "stakes_path", "violation_path"]

CEASEFIRE_RATES = "ceasefire.rates"
"""Where the numbers stand that nothing has changed."""


def number_path(under: str, name: str) -> str:
    """Return where a number stands under a path; those of one kind stand together.

    Examples
    --------
    >>> number_path(CEASEFIRE_RATES, "accident"), number_path(CEASEFIRE_RATES, "collapse_holding")
    ('ceasefire.rates.accident', 'ceasefire.rates.collapse.holding')
    """
    return f"{under}.{name.replace('_', '.', 1)}"


def violation_path(under: str, party: str) -> str:
    """Return where it stands how often a party could violate."""
    return f"{under}.violation.{party}"


def change_paths(ceasefire: Ceasefire) -> tuple[str, ...]:
    """Return a path of its own for every change; its numbers stand under `.rates` and `.times` of it.

    Examples
    --------
    >>> from detente.case.ceasefire import RateChange
    >>> from detente.case.issue import Condition
    >>> change_paths(Ceasefire(changes=(RateChange(Condition({"monitor": ("yes",)})), RateChange(from_day=10))))
    ('ceasefire.changes.monitor: yes', 'ceasefire.changes.from day 10')
    """
    told = (
        ", ".join(
            [
                *([] if change.when is None else [str(change.when)]),
                *([f"from day {change.from_day}"] if change.from_day else []),
            ]
        )
        or "always"
        for change in ceasefire.changes
    )
    return told_apart(f"ceasefire.changes.{words}" for words in told)


def measure_path(measure: Measure) -> str:
    """Return where the numbers of a measure stand."""
    return f"ceasefire.measures.{measure.name}.rates"


def stakes_path(party: str, what: Literal["gain", "loss", "scale"]) -> str:
    """Return where a number of a party's stakes stands."""
    return f"ceasefire.stakes.{party}.{what}"
