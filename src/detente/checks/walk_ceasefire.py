"""Walks over a ceasefire, with the path to each part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.case import CEASEFIRE_GROUPS, Case, Condition, Estimate, Provenance
from detente.checks.finding import Path

__all__ = ["of_elements", "of_estimates", "of_numbers", "of_packages", "of_parties", "of_provenances", "of_when"]


def of_when(case: Case) -> Iterator[tuple[Path, Condition]]:
    """Yield every condition on packages."""
    for i, change in enumerate(() if case.ceasefire is None else case.ceasefire.changes):
        if change.when is not None:
            yield ("ceasefire", "changes", i, "if"), change.when


def of_packages(case: Case) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Yield the package of the ceasefire where it is written out."""
    if case.ceasefire is not None and not isinstance(case.ceasefire.package, str):
        yield ("ceasefire", "package"), case.ceasefire.package


def of_elements(case: Case) -> Iterator[tuple[Path, str]]:
    """Yield every issue that settles an element of the terms."""
    if case.ceasefire is None:
        return
    for element, said in case.ceasefire.said.items():
        if said.issue:
            yield ("ceasefire", element, "issue"), said.issue


def of_parties(case: Case) -> Iterator[tuple[Path, str]]:
    """Yield every party of which a number is given."""
    if case.ceasefire is None:
        return
    yield from ((("ceasefire", "rates", "violation", party), party) for party in case.ceasefire.violation)
    for i, change in enumerate(case.ceasefire.changes):
        at: Path = ("ceasefire", "changes", i, "rates", "violation")
        yield from (((*at, party), party) for party in change.violation)
    yield from ((("ceasefire", "stakes", party), party) for party in case.ceasefire.stakes)


def of_numbers(given: Mapping[str, Estimate], path: Path) -> Iterator[tuple[Path, str, Estimate]]:
    """Yield numbers as they are written below a path: some stand in groups."""
    for name, estimate in given.items():
        group, _, part = name.partition("_")
        yield (*path, *((group, part) if part and group in CEASEFIRE_GROUPS else (name,))), name, estimate


def _violations(given: Mapping[str, Estimate], path: Path) -> Iterator[tuple[Path, Estimate]]:
    yield from (((*path, "violation", party), estimate) for party, estimate in given.items())


def of_estimates(case: Case) -> Iterator[tuple[Path, Estimate, Provenance]]:
    """Yield every number, and the provenance that it inherits where it states none."""
    ceasefire = case.ceasefire
    if ceasefire is None:
        return
    rates: Path = ("ceasefire", "rates")
    yield from ((path, each, ceasefire.provenance) for path, _, each in of_numbers(ceasefire.rates, rates))
    yield from ((path, each, ceasefire.provenance) for path, each in _violations(ceasefire.violation, rates))
    for i, change in enumerate(ceasefire.changes):
        at: Path = ("ceasefire", "changes", i)
        yield from ((path, each, change.provenance) for path, _, each in of_numbers(change.rates, (*at, "rates")))
        yield from ((path, each, change.provenance) for path, each in _violations(change.violation, (*at, "rates")))
        yield from ((path, each, change.provenance) for path, _, each in of_numbers(change.times, (*at, "times")))
    for party, stakes in ceasefire.stakes.items():
        for key, estimate in (("gain", stakes.gain), ("loss", stakes.loss), ("scale", stakes.scale)):
            yield ("ceasefire", "stakes", party, key), estimate, ceasefire.provenance
    for name, measure in ceasefire.measures.items():
        place: Path = ("ceasefire", "measures", name, "rates")
        yield from ((path, each, measure.provenance) for path, _, each in of_numbers(measure.rates, place))


def of_provenances(case: Case) -> Iterator[tuple[Path, Provenance, Provenance]]:
    """Yield every provenance that no number has, and the one that it inherits from."""
    ceasefire = case.ceasefire
    if ceasefire is None:
        return
    yield ("ceasefire",), ceasefire.provenance, case.provenance
    for element, said in ceasefire.said.items():
        yield ("ceasefire", element), said.provenance, ceasefire.provenance
    for i, change in enumerate(ceasefire.changes):
        yield ("ceasefire", "changes", i), change.provenance, ceasefire.provenance
    for name, measure in ceasefire.measures.items():
        yield ("ceasefire", "measures", name), measure.provenance, ceasefire.provenance
