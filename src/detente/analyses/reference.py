"""How ceasefires of the past ended, by class, counted from single ceasefires.

Sources: Clayton et al. 2022 (the data), Wilson 1927 (intervals of shares), Kaplan and Meier 1958 (how long without a
violent end), Field and Welsh 2007 (bounds from drawing whole countries).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.case.past import PastCeasefire
from detente.errors import LimitError
from detente.results.reference import (
    HORIZONS,
    Ends,
    Interval,
    Mechanism,
    ReferenceClass,
    ReferenceTable,
    Scope,
    Sides,
)
from detente.solvers.survival import at_risk, between, cluster_weights, kaplan_meier, shares

__all__ = ["LAST_DAY", "MAX_CEASEFIRES", "RESAMPLES", "analyse_reference"]

LAST_DAY = date(2020, 12, 31)
"""The last day of the ETH/PRIO data."""

RESAMPLES = 2000
"""Drawings of whole countries."""

MAX_CEASEFIRES = 10_000
"""Most ceasefires that are counted."""

_FEWEST_COUNTRIES = 2


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a class holds; its fields are as in `ReferenceClass`."""

    name: str
    term: tuple[int, int] | None = None
    sides: Sides = "several"
    scope: Scope = "any"
    mechanism: Mechanism = "any"
    open_ended: bool = False
    country: str = ""

    def holds(self, each: PastCeasefire) -> bool:
        """Return whether a ceasefire is of the class; what is not known about it keeps it out."""
        return (
            (not self.country or each.country == self.country)
            and (self.sides == "any" or each.several is (self.sides == "several"))
            and (self.scope != "partial" or each.partial is True)
            and (self.scope != "general" or (each.partial is False and each.occasional is False))
            and (self.mechanism == "any" or each.mechanism is (self.mechanism == "yes"))
            and (not self.open_ended or each.open_ended is True)
            and (self.term is None or (each.term is not None and self.term[0] <= each.term <= self.term[1]))
        )


def _term(first: int, last: int, sides: Sides = "several") -> _Kind:
    agreed = "agreed by several sides" if sides == "several" else "declared by one side"
    return _Kind(f"term of {first}-{last} days, {agreed}", (first, last), sides)


_GENERAL = "no term, general, agreed by several sides"

_KINDS = (
    _term(28, 31),
    _term(28, 31, "one"),
    _term(1, 3),
    _term(4, 10),
    _term(11, 27),
    _term(32, 100),
    _Kind(_GENERAL, scope="general", open_ended=True),
    _Kind(f"{_GENERAL}, with a mechanism", scope="general", mechanism="yes", open_ended=True),
    _Kind(f"{_GENERAL}, without a mechanism", scope="general", mechanism="no", open_ended=True),
    _Kind("partial, agreed by several sides", scope="partial"),
    _Kind("Ukraine 2014-2020, all", sides="any", country="Ukraine"),
)


def analyse_reference(
    ceasefires: Sequence[PastCeasefire],
    source: str,
    *,
    last_day: date = LAST_DAY,
    seed: int = 0,
    resamples: int = RESAMPLES,
    notes: Sequence[str] = (),
) -> ReferenceTable:
    """Return how ceasefires ended, by class.

    A ceasefire counts as dated if its start is known, and its last day too or that it is still in force. A violent end
    is one that is known to be violent; a dated end of unknown manner goes out of sight on its day.

    Parameters
    ----------
    ceasefires
        All of them.
    source
        The citation.
    last_day
        The last day of the data, on which those still in force go out of sight.
    seed
        Seed of the drawings of whole countries.
    resamples
        How many drawings.
    notes
        What was assumed in reading them.

    Raises
    ------
    LimitError
        If there are more than `MAX_CEASEFIRES`.
    """
    if len(ceasefires) > MAX_CEASEFIRES:
        raise LimitError(
            f"There are {len(ceasefires):,} ceasefires and the limit is {MAX_CEASEFIRES:,}.",
            "Leave out those that have nothing to do with your question.",
        )
    classes = [
        _counted(kind, [each for each in ceasefires if kind.holds(each)], last_day, [seed, number], resamples)
        for number, kind in enumerate(_KINDS)
    ]
    unknown = sum(each.end == "unknown" for each in ceasefires)
    return ReferenceTable(
        classes=tuple(classes),
        source=source,
        total=len(ceasefires),
        unknown=unknown,
        unknown_share=unknown / len(ceasefires) if ceasefires else 0.0,
        last_day=last_day.isoformat(),
        seed=seed,
        resamples=resamples,
        notes=tuple(notes),
    )


def _counted(
    kind: _Kind, held: Sequence[PastCeasefire], last_day: date, seed: Sequence[int], resamples: int
) -> ReferenceClass:
    numbers = Counter(each.end for each in held)
    countries = sorted({each.country for each in held})
    lasting = [_lasted(each, last_day) for each in held]
    days = np.array([each for each in lasting if each is not None], dtype=np.float64)
    violent = np.array(
        [each.end == "violent" for each, day in zip(held, lasting, strict=True) if day is not None], dtype=np.bool_
    )
    at = np.array(HORIZONS, dtype=np.float64)
    curve_between: dict[int, Interval] = {}
    failed_between = extended_between = None
    if len(countries) >= _FEWEST_COUNTRIES:
        clusters = np.array([countries.index(each.country) for each in held], dtype=np.int64)
        weights = cluster_weights(clusters, resamples, np.random.default_rng(seed))
        known = np.array([each.end != "unknown" for each in held], dtype=np.bool_)
        failed = np.array([each.end in ("never", "violent") for each in held], dtype=np.bool_)
        extended = np.array([each.end == "extended" for each in held], dtype=np.bool_)
        if known.any():
            failed_between = _pair(between(shares(failed, known, weights)))
            extended_between = _pair(between(shares(extended, known, weights)))
        if len(days):
            dated = np.array([day is not None for day in lasting], dtype=np.bool_)
            found = between(kaplan_meier(days, violent, at, weights[:, dated]))
            curve_between = {day: _pair(found[:, column]) for column, day in enumerate(HORIZONS)}
    curve = [float(share) for share in kaplan_meier(days, violent, at)] if len(days) else []
    return ReferenceClass(
        name=kind.name,
        term=kind.term,
        sides=kind.sides,
        scope=kind.scope,
        mechanism=kind.mechanism,
        open_ended=kind.open_ended,
        country=kind.country,
        countries=len(countries),
        ends=Ends(
            never=numbers["never"],
            violent=numbers["violent"],
            expired=numbers["expired"],
            extended=numbers["extended"],
            in_force=numbers["in_force"],
            unknown=numbers["unknown"],
        ),
        dated=len(days),
        median_days=float(np.median(days)) if len(days) else None,
        no_violent_end=dict(zip(HORIZONS, curve, strict=False)),
        no_violent_end_between=curve_between,
        at_risk=dict(zip(HORIZONS, map(int, at_risk(days, at)), strict=True)),
        extended_between=extended_between,
        failed_between=failed_between,
    )


def _lasted(each: PastCeasefire, last_day: date) -> int | None:
    """Return how many days a ceasefire is known to have lasted; ``None`` where that is not known."""
    if each.start is None or each.end == "never":
        return None
    last = last_day if each.end == "in_force" else each.last
    return None if last is None else (last - each.start).days


def _pair(ends: NDArray[np.float64]) -> Interval:
    return float(ends[0]), float(ends[1])
