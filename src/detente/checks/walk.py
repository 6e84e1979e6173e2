"""Walks over everything of one kind in a case, with the path to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.case import (
    Brackets,
    Case,
    Condition,
    Estimate,
    OptionOrder,
    Provenance,
    StatusQuoPlus,
    WeightOrder,
)
from detente.checks.finding import Path
from detente.checks.walk_ceasefire import of_packages
from detente.checks.walk_home import conditions_beyond, estimates_beyond, provenances_beyond

__all__ = ["conditions", "decided", "estimates", "orders", "packages", "provenances"]


def conditions(case: Case) -> Iterator[tuple[Path, Condition]]:
    """Yield every condition on packages."""
    for i, rule in enumerate(case.rules):
        for key, condition in (("never", rule.never), ("when", rule.when), ("needs", rule.needs)):
            if condition is not None:
                yield ("rules", i, key), condition
    for i, linkage in enumerate(case.linkages):
        if not linkage.promise:  # written under `commitments`
            yield ("linkages", i, "when"), linkage.when
    yield from conditions_beyond(case)
    for name, proposal in case.proposals.items():
        for response in proposal.responses:
            if response.condition is not None:
                yield ("proposals", name, "responses", response.party, "conditional"), response.condition


def decided(case: Case, party: str) -> list[str]:
    """Return the issues of which the case says that a party decides them."""
    return [name for name, issue in case.issues.items() if party in issue.decided_by]


def packages(case: Case) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Yield every package that is written out, whole or in part."""
    for name, proposal in case.proposals.items():
        yield ("proposals", name, "package"), proposal.package
    for party, preferences in case.preferences.items():
        if isinstance(preferences.no_deal, Brackets):
            brackets = preferences.no_deal
            for key, listed in (("better_than", brackets.better_than), ("worse_than", brackets.worse_than)):
                for i, package in enumerate(listed):
                    if not isinstance(package, str):
                        yield ("preferences", party, "no_deal", key, i), package
    for name, table in case.tables.items():
        yield ("tables", name, "given"), table.given
    if case.outcome is not None:
        yield ("outcome", "package"), case.outcome.package
    if case.moves is not None:
        for states, agreed in case.moves.packages.items():
            if not isinstance(agreed, str):
                yield ("moves", "packages", states), agreed
    yield from of_packages(case)


def estimates(case: Case) -> Iterator[tuple[Path, Estimate, Provenance]]:
    """Yield every number, and the provenance that it inherits where it states none."""
    for party, preferences in case.preferences.items():
        path: Path = ("preferences", party)
        for issue, weight in preferences.weights.items():
            yield (*path, "weights", issue), weight, preferences.provenance
        for issue, values in preferences.values.items():
            for option, value in values.points.items():
                yield (*path, "values", issue, option), value, preferences.provenance
        if isinstance(preferences.no_deal, Estimate):
            yield (*path, "no_deal"), preferences.no_deal, preferences.provenance
        elif isinstance(preferences.no_deal, StatusQuoPlus):
            yield (*path, "no_deal", "status_quo_plus"), preferences.no_deal.plus, preferences.provenance
        if preferences.then is not None:
            yield (*path, "then"), preferences.then, preferences.provenance
    for i, linkage in enumerate(case.linkages):
        if not linkage.promise:
            yield ("linkages", i, "adds"), linkage.adds, case.provenance
    for i, line in enumerate(case.red_lines):
        yield ("red_lines", i, "firm"), line.firm, line.provenance
    yield from estimates_beyond(case)


def orders(case: Case) -> Iterator[tuple[Path, OptionOrder | WeightOrder, Provenance]]:
    """Yield every order, and the provenance that it inherits where it states none."""
    for party, preferences in case.preferences.items():
        if preferences.weight_order is not None:
            yield ("preferences", party, "weights"), preferences.weight_order, preferences.provenance
        for issue, values in preferences.values.items():
            if values.order is not None:
                yield ("preferences", party, "values", issue), values.order, preferences.provenance


def provenances(case: Case) -> Iterator[tuple[Path, Provenance, Provenance]]:
    """Yield every provenance, and the one that it inherits from."""
    nothing = Provenance()
    yield ("case",), case.provenance, nothing
    for party, preferences in case.preferences.items():
        yield ("preferences", party), preferences.provenance, case.provenance
        if isinstance(preferences.no_deal, Brackets):
            yield ("preferences", party, "no_deal"), preferences.no_deal.provenance, preferences.provenance
    for path, estimate, inherited in estimates(case):
        yield path, estimate.provenance, inherited
    for path, order, inherited in orders(case):
        yield path, order.provenance, inherited
    for i, rule in enumerate(case.rules):
        yield ("rules", i), rule.provenance, case.provenance
    for i, line in enumerate(case.red_lines):
        yield ("red_lines", i), line.provenance, case.provenance
    yield from provenances_beyond(case)
    for name, proposal in case.proposals.items():
        yield ("proposals", name), proposal.provenance, nothing
        for response in proposal.responses:
            yield ("proposals", name, "responses", response.party), response.provenance, nothing
    for name, table in case.tables.items():
        yield ("tables", name), table.provenance, nothing
    for name, clock in case.clocks.items():
        yield ("clocks", name), clock.provenance, nothing
