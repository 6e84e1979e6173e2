"""Small random cases of every kind that the engine has to answer, from a seed or from Hypothesis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

from detente.case import Case, Estimate, Issue, Party, option_text, parse_date
from oracle.parts import (
    Style,
    chance,
    issue,
    linkages,
    mirrored,
    no_deal,
    preferences,
    proposals,
    red_lines,
    rules,
    rules_until_nothing_is_left,
)
from oracle.worth import worth

MOST_OUTCOMES = 3000
PLAIN = Style()


@dataclass(frozen=True)
class Recipe:
    """What kind of case to make; counts are (least, most)."""

    name: str
    style: Style = PLAIN
    principals: tuple[int, int] = (2, 3)
    issues: tuple[int, int] = (2, 5)
    options: tuple[int, int] = (1, 5)
    outcomes: int = 500
    rules: tuple[int, int] = (0, 0)
    linkages: tuple[int, int] = (0, 0)
    red_lines: tuple[int, int] = (0, 0)
    proposals: tuple[int, int] = (0, 1)
    status_quo: tuple[str, ...] = ("all", "some", "none")
    mediator: float = 0.0
    observer: float = 0.1
    quantities: float = 0.25
    demand: tuple[int, int] = (-8, 3)
    infeasible: bool = False
    mirrored: bool = False


RECIPES = (
    Recipe("additive", issues=(1, 6)),
    Recipe("ties", Style(values="coarse", weights="few", exact_threshold=0.7), linkages=(0, 1), demand=(-20, 0)),
    Recipe("mirrored", Style(values="coarse", weights="few"), (2, 3), (2, 4), quantities=0, observer=0, mirrored=True),
    Recipe("linked", linkages=(1, 5), issues=(2, 6)),
    Recipe("ruled", rules=(1, 6), issues=(2, 6)),
    Recipe("red lines", red_lines=(1, 6), issues=(2, 5)),
    Recipe("tangled", rules=(1, 5), linkages=(1, 5), red_lines=(0, 3), issues=(3, 6), outcomes=900, mediator=0.3),
    Recipe("infeasible", infeasible=True, outcomes=48, issues=(1, 4), red_lines=(0, 2)),
    Recipe("no deal", demand=(3, 30), rules=(0, 4), red_lines=(1, 4), linkages=(0, 2), outcomes=200),
    Recipe("status quo", status_quo=("all",), red_lines=(0, 2), proposals=(1, 3), demand=(-20, 0)),
    Recipe("vague", Style(estimates=0.5, unknown=0.15), linkages=(0, 3), red_lines=(0, 3)),
    Recipe("in words", Style(in_words=0.7, unknown=0.05), linkages=(0, 2), red_lines=(0, 2), quantities=0.5),
    Recipe("mediated", mediator=1.0, observer=0.5, linkages=(0, 2), red_lines=(0, 2), proposals=(0, 2)),
    Recipe("decimals", Style(values="decimals", weights="four digits", estimates=0.3), quantities=0.7),
    Recipe("long weights", Style(values="decimals", weights="sixteen digits"), linkages=(0, 2)),
    Recipe("four parties", principals=(4, 4), linkages=(0, 2), demand=(-25, 0)),
    Recipe("proposals", proposals=(2, 4), rules=(0, 3), linkages=(0, 2), demand=(-20, 2)),
    Recipe("one principal", principals=(1, 1), mediator=0.7, rules=(0, 2)),
    Recipe(
        "large", principals=(2, 4), issues=(5, 6), options=(3, 5), outcomes=MOST_OUTCOMES, rules=(0, 4), linkages=(0, 4)
    ),
)


@dataclass(frozen=True)
class Sample:
    """A case and the mediators whose points count as objectives."""

    name: str
    case: Case
    count: tuple[str, ...] = ()


def random_issues(rng: Random, recipe: Recipe) -> dict[str, Issue]:
    wanted = rng.randint(*recipe.issues)
    mode = rng.choice(recipe.status_quo)
    found: dict[str, Issue] = {}
    room = recipe.outcomes
    for i in range(wanted):
        least, most = recipe.options
        if chance(rng, 0.85):
            least = min(2, most)
        most = min(most, room)
        made = issue(
            rng, f"issue {i + 1}", rng.randint(min(least, most), most), quantity=chance(rng, recipe.quantities)
        )
        if mode == "all" or (mode == "some" and chance(rng, 0.5)):
            made = replace(made, status_quo=option_text(rng.choice(made.options)))
        found[made.name] = made
        room //= len(made.options)
    return found


def random_parties(rng: Random, recipe: Recipe) -> dict[str, Party]:
    names = ["Avon", "Brede", "Calder", "Derwent"][: rng.randint(*recipe.principals)]
    found = [Party(name) for name in names]
    if chance(rng, recipe.mediator):
        found.append(Party("Mediator", "mediator", consent=chance(rng, 0.7)))
    if chance(rng, recipe.observer):
        found.append(Party("Observer", "observer", consent=False))
    if chance(rng, 0.3):
        rng.shuffle(found)
    return {party.name: party for party in found}


def random_sample(rng: Random, recipe: Recipe) -> Sample:
    """Return a case that is well formed, whatever its answer; the same for the same state of `rng`."""
    issues = random_issues(rng, recipe)
    parties = random_parties(rng, recipe)
    as_of = parse_date("2025-03-17") if chance(rng, 0.5) else None
    case = Case("A made-up case", parties, issues, {}, as_of=as_of)
    if chance(rng, 0.1):
        case = replace(case, parties={**parties, "Unknown": Party("Unknown", "observer", consent=False)})
    stances = {name: preferences(rng, name, issues, recipe.style) for name in parties}
    if recipe.mirrored:
        stances = mirrored(rng, stances, issues)
    case = replace(case, preferences=stances)
    case = replace(case, linkages=linkages(rng, case, rng.randint(*recipe.linkages), recipe.style))
    case = replace(case, red_lines=red_lines(rng, case, rng.randint(*recipe.red_lines)))
    if recipe.infeasible:
        case = replace(case, rules=rules_until_nothing_is_left(rng, case))
    else:
        case = replace(case, rules=rules(rng, case, rng.randint(*recipe.rules)))
    case = replace(case, proposals=proposals(rng, case, rng.randint(*recipe.proposals)))
    # Thresholds last: they are set beside one package, so that they bind without always ruling everything out.
    beside = tuple(rng.randrange(len(made.options)) for made in issues.values())
    level = min(worth(case, name).of(beside) for name in stances)
    settled = {
        name: replace(
            stance,
            no_deal=Estimate.point(level)
            if recipe.mirrored
            else no_deal(rng, case, name, beside, recipe.demand, recipe.style),
        )
        if parties[name].consent or chance(rng, 0.7)
        else stance
        for name, stance in stances.items()
    }
    mediators = [name for name, party in parties.items() if party.role == "mediator" and party.consent]
    return Sample(recipe.name, replace(case, preferences=settled), tuple(m for m in mediators if chance(rng, 0.5)))


def seeded_sample(recipe: Recipe, seed: int) -> Sample:
    return random_sample(Random(f"{recipe.name}/{seed}"), recipe)


def samples(*, outcomes: int = 60) -> st.SearchStrategy[Sample]:
    """Return a strategy for small cases of every recipe; failing ones shrink."""

    def build(rng: Random, recipe: Recipe) -> Sample:
        return random_sample(rng, replace(recipe, outcomes=min(outcomes, recipe.outcomes)))

    return st.builds(build, st.randoms(use_true_random=False), st.sampled_from(RECIPES))
