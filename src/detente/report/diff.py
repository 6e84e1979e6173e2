"""Two versions of a case in words: what changed, and what that did to the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from detente.case import Case
from detente.report.document import Block, Bullets, Column, Document, Heading, Paragraph, Table
from detente.report.layout import shorten
from detente.report.words import count, gain, join, package_words, plural, points, seats_words, signed
from detente.results import Change, Difference, Followed, Outcome, Shift

__all__ = ["difference"]

_NOTE = "shares describe your ranges, not the world"
_PER = 100

_BEFORE = 80
"""Cells of what something was, so that what it becomes finds room beside it."""


def difference(first: Case, second: Case, found: Difference) -> Document:
    """Return a difference as a document.

    Parameters
    ----------
    first, second
        The versions, for units and the order of issues.
    found
        What changed, and what that did.
    """
    same = found.first.title == found.second.title
    return Document(
        title=found.first.title if same else f"{found.first.title}, and {found.second.title}",
        aside=plural(len(found.changes), "change"),
        blocks=tuple(_blocks(first, second, found)),
    )


def _blocks(first: Case, second: Case, found: Difference) -> Iterator[Block]:
    asked = seats_words(found.table, found.stage)
    if asked:
        yield Paragraph(asked)
    yield from _verdict(found)
    yield from _changes(found)
    yield from _answers(first, second, found)
    yield from _apart(found)
    yield from _packages(first, second, found)


def _verdict(found: Difference) -> Iterator[Block]:
    computed = [change for change in found.changes if not change.silent]
    if not computed:
        text = "Only words for people changed" if found.changes else "Nothing changed"
        yield Paragraph(f"{text}, so the answers are the same.")
        return
    before, after = found.first.deal.zopa, found.second.deal.zopa
    if before == after:
        zone = "a zone of possible agreement" if after else "no zone of possible agreement"
        yield Paragraph(f"At the central values there is {zone} in both.", lead="The verdict stays.")
    else:
        zone = (
            "there is a zone of possible agreement now" if after else "there is no zone of possible agreement any more"
        )
        yield Paragraph(f"At the central values {zone}.", lead="The verdict changes.")
    if found.zone is not None:
        yield Paragraph(f"A zone exists in {_shares(found, found.zone)}; {_NOTE}.")


def _shares(found: Difference, shift: Shift) -> str:
    before, after = (round(share * found.draws) for share in (shift.before, shift.after))
    draws = plural(found.draws, "draw")
    if before == after:
        same = "all" if before == found.draws else count(before)
        return f"{same} of {draws} of the ranges in both" + (f", {_change(shift)}" if shift.error else "")
    return f"{count(before)} of {draws} of the ranges before and {count(after)} now, {_change(shift)}"


def _change(shift: Shift) -> str:
    """Return the change of a share with its standard error, in draws of a hundred."""
    error = "" if shift.error is None else f" ± {_PER * shift.error:.1f}"
    return f"{signed(_PER * shift.change)}{error} of 100"


def _changes(found: Difference) -> Iterator[Block]:
    if not found.changes:
        return
    yield Heading("WHAT CHANGED", "in the order of the file")
    yield Bullets(tuple(f"{number}. {_told(each)}" for number, each in enumerate(found.changes, 1)), 3)


def _told(change: Change) -> str:
    quiet = " (words only)" if change.silent else ""
    match change.kind:
        case "added":
            return f"{change.path}{quiet}: added {change.now or 'with nothing said'}"
        case "removed":
            return f"{change.path}{quiet}: removed, was {change.was or 'nothing'}"
        case "changed":
            was = shorten(change.was or "nothing", _BEFORE)
            return f"{change.path}{quiet}: {was} becomes {change.now or 'nothing'}"


def _answers(first: Case, second: Case, found: Difference) -> Iterator[Block]:
    if all(change.silent for change in found.changes):
        return
    yield Heading("WHAT THAT DID TO THE ANSWERS", "each side's own points; gain over no deal")
    before, after = found.first.deal, found.second.deal
    rows: list[tuple[str, ...]] = [
        ("feasible packages", count(before.space.feasible), count(after.space.feasible)),
        ("efficient, acceptable", count(before.acceptable_frontier.size), count(after.acceptable_frontier.size)),
    ]
    groups: list[tuple[tuple[str, ...], ...]] = [tuple(rows)]
    parties = list(dict.fromkeys((*before.no_deal, *after.no_deal)))
    groups.append(
        tuple(
            (f"no deal for {party}", *(_point(deal.no_deal.get(party)) for deal in (before, after)))
            for party in parties
        )
    )
    for name, one, other in (
        ("Nash", before.solutions.nash, after.solutions.nash),
        ("Kalai-Smorodinsky", before.solutions.kalai_smorodinsky, after.solutions.kalai_smorodinsky),
    ):
        if one or other:
            groups.append(tuple(_gains(name, parties, one[:1], other[:1])))
    yield Table(
        columns=(
            Column(least=16),
            Column(head=("before",), align="right", wraps=False),
            Column(head=("now",), align="right", wraps=False),
        ),
        groups=tuple(groups),
    )
    one, other = before.solutions.nash, after.solutions.nash
    if one and other and one[0].package != other[0].package:
        yield Paragraph(f"{package_words(first, one[0].package)}.", lead="Nash before:")
        yield Paragraph(f"{package_words(second, other[0].package)}.", lead="Nash now:")


def _gains(
    name: str, parties: list[str], one: tuple[Outcome, ...], other: tuple[Outcome, ...]
) -> Iterator[tuple[str, ...]]:
    for party in parties:
        yield (f"{name}: gain of {party}", *(_gain(each[0].gain if each else {}, party) for each in (one, other)))


def _point(value: Fraction | None) -> str:
    return "–" if value is None else points(value)


def _gain(gains: Mapping[str, Fraction], party: str) -> str:
    return gain(gains[party]) if party in gains else "–"


def _apart(found: Difference) -> Iterator[Block]:
    tried = [(number, each) for number, each in enumerate(found.changes, 1) if not each.silent]
    if len(tried) < 2:
        return
    yield Heading("WHICH CHANGE DID IT", "each alone, made in the first version")
    if not found.apart:
        yield Paragraph(f"Not tried: there are {len(tried)} changes.")
        return
    parties = found.first.deal.counted
    rows: list[tuple[str, ...]] = [("before", *_row(found, found.first.deal.zopa, None, _nash(found)))]
    for number, each in tried:
        if each.alone is not None:
            rows.append((f"{number}. {each.path}", *_row(found, each.alone.zopa, each.alone.zone, each.alone.nash)))
    drawn = (Column(head=("draws with", "a zone"), align="right", wraps=False),) if found.zone is not None else ()
    yield Table(
        columns=(
            Column(head=("", "change"), least=14),
            Column(head=("zone",), wraps=False),
            *drawn,
            *(Column(head=("Nash:", party), align="right", least=6) for party in parties),
        ),
        groups=(tuple(rows),),
    )
    if drawn:
        yield Paragraph("Draws with a zone: the change, of 100, and its standard error.", quiet=True)
    faults = [f"{number}. {each.fault}" for number, each in tried if each.fault]
    if faults:
        yield Paragraph("These cannot stand alone:", quiet=True)
        yield Bullets(tuple(faults), 2)


def _nash(found: Difference) -> Mapping[str, Fraction]:
    solution = found.first.deal.solutions.nash
    return solution[0].gain if solution else {}


def _row(found: Difference, zopa: bool, zone: Shift | None, nash: Mapping[str, Fraction]) -> tuple[str, ...]:  # noqa: FBT001 - a verdict
    error = "" if zone is None or zone.error is None else f" ± {_PER * zone.error:.1f}"
    drawn = ("" if zone is None else f"{signed(_PER * zone.change)}{error}",) if found.zone is not None else ()
    return ("yes" if zopa else "no", *drawn, *(_gain(nash, party) for party in found.first.deal.counted))


def _packages(first: Case, second: Case, found: Difference) -> Iterator[Block]:
    if all(change.silent for change in found.changes) or not found.packages:
        return
    yield Heading("THE PACKAGES, BEFORE AND NOW", "gain over no deal; draws in which all accept")
    parties = list(dict.fromkeys((*found.first.deal.consenting, *found.second.deal.consenting)))
    columns = [Column(least=12), *(Column(head=(party,), least=8) for party in parties)]
    columns.append(Column(head=("acceptable",), least=8))
    if found.draws:
        columns.append(Column(head=("draws",), align="right", least=8))
        columns.append(Column(head=("of 100",), align="right", wraps=False))
    yield Table(columns=tuple(columns), groups=(tuple(_package(found, each, parties) for each in found.packages),))
    absent = [each.name for each in found.packages if each.before is None or each.after is None]
    if absent:
        yield Paragraph(f"Not listed in both: {join(absent)}.", quiet=True)
    yield Bullets(
        tuple(
            f"{each.name}: {package_words(first if each.before is not None else second, each.package)}"
            for each in found.packages
        ),
        2,
    )


def _package(found: Difference, each: Followed, parties: list[str]) -> tuple[str, ...]:
    gains = [
        _pair(*("–" if outcome is None else _gain(outcome.gain, party) for outcome in (each.before, each.after)))
        for party in parties
    ]
    verdict = _pair(*("–" if o is None else "yes" if o.acceptable else "no" for o in (each.before, each.after)))
    if not found.draws:
        return (each.name, *gains, verdict)
    if each.share is None:
        return (each.name, *gains, verdict, "–", "")
    before, after = (count(round(share * found.draws)) for share in (each.share.before, each.share.after))
    change = f"{signed(_PER * each.share.change)} ± {_PER * each.share.error:.1f}" if each.share.error else ""
    return (each.name, *gains, verdict, _pair(before, after), change)


def _pair(before: str, after: str) -> str:
    return before if before == after else f"{before}, now {after}"
