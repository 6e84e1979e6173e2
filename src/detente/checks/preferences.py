"""Preferences that are incomplete, impossible or unlikely to be meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from detente.case import Case, Issue, Preferences, Values, format_number
from detente.checks.finding import Finding, Path
from detente.checks.naming import option_remedy
from detente.checks.walk import decided
from detente.checks.words import OF_ISSUES, OF_OPTIONS, cut_up, holds, listed, meant, quoted

__all__ = [
    "bad_value_key",
    "linkage_without_preferences",
    "missing_preferences",
    "missing_values",
    "missing_weight",
    "mixed_weights",
    "nobody_consents",
    "only_mediators_consent",
    "unweighted_issue",
    "values_without_span",
    "zero_weights",
]


def nobody_consents(case: Case) -> Iterable[Finding]:
    """Find cases in which no party has to agree to anything."""
    if case.issues and case.parties and not case.consenting:
        message = "No party has to consent to an agreement."
        yield Finding("no-consent", ("parties",), message, "Give at least one party the role `principal`.")


def only_mediators_consent(case: Case) -> Iterable[Finding]:
    """Find cases in which only mediators have to agree, who constrain a deal and seek none for themselves."""
    mediators = [name for name in case.consenting if case.parties[name].role == "mediator"]
    if case.issues and mediators and mediators == list(case.consenting):
        message = f"Only {listed(case.consenting, 'and')} has to consent, as a mediator: nobody is left to make a deal."
        if len(case.consenting) > 1:
            message = message.replace(" has to consent, as a mediator:", " have to consent, as mediators:")
        remedy = "Give those who negotiate the role `principal`, or write `consent: required` for them."
        yield Finding("no-consent", ("parties",), message, remedy)


def missing_preferences(case: Case) -> Iterable[Finding]:
    """Find parties whose consent is needed and whose preferences are not known."""
    misspelt = meant(case.preferences, case.parties)
    for name in case.deciding if case.issues else ():
        if name in case.known or name in misspelt:
            continue
        message = f"Nothing is known of what {quoted(name)} wants, although an agreement needs its consent."
        remedy = "Add its `weights`, `values` and `no_deal`, or write `consent: not required` for it under `parties`."
        if name not in case.consenting:
            what = listed(decided(case, name), "and")
            message = f"Nothing is known of what {quoted(name)} wants, although it decides {what}."
            remedy = "Add its `weights`, `values` and `no_deal`, or take it out of `decided_by`."
        path = ("preferences", name) if name in case.preferences else ("preferences",)
        yield Finding("missing-preferences", path, message, remedy)


def missing_weight(case: Case) -> Iterable[Finding]:
    """Find issues that a party does not weigh."""
    for party in case.known:
        order = case.preferences[party].weight_order
        weights = case.preferences[party].weights if order is None else order.rank_of
        misspelt = meant(weights.keys(), case.issues)
        if order is not None:
            misspelt |= set(cut_up(weights.keys(), case.issues, OF_ISSUES).values())
        missing = [name for name in case.issues if name not in weights and name not in misspelt]
        if missing:
            message = f"{quoted(party)} gives no weight to {listed(missing, 'and')}."
            remedy = "Add a number, 0 if it does not matter, or `unknown`."
            if order is not None:
                message = f"The order of {quoted(party)}'s weights leaves out {listed(missing, 'and')}."
                remedy = "Add every issue to the order, those of which nothing is known with `,` between them."
                if unfit := holds(missing, OF_ISSUES):
                    remedy = f"Signs of orders cannot stand in names: rename {listed(unfit, 'and')}, or give numbers."
            yield Finding("missing-weight", ("preferences", party, "weights"), message, remedy)


def zero_weights(case: Case) -> Iterable[Finding]:
    """Find parties to whom nothing matters."""
    for party in case.known:
        weights = case.preferences[party].weights
        if weights and not any(weight.unknown or weight.high > 0 for weight in weights.values()):
            message = f"All weights of {quoted(party)} are 0, so that every package is worth the same to it."
            remedy = "Give at least one issue a weight above 0, or write `unknown`."
            yield Finding("zero-weights", ("preferences", party, "weights"), message, remedy)


def mixed_weights(case: Case) -> Iterable[Finding]:
    """Find parties that weigh some issues in words and others in numbers, which then share the words' scale."""
    for party in case.known:
        weights = case.preferences[party].weights
        levels = [name for name, weight in weights.items() if weight.level]
        numbers = [name for name, weight in weights.items() if not weight.level and not weight.unknown and weight.high]
        if levels and numbers:
            message = (
                f"{quoted(party)} weighs {listed(levels, 'and')} in words, which stand for numbers of 0 to 100, "
                f"and {listed(numbers, 'and')} in numbers."
            )
            remedy = "Weigh all issues in words, or all in numbers."
            yield Finding("mixed-weights", ("preferences", party, "weights"), message, remedy, "warning")


def _texts(issue: Issue) -> list[str]:
    return [option for option in issue.options if isinstance(option, str)]


def _unvalued(issue: Issue, values: Values) -> list[str]:
    """Return the options whose points are not given and do not follow from others."""
    named = _texts(issue)
    wrong = [text for text in values.stated if not issue.positions(text)]
    misspelt = meant(wrong, named) | {part.strip() for text in wrong for part in text.split(",")}
    if values.order is not None:
        misspelt |= set(cut_up(values.stated, named, OF_OPTIONS).values())
    missing = [option for option in named if option not in values.stated and option not in misspelt]
    numbers = [option for option in issue.options if isinstance(option, Fraction)]
    corners = {position for text in values.stated for position in issue.positions(text)}
    ends = dict.fromkeys(numbers[:1] + numbers[-1:])
    return missing + [format_number(number) for number in ends if issue.options.index(number) not in corners]


def missing_values(case: Case) -> Iterable[Finding]:
    """Find options that a party does not value, on issues that may matter to it."""
    for party in case.known:
        values = case.preferences[party].values
        weighed = [name for name in case.issues if case.preferences[party].may_weigh(name)]
        misspelt = meant(values, case.issues)
        unvalued = [name for name in weighed if name not in values and name not in misspelt]
        if unvalued:
            message = f"{quoted(party)} gives no values for {listed(unvalued, 'and')}."
            remedy = "Add the points of each option, or write `unknown` for the issue."
            yield Finding("missing-values", ("preferences", party, "values"), message, remedy)
        for name, points in values.items():
            if name not in case.issues or points.unknown:
                continue
            missing = _unvalued(case.issues[name], points)
            if missing:
                ends = (
                    "the ends of the quantity are needed; points between them follow"
                    if case.issues[name].quantity
                    else ""
                )
                message = f"{quoted(party)} gives no value to {listed(missing, 'and')}{f' ({ends})' if ends else ''}."
                remedy = "Add the points, 0 to 100, or `unknown`."
                if points.order is not None:
                    message = message.replace(" gives no value to ", " leaves out of its order ")
                    remedy = "Add every option to the order, with `=` between those worth the same."
                    if unfit := holds(missing, OF_OPTIONS):
                        remedy = (
                            f"Signs of orders cannot stand in names: rename {listed(unfit, 'and')}, or give points."
                        )
                yield Finding("missing-values", ("preferences", party, "values", name), message, remedy)


def bad_value_key(case: Case) -> Iterable[Finding]:
    """Find values for options that do not exist, for intervals, and for one number written in two ways."""
    for party, preferences in case.preferences.items():
        for name, values in preferences.values.items():
            issue = case.issues.get(name)
            if issue is None:
                continue
            seen: dict[int, str] = {}
            whole: Path = ("preferences", party, "values", name)
            cut = {} if values.order is None else cut_up(values.stated, _texts(issue), OF_OPTIONS)
            for option in dict.fromkeys(cut.values()):
                message = f"The name {quoted(option)} holds a sign of orders, which cuts it up in this one."
                remedy = "Give the options' points instead of an order, or call the option something else."
                yield Finding("sign-in-name", whole, message, remedy)
            for option in values.stated:
                if option in cut:
                    continue
                path, at = ((*whole, option), "key") if values.order is None else (whole, "value")
                found = issue.positions(option)
                if not found:
                    message = f"The issue {quoted(name)} has no option {quoted(option)}."
                    remedy = option_remedy(issue, option)
                    if values.order is not None and all(issue.positions(part.strip()) for part in option.split(",")):
                        remedy = "Write `=` between options worth the same, and `>` between better and worse."
                    yield Finding("unknown-option", path, message, remedy, "error", at)
                elif ".." in option and option not in issue.options:
                    message = f"Points belong to single numbers, not to an interval such as {quoted(option)}."
                    remedy = "Write its two ends as separate entries; between them the points are linear."
                    if values.order is not None:
                        remedy = "Write its two ends with `>` or `=` between them; inside, the points are linear."
                    yield Finding("several-options", path, message, remedy, "error", at)
                elif found[0] in seen:
                    first = quoted(seen[found[0]])
                    message = f"{quoted(option)} is the same number as {first}, which is valued already."
                    yield Finding("repeated-option", path, message, "Keep one of the two.", "error", at)
                else:
                    seen[found[0]] = option


def _ends(issue: Issue, values: Values) -> list[Fraction] | None:
    """Return central points among which the least and the greatest are; ``None`` if any is open, or all in order.

    A piecewise linear function has both at its corners; an order spans 0 to 100.
    """
    if values.unknown or values.order is not None or any(estimate.unknown for estimate in values.points.values()):
        return None
    if any(not issue.positions(text) for text in values.points) or _unvalued(issue, values):
        return None
    return [estimate.central for estimate in values.points.values()] or None


def values_without_span(case: Case) -> Iterable[Finding]:
    """Find weighed issues whose values do not span 0 to 100: the weight then means less than it says (rule C3)."""
    for party in case.known:
        for name, values in case.preferences[party].values.items():
            issue = case.issues.get(name)
            if issue is None or len(issue.options) == 1 or not case.preferences[party].may_weigh(name):
                continue
            points = _ends(issue, values)
            if points is None or (min(points) == 0 and max(points) == 100):
                continue
            shown = f"{format_number(min(points))} to {format_number(max(points))}"
            message = f"The values of {quoted(name)} for {quoted(party)} span {shown}, not 0 to 100."
            remedy = "Give its worst option 0 and its best one 100: a weight counts the swing from 0 to 100."
            yield Finding("values-without-span", ("preferences", party, "values", name), message, remedy, "warning")


def _weighed(preferences: Preferences) -> Collection[str]:
    order = preferences.weight_order
    return preferences.weights.keys() if order is None else order.rank_of.keys()


def unweighted_issue(case: Case) -> Iterable[Finding]:
    """Find issues that matter to no known party."""
    if not case.known:
        return
    for name in case.issues:
        if all(name in _weighed(case.preferences[party]) for party in case.known) and not any(
            case.preferences[party].may_weigh(name) for party in case.known
        ):
            message = f"No party gives {quoted(name)} any weight."
            remedy = "Weigh it, or leave the issue out."
            yield Finding("unweighted-issue", ("issues", name), message, remedy, "warning", "key")


def linkage_without_preferences(case: Case) -> Iterable[Finding]:
    """Find linkages of parties whose preferences are not known: there is nothing to add the points to."""
    for i, linkage in enumerate(case.linkages):
        if linkage.promise:
            continue  # found by another check
        if linkage.party in case.parties and linkage.party not in case.known:
            message = f"The linkage adds points for {quoted(linkage.party)}, whose preferences are not known."
            remedy = "Give it preferences, or leave the linkage out."
            yield Finding("linkage-without-preferences", ("linkages", i, "party"), message, remedy)
