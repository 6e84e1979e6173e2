"""The full listing: every efficient package, solution and proposal that the results hold."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from detente.case import Case, Option, Proposal
from detente.report import backtest, ceasefire, draws, held, kept, menus, moved, ratified, seating, sections, stuck
from detente.report.demands import block_words, condition_words
from detente.report.document import Block, Bullets, Column, Document, Heading, Paragraph, Table
from detente.report.words import (
    changed_terms,
    gain,
    join,
    option_words,
    package_words,
    plural,
    points,
    share,
    thinned_words,
)
from detente.results import Analysis, Deal, Frontier, Outcome, Package, ProposalResult, Solutions

__all__ = ["full"]

_NO_ROOM = "none"
_Shown = dict[tuple[tuple[Fraction, ...], tuple[Option, ...]], str]


def full(case: Case, analysis: Analysis, name: str) -> Document:
    """Return everything that the results hold, in words and tables.

    Parameters
    ----------
    case
        The case that was analysed.
    analysis
        Its results.
    name
        The case as a command takes it.
    """
    return Document(
        title=analysis.title, aside=sections.size_words(analysis), blocks=tuple(_blocks(case, analysis, name))
    )


def _blocks(case: Case, analysis: Analysis, name: str) -> Iterator[Block]:
    deal = analysis.deal
    yield from seating.at_table(case, deal)
    yield from sections.answer(case, deal)
    yield from sections.unknowns(case, deal)
    yield from _exactness(deal)
    yield from _ideals(deal)
    yield from stuck.deadlock(case, deal)
    yield from stuck.hardening(case, deal.hardening)
    yield from _solutions(case, deal.solutions, "SOLUTIONS")
    yield from menus.lotteries(case, deal)
    yield from menus.diverse(case, deal)
    yield from menus.refinement(deal)
    yield from _frontier(case, deal, deal.acceptable_frontier, "EFFICIENT AMONG THE ACCEPTABLE PACKAGES")
    blocked = tuple(point for point in deal.frontier.points if point.blocked_by)
    yield from _frontier(
        case,
        deal,
        Frontier(size=len(blocked), points=blocked),
        "EFFICIENT IF NOTHING BLOCKED, BUT NOT ACCEPTABLE",
    )
    yield from seating.over_heads(case, deal)
    yield from seating.circles(case, deal)
    yield from seating.clocks(case)
    yield from _opposition(case, deal)
    if any(result.outcome and result.open_issues for result in deal.proposals.values()):
        yield Heading("PROPOSALS")
        yield Paragraph(
            "Of one that leaves issues open this shows the completion with the largest product of gains, or where none "
            "is acceptable the one in which the smallest share is largest.",
            quiet=True,
        )
    for result in deal.proposals.values():
        yield from _proposal(case, case.proposals[result.name], result)
    if deal.firm_only:
        yield Heading("RED LINES THAT MAY NOT BE MEANT")
        yield from sections.firm_only(case, deal)
    if deal.firm_only and deal.firm_only.zopa:
        yield from _solutions(case, deal.firm_only.solutions, "SOLUTIONS WITH ONLY THE FIRM RED LINES")
    yield from draws.listing(case, analysis)
    yield from kept.listing(case, analysis)
    yield from ratified.listing(case, analysis)
    yield from moved.listing(case, analysis)
    if analysis.holding is not None:
        yield from held.listing(analysis.holding)
    if analysis.ceasefire is not None:
        yield from ceasefire.listing(analysis.ceasefire)
    yield from backtest.listing(case, analysis)
    yield Heading("METHOD")
    yield Paragraph(f"{analysis.method[:1].upper()}{analysis.method[1:]}. Case {analysis.sha256[:12]}.", quiet=True)
    yield from sections.next_steps(name, deal, everything=False)


def _exactness(deal: Deal) -> Iterator[Block]:
    words = thinned_words(deal)
    if words:
        yield Paragraph(f"The efficient packages are {words}.")


def _ideals(deal: Deal) -> Iterator[Block]:
    if not deal.ideal:
        return
    yield Heading("REACH", "each side's own points")
    yield Table(
        columns=(
            Column(least=12),
            Column(head=("no deal",), align="right"),
            Column(head=("best acceptable",), align="right"),
            Column(head=("best of all",), align="right"),
        ),
        groups=(
            tuple(
                (
                    party,
                    points(deal.no_deal[party]) if party in deal.no_deal else "",
                    points(deal.acceptable_ideal[party]) if party in deal.acceptable_ideal else _NO_ROOM,
                    points(deal.ideal[party]),
                )
                for party in deal.ideal
            ),
        ),
    )


def _solutions(case: Case, solutions: Solutions, title: str) -> Iterator[Block]:
    if not solutions.nash:
        return
    shown: _Shown = {}
    yield Heading(title)
    yield from _solution(case, "Nash", "the largest product of gains", solutions.nash, shown)
    yield from _solution(
        case,
        "Kalai-Smorodinsky",
        "the most even shares of each side's largest gain",
        solutions.kalai_smorodinsky,
        shown,
    )
    yield Paragraph(
        "The next two compare or add points of different sides, which each side's scale decides: read them only "
        "where the scales are comparable.",
        quiet=True,
    )
    yield from _solution(case, "Egalitarian", "the most even gains in points", solutions.egalitarian, shown)
    yield from _solution(case, "Utilitarian", "the largest sum of points", solutions.utilitarian, shown)


def _solution(case: Case, name: str, meaning: str, outcomes: tuple[Outcome, ...], shown: _Shown) -> Iterator[Block]:
    """Yield every tie of a solution; an outcome that stands above already is only referred to."""
    ties = f" {len(outcomes)} outcomes tie." if len(outcomes) > 1 else ""
    yield Paragraph(f"{meaning}.{ties}", lead=f"{name}:")
    for outcome in outcomes:
        vector = _vector(outcome)
        above = shown.setdefault((tuple(outcome.utility.values()), tuple(outcome.package.values())), name)
        if above != name:
            yield Bullets((f"{vector}: as under {above}.",))
            continue
        others = f" ({plural(outcome.packages, 'package')} with these points)" if outcome.packages > 1 else ""
        yield Bullets((f"{vector}{others}. {package_words(case, outcome.package)}.",))
        yield Bullets(tuple(f"the same points: {_change(case, outcome.package, other)}" for other in outcome.more))


def _frontier(case: Case, deal: Deal, frontier: Frontier, title: str) -> Iterator[Block]:
    """Yield a table of outcomes: the first in full, each other by what changes from the one above it."""
    if not frontier.points:
        return
    shown = f", {len(frontier.points)} shown" if frontier.truncated else ""
    yield Heading(title, f"{plural(frontier.size, 'outcome')}{shown}; points and gain")
    first = frontier.points[0]
    yield Paragraph(f"{package_words(case, first.package)}.", lead="The first one:")
    obstacles = list(dict.fromkeys(block_words(block, case) for point in frontier.points for block in point.blocked_by))
    yield Bullets(tuple(f"[{number}] {words}" for number, words in enumerate(obstacles, 1)))
    rows: list[tuple[str, ...]] = []
    above = first
    for number, point in enumerate(frontier.points, 1):
        blocked = [str(obstacles.index(block_words(block, case)) + 1) for block in point.blocked_by]
        rows.append(
            (
                str(number),
                *(f"{points(point.utility[p])} {gain(point.gain[p])}" for p in deal.counted),
                *((" ".join(blocked),) if obstacles else ()),
                changed_terms(case, above.package, point.package),
            )
        )
        above = point
    yield Table(
        columns=(
            Column(align="right", wraps=False),
            *(Column(head=(party,), align="right", least=6) for party in deal.counted),
            *((Column(head=("blocked by",), least=6),) if obstacles else ()),
            Column(head=("what changes from the one above",), least=24),
        ),
        groups=(tuple(rows),),
    )


def _opposition(case: Case, deal: Deal) -> Iterator[Block]:
    if not deal.space.feasible:
        return
    yield Heading("HOW OPPOSED", "depends on the options listed")
    yield from sections.opposition(deal)
    pairs = [(join(pair.parties), pair.value) for pair in deal.zero_sumness.pairs]
    parts = list(deal.zero_sumness.by_issue.items())
    parts += [
        (
            f"{'broken promise' if each.promise else 'linkage'} of {each.party}: {condition_words(each.when, case)}",
            value,
        )
        for each, value in zip(case.linkages, deal.zero_sumness.by_linkage, strict=False)
    ]
    groups = [tuple((name, share(value)) for name, value in each if value is not None) for each in (pairs, parts)]
    if any(groups):
        yield Table(
            columns=(Column(head=("zero-sumness",), least=16), Column(align="right", wraps=False)),
            groups=tuple(group for group in groups if group),
        )
    undefined = sum(value is None for _, value in (*pairs, *parts))
    if undefined and (deal.opposition is not None or any(groups)):
        lines = f"{plural(undefined, 'line')} {'is' if undefined == 1 else 'are'}"
        yield Paragraph(f"{lines} left out, as undefined: some side's points do not vary there.", quiet=True)


def _proposal(case: Case, proposal: Proposal, result: ProposalResult) -> Iterator[Block]:
    yield Heading(f"PROPOSAL: {result.name}", _made(proposal))
    for answer in proposal.responses:
        condition = f" ({answer.condition})" if answer.condition else ""
        dated = f", {answer.on}" if answer.on else ""
        yield Bullets((f"{answer.party}: {answer.answer}{condition}{dated}",))
    if result.outcome is None:
        yield Paragraph("No package that the rules allow completes it.")
        return
    if result.open_issues:
        yield Paragraph(
            f"It leaves open {join(result.open_issues)}; {plural(result.completions, 'feasible package')} complete it. "
            f"{_completions(result)}"
        )
        yield Bullets(tuple(f"{p}: {points(result.low[p])} to {points(result.high[p])} points" for p in result.low))
    yield Bullets((f"{_vector(result.outcome)}. {package_words(case, result.outcome.package)}.",))
    if result.outcome.blocked_by:
        yield Bullets(
            tuple(
                f"blocked: {block_words(block, case)}" + _short(block.shortfall) for block in result.outcome.blocked_by
            )
        )
    if not result.better:
        yield Paragraph("No acceptable package is better for every side.")
    for better in result.better[:1]:
        yield Paragraph(
            f"{_vector(better)}. {_change(case, result.outcome.package, better.package)}.",
            lead="Better for every side:",
        )
    yield from stuck.trades(case, result.trades)
    for each in result.conditioned:
        lead = f"With what {each.party} asks for ({each.terms}):"
        if each.outcome is None:
            yield Paragraph("no package that the rules allow has it.", lead=lead)
            continue
        blocked = join(block_words(block, case) for block in each.outcome.blocked_by)
        verdict = f"not acceptable: {blocked}" if blocked else "acceptable"
        yield Paragraph(f"{_vector(each.outcome)}; {verdict}.", lead=lead)


def _made(proposal: Proposal) -> str:
    by = f"by {join(proposal.by)}" if proposal.by else ""
    return ", ".join(part for part in (by, str(proposal.on) if proposal.on else "") if part)


def _completions(result: ProposalResult) -> str:
    if result.necessary:
        return "All of them are acceptable."
    return "Some of them are acceptable." if result.possible else "None of them is acceptable."


def _short(shortfall: Fraction | None) -> str:
    return "" if shortfall is None else f", {points(shortfall)} points short"


def _vector(outcome: Outcome) -> str:
    return ", ".join(
        f"{party} {points(value)}" + (f" ({gain(outcome.gain[party])})" if party in outcome.gain else "")
        for party, value in outcome.utility.items()
    )


def _change(case: Case, package: Package, other: Package) -> str:
    changes = [
        f"{issue}: {option_words(case, issue, option)} becomes {option_words(case, issue, other[issue])}"
        for issue, option in package.items()
        if other[issue] != option
    ]
    return "; ".join(changes)
