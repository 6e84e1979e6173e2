"""The brief: one screen that answers whether there is a deal, and says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.case import Case
from detente.report import backtest, draws, kept, menus, moved, ratified, seating, sections, stuck
from detente.report.document import Block, Document, Paragraph
from detente.report.layout import FULL_WIDTH, lay_out
from detente.results import Analysis

__all__ = ["LINES", "WIDTH", "brief"]

WIDTH, LINES = FULL_WIDTH, 40
"""The screen that a brief always fits."""


_LEAST = 2
"""What stands in the way of a deal is told at least so far."""


@dataclass(frozen=True, slots=True)
class _Detail:
    """How much of each section is shown."""

    cell_lines: int = 3
    issues: int = 16
    common_lines: int = 4
    others: bool = True
    proposals: int = 8
    proposal_lines: int = 2
    blocks: int = 5
    firm_lines: int = 3
    block_lines: int = 2
    block_whole: bool = True
    ties: bool = True
    opposition: bool = True
    influences: int = 3
    draw_lines: int = 3
    back_test: bool = True
    seat_lines: int = 4
    circles: int = 4
    circle_lines: int = 2
    clocks: int = 3
    kept: bool = True
    home: bool = True
    levers: bool = True
    home_lines: int = 3
    unknown: bool = True


# What is given up first where a brief would be too long; the answer, its witness and a table never are.
_STEPS: tuple[dict[str, int | bool], ...] = (
    {"cell_lines": 2},
    {"clocks": 2},
    {"clocks": 1},
    {"blocks": 4, "proposals": 6},
    {"common_lines": 3},
    {"issues": 12},
    {"ties": False},
    {"back_test": False},
    {"draw_lines": 2},
    {"blocks": 3, "common_lines": 2},
    {"issues": 10, "proposals": 5},
    {"issues": 8},
    {"home_lines": 2},
    {"opposition": False},
    {"clocks": 0},
    {"circle_lines": 1},
    {"circles": 2},
    {"influences": 2},
    {"proposals": 4},
    {"issues": 6},
    {"proposals": 3, "proposal_lines": 1},
    {"issues": 5},
    {"issues": 4},
    {"proposals": 2},
    {"influences": 1, "draw_lines": 1},
    {"circles": 1},
    {"others": False},
    {"blocks": 2},
    {"common_lines": 1},
    {"block_lines": 1},
    {"cell_lines": 1},
    {"firm_lines": 2},
    {"draw_lines": 0, "circles": 0, "firm_lines": 3},
    {"proposals": 0},
    {"influences": 0},
    {"issues": 2, "proposals": 1},
    {"proposals": 0},
    # Only where somebody has to ratify, or has levers, is there more than that.
    {"firm_lines": 0},
    {"proposals": -1},
    {"blocks": 0},
    {"common_lines": 0},
    {"issues": 1},
    {"home_lines": 1},
    {"levers": False},
    {"home": False},
    {"kept": False},
    {"block_whole": False},
    {"unknown": False},
)


def brief(case: Case, analysis: Analysis, name: str) -> Document:
    """Return the brief of a case.

    It holds the answer in words, up to three packages worth discussing, what blocks, what each proposal gives and
    leaves on the table, where only the firm red lines would change the answer, what draws of the ranges say, whether
    what came about was on the menu, and what to read next. Where all of it would need more than 40 lines of 80 cells,
    the less important rows are left out, and this is said.

    Parameters
    ----------
    case
        The case that was analysed.
    analysis
        Its results.
    name
        The case as a command takes it, for what to type next.
    """
    detail = _Detail()
    document = _document(case, analysis, name, detail)
    for step in _STEPS:
        if len(lay_out(document, WIDTH)) <= LINES:
            break
        detail = replace(detail, **step)
        document = _document(case, analysis, name, detail)
    return document


def _document(case: Case, analysis: Analysis, name: str, detail: _Detail) -> Document:
    return Document(
        title=analysis.title,
        aside=sections.size_words(analysis),
        blocks=tuple(_blocks(case, analysis, name, detail)),
    )


def _blocks(case: Case, analysis: Analysis, name: str, detail: _Detail) -> Iterator[Block]:
    deal = analysis.deal
    yield from seating.at_table(case, deal, detail.seat_lines)
    yield from sections.answer(case, deal)
    if detail.unknown:
        yield from sections.unknowns(case, deal, others=detail.others)
    if detail.opposition and deal.space.feasible:
        yield from sections.opposition(deal)
    room = sections.Room(detail.issues, detail.cell_lines, detail.common_lines, detail.others, detail.ties)
    shown = deal.discussed
    if deal.zopa:
        yield from sections.packages(case, deal, shown, room)
        yield from seating.over_heads(case, deal, detail.block_lines)
        if detail.blocks:
            yield from sections.blocking(case, deal, detail.blocks, detail.block_lines)
        if detail.firm_lines:
            yield from sections.firm_only(case, deal, detail.firm_lines)
    else:
        yield from stuck.deadlock(case, deal, max(detail.blocks, _LEAST), detail.block_lines, whole=detail.block_whole)
        if detail.firm_lines:
            yield from sections.firm_only(case, deal, detail.firm_lines)
        yield from sections.packages(case, deal, shown, room)
    yield from _beyond(case, analysis, detail)
    if deal.refinement is not None:
        yield Paragraph(menus.refinement_words(deal.refinement), lines=3)
    yield from draws.summary(case, analysis, shown, influences=detail.influences, lines=detail.draw_lines)
    if detail.proposals >= 0:
        yield from sections.proposals(deal, detail.proposals, detail.proposal_lines)
    yield from seating.few_circles(case, deal, detail.circles, detail.circle_lines)
    yield from seating.clocks(case, detail.clocks, 1)
    if detail.back_test:
        yield from backtest.summary(analysis)
    yield from sections.next_steps(name, deal)


def _beyond(case: Case, analysis: Analysis, detail: _Detail) -> Iterator[Block]:
    """Yield what a zone does not show: whether a deal would be kept, passed at home, and brought about."""
    if detail.kept:
        yield from kept.summary(case, analysis, detail.home_lines)
    if detail.home:
        yield from ratified.summary(analysis, detail.home_lines)
    if detail.levers:
        yield from moved.summary(analysis, detail.home_lines)
