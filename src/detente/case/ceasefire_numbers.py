"""Every number of a ceasefire, in words, under the path by which draws name it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.case.ceasefire import CEASEFIRE_CHANCES, CEASEFIRE_GROUPS, Ceasefire, RateChange
from detente.case.ceasefire_paths import (
    CEASEFIRE_RATES,
    change_paths,
    measure_path,
    number_path,
    stakes_path,
    violation_path,
)
from detente.case.estimate import Estimate
from detente.case.stated_number import NumberKind, StatedNumber, single

__all__ = ["ceasefire_number_words", "change_words", "numbers_of_ceasefire"]

_WORDS = {
    "accident": "accidents",
    "detection": "detection of an incident",
    "attribution": "explanation of a noticed incident",
    "strain": "strain by any incident",
    "strain_accident": "strain by an accident",
    "strain_violation": "strain by a violation",
    "strain_unexplained": "strain by an unexplained incident",
    "resolution": "settlement of a strain",
    "retaliation": "suspension of a strained ceasefire",
    "resumption": "return from suspension",
}


def ceasefire_number_words(name: str) -> str:
    """Return in words which number, or group of numbers, a name means.

    Examples
    --------
    >>> (
    ...     ceasefire_number_words("accident"),
    ...     ceasefire_number_words("collapse_strained"),
    ...     ceasefire_number_words("renewal"),
    ... )
    ('accidents', 'collapse when strained', 'renewal in any state')
    """
    if name in _WORDS:
        return _WORDS[name]
    group, _, state = name.partition("_")
    return f"{group} when {state}" if state else f"{group} in any state"


def change_words(change: RateChange) -> str:
    """Return in words where and when a change holds.

    Examples
    --------
    >>> change_words(RateChange(from_day=10))
    'from day 10'
    """
    told = [] if change.when is None else [str(change.when)]
    return ", ".join([*told, *([f"from day {change.from_day}"] if change.from_day else [])])


def numbers_of_ceasefire(ceasefire: Ceasefire) -> Iterator[StatedNumber]:
    """Yield every number of a ceasefire: its rates and chances, what changes them, stakes, and what measures do.

    Examples
    --------
    >>> given = Ceasefire(rates={"detection": Estimate.point(1)}, violation={"union": Estimate.point(0)})
    >>> for number in numbers_of_ceasefire(given):
    ...     print(number.path, "|", number.kind, "|", number.option)
    ceasefire.rates.detection | ceasefire chance | detection of an incident
    ceasefire.rates.violation.union | ceasefire rate | violations open to union
    """
    yield from _numbers(ceasefire.rates, CEASEFIRE_RATES)
    yield from _violations(ceasefire.violation, CEASEFIRE_RATES)
    for change, path in zip(ceasefire.changes, change_paths(ceasefire), strict=True):
        where = f" ({change_words(change)})"
        yield from _numbers(change.rates, f"{path}.rates", where)
        yield from _violations(change.violation, f"{path}.rates", where)
        for name, estimate in change.times.items():
            what = ceasefire_number_words(name) + where
            yield single(estimate, number_path(f"{path}.times", name), "ceasefire factor", "", what=what)
    for party, stakes in ceasefire.stakes.items():
        yield _stake(stakes.gain, stakes_path(party, "gain"), party, "gain of a violation")
        yield _stake(stakes.loss, stakes_path(party, "loss"), party, "loss of a named violator")
        yield _stake(stakes.scale, stakes_path(party, "scale"), party, "scale of what is not known")
    for measure in ceasefire.measures.values():
        yield from _numbers(measure.rates, measure_path(measure), f" (with {measure.title or measure.name})")


def _stake(estimate: Estimate, path: str, party: str, what: str) -> StatedNumber:
    return single(estimate, path, "ceasefire stake", party, what=what)


def _kind(name: str) -> NumberKind:
    first = CEASEFIRE_GROUPS.get(name, (name,))[0]
    return "ceasefire chance" if first in CEASEFIRE_CHANCES else "ceasefire rate"


def _numbers(given: Mapping[str, Estimate], path: str, where: str = "") -> Iterator[StatedNumber]:
    for name, estimate in given.items():
        yield single(estimate, number_path(path, name), _kind(name), "", what=ceasefire_number_words(name) + where)


def _violations(given: Mapping[str, Estimate], path: str, where: str = "") -> Iterator[StatedNumber]:
    for party, estimate in given.items():
        what = f"violations open to {party}{where}"
        yield single(estimate, violation_path(path, party), "ceasefire rate", party, what=what)
