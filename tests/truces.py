"""Ceasefires for tests: a small case about a truce in a wage dispute, and random ones."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from detente.case import (
    CEASEFIRE_CHANCES,
    CEASEFIRE_NUMBERS,
    Case,
    Ceasefire,
    CeasefireStakes,
    CeasefireTerm,
    Condition,
    Estimate,
    Issue,
    Measure,
    Party,
    RateChange,
)

__all__ = ["TALKS", "between", "case_of", "random_case"]

TALKS = """\
case: Wage truce
as_of: 2025-05-01
parties: [union, company]
issues:
  truce: {options: [no truce, no strikes or lockouts], status_quo: no truce}
  length: {options: [30 days, two months, open], status_quo: 30 days}
  watch: {options: [nobody, stewards, labour office], status_quo: nobody}
preferences:
  union:
    weights: {truce: 40, length: 20, watch: 40}
    values:
      truce: {no truce: 0, no strikes or lockouts: 100}
      length: {30 days: 100, two months: 60, open: 0}
      watch: {nobody: 0, stewards: 60, labour office: 100}
    no_deal: 30..40
  company:
    weights: {truce: 60, length: 20, watch: 20}
    values:
      truce: {no truce: 0, no strikes or lockouts: 100}
      length: {30 days: 0, two months: 60, open: 100}
      watch: {nobody: 100, stewards: 40, labour office: 0}
    no_deal: 30..40
proposals:
  First offer: {package: {truce: no strikes or lockouts, length: two months, watch: labour office}}
ceasefire:
  title: The truce on strikes and lockouts
  package: {truce: no strikes or lockouts, watch: stewards}
  scope: {issue: truce, silent: no truce}
  start: {says: with the night shift, readings: [2025-04-01, 2025-04-02]}
  term: {issue: length, days: {30 days: 30, two months: 60, open: none}, most: 4}
  monitor: {issue: watch, silent: nobody}
  consultation: the joint committee
  sides: several
  general: true
  rates:
    accident: 0.2..1
    violation: {union: 0.05..0.2, company: 0.05..0.3}
    detection: 0.3..0.5
    attribution: 0.1..0.3
    strain: {accident: 0.02..0.1, violation: 0.3..0.6, unexplained: 0.2..0.5}
    resolution: 0.1..0.4
    retaliation: 0.05..0.1
    resumption: 0.05..0.2
    collapse: {strained: 0.001..0.01, suspended: 0.02..0.1}
    supersession: {holding: 0.001..0.004}
    renewal: {holding: 0.7..0.9, strained: 0.3..0.6, suspended: 0..0.1}
  changes:
    - {if: {watch: stewards}, rates: {detection: 0.5..0.8}}
    - {if: {watch: labour office}, rates: {detection: 0.7..0.9, attribution: 0.6..0.8}}
    - {from_day: 10, times: {accident: 0.5..0.9}}
  stakes: {company: {gain: 0..10, loss: 5..20, scale: 3}}
  measures:
    cameras: {rates: {detection: 0.95}, title: cameras at the gates}
    inquiry: {rates: {attribution: 0.8..0.9}, title: a joint inquiry}
    hotline: {rates: {resolution: 0.5..0.9}, title: a hotline}
  horizon: 120
"""


def between(low: float | str, high: float | str | None = None) -> Estimate:
    """Return a range, or a point."""
    return Estimate(Fraction(str(low)), Fraction(str(low if high is None else high)))


def case_of(ceasefire: Ceasefire) -> Case:
    """Return a case of two parties and two issues with a ceasefire."""
    issues = {
        "monitor": Issue("monitor", ("none", "patrols", "mission"), status_quo="none"),
        "length": Issue("length", ("short", "long", "open"), status_quo="short"),
    }
    return Case("Truce", {"north": Party("north"), "south": Party("south")}, issues, {}, ceasefire=ceasefire)


def random_case(seed: int, *, ranges: bool = True) -> Case:
    """Return a case whose ceasefire is drawn at random: its numbers, term, changes, stakes and measures."""
    rng = np.random.default_rng(seed)

    def number(name: str, most: float) -> Estimate:
        top = 1.0 if name in CEASEFIRE_CHANCES else most
        low, high = sorted(round(float(end), 4) for end in rng.uniform(0, top, 2))
        return between(low, high if ranges else low)

    def numbers(share: float) -> dict[str, Estimate]:
        return {name: number(name, 0.5) for name in CEASEFIRE_NUMBERS if rng.random() < share}

    def change(place: int) -> RateChange:
        picks = (Condition({"monitor": ("patrols", "mission")}), Condition({"length": ("short",)}), None)
        violation = {"north": number("violation", 0.5)} if rng.random() < 0.3 else {}
        times = {name: number(name, 2.0) for name in CEASEFIRE_NUMBERS if rng.random() < 0.2}
        return RateChange(picks[int(rng.integers(3))], place * int(rng.integers(0, 20)), numbers(0.2), violation, times)

    most = (None, 1, 3)[int(rng.integers(3))]
    by_issue = CeasefireTerm(issue="length", by_option={"short": 10, "long": 25, "open": None}, most=most)
    term = (by_issue, CeasefireTerm(days=15, most=most), CeasefireTerm())[int(rng.integers(3))]
    stakes = {"south": CeasefireStakes(number("gain", 5), number("loss", 5), number("scale", 2))}
    return case_of(
        Ceasefire(
            package={"monitor": ("none", "patrols", "mission")[int(rng.integers(3))]},
            term=term,
            rates=numbers(0.8),
            violation={"south": number("violation", 0.5)},
            changes=tuple(change(place) for place in range(int(rng.integers(0, 4)))),
            stakes=stakes if rng.random() < 0.5 else {},
            measures={name: Measure(name, numbers(0.2)) for name in ("first", "second")},
            horizon=40,
        )
    )


ALONE = """\
case: Armistice
parties: [north, south]
ceasefire:
  start: 1953-07-27
  term: none
  rates: {violation: {north: 0.1}, detection: 0.5, strain: 1, resolution: 1, retaliation: 0.1, collapse: 0.001}
"""
"""A ceasefire, and nothing else."""
