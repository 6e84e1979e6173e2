"""The first screen: is there room for a deal, what to discuss, who blocks what, what to find out next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.report.html.asking import Question, questions_of
from detente.report.html.common import SideGain, Subject, accepted_words, candidate_of, character, sentence, side_gains
from detente.report.html.holding import (
    estimates_of,
    explained_of,
    found_of,
    headline_of,
    known_of,
    terms_of,
    weightiest,
    widest_card_of,
    widest_of,
)
from detente.report.html.home import home_line
from detente.report.html.levers import levers_line
from detente.report.html.obstacles import Blocker, blockers_of, conflicts_of, lead_of, ways_out_of
from detente.report.rows import rows_of, weights_of
from detente.report.words import join, label_words, option_words, plural, share
from detente.results import Discussed, Package, differing_issues

__all__ = ["Answer", "Row", "Tried", "answer_of"]

_OPEN = "could be acceptable, depending on what it leaves open"
_TERMS, _COMMON, _PROPOSALS, _ROOMY = 4, 7, 4, 2


@dataclass(frozen=True, slots=True)
class Tried:
    """One of the packages worth discussing, as a column."""

    letter: str
    label: str
    method: str
    gains: tuple[SideGain, ...]
    accepted: str
    passed: str


@dataclass(frozen=True, slots=True)
class Row:
    """An issue on which the packages differ, and the option of each; `differs` from the first."""

    issue: str
    options: tuple[str, ...]

    @property
    def differs(self) -> tuple[bool, ...]:
        """Return for each package whether it says something else than the first."""
        return tuple(option != self.options[0] for option in self.options)


@dataclass(frozen=True, slots=True)
class Answer:
    """The first screen.

    Parameters
    ----------
    estimates
        Whose the estimates are and how sure, and what shares of draws describe.
    found
        What the draws say, in one sentence.
    known
        In a few words what happened since, where the case says it.
    rest, common
        On how many issues the packages differ besides `rows`, and what they all contain.
    blocks_home, would_change, pulls
        Who blocks the first package at home, what would change that, and which lever helps it most; empty where the
        case says nothing of it.
    proposals
        What is on the table, and whether it is acceptable; empty where there is no room.
    conflicts
        Without a deal the number and words of each conflict, where there are several.
    ways_title, ways_out
        What would have to be given up for a deal; empty where there is one.
    widest, widest_card
        A package that all accept in more draws than those shown, or empty; and the anchor of its card.
    """

    headline: str
    estimates: str
    explained: str
    found: str
    known: str
    packages_title: str
    packages: tuple[Tried, ...]
    rows: tuple[Row, ...]
    rest: str
    common: str
    widest: str
    widest_card: str
    proposals: str
    blocks_title: str
    blocks_lead: str
    blockers: tuple[Blocker, ...]
    conflicts: tuple[tuple[str, str], ...]
    ways_title: str
    ways_out: tuple[str, ...]
    questions_lead: str
    questions: tuple[Question, ...]
    blocks_home: str
    would_change: str
    pulls: str


def answer_of(subject: Subject) -> Answer:
    """Return the first screen of a report."""
    deal = subject.analysis.deal
    tried = tuple(_tried(subject, package) for package in deal.discussed)
    rows, rest = _rows(subject)
    lead, questions = questions_of(subject)
    blocks_home, would_change = home_line(subject)
    pulls = levers_line(subject)
    return Answer(
        headline=headline_of(subject),
        estimates=estimates_of(subject),
        explained=explained_of(subject),
        found=found_of(subject),
        known=known_of(subject),
        packages_title=_title(len(tried), zopa=deal.zopa),
        packages=tried,
        rows=rows,
        rest=rest,
        common=_common(subject),
        widest=widest_of(subject),
        widest_card=widest_card_of(subject),
        proposals=_proposals(subject),
        blocks_title="Who blocks what" if deal.zopa else "What blocks",
        blocks_lead=lead_of(subject, brief=bool(blocks_home)),
        blockers=blockers_of(subject, least=bool(blocks_home)),
        conflicts=conflicts_of(subject),
        ways_title="No way out" if deal.deadlock.final else "There would be a deal if",
        ways_out=ways_out_of(subject),
        questions_lead=lead,
        questions=questions,
        blocks_home=blocks_home,
        would_change=f"{sentence(would_change)}." if would_change else "",
        pulls=f"{sentence(pulls)}." if pulls else "",
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
        _passed(subject, package),
    )


def _passed(subject: Subject, package: Discussed) -> str:
    """Return how often a package is signed and passed at home, from 0 to 1; empty where nobody is asked."""
    found = subject.analysis.ratification
    packages = () if found is None else found.packages
    same = next((each for each in packages if each.outcome.package == package.outcome.package), None)
    return "" if same is None else share(same.whole)


def _terms(subject: Subject) -> list[Package]:
    """Return what the packages worth discussing say of the issues that can move."""
    seated = subject.analysis.deal.seated
    asked = subject.case.issues if seated is None else seated.issues
    return [{name: package.outcome.package[name] for name in asked} for package in subject.analysis.deal.discussed]


def _rows(subject: Subject) -> tuple[tuple[Row, ...], str]:
    """Return the issues with the largest stakes on which the packages differ, and how many more there are."""
    outcomes = _terms(subject)
    if not outcomes:
        return (), ""
    differing = differing_issues(outcomes) if len(outcomes) > 1 else tuple(outcomes[0])
    rows = tuple(
        Row(issue, tuple(option_words(subject.case, issue, package[issue]) for package in outcomes))
        for issue in rows_of(outcomes, weights_of(subject.analysis.deal), _TERMS)
    )
    left = len(differing) - len(rows)
    if not left:
        return rows, ""
    return rows, f"{plural(left, 'further difference')} in the cards below." if len(outcomes) > 1 else ""


def _common(subject: Subject) -> str:
    """Return the weightiest terms on which all packages agree."""
    outcomes = _terms(subject)
    if len(outcomes) < 2:
        return ""
    differing = differing_issues(outcomes)
    same = weightiest(subject, (issue for issue in outcomes[0] if issue not in differing))
    if not same:
        return ""
    left = len(same) - _COMMON
    rest = f"; and {plural(left, 'lighter term')}" if left > 0 else ""
    return f"{terms_of(subject, outcomes[0], same[:_COMMON])}{rest}."


def _proposals(subject: Subject) -> str:
    """Return what is on the table and whether it is acceptable at the central values; empty where there is no room."""
    deal = subject.analysis.deal
    if not deal.proposals or len(deal.consenting) > _ROOMY:
        return ""
    told = list(_fates(subject))
    left = len(told) - _PROPOSALS
    return "; ".join(told[:_PROPOSALS]) + (f"; and {plural(left, 'other')}" if left > 0 else "")


def _fates(subject: Subject) -> Iterator[str]:
    for result in subject.analysis.deal.proposals.values():
        if result.necessary or result.possible:
            yield f"{result.name}: {'acceptable' if result.necessary else _OPEN}"
            continue
        whose = (
            dict.fromkeys(block.party for block in result.outcome.blocked_by if block.party) if result.outcome else ()
        )
        yield f"{result.name}: {f'not acceptable to {join(whose)}' if whose else 'not acceptable'}"
