"""What the draws say, as JSON: nothing in it depends on how many processes shared them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from detente.io.kept import kept_draws_document
from detente.io.packages import Json, package_document
from detente.results import Candidate, Spread, Uncertainty

__all__ = ["candidate_document", "uncertainty_document"]


def uncertainty_document(uncertainty: Uncertainty) -> Json:
    """Return the answer over draws of the ranges as JSON."""
    return {
        "zopa_share": uncertainty.zopa_share,
        "zopa_draws": uncertainty.zopa_draws,
        "necessary": uncertainty.some_necessary,
        "evpi": uncertainty.evpi,
        "inputs": uncertainty.inputs,
        "candidates": uncertainty.candidates,
        "solutions": {name: _spreads(gains) for name, gains in uncertainty.solutions.items()},
        "solution_draws": uncertainty.solution_draws,
        "packages": [candidate_document(candidate) for candidate in uncertainty.packages],
        "influences": [asdict(influence) for influence in uncertainty.influences],
        "gains_of": uncertainty.gains_of,
        "assumptions": list(uncertainty.assumptions),
        "stakes": {party: _spreads(stakes) for party, stakes in uncertainty.stakes.items()},
        "sobol": None if uncertainty.sobol is None else [asdict(index) for index in uncertainty.sobol],
        "kept": None if uncertainty.kept is None else kept_draws_document(uncertainty.kept, uncertainty.draws),
    }


def candidate_document(candidate: Candidate) -> Json:
    """Return a scored package as JSON."""
    return {
        "package": package_document(candidate.package),
        "labels": list(candidate.labels),
        "share": candidate.share,
        "accepts": dict(candidate.accepts),
        "gain": _spreads(candidate.gain),
        "possible": candidate.possible,
        "necessary": candidate.necessary,
    }


def _spreads(spreads: Mapping[str, Spread]) -> Json:
    return {name: asdict(spread) for name, spread in spreads.items()}
