"""What several sections of the report say in the same way."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from altair.utils.schemapi import debug_mode
from markupsafe import Markup

from detente.case import Case, StatedNumber, linkage_paths, red_line_paths
from detente.report.demands import QUANTITY, condition_words
from detente.report.html.charts.drawing import Drawing
from detente.report.html.svg import Picture, framed, svg
from detente.report.words import count, gain, join, label_words, plural, signed, uses_ranges
from detente.results import Analysis, Candidate, Discussed, Outcome, Spread, Uncertainty

__all__ = [
    "SideGain",
    "Subject",
    "about_words",
    "accepted_words",
    "candidate_of",
    "central_values",
    "character",
    "count_words",
    "drawn",
    "draws_words",
    "picture",
    "sentence",
    "side_gains",
    "spread_words",
]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the report is about, as every section needs it.

    Parameters
    ----------
    command
        The words of the command that makes the report again.
    name
        The case as a command takes it.
    """

    case: Case
    analysis: Analysis
    command: str
    name: str = "case.yaml"

    @property
    def draws(self) -> Uncertainty | None:
        """Return what the draws say, if any were made."""
        return self.analysis.uncertainty


@dataclass(frozen=True, slots=True)
class SideGain:
    """What a package gives one side over no deal.

    Parameters
    ----------
    central
        At the central values, with its sign; empty without a no-deal value.
    span
        From the 5th to the 95th percentile of the draws, or empty.
    accepts
        In how many draws the side accepts, or empty.
    loses
        Whether `central` is below 0.
    """

    party: str
    central: str
    span: str = ""
    accepts: str = ""
    loses: bool = False


def picture(make: Callable[[bool], Picture], *, name: str, title: str, description: str) -> Markup:
    """Return a chart twice, for wide and for narrow screens; the style sheet shows one of them.

    Parameters
    ----------
    make
        Returns the chart, given whether there is room.
    """
    # The charts are our own and tested against the schema; checking each part of them again takes longer than drawing.
    with debug_mode(False):  # noqa: FBT003 - Altair's own name for it
        wide, narrow = make(True), make(False)  # noqa: FBT003
    words = {"title": title, "description": description}
    return svg(wide, name=name, fits="for-wide", **words) + svg(
        narrow, name=f"{name}-narrow", fits="for-narrow", **words
    )


def drawn(make: Callable[[bool], Drawing], *, name: str, title: str, description: str) -> Markup:
    """Return a drawing twice, for wide and for narrow screens, as `picture` does with a chart."""
    words = {"title": title, "description": description}
    told = Markup("")
    for roomy, suffix, fits in ((True, "", "for-wide"), (False, "-narrow", "for-narrow")):
        it = make(roomy)
        size = str(math.ceil(it.width)), str(math.ceil(it.height))
        told += framed(it.markup(), size, name=f"{name}{suffix}", fits=fits, **words)
    return told


_CHARACTERS = {"nash": "compromise", "kalai_smorodinsky": "even shares"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def character(subject: Subject, package: Discussed) -> str:
    """Return in plain words what sets a package worth discussing apart."""
    if len(package.solutions) > 1:
        return "Compromise and even shares"
    plain = join(_CHARACTERS[name] for name in package.solutions)
    return sentence(plain or label_words(subject.analysis.deal, package))


def about_words(number: StatedNumber, case: Case) -> str:
    """Return the option or condition that a number is about, with quantities in their units; empty if it has none."""
    if number.kind == "red line":
        return condition_words(dict(zip(red_line_paths(case), case.red_lines, strict=True))[number.path].never, case)
    if number.kind in {"linkage", "audience cost"}:
        return condition_words(dict(zip(linkage_paths(case), case.linkages, strict=True))[number.path].when, case)
    unit = case.issues[number.issue].unit if number.issue else ""
    return condition_words(f"{number.option} {unit}" if unit and QUANTITY.match(number.option) else number.option)


def sentence(words: str) -> str:
    """Return words with a capital at the start."""
    return words[:1].upper() + words[1:]


def count_words(number: int) -> str:
    """Return a count as a page can show it, with a raised power where no word is left for it.

    Examples
    --------
    >>> count_words(7650), count_words(528482304000), count_words(3 * 10**20)
    ('7,650', '530 billion', '3.0 × 10²⁰')
    """
    mantissa, power, digits = count(number).partition("^")
    return mantissa + digits.translate(_RAISED) if power else mantissa


def draws_words(number: int, draws: int) -> str:
    """Return a number of draws as people read it.

    Examples
    --------
    >>> draws_words(1870, 2000)
    '1,870 of 2,000 draws'
    """
    return f"{count(number)} of {plural(draws, 'draw')}"


def accepted_words(share: float, draws: int) -> str:
    """Return a share of draws as a number of them.

    Examples
    --------
    >>> accepted_words(0.935, 2000)
    '1,870 of 2,000 draws'
    """
    return draws_words(round(share * draws), draws)


def spread_words(spread: Spread) -> str:
    """Return the 5th and the 95th percentile of a gain, with their signs.

    Examples
    --------
    >>> spread_words(Spread(-1.0, 0.0, 2.0, 3.0, 4.0))
    '−1.0 to +4.0'
    """
    return f"{signed(spread.low)} to {signed(spread.high)}"


def central_values(case: Case) -> str:
    """Return at which values a verdict holds that was reached without draws."""
    return "at the central values" if uses_ranges(case) else "with the values given"


def candidate_of(draws: Uncertainty | None, label: str) -> Candidate | None:
    """Return the candidate with a label such as ``package A``, if the draws were asked about it."""
    if draws is None:
        return None
    return next((candidate for candidate in draws.packages if label in candidate.labels), None)


def side_gains(subject: Subject, outcome: Outcome, candidate: Candidate | None) -> tuple[SideGain, ...]:
    """Return what a package gives each side whose consent is needed, in party order."""
    accepts: Mapping[str, float] = candidate.accepts if candidate else {}
    found: list[SideGain] = []
    for party in subject.analysis.deal.consenting:
        if party not in outcome.gain:
            found.append(SideGain(party, ""))
            continue
        found.append(
            SideGain(
                party,
                gain(outcome.gain[party]),
                spread_words(candidate.gain[party]) if candidate and party in candidate.gain else "",
                accepted_words(accepts[party], subject.analysis.draws) if party in accepts else "",
                loses=outcome.gain[party] < 0,
            )
        )
    return tuple(found)
