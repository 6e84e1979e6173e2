"""Frozen answers: question, method, exactness, parameters, answer, witness. Standard library only."""

from detente.results.deal import (
    Analysis,
    Block,
    Conflict,
    Deal,
    FirmOnly,
    Frontier,
    Outcome,
    Package,
    Pair,
    ProposalResult,
    Solutions,
    Space,
    ZeroSumness,
)
from detente.results.uncertainty import Candidate, Influence, Spread, Uncertainty

__all__ = [
    "Analysis",
    "Block",
    "Candidate",
    "Conflict",
    "Deal",
    "FirmOnly",
    "Frontier",
    "Influence",
    "Outcome",
    "Package",
    "Pair",
    "ProposalResult",
    "Solutions",
    "Space",
    "Spread",
    "Uncertainty",
    "ZeroSumness",
]
