"""Who can move where in March 2025: what the case says, what would hold by it, and that the page says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from detente import catalog
from detente.analyses import analyse_deal
from detente.analyses.hold import analyse_holding
from detente.case import Case, Moves
from detente.case.statement import parse_statement
from detente.io import read_case
from detente.results import Holding
from detente.results.steadiness import Redirected, Restated, Tried
from detente.solvers.moves.rules import Rule

PAGE = Path(__file__).parents[3] / "docs" / "cases" / "ukraine-2025.md"
HEADING = "### Would it hold"

TRUCE = "Russia accepts; Ukraine accepts"
TODAY = "Russia stalls; Ukraine accepts"
PRESSED = "Russia stalls; Ukraine accepts; US presses Russia"
LEFT = "Russia continues; Ukraine fights on; US walks away; Europe fills the gap"
HELD_BACK = "Russia accepts; Ukraine accepts; US presses Ukraine"

PENALTIES, ARMS = ("American penalties",), ("European arms",)

# Whose two statements are turned round, by the place of the first: see the comments in the case.
RUSSIA, AMERICA, EUROPE = ("Russia", 2), ("United States", 5), ("European Union", 2)


@cache
def shipped() -> tuple[Case, str]:
    with catalog.path("ukraine-2025") as file:
        return read_case(file).case, file.read_text(encoding="utf-8")


@cache
def given() -> Moves:
    moves = shipped()[0].moves
    assert moves is not None
    return moves


def turned(*pairs: tuple[str, int]) -> Moves:
    """Return the moves with a player's statement and the next one turned round, for each pair."""
    statements = {player: list(own) for player, own in given().statements.items()}
    for player, first in pairs:
        own = statements[player]
        own[first - 1], own[first] = own[first], own[first - 1]
    return replace(given(), statements={player: tuple(own) for player, own in statements.items()})


def without_pressing(moves: Moves) -> Moves:
    pressing = parse_statement("US presses Russia or US presses Ukraine")
    return replace(moves, infeasible=(*moves.infeasible, pressing), watch=())


def asked(moves: Moves) -> Holding:
    return analyse_holding(replace(shipped()[0], moves=moves))


def resting(holding: Holding) -> dict[str, str]:
    """Return the situations in which the talks could rest, with the words of the page for how they hold."""
    labels = {name: [holding.shown[key].label for key in holding.equilibria[name]] for name in ("nash", "seq")}
    return {label: "yes" if label in labels["nash"] else "by answers" for label in labels["seq"]}


def neighbours() -> Iterator[tuple[str, int]]:
    for player, own in given().statements.items():
        yield from ((player, first) for first in range(1, len(own)))


@pytest.fixture(scope="module")
def holding() -> Holding:
    return asked(given())


class TestSection:
    def test_it_is_small_and_marked_as_ours(self, holding: Holding):
        assert holding.states == 64
        assert given().provenance.by == "illustrative, analyst-assigned"
        assert given().provenance.confidence == "low"
        assert holding.players == ("Russia", "Ukraine", "United States", "European Union")

    def test_each_statement_has_a_reason_that_cites_a_source_or_is_called_illustrative(self):
        case, text = shipped()
        section = text.split("\nmoves:\n", maxsplit=1)[1].split("\noutcome:\n", maxsplit=1)[0]
        lines = (
            section.split("  statements:\n", maxsplit=1)[1].split("\n  # Ukraine has said", maxsplit=1)[0].splitlines()
        )
        cited: set[str] = set()
        above, checked = "", 0
        for line in lines:
            said, _, comment = line.partition("#")
            if not said.strip():
                above += comment
            elif said.strip().startswith("- "):
                reason = above + comment
                found = re.findall(r"\b[FS]\d\d\b", reason)
                assert found or "Illustrative" in reason, line
                cited |= set(found)
                above, checked = "", checked + 1
        assert checked == sum(map(len, given().statements.values()))
        assert cited <= set(given().provenance.sources) <= set(case.sources)

    def test_every_source_that_it_names_is_among_its_own(self):
        _, text = shipped()
        section = text.split("\nmoves:\n", maxsplit=1)[1].split("\noutcome:\n", maxsplit=1)[0]
        assert set(re.findall(r"\b[FS]\d\d\b", section)) == set(given().provenance.sources)

    def test_today_is_what_the_proposal_of_jeddah_was_answered(self, holding: Holding):
        assert holding.today is not None
        assert holding.shown[holding.today].label == TODAY
        answers = {each.party: each.answer for each in shipped()[0].proposals["Jeddah, 30 days"].responses}
        assert answers == {"Russia": "conditional", "Ukraine": "accepted"}

    def test_who_has_walked_away_does_not_come_back(self):
        directions = {option.name: option.direction for option in given().options}
        assert [name for name, direction in directions.items() if direction != "both"] == ["US walks away"]
        back = replace(given(), options=tuple(replace(option, direction="both") for option in given().options))
        assert resting(asked(back)) == resting(asked(given())), "nothing that rests hangs on it"

    def test_the_deal_does_not_read_it(self):
        case = replace(shipped()[0], proposals={}, outcome=None)
        with_moves, without = (analyse_deal(replace(case, moves=moves)) for moves in (given(), None))
        assert with_moves == without


class TestAnswers:
    def test_two_situations_rest_and_neither_is_a_truce(self, holding: Holding):
        assert resting(holding) == {PRESSED: "yes", LEFT: "yes"}
        assert holding.equilibria["sseq"] == holding.equilibria["seq"]

    @pytest.mark.parametrize("rule", ["each-once", "single"])
    def test_no_rule_of_answers_changes_that(self, rule: Rule, holding: Holding):
        assert resting(analyse_holding(shipped()[0], rule)) == resting(holding)

    def test_today_holds_only_if_others_answer_at_their_own_cost(self, holding: Holding):
        found = {name for name, keys in holding.equilibria.items() if holding.today in keys}
        assert found == {"smr", "gmr"}

    def test_the_way_to_a_war_without_washington_has_a_worse_step(self, holding: Holding):
        (way,) = (way for way in holding.ways if holding.shown[way.state].label == LEFT)
        assert way.moves is not None
        assert way.improving is None

    def test_of_all_only_russia_would_leave_the_truce(self, holding: Holding):
        assert holding.target is not None
        assert holding.shown[holding.target].label == TRUCE
        content = {player for player, found in holding.stable.items() if holding.target in found["nash"]}
        assert content == {"Ukraine", "United States", "European Union"}
        assert holding.target not in holding.stable["Russia"]["seq"]

    def test_three_pairs_of_neighbouring_statements_matter(self, holding: Holding):
        pairs = list(neighbours())
        assert len(pairs) == 25
        assert [pair for pair in pairs if resting(asked(turned(pair))) != resting(holding)] == [RUSSIA, AMERICA, EUROPE]

    def test_a_threat_alone_may_keep_the_truce(self):
        found = asked(turned(RUSSIA))
        (way,) = (way for way in found.ways if found.shown[way.state].label == TRUCE)
        assert way.improving is not None
        assert [step.player for step in way.improving] == ["United States", "Russia", "United States"]
        (proof,) = (p for p in found.proofs if p.player == "Russia" and p.state == way.state)
        answers = {found.shown[step.to].label for reply in proof.replies for step in reply.path}
        assert PRESSED in answers, "Russia would be pressed again"

    def test_a_truce_without_aid_holds_if_europe_would_have_it_and_nobody_comes_there(self):
        found = asked(turned(EUROPE))
        assert resting(found)[HELD_BACK] == "by answers"
        (way,) = (way for way in found.ways if found.shown[way.state].label == HELD_BACK)
        assert way.moves is not None
        assert way.improving is None

    def test_russia_alone_would_have_to_change_its_mind_on_one_situation(self, holding: Holding):
        assert holding.wanted is not None
        found = {wish.concept: wish for wish in holding.wanted.concepts}
        asked = {"nash": (TODAY, 28), "seq": (PRESSED, 10), "sseq": (PRESSED, 10)}
        for concept, (situation, swaps) in asked.items():
            (order,) = found[concept].orders
            assert order.swaps == {"Russia": swaps}
            (condition,) = order.asked
            assert not condition.strict
            assert condition.above == holding.target
            assert holding.shown[condition.below].label == situation
        assert not any(wish.holds for wish in found.values())

    def test_penalties_that_are_believed_let_the_truce_rest_and_european_arms_do_not(self, holding: Holding):
        assert holding.levers is not None
        found = {under.levers: under for under in holding.levers.sets}
        assert set(found) == {PENALTIES, ARMS, (*PENALTIES, *ARMS)}
        truces = [label for label in resting(asked(turned(RUSSIA))) if label.startswith(TRUCE)]
        for levers in (PENALTIES, (*PENALTIES, *ARMS)):
            assert [holding.shown[key].label for key in found[levers].gained["seq"]] == truces
            assert [holding.shown[key].label for key in found[levers].lost["seq"]] == [PRESSED]
            assert {"seq", "sseq"} <= set(found[levers].target)
            assert "nash" not in found[levers].target
        assert [holding.shown[key].label for key in found[ARMS].gained["nash"]] == [f"{PRESSED}; Europe fills the gap"]
        assert [holding.shown[key].label for key in found[ARMS].lost["nash"]] == [PRESSED]
        assert found[ARMS].target == ()

    @pytest.mark.parametrize("pairs", [(), (RUSSIA,), (EUROPE,)], ids=str)
    def test_without_pressing_today_rests_whoever_is_turned_round(self, pairs: tuple[tuple[str, int], ...]):
        assert resting(asked(without_pressing(turned(*pairs)))) == {TODAY: "yes", LEFT: "yes"}


class TestDoubts:
    @staticmethod
    def kinds(holding: Holding, label: str) -> tuple[Tried, ...]:
        assert holding.robustness is not None
        (found,) = (each for each in holding.robustness.situations if holding.shown[each.state].label == label)
        return found.kinds

    @pytest.mark.parametrize(("label", "kept"), [(LEFT, 490), (PRESSED, 487), (TRUCE, 3)])
    def test_of_so_many_small_variations_so_many_leave_it_at_rest(self, holding: Holding, label: str, kept: int):
        kinds = self.kinds(holding, label)
        assert sum(each.tried for each in kinds) == 490
        assert sum(each.kept["seq"] for each in kinds) == kept
        page = PAGE.read_text(encoding="utf-8").split(HEADING, maxsplit=1)[1]
        assert "Of 490 variations" in page
        assert "war without Washington rests in all and stalled under pressure in 487" in page
        assert "The truce would rest in three" in page

    def test_the_truce_would_rest_if_it_were_hard_to_leave(self, holding: Holding):
        made = [maker for each in self.kinds(holding, TRUCE) for maker in each.made_by]
        statements = [str(each) for each in given().statements["Russia"]]
        assert [maker.change for maker in made] == [
            Restated("Russia", statements[RUSSIA[1] - 1], statements[RUSSIA[1]]),
            Redirected("Russia", "Russia stalls", "back"),
            Redirected("Russia", "Russia accepts", "forward"),
        ]
        assert all("seq" in maker.gained for maker in made)


class TestPage:
    def test_the_table_says_what_rests_under_which_order(self):
        columns = [
            resting(asked(moves))
            for moves in (
                given(),
                turned(RUSSIA),
                turned(AMERICA),
                turned(EUROPE),
                turned(RUSSIA, AMERICA),
                without_pressing(given()),
            )
        ]
        section = PAGE.read_text(encoding="utf-8").split(HEADING, maxsplit=1)[1]
        table = re.split(r"\n\n", section[section.index("\n|") + 1 :], maxsplit=1)[0]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()][2:]
        written = [row[0] for row in rows]
        found = [[label, *(column.get(label, "–") for column in columns)] for label in written]
        missing = {label for column in columns for label in column} - set(written)
        assert not missing
        assert rows == found, "\n".join(f"| {' | '.join(row)} |" for row in found)

    def test_what_would_make_the_truce_hold_is_on_the_page(self, holding: Holding):
        section = " ".join(PAGE.read_text(encoding="utf-8").split(HEADING, maxsplit=1)[1].split())
        assert holding.wanted is not None
        swaps = {wish.concept: wish.orders[0].swaps["Russia"] for wish in holding.wanted.concepts}
        assert f"{swaps['nash']} pairs" in section
        assert f"{swaps['seq']} pairs" in section
        for lever in (*PENALTIES, *ARMS):
            assert f"**{lever}" in section

    def test_the_figures_of_the_text(self, holding: Holding):
        section = " ".join(PAGE.read_text(encoding="utf-8").split(HEADING, maxsplit=1)[1].split())
        assert f"{holding.states} situations" in section
        assert f"Of the {len(list(neighbours()))} pairs of neighbouring statements" in section
