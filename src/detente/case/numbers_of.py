"""Every number of a case: in words, with who set it, from what and why, and the column of draws it moves with.

A report lists them; the paths are those under which a result over draws names its influences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.case.ceasefire_numbers import numbers_of_ceasefire
from detente.case.estimate import Estimate
from detente.case.issue import Issue, option_text
from detente.case.model import Case
from detente.case.numbers_beyond import numbers_of_kept, numbers_of_lever, numbers_of_ratifier
from detente.case.preference import NoDeal, Preferences, StatusQuoPlus, Values
from detente.case.stated_number import StatedNumber, drawn_by_of, single, told_apart, words_of

__all__ = ["linkage_paths", "numbers_of", "red_line_paths"]


def numbers_of(case: Case) -> Iterator[StatedNumber]:
    """Yield every number of a case.

    These are weights, values, no-deal values, `then`, what linkages add and broken promises cost, red lines' firmness,
    and the numbers of ratifiers, levers, broken promises and a ceasefire.

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
            yield single(preferences.then, f"{path}.then", "then", party)
    for linkage, path in zip(case.linkages, linkage_paths(case), strict=True):
        if linkage.promise:
            yield single(linkage.adds.mirrored, path, "audience cost", linkage.party, what=str(linkage.when))
        elif not linkage.lever:  # an effect of a lever stands among its numbers
            yield single(linkage.adds, path, "linkage", linkage.party, what=str(linkage.when))
    for line, path in zip(case.red_lines, red_line_paths(case), strict=True):
        drawn_by = f"{path}.meant" if line.firm.low < 1 and line.firm.high > 0 else ""
        firm = line.firm.provenance.inherit(line.provenance)
        words = words_of(line.firm)
        others = (drawn_by_of(line.firm, f"{path}.firm"),)
        what = str(line.never)
        yield StatedNumber(path, drawn_by, "red line", line.party, "", what, words, "", firm, "", others)
    yield from _beyond(case)


def _beyond(case: Case) -> Iterator[StatedNumber]:
    """Yield the numbers that stand beside the preferences."""
    for ratifier in case.ratifiers.values():
        yield from numbers_of_ratifier(ratifier)
    for lever in case.levers.values():
        yield from numbers_of_lever(lever)
    if case.kept is not None:
        yield from numbers_of_kept(case.kept)
    if case.ceasefire is not None:
        yield from numbers_of_ceasefire(case.ceasefire)


def linkage_paths(case: Case) -> tuple[str, ...]:
    """Return a path of its own for every linkage, also where it stands for what a broken promise costs."""
    return told_apart(
        linkage.path or f"{'commitments' if linkage.promise else 'linkages'}.{linkage.party}.{linkage.when}"
        for linkage in case.linkages
    )


def red_line_paths(case: Case) -> tuple[str, ...]:
    """Return a path of its own for every red line."""
    return told_apart(f"red_lines.{line.party}.{line.never}" for line in case.red_lines)


def _weights(preferences: Preferences, path: str) -> Iterator[StatedNumber]:
    party, order = preferences.party, preferences.weight_order
    if order is None:
        for issue, weight in preferences.weights.items():
            reason = preferences.reasons.get(issue, "")
            yield single(weight, f"{path}.weights.{issue}", "weight", party, issue, reason=reason)
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
        drawn_by = drawn_by_of(value, path if issue.ordered and not value.unknown else at)
        source = value.provenance
        yield StatedNumber(at, drawn_by, "value", party, issue.name, option, words_of(value), "", source, reason)


def _no_deal(given: NoDeal, party: str, path: str) -> StatedNumber:
    if isinstance(given, Estimate):
        return single(given, path, "no deal", party)
    if isinstance(given, StatusQuoPlus):
        plus = words_of(given.plus)
        words = f"status quo plus {plus}"
        drawn_by = drawn_by_of(given.plus, path)
        return StatedNumber(path, drawn_by, "no deal", party, "", "", words, "", given.plus.provenance, "")
    sides = (("better than", given.better_than), ("worse than", given.worse_than))
    words = "; ".join(f"{side} {' and '.join(map(_package, packages))}" for side, packages in sides if packages)
    return StatedNumber(path, path, "no deal", party, "", "", words, "", given.provenance, "")


def _package(package: str | Mapping[str, str]) -> str:
    return package if isinstance(package, str) else "{" + ", ".join(f"{k}: {v}" for k, v in package.items()) + "}"
