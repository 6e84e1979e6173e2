"""Whether a ceasefire would hold: its course, its terms, what would help, and past ones beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from detente.analyses.ceasefire import analyse_ceasefire
from detente.analyses.ceasefire_worth import MOST_TERMS
from detente.case import (
    Case,
    Ceasefire,
    CeasefireStakes,
    CeasefireTerm,
    Condition,
    Element,
    Issue,
    Measure,
    RateChange,
    Rule,
    SaidOf,
    parse_date,
)
from detente.catalog.past import past_ceasefires
from detente.ensemble import Draws
from detente.io import read_text
from detente.problem.ceasefires import Truce, central_number
from detente.results.ceasefire import COURSE, CeasefireOutlook, TermSaid
from detente.results.ceasefire_worth import MeasureWorth, TermWorth
from detente.solvers.ceasefire.chain import STATES
from detente.solvers.ceasefire.rates import IN_FORCE
from detente.solvers.ceasefire.worth import worth
from truces import TALKS, between, case_of

TABLE = past_ceasefires()
RATES = {
    "accident": between(0.2, 1),
    "detection": between(0.3, 0.5),
    "strain_unexplained": between(0.2, 0.5),
    "resolution": between(0.1, 0.4),
    "retaliation": between(0.05, 0.1),
    "collapse_suspended": between(0.02, 0.1),
    "renewal": between(0.5, 0.9),
}


def talks() -> Case:
    return read_text(TALKS).case


def ask(case: Case, draws: int = 0, package: dict[str, str] | None = None) -> CeasefireOutlook:
    return analyse_ceasefire(case, TABLE, Draws(0, draws), package=package)


def of(ceasefire: Ceasefire, draws: int = 0, **package: str) -> CeasefireOutlook:
    return ask(case_of(ceasefire), draws, package or None)


def said(found: CeasefireOutlook, element: Element) -> TermSaid:
    return next(each for each in found.terms if each.element == element)


def measure(found: CeasefireOutlook, name: str) -> MeasureWorth:
    return next(each for each in found.measures if each.name == name)


def changed(found: CeasefireOutlook, issue: str, option: str) -> TermWorth:
    return next(each for each in found.changes if (each.issue, each.option) == (issue, option))


def test_the_states_are_those_of_the_chain():
    assert COURSE == STATES


def test_constant_collapse_is_exponential():
    found = of(Ceasefire(rates={"collapse": between(0.1)}, horizon=20))
    assert [day.day for day in found.curve] == list(range(21))
    for day in found.curve:
        assert day.shares["collapsed"].central == pytest.approx(1 - np.exp(-0.1 * day.day), abs=1e-12)
        assert day.in_force.central == pytest.approx(np.exp(-0.1 * day.day), abs=1e-12)
    assert found.days_in_force.central == pytest.approx((1 - np.exp(-2)) / 0.1, abs=1e-10)
    assert found.curve[5].shares["collapsed"].low is None


def test_it_is_told_what_has_come_by_the_days_of_past_ones_and_the_ends_of_terms():
    found = of(Ceasefire(rates=RATES, term=CeasefireTerm(20, most=3), horizon=70))
    assert [(each.day, each.term) for each in found.until] == [
        (7, 0),
        (14, 0),
        (20, 1),
        (30, 0),
        (40, 2),
        (60, 3),
        (70, 0),
    ]
    at = found.until[2]
    assert at.collapsed == found.curve[20].shares["collapsed"]
    assert at.in_force.central == found.curve[20].shares["renewed"].central
    assert (found.term, found.most, found.horizon) == (20, 3, 70)


def test_draws_give_the_percentiles_of_every_day():
    found = of(Ceasefire(rates={"collapse": between(0.05, 0.15)}, horizon=10), draws=400)
    share = found.curve[10].shares["collapsed"]
    assert share.low == pytest.approx(1 - np.exp(-10 * 0.055), abs=0.002)
    assert share.middle == pytest.approx(1 - np.exp(-10 * 0.1), abs=0.002)
    assert share.high == pytest.approx(1 - np.exp(-10 * 0.145), abs=0.002)
    assert (found.seed, found.draws) == (0, 400)


def test_days_in_force_are_those_of_its_states_together():
    found = ask(talks(), 50)
    assert list(found.days_in) == list(IN_FORCE)
    assert sum(days.central for days in found.days_in.values()) == pytest.approx(found.days_in_force.central)


def test_the_terms_sheet_tells_what_is_said_settled_missing_and_ambiguous():
    found = ask(talks())
    assert [each.element for each in found.terms] == [
        "scope",
        "start",
        "term",
        "renewal",
        "monitor",
        "verification",
        "attribution",
        "sanction",
        "consultation",
    ]
    assert said(found, "scope") == TermSaid("scope", "settled", "", "truce", "no strikes or lockouts")
    assert said(found, "start").status == "ambiguous"
    assert said(found, "start").readings == ("2025-04-01", "2025-04-02")
    assert said(found, "term").option == "30 days"
    assert said(found, "consultation") == TermSaid("consultation", "said", "the joint committee")
    assert found.missing == ("renewal", "verification", "attribution", "sanction")


def test_an_option_under_which_nothing_is_said_leaves_an_element_missing():
    found = ask(talks(), package={"truce": "no strikes or lockouts", "watch": "nobody"})
    assert said(found, "monitor") == TermSaid("monitor", "missing", "", "watch", "nobody")
    assert "monitor" in found.missing


def test_an_element_whose_issue_is_open_is_told_as_open():
    case = talks()
    issues = {**case.issues, "truce": replace(case.issues["truce"], status_quo=None)}
    found = ask(replace(case, issues=issues), package={"watch": "stewards"})
    assert said(found, "scope").status == "open"
    assert "scope" not in found.missing


def test_numbers_speak_of_the_term_and_the_start_where_no_words_do():
    day = parse_date("2025-03-18")
    found = of(Ceasefire(rates=RATES, term=CeasefireTerm(30), starts=(day,)))
    assert said(found, "term") == TermSaid("term", "said", "30 days")
    assert said(found, "start") == TermSaid("start", "said", "2025-03-18")
    assert said(of(Ceasefire(rates=RATES)), "term").status == "missing"
    several = of(Ceasefire(rates=RATES, starts=(day, parse_date("2025-03-25"))))
    assert said(several, "start") == TermSaid("start", "ambiguous", readings=("2025-03-18", "2025-03-25"))


def test_what_has_no_end_need_not_be_renewed():
    agreed = of(Ceasefire(rates=RATES, said={"term": SaidOf("no end")}))
    assert said(agreed, "renewal").status == "needless"
    assert "renewal" not in agreed.missing
    # Where nothing is said of an end, nobody can know whether it has to be renewed.
    assert said(of(Ceasefire(rates=RATES)), "renewal").status == "missing"
    silent = SaidOf(issue="monitor", silent=("none",))
    term = CeasefireTerm(issue="length", by_option={"short": 10, "long": 20, "open": None})
    by_issue = Ceasefire(rates=RATES, said={"renewal": silent}, term=term)
    assert said(of(by_issue, length="open"), "renewal").status == "needless"
    assert said(of(by_issue, length="long"), "renewal").status == "missing"


def test_words_that_are_read_in_several_ways_are_ambiguous():
    scope = SaidOf("energy", readings=("plants", "plants and lines"))
    assert said(of(Ceasefire(said={"scope": scope}, rates=RATES)), "scope").status == "ambiguous"


def test_readings_of_the_start_move_the_dates_of_terms():
    starts = (parse_date("2025-03-25"), parse_date("2025-03-18..2025-03-19"))
    found = of(Ceasefire(rates=RATES, term=CeasefireTerm(30, most=2), starts=starts, horizon=90))
    assert [each.start for each in found.starts] == [date(2025, 3, 18), date(2025, 3, 19), date(2025, 3, 25)]
    assert found.starts[2].ends == (date(2025, 4, 24), date(2025, 5, 24))
    assert [each.day for each in found.starts] == [30, 29, 23]
    assert found.starts[0].in_force == found.curve[30].in_force.central
    assert found.starts[2].in_force == pytest.approx(found.curve[23].in_force.central)


def test_a_reading_by_which_it_has_not_begun_has_no_day():
    starts = (parse_date("2025-03-18"), parse_date("2025-04-25"))
    found = of(Ceasefire(rates=RATES, term=CeasefireTerm(30), starts=starts, horizon=90))
    assert (found.starts[1].day, found.starts[1].in_force) == (None, None)
    without = of(Ceasefire(rates=RATES, starts=starts, horizon=90))
    assert (without.starts[0].day, without.starts[0].ends) == (None, ())


def test_measures_equal_those_that_the_solver_compares():
    case = talks()
    found = ask(case)
    calendar = Truce.of(case).calendar(central_number)
    levels = {
        "detection": (calendar.phases[0].rates.detection, 0.95),
        "attribution": (0.2, 0.85),
        "resolution": (0.25, 0.7),
    }
    compared = worth(calendar, 120, levels)
    for name, field in zip(("cameras", "inquiry", "hotline"), levels, strict=True):
        assert measure(found, name).adds.days.central == pytest.approx(float(compared.alone(field)[0]), abs=1e-10)
        assert measure(found, name).adds.collapsed.central == pytest.approx(float(compared.alone(field)[1]), abs=1e-12)
    assert found.together is not None
    assert found.together.days.central == pytest.approx(float(compared.together()[0]), abs=1e-10)
    for name, field in zip(("cameras", "inquiry", "hotline"), levels, strict=True):
        last = measure(found, name).last
        assert last is not None
        assert last.days.central == pytest.approx(float(compared.last(field)[0]), abs=1e-10)
        assert last.collapsed.central == pytest.approx(float(compared.last(field)[1]), abs=1e-12)
        assert measure(found, name).rates == (field,)


def test_what_a_measure_adds_to_the_others_is_told_with_its_draws():
    found = ask(talks(), 200)
    cameras = measure(found, "cameras").last
    assert cameras is not None
    assert cameras.days.low is not None
    assert cameras.days.high is not None
    assert cameras.days.low < cameras.days.central < cameras.days.high
    assert cameras.days.central > measure(found, "cameras").adds.days.central
    assert 0 < cameras.longer_draws == 200 - cameras.shorter_draws
    without = analyse_ceasefire(without_measure(talks(), "cameras"), TABLE, Draws(0, 200))
    assert found.together is not None
    assert without.together is not None
    assert cameras.days.central == pytest.approx(found.together.days.central - without.together.days.central)


def without_measure(case: Case, name: str) -> Case:
    ceasefire = Truce.of(case).ceasefire
    left = {each: measure for each, measure in ceasefire.measures.items() if each != name}
    return replace(case, ceasefire=replace(ceasefire, measures=left))


def test_what_lapses_is_told_beside_what_collapses():
    found = ask(talks(), 30)
    open_end = changed(found, "length", "open").adds
    # What has no end cannot lapse.
    assert open_end.lapsed.central == pytest.approx(-found.curve[-1].shares["lapsed"].central)
    assert open_end.longer_draws == 30


def test_one_measure_alone_is_not_told_as_all_together():
    found = of(Ceasefire(rates=RATES, measures={"only": Measure("only", {"resolution": between(1)})}))
    assert found.together is None
    assert measure(found, "only").last is None


def test_it_is_told_by_which_path_a_measure_does_harm_and_in_how_many_draws():
    found = ask(talks(), 200)
    cameras = measure(found, "cameras")
    assert cameras.adds.days.central < 0
    assert cameras.adds.shorter_draws == 200
    harm = {path.path: path.days.central for path in cameras.paths}
    assert harm["accidents"] < -1
    assert harm["violations"] < -1
    assert harm["deterrence"] > 0
    assert harm["attribution"] == 0
    # What changes neither what is noticed nor what is explained has no such paths.
    assert measure(found, "hotline").paths == ()
    inquiry = {path.path: path for path in measure(found, "inquiry").paths}
    assert inquiry["accidents"].days.central == 0
    assert 0 < inquiry["attribution"].harmful_draws < 200


def test_a_promise_is_made_only_where_it_is_sure():
    rates = {**RATES, "renewal": between(0)}
    measures = {
        "hotline": Measure("hotline", {"resolution": between(0.5)}),
        "watch": Measure("watch", {"detection": between(0.9)}),
        "idle": Measure("idle", {"resolution": between(0.2)}),
    }
    found = of(Ceasefire(rates=rates, measures=measures), draws=100)
    assert measure(found, "hotline").adds.promised == ("in_force", "collapsed", "failed")
    assert measure(found, "hotline").adds.shorter_draws == 0
    assert measure(found, "watch").adds.promised == ()
    # It is sure at the central values and in some draws, and that is not enough.
    assert measure(found, "idle").adds.promised == ()
    assert 0 < measure(found, "idle").adds.shorter_draws < 100


def test_single_terms_are_told_the_best_first_with_what_each_adds():
    case = talks()
    found = ask(case, 30)
    assert {(each.issue, each.option) for each in found.changes} == {
        ("length", "two months"),
        ("length", "open"),
        ("watch", "nobody"),
        ("watch", "labour office"),
    }
    gains = [each.adds.days.central for each in found.changes]
    assert gains == sorted(gains, reverse=True)
    other = ask(case, 30, {"truce": "no strikes or lockouts", "watch": "stewards", "length": "two months"})
    longer = changed(found, "length", "two months").adds
    assert longer.days.central == pytest.approx(other.days_in_force.central - found.days_in_force.central)
    assert longer.collapsed.central == pytest.approx(
        other.until[-1].collapsed.central - found.until[-1].collapsed.central
    )


def test_options_that_do_the_same_are_told_once_and_none_that_changes_nothing():
    changes = (RateChange(Condition({"monitor": ("patrols", "mission")}), rates={"resolution": between(1)}),)
    found = of(Ceasefire(rates=RATES, changes=changes))
    assert [(each.issue, each.option, each.same) for each in found.changes] == [("monitor", "patrols", ("mission",))]
    within = of(Ceasefire(rates=RATES, changes=changes), monitor="mission")
    assert [each.option for each in within.changes] == ["none"]


@pytest.mark.parametrize(
    "rule",
    [
        Rule("legal", never=Condition({"monitor": ("mission",)})),
        Rule("legal", when=Condition({"monitor": ("mission",)}), needs=Condition({"length": ("open",)})),
    ],
    ids=["never", "needs"],
)
def test_a_term_that_a_rule_excludes_is_told_last_and_as_that(rule: Rule):
    changes = tuple(
        RateChange(Condition({"monitor": (option,)}), rates={"resolution": between(each)})
        for option, each in (("patrols", 0.5), ("mission", 1))
    )
    found = ask(replace(case_of(Ceasefire(rates=RATES, changes=changes)), rules=(rule,)))
    assert [(each.option, each.barred) for each in found.changes] == [("patrols", False), ("mission", True)]
    assert found.changes[1].adds.days.central > found.changes[0].adds.days.central
    assert found.changes[1].barred_by == (rule,)


def test_options_that_do_the_same_are_told_apart_where_a_rule_excludes_only_one():
    rule = Rule("logical", never=Condition({"monitor": ("patrols",)}))
    changes = (RateChange(Condition({"monitor": ("patrols", "mission")}), rates={"resolution": between(1)}),)
    found = ask(replace(case_of(Ceasefire(rates=RATES, changes=changes)), rules=(rule,)))
    assert [(each.option, each.same, each.barred_by) for each in found.changes] == [
        ("mission", (), ()),
        ("patrols", (), (rule,)),
    ]


def test_only_so_many_changes_are_told():
    names = tuple(f"rung {place}" for place in range(MOST_TERMS + 4))
    changes = tuple(
        RateChange(Condition({"ladder": (name,)}), rates={"resolution": between(place + 1)})
        for place, name in enumerate(names[1:])
    )
    ladder = Issue("ladder", names, status_quo=names[0])
    case = replace(case_of(Ceasefire(rates=RATES, changes=changes)), issues={"ladder": ladder})
    found = ask(case)
    assert (len(found.changes), found.unfollowed) == (MOST_TERMS, 3)


def test_the_narrowest_class_of_past_ceasefires_stands_beside_it():
    found = of(Ceasefire(rates=RATES, term=CeasefireTerm(30), horizon=90))
    assert found.reference.classes[0].name == "term of 28-31 days, agreed by several sides"
    assert [each.day for each in found.reference.days] == [7, 14, 30, 60, 90]
    assert [each.beyond_term for each in found.reference.days] == [False, False, False, True, True]
    assert found.reference.with_mechanism is None
    alone = of(Ceasefire(rates=RATES, term=CeasefireTerm(30), several=False))
    assert alone.reference.classes[0].name == "term of 28-31 days, declared by one side"


def test_it_is_told_how_many_past_ones_had_a_mechanism_where_the_table_knows():
    found = of(Ceasefire(rates=RATES))
    assert found.reference.classes[0].mechanism == "any"
    assert (found.reference.with_mechanism, found.reference.without_mechanism) == (200, 251)


@pytest.mark.parametrize(("option", "mechanism"), [("none", "no"), ("mission", "yes")])
def test_an_issue_that_settles_the_monitor_decides_the_class(option: str, mechanism: str):
    said = SaidOf(issue="monitor", silent=("none",))
    found = of(Ceasefire(rates=RATES, said={"monitor": said}), monitor=option)
    assert found.reference.classes[0].mechanism == mechanism
    stated = of(Ceasefire(rates=RATES, said={"monitor": said}, mechanism=True), monitor=option)
    assert stated.reference.classes[0].mechanism == "yes"


def test_nothing_comparable_is_told_as_that():
    found = of(Ceasefire(rates=RATES, term=CeasefireTerm(400), general=True))
    assert found.reference.classes == ()
    assert found.reference.days == ()


def test_past_ones_and_the_model_are_reckoned_in_the_same_way():
    # What lapses goes out of sight: of those still in force one in a hundred collapses each day.
    rates = {"collapse": between(0.01), "renewal": between(0.5)}
    found = of(Ceasefire(rates=rates, term=CeasefireTerm(30), horizon=90))
    for each in found.reference.days:
        assert each.model is not None
        assert each.model.central == pytest.approx(np.exp(-0.01 * each.day), abs=1e-9)
        assert each.outside == (not each.between[0] <= each.model.central <= each.between[1])
    assert found.curve[90].shares["collapsed"].central < 1 - np.exp(-0.9)


def test_where_nothing_is_in_force_any_more_there_is_nothing_to_compare():
    found = of(Ceasefire(rates={"collapse": between(0.01)}, term=CeasefireTerm(30, most=1), horizon=90))
    assert [each.model is None for each in found.reference.days] == [False, False, False, True, True]
    assert not any(each.outside for each in found.reference.days[3:])


def test_draws_outside_the_bounds_are_counted():
    rates = {"collapse": between(0, 0.01)}
    found = of(Ceasefire(rates=rates, term=CeasefireTerm(30, most=1), horizon=30), draws=1000)
    month = found.reference.days[2]
    # exp(-30 r) falls below the lower bound for the higher rates.
    expected = 1 - -np.log(month.between[0]) / 30 / 0.01
    assert month.outside_draws / 1000 == pytest.approx(expected, abs=0.002)
    assert month.outside


def test_patience_is_that_of_a_repeated_game():
    stakes = {"south": CeasefireStakes(between(3), between(1))}
    rates = {"detection": between(0.5), "attribution": between(1)}
    found = of(Ceasefire(rates=rates, violation={"north": between(0.1), "south": between(0.1)}, stakes=stakes))
    assert [(each.party, each.factor.central) for each in found.patience] == [("south", pytest.approx(3 / 3.5))]


def test_what_is_asked_is_told():
    found = ask(talks())
    assert found.title == "The truce on strikes and lockouts"
    assert found.package == {"truce": "no strikes or lockouts", "length": "30 days", "watch": "stewards"}
    assert found.asked == ""
    named = replace(talks(), ceasefire=replace(Truce.of(talks()).ceasefire, package="First offer"))
    assert ask(named).asked == "First offer"
    assert ask(named).package["watch"] == "labour office"


def test_the_same_draws_give_the_same_answer():
    assert ask(talks(), 60) == ask(talks(), 60)
    assert ask(talks(), 60).days_in_force != analyse_ceasefire(talks(), TABLE, Draws(1, 60)).days_in_force
