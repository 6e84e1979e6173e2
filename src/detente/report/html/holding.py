"""What the first screen says above its tables: the verdict, whose estimates it rests on, and how far it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from detente.case import Option, numbers_of, option_text
from detente.report import backtest
from detente.report.html.common import Subject, accepted_words, candidate_of, count_words, draws_words, sentence
from detente.report.rows import weights_of
from detente.report.seating import base_words, bypassed_words
from detente.report.words import count, join, option_words, passing_words, plural, uses_ranges
from detente.results import Candidate

__all__ = [
    "estimates_of",
    "explained_of",
    "found_of",
    "headline_of",
    "known_of",
    "terms_of",
    "weightiest",
    "widest_card_of",
    "widest_of",
]

_TOLD = 3
_IF = "If the estimates are right within their ranges"
_MARK, _PLACEHOLDER = "illustrative", "placeholder"


def headline_of(subject: Subject) -> str:
    """Return the verdict at the central values; where draws differ on it, that."""
    zopa, draws = subject.analysis.deal.zopa, subject.draws
    room = f"there is {'' if zopa else 'no '}room for a deal"
    these = _these(subject)
    if draws is None or draws.zopa_draws == (draws.draws if zopa else 0):
        at = "At the central values of" if draws is None and uses_ranges(subject.case) else "On"
        return f"{at} {these} {room}."
    found = "but not in every draw" if zopa else "though in some draws there is"
    return f"At the central values of {these} {room}, {found}."


def _these(subject: Subject) -> str:
    sure = subject.case.provenance.confidence
    return f"these {f'{sure}-confidence ' if sure else ''}estimates"


def estimates_of(subject: Subject) -> str:
    """Return whose the estimates are; the mark of illustrative ones is a description, all else is a name."""
    whole = subject.case.provenance
    if whole.by == _PLACEHOLDER:
        said = "The numbers are placeholders: this is not a finding"
        return f"{said}; shares of draws describe them, not the world." if subject.draws else f"{said}."
    words = "the analyst’s" if not whole.by else whole.by if whole.by.startswith(_MARK) else f"by {whole.by}"
    numbers = list(numbers_of(subject.case))
    others = any(
        (number.provenance.by, number.provenance.confidence) != (whole.by, whole.confidence) for number in numbers
    )
    said = f"The estimates are {words}{'' if whole.confidence else ', confidence not stated'}"
    said += f"{'' if whole.confidence else ','} unless marked otherwise" if others else ""
    if not subject.draws:
        return f"{said}."
    said = f"{said}; shares of draws describe them, not the world"
    sure = sum(not number.columns for number in numbers)
    if not sure:
        return f"{said}."
    unvaried = "estimate has no range and was" if sure == 1 else "estimates have no range and were"
    return f"{said} ({count(sure)} {unvaried} not varied)."


def explained_of(subject: Subject) -> str:
    """Return what the verdict means, and at a table over whose head the first package would be settled."""
    return f"{_explained(subject)}{_heads(subject)}"


def _heads(subject: Subject) -> str:
    deal = subject.analysis.deal
    if deal.seated is None or not deal.seated.name or not deal.discussed or not deal.discussed[0].outcome.bypassed:
        return ""
    losing = join(bypassed_words(subject.case, each) for each in deal.discussed[0].outcome.bypassed)
    base = base_words(subject.case, deal.seated)
    return f" Package A would be settled over the head of {losing}: points against {base}."


def _explained(subject: Subject) -> str:
    deal, case = subject.analysis.deal, subject.case
    if not deal.space.feasible:
        return "The rules of the case exclude every package."
    if deal.zopa and deal.space.feasible > 1:
        line = " and cross no red line" if case.red_lines else ""
        return (
            f"A zone of possible agreement: of {count_words(deal.space.feasible)} packages some match or beat no deal "
            f"for all who must agree{line}. That is necessary for an agreement, not sufficient."
        )
    passing = passing_words(case, deal, count_words(deal.space.feasible))
    if deal.zopa:
        return f"A zone of possible agreement: {passing}. Necessary for an agreement, not sufficient."
    at = "the central values of the estimates" if uses_ranges(case) else "the values given"
    return f"No zone of possible agreement: at {at}, {passing}."


def found_of(subject: Subject) -> str:
    """Return in one sentence what the draws say: that a deal exists in each of them is not that one holds in all."""
    draws = subject.draws
    if draws is None:
        return "No draws of the estimates were made, so nothing is said here of how far the answer holds."
    if not draws.zopa_draws:
        zone = f"{_IF}: no deal is possible in any of {plural(draws.draws, 'draw')}"
    else:
        every = draws.zopa_draws == draws.draws
        number = f"all {plural(draws.draws, 'draw')}" if every else draws_words(draws.zopa_draws, draws.draws)
        same = bool(draws.packages) and draws.packages[0].share == 1
        other = "" if same else ", not always the same one"
        zone = f"{_IF}: some deal is possible in {number}{other}"
    if not draws.packages:
        return f"{zone}."
    compared, again = plural(draws.candidates, "package"), plural(draws.draws, "further draw")
    if not draws.packages[0].share:
        return f"{zone}; none of the {compared} compared is acceptable to all in any of {again}."
    worst = f"{_necessary(subject, some=draws.some_necessary)} with every estimate at the worst end of its range"
    named = [(name, count(round(each.share * draws.draws))) for name, each in _named(subject)]
    if not named:
        return f"{zone}; {worst}."
    (first, number), *others = named
    most = f"the most of {count(draws.candidates)} tried"
    told = ", ".join(
        [f"{first} is acceptable to all in {number} of {again}", *(f"{a} in {n}" for a, n in others), most]
    )
    return f"{zone}; {told}; {worst}."


def known_of(subject: Subject) -> str:
    """Return in a few words what became of it, as the back-test judges; empty where the case does not say."""
    found = subject.analysis.back_test
    if found is None:
        return ""
    return ", ".join(backtest.fate_words(found))


def _necessary(subject: Subject, *, some: bool) -> str:
    """Return which packages are acceptable for all values in the ranges, as a subject with its verb."""
    shown = [
        (package.letter, candidate_of(subject.draws, f"package {package.letter}"))
        for package in subject.analysis.deal.discussed
    ]
    letters = [letter for letter, candidate in shown if candidate is not None and candidate.necessary]
    best = _best(subject)
    if len(letters) > 1:
        return f"{join(letters)} are acceptable even"
    if letters:
        return f"{letters[0]} is acceptable even"
    if best is not None and best.necessary:
        return f"{_name(subject, best)} is acceptable even"
    return "another package found is acceptable even" if some else "none found is acceptable"


def _named(subject: Subject) -> Iterator[tuple[str, Candidate]]:
    """Yield the first package worth discussing, and the most widely acceptable one where that is another."""
    draws, discussed = subject.draws, subject.analysis.deal.discussed
    first = candidate_of(draws, f"package {discussed[0].letter}") if discussed else None
    if first is not None:
        yield discussed[0].letter, first
    best = _best(subject) or _wider(subject, first)
    if best is not None:
        yield _name(subject, best), best


def _wider(subject: Subject, first: Candidate | None) -> Candidate | None:
    """Return the lettered package that all accept in most draws, where that is more than the first."""
    shown = [candidate_of(subject.draws, f"package {each.letter}") for each in subject.analysis.deal.discussed]
    most = max((each for each in shown if each), key=lambda each: each.share, default=None)
    return most if first is not None and most is not None and most.share > first.share else None


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


def _name(subject: Subject, candidate: Candidate) -> str:
    """Return what a candidate is called; a proposal that leaves issues open is not the package that fills it in."""
    letter = next((label for label in candidate.labels if label.startswith("package ")), "")
    if letter:
        return letter.removeprefix("package ")
    proposal = _proposal(candidate)
    if not proposal:
        return "★"
    filled = ", filled in," if subject.analysis.deal.proposals[proposal].open_issues else ""
    return f"the proposal “{proposal}”{filled}"


def widest_of(subject: Subject) -> str:
    """Return what all accept in more draws than any package shown, by its weightiest changes."""
    best, draws = _best(subject), subject.draws
    if best is None or draws is None:
        return ""
    issues = subject.case.issues
    moved = [issue for issue in best.package if issues[issue].status_quo != option_text(best.package[issue])]
    told = weightiest(subject, moved)[:_TOLD]
    left = len(moved) - len(told)
    rest = [plural(left, "more change")] if left else []
    rest += ["the rest as now"] if len(issues) > len(moved) else []
    name = "★" if not _proposal(best) else f"★ {sentence(_name(subject, best).rstrip(','))}:"
    several = sum(candidate.share == best.share for candidate in draws.packages) > 1
    which = "One of several accepted by all in most draws" if several else "Accepted by all in most draws"
    if not subject.analysis.deal.discussed:
        which = "None compared is accepted in more draws"
    number = f" ({accepted_words(best.share, draws.draws).removesuffix(' draws')})"
    if best.share == 1:
        which = f"{'One of several accepted' if several else 'Accepted'} in all {plural(draws.draws, 'draw')}"
        number = ""
    return f"{name} {which}{number}: {terms_of(subject, best.package, told)}" + (f"; {'; '.join(rest)}" if rest else "")


def widest_card_of(subject: Subject) -> str:
    """Return where its card is: a proposal stands among the others, any other package has a card of its own."""
    best = _best(subject)
    return "" if best is None else "packages" if _proposal(best) else "widest"


def weightiest(subject: Subject, issues: Iterable[str]) -> list[str]:
    """Return issues by the largest stake that any side whose consent is needed has in them, largest first."""
    weights = weights_of(subject.analysis.deal)
    return sorted(issues, key=lambda issue: -weights.get(issue, 0.0))


def terms_of(subject: Subject, package: Mapping[str, Option], issues: Iterable[str]) -> str:
    """Return what a package says on some issues."""
    return "; ".join(f"{issue}: {option_words(subject.case, issue, package[issue])}" for issue in issues)
