"""Every number of a case: in words, with who set it, from what and why, and the column of draws it moves with.

A report lists them; the paths are those under which a result over draws names its influences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from detente.case.estimate import Estimate, Provenance
from detente.case.issue import Issue, option_text
from detente.case.model import Case
from detente.case.number import format_number
from detente.case.preference import NoDeal, Preferences, StatusQuoPlus, Values

__all__ = ["StatedNumber", "linkage_paths", "numbers_of", "red_line_paths"]


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """One number as its author gave it.

    Parameters
    ----------
    path
        Where it stands, such as ``preferences.union.weights.wage``; numbers that an order ties share one.
    drawn_by
        Path of the column of draws that it moves with, as `Influence.path` names it: mostly its own, else its
        driver's or its issue's. Empty where it is the same in every draw.
    kind
        What it is.
    party
        Whose number it is.
    issue, option
        What it is about; empty where there is none. `option` is empty for all options of a quantity at once.
    words
        The number in words: ``40``, ``35 to 45``, ``20 to 60, most likely 40``, ``high (67 to 100)``, ``unknown``, or
        its place in an order. Points, except weights (any unit) and firmness (0 to 1).
    ordered
        The whole order, where the author gave that instead of a number.
    provenance
        Who, from what, how sure; inherited where it is not its own.
    reason
        What the party's `reasons` say about the issue.
    others
        Paths of further columns: of a red line that of its firmness where that is a range (`drawn_by` tells whether
        the line is meant), of a quantity of which nothing is known those of its other options.
    """

    path: str
    drawn_by: str
    kind: Literal["weight", "value", "no deal", "then", "linkage", "red line"]
    party: str
    issue: str
    option: str
    words: str
    ordered: str
    provenance: Provenance
    reason: str
    others: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the paths of all columns of draws that it moves with; mostly one."""
        return tuple(path for path in (self.drawn_by, *self.others) if path)


def numbers_of(case: Case) -> Iterator[StatedNumber]:
    """Yield every number of a case: weights, values, no-deal values, `then`, linkages, red lines' firmness.

    Examples
    --------
    >>> from detente.case import Preferences, Values
    >>> wage = Issue("wage", ("low", "high"))
    >>> values = {"wage": Values({"low": Estimate.point(0), "high": Estimate.of_level("high")})}
    >>> union = Preferences("union", {"wage": Estimate.point(1)}, values, reasons={"wage": "Prices rose."})
    >>> for number in numbers_of(Case("Talks", {}, {"wage": wage}, {"union": union})):
    ...     print(number.path, "|", number.words, "|", number.reason)
    preferences.union.weights.wage | 1 | Prices rose.
    preferences.union.values.wage.low | 0 | Prices rose.
    preferences.union.values.wage.high | high (67 to 100) | Prices rose.
    """
    for party, preferences in case.preferences.items():
        path = f"preferences.{party}"
        yield from _weights(preferences, path)
        for name, values in preferences.values.items():
            if name in case.issues:
                yield from _values(case.issues[name], values, preferences, f"{path}.values.{name}")
        if preferences.no_deal is not None:
            yield _no_deal(preferences.no_deal, party, f"{path}.no_deal")
        if preferences.then is not None:
            yield _single(preferences.then, f"{path}.then", "then", party)
    for linkage, path in zip(case.linkages, linkage_paths(case), strict=True):
        yield _single(linkage.adds, path, "linkage", linkage.party, what=str(linkage.when))
    for line, path in zip(case.red_lines, red_line_paths(case), strict=True):
        drawn_by = f"{path}.meant" if line.firm.low < 1 and line.firm.high > 0 else ""
        firm = line.firm.provenance.inherit(line.provenance)
        words = _words(line.firm)
        others = (_drawn_by(line.firm, f"{path}.firm"),)
        what = str(line.never)
        yield StatedNumber(path, drawn_by, "red line", line.party, "", what, words, "", firm, "", others)


def linkage_paths(case: Case) -> tuple[str, ...]:
    """Return a path of its own for every linkage, also where it stands for what a broken promise costs."""
    return _told_apart(
        linkage.path or f"{'commitments' if linkage.promise else 'linkages'}.{linkage.party}.{linkage.when}"
        for linkage in case.linkages
    )


def red_line_paths(case: Case) -> tuple[str, ...]:
    """Return a path of its own for every red line."""
    return _told_apart(f"red_lines.{line.party}.{line.never}" for line in case.red_lines)


def _told_apart(paths: Iterable[str]) -> tuple[str, ...]:
    """Return paths with a number behind every repetition."""
    seen: dict[str, int] = {}
    told: list[str] = []
    for path in paths:
        seen[path] = seen.get(path, 0) + 1
        told.append(path if seen[path] == 1 else f"{path} #{seen[path]}")
    return tuple(told)


def _words(estimate: Estimate) -> str:
    if estimate.unknown:
        return "unknown"
    low, high = format_number(estimate.low), format_number(estimate.high)
    span = low if low == high else f"{low} to {high}"
    if estimate.likely is not None:
        return f"{span}, most likely {format_number(estimate.likely)}"
    return f"{estimate.level} ({span})" if estimate.level else span


def _drawn_by(estimate: Estimate, path: str) -> str:
    if estimate.low == estimate.high:
        return ""
    return f"drivers.{estimate.driver}" if estimate.driver else path


def _single(
    estimate: Estimate,
    path: str,
    kind: Literal["weight", "no deal", "then", "linkage"],
    party: str,
    issue: str = "",
    what: str = "",
    reason: str = "",
) -> StatedNumber:
    drawn_by = _drawn_by(estimate, path)
    return StatedNumber(path, drawn_by, kind, party, issue, what, _words(estimate), "", estimate.provenance, reason)


def _weights(preferences: Preferences, path: str) -> Iterator[StatedNumber]:
    party, order = preferences.party, preferences.weight_order
    if order is None:
        for issue, weight in preferences.weights.items():
            reason = preferences.reasons.get(issue, "")
            yield _single(weight, f"{path}.weights.{issue}", "weight", party, issue, reason=reason)
        return
    free = sum(order.steps) > 1
    for issue, rank in order.rank_of.items():
        at = f"{path}.weights.{order.drawn_as(issue)}"
        words = _places(order.places[rank], len(order.rank_of), tied=rank.tied)
        reason = preferences.reasons.get(issue, "")
        drawn_by = at if free else ""
        yield StatedNumber(at, drawn_by, "weight", party, issue, "", words, str(order), order.provenance, reason)


def _places(places: range, count: int, *, tied: bool) -> str:
    if len(places) == 1:
        return f"place {places[0] + 1} of {count}"
    return f"places {places[0] + 1} to {places[-1] + 1} of {count}, {'tied' if tied else 'order unknown'}"


def _values(issue: Issue, values: Values, preferences: Preferences, path: str) -> Iterator[StatedNumber]:
    party, reason = preferences.party, preferences.reasons.get(issue.name, "")
    if values.order is not None:
        levels = values.order.levels
        for option, level in values.order.level_of.items():
            at = f"{path}.{values.order.drawn_as(option)}"
            ends = {0: "100, the best", len(levels) - 1: "0, the worst"}
            words = ends.get(level, f"level {level + 1} of {len(levels)}, between 0 and 100")
            drawn_by = "" if level in ends else at
            source, whole = values.order.provenance, str(values.order)
            yield StatedNumber(at, drawn_by, "value", party, issue.name, option, words, whole, source, reason)
        return
    if values.unknown:
        source = preferences.provenance
        texts = [option_text(option) for option in issue.options]
        if issue.quantity:
            first, *others = (f"{path}.{option}" for option in texts)
            yield StatedNumber(
                path, first, "value", party, issue.name, "", "unknown", "", source, reason, tuple(others)
            )
            return
        for option in texts:
            at = f"{path}.{option}"
            yield StatedNumber(at, at, "value", party, issue.name, option, "unknown", "", source, reason)
        return
    for option, value in values.points.items():
        at = f"{path}.{option}"
        # Known options of an ordered issue share one column (rule C1).
        drawn_by = _drawn_by(value, path if issue.ordered and not value.unknown else at)
        source = value.provenance
        yield StatedNumber(at, drawn_by, "value", party, issue.name, option, _words(value), "", source, reason)


def _no_deal(given: NoDeal, party: str, path: str) -> StatedNumber:
    if isinstance(given, Estimate):
        return _single(given, path, "no deal", party)
    if isinstance(given, StatusQuoPlus):
        plus = _words(given.plus)
        words = f"status quo plus {plus}"
        drawn_by = _drawn_by(given.plus, path)
        return StatedNumber(path, drawn_by, "no deal", party, "", "", words, "", given.plus.provenance, "")
    sides = (("better than", given.better_than), ("worse than", given.worse_than))
    words = "; ".join(f"{side} {' and '.join(map(_package, packages))}" for side, packages in sides if packages)
    return StatedNumber(path, path, "no deal", party, "", "", words, "", given.provenance, "")


def _package(package: str | Mapping[str, str]) -> str:
    return package if isinstance(package, str) else "{" + ", ".join(f"{k}: {v}" for k, v in package.items()) + "}"
