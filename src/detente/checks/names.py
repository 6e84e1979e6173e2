"""Names that nothing in the case declares."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from detente.case import Brackets, Case, Issue, Preferences, format_number, option_text
from detente.checks.finding import Finding, Path
from detente.checks.walk import conditions, estimates, packages, provenances
from detente.checks.words import OF_ISSUES, cut_up, did_you_mean, listed, quoted

__all__ = [
    "option_remedy",
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


def _each(names: tuple[str, ...], path: Path) -> Iterator[tuple[str, Path]]:
    """Yield names with where each stands: one name may stand without a list."""
    yield from ((name, (*path, i) if len(names) > 1 else path) for i, name in enumerate(names))


def unknown_party(case: Case) -> Iterable[Finding]:
    """Find preferences, linkages, red lines, proposals, answers, deciders and seats of parties not declared."""
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
        named += [(by, place, False) for by, place in _each(proposal.by, (*path, "by"))]
        named += [(r.party, (*path, "responses", r.party), True) for r in proposal.responses]
    for name, issue in case.issues.items():
        named += [(by, place, False) for by, place in _each(issue.decided_by, ("issues", name, "decided_by"))]
    for name, table in case.tables.items():
        named += [(party, place, False) for party, place in _each(table.parties, ("tables", name, "parties"))]
    for name, path, key in named:
        if name not in case.parties:
            yield _unknown("party", name, case.parties, "parties", path, key=key)


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
    """Find weights, values, reasons, conditions, packages, tables and clocks on issues that are not declared."""
    named: list[tuple[Path, str, bool]] = [
        (("preferences", party, *path), name, len(path) > 1)
        for party, preferences in case.preferences.items()
        for path, name in _issues_named(preferences)
    ]
    named += [(path, name, True) for path, name in _issues_of(case)]
    for section, entries in (("tables", case.tables), ("clocks", case.clocks)):
        for entry in entries.values():
            named += [(place, name, False) for name, place in _each(entry.issues, (section, entry.name, "issues"))]
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


def option_remedy(issue: Issue, pick: str) -> str:
    """Return what to write instead of an option that an issue does not have."""
    if not issue.quantity:
        return did_you_mean(pick, [option_text(option) for option in issue.options])
    numbers = [option for option in issue.options if not isinstance(option, str)]
    named = [option for option in issue.options if isinstance(option, str)]
    remedy = f"Write a number from {format_number(numbers[0])} to {format_number(numbers[-1])}"
    if len(numbers) > 1:
        remedy += f" in steps of {format_number(numbers[1] - numbers[0])}"
    return did_you_mean(pick, named, f"{remedy}, or {listed(named)}." if named else f"{remedy}.")


def _not_an_option(issue: Issue, pick: str, path: Path, *, key: bool = False) -> Finding:
    what = "The interval" if issue.quantity and ".." in pick else "The issue"
    if what == "The interval":
        message = f"The interval {quoted(pick)} contains no option of the issue {quoted(issue.name)}."
        remedy = option_remedy(issue, "")
        low, _, high = (part.strip() for part in pick.partition(".."))
        if issue.positions(f"{high}..{low}"):
            remedy = f"Write {quoted(f'{high}..{low}')}."
        return Finding("empty-pick", path, message, remedy, "error", "key" if key else "value")
    message = f"The issue {quoted(issue.name)} has no option {quoted(pick)}."
    return Finding("unknown-option", path, message, option_remedy(issue, pick), "error", "key" if key else "value")


def unknown_option_in_condition(case: Case) -> Iterable[Finding]:
    """Find conditions on options that their issue does not have, or on intervals without any."""
    for path, condition in conditions(case):
        for name, picks in condition.picks.items():
            issue = case.issues.get(name)
            if issue is None:
                continue
            for i, pick in enumerate(picks):
                if not issue.positions(pick):
                    yield _not_an_option(issue, pick, (*path, name, i) if len(picks) > 1 else (*path, name))


def _settled(issue: Issue, option: str, path: Path) -> Iterator[Finding]:
    """Find what keeps a text from naming exactly one option."""
    found = issue.positions(option)
    if not found:
        yield _not_an_option(issue, option, path)
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
    """Find no-deal values that are compared with proposals that are not declared."""
    for party, preferences in case.preferences.items():
        if isinstance(preferences.no_deal, Brackets):
            brackets = preferences.no_deal
            for key, named in (("better_than", brackets.better_than), ("worse_than", brackets.worse_than)):
                for i, name in enumerate(named):
                    if isinstance(name, str) and name not in case.proposals:
                        path = ("preferences", party, "no_deal", key, i)
                        yield _unknown("proposal", name, case.proposals, "proposals", path)
