"""What would move the sides: pressure, levers one at a time and together, what is left of them, compensation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from detente.report.home import (
    costs_words,
    helping,
    helping_words,
    lever_words,
    most_words,
    pressed,
    pressures_words,
    title_of,
)
from detente.report.html.charts.pressure import Pressed, pressure
from detente.report.html.charts.stairs import Stair, stairs
from detente.report.html.common import Subject, accepted_words, picture, sentence
from detente.report.html.divided import Divided, divided_of
from detente.report.html.zones import ZoneTold, cheapest_of, number_words, zone_lead, zone_picture, zones_of
from detente.report.words import count, join, plural, points, signed
from detente.results import BreakEven, Leverage, MovedPackage, Push

__all__ = ["Levers", "Moved", "Pressures", "Pull", "levers_line", "levers_of"]

_OPEN = 2
"""Packages of which pictures and tables stand open."""


@dataclass(frozen=True, slots=True)
class Pressures:
    """A package, in how many draws all accept it without levers, and per party what pressure it takes."""

    name: str
    everyone: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pull:
    """A set of levers put to a package.

    Parameters
    ----------
    change, accepts
        How many draws more all accept, and per party; empty where it changes nothing.
    adds
        Points that they add to each party, or take, at the central values.
    loses
        Whom it costs consent.
    left
        In how many of the draws in which all accept they still would, were it withdrawn.
    norms
        Norms that it breaks, without those that the package breaks by itself.
    """

    name: str
    wielder: str
    cost: str
    everyone: str
    change: str
    accepts: tuple[tuple[str, str], ...]
    adds: str
    loses: str
    left: str
    needs: str
    norms: str


@dataclass(frozen=True, slots=True)
class Moved:
    """One package under levers."""

    name: str
    anchor: str
    without: str
    norms: str
    sure: str
    pressed: Markup
    marked: bool
    stairs: Markup
    parties: tuple[str, ...]
    singly: tuple[Pull, ...]
    idle: tuple[Pull, ...]
    steps: tuple[tuple[str, tuple[Pull, ...]], ...]
    together: tuple[Pull, ...]


@dataclass(frozen=True, slots=True)
class Levers:
    """The section."""

    lead: str
    parties: tuple[str, ...]
    pressures: tuple[Pressures, ...]
    drawn: int
    open: tuple[Moved, ...]
    folded: tuple[Moved, ...]
    zone_lead: str
    zones: tuple[ZoneTold, ...]
    zone_picture: Markup
    cheapest_lead: str
    cheapest: tuple[tuple[str, ...], ...]
    compensation: tuple[tuple[str, str, str], ...]
    divided: Divided | None


def levers_line(subject: Subject) -> str:
    """Return what would move the sides to a package that somebody refuses; empty where nothing is known of it."""
    found = subject.analysis.leverage
    if found is None or not found.packages:
        return ""
    it = pressed(found)
    told = f"{sentence(title_of(it.labels))}: {pressures_words(found, it)}"
    if not found.levers:
        return told
    return f"{told}. Levers: {most_words(found, it)}{helping_words(found, it)}"


def levers_of(subject: Subject) -> Levers | None:
    """Return the section on leverage; ``None`` for a case without levers."""
    found = subject.analysis.leverage
    if found is None:
        return None
    parties = tuple(dict.fromkeys(each.party for package in found.packages for each in package.break_even))
    shown = _shown(found)
    told = [_moved(found, each, number if each in shown else None) for number, each in enumerate(found.packages)]
    cheapest_lead, cheapest = cheapest_of(subject, found)
    return Levers(
        lead=_lead(found),
        parties=parties,
        pressures=tuple(_pressures(found, each, parties) for each in found.packages),
        drawn=found.draws,
        open=tuple(each for each, package in zip(told, found.packages, strict=True) if package in shown),
        folded=tuple(each for each, package in zip(told, found.packages, strict=True) if package not in shown),
        zone_lead=zone_lead(found),
        zones=zones_of(found),
        zone_picture=zone_picture(found),
        cheapest_lead=cheapest_lead,
        cheapest=cheapest,
        compensation=tuple(_compensation(each) for each in found.packages if each.compensation),
        divided=divided_of(subject),
    )


def _shown(found: Leverage) -> Sequence[MovedPackage]:
    """Return the first package, and the first of the others that pressure could bring about."""
    short = [
        each
        for each in found.packages[1:]
        if any(one.pressure for one in each.break_even) and all(one.pressure is not None for one in each.break_even)
    ]
    return [*found.packages[:1], *short][:_OPEN]


def _draws(found: Leverage, share: float) -> str:
    if not found.draws:
        return "yes" if share else "no"
    return accepted_words(share, found.draws).removesuffix(" draws")


def _lead(found: Leverage) -> str:
    if not found.packages:
        return ""
    first = found.packages[0]
    all_ = "all accept it" if first.share else "not all accept it"
    said = f"all accept it in {accepted_words(first.share, found.draws)} without any lever" if found.draws else all_
    words = [f"{sentence(title_of(first.labels))}: {said}.", f"{sentence(helping_words(found, first))}."]
    best = helping(first)
    losing = [push for push in first.singly if push.loses and push is not best]
    if losing:
        told = [f"{lever_words(found.levers, push.levers)} loses {join(push.loses)}" for push in losing[:2]]
        rest = [plural(len(losing) - 2, "other")] if len(losing) > 2 else []
        words.append(f"Some backfire: {join([*told, *rest])}.")
    return " ".join(words)


def _pressures(found: Leverage, each: MovedPackage, parties: Sequence[str]) -> Pressures:
    asked = {one.party: one for one in each.break_even}
    return Pressures(
        sentence(title_of(each.labels)),
        _draws(found, each.share),
        tuple(_pressure(asked[party]) if party in asked else "not asked" for party in parties),
    )


def _pressure(one: BreakEven) -> str:
    if one.pressure is None:
        return "red line"
    return points(one.pressure) if one.pressure else "none"


def _moved(found: Leverage, each: MovedPackage, number: int | None) -> Moved:
    own = _own_norms(each)
    parties = tuple(one.party for one in each.break_even)
    steps = [stairs_ for stairs_ in each.staircases if len(stairs_.steps) > 1]
    name = sentence(title_of(each.labels))
    before = {one.party: one.curve[0][1] for one in each.break_even}

    def pull(push: Push, label: str = "") -> Pull:
        return _pull(found, push, each.share, before, own, label)

    return Moved(
        name=name,
        anchor=f"moved-{number}",
        without=_draws(found, each.share),
        norms=join(own) if own else "",
        sure=_sure(found, each),
        pressed=Markup("") if number is None else _pressed_picture(found, each, f"pressure-{number}"),
        marked=any(one.pressure for one in each.break_even),
        stairs=Markup("") if number is None or not steps else _stairs_picture(found, each, own, f"stairs-{number}"),
        parties=parties,
        singly=tuple(pull(push) for push in each.singly if _tells(push, each.share, before)),
        idle=tuple(pull(push) for push in each.singly if not _tells(push, each.share, before)),
        steps=tuple(
            (one.wielder, tuple(pull(push, str(at)) for at, push in enumerate(one.steps) if push.levers))
            for one in steps
        ),
        together=tuple(pull(push) for push in each.together if len(push.levers) > 1),
    )


def _tells(push: Push, share: float, parties: Mapping[str, float]) -> bool:
    """Return whether a set of levers changes in how many draws anybody accepts."""
    return push.share != share or any(part != parties[party] for party, part in push.accepts.items())


def _own_norms(each: MovedPackage) -> tuple[str, ...]:
    """Return the norms that a package breaks by itself: those broken when no lever is used."""
    without = next((push for steps in each.staircases for push in steps.steps if not push.levers), None)
    return () if without is None else without.norms


def _pull(
    found: Leverage, push: Push, before: float, parties: Mapping[str, float], own: Sequence[str], label: str
) -> Pull:
    names = lever_words(found.levers, push.levers)
    norms = [norm for norm in push.norms if norm not in own]
    return Pull(
        name=f"{label}. {names}" if label else names,
        wielder=join(dict.fromkeys(found.levers[lever].wielder for lever in push.levers)),
        cost=costs_words(push.cost),
        everyone=number_words(found, push.share),
        change=_change(found, push.share - before),
        accepts=tuple(
            (number_words(found, share), _change(found, share - parties[party]))
            for party, share in push.accepts.items()
        ),
        adds=_adds(push),
        loses=join(push.loses) if push.loses else "",
        left=_left(found, push),
        needs=join(push.needs) if push.needs else "",
        norms=join(norms) if norms else "",
    )


def _adds(push: Push) -> str:
    """Return how many points levers add to whom, or take, at the central values."""
    more = join(f"{points(value)} points to {party}" for party, value in push.adds.items() if value > 0)
    less = join(f"{points(-value)} from {party}" for party, value in push.adds.items() if value < 0)
    return "; ".join([*([f"adds {more}"] if more else []), *([f"takes {less}"] if less else [])])


def _change(found: Leverage, by: float) -> str:
    """Return by how many draws a number changes, with its sign; nothing if it does not."""
    number = round(by * found.draws)
    return signed(number).removesuffix(".0") if number else ""


def _left(found: Leverage, push: Push) -> str:
    """Return in how many draws all still accept once what does not last is withdrawn."""
    if push.stays is None:
        return "–"
    return number_words(found, push.stays * push.share)


def _sure(found: Leverage, each: MovedPackage) -> str:
    """Return who accepts in every draw without pressure, where that is not everybody."""
    sure = [one.party for one in each.break_even if one.curve[0][1] == 1]
    if not sure or not found.draws:
        return ""
    if len(sure) == len(each.break_even):
        return "Everybody accepts it in every draw without pressure."
    return f"{join(sure)} {'accepts' if len(sure) == 1 else 'accept'} it in every draw without pressure."


def _pressed_picture(found: Leverage, each: MovedPackage, name: str) -> Markup:
    rows = [
        Pressed(one.party, one.curve, None if one.pressure is None else float(one.pressure))
        for one in each.break_even
        if one.curve[0][1] < 1
    ]
    if not rows or not found.draws:
        return Markup("")
    said = [f"{one.party}: {_pressure(one)}" for one in each.break_even]
    return picture(
        lambda roomy: pressure(rows, draws=found.draws, width=800 if roomy else 330, beside=roomy),
        name=name,
        title=f"{sentence(title_of(each.labels))}: in how many draws each side accepts, by points of pressure",
        description=f"One panel per side, in its own points. At the central values it takes: {'; '.join(said)}.",
    )


def _stairs_picture(found: Leverage, each: MovedPackage, own: Sequence[str], name: str) -> Markup:
    if not found.draws:
        return Markup("")
    panels = [
        (
            one.wielder,
            [
                Stair(
                    str(at) if at else "",
                    float(sum(push.cost.values())),
                    push.share,
                    flagged=any(norm not in own for norm in push.norms),
                )
                for at, push in enumerate(one.steps)
            ],
        )
        for one in each.staircases
        if len(one.steps) > 1
    ]
    told = [
        f"{wielder} from {count(round(those[0].share * found.draws))} to {count(round(those[-1].share * found.draws))}"
        for wielder, those in panels
    ]
    return picture(
        lambda roomy: stairs(panels, draws=found.draws, width=800 if roomy else 330, beside=roomy),
        name=name,
        title=f"{sentence(title_of(each.labels))}: in how many draws all accept, by what levers cost their wielder",
        description="One panel per wielder, in its own points, with numbered steps. Draws in which all accept, of "
        f"{count(found.draws)}: {'; '.join(told)}. The table names the steps.",
    )


def _compensation(each: MovedPackage) -> tuple[str, str, str]:
    short = join(f"{party}: {points(value)}" for party, value in each.compensation.items())
    able = join(f"{party}: {points(value)}" for party, value in each.able.items()) if each.able else "nobody"
    return sentence(title_of(each.labels)), short, able
