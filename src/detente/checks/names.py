"""Names that nothing in the case declares."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from detente.case import Brackets, Case, Issue, Preferences
from detente.checks.finding import Finding, Path
from detente.checks.naming import each_name, not_an_option
from detente.checks.walk import conditions, estimates, packages, provenances
from detente.checks.walk_ceasefire import of_elements, of_parties
from detente.checks.walk_home import blocs, effects
from detente.checks.words import OF_ISSUES, cut_up, did_you_mean, quoted

__all__ = [
    "unknown_driver",
    "unknown_issue",
    "unknown_option_in_condition",
    "unknown_option_in_package",
    "unknown_party",
    "unknown_proposal",
    "unknown_source",
    "unknown_status_quo",
]


def _unknown(what: str, name: str, known: Collection[str], section: str, path: Path, *, key: bool = False) -> Finding:
    remedy = did_you_mean(name, known, "" if known else f"Declare it under `{section}`.")
    if remedy.startswith("Write"):
        remedy = f"{remedy[:-1]}, or add it under `{section}`."
    message = f"There is no {what} {quoted(name)}."
    return Finding(f"unknown-{what}", path, message, remedy, "error", "key" if key else "value")


def unknown_party(case: Case) -> Iterable[Finding]:
    """Find parties that are named anywhere in the case and not declared."""
    named: list[tuple[str, Path, bool]] = [(name, ("preferences", name), True) for name in case.preferences]
    named += [
        (linkage.party, ("linkages", i, "party"), False)
        for i, linkage in enumerate(case.linkages)
        if not linkage.promise
    ]
    named += [(promise.party, ("commitments", i, "party"), False) for i, promise in enumerate(case.commitments)]
    named += [(line.party, ("red_lines", i, "party"), False) for i, line in enumerate(case.red_lines)]
    for name, proposal in case.proposals.items():
        path: Path = ("proposals", name)
        named += [(by, place, False) for by, place in each_name(proposal.by, (*path, "by"))]
        named += [(r.party, (*path, "responses", r.party), True) for r in proposal.responses]
    for name, issue in case.issues.items():
        named += [(by, place, False) for by, place in each_name(issue.decided_by, ("issues", name, "decided_by"))]
    for name, table in case.tables.items():
        named += [(party, place, False) for party, place in each_name(table.parties, ("tables", name, "parties"))]
    named += ((name, path, False) for name, path in _named_beyond(case))
    if case.kept is not None:
        named += [(party, ("kept", "if_broken", party), True) for party in case.kept.if_broken]
    named += ((name, path, True) for path, name in of_parties(case))
    for name, path, key in named:
        if name not in case.parties:
            yield _unknown("party", name, case.parties, "parties", path, key=key)


def _named_beyond(case: Case) -> Iterator[tuple[str, Path]]:
    """Yield every party that ratifiers and levers name."""
    for name, ratifier in case.ratifiers.items():
        yield ratifier.of, ("ratifiers", name, "of")
    for path, _, bloc in blocs(case):
        if bloc.judges_as:
            yield bloc.judges_as, (*path, "judges_as")
    for name, lever in case.levers.items():
        yield lever.wielder, ("levers", name, "wielder")
    for path, effect in effects(case):
        yield effect.party, (*path, "party")
    if case.moves is not None:
        yield from each_name(case.moves.players, ("moves", "players"))


def _issues_named(preferences: Preferences) -> Iterator[tuple[Path, str]]:
    """Yield every issue that a party's preferences name, and where below them."""
    for section, names in (
        ("weights", preferences.weights),
        ("values", preferences.values),
        ("reasons", preferences.reasons),
    ):
        yield from (((section, name), name) for name in names)
    if preferences.weight_order is not None:
        yield from ((("weights",), name) for name in preferences.weight_order.rank_of)


def _issues_of(case: Case) -> Iterator[tuple[Path, str]]:
    """Yield every issue that something other than preferences names, and where."""
    for path, condition in conditions(case):
        yield from (((*path, name), name) for name in condition.picks)
    for path, package in packages(case):
        yield from (((*path, name), name) for name in package)


def _cut_up(case: Case, party: str) -> dict[str, str]:
    """Return the parts of a party's order of issues that a name with a sign in it was cut into."""
    order = case.preferences[party].weight_order
    return {} if order is None else cut_up(order.rank_of.keys(), case.issues, OF_ISSUES)


def unknown_issue(case: Case) -> Iterable[Finding]:
    """Find weights, values, conditions, packages, tables, clocks and others on issues that are not declared."""
    named: list[tuple[Path, str, bool]] = [
        (("preferences", party, *path), name, len(path) > 1)
        for party, preferences in case.preferences.items()
        for path, name in _issues_named(preferences)
    ]
    named += [(path, name, True) for path, name in _issues_of(case)]
    for section, entries in (("tables", case.tables), ("clocks", case.clocks)):
        for entry in entries.values():
            named += [(place, name, False) for name, place in each_name(entry.issues, (section, entry.name, "issues"))]
    named += ((path, name, False) for path, name in of_elements(case))
    cut: dict[Path, dict[str, str]] = {
        ("preferences", party, "weights"): _cut_up(case, party) for party in case.preferences
    }
    for path, pieces in cut.items():
        for name in dict.fromkeys(pieces.values()):
            message = f"The name {quoted(name)} holds a sign of orders, which cuts it up in this one."
            remedy = "Give the issues' weights instead of an order, or call the issue something else."
            yield Finding("sign-in-name", path, message, remedy)
    for path, name, key in named:
        if name not in case.issues and name not in cut.get(path, {}):
            yield _unknown("issue", name, case.issues, "issues", path, key=key)


def unknown_option_in_condition(case: Case) -> Iterable[Finding]:
    """Find conditions on options that their issue does not have, or on intervals without any."""
    for path, condition in conditions(case):
        for name, picks in condition.picks.items():
            issue = case.issues.get(name)
            if issue is None:
                continue
            for i, pick in enumerate(picks):
                if not issue.positions(pick):
                    yield not_an_option(issue, pick, (*path, name, i) if len(picks) > 1 else (*path, name))


def _settled(issue: Issue, option: str, path: Path) -> Iterator[Finding]:
    """Find what keeps a text from naming exactly one option."""
    found = issue.positions(option)
    if not found:
        yield not_an_option(issue, option, path)
    elif len(found) > 1:
        message = f"{quoted(option)} picks {len(found)} options of the issue {quoted(issue.name)}, where one is meant."
        yield Finding("several-options", path, message, "Write a single option.")


def unknown_option_in_package(case: Case) -> Iterable[Finding]:
    """Find packages that settle an issue on an option that it does not have, or on several."""
    for path, package in packages(case):
        for name, option in package.items():
            if name in case.issues:
                yield from _settled(case.issues[name], option, (*path, name))


def unknown_status_quo(case: Case) -> Iterable[Finding]:
    """Find issues whose status quo is not one of their options."""
    for name, issue in case.issues.items():
        if issue.status_quo is not None:
            yield from _settled(issue, issue.status_quo, ("issues", name, "status_quo"))


def unknown_source(case: Case) -> Iterable[Finding]:
    """Find sources that are cited and not declared; what is inherited is reported where it is written."""
    later = () if case.outcome is None else case.outcome.sources
    for path, provenance, inherited in provenances(case):
        if provenance.sources == inherited.sources:
            continue
        for i, name in enumerate(provenance.sources):
            if name not in case.sources and name not in later:
                place = (*path, "source", i) if len(provenance.sources) > 1 else (*path, "source")
                yield _unknown("source", name, case.sources, "sources", place)


def unknown_driver(case: Case) -> Iterable[Finding]:
    """Find estimates that move with a driver that is not declared."""
    for path, estimate, _ in estimates(case):
        if estimate.driver and estimate.driver not in case.drivers:
            key = "moves_against" if estimate.against else "moves_with"
            yield _unknown("driver", estimate.driver, case.drivers, "drivers", (*path, key))


def unknown_proposal(case: Case) -> Iterable[Finding]:
    """Find no-deal values, moves and a ceasefire that go by proposals that are not declared."""
    ceasefire = case.ceasefire
    if ceasefire is not None and isinstance(ceasefire.package, str) and ceasefire.package not in {"", *case.proposals}:
        yield _unknown("proposal", ceasefire.package, case.proposals, "proposals", ("ceasefire", "package"))
    if case.moves is not None:
        for states, agreed in case.moves.packages.items():
            if isinstance(agreed, str) and agreed not in case.proposals:
                yield _unknown("proposal", agreed, case.proposals, "proposals", ("moves", "packages", states))
    for party, preferences in case.preferences.items():
        if isinstance(preferences.no_deal, Brackets):
            brackets = preferences.no_deal
            for key, named in (("better_than", brackets.better_than), ("worse_than", brackets.worse_than)):
                for i, name in enumerate(named):
                    if isinstance(name, str) and name not in case.proposals:
                        path = ("preferences", party, "no_deal", key, i)
                        yield _unknown("proposal", name, case.proposals, "proposals", path)
