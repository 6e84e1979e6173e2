"""How far it holds: in how many draws of the estimates each package is acceptable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from detente.report.draws import necessity_words
from detente.report.html.charts.names import label_room
from detente.report.html.charts.shares import SHAPES, Share, shares
from detente.report.html.common import Subject, picture, sentence, spread_words
from detente.report.words import SOLUTION_NAMES, changed_terms, count, join, plural
from detente.results import Candidate

__all__ = ["Compared", "Robustness", "robustness_of"]

_OTHERS, _OTHER, _WIDEST = 4, "Other ", "★"
_SYMBOLS = {"triangle-up": "△", "square": "□", "triangle-down": "▽", "diamond": "◇", "cross": "✚"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A package over the draws: in how many all accept, and each side; for which values; each side's gain; terms."""

    name: str
    everyone: str
    parties: tuple[str, ...]
    values: str
    gains: tuple[str, ...]
    terms: str


@dataclass(frozen=True, slots=True)
class Robustness:
    """The section; without draws only `statements` has something to say."""

    statements: tuple[str, ...]
    key: tuple[tuple[str, str], ...]
    parties: tuple[str, ...]
    gained: tuple[str, ...]
    rows: tuple[Compared, ...]
    picture: Markup
    solutions: tuple[tuple[str, ...], ...]
    comparing: tuple[tuple[str, ...], ...]
    counted: tuple[str, ...]


def robustness_of(subject: Subject) -> Robustness:
    """Return the section on how far the answer holds."""
    draws, deal = subject.draws, subject.analysis.deal
    if draws is None:
        return Robustness(("No draws of the estimates were made.",), (), (), (), (), Markup(""), (), (), ())
    named = list(_named(subject))
    parties = deal.consenting
    gained = tuple(party for party in parties if party in deal.no_deal)
    rows = tuple(
        Compared(
            name,
            count(round(candidate.share * draws.draws)),
            tuple(count(round(candidate.accepts[p] * draws.draws)) if p in candidate.accepts else "" for p in parties),
            "all values" if candidate.necessary else "some values" if candidate.possible else "no values",
            tuple(spread_words(candidate.gain[party]) for party in gained),
            _terms(subject, name, candidate, named),
        )
        for name, candidate in named
    )
    spreads = {
        name: (
            f"{sentence(SOLUTION_NAMES[name])}, anew in every draw",
            *(spread_words(found[party]) for party in deal.counted),
        )
        for name, found in draws.solutions.items()
        if found
    }
    return Robustness(
        statements=tuple(_statements(subject)),
        key=tuple((_SYMBOLS[SHAPES[i % len(SHAPES)]], party) for i, party in enumerate(parties)),
        parties=parties,
        gained=gained,
        rows=rows,
        picture=_picture(subject, named) if named else Markup(""),
        solutions=tuple(spreads[name] for name in ("nash", "kalai_smorodinsky") if name in spreads),
        comparing=tuple(spreads[name] for name in ("egalitarian", "utilitarian") if name in spreads),
        counted=deal.counted,
    )


def _named(subject: Subject) -> Iterator[tuple[str, Candidate]]:
    """Yield the packages worth discussing, ★, the proposals, and a few others that hold more widely."""
    draws = subject.draws
    if draws is None:
        return
    others: list[Candidate] = []
    shown: list[tuple[str, Candidate]] = []
    for candidate in draws.packages:
        lettered = [sentence(label) for label in candidate.labels if label.startswith("package ")]
        proposed = [label.removeprefix("proposal ") for label in candidate.labels if label.startswith("proposal ")]
        if lettered or proposed:
            shown.append((_joined(subject, lettered, proposed), candidate))
        else:
            others.append(candidate)
    best = max((candidate.share for _, candidate in shown), default=0.0)
    wider = [candidate for candidate in others if candidate.share > best]
    shown += [(_WIDEST, candidate) for candidate in wider[:1]]
    yield from sorted(shown, key=lambda each: _order(each[0], each[1].share))
    for number, candidate in enumerate(wider[1:_OTHERS], 1):
        yield f"{_OTHER}{number}", candidate


def _joined(subject: Subject, lettered: list[str], proposed: list[str]) -> str:
    """Return one name for a package that is several things; what fills in a proposal is not the proposal."""
    if not lettered:
        return " = ".join(proposed)
    whole = [name for name in proposed if not subject.analysis.deal.proposals[name].open_issues]
    completed = [name for name in proposed if name not in whole]
    completes = f" (completes {join(completed)})" if completed else ""
    return f"{' = '.join([*lettered, *whole])}{completes}"


def _order(name: str, share: float) -> tuple[int, str, float]:
    """Return what puts lettered packages first, by letter, then ★ and the others, the most widely acceptable first."""
    lettered = name.startswith("Package ")
    return 0 if lettered else 1 if name == _WIDEST else 2, name if lettered else "", -share


def _terms(subject: Subject, name: str, candidate: Candidate, named: list[tuple[str, Candidate]]) -> str:
    """Return the terms of a package that has no card; those of the others stand there."""
    if not name.startswith(_OTHER):
        return ""
    widest = next(each for other, each in named if other == _WIDEST)
    return f"As {_WIDEST}, but {changed_terms(subject.case, widest.package, candidate.package)}."


def _statements(subject: Subject) -> Iterator[str]:
    draws = subject.draws
    if draws is None:
        return
    if not draws.zopa_draws:
        yield f"No deal is possible in any of the {plural(draws.draws, 'draw')} of the estimates."
        return
    some = f"{count(draws.zopa_draws)} of {plural(draws.draws, 'draw')}"
    yield (
        f"In {some} of the estimates some package is acceptable to all. It need not be the same package in every draw."
    )
    yield necessity_words(draws)


def _picture(subject: Subject, named: list[tuple[str, Candidate]]) -> Markup:
    draws = subject.analysis.draws
    rows = [Share(name, candidate.share, candidate.accepts) for name, candidate in named]
    best = max(named, key=lambda each: each[1].share)
    return picture(
        lambda roomy: shares(
            rows,
            draws=draws,
            width=800 if roomy else 330,
            label=label_room([row.package for row in rows], 190 if roomy else 130),
        ),
        name="shares",
        title="In how many draws each package is acceptable",
        description="For each package a dot for all sides and a shape for each side. Most widely acceptable: "
        f"{best[0]}, in {count(round(best[1].share * draws))} of {count(draws)} draws. The table gives the numbers.",
    )
