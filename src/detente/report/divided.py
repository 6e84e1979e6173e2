"""How the issues could be divided, and a joint gain shared, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.case import Case
from detente.report.document import Block, Bullets, Heading, Paragraph
from detente.report.words import join, option_words, package_words, plural, points
from detente.results import Division, Leverage, Outcome, SharedOut, SidePayments, WholeItems

__all__ = ["divided", "verdict_words"]

_WARNING = "This compares points of different parties."
_ADDS = (
    "This adds points of different parties: it means something only where a point is worth the same money to all of "
    "them."
)


def divided(case: Case, found: Leverage) -> Iterator[Block]:
    """Yield how the issues could be divided among the parties, and what each would add to a joint gain."""
    if found.division is not None:
        yield from _division(case, found.division)
    if found.side_payments is not None:
        yield from _side_payments(case, found.side_payments)


def _division(case: Case, division: Division) -> Iterator[Block]:
    yield Heading("IF THE ISSUES WERE DIVIDED", "whoever wins an issue settles it at its own best option")
    if division.agreed:
        agreed = join(f"{name} {option_words(case, name, option)}" for name, option in division.agreed.items())
        yield Paragraph(f"{agreed}: best for all of them.", lead="Not in dispute:", lines=4)
    if division.adjusted_winner is not None:
        yield from _shared_out(case, division.adjusted_winner)
    yield from _whole(division.nash_welfare, "Largest product of points, none split:")
    yield from _whole(division.leximin, "Most even, none split:")
    yield Paragraph(
        "What an issue is worth leaves linkages out. Whether all accept is judged with them, and with red lines and "
        "rules.",
        quiet=True,
    )


def _winners(winners: Mapping[str, str]) -> str:
    won: dict[str, list[str]] = {}
    for issue, party in winners.items():
        won.setdefault(party, []).append(issue)
    return "; ".join(f"{party} wins {join(issues)}" for party, issues in won.items())


def _shared_out(case: Case, found: SharedOut) -> Iterator[Block]:
    words = [_winners(found.winners)] if found.winners else []
    if found.split is not None:
        split = found.split
        parts = join(f"{points(100 * share)}% for {party}" for party, share in split.shares.items())
        words.append(
            f"{split.issue} is split, {parts}, for which {option_words(case, split.issue, split.option)} comes nearest"
        )
    each = next(iter(found.points.values()))
    words.append(f"each then has {points(each)} of its own 100 points")
    yield Paragraph(
        f"{'; '.join(words)}. {verdict_words(found.outcome)}",
        lead="Both the same of their own points, one issue split:",
    )


def _whole(found: WholeItems, lead: str) -> Iterator[Block]:
    words = [_winners(found.winners)]
    has = join(f"{party} {points(value)}" for party, value in found.points.items())
    words.append(f"these issues are worth {has}, each in points of its own")
    for envious, other in found.envy:
        more = ", even without any one of them" if (envious, other) in found.stubborn else ""
        words.append(f"{envious} would rather have what {other} wins{more}")
    if not found.exact:
        words.append("a better division may exist")
    warning = f" {_WARNING}" if found.compares_points else ""
    yield Paragraph(f"{'; '.join(words)}. {verdict_words(found.outcome)}{warning}", lead=lead)


def verdict_words(outcome: Outcome) -> str:
    """Return whether all accept a package, and if not, why."""
    if outcome.acceptable:
        return "All would accept that."
    short = [
        f"{block.party} would be {points(block.shortfall)} points short of no deal"
        for block in outcome.blocked_by
        if block.kind == "no_deal" and block.shortfall is not None
    ]
    words = [join(short)] if short else []
    for kind, name in (("red_line", "red line"), ("rule", "rule")):
        broken = sum(block.kind == kind for block in outcome.blocked_by)
        if broken:
            words.append(f"it breaks {plural(broken, name)}")
    if any(block.kind == "status_quo" for block in outcome.blocked_by):
        words.append("it changes nothing")
    return f"Not all would accept that: {'; '.join(words)}."


def _side_payments(case: Case, found: SidePayments) -> Iterator[Block]:
    yield Heading("IF POINTS COULD BE PAID", "the joint gain, shared by what each party adds to it")
    yield Paragraph(_ADDS)
    worth = tuple(f"{join(each.parties)}: {points(each.worth)}" for each in found.coalitions if each.worth)
    if not worth:
        yield Paragraph("No set of parties has anything to gain.")
        return
    yield Paragraph("The largest sum of gains that each set of parties can settle alone; all others have none:")
    yield Bullets(worth, 2)
    outcome = found.coalitions[-1].outcome
    shares = join(f"{party} {points(share)}" for party, share in found.shapley.items())
    yield Paragraph(f"{shares}.", lead="Each one's share (Shapley value):")
    if outcome is not None:
        paid = [f"{party} pays {points(-value)}" for party, value in found.payments.items() if value < 0]
        paid += [f"{party} receives {points(value)}" for party, value in found.payments.items() if value > 0]
        yield Paragraph(
            f"{package_words(case, outcome.package)}{'; ' * bool(paid)}{join(paid)}.", lead="That would be:", lines=6
        )
