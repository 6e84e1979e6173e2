"""What the levers in force add to the parties' points (rule L1): a case under levers is a case like any other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from detente.case.estimate import Estimate
from detente.case.lever import Effect, Level, Lever
from detente.case.model import Case
from detente.case.preference import Linkage

__all__ = [
    "Added",
    "added_by",
    "added_to_deals",
    "added_to_no_deal",
    "credibility_path",
    "effect_paths",
    "with_levers",
    "without_levers",
]

_SURE = Estimate.point(1)


@dataclass(frozen=True, slots=True)
class Added:
    """Points that come on top of what the preferences tell, the same for every package.

    Parameters
    ----------
    by, path
        How many, and where the number stands.
    believed, believed_path
        The share of them that is reckoned with.
    """

    by: Estimate
    path: str
    believed: Estimate = _SURE
    believed_path: str = ""

    @property
    def central(self) -> Fraction:
        """Return the central points."""
        return self.by.central * self.believed.central

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """Return the fewest and the most points.

        Examples
        --------
        >>> half = Estimate(Fraction(1, 2), Fraction(1))
        >>> Added(Estimate(Fraction(-10), Fraction(-4)), "", half).ends
        (Fraction(-10, 1), Fraction(-2, 1))
        """
        products = [a * b for a in (self.by.low, self.by.high) for b in (self.believed.low, self.believed.high)]
        return min(products), max(products)


def credibility_path(lever: Lever) -> str:
    """Return where a lever's credibility stands."""
    return f"levers.{lever.name}.credibility"


def effect_paths(lever: Lever, level: Level) -> tuple[str, ...]:
    """Return a path of its own for every effect of a level.

    Examples
    --------
    >>> strike = Level("full", (Effect("company", Estimate.point(-5), "no_deal"),))
    >>> effect_paths(Lever("strike", "union", {"full": strike}), strike)
    ('levers.strike.levels.full.effects.company.no_deal',)
    """
    seen: dict[str, int] = {}
    paths: list[str] = []
    for effect in level.effects:
        on = effect.on if effect.when is None else str(effect.when)
        path = f"levers.{lever.name}.levels.{level.name}.effects.{effect.party}.{on}"
        seen[path] = seen.get(path, 0) + 1
        paths.append(path if seen[path] == 1 else f"{path} #{seen[path]}")
    return tuple(paths)


def with_levers(case: Case, levels: Mapping[str, str]) -> Case:
    """Return a case with levers in force.

    Parameters
    ----------
    levels
        Per lever, its level; levers that are not named are not used.

    Raises
    ------
    KeyError
        If there is no such lever or level.
    """
    linked = [
        Linkage(effect.party, effect.when, effect.by, believed=lever.credibility, lever=lever.name, path=path)
        for lever, effect, path in _effects(case, levels)
        if effect.when is not None
    ]
    return replace(case, in_force=dict(levels), linkages=(*case.linkages, *linked))


def added_by(linkage: Linkage, path: str) -> Added:
    """Return what a linkage adds where its condition holds, as a number that stands at a path."""
    return Added(linkage.adds, path, linkage.believed, f"levers.{linkage.lever}.credibility" if linkage.lever else "")


def without_levers(case: Case) -> Case:
    """Return a case with no lever in force."""
    if not case.in_force:
        return case
    return replace(case, in_force={}, linkages=tuple(linkage for linkage in case.linkages if not linkage.lever))


def _effects(case: Case, levels: Mapping[str, str]) -> list[tuple[Lever, Effect, str]]:
    found: list[tuple[Lever, Effect, str]] = []
    for name, chosen in levels.items():
        lever = case.levers[name]
        level = lever.levels[chosen]
        found += [
            (lever, effect, path)
            for effect, path in zip(level.effects, effect_paths(lever, level), strict=True)
            if effect.party in case.parties
        ]
    return found


def added_to_no_deal(case: Case, party: str) -> tuple[Added, ...]:
    """Return what the levers in force add to what a party has without an agreement."""
    return tuple(
        Added(effect.by, path, lever.credibility, credibility_path(lever))
        for lever, effect, path in _effects(case, case.in_force)
        if effect.party == party and effect.on == "no_deal"
    )


def added_to_deals(case: Case, party: str, *, first_step: bool) -> tuple[Added, ...]:
    """Return what comes on top of every package for a party.

    Parameters
    ----------
    first_step
        Whether only first steps are on the table: then what the party expects to follow is added.
    """
    found = [
        Added(effect.by, path, lever.credibility, credibility_path(lever))
        for lever, effect, path in _effects(case, case.in_force)
        if effect.party == party and effect.on == "deal" and effect.when is None
    ]
    then = case.preferences[party].then
    if first_step and then is not None:
        found.insert(0, Added(then, f"preferences.{party}.then"))
    return tuple(found)
