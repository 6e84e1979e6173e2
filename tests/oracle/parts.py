"""The parts of a random case: issues, preferences, rules, red lines, linkages, proposals."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from typing import TYPE_CHECKING, Literal

from detente.case import (
    LEVELS,
    Brackets,
    Condition,
    Estimate,
    Issue,
    Linkage,
    NoDeal,
    Option,
    OptionOrder,
    Preferences,
    Proposal,
    Rank,
    RedLine,
    Response,
    Rule,
    StatusQuoPlus,
    Values,
    WeightOrder,
    option_text,
    parse_date,
)
from oracle.worth import central, completed, status_quo_package, worth

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from detente.case import Case

Kind = Literal["logical", "legal", "simplification"]
KINDS: tuple[Kind, ...] = ("logical", "legal", "simplification")


@dataclass(frozen=True)
class Style:
    """How the numbers of a case look."""

    values: Literal["points", "coarse", "decimals"] = "points"
    weights: Literal["points", "few", "four digits", "sixteen digits"] = "points"
    estimates: float = 0.05
    unknown: float = 0.02
    exact_threshold: float = 0.3
    in_words: float = 0.0


def chance(rng: Random, share: float) -> bool:
    """Return true in this share of the calls; false where Hypothesis shrinks its draw to 0."""
    return rng.random() > 1 - share


def issue(rng: Random, name: str, options: int, *, quantity: bool) -> Issue:
    """Return an issue with named options, or a quantity on a grid, sometimes with a named option beside it."""
    if not quantity:
        letters = "abcde"
        return Issue(name, tuple(f"{name[-1]}{letters[k]}" for k in range(options)), ordered=chance(rng, 0.2))
    also = options > 2 and chance(rng, 0.3)
    start = Fraction(rng.choice(["0", "-2", "5", "0.5"]))
    step = Fraction(rng.choice(["0.5", "1", "0.05", "30"]))
    grid: list[Option] = [start + k * step for k in range(options - also)]
    return Issue(name, tuple(grid + ["no limit"] * also), unit="days")


def estimate(rng: Random, middle: Fraction, style: Style, least: Fraction | None, most: Fraction | None) -> Estimate:
    """Return a point, or now and then a range or a three-point estimate around it."""
    if not chance(rng, style.estimates):
        return Estimate.point(middle)
    low, high = middle - rng.randint(0, 12), middle + rng.randint(0, 12)
    if least is not None:
        low = max(low, least)
    if most is not None:
        high = min(high, most)
    return Estimate(low, high, likely=middle) if chance(rng, 0.5) else Estimate(low, high)


def points(rng: Random, style: Style) -> Fraction:
    if style.values == "coarse":
        return Fraction(rng.choice([0, 50, 100]))
    if style.values == "decimals":
        return Fraction(rng.randint(0, 10_000), 100)
    return Fraction(rng.choice([0, 100, rng.randint(0, 100), rng.randrange(0, 101, 10)]))


def weight(rng: Random, style: Style) -> Fraction:
    if style.weights == "few":
        return Fraction(rng.choice([0, 1, 1, 1, 2]))
    if style.weights == "four digits":
        return Fraction(rng.randint(1000, 9999)) if chance(rng, 0.7) else Fraction(rng.randint(1, 9999), 100)
    if style.weights == "sixteen digits":
        return Fraction(rng.randint(10**15, 10**16 - 1), rng.choice([1, 10**16]))
    return Fraction(rng.choice([0, rng.randint(1, 9), 10, 10, rng.randint(1, 100)]))


def corners(rng: Random, subject: Issue) -> list[str]:
    """Return the options whose points are written: all named ones, and the corners of a quantity."""
    grid = [option for option in subject.options if isinstance(option, Fraction)]
    kept = [option for k, option in enumerate(grid) if k in {0, len(grid) - 1} or chance(rng, 0.4)]
    return [option_text(option) for option in (*kept, *(o for o in subject.options if isinstance(o, str)))]


def groups(rng: Random, names: Sequence[str], least: int) -> tuple[tuple[str, ...], ...]:
    """Return names, shuffled, in at least so many groups."""
    shuffled = rng.sample(names, len(names))
    cuts = sorted(rng.sample(range(1, len(names)), rng.randint(least - 1, len(names) - 1)))
    return tuple(tuple(shuffled[i:j]) for i, j in pairwise([0, *cuts, len(names)]))


def weight_order(rng: Random, issues: Sequence[str]) -> WeightOrder:
    return WeightOrder(tuple(Rank(group, tied=len(group) > 1 and chance(rng, 0.5)) for group in groups(rng, issues, 1)))


def values(rng: Random, subject: Issue, style: Style) -> Values:
    if style.in_words and chance(rng, style.in_words):
        texts = corners(rng, subject)
        if len(texts) > 1 and chance(rng, 0.7):
            return Values({}, order=OptionOrder(groups(rng, texts, 2)))
        return Values({text: Estimate.of_level(rng.choice(list(LEVELS))) for text in texts})
    if chance(rng, style.unknown):
        return Values({}, unknown=True)
    found = {
        text: Estimate(Fraction(0), Fraction(100), unknown=True)
        if chance(rng, style.unknown)
        else estimate(rng, points(rng, style), style, Fraction(0), Fraction(100))
        for text in corners(rng, subject)
    }
    if chance(rng, 0.1):
        found = dict.fromkeys(found, next(iter(found.values())))
    return Values(found)


def preferences(rng: Random, party: str, issues: Mapping[str, Issue], style: Style) -> Preferences:
    weights = {name: estimate(rng, weight(rng, style), style, Fraction(0), None) for name in issues}
    if not any(central(given) for given in weights.values()):
        weights[rng.choice(list(issues))] = Estimate.point(5)
    for name in issues:
        others = [central(given) for other, given in weights.items() if other != name and not given.unknown]
        if chance(rng, style.unknown) and (not others or any(others)):
            weights[name] = Estimate(Fraction(0), Fraction(100), unknown=True)
    if style.in_words and chance(rng, style.in_words):
        given = {name: values(rng, subject, style) for name, subject in issues.items()}
        return Preferences(party, values=given, weight_order=weight_order(rng, list(issues)))
    worthless = {name for name, given in weights.items() if given == Estimate.point(0) and chance(rng, 0.5)}
    return Preferences(
        party, weights, {name: values(rng, given, style) for name, given in issues.items() if name not in worthless}
    )


def mirrored(rng: Random, stances: Mapping[str, Preferences], issues: Mapping[str, Issue]) -> dict[str, Preferences]:
    """Return stances in which everybody wants the opposite of the first party, so that solutions come in pairs."""
    first = next(iter(stances.values()))
    against = chance(rng, 0.5)
    found = {first.party: first}
    for party in list(stances)[1:]:
        turned: dict[str, Values] = {}
        for name, given in first.values.items():
            points_of = {
                text: central(given.points[text]) if given.points else Fraction(50)
                for text in issues[name].options
                if isinstance(text, str)
            }
            ends = [100 - v for v in points_of.values()] if against else list(reversed(points_of.values()))
            turned[name] = Values({text: Estimate.point(v) for text, v in zip(points_of, ends, strict=True)})
        weights = list(first.weights.values())
        if chance(rng, 0.5):
            rng.shuffle(weights)
            # A weightless issue may be without values: every one gets some before weights change places.
            for name, given in issues.items():
                turned.setdefault(name, Values({option_text(option): Estimate.point(50) for option in given.options}))
        found[party] = Preferences(party, dict(zip(first.weights, weights, strict=True)), turned)
    return found


def picks(rng: Random, subject: Issue) -> tuple[str, ...]:
    """Return texts that pick some but, where it can be helped, not all options."""
    grid = [k for k, option in enumerate(subject.options) if isinstance(option, Fraction)]
    if len(grid) > 2 and chance(rng, 0.4):
        first = rng.randrange(len(grid) - 1)
        last = rng.randrange(first, len(grid) - 1 if first == 0 else len(grid))
        low, high = (option_text(subject.options[k]) for k in (first, last))
        return (f"{low}..{high}",)
    size = rng.choice([1, 1, 1, 2])
    return tuple(option_text(o) for o in rng.sample(subject.options, max(1, min(size, len(subject.options) - 1))))


def condition(rng: Random, issues: Mapping[str, Issue], least: int, most: int) -> Condition:
    most = min(most, len(issues))
    names = rng.sample(list(issues), rng.randint(min(least, most), most))
    return Condition({name: picks(rng, issues[name]) for name in names})


def rules(rng: Random, case: Case, count: int) -> tuple[Rule, ...]:
    found: list[Rule] = []
    for _ in range(count):
        kind = rng.choice(KINDS)
        if chance(rng, 0.5) or len(case.issues) < 2:
            found.append(Rule(kind, never=condition(rng, case.issues, 1, 3)))
        else:
            names = rng.sample(list(case.issues), min(len(case.issues), rng.choice([2, 2, 3])))
            cut = rng.randint(1, len(names) - 1)
            when, needs = (
                {name: picks(rng, case.issues[name]) for name in part} for part in (names[:cut], names[cut:])
            )
            found.append(Rule(kind, when=Condition(when), needs=Condition(needs)))
    return tuple(found)


def rules_until_nothing_is_left(rng: Random, case: Case) -> tuple[Rule, ...]:
    """Return rules that together forbid every package."""
    found: list[Rule] = []
    left: list[tuple[Option, ...]] = list(product(*(given.options for given in case.issues.values())))
    names = list(case.issues)
    while left:
        target = rng.choice(left)
        held = rng.sample(range(len(names)), min(len(names), rng.choice([1, 1, 2])))
        kind = rng.choice(KINDS)
        found.append(Rule(kind, never=Condition({names[i]: (option_text(target[i]),) for i in held})))
        left = [x for x in left if any(x[i] != target[i] for i in held)]
    rng.shuffle(found)
    return tuple(found)


def linkages(rng: Random, case: Case, count: int, style: Style) -> tuple[Linkage, ...]:
    parties = list(case.preferences)
    return tuple(
        Linkage(
            rng.choice(parties),
            condition(rng, case.issues, 2, 3),
            estimate(
                rng,
                Fraction(rng.choice([-20, -5, 5, 10, rng.randint(-250, 250)]), rng.choice([1, 1, 10])),
                style,
                None,
                None,
            ),
        )
        for _ in range(count)
    )


def red_lines(rng: Random, case: Case, count: int) -> tuple[RedLine, ...]:
    firmness = ["1", "1", "1", "0.8", "0.5", "0.49", "0.2", "0"]
    found: list[RedLine] = []
    for _ in range(count):
        firm = Estimate.point(Fraction(rng.choice(firmness)))
        if chance(rng, 0.1):
            firm = Estimate(Fraction(2, 5), Fraction(rng.choice([3, 4]), 5))
        until = (
            parse_date(rng.choice(["2025-03-16", "2025-03-17", "2025-06-30", "2025-02"])) if chance(rng, 0.2) else None
        )
        found.append(
            RedLine(
                rng.choice(list(case.parties)),
                condition(rng, case.issues, 1, 2),
                firm,
                basis=rng.choice(["own", "stated", "assessed"]),
                sacred=chance(rng, 0.1),
                until=until,
            )
        )
    return tuple(found)


def proposals(rng: Random, case: Case, count: int) -> dict[str, Proposal]:
    found: dict[str, Proposal] = {}
    for number in range(1, count + 1):
        package = {
            name: option_text(rng.choice(given.options)) for name, given in case.issues.items() if chance(rng, 0.7)
        }
        rest: Literal["status_quo", "open"] = "open" if chance(rng, 0.4) else "status_quo"
        name, author = f"plan {number}", rng.choice(list(case.parties))
        others = [party for party in case.parties if party != author]
        answers = tuple(Response(party, rng.choice(["accepted", "rejected"])) for party in others[:1])
        found[name] = Proposal(name, package, (author,), rest=rest, responses=answers)
    return found


def no_deal(
    rng: Random, case: Case, party: str, beside: Sequence[int], demand: tuple[int, int], style: Style
) -> NoDeal:
    """Return a no-deal value a few points beside that of one package: often on it, below it, or above it."""
    points_of = worth(case, party)
    still = status_quo_package(case)
    form = rng.random()
    if still is not None and form < 0.3:
        return StatusQuoPlus(estimate(rng, Fraction(rng.choice([0, 0, *demand])), style, None, None))
    if form < 0.45:
        names = list(case.issues)
        ranked = sorted(
            (tuple(rng.randrange(len(given.options)) for given in case.issues.values()) for _ in range(3)),
            key=points_of.of,
        )
        texts: list[str | Mapping[str, str]] = [
            {name: option_text(case.issues[name].options[k]) for name, k in zip(names, x, strict=True)} for x in ranked
        ]
        whole = [name for name, plan in case.proposals.items() if len(plan.package) == len(names)]
        lower = [texts[0]] if chance(rng, 0.7) else []
        if whole and points_of.of(completed(case, whole[0])) <= points_of.of(ranked[1]):
            lower.append(whole[0])
        return Brackets(tuple(lower), tuple(texts[1:]) if not lower or chance(rng, 0.7) else ())
    here = points_of.of(beside)
    if chance(rng, style.exact_threshold):
        return Estimate.point(here)
    shifted = round(here + Fraction(rng.randint(10 * demand[0], 10 * demand[1]), 10), 1)
    return estimate(rng, shifted, style, None, None)
