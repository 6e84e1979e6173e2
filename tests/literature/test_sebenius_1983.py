"""Adding and subtracting issues and parties (Sebenius 1983).

Source: James K. Sebenius, Negotiation arithmetic: adding and subtracting issues and parties, International Organization
37(2), 1983, 281-316. It argues in words that what can be agreed depends on who is at the table and what is on it: an
issue added can open a zone where there was none, a party added can close it, and parties left out can end up worse off
than without an agreement. The claims are recalculated on one case of our own. The article was not at hand.

Where it differs from its source: the article has cases from diplomacy and business, and no such numbers.
"""

from __future__ import annotations

import pytest

from detente.analyses import analyse_deal
from detente.case import Case, Table
from detente.io import read_text

TEXT = """
case: Two rivers
parties:
  upper:
  lower:
  downstream: {consent: not required}
issues:
  dam: {options: [none, built], status_quo: none}
  power: {options: [kept, shared], status_quo: kept}
  border: {options: [open question, ceded by lower], status_quo: open question, decided_by: [upper, lower, downstream]}
preferences:
  upper:
    weights: {dam: 50, power: 20, border: 30}
    values: {dam: {none: 0, built: 100}, power: {kept: 100, shared: 0}, border: {open question: 0, ceded by lower: 100}}
    no_deal: 25
  lower:
    weights: {dam: 40, power: 60, border: 0}
    values: {dam: {none: 100, built: 0}, power: {kept: 0, shared: 100}, border: {open question: 50, ceded by lower: 50}}
    no_deal: 45
  downstream:
    weights: {dam: 60, power: 0, border: 40}
    values: {dam: {none: 100, built: 0}, power: {kept: 50, shared: 50}, border: {open question: 100, ceded by lower: 0}}
    no_deal: 70
"""


@pytest.fixture(scope="module")
def case() -> Case:
    return read_text(TEXT).case


def zone(case: Case, *parties: str, issues: tuple[str, ...]) -> bool:
    return analyse_deal(case, table=Table("", parties, issues)).zopa


def test_an_issue_added_opens_a_zone(case: Case):
    assert not zone(case, "upper", "lower", issues=("dam",))
    assert not zone(case, "upper", "lower", issues=("power",))
    assert zone(case, "upper", "lower", issues=("dam", "power"))


def test_a_party_added_closes_it(case: Case):
    parties = {**case.parties, "downstream": type(case.parties["upper"])("downstream")}
    everybody = Case(case.title, parties, case.issues, case.preferences)
    assert not zone(everybody, "upper", "lower", "downstream", issues=("dam", "power"))


def test_an_issue_of_one_who_is_absent_is_no_part_of_the_table(case: Case):
    deal = analyse_deal(case, table=Table("talks", ("upper", "lower")))
    assert deal.seated is not None
    assert deal.seated.issues == ("dam", "power")
    assert deal.seated.beyond == ("border",)


def test_those_left_out_can_be_worse_off_than_without_an_agreement(case: Case):
    deal = analyse_deal(case, table=Table("talks", ("upper", "lower")))
    (nash,) = deal.solutions.nash
    (out,) = nash.bypassed
    assert out.party == "downstream"
    assert out.change is not None
    assert out.change < 0
    assert out.gain is not None
    assert out.gain < 0
