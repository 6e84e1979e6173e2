"""The terms of a package as a card lists them: by stage, those that no party proposed apart."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from detente.case import option_text
from detente.report.html.common import Subject
from detente.report.words import option_words
from detente.results import Package

__all__ = ["LISTED", "Stage", "Term", "filled_of", "stages_of"]

LISTED = 6
"""The most issues that a sentence names; of more it tells how many they are."""

_STAGES = {"first": "First step", "final": "Settlement", "": ""}


@dataclass(frozen=True, slots=True)
class Term:
    """An issue and what the package says on it; `differs` where not all packages of the group say the same."""

    issue: str
    option: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """The terms of one stage, those that differ first, and the issues that stay as they are."""

    title: str
    terms: tuple[Term, ...]
    kept: str


def stages_of(
    subject: Subject, package: Package, differing: Collection[str], left_open: Collection[str] = ()
) -> tuple[Stage, ...]:
    """Return the terms of a package by stage, without those on issues that are left open."""
    return _staged(subject, package, differing, [issue for issue in package if issue not in left_open])


def filled_of(subject: Subject, package: Package, left_open: Collection[str]) -> tuple[Stage, ...]:
    """Return the terms on issues that a proposal leaves open, by stage."""
    return _staged(subject, package, (), [issue for issue in package if issue in left_open])


def _staged(
    subject: Subject, package: Package, differing: Collection[str], shown: Collection[str]
) -> tuple[Stage, ...]:
    found: list[Stage] = []
    issues = subject.case.issues
    for stage, title in _STAGES.items():
        names = [name for name in shown if issues[name].stage == stage]
        moved = [name for name in names if issues[name].status_quo != option_text(package[name]) or name in differing]
        kept = [name for name in names if name not in moved]
        terms = [
            Term(name, option_words(subject.case, name, package[name]), name in differing)
            for name in sorted(moved, key=lambda name: name not in differing)
        ]
        if names:
            rest = ", ".join(kept) if len(kept) <= LISTED else f"the other {len(kept)} issues"
            found.append(Stage(title, tuple(terms), rest))
    return tuple(found)
