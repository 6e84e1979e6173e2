"""The deal on paper, and as it is expected to be kept, in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from detente.case import Case, format_number, option_text
from detente.report.demands import condition_words
from detente.report.document import Block, Bullets, Column, Heading, Paragraph, Table
from detente.report.words import count, gain, join, option_words, plural
from detente.results import Analysis, KeptChange, KeptDeal, KeptDraws, KeptPackage, KeptShare

__all__ = [
    "chances_words",
    "change_words",
    "listing",
    "name_of",
    "note_words",
    "range_words",
    "standing_words",
    "summary",
    "zone_words",
]

_CHANGES = 2
"""Changes of a package that are told."""


def summary(case: Case, analysis: Analysis, lines: int) -> Iterator[Block]:
    """Yield whether a deal is left once promises can be broken, and what buys most, in so many lines at most."""
    kept = analysis.deal.kept
    if kept is None:
        return
    first = next((each for each in kept.packages if each.label.startswith("package ")), None)
    if lines == 1:
        yield from _few_words(analysis, kept, first)
        return
    yield Heading("IF PROMISES CAN BE BROKEN", chances_words(kept))
    yield Paragraph(f"{zone_words(analysis)}.", lines=lines)
    if first is not None:
        best = _best_change(first, _drawn(analysis))
        more = f" Most is bought {change_words(case, first, best, _drawn(analysis), analysis.draws)}." if best else ""
        yield Paragraph(
            f"{standing_words(first)}{_in_draws(analysis, first)}.{more}", lead=f"{name_of(first)}:", lines=lines
        )


def _few_words(analysis: Analysis, kept: KeptDeal, first: KeptPackage | None) -> Iterator[Block]:
    """Yield the same in whole sentences of a line each."""
    drawn, draws = _drawn(analysis), analysis.uncertainty
    yield Heading("IF PROMISES CAN BE BROKEN", _span(kept))
    if drawn is None or draws is None:
        paper, then = ("possible" if each else "not possible" for each in (analysis.deal.zopa, kept.zopa))
        yield Paragraph(f"A deal on paper: {paper}; as it is expected to be kept: {then}.", lines=1)
    else:
        paper, then = count(draws.zopa_draws), count(drawn.zopa_draws)
        yield Paragraph(f"A deal in {paper} draws on paper; as it is expected to be kept, in {then}.", lines=1)
    if first is not None and drawn is not None:
        expected, paper = _accepting(analysis, drawn, first)
        words = f"chance {_chance(first.chance)}; all accept it in {expected} fresh draws, on paper in {paper}."
        yield Paragraph(words, lead=f"{name_of(first)}:", lines=1)
    elif first is not None:
        yield Paragraph(f"{standing_words(first)}.", lead=f"{name_of(first)}:", lines=1)


def _accepting(analysis: Analysis, drawn: KeptDraws, package: KeptPackage) -> tuple[str, str]:
    """Return in how many draws all accept a package as it is expected to be kept, and on paper."""
    share = next(each for each in drawn.packages if each.label == package.label)
    return count(round(share.expected * analysis.draws)), count(round(share.on_paper * analysis.draws))


def _in_draws(analysis: Analysis, package: KeptPackage) -> str:
    drawn = _drawn(analysis)
    if drawn is None:
        return ""
    expected, paper = _accepting(analysis, drawn, package)
    return f" at the central values; in {expected} fresh draws, and on paper in {paper}"


def _drawn(analysis: Analysis) -> KeptDraws | None:
    return None if analysis.uncertainty is None else analysis.uncertainty.kept


def chances_words(kept: KeptDeal) -> str:
    """Return on what it depends how likely promises are taken to be kept."""
    low, high = _ends(kept)
    return f"{_span(kept)}, an estimate of the case" if low == high else f"{_span(kept)} by {join(kept.issues)}"


def _ends(kept: KeptDeal) -> tuple[Fraction, Fraction]:
    return min(each.chance for each in kept.chances), max(each.chance for each in kept.chances)


def _span(kept: KeptDeal) -> str:
    low, high = _ends(kept)
    return f"kept with a chance of {_chance(low)}{'' if low == high else f' to {_chance(high)}'}"


def note_words(analysis: Analysis, kept: KeptDeal) -> str:
    """Return what stands beside every such answer."""
    by = "is estimated in the case, like the points"
    beside = ""
    if kept.ceasefire_day is not None:
        by = f"is taken from the ceasefire: that by the case’s rates it has not collapsed by day {kept.ceasefire_day}"
    elif analysis.ceasefire is not None:
        beside = " The ceasefire is reckoned by rates of its own: how likely it is to last is another number."
    return (
        f"How likely a package is kept {by}.{beside} What a party expects of it is its points if all is kept and what "
        "a broken promise leaves it otherwise, weighted by that chance; nobody is taken to shun risk for its own sake. "
        "A term that makes a package likelier kept can cost somebody more than that is worth to it, so that fewer "
        "accept it."
    )


def zone_words(analysis: Analysis) -> str:
    """Return whether there is a zone on paper, and as promises are expected to be kept."""
    kept, drawn, draws = analysis.deal.kept, _drawn(analysis), analysis.uncertainty
    if kept is None:
        return ""
    if drawn is None or draws is None:
        paper = "possible" if analysis.deal.zopa else "not possible"
        same = analysis.deal.zopa == kept.zopa
        then = f"{'also ' if same else ''}{'possible' if kept.zopa else 'not possible'}"
        return f"A deal is {paper} on paper, and {then} as promises are expected to be kept"
    return (
        f"On paper some package is acceptable to all in {count(draws.zopa_draws)} of {plural(draws.draws, 'draw')}; "
        f"as promises are expected to be kept, in {count(drawn.zopa_draws)}"
    )


def listing(case: Case, analysis: Analysis) -> Iterator[Block]:
    """Yield all that the results hold about promises that may be broken."""
    kept, drawn = analysis.deal.kept, _drawn(analysis)
    if kept is None:
        return
    yield Heading("IF PROMISES CAN BE BROKEN", chances_words(kept))
    yield Paragraph(f"{zone_words(analysis)}.")
    if kept.issues:
        yield from _by_chance(kept, drawn)
    broken = "; ".join(f"{party} {format_number(value)}" for party, value in _rounded(kept).items())
    yield Paragraph(f"{broken} points; what no deal is worth stands above.", lead="A broken promise leaves:")
    yield from _gains(analysis, kept, drawn)
    for package in (*kept.packages, *_best(kept)):
        yield from _changes(case, analysis, kept, package)
    yield Paragraph(note_words(analysis, kept), quiet=True)


def _rounded(kept: KeptDeal) -> dict[str, Fraction]:
    return {party: round(value, 1) for party, value in kept.if_broken.items()}


def _chance(value: Fraction) -> str:
    return f"{float(value):.2f}"


def _by_chance(kept: KeptDeal, drawn: KeptDraws | None) -> Iterator[Block]:
    head = ("a deal, in draws", f"of {count(drawn.by_chance_draws)}") if drawn else ("a deal",)
    numbers = drawn.by_chance if drawn else tuple(int(each.zopa) for each in kept.chances)
    yield Table(
        columns=(
            Column(head=("packages with", "(the first line that fits)"), least=24),
            Column(head=("kept with", "a chance of"), align="right", wraps=False),
            Column(head=head, align="right", wraps=False),
        ),
        groups=(
            tuple(
                (
                    condition_words(each.when) if each.when else "all others",
                    range_words(kept, drawn, place),
                    count(number) if drawn else "yes" if number else "no",
                )
                for place, (each, number) in enumerate(zip(kept.chances, numbers, strict=True))
            ),
        ),
    )


def range_words(kept: KeptDeal, drawn: KeptDraws | None, place: int) -> str:
    """Return a chance with its range: that of the case, or over the draws where the ceasefire tells it."""
    chance = kept.chances[place]
    low, high = float(chance.low), float(chance.high)
    if low == high and drawn is not None:
        low, high = drawn.chances[place]
    if low == high:
        return _chance(chance.chance)
    return f"{_chance(chance.chance)} ({low:.2f} to {high:.2f})"


def _gains(analysis: Analysis, kept: KeptDeal, drawn: KeptDraws | None) -> Iterator[Block]:
    """Yield what packages give each side on paper, and as they are expected to be kept."""
    told = (*kept.packages, *_best(kept))
    if not told:
        return
    yield Heading("ON PAPER → AS EXPECTED TO BE KEPT", "gain over no deal, each side's own points")
    parties = list(kept.if_broken)
    shares = {} if drawn is None else {each.label: each for each in drawn.packages}
    columns = [Column(least=12), Column(head=("kept",), align="right", wraps=False)]
    columns += [Column(head=(party,), align="right", wraps=True, least=9) for party in parties]
    if drawn is not None:
        columns.append(
            Column(head=("all accept, in", f"{count(analysis.draws)} fresh draws"), align="right", wraps=False)
        )
    rows: list[tuple[str, ...]] = []
    for each in told:
        cells = [f"{gain(each.on_paper[party])} → {gain(each.expected[party])}" for party in parties]
        share = shares.get(each.label)
        tail = [] if drawn is None else ["–" if share is None else _draws(share, analysis.draws)]
        rows.append((name_of(each), _chance(each.chance), *cells, *tail))
    yield Table(columns=tuple(columns), groups=(tuple(rows),))


def _best(kept: KeptDeal) -> tuple[KeptPackage, ...]:
    """Return the best package as kept, unless it is told already: Nash's, or else Kalai and Smorodinsky's."""
    known = [dict(each.package) for each in kept.packages]
    solutions = (*kept.nash[:1], *kept.kalai_smorodinsky[:1])
    return tuple(each for each in solutions if dict(each.package) not in known)[:1]


def _draws(share: KeptShare, draws: int) -> str:
    return f"{count(round(share.on_paper * draws))} → {count(round(share.expected * draws))}"


def name_of(package: KeptPackage) -> str:
    """Return what a package is called."""
    if package.label.startswith("package "):
        return f"Package {package.label.removeprefix('package ')}"
    if package.label.startswith("proposal "):
        return package.label.removeprefix("proposal ")
    return "Best as kept"


def standing_words(package: KeptPackage) -> str:
    """Return who refuses a package on paper, and as it is expected to be kept."""
    chance = f"kept with a chance of {_chance(package.chance)}"
    by, on_paper = package.refused_by, package.refused_on_paper
    if not by:
        return (
            f"{chance}, and all would {f'accept it; on paper not {join(on_paper)}' if on_paper else 'still accept it'}"
        )
    if by == on_paper:
        return f"{chance}: {join(by)} would still refuse it"
    return f"{chance}: {join(by)} would refuse it, on paper {join(on_paper) if on_paper else 'nobody'}"


def _changes(case: Case, analysis: Analysis, kept: KeptDeal, package: KeptPackage) -> Iterator[Block]:
    drawn = _drawn(analysis)
    told = [change_words(case, package, each, drawn, analysis.draws) for each in package.changes[:_CHANGES]]
    lines = tuple(f"{words[:1].upper()}{words[1:]}." for words in told)
    more = ""
    if kept.issues and not package.changes:
        more = " No single change makes it more likely kept."
    yield Paragraph(f"{standing_words(package)}.{more}", lead=f"{name_of(package)}:")
    if lines:
        yield Bullets(lines)


def _best_change(package: KeptPackage, drawn: KeptDraws | None) -> KeptChange | None:
    """Return the change under which more accept, or all in more draws, than without it: the one that does most."""
    if drawn is None:
        return next((each for each in package.changes if len(each.refused_by) < len(package.refused_by)), None)
    before = next(each for each in drawn.packages if each.label == package.label).expected
    best = max(package.changes, key=lambda change: _share(package, change, drawn).expected, default=None)
    return None if best is None or _share(package, best, drawn).expected <= before else best


def _share(package: KeptPackage, change: KeptChange, drawn: KeptDraws) -> KeptShare:
    label = f"{package.label}; {change.issue}: {option_text(change.option)}"
    return next(each for each in drawn.packages if each.label == label)


def change_words(case: Case, package: KeptPackage, change: KeptChange, drawn: KeptDraws | None, draws: int) -> str:
    """Return what one changed term does to how likely a package is kept, and to who accepts it."""
    term = f"{change.issue}: {option_words(case, change.issue, change.option)}"
    words = f"with “{term}” it is kept with a chance of {_chance(change.chance)}"
    before = None if drawn is None else next((each for each in drawn.packages if each.label == package.label), None)
    if drawn is not None and before is not None:
        after = _share(package, change, drawn)
        now, without = (count(round(each.expected * draws)) for each in (after, before))
        beside = "as without it" if now == without else f"instead of {without}"
        return f"{words}; all accept it then in {now} of {plural(draws, 'fresh draw')}, {beside}"
    # Draws judge the packages worth discussing and the proposals, and not the best as kept.
    at = "" if drawn is None else " at the central values"
    if not change.refused_by:
        return f"{words}; all accept it then{at}"
    return f"{words}; {join(change.refused_by)} would refuse it then{at}"
