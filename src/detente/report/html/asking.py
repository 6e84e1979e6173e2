"""What to find out next, as questions to somebody who knows the case and not the method.

What somebody knows or could say (weights, values, red lines) is kept apart from what can only be watched (drivers).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.case import (
    Case,
    Estimate,
    RedLine,
    StatedNumber,
    StatusQuoPlus,
    format_number,
    numbers_of,
    red_line_paths,
)
from detente.report.demands import RULES, condition_words, rule_words
from detente.report.draws import moving_of, reference_words
from detente.report.html.common import Subject, about_words, sentence
from detente.report.html.obstacles import deciding_of, tally_of
from detente.report.words import join, path_words, plural, signed
from detente.results import Block, Influence, Uncertainty

__all__ = ["Question", "question_words", "questions_of"]

_QUESTIONS = 3
_DRIVER = "drivers."


@dataclass(frozen=True, slots=True)
class Question:
    """Something worth finding out, and why; `watched` where nobody can tell yet."""

    what: str
    why: str
    watched: bool = False


def questions_of(subject: Subject) -> tuple[str, tuple[Question, ...]]:
    """Return three things worth finding out, with a sentence on them, in the order of what they do to the answer.

    Without a deal what stands in the way goes first, then what moves the verdict, then gains, then what the answer
    leans on. One of the three at least can be learned; what can only be watched says so.
    """
    draws, zopa = subject.draws, subject.analysis.deal.zopa
    telling = [one for one in draws.influences if one.clear and one.low != one.high] if draws else []
    moving = [one for one in moving_of(draws) if one not in telling] if draws else []
    found = {} if zopa else dict(_in_the_way(subject))
    blocking = len(found)
    for one in telling + moving:
        if draws and one.path not in found and sum(map(_is_driver, found)) + _is_driver(one.path) < _QUESTIONS:
            found[one.path] = _about(subject.case, draws, one, telling=one in telling)
    asked = list(found)[:_QUESTIONS]
    for path, question in _leanings(subject):
        if len(asked) < _QUESTIONS and not any(met == path or met.startswith(f"{path}.") for met in asked):
            found[path] = question
            asked.append(path)
    questions = [found[path] for path in asked]
    if blocking:
        lead = "First what stands in the way:"
    elif telling or draws is None:
        lead = ""
    elif all(path in {one.path for one in moving} for path in asked):
        lead = "No single number decides the verdict. By effect on the gains:"
    else:
        lead = "No single number decides the verdict. The answer leans on:"
    return lead, tuple(questions)


def _is_driver(path: str) -> bool:
    return path.startswith(_DRIVER)


def _about(case: Case, draws: Uncertainty, one: Influence, *, telling: bool) -> Question:
    words, watched = question_words(case, one.path), _is_driver(one.path)
    if watched:
        words = f"Watch: {words[:1].lower()}{words[1:]}"
    return Question(words, _moves(one) if telling else _moves_gains(case, draws, one), watched)


def _moves(one: Influence) -> str:
    return (
        f"the most widely acceptable package passes in {100 * one.low:.0f} of 100 draws where this is lowest, in "
        f"{100 * one.high:.0f} where it is highest"
    )


def _moves_gains(case: Case, draws: Uncertainty, one: Influence) -> str:
    """Return what the number does to the gain that it explains most, and how much of it."""
    package = draws.gains_of.removeprefix("package ") if draws.gains_of != "best" else reference_words(case, draws)
    party, effect = max(one.gains.items(), key=lambda each: each[1].explains)
    rises = effect.high > effect.low
    ends = f"{signed(effect.low)} if this is low, {signed(effect.high)} if high"
    why = _holding_out(case, one.path, party, rises=rises)
    part = f"{100 * effect.explains:.0f} % of the variance"
    return f"{sentence(package)} gives {party} {ends} ({part}){why}"


def _holding_out(case: Case, path: str, party: str, *, rises: bool) -> str:
    """Return that a gain moves because no deal is worth more or less, where the number is, or moves, that value."""
    given = case.preferences[party].no_deal
    estimate = given.plus if isinstance(given, StatusQuoPlus) else given
    if not isinstance(estimate, Estimate):
        return ""
    moved = path in {f"preferences.{party}.no_deal", f"{_DRIVER}{estimate.driver}"}
    if not moved or rises != estimate.against:
        return ""
    return f", as holding out is then worth {'less' if rises else 'more'}"


def _in_the_way(subject: Subject) -> Iterator[tuple[str, Question]]:
    """Yield a question on each thing that conflicts, with its place in the case, first what opens a deal by itself."""
    stated = {(number.kind, number.party): number for number in numbers_of(subject.case)}
    lines = red_line_paths(subject.case)
    for block, opens in deciding_of(subject):
        number = stated.get(("no deal", block.party))
        if block.kind == "no_deal" and number is not None:
            yield number.path, _adding(_doubted(number), opens)
        elif block.kind == "no_deal":
            question = Question(f"What is having no deal worth to {block.party}?", "given by packages, not by a number")
            yield f"preferences.{block.party}.no_deal", _adding(question, opens)
        elif block.kind == "red_line" and block.position is not None:
            line = subject.case.red_lines[block.position]
            never = condition_words(line.never, subject.case)
            question = Question(f"Does {block.party} mean that it will not accept {never}?", _firmness(line))
            yield lines[block.position], _adding(question, opens)
        elif block.kind == "rule":
            question = _held(subject.case, block)
            yield f"rules.{block.position}", _adding(question, opens)


def _held(case: Case, block: Block) -> Question:
    if block.position is None:
        return Question(f"Must this hold: {condition_words(block.text)}?", "logical rule of the case")
    rule = case.rules[block.position]
    why = RULES[rule.kind] + (" of the case" if rule.kind != "simplification" else "")
    return Question(f"Must this hold: {rule_words(rule, case)}?", why)


def _adding(question: Question, words: str) -> Question:
    return replace(question, why=f"{question.why}; {words}") if words else question


def _doubted(number: StatedNumber) -> Question:
    words = condition_words(number.words)
    if number.drawn_by:
        return Question(f"What is having no deal worth to {number.party}?", f"it is {_given(number)}")
    return Question(
        f"Is having no deal really worth {words} points to {number.party}?",
        "it is given without a range" + _sure(number),
    )


def _firmness(line: RedLine) -> str:
    low, high = format_number(line.firm.low), format_number(line.firm.high)
    return f"{line.basis}, firmness {low if low == high else f'{low} to {high}'}"


def _leanings(subject: Subject) -> Iterator[tuple[str, Question]]:
    """Yield what the answer rests on, with its place in the case: doubtful red lines, values of no deal, the rest."""
    case, deal = subject.case, subject.analysis.deal
    told: set[str] = set()
    lines = red_line_paths(case)
    for block, number in tally_of(subject):
        if block.kind != "red_line" or block.position is None or block.party in told:
            continue
        line = case.red_lines[block.position]
        if line.firm.low < 1:
            told.add(block.party)
            yield (
                lines[block.position],
                Question(
                    f"Whether {block.party} means its red line on {join(line.never.picks)}",
                    f"{_firmness(line)}" + (f"; rules out {plural(number, 'outcome')}" if deal.zopa else ""),
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
    return f"given as {condition_words(number.words)}{_sure(number)}"


def _sure(number: StatedNumber) -> str:
    sure = number.provenance.confidence
    return f", with {sure} confidence" if sure else ""


def question_words(case: Case, path: str) -> str:
    """Return what has to be found out about a column of draws.

    Parameters
    ----------
    path
        As `Influence.path` names it.

    Examples
    --------
    >>> from detente.case import Driver
    >>> case = Case("Talks", {}, {}, {}, drivers={"front": Driver("front", "How the front moves, up for the east.")})
    >>> question_words(case, "drivers.front")
    'How the front moves, up for the east'
    """
    section, _, name = path.partition(".")
    if section == "drivers" and case.drivers[name].note:
        return sentence(condition_words(case.drivers[name].note.removesuffix(".")))
    numbers = [number for number in numbers_of(case) if path in number.columns]
    asked = _asked(case, numbers, path) if numbers else path_words(case, path)
    return sentence(condition_words(asked or path_words(case, path)))


def _asked(case: Case, numbers: list[StatedNumber], path: str) -> str:
    """Return the question, or nothing where a path in words says it as well."""
    one = numbers[0]
    if one.kind == "no deal":
        return f"what having no deal is worth to {one.party}"
    if one.kind == "then":
        return f"what it is worth to {one.party} that more may follow a first step"
    if one.kind == "weight" and len(numbers) == 1:
        return f"how much weight {one.party} gives to {one.issue}"
    if one.kind == "value":
        option = f" {about_words(one, case)}" if one.option and len(numbers) == 1 else ""
        if option and one.option in case.issues[one.issue].options:
            return f"what “{one.option}” on {one.issue} is worth to {one.party}"
        return f"what {one.issue}{option} is worth to {one.party}"
    if one.kind == "audience cost":
        return f"what it costs {one.party} to break its promise: never {about_words(one, case)}"
    if one.kind == "linkage":
        return f"what these together are worth to {one.party}: {about_words(one, case)}"
    if one.kind == "red line" and path == one.drawn_by:
        return f"whether {one.party} means that it will not accept {about_words(one, case)}"
    return ""
