"""Which few packages a brief shows: chosen among those that the results list, never computed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from detente.case import option_text
from detente.results import Deal, Outcome

__all__ = ["Choice", "choices", "differing_issues", "near_misses", "with_ties"]

_SHOWN = 3
_OTHER = "other terms"
_VISIBLE = Fraction(1, 50)


@dataclass(frozen=True, slots=True)
class Choice:
    """A package worth discussing.

    Parameters
    ----------
    letter
        How the brief refers to it.
    label
        Why it is shown.
    outcome
        What it contains and gives.
    """

    letter: str
    label: str
    outcome: Outcome


def choices(deal: Deal) -> tuple[Choice, ...]:
    """Return up to three acceptable, efficient packages worth discussing; none without a deal.

    The Nash and the Kalai-Smorodinsky solution come first, as one where they coincide. The rest are points of
    the acceptable frontier in which every side keeps at least half of the smallest share that Kalai-Smorodinsky
    gives (a share is a gain divided by the party's largest acceptable gain, so no points are compared between
    parties). Of those, one that favours a side which no package so far favours goes first; then the one that
    differs on the most issues from every package chosen before; then the one whose smallest share is largest.
    """
    if not deal.zopa or not deal.solutions.nash:
        return ()
    picked = _solutions(deal)
    for _ in range(_SHOWN - len(picked)):
        other = _different(deal, picked)
        if other is None:
            break
        picked.append(other)
    return tuple(Choice("ABC"[i], label, outcome) for i, (label, outcome) in enumerate(picked))


def near_misses(deal: Deal) -> tuple[Choice, ...]:
    """Return up to three efficient packages that only one party's no-deal value blocks.

    For each party the listed one with its smallest shortfall, so that no points are compared between parties.
    """
    found: list[tuple[str, Outcome]] = []
    for party in deal.consenting:
        short = [
            (block.shortfall, i, point)
            for i, point in enumerate(deal.frontier.points)
            for block in point.blocked_by[:1]
            if len(point.blocked_by) == 1
            and block.kind == "no_deal"
            and block.party == party
            and block.shortfall is not None
        ]
        if short:
            found.append((f"only {party} falls short", min(short)[2]))
    return tuple(Choice("ABC"[i], label, outcome) for i, (label, outcome) in enumerate(found[:_SHOWN]))


def differing_issues(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """Return the issues on which some of the packages differ, in the order of the case."""
    return tuple(
        issue for issue in outcomes[0].package if len({option_text(outcome.package[issue]) for outcome in outcomes}) > 1
    )


def with_ties(name: str, outcomes: Sequence[Outcome]) -> str:
    """Return a solution's name, and where only one of several tied outcomes is shown, how many there are."""
    return name if len(outcomes) < 2 else f"{name} (one of {len(outcomes)} tied)"


def _solutions(deal: Deal) -> list[tuple[str, Outcome]]:
    nash, kalai = deal.solutions.nash, deal.solutions.kalai_smorodinsky
    shared = [outcome for outcome in nash if any(outcome.utility == other.utility for other in kalai)]
    if shared:
        return [(f"{with_ties('Nash', nash)} and {with_ties('Kalai-Smorodinsky', kalai)}", shared[0])]
    return [
        (with_ties("Nash", nash), nash[0]),
        *((with_ties("Kalai-Smorodinsky", kalai), outcome) for outcome in kalai[:1]),
    ]


def _shares(deal: Deal, outcome: Outcome) -> dict[str, Fraction]:
    """Return each party's gain divided by its largest acceptable gain; parties that cannot gain are left out."""
    return {
        party: (outcome.utility[party] - deal.no_deal[party]) / (deal.acceptable_ideal[party] - deal.no_deal[party])
        for party in deal.counted
        if party in deal.no_deal and deal.acceptable_ideal[party] > deal.no_deal[party]
    }


def _different(deal: Deal, chosen: list[tuple[str, Outcome]]) -> tuple[str, Outcome] | None:
    fair = deal.solutions.kalai_smorodinsky or deal.solutions.nash
    floor = min(_shares(deal, fair[0]).values(), default=Fraction(0)) / 2
    labels = [label for label, _ in chosen]
    best: tuple[bool, int, Fraction] | None = None
    found: tuple[str, Outcome] | None = None
    for point in deal.acceptable_frontier.points:
        least = min(_shares(deal, point).values(), default=Fraction(0))
        distance = min(len(differing_issues([point, other])) for _, other in chosen)
        if least < floor or not distance or any(point.utility == other.utility for _, other in chosen):
            continue
        label = _tilt(deal, point, chosen[0][1])
        rank = (label != _OTHER and label not in labels, distance, least)
        if best is None or rank > best:
            best, found = rank, (label, point)
    return found


def _tilt(deal: Deal, outcome: Outcome, first: Outcome) -> str:
    """Return whom a package favours, compared with the first one: said only of a visible difference."""
    here, there = _shares(deal, outcome), _shares(deal, first)
    more = [party for party in here if here[party] > there[party] + _VISIBLE]
    return f"more for {more[0]}" if len(more) == 1 else _OTHER
