"""Who signs, who ratifies and who blocks at home, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.case import Bloc, Case, Ratifier, format_number
from detente.report.demands import condition_words
from detente.report.document import Block, Bullets, Column, Document, Heading, Paragraph, Table
from detente.report.home import blocking_words, changing_words, hanging_words, rule_words, title_of
from detente.report.words import (
    count,
    gain,
    join,
    package_words,
    plural,
    points,
    seats_words,
    share,
    signed,
)
from detente.results import Analysis, BlocVote, Ratification, RatifiedPackage, Vote

__all__ = ["listing", "ratification", "summary"]

_ABREAST = 4
"""Packages side by side in one table."""


def ratification(case: Case, analysis: Analysis, *, whole: bool = True) -> Document:
    """Return who ratifies what as a document.

    Parameters
    ----------
    whole
        Whether every package is told in full, or the first one alone.
    """
    blocks = tuple(_asked(case, analysis, whole=whole))
    return Document(title=analysis.title, aside="who signs, and who ratifies at home", blocks=blocks)


def _asked(case: Case, analysis: Analysis, *, whole: bool) -> Iterator[Block]:
    seated = analysis.deal.seated
    if seated is not None:
        yield Paragraph(seats_words(seated.name, seated.stage))
    yield from listing(case, analysis, whole=whole)


def summary(analysis: Analysis, lines: int) -> Iterator[Block]:
    """Yield who blocks the first package at home, and what would change it, in so many lines at most."""
    found = analysis.ratification
    if found is None or not found.packages:
        return
    first = found.packages[0]
    yield Heading("WHO BLOCKS AT HOME", f"{title_of(first.labels)}: signed and ratified {_average(found, first.whole)}")
    vote = first.blocker
    if vote is None:
        yield Paragraph(f"{blocking_words(found, first)}.", lead="At home:", lines=lines)
    else:
        # Of draws the heading says already that they are averaged.
        yes = f"yes {share(vote.yes)} of 1{'' if found.draws else ' at the central values'}"
        yield Paragraph(f"{vote.ratifier}, {yes}{hanging_words(found, vote)}.", lead="Least ready:", lines=lines)
    change = changing_words(found, first, analysis.deal)
    if change:
        yield Paragraph(f"{change}.", lead="To change it:", lines=lines)


def _average(found: Ratification, whole: float) -> str:
    return f"{share(whole)} on average" if found.draws else share(whole)


def _together(found: Ratification, package: RatifiedPackage) -> str:
    if not found.draws:
        return f"{'signed' if package.signed else 'not signed'}; signed and ratified {share(package.whole)}"
    return f"signed in {_draws(found, package.signed)}; signed and ratified {share(package.whole)} on average"


def listing(case: Case, analysis: Analysis, *, whole: bool = True) -> Iterator[Block]:
    """Yield all that the results hold about ratification.

    Parameters
    ----------
    whole
        Whether every package is told in full, or the first one alone.
    """
    found = analysis.ratification
    if found is None:
        return
    told = found.packages if whole else found.packages[:1]
    yield Heading("WHO HAS TO CONFIRM")
    yield Bullets(tuple(_ratifier_words(case, each) for each in found.ratifiers.values()))
    if len(found.packages) > 1:
        yield from _overview(found)
    yield from _packages(case, found, told)
    yield from _blocs(found, told)
    if len(told) < len(found.packages):
        yield Paragraph("With --package and its name, any other package is told as this one is.", quiet=True)
    yield from _best(case, found)
    yield from _win_sets(case, found)
    yield from _tightened(found)
    yield from _order(told)


def _overview(found: Ratification) -> Iterator[Block]:
    """Yield each package in a line: who signs, who ratifies, and who at home is least ready."""
    yield Heading("ALL PACKAGES", _over(found))
    yield Table(
        columns=(
            Column(least=12),
            Column(head=("signed",), align="right", wraps=False),
            Column(head=("ratified",), align="right", wraps=False),
            Column(head=("both",), align="right", wraps=False),
            Column(head=("least ready at home",), least=12),
        ),
        groups=(tuple(_in_a_line(found, each) for each in found.packages),),
    )


def _over(found: Ratification) -> str:
    return f"over {plural(found.draws, 'draw')} of your ranges" if found.draws else "at the central values"


def _in_a_line(found: Ratification, each: RatifiedPackage) -> tuple[str, ...]:
    vote = each.blocker
    ready = "" if vote is None else f"{vote.ratifier}: {share(vote.yes)}"
    asked = any(one.needed for one in each.votes.values())
    ratified = share(each.ratified) if asked else "not asked"
    return (title_of(each.labels), _signs(found, each.signed), ratified, share(each.whole), ready)


def _ratifier_words(case: Case, ratifier: Ratifier) -> str:
    when = "" if ratifier.when is None else f"; only of packages with {condition_words(ratifier.when, case)}"
    after = f"; after {join(ratifier.after)}" if ratifier.after else ""
    return f"{ratifier.name} (for {ratifier.of}): {rule_words(ratifier)}{when}{after}"


def _packages(case: Case, found: Ratification, told: Sequence[RatifiedPackage]) -> Iterator[Block]:
    """Yield who signs and who ratifies, some packages abreast."""
    yield Heading("SIGNED AND RATIFIED", _over(found))
    for start in range(0, len(told), _ABREAST):
        shown = told[start : start + _ABREAST]
        yield Table(
            columns=(Column(least=12), *(Column(head=(title_of(each.labels),), least=9) for each in shown)),
            groups=tuple(group for group in _rows(found, shown) if group),
        )
        spared = [name for name in found.ratifiers if not any(each.votes[name].needed for each in shown)]
        if spared:
            yield Paragraph(f"Not asked: {join(spared)}.")
    if found.draws:
        yield Paragraph(
            f"Signs: in how many of {count(found.draws)} draws. Ratifies: the yes that the votes give, on average over "
            "the draws; 1.00 is sure. The last line is averaged draw by draw, so it is not the product of those above. "
            "All of it describes your ranges, not the world.",
            quiet=True,
        )
    yield Bullets(tuple(f"{title_of(each.labels)}: {package_words(case, each.outcome.package)}" for each in told), 4)


def _rows(found: Ratification, shown: Sequence[RatifiedPackage]) -> Iterator[tuple[tuple[str, ...], ...]]:
    parties = dict.fromkeys(party for each in shown for party in each.accepts)
    signs = [(f"{party} signs", *(_signs(found, each.accepts.get(party)) for each in shown)) for party in parties]
    yield (*signs, ("all sign", *(_signs(found, each.signed) for each in shown)))
    asked = [name for name in found.ratifiers if any(each.votes[name].needed for each in shown)]
    ratifies = [(f"{name} ratifies", *(_ratifies(each.votes[name]) for each in shown)) for name in asked]
    if asked:
        yield (*ratifies, ("all ratify", *(share(each.ratified) for each in shown)))
    yield (("signed and ratified", *(share(each.whole) for each in shown)),)


def _signs(found: Ratification, part: float | None) -> str:
    if part is None:
        return "not asked"
    if not found.draws:
        return "yes" if part else "no"
    return count(round(part * found.draws))


def _ratifies(vote: Vote) -> str:
    return share(vote.yes) if vote.needed else "not asked"


def _draws(found: Ratification, part: float) -> str:
    return f"{count(round(part * found.draws))} of {plural(found.draws, 'draw')}"


def _blocs(found: Ratification, told: Sequence[RatifiedPackage]) -> Iterator[Block]:
    """Yield the blocs of every ratifier that a package needs."""
    for each in told:
        groups = tuple(
            tuple(_bloc(found, vote, bloc) for bloc in vote.blocs) for vote in each.votes.values() if vote.needed
        )
        if not groups:
            continue
        yield Heading(f"WHO DECIDES AT HOME: {title_of(each.labels)}", "at the central values")
        yield Table(
            columns=(
                Column(least=14),
                Column(head=("votes",), align="right", wraps=False),
                Column(head=("above no deal",), align="right", least=12),
                Column(head=("says yes",), align="right", wraps=False),
                Column(head=("decides",), align="right", wraps=False),
            ),
            groups=groups,
        )
    if any(vote.blocs for each in told for vote in each.votes.values()):
        yield Paragraph(
            "Above no deal: in points of the party by which the bloc judges, its own leaning included. Says yes: how "
            "sure its yes is, or the share of those polled. Decides: how much the yes of all of them together rises "
            "from the bloc's sure no to its sure yes.",
            quiet=True,
        )
    if found.fitted:
        yield Paragraph(f"A logit was fitted to the polls of {join(found.fitted)}.", quiet=True)
    polled = [
        f"{name}/{bloc.name}"
        for name, ratifier in found.ratifiers.items()
        for bloc in ratifier.blocs.values()
        if bloc.polls
    ]
    spoken = [name for name in polled if name not in found.fitted]
    if spoken:
        yield Paragraph(
            f"The polls of {join(spoken)} are too few or too much alike for a logit: the poll that names most of a "
            "package speaks for it.",
            quiet=True,
        )


def _bloc(found: Ratification, vote: Vote, each: BlocVote) -> tuple[str, ...]:
    ratifier = found.ratifiers[vote.ratifier]
    bloc = ratifier.blocs[each.bloc]
    name = vote.ratifier if each.bloc == vote.ratifier else f"{vote.ratifier}: {each.bloc}"
    above = "polled" if each.above is None else f"{signed(each.above)} ({bloc.judges_as})"
    return (
        name,
        _votes(bloc),
        above,
        share(each.yes),
        signed(each.decides) if abs(each.decides) > 1 else _raise(each.decides),
    )


def _votes(bloc: Bloc) -> str:
    if bloc.seats:
        return count(bloc.seats)
    return "" if bloc.share is None else share(float(bloc.share.central))


def _raise(value: float) -> str:
    text = share(value)
    return text if text == "0.00" or value < 0 else f"+{text}"


def _best(case: Case, found: Ratification) -> Iterator[Block]:
    best = found.best
    if best is None:
        yield Paragraph("No package was found that is ever signed and ratified.")
        return
    terms = package_words(case, best.outcome.package)
    same = next((each for each in found.packages if each.outcome.package == best.outcome.package), None)
    what = f"{terms}." if same is None else f"it is {title_of(same.labels)}."
    yield Paragraph(f"{_together(found, best)}; {what}", lead="Most often signed and ratified:")


def _win_sets(case: Case, found: Ratification) -> Iterator[Block]:
    yield Heading("WIN-SETS", f"a ratifier says yes with at least {share(found.at_least)}, or is not asked")
    rows: list[tuple[str, str, str]] = []
    for each in found.win_sets:
        if each.witness is None:
            rows.append((each.ratifier, "0", "none" if each.exact else "none found"))
        else:
            rows.append((each.ratifier, count(round(each.share * each.sampled)), share(each.chance)))
    sampled = max((each.sampled for each in found.win_sets), default=0)
    yield Table(
        columns=(
            Column(least=14),
            Column(head=(f"of {plural(sampled, 'package')} tried",), align="right", least=8),
            Column(head=("surest yes",), align="right", wraps=False),
        ),
        groups=(tuple(rows),),
    )
    both = found.agreement
    if not both.best:
        verdict = (
            "No package is both." if both.exact else "No package that is both was found, though not all were tried."
        )
        yield Paragraph(verdict, lead="Signed by all, and in every win-set:")
        return
    nash = both.best[0]
    gains = join(f"{party} {gain(value)}" for party, value in nash.gain.items())
    tried = f"{count(round(both.share * sampled))} of {plural(sampled, 'package')} tried"
    yield Paragraph(
        f"{tried}; with the largest product of gains: {gains}. {package_words(case, nash.package)}.",
        lead="Signed by all, and in every win-set:",
    )


def _tightened(found: Ratification) -> Iterator[Block]:
    """Yield what each side gains where a ratifier asks for more."""
    if not any(step.gain for step in found.tightened):
        return
    yield Heading("WHERE A RATIFIER ASKS FOR MORE", "gains in the Nash solution that is then signed and ratified")
    asked = list(dict.fromkeys(step.points for step in found.tightened))
    groups: list[tuple[tuple[str, ...], ...]] = []
    still: list[str] = []
    for name in dict.fromkeys(step.ratifier for step in found.tightened):
        steps = [step for step in found.tightened if step.ratifier == name]
        if all(step.gain == steps[0].gain for step in steps):
            still.append(name)
            continue
        parties = list(dict.fromkeys(party for step in steps for party in step.gain))
        groups.append(
            tuple(
                (f"{name}: {party}", *(gain(step.gain[party]) if party in step.gain else "–" for step in steps))
                for party in parties
            )
        )
    if groups:
        yield Table(
            columns=(
                Column(head=("points more",), least=12),
                *(Column(head=(format_number(more),), align="right", wraps=False) for more in asked),
            ),
            groups=tuple(groups),
        )
    if still:
        most = format_number(max(asked))
        yield Paragraph(f"Up to {most} points more change nothing where these ask for them: {join(still)}.")
    yield Paragraph(
        "How many points more its blocs ask for, and what each side then gains in its own points; a dash: nothing is "
        "signed and ratified any more. A harder ratifier can be a strength of its side in the talks, or end them.",
        quiet=True,
    )


def _order(packages: Sequence[RatifiedPackage]) -> Iterator[Block]:
    told = [each for each in packages if each.order is not None and (each.order.ratifiers or each.order.drops)]
    if not told:
        return
    yield Heading("IN WHICH ORDER", "so that nobody falls below what it had, or has without a deal, if that can be")
    items: list[str] = []
    for each in told:
        order = each.order
        if order is None:
            continue
        drops = join(f"{party} lacks {points(value)}" for party, value in order.drops.items())
        worst = f"; on the way {drops} points" if order.drops else "; nobody falls below it"
        items.append(f"{title_of(each.labels)}: {', then '.join(order.steps)}{worst}")
    yield Bullets(tuple(items), 6)
