"""NegMAS: the outcome space in one YAML (or JSON) file, and each party's utility function in another.

A package is worth `bias` plus the sum of weight x value to a party, on any scale. Values come from a table, or from a
straight line or a triangle over numbers. Other functions are refused.

Source: Mohammad, Greenwald and Nakadai 2019 (NegMAS); the serialised forms of its issues, value functions and linear
additive utility functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from detente.checks.words import listed, quoted
from detente.io.formats.domain import ForeignIssue, ForeignParty, Profile, Value, grid_options, settled
from detente.io.formats.grids import grid_issue, real_grid, whole_grid
from detente.io.formats.source import exact
from detente.io.formats.tree import Node, Tree

__all__ = ["NAME", "is_negmas", "is_negmas_domain", "read_negmas", "read_negmas_domain"]

NAME = "NegMAS YAML"
_CLASS_KEYS = ("type", "__python_class__")
_LINES = {
    "ConstFun": (False, True),
    "LinearFun": (True, True),
    "AffineFun": (True, True),
    "IdentityFun": (False, False),
}
"""Functions that are straight lines, and whether they give a slope and a bias."""
_LISTED = ("categorical", "cardinal", "ordinal")
_ENDLESS = frozenset({"inf", "+inf", "-inf", ".inf", "+.inf", "-.inf", "infinity", "-infinity"})


def _kind(node: Node) -> str:
    """Return the class that a node names, without its module."""
    if not isinstance(node, dict):
        return ""
    name = next((node[key] for key in _CLASS_KEYS if isinstance(node.get(key), str)), "")
    return str(name).rpartition(".")[2]


def is_negmas_domain(root: Node) -> bool:
    """Return whether a file is an outcome space of NegMAS."""
    return isinstance(root, dict) and isinstance(root.get("issues"), list) and "weights" not in root


def is_negmas(root: Node) -> bool:
    """Return whether a file is a utility function of NegMAS."""
    if not isinstance(root, dict):
        return False
    return _kind(root).endswith("Function") or ("weights" in root and isinstance(root.get("values"), list | dict))


def read_negmas_domain(tree: Tree) -> Profile:
    """Return the issues that an outcome space lists.

    Raises
    ------
    CaseError
        If it says it wrongly.
    """
    root = tree.mapping(tree.root, "an outcome space")
    name = root.get("name")
    remarks: list[str] = []
    issues = _issues(tree, root.get("issues"), remarks)
    return Profile(tree.file, name if isinstance(name, str) else "", issues, None, tuple(remarks))


def _issues(tree: Tree, node: Node, remarks: list[str], *path: str) -> tuple[ForeignIssue, ...]:
    found: list[ForeignIssue] = []
    for item in tree.items(node, "the issues", *path, "issues"):
        given = tree.mapping(item, "an issue", *path, "issues")
        name = tree.name(given.get("name"), "the name of an issue", *path, "issues")
        if any(issue.name == name for issue in found):
            raise tree.fault(
                f"Two issues are called {quoted(name)}.", "Rename one.", *path, "issues", name, code="twice"
            )
        found.append(_issue(tree, name, given, remarks, (*path, "issues", name)))
    return tuple(found)


def _issue(tree: Tree, name: str, given: dict[str, Node], remarks: list[str], where: tuple[str, ...]) -> ForeignIssue:
    kind, values = _kind(given).casefold(), given.get("values")
    if isinstance(values, str) and exact(values) is not None:
        # A whole number n stands for 0 to n - 1.
        ends: list[Node] = ["0", str(int(tree.number(values, f"the values of {quoted(name)}", *where)) - 1)]
        kind, values = kind or "contiguous", ends
    parts = tree.items(values, f"the values of {quoted(name)}", *where)
    if any(word in kind for word in _LISTED) or ("cont" not in kind and "infinite" not in kind):
        options = [tree.name(part, f"a value of {quoted(name)}", *where) for part in parts]
        return ForeignIssue(name, tuple(dict.fromkeys(options)))
    bounds = [part.strip().casefold() if isinstance(part, str) else "" for part in parts]
    if len(parts) != 2 or _ENDLESS & set(bounds):
        message = f"The values of {quoted(name)} are no range with two ends."
        raise tree.fault(message, "Write the lowest and the highest value.", *where, code="bounds")
    low, high = (tree.number(part, f"an end of {quoted(name)}", *where) for part in parts)
    if high < low:
        message = f"The range of {quoted(name)} ends below its start."
        raise tree.fault(message, "Write the lower end first.", *where, code="bounds")
    grid = real_grid(name, low, high, remarks) if "continuous" in kind else whole_grid(name, low, high, remarks)
    return grid_issue(name, grid, tree.file)


def read_negmas(tree: Tree, stem: str, domains: Sequence[Profile]) -> Profile:
    """Return what a utility function says of its party.

    Parameters
    ----------
    tree
        The file.
    stem
        Its name without folder and suffix, which stands for a party without a name.
    domains
        The outcome spaces beside it; the first that fits it is its own, where the file holds none.

    Raises
    ------
    CaseError
        If it says it wrongly, or if its utilities are not a sum over issues.
    """
    return _Function(tree, stem, domains).read()


class _Function:
    def __init__(self, tree: Tree, stem: str, domains: Sequence[Profile]) -> None:
        self.tree = tree
        self.stem = stem
        self.domains = domains
        self.remarks: list[str] = []
        self.root = tree.mapping(tree.root, "a utility function")

    def read(self) -> Profile:
        tree, root = self.tree, self.root
        kind = _kind(root)
        affine = kind in ("AffineUtilityFunction", "LinearUtilityFunction")
        if kind not in ("", "LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction") and not affine:
            message = f"The utility is a {quoted(kind)}, which is not a sum over issues."
            remedy = "Only `LinearAdditiveUtilityFunction` and its linear kin can be converted."
            raise tree.fault(message, remedy, "type", code="not-additive")
        issues = self.issues()
        weights: dict[str, Fraction | str] = dict(
            zip((issue.name for issue in issues), self.weights(issues), strict=True)
        )
        itself: dict[str, Node] = {"type": "IdentityFun"}
        functions: Sequence[Node] = [itself for _ in issues] if affine else self.functions(issues)
        values = {issue.name: self.worth(issue, node) for issue, node in zip(issues, functions, strict=True)}
        bias = Fraction(0) if root.get("bias") is None else tree.number(root["bias"], "`bias`", "bias")
        name = root.get("name")
        # NegMAS makes up names for what has none; the file's own says more than such a one.
        made_up = not isinstance(name, str) or not name.strip() or len(name) > 40
        party = ForeignParty(self.stem if made_up else str(name), weights, values, self.no_deal())
        party = settled(party, tree.file, self.remarks, divided=False, bias=bias)
        return Profile(tree.file, "", issues, party, tuple(self.remarks))

    def issues(self) -> tuple[ForeignIssue, ...]:
        space = self.root.get("outcome_space")
        if isinstance(space, dict) and isinstance(space.get("issues"), list):
            return _issues(self.tree, space.get("issues"), self.remarks, "outcome_space")
        count = self.root.get("weights")
        wanted = len(count) if isinstance(count, list | dict) else 0
        fitting = [domain for domain in self.domains if len(domain.issues) == wanted]
        if fitting:
            return fitting[0].issues
        message = "The file does not say what its issues are."
        remedy = "Convert the folder that also holds the file of the outcome space."
        raise self.tree.fault(message, remedy, code="no-issues")

    def weights(self, issues: Sequence[ForeignIssue]) -> list[Fraction]:
        given = self.root.get("weights")
        if given is None:
            return [Fraction(1, len(issues))] * len(issues)
        nodes = [given.get(issue.name) for issue in issues] if isinstance(given, dict) else given
        nodes = self.tree.items(nodes, "the weights", "weights")
        self.same_number(nodes, issues, "weights")
        return [
            self.tree.number(node, f"the weight of {quoted(issue.name)}", "weights")
            for issue, node in zip(issues, nodes, strict=True)
        ]

    def same_number(self, nodes: Sequence[Node], issues: Sequence[ForeignIssue], key: str) -> None:
        if len(nodes) != len(issues):
            message = f"There are {len(nodes)} {key} and {len(issues)} issues."
            raise self.tree.fault(message, "Give one for each issue.", key, code="incomplete")

    def functions(self, issues: Sequence[ForeignIssue]) -> Sequence[Node]:
        given = self.root.get("values")
        nodes = [given.get(issue.name) for issue in issues] if isinstance(given, dict) else given
        nodes = self.tree.items(nodes, "the values", "values")
        self.same_number(nodes, issues, "values")
        return nodes

    def worth(self, issue: ForeignIssue, node: Node) -> dict[str, Value]:
        given = self.tree.mapping(node, f"the values of {quoted(issue.name)}", "values")
        kind = _kind(given)
        table = given.get("mapping") if kind == "TableFun" or "mapping" in given else given if not kind else None
        if isinstance(table, dict):
            return self.table(issue, table)
        if kind == "TriangularFun":
            start, middle, end = (self.part(given, key, issue) for key in ("start", "middle", "end"))
            bias, scale = self.part(given, "bias", issue, "0"), self.part(given, "scale", issue, "1")
            shares = [_triangle(x, start, middle, end) for x in self.points(issue)]
            return {option: bias + scale * share for option, share in zip(issue.options, shares, strict=True)}
        if kind not in _LINES:
            message = f"{quoted(issue.name)} is valued by {quoted(kind or 'something unknown')}."
            remedy = "Tables, straight lines, constants and triangles can be converted."
            raise self.tree.fault(message, remedy, "values", code="value-function")
        has_slope, has_bias = _LINES[kind]
        slope = self.part(given, "slope", issue) if has_slope else Fraction(kind == "IdentityFun")
        bias = self.part(given, "bias", issue, None if kind == "ConstFun" else "0") if has_bias else Fraction(0)
        points = self.points(issue) if slope else (Fraction(0),) * len(issue.options)
        return {option: bias + slope * x for option, x in zip(issue.options, points, strict=True)}

    def part(self, given: dict[str, Node], key: str, issue: ForeignIssue, default: str | None = None) -> Fraction:
        return self.tree.number(given.get(key, default), f"{quoted(key)} of {quoted(issue.name)}", "values", key)

    def table(self, issue: ForeignIssue, table: dict[str, Node]) -> dict[str, Value]:
        by_name = {" ".join(key.split()): key for key in table}
        # YAML may write 2 in one place and 2.0 in another.
        by_number = {number: key for key in table if (number := exact(key)) is not None}
        row: dict[str, Value] = {}
        missing: list[str] = []
        for option in issue.options:
            number = exact(option)
            key = by_name.get(option, by_number.get(number) if number is not None else None)
            if key is None:
                missing.append(option)
                continue
            row[option] = self.tree.number(table[key], f"the value of {quoted(option)}", "values", key)
        if missing:
            message = f"The table of {quoted(issue.name)} leaves out {listed(missing, 'and')}."
            raise self.tree.fault(message, "Give every value of the issue.", "values", code="incomplete")
        return row

    def points(self, issue: ForeignIssue) -> tuple[Fraction, ...]:
        if issue.grid is not None:
            return grid_options(issue.grid)
        points = [point for option in issue.options if (point := exact(option)) is not None]
        if len(points) < len(issue.options):
            message = f"{quoted(issue.name)} has values that are no numbers, and needs a table."
            raise self.tree.fault(message, "Write a `TableFun` for it.", "values", code="value-function")
        return tuple(points)

    def no_deal(self) -> Fraction | None:
        given = self.root.get("reserved_value")
        if isinstance(given, str) and given.strip().casefold() in _ENDLESS:
            if not given.strip().startswith("-"):
                message = "`reserved_value` is endless, so that no agreement is ever good enough."
                raise self.tree.fault(message, "Write a number.", "reserved_value", code="not-a-number")
            return None
        return None if given is None else self.tree.number(given, "`reserved_value`", "reserved_value")


def _triangle(x: Fraction, start: Fraction, middle: Fraction, end: Fraction) -> Fraction:
    if start < x <= middle:
        return (x - start) / (middle - start)
    if middle < x < end:
        return (end - x) / (end - middle)
    return Fraction(0)
