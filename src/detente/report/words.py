"""Numbers, names and lists as people read them."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from detente.case import (
    Case,
    Estimate,
    NumberKind,
    Option,
    StatedNumber,
    StatusQuoPlus,
    bloc_path,
    numbers_of,
    option_text,
)
from detente.report.demands import condition_words, driver_words
from detente.results import Deal, Discussed, Outcome, Package

__all__ = [
    "SOLUTION_NAMES",
    "central_words",
    "changed_terms",
    "count",
    "gain",
    "join",
    "label_words",
    "number_words",
    "option_words",
    "package_words",
    "passing_words",
    "path_words",
    "plural",
    "points",
    "seats_words",
    "share",
    "shell",
    "signed",
    "thinned_words",
    "unknown_words",
    "uses_ranges",
    "with_ties",
]


SOLUTION_NAMES = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai-Smorodinsky",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}


_LARGE = ((9, "billion"), (12, "trillion"))


def points(value: Fraction) -> str:
    """Return points with one decimal, or with as many as it takes to show that they are not zero.

    Examples
    --------
    >>> points(Fraction(125, 2)), points(Fraction(1, 300)), points(Fraction(0))
    ('62.5', '0.003', '0.0')
    """
    places = 1
    while value and not round(value, places) and places < 6:
        places += 1
    return f"{float(round(value, places)):.{places}f}".replace("-", "−")


def gain(value: Fraction) -> str:
    """Return a gain with its sign.

    Examples
    --------
    >>> gain(Fraction(45, 2)), gain(Fraction(-3)), gain(Fraction(0))
    ('+22.5', '−3.0', '0.0')
    """
    return f"+{points(value)}" if value > 0 else points(value)


def signed(value: float) -> str:
    """Return a computed gain with its sign and one decimal.

    Examples
    --------
    >>> signed(2.04), signed(-3.0), signed(-0.01)
    ('+2.0', '−3.0', '0.0')
    """
    text = f"{value:+.1f}"
    return "0.0" if text in {"+0.0", "-0.0"} else text.replace("-", "−")


def share(value: float | None) -> str:
    """Return an index of about 0 to 1 with two decimals; undefined is said so.

    Examples
    --------
    >>> share(0.314), share(None), share(-0.2)
    ('0.31', 'undefined', '−0.20')
    """
    return "undefined" if value is None else f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def count(number: int) -> str:
    """Return a count in full while it can be read, then to two digits in words, beyond those as a power of ten.

    Examples
    --------
    >>> count(9120), count(528482304000), count(2_640_000_000), count(3 * 10**20 + 1)
    ('9,120', '530 billion', '2.6 billion', '3.0 × 10^20')
    """
    if number < 10**9:
        return f"{number:,}"
    for power, word in _LARGE:
        head = round(number / 10**power, 1) if number < 995 * 10 ** (power - 2) else round(number / 10**power)
        head = head if head < 100 else round(head, -1)
        if head < 1000:
            return f"{head:g} {word}"
    power = len(str(number)) - 1
    return f"{number // 10 ** (power - 1) / 10:.1f} × 10^{power}"


def plural(number: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    Examples
    --------
    >>> plural(1, "party", "parties"), plural(3, "issue")
    ('1 party', '3 issues')
    """
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def passing_words(case: Case, deal: Deal, number: str) -> str:
    """Return whether any package passes, for a sentence that may say before where it holds.

    Parameters
    ----------
    case, deal
        The case, and what was found; some package is feasible.
    number
        How many packages are, in words.
    """
    one, kind, sides = deal.space.feasible == 1, "feasible" if case.rules else "possible", join(deal.consenting)
    packages = f"the only {kind} package" if one else f"the {number} {kind} packages"
    if deal.zopa:
        verb, crossing = ("matches or beats", "crosses") if one else ("match or beat", "cross")
        line = f" and {crossing} no red line" if case.red_lines else ""
        return f"{'' if one else 'some of '}{packages} {verb} no deal for {sides}{line}"
    verb = "does not match or beat" if one else "matches or beats"
    line = " without crossing a red line" if case.red_lines else ""
    return f"{'' if one else 'none of '}{packages} {verb} no deal for {sides}{line}"


def join(words: Iterable[str], last: str = "and") -> str:
    """Return words as a list in a sentence.

    Examples
    --------
    >>> join(["union", "company", "city"])
    'union, company and city'
    """
    *first, end = list(words) or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def with_ties(name: str, outcomes: Sequence[Outcome]) -> str:
    """Return a solution's name, and where only one of several tied outcomes is shown, how many there are."""
    return name if len(outcomes) < 2 else f"{name} (one of {len(outcomes)} tied)"


def label_words(deal: Deal, package: Discussed) -> str:
    """Return why a package is worth discussing, in a few words."""
    if package.short:
        return f"only {package.short} falls short"
    if package.favours:
        return f"more for {package.favours}"
    tied = {"nash": deal.solutions.nash, "kalai_smorodinsky": deal.solutions.kalai_smorodinsky}
    named = join(with_ties(SOLUTION_NAMES[name], tied[name]) for name in package.solutions)
    return named or ("other terms" if deal.zopa else "least missing")


def option_words(case: Case, issue: str, option: Option) -> str:
    """Return an option with the unit of its issue, if it is a quantity."""
    unit = case.issues[issue].unit
    text = option_text(option)
    return text if isinstance(option, str) or not unit else f"{text} {unit}"


def package_words(case: Case, package: Package) -> str:
    """Return the terms of a package; issues left at their status quo are only named."""
    changed = [
        f"{issue}: {option_words(case, issue, option)}"
        for issue, option in package.items()
        if case.issues[issue].status_quo != option_text(option)
    ]
    kept = [issue for issue, option in package.items() if case.issues[issue].status_quo == option_text(option)]
    rest = [f"{', '.join(kept)} as {'they are' if len(kept) > 1 else 'it is'}"] if kept else []
    return "; ".join((*changed, *rest))


def changed_terms(case: Case, package: Package, other: Package) -> str:
    """Return the terms of another package in which it differs from the first."""
    return "; ".join(
        f"{issue}: {option_words(case, issue, option)}" for issue, option in other.items() if package[issue] != option
    )


def path_words(case: Case, path: str) -> str:
    """Return in words which uncertain number a path means.

    Examples
    --------
    >>> from detente.case import Driver, Party
    >>> case = Case("Talks", {}, {}, {}, drivers={"front": Driver("front", "How the front moves, up for the east.")})
    >>> path_words(case, "drivers.front")
    'How the front moves'
    >>> path_words(Case("Talks", {"union": Party("union")}, {}, {}), "preferences.union.then")
    'worth to union of what may follow a first step'
    """
    section, _, rest = path.partition(".")
    if section == "drivers":
        return driver_words(case, rest)
    if section in {"commitments", "ratifiers", "levers", "kept", "ceasefire"}:
        return _beyond_words(case, path)
    party = max((name for name in case.parties if rest.startswith(f"{name}.")), key=len)
    rest = rest.removeprefix(f"{party}.")
    if section == "linkages":
        return f"linkage of {party}: {condition_words(rest)}"
    if section == "red_lines":
        line, _, kind = rest.rpartition(".")
        line = condition_words(line)
        return f"{'firmness of' if kind == 'firm' else 'whether meant:'} red line of {party}: {line}"
    kind, _, place = rest.partition(".")
    if kind == "no_deal":
        return f"no-deal value of {party}"
    if kind == "then":
        return f"worth to {party} of what may follow a first step"
    if kind == "weights":
        return f"weight of {place} to {party}" if place else f"all weights of {party}"
    issue = max((name for name in case.issues if place == name or place.startswith(f"{name}.")), key=len)
    option = place.removeprefix(issue).removeprefix(".")
    if not option and case.preferences[party].values[issue].order is not None:
        return f"all values of {issue} to {party}"
    return f"value of {issue}{': ' * bool(option)}{option} to {party}"


def _beyond_words(case: Case, path: str) -> str:
    """Return which number beside the preferences a path means, or of whom the polls do not tell all."""
    for number in numbers_of(case):
        if path in number.columns:
            return number_words(number)
    blocs = ((bloc, bloc_path(each, bloc)) for each in case.ratifiers.values() for bloc in each.blocs.values())
    polled = max((pair for pair in blocs if path.startswith(f"{pair[1]}.")), key=lambda pair: len(pair[1]))
    return f"what the polls leave open about {polled[0].name}"


_BEYOND: Mapping[NumberKind, str] = {
    "audience cost": "cost to {party} of breaking its promise: {what}",
    "swing": "swing common to all who vote in {what}",
    "scale": "points by which the odds of yes grow e-fold in {what}",
    "leaning": "leaning of {what}",
    "discipline": "discipline of {what}",
    "share": "share of the voters: {what}",
    "poll": "share of yes among {what}",
    "credibility": "credibility of {what}",
    "lever cost": "cost of {what}",
    "effect": "effect on {party} of {what}",
    "chance kept": "chance that a package is kept: {what}",
    "if broken": "what a broken promise leaves {party}{what}",
    "ceasefire rate": "rate per day of {what}",
    "ceasefire chance": "chance of {what}",
    "ceasefire factor": "factor on {what}",
    "ceasefire stake": "{what}, for {party}",
}


def number_words(number: StatedNumber) -> str:
    """Return in words which number beside the preferences one is.

    Examples
    --------
    >>> from detente.case import Estimate, Provenance
    >>> number_words(StatedNumber("", "", "effect", "union", "", "fund: without a deal", "5", "", Provenance(), ""))
    'effect on union of fund: without a deal'
    """
    return _BEYOND[number.kind].format(party=number.party, what=condition_words(number.option))


def thinned_words(deal: Deal) -> str:
    """Return what was thinned and by how much at most; nothing if the answer is exact."""
    acceptable, feasible = deal.acceptable_frontier.epsilon, deal.frontier.epsilon
    if not acceptable and not feasible:
        return ""
    kept = f"for every package left out one was kept that is at most {points(max(acceptable, feasible))} points worse"
    if acceptable:
        return f"thinned: {kept} for any side"
    return f"exact among the acceptable packages; of all others {kept} for any side"


def central_words(case: Case) -> str:
    """Return what the numbers of a result stand for."""
    return "the central values of your ranges" if uses_ranges(case) else "the values given"


def uses_ranges(case: Case) -> bool:
    """Return whether any number of the case is a range, a three-point estimate or only known by order."""
    ordered = any(
        preferences.weight_order or any(values.order for values in preferences.values.values())
        for preferences in case.preferences.values()
    )
    return ordered or any(estimate.kind in {"range", "three-point"} for estimate in _estimates(case))


def unknown_words(case: Case, parties: Iterable[str], *, total: bool = False) -> str:
    """Return how many numbers of each party, or of all together, are unknown; empty if none is (rule C7).

    Values of an issue that weighs nothing do not count. A quantity of which all values are unknown counts as one.
    """
    told: list[str] = []
    every_value = every_weight = 0
    stand_ins: set[str] = set()
    for party in parties:
        weights = case.preferences[party].weights
        hidden = sum(weight.unknown for weight in weights.values())
        weighed = filter(case.preferences[party].may_weigh, case.issues)
        values = sum(_unknown_values(case, party, issue) for issue in weighed)
        every = bool(hidden) and hidden == len(weights)
        every_value, every_weight = every_value + values, every_weight + hidden
        words = [plural(values, "value")] if values else []
        if every:
            words.append(
                "both weights" if hidden == 2 else f"all {hidden} weights" if hidden > 2 else "its only weight"
            )
        elif hidden:
            words.append(plural(hidden, "weight"))
        if words:
            told.append(f"{join(words)} of {party}")
        stand_ins |= {"value 50"} if values else set()
        stand_ins |= {"weights equal" if every else "weight half the largest"} if hidden else set()
    if not told:
        return ""
    order = [each for each in ("value 50", "weight half the largest", "weights equal") if each in stand_ins]
    if len(order) > 1 and order[-2:] == ["weight half the largest", "weights equal"]:
        order[-1] = "equal where all are unknown"
    if total and len(told) > 1:
        counts = ((every_value, "value"), (every_weight, "weight"))
        sums = join(plural(number, noun) for number, noun in counts if number)
        return f"{sums} of {len(told)} parties are unknown, so at their middle ({', '.join(order)})."
    return f"Unknown, so at their middle ({', '.join(order)}): {'; '.join(told)}."


def seats_words(table: str, stage: str) -> str:
    """Return in words which table and which stage was asked about; empty for everybody and everything.

    Examples
    --------
    >>> seats_words("plant", "first")
    'What those at the table plant can settle of the first stage; all else stays as it is.'
    >>> seats_words("", "")
    ''
    """
    if not table and not stage:
        return ""
    who = f"those at the table {table}" if table else "all together"
    what = f" of the {stage} stage" if stage else ""
    return f"What {who} can settle{what}; all else stays as it is."


def shell(words: Sequence[str]) -> str:
    """Return a command line as it is typed."""
    return shlex.join(words)


def _unknown_values(case: Case, party: str, issue: str) -> int:
    values = case.preferences[party].values.get(issue)
    if values is None:
        return 0
    if values.unknown:
        options = case.issues[issue].options
        return sum(isinstance(option, str) for option in options) + case.issues[issue].quantity
    return sum(estimate.unknown for estimate in values.points.values())


def _estimates(case: Case) -> Iterable[Estimate]:
    for preferences in case.preferences.values():
        yield from preferences.weights.values()
        for values in preferences.values.values():
            yield from values.points.values()
        if isinstance(preferences.no_deal, Estimate):
            yield preferences.no_deal
        elif isinstance(preferences.no_deal, StatusQuoPlus):
            yield preferences.no_deal.plus
    for linkage in case.linkages:
        yield linkage.adds
