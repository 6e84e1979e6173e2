"""Draws of the ranges in words: shares of draws, which describe the ranges and not the world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.case import Case
from detente.report.document import Block, Bullets, Column, Heading, Paragraph, Table
from detente.report.words import (
    SOLUTION_NAMES,
    changed_terms,
    count,
    join,
    package_words,
    path_words,
    plural,
    share,
    signed,
)
from detente.results import Analysis, Candidate, Discussed, Influence, Sobol, Spread, Uncertainty

__all__ = ["listing", "moving_of", "necessity_words", "reference_words", "summary", "visible"]

_MOST_NUMBERS = 15

_VISIBLE, _BY_DRAWS = 0.02, 25.0

_WIDEST = "the most widely acceptable package"
_NOTE = "shares describe your ranges, not the world"
_ORIGINS = SOLUTION_NAMES | {"drawn": "a draw", "neighbour": "one issue changed"}


def summary(
    case: Case, analysis: Analysis, chosen: Sequence[Discussed], *, influences: int = 3, lines: int | None = None
) -> Iterator[Block]:
    """Yield in how many draws there is a zone, what is acceptable most widely, and what matters most.

    Parameters
    ----------
    chosen
        Packages that are shown with a letter.
    influences
        The most numbers to name.
    lines
        The most lines for the most widely acceptable package; 0 leaves it out.
    """
    found = analysis.uncertainty
    if found is None:
        return
    yield _heading(found)
    yield Paragraph(_zone(found))
    it = _most_accepted(found, chosen)
    if found.packages and not found.packages[0].share:
        yield Paragraph(f"None of the packages compared is acceptable in any of {plural(found.draws, 'fresh draw')}.")
    elif found.packages and lines != 0:
        it = "it"
        best, words = _best(case, found, chosen)
        ties = sum(candidate.share == best.share for candidate in found.packages) > 1
        yield Paragraph(
            f"in {_of(round(best.share * found.draws), found, 'fresh draw')}, {words}.",
            lead=f"Most widely acceptable{' (others tie)' if ties else ''}:",
            lines=lines,
        )
    telling = [each for each in found.influences if each.clear and each.low != each.high][:influences]
    if telling:
        yield Paragraph(f"What matters most to {it} (% of draws, by fifths of each number):", quiet=True)
        yield Bullets(tuple(_influence(case, one) for one in telling), 1)
    elif influences and (moving := moving_of(found)):
        told = "; ".join(_gains_moved(case, each) for each in moving[:influences])
        yield Paragraph(f"{told}.", lead=f"What moves gains in {reference_words(case, found)}:", lines=2)
    if found.sobol is not None and influences:
        yield Paragraph(_shares(case, found.sobol), quiet=True, lines=2)


def _shares(case: Case, indices: Sequence[Sobol]) -> str:
    """Return the three largest total indices in words."""
    for verdict, name in (("zopa", "a zone"), ("best", _WIDEST)):
        known = [(value, one.path) for one in indices if (value := getattr(one, verdict)) is not None]
        if known:
            told = [f"{path_words(case, path)} {share(value)}" for value, path in sorted(known, reverse=True)[:3]]
            return f"Total Sobol indices for {name}: {'; '.join(told)}."
    return "The verdicts hold in too few or too many draws for Sobol indices."


def listing(case: Case, analysis: Analysis) -> Iterator[Block]:
    """Yield all that the draws say: the reported candidates with each side's gain, and what matters."""
    found = analysis.uncertainty
    if found is None:
        return
    yield from summary(case, analysis, (), influences=0)
    yield from _candidates(case, analysis, found)
    yield from _solutions(analysis, found)
    yield from _influences(case, found)
    yield from _sobol(case, found)
    yield Heading("HOW THE RANGES WERE DRAWN", f"{plural(found.inputs, 'uncertain number')}, seed {found.seed}")
    packages = f"{plural(found.candidates, 'package')} found in these draws"
    verb = "was" if found.candidates == 1 else "were"
    yield Bullets((*found.assumptions, f"{packages} {verb} compared over as many fresh ones."))


def _heading(found: Uncertainty) -> Heading:
    return Heading(f"OVER {plural(found.draws, 'draw').upper()} OF YOUR RANGES", _NOTE)


def _zone(found: Uncertainty) -> str:
    if not found.zopa_draws:
        return "A zone of possible agreement exists in none of the draws."
    if found.zopa_draws < found.draws:
        return f"A zone of possible agreement exists in {_of(found.zopa_draws, found)}."
    return f"A zone exists in every draw. {necessity_words(found)}"


def necessity_words(found: Uncertainty) -> str:
    """Return whether one package is acceptable for all values in the ranges, where some is in every draw."""
    if found.some_necessary:
        return "At least one package is acceptable whatever the estimates turn out to be, within their ranges."
    return (
        "No package was found that is acceptable whatever the estimates turn out to be, within their ranges: that "
        "asks more."
    )


def _most_accepted(found: Uncertainty, chosen: Sequence[Discussed]) -> str:
    """Return the package of whose acceptance the numbers speak, where that was not said before."""
    first = next(iter(found.packages), None)
    letter = next((each.letter for each in chosen if first is not None and each.outcome.package == first.package), "")
    return f"package {letter}" if letter else "the package accepted most"


def _of(number: int, found: Uncertainty, noun: str = "draw") -> str:
    return f"{count(number)} of {plural(found.draws, noun)}"


def _best(case: Case, found: Uncertainty, chosen: Sequence[Discussed]) -> tuple[Candidate, str]:
    """Return a most widely acceptable candidate and its name or its terms; one shown already goes first."""
    share = found.packages[0].share
    tied = [candidate for candidate in found.packages if candidate.share == share]
    for candidate in tied:
        for choice in chosen:
            if candidate.package == choice.outcome.package:
                return candidate, f"package {choice.letter}"
    named = [label.partition(" ")[2] for label in tied[0].labels if label.startswith("proposal ")]
    if named:
        return tied[0], f"the proposal {named[0]!r}"
    return tied[0], package_words(case, tied[0].package)


def _influence(case: Case, one: Influence) -> str:
    return (
        f"{_hundred(one.low)}% in the lowest fifth, {_hundred(one.high)}% in the highest: {path_words(case, one.path)}"
    )


def visible(found: Uncertainty) -> float:
    """Return the share of a gain's variance from which on a number is said to move it; few draws need a larger one.

    Over N draws a number that moves nothing goes with a share of about chi-square (4 degrees of freedom, for five
    groups of draws) / N; that is above 25 for one such number in twenty thousand.
    """
    return max(_VISIBLE, _BY_DRAWS / found.draws)


def moving_of(found: Uncertainty) -> list[Influence]:
    """Return the numbers with which a visible share of a gain's variance goes, the largest first."""
    least = visible(found)
    return sorted((one for one in found.influences if one.explains >= least), key=lambda one: -one.explains)


def reference_words(case: Case, found: Uncertainty) -> str:
    """Return the package whose gains the numbers move: by its name, or by its terms where nothing shows it."""
    if found.gains_of != "best":
        return found.gains_of
    first = found.packages[0]
    return _WIDEST if first.share else f"the package with {package_words(case, first.package)}"


def _gains_moved(case: Case, one: Influence) -> str:
    party = max(one.gains, key=lambda name: one.gains[name].explains)
    effect = one.gains[party]
    return f"{path_words(case, one.path)} ({party} {signed(effect.low)} to {signed(effect.high)})"


def _hundred(share: float) -> str:
    return f"{100 * share:.0f}"


def _range(spread: Spread) -> str:
    return f"{signed(spread.low)} to {signed(spread.high)}"


def _candidates(case: Case, analysis: Analysis, found: Uncertainty) -> Iterator[Block]:
    if not found.packages:
        return
    yield Heading("MOST WIDELY ACCEPTABLE, AND PROPOSALS", "draws that accept; gain, 5th to 95th percentile")
    first = found.packages[0]
    yield Paragraph(f"{package_words(case, first.package)}.", lead="The first one:")
    parties = analysis.deal.consenting
    rows: list[tuple[str, ...]] = []
    above = first
    for number, candidate in enumerate(found.packages, 1):
        rows.append(
            (
                str(number),
                count(round(candidate.share * found.draws)),
                "all" if candidate.necessary else "some" if candidate.possible else "none",
                *(_range(candidate.gain[party]) for party in parties),
                join(_origin(label) for label in candidate.labels),
                changed_terms(case, above.package, candidate.package),
            )
        )
        above = candidate
    yield Table(
        columns=(
            Column(align="right", wraps=False),
            Column(head=("draws",), align="right", wraps=False),
            Column(head=("values",), wraps=False),
            *(Column(head=(party,), align="right", least=6) for party in parties),
            Column(head=("from",), least=8),
            Column(head=("what changes from the one above",), least=16),
        ),
        groups=(tuple(rows),),
    )
    yield Paragraph(
        "Values: whether a package is acceptable for all, some or none of the values in your ranges, worked out "
        "without draws.",
        quiet=True,
    )


def _origin(label: str) -> str:
    return label if label.startswith(("package ", "proposal ")) else _ORIGINS[label]


def _solutions(analysis: Analysis, found: Uncertainty) -> Iterator[Block]:
    if not found.solution_draws:
        yield Heading("SOLUTIONS OF THE DRAWS", "left out: the efficient packages are too many")
    if not any(found.solutions.values()):
        return
    parties = analysis.deal.counted
    part = f" of the first {count(found.solution_draws)}" * (found.solution_draws < found.draws)
    yield Heading("SOLUTIONS OF THE DRAWS", f"gain, 5th to 95th percentile and middle, where there is a zone{part}")
    yield Table(
        columns=(Column(least=12), *(Column(head=(party,), align="right", least=6) for party in parties)),
        groups=(
            tuple(
                (
                    SOLUTION_NAMES[name],
                    *(f"{_range(gains[party])} ({signed(gains[party].middle)})" for party in parties),
                )
                for name, gains in found.solutions.items()
                if gains
            ),
        ),
    )
    yield Paragraph(
        "The egalitarian and the utilitarian one compare or add points of different sides: read them only where the "
        "scales are comparable.",
        quiet=True,
    )


def _sobol(case: Case, found: Uncertainty) -> Iterator[Block]:
    if found.sobol is None:
        return
    yield Heading("TOTAL SOBOL INDICES", "share of a verdict's variance that goes with a number; standard error")
    if not found.sobol:
        yield Paragraph(_shares(case, found.sobol), quiet=True)
        return
    yield Table(
        columns=(
            Column(head=("number",), least=16),
            Column(head=("package 1",), align="right", wraps=False),
            Column(head=("zone",), align="right", wraps=False),
        ),
        groups=(
            tuple(
                (path_words(case, one.path), _index(one.best, one.best_error), _index(one.zopa, one.zopa_error))
                for one in found.sobol
            ),
        ),
    )
    yield Paragraph(
        "Alone or together with others, so they may add up to more than 1. A dash: the verdict holds in fewer than 2 "
        f"or more than 98 of 100 draws. The {plural(len(found.sobol), 'number')} that move the answer most are shown.",
        quiet=True,
    )


def _index(value: float | None, error: float | None) -> str:
    return "–" if value is None or error is None else f"{share(value)} ± {share(error)}"


def _influences(case: Case, found: Uncertainty) -> Iterator[Block]:
    told = [one for one in found.influences if one.clear]
    if not found.influences:
        return
    yield Heading("WHAT MATTERS", "of 100 draws, where the number is in its lowest and its highest fifth")
    if told:
        yield Table(
            columns=(
                Column(head=("", "number"), least=16),
                Column(head=("package 1", "lowest"), align="right", wraps=False),
                Column(head=("", "highest"), align="right", wraps=False),
                Column(head=("zone", "lowest"), align="right", wraps=False),
                Column(head=("", "highest"), align="right", wraps=False),
            ),
            groups=(
                tuple(
                    (
                        path_words(case, one.path),
                        *(_hundred(share) for share in (one.low, one.high, one.zopa_low, one.zopa_high)),
                    )
                    for one in told
                ),
            ),
        )
    rest = len(found.influences) - len(told)
    if rest:
        yield Paragraph(
            f"{plural(rest, 'other number')} {'moves' if rest == 1 else 'move'} neither by more than the draws vary "
            "by themselves."
            if told
            else "No single number moves the answer by more than the draws vary by themselves."
        )
    moving = moving_of(found)[:_MOST_NUMBERS]
    if not moving:
        return
    parties = list(moving[0].gains)
    reference = "package 1" if found.gains_of == "best" else found.gains_of
    yield Heading(f"WHAT MOVES THE GAINS IN {reference.upper()}", "mean gain, lowest to highest fifth")
    yield Table(
        columns=(
            Column(head=("number",), least=16),
            *(Column(head=(party,), align="right", wraps=False) for party in parties),
            Column(head=("variance",), align="right", wraps=False),
        ),
        groups=(
            tuple(
                (
                    path_words(case, one.path),
                    *(f"{signed(one.gains[party].low)} to {signed(one.gains[party].high)}" for party in parties),
                    f"{_hundred(one.explains)} %",
                )
                for one in moving
            ),
        ),
    )
    yield Paragraph(
        "Variance: of the gain that the number moves most, the share that goes with it alone. Each side's gains are in "
        "its own points.",
        quiet=True,
    )
