"""The first screen: is there room for a deal, what to discuss, what blocks, what to find out next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from detente.case import RedLine, StatedNumber, format_number, numbers_of, red_line_paths
from detente.report.draws import moving_of
from detente.report.html.asking import question_words
from detente.report.html.common import (
    SideGain,
    Subject,
    accepted_words,
    candidate_of,
    character,
    condition_words,
    count_words,
    draws_words,
    side_gains,
)
from detente.report.words import central_words, count, join, label_words, option_words, plural, points, signed
from detente.results import Block, Discussed, Influence, Uncertainty, differing_issues

__all__ = ["Answer", "Blocker", "Fact", "Obstacle", "Question", "Row", "Tried", "answer_of", "obstacles_of"]

_TERMS, _QUESTIONS, _PER_PARTY = 4, 3, 2


@dataclass(frozen=True, slots=True)
class Fact:
    """A number in large type, and what it counts."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One of the packages worth discussing, as a column."""

    letter: str
    label: str
    method: str
    gains: tuple[SideGain, ...]
    accepted: str


@dataclass(frozen=True, slots=True)
class Row:
    """An issue on which the packages differ, and the option of each."""

    issue: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way, and how many outcomes it keeps out that would be efficient without."""

    what: str
    number: str


@dataclass(frozen=True, slots=True)
class Blocker:
    """Someone (or the rules), what of theirs stands in the way, and how much more of it there is."""

    party: str
    items: tuple[Obstacle, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something worth finding out, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The first screen."""

    headline: str
    explained: str
    facts: tuple[Fact, ...]
    packages_title: str
    packages: tuple[Tried, ...]
    rows: tuple[Row, ...]
    rest: str
    blocks_lead: str
    blockers: tuple[Blocker, ...]
    questions_lead: str
    questions: tuple[Question, ...]


def answer_of(subject: Subject) -> Answer:
    """Return the first screen of a report."""
    deal = subject.analysis.deal
    tried = tuple(_tried(subject, package) for package in deal.discussed)
    rows, rest = _rows(subject)
    lead, questions = _questions(subject)
    return Answer(
        headline=_headline(subject),
        explained=_explained(subject),
        facts=tuple(_facts(subject)),
        packages_title=_title(len(tried), zopa=deal.zopa),
        packages=tried,
        rows=rows,
        rest=rest,
        blocks_lead=_blocks_lead(subject),
        blockers=_blockers(subject),
        questions_lead=lead,
        questions=questions,
    )


def _headline(subject: Subject) -> str:
    zopa, draws = subject.analysis.deal.zopa, subject.draws
    at = central_words(subject.case)
    if draws is None:
        return f"There is {'' if zopa else 'no '}room for a deal at {at}."
    if zopa and draws.zopa_draws == draws.draws:
        return "There is room for a deal, in every draw of your ranges."
    if not zopa and not draws.zopa_draws:
        return "There is no room for a deal, in any draw of your ranges."
    found = draws_words(draws.zopa_draws, draws.draws)
    if zopa:
        return f"There is room for a deal at {at}, and in {found} of them."
    if not draws.zopa_draws:
        return f"There is no room for a deal at {at}, nor in any draw of them."
    return f"There is no room for a deal at {at}; in {found} of them there is."


def _explained(subject: Subject) -> str:
    deal, case = subject.analysis.deal, subject.case
    if not deal.space.feasible:
        return "The rules of the case exclude every package."
    sides = join(deal.consenting)
    crossing = " and cross no red line" if case.red_lines else ""
    kind = "feasible" if case.rules else "possible"
    feasible = f"{count_words(deal.space.feasible)} {kind} package{'' if deal.space.feasible == 1 else 's'}"
    if deal.zopa:
        return (
            f"A zone of possible agreement exists: some of the {feasible} match or beat no deal for {sides}{crossing}. "
            "That is necessary for an agreement, not sufficient."
        )
    return (
        f"No zone of possible agreement: at {central_words(case)}, none of the {feasible} matches or beats no deal for "
        f"{sides}{' without crossing a red line' if case.red_lines else ''}."
    )


def _facts(subject: Subject) -> Iterator[Fact]:
    draws = subject.draws
    if draws is None:
        yield Fact("none", "draws of the ranges were made, so nothing is said here of how far the answer holds")
        return
    yield Fact(
        f"{count(draws.zopa_draws)} of {count(draws.draws)}",
        "draws of your ranges have a zone (possible; the package may differ)",
    )
    yield Fact(
        "one found" if draws.some_necessary else "none found",
        "package that is acceptable whatever the values in your ranges (necessary)",
    )
    if draws.packages and not draws.packages[0].share:
        yield Fact(
            "none", f"of the {plural(draws.candidates, 'package')} compared is acceptable to all in any fresh draw"
        )
    elif draws.packages:
        best = draws.packages[0]
        letters = [label.removeprefix("package ") for label in best.labels if label.startswith("package ")]
        named = f"package {letters[0]}" if letters else "the most widely acceptable package"
        ties = sum(candidate.share == best.share for candidate in draws.packages) > 1
        yield Fact(
            f"{count(round(best.share * draws.draws))} of {count(draws.draws)}",
            f"fresh draws in which all accept {named}{' (others tie)' if ties else ''}",
        )


def _title(number: int, *, zopa: bool) -> str:
    if not zopa:
        return "What comes nearest"
    return ("", "One package", "Two packages", "Three packages")[number] + " worth discussing"


def _tried(subject: Subject, package: Discussed) -> Tried:
    candidate = candidate_of(subject.draws, f"package {package.letter}")
    return Tried(
        package.letter,
        character(subject, package),
        label_words(subject.analysis.deal, package) if package.solutions else "",
        side_gains(subject, package.outcome, candidate),
        accepted_words(candidate.share, subject.analysis.draws).removesuffix(" draws") if candidate else "",
    )


def _rows(subject: Subject) -> tuple[tuple[Row, ...], str]:
    """Return the weightiest issues on which the packages differ, and how many more there are."""
    deal = subject.analysis.deal
    outcomes = [package.outcome.package for package in deal.discussed]
    if not outcomes:
        return (), ""
    differing = differing_issues(outcomes) if len(outcomes) > 1 else tuple(outcomes[0])

    def weight(issue: str) -> float:
        return max(
            (float(deal.stakes[party][issue].points) for party in deal.consenting if party in deal.stakes), default=0
        )

    shown = set(sorted(differing, key=weight, reverse=True)[:_TERMS])
    rows = tuple(
        Row(issue, tuple(option_words(subject.case, issue, package[issue]) for package in outcomes))
        for issue in differing
        if issue in shown
    )
    left, same = len(differing) - len(rows), len(subject.case.issues) - len(differing)
    parts = [f"differ on {plural(left, 'further issue')}"] if left else []
    if len(outcomes) > 1 and same:
        parts.append(f"agree on {plural(same, 'other')}")
    return rows, f"They {join(parts)}: see the cards below." if parts else ""


def _blocks_lead(subject: Subject) -> str:
    deal = subject.analysis.deal
    if not deal.zopa:
        alone = all(len(conflict.members) == 1 for conflict in deal.conflicts)
        return (
            "This alone excludes every package."
            if alone
            else "These cannot all hold; without any one of them, the others can."
        )
    listed = deal.frontier.points
    blocked = sum(not point.acceptable for point in listed)
    if not blocked:
        return "Nothing: every efficient package is acceptable."
    passing = len(listed) - blocked
    passes = "none passes" if not passing else "1 passes" if passing == 1 else f"{count(passing)} pass"
    return f"{plural(len(listed), 'outcome')} would be efficient without these; {passes}"


def _tally(subject: Subject) -> list[tuple[Block, int]]:
    """Return what keeps efficient outcomes out, most often first, with how many."""
    deal = subject.analysis.deal
    if not deal.zopa:
        return [(block, 0) for conflict in deal.conflicts for block in conflict.members]
    met: dict[tuple[str, str, int | None], Block] = {}
    tally: Counter[tuple[str, str, int | None]] = Counter()
    for point in deal.frontier.points:
        for block in point.blocked_by:
            key = (block.kind, block.party, block.position)
            met.setdefault(key, block)
            tally[key] += 1
    return [(met[key], number) for key, number in tally.most_common()]


def _blockers(subject: Subject) -> tuple[Blocker, ...]:
    by_party: dict[str, list[Obstacle]] = {}
    for block, number in _tally(subject):
        obstacle = Obstacle(_stands(subject, block), count(number) if number else "")
        by_party.setdefault(block.party or "Rules of the case", []).append(obstacle)
    kept = _PER_PARTY if subject.analysis.deal.zopa else len(subject.case.red_lines) + len(subject.case.rules) + 1
    return tuple(
        Blocker(party, tuple(items[:kept]), plural(len(items) - kept, "more obstacle") if len(items) > kept else "")
        for party, items in by_party.items()
    )


def obstacles_of(subject: Subject) -> tuple[tuple[str, str, str], ...]:
    """Return for all that stands in the way whose it is, what, and how many outcomes it keeps out."""
    return tuple(
        (block.party or "rules of the case", _stands(subject, block), count(number) if number else "")
        for block, number in _tally(subject)
    )


def _stands(subject: Subject, block: Block) -> str:
    match block.kind:
        case "no_deal":
            return f"value of no deal, {points(subject.analysis.deal.no_deal[block.party])} points"
        case "red_line" if block.position is not None:
            return f"red line: never {condition_words(subject.case.red_lines[block.position].never)}"
        case "rule" if block.position is not None:
            return f"{subject.case.rules[block.position].kind} rule: {condition_words(block.text)}"
        case _:
            return "what changes nothing is no deal"


def _firmness(line: RedLine) -> str:
    low, high = format_number(line.firm.low), format_number(line.firm.high)
    return f"{line.basis}, firmness {low if low == high else f'{low} to {high}'}"


def _questions(subject: Subject) -> tuple[str, tuple[Question, ...]]:
    """Return the three things most worth finding out: what moves the verdict, then gains, then what it leans on."""
    draws = subject.draws
    telling = [one for one in draws.influences if one.clear and one.low != one.high] if draws else []
    moving = [one for one in moving_of(draws) if one not in telling] if draws else []
    asked = (telling + moving)[:_QUESTIONS]
    found = [
        Question(question_words(subject.case, one.path), _moves(one) if one in telling else _moves_gains(draws, one))
        for one in asked
        if draws
    ]
    for path, question in _leanings(subject):
        if len(found) < _QUESTIONS and not any(one.path == path or one.path.startswith(f"{path}.") for one in asked):
            found.append(question)
    if telling or draws is None:
        return "", tuple(found)
    if len(asked) == _QUESTIONS:
        return "No single number decides the verdict. These move the gains most:", tuple(found)
    return "No single number decides the verdict. The answer leans on:", tuple(found)


def _moves(one: Influence) -> str:
    return (
        f"the most widely acceptable package passes in {100 * one.low:.0f} of 100 draws where this is lowest, in "
        f"{100 * one.high:.0f} where it is highest"
    )


def _moves_gains(draws: Uncertainty, one: Influence) -> str:
    """Return what the number does to the gain that it explains most."""
    package = draws.gains_of.removeprefix("package ") if draws.gains_of != "best" else "the first package"
    party, effect = max(one.gains.items(), key=lambda each: each[1].explains)
    return f"{party} gains {signed(effect.low)} in {package} where this is lowest, {signed(effect.high)} where highest"


def _leanings(subject: Subject) -> Iterator[tuple[str, Question]]:
    """Yield what the answer rests on, with its place in the case: doubtful red lines, values of no deal, the rest."""
    case, deal = subject.case, subject.analysis.deal
    told: set[str] = set()
    lines = red_line_paths(case)
    for block, number in _tally(subject):
        if block.kind != "red_line" or block.position is None or block.party in told:
            continue
        line = case.red_lines[block.position]
        if line.firm.low < 1:
            told.add(block.party)
            yield (
                lines[block.position],
                Question(
                    f"Whether {block.party} means its red line on {join(line.never.picks)}",
                    f"{_firmness(line)}" + (f"; keeps out {count(number)} outcomes" if number else ""),
                ),
            )
    stated = {number.path: number for number in numbers_of(case)}
    for party in deal.consenting:
        path = f"preferences.{party}.no_deal"
        if path in stated:
            yield path, Question(f"What having no deal is worth to {party}", _given(stated[path]))
    yield from _widest_stakes(subject)
    sure = sum(not number.columns for number in stated.values())
    if sure:
        yield (
            "",
            Question(
                "How sure the numbers without a range are",
                f"{plural(sure, 'number')} {'is' if sure == 1 else 'are'} the same in every draw, so the draws say "
                f"nothing of {'it' if sure == 1 else 'them'}",
            ),
        )


def _widest_stakes(subject: Subject) -> Iterator[tuple[str, Question]]:
    """Yield for each consenting party the issue of which it is least known what hangs on it."""
    draws = subject.draws
    for party in subject.analysis.deal.consenting:
        stakes = draws.stakes.get(party) if draws else None
        if not stakes:
            continue
        issue, spread = max(stakes.items(), key=lambda each: each[1].high - each[1].low)
        if spread.high > spread.low:
            yield (
                f"preferences.{party}.weights.{issue}",
                Question(
                    f"How much {issue} matters to {party}",
                    f"from {spread.low:.0f} to {spread.high:.0f} of its own 100 points hang on it",
                ),
            )


def _given(number: StatedNumber) -> str:
    sure = number.provenance.confidence
    return f"given as {condition_words(number.words)}" + (f", with {sure} confidence" if sure else "")
