"""What people call a package: a proposal, a letter, a solution, the status quo, a file, or its terms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.case import Case, completed, option_text
from detente.checks.words import suggest
from detente.errors import UsageError
from detente.io.package_file import read_package
from detente.results import Deal, Named, Outcome

__all__ = ["STATUS_QUO", "named_package", "terms_of"]

STATUS_QUO = "status-quo"

_FILES = (".yaml", ".yml")
_LISTED = 12


def named_package(case: Case, deal: Deal, name: str) -> Named:
    """Return the package that a name means; of several meanings the first one in the order of the errors below.

    Parameters
    ----------
    case
        The case.
    deal
        Its answer at the central values, without which letters and solutions mean nothing.
    name
        A proposal's name, the letter of a package worth discussing, a solution (``nash``), ``status-quo``, a YAML
        file, or ``issue=option,issue=option``. Issues that the last two leave out stay at their status quo.

    Raises
    ------
    UsageError
        If it is none of these, or does not settle every issue.
    CaseError
        If it is a file that cannot be understood.

    Examples
    --------
    >>> from detente.workspace import analyse, open_case
    >>> case = open_case("wage-talks").case
    >>> deal = analyse("wage-talks", draws=0).deal
    >>> named_package(case, deal, "A").package == named_package(case, deal, "nash").package
    True
    >>> named_package(case, deal, "wage=3,term=two years").package["shifts"]
    'fixed'
    """
    if name in deal.proposals:
        result = deal.proposals[name]
        if result.outcome is None:
            raise UsageError(
                f"The rules exclude every completion of the proposal {name!r}: there is nothing to compare."
            )
        return Named(name, "proposal", _texts(result.outcome), result.open_issues)
    for discussed in deal.discussed:
        if name == discussed.letter:
            return Named(name, "package", _texts(discussed.outcome))
    solutions = _solutions(deal)
    asked = name.lower().replace("_", "-")
    if asked in solutions:
        tied = solutions[asked]
        if not tied:
            raise UsageError(f"There is no zone of possible agreement, so no {name!r} solution: name another package.")
        return Named(name, "solution", _texts(tied[0]), tied=len(tied))
    # At a table, what cannot move there stays as it does at that table.
    stays = {} if deal.seated is None else {issue: option_text(option) for issue, option in deal.seated.held.items()}
    if name == STATUS_QUO:
        return Named(name, "status_quo", _completed(case, name, stays))
    if Path(name).suffix.lower() in _FILES:
        return Named(Path(name).name, "file", _completed(case, name, stays | read_package(Path(name))))
    if "=" in name:
        return Named(name, "terms", _completed(case, name, stays | _terms(case, name)))
    raise UsageError(_unknown(deal, name))


def _solutions(deal: Deal) -> dict[str, tuple[Outcome, ...]]:
    """Return the solutions by the names to type; an underscore does as well as a hyphen."""
    found = deal.solutions
    return {
        "nash": found.nash,
        "kalai-smorodinsky": found.kalai_smorodinsky,
        "egalitarian": found.egalitarian,
        "utilitarian": found.utilitarian,
    }


def _texts(outcome: Outcome) -> dict[str, str]:
    return {issue: option_text(option) for issue, option in outcome.package.items()}


def terms_of(case: Case, name: str) -> dict[str, str]:
    """Return the terms in ``issue=option,issue=option``.

    Raises
    ------
    UsageError
        If there is no such issue or option, or an issue is named twice.
    """
    given = _terms(case, name)
    _check_terms(case, name, given)
    return given


def _terms(case: Case, name: str) -> dict[str, str]:
    """Return the terms in ``issue=option,issue=option``; a piece without ``=`` is the rest of the option before it."""
    found: dict[str, str] = {}
    issue = ""
    for piece in name.split(","):
        left, equals, right = piece.partition("=")
        if equals:
            issue = left.strip()
            if issue in found:
                raise UsageError(f"{name!r} names {issue!r} twice. Leave one of the two out.")
            found[issue] = right.strip()
        elif issue:
            found[issue] = f"{found[issue]},{piece}".rstrip()
        else:
            example = next(iter(case.issues))
            raise UsageError(f"{name!r} begins with {left.strip()!r}. Begin with an issue, for example {example}=...")
    return found


def _check_terms(case: Case, name: str, given: Mapping[str, str]) -> None:
    """Refuse terms of which one is no option of an issue."""
    for issue, text in given.items():
        if issue not in case.issues:
            raise UsageError(f"There is no issue {issue!r} in {name!r}. {_hint(issue, list(case.issues), 'There are')}")
        found = case.issues[issue].positions(text)
        if len(found) != 1:
            options = [option_text(option) for option in case.issues[issue].options]
            wrong = "means several options" if found else "is no option"
            raise UsageError(f"{text!r} {wrong} of {issue!r} in {name!r}. {_hint(text, options, 'Take one of')}")


def _completed(case: Case, name: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return a package with silent issues at their status quo."""
    _check_terms(case, name, given)
    positions = completed(case, given)
    if positions is None:
        open_issues = [each for each, issue in case.issues.items() if each not in given and not issue.status_quo]
        raise UsageError(f"{name!r} is silent on {', '.join(open_issues)}, and no status quo is named there. Add them.")
    return {issue: option_text(case.issues[issue].options[at]) for issue, at in positions.items()}


def _hint(text: str, names: list[str], listed: str) -> str:
    close = suggest(text, names)
    more = ", ..." if len(names) > _LISTED else ""
    return f"Did you mean {close!r}?" if close is not None else f"{listed}: {', '.join(names[:_LISTED])}{more}."


def _unknown(deal: Deal, name: str) -> str:
    known = [*deal.proposals, *(each.letter for each in deal.discussed), *_solutions(deal), STATUS_QUO]
    return (
        f"There is no package {name!r}. {_hint(name, known, 'There are')} "
        "A package may also be a YAML file, or its terms: issue=option,issue=option."
    )
