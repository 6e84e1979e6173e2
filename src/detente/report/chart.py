"""Pictures by themselves: the deal space of two sides, and situations with the moves between them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from hashlib import sha256

from detente.report.html.charts.space import Axis, Dot, deal_space
from detente.report.html.state_picture import state_chart
from detente.report.html.svg import framed, svg
from detente.report.picture import Picture
from detente.report.words import count, join, points
from detente.results import Analysis, Held

__all__ = ["deal_picture", "hold_picture"]


def deal_picture(analysis: Analysis, one: str, other: str) -> Picture:
    """Return what packages give two sides, each on its own scale, with their no-deal values as lines.

    Parameters
    ----------
    analysis
        The results of a case with at least one feasible package.
    one, other
        Two of its counted parties: across and up.
    """
    deal = analysis.deal
    axes = [Axis(party, float(deal.no_deal[party]) if party in deal.no_deal else None) for party in (one, other)]
    dots = list(_dots(analysis, one, other))
    title = f"{analysis.title}: deal space of {one} and {other}"
    told = [
        f"package {each.letter}: {one} {points(utility[one])}, {other} {points(utility[other])}"
        for each, utility in ((each, each.outcome.utility) for each in deal.discussed)
    ]
    lines = [f"{party} {points(deal.no_deal[party])}" for party in (one, other) if party in deal.no_deal]
    description = (
        f"Across, the points of {one}; up, the points of {other}; each on its own scale. "
        f"No deal is worth {join(lines)}. {count(deal.acceptable_frontier.size)} acceptable outcomes are efficient. "
        f"{'; '.join(told)}."
    )
    drawn = svg(deal_space(dots, *axes), name=_name("space", title, dots), title=title, description=description)
    return Picture(_alone(drawn), title, description)


def hold_picture(found: Held) -> Picture | None:
    """Return situations and the moves between them; ``None`` where the answer holds no picture.

    Parameters
    ----------
    found
        Which situations would hold.
    """
    made = state_chart(found.moves)
    if made is None:
        return None
    canvas, description = made
    inside, size = canvas.markup(), (str(math.ceil(canvas.width)), str(math.ceil(canvas.height)))
    title = f"{found.title}: situations, and the moves between them"
    drawn = framed(inside, size, name=_name("situations", inside), title=title, description=description)
    return Picture(_alone(drawn), title, description)


def _name(kind: str, *parts: object) -> str:
    """Return a name of its own, so that several pictures may stand in one page."""
    return f"{kind}-{sha256(repr(parts).encode()).hexdigest()[:8]}"


def _alone(drawn: str) -> str:
    """Return a picture that may stand outside a page."""
    return str(drawn).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" ', 1)


def _dots(analysis: Analysis, one: str, other: str) -> Iterator[Dot]:
    deal = analysis.deal
    for point in deal.frontier.points:
        if point.blocked_by:
            yield Dot(float(point.utility[one]), float(point.utility[other]), "blocked")
    for point in deal.acceptable_frontier.points:
        yield Dot(float(point.utility[one]), float(point.utility[other]), "acceptable")
    for name, result in deal.proposals.items():
        if result.outcome is not None:
            utility = result.outcome.utility
            yield Dot(float(utility[one]), float(utility[other]), "proposal", name)
    for package in deal.discussed:
        utility = package.outcome.utility
        yield Dot(float(utility[one]), float(utility[other]), "letter", package.letter)
