"""What the questions of one section have in common: the case must have it, and packages may be named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from detente import __version__
from detente.analyses import analyse_deal
from detente.case import Case, Table
from detente.errors import UsageError
from detente.io import CaseFile
from detente.io.document import question_document
from detente.io.questions import leverage_schema, ratification_schema
from detente.results import Analysis, Deal, Named
from detente.workspace.cases import draws_for, open_case, within
from detente.workspace.compare import MAX_COMPARED
from detente.workspace.naming import named_package
from detente.workspace.seating import require_issues, table_of

__all__ = ["Asked", "lacking", "leverage_schema", "question_document_of", "ratification_schema"]

Question = Literal["ratify", "move"]

_SECTIONS = {
    "ratify": (("ratifiers",), "who has to confirm a signature at home"),
    "hold": (("moves", "ceasefire"), "who can move the dispute from which situation to which, or what a ceasefire is"),
}
"""Of which sections a question needs one; pressure, compensation and division need no levers."""


def lacking(case: Case, question: Question | Literal["hold"]) -> str:
    """Return in words which section a case lacks for a question; empty where it has it.

    Raises
    ------
    UsageError
        If it has no issues, and the question is about what is agreed: then there is nothing to deal over.

    Examples
    --------
    >>> from detente.workspace import open_case
    >>> print(lacking(open_case("wage-talks").case, "ratify"))
    The case has no `ratifiers`, so it does not say who has to confirm a signature at home: see docs/how-to/ratify.md.
    """
    if question != "hold":
        require_issues(case)
    sections, what = _SECTIONS.get(question, ((), ""))
    if not sections or any(getattr(case, section) for section in sections):
        return ""
    named = " and no ".join(f"`{section}`" for section in sections)
    return f"The case has no {named}, so it does not say {what}: see docs/how-to/{question}.md."


class Asked:
    """A case that one question is asked of, with the answer about the deal that it goes out from.

    Parameters
    ----------
    question
        Which one.
    case
        A case as `open_case` returns it, or what `open_case` takes.
    packages
        Names as `named_package` takes them, at most `MAX_COMPARED`; none: those worth discussing and the proposals.
    count, draws, seed, table, stage
        As for `analyse`.

    Raises
    ------
    CaseError, LimitError, UsageError
        As for `analyse` and `named_package`; also if the case has no such section.
    """

    def __init__(
        self,
        question: Question,
        case: str | Path | CaseFile,
        packages: Sequence[str],
        *,
        count: Sequence[str],
        draws: int | None,
        seed: int,
        table: str | None,
        stage: str | None,
    ) -> None:
        within("number of packages", len(packages), 0, MAX_COMPARED)
        if len(set(packages)) < len(packages):
            raise UsageError("A package is named twice. Leave one of the two out.")
        self.opened = case if isinstance(case, CaseFile) else open_case(case)
        missing = lacking(self.opened.case, question)
        if missing:
            raise UsageError(missing)
        self.draws = draws_for(draws, seed, self.opened.case)
        self.seed = seed
        # Nothing but the back-test may know what came about.
        self.case: Case = replace(self.opened.case, outcome=None)
        self.count = tuple(count)
        self.table: Table | None = table_of(self.case, table, stage)
        self.deal: Deal = analyse_deal(self.case, count=self.count, table=self.table)
        self.packages: tuple[Named, ...] = tuple(named_package(self.case, self.deal, name) for name in packages)

    @property
    def analysis(self) -> Analysis:
        """Return the answers so far: those about the deal."""
        return Analysis(
            title=self.opened.case.title,
            sha256=self.opened.sha256,
            parties=tuple(self.opened.case.parties),
            issues=tuple(self.opened.case.issues),
            deal=self.deal,
            seed=self.seed,
            draws=self.draws,
        )


def question_document_of(analysis: Analysis, question: Question) -> dict[str, Any]:
    """Return the JSON document of one question's answer, naming the version of Détente that made it.

    Examples
    --------
    >>> from detente.workspace import ratify
    >>> list(question_document_of(ratify("wage-vote", draws=0), "ratify")["ratify"]["win_sets"])
    ['members', 'board']
    """
    return question_document(analysis, question, version=__version__)
