"""NegoLog: each party's profile in a JSON file; there is no domain file.

A package is worth the sum of weight x value to a party, both in 0 to 1, and no agreement is worth `reservationValue`.

Source: Doğru, Keskin and Aydoğan 2024 (NegoLog, IJCAI).
"""

from __future__ import annotations

from fractions import Fraction

from detente.checks.words import listed, quoted
from detente.io.formats.domain import ForeignIssue, ForeignParty, Profile, Value, settled
from detente.io.formats.tree import Node, Tree

__all__ = ["NAME", "is_negolog", "is_negolog_notes", "read_negolog"]

NAME = "NegoLog JSON"


def is_negolog(root: Node) -> bool:
    """Return whether a JSON file is a profile of NegoLog."""
    return isinstance(root, dict) and "issueWeights" in root and isinstance(root.get("issues"), dict)


def is_negolog_notes(root: Node) -> bool:
    """Return whether a JSON file holds what NegoLog notes about a domain, such as its size and opposition."""
    return isinstance(root, dict) and "NumberOfBids" in root


def read_negolog(tree: Tree, stem: str) -> Profile:
    """Return what a profile file says of the party that it is called after.

    Raises
    ------
    CaseError
        If it says it wrongly.
    """
    root = tree.mapping(tree.root, "a profile")
    issues: list[ForeignIssue] = []
    values: dict[str, dict[str, Value]] = {}
    for issue, node in tree.mapping(root.get("issues"), "the issues", "issues").items():
        row = tree.mapping(node, f"the values of {quoted(issue)}", "issues", issue)
        issues.append(ForeignIssue(issue, tuple(row)))
        values[issue] = {
            option: tree.number(value, f"the value of {quoted(option)}", "issues", issue, option)
            for option, value in row.items()
        }
    given = tree.mapping(root.get("issueWeights"), "the weights", "issueWeights")
    for one, other, remedy in ((values, given, "Give every issue a weight."), (given, values, "Describe the issue.")):
        missing = [name for name in one if name not in other]
        if missing:
            place = "issueWeights" if other is given else "issues"
            raise tree.fault(f"{quoted(place)} leaves out {listed(missing, 'and')}.", remedy, place, code="incomplete")
    weights: dict[str, Fraction | str] = {
        issue: tree.number(given[issue], f"the weight of {quoted(issue)}", "issueWeights", issue) for issue in values
    }
    reserved = root.get("reservationValue")
    no_deal = None if reserved is None else tree.number(reserved, "`reservationValue`", "reservationValue")
    remarks: list[str] = []
    party = settled(ForeignParty(stem, weights, values, no_deal), tree.file, remarks, divided=True)
    return Profile(tree.file, "", tuple(issues), party, tuple(remarks))
