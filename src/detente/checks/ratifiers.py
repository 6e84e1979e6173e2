"""Ratifiers and promises that cannot be judged, or that do not say what they seem to."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from detente.case import Case, Ratifier, bears_logit, format_number
from detente.checks.finding import Finding
from detente.checks.naming import each_name
from detente.checks.walk_home import blocs
from detente.checks.words import did_you_mean, listed, quoted

__all__ = [
    "circular_order",
    "commitment_without_preferences",
    "judge_without_preferences",
    "logit_not_fitted",
    "needless_ratifier",
    "shares_do_not_add_up",
    "unknown_step",
]

NEAR = 0.01


def commitment_without_preferences(case: Case) -> Iterable[Finding]:
    """Find promises of parties whose preferences are not known: there is nothing to take their cost from."""
    for i, promise in enumerate(case.commitments):
        if promise.party in case.parties and promise.party not in case.known:
            message = f"Breaking the promise costs {quoted(promise.party)} points, and its preferences are not known."
            remedy = "Give it preferences, or leave the promise out."
            yield Finding("commitment-without-preferences", ("commitments", i, "party"), message, remedy)


def judge_without_preferences(case: Case) -> Iterable[Finding]:
    """Find blocs that judge as a party whose preferences or no-deal value are not known."""
    for path, _, bloc in blocs(case):
        party = bloc.judges_as
        if party not in case.parties:
            continue
        if party not in case.known:
            message = f"The bloc {quoted(bloc.name)} judges as {quoted(party)}, whose preferences are not known."
        elif case.preferences[party].no_deal is None:
            message = f"The bloc {quoted(bloc.name)} judges as {quoted(party)}, which has no `no_deal`."
        else:
            continue
        remedy = f"Give {quoted(party)} `weights`, `values` and `no_deal`, or write `polls` instead of `judges_as`."
        yield Finding("judge-without-preferences", (*path, "judges_as"), message, remedy)


def unknown_step(case: Case) -> Iterable[Finding]:
    """Find ratifiers that come after something that is neither a ratifier nor a clock, or is both."""
    steps = [*case.ratifiers, *case.clocks]
    for name, ratifier in case.ratifiers.items():
        for step, path in each_name(ratifier.after, ("ratifiers", name, "after")):
            if step not in steps:
                remedy = did_you_mean(step, steps, "Add it under `ratifiers` or `clocks`.")
                yield Finding("unknown-step", path, f"There is no ratifier or clock {quoted(step)}.", remedy)
    for name in case.ratifiers:
        if name in case.clocks:
            message = f"{quoted(name)} is a ratifier and a clock, so `after` cannot tell which is meant."
            yield Finding("clashing-name", ("ratifiers", name), message, "Call one of the two differently.", at="key")


def _before(case: Case, ratifier: Ratifier) -> set[str]:
    """Return all ratifiers that come before one, directly or not."""
    found: set[str] = set()
    left = [name for name in ratifier.after if name in case.ratifiers]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += [each for each in case.ratifiers[name].after if each in case.ratifiers]
    return found


def circular_order(case: Case) -> Iterable[Finding]:
    """Find ratifiers that would have to come before themselves."""
    told: set[str] = set()
    for name, ratifier in case.ratifiers.items():
        before = _before(case, ratifier)
        if name not in before or name in told:
            continue
        circle = [each for each in case.ratifiers if each in before and name in _before(case, case.ratifiers[each])]
        told.update(circle)
        message = f"{listed(circle, 'and')} come after each other."
        if len(circle) == 1:
            message = f"{quoted(name)} comes after itself."
        remedy = "Take one of them out of `after`."
        yield Finding("circular-order", ("ratifiers", name, "after"), message, remedy)


def needless_ratifier(case: Case) -> Iterable[Finding]:
    """Find ratifiers of parties whose consent is never needed."""
    for name, ratifier in case.ratifiers.items():
        if ratifier.of in case.parties and ratifier.of not in case.deciding:
            message = f"{quoted(name)} ratifies for {quoted(ratifier.of)}, whose consent is never needed."
            remedy = "Write `consent: required` for it under `parties`, name it under `decided_by`, or correct `of`."
            yield Finding("needless-ratifier", ("ratifiers", name, "of"), message, remedy, "warning")


def shares_do_not_add_up(case: Case) -> Iterable[Finding]:
    """Find referendums whose blocs are not together all of the voters."""
    for name, ratifier in case.ratifiers.items():
        shares = [bloc.share for bloc in ratifier.blocs.values() if bloc.share is not None]
        if ratifier.rule != "referendum" or not shares:
            continue
        total = sum((share.central for share in shares), start=Fraction(0))
        path = ("ratifiers", name, "blocs")
        if not any(share.high for share in shares):
            remedy = "Correct `share` of at least one."
            yield Finding("empty-referendum", path, f"Nobody votes in {quoted(name)}: all shares are 0.", remedy)
        elif abs(total - 1) > NEAR:
            message = (
                f"The shares of the blocs add up to {format_number(round(total, 3))}, and each is divided by their sum."
            )
            remedy = "Correct them, or add the bloc that is missing."
            yield Finding("shares-do-not-add-up", path, message, remedy, "warning", "key")


def logit_not_fitted(case: Case) -> Iterable[Finding]:
    """Find attributes of which the polls tell too little: the poll that says most about a package judges it then."""
    for path, _, bloc in blocs(case):
        conditions = (*bloc.attributes, *(poll.package for poll in bloc.polls))
        if not bloc.attributes or any(issue not in case.issues for each in conditions for issue in each.picks):
            continue
        if not bears_logit(case, bloc):
            few = any(poll.asked is None for poll in bloc.polls)
            message = (
                f"The polls of {quoted(bloc.name)} cannot tell {len(bloc.attributes) + 1} parameters apart, so no "
                "logit is fitted and the poll that says most about a package judges it."
            )
            remedy = "Add polls of other packages, or leave attributes out."
            if few:
                message = (
                    f"Not all polls of {quoted(bloc.name)} say how many were asked, so no logit is fitted and the poll "
                    "that says most about a package judges it."
                )
                remedy = "Add `asked: 1000` to each, or leave `attributes` out."
            yield Finding("logit-not-fitted", (*path, "attributes"), message, remedy, "warning", "key")
