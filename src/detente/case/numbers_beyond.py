"""Every number of ratifiers, levers and broken promises, and the paths under which draws name them."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.kept import Kept, NoDealPlus, broken_path, chance_paths
from detente.case.lever import Level, Lever
from detente.case.pressure import credibility_path, effect_paths
from detente.case.ratifier import Bloc, Ratifier
from detente.case.stated_number import StatedNumber, single, told_apart

__all__ = [
    "bloc_path",
    "cost_path",
    "numbers_of_kept",
    "numbers_of_lever",
    "numbers_of_ratifier",
    "poll_paths",
    "ratifier_path",
]


def ratifier_path(ratifier: Ratifier) -> str:
    """Return where a ratifier stands; its `.swing` and `.scale` stand below it."""
    return f"ratifiers.{ratifier.name}"


def bloc_path(ratifier: Ratifier, bloc: Bloc) -> str:
    """Return where a bloc stands; its `.leans`, `.discipline` and `.share` stand below it."""
    return f"{ratifier_path(ratifier)}.blocs.{bloc.name}"


def poll_paths(ratifier: Ratifier, bloc: Bloc) -> tuple[str, ...]:
    """Return a path of its own for every poll of a bloc."""
    return told_apart(f"{bloc_path(ratifier, bloc)}.polls.{poll.package}" for poll in bloc.polls)


def cost_path(lever: Lever, level: Level) -> str:
    """Return where the cost of a lever's level stands."""
    return f"levers.{lever.name}.levels.{level.name}.cost"


def numbers_of_ratifier(ratifier: Ratifier) -> Iterator[StatedNumber]:
    """Yield every number of a ratifier: its swing and scale, and the numbers of its blocs.

    Examples
    --------
    >>> from detente.case.estimate import Estimate
    >>> union = Bloc("members", "union", seats=5)
    >>> board = Ratifier("board", "union", "vote", {"members": union}, swing=Estimate.point(3))
    >>> for number in numbers_of_ratifier(board):
    ...     print(number.path, "|", number.option, "|", number.words)
    ratifiers.board.swing | board | 3
    ratifiers.board.blocs.members.leans | members (board) | 0
    ratifiers.board.blocs.members.discipline | members (board) | 1
    """
    path, whose = ratifier_path(ratifier), ratifier.of
    if ratifier.swing is not None:
        yield single(ratifier.swing, f"{path}.swing", "swing", whose, what=ratifier.name)
    if ratifier.scale is not None:
        yield single(ratifier.scale, f"{path}.scale", "scale", whose, what=ratifier.name)
    for bloc in ratifier.blocs.values():
        at = bloc_path(ratifier, bloc)
        what = bloc.name if bloc.name == ratifier.name else f"{bloc.name} ({ratifier.name})"
        if bloc.judges_as:
            yield single(bloc.leans, f"{at}.leans", "leaning", whose, what=what)
        if bloc.share is not None:
            yield single(bloc.share, f"{at}.share", "share", whose, what=what)
        if bloc.seats:
            yield single(bloc.discipline, f"{at}.discipline", "discipline", whose, what=what)
        for poll, place in zip(bloc.polls, poll_paths(ratifier, bloc), strict=True):
            yield single(poll.yes, place, "poll", whose, what=f"{what}, asked about {poll.package}")


def numbers_of_lever(lever: Lever) -> Iterator[StatedNumber]:
    """Yield every number of a lever: its credibility, and of each level its cost and its effects."""
    yield single(lever.credibility, credibility_path(lever), "credibility", lever.wielder, what=lever.name)
    for level in lever.levels.values():
        what = f"{lever.name}, {level.name}" if len(lever.levels) > 1 else lever.name
        yield single(level.cost, cost_path(lever, level), "lever cost", lever.wielder, what=what)
        for effect, path in zip(level.effects, effect_paths(lever, level), strict=True):
            on = "without a deal" if effect.on == "no_deal" else "with any deal"
            on = on if effect.when is None else f"with {effect.when}"
            yield single(effect.by, path, "effect", effect.party, what=f"{what}: {on}")


def numbers_of_kept(kept: Kept) -> Iterator[StatedNumber]:
    """Yield every number about promises that may be broken: the chances, and what each party has then."""
    for chance, path in zip(kept.chances, chance_paths(kept), strict=True):
        what = "all packages" if len(kept.chances) == 1 else "all other packages"
        yield single(chance.kept, path, "chance kept", "", what=what if chance.when is None else str(chance.when))
    for party, given in kept.if_broken.items():
        path = broken_path(party)
        if isinstance(given, NoDealPlus):
            yield single(given.plus, path, "if broken", party, what=", over no deal")
        else:
            yield single(given, path, "if broken", party)
