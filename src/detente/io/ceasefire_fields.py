"""What is read of the ETH/PRIO Civil Conflict Ceasefire data: names of columns, and what their codes mean.

Both are taken from programs that others have published for the file of October 2022 and for versions before it; the
codebook was not at hand. `FIELDS` says what is established so, and what is assumed. What the codes of `ended` mean
could not be established: whoever has the codebook says it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from detente.case.past import End
from detente.checks.words import did_you_mean
from detente.errors import UsageError

__all__ = ["ENDS", "FIELDS", "WHOLE", "Field", "code_of", "coded", "fields_as_told"]

ENDS: tuple[End, ...] = ("violent", "never", "expired", "extended", "in_force", "unknown")
"""How a ceasefire may have ended, the one that counts first where sides of one ceasefire ended it without a day."""

WHOLE = re.compile(r"(-?[0-9]{1,6})(?:\.0*)?\Z")
"""A whole number, as programs write one."""

_YES_NO = {"0": "no", "1": "yes", "-1": "unknown"}


@dataclass(frozen=True, slots=True)
class Field:
    """What is read from a column.

    Parameters
    ----------
    column
        Its name, in any letter case; empty: there need be none.
    tells
        What it tells.
    established
        Whether its name, and what its numbers mean, are established from programs that read the file; else assumed.
    codes
        What its texts mean; empty: it is no coded column.
    meanings
        What they may mean.
    """

    column: str
    tells: str
    established: bool = True
    codes: Mapping[str, str] = field(default_factory=dict[str, str])
    meanings: tuple[str, ...] = ()


def _yes_no(column: str, tells: str, *, established: bool = True) -> Field:
    return Field(column, tells, established=established, codes=_YES_NO, meanings=("yes", "no", "unknown"))


FIELDS: Mapping[str, Field] = {
    "ceasefire": Field("uniq_id", "which ceasefire a row belongs to"),
    "country": Field("location", "the country"),
    "side": Field("actor_name", "whose declaration a row is"),
    "start_year": Field("cf_effect_yr", "the year in which it took effect; 0: it never did"),
    "start_month": Field("cf_effect_month", "the month in which it took effect"),
    "start_day": Field("cf_effect_day", "the day on which it took effect"),
    "end_year": Field("end_yr", "the year in which it ended"),
    "end_month": Field("end_month", "the month in which it ended"),
    "end_day": Field("end_day", "the day on which it ended"),
    "outcome": Field("ended", "how it ended", codes={name: name for name in ENDS}, meanings=ENDS),
    "fixed": _yes_no("fixed", "whether it has a term", established=False),
    "term": Field("fixed_time", "its term, in days where no unit stands there", established=False),
    "partial": _yes_no("partial", "whether it is limited in scope"),
    "holiday": _yes_no("p_holiday", "whether it is for a holiday"),
    "humanitarian": _yes_no("p_humanitarian", "whether it is for aid"),
    "mechanism": _yes_no("implement", "whether a mechanism to implement it was agreed"),
    "sides": Field("", "whether several sides agreed, or one declared it", meanings=("several", "one", "unknown")),
}
"""What is read, by the name that options give it."""


def code_of(text: str) -> str:
    """Return the code that a cell, or an option, means: small letters, and a whole number without its ``.0``.

    Examples
    --------
    >>> code_of("3.0"), code_of(" Expired ")
    ('3', 'expired')
    """
    text = text.strip().casefold()
    whole = WHOLE.match(text)
    return whole[1] if whole else text


def fields_as_told(columns: Mapping[str, str], codes: Mapping[tuple[str, str], str]) -> dict[str, Field]:
    """Return what to read, with the names and meanings that the user gives.

    Parameters
    ----------
    columns
        Other names of columns, by field.
    codes
        Meanings of texts, by field and text.

    Raises
    ------
    UsageError
        If there is no such field or meaning.
    """
    fields = dict(FIELDS)
    for name in [*columns, *(name for name, _ in codes)]:
        if name not in fields:
            raise UsageError(f"There is no field {name!r}. {did_you_mean(name, list(fields))}")
    for name, column in columns.items():
        old = fields[name]
        fields[name] = replace(old, column=column.strip(), established=True)
    for (name, text), meaning in codes.items():
        old = fields[name]
        if not old.meanings:
            raise UsageError(f"The field {name!r} has no codes. Those that have: {', '.join(coded(fields))}.")
        if meaning not in old.meanings:
            raise UsageError(f"{meaning!r} is no meaning of {name!r}. Write one of {', '.join(old.meanings)}.")
        fields[name] = replace(old, codes={**old.codes, code_of(text): meaning}, established=True)
    return fields


def coded(fields: Mapping[str, Field]) -> list[str]:
    """Return the names of the fields that hold codes."""
    return [name for name, each in fields.items() if each.meanings]
