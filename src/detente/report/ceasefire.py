"""Whether a ceasefire would hold, in words for somebody who has never heard of the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.report.ceasefire_log import log_blocks
from detente.report.ceasefire_words import (
    ELEMENT_NAMES,
    STATES,
    days,
    percent,
    said_words,
    spread,
    term_words,
    unsaid_words,
    why_it_matters,
)
from detente.report.ceasefire_worth import help_sentences, worth_blocks
from detente.report.demands import RULES, rule_words
from detente.report.document import Block, Bullets, Column, Heading, Paragraph, Table
from detente.report.past import class_words
from detente.report.words import count, join, plural
from detente.results.ceasefire import CeasefireOutlook, DayBeside, ReferenceBeside, Until
from detente.results.ceasefire_worth import Ranged
from detente.results.reference import HORIZONS, Interval

__all__ = [
    "answer",
    "basis_words",
    "brief",
    "course_blocks",
    "course_table",
    "how_long_words",
    "how_sure_words",
    "listing",
    "mechanism_words",
    "missing_words",
    "past_blocks",
    "patience_words",
    "told_days",
]

_CLASSES = 4
"""Classes of past ceasefires that are told."""


def brief(found: CeasefireOutlook, *, short: bool = False) -> Iterator[Block]:
    """Yield what matters most, in a screen or two.

    Parameters
    ----------
    short
        Whether other answers stand beside it, so that it has a screen only.
    """
    yield from answer(found)
    left = len(found.until) - len(told_days(found))
    more = f" ({plural(left, 'further end')} of {'a term' if left == 1 else 'terms'}: see --all)" if left else ""
    yield from course_blocks(found, short=short, more=more)
    if not short:
        yield from _terms(found, everything=False)
        yield from worth_blocks(found, everything=False)
        yield from past_blocks(found.reference, found.draws, everything=False)
    else:
        yield Heading("WHAT COMPARABLE ONES CANNOT TELL", "civil wars, 1989-2020")
        yield Bullets(found.reference.caveats)
    yield Paragraph(basis_words(found), quiet=True)


def listing(found: CeasefireOutlook) -> Iterator[Block]:
    """Yield all that the results hold about a ceasefire."""
    yield from answer(found)
    yield from course_blocks(found, everything=True)
    yield from _terms(found, everything=True)
    yield from worth_blocks(found, everything=True)
    yield from past_blocks(found.reference, found.draws, everything=True)
    yield from log_blocks(found)
    yield from _patience(found)
    yield Paragraph(basis_words(found), quiet=True)


def answer(found: CeasefireOutlook) -> Iterator[Block]:
    """Yield how long such ceasefires last and how sure anybody is, what is missing, and what would help most."""
    name = found.title or "THE CEASEFIRE"
    under = f"on the terms of {found.asked}" if found.asked else ""
    yield Heading(f"WOULD IT HOLD: {name}", under)
    if found.barred_by:
        rules = "; ".join(f"{RULES[rule.kind]}: {rule_words(rule)}" for rule in found.barred_by)
        yield Paragraph(f"{rules}.", lead="A rule of the case excludes this package:")
    yield Paragraph(how_long_words(found), lead="How long:")
    yield Paragraph(how_sure_words(found), lead="How sure:")
    yield Paragraph(missing_words(found), lead="Missing:")
    first, *rest = help_sentences(found)
    yield Paragraph(first, lead="What would help most:")
    if rest:
        yield Bullets(tuple(rest))


def how_long_words(found: CeasefireOutlook) -> str:
    """Return how long a ceasefire is in force by the rates of its case, and how likely it is to have collapsed."""
    collapsed, whole = found.until[-1].collapsed, found.days_in_force
    over = ""
    if whole.low is not None and whole.high is not None:
        over = f" ({days(whole.low)} to {days(whole.high)} over the draws of the case’s ranges)"
    return (
        f"by the case’s rates, which are estimates and no forecast, it is in force for {days(whole.central)} of "
        f"{plural(found.horizon, 'day')}{over}; the chance that it has collapsed by day {count(found.horizon)} is "
        f"{_per_cent(collapsed)}."
    )


def how_sure_words(found: CeasefireOutlook) -> str:
    """Return what became of comparable ceasefires, and whether that agrees with the rates of the case."""
    past = _past_words(found.reference) or "no ceasefires of the past are comparable"
    apart = _apart_words(found.reference)
    return f"{past}.{f' {apart}' if apart else ''}"


def _per_cent(number: Ranged) -> str:
    reach = "" if number.low is None or number.high is None else f" ({percent(number.low)} to {percent(number.high)})"
    return f"{percent(number.central)} per cent{reach}"


_UNDECIDED = "The record cannot tell which of the two is wrong, or whether this one is unlike those."


def _apart_words(beside: ReferenceBeside) -> str:
    """Return which way the model and the past lie apart, on the first such day; empty where they do not."""
    told: list[str] = []
    for group, verdict in ((_outside(beside, worse=True), "better"), (_outside(beside, worse=False), "worse")):
        if group:
            each = next((day for day in group if not day.beyond_term), group[0])
            ended = "none" if each.past == 1 else f"{percent(1 - each.past)} of 100"
            model = "" if each.model is None else percent(1 - each.model.central)
            told.append(
                f" Past ones did {verdict}: of those with a known date {ended} had ended in violence by day "
                f"{each.day}; by the case’s rates {model} of 100 have, leaving aside those that ended otherwise before."
            )
    if not told:
        return ""
    outside = [each for each in beside.days if each.outside]
    few = [str(each.day) for each in outside if each.beyond_term]
    left = "by which few past ones are left" if len(few) == len(outside) else f"though few are left by {_days(few)}"
    left = f", {left}" if few else ""
    return f"The case’s rates do not agree with them on {_days_outside(beside)}{left}.{''.join(told)} {_UNDECIDED}"


def _outside(beside: ReferenceBeside, *, worse: bool) -> list[DayBeside]:
    """Return the days on which the model lies outside the bounds, below them or above."""
    return [
        each
        for each in beside.days
        if each.outside and each.model is not None and (each.model.central < each.between[0]) == worse
    ]


def _days_outside(beside: ReferenceBeside) -> str:
    return _days([str(each.day) for each in beside.days if each.outside])


def _days(named: Sequence[str]) -> str:
    return f"{'day' if len(named) == 1 else 'days'} {join(named)}" if named else ""


def _past_words(beside: ReferenceBeside) -> str:
    if not beside.classes:
        return ""
    first = beside.classes[0]
    ends, bounds = first.ends, first.failed_bounds
    if first.failed_share is None or bounds is None:
        return (
            f"of none of the {count(ends.total)} comparable ceasefires of the past, all in civil wars, is the end known"
        )
    unknown = f", or {_between(bounds)} counting the {count(ends.unknown)} unknown ends" if ends.unknown else ""
    median = "" if first.median_days is None else f" (median duration {first.median_days:g} days)"
    return (
        f"of the {count(ends.total)} most comparable ceasefires of the past, all in civil wars{median}, "
        f"{count(ends.extended)} were extended or superseded and {count(ends.failed)} failed, of {count(ends.known)} "
        f"whose end is known: {percent(first.failed_share)} per cent failed{unknown}"
    )


def _between(ends: Interval) -> str:
    return f"{percent(ends[0])} to {percent(ends[1])}"


def missing_words(found: CeasefireOutlook) -> str:
    """Return what the terms do without, do not say, or say in words that are read in several ways."""
    return unsaid_words(found.terms)


def course_blocks(
    found: CeasefireOutlook, *, short: bool = False, everything: bool = False, more: str = ""
) -> Iterator[Block]:
    """Yield where it stands by day, under a heading, and what the heads of the columns mean.

    Parameters
    ----------
    short
        Whether it is left out in which state it spends them.
    everything
        Whether the end of every term has a row.
    more
        Where those stand that have none, as it is said behind how long a ceasefire runs.
    """
    ranges = "; in brackets over its draws" if found.draws else ""
    yield Heading("HOW LONG", f"in per cent, by the case’s rates{ranges}")
    yield course_table(found, everything=everything)
    yield Paragraph(STATES, quiet=True)
    told = [f"{days(found.days_in[state].central)} {state}" for state in found.days_in]
    spent = f" Of {days(found.days_in_force.central)} expected days in force it spends {join(told)}."
    yield Paragraph(f"It runs {term_words(found)}{more}.{'' if short else spent}")
    if len(found.starts) > 1:
        yield Paragraph(_start_words(found))


def course_table(found: CeasefireOutlook, *, everything: bool) -> Table:
    """Return where it stands on the days that are told, or on all that the results hold."""
    return Table(
        (
            Column(("day",), least=16, wraps=False),
            Column(("in force",), "right", wraps=False),
            Column(("collapsed",), "right", wraps=False),
            Column(("lapsed",), "right", wraps=False),
            Column(("superseded",), "right", wraps=False),
        ),
        (tuple(_row(found, each) for each in (found.until if everything else told_days(found))),),
    )


def told_days(found: CeasefireOutlook) -> tuple[Until, ...]:
    """Return the days on which past ceasefires are told, the ends of the first and the last term, and the last day."""
    ends = [each for each in found.until if each.term]
    always = (*ends[:1], *ends[-1:], found.until[-1])
    return tuple(each for each in found.until if each.day in HORIZONS or each in always)


def _row(found: CeasefireOutlook, each: Until) -> tuple[str, ...]:
    shares = found.curve[each.day].shares
    name = f"{each.day}, end of term {each.term}" if each.term else str(each.day)
    return (
        name,
        spread(each.in_force),
        spread(each.collapsed),
        spread(shares["lapsed"]),
        spread(shares["superseded"]),
    )


def _start_words(found: CeasefireOutlook) -> str:
    readings = " or ".join(each.start.isoformat() for each in found.starts)
    told = f"It may be taken to have begun on {readings}; the days above count from either."
    ends = [each.ends[0].isoformat() for each in found.starts if each.ends]
    if len(set(ends)) > 1:
        told += f" Its first term ends on {' or '.join(ends)}: in between, it is over for some and in force for others."
    return told


def _terms(found: CeasefireOutlook, *, everything: bool) -> Iterator[Block]:
    yield Heading("WHAT ITS TERMS SAY")
    told = [each for each in found.terms if everything or each.status not in ("said", "settled", "needless")]
    if told:
        yield Table(
            (
                Column(least=12, wraps=False),
                Column(("said",), least=20),
                Column(("why it matters",), least=26),
            ),
            (tuple((ELEMENT_NAMES[each.element], said_words(each), why_it_matters(each.element)) for each in told),),
        )
    rest = [f"{ELEMENT_NAMES[each.element]} ({said_words(each)})" for each in found.terms if each not in told]
    if rest:
        yield Paragraph(f"{join(rest)}.", lead="Said:")
    words = mechanism_words(found.reference)
    if words:
        yield Paragraph(words)
    elif found.reference.classes:
        yield Paragraph("What comparable ceasefires of the past said on these the table does not tell.", quiet=True)


def mechanism_words(beside: ReferenceBeside) -> str:
    """Return how many comparable ones had a mechanism; empty where the table does not tell."""
    if beside.with_mechanism is None or beside.without_mechanism is None:
        return ""
    return (
        f"Of comparable ceasefires of the past {count(beside.with_mechanism)} had a mechanism to implement or "
        f"monitor them and {count(beside.without_mechanism)} had none; of the other elements the data tell nothing."
    )


def past_blocks(beside: ReferenceBeside, draws: int, *, everything: bool) -> Iterator[Block]:
    """Yield what became of comparable ceasefires, under a heading."""
    yield Heading("WHAT BECAME OF COMPARABLE ONES", "civil wars, 1989-2020")
    if not beside.classes:
        yield Paragraph("The table of past ceasefires has no class that this one would belong to.")
        return
    yield Bullets(tuple(class_words(each) for each in beside.classes[: _CLASSES if everything else 1]))
    if beside.days:
        yield from _side_by_side(beside, draws)
    yield Bullets(beside.caveats)
    if everything:
        yield Paragraph(beside.source, lead="Source:", quiet=True)


def _side_by_side(beside: ReferenceBeside, draws: int) -> Iterator[Block]:
    over = [Column(("outside bounds,", f"of {plural(draws, 'draw')}"), least=15)]
    yield Table(
        (
            Column(("no violent end", "by day"), least=16, wraps=False),
            Column(("past ones,", "per cent"), "right", wraps=False),
            Column(("bounds",), "right", wraps=False),
            Column(("by the", "case’s rates"), "right", wraps=False),
            *(over if draws else ()),
        ),
        (tuple(_side(each, draws) for each in beside.days),),
    )
    yield Paragraph(_verdict(beside))
    yield Paragraph(
        "Counted as if none ran out or was superseded: of those still running, how many escape violence; not "
        "comparable with the share collapsed above. Bounds are for counting alone, and too narrow, as they take all "
        "dated ones for independent and followed to the end.",
        quiet=True,
    )


def _verdict(beside: ReferenceBeside) -> str:
    """Return on which days the model lies outside the bounds at the central values, and which way."""
    outside = _days_outside(beside)
    if not outside:
        return "At the central values the case’s rates lie outside the bounds of past ones on none of these days."
    better, worse = (bool(_outside(beside, worse=each)) for each in (True, False))
    way = "past ones did better on some and worse on others" if better and worse else ""
    way = way or ("past ones did better" if better else "past ones did worse")
    return f"At the central values the case’s rates lie outside the bounds on {outside}: {way}. {_UNDECIDED}"


def _side(each: DayBeside, draws: int) -> tuple[str, ...]:
    name = f"{each.day} (few are left)" if each.beyond_term else str(each.day)
    model = "–" if each.model is None else spread(each.model)
    return name, percent(each.past), _between(each.between), model, *([_outside_words(each)] if draws else [])


def _outside_words(each: DayBeside) -> str:
    """Return whether the model lies outside the bounds at the central values, and in how many draws."""
    # On a day on which nothing is in force nothing can lie outside.
    if each.model is None:
        return "–"
    number = count(each.outside_draws)
    if each.outside:
        return f"yes; in {number}"
    return f"not at the central values; in {number}" if each.outside_draws else "no"


def _patience(found: CeasefireOutlook) -> Iterator[Block]:
    if not found.patience:
        return
    yield Heading("HOW PATIENT THEY MUST BE", "for the method, not used above")
    yield Paragraph(patience_words(found))


def patience_words(found: CeasefireOutlook) -> str:
    """Return the critical discount factor of each party and what it says; empty where no stakes are told."""
    if not found.patience:
        return ""
    told = [
        f"{each.party} {each.factor.central:.2f}"
        + ("" if each.factor.low is None else f" ({each.factor.low:.2f} to {each.factor.high:.2f})")
        for each in found.patience
    ]
    return (
        "For a violation not to pay, a day of ceasefire tomorrow has to be worth at least so much of one today (0: "
        f"nothing, 1: as much): {join(told)}. This is each one’s critical discount factor, if a violation ends the "
        "ceasefire once it is noticed and named. A known last day takes that argument away."
    )


def basis_words(found: CeasefireOutlook) -> str:
    """Return on what all of it rests."""
    ranges = (
        f" Ranges are the 5th to the 95th percentile of {plural(found.draws, 'draw')} of the case’s ranges "
        f"(seed {found.seed}): they tell of its estimates, not of the world."
        if found.draws
        else ""
    )
    return (
        "By the case’s rates: incidents arrive, are noticed and explained, strain the ceasefire, are settled or "
        f"answered, and in each state it may collapse or be superseded; a term ends on its date.{ranges}"
    )
