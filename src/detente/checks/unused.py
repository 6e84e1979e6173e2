"""What the case declares and never uses, or says against itself."""

from __future__ import annotations

from collections.abc import Iterable

from detente.case import Case
from detente.checks.finding import Finding
from detente.checks.walk import estimates, provenances
from detente.checks.words import quoted

__all__ = ["proposer_rejects", "red_line_does_not_bind", "unused_driver", "unused_source"]


def unused_source(case: Case) -> Iterable[Finding]:
    """Find sources that nothing cites."""
    used = {name for _, provenance, _ in provenances(case) for name in provenance.sources}
    if case.outcome is not None:
        used.update(*(fact.sources for fact in case.outcome.facts), case.outcome.provenance.sources)
    for name in case.sources:
        if name not in used:
            message = f"Nothing cites the source {quoted(name)}."
            remedy = f"Cite it with `source: {name}` where it belongs, or leave it out."
            yield Finding("unused-source", ("sources", name), message, remedy, "warning", "key")


def unused_driver(case: Case) -> Iterable[Finding]:
    """Find drivers with which nothing moves."""
    used = {estimate.driver for _, estimate, _ in estimates(case)}
    for name in case.drivers:
        if name not in used:
            message = f"Nothing moves with the driver {quoted(name)}."
            remedy = f"Add `moves_with: {name}` to the numbers that it drives, or leave it out."
            yield Finding("unused-driver", ("drivers", name), message, remedy, "warning", "key")


def proposer_rejects(case: Case) -> Iterable[Finding]:
    """Find proposals that their own author is said to reject."""
    for name, proposal in case.proposals.items():
        for response in proposal.responses:
            if response.answer == "rejected" and response.party in proposal.by:
                message = f"{quoted(response.party)} makes the proposal {quoted(name)} and rejects it."
                path = ("proposals", name, "responses", response.party)
                yield Finding("contradicting-responses", path, message, "Correct `by` or the response.")


def red_line_does_not_bind(case: Case) -> Iterable[Finding]:
    """Find red lines of parties whose consent is not needed: no package is excluded by them."""
    for i, line in enumerate(case.red_lines):
        party = case.parties.get(line.party)
        if party is not None and line.party not in case.deciding:
            message = f"The red line of {quoted(line.party)} excludes no package, since its consent is never needed."
            remedy = (
                "Write `consent: required` for it under `parties`, name it under `decided_by` of what it decides, "
                "make the red line a rule, or leave it out."
            )
            path = ("red_lines", i, "party")
            yield Finding("red-line-does-not-bind", path, message, remedy, "warning")
