"""Who sits together over what, what smaller circles can settle, over whose heads, and what does not wait."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case import Case, DateSpan, option_text
from detente.report.demands import line_words
from detente.report.document import Block as Part
from detente.report.document import Bullets, Clauses, Column, Heading, Paragraph, Table
from detente.report.layout import FULL_WIDTH, wrap
from detente.report.words import count, gain, join, option_words, package_words, plural
from detente.results import Bypassed, ConsentSet, Deal, Outcome, Seated

__all__ = [
    "at_table",
    "base_words",
    "bypassed_words",
    "circles",
    "clocks",
    "day_words",
    "few_circles",
    "further_words",
    "moved_words",
    "over_heads",
    "table_words",
]

_STAGES = {"first": "a first step", "final": "the final settlement"}


def day_words(case: Case, on: DateSpan) -> str:
    """Return how far a date is from the date of the case."""
    if case.as_of is None:
        return ""
    first, last = ((day - case.as_of.last).days for day in (on.first, on.last))
    if first < 0:
        return "past"
    if first == last:
        return "today" if not first else f"in {plural(first, 'day')}"
    return f"in {count(first)} to {plural(last, 'day')}"


def table_words(case: Case, seated: Seated, most: int | None = None) -> tuple[str, str]:
    """Return which table and stage an answer is about: a few words, and what may move and what stays.

    Parameters
    ----------
    most
        The most issues to name of those that may move; all of them if absent.
    """
    table = case.tables.get(seated.name)
    title = (table.title or table.name) if table is not None else ""
    lead = f"At the table {title!r}" if title else "With everybody at the table"
    if table is not None and table.on is not None:
        lead += f" ({table.on})"
    if seated.stage:
        lead += f", on {_STAGES[seated.stage]}"
    present = f"{join(seated.present)} present" if title else ""
    moving = f"{len(seated.issues)} of {plural(len(case.issues), 'issue')} can move"
    named = seated.issues[:most]
    rest = len(seated.issues) - len(named)
    if named:
        moving += f": {join((*named, f'{rest} more')) if rest else join(named)}"
    elsewhere = tuple(table.given) if table is not None else ()
    given = {name: option for name, option in seated.held.items() if name in elsewhere}
    # Before the list of issues, which may be cut off: the answer stands on what was assumed.
    assumed = f"assumed as settled elsewhere: {package_words(case, given)}" if given else ""
    rest = "all else stays at its status quo"
    text = "; ".join(part for part in (present, assumed, moving, rest) if part)
    if seated.beyond:
        text += f". On the table too, but others decide: {join(seated.beyond)}"
    return f"{lead}:", f"{text}."


def at_table(case: Case, deal: Deal, lines: int | None = None) -> Iterator[Part]:
    """Yield which table and stage the answer is about, where that is not everything with everybody."""
    if deal.seated is not None:
        lead, text = table_words(case, deal.seated)
        for most in range(len(deal.seated.issues) - 1, -1, -1):
            if lines is None or len(wrap(f"{lead} {text}", FULL_WIDTH)) <= lines:
                break
            lead, text = table_words(case, deal.seated, most)
        yield Paragraph(text, lead=lead, lines=lines)
    if deal.conditional:
        verb, whose = ("is", "its") if len(deal.conditional) == 1 else ("are", "their")
        yield Paragraph(
            f"{join(deal.conditional)} {verb} asked only where a package changes an issue that needs {whose} consent.",
            quiet=True,
            lines=2,
        )


def bypassed_words(case: Case, each: Bypassed) -> str:
    """Return what a party over whose head a package is settled loses by it."""
    said: list[str] = []
    if each.change is not None and each.change < 0:
        said.append(gain(each.change))
    elif each.change is None and each.gain is not None:
        said.append(f"{gain(each.gain)} against no deal")
    said += [line_words(case.red_lines[at], case) for at in each.red_lines]
    return f"{each.party} ({'; '.join(said)})"


def base_words(case: Case, seated: Seated) -> str:
    """Return against what losses are counted at a table."""
    table = case.tables.get(seated.name)
    return "what is assumed" if table is not None and table.given else "the status quo"


def over_heads(case: Case, deal: Deal, lines: int | None = None) -> Iterator[Part]:
    """Yield over whose heads the packages worth discussing would be settled at a table."""
    if deal.seated is None or not deal.seated.name:
        return
    items = [
        Clauses(
            tuple(bypassed_words(case, one) for one in each.outcome.bypassed), f"{each.letter}: ", "", ", ", " and "
        )
        for each in deal.discussed
        if each.outcome.bypassed
    ]
    if not deal.discussed:
        return
    yield Heading("SETTLED OVER THE HEAD OF", f"own points, against {base_words(case, deal.seated)}; red lines")
    if items:
        yield Bullets(tuple(items), lines=lines)
    else:
        yield Paragraph("nobody whose preferences are known: none loses by these packages.", quiet=True)


def moved_words(case: Case, outcome: Outcome, each: ConsentSet) -> tuple[str, ...]:
    """Return the terms of a package that a set of parties moves."""
    still = {name: case.issues[name].status_quo for name in each.issues}
    return tuple(
        f"{name}: {option_words(case, name, option)}"
        for name, option in outcome.package.items()
        if name in still and option_text(option) != still[name]
    )


_WHO = Heading("WHO CAN SETTLE WHAT", "without anybody else's consent")


def few_circles(case: Case, deal: Deal, rows: int, lines: int) -> Iterator[Part]:
    """Yield in a line each what sets of parties can settle without the others, and over whose heads."""
    if not deal.consent_sets or not rows:
        return
    items: list[str] = []
    for each in deal.consent_sets[:rows]:
        who, moves, zone, _, heads = _circle(case, each)
        verdict = f"a zone; the Nash package is over the head of {heads}" if zone == "yes" else "no zone"
        items.append(f"{who}, {moves}: {verdict}")
    if len(deal.consent_sets) > rows:
        items.append(f"{count(len(deal.consent_sets) - rows)} more: see --all.")
    items += further_words(deal)
    yield _WHO
    yield Bullets(tuple(items), lines=lines)


def circles(case: Case, deal: Deal) -> Iterator[Part]:
    """Yield what each set of parties can settle without the others, an example, and over whose heads."""
    if not deal.consent_sets:
        return
    yield _WHO
    yield Table(
        columns=(
            Column(head=("these agree",), least=14),
            Column(head=("can move",), align="right", wraps=False),
            Column(head=("zone",), least=4, wraps=False),
            Column(head=("for example (Nash)",), least=16),
            Column(head=("over the head of",), least=14),
        ),
        groups=(tuple(_circle(case, each) for each in deal.consent_sets),),
    )
    for words in further_words(deal):
        yield Paragraph(words, quiet=True)


def further_words(deal: Deal) -> tuple[str, ...]:
    """Return that sets of parties were left out, where there are too many to answer for."""
    rest = deal.further_consent_sets
    if not rest:
        return ()
    return (f"{plural(rest, 'larger set')} of parties {'was' if rest == 1 else 'were'} not worked out: too many.",)


def _circle(case: Case, each: ConsentSet) -> tuple[str, ...]:
    moves = plural(len(each.issues), "issue")
    if not each.packages:
        return (join(each.parties), moves, "no", "", "")
    first = each.packages[0]
    return (
        join(each.parties),
        moves,
        "yes",
        "; ".join(moved_words(case, first, each)),
        join(bypassed_words(case, one) for one in first.bypassed) or "nobody",
    )


def _waiting(case: Case) -> list[tuple[str, str, str, str]]:
    """Return what does not wait, the soonest first: date, how far away, name, and what happens."""
    ordered = sorted(case.clocks.values(), key=lambda clock: (clock.on.first, clock.on.last))
    return [(str(clock.on), day_words(case, clock.on), clock.name, clock.what) for clock in ordered]


def clocks(case: Case, rows: int | None = None, lines: int | None = None) -> Iterator[Part]:
    """Yield what does not wait."""
    found = _waiting(case)
    if not found or rows == 0:
        return
    yield Heading("WHAT DOES NOT WAIT", "" if case.as_of is None else f"counted from {case.as_of}")
    items = [f"{on}{f' ({away})' if away else ''}: {name}. {what}".strip() for on, away, name, what in found[:rows]]
    if rows is not None and len(found) > rows:
        items.append(f"{count(len(found) - rows)} more: see --all.")
    yield Bullets(tuple(items), lines=lines)
