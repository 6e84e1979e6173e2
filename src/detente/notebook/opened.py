"""A case that can be varied: what if this number were another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from detente.io import CaseFile
from detente.io.changing import replaced
from detente.report.document import Bullets, Document, Paragraph
from detente.report.fragment import fragment
from detente.workspace import open_case

__all__ = ["OpenCase", "opened", "read"]


@dataclass(frozen=True, slots=True, repr=False)
class OpenCase(CaseFile):
    """A case without errors, as `read` returns it: a `CaseFile` that shows itself and can be varied."""

    def replace(self, changes: Mapping[str, object] | None = None, /, **more: object) -> OpenCase:
        """Return the case with other parts at some paths; this one stays as it is.

        Parameters
        ----------
        changes
            Path as in the case file (``preferences.union.no_deal``, ``red_lines[0].firm``) to what shall stand there:
            text as in a case file, a number, a list or a dictionary; ``None`` takes the part away.
        more
            The same for whole sections: ``red_lines=None``.

        Raises
        ------
        CaseError
            If the case has errors then; each names its path.
        LimitError
            If it passes a limit.
        UsageError
            If there is no such place.

        Examples
        --------
        >>> case = read("wage-talks")
        >>> higher = case.replace({"preferences.union.no_deal": "40..50"})
        >>> higher.case.preferences["union"].no_deal.central
        Fraction(45, 1)
        """
        return opened(replaced(self, {**(changes or {}), **more}))

    def __repr__(self) -> str:
        case = self.case
        alone = [*(["moves"] if case.moves else []), *(["a ceasefire"] if case.ceasefire else [])]
        what = f"{len(case.issues)} issues" if case.issues else ", ".join(["no issues", *alone])
        return f"<case {case.title!r}: {len(case.parties)} parties, {what}>"

    def _repr_html_(self) -> str:
        case = self.case
        lines = [f"{name}: {party.role}" for name, party in case.parties.items()]
        issues = [f"{name}: {len(issue.options)} options" for name, issue in case.issues.items()]
        summary = (Paragraph(case.summary),) if case.summary else ()
        blocks = (*summary, Paragraph("Parties:"), Bullets(tuple(lines)))
        if issues:
            blocks = (*blocks, Paragraph("Issues:"), Bullets(tuple(issues)))
        if case.moves is not None:
            options = tuple(f"{option.player}: {option.name}" for option in case.moves.options)
            states = (f"{len(case.moves.states)} states, given one by one",)
            blocks = (*blocks, Paragraph("Moves:"), Bullets(options or states))
        if case.ceasefire is not None:
            said = tuple(
                f"{name}: {each.text or f'settled by {each.issue}'}" for name, each in case.ceasefire.said.items()
            )
            blocks = (*blocks, Paragraph("Ceasefire:"), Bullets(said or ("nothing is said of its terms",)))
        return fragment(Document(case.title, "", blocks))


def opened(file: CaseFile) -> OpenCase:
    """Return a case that can be varied."""
    return OpenCase(**{field.name: getattr(file, field.name) for field in fields(CaseFile)})


def read(name: str | Path) -> OpenCase:
    """Return a case with its warnings.

    Parameters
    ----------
    name
        A file, a folder with ``case.yaml``, or a name in the catalogue; what exists as a path wins.

    Raises
    ------
    CaseError
        If the case has errors.
    LimitError
        If it is too large.
    UsageError
        If there is neither such a file nor such a case in the catalogue.

    Examples
    --------
    >>> read("wage-talks")
    <case 'Wage talks': 2 parties, 6 issues>
    """
    return opened(open_case(name))
