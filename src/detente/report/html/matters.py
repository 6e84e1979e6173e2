"""What matters: the numbers worth discussing, ranked by how far they move the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from detente.case import StatedNumber, numbers_of
from detente.report.html.charts.influences import Bar, influences
from detente.report.html.common import Subject, condition_words, picture, sentence
from detente.report.words import count, join, path_words, plural, share
from detente.results import Influence, Uncertainty

__all__ = ["Matters", "Telling", "matters_of"]

_WORTH = 15
_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One number worth discussing."""

    rank: int
    name: str
    now: str
    sources: tuple[str, ...]
    by: str
    confidence: str
    reason: str
    package: str
    zone: str
    learning: str


@dataclass(frozen=True, slots=True)
class Matters:
    """The section."""

    drawn: bool
    title: str
    lead: str
    picture: Markup
    telling: tuple[Telling, ...]
    rest: str
    learning: str
    wide: tuple[tuple[str, ...], ...]
    variance: tuple[tuple[str, ...], ...]


def matters_of(subject: Subject) -> Matters:
    """Return the section on what matters."""
    draws = subject.draws
    if draws is None:
        lead = "No draws of the ranges were made, so it is not known which numbers the answer depends on."
        return Matters(
            drawn=False, title="", lead=lead, picture=Markup(""), telling=(), rest="", learning="", wide=(), variance=()
        )
    clear = [one for one in draws.influences if one.clear]
    telling = clear[:_WORTH]
    stated = _stated(subject)
    return Matters(
        drawn=True,
        title=_title(len(telling)),
        lead=_lead(draws, len(telling)),
        picture=_picture(subject, draws, telling) if telling else Markup(""),
        telling=tuple(_telling(subject, rank, one, stated) for rank, one in enumerate(telling, 1)),
        rest=_rest(len(draws.influences) - len(clear), len(clear) - len(telling), any_told=bool(telling)),
        learning=_learning(draws),
        wide=tuple(_wide(subject, draws)),
        variance=tuple(_variance(subject, draws)),
    )


def _title(number: int) -> str:
    if not number:
        return "No single number decides"
    return f"The {_NUMBERS[number]} numbers worth discussing" if number > 1 else "The number worth discussing"


def _lead(draws: Uncertainty, number: int) -> str:
    if not number:
        return (
            f"{sentence(plural(draws.inputs, 'number'))} of the case {'is' if draws.inputs == 1 else 'are'} given as "
            "ranges. None of them, taken alone, moves the answer by more than the draws vary by themselves."
        )
    return (
        "For each number: in how many of 100 draws the most widely acceptable package is acceptable to all where the "
        "number is in the lowest fifth of its range, and where it is in the highest."
    )


def _stated(subject: Subject) -> dict[str, list[StatedNumber]]:
    """Return the numbers of the case under the column of draws that they move with."""
    found: dict[str, list[StatedNumber]] = {}
    for number in numbers_of(subject.case):
        for column in number.columns:
            found.setdefault(column, []).append(number)
    return found


def _telling(subject: Subject, rank: int, one: Influence, stated: dict[str, list[StatedNumber]]) -> Telling:
    numbers = stated.get(one.path, [])
    names = tuple(dict.fromkeys(source for number in numbers for source in number.provenance.sources))
    reasons = [number.provenance.note or number.reason for number in numbers]
    if one.path.startswith("drivers."):
        reasons = [subject.case.drivers[one.path.removeprefix("drivers.")].note]
    return Telling(
        rank=rank,
        name=_named(subject, one),
        now=_now(numbers),
        sources=names,
        by=join(dict.fromkeys(number.provenance.by for number in numbers if number.provenance.by)),
        confidence=join(dict.fromkeys(number.provenance.confidence or "" for number in numbers)),
        reason=" ".join(dict.fromkeys(reason for reason in reasons if reason)),
        package=f"{100 * one.low:.0f} → {100 * one.high:.0f}",
        zone=f"{100 * one.zopa_low:.0f} → {100 * one.zopa_high:.0f}",
        learning=share(one.evppi),
    )


def _named(subject: Subject, one: Influence) -> str:
    return sentence(condition_words(path_words(subject.case, one.path)))


def _now(numbers: list[StatedNumber]) -> str:
    if len(numbers) == 1:
        return condition_words(numbers[0].words)
    told = [f"{number.option or number.issue or number.kind} {condition_words(number.words)}" for number in numbers]
    return "; ".join(told[:4]) + (f"; and {len(told) - 4} more" if len(told) > 4 else "")


def _picture(subject: Subject, draws: Uncertainty, telling: list[Influence]) -> Markup:
    bars = [Bar(_named(subject, one), one.low, one.high) for one in telling]
    best = draws.packages[0].share if draws.packages else None
    return picture(
        lambda roomy: influences(bars, width=700 if roomy else 320, middle=best),
        name="influences",
        title="What moves the answer",
        description=f"For each number a bar between two shares of draws. The widest: {bars[0].name}, from "
        f"{100 * bars[0].low:.0f} to {100 * bars[0].high:.0f} of 100 draws. The table below gives the numbers.",
    )


def _rest(silent: int, more: int, *, any_told: bool) -> str:
    parts: list[str] = []
    if more:
        parts.append(f"{plural(more, 'further number')} {'moves' if more == 1 else 'move'} the answer less than these")
    if silent and any_told:
        parts.append(
            f"{plural(silent, 'other')} {'moves' if silent == 1 else 'move'} it by no more than the draws vary by "
            "themselves"
        )
    return f"{sentence('; '.join(parts))}." if parts else ""


def _learning(draws: Uncertainty) -> str:
    wrong = round(draws.evpi * draws.draws)
    if not wrong:
        return (
            "What learning would be worth: the verdict on a zone is the same in every draw, so no study of these "
            "numbers could overturn it; only facts outside the ranges could."
        )
    return (
        "What learning would be worth: whoever goes by the more common verdict on a zone is wrong in "
        f"{count(wrong)} of {plural(draws.draws, 'draw')}. To know every number would spare that. The column "
        "“learning” says how much of the error about the most widely acceptable package one number alone would spare, "
        "as a share of draws (0: nothing)."
    )


def _variance(subject: Subject, draws: Uncertainty) -> Iterator[tuple[str, ...]]:
    """Yield the total Sobol indices of the package and of the zone, where they were asked for."""
    for one in draws.sobol or ():
        name = sentence(condition_words(path_words(subject.case, one.path)))
        yield name, _index(one.best, one.best_error), _index(one.zopa, one.zopa_error)


def _index(value: float | None, error: float | None) -> str:
    """Return an index with its standard error; a dash where the verdict hardly varies."""
    return "–" if value is None or error is None else f"{share(value)} ± {share(error)}"


def _wide(subject: Subject, draws: Uncertainty) -> Iterator[tuple[str, ...]]:
    """Yield each consenting party's issues whose stakes are least certain, widest first."""
    for party in subject.analysis.deal.consenting:
        stakes = draws.stakes.get(party, {})
        widest = sorted(stakes.items(), key=lambda each: each[1].low - each[1].high)[:5]
        for issue, spread in widest:
            if spread.high > spread.low:
                reason = subject.case.preferences[party].reasons.get(issue, "")
                yield party, issue, f"{spread.low:.1f} to {spread.high:.1f}", reason
