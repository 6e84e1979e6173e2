"""The engine's answers against every package written out: 540 seeded cases of 18 kinds, and Hypothesis.

Each test takes one topic; the comparisons are in `oracle.compare` and name every difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from detente.analyses import analyse_deal
from detente.checks import run
from oracle import compare
from oracle.brute import Truth
from oracle.generate import Sample, samples

if TYPE_CHECKING:
    from properties.conftest import Trial


def differing(batch: list[Trial], topic: compare.Topic) -> list[str]:
    return [f"{trial.name}: {found}" for trial in batch for found in topic(trial.deal, trial.truth)]


def test_the_cases_have_no_fault(batch: list[Trial]) -> None:
    """What is compared could stand in a file."""
    found = [finding for trial in batch for finding in run(trial.truth.case) if finding.severity == "error"]
    assert found == []


def test_facts(batch: list[Trial]) -> None:
    """Who decides, no-deal values, numbers of packages, whether there is a deal, ideals."""
    assert differing(batch, compare.facts) == []


def test_frontiers(batch: list[Trial]) -> None:
    """Both frontiers: vectors, packages with their counts, gains and what blocks them."""
    assert differing(batch, compare.frontiers) == []


def test_solutions(batch: list[Trial]) -> None:
    """Nash, Kalai-Smorodinsky, egalitarian and utilitarian, each with all ties."""
    assert differing(batch, compare.solutions) == []


def test_firm_red_lines_only(batch: list[Trial]) -> None:
    assert differing(batch, compare.firm_only) == []


def test_opposition_and_zero_sumness(batch: list[Trial]) -> None:
    assert differing(batch, compare.contests) == []


def test_proposals(batch: list[Trial]) -> None:
    assert differing(batch, compare.proposals) == []


def test_conflicts_are_minimal(batch: list[Trial]) -> None:
    assert differing(batch, compare.conflicts) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(samples())
def test_any_small_case(sample: Sample) -> None:
    deal = analyse_deal(sample.case, count=sample.count)
    assert compare.differences(deal, Truth(sample.case, sample.count)) == []
