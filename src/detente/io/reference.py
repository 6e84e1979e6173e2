"""The table of past ceasefires by class: as CSV, and as JSON."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from typing import cast

from detente.io.comparison import schema_with
from detente.io.document import FORMAT
from detente.io.packages import Json
from detente.io.past_class import END_KINDS, class_document
from detente.results.reference import (
    HORIZONS,
    Ends,
    Mechanism,
    ReferenceClass,
    ReferenceTable,
    Scope,
    Sides,
)

__all__ = ["COLUMNS", "classes_from_csv", "classes_to_csv", "reference_document", "reference_schema"]

_CURVE = tuple(f"no_violent_end_{day}" for day in HORIZONS)
COLUMNS = (
    *("class", "term_from", "term_to", "sides", "scope", "mechanism", "open_ended", "country", "countries"),
    *END_KINDS,
    *("dated", "median_days", *_CURVE, "extended_low", "extended_high"),
)
"""The columns of the table, in their order. What follows from the counts is not in it: shares and their intervals."""


def classes_from_csv(text: str) -> tuple[ReferenceClass, ...]:
    """Return the classes that a table in the form of `classes_to_csv` holds.

    Raises
    ------
    ValueError, KeyError
        If it is no such table.
    """
    return tuple(_read(row) for row in csv.DictReader(StringIO(text), strict=True))


def _read(row: Mapping[str, str]) -> ReferenceClass:
    return ReferenceClass(
        name=row["class"],
        term=(int(row["term_from"]), int(row["term_to"])) if row["term_from"] else None,
        sides=cast("Sides", _one_of(row["sides"], ("any", "several", "one"))),
        scope=cast("Scope", _one_of(row["scope"], ("any", "general", "partial"))),
        mechanism=cast("Mechanism", _one_of(row["mechanism"], ("any", "yes", "no"))),
        open_ended=_one_of(row["open_ended"], ("yes", "no")) == "yes",
        country=row["country"],
        countries=int(row["countries"]),
        ends=Ends(**{name: int(row[name]) for name in END_KINDS}),
        dated=int(row["dated"]),
        median_days=float(row["median_days"]) if row["median_days"] else None,
        no_violent_end={day: float(row[name]) for day, name in zip(HORIZONS, _CURVE, strict=True) if row[name]},
        extended_between=(float(row["extended_low"]), float(row["extended_high"])) if row["extended_low"] else None,
    )


def _one_of(text: str, known: tuple[str, ...]) -> str:
    if text not in known:
        raise ValueError(f"{text!r} is none of {', '.join(known)}")
    return text


def classes_to_csv(classes: tuple[ReferenceClass, ...]) -> str:
    """Return the classes as a table; shares with three decimals."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in classes:
        between = each.extended_between
        writer.writerow(
            [
                each.name,
                *(("", "") if each.term is None else each.term),
                *(each.sides, each.scope, each.mechanism, "yes" if each.open_ended else "no"),
                *(each.country, each.countries),
                *(getattr(each.ends, name) for name in END_KINDS),
                *(each.dated, "" if each.median_days is None else each.median_days),
                *(round(each.no_violent_end[day], 3) if day in each.no_violent_end else "" for day in HORIZONS),
                *(("", "") if between is None else (round(end, 3) for end in between)),
            ]
        )
    return written.getvalue()


def reference_document(table: ReferenceTable, *, version: str) -> Json:
    """Return what `detente reference --json` prints, ready for `json_text`."""
    return {
        "format": FORMAT,
        "detente": version,
        "reference": {
            "source": table.source,
            "caveats": list(table.caveats),
            "total": table.total,
            "unknown": table.unknown,
            "last_day": table.last_day,
            "seed": table.seed,
            "resamples": table.resamples,
            "notes": list(table.notes),
            "unused": list(table.unused),
            "differs": None if table.differs is None else list(table.differs),
            "classes": [class_document(each) for each in table.classes],
        },
    }


def reference_schema() -> Json:
    """Return the JSON Schema of what `detente reference --json` prints."""
    return schema_with("reference.schema.json")
