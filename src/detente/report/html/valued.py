"""Who values what: the stakes of every side on every issue."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from detente.report.html.charts.stakes import Cell, stakes
from detente.report.html.charts.theme import label_room
from detente.report.html.common import Subject, picture
from detente.report.words import option_words, points

__all__ = ["Valued", "valued_of"]


@dataclass(frozen=True, slots=True)
class Valued:
    """The section: a picture, and a row for every issue and party: its stake, range, best and worst option.

    `linked` tells whether the case says what options are worth together, which no stake contains.
    """

    parties: tuple[str, ...]
    picture: Markup
    rows: tuple[tuple[str, ...], ...]
    linked: bool


def valued_of(subject: Subject) -> Valued:
    """Return the section on stakes."""
    deal, draws, case = subject.analysis.deal, subject.draws, subject.case
    parties = tuple(deal.stakes)
    cells = [
        Cell(issue, party, float(deal.stakes[party][issue].points))
        for issue in case.issues
        for party in parties
        if issue in deal.stakes[party]
    ]
    rows: list[tuple[str, ...]] = []
    for issue in case.issues:
        for party in parties:
            stake = deal.stakes[party].get(issue)
            if stake is None:
                continue
            spread = draws.stakes[party][issue] if draws and party in draws.stakes else None
            span = f"{spread.low:.1f} to {spread.high:.1f}" if spread else ""
            best, worst = (option_words(case, issue, option) for option in (stake.best, stake.worst))
            if not stake.points:
                # Values that are unknown stand at their middle, all alike, and yet differ in every draw.
                best, worst = ("unknown: at the middle all options count alike" if spread and spread.high else "", "")
            rows.append((issue, party, points(stake.points), span, best, worst))
    names = list(case.issues)
    return Valued(
        parties,
        picture(
            lambda roomy: stakes(
                cells,
                width=min(900, label_room(names, 260) + 150 * len(parties)) if roomy else 330,
                label=label_room(names, 260 if roomy else 130),
            ),
            name="stakes",
            title="What each issue is worth to each side",
            description="A table of shaded cells, issues down and parties across: the darker, the more of a party's "
            "own 100 points hang on the issue. The table below gives the numbers and their ranges.",
        )
        if cells
        else Markup(""),
        tuple(rows),
        bool(case.linkages),
    )
