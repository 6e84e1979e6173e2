"""What would move the parties, at what cost, and whom it loses, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from detente.case import Case
from detente.report.divided import divided
from detente.report.document import Block, Bullets, Column, Document, Heading, Paragraph, Table
from detente.report.home import helping, helping_words, lever_words, most_words, pressed, pressures_words, title_of
from detente.report.words import count, join, package_words, plural, points, seats_words, signed
from detente.results import Analysis, Leverage, MovedPackage, Push

__all__ = ["leverage", "listing", "summary"]

_PARTIES = 3
"""Parties whose consent has columns of its own."""

_ADDED = 2
"""Parties short of no deal of which it is told how many points a lever adds."""

_SHOWN = {0, 2, 5, 10, 20, 30}
"""Points of pressure that have a column."""

_OWN = "Points are each party's own: never add or compare those of different parties."


def leverage(case: Case, analysis: Analysis, *, whole: bool = True) -> Document:
    """Return what would move the parties as a document.

    Parameters
    ----------
    whole
        Whether every package is told in full, or the first one alone.
    """
    blocks = tuple(_asked(case, analysis, whole=whole))
    return Document(title=analysis.title, aside="what would move the sides", blocks=blocks)


def _asked(case: Case, analysis: Analysis, *, whole: bool) -> Iterator[Block]:
    seated = analysis.deal.seated
    if seated is not None:
        yield Paragraph(seats_words(seated.name, seated.stage))
    yield from listing(case, analysis, whole=whole)


def summary(analysis: Analysis, lines: int) -> Iterator[Block]:
    """Yield under which pressure each side accepts a package, and which lever helps most, or loses somebody.

    It is the first package that somebody refuses and pressure could bring about, if there is one.

    Parameters
    ----------
    analysis
        The results.
    lines
        The most lines that each of the two takes.
    """
    found = analysis.leverage
    if found is None or not found.packages:
        return
    first = pressed(found)
    yield Heading("WHAT WOULD MOVE THEM", f"{title_of(first.labels)}: {_all(found, first.share)}")
    yield Paragraph(f"{pressures_words(found, first)}.", lead="Pressure:", lines=lines)
    yield Paragraph(f"{most_words(found, first)}{_one_lever(found, first)}", lead="Levers:", lines=lines)


def _one_lever(found: Leverage, package: MovedPackage) -> str:
    """Return what the lever does that helps most, what is left of it when it is withdrawn, and which others harm."""
    push = helping(package)
    left = "" if push is None else f"; {_left(found, push)}"
    lost = [(lever_words(found.levers, push.levers), push.loses) for push in package.singly if push.loses]
    losing = "; ".join(f"{words} loses {join(loses)} in some draws" for words, loses in lost)
    return f"{helping_words(found, package)}{left}.{f' But {losing}.' if losing else ''}"


def _all(found: Leverage, part: float) -> str:
    if not found.draws:
        return "all accept" if part else "not all accept"
    return f"all accept in {_times(found, part)}"


def _times(found: Leverage, part: float) -> str:
    return f"{count(round(part * found.draws))} of {plural(found.draws, 'draw')}"


def _left(found: Leverage, push: Push) -> str:
    """Return what is left of a set of levers once it is withdrawn."""
    if all(found.levers[name].lasting for name in push.levers):
        return "it lasts after signature"
    if push.stays is None or push.stays == 1:
        return "withdrawn after signature, all still accept"
    if not found.draws:
        return "withdrawn after signature, not all still accept"
    every = round(push.share * found.draws)
    return f"withdrawn after signature, all still accept in {count(round(push.stays * every))} of these {count(every)}"


def listing(case: Case, analysis: Analysis, *, whole: bool = True) -> Iterator[Block]:
    """Yield all that the results hold about leverage.

    Parameters
    ----------
    whole
        Whether every package is told in full, or the first one alone.
    """
    found = analysis.leverage
    if found is None:
        return
    if found.levers:
        yield from _zones(found)
        yield from _cheapest(case, found)
    for place, package in enumerate(found.packages):
        yield Heading(title_of(package.labels).upper(), f"{_all(found, package.share)}{_without(found)}")
        if whole or not place:
            yield from _package(case, found, package)
        else:
            yield Paragraph(f"{pressures_words(found, package)}.", lead="Pressure:")
            if found.levers:
                yield Paragraph(_one_lever(found, package), lead="One lever:")
                yield from _more_levers(found, package)
        yield from _compensation(package)
    if not whole and len(found.packages) > 1:
        yield Paragraph("With --package and its name, any of these is told in full, as the first one is.", quiet=True)
    yield from divided(case, found)
    yield Paragraph(_OWN, quiet=True)


def _package(case: Case, found: Leverage, package: MovedPackage) -> Iterator[Block]:
    """Yield all about one package, but compensation."""
    yield Paragraph(f"{package_words(case, package.outcome.package)}.", lines=4)
    yield from _break_even(found, package)
    if not found.levers:
        return
    yield from _levers(found, package)
    yield from _staircases(found, package)
    yield from _more_levers(found, package)


def _without(found: Leverage) -> str:
    return " without levers" if found.levers else ""


def _zones(found: Leverage) -> Iterator[Block]:
    yield Heading("A ZONE OF POSSIBLE AGREEMENT UNDER LEVERS", "whatever the package; each lever at its last level")
    if len({(each.zopa, each.share) for each in found.zopa}) == 1:
        first = found.zopa[0]
        draws = f", and in {_times(found, first.share or 0)}" if found.draws else ""
        verb = "is one" if first.zopa else "is none"
        yield Paragraph(f"There {verb} at the central values{draws}, whichever levers are used, or none, or all.")
        return
    drawn = found.draws > 0
    yield Table(
        columns=(
            Column(head=("under",), least=14),
            Column(head=("central",), wraps=False),
            *((Column(head=(f"of {plural(found.draws, 'draw')}",), align="right", wraps=False),) if drawn else ()),
            Column(head=("breaks",), least=10),
        ),
        groups=(
            tuple(
                (
                    lever_words(found.levers, each.levers) if len(each.levers) == 1 else each.label,
                    "yes" if each.zopa else "no",
                    *((count(round((each.share or 0) * found.draws)),) if drawn else ()),
                    join(each.norms) if each.norms else "",
                )
                for each in found.zopa
            ),
        ),
    )


def _cheapest(case: Case, found: Leverage) -> Iterator[Block]:
    yield Heading("LEVERS FOR A DEAL AT ALL", "at the central values; none cheaper for each who wields them")
    if not found.cheapest_known:
        yield Paragraph("Which are the cheapest depends on too many packages and levers for an exact answer.")
    elif not found.cheapest:
        yield Paragraph("No set of levers makes a deal possible.")
    elif not found.cheapest[0].levers:
        yield Paragraph("None is needed: there is a deal without levers.")
    else:
        yield Bullets(
            tuple(
                f"{lever_words(found.levers, each.levers)}: {_cost_words(each.cost)}"
                + (f"; breaks {join(each.norms)}" if each.norms else "")
                + f"; then, for example, {package_words(case, each.outcome.package)}"
                for each in found.cheapest
            ),
            4,
        )


def _cost_words(cost: Mapping[str, Fraction]) -> str:
    paid = [f"costs {wielder} {points(value)}" for wielder, value in cost.items() if value]
    return join(paid) if paid else "costs nothing"


def _break_even(found: Leverage, package: MovedPackage) -> Iterator[Block]:
    """Yield how each party's consent grows with pressure."""
    yield Paragraph(f"{pressures_words(found, package)}.", lead="Pressure:")
    if not found.draws or not package.break_even:
        return
    steps = [place for place, (at, _) in enumerate(package.break_even[0].curve) if at in _SHOWN]
    yield Paragraph(f"In how many of {plural(found.draws, 'draw')} each accepts, under so many points of pressure:")
    yield Table(
        columns=(
            Column(least=12),
            *(
                Column(head=(f"{package.break_even[0].curve[place][0]:g}",), align="right", wraps=False)
                for place in steps
            ),
        ),
        groups=(
            tuple(
                (each.party, *(count(round(each.curve[place][1] * found.draws)) for place in steps))
                for each in package.break_even
            ),
        ),
    )


def _levers(found: Leverage, package: MovedPackage) -> Iterator[Block]:
    """Yield each level of each lever alone."""
    short = [each.party for each in package.break_even if each.pressure][:_ADDED]
    parties = list(package.singly[0].accepts) if package.singly and not short else []
    wide = len(parties) <= _PARTIES
    rows = tuple(
        (
            f"{lever_words(found.levers, push.levers)}, {found.levers[next(iter(push.levers))].wielder}",
            join(points(cost) for cost in push.cost.values()),
            *(signed(float(push.adds[party])) if party in push.adds else "–" for party in short),
            _number(found, push.share),
            *((_number(found, push.accepts[party]) for party in parties) if wide else ()),
            _stays(found, push),
        )
        for push in package.singly
    )
    yield Table(
        columns=(
            Column(head=("one lever, and whose",), least=16),
            Column(head=("cost",), align="right", wraps=False),
            *(Column(head=(f"adds to {party}",), align="right", least=8) for party in short),
            Column(head=("all accept",), align="right", least=6),
            *((Column(head=(party,), align="right", least=7) for party in parties) if wide else ()),
            Column(head=("left if withdrawn",), align="right", least=9),
        ),
        groups=(rows,),
    )
    if any(push.stays is None for push in package.singly):
        nobody = "in no draw do all accept" if found.draws else "not all accept"
        yield Paragraph(f"A dash under “left if withdrawn”: {nobody} with the lever, so nothing is left.", quiet=True)
    notes = [*_notes(found, package)]
    if notes:
        yield Bullets(tuple(notes))


def _notes(found: Leverage, package: MovedPackage) -> Iterator[str]:
    for push in package.singly:
        words = _strings(push)
        if words:
            yield f"{lever_words(found.levers, push.levers)}: {'; '.join(words)}"


def _strings(push: Push) -> list[str]:
    """Return whom a set of levers loses, what it breaks and whom it needs."""
    told = (("loses", push.loses), ("breaks", push.norms), ("needs", push.needs))
    return [f"{verb} {join(names)}" for verb, names in told if names]


def _number(found: Leverage, part: float) -> str:
    if found.draws:
        return count(round(part * found.draws))
    return "yes" if part else "no"


def _stays(found: Leverage, push: Push) -> str:
    """Return in how many draws all would still accept after the levers were withdrawn."""
    if push.stays is None:
        return "–"
    return count(round(push.stays * push.share * found.draws)) if found.draws else ("yes" if push.stays else "no")


def _staircases(found: Leverage, package: MovedPackage) -> Iterator[Block]:
    items = tuple(
        f"{stairs.wielder}: " + "; ".join(_step(found, push) for push in stairs.steps)
        for stairs in package.staircases
        if len(stairs.steps) > 1
    )
    if items:
        yield Paragraph("What more of its own levers buys each who has some, all others using none:")
        yield Bullets(items, 6)


def _step(found: Leverage, push: Push) -> str:
    what = lever_words(found.levers, push.levers) if push.levers else "nothing"
    cost = "" if not push.levers else f" for {join(points(value) for value in push.cost.values())}"
    return f"{what}{cost}: {_number(found, push.share)}"


def _more_levers(found: Leverage, package: MovedPackage) -> Iterator[Block]:
    """Yield the most that two levers reach, that three do, and so on, whoever holds them."""
    if not package.sets_counted:
        yield Paragraph("The levers make too many sets to count: each alone is told, not all together.")
        return
    several = [push for push in package.together if len(push.levers) > 1]
    if several:
        yield Paragraph("The most that more levers reach, whoever holds them, where more of them add something:")
        yield Bullets(tuple(_jointly(found, push) for push in several))


def _jointly(found: Leverage, push: Push) -> str:
    draws = " draws" if found.draws else ""
    left = [] if push.stays is None else [f"left if withdrawn: {_stays(found, push)}"]
    told = [lever_words(found.levers, push.levers), _cost_words(push.cost), *_strings(push), *left]
    return f"{len(push.levers)} levers, {_number(found, push.share)}{draws}: {'; '.join(told)}"


def _compensation(package: MovedPackage) -> Iterator[Block]:
    if not package.compensation:
        return
    asks = join(
        f"{party} would need {points(value)} points of its own" for party, value in package.compensation.items()
    )
    gives = join(f"{party} could give {points(value)} of its own" for party, value in package.able.items())
    yield Paragraph(f"{asks}{'; ' * bool(gives)}{gives}.", lead="Compensation:")
