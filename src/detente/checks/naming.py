"""Where names stand, what conditions pick, and what to write instead of an option that an issue does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.case import Case, Condition, Issue, format_number, option_text
from detente.checks.finding import Finding, Path
from detente.checks.words import did_you_mean, listed, quoted

__all__ = ["covers", "each_name", "not_an_option", "option_remedy"]


def each_name(names: tuple[str, ...], path: Path) -> Iterator[tuple[str, Path]]:
    """Yield names with where each stands: one name may stand without a list."""
    yield from ((name, (*path, i) if len(names) > 1 else path) for i, name in enumerate(names))


def covers(case: Case, one: Condition, other: Condition) -> bool:
    """Return whether every package that fulfils the second condition fulfils the first."""
    return all(
        name in case.issues
        and name in other.picks
        and _positions(case, name, other.picks[name]) <= _positions(case, name, picks)
        for name, picks in one.picks.items()
    )


def _positions(case: Case, name: str, picks: Iterable[str]) -> set[int]:
    return {position for pick in picks for position in case.issues[name].positions(pick)}


def option_remedy(issue: Issue, pick: str) -> str:
    """Return what to write instead of an option that an issue does not have."""
    if not issue.quantity:
        return did_you_mean(pick, [option_text(option) for option in issue.options])
    numbers = [option for option in issue.options if not isinstance(option, str)]
    named = [option for option in issue.options if isinstance(option, str)]
    remedy = f"Write a number from {format_number(numbers[0])} to {format_number(numbers[-1])}"
    if len(numbers) > 1:
        remedy += f" in steps of {format_number(numbers[1] - numbers[0])}"
    return did_you_mean(pick, named, f"{remedy}, or {listed(named)}." if named else f"{remedy}.")


def not_an_option(issue: Issue, pick: str, path: Path, *, key: bool = False) -> Finding:
    """Return that an issue has no such option, or none in such an interval."""
    what = "The interval" if issue.quantity and ".." in pick else "The issue"
    if what == "The interval":
        message = f"The interval {quoted(pick)} contains no option of the issue {quoted(issue.name)}."
        remedy = option_remedy(issue, "")
        low, _, high = (part.strip() for part in pick.partition(".."))
        if issue.positions(f"{high}..{low}"):
            remedy = f"Write {quoted(f'{high}..{low}')}."
        return Finding("empty-pick", path, message, remedy, "error", "key" if key else "value")
    message = f"The issue {quoted(issue.name)} has no option {quoted(pick)}."
    return Finding("unknown-option", path, message, option_remedy(issue, pick), "error", "key" if key else "value")
