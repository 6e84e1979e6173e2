"""GENIUS: a domain in one XML file, and each party's profile in another.

A package is worth the sum of weight x evaluation to a party, with the weights divided by their sum. The evaluation of a
named option is divided by the largest of its issue, and is 0 where none is above 0.00001. A whole number's or a real
number's is a straight line (or a triangle) that is cut off at 0 and 1, and is not divided.

Source: Hindriks, Jonker, Kraus, Lin and Tykhonov 2009 (GENIUS); the evaluators of GENIUS 10.4. NegMAS reads the same
files without the division, and so differs on many of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

from detente.checks.words import quoted
from detente.io.formats.domain import ForeignIssue, ForeignParty, Grid, Profile, Value, grid_options, settled
from detente.io.formats.grids import grid_issue, real_grid, whole_grid
from detente.io.formats.source import Source, fault, required
from detente.io.formats.xml import Element, parse_xml

__all__ = ["NAME", "is_genius", "read_genius"]

NAME = "GENIUS XML"
_ROOTS = ("negotiation_template", "utility_space")
_NAMELESS = ("root",)
"""What editors call the objective of a domain to which nobody gave a name."""

_NEARLY_ZERO = Fraction(1, 100_000)
_ZERO, _ONE = Fraction(0), Fraction(1)


def is_genius(root: Element) -> bool:
    """Return whether an XML file is a domain or a profile of GENIUS."""
    return root.tag in _ROOTS


def read_genius(source: Source) -> Profile:
    """Return what a domain or profile file says.

    Raises
    ------
    CaseError
        If it says it wrongly, or if its utilities are not a sum over issues.
    """
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.file = source.name
        self.remarks: list[str] = []
        self.issues: list[ForeignIssue] = []
        self.values: dict[str, dict[str, Value]] = {}
        self.index: dict[str, str] = {}

    def read(self) -> Profile:
        root = parse_xml(self.source)
        if not is_genius(root):
            message = f"{quoted(root.tag)} is not where a domain or a profile of GENIUS starts."
            raise fault(self.file, message, f"It starts with {quoted(_ROOTS[0])} or {quoted(_ROOTS[1])}.")
        space = (
            root if root.tag == "utility_space" else next((e for e in root.walk() if e.tag == "utility_space"), root)
        )
        self.refuse_nonlinear(space)
        objective = next((e for e in space.walk() if e.tag == "objective"), None)
        title = (objective.get("name") if objective else None) or ""
        if title.strip().casefold() in _NAMELESS:
            title = ""
        if root.ampersands:
            self.remarks.append(
                f"{Path(self.file).name} has {'a bare ampersand' if root.ampersands == 1 else 'bare ampersands'} "
                "(&), which XML does not allow: read as the character."
            )
        for element in space.walk():
            if element.tag == "issue":
                self.issue(element)
        if not self.issues:
            raise fault(
                self.file, "The file has no issue.", "Check that it is a domain or a profile.", code="no-issues"
            )
        weights = [element for element in space.walk() if element.tag == "weight"]
        stated = any(value is not None for row in self.values.values() for value in row.values())
        uncertain = (space.get("type") or "").casefold() == "uncertain"
        if uncertain and not weights and not stated:
            message = "The profile holds comparisons of packages, and no weights or evaluations."
            remedy = "Write the case by hand, with orders in place of the numbers."
            raise fault(self.file, message, remedy, line=space.line, column=space.column, code="comparisons")
        if uncertain:
            self.remarks.append(
                f"{self.source.stem} is of the kind UNCERTAIN: its comparisons of packages were left out, and its "
                "utilities taken as sure."
            )
        if root.tag == "negotiation_template" or (not weights and not stated):
            return Profile(self.file, title, tuple(self.issues), remarks=tuple(self.remarks))
        party = settled(self.party(space, weights), self.file, self.remarks, divided=True)
        return Profile(self.file, title, tuple(self.issues), party, tuple(self.remarks))

    def refuse_nonlinear(self, space: Element) -> None:
        ufun = next((e for e in space.walk() if e.tag in ("ufun", "hyperRectangle")), None)
        if ufun is not None or (space.get("type") or "").casefold() in ("nonlinear", "constraint"):
            place = ufun or space
            raise fault(
                self.file,
                "The utility is not a sum over issues: it is given by constraints on several issues at once.",
                "Such a profile cannot be converted. Write the case by hand, with `linkages`.",
                line=place.line,
                column=place.column,
                code="not-additive",
            )

    def number(self, element: Element, name: str, what: str) -> Fraction:
        return required(element.get(name), what, self.file, element.line, element.column)

    def issue(self, element: Element) -> None:
        name = element.get("name") or ""
        if not name.strip():
            message = "An issue has no name."
            raise fault(self.file, message, 'Add name="...".', line=element.line, column=element.column)
        name = self.unique(" ".join(name.split()))
        kind = (element.get("vtype") or element.get("type") or "").casefold()
        items = element.all("item")
        if items or kind == "discrete":
            issue, values = self.discrete(element, name, items)
        elif kind in ("integer", "real"):
            issue, values = self.ranged(element, name, whole=kind == "integer")
        else:
            message = f"The issue {quoted(name)} is of the kind {quoted(kind)}, and lists no items."
            remedy = "Only `discrete`, `integer` and `real` issues can be converted."
            raise fault(self.file, message, remedy, line=element.line, column=element.column, code="issue-kind")
        self.issues.append(issue)
        self.values[name] = values
        index = element.get("index")
        if index is not None:
            self.index[index.strip()] = name

    def unique(self, name: str) -> str:
        given, count = name, 1
        while name in self.values:
            count += 1
            name = f"{given} ({count})"
        if name != given:
            self.remarks.append(f"Two issues are called {given}; one is called {name} here.")
        return name

    def discrete(self, element: Element, name: str, items: Sequence[Element]) -> tuple[ForeignIssue, dict[str, Value]]:
        found: dict[str, Fraction | None] = {}
        for item in items:
            option = " ".join((item.get("value") or "").split())
            if not option:
                message = f"An item of the issue {quoted(name)} has no value."
                raise fault(self.file, message, 'Add value="...".', line=item.line, column=item.column)
            if option in found:
                self.remarks.append(f"The issue {name} lists {option} twice; the later evaluation counts.")
            text = item.get("evaluation")
            missing = text is None or not text.strip() or text.strip() == "null"
            found[option] = None if missing else self.number(item, "evaluation", f"evaluation of {quoted(option)}")
        if not found:
            message = f"The issue {quoted(name)} has no items."
            raise fault(
                self.file, message, "Add its options, one `item` each.", line=element.line, column=element.column
            )
        largest = max((value for value in found.values() if value is not None), default=_ZERO)
        values: dict[str, Value] = {}
        for option, value in found.items():
            values[option] = value if value is None else _ZERO if largest < _NEARLY_ZERO else value / largest
        return ForeignIssue(name, tuple(found)), values

    def ranged(self, element: Element, name: str, *, whole: bool) -> tuple[ForeignIssue, dict[str, Value]]:
        holder = element if element.get("lowerbound") is not None else next(iter(element.all("range")), element)
        first = self.number(holder, "lowerbound", f"lowest value of {quoted(name)}")
        last = self.number(holder, "upperbound", f"highest value of {quoted(name)}")
        if last < first or (whole and (first.denominator > 1 or last.denominator > 1)):
            message = f"The bounds of {quoted(name)} are no range{' of whole numbers' if whole else ''}."
            remedy = "Write the lower bound first, and whole numbers for an integer issue."
            raise fault(self.file, message, remedy, line=holder.line, column=holder.column, code="bounds")
        grid = whole_grid(name, first, last, self.remarks) if whole else real_grid(name, first, last, self.remarks)
        issue = grid_issue(name, grid, self.file)
        evaluator = next(iter(element.all("evaluator")), None)
        if evaluator is None:
            return issue, dict.fromkeys(issue.options)
        worth = self.evaluator(evaluator, name, first, whole=whole)
        return issue, dict(zip(issue.options, map(worth, _points(grid)), strict=True))

    def evaluator(self, element: Element, name: str, first: Fraction, *, whole: bool) -> Callable[[Fraction], Fraction]:
        """Return the value of a number, as a share of 0 to 1."""
        kind = (element.get("ftype") or "linear").casefold()
        if whole and element.get("slope") is not None:
            slope = self.number(element, "slope", f"slope of {quoted(name)}")
            offset = self.number(element, "offset", f"offset of {quoted(name)}")
            return lambda x: min(max(offset + slope * (x - first), _ZERO), _ONE)
        wanted = {"linear": 2, "constant": 1, "triangular": 3}.get(kind)
        if wanted is None:
            message = f"The numbers of {quoted(name)} are evaluated by {quoted(kind)}."
            remedy = "Only `linear`, `constant` and `triangular` can be converted."
            raise fault(self.file, message, remedy, line=element.line, column=element.column, code="evaluator")
        p = [self.number(element, f"parameter{i}", f"parameter{i} of {quoted(name)}") for i in range(wanted)]
        if kind == "triangular":
            return _triangle(p[0], p[1], p[2])
        slope = p[1] if kind == "linear" else _ZERO
        return lambda x: min(max(p[0] + slope * x, _ZERO), _ONE)

    def party(self, space: Element, weights: Sequence[Element]) -> ForeignParty:
        given: dict[str, Fraction] = {}
        for element in weights:
            name = self.index.get((element.get("index") or "").strip())
            if name is not None:
                given[name] = self.number(element, "value", f"weight of {quoted(name)}")
        if any(weight < 0 for weight in given.values()):
            wrong = next(name for name, weight in given.items() if weight < 0)
            line = next(e.line for e in weights if self.index.get((e.get("index") or "").strip()) == wrong)
            message = f"The weight of {quoted(wrong)} is negative."
            remedy = "Write a weight of 0 or more, and turn the evaluations round if less is better."
            raise fault(self.file, message, remedy, line=line, code="negative-weight")
        without = [issue.name for issue in self.issues if issue.name not in given]
        if without:
            self.remarks.append(
                f"{self.source.stem} gives no weight to {', '.join(without)}: 0 was taken, as GENIUS does."
            )
        unvalued = {
            f"{issue} ({', '.join(option for option, value in row.items() if value is None)})"
            if any(value is not None for value in row.values())
            else issue
            for issue, row in self.values.items()
            if None in row.values()
        }
        if unvalued:
            self.remarks.append(
                f"{self.source.stem} gives no evaluation for {'; '.join(sorted(unvalued))}: `unknown` was written."
            )
        return ForeignParty(
            self.source.stem,
            {issue.name: given.get(issue.name, _ZERO) for issue in self.issues},
            self.values,
            self.no_deal(space),
        )

    def no_deal(self, space: Element) -> Fraction | None:
        """Return the reservation value; report a discount, which says when a deal is worth less and not what it is."""
        discount = next((e for e in space.walk() if e.tag == "discount_factor"), None)
        if discount is not None:
            factor = self.number(discount, "value", "discount factor")
            if factor not in (0, 1):
                self.remarks.append(f"{self.source.stem} discounts by {float(factor):g}: that was left out.")
        reservation = next((e for e in space.walk() if e.tag == "reservation"), None)
        return None if reservation is None else self.number(reservation, "value", "reservation value")


def _points(grid: Grid) -> tuple[Fraction, ...]:
    return grid_options(grid)


def _triangle(low: Fraction, high: Fraction, top: Fraction) -> Callable[[Fraction], Fraction]:
    """Return the function that rises from 0 at `low` to 1 at `top` and falls to 0 at `high`."""

    def worth(x: Fraction) -> Fraction:
        if low <= x < top:
            return (x - low) / (top - low)
        if top <= x < high:
            return 1 - (x - top) / (high - top)
        return _ONE if x == top else _ZERO

    return worth
