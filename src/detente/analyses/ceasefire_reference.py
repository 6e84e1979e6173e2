"""A ceasefire beside what became of comparable ones of the past."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analyses.ceasefire_course import Course
from detente.analyses.followed import ranged
from detente.problem.ceasefires import Truce
from detente.results.ceasefire import DayBeside, ReferenceBeside, TermSaid
from detente.results.reference import Interval, ReferenceClass, ReferenceTable, fitting, wilson

__all__ = ["beside"]


def beside(truce: Truce, terms: Sequence[TermSaid], course: Course, table: ReferenceTable) -> ReferenceBeside:
    """Return comparable ceasefires of the past, and the model beside the narrowest class of them.

    Parameters
    ----------
    truce
        The ceasefire.
    terms
        What its terms say; whether a monitor is among them decides the class where the case does not say it.
    course
        Its course.
    table
        The classes of past ceasefires.
    """
    ceasefire = truce.ceasefire
    classes = fitting(
        table.classes,
        truce.days,
        several=ceasefire.several,
        scope="general" if ceasefire.general else "partial",
        mechanism=_mechanism(truce, terms),
    )
    days = tuple(_days(classes[0], course)) if classes else ()
    with_one, without = (_like(classes, table, which) for which in ("yes", "no"))
    return ReferenceBeside(classes, table.source, days, with_one, without, table.caveats)


def _mechanism(truce: Truce, terms: Sequence[TermSaid]) -> bool | None:
    """Return whether a mechanism to implement or monitor it is agreed; ``None`` where that is open."""
    if truce.ceasefire.mechanism is not None:
        return truce.ceasefire.mechanism
    (monitor,) = (each for each in terms if each.element == "monitor")
    return {"settled": True, "missing": False}.get(monitor.status) if monitor.issue else None


def _like(classes: Sequence[ReferenceClass], table: ReferenceTable, mechanism: str) -> int | None:
    """Return how many ceasefires there are of the narrowest class, with or without a mechanism."""
    if not classes:
        return None
    first = classes[0]
    alike = [
        each
        for each in table.classes
        if each.mechanism == mechanism
        and (each.term, each.sides, each.scope, each.open_ended, each.country)
        == (first.term, first.sides, first.scope, first.open_ended, first.country)
    ]
    return alike[0].ends.total if alike else None


def _days(first: ReferenceClass, course: Course) -> Iterator[DayBeside]:
    for day, past in first.no_violent_end.items():
        if day >= len(course.days):
            continue
        between = first.no_violent_end_between.get(day) or _narrow(first, past)
        known = course.without_collapse[day]
        central, drawn = (None, None) if known is None else known
        low, high = between
        yield DayBeside(
            day=day,
            past=past,
            between=between,
            beyond_term=first.term is not None and day > first.term[1],
            model=None if central is None else ranged(central, drawn),
            outside=central is not None and not low <= float(central) <= high,
            outside_draws=0 if drawn is None else int(((drawn < low) | (drawn > high)).sum()),
        )


def _narrow(first: ReferenceClass, past: float) -> Interval:
    """Return Wilson's interval, as if all that are dated had been followed up to the day."""
    found = wilson(round(past * first.dated), first.dated)
    return (0.0, 1.0) if found is None else found
