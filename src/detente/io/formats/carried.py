"""What of a case other programs' files can hold: issues, weights, values and no-deal values at their central values.

Everything else is listed, so that nobody takes the file for the case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from fractions import Fraction
from itertools import pairwise

from detente.case import (
    Brackets,
    Case,
    Estimate,
    Issue,
    Preferences,
    central_weights,
    numbers_of,
    option_points,
    option_text,
)
from detente.checks.words import listed
from detente.io.formats.domain import ForeignDomain, ForeignIssue, ForeignParty, Grid, Value

__all__ = ["carried"]

_ZERO = Fraction(0)
_HELD = {"title", "parties", "issues", "preferences"}
_SECTIONS = {
    "summary": "the summary",
    "provenance": "who set the numbers, and their sources",
    "as_of": "the date of the case",
    "sources": "sources",
    "drivers": "drivers",
    "rules": "rules: packages that they exclude are possible there",
    "linkages": "linkages: points that options gain together are missing there",
    "red_lines": "red lines: packages that they exclude can be accepted there",
    "proposals": "proposals and the answers to them",
    "outcome": "what came about",
    "tables": "tables: all parties negotiate all issues there",
    "clocks": "dates that do not wait",
    "commitments": "commitments: breaking a promise costs nothing there",
    "ratifiers": "ratifiers: nothing has to pass at home there",
    "levers": "levers",
    "norms": "norms",
}
_OF_ISSUE = {
    "unit": "units",
    "status_quo": "the status quo",
    "ordered": "that options are ordered",
    "title": "titles of issues",
    "note": "notes on issues",
    "stage": "stages",
    "decided_by": "who decides which issue: every party decides all there",
}
_OF_PREFERENCES = {
    "reasons": "reasons for the numbers",
    "then": "what a first step is worth for what follows",
}


def carried(case: Case, no_deal: Mapping[str, Fraction], name: str) -> ForeignDomain:
    """Return what other programs' files can hold of a case; its remarks list what they cannot.

    Parameters
    ----------
    case
        A case without errors.
    no_deal
        Central no-deal value of every known party that has one, in points.
    name
        What to call the case where it was read from.
    """
    issues = tuple(_issue(issue) for issue in case.issues.values())
    parties = tuple(_party(case, party, no_deal.get(party)) for party in case.known)
    return ForeignDomain(case.title, "Détente", (name,), issues, parties, tuple(_lost(case)))


def _grid(issue: Issue) -> Grid | None:
    numbers = [option for option in issue.options if isinstance(option, Fraction)]
    if len(numbers) < 2 or len(numbers) < len(issue.options):
        return None
    step = numbers[1] - numbers[0]
    even = all(b - a == step for a, b in pairwise(numbers))
    return (numbers[0], numbers[-1], step) if even and step > 0 else None


def _issue(issue: Issue) -> ForeignIssue:
    return ForeignIssue(issue.name, tuple(map(option_text, issue.options)), _grid(issue))


def _party(case: Case, party: str, no_deal: Fraction | None) -> ForeignParty:
    weights = _weights(case, party)
    values: dict[str, Mapping[str, Value]] = {}
    for name, issue in case.issues.items():
        given = case.preferences[party].values.get(name)
        points = option_points(issue, given) if given is not None else ()
        # An issue of weight 0 need not be valued.
        row = [_ZERO if point is None else point / 100 for point in points] or [_ZERO] * len(issue.options)
        values[name] = dict(zip(map(option_text, issue.options), row, strict=True))
    return ForeignParty(
        party,
        {name: weights.get(name, _ZERO) for name in case.issues},
        values,
        None if no_deal is None else no_deal / 100,
    )


def _weights(case: Case, party: str) -> Mapping[str, Fraction]:
    """Return central weights, in the unit in which the case gives them where they are numbers, else in percent."""
    stated = case.preferences[party].weights
    if stated and not any(weight.unknown for weight in stated.values()):
        return {name: weight.central for name, weight in stated.items()}
    return {name: weight * 100 for name, weight in (central_weights(case, party) or {}).items()}


def _lost(case: Case) -> Iterator[str]:
    """Yield what is lost, one thing at a time."""
    spread = Counter(number.kind for number in numbers_of(case) if number.drawn_by)
    if spread:
        said = ", ".join(f"{count} of the kind {kind}" for kind, count in spread.items())
        yield f"ranges, orders and unknowns: central values are written ({said})"
    bracketed = [name for name in case.known if isinstance(case.preferences[name].no_deal, Brackets)]
    counted = [
        name
        for name in case.known
        if case.preferences[name].no_deal is not None
        and name not in bracketed
        and not isinstance(case.preferences[name].no_deal, Estimate)
    ]
    for names, how in ((bracketed, "packages it is better or worse than"), (counted, "the status quo")):
        if names:
            yield f"that no deal is measured by {how} for {listed(names, 'and')}: its central value is written"
    left = [name for name in case.parties if name not in case.known]
    if left:
        yield f"{listed(left, 'and')}: nothing is known of what they want"
    others = [name for name in case.known if not case.parties[name].consent]
    if others:
        yield f"that an agreement does not need the consent of {listed(others, 'and')}"
    roles = sorted({case.parties[name].role for name in case.known} - {"principal"})
    if roles:
        yield f"roles ({', '.join(roles)})"
    if any(p.interests or p.fears or p.mandate or p.title or p.note for p in case.parties.values()):
        yield "interests, fears, mandates, titles and notes of parties"
    yield from _attributes(list(case.issues.values()), _OF_ISSUE)
    known: list[Preferences] = [case.preferences[name] for name in case.known]
    yield from _attributes(known, _OF_PREFERENCES)
    for section in fields(case):
        written = getattr(case, section.name)
        if section.name == "linkages":
            written = tuple(linkage for linkage in case.linkages if not linkage.promise)
        if section.name not in _HELD and written not in (section.default, (), {}, "", None):
            yield _SECTIONS.get(section.name, f"the section `{section.name}`")


def _attributes(things: list[Issue] | list[Preferences], words: Mapping[str, str]) -> Iterator[str]:
    for name, said in words.items():
        if any(getattr(thing, name, None) for thing in things):
            yield said
