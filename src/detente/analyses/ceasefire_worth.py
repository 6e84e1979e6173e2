"""What measures and single terms add to a ceasefire, in days, and by which path a monitor does harm."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.analyses.followed import Both, Followed, ranged
from detente.case import Case, Measure, holds_in, measure_path, number_path
from detente.problem.ceasefires import Numbers, Truce, central_number
from detente.results.ceasefire_worth import Improvement, MeasureWorth, PathEffect, PathName, TermWorth
from detente.solvers.ceasefire.dates import Calendar
from detente.solvers.ceasefire.order import Quantity, monotone
from detente.solvers.ceasefire.worth import Worth, paths

__all__ = ["MOST_TERMS", "Comparison"]

Floats = NDArray[np.float64]
Known = tuple[ArrayLike | None, ArrayLike | None]

MOST_TERMS = 12
"""Most single changes of terms that are told."""

_PROMISES: tuple[Quantity, ...] = ("in_force", "collapsed", "failed")

_PATHS: tuple[PathName, ...] = ("accidents", "violations", "deterrence", "attribution")


class Comparison:
    """A ceasefire, against which others are held.

    Parameters
    ----------
    followed
        The ceasefire.
    """

    def __init__(self, followed: Followed):
        self.followed = followed
        self.base = followed.calendars()
        self.outcome = followed.outcomes(self.base)

    def measures(self) -> Iterator[MeasureWorth]:
        """Yield what each measure of the case adds alone."""
        for measure in self.followed.truce.ceasefire.measures.values():
            adds = self.improvement(self.followed.calendars([measure.name]))
            yield MeasureWorth(measure.name, measure.title, adds, tuple(self._paths(measure)))

    def together(self) -> Improvement | None:
        """Return what all measures add together; ``None`` where there are fewer than two."""
        names = tuple(self.followed.truce.ceasefire.measures)
        return self.improvement(self.followed.calendars(names)) if len(names) > 1 else None

    def terms(self) -> tuple[tuple[TermWorth, ...], int]:
        """Return what single changed terms add, the best first, and how many more there are than are told.

        Options that lead to the same numbers and the same term are told once.
        """
        truce = self.followed.truce
        found: list[TermWorth] = []
        for issue in truce.issues:
            options = truce.case.issues[issue].options
            alike: dict[tuple[tuple[int, ...], int | None], list[int]] = {}
            for position in range(len(options)):
                if position != truce.package[issue]:
                    other = truce.where(issue, position)
                    alike.setdefault((other.holding, other.days), []).append(position)
            alike.pop((truce.holding, truce.days), None)
            for first, *rest in alike.values():
                other = truce.where(issue, first)
                found.append(
                    TermWorth(
                        issue=issue,
                        option=options[first],
                        same=tuple(options[each] for each in rest),
                        barred=_barred(truce.case, other),
                        adds=self.improvement(self.followed.calendars(truce=other)),
                    )
                )
        found.sort(key=lambda each: (each.barred, -each.adds.days.central))
        return tuple(found[:MOST_TERMS]), max(0, len(found) - MOST_TERMS)

    def improvement(self, other: Both) -> Improvement:
        """Return what other calendars add."""
        central, drawn = self.followed.outcomes(other)
        before, drawn_before = self.outcome
        days, collapsed = None, None
        if drawn is not None and drawn_before is not None:
            days, collapsed = drawn.in_force - drawn_before.in_force, drawn.collapsed - drawn_before.collapsed
        return Improvement(
            days=ranged(central.in_force - before.in_force, days),
            collapsed=ranged(central.collapsed - before.collapsed, collapsed),
            shorter_draws=0 if days is None else int((days < 0).sum()),
            likelier_draws=0 if collapsed is None else int((collapsed > 0).sum()),
            promised=tuple(each for each in _PROMISES if self._promised(other, each)),
        )

    def _promised(self, other: Both, quantity: Quantity) -> bool:
        pairs: list[tuple[Calendar, Calendar]] = [(self.base.central, other.central)]
        if self.base.drawn is not None and other.drawn is not None:
            pairs.append((self.base.drawn, other.drawn))
        return all(
            bool(monotone(before, after, quantity, self.followed.horizon).holds.all()) for before, after in pairs
        )

    def _paths(self, measure: Measure) -> Iterator[PathEffect]:
        """Yield what a measure does by each path, where it changes what is noticed or explained."""
        if not {"detection", "attribution"} & set(measure.rates):
            return
        central = self._worth(self.base.central, measure, central_number)
        source, drawn = self.followed.source, None
        if source is not None and self.base.drawn is not None:
            drawn = self._worth(self.base.drawn, measure, source.draw)
        for path in _PATHS:
            days, collapsed = central.alone(path)
            more_days, more_collapsed = (None, None) if drawn is None else drawn.alone(path)
            yield PathEffect(
                path,
                ranged(days, more_days),
                ranged(collapsed, more_collapsed),
                0 if more_days is None else int((more_days < 0).sum()),
            )

    def _worth(self, calendar: Calendar, measure: Measure, numbers: Numbers) -> Worth:
        return paths(
            calendar,
            self.followed.horizon,
            self._known(measure, "detection", numbers),
            self._known(measure, "attribution", numbers),
        )

    def _known(self, measure: Measure, name: str, numbers: Numbers) -> Known:
        """Return the level of a number without and with a measure; ``None`` as the calendar has it."""
        given = measure.rates.get(name)
        return None, None if given is None else numbers(given, number_path(measure_path(measure), name))


def _barred(case: Case, truce: Truce) -> bool:
    """Return whether a rule of the case excludes a package, as far as its terms are settled."""
    return any(
        (rule.never is not None and holds_in(case, rule.never, truce.package))
        or (
            rule.when is not None
            and rule.needs is not None
            and holds_in(case, rule.when, truce.package)
            and set(rule.needs.picks) <= set(truce.package)
            and not holds_in(case, rule.needs, truce.package)
        )
        for rule in case.rules
    )
