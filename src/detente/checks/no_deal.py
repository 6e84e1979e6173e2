"""No-deal values that are missing, cannot be computed, or contradict the rest of the case (rule C4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from detente.case import (
    Brackets,
    Case,
    Estimate,
    StatusQuoPlus,
    breaks_red_line,
    completed,
    format_number,
    holds_in,
    issue_points,
)
from detente.checks.finding import Finding, Path
from detente.checks.walk import decided
from detente.checks.words import listed, quoted

__all__ = [
    "brackets_without_status_quo",
    "contradicting_brackets",
    "missing_no_deal",
    "missing_status_quo",
    "no_deal_against_response",
    "no_deal_against_status_quo",
    "no_deal_out_of_reach",
]

FAR = 25


def missing_no_deal(case: Case) -> Iterable[Finding]:
    """Find parties whose consent is needed and whose threshold is not given."""
    for party in case.deciding:
        if party in case.known and case.preferences[party].no_deal is None:
            message = f"{quoted(party)} has no `no_deal`: what having no agreement is worth to it."
            remedy = "Add it, for example `no_deal: 35..45`."
            if party not in case.consenting:
                message = f"{message[:-1]}, and it decides {listed(decided(case, party), 'and')}."
            yield Finding("missing-no-deal", ("preferences", party), message, remedy)


def _without_status_quo(case: Case) -> list[str]:
    return [name for name, issue in case.issues.items() if issue.status_quo is None]


def missing_status_quo(case: Case) -> Iterable[Finding]:
    """Find no-deal values counted from a status quo that is not complete."""
    missing = _without_status_quo(case)
    for party, preferences in case.preferences.items():
        if isinstance(preferences.no_deal, StatusQuoPlus) and missing:
            message = f"`status_quo_plus` needs a status quo on every issue, and {listed(missing, 'and')} has none."
            if len(missing) > 1:
                message = message.replace(" has none.", " have none.")
            remedy = "Add `status_quo: option` to the issue, or give `no_deal` as a number or range."
            yield Finding("missing-status-quo", ("preferences", party, "no_deal", "status_quo_plus"), message, remedy)


Side = tuple[Path, Mapping[str, str]]


def _sides(case: Case, party: str, brackets: Brackets) -> tuple[list[Side], list[Side]]:
    """Return the packages that no deal is better than, and those that it is worse than, where they are declared."""
    path: Path = ("preferences", party, "no_deal")
    sides: list[list[Side]] = []
    for key, packages in (("better_than", brackets.better_than), ("worse_than", brackets.worse_than)):
        found: list[Side] = []
        for i, package in enumerate(packages):
            if not isinstance(package, str):
                found.append(((*path, key, i), package))
            elif package in case.proposals:
                found.append(((*path, key, i), case.proposals[package].package))
        sides.append(found)
    return sides[0], sides[1]


def _brackets(case: Case) -> Iterator[tuple[str, list[Side], list[Side]]]:
    for party, preferences in case.preferences.items():
        if isinstance(preferences.no_deal, Brackets):
            yield party, *_sides(case, party, preferences.no_deal)


def brackets_without_status_quo(case: Case) -> Iterable[Finding]:
    """Find packages compared with no deal that leave an issue open which has no status quo."""
    silent = _without_status_quo(case)
    for _, below, above in _brackets(case):
        for path, package in (*below, *above):
            missing = [name for name in silent if name not in package]
            if missing:
                message = f"The package settles nothing on {listed(missing, 'and')}, where no status quo is named."
                remedy = "Settle the issue in the package, or add `status_quo: option` to the issue."
                yield Finding("missing-status-quo", path, message, remedy)


class _Worth:
    """Points of whole packages, with each party's table made once however many packages are asked for."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.tables: dict[str, Mapping[str, tuple[Fraction, ...]] | None] = {}

    def __call__(self, party: str, package: Mapping[str, int]) -> Fraction | None:
        """Return a party's points, or ``None`` where the case does not give them."""
        if party not in self.case.known:
            return None
        if party not in self.tables:
            self.tables[party] = issue_points(self.case, party)
        table = self.tables[party]
        if table is None:
            return None
        linkages = (linkage for linkage in self.case.linkages if linkage.party == party)
        linked = (linkage.adds.central for linkage in linkages if holds_in(self.case, linkage.when, package))
        return sum((table[name][position] for name, position in package.items()), start=Fraction(0)) + sum(linked)


def _points(case: Case, party: str, sides: list[Side]) -> list[tuple[Fraction, Path]]:
    found: list[tuple[Fraction, Path]] = []
    worth = _Worth(case)
    for path, package in sides:
        positions = completed(case, package)
        value = None if positions is None else worth(party, positions)
        if value is not None:
            found.append((value, path))
    return found


def contradicting_brackets(case: Case) -> Iterable[Finding]:
    """Find no-deal values that would have to be above a package and below one that is worth less."""
    for party, below, above in _brackets(case):
        low = max(_points(case, party, below), key=lambda point: point[0], default=None)
        high = min(_points(case, party, above), key=lambda point: point[0], default=None)
        if low is not None and high is not None and low[0] > high[0]:
            message = (
                f"No deal cannot be better than a package worth {format_number(low[0])} to {quoted(party)} "
                f"and worse than one worth {format_number(high[0])}."
            )
            remedy = "Check the weights and values, or move one of the packages to the other list."
            yield Finding("contradicting-brackets", high[1], message, remedy)


def no_deal_against_response(case: Case) -> Iterable[Finding]:
    """Find thresholds that a dated acceptance or refusal of a complete proposal contradicts."""
    worth_of = _Worth(case)
    for name, proposal in case.proposals.items():
        if proposal.rest != "status_quo":
            continue
        package = completed(case, proposal.package)
        if package is None:
            continue
        for response in proposal.responses:
            preferences = case.preferences.get(response.party)
            no_deal = None if preferences is None else preferences.no_deal
            if (response.on or proposal.on) is None or not isinstance(no_deal, Estimate):
                continue
            points = worth_of(response.party, package)
            if points is None:
                continue
            who, what, worth = quoted(response.party), quoted(name), format_number(points)
            accepted = response.answer == "accepted" and points < no_deal.low
            refused = response.answer == "rejected" and points > no_deal.high
            if accepted:
                message = f"{who} accepted {what}, worth {worth} to it, although its no-deal value is higher."
            elif refused and not breaks_red_line(case, response.party, package):
                message = f"{who} rejected {what}, worth {worth} to it, although its no-deal value is lower."
            else:
                continue
            path = ("preferences", response.party, "no_deal")
            remedy = "Check its no-deal value, weights and values against what it answered."
            yield Finding("no-deal-against-response", path, message, remedy, "warning")


def no_deal_against_status_quo(case: Case) -> Iterable[Finding]:
    """Find thresholds far from the value of the status quo."""
    package = completed(case, {})
    if package is None:
        return
    worth = _Worth(case)
    for party, preferences in case.preferences.items():
        no_deal = preferences.no_deal
        if not isinstance(no_deal, Estimate):
            continue
        points = worth(party, package)
        if points is None:
            continue
        central = no_deal.central
        if abs(central - points) > FAR:
            message = (
                f"No deal is worth {format_number(central)} to {quoted(party)}, "
                f"but the status quo {format_number(points)}, more than {FAR} points apart."
            )
            remedy = "Say in a `note` what changes without an agreement, or check the values of the status-quo options."
            path = ("preferences", party, "no_deal")
            yield Finding("no-deal-against-status-quo", path, message, remedy, "warning")


def no_deal_out_of_reach(case: Case) -> Iterable[Finding]:
    """Find thresholds below or above everything that a party can get by an agreement, linkages included."""
    for party in case.known:
        no_deal = case.preferences[party].no_deal
        if not isinstance(no_deal, Estimate):
            continue
        linked = [linkage.adds for linkage in case.linkages if linkage.party == party]
        least = sum((min(adds.low, Fraction(0)) for adds in linked), start=Fraction(0))
        most = sum((max(adds.high, Fraction(0)) for adds in linked), start=Fraction(100))
        central = no_deal.central
        if least <= central <= most:
            continue
        what = "more than any" if central > most else "less than every"
        message = (
            f"No deal is worth {format_number(central)} to {quoted(party)}, {what} package: "
            f"these can be worth {format_number(least)} to {format_number(most)} to it."
        )
        remedy = "Check the number: it counts on the scale of the packages, whose worst options give 0 and best 100."
        yield Finding("no-deal-out-of-reach", ("preferences", party, "no_deal"), message, remedy, "warning")
