"""A ceasefire of the past, as a data set records it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["End", "PastCeasefire"]

End = Literal["never", "violent", "expired", "extended", "in_force", "unknown"]


@dataclass(frozen=True, slots=True)
class PastCeasefire:
    """One ceasefire; ``None`` wherever something is not known.

    Parameters
    ----------
    country
        Where it was.
    start, last
        The day it took effect, and the day it ended.
    end
        What became of it: never in effect, ended by violence or renounced, expired, extended or superseded, still in
        force, or unknown.
    open_ended
        Whether it had no term.
    term
        Its term in days.
    several
        Whether several sides agreed on it, rather than one declaring it.
    partial
        Whether it was limited in place or in means.
    occasional
        Whether it was for a holiday or for humanitarian aid.
    mechanism
        Whether a mechanism to implement or monitor it was agreed.
    """

    country: str
    start: date | None
    last: date | None
    end: End
    open_ended: bool | None
    term: int | None
    several: bool | None
    partial: bool | None
    occasional: bool | None
    mechanism: bool | None
