"""Checks of a case that is well formed: one small function per defect. Standard library only."""

from detente.checks.finding import Finding, Path
from detente.checks.registry import CHECKS, Check, run

__all__ = ["CHECKS", "Check", "Finding", "Path", "run"]
