"""How long a truce of March 2025 would hold: where the numbers come from, and that the pages say what comes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from detente import catalog
from detente.analyses.ceasefire import analyse_ceasefire
from detente.analyses.followed import Followed, ranged
from detente.case import Case, Ceasefire, DateSpan, Estimate, option_text
from detente.ensemble import Draws
from detente.problem.ceasefires import Truce
from detente.results import CeasefireOutlook
from detente.results.ceasefire_worth import Improvement, Ranged
from detente.solvers.ceasefire.dates import Calendar
from detente.solvers.ceasefire.rates import seen

CASE = "ukraine-2025"
PAGES = Path(__file__).parents[3] / "docs" / "cases"
DRAWS = Draws(0, 500)
DAYS = (7, 14, 30, 60, 90, 180)
ENERGY = {"truce scope": "energy and infrastructure", "truce term": "30 days extendable"}


def ceasefire_of(case: Case) -> Ceasefire:
    assert case.ceasefire is not None
    return case.ceasefire


@pytest.fixture(scope="module")
def jeddah(case: Case) -> CeasefireOutlook:
    return analyse_ceasefire(replace(case, outcome=None), catalog.past_ceasefires(), DRAWS)


@pytest.fixture(scope="module")
def energy(case: Case) -> CeasefireOutlook:
    """Return what the chain says of the truce that came about, with the two days from which it was counted."""
    days = tuple(DateSpan(day, day) for day in (date(2025, 3, 18), date(2025, 3, 25)))
    said = {element: each for element, each in ceasefire_of(case).said.items() if element != "start"}
    asked = replace(case, outcome=None, ceasefire=replace(ceasefire_of(case), starts=days, said=said))
    return analyse_ceasefire(asked, catalog.past_ceasefires(), DRAWS, package=ENERGY)


def section(page: str, heading: str) -> str:
    text = (PAGES / page).read_text(encoding="utf-8").split(heading, maxsplit=1)[1]
    return text.split("\n### ")[0].split("\n## ")[0]


def tables(page: str, heading: str) -> list[list[tuple[str, ...]]]:
    """Return the rows of each table of a section, without its head."""
    blocks = [block.splitlines() for block in section(page, heading).split("\n\n") if block.startswith("|")]
    return [[tuple(cell.strip() for cell in line.strip("|").split("|")) for line in block[2:]] for block in blocks]


def shown(rows: list[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def per_cent(number: Ranged) -> str:
    assert number.low is not None
    assert number.high is not None
    return f"{100 * number.central:.0f} ({100 * number.low:.0f} to {100 * number.high:.0f})"


def more(number: Ranged, unit: float = 1) -> str:
    assert number.low is not None
    assert number.high is not None
    parts = [f"{unit * each:+.1f}".replace("-", "−") for each in (number.central, number.low, number.high)]
    return f"{parts[0]} ({parts[1]} to {parts[2]})"


def numbers(ceasefire: Ceasefire) -> Iterator[Estimate]:
    """Yield every number of the section."""
    for part in (ceasefire.rates, ceasefire.violation):
        yield from part.values()
    for change in ceasefire.changes:
        for part in (change.rates, change.violation, change.times):
            yield from part.values()
    for stakes in ceasefire.stakes.values():
        yield from (stakes.gain, stakes.loss, stakes.scale)
    for measure in ceasefire.measures.values():
        yield from measure.rates.values()


class TestSection:
    def test_each_number_is_a_range_of_ours_with_a_reason(self, case: Case):
        given = list(numbers(ceasefire_of(case)))
        assert len(given) == 50
        for estimate in given:
            assert estimate.low < estimate.high
            assert estimate.provenance.by == "illustrative, analyst-assigned"
            assert estimate.provenance.confidence == "low"
            assert estimate.provenance.note
            assert estimate.provenance.sources

    def test_what_its_terms_leave_unsaid(self, case: Case, jeddah: CeasefireOutlook):
        status = {said.element: said.status for said in jeddah.terms}
        assert {element for element, each in status.items() if each == "missing"} == {
            "monitor",
            "verification",
            "attribution",
            "sanction",
            "consultation",
        }
        assert status["start"] == "ambiguous"
        assert not {"verification", "attribution"} & set(ceasefire_of(case).said), "no issue settles them"

    def test_only_those_terms_matter_that_the_case_argues(self, case: Case):
        assert Truce.of(case).issues == (
            "monitoring",
            "consultation",
            "guarantees",
            "frozen assets",
            "truce term",
            "truce scope",
        )

    def test_no_count_of_other_truces_updates_it(self, case: Case, jeddah: CeasefireOutlook):
        assert ceasefire_of(case).incidents == ""
        assert jeddah.log is None

    def test_how_far_a_word_is_relied_on_moves_what_ends_and_renews_it(self, case: Case):
        rates = ceasefire_of(case).rates
        moved = {name: estimate.against for name, estimate in rates.items() if estimate.driver == "trust"}
        assert moved == {
            "retaliation": True,
            "resumption": False,
            "collapse_holding": True,
            "collapse_strained": True,
            "collapse_suspended": True,
            "renewal_holding": False,
            "renewal_strained": False,
            "renewal_suspended": False,
        }


class TestReasons:
    def test_grave_incidents_are_reckoned_from_what_observers_counted(self, case: Case):
        accident = ceasefire_of(case).rates["accident"]
        observed = 256 / 12
        assert case.sources["S52"].note.startswith("256 ")
        least, most = (3 * observed * share for share in (1 / 100, 1 / 50))
        assert (round(least, 1), round(most, 1)) == (0.6, 1.3)
        assert accident.low < least < most < accident.high

    def test_past_truces_are_as_the_reasons_say(self, case: Case):
        (month,) = (
            each
            for each in catalog.past_ceasefires().classes
            if each.name == "term of 28-31 days, agreed by several sides"
        )
        (partial_ones,) = (each for each in catalog.past_ceasefires().classes if each.name.startswith("partial"))
        for past, on, of in ((month, 18, 26), (partial_ones, 39, 111)):
            assert (past.ends.extended, past.ends.extended + past.ends.expired) == (on, of)
        renewal = ceasefire_of(case).rates["renewal_holding"]
        assert renewal.low < 18 / 26 < renewal.central
        (change,) = (each for each in ceasefire_of(case).changes if "truce scope" in str(each.when))
        assert change.rates["renewal_holding"].low <= 39 / 111 < change.rates["renewal_holding"].central

    def test_strains_are_settled_in_days_as_delegations_met(self, case: Case):
        first, second = (case.sources[name].date for name in ("F05", "F06"))
        assert first
        assert second
        assert (second.first - first.first).days == 9
        resolution = ceasefire_of(case).rates["resolution"]
        assert resolution.low < 1 / 9 < resolution.high


class TestAnswers:
    def test_to_see_more_alone_does_harm_and_to_settle_helps_most(self, jeddah: CeasefireOutlook):
        adds = {measure.name: measure.adds for measure in jeddah.measures}
        assert adds["monitor"].shorter_draws == DRAWS.count
        assert 0 < adds["inquiry"].shorter_draws < DRAWS.count
        assert adds["consultation"].shorter_draws == 0
        assert max(adds, key=lambda name: adds[name].days.central) == "consultation"
        (monitor,) = (measure for measure in jeddah.measures if measure.name == "monitor")
        harm = {path.path for path in monitor.paths if path.days.central < 0}
        assert harm == {"accidents", "violations"}

    def test_it_lies_between_two_classes_of_the_past(self, jeddah: CeasefireOutlook):
        (here,) = (each for each in catalog.past_ceasefires().classes if each.country == "Ukraine")
        (day,) = (each for each in jeddah.reference.days if each.day == 30)
        assert day.model is not None
        assert here.no_violent_end[30] < day.model.central < day.past
        assert day.outside


class TestPage:
    PAGE, HEADING = "ukraine-2025.md", "### How long would the truce hold"

    def test_the_course(self, jeddah: CeasefireOutlook):
        rows: list[tuple[str, ...]] = []
        for day in DAYS:
            each = jeddah.curve[day]
            ends = [per_cent(each.shares[name]) for name in ("collapsed", "lapsed", "superseded")]
            rows.append((str(day), per_cent(each.in_force), *ends))
        assert tables(self.PAGE, self.HEADING)[0] == rows, shown(rows)

    def test_past_ones_beside_it(self, jeddah: CeasefireOutlook):
        (here,) = (each for each in catalog.past_ceasefires().classes if each.country == "Ukraine")
        rows: list[tuple[str, ...]] = []
        for day in jeddah.reference.days:
            assert day.model is not None
            bounds = f"{100 * day.past:.0f} ({100 * day.between[0]:.0f} to {100 * day.between[1]:.0f})"
            rows.append((str(day.day), bounds, f"{100 * here.no_violent_end[day.day]:.0f}", per_cent(day.model)))
        assert tables(self.PAGE, self.HEADING)[1] == rows, shown(rows)

    def test_what_would_help(self, jeddah: CeasefireOutlook):
        def row(name: str, adds: Improvement) -> tuple[str, ...]:
            return name, more(adds.days), more(adds.collapsed, 100), str(adds.shorter_draws)

        assert jeddah.together is not None
        rows = [row(measure.title, measure.adds) for measure in jeddah.measures]
        rows.append(row("all three", jeddah.together))
        for change in jeddah.changes:
            if not change.barred:
                options = " or ".join(map(option_text, (change.option, *change.same)))
                rows.append(row(f"{change.issue}: {options}", change.adds))
        assert tables(self.PAGE, self.HEADING)[2] == rows, shown(rows)

    def test_the_figures_of_the_text(self, jeddah: CeasefireOutlook):
        text = " ".join(section(self.PAGE, self.HEADING).split())
        days = jeddah.days_in_force
        assert f"{days.central:.0f} of 180 days ({days.low:.0f} to {days.high:.0f})" in text
        parts = [f"{jeddah.days_in[state].central:.0f}" for state in ("holding", "strained", "suspended")]
        assert f"{parts[0]} of them holding, {parts[1]} strained and {parts[2]} suspended" in text


class TestBackTest:
    PAGE, HEADING = "ukraine-2025-back-test.md", "## Would it have held"

    def test_it_asks_about_what_came_about(self, case: Case):
        assert case.outcome is not None
        assert dict(case.outcome.package) == ENERGY

    def test_what_the_chain_expected(self, energy: CeasefireOutlook):
        rows: list[tuple[str, ...]] = []
        for day in (14, 29, 30, 60):
            shares = energy.curve[day].shares
            rows.append((str(day), *(per_cent(shares[name]) for name in energy.curve[day].shares)))
        assert tables(self.PAGE, self.HEADING)[0] == rows, shown(rows)

    def test_the_two_first_days(self, energy: CeasefireOutlook):
        ends = {str(reading.start): str(reading.ends[0]) for reading in energy.starts}
        assert ends == {"2025-03-18": "2025-04-17", "2025-03-25": "2025-04-24"}
        text = " ".join(section(self.PAGE, self.HEADING).split())
        assert "17 April by the first and 24 April by the second" in text

    def test_incidents_beside_claims(self, case: Case):
        followed = Followed(Truce.of(replace(case, outcome=None), ENERGY), DRAWS)
        central, drawn = followed.calendars().each(partial(noticed, 30))
        found = ranged(central, drawn)
        assert found.low is not None
        assert found.high is not None
        claims = {
            (report.claimant, report.accused): report.count
            for report in catalog.violation_claims().reports
            if report.arrangement == "energy moratorium" and report.qualifier == "more than"
        }
        text = " ".join(section(self.PAGE, self.HEADING).split())
        assert f"{found.central:.0f} grave incidents in thirty days ({found.low:.0f} to {found.high:.0f})" in text
        assert claims["Ukraine MFA", "Russia"] == 30
        assert claims["Russia UN mission", "Ukraine"] == 120


def noticed(days: int, calendar: Calendar) -> np.ndarray:
    """Return how many incidents would be noticed in so many days."""
    rates = calendar.phases[0].rates
    known = seen(rates)
    used = rates.of("violation") * (1 if rates.stakes is None else rates.stakes.used(known.caught))
    return days * (rates.of("accident") * known.accidents + used.sum(axis=-1) * known.violations)
