"""What promises of March 2025 are worth if they can be broken: where the numbers come from, and that the page says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np

from detente.analyses.draws import zones
from detente.analyses.outcomes import outcomes_of
from detente.analyses.robust import score
from detente.case import Case, Condition, Kept, NoDealPlus, Option, Rule, option_text
from detente.ensemble import Draws, draw_case, draw_keeping
from detente.problem import Keeping, compile_case
from detente.results import Deal

CASE = "ukraine-2025"
PAGE = Path(__file__).parents[3] / "docs" / "cases" / "ukraine-2025.md"
HEADING = "### Would it be kept"
DRAWS = 100
WATCHED = ("joint commission", "unarmed observers")
WORSE = 10
"""Points by which a broken promise is made worse in the last column."""


def kept_of(case: Case) -> Kept:
    assert case.kept is not None
    return case.kept


def section() -> str:
    return PAGE.read_text(encoding="utf-8").split(HEADING, maxsplit=1)[1].split("\n### ")[0]


def tables() -> list[list[tuple[str, ...]]]:
    """Return the rows of each table of the section, without its head."""
    blocks = [block.splitlines() for block in section().split("\n\n") if block.startswith("|")]
    return [[tuple(cell.strip() for cell in line.strip("|").split("|")) for line in block[2:]] for block in blocks]


def shown(rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


class TestSection:
    def test_each_number_is_marked_as_ours_and_has_a_reason_and_a_source(self, case: Case):
        kept = kept_of(case)
        given = [chance.kept.provenance for chance in kept.chances]
        for left in kept.if_broken.values():
            assert isinstance(left, NoDealPlus), "all are counted from no deal"
            given.append(left.plus.provenance)
        assert len(given) == 11
        for provenance in given:
            assert provenance.by == "illustrative, analyst-assigned"
            assert provenance.confidence == "low"
            assert provenance.note
            assert provenance.sources
        own = kept.chances[-1].kept.provenance
        assert own.sources == ("S50", "S51", "S52", "S53", "S54", "S55", "S56", "S57")

    def test_who_decides_has_something_left_after_a_broken_promise(self, case: Case):
        assert tuple(kept_of(case).if_broken) == case.deciding

    def test_chances_rise_with_what_stands_behind_a_promise_and_move_together(self, case: Case):
        chances = [chance.kept for chance in kept_of(case).chances]
        assert {estimate.driver for estimate in chances} == {"trust"}
        assert (min(each.low for each in chances), max(each.high for each in chances)) == (
            Fraction(35, 100),
            Fraction(9, 10),
        )
        lows = [each.low for each in chances]
        assert lows == sorted(lows, reverse=True), "the first entry that speaks of a package is the strongest"

    def test_somebody_who_watches_never_makes_a_promise_less_likely_kept(self, case: Case):
        keeping = Keeping.of(compile_case(replace(case, proposals={}, outcome=None)))
        names = [keeping.problem.issues[variable] for variable in keeping.scope]
        table = np.moveaxis(keeping.table, names.index("monitoring"), 0)
        options = [option_text(option) for option in case.issues["monitoring"].options]
        by_place = np.zeros(max(keeping.chances) + 1)
        for place in keeping.chances:
            by_place[place] = float(keeping.chance(place))
        chance = by_place[table]
        for watched in WATCHED:
            assert (chance[options.index(watched)] >= chance[options.index("none")]).all()

    def test_the_counts_of_past_truces_are_those_of_its_sources(self, case: Case):
        notes = " ".join(case.sources[name].note for name in ("S51", "S52", "S53", "S54"))
        for count in ("299,633", "134,767", "256", "6,294", "741"):
            assert count in notes

    def test_only_the_deal_as_kept_reads_it(self, case: Case, deal: Deal):
        without = compile_case(replace(case, kept=None, proposals={}, outcome=None))
        with_it = compile_case(replace(case, proposals={}, outcome=None))
        assert without.no_deal == with_it.no_deal
        assert deal.kept is not None


def only(case: Case, issue: str, *options: str) -> Case:
    """Return the case with an issue held to some of its options."""
    others = tuple(text for text in map(option_text, case.issues[issue].options) if text not in options)
    return replace(case, rules=(*case.rules, Rule("simplification", never=Condition({issue: others}))))


def variants(case: Case) -> dict[str, Case]:
    """Return the cases of the first table, by the words of its first column."""
    american = ("diplomatic property", "flights", "minerals", "US sanctions", "arms control")
    first = case
    for name, issue in case.issues.items():
        if issue.stage == "final":
            first = only(first, name, issue.status_quo or "")
    alone = first
    for name in american[:3]:
        alone = only(alone, name, case.issues[name].status_quo or "")
    month = only(only(first, "truce term", "30 days", "30 days extendable"), "truce scope", "whole line")
    return {
        "nothing": case,
        "the settlement, and what is Washington's": alone,
        "the same; the truce covers the whole line": only(alone, "truce scope", "whole line"),
        "the settlement; a month along the whole line that nobody watches": only(month, "monitoring", "none"),
        "the settlement; a month along the whole line while aid continues": only(month, "aid", "continues"),
    }


def worse(case: Case, by: int) -> Case:
    """Return the case with so many points less for everybody after a broken promise."""
    kept = kept_of(case)
    broken = {
        party: NoDealPlus(replace(left.plus, low=left.plus.low - by, high=left.plus.high - by))
        for party, left in kept.if_broken.items()
        if isinstance(left, NoDealPlus)
    }
    return replace(case, kept=replace(kept, if_broken=broken))


def on_paper(case: Case) -> int:
    """Return in how many draws some package is acceptable to all."""
    return int(zones(draw_case(compile_case(case), Draws(0, DRAWS)), slice(0, DRAWS)).sum())


def as_kept(case: Case) -> int:
    """Return the same as packages are expected to be kept."""
    problem, draws = compile_case(case), Draws(0, DRAWS)
    keeping = Keeping.of(problem)
    drawn = draw_keeping(keeping, draw_case(problem, draws), draws)
    found = np.zeros(DRAWS, dtype=np.bool_)
    for place in reversed(keeping.chances):
        left = np.flatnonzero(~found)
        if len(left):
            found[left] = zones(drawn.under(place), left)
    return int(found.sum())


class TestPage:
    def test_in_how_many_draws_a_deal_is_left(self, case: Case):
        bare = replace(case, proposals={}, outcome=None)
        rows = [
            (name, str(on_paper(variant)), str(as_kept(variant)), str(as_kept(worse(variant, WORSE))))
            for name, variant in variants(bare).items()
        ]
        assert tables()[1] == rows, shown(rows)

    def test_the_chances(self, case: Case):
        rows = [
            ("all others" if chance.when is None else str(chance.when), f"{float(low):g} to {float(high):g}")
            for chance in kept_of(case).chances
            for low, high in [(chance.kept.low, chance.kept.high)]
        ]
        assert tables()[0] == rows, shown(rows)

    def test_what_packages_give_on_paper_and_as_they_are_expected_to_be_kept(self, case: Case, deal: Deal):
        bare = replace(case, outcome=None)
        problem, draws = compile_case(bare), Draws(0, 300)
        keeping = Keeping.of(problem)
        drawn = draw_keeping(keeping, draw_case(problem, draws), draws)

        def accepted(package: Mapping[str, Option]) -> tuple[str, str]:
            row = np.array([problem.positions(package)], dtype=np.int64)
            place = int(keeping.counting(row)[0])
            paper = score(problem, drawn.drawn, row).accepted.sum()
            kept = score(keeping.under(place), drawn.under(place), row).accepted.sum()
            return str(int(paper)), str(int(kept))

        def points(gain: Fraction) -> str:
            return f"{float(gain):+.1f}".replace("-", "−")

        assert deal.kept is not None
        by_label = {each.label.removeprefix("proposal "): each for each in deal.kept.packages}
        rows: list[tuple[str, ...]] = []
        for name in ("package A", "package B", "package C", "Jeddah, 30 days", "Franco-British month"):
            each = by_label[name]
            gains = [f"{points(each.on_paper[party])}, {points(each.expected[party])}" for party in case.consenting]
            rows.append((name, f"{float(each.chance):g}", *gains, *accepted(each.package)))
        month = by_label["Franco-British month"]
        for change in month.changes:
            if change.issue == "monitoring":
                package = {**month.package, change.issue: change.option}
                paper = outcomes_of(problem, problem.red_lines, np.array([problem.positions(package)]))[0]
                gains = [f"{points(paper.gain[party])}, {points(change.gain[party])}" for party in case.consenting]
                name = f"the same with monitoring: {option_text(change.option)}"
                rows.append((name, f"{float(change.chance):g}", *gains, *accepted(package)))
        assert len(rows) == 7
        assert tables()[2] == rows, shown(rows)
