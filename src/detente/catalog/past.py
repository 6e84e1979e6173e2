"""What became of ceasefires of the past: the table that ships with Détente."""

from __future__ import annotations

from importlib.resources import files

from detente.io.reference import classes_from_csv
from detente.results.reference import ReferenceTable

__all__ = ["PAPER", "past_ceasefires"]

PAPER = (
    "Clayton, G., Nygård, H. M., Strand, H., and others (2022), Introducing the ETH/PRIO Civil Conflict Ceasefire "
    "Dataset, Journal of Conflict Resolution, doi 10.1177/00220027221129195"
)
"""What to cite for the data."""

_SOURCE = f"ETH/PRIO Civil Conflict Ceasefire data, 1989-2020: {PAPER}; our own aggregation."
_CEASEFIRES, _UNKNOWN = 2203, 0.45

_NOTES = (
    "The counts are all that was kept of each class; shares, Wilson intervals and bounds are computed from them.",
    (
        "The countries, how many are dated, the median, the days without a violent end and the bounds by country need "
        "the single ceasefires: these are as computed then, to three decimals."
    ),
    (
        "Beyond its term a curve rests on a handful. With terms of 4-10 days it falls to 0 by day 180, as the last "
        "one still counted ended in violence."
    ),
)


def past_ceasefires() -> ReferenceTable:
    """Return the classes of past ceasefires that ship with Détente.

    Examples
    --------
    >>> table = past_ceasefires()
    >>> table.classes[0].name, table.classes[0].ends.total
    ('term of 28-31 days, agreed by several sides', 35)
    """
    text = (files("detente.catalog") / "facts" / "past-ceasefires.csv").read_text(encoding="utf-8")
    return ReferenceTable(
        classes=classes_from_csv(text),
        source=_SOURCE,
        total=_CEASEFIRES,
        unknown=None,
        unknown_share=_UNKNOWN,
        last_day="2020-12-31",
        notes=_NOTES,
    )
