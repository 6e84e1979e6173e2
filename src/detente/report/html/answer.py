"""The first screen: is there room for a deal, what to discuss, what narrows the room, what to find out next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.case import Option, numbers_of, option_text
from detente.report.html.asking import Question, questions_of
from detente.report.html.common import (
    SideGain,
    Subject,
    accepted_words,
    candidate_of,
    character,
    count_words,
    draws_words,
    sentence,
    side_gains,
)
from detente.report.html.obstacles import Blocker, blockers_of, lead_of, ways_out_of
from detente.report.words import count, join, label_words, option_words, passing_words, plural, uses_ranges
from detente.results import Candidate, Discussed, differing_issues

__all__ = ["Answer", "Row", "Tried", "answer_of"]

_TERMS, _COMMON, _TOLD = 4, 7, 3
_MARK = "illustrative"


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
class Answer:
    """The first screen.

    Parameters
    ----------
    estimates
        Whose the estimates are and how sure, and what shares of draws describe.
    found
        What the draws say, in sentences.
    rest, common
        On how many issues the packages differ besides `rows`, and what they all contain.
    ways_lead, ways_out
        What would have to be given up for a deal; empty where there is one.
    widest, widest_card
        A package that all accept in more draws than those shown, or empty; and the anchor of its card.
    """

    headline: str
    estimates: str
    explained: str
    found: tuple[str, ...]
    packages_title: str
    packages: tuple[Tried, ...]
    rows: tuple[Row, ...]
    rest: str
    common: str
    widest: str
    widest_card: str
    blocks_title: str
    blocks_lead: str
    blockers: tuple[Blocker, ...]
    ways_lead: str
    ways_out: tuple[str, ...]
    questions_lead: str
    questions: tuple[Question, ...]


def answer_of(subject: Subject) -> Answer:
    """Return the first screen of a report."""
    deal = subject.analysis.deal
    tried = tuple(_tried(subject, package) for package in deal.discussed)
    rows, rest = _rows(subject)
    lead, questions = questions_of(subject)
    return Answer(
        headline=_headline(subject),
        estimates=_estimates(subject),
        explained=_explained(subject),
        found=tuple(_found(subject)),
        packages_title=_title(len(tried), zopa=deal.zopa),
        packages=tried,
        rows=rows,
        rest=rest,
        common=_common(subject),
        widest=_widest(subject),
        widest_card=_widest_card(subject),
        blocks_title="What narrows the room, and whose it is" if deal.zopa else "What blocks, and whose it is",
        blocks_lead=lead_of(subject),
        blockers=blockers_of(subject),
        ways_lead="" if deal.deadlock.final else "Giving up what stands in one line would be enough.",
        ways_out=ways_out_of(subject),
        questions_lead=lead,
        questions=questions,
    )


def _headline(subject: Subject) -> str:
    zopa, draws = subject.analysis.deal.zopa, subject.draws
    at = _central(subject)
    if draws is None:
        return f"There is {'' if zopa else 'no '}room for a deal at {at}."
    if zopa and draws.zopa_draws == draws.draws:
        return "There is room for a deal, in every draw of the estimates."
    if not zopa and not draws.zopa_draws:
        return "There is no room for a deal, in any draw of the estimates."
    found = draws_words(draws.zopa_draws, draws.draws)
    if zopa:
        return f"There is room for a deal at {at}, and in {found} of them."
    return f"There is no room for a deal at {at}; in {found} of them there is."


def _central(subject: Subject) -> str:
    return "the central values of the estimates" if uses_ranges(subject.case) else "the values given"


def _estimates(subject: Subject) -> str:
    """Return whose the estimates are; the mark of illustrative ones is a description, all else is a name."""
    whole = subject.case.provenance
    words = ["the analyst’s" if not whole.by else whole.by if whole.by.startswith(_MARK) else f"by {whole.by}"]
    if whole.confidence:
        words.append(f"of {whole.confidence} confidence")
    others = any(
        (number.provenance.by, number.provenance.confidence) != (whole.by, whole.confidence)
        for number in numbers_of(subject.case)
    )
    said = f"The estimates are {', '.join(words)}{' unless marked otherwise' if others else ''}"
    return f"{said}; shares of draws describe them, not the world." if subject.draws else f"{said}."


def _explained(subject: Subject) -> str:
    deal, case = subject.analysis.deal, subject.case
    if not deal.space.feasible:
        return "The rules of the case exclude every package."
    passing = passing_words(case, deal, count_words(deal.space.feasible))
    if deal.zopa:
        return f"A zone of possible agreement: {passing}. Necessary for an agreement, not sufficient."
    return f"No zone of possible agreement: at {_central(subject)}, {passing}."


def _found(subject: Subject) -> Iterator[str]:
    """Yield what the draws say; that a deal exists in each of them is not that one package holds in all."""
    draws = subject.draws
    if draws is None:
        yield "No draws of the estimates were made, so nothing is said here of how far the answer holds."
        return
    if not draws.zopa_draws:
        yield f"No deal is possible in any of the {plural(draws.draws, 'draw')} of the estimates."
    else:
        every = draws.zopa_draws == draws.draws
        number = f"all {plural(draws.draws, 'draw')}" if every else draws_words(draws.zopa_draws, draws.draws)
        yield f"Some deal is possible in {number} of the estimates (it need not be the same deal)."
    if not draws.packages:
        return
    if not draws.packages[0].share:
        compared = plural(draws.candidates, "package")
        yield f"None of the {compared} compared is acceptable to all in any of {plural(draws.draws, 'further draw')}."
        return
    accepted = [(name, count(round(each.share * draws.draws))) for name, each in _named(subject)]
    if accepted:
        (name, number), *others = accepted
        rest = "".join(f", {name} in {number}" for name, number in others)
        yield (
            f"Tried on {plural(draws.draws, 'further draw')}, {name} is acceptable to all in {number} of them{rest}."
        )
    yield f"{_necessary(subject, some=draws.some_necessary)} acceptable wherever in their ranges the estimates lie."


def _necessary(subject: Subject, *, some: bool) -> str:
    """Return which packages are acceptable for all values in the ranges, as a subject with its verb."""
    shown = [
        (package.letter, candidate_of(subject.draws, f"package {package.letter}"))
        for package in subject.analysis.deal.discussed
    ]
    letters = [letter for letter, candidate in shown if candidate is not None and candidate.necessary]
    best = _best(subject)
    if len(letters) > 1:
        return f"Packages {join(letters)} are"
    if letters:
        return f"Package {letters[0]} is"
    if best is not None and best.necessary:
        return f"{sentence(_name(best))} is"
    return "Some other package found is" if some else "No package found is"


def _named(subject: Subject) -> Iterator[tuple[str, Candidate]]:
    """Yield the first package worth discussing, and the most widely acceptable one where that is another."""
    draws, discussed = subject.draws, subject.analysis.deal.discussed
    first = candidate_of(draws, f"package {discussed[0].letter}") if discussed else None
    if first is not None:
        yield f"package {discussed[0].letter}", first
    best = _best(subject)
    if best is not None:
        yield _name(best), best


def _best(subject: Subject) -> Candidate | None:
    """Return the most widely acceptable candidate, where all accept it in more draws than any package shown."""
    draws = subject.draws
    if draws is None or not draws.packages or not draws.packages[0].share:
        return None
    shown = [candidate_of(draws, f"package {package.letter}") for package in subject.analysis.deal.discussed]
    best = draws.packages[0].share
    if any(candidate is not None and candidate.share >= best for candidate in shown):
        return None
    equals = [candidate for candidate in draws.packages if candidate.share == best]
    return next((candidate for candidate in equals if _proposal(candidate)), equals[0])


def _proposal(candidate: Candidate) -> str:
    labels = (label for label in candidate.labels if label.startswith("proposal "))
    return next(labels, "").removeprefix("proposal ")


def _name(candidate: Candidate) -> str:
    proposal = _proposal(candidate)
    return f"the proposal “{proposal}”" if proposal else "★"


def _widest(subject: Subject) -> str:
    """Return what all accept in more draws than any package shown, by its weightiest changes."""
    best, draws = _best(subject), subject.draws
    if best is None or draws is None:
        return ""
    issues = subject.case.issues
    moved = [issue for issue in best.package if issues[issue].status_quo != option_text(best.package[issue])]
    told = _weightiest(subject, moved)[:_TOLD]
    left = len(moved) - len(told)
    as_now = len(issues) > len(moved)
    rest = [plural(left, "more change")] if left else []
    rest += ["the rest as now"] if as_now else []
    name = "★" if not _proposal(best) else f"★ {sentence(_name(best))}:"
    number = accepted_words(best.share, draws.draws).removesuffix(" draws")
    all_accept = (
        "All accept in more draws" if subject.analysis.deal.discussed else "None compared is accepted in more draws"
    )
    return f"{name} {all_accept} ({number}): {_terms(subject, best.package, told)}" + (
        f"; {'; '.join(rest)}" if rest else ""
    )


def _title(number: int, *, zopa: bool) -> str:
    if not zopa:
        return "What comes nearest"
    return ("", "One package", "Two packages", "Three packages")[number] + " worth discussing"


def _widest_card(subject: Subject) -> str:
    """Return where its card is: a proposal stands among the others, any other package has a card of its own."""
    best = _best(subject)
    return "" if best is None else "packages" if _proposal(best) else "widest"


def _tried(subject: Subject, package: Discussed) -> Tried:
    candidate = candidate_of(subject.draws, f"package {package.letter}")
    return Tried(
        package.letter,
        character(subject, package),
        label_words(subject.analysis.deal, package) if package.solutions else "",
        side_gains(subject, package.outcome, candidate),
        accepted_words(candidate.share, subject.analysis.draws).removesuffix(" draws") if candidate else "",
    )


def _weightiest(subject: Subject, issues: Iterable[str]) -> list[str]:
    """Return issues by the largest stake that any side whose consent is needed has in them, largest first."""
    deal = subject.analysis.deal
    stakes = [deal.stakes[party] for party in deal.consenting if party in deal.stakes]
    return sorted(issues, key=lambda issue: max((each[issue].points for each in stakes), default=0), reverse=True)


def _terms(subject: Subject, package: Mapping[str, Option], issues: Iterable[str]) -> str:
    return "; ".join(f"{issue}: {option_words(subject.case, issue, package[issue])}" for issue in issues)


def _rows(subject: Subject) -> tuple[tuple[Row, ...], str]:
    """Return the issues with the largest stakes on which the packages differ, and how many more there are."""
    outcomes = [package.outcome.package for package in subject.analysis.deal.discussed]
    if not outcomes:
        return (), ""
    differing = differing_issues(outcomes) if len(outcomes) > 1 else tuple(outcomes[0])
    rows = tuple(
        Row(issue, tuple(option_words(subject.case, issue, package[issue]) for package in outcomes))
        for issue in _weightiest(subject, differing)[:_TERMS]
    )
    left = len(differing) - len(rows)
    if not left:
        return rows, ""
    return rows, f"{plural(left, 'further difference')} in the cards below." if len(outcomes) > 1 else ""


def _common(subject: Subject) -> str:
    """Return the weightiest terms on which all packages agree."""
    outcomes = [package.outcome.package for package in subject.analysis.deal.discussed]
    if len(outcomes) < 2:
        return ""
    differing = differing_issues(outcomes)
    same = _weightiest(subject, (issue for issue in subject.case.issues if issue not in differing))
    if not same:
        return ""
    left = len(same) - _COMMON
    rest = f"; and {plural(left, 'lighter term')}" if left > 0 else ""
    return f"{_terms(subject, outcomes[0], same[:_COMMON])}{rest}."
