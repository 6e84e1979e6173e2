"""The section `ceasefire` as it is read, checked and written back."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import cast

import pytest

from detente.analyses.ceasefire import analyse_ceasefire
from detente.case import (
    CEASEFIRE_GROUPS,
    CEASEFIRE_NUMBERS,
    Ceasefire,
    CeasefireStakes,
    CeasefireTerm,
    Condition,
    DateSpan,
    Element,
    Estimate,
    Measure,
    Provenance,
    RateChange,
    SaidOf,
    numbers_of,
)
from detente.catalog.past import past_ceasefires
from detente.checks import run
from detente.ensemble import Draws
from detente.errors import CaseError, LimitError
from detente.io import read_case, read_outline, read_text
from detente.io.changing import replaced
from detente.io.nodes import plain
from detente.io.sections.ceasefire_numbers import MeasuredModel, RatesModel, TimesModel
from detente.io.writing import written_out
from fuzz.seeds import CEASEFIRE_ALONE, EVERYTHING, MINIMAL

OURS = Provenance(("S1",), "us", "moderate")


def ceasefire_of(text: str) -> Ceasefire:
    found = read_text(text).case.ceasefire
    assert found is not None
    return found


def alone(*lines: str) -> str:
    """Return a case of nothing but a ceasefire with these entries."""
    return "\n".join(["case: Truce", "parties: [north, south]", "ceasefire:", *(f"  {line}" for line in lines)])


def with_issues(*lines: str) -> str:
    return "\n".join([MINIMAL.rstrip(), "ceasefire:", *(f"  {line}" for line in lines)])


def span(low: str, high: str, **about: object) -> Estimate:
    return Estimate(Fraction(low), Fraction(high), provenance=OURS, **about)  # type: ignore[arg-type]


def point(value: str) -> Estimate:
    return span(value, value)


def refused(text: str) -> list[tuple[str, str]]:
    with pytest.raises(CaseError) as caught:
        read_text(text)
    return [(fault.code, fault.path) for fault in caught.value.faults]


class TestTerms:
    def test_every_form_of_an_element_is_read(self):
        said = ceasefire_of(EVERYTHING).said
        assert list(said) == [
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
        assert said["scope"] == SaidOf("", "place", ("here",), (), Provenance(("S1",), "us", "moderate", "as told"))
        readings = ("2025-03-18", "when both say so", "2025-03-25..2025-03-26")
        assert said["start"] == SaidOf("from 18 March", "", (), readings, OURS)
        assert said["monitor"] == SaidOf("", "wage", ("0", "0.5", "1", "no limit"), (), OURS)
        assert said["verification"] == SaidOf("jointly", provenance=Provenance(("S2",), "us", "moderate"))
        assert said["sanction"].readings == ("in kind", "the end of it")
        assert said["consultation"] == SaidOf("a hotline", provenance=OURS)

    def test_readings_that_are_dates_become_starts(self):
        assert ceasefire_of(EVERYTHING).starts == (
            DateSpan(date(2025, 3, 18), date(2025, 3, 18)),
            DateSpan(date(2025, 3, 25), date(2025, 3, 26)),
        )

    @pytest.mark.parametrize("start", ["2025-03-18", "{on: 2025-03-18}", "{says: 2025-03-18, on: 2025-03-18}"])
    def test_a_bare_date_is_the_start_and_what_the_terms_say(self, start: str):
        found = ceasefire_of(alone(f"start: {start}", "rates: {collapse: 0.01}"))
        assert found.starts == (DateSpan(date(2025, 3, 18), date(2025, 3, 18)),)
        assert found.said["start"].text == "2025-03-18"

    def test_words_about_the_start_are_no_date(self):
        found = ceasefire_of(alone("start: when both announce it", "rates: {collapse: 0.01}"))
        assert (found.starts, found.said["start"].text) == ((), "when both announce it")

    def test_a_start_may_lie_ahead(self):
        text = alone("start: 2025-03-18", "rates: {collapse: 0.01}") + "\nas_of: 2025-03-17"
        assert run(read_text(text).case) == ()

    @pytest.mark.parametrize(
        ("term", "expected", "text"),
        [
            ("30", CeasefireTerm(30), "30 days"),
            ("none", CeasefireTerm(), "no end"),
            ("{days: 30, most: 2}", CeasefireTerm(30, most=2), "30 days"),
            ("{days: none}", CeasefireTerm(), "no end"),
            ("{says: a month, days: 30}", CeasefireTerm(30), "a month"),
        ],
    )
    def test_a_term_is_a_number_of_days_or_has_no_end(self, term: str, expected: CeasefireTerm, text: str):
        found = ceasefire_of(alone(f"term: {term}", "rates: {collapse: 0.01, renewal: 0.5}"))
        assert found.term == expected
        assert found.said["term"].text == text

    def test_an_issue_settles_the_term_and_a_silent_option_has_no_end(self):
        assert ceasefire_of(EVERYTHING).term == CeasefireTerm(
            None, "term", {"one": None, "two": 30, "three": None}, most=3
        )

    def test_the_numbers_of_a_quantity_are_days_themselves(self):
        issues = "y: {from: 0, to: 60, step: 20, also: [open], status_quo: open}"
        text = with_issues(
            "package: {y: 20}",
            "term: {issue: y, days: {0: none, 40..60: 50, open: none}}",
            "rates: {renewal: 0.5, collapse: 1}",
        )
        text = text.replace("y: {from: 0, to: 2, step: 1}", issues).replace("2: 100}}", "60: 100, open: 100}}")
        text = text.replace("2: 0}}", "60: 0, open: 0}}")
        assert ceasefire_of(text).term.by_option == {"0": None, "20": 20, "40": 50, "60": 50, "open": None}

    def test_what_is_not_said_is_absent(self):
        found = ceasefire_of(alone("monitor: ", "scope: ~", "rates: {collapse: 0.01}"))
        assert found.said == {}
        assert found.term == CeasefireTerm()
        assert (found.several, found.general, found.mechanism, found.horizon) == (True, True, None, 180)

    @pytest.mark.parametrize("element", ["none", "Nothing", '"no"'])
    def test_none_may_mean_two_things(self, element: str):
        assert refused(alone(f"monitor: {element}", "rates: {collapse: 0.01}")) == [("not-said", "ceasefire.monitor")]

    def test_a_date_in_another_notation_is_no_text(self):
        assert refused(alone("start: 18.3.2025", "rates: {collapse: 0.01}")) == [("not-a-date", "ceasefire.start")]

    def test_a_package_is_a_proposal_or_options(self):
        assert ceasefire_of(EVERYTHING).package == {"wage": "2", "place": "there"}
        offer = "\nproposals: {Offer: {package: {x: l, y: 1}}}"
        assert ceasefire_of(with_issues("package: Offer", "rates: {collapse: 0.01}") + offer).package == "Offer"


class TestNumbers:
    def test_numbers_are_flat_and_groups_may_stand_for_all(self):
        found = ceasefire_of(EVERYTHING)
        assert found.rates["accident"] == span("0.2", "1", driver="front")
        assert found.rates["strain_violation"] == point("0.5")
        assert found.rates["supersession"] == span("0", "0.002")
        assert found.rates["collapse_suspended"] == span("0.02", "0.1", driver="front", against=True)
        assert {"renewal_holding", "renewal_strained", "renewal_suspended"} < found.rates.keys()
        assert found.rates["detection"].provenance == Provenance(("S1", "S2"), "us", "moderate", "seen from far")
        assert found.violation["B"].likely == Fraction(1, 10)
        assert found.rates.keys() <= {*CEASEFIRE_NUMBERS, *CEASEFIRE_GROUPS}

    def test_changes_are_read_in_order(self):
        first, second, third, fourth = ceasefire_of(EVERYTHING).changes
        about = Provenance(("S2",), "us", "moderate")
        assert first == RateChange(
            Condition({"place": ("here", "there"), "wage": ("2..8",)}),
            0,
            {"detection": Estimate(Fraction(7, 10), Fraction(19, 20), provenance=about)},
            {"A": Estimate(Fraction(0), Fraction(1, 10), provenance=about)},
            {},
            Provenance(("S2",), "us", "moderate", "a monitor"),
        )
        assert set(second.times) == {"strain_violation", "collapse", "renewal"}
        assert second.times["collapse"].provenance.confidence == "high"
        assert (third.when, third.from_day, list(third.times)) == (None, 10, ["accident"])
        assert third.rates["detection"].provenance.confidence == "low"
        assert (fourth.from_day, list(fourth.rates)) == (20, ["strain"])

    def test_stakes_and_measures_are_read(self):
        found = ceasefire_of(EVERYTHING)
        assert found.stakes["A"] == CeasefireStakes(span("0", "10"), span("5", "20"), point("3"))
        assert found.stakes["B"].scale == Estimate(Fraction(0), Fraction(0), provenance=OURS)
        watch = found.measures["watch"]
        assert watch == Measure(
            "watch", {"detection": point("0.95"), "collapse_suspended": point("0.01")}, "A mission", OURS
        )
        assert found.measures["talk"].provenance.note == "by phone"

    def test_every_number_can_be_written(self):
        single = {name for name in CEASEFIRE_NUMBERS if not any(name in group for group in CEASEFIRE_GROUPS.values())}
        assert set(RatesModel.names()) == {*single, *CEASEFIRE_GROUPS, "violation"}
        assert set(TimesModel.names()) == {*single, *CEASEFIRE_GROUPS}
        assert set(MeasuredModel.names()) == {*single, *CEASEFIRE_GROUPS} - {"renewal"}

    def test_every_number_is_listed_under_the_path_by_which_draws_name_it(self):
        numbers = {
            each.path: each for each in numbers_of(read_text(EVERYTHING).case) if each.path.startswith("ceasefire.")
        }
        words = {path: (each.kind, each.party, each.option, each.words) for path, each in numbers.items()}
        assert words["ceasefire.rates.accident"] == ("ceasefire rate", "", "accidents", "0.2 to 1")
        assert words["ceasefire.rates.violation.B"] == (
            "ceasefire rate",
            "B",
            "violations open to B",
            "0 to 0.3, most likely 0.1",
        )
        assert words["ceasefire.rates.supersession"][2] == "supersession in any state"
        assert words["ceasefire.rates.renewal.strained"] == (
            "ceasefire chance",
            "",
            "renewal when strained",
            "0.3 to 0.6",
        )
        assert words["ceasefire.changes.term: three.times.collapse"] == (
            "ceasefire factor",
            "",
            "collapse in any state (term: three)",
            "0.4 to 0.8",
        )
        assert words["ceasefire.changes.from day 10.rates.detection"][2] == "detection of an incident (from day 10)"
        place = "ceasefire.changes.place: here or there, wage: 2..8.rates.violation.A"
        assert words[place][1] == "A"
        assert words["ceasefire.stakes.A.loss"] == ("ceasefire stake", "A", "loss of a named violator", "5 to 20")
        assert words["ceasefire.measures.watch.rates.detection"][2] == "detection of an incident (with A mission)"
        assert numbers["ceasefire.rates.accident"].drawn_by == "drivers.front"
        assert numbers["ceasefire.rates.supersession"].drawn_by == "ceasefire.rates.supersession"
        assert len(words) == len([each for each in numbers_of(read_text(EVERYTHING).case) if "ceasefire" in each.kind])

    def test_a_factor_of_violations_is_refused_with_what_to_write(self):
        text = alone("changes: [{from_day: 3, times: {violation: 0.5, collapse: 0.5}}]", "rates: {collapse: 0.01}")
        with pytest.raises(CaseError, match="under `rates`"):
            read_text(text)


class TestChecks:
    @pytest.mark.parametrize(
        ("rates", "expected"),
        [
            ("{accident: 1, detection: 0.5, strain: 1}", []),
            ("{accident: 1, detection: 0, strain: 1, collapse: 0.1}", []),
            ("{accident: 0, collapse: 0.1}", []),
            ("{accident: 1, strain: 1, collapse: 0.1}", ["incidents-without-effect"]),
            ("{violation: {north: 1}, detection: 1}", ["incidents-without-effect"]),
            ("{accident: 0..1, violation: {north: 1}}", ["incidents-without-effect"] * 2),
            ("{accident: 1, detection: 0, strain: 1}", ["nothing-can-happen"]),
            ("{accident: 1, detection: 1, strain: {accident: 0}}", ["nothing-can-happen"]),
            ("{accident: 0}", ["nothing-can-happen"]),
            ("{collapse: {holding: 0..0.1}}", []),
            ("{supersession: 0.1}", []),
            ("{collapse: {strained: 0.1}}", ["nothing-can-happen"]),
            ("{collapse: {holding: 0.1, strained: 0.1}}", ["unreachable-state"]),
            ("{accident: 1, detection: 0.5, strain: 1, collapse: {suspended: 0.1}}", ["unreachable-state"]),
            ("{accident: 1, detection: 0.5, strain: 1, retaliation: 0.1, collapse: {suspended: 0.1}}", []),
        ],
    )
    def test_numbers_have_to_lead_somewhere(self, rates: str, expected: list[str]):
        text = alone(f"rates: {rates}")
        try:
            found = read_text(text).faults
        except CaseError as error:
            found = error.faults
        assert [fault.code for fault in found] == expected

    def test_rates_that_are_not_given_are_missed_at_the_section(self):
        with pytest.raises(CaseError) as caught:
            read_text("case: Truce\nparties: [north]\nceasefire:\n  term: none\n")
        assert [(fault.code, fault.line) for fault in caught.value.faults] == [("nothing-can-happen", 3)]

    @pytest.mark.parametrize(
        ("term", "renewal", "expected"),
        [
            ("30", "", ["missing-renewal"]),
            ("30", ", renewal: {holding: 0.5}", []),
            ("{days: 30, most: 1}", "", []),
            ("{days: 30, most: 1}", ", renewal: 0.5", ["idle-renewal"]),
            ("{days: 30, most: 2}", ", renewal: 0", []),
            ("none", ", renewal: 0.5", ["idle-renewal"]),
            ("none", "", []),
        ],
    )
    def test_a_chance_of_renewal_belongs_to_a_term_that_may_be_renewed(
        self, term: str, renewal: str, expected: list[str]
    ):
        text = alone(f"term: {term}", f"rates: {{collapse: 0.01{renewal}}}")
        try:
            found = read_text(text).faults
        except CaseError as error:
            found = error.faults
        assert [fault.code for fault in found] == expected

    def test_a_chance_of_renewal_may_stand_in_a_change_alone(self):
        changes = "changes: [{from_day: 10, rates: {renewal: 0.5}}]"
        assert read_text(alone("term: 30", changes, "rates: {collapse: 0.01}")).faults == ()

    @pytest.mark.parametrize(
        ("measure", "idle"),
        [
            ("{detection: 0.5}", True),
            ("{detection: 0.4..0.6}", False),
            ("{attribution: 0}", True),
            ("{strain: 1}", True),
        ],
    )
    def test_a_measure_has_to_change_something(self, measure: str, *, idle: bool):
        text = alone("rates: {accident: 1, detection: 0.5, strain: 1}", f"measures: {{watch: {{rates: {measure}}}}}")
        assert [fault.code for fault in read_text(text).faults] == ["idle-measure"] * idle

    def test_a_measure_may_bring_back_what_a_change_takes(self):
        text = alone(
            "rates: {accident: 1, detection: 0.5, strain: 1}",
            "changes: [{from_day: 3, rates: {detection: 0.1}}]",
            "measures: {watch: {rates: {detection: 0.5}}}",
        )
        assert read_text(text).faults == ()

    def test_a_factor_may_multiply_what_only_a_change_gives(self):
        changes = "changes: [{from_day: 5, rates: {accident: 1}}, {from_day: 9, times: {accident: 0.5}}]"
        text = alone("rates: {collapse: 0.01, detection: 1, strain: 0.1}", changes)
        assert read_text(text).faults == ()
        assert refused(text.replace("{accident: 1}", "{resolution: 1}")) == [
            ("factor-of-nothing", "ceasefire.changes[1].times.accident")
        ]

    def test_the_package_may_be_left_out_where_no_issue_matters(self):
        assert read_text(with_issues("term: none", "rates: {collapse: 0.01}")).faults == ()
        text = with_issues("scope: {issue: x}", "rates: {collapse: 0.01}")
        assert refused(text) == [("ceasefire-without-package", "ceasefire")]
        assert refused(text.replace("scope", "package: {y: 1}\n  scope")) == [
            ("unsettled-ceasefire", "ceasefire.package")
        ]
        assert read_text(text.replace("scope", "package: {x: l}\n  scope")).faults == ()

    def test_an_issue_with_a_status_quo_need_not_be_settled(self):
        text = with_issues("package: {y: 1}", "scope: {issue: x}", "rates: {collapse: 0.01}")
        text = text.replace("x: [l, r],", "x: {options: [l, r], status_quo: l},")
        assert [fault.code for fault in read_text(text).faults] == []

    def test_a_source_may_be_cited_anywhere_in_it_and_must_not_be_later(self):
        text = alone("monitor: {says: a mission, source: S}", "rates: {collapse: 0.01}")
        text += "\nas_of: 2025-03-17\nsources: {S: {date: 2025-03-10}}\n"
        assert read_text(text).faults == ()
        assert refused(text.replace("03-10", "03-18")) == [("hindsight", "sources.S.date")]


class TestAlone:
    def test_a_ceasefire_needs_neither_issues_nor_preferences(self):
        case = read_text(CEASEFIRE_ALONE).case
        assert (dict(case.issues), dict(case.preferences)) == ({}, {})
        assert case.ceasefire is not None
        assert case.ceasefire.violation == {"north": Estimate.point(Fraction(1, 10))}

    @pytest.mark.parametrize("section", ["issues: {x: [l, r]}", "preferences: {north: unknown}"])
    def test_one_of_the_two_asks_for_the_other(self, section: str):
        assert "missing-section" in [code for code, _ in refused(f"{CEASEFIRE_ALONE}{section}\n")]

    def test_what_speaks_of_issues_is_a_fault_then(self):
        text = alone(
            "package: Offer",
            "scope: {issue: x}",
            "changes: [{if: {y: 1}, rates: {collapse: 1}}]",
            "rates: {collapse: 0.01}",
        )
        assert refused(text) == [
            ("unknown-proposal", "ceasefire.package"),
            ("unknown-issue", "ceasefire.scope.issue"),
            ("unknown-issue", "ceasefire.changes[0].if.y"),
        ]

    def test_a_ceasefire_left_empty_is_none(self):
        assert read_text(f"{MINIMAL}ceasefire: \n").case.ceasefire is None


class TestWriting:
    @pytest.mark.parametrize("text", [EVERYTHING, CEASEFIRE_ALONE], ids=["everything", "alone"])
    def test_what_is_written_back_reads_the_same(self, text: str):
        read = read_text(text)
        assert read_text(written_out(plain(read.root))).case == read.case

    def test_a_part_of_it_can_be_replaced(self):
        read = read_text(EVERYTHING)
        changed = cast("Ceasefire", replaced(read, {"ceasefire.rates.detection": "0.2"}).case.ceasefire)
        assert changed.rates["detection"].central == Fraction(1, 5)
        with pytest.raises(CaseError, match=r"ceasefire\.package\.place: The issue `place` has no option `far`"):
            replaced(read, {"ceasefire.package.place": "far"})


LOG = "arrangement,claimant,date,count\ntruce,north,2025-03-10,2\n"


class TestLog:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "case.yaml").write_text(alone("incidents: log.csv", "arrangement: truce", "rates: {collapse: 1}"))
        (tmp_path / "log.csv").write_text(LOG)
        return tmp_path

    def test_it_is_read_with_the_case(self, folder: Path):
        found = read_case(folder)
        assert found.incidents is not None
        assert [report.count for report in found.incidents.reports] == [2]
        assert found.case.ceasefire is not None
        assert (found.case.ceasefire.incidents, found.case.ceasefire.arrangement) == ("log.csv", "truce")

    def test_one_in_which_nothing_is_written_yet_names_no_arrangement(self, folder: Path):
        (folder / "log.csv").write_text(LOG.partition("\n")[0] + "\n")
        found = read_case(folder)
        assert found.incidents is not None
        assert found.incidents.reports == ()

    def test_its_bytes_count_in_the_hash(self, folder: Path):
        before = read_case(folder).sha256
        (folder / "log.csv").write_text(LOG.replace(",2\n", ",3\n"))
        assert read_case(folder).sha256 != before

    def test_it_is_not_looked_for_where_the_case_is_no_file(self):
        found = read_text(alone("incidents: log.csv", "rates: {collapse: 1}"))
        assert (found.incidents, found.faults) == (None, ())

    def test_it_may_not_lie_elsewhere(self, folder: Path):
        (folder / "case.yaml").write_text(alone("incidents: ../log.csv", "rates: {collapse: 1}"))
        with pytest.raises(LimitError, match="lies elsewhere"):
            read_case(folder)

    @pytest.mark.parametrize(
        ("day", "known"), [("2025-03-09", False), ("2025-03-10", True), ("2025-03", True), ("2025-02", False)]
    )
    def test_its_rows_may_not_be_later_than_the_case(self, folder: Path, day: str, *, known: bool):
        with (folder / "case.yaml").open("a") as file:
            file.write(f"\nas_of: {day}\n")
        if known:
            assert read_case(folder).faults == ()
            return
        with pytest.raises(CaseError) as caught:
            read_case(folder)
        assert [(fault.code, Path(fault.file).name, fault.line) for fault in caught.value.faults] == [
            ("hindsight", "log.csv", 2)
        ]

    def test_a_period_ends_on_its_last_day(self, folder: Path):
        head = "arrangement,claimant,period_start,period_end,count\n"
        (folder / "log.csv").write_text(f"{head}truce,north,2025-03-10,2025-03-17,4\n")
        with (folder / "case.yaml").open("a") as file:
            file.write("\nas_of: 2025-03-17\n")
        assert read_case(folder).faults == ()
        (folder / "log.csv").write_text(f"{head}truce,north,2025-03-10,2025-03-18,4\n")
        with pytest.raises(CaseError, match="later than the case"):
            read_case(folder)

    def test_no_day_from_which_it_is_in_force_may_be_later_than_the_case(self, folder: Path):
        head = "arrangement,claimant,period_start,period_end,count,in_force_from\n"
        (folder / "log.csv").write_text(f"{head}truce,north,2025-03-10,2025-03-17,4,2025-03-16\n")
        with (folder / "case.yaml").open("a") as file:
            file.write("\nas_of: 2025-03-15\n")
        with pytest.raises(CaseError) as caught:
            read_case(folder)
        assert [(fault.code, fault.line, "in_force_from" in fault.message) for fault in caught.value.faults] == [
            ("hindsight", 2, True),
            ("hindsight", 2, False),
        ]

    def test_accused_who_are_no_party_are_warned_of_once(self, folder: Path):
        rows = ("truce,north,2025-03-10,suoth", "truce,north,2025-03-11,suoth", "other,north,2025-03-11,them")
        rows = ("arrangement,claimant,date,accused", *rows, "truce,north,2025-03-11,south", "truce,north,2025-03-12,")
        (folder / "log.csv").write_text("\n".join(rows))
        (fault,) = read_case(folder).faults
        assert (fault.code, fault.severity, Path(fault.file).name, fault.line) == (
            "unknown-accused",
            "warning",
            "log.csv",
            2,
        )
        assert fault.remedy == "Did you mean `south`?"

    def test_a_row_in_the_first_minute_of_the_calendar_is_no_later(self, folder: Path):
        (folder / "log.csv").write_text(LOG.replace("2025-03-10", "0001-01-01T00:00"))
        with (folder / "case.yaml").open("a") as file:
            file.write("\nas_of: 2025-03-17\n")
        assert read_case(folder).faults == ()

    def test_an_arrangement_without_a_log_is_refused(self):
        assert refused(alone("arrangement: truce", "rates: {collapse: 1}")) == [
            ("missing-key", "ceasefire.arrangement")
        ]


@pytest.mark.parametrize(
    ("many", "limit"),
    [
        ("changes: [" + ", ".join(["{from_day: 3, rates: {collapse: 1}}"] * 501) + "]", "501 changes"),
        ("measures: {" + ", ".join(f"m{i}: {{rates: {{collapse: 1}}}}" for i in range(65)) + "}", "65 measures"),
    ],
)
def test_there_are_limits(many: str, limit: str) -> None:
    with pytest.raises(LimitError, match=limit):
        read_text(alone(many, "rates: {collapse: 0.01}"))


def test_an_outline_does_not_ask_for_a_sound_ceasefire_or_chances(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(f"{MINIMAL}ceasefire: {{rates: {{collapse: 5..1}}}}\nkept: {{is: 7}}\n")
    assert list(read_outline(file).issues) == ["x", "y"]


def test_each_element_is_an_entry_of_the_section() -> None:
    for element in cast("tuple[Element, ...]", ("scope", "renewal", "verification", "attribution", "sanction")):
        found = ceasefire_of(alone(f"{element}: {{says: as told, readings: [one, two]}}", "rates: {collapse: 0.01}"))
        assert found.said[element] == SaidOf("as told", readings=("one", "two"))


@pytest.mark.parametrize(
    ("start", "horizon"),
    [
        ("9999-12-31", 1),
        ("9999-07-05", 180),
        ("{on: 9999-12-31}", 1),
        ("{says: at once, readings: [2025-03-18, 9999-12-31]}", 1),
    ],
)
def test_a_horizon_beyond_the_calendar_is_refused(start: str, horizon: int):
    case = alone(f"start: {start}", f"horizon: {horizon}", "term: {days: 1, most: 1}", "rates: {collapse: 1}")
    assert refused(case) == [("ceasefire-beyond-calendar", "ceasefire.start")]


def test_a_horizon_on_the_last_day_of_the_calendar_is_followed():
    case = read_text(
        alone("start: 9999-12-01", "horizon: 30", "term: {days: 30, most: 1}", "rates: {collapse: 1}")
    ).case
    (start,) = analyse_ceasefire(case, past_ceasefires(), Draws(0, 0)).starts
    assert start.ends == (date(9999, 12, 31),)
