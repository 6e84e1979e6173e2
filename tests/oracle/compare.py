"""Where a result differs from the truth: one function per topic, each returning readable differences."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from oracle.asked import ask_differences
from oracle.brute import Truth, efficient
from oracle.contest import contest, opposition
from oracle.stuck import deadlock
from oracle.table import Tabled, minimality
from oracle.traded import trades

if TYPE_CHECKING:
    from detente.results import Deal, Frontier, Outcome, ProposalResult, Solutions
    from oracle.brute import Obstacle, Positions, Vector

MOST_MORE = 9
ZERO_SUMNESS_TOLERANCE = 1e-9

Differences = list[str]
Topic = Callable[["Deal", Truth], Differences]


def unequal(what: str, got: Any, want: Any) -> Differences:
    return [] if got == want else [f"{what}: got {got}, want {want}"]


def facts(deal: Deal, truth: Truth) -> Differences:
    """Compare who decides, what no deal is worth, how many packages there are, and the ideals."""
    return [
        *unequal("consenting", deal.consenting, truth.consenting),
        *unequal("counted", deal.counted, truth.counted),
        *unequal("no_deal", dict(deal.no_deal), truth.no_deal),
        *unequal("outcomes", deal.space.outcomes, len(truth.outcomes)),
        *unequal("feasible", deal.space.feasible, len(truth.feasible)),
        *unequal("zopa", deal.zopa, bool(truth.acceptable)),
        *unequal("exact", deal.exact, True),
        *unequal("epsilon", deal.epsilon, None),
        *unequal("ideal", dict(deal.ideal), truth.best(truth.groups)),
        *unequal("acceptable ideal", dict(deal.acceptable_ideal), truth.best(truth.acceptable_groups)),
    ]


def positions(truth: Truth, package: Mapping[str, Any]) -> Positions:
    if list(package) != list(truth.case.issues):
        raise AssertionError(f"package {package} does not settle every issue, in order")
    return tuple(truth.case.issues[name].options.index(option) for name, option in package.items())


def vector_of(deal: Deal, outcome: Outcome) -> Vector:
    return tuple(outcome.utility[party] for party in deal.counted)


def outcome_differences(
    what: str,
    outcome: Outcome,
    truth: Truth,
    groups: Mapping[Vector, Collection[Positions]],
    dropped: Collection[int] = (),
    *,
    ties: bool = True,
) -> Differences:
    """Compare one outcome: its points, its gains, its packages among those of `groups`, and what blocks it.

    Red lines in `dropped` are not expected to block. With `ties`, further packages must be listed.
    """
    x = positions(truth, outcome.package)
    alike = list(groups.get(truth.vector(x), ()))
    if x not in alike:
        return [f"{what}: package {x} does not belong there"]
    further = [positions(truth, package) for package in outcome.more]
    listed = [x, *further]
    found = [
        *substance(f"{what} {x}", outcome, truth, x, dropped),
        *unequal(f"{what} packages like {x}", outcome.packages, len(alike)),
        *unequal(f"{what} distinct packages like {x}", len(set(listed)), len(listed)),
        *unequal(f"{what} packages unlike {x}", [y for y in further if y not in alike], []),
    ]
    if ties:
        found += unequal(f"{what} how many more like {x}", len(further), min(MOST_MORE, len(alike) - 1))
    # Where a vector of the feasible frontier has acceptable packages, the first of those stand for it.
    in_order = [y for y in alike if not standing_obstacles(truth, y, dropped)] or alike
    found += unequal(f"{what} first package", x, in_order[0])
    found += unequal(f"{what} order of the packages", listed, sorted(listed))
    return found


def standing_obstacles(truth: Truth, x: Positions, dropped: Collection[int]) -> set[Obstacle]:
    return {block for block in truth.obstacles(x) if block[0] != "red_line" or block[2] not in dropped}


def substance(what: str, outcome: Outcome, truth: Truth, x: Positions, dropped: Collection[int] = ()) -> Differences:
    """Compare what a package is worth and what blocks it."""
    utility = {party: truth.utility(party, x) for party in truth.worths}
    blocks = [(b.kind, b.party, b.position, b.shortfall) for b in outcome.blocked_by]
    expected = standing_obstacles(truth, x, dropped)
    return [
        *unequal(f"{what} utility", dict(outcome.utility), utility),
        *unequal(f"{what} gain", dict(outcome.gain), {p: utility[p] - least for p, least in truth.no_deal.items()}),
        *unequal(f"{what} number of blocks", len(blocks), len(set(blocks))),
        *unequal(f"{what} blocks", set(blocks), expected),
        *unequal(f"{what} acceptable", outcome.acceptable, not expected),
    ]


def frontier_differences(
    what: str,
    frontier: Frontier,
    deal: Deal,
    truth: Truth,
    groups: Mapping[Vector, Collection[Positions]],
    dropped: Collection[int] = (),
) -> Differences:
    want = efficient(groups)
    got = [vector_of(deal, point) for point in frontier.points]
    found = [
        *unequal(f"{what} size", frontier.size, len(want)),
        *unequal(f"{what} distinct points", len(set(got)), len(got)),
        *unequal(f"{what} order", [v[0] for v in got], sorted((v[0] for v in got), reverse=True)),
        *unequal(f"{what} points that are not efficient", sorted(set(got) - want), []),
    ]
    if not frontier.truncated:
        found += unequal(f"{what} efficient points that are missing", sorted(want - set(got)), [])
    for point in frontier.points:
        found += outcome_differences(what, point, truth, groups, dropped, ties=False)
    return found


def frontiers(deal: Deal, truth: Truth) -> Differences:
    """Compare both frontiers with all that is said of their points."""
    return [
        *frontier_differences("frontier", deal.frontier, deal, truth, truth.groups),
        *frontier_differences("acceptable frontier", deal.acceptable_frontier, deal, truth, truth.acceptable_groups),
        *(
            difference
            for point in deal.frontier.points
            for difference in unequal(
                f"an acceptable package is shown for {vector_of(deal, point)} if there is one",
                point.acceptable,
                vector_of(deal, point) in truth.acceptable_groups,
            )
        ),
    ]


def solution_differences(
    what: str,
    found: Solutions,
    deal: Deal,
    truth: Truth,
    groups: Mapping[Vector, Collection[Positions]],
    dropped: Collection[int] = (),
) -> Differences:
    want = truth.fair(groups)
    differences: Differences = []
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        outcomes: tuple[Outcome, ...] = getattr(found, name)
        got = [vector_of(deal, outcome) for outcome in outcomes]
        differences += unequal(f"{what}{name}", sorted(got), sorted(getattr(want, name)))
        for outcome in outcomes:
            differences += outcome_differences(f"{what}{name}", outcome, truth, groups, dropped)
    return [
        *differences,
        *unequal(f"{what}left out", tuple(found.left_out), want.left_out),
        *unequal(f"{what}Nash by leximin", found.nash_by_leximin, want.nash_by_leximin),
    ]


def solutions(deal: Deal, truth: Truth) -> Differences:
    """Compare the four bargaining solutions with all ties."""
    return solution_differences("", deal.solutions, deal, truth, truth.acceptable_groups)


def firm_only(deal: Deal, truth: Truth) -> Differences:
    """Compare the answer with only the firm red lines in force, which is given where it differs."""
    given = deal.firm_only
    if given is None:
        return unequal(
            "firm only left out, frontier", efficient(truth.firm_only_groups), efficient(truth.acceptable_groups)
        )
    dropped = truth.soft
    return [
        *unequal("firm only dropped", tuple(given.dropped), dropped),
        *unequal("firm only zopa", given.zopa, bool(truth.acceptable_firm_only)),
        *frontier_differences(
            "firm only frontier", given.acceptable_frontier, deal, truth, truth.firm_only_groups, dropped
        ),
        *solution_differences("firm only ", given.solutions, deal, truth, truth.firm_only_groups, dropped),
    ]


def near(what: str, got: float | None, want: float | None, tolerance: float) -> Differences:
    if got is None or want is None:
        return unequal(what, got, want)
    return [] if math.isfinite(got) and abs(got - want) <= tolerance else [f"{what}: got {got!r}, want {want!r}"]


def contests(deal: Deal, truth: Truth) -> Differences:
    """Compare opposition to one unit in the last place, and zero-sumness with all its parts."""
    apart = opposition(truth)
    want, got, slack = contest(truth), deal.zero_sumness, ZERO_SUMNESS_TOLERANCE
    pairs = {frozenset(pair.parties): pair.value for pair in got.pairs}
    return [
        *near("opposition", deal.opposition, apart, 0.0 if apart is None else math.ulp(apart)),
        *near("zero-sumness", got.value, want.value, slack),
        *unequal("pairs", (len(got.pairs), set(pairs)), (len(want.pairs), set(want.pairs))),
        *(d for pair, value in want.pairs.items() for d in near(f"pair {sorted(pair)}", pairs.get(pair), value, slack)),
        *unequal("issues with a share", list(got.by_issue), list(want.by_issue)),
        *(d for name, v in want.by_issue.items() for d in near(f"share of {name}", got.by_issue.get(name), v, slack)),
        *unequal("linkages with a share", len(got.by_linkage), len(want.by_linkage)),
        *(
            d
            for k, (v, w) in enumerate(zip(got.by_linkage, want.by_linkage, strict=False))
            for d in near(f"share of linkage {k}", v, w, slack)
        ),
    ]


def proposals(deal: Deal, truth: Truth) -> Differences:
    """Compare what each proposal gives and what it leaves on the table."""
    found = unequal("proposals", list(deal.proposals), list(truth.case.proposals))
    for name, got in deal.proposals.items():
        want = Tabled(truth, name)
        found += [
            *unequal(f"{name} open issues", got.open_issues, want.open_issues),
            *unequal(f"{name} completions", got.completions, len(want.completions)),
            *unequal(f"{name} possible", got.possible, want.possible),
            *unequal(f"{name} necessary", got.necessary, want.necessary),
            *unequal(f"{name} low", dict(got.low), want.ends(min)),
            *unequal(f"{name} high", dict(got.high), want.ends(max)),
        ]
        found += proposal_outcome(got, want, deal)
    return found


def proposal_outcome(got: ProposalResult, want: Tabled, deal: Deal) -> Differences:
    """Compare the package that stands for a proposal, and what is better than it."""
    truth, name = want.truth, want.name
    if got.outcome is None:
        return [
            *unequal(f"{name} has no outcome", bool(want.completions or not want.open_issues), False),
            *unequal(f"{name} better", got.better, ()),
        ]
    x = positions(truth, got.outcome.package)
    if want.open_issues:
        groups = truth.by_vector(want.acceptable or want.sparing)
        found = outcome_differences(f"{name} outcome", got.outcome, truth, groups)
        found += unequal(f"{name} outcome is a best one", truth.vector(x) in want.best, True)
    else:
        found = unequal(f"{name} outcome", x, want.package)
        found += substance(f"{name} outcome", got.outcome, truth, x)
    better = want.better_than(x)
    found += unequal(f"{name} better", sorted(vector_of(deal, o) for o in got.better), sorted(better))
    for outcome in got.better:
        found += outcome_differences(f"{name} better", outcome, truth, better)
    return found


def conflicts(deal: Deal, truth: Truth) -> Differences:
    """Without a deal, check that a reported conflict clashes and that nothing in it is superfluous."""
    if truth.acceptable:
        return unequal("conflicts although there is a deal", len(deal.conflicts), 0)
    if not deal.conflicts:
        return ["no deal, and no conflict is named"]
    # Logical rules are taken for granted, unless the rules alone leave nothing.
    logical = [k for k, rule in enumerate(truth.case.rules) if rule.kind == "logical"]
    found: Differences = []
    for conflict in deal.conflicts:
        members = [(block.kind, block.party, block.position) for block in conflict.members]
        judged = minimality(truth, members, logical if truth.feasible else ())
        found += unequal(f"conflict {members} clashes", judged.clash, True)
        found += unequal(f"conflict {members} superfluous", judged.superfluous, ())
    return found


def misses(truth: Truth, outcome: Outcome) -> list[Fraction]:
    """Return each counted party's gain as a share of its feasible range, the worst first."""
    columns = zip(*truth.groups, strict=True)
    ranges = dict(zip(truth.counted, (max(column) - min(column) for column in columns), strict=True))
    return sorted(outcome.gain[party] / (ranges[party] or Fraction(1, truth.scale[party])) for party in truth.counted)


NEAR = Fraction(1, 2)
"""The largest part of its feasible range that a side may miss in a package that still comes near."""


def nearness(deal: Deal, truth: Truth) -> list[list[Fraction]]:
    """Return the same of every efficient outcome, and of every way out, that only no-deal values block, and narrowly."""
    ways = [way.outcome for relaxation in deal.deadlock.relaxations for way in relaxation.ways]
    found = [
        misses(truth, point)
        for point in (*deal.frontier.points, *ways)
        if {kind for kind, *_ in truth.obstacles(positions(truth, point.package))} == {"no_deal"}
    ]
    return [each for each in found if -each[0] <= NEAR]


def short_for(truth: Truth, x: Positions) -> set[str] | None:
    """Return for whom a package is worth less than no deal; ``None`` where something else stands in its way."""
    found = list(truth.obstacles(x))
    return {party for _, party, *_ in found} if {kind for kind, *_ in found} <= {"no_deal"} else None


def beaten(truth: Truth, x: Positions) -> bool:
    """Return whether a package that falls short for no other side is at least as good for all, and better for one."""
    short = short_for(truth, x) or set()
    sides = {*truth.counted, *short}
    here = {party: truth.utility(party, x) for party in sides}
    for y in truth.feasible:
        parties = short_for(truth, y)
        there = {party: truth.utility(party, y) for party in sides}
        if parties is not None and parties <= short and there != here and all(there[p] >= here[p] for p in sides):
            return True
    return False


def discussed(deal: Deal, truth: Truth) -> Differences:
    """Compare the packages worth discussing, and what each side would ask next with one of them or a proposal."""
    groups = truth.acceptable_groups if truth.acceptable else truth.groups
    best = efficient(groups)
    nash = truth.fair(truth.acceptable_groups).nash
    found = unequal("letters", [each.letter for each in deal.discussed], list("ABC"[: len(deal.discussed)]))
    found += unequal(
        "packages of one vector", len({vector_of(deal, d.outcome) for d in deal.discussed}), len(deal.discussed)
    )
    for each in deal.discussed:
        x, what = positions(truth, each.outcome.package), f"package {each.letter}"
        found += substance(what, each.outcome, truth, x)
        efficient_here = truth.vector(x) in best if truth.acceptable else not beaten(truth, x)
        found += unequal(f"{what} is efficient", efficient_here, True)
        found += unequal(f"{what} is acceptable", each.outcome.acceptable, bool(truth.acceptable))
        if each.short or truth.acceptable:
            found += unequal(
                f"{what} falls short for one",
                [b.party for b in each.outcome.blocked_by],
                [each.short] * bool(each.short),
            )
        found += ask_differences(what, each.asks, each.outcome, truth, x)
    if not truth.acceptable and deal.discussed:
        first = deal.discussed[0].outcome
        # A way out may leave more to those who do not fall short than the package that stands for it.
        found += unequal("the first miss is the nearest", misses(truth, first) >= max(nearness(deal, truth)), True)
    if truth.acceptable:
        found += unequal("the first is a Nash solution", vector_of(deal, deal.discussed[0].outcome) in nash, True)
    for name, result in deal.proposals.items():
        if result.outcome is not None:
            x = positions(truth, result.outcome.package)
            found += ask_differences(f"proposal {name}", result.asks, result.outcome, truth, x)
    return found


def stakes(deal: Deal, truth: Truth) -> Differences:
    """Compare what each issue is worth to each party."""
    found: Differences = []
    for party, given in truth.worths.items():
        for (name, issue), table in zip(truth.case.issues.items(), given.tables, strict=True):
            stake = deal.stakes[party][name]
            ends = (stake.points, stake.best, stake.worst)
            first = (issue.options[table.index(max(table))], issue.options[table.index(min(table))])
            found += unequal(f"stake of {party} in {name}", ends, (max(table) - min(table), *first))
    return found


TOPICS: dict[str, Topic] = {
    "facts": facts,
    "frontiers": frontiers,
    "solutions": solutions,
    "firm only": firm_only,
    "contests": contests,
    "proposals": proposals,
    "conflicts": conflicts,
    "deadlock": deadlock,
    "trades": trades,
    "discussed": discussed,
    "stakes": stakes,
}


def differences(deal: Deal, truth: Truth) -> Differences:
    """Return every difference on every topic."""
    return [difference for topic in TOPICS.values() for difference in topic(deal, truth)]
