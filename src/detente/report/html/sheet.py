"""Score sheets: what one party is asked, on paper; and what a case holds of its answers.

A blank sheet is made from the issues alone. It holds no weight, value, no-deal value or red line of anybody, no text
about a party's interests, fears or mandate, and no note: what an analyst wrote there is not for the table. A filled
sheet adds the numbers and red lines of the one party whose sheet it is.

The importance of an issue is asked for as a swing, from the party's worst option to its best (von Winterfeldt and
Edwards 1986, Decision Analysis and Behavioral Research, chapter 8).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from detente.case import Case, Issue, StatedNumber, numbers_of, option_text
from detente.report.html.frame import Frame, render

__all__ = ["IssueSheet", "PartySheet", "party_sheet", "sheets"]

MOST_ASKED, CORNERS = 7, 5
"""Up to how many numbers of a quantity a blank sheet asks about all, and else about how many beside its status quo."""

_NONE = "none given"


@dataclass(frozen=True, slots=True)
class IssueSheet:
    """What a sheet asks about one issue.

    Parameters
    ----------
    title
        Its name for people.
    options
        Option with its unit, and its points in words: empty on a blank sheet.
    now
        The option that holds without an agreement, or empty.
    weight
        The weight in words: empty on a blank sheet.
    """

    title: str
    options: tuple[tuple[str, str], ...]
    now: str = ""
    weight: str = ""


@dataclass(frozen=True, slots=True)
class PartySheet:
    """One party's sheet.

    Parameters
    ----------
    anchor
        Its place in the page.
    party
        The party's name for people.
    issues
        In the order of the case.
    filled
        Whether it holds the party's numbers.
    quantities
        Whether some options are points of a grid, between which straight lines are drawn.
    no_deal
        The no-deal value in words; empty on a blank sheet, or where the case gives none.
    then
        What may follow a first step is worth to it, in words; empty likewise.
    linkages, promises, red_lines
        Those of the party in words; empty on a blank sheet.
    """

    anchor: str
    party: str
    issues: tuple[IssueSheet, ...]
    filled: bool
    quantities: bool
    no_deal: str = ""
    then: str = ""
    linkages: tuple[tuple[str, str], ...] = ()
    promises: tuple[tuple[str, str], ...] = ()
    red_lines: tuple[str, ...] = ()


def sheets(case: Case, parties: Sequence[str], *, filled: bool, version: str) -> str:
    """Return the score sheets of some parties as one page, each on paper of its own.

    Parameters
    ----------
    case
        The case.
    parties
        Names of parties. A page of several is to be cut apart before it is handed out.
    filled
        Whether the sheets hold the numbers of the party; then there is one party, whose preferences are known.
    version
        The version of Détente.

    Raises
    ------
    ValueError
        If filled sheets of several parties are asked for: they would hold each other's numbers.

    Examples
    --------
    >>> from detente.case import Case, Issue, Party
    >>> case = Case("Talks", {"union": Party("union")}, {"shifts": Issue("shifts", ("fixed", "rotating"))}, {})
    >>> "rotating" in sheets(case, ["union"], filled=False, version="0.1.0")
    True
    """
    if filled and len(parties) != 1:
        raise ValueError("one page holds the numbers of one party")
    made = tuple(party_sheet(case, name, filled=filled, position=i) for i, name in enumerate(parties, 1))
    frame = Frame(
        title=case.title,
        subtitle="Numbers to go through" if filled else "Score sheets" if len(made) > 1 else "Score sheet",
        version=version,
        facts=((("As of", str(case.as_of)),) if case.as_of else ()),
        contents=tuple((sheet.anchor, sheet.party) for sheet in made) if len(made) > 1 else (),
    )
    return render("sheet.html.j2", frame, sheets=made)


def party_sheet(case: Case, party: str, *, filled: bool, position: int = 1) -> PartySheet:
    """Return what the sheet of one party holds.

    Parameters
    ----------
    case
        The case.
    party
        Name of the party.
    filled
        Whether the sheet holds the party's own numbers; they are not unknown as a whole then.
    position
        Number of the sheet in its page.
    """
    anchor, title = f"sheet-{position}", case.parties[party].title or party
    quantities = any(issue.quantity for issue in case.issues.values())
    if not filled:
        issues = tuple(_blank(issue) for issue in case.issues.values())
        return PartySheet(anchor, title, issues, filled=False, quantities=quantities)
    own = [number for number in numbers_of(case) if number.party == party]
    by_issue = {name: [number for number in own if number.issue == name] for name in case.issues}
    return PartySheet(
        anchor=anchor,
        party=title,
        issues=tuple(_filled(issue, by_issue[name]) for name, issue in case.issues.items()),
        filled=True,
        quantities=quantities,
        no_deal=next((_minus(number.words) for number in own if number.kind == "no deal"), ""),
        then=next((_minus(number.words) for number in own if number.kind == "then"), ""),
        linkages=tuple((number.option, _minus(number.words)) for number in own if number.kind == "linkage"),
        promises=tuple((number.option, number.words) for number in own if number.kind == "audience cost"),
        red_lines=tuple(number.option for number in own if number.kind == "red line"),
    )


def _name(issue: Issue) -> str:
    return issue.title or issue.name


def _now(issue: Issue) -> str:
    return "" if issue.status_quo is None else _with_unit(issue, issue.status_quo)


def _with_unit(issue: Issue, option: str) -> str:
    return option if option in issue.options or not issue.unit else f"{option} {issue.unit}"


def _blank(issue: Issue) -> IssueSheet:
    options = tuple((_with_unit(issue, option), "") for option in _asked(issue))
    return IssueSheet(_name(issue), options, _now(issue))


def _asked(issue: Issue) -> tuple[str, ...]:
    """Return the options to ask about; those of a quantity come from its grid, never from what a party said."""
    grid = [option for option in issue.options if isinstance(option, Fraction)]
    every = len(grid) <= MOST_ASKED
    picked = set(grid) if every else {grid[i * (len(grid) - 1) // (CORNERS - 1)] for i in range(CORNERS)}
    place = issue.status_quo_position
    now = None if place is None else issue.options[place]
    return tuple(option_text(o) for o in issue.options if isinstance(o, str) or o in picked or o == now)


def _filled(issue: Issue, numbers: Sequence[StatedNumber]) -> IssueSheet:
    """Return one party's numbers on an issue; one that weighs nothing may have no values."""
    weight = next((_minus(each.words) for each in numbers if each.kind == "weight"), _NONE)
    values = [(_with_unit(issue, each.option), _minus(each.words)) for each in numbers if each.kind == "value"]
    options = tuple((option or "every amount", words) for option, words in values)
    asked = tuple((_with_unit(issue, option), _NONE) for option in _asked(issue))
    return IssueSheet(_name(issue), options or asked, _now(issue), weight)


def _minus(words: str) -> str:
    """Return numbers in words with the minus sign in place of the hyphen, which also joins words."""
    return re.sub(r"(?<![\w-])-(?=[0-9.])", "−", words)
