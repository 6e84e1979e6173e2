"""Numbers of a ceasefire that are missing, that lead to nothing, or that nothing needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.case import CEASEFIRE_GROUPS, Case, Ceasefire, Estimate, each_number
from detente.checks.finding import Finding, Path
from detente.checks.walk_ceasefire import of_numbers
from detente.checks.words import quoted

__all__ = [
    "factor_of_nothing",
    "idle_measure",
    "idle_renewal",
    "incidents_without_effect",
    "missing_renewal",
    "nothing_can_happen",
    "stakes_without_violations",
    "unreachable_state",
]

_STRAINS = CEASEFIRE_GROUPS["strain"]
_RENEWALS = CEASEFIRE_GROUPS["renewal"]
_OF_STATE = {
    "strained": ("resolution", "retaliation", "collapse_strained", "supersession_strained", "renewal_strained"),
    "suspended": ("resumption", "collapse_suspended", "supersession_suspended", "renewal_suspended"),
}
"""Numbers that matter only once a state is reached."""
_NONE = Estimate.point(0)


def _given(ceasefire: Ceasefire, *, measures: bool = False) -> dict[str, list[Estimate]]:
    """Return per number what it is, or may come to be by a change; without factors."""
    parts = [ceasefire.rates, *(change.rates for change in ceasefire.changes)]
    if measures:
        parts += [measure.rates for measure in ceasefire.measures.values()]
    found: dict[str, list[Estimate]] = {}
    for part in parts:
        for name, _, estimate in each_number(part):
            found.setdefault(name, []).append(estimate)
    return found


def _may_be(given: dict[str, list[Estimate]], *names: str) -> bool:
    """Return whether one of some numbers may be above 0."""
    return any(estimate.high > 0 for name in names for estimate in given.get(name, ()))


def _violated(ceasefire: Ceasefire) -> dict[str, list[Estimate]]:
    found: dict[str, list[Estimate]] = {}
    for part in (ceasefire.violation, *(change.violation for change in ceasefire.changes)):
        for party, estimate in part.items():
            found.setdefault(party, []).append(estimate)
    return found


def _has_incidents(ceasefire: Ceasefire) -> bool:
    violated = _violated(ceasefire)
    return _may_be(_given(ceasefire), "accident") or _may_be(violated, *violated)


def _strains(ceasefire: Ceasefire, *, measures: bool = False) -> bool:
    """Return whether it may be strained."""
    given = _given(ceasefire, measures=measures)
    return _has_incidents(ceasefire) and _may_be(given, "detection") and _may_be(given, *_STRAINS)


def incidents_without_effect(case: Case) -> Iterable[Finding]:
    """Find a ceasefire with incidents of which it is not told how many are noticed, or what they lead to."""
    ceasefire = case.ceasefire
    if ceasefire is None or not _has_incidents(ceasefire):
        return
    given = _given(ceasefire, measures=True)
    if "detection" not in given:
        message = "There are incidents, and `detection` does not tell what share of them is noticed."
        remedy = "Add `detection: 0.3..0.6` to `rates`, or 0 if none is; what nobody notices has no effect."
        yield Finding("incidents-without-effect", ("ceasefire", "rates"), message, remedy)
    if not any(name in given for name in _STRAINS):
        message = "There are incidents, and `strain` does not tell how many of those noticed strain the ceasefire."
        remedy = "Add `strain: {accident: 0..0.1, violation: 0.3..0.6, unexplained: 0.2..0.5}` to `rates`."
        yield Finding("incidents-without-effect", ("ceasefire", "rates"), message, remedy)


def nothing_can_happen(case: Case) -> Iterable[Finding]:
    """Find a ceasefire that by its numbers is never strained and never ends before its term."""
    ceasefire = case.ceasefire
    if ceasefire is None or _strains(ceasefire) or any(incidents_without_effect(case)):
        return
    if not _may_be(_given(ceasefire), "collapse_holding", "supersession_holding"):
        message = "By these numbers nothing can happen to the ceasefire: it is never strained and never collapses."
        remedy = "Add to `rates` how often it is strained (`accident`, `violation`), or `collapse: 0.005..0.02`."
        at = "value" if ceasefire.rates or ceasefire.violation else "key"
        yield Finding("nothing-can-happen", ("ceasefire", "rates"), message, remedy, "error", at)


def unreachable_state(case: Case) -> Iterable[Finding]:
    """Find numbers of a ceasefire that matter only in a state that it never comes to."""
    ceasefire = case.ceasefire
    if ceasefire is None or any(incidents_without_effect(case)) or any(nothing_can_happen(case)):
        return
    strained = _strains(ceasefire, measures=True)
    reached = {"strained": strained, "suspended": strained and _may_be(_given(ceasefire), "retaliation")}
    for path, name, estimate in of_numbers(ceasefire.rates, ("ceasefire", "rates")):
        for state, names in _OF_STATE.items():
            if name in names and not reached[state] and estimate.high > 0:
                why = "and `retaliation` is 0" if strained else "and nothing ever strains it"
                message = f"This number matters only while the ceasefire is {state}, {why}."
                needed = "`retaliation`" if strained else "`accident` or `violation`, with `detection` and `strain`"
                yield Finding("unreachable-state", path, message, f"Add {needed}, or leave it out.", "warning")


def factor_of_nothing(case: Case) -> Iterable[Finding]:
    """Find factors of numbers of a ceasefire that are 0 whatever is agreed."""
    ceasefire = case.ceasefire
    if ceasefire is None:
        return
    given = _given(ceasefire, measures=True)
    for i, change in enumerate(ceasefire.changes):
        for path, name, _ in of_numbers(change.times, ("ceasefire", "changes", i, "times")):
            if not _may_be(given, *CEASEFIRE_GROUPS.get(name, (name,))):
                written = name.replace("_", ".", 1)
                message = f"The factor multiplies {quoted(written)}, which is 0 whatever is agreed."
                remedy = f"Give {quoted(written)} under `rates`, or leave the factor out."
                yield Finding("factor-of-nothing", path, message, remedy)


def stakes_without_violations(case: Case) -> Iterable[Finding]:
    """Find stakes of parties that have no opportunity for a violation of the ceasefire."""
    ceasefire = case.ceasefire
    if ceasefire is None:
        return
    violated = _violated(ceasefire)
    for party in ceasefire.stakes:
        if party not in violated and party in case.parties:
            message = f"{quoted(party)} has stakes, and no opportunity for a violation."
            remedy = f"Add `{party}: 0.05..0.3` to `violation` under `rates`, or leave its stakes out."
            yield Finding("stakes-without-violations", ("ceasefire", "stakes", party), message, remedy, "error", "key")


def _lengths(ceasefire: Ceasefire) -> list[int]:
    """Return the days that a term may have, where it has an end."""
    term = ceasefire.term
    return [days for days in (term.by_option.values() if term.issue else (term.days,)) if days is not None]


def _renewals(ceasefire: Ceasefire) -> Iterator[Path]:
    """Yield where chances of renewal, or factors of them, are given."""
    parts: list[tuple[Path, dict[str, Estimate]]] = [(("ceasefire", "rates"), dict(ceasefire.rates))]
    for i, change in enumerate(ceasefire.changes):
        at: Path = ("ceasefire", "changes", i)
        parts += [((*at, "rates"), dict(change.rates)), ((*at, "times"), dict(change.times))]
    for path, part in parts:
        if part.keys() & {"renewal", *_RENEWALS}:
            yield (*path, "renewal")


def missing_renewal(case: Case) -> Iterable[Finding]:
    """Find a ceasefire whose term may be renewed, without a chance that it is."""
    ceasefire = case.ceasefire
    if ceasefire is None or ceasefire.term.most == 1 or not _lengths(ceasefire):
        return
    if not any(name in _given(ceasefire, measures=True) for name in _RENEWALS):
        message = "The term may be renewed, and it is not told how likely it is."
        remedy = "Add `renewal: {holding: 0.6..0.9, strained: 0.3..0.6}` to `rates`, or `most: 1` to `term`."
        yield Finding("missing-renewal", ("ceasefire", "term"), message, remedy)


def idle_renewal(case: Case) -> Iterable[Finding]:
    """Find chances of renewal of a ceasefire that cannot be renewed."""
    ceasefire = case.ceasefire
    if ceasefire is None:
        return
    lengths = _lengths(ceasefire)
    if lengths and ceasefire.term.most != 1:
        return
    why = "`most` allows one term only" if lengths else "it has no term that ends"
    for path in _renewals(ceasefire):
        message = f"The ceasefire is never renewed: {why}."
        remedy = "Leave `renewal` out, or correct `term`."
        yield Finding("idle-renewal", path, message, remedy, "warning", "key")


def idle_measure(case: Case) -> Iterable[Finding]:
    """Find measures of a ceasefire whose numbers are what they would make them."""
    ceasefire = case.ceasefire
    if ceasefire is None:
        return
    changed = [name for change in ceasefire.changes for name, _, _ in each_number({**change.rates, **change.times})]
    usual = {name: estimate for name, _, estimate in each_number(ceasefire.rates)}
    for measure in ceasefire.measures.values():
        for path, name, estimate in of_numbers(measure.rates, ("ceasefire", "measures", measure.name, "rates")):
            names = CEASEFIRE_GROUPS.get(name, (name,))
            if all(one not in changed and _same(usual.get(one, _NONE), estimate) for one in names):
                message = f"The measure changes nothing: {quoted(name.replace('_', '.', 1))} is that already."
                yield Finding("idle-measure", path, message, "Write another number, or leave it out.", "warning")


def _same(one: Estimate, other: Estimate) -> bool:
    """Return whether two estimates are sure, and of the same number."""
    return one.low == one.high == other.low == other.high
