"""What came about beside the analysis, as JSON."""

from __future__ import annotations

from detente.io.packages import Json, outcome_document, package_document, points_document
from detente.io.uncertain import candidate_document
from detente.results import BackTest, Comparison

__all__ = ["back_test_document"]


def back_test_document(back_test: BackTest) -> Json:
    """Return a back-test as JSON."""
    return {
        "agreement": back_test.agreement,
        "listed": back_test.listed,
        "not_listed": back_test.not_listed or None,
        "outcome": None if back_test.outcome is None else outcome_document(back_test.outcome),
        "efficient": back_test.efficient,
        "efficient_acceptable": back_test.efficient_acceptable,
        "better": [outcome_document(outcome) for outcome in back_test.better],
        "comparisons": [_comparison(comparison) for comparison in back_test.comparisons],
        "drawn": None if back_test.drawn is None else candidate_document(back_test.drawn),
        "most": back_test.most,
    }


def _comparison(comparison: Comparison) -> Json:
    return {
        "kind": comparison.kind,
        "name": comparison.name,
        "package": package_document(comparison.package),
        "differs": list(comparison.differs),
        "change": points_document(comparison.change),
    }
