"""How the issues could be divided among the sides: who would win which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.report.divided import verdict_words
from detente.report.html.common import Subject, sentence
from detente.report.words import join, option_words, points
from detente.results import Division, SharedOut, WholeItems

__all__ = ["Divided", "divided_of"]


@dataclass(frozen=True, slots=True)
class Divided:
    """Who wins which issue, by one column for each way to divide them; what follows, as sentences, each with its way.

    The last way compares points of different sides.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    told: tuple[tuple[str, str], ...]
    agreed: str


def divided_of(subject: Subject) -> Divided | None:
    """Return how the issues could be divided; ``None`` where nothing is to be divided."""
    found = subject.analysis.leverage
    division = None if found is None else found.division
    if division is None or not division.items:
        return None
    ways = list(_ways(division))
    return Divided(
        heads=("issue", *(head for head, _ in ways)),
        rows=tuple((item.issue, *(_winner(subject, way, item.issue) for _, way in ways)) for item in division.items),
        told=tuple((head, _told(way)) for head, way in ways),
        agreed=join(f"{name} {option_words(subject.case, name, option)}" for name, option in division.agreed.items())
        if division.agreed
        else "",
    )


def _ways(division: Division) -> Iterator[tuple[str, SharedOut | WholeItems]]:
    if division.adjusted_winner is not None:
        yield "one split, the same of own points", division.adjusted_winner
    yield "largest product", division.nash_welfare
    yield "most even", division.leximin


def _winner(subject: Subject, way: SharedOut | WholeItems, issue: str) -> str:
    if isinstance(way, SharedOut) and way.split is not None and way.split.issue == issue:
        parts = join(f"{party} {points(100 * part)} %" for party, part in way.split.shares.items())
        return f"split: {parts}; nearest: {option_words(subject.case, issue, way.split.option)}"
    return way.winners.get(issue, "")


def _told(way: SharedOut | WholeItems) -> str:
    words = [f"{party} {points(value)}" for party, value in way.points.items()]
    if isinstance(way, SharedOut):
        return f"{join(words)}, each of its own 100 points. {verdict_words(way.outcome)}"
    envy = [f"{envious} would rather have what {other} wins" for envious, other in way.envy]
    said = f" {sentence(join(envy))}." if envy else " Nobody would rather have what another wins."
    better = "" if way.exact else " A better division may exist."
    return f"{join(words)}, each in points of its own.{said}{better} {verdict_words(way.outcome)}"
