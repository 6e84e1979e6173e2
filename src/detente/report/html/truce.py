"""Would a ceasefire hold: its course by day, what its terms say, what would help, past ones, and its incident log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from detente.report.ceasefire import (
    basis_words,
    course_blocks,
    course_table,
    how_long_words,
    how_sure_words,
    mechanism_words,
    missing_words,
    past_blocks,
    told_days,
)
from detente.report.ceasefire_words import (
    ELEMENT_NAMES,
    added_days,
    added_share,
    missing_mark,
    percent,
    reading_words,
    said_words,
    spread,
    why_it_matters,
)
from detente.report.ceasefire_worth import (
    excluded_notes,
    harm_notes,
    help_sentences,
    measure_name,
    path_blocks,
    promise_notes,
    term_name,
)
from detente.report.document import Block, Heading
from detente.report.fragment import blocks_html
from detente.report.html.charts.course import STRIPS, course
from detente.report.html.charts.days import TermEnd
from detente.report.html.charts.names import label_room
from detente.report.html.charts.sureness import Beside, Line, sureness
from detente.report.html.charts.worths import WorthRow, worths
from detente.report.html.common import drawn, sentence
from detente.report.html.truce_log import TruceLog, log_of
from detente.report.words import count, join, plural
from detente.results.ceasefire import CeasefireOutlook, TermSaid
from detente.results.ceasefire_worth import Improvement, Ranged, TermWorth

__all__ = ["Said", "Truce", "truce_of"]

_CHANGES = 8
"""Changed terms that are drawn."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the terms say of an element: `mark` names what is wrong with it, and is empty where nothing is."""

    element: str
    mark: str
    kind: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Truce:
    """The section.

    Parameters
    ----------
    answers
        What it is about, and the answer.
    helps
        What else is to be said of what would help most, which is the last of them.
    beside
        Whether past ones are comparable.
    ranged
        Whether the pictures show how far the draws reach.
    chances
        Whether the chances that promises are kept are taken from it.
    every_end
        The table of the course with the end of every term; empty where that adds none.
    worth_rows
        Name, days and collapse of all that could be added or changed.
    """

    title: str
    answers: tuple[tuple[str, str], ...]
    helps: tuple[str, ...]
    stack: Markup
    sure: Markup
    beside: bool
    ranged: bool
    course: Markup
    every_end: Markup
    terms: tuple[Said, ...]
    mechanism: str
    worths: Markup
    worth_rows: tuple[tuple[str, str, str], ...]
    left: str
    harms: tuple[str, ...]
    excluded: tuple[str, ...]
    promises: tuple[str, ...]
    paths: Markup
    past: Markup
    log: TruceLog | None
    basis: str
    chances: bool


def truce_of(found: CeasefireOutlook | None, *, chances: bool = False) -> Truce | None:
    """Return the section on a ceasefire; ``None`` for a case without one.

    Parameters
    ----------
    chances
        Whether how likely promises are kept is taken from it, in another section of the page.
    """
    if found is None:
        return None
    changes = found.changes[:_CHANGES]
    most, *helps = help_sentences(found)
    on = f" on the terms of {found.asked}" if found.asked else ""
    return Truce(
        title=f"{found.title or 'The ceasefire'}{on}",
        answers=(
            ("How long", sentence(how_long_words(found))),
            ("How sure", sentence(how_sure_words(found))),
            ("What is missing", sentence(missing_words(found))),
            ("What would help most", sentence(most)),
        ),
        helps=tuple(helps),
        stack=_stack(found),
        sure=_sure(found),
        beside=bool(found.reference.days),
        ranged=found.draws > 0,
        course=_below(course_blocks(found), "Where it stands by day, in per cent"),
        every_end=_every_end(found),
        terms=tuple(map(_said, found.terms)),
        mechanism=mechanism_words(found.reference),
        worths=_worths(found, changes),
        worth_rows=tuple(_worth_rows(found)),
        left=_left(found),
        harms=harm_notes(found),
        excluded=excluded_notes(changes),
        promises=promise_notes(found, changes),
        paths=_below(path_blocks(found), "Days in force added by each path, all others being as they were"),
        past=_below(past_blocks(found.reference, found.draws, everything=True), "No violent end, by day"),
        log=log_of(found),
        basis=basis_words(found),
        chances=chances,
    )


def _below(blocks: Iterable[Block], name: str) -> Markup:
    """Return blocks without their heading, which the page words in its own way."""
    return blocks_html([block for block in blocks if not isinstance(block, Heading)], name)


def _every_end(found: CeasefireOutlook) -> Markup:
    if len(told_days(found)) == len(found.until):
        return Markup("")
    return blocks_html([course_table(found, everything=True)], "Where it stands at the end of every term, in per cent")


def _term_ends(found: CeasefireOutlook) -> tuple[TermEnd, ...]:
    return tuple(TermEnd(each.day, each.term) for each in found.until if each.term)


def _stack(found: CeasefireOutlook) -> Markup:
    days = [{name: each.shares[name].central for name in STRIPS} for each in found.curve]
    last = found.curve[-1].shares
    told = join([f"{name} {percent(last[name].central)}" for name in STRIPS if last[name].central > 0])
    return drawn(
        lambda roomy: course(days, _term_ends(found), width=640 if roomy else 340, height=290 if roomy else 220),
        name="course",
        title="Where the ceasefire stands by day",
        description="A stack of shares by day from the start, at the central values: in force below, collapsed above. "
        f"On day {found.horizon}, in per cent: {told}. The numbers of some days stand in the table below.",
    )


def _sure(found: CeasefireOutlook) -> Markup:
    lines = (
        Line("in force", tuple(_reach(each.in_force) for each in found.curve)),
        Line("collapsed", tuple(_reach(each.shares["collapsed"]) for each in found.curve)),
    )
    beside = tuple(
        Beside(
            each.day,
            (each.between[0], each.past, each.between[1]),
            None if each.model is None else _reach(each.model),
            each.beyond_term,
            each.outside,
        )
        for each in found.reference.days
        if each.day <= found.horizon
    )
    outside = join([f"day {each.day}" for each in beside if each.outside])
    sure = "How sure that is" if found.draws else "In force, and collapsed"
    past = (
        "Below, on the same days, the share of past ones without a violent end, with bounds, and the same of this one"
        f"{f', which lies outside on {outside}' if outside else ''}. "
        if beside
        else ""
    )
    last = found.curve[-1]
    told = f"in force {spread(last.in_force)}, collapsed {spread(last.shares['collapsed'])}"
    return drawn(
        lambda roomy: sureness(lines, _term_ends(found), _past_name(found), beside, width=480 if roomy else 340),
        name="sureness",
        title=f"{sure}, and past ones beside it" if beside else sure,
        description="Lines by day for what is in force, and, dashed, for what has collapsed"
        f"{', each in a band as wide as the draws reach' if found.draws else ''}. On day {found.horizon}, in per "
        f"cent: {told}. {past}The numbers stand in the tables below.",
    )


def _reach(number: Ranged) -> tuple[float, float, float]:
    return (
        number.central if number.low is None else number.low,
        number.central,
        number.central if number.high is None else number.high,
    )


def _past_name(found: CeasefireOutlook) -> str:
    if not found.reference.classes:
        return ""
    first = found.reference.classes[0]
    return f"civil wars, {first.name}, n={count(first.ends.total)} ({count(first.dated)} dated)"


def _said(each: TermSaid) -> Said:
    words = said_words(each)
    mark, kind = "", ""
    if each.status == "missing":
        mark, kind, words = missing_mark(each), "no", f"{each.issue}: {each.option}" if each.issue else ""
    elif each.status == "ambiguous":
        mark, kind = f"{count(len(each.readings))} readings", "open"
        words = f"{each.text}: {reading_words(each.readings)}" if each.text else reading_words(each.readings)
    elif each.status == "open":
        mark, kind, words = "left open", "open", f"{each.issue} is not settled"
    return Said(sentence(ELEMENT_NAMES[each.element]), mark, kind, words, why_it_matters(each.element))


def _worths(found: CeasefireOutlook, changes: tuple[TermWorth, ...]) -> Markup:
    alone = [_worth(measure_name(each), each.adds) for each in found.measures]
    together = [] if found.together is None else [_worth("all of these together", found.together)]
    terms = [_worth(_term(each), each.adds) for each in changes]
    groups = [
        (head, rows)
        for head, rows in (("What could be added", [*alone, *together]), ("One term changed", terms))
        if rows
    ]
    if not groups:
        return Markup("")
    told = [row for _, rows in groups for row in rows]
    names = [row.name for row in told]
    most, least = max(told, key=lambda row: row.central), min(told, key=lambda row: row.central)
    found_most = f"Most is added by “{most.name}”, {most.words} days" if most.central > 0 else "None adds any days"
    found_least = f"; most is taken by “{least.name}”, {least.words}" if least.central < 0 else ""
    return drawn(
        lambda roomy: worths(groups, width=800 if roomy else 340, label=label_room(names, 300), roomy=roomy),
        name="worths",
        title="What adds days in force, and what takes them",
        description="A row for each measure and changed term: a dot for the days that it adds at the central values, "
        "a line for its range; to the left of 0 it makes the ceasefire shorter. "
        f"{found_most}{found_least}. The table below has the numbers.",
    )


def _term(each: TermWorth) -> str:
    return f"{term_name(each)} (excluded by a rule)" if each.barred else term_name(each)


def _worth(name: str, adds: Improvement) -> WorthRow:
    low, central, high = _reach(adds.days)
    return WorthRow(name, added_days(adds.days), central, low, high)


def _worth_rows(found: CeasefireOutlook) -> Iterable[tuple[str, str, str]]:
    named = [(measure_name(each), each.adds) for each in found.measures]
    named += [] if found.together is None else [("all of these together", found.together)]
    named += [(_term(each), each.adds) for each in found.changes]
    for name, adds in named:
        yield name, added_days(adds.days), added_share(adds.collapsed)


def _left(found: CeasefireOutlook) -> str:
    folded = len(found.changes) - _CHANGES
    told = [f"In the table alone: {plural(folded, 'further change')} of one term."] if folded > 0 else []
    if found.unfollowed:
        told.append(f"Not followed: {plural(found.unfollowed, 'further change')} of one term.")
    return " ".join(told)
