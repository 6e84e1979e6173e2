"""Packages that stand for many, lotteries between packages, and finer grids, in words and tables."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case import Case, format_number
from detente.report.document import Block, Bullets, Column, Heading, Paragraph, Table
from detente.report.words import changed_terms, gain, join, package_words, plural, points
from detente.results import Deal, Lottery, Refinement

__all__ = ["diverse", "lotteries", "refinement", "refinement_words"]


def diverse(case: Case, deal: Deal) -> Iterator[Block]:
    """Yield the packages that stand for the other efficient ones: what each gives every side, and its terms."""
    if not deal.diverse:
        return
    number = plural(deal.acceptable_frontier.size, "efficient acceptable outcome")
    yield Heading(f"{len(deal.diverse)} PACKAGES THAT STAND FOR MANY", "points and gain")
    yield Paragraph(
        f"Chosen among {number} so that together they cover as much as possible of what the sides can gain, each "
        "side's gain counted as a share of its largest one; each next one adds most to those above it.",
        quiet=True,
    )
    rows: list[tuple[str, ...]] = []
    first = deal.diverse[0].package
    for place, outcome in enumerate(deal.diverse, 1):
        terms = package_words(case, first) if place == 1 else f"as 1, but {changed_terms(case, first, outcome.package)}"
        gains = (f"{points(outcome.utility[p])} {gain(outcome.gain[p])}" for p in deal.counted)
        rows.append((str(place), *gains, terms))
    yield Table(
        columns=(
            Column(align="right", wraps=False),
            *(Column(head=(party,), align="right", least=6) for party in deal.counted),
            Column(head=("terms",), least=24),
        ),
        groups=(tuple(rows),),
    )


def lotteries(case: Case, deal: Deal) -> Iterator[Block]:
    """Yield the solutions over lotteries, where one does better than a single package."""
    found = deal.lotteries
    if found is None:
        return
    yield Heading("WITH LOTTERIES", "mean points and gain")
    yield Paragraph(
        "The sides may also agree to let a draw decide between packages that each of them accepts. Shares are terms of "
        "such an agreement; they say nothing about whether there will be one.",
        quiet=True,
    )
    yield from _lottery(case, deal, "Nash", found.nash)
    yield from _lottery(case, deal, "Kalai-Smorodinsky", found.kalai_smorodinsky)
    yield Paragraph("The next one compares points of different sides, which each side's scale decides.", quiet=True)
    yield from _lottery(case, deal, "Egalitarian", found.egalitarian)


def _lottery(case: Case, deal: Deal, name: str, lottery: Lottery) -> Iterator[Block]:
    if not lottery.needed:
        yield Paragraph("a single package does as well as any lottery.", lead=f"{name}:")
        return
    vector = ", ".join(f"{p} {points(lottery.utility[p])} ({gain(lottery.gain[p])})" for p in deal.counted)
    yield Paragraph(f"{vector}.", lead=f"{name}:")
    first = lottery.parts[0].outcome.package
    items: list[str] = []
    for part in lottery.parts:
        package = part.outcome.package
        terms = (
            package_words(case, package) if package is first else f"the same, but {changed_terms(case, first, package)}"
        )
        items.append(f"{float(part.share):.1%}: {terms}.")
    yield Bullets(tuple(items))


def refinement(deal: Deal) -> Iterator[Block]:
    """Yield how the solutions move as the grids of the quantities get finer."""
    found = deal.refinement
    if found is None:
        return
    yield Heading("FINER GRIDS", "around the Nash and Kalai-Smorodinsky packages")
    yield Paragraph(refinement_words(found))
    quantities = tuple(found.rounds[0].steps)
    yield Table(
        columns=(
            Column(head=("round",), align="right", wraps=False),
            *(Column(head=("step of", issue), align="right", least=8) for issue in quantities),
            Column(head=("moved by",), align="right", wraps=False),
        ),
        groups=(
            tuple(
                (
                    str(number),
                    *(format_number(step) for step in each.steps.values()),
                    "" if each.change is None else points(each.change),
                )
                for number, each in enumerate(found.rounds)
            ),
        ),
    )


def refinement_words(found: Refinement) -> str:
    """Return in a sentence whether finer grids change the answer."""
    last = found.rounds[-1]
    if last.change is None:
        return "The grids could not be made finer."
    steps = join([f"{issue} in steps of {format_number(step)}" for issue, step in last.steps.items()])
    moved = f"the last of {plural(len(found.rounds) - 1, 'round')} of refinement ({steps})"
    thinned = f" The packages were thinned, to {points(last.epsilon)} points." if last.epsilon else ""
    if found.settled:
        most = points(found.enough)
        return f"The answer no longer moves: {moved} changed no side's points by more than {most}.{thinned}"
    return f"The answer still moves: {moved} changed some side's points by {points(last.change)}.{thinned}"
