"""One file per question: check, compile, solve, map back."""

from detente.analyses.backtest import analyse_back_test
from detente.analyses.comparison import compare_packages
from detente.analyses.deal import analyse_deal
from detente.analyses.difference import Version
from detente.analyses.hardening import analyse_hardening
from detente.analyses.move import analyse_leverage
from detente.analyses.ratify import DEFAULT_AT_LEAST, analyse_ratification
from detente.analyses.registry import REGISTRY, Entry
from detente.analyses.uncertainty import analyse_uncertainty

__all__ = [
    "DEFAULT_AT_LEAST",
    "REGISTRY",
    "Entry",
    "Version",
    "analyse_back_test",
    "analyse_deal",
    "analyse_hardening",
    "analyse_leverage",
    "analyse_ratification",
    "analyse_uncertainty",
    "compare_packages",
]
