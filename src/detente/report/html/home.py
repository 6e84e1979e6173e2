"""Whether packages would pass at home: who signs, who ratifies, which bloc is missing, and in what order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from detente.case import Ratifier
from detente.report.demands import condition_words
from detente.report.home import blocking_words, changing_words, named_words, rule_words, size_words, title_of
from detente.report.html.charts.names import label_room
from detente.report.html.charts.passing import Passed, passing
from detente.report.html.charts.tightening import Asked, tightening
from detente.report.html.common import Subject, picture, sentence
from detente.report.words import changed_terms, count, gain, join, package_words, plural, points, share, signed
from detente.results import BlocVote, Ratification, RatifiedPackage, StepOrder, Tightened, WinSet

__all__ = ["Blocs", "Cell", "Home", "Order", "Package", "Passing", "Tighter", "WinSetTold", "home_line", "home_of"]

_DRAWN = 3
"""Ratifiers of whom there is a picture of what they get by asking for more; of the others there is a table."""

_TAKEN = {"head": "decides", "vote": "a vote", "referendum": "a referendum", "veto": "consent"}
"""What the step of a ratifier is called, by its rule."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One chance, how strongly it is shaded (the more, the less ready), and whether it is its package's smallest."""

    text: str
    shade: int = 0
    least: bool = False


@dataclass(frozen=True, slots=True)
class Passing:
    """What one ratifier says to each package, or all of them do."""

    name: str
    of: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Blocs:
    """A ratifier that a package needs, and its blocs as rows of a table."""

    ratifier: str
    about: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class WinSetTold:
    """A ratifier, how many packages it would pass, the surest of them, and what that one is."""

    ratifier: str
    passes: str
    surest: str
    witness: str


@dataclass(frozen=True, slots=True)
class Order:
    """The steps of a package in order, those of a ratifier with how it takes them; who is worse off on the way."""

    name: str
    steps: tuple[tuple[str, str], ...]
    drops: str


@dataclass(frozen=True, slots=True)
class Package:
    """One package: its blocs, and the order of its steps."""

    name: str
    blocs: tuple[Blocs, ...]
    order: Order | None


@dataclass(frozen=True, slots=True)
class Tighter:
    """A ratifier that asks for more, what each side then gains as rows of a table, and perhaps a picture of it."""

    name: str
    picture: Markup
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The section."""

    lead: str
    change: str
    names: tuple[str, ...]
    signing: tuple[str, ...]
    rows: tuple[Passing, ...]
    ratified: tuple[str, ...]
    whole: tuple[str, ...]
    drawn: int
    packages: tuple[Package, ...]
    at_least: str
    picture: Markup
    win_sets: tuple[WinSetTold, ...]
    agreement: str
    best: str
    tightened: tuple[Tighter, ...]
    untouched: str
    parties: tuple[str, ...]
    fitted: str
    unordered: str


def home_line(subject: Subject) -> tuple[str, str]:
    """Return who blocks the first package at home, and what would change it; empty where nobody is asked."""
    found = subject.analysis.ratification
    if found is None or not found.packages:
        return "", ""
    first = found.packages[0]
    name = title_of(first.labels).removeprefix("package ")
    return f"{name}: {blocking_words(found, first)}.", changing_words(found, first, subject.analysis.deal)


def home_of(subject: Subject) -> Home | None:
    """Return the section on ratification; ``None`` for a case without ratifiers."""
    found = subject.analysis.ratification
    if found is None:
        return None
    lead, change = home_line(subject)
    multiples, untouched = _tightened(subject)
    return Home(
        lead=lead,
        change=f"{sentence(change)}." if change else "",
        names=tuple(sentence(title_of(each.labels)) for each in found.packages),
        signing=_signing(subject, found),
        rows=tuple(_passing(found)),
        ratified=tuple(share(each.ratified) for each in found.packages),
        whole=tuple(share(each.whole) for each in found.packages),
        drawn=found.draws,
        packages=tuple(
            Package(sentence(title_of(each.labels)), tuple(_blocs(subject, each)), _order(subject, each))
            for each in found.packages
        ),
        at_least=share(found.at_least),
        picture=_picture(subject),
        win_sets=tuple(_win_set(subject, each) for each in found.win_sets),
        agreement=_agreement(subject),
        best=_best(subject),
        tightened=multiples,
        untouched=untouched,
        parties=_parties(subject),
        fitted=join(found.fitted) if found.fitted else "",
        unordered=_unordered(found),
    )


def _signing(subject: Subject, found: Ratification) -> tuple[str, ...]:
    """Return in how many draws all sign each package."""
    if not found.draws:
        return tuple("yes" if each.signed else "no" for each in found.packages)
    return tuple(count(round(each.signed * subject.analysis.draws)) for each in found.packages)


def _passing(found: Ratification) -> Iterator[Passing]:
    for name, ratifier in found.ratifiers.items():
        votes = [(each.votes[name], each.blocker) for each in found.packages]
        yield Passing(
            name,
            ratifier.of,
            tuple(
                Cell(share(vote.yes), _shade(vote.yes), least=vote is least) if vote.needed else Cell("not asked")
                for vote, least in votes
            ),
        )


def _shade(yes: float) -> int:
    """Return how strongly a chance is shaded, 0 to 5.

    >>> _shade(0.97), _shade(0.7), _shade(0.0)
    (0, 2, 5)
    """
    return min(5, int(6 * (1 - yes) + 0.2))


def _blocs(subject: Subject, each: RatifiedPackage) -> Iterator[Blocs]:
    found = subject.analysis.ratification
    if found is None:
        return
    for vote in each.votes.values():
        if not vote.needed:
            continue
        ratifier = found.ratifiers[vote.ratifier]
        yield Blocs(vote.ratifier, _about(subject, ratifier), tuple(_bloc(ratifier, bloc) for bloc in vote.blocs))


def _about(subject: Subject, ratifier: Ratifier) -> str:
    told = [f"for {ratifier.of}, {rule_words(ratifier)}"]
    if ratifier.when is not None:
        told.append(f"asked where {condition_words(ratifier.when, subject.case)}")
    if ratifier.after:
        told.append(f"after {join(ratifier.after)}")
    return "; ".join(told)


def _bloc(ratifier: Ratifier, vote: BlocVote) -> tuple[str, ...]:
    bloc = ratifier.blocs[vote.bloc]
    above = "by polls" if vote.above is None else signed(vote.above)
    return bloc.title or vote.bloc, size_words(ratifier, bloc), above, share(vote.yes), share(vote.decides)


def _order(subject: Subject, each: RatifiedPackage) -> Order | None:
    order = each.order
    if order is None:
        return None
    steps = tuple(
        (step, _TAKEN[subject.case.ratifiers[step].rule])
        if step in order.ratifiers
        else (_step(subject, each, step), "")
        for step in order.steps
    )
    return Order(sentence(title_of(each.labels)), steps, _drops(order))


def _unordered(found: Ratification) -> str:
    """Return which packages have no order, where others have one."""
    without = [title_of(each.labels) for each in found.packages if each.order is None]
    if not without or len(without) == len(found.packages):
        return ""
    return f"None was looked for, as there are too many steps or an issue has no status quo: {'; '.join(without)}."


def _step(subject: Subject, each: RatifiedPackage, issue: str) -> str:
    return package_words(subject.case, {issue: each.outcome.package[issue]})


def _drops(order: StepOrder) -> str:
    if not order.drops:
        return "On the way nobody falls below the smaller of what it has today and what it has without an agreement."
    below = join(f"{party} by {points(value)} of its points" for party, value in order.drops.items())
    return (
        "No order spares everybody: on the way these fall below the smaller of what they have today and what they have "
        f"without an agreement: {below}."
    )


def _win_set(subject: Subject, each: WinSet) -> WinSetTold:
    if each.witness is None:
        none = "none" if each.exact else "none found, though not all were tried"
        return WinSetTold(each.ratifier, none, share(each.chance), "")
    return WinSetTold(
        each.ratifier,
        f"{count(round(each.share * each.sampled))} of {count(each.sampled)}",
        share(each.chance),
        package_words(subject.case, each.witness.package),
    )


def _agreement(subject: Subject) -> str:
    """Return how much is left where the table and all ratifiers meet."""
    found = subject.analysis.ratification
    if found is None:
        return ""
    both, least = found.agreement, share(found.at_least)
    tried = max((each.sampled for each in found.win_sets), default=0)
    inside = round(both.share * tried)
    if not both.best:
        searched = "" if both.exact else ", as far as the search went"
        return f"No package is both signed by all and passed by each ratifier with at least {least}{searched}."
    part = (
        f"{count(inside)} of {plural(tried, 'package')} tried" if inside else f"Some, though none of the {count(tried)}"
    )
    part = part if inside else f"{part} tried by lot"
    return (
        f"{part} {'are' if inside != 1 else 'is'} both signed by all and passed by each ratifier with at least "
        f"{least}, at the central values."
    )


def _best(subject: Subject) -> str:
    """Return the package most often signed and passed, by how it differs from the first."""
    found = subject.analysis.ratification
    if found is None or not found.packages:
        return ""
    best, first = found.best, found.packages[0]
    if best is None:
        return "No package tried is ever both signed and passed."
    same = next((each for each in found.packages if each.outcome.package == best.outcome.package), None)
    if same is not None:
        name = named_words(same.labels, subject.analysis.deal)
        return f"Most often signed and passed of all packages tried: {name.removesuffix(',')} ({share(best.whole)})."
    changed = changed_terms(subject.case, first.outcome.package, best.outcome.package)
    return (
        f"Most often signed and passed of all packages tried ({share(best.whole)}): as {title_of(first.labels)}, but "
        f"{changed}."
    )


def _picture(subject: Subject) -> Markup:
    found = subject.analysis.ratification
    if found is None:
        return Markup("")
    lettered = [(label.removeprefix("package "), each) for each in found.packages for label in each.labels[:1]]
    marks = [(_mark(name), each) for name, each in lettered if _mark(name)]
    rows = [
        Passed(
            each.ratifier,
            each.share,
            {mark: package.votes[each.ratifier].yes for mark, package in marks if package.votes[each.ratifier].needed},
        )
        for each in found.win_sets
    ]
    rows.append(
        Passed("signed, and passed by all", found.agreement.share, {mark: package.whole for mark, package in marks})
    )
    names = [row.name for row in rows]
    least = [(yes, row.name, mark) for row in rows[:-1] for mark, yes in row.yes.items()]
    told = "Least ready: {1}, for package {2}, {0:.2f}. ".format(*min(least)) if least else ""
    return picture(
        lambda roomy: passing(
            rows,
            at_least=found.at_least,
            width=800 if roomy else 330,
            label=label_room(names, 190 if roomy else 110),
            beside=roomy,
        ),
        name="passing",
        title="How many packages each ratifier would pass, and how ready it is to pass those worth discussing",
        description="For each ratifier a bar for its share of the packages tried, and a letter for each package where "
        f"its yes stands between 0 and 1. {told}The tables give the numbers.",
    )


def _mark(name: str) -> str:
    return name if len(name) == 1 else ""


def _parties(subject: Subject) -> tuple[str, ...]:
    found = subject.analysis.ratification
    steps = () if found is None else found.tightened
    return next((tuple(step.gain) for step in steps if step.gain), ())


def _tightened(subject: Subject) -> tuple[tuple[Tighter, ...], str]:
    """Return the ratifiers that change the outcome by asking for more, soonest first; and who changes nothing."""
    found = subject.analysis.ratification
    if found is None:
        return (), ""
    parties = _parties(subject)
    moving: list[tuple[Fraction, str, list[Tightened]]] = []
    still: list[str] = []
    for name in found.ratifiers:
        steps = [step for step in found.tightened if step.ratifier == name]
        changed = next((step.points for step in steps if dict(step.gain) != dict(steps[0].gain)), None)
        if changed is not None:
            moving.append((changed, name, steps))
        elif steps:
            still.append(name)
    moving.sort(key=lambda each: each[0])
    told = tuple(
        Tighter(
            name,
            _tightened_picture(name, steps, parties, place) if place < _DRAWN else Markup(""),
            tuple(_tightened_row(step, parties) for step in steps),
        )
        for place, (_, name, steps) in enumerate(moving)
    )
    return told, f"Asking for more changes nothing here for {join(still)}." if still and told else ""


def _tightened_row(step: Tightened, parties: Sequence[str]) -> tuple[str, ...]:
    gains = (gain(step.gain[party]) if party in step.gain else "no deal passes" for party in parties)
    return points(step.points), *gains


def _tightened_picture(name: str, steps: Sequence[Tightened], parties: Sequence[str], place: int) -> Markup:
    rows = [Asked(float(step.points), {party: float(value) for party, value in step.gain.items()}) for step in steps]
    ends = [step for step in steps if step.gain]
    told = join(f"{each} from {gain(ends[0].gain[each])} to {gain(ends[-1].gain[each])}" for each in ends[0].gain)
    return picture(
        lambda roomy: tightening(rows, parties, width=640 if roomy else 330, beside=roomy),
        name=f"tightening-{place}",
        title=f"What each side gains if more is asked for {name}",
        description="One panel per side, each in its own points: its gain in the compromise that is then signed and "
        f"passed. With up to {points(ends[-1].points)} points more: {told}. The table gives the numbers.",
    )
