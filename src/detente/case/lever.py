"""What somebody can do to move the others, and norms that it may break (sections `levers` and `norms`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from detente.case.estimate import Estimate, Provenance
from detente.case.issue import Condition

__all__ = ["ONLY_LEVEL", "Effect", "Level", "Lever", "Norm"]

ONLY_LEVEL = "on"
"""What the level of a lever is called that has one only."""

_NONE = Estimate.point(0)
_ONE = Estimate.point(1)


@dataclass(frozen=True, slots=True)
class Effect:
    """Points by which a lever changes what somebody has.

    Parameters
    ----------
    party
        Whose points.
    by
        How many: below 0 where it loses.
    on
        ``no_deal``: what it has without an agreement; ``deal``: what an agreement is worth to it.
    when
        With ``deal``: the packages for which it holds; ``None`` for all.
    """

    party: str
    by: Estimate
    on: Literal["no_deal", "deal"]
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One strength of a lever.

    Parameters
    ----------
    cost
        Points that it costs whoever wields it.
    """

    name: str
    effects: tuple[Effect, ...] = ()
    cost: Estimate = _NONE


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that somebody outside or at the table can do, or leave (rule L1).

    Parameters
    ----------
    wielder
        Who can do it.
    levels
        Its strengths, from the mildest; not doing it is no level.
    credibility
        Share of its effects that those whom it is meant for reckon with, 0 to 1.
    needs
        Ratifiers and parties that have to authorise it.
    lasting
        Whether it stays after signature; others can be withdrawn (rule L3).
    """

    name: str
    wielder: str
    levels: Mapping[str, Level] = field(default_factory=dict[str, Level])
    credibility: Estimate = _ONE
    needs: tuple[str, ...] = ()
    lasting: bool = False
    title: str = ""
    note: str = ""
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm that a package or a lever may break; it excludes nothing, but wherever it is broken this is said.

    Parameters
    ----------
    never
        Options of issues, and levels of levers, that break it where they come together.
    what
        What it says.
    """

    name: str
    never: Condition
    what: str = ""
    provenance: Provenance = Provenance()
