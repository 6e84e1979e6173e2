"""What measures and single terms add to a ceasefire, in days, and by which path a monitor does harm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.analyses.followed import Both, Followed, ranged
from detente.case import Case, Measure, Rule, holds_in, measure_path, number_path
from detente.problem.ceasefires import Numbers, Truce, central_number
from detente.results.ceasefire_worth import Improvement, MeasureWorth, PathEffect, PathName, TermWorth
from detente.solvers.ceasefire.chain import Outcome
from detente.solvers.ceasefire.dates import Calendar
from detente.solvers.ceasefire.order import Quantity, monotone
from detente.solvers.ceasefire.worth import Worth, paths

__all__ = ["MOST_TERMS", "Comparison", "barring"]

Floats = NDArray[np.float64]
Known = tuple[ArrayLike | None, ArrayLike | None]
Came = tuple[Outcome, Outcome | None]

MOST_TERMS = 12
"""Most single changes of terms that are told."""

_SEVERAL = 2

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
        """Yield what each measure of the case adds alone, and to all the others."""
        for measure in self.followed.truce.ceasefire.measures.values():
            yield MeasureWorth(
                name=measure.name,
                title=measure.title,
                rates=tuple(measure.rates),
                adds=self.improvement(self.followed.calendars([measure.name])),
                last=self._last(measure.name),
                paths=tuple(self._paths(measure)),
            )

    def together(self) -> Improvement | None:
        """Return what all measures add together; ``None`` where there are fewer than two."""
        return None if self._whole is None else self._between(self.base, self.outcome, *self._whole)

    @cached_property
    def _whole(self) -> tuple[Both, Came] | None:
        """Return the calendars with all measures, and what comes of them; ``None`` where there are fewer than two."""
        names = tuple(self.followed.truce.ceasefire.measures)
        if len(names) < _SEVERAL:
            return None
        whole = self.followed.calendars(names)
        return whole, self.followed.outcomes(whole)

    def _last(self, name: str) -> Improvement | None:
        if self._whole is None:
            return None
        others = self.followed.calendars([each for each in self.followed.truce.ceasefire.measures if each != name])
        return self._between(others, self.followed.outcomes(others), *self._whole)

    def terms(self) -> tuple[tuple[TermWorth, ...], int]:
        """Return what single changed terms add, the best first, and how many more there are than are told.

        Options that lead to the same numbers and the same term are told once, unless a rule excludes some of them.
        """
        truce = self.followed.truce
        found: list[TermWorth] = []
        for issue in truce.issues:
            options = truce.case.issues[issue].options
            alike: dict[tuple[tuple[int, ...], int | None, tuple[int, ...]], list[int]] = {}
            for position in range(len(options)):
                other = truce.where(issue, position)
                if (other.holding, other.days) != (truce.holding, truce.days):
                    barred = tuple(barring(truce.case, other))
                    alike.setdefault((other.holding, other.days, barred), []).append(position)
            for (_, _, barred), (first, *rest) in alike.items():
                other = truce.where(issue, first)
                found.append(
                    TermWorth(
                        issue=issue,
                        option=options[first],
                        same=tuple(options[each] for each in rest),
                        barred_by=tuple(truce.case.rules[place] for place in barred),
                        adds=self.improvement(self.followed.calendars(truce=other)),
                    )
                )
        found.sort(key=lambda each: (each.barred, -each.adds.days.central))
        return tuple(found[:MOST_TERMS]), max(0, len(found) - MOST_TERMS)

    def improvement(self, other: Both) -> Improvement:
        """Return what other calendars add."""
        return self._between(self.base, self.outcome, other, self.followed.outcomes(other))

    def _between(self, one: Both, before: Came, other: Both, after: Came) -> Improvement:
        """Return what the second of two calendars adds to the first."""

        def added(value: Callable[[Outcome], Floats]) -> tuple[Floats, Floats | None]:
            (central, drawn), (first, first_drawn) = after, before
            more = None if drawn is None or first_drawn is None else value(drawn) - value(first_drawn)
            return value(central) - value(first), more

        days, collapsed = added(lambda each: each.in_force), added(lambda each: each.collapsed)
        return Improvement(
            days=ranged(*days),
            collapsed=ranged(*collapsed),
            lapsed=ranged(*added(lambda each: each.lapsed)),
            shorter_draws=0 if days[1] is None else int((days[1] < 0).sum()),
            longer_draws=0 if days[1] is None else int((days[1] > 0).sum()),
            likelier_draws=0 if collapsed[1] is None else int((collapsed[1] > 0).sum()),
            promised=tuple(each for each in _PROMISES if self._promised(one, other, each)),
        )

    def _promised(self, one: Both, other: Both, quantity: Quantity) -> bool:
        pairs: list[tuple[Calendar, Calendar]] = [(one.central, other.central)]
        if one.drawn is not None and other.drawn is not None:
            pairs.append((one.drawn, other.drawn))
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


def barring(case: Case, truce: Truce) -> Iterator[int]:
    """Yield the places of the rules of a case that exclude a package, as far as its terms are settled."""
    for place, rule in enumerate(case.rules):
        if _excludes(case, rule, truce):
            yield place


def _excludes(case: Case, rule: Rule, truce: Truce) -> bool:
    return (rule.never is not None and holds_in(case, rule.never, truce.package)) or (
        rule.when is not None
        and rule.needs is not None
        and holds_in(case, rule.when, truce.package)
        and set(rule.needs.picks) <= set(truce.package)
        and not holds_in(case, rule.needs, truce.package)
    )
