"""Frozen answers: question, method, exactness, parameters, answer, witness. Standard library only."""

from detente.results.backtest import BackTest, Comparison
from detente.results.comparison import Compared, Named, Room, SideBySide
from detente.results.consent import ConsentSet, Seated
from detente.results.deadlock import Conflict, Deadlock, Relaxation, Way
from detente.results.deal import (
    Analysis,
    Deal,
    FirmOnly,
    Frontier,
    Pair,
    ProposalResult,
    Solutions,
    Space,
    ZeroSumness,
)
from detente.results.difference import Alone, Change, Difference, Followed, Shift, Side
from detente.results.discussed import Ask, Conditioned, Discussed, Stake
from detente.results.division import Coalition, Division, Item, SharedOut, SidePayments, Split, WholeItems
from detente.results.leverage import BreakEven, Cheapest, Leverage, MovedPackage, Push, Staircase, ZopaUnder
from detente.results.lottery import Lotteries, Lottery, LotteryPart
from detente.results.outcome import Block, Bypassed, Outcome, Package, differing_issues
from detente.results.ratification import (
    Agreement,
    BlocVote,
    Ratification,
    RatifiedPackage,
    StepOrder,
    Tightened,
    Vote,
    WinSet,
)
from detente.results.refinement import Refinement, RefinementRound
from detente.results.trades import Hardening, Insistence, Leeway, Trade, Trades
from detente.results.uncertainty import Candidate, GainEffect, Influence, Sobol, Spread, Uncertainty

__all__ = [
    "Agreement",
    "Alone",
    "Analysis",
    "Ask",
    "BackTest",
    "BlocVote",
    "Block",
    "BreakEven",
    "Bypassed",
    "Candidate",
    "Change",
    "Cheapest",
    "Coalition",
    "Compared",
    "Comparison",
    "Conditioned",
    "Conflict",
    "ConsentSet",
    "Deadlock",
    "Deal",
    "Difference",
    "Discussed",
    "Division",
    "FirmOnly",
    "Followed",
    "Frontier",
    "GainEffect",
    "Hardening",
    "Influence",
    "Insistence",
    "Item",
    "Leeway",
    "Leverage",
    "Lotteries",
    "Lottery",
    "LotteryPart",
    "MovedPackage",
    "Named",
    "Outcome",
    "Package",
    "Pair",
    "ProposalResult",
    "Push",
    "Ratification",
    "RatifiedPackage",
    "Refinement",
    "RefinementRound",
    "Relaxation",
    "Room",
    "Seated",
    "SharedOut",
    "Shift",
    "Side",
    "SideBySide",
    "SidePayments",
    "Sobol",
    "Solutions",
    "Space",
    "Split",
    "Spread",
    "Staircase",
    "Stake",
    "StepOrder",
    "Tightened",
    "Trade",
    "Trades",
    "Uncertainty",
    "Vote",
    "Way",
    "WholeItems",
    "WinSet",
    "ZeroSumness",
    "ZopaUnder",
    "differing_issues",
]
