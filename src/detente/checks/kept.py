"""Promises that may be broken: what is missing, and what can never count."""

from __future__ import annotations

from collections.abc import Iterable

from detente.case import Case, Condition
from detente.checks.finding import Finding
from detente.checks.naming import covers
from detente.checks.words import quoted

__all__ = ["kept_without_ceasefire", "kept_without_issues", "missing_if_broken", "never_reached"]


def missing_if_broken(case: Case) -> Iterable[Finding]:
    """Find parties whose consent is needed and of whom it is not said what a broken promise leaves them."""
    if case.kept is None:
        return
    for party in case.deciding:
        if party in case.known and party not in case.kept.if_broken:
            message = f"It is not said what {quoted(party)} has if a package is not kept."
            remedy = f"Add `{party}: {{no_deal_plus: -5..0}}`, or points such as `{party}: 20..40`."
            yield Finding("missing-if-broken", ("kept", "if_broken"), message, remedy)


def never_reached(case: Case) -> Iterable[Finding]:
    """Find chances that never count, since an earlier entry speaks of all their packages."""
    if case.kept is None:
        return
    earlier: list[Condition] = []
    for i, chance in enumerate(case.kept.chances):
        if chance.when is None:
            continue
        if any(covers(case, one, chance.when) for one in earlier):
            message = "This chance never counts: an earlier entry speaks of the same packages."
            remedy = "Put the narrower condition first, or leave one of the two out."
            yield Finding("never-reached", ("kept", "when", i, "if"), message, remedy)
        earlier.append(chance.when)


def kept_without_issues(case: Case) -> Iterable[Finding]:
    """Find chances that promises are kept in a case without issues, in which nothing is promised."""
    if case.kept is not None and not case.issues:
        message = "Nothing can be kept or broken: the case has no issues."
        yield Finding("nothing-to-keep", ("kept",), message, "Add `issues` and `preferences`, or leave `kept` out.")


def kept_without_ceasefire(case: Case) -> Iterable[Finding]:
    """Find chances that are to be taken from a ceasefire of which the case does not tell."""
    if case.kept is not None and case.kept.ceasefire_day is not None and case.ceasefire is None:
        message = "The case tells of no ceasefire from which to take how likely a package is kept."
        yield Finding("no-ceasefire", ("kept", "ceasefire_day"), message, "Add `ceasefire`, or write `is: 0.4..0.6`.")
