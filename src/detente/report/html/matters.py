"""What matters: the numbers worth discussing, first those that move a verdict, then those that move gains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from detente.case import StatedNumber, numbers_of
from detente.report.demands import condition_words, driver_words
from detente.report.draws import moving_of, reference_words, visible
from detente.report.html.charts.influences import Bar, influences
from detente.report.html.charts.movers import Mover, movers
from detente.report.html.charts.names import label_room
from detente.report.html.common import Subject, about_words, candidate_of, picture, sentence
from detente.report.words import count, join, path_words, plural, share, signed
from detente.results import Influence, Sobol, Uncertainty

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
    """One number worth discussing.

    Parameters
    ----------
    now, together
        The range; of numbers that move together how many there are, and the ranges of the first.
    package, zone, learning
        What it does to the verdicts; a dash where it moves neither clearly.
    gains
        Each side's mean gain where the number is in its lowest and in its highest fifth.
    variance
        Share of the variance of the gain that it moves most.
    """

    rank: int
    name: str
    now: str
    together: str
    whose: str
    sources: tuple[str, ...]
    by: str
    confidence: str
    reason: str
    package: str
    zone: str
    learning: str
    gains: tuple[str, ...]
    variance: str


@dataclass(frozen=True, slots=True)
class Matters:
    """The section.

    Parameters
    ----------
    verdicts, movers
        What moves the verdict, and what moves the gains, as pictures; empty where nothing does.
    parties, reference
        Whose gains, and in which package.
    """

    drawn: bool
    lead: str
    title: str = ""
    verdicts: Markup | str = ""
    movers: Markup | str = ""
    parties: tuple[str, ...] = ()
    reference: str = ""
    telling: tuple[Telling, ...] = ()
    rest: str = ""
    learning: str = ""
    wide: tuple[tuple[str, ...], ...] = ()
    variance: tuple[tuple[str, ...], ...] = ()


def matters_of(subject: Subject) -> Matters:
    """Return the section on what matters."""
    draws = subject.draws
    if draws is None:
        return Matters(
            drawn=False,
            lead="No draws of the ranges were made, so it is not known which numbers the answer depends on.",
        )
    clear = [one for one in draws.influences if one.clear]
    telling = clear + [one for one in moving_of(draws) if not one.clear]
    shown = telling[:_WORTH]
    verdicts = [one for one in shown if one.clear]
    stated = _stated(subject)
    reference = reference_words(subject.case, draws)
    return Matters(
        drawn=True,
        lead=_lead(draws, reference, len(verdicts), len(shown)),
        title=_title(len(shown)),
        verdicts=_verdicts_picture(subject, draws, verdicts) if verdicts else "",
        movers=_movers_picture(subject, draws, shown) if shown and shown[0].gains else "",
        parties=tuple(shown[0].gains) if shown else (),
        reference=reference,
        telling=tuple(_telling(subject, rank, one, stated, visible(draws)) for rank, one in enumerate(shown, 1)),
        rest=_rest(draws, len(telling) - len(shown), len(draws.influences) - len(telling)) if shown else "",
        learning=_learning(draws, told=bool(verdicts)),
        wide=tuple(_wide(subject, draws)),
        variance=tuple(_variance(subject, draws)),
    )


def _title(number: int) -> str:
    if not number:
        return "No single number decides"
    return f"The {_NUMBERS[number]} numbers worth discussing" if number > 1 else "The number worth discussing"


def _lead(draws: Uncertainty, reference: str, verdicts: int, shown: int) -> str:
    if not shown:
        return (
            f"{sentence(plural(draws.inputs, 'number'))} of the case {'is' if draws.inputs == 1 else 'are'} given as "
            "ranges. None of them, taken alone, moves the answer by more than the draws vary by themselves."
        )
    if not verdicts:
        those = "This one moves" if shown == 1 else "These move"
        return (
            "No single number decides the verdict: taken alone, none moves it by more than the draws vary by "
            f"themselves. {those} what each side gains in {reference}, those that explain most first."
        )
    first = (
        "For each number: in how many of 100 draws the most widely acceptable package is acceptable to all where the "
        "number is in the lowest fifth of its range, and where it is in the highest"
    )
    gains = f"; and what each side then gains in {reference}" if draws.gains_of else ""
    behind = " Numbers that move only the gains come last." if shown > verdicts else ""
    return f"{first}{gains}.{behind}"


def _stated(subject: Subject) -> dict[str, list[StatedNumber]]:
    """Return the numbers of the case under the column of draws that they move with."""
    found: dict[str, list[StatedNumber]] = {}
    for number in numbers_of(subject.case):
        for column in number.columns:
            found.setdefault(column, []).append(number)
    return found


def _telling(
    subject: Subject, rank: int, one: Influence, stated: dict[str, list[StatedNumber]], least: float
) -> Telling:
    numbers = stated.get(one.path, [])
    names = tuple(dict.fromkeys(source for number in numbers for source in number.provenance.sources))
    reasons = [number.provenance.note or number.reason for number in numbers]
    if one.path.startswith("drivers."):
        reasons = [subject.case.drivers[one.path.removeprefix("drivers.")].note]
    return Telling(
        rank=rank,
        name=_named(subject, one),
        now=condition_words(numbers[0].words) if len(numbers) == 1 else plural(len(numbers), "number"),
        together=_together(numbers),
        whose=join(dict.fromkeys(number.party for number in numbers)),
        sources=names,
        by=join(dict.fromkeys(number.provenance.by for number in numbers if number.provenance.by)),
        confidence=join(dict.fromkeys(number.provenance.confidence or "" for number in numbers)),
        reason=sentence(" ".join(dict.fromkeys(reason for reason in reasons if reason))),
        package=f"{100 * one.low:.0f} → {100 * one.high:.0f}" if one.clear else "–",
        zone=f"{100 * one.zopa_low:.0f} → {100 * one.zopa_high:.0f}" if one.clear else "–",
        learning=share(one.evppi) if one.clear else "–",
        gains=tuple(f"{signed(effect.low)} → {signed(effect.high)}" for effect in one.gains.values()),
        variance=f"{100 * one.explains:.0f} %" if one.explains >= least else f"under {_percent(least)}",
    )


def _percent(part: float) -> str:
    return f"{100 * part:.3g} %" if part < 0.1 else f"{100 * part:.0f} %"


def _named(subject: Subject, one: Influence | Sobol) -> str:
    section, _, name = one.path.partition(".")
    if section == "drivers":
        return sentence(driver_words(subject.case, name))
    words = path_words(subject.case, one.path)
    if section == "linkages":
        words = words.replace("linkage of", "worth together to", 1)
    for number in numbers_of(subject.case):
        if number.kind in {"linkage", "red line", "audience cost"} and one.path in number.columns:
            words = words.replace(condition_words(number.option), about_words(number, subject.case))
    return sentence(condition_words(words))


def _together(numbers: list[StatedNumber]) -> str:
    if len(numbers) == 1:
        return ""
    told = [f"{number.option or number.issue or number.kind} {condition_words(number.words)}" for number in numbers]
    return "; ".join(told[:4]) + (f"; and {len(told) - 4} more" if len(told) > 4 else "")


def _verdicts_picture(subject: Subject, draws: Uncertainty, clear: list[Influence]) -> Markup:
    bars = [Bar(f"{rank}. {_named(subject, one)}", one.low, one.high) for rank, one in enumerate(clear, 1)]
    best = draws.packages[0].share if draws.packages else None
    return picture(
        lambda roomy: influences(
            bars,
            width=800 if roomy else 330,
            label=label_room([bar.name for bar in bars], 280 if roomy else 140),
            middle=best,
        ),
        name="influences",
        title="What moves the verdict",
        description=f"For each number a bar between two shares of draws. The widest: {_named(subject, clear[0])}, from "
        f"{100 * bars[0].low:.0f} to {100 * bars[0].high:.0f} of 100 draws. The table below gives the numbers.",
    )


def _movers_picture(subject: Subject, draws: Uncertainty, shown: list[Influence]) -> Markup:
    rows = [
        Mover(
            f"{rank}. {_named(subject, one)}",
            {party: (effect.low, effect.high) for party, effect in one.gains.items()},
        )
        for rank, one in enumerate(shown, 1)
    ]
    candidate = draws.packages[0] if draws.gains_of == "best" else candidate_of(draws, draws.gains_of)
    middles = {party: candidate.gain[party].middle for party in shown[0].gains} if candidate else {}
    most = max(shown, key=lambda one: one.explains)
    party, effect = max(most.gains.items(), key=lambda each: each[1].explains)
    return picture(
        lambda roomy: movers(
            rows,
            width=800 if roomy else 330,
            label=label_room([row.name for row in rows], 280 if roomy else 140),
            middles=middles,
            beside=roomy,
        ),
        name="movers",
        title="What moves the gains",
        description="For each number and side a bar between two mean gains, on a scale of that side’s own. Explains "
        f"most: {_named(subject, most)}, with {party} from {signed(effect.low)} to {signed(effect.high)}. The table "
        "below gives the numbers.",
    )


def _rest(draws: Uncertainty, more: int, silent: int) -> str:
    parts: list[str] = []
    if more:
        parts.append(f"{plural(more, 'further number')} {'moves' if more == 1 else 'move'} the answer less than these")
    if silent:
        verb = "moves" if silent == 1 else "move"
        parts.append(
            f"{plural(silent, 'other')} {verb} nothing visibly: no verdict by more than the draws vary by themselves, "
            f"and no gain by as much as {_percent(visible(draws))} of its variance"
        )
    return f"{sentence('; '.join(parts))}." if parts else ""


def _learning(draws: Uncertainty, *, told: bool) -> str:
    wrong = round(draws.evpi * draws.draws)
    if not wrong:
        return (
            "What learning would be worth: the verdict on a zone is the same in every draw, so no study of these "
            "numbers could overturn it; only facts outside the ranges could."
        )
    worth = (
        "What learning would be worth: whoever goes by the more common verdict on a zone is wrong in "
        f"{count(wrong)} of {plural(draws.draws, 'draw')} of the estimates. To know every number would spare that."
    )
    if not told:
        return worth
    return (
        f"{worth} The column “learning” says how much of the error about the most widely acceptable package one number "
        "alone would spare, as a share of draws (0: nothing)."
    )


def _variance(subject: Subject, draws: Uncertainty) -> Iterator[tuple[str, ...]]:
    """Yield the total Sobol indices of the package and of the zone, where they were asked for."""
    for one in draws.sobol or ():
        name = _named(subject, one)
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
