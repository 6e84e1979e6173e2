"""The deal space: what packages give each side, as pictures and as a table in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from markupsafe import Markup

from detente.case import option_text
from detente.report.demands import condition_words
from detente.report.html.charts.space import Axis, Dot, Kind, deal_space
from detente.report.html.charts.strips import Tick, strips
from detente.report.html.common import Subject, character, picture, sentence
from detente.report.html.obstacles import obstacles_of
from detente.report.html.svg import Picture
from detente.report.stuck import conflict_words, hardening_words
from detente.report.words import SOLUTION_NAMES, changed_terms, count, gain, join, package_words, plural, points, share
from detente.results import Discussed, Outcome

__all__ = ["DealSpace", "Entry", "deal_space_of"]

_PAIRED = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: a package, what it gives each side, and its terms."""

    mark: str
    name: str
    gains: tuple[str, ...]
    verdict: str
    terms: str


@dataclass(frozen=True, slots=True)
class DealSpace:
    """The section.

    Parameters
    ----------
    pictures
        A caption and a picture for each pair of sides, or one for all of them.
    entries, diverse
        Packages and proposals; with three sides or more, packages that stand for many.
    lotteries
        Name, mean gains, and the share and terms of each package, of the lotteries that do better than a package.
    solutions, comparing
        The solutions that do not depend on anybody's scale; those that do.
    shares
        The parts of the zero-sumness, and at the end the whole.
    conflicts
        Without a deal, the sets of demands that cannot hold together.
    pushes
        With a deal, what each side can insist on, and what every deal contains.
    """

    lead: str
    pictures: tuple[tuple[str, Markup], ...]
    obstacles: tuple[tuple[str, str, str], ...]
    obstacles_title: str
    zopa: bool
    paired: bool
    proposed: bool
    parties: tuple[str, ...]
    entries: tuple[Entry, ...]
    diverse: tuple[Entry, ...]
    lotteries: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    solutions: tuple[Entry, ...]
    comparing: tuple[Entry, ...]
    opposition: str
    shares: tuple[tuple[str, str], ...]
    conflicts: tuple[str, ...]
    pushes: tuple[str, ...]


def deal_space_of(subject: Subject) -> DealSpace:
    """Return the section on the deal space."""
    deal = subject.analysis.deal
    return DealSpace(
        lead=_lead(subject),
        pictures=tuple(_pictures(subject)) if deal.frontier.points else (),
        obstacles=obstacles_of(subject),
        obstacles_title=_obstacles_title(subject),
        zopa=deal.zopa,
        paired=2 <= len(deal.counted) <= _PAIRED,
        proposed=any(result.outcome for result in deal.proposals.values()),
        parties=deal.counted,
        entries=tuple(_entries(subject)),
        diverse=tuple(_diverse(subject)),
        lotteries=tuple(_lotteries(subject)),
        solutions=tuple(_solutions(subject, "nash", "kalai_smorodinsky")),
        comparing=tuple(_solutions(subject, "egalitarian", "utilitarian")),
        opposition=_opposition(subject),
        shares=tuple(_parts(subject)),
        conflicts=tuple(sentence(conflict_words(each, subject.case)) for each in deal.conflicts),
        pushes=() if deal.hardening is None else hardening_words(subject.case, deal.hardening),
    )


def _obstacles_title(subject: Subject) -> str:
    deal = subject.analysis.deal
    if deal.zopa:
        return "How many of the outcomes that would be efficient if nothing stood in the way each obstacle rules out"
    if len(deal.conflicts) > 1:
        return f"In how many of the {len(deal.conflicts)} sets that cannot hold together each demand is"
    return "What cannot all hold together"


def _lead(subject: Subject) -> str:
    deal = subject.analysis.deal
    if not deal.frontier.points:
        return "No package obeys the rules, so there is nothing to draw."
    listed = f"{count(len(deal.frontier.points))} of " if deal.frontier.truncated else ""
    words = (
        "A package is efficient if no other gives one side more without giving another less. Of all packages that the "
        f"rules allow, {listed}{plural(deal.frontier.size, 'outcome')} would be efficient if nothing stood in the way"
    )
    if not deal.zopa:
        return f"{words}; none of the packages is acceptable to all."
    return f"{words}; among the acceptable packages, {plural(deal.acceptable_frontier.size, 'outcome')} are efficient."


def _points_of(subject: Subject) -> Iterator[tuple[Outcome, Kind, str]]:
    """Yield every outcome that is drawn, with its kind and label."""
    deal = subject.analysis.deal
    for point in deal.frontier.points:
        if point.blocked_by:
            yield point, "blocked", ""
    for point in deal.acceptable_frontier.points:
        yield point, "acceptable", ""
    for number, (name, result) in enumerate(deal.proposals.items(), 1):
        if result.outcome is not None:
            yield result.outcome, "proposal", f"{number}|{name}"
    for package in deal.discussed:
        yield package.outcome, "letter", package.letter


def _pictures(subject: Subject) -> Iterator[tuple[str, Markup]]:
    deal = subject.analysis.deal
    sides = deal.counted
    if not 2 <= len(sides) <= _PAIRED:
        yield "Each side on a line of its own", _strips(subject)
        return
    single = len(sides) == 2
    for number, (one, other) in enumerate(combinations(sides, 2), 1):
        axes = tuple(
            Axis(party, float(deal.no_deal[party]) if party in deal.no_deal else None) for party in (one, other)
        )

        def make(roomy: bool, axes: tuple[Axis, ...] = axes) -> Picture:  # noqa: FBT001 - as `picture` calls it
            dots = [
                Dot(
                    float(outcome.utility[axes[0].name]),
                    float(outcome.utility[axes[1].name]),
                    kind,
                    label.partition("|")[2 if roomy and single else 0] or label,
                )
                for outcome, kind, label in _points_of(subject)
            ]
            width, height = (640, 430) if roomy and single else (290, 290)
            return deal_space(dots, *axes, width=width, height=height)

        yield (
            f"What packages give {one} and {other}",
            picture(
                make,
                name=f"space-{number}",
                title=f"Deal space of {one} and {other}",
                description=_described(subject, one, other),
            ),
        )


def _described(subject: Subject, one: str, other: str) -> str:
    deal = subject.analysis.deal
    told = [
        f"package {package.letter}: {one} {points(package.outcome.utility[one])}, {other} "
        f"{points(package.outcome.utility[other])}"
        for package in deal.discussed
    ]
    lines = [f"{party} {points(deal.no_deal[party])}" for party in (one, other) if party in deal.no_deal]
    return (
        f"A scatter: across, the points of {one}; up, the points of {other}. No deal is worth {join(lines)}. "
        f"{sentence('; '.join(told))}. The table below gives the numbers."
    )


def _strips(subject: Subject) -> Markup:
    deal = subject.analysis.deal
    ticks = [
        Tick(party, float(outcome.utility[party]), kind, label)
        for party in deal.counted
        for outcome, kind, label in _points_of(subject)
    ]
    ticks += [Tick(party, float(deal.no_deal[party]), "no deal") for party in deal.counted if party in deal.no_deal]
    return picture(
        lambda roomy: strips(ticks, width=760 if roomy else 330, label=150 if roomy else 90),
        name="space",
        title="Deal space, side by side",
        description="For each side a line with its points for every efficient package. The table gives the numbers.",
    )


def _entry(subject: Subject, mark: str, name: str, outcome: Outcome, *, terms: str = "") -> Entry:
    deal = subject.analysis.deal
    gains = tuple(
        f"{points(outcome.utility[party])} ({gain(outcome.gain[party])})"
        if party in outcome.gain
        else points(outcome.utility[party])
        for party in deal.counted
    )
    verdict = "yes" if outcome.acceptable else "no"
    return Entry(mark, name, gains, verdict, terms or f"{sentence(package_words(subject.case, outcome.package))}.")


def _entries(subject: Subject) -> Iterator[Entry]:
    deal = subject.analysis.deal
    for package in deal.discussed:
        yield _entry(
            subject, package.letter, character(subject, package), package.outcome, terms=_terms(subject, package)
        )
    for number, (name, result) in enumerate(deal.proposals.items(), 1):
        if result.outcome is None:
            continue
        terms = f"{sentence(_moved(subject, result.outcome, result.open_issues))}."
        entry = _entry(subject, f"◆ {number}", name, result.outcome, terms=terms)
        verdict = "yes" if result.necessary else "depends" if result.possible else "no"
        yield Entry(entry.mark, entry.name, entry.gains, verdict, entry.terms)


def _terms(subject: Subject, package: Discussed) -> str:
    """Return the terms of the first package, and of any other only what differs from it."""
    first = subject.analysis.deal.discussed[0]
    if package is first:
        return f"{sentence(_moved(subject, package.outcome))}."
    return f"As {first.letter}, but {changed_terms(subject.case, first.outcome.package, package.outcome.package)}."


def _moved(subject: Subject, outcome: Outcome, left_open: Sequence[str] = ()) -> str:
    """Return the terms that are not as now, but for those that a proposal leaves open."""
    issues = subject.case.issues
    moved = {
        issue: option
        for issue, option in outcome.package.items()
        if option_text(option) != issues[issue].status_quo and issue not in left_open
    }
    words = [package_words(subject.case, moved)] if moved else []
    if left_open:
        words.append(f"{plural(len(left_open), 'issue')} left open, drawn as suits all sides best")
    if len(moved) + len(left_open) < len(issues):
        words.append("all else as now" if words else "everything as now")
    return "; ".join(words)


def _solutions(subject: Subject, *names: str) -> Iterator[Entry]:
    deal = subject.analysis.deal
    letters = {tuple(p.outcome.utility.items()): p.letter for p in deal.discussed}
    for name in names:
        outcomes: tuple[Outcome, ...] = getattr(deal.solutions, name)
        for outcome in outcomes:
            letter = letters.get(tuple(outcome.utility.items()), "")
            ties = f" ({plural(outcome.packages, 'package')} with these points)" if outcome.packages > 1 else ""
            yield _entry(
                subject,
                letter,
                sentence(SOLUTION_NAMES[name]),
                outcome,
                terms=f"As package {letter}{ties}."
                if letter
                else f"{sentence(package_words(subject.case, outcome.package))}{ties}.",
            )


def _diverse(subject: Subject) -> Iterator[Entry]:
    """Yield the packages that stand for many: the first in full, each other by what differs from it."""
    deal = subject.analysis.deal
    letters = {tuple(p.outcome.utility.items()): p.letter for p in deal.discussed}
    for number, outcome in enumerate(deal.diverse, 1):
        first = deal.diverse[0]
        changes = f"As the first, but {changed_terms(subject.case, first.package, outcome.package)}."
        yield _entry(
            subject,
            letters.get(tuple(outcome.utility.items()), ""),
            f"no. {number}",
            outcome,
            terms="" if outcome is first else changes,
        )


def _lotteries(subject: Subject) -> Iterator[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Yield the lotteries that compare no points between sides, where they decide between packages at all."""
    deal = subject.analysis.deal
    if deal.lotteries is None:
        return
    for name, lottery in (("nash", deal.lotteries.nash), ("kalai_smorodinsky", deal.lotteries.kalai_smorodinsky)):
        if lottery.needed:
            means = join([f"{p} {points(lottery.utility[p])} ({gain(lottery.gain[p])})" for p in deal.counted])
            first = lottery.parts[0].outcome.package
            terms = (
                sentence(package_words(subject.case, first))
                if part.outcome.package is first
                else f"The same, but {changed_terms(subject.case, first, part.outcome.package)}"
                for part in lottery.parts
            )
            shares = (f"{float(part.share):.1%}" for part in lottery.parts)
            yield sentence(SOLUTION_NAMES[name]), means, tuple(zip(shares, terms, strict=True))


def _parts(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield the parts of the zero-sumness: of issues, of options worth something together, and the whole."""
    found = subject.analysis.deal.zero_sumness
    if found.value is None:
        return
    for issue, value in found.by_issue.items():
        if value is not None:
            yield issue, share(value)
    for linkage, value in zip(subject.case.linkages, found.by_linkage, strict=True):
        if value is not None and linkage.party in subject.analysis.deal.counted:
            what = "broken promise of" if linkage.promise else "worth together to"
            yield f"{what} {linkage.party}: {condition_words(linkage.when, subject.case)}", share(value)
    yield "the whole", share(found.value)


def _opposition(subject: Subject) -> str:
    deal = subject.analysis.deal
    if not deal.space.feasible:
        return ""
    return (
        f"Opposition {share(deal.opposition)} (0: all can have their best). Zero-sumness "
        f"{share(deal.zero_sumness.value)} (1: what one gains the other loses). Both depend on the options listed."
    )
