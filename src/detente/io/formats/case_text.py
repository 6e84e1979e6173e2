"""A negotiation of another program as the text of a case."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from unicodedata import normalize

from detente.case import format_number
from detente.case.number import MAX_DIGITS
from detente.io.formats.domain import ForeignDomain, ForeignIssue, ForeignParty, Value

__all__ = ["case_text", "decimal", "tidy_names"]

_WIDTH = 110
_PLAIN = re.compile(r"[^\W_](?:[\w .()/+&'%-]*[\w.)%])?\Z")
_MEANT_OTHERWISE = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_MAX_NAME = 80
_PLACES = 12


def decimal(number: Fraction, places: int = _PLACES) -> str:
    """Return a number as a plain decimal: exactly where that ends and fits into a case, else rounded.

    Examples
    --------
    >>> decimal(Fraction(1, 8)), decimal(Fraction(100, 3))
    ('0.125', '33.333333333333')
    """
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1 and len(text := format_number(number)) <= MAX_DIGITS and Fraction(text) == number:
        return text
    return format_number(round(number, places))


def _tidy(text: str) -> str:
    """Return a name that a case may use: visible characters on one line, at most 80."""
    joiners = "\u200c\u200d"
    visible = "".join(c if c.isprintable() or c in joiners else " " for c in normalize("NFC", text))
    text = " ".join(visible.split())
    return (text if len(text) <= _MAX_NAME else f"{text[: _MAX_NAME - 1].rstrip()}…") or "unnamed"


def tidy_names(names: Iterable[str]) -> dict[str, str]:
    """Return, for names of any form, names that a case may use, each once.

    Examples
    --------
    >>> tidy_names([" A ", "A", ""])
    {' A ': 'A', 'A': 'A (2)', '': 'unnamed'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        tidy, count = _tidy(name), 1
        first = tidy
        while tidy in taken:
            count += 1
            tidy = f"{first[: _MAX_NAME - 6]} ({count})"
        found[name] = tidy
        taken.add(tidy)
    return found


def _scalar(text: str) -> str:
    """Return a text as YAML writes it, in quotes where it could be read as something else."""
    if _PLAIN.match(text) and text.casefold() not in _MEANT_OTHERWISE and "  " not in text:
        return text
    return json.dumps(text, ensure_ascii=False)


def _flow(entries: Iterable[tuple[str, str]]) -> str:
    return f"{{{', '.join(f'{_scalar(key)}: {value}' for key, value in entries)}}}"


def _mapping(key: str, entries: Mapping[str, str], indent: int) -> list[str]:
    """Return the lines of a mapping: on one where it fits, else one an entry."""
    lead = " " * indent
    line = f"{lead}{_scalar(key)}: {_flow(entries.items())}"
    if len(line) <= _WIDTH:
        return [line]
    return [f"{lead}{_scalar(key)}:", *(f"{lead}  {_scalar(name)}: {value}" for name, value in entries.items())]


def _issue(name: str, issue: ForeignIssue, options: Mapping[str, str]) -> list[str]:
    if issue.grid is not None:
        first, last, step = (decimal(number, 6) for number in issue.grid)
        return [f"  {_scalar(name)}: {{from: {first}, to: {last}, step: {step}}}"]
    line = f"  {_scalar(name)}: [{', '.join(_scalar(options[option]) for option in issue.options)}]"
    if len(line) <= _WIDTH:
        return [line]
    return [f"  {_scalar(name)}:", *(f"    - {_scalar(options[option])}" for option in issue.options)]


def _value(value: Value) -> str:
    if value is None:
        return "unknown"
    return value if isinstance(value, str) else decimal(value * 100)


def _values(issue: ForeignIssue, row: Mapping[str, Value], options: Mapping[str, str]) -> dict[str, str] | None:
    """Return the points to write for an issue: of a quantity its corners; ``None`` where none is known."""
    given = [row[option] for option in issue.options]
    if all(value is None for value in given):
        return None
    kept = list(range(len(given)))
    if issue.grid is not None:
        numbers = [value for value in given if isinstance(value, Fraction)]
        kept = _corners(numbers) if len(numbers) == len(given) else kept
    return {options[issue.options[i]]: _value(given[i]) for i in kept}


def _corners(values: list[Fraction]) -> list[int]:
    """Return the positions between which equally spaced values lie on straight lines."""
    last = len(values) - 1
    return [i for i in range(last + 1) if i in (0, last) or values[i] - values[i - 1] != values[i + 1] - values[i]]


def _weights(party: ForeignParty) -> dict[str, str]:
    """Return the weights as the file gives them; where one is no decimal, all in percent of their sum."""
    numbers = [weight for weight in party.weights.values() if isinstance(weight, Fraction)]
    total = sum(numbers, start=Fraction(0))
    ends = all(Fraction(decimal(weight, 20)) == weight for weight in numbers)
    factor = Fraction(1) if ends or len(numbers) < len(party.weights) or not total else 100 / total
    return {
        issue: decimal(weight * factor, 20) if isinstance(weight, Fraction) else weight
        for issue, weight in party.weights.items()
    }


def case_text(domain: ForeignDomain) -> str:
    """Return the text of a case that says what a negotiation of another program says.

    Its head tells from which files it was made and what was assumed. Numbers are exact where a plain decimal can be,
    else rounded to twelve decimals.
    """
    issue_names = tidy_names(issue.name for issue in domain.issues)
    option_names = {issue.name: tidy_names(issue.options) for issue in domain.issues}
    party_names = tidy_names(party.name for party in domain.parties)
    renamed = [
        f"{old.strip()!r} is called {new!r} here."
        for old, new in (
            *issue_names.items(),
            *party_names.items(),
            *(pair for names in option_names.values() for pair in names.items()),
        )
        if " ".join(old.split()) != new
    ]
    files = ", ".join(Path(file).name for file in domain.files)
    lines = _comment(f"Made by `detente convert` from {_tidy_comment(files)} ({domain.format}).")
    for remark in (*domain.remarks, *renamed):
        lines += _comment(_tidy_comment(remark), "- ")
    lines += ["detente: 1", f"case: {_scalar(_title(domain.title))}"]
    lines += [f"parties: [{', '.join(map(_scalar, party_names.values()))}]", "issues:"]
    for issue in domain.issues:
        lines += _issue(issue_names[issue.name], issue, option_names[issue.name])
    lines.append("preferences:")
    for party in domain.parties:
        lines.append(f"  {_scalar(party_names[party.name])}:")
        weights = {issue_names[issue]: weight for issue, weight in _weights(party).items()}
        lines += _mapping("weights", weights, 4)
        lines.append("    values:")
        for issue in domain.issues:
            name = issue_names[issue.name]
            points = _values(issue, party.values[issue.name], option_names[issue.name])
            lines += [f"      {_scalar(name)}: unknown"] if points is None else _mapping(name, points, 6)
        no_deal = Fraction(0) if party.no_deal is None else party.no_deal
        lines.append(f"    no_deal: {no_deal if isinstance(no_deal, str) else decimal(no_deal * 100)}")
    return "\n".join(lines) + "\n"


def _title(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200] or "Untitled"


def _tidy_comment(text: str) -> str:
    """Return a text that stays within a comment, whatever names it holds."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _comment(text: str, bullet: str = "") -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=f"# {bullet}", subsequent_indent="# " + " " * len(bullet), break_long_words=False
    )
