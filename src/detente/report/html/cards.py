"""Packages as cards: what is on the table, and what is worth discussing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from detente.case import Case, Proposal
from detente.report.demands import block_words, condition_words, line_words
from detente.report.html.charts.gains import Gain, gains
from detente.report.html.charts.names import label_room
from detente.report.html.common import (
    SideGain,
    Subject,
    accepted_words,
    candidate_of,
    central_values,
    character,
    count_words,
    picture,
    sentence,
    side_gains,
)
from detente.report.html.dates import date_words
from detente.report.html.terms import LISTED, Stage, filled_of, stages_of
from detente.report.words import gain, join, label_words, option_words, plural, points, signed
from detente.results import Ask, Candidate, Discussed, Outcome, ProposalResult, differing_issues

__all__ = ["Card", "Cards", "Response", "cards_of"]

_UNTRIED = "A rule of the case excludes it, so it was not tried over the draws"


@dataclass(frozen=True, slots=True)
class Response:
    """What a party answered to a package, or would ask for."""

    party: str
    answer: str
    kind: str


@dataclass(frozen=True, slots=True)
class Card:
    """One package.

    Parameters
    ----------
    verdict, kind
        Whether it is acceptable at the central values; the same scale for every card.
    filled
        How many of its terms no party proposed, or empty; `filled_in` are those terms, which `stages` leaves out.
    better
        Changes that would together be better for every side, and as the last what they add for each; or empty.
    """

    letter: str
    title: str
    made: str
    verdict: str
    kind: str
    filled: str
    gains: tuple[SideGain, ...]
    accepted: str
    responses: tuple[Response, ...]
    notes: tuple[str, ...]
    blocked: tuple[str, ...]
    asks: tuple[Response, ...]
    better: tuple[str, ...]
    stages: tuple[Stage, ...]
    filled_in: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """The section: both groups, and a picture of what every package gives."""

    proposals: tuple[Card, ...]
    packages_title: str
    packages: tuple[Card, ...]
    picture: Markup
    drawn: bool
    central: str
    linked: bool
    only_firm: str
    without_range: str


def cards_of(subject: Subject) -> Cards:
    """Return the section on packages."""
    deal = subject.analysis.deal
    return Cards(
        proposals=tuple(_proposal(subject, result) for result in deal.proposals.values()),
        packages_title="Worth discussing" if deal.zopa else "What comes nearest",
        packages=tuple(_discussed(subject)),
        picture=_picture(subject),
        drawn=subject.draws is not None,
        central=central_values(subject.case),
        linked=bool(subject.case.linkages),
        only_firm=_only_firm(subject),
        without_range=_without_range(subject),
    )


def _discussed(subject: Subject) -> Iterator[Card]:
    deal = subject.analysis.deal
    widest = _widest(subject)
    packages = [package.outcome.package for package in deal.discussed]
    if widest is not None:
        packages.append(widest.package)
    differing = differing_issues(packages) if len(packages) > 1 else ()
    for package in deal.discussed:
        candidate = candidate_of(subject.draws, f"package {package.letter}")
        outcome = package.outcome
        notes = [f"{plural(outcome.packages, 'package')} give exactly these points."] if outcome.packages > 1 else []
        yield Card(
            letter=package.letter,
            title=_title(subject, package),
            made="",
            verdict=_verdict(subject, acceptable=outcome.acceptable),
            kind="yes" if outcome.acceptable else "no",
            filled="",
            gains=side_gains(subject, outcome, candidate),
            accepted=_accepted(subject, candidate),
            responses=(),
            notes=tuple(notes),
            blocked=_blocked(subject, outcome),
            asks=_asks(subject, outcome, package.asks),
            better=(),
            stages=stages_of(subject, outcome.package, differing),
            filled_in=(),
        )
    best = subject.draws.best if subject.draws else None
    if widest is not None and best is not None:
        yield _candidate(subject, widest, best, differing)


def _title(subject: Subject, package: Discussed) -> str:
    words = character(subject, package)
    return f"{words}: {label_words(subject.analysis.deal, package)}" if package.solutions else words


def _verdict(subject: Subject, *, acceptable: bool) -> str:
    return f"{'' if acceptable else 'not '}acceptable {central_values(subject.case)}"


def _widest(subject: Subject) -> Candidate | None:
    """Return the most widely acceptable candidate, unless a card shows one as good already."""
    draws = subject.draws
    if draws is None or not draws.packages or not draws.packages[0].share:
        return None
    best = draws.packages[0].share
    shown = [candidate for candidate in draws.packages if candidate.share == best]
    named = any(label.startswith(("package ", "proposal ")) for candidate in shown for label in candidate.labels)
    return None if named else draws.packages[0]


def _candidate(subject: Subject, candidate: Candidate, best: Outcome, differing: Sequence[str]) -> Card:
    """Return the card of the most widely acceptable candidate."""
    return Card(
        letter="★",
        title="Most widely acceptable of those compared",
        made="",
        verdict=_verdict(subject, acceptable=best.acceptable),
        kind="yes" if best.acceptable else "no",
        filled="",
        gains=side_gains(subject, best, candidate),
        accepted=_accepted(subject, candidate),
        responses=(),
        notes=(),
        blocked=_blocked(subject, best),
        asks=(),
        better=(),
        stages=stages_of(subject, candidate.package, differing),
        filled_in=(),
    )


def _proposal(subject: Subject, result: ProposalResult) -> Card:
    case = subject.case
    proposal = case.proposals[result.name]
    outcome = result.outcome
    candidate = candidate_of(subject.draws, f"proposal {result.name}")
    kind = "yes" if result.necessary else "open" if result.possible else "no"
    verdict = _verdict(subject, acceptable=result.possible)
    if kind == "open":
        verdict += " with what is left open filled in as shown"
    notes: list[str] = []
    if result.open_issues:
        notes.append(
            f"It leaves open {_listed(result.open_issues)}. What is filled in here is one of "
            f"{count_words(result.completions)} ways that the rules allow."
        )
    if subject.draws is not None and outcome is not None and candidate is None:
        notes.append(f"{_UNTRIED}.")
    if proposal.provenance.note:
        notes.append(proposal.provenance.note)
    return Card(
        letter="",
        title=proposal.title or result.name,
        made=_made(proposal),
        verdict=verdict,
        kind=kind,
        filled=_filled(subject, result),
        gains=side_gains(subject, outcome, candidate) if outcome else (),
        accepted=_accepted(subject, candidate),
        responses=tuple(_responses(case, proposal)),
        notes=tuple(notes),
        blocked=_blocked(subject, outcome) if outcome else ("No package that the rules allow completes it.",),
        asks=_asks(subject, outcome, result.asks) if outcome else (),
        better=_better(subject, result),
        stages=stages_of(subject, outcome.package, (), result.open_issues) if outcome else (),
        filled_in=filled_of(subject, outcome.package, result.open_issues) if outcome else (),
    )


def _filled(subject: Subject, result: ProposalResult) -> str:
    """Return how many terms of a proposal are not its own."""
    if not result.open_issues or result.outcome is None:
        return ""
    terms = plural(len(subject.case.issues), "term")
    return f"{len(result.open_issues)} of {terms} filled in by the program, as suits all sides best"


def _listed(issues: Sequence[str]) -> str:
    return join(issues) if len(issues) <= LISTED else f"{len(issues)} issues"


def _made(proposal: Proposal) -> str:
    by = f"by {join(proposal.by)}" if proposal.by else ""
    return sentence(", ".join(part for part in (by, date_words(proposal.on)) if part))


def _responses(case: Case, proposal: Proposal) -> Iterator[Response]:
    kinds = {"accepted": "yes", "rejected": "no", "conditional": "open"}
    words = {"accepted": "accepted it", "rejected": "rejected it", "conditional": "asked for changes"}
    for answer in proposal.responses:
        condition = f": {condition_words(answer.condition, case)}" if answer.condition else ""
        dated = f", {date_words(answer.on)}" if answer.on else ""
        yield Response(answer.party, f"{words[answer.answer]}{dated}{condition}", kinds[answer.answer])


def _accepted(subject: Subject, candidate: Candidate | None) -> str:
    return accepted_words(candidate.share, subject.analysis.draws) if candidate else ""


def _blocked(subject: Subject, outcome: Outcome) -> tuple[str, ...]:
    return tuple(
        sentence(block_words(block, subject.case))
        + ("" if block.shortfall is None else f", by {points(block.shortfall)} points")
        for block in outcome.blocked_by
    )


def _asks(subject: Subject, outcome: Outcome, asks: Sequence[Ask]) -> tuple[Response, ...]:
    """Return what each side would ask next, and what every other side would then gain over no deal."""
    told: list[Response] = []
    for ask in asks:
        others = [
            f"{party} from {gain(outcome.gain[party])} to {gain(ask.outcome.gain[party])}"
            for party in subject.analysis.deal.consenting
            if party != ask.party and party in ask.outcome.gain
        ]
        adds = f"worth {gain(ask.adds)} to it" if ask.adds > 0 else "so that it can accept"
        rest = f"; takes {join(others)}" if others else ""
        change = f"{ask.issue}: {option_words(subject.case, ask.issue, ask.option)}"
        told.append(Response(ask.party, f"{change}, {adds}{rest}", ""))
    return tuple(told)


def _better(subject: Subject, result: ProposalResult) -> tuple[str, ...]:
    if result.outcome is None or not result.better:
        return ()
    here, there = result.outcome, result.better[0]
    changes = [
        f"{issue}: {option_words(subject.case, issue, there.package[issue])}"
        for issue, option in here.package.items()
        if there.package[issue] != option
    ]
    adds = [
        f"{gain(there.utility[party] - here.utility[party])} for {party}" for party in subject.analysis.deal.counted
    ]
    return (*changes, f"{join(adds)}, each in its own points.")


def _without_range(subject: Subject) -> str:
    """Return which packages of the picture have no range, and why."""
    if subject.draws is None:
        return ""
    names = [
        result.name
        for result in subject.analysis.deal.proposals.values()
        if result.outcome is not None and candidate_of(subject.draws, f"proposal {result.name}") is None
    ]
    reason = _UNTRIED if len(names) == 1 else "Rules of the case exclude them, so they were not tried over the draws"
    return f"Without a range: {join(names)}. {reason}." if names else ""


def _only_firm(subject: Subject) -> str:
    firm = subject.analysis.deal.firm_only
    if firm is None:
        return ""
    lines = [subject.case.red_lines[position] for position in firm.dropped]
    dropped = "; ".join(f"{line.party} {line_words(line, subject.case)}" for line in lines)
    now = (
        "there would be a zone of possible agreement"
        if firm.zopa
        else "there would still be no zone of possible agreement"
    )
    if firm.zopa and subject.analysis.deal.zopa:
        now = "other packages would be acceptable too"
    if firm.solutions.nash:
        utility = firm.solutions.nash[0].utility
        given = join(f"{party} {points(utility[party])}" for party in subject.analysis.deal.consenting)
        now += f"; the Nash solution would then give {given}"
    return f"If only firm red lines held (firmness at least 0.5), {now}. Left out: {dropped}."


def _picture(subject: Subject) -> Markup:
    """Return what every package gives each side, by interval where there are draws."""
    deal = subject.analysis.deal
    draws = subject.draws
    named = [
        (f"Package {package.letter}", candidate_of(draws, f"package {package.letter}"), package.outcome)
        for package in deal.discussed
    ]
    if draws is not None and draws.best is not None and (widest := _widest(subject)) is not None:
        named.append(("★", widest, draws.best))
    named += [
        (name, candidate_of(draws, f"proposal {name}"), result.outcome)
        for name, result in deal.proposals.items()
        if result.outcome is not None
    ]
    rows: list[Gain] = []
    for name, candidate, outcome in named:
        for party in deal.consenting:
            if party not in outcome.gain:
                continue
            spread = candidate.gain.get(party) if candidate else None
            central = float(outcome.gain[party])
            rows.append(
                Gain(name, party, central, spread.low, spread.lower, spread.upper, spread.high)
                if spread
                else Gain(name, party, central)
            )
    if not rows:
        return Markup("")
    parties = len({row.party for row in rows})
    worse = [f"“{row.package}” for {row.party} ({signed(row.central)})" for row in rows if row.central < 0]
    told = f"Worse than no deal: {join(worse)}" if worse else "None is worse for a side than no deal"
    return picture(
        lambda roomy: gains(
            rows,
            width=800 if roomy else 330,
            label=label_room([row.package for row in rows], 190 if roomy else 130),
            beside=roomy and parties <= 3,
        ),
        name="gains",
        title="What each package gives each side over no deal",
        description="One panel per side; right of the line the side is better off than with no deal. "
        f"{told}. The cards below give the numbers.",
    )
