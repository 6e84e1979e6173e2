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

__all__ = [
    "Analysis",
    "Block",
    "Conflict",
    "Deal",
    "FirmOnly",
    "Frontier",
    "Outcome",
    "Package",
    "Pair",
    "ProposalResult",
    "Solutions",
    "Space",
    "ZeroSumness",
]
