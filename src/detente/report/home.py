"""Who blocks at home and what would change it, in words that the terminal and the report share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from detente.case import ONLY_LEVEL, Bloc, Lever, Ratifier, format_number
from detente.report.demands import condition_words
from detente.report.words import count, join, plural, points, share, signed
from detente.results import BlocVote, BreakEven, Deal, Leverage, MovedPackage, Push, Ratification, RatifiedPackage, Vote

__all__ = [
    "blocking_words",
    "changing_words",
    "costs_words",
    "hanging_words",
    "helping",
    "helping_words",
    "lever_words",
    "most_words",
    "named_words",
    "pressed",
    "pressures_words",
    "rule_words",
    "size_words",
    "standing_words",
    "title_of",
]


_SEVERAL = 2
_ENOUGH = 2
"""Changes that are named; points that a bloc lacks only where fewer are known."""


def title_of(labels: Iterable[str]) -> str:
    """Return what a package is called.

    Examples
    --------
    >>> title_of(["package A", "proposal first offer"])
    'package A = first offer'
    """
    return " = ".join(label.removeprefix("proposal ") for label in labels)


def named_words(labels: Iterable[str], deal: Deal) -> str:
    """Return what a package is called inside a sentence; a proposal that leaves issues open is not what fills it in."""
    label = next(iter(labels))
    name = label.removeprefix("proposal ")
    if name == label:
        return label
    return f"“{name}”{', filled in,' if deal.proposals[name].open_issues else ''}"


def rule_words(ratifier: Ratifier) -> str:
    """Return how a ratifier comes to its yes."""
    match ratifier.rule:
        case "vote":
            seats = sum(bloc.seats for bloc in ratifier.blocs.values())
            enough = "more than half" if ratifier.needed is None else count(int(ratifier.needed))
            return f"a vote: {enough} of {plural(seats, 'seat')}"
        case "referendum":
            enough = "half" if ratifier.needed is None else f"a share of {format_number(ratifier.needed)}"
            return f"a referendum: {enough} of the voters"
        case "veto":
            return "each has to say yes" if len(ratifier.blocs) > 1 else "may say no"
        case _:
            return "decides alone"


def size_words(ratifier: Ratifier, bloc: Bloc) -> str:
    """Return how large a part of its ratifier a bloc is; empty where that is all of it, or not counted."""
    if bloc.seats and len(ratifier.blocs) > 1:
        return f"{count(bloc.seats)} of {plural(sum(each.seats for each in ratifier.blocs.values()), 'seat')}"
    if bloc.share is not None and len(ratifier.blocs) > 1:
        return f"{share(float(bloc.share.central))} of the voters"
    return ""


def standing_words(bloc: BlocVote) -> str:
    """Return where a bloc stands.

    Examples
    --------
    >>> standing_words(BlocVote("night crew", -0.37, 0.48, 0.24))
    '0.4 points below no deal'
    >>> standing_words(BlocVote("voters", None, 0.48, 1.0))
    'polled at 0.48'
    """
    if bloc.above is None:
        return f"polled at {share(bloc.yes)}"
    if not round(bloc.above, 1):
        return "level with no deal"
    return f"{points(abs(Fraction(bloc.above)))} points {'below' if bloc.above < 0 else 'above'} no deal"


def blocking_words(found: Ratification, package: RatifiedPackage) -> str:
    """Return who at home stands most in the way of a package, as a sentence without its end."""
    vote = package.blocker
    if vote is None:
        asked = any(each.needed for each in package.votes.values())
        return "everybody asked at home surely says yes" if asked else "nobody at home has to confirm it"
    return f"{vote.ratifier} is least ready to pass it: {_yes_words(found, vote)}"


def _yes_words(found: Ratification, vote: Vote) -> str:
    """Return what the yes of a ratifier is, and on which of its blocs it hangs most."""
    over = "on average" if found.draws else "at the central values"
    return f"its yes is {share(vote.yes)} {over}{hanging_words(found, vote)}"


def hanging_words(found: Ratification, vote: Vote) -> str:
    """Return the bloc whose sure yes would add most: how far below no deal it is, or else how large and how ready."""
    ratifier, bloc = found.ratifiers[vote.ratifier], vote.blocker
    if bloc is None:
        return ""
    if len(ratifier.blocs) == 1:
        return f"; it is {standing_words(bloc)}"
    size = size_words(ratifier, ratifier.blocs[bloc.bloc])
    far = bloc.above is None or _below(bloc)
    told = [standing_words(bloc), size] if far else [size, f"its yes {share(bloc.yes)}"]
    return f"; it hangs most on {bloc.bloc} ({'; '.join(filter(None, told))})"


def _below(bloc: BlocVote) -> bool:
    return bloc.above is not None and round(bloc.above, 1) < 0


def changing_words(found: Ratification, package: RatifiedPackage, deal: Deal) -> str:
    """Return what would let a package pass more often, or which other one does, as a sentence without its end."""
    told: list[str] = []
    if package.blocker is not None:
        told += _spared(found.ratifiers[package.blocker.ratifier])
    best = found.best
    if best is not None and best.outcome.package != package.outcome.package and best.whole > package.whole:
        same = next((each for each in found.packages if each.outcome.package == best.outcome.package), None)
        which = "another package" if same is None else named_words(same.labels, deal)
        told.append(f"{which} is signed and passed more often ({share(best.whole)}, not {share(package.whole)})")
    elif best is not None:
        over = " on average" if found.draws else ""
        told.append(f"no package tried is signed and passed more often ({share(package.whole)}{over})")
    vote = package.blocker
    bloc = None if vote is None else vote.blocker
    if len(told) < _ENOUGH and bloc is not None and bloc.above is not None and _below(bloc):
        # Even with no deal is not yet a yes, so it is not said to be enough.
        told.append(f"{points(-Fraction(bloc.above))} points more would bring {bloc.bloc} to even with no deal")
    return "; ".join(told)


def _spared(ratifier: Ratifier) -> list[str]:
    """Return without what a ratifier that only some packages need would not be asked."""
    return [] if ratifier.when is None else [f"without “{condition_words(ratifier.when)}” it is not asked"]


def lever_words(levers: Mapping[str, Lever], used: Mapping[str, str]) -> str:
    """Return the levers of a set, with their levels where they have several.

    Examples
    --------
    >>> from detente.case import Level
    >>> fund = Lever("fund", "union", {"some": Level("some"), "all": Level("all")})
    >>> lever_words({"fund": fund}, {"fund": "all"})
    'fund (all)'
    """
    return " + ".join(
        name if level == ONLY_LEVEL and len(levers[name].levels) == 1 else f"{name} ({level})"
        for name, level in used.items()
    )


def costs_words(cost: Mapping[str, Fraction]) -> str:
    """Return what a set of levers costs each who wields them, in his own points.

    Examples
    --------
    >>> costs_words({"union": Fraction(2), "office": Fraction(0)}), costs_words({})
    ('2.0 points of union', 'nothing')
    """
    return join(f"{points(value)} points of {wielder}" for wielder, value in cost.items() if value) or "nothing"


def pressed(found: Leverage) -> MovedPackage:
    """Return the package of which to say first what would move the parties to it.

    The first that somebody refuses at the central values and pressure could bring about; else the first of all.
    """
    short = (
        each
        for each in found.packages
        if any(one.pressure for one in each.break_even) and all(one.pressure is not None for one in each.break_even)
    )
    return next(short, found.packages[0])


def helping(package: MovedPackage) -> Push | None:
    """Return the single lever under which all accept most often; ``None`` if none helps."""
    best = max(package.singly, key=lambda push: push.share, default=None)
    return best if best is not None and best.share > package.share else None


def helping_words(found: Leverage, package: MovedPackage) -> str:
    """Return what the single lever does that helps a package most, as a sentence without its end."""
    push = helping(package)
    if push is None:
        return "no single lever makes all accept more often"
    words = [f"{lever_words(found.levers, push.levers)}: {_rise(found, package.share, push.share)}"]
    if push.loses:
        words.append(f"loses {join(push.loses)} in some")
    if push.norms:
        words.append(f"breaks a norm ({join(push.norms)})")
    return ", ".join(words)


def _rise(found: Leverage, before: float, after: float) -> str:
    if not found.draws:
        return "then all accept"
    now, then = (count(round(part * found.draws)) for part in (after, before))
    return f"all accept in {now} of {plural(found.draws, 'draw')}, not {then}"


def pressures_words(found: Leverage, package: MovedPackage) -> str:
    """Return under which pressure each party accepts; those of which the same is to be said stand together."""
    said: dict[str, list[str]] = {}
    for each in package.break_even:
        said.setdefault(_pressure(found, each), []).append(each.party)
    return "; ".join(
        f"{join(parties)} {_verb(words, len(parties))} {words.partition(' ')[2]}" for words, parties in said.items()
    )


def _verb(words: str, parties: int) -> str:
    verb = words.partition(" ")[0]
    return verb.removesuffix("s") if parties > 1 else verb


def _pressure(found: Leverage, each: BreakEven) -> str:
    if each.pressure is None:
        return "refuses under any: a red line stands against it"
    central = f"from {points(each.pressure)} points on" if each.pressure else "without any"
    if not found.draws or each.drawn is None or each.drawn.high <= float(each.pressure):
        return f"accepts {central}"
    return f"accepts {central} ({signed(each.drawn.high).removeprefix('+')} is enough in 95% of draws)"


def most_words(found: Leverage, package: MovedPackage) -> str:
    """Return what all levers reach at most, where they are counted and more than one is needed for it."""
    then = "; " if helping(package) is None else ". One alone: "
    if not package.sets_counted:
        return f"sets of several are too many to count{then}"
    best = package.together[-1] if package.together else None
    if best is None or len(best.levers) < _SEVERAL or not found.draws:
        return ""
    all_ = f"{count(round(best.share * found.draws))} of {plural(found.draws, 'draw')}"
    return f"at most {all_}, with {len(best.levers)} of them{then}"
