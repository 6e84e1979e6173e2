"""GeniusWeb: a domain in one JSON file, and each party's linear additive profile in another.

A package is worth the sum of weight x utility to a party; weights sum to 1 and utilities lie in 0 to 1. Of numbers the
utility of the lowest and of the highest is given, with a straight line between. What no agreement is worth is the
utility of the reservation bid.

Source: the profile and issue-value classes of GeniusWeb (Interactive Intelligence group, TU Delft).
"""

from __future__ import annotations

from fractions import Fraction

from detente.checks.words import listed, quoted
from detente.io.formats.domain import ForeignIssue, ForeignParty, Profile, Value, grid_options, settled
from detente.io.formats.grids import grid_issue
from detente.io.formats.source import exact
from detente.io.formats.tree import Node, Tree

__all__ = ["NAME", "is_geniusweb", "read_geniusweb"]

NAME = "GeniusWeb JSON"
_ADDITIVE = "LinearAdditiveUtilitySpace"
_OTHERS = ("SumOfGroupsUtilitySpace", "DefaultPartialOrdering", "PartialOrdering")
# Earlier releases wrote the short names, later ones those of the classes.
_TABLES = ("discreteutils", "DiscreteValueSetUtilities")
_LINES = ("numberutils", "NumberValueSetUtilities")


def is_geniusweb(root: Node) -> bool:
    """Return whether a JSON file is a domain or a profile of GeniusWeb."""
    if not isinstance(root, dict):
        return False
    return any(key in root for key in (_ADDITIVE, *_OTHERS, "issuesValues", "issueUtilities"))


def read_geniusweb(tree: Tree, stem: str) -> Profile:
    """Return what a domain or profile file says.

    Parameters
    ----------
    tree
        The file.
    stem
        Its name without folder and suffix, which stands for a party without a name.

    Raises
    ------
    CaseError
        If it says it wrongly, or if its utilities are not a sum over issues.
    """
    root = tree.mapping(tree.root, "a domain or profile")
    other = next((key for key in _OTHERS if key in root), None)
    if other is not None:
        message = f"The profile is a {quoted(other)}, which is not a sum over issues."
        raise tree.fault(message, f"Only {quoted(_ADDITIVE)} can be converted.", other, code="not-additive")
    if "issuesValues" in root:
        return Profile(tree.file, _title(root), _issues(tree, root))
    path = (_ADDITIVE,) if _ADDITIVE in root else ()
    body = tree.mapping(root.get(_ADDITIVE), "a profile", _ADDITIVE) if path else root
    domain = tree.mapping(body.get("domain"), "the domain of a profile", *path, "domain")
    issues = _issues(tree, domain, *path, "domain")
    return _Profile(tree, body, path, issues).read(_title(domain), stem)


def _title(body: dict[str, Node]) -> str:
    name = body.get("name")
    return name if isinstance(name, str) else ""


def _issues(tree: Tree, body: dict[str, Node], *path: str) -> tuple[ForeignIssue, ...]:
    found: list[ForeignIssue] = []
    given = tree.mapping(body.get("issuesValues"), "the issues of a domain", *path, "issuesValues")
    for name, node in given.items():
        where = (*path, "issuesValues", name)
        values = tree.mapping(node, f"the values of {quoted(name)}", *where)
        if "range" in values:
            found.append(_range(tree, name, values["range"], *where))
            continue
        options = [
            tree.name(item, f"a value of {quoted(name)}", *where)
            for item in tree.items(values.get("values"), f"the values of {quoted(name)}", *where)
        ]
        found.append(ForeignIssue(name, tuple(dict.fromkeys(options))))
    return tuple(found)


def _range(tree: Tree, name: str, node: Node, *where: str) -> ForeignIssue:
    if isinstance(node, list) and len(node) == 3:
        parts: list[Node] = node
    else:
        given = tree.mapping(node, f"the range of {quoted(name)}", *where)
        parts = [given.get("low", given.get("min")), given.get("high", given.get("max")), given.get("step")]
    low, high, step = (tree.number(part, f"part of the range of {quoted(name)}", *where, "range") for part in parts)
    if step <= 0 or high < low:
        message = f"The range of {quoted(name)} ends below its start, or has no step above 0."
        raise tree.fault(message, "Write low, high and step.", *where, "range", code="bounds")
    # As GeniusWeb does, the last value is the last that steps from the lowest reach.
    last = low + (high - low) // step * step
    return grid_issue(name, (low, last, step), tree.file)


class _Profile:
    def __init__(
        self, tree: Tree, body: dict[str, Node], path: tuple[str, ...], issues: tuple[ForeignIssue, ...]
    ) -> None:
        self.tree = tree
        self.body = body
        self.path = path
        self.issues = issues
        self.remarks: list[str] = []

    def read(self, title: str, stem: str) -> Profile:
        tree, path = self.tree, self.path
        utilities = tree.mapping(self.body.get("issueUtilities"), "the utilities", *path, "issueUtilities")
        given = tree.mapping(self.body.get("issueWeights"), "the weights", *path, "issueWeights")
        for key, names in (("issueUtilities", utilities), ("issueWeights", given)):
            missing = [issue.name for issue in self.issues if issue.name not in names]
            if missing:
                message = f"{quoted(key)} leaves out {listed(missing, 'and')}."
                raise tree.fault(message, "Add every issue of the domain.", *path, key, code="incomplete")
        weights: dict[str, Fraction | str] = {
            issue.name: tree.number(
                given[issue.name], f"the weight of {quoted(issue.name)}", *path, "issueWeights", issue.name
            )
            for issue in self.issues
        }
        values = {issue.name: self.utilities(issue, utilities[issue.name]) for issue in self.issues}
        name = self.body.get("name")
        raw = ForeignParty(name if isinstance(name, str) and name.strip() else stem, weights, values)
        raw = ForeignParty(raw.name, weights, values, self.reservation(raw))
        party = settled(raw, tree.file, self.remarks, divided=True)
        return Profile(tree.file, title, self.issues, party, tuple(self.remarks))

    def utilities(self, issue: ForeignIssue, node: Node) -> dict[str, Value]:
        tree, where = self.tree, (*self.path, "issueUtilities", issue.name)
        given = tree.mapping(node, f"the utilities of {quoted(issue.name)}", *where)
        table = next((given[key] for key in _TABLES if key in given), None)
        kind = next((key for key in _LINES if key in given), _LINES[0])
        line = given.get(kind)
        if isinstance(table, dict):
            inner = tree.mapping(table.get("valueUtilities", table), f"the utilities of {quoted(issue.name)}", *where)
            stated = {" ".join(option.split()): value for option, value in inner.items()}
            strange = [option for option in stated if option not in issue.options and issue.grid is None]
            if strange:
                message = f"{quoted(issue.name)} has no value {listed(strange)}."
                raise tree.fault(message, "Use the values of the domain.", *where, strange[0], code="unknown-option")
            if any(option not in stated for option in issue.options):
                self.remarks.append(f"{tree.file} gives some values of {issue.name} no utility: 0 was taken.")
            # What has no utility is worth 0: so the format has it.
            return {
                option: tree.number(stated[option], f"the utility of {quoted(option)}", *where, option)
                if option in stated
                else Fraction(0)
                for option in issue.options
            }
        if isinstance(line, dict):
            low, least, high, most = (
                tree.number(line.get(key), quoted(key), *where, kind, key)
                for key in ("lowValue", "lowUtility", "highValue", "highUtility")
            )
            return {
                option: most if high == low else least + (most - least) * (point - low) / (high - low)
                for option, point in zip(issue.options, self.points(issue, *where), strict=True)
            }
        message = f"{quoted(issue.name)} has neither {listed(_TABLES)} nor {listed(_LINES)}."
        raise tree.fault(message, "Only these two can be converted.", *where, code="form")

    def points(self, issue: ForeignIssue, *where: str) -> tuple[Fraction, ...]:
        if issue.grid is not None:
            return grid_options(issue.grid)
        points = [exact(option) for option in issue.options]
        if None in points:
            message = f"{quoted(issue.name)} has values that are no numbers, and `numberutils`."
            raise self.tree.fault(message, "Write `discreteutils` for it.", *where, code="form")
        return tuple(point for point in points if point is not None)

    def reservation(self, party: ForeignParty) -> Fraction | None:
        """Return the utility of the reservation bid."""
        given = self.body.get("reservationBid")
        if not isinstance(given, dict):
            return None
        where = (*self.path, "reservationBid")
        bid = given.get("issuevalues", given)
        if not isinstance(bid, dict) or not bid:
            return None
        total = sum((w for w in party.weights.values() if isinstance(w, Fraction)), start=Fraction(0))
        worth = Fraction(0)
        for issue in self.issues:
            if issue.name not in bid:
                self.remarks.append(
                    f"The reservation bid of {party.name} is silent on {issue.name}: 0 was taken for it."
                )
                continue
            option = self.tree.name(bid[issue.name], f"the reservation bid on {quoted(issue.name)}", *where, issue.name)
            value = party.values[issue.name].get(_as_option(issue, option))
            weight = party.weights[issue.name]
            if not isinstance(value, Fraction) or not isinstance(weight, Fraction):
                message = f"The reservation bid names {quoted(option)}, which {quoted(issue.name)} does not have."
                raise self.tree.fault(message, "Use a value of the domain.", *where, issue.name, code="unknown-option")
            worth += weight * value
        return worth / total if total else None


def _as_option(issue: ForeignIssue, text: str) -> str:
    """Return the option that a text names; numbers are compared as numbers."""
    number = exact(text)
    if text in issue.options or number is None:
        return text
    return next((option for option in issue.options if exact(option) == number), text)
