"""Frozen answers: question, method, exactness, parameters, answer, witness. Standard library only."""

from detente.results.backtest import BackTest, Comparison
from detente.results.comparison import Compared, Named, Room, SideBySide
from detente.results.deal import (
    Analysis,
    Conflict,
    Deal,
    FirmOnly,
    Frontier,
    Pair,
    ProposalResult,
    Solutions,
    Space,
    ZeroSumness,
)
from detente.results.discussed import Ask, Discussed, Stake
from detente.results.lottery import Lotteries, Lottery, LotteryPart
from detente.results.outcome import Block, Outcome, Package, differing_issues
from detente.results.uncertainty import Candidate, GainEffect, Influence, Sobol, Spread, Uncertainty

__all__ = [
    "Analysis",
    "Ask",
    "BackTest",
    "Block",
    "Candidate",
    "Compared",
    "Comparison",
    "Conflict",
    "Deal",
    "Discussed",
    "FirmOnly",
    "Frontier",
    "GainEffect",
    "Influence",
    "Lotteries",
    "Lottery",
    "LotteryPart",
    "Named",
    "Outcome",
    "Package",
    "Pair",
    "ProposalResult",
    "Room",
    "SideBySide",
    "Sobol",
    "Solutions",
    "Space",
    "Spread",
    "Stake",
    "Uncertainty",
    "ZeroSumness",
    "differing_issues",
]
