"""The rates of a ceasefire in force, and the generator that they make.

A ceasefire in force is *holding*; *strained*, while an incident stands unsettled; or *suspended*, while one side or
both no longer keep to it without having renounced it. It ends *superseded* by a wider arrangement or *collapsed*:
renounced, or back to fighting. That a term ends it belongs to the calendar.

::

    holding    -> strained     an incident is noticed and strains
    strained   -> holding      resolution: the consultation mechanism settles it
    strained   -> suspended    retaliation
    suspended  -> holding      resumption
    any        -> collapsed    collapse of that state
    any        -> superseded   supersession in that state

Incidents are *accidents* or deliberate *violations*. One that nobody notices changes nothing. One that is noticed is
*explained* with the chance of attribution: an accident is shown to be one, a violator is named. How likely it then
strains depends on what it was shown to be; while it is unexplained nobody can tell which it was, so there is one
chance for both kinds. So a monitor can do harm: it brings to light accidents that would have passed unnoticed, and it
may name violators whom it would have been easier to overlook. It can do good by making violations rarer, and by
showing that accidents were accidents. Which prevails is worked out by `detente.solvers.ceasefire.worth`.

What is left out: an incident during a strain or a suspension changes nothing further, rates do not depend on how long
a state has lasted, and the sides differ only in their violations. The mechanisms follow Fortna (2003), who finds that
peace lasts longer where agreements deter, reduce uncertainty and control accidents, and Clayton and Sticher (2021) on
provisions for monitoring; neither gives rates. What is noticed by chance and punished for lack of knowledge is that
of Green and Porter (1984).

References
----------
Clayton, G., and Sticher, V. (2021). The logic of ceasefires in civil war. International Studies Quarterly 65(3),
633-646.
Fortna, V. P. (2003). Scraps of paper? Agreements and the durability of peace. International Organization 57(2),
337-372.
Green, E. J., and Porter, R. H. (1984). Noncooperative collusion under imperfect price information. Econometrica 52(1),
87-100.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import UsageError
from detente.solvers.ceasefire.stakes import Stakes

__all__ = ["CHANCES", "IN_FORCE", "NUMBERS", "Rates", "Seen", "Straining", "generator", "seen", "straining"]

Floats = NDArray[np.float64]

IN_FORCE = ("holding", "strained", "suspended")
"""The states of a ceasefire in force, from best to worst."""

CHANCES = ("detection", "attribution", "strain_accident", "strain_violation", "strain_unexplained")
"""The fields of `Rates` that lie in [0, 1]; the others are rates per day."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Rates:
    """Rates per day and chances, over a stretch of days in which they do not change. What is not given is 0.

    Every field is one number, or one for each draw, shape ``(draws,)``.

    Parameters
    ----------
    accident
        Accidental incidents.
    violation
        Opportunities for a deliberate violation, one rate for each side: shape ``(sides,)`` or ``(draws, sides)``, or a
        single number for one side. All of them are used unless `stakes` are given.
    detection
        Chance that an incident is noticed.
    attribution
        Chance that a noticed incident is explained.
    strain_accident, strain_violation, strain_unexplained
        Chance that a noticed incident strains the ceasefire: an accident shown to be one, a violation whose author is
        named, and an incident that nobody can explain.
    resolution
        Settling of a strain, so that the ceasefire holds again.
    retaliation
        Suspension of a strained ceasefire.
    resumption
        Return from suspension to holding.
    collapse_holding, collapse_strained, collapse_suspended
        End by being renounced, or by fighting, in each state.
    supersession_holding, supersession_strained, supersession_suspended
        End by a wider arrangement, in each state.
    stakes
        What decides which opportunities the sides use.

    Raises
    ------
    UsageError
        If a number is negative or not finite, a chance exceeds 1, or the shapes do not fit.
    """

    accident: ArrayLike = 0.0
    violation: ArrayLike = 0.0
    detection: ArrayLike = 0.0
    attribution: ArrayLike = 0.0
    strain_accident: ArrayLike = 0.0
    strain_violation: ArrayLike = 0.0
    strain_unexplained: ArrayLike = 0.0
    resolution: ArrayLike = 0.0
    retaliation: ArrayLike = 0.0
    resumption: ArrayLike = 0.0
    collapse_holding: ArrayLike = 0.0
    collapse_strained: ArrayLike = 0.0
    collapse_suspended: ArrayLike = 0.0
    supersession_holding: ArrayLike = 0.0
    supersession_strained: ArrayLike = 0.0
    supersession_suspended: ArrayLike = 0.0
    stakes: Stakes | None = None

    def __post_init__(self) -> None:
        for name in (*NUMBERS, "violation"):
            values = self.of(name)
            if name in CHANCES and not ((values >= 0) & (values <= 1)).all():
                raise UsageError(f"`{name}` is a chance and must lie in [0, 1].")
            if not (np.isfinite(values) & (values >= 0)).all():
                raise UsageError(f"`{name}` is a rate per day and must be a finite number >= 0.")
        if len(self.shape) > 1:
            raise UsageError("Rates are one number, or one for each draw.")

    def of(self, name: str) -> Floats:
        """Return a field as an array; that of violations has an axis of sides."""
        values = np.asarray(getattr(self, name), dtype=np.float64)
        return np.atleast_1d(values) if name == "violation" else values

    @property
    def shape(self) -> tuple[int, ...]:
        """``()``, or ``(draws,)`` where a field has several draws."""
        try:
            sides = np.broadcast_shapes(self.of("violation").shape, () if self.stakes is None else self.stakes.shape)
            return np.broadcast_shapes(sides[:-1], *(self.of(name).shape for name in NUMBERS))
        except ValueError as error:
            raise UsageError("The numbers of draws or sides do not fit together.") from error


NUMBERS = tuple(field.name for field in fields(Rates) if field.name not in ("violation", "stakes"))
"""The fields of `Rates` that are one number per draw."""


@dataclass(frozen=True, eq=False)
class Straining:
    """Rates per day at which a holding ceasefire becomes strained.

    Parameters
    ----------
    by_accidents, by_violations
        What accidents and what deliberate violations contribute, shape ``()`` or ``(draws,)``.
    """

    by_accidents: Floats
    by_violations: Floats

    @property
    def total(self) -> Floats:
        """Both together."""
        return self.by_accidents + self.by_violations


@dataclass(frozen=True, eq=False)
class Seen:
    """What becomes known of incidents, path by path; under given rates all follow from detection and attribution.

    Parameters
    ----------
    accidents, violations
        Chance that an accident and that a deliberate violation is noticed.
    explained
        Chance that a noticed incident is explained.
    caught
        Chance that a violation is noticed and the violator named, as the sides expect it.
    """

    accidents: Floats
    violations: Floats
    explained: Floats
    caught: Floats


def seen(rates: Rates) -> Seen:
    """Return what becomes known of incidents under these rates."""
    detection, explained = rates.of("detection"), rates.of("attribution")
    return Seen(detection, detection, explained, detection * explained)


def straining(rates: Rates, known: Seen | None = None) -> Straining:
    """Return how often a holding ceasefire becomes strained, by the kind of incident.

    Parameters
    ----------
    rates
        The rates.
    known
        What becomes known of incidents, if it is not what the rates say.

    Examples
    --------
    One accident in ten days, half of them noticed, none explained, each of which strains:

    >>> float(straining(Rates(accident=0.1, detection=0.5, strain_unexplained=1)).total)
    0.05
    """
    known = seen(rates) if known is None else known
    unexplained = (1 - known.explained) * rates.of("strain_unexplained")
    opportunities = rates.of("violation")
    if rates.stakes is not None:
        opportunities = opportunities * rates.stakes.used(known.caught)
    return Straining(
        rates.of("accident") * known.accidents * (known.explained * rates.of("strain_accident") + unexplained),
        opportunities.sum(axis=-1) * known.violations * (known.explained * rates.of("strain_violation") + unexplained),
    )


def generator(rates: Rates) -> Floats:
    """Return the generator of the chain between two dates of the calendar.

    Returns
    -------
    Rates per day, shape ``(5, 5)`` or ``(draws, 5, 5)``: holding, strained, suspended, superseded, collapsed. The rows
    add up to 0.

    Examples
    --------
    >>> generator(Rates(resolution=0.5, retaliation=0.25, collapse_suspended=0.125)).tolist()[1]
    [0.5, -0.75, 0.25, 0.0, 0.0]
    """
    found = np.zeros((*rates.shape, 5, 5))
    found[..., 0, 1] = straining(rates).total
    found[..., 1, 0] = rates.of("resolution")
    found[..., 1, 2] = rates.of("retaliation")
    found[..., 2, 0] = rates.of("resumption")
    for row, state in enumerate(IN_FORCE):
        found[..., row, 3] = rates.of(f"supersession_{state}")
        found[..., row, 4] = rates.of(f"collapse_{state}")
        found[..., row, row] = -found[..., row, :].sum(axis=-1)
    return found
