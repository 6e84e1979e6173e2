"""What packages are worth by the words of other programs' files, read by code that shares nothing with the importers.

Floating-point numbers, the standard library's readers, and the formulas as the programs' documentation has them.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

__all__ = ["Reckoner", "reckoner"]

Worth = Callable[[str], float | None]
"""What an option is worth, before its weight; ``None`` where the file does not say."""


@dataclass(frozen=True)
class Reckoner:
    """A party's utilities.

    Parameters
    ----------
    weights, worths
        By issue.
    divided
        Whether the sum of weight x worth is divided by the sum of weights.
    bias
        What is added to the sum.
    """

    weights: Mapping[str, float]
    worths: Mapping[str, Worth]
    divided: bool = True
    bias: float = 0.0

    def utility(self, package: Mapping[str, str]) -> float | None:
        """Return a package's utility, or ``None`` where the file does not say what an option of it is worth."""
        total = 0.0
        for issue, weight in self.weights.items():
            worth = self.worths[issue](package[issue])
            if worth is None:
                return None
            total += weight * worth
        return self.bias + total / (sum(self.weights.values()) if self.divided else 1)

    def ends(self, options: Mapping[str, tuple[str, ...]]) -> tuple[float, float]:
        """Return the least and the largest utility of any package."""
        scale = sum(self.weights.values()) if self.divided else 1
        low = high = self.bias
        for issue, weight in self.weights.items():
            terms = [weight * w / scale for option in options[issue] if (w := self.worths[issue](option)) is not None]
            low, high = low + min(terms, default=0), high + max(terms, default=0)
        return low, high


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())


def _genius(path: Path) -> Reckoner | None:
    root = ET.fromstring(path.read_bytes().strip())  # noqa: S314 - the importer has refused entities before
    weights = {e.get("index"): float(e.get("value", "nan")) for e in root.iter("weight")}
    issues = list(root.iter("issue"))
    evaluated = any("evaluation" in item.attrib for item in root.iter("item"))
    if root.tag == "negotiation_template" or not (weights or evaluated):
        return None
    worths: dict[str, Worth] = {}
    by_name: dict[str, float] = {}
    for issue in issues:
        name, count = _tidy(issue.get("name")), 1
        first = name
        while name in worths:
            count += 1
            name = f"{first} ({count})"
        by_name[name] = weights.get(issue.get("index"), 0.0)
        worths[name] = _genius_worth(issue)
    return Reckoner(by_name, worths)


def _genius_worth(issue: ET.Element) -> Worth:
    items = issue.findall("item")
    if items:
        given = {_tidy(i.get("value")): i.get("evaluation") for i in items}
        table = {k: float(v) for k, v in given.items() if v not in (None, "", "null")}
        largest = max(table.values(), default=0.0)
        return lambda option: None if option not in table else 0.0 if largest < 1e-5 else table[option] / largest
    evaluator, bounds = issue.find("evaluator"), issue.find("range")
    if evaluator is None:
        return lambda option: None
    lowest = float(issue.get("lowerbound") or (bounds.get("lowerbound") if bounds is not None else None) or "0")
    numbers = ("slope", "offset", "parameter0", "parameter1", "parameter2")
    p = {key: float(evaluator.attrib[key]) for key in numbers if key in evaluator.attrib}

    def clamp(x: float) -> float:
        return min(max(x, 0.0), 1.0)

    if "slope" in p:
        return lambda option: clamp(p["offset"] + p["slope"] * (float(option) - lowest))
    if evaluator.get("ftype") == "constant":
        return lambda option: clamp(p["parameter0"])
    if evaluator.get("ftype") == "triangular":
        low, high, top = p["parameter0"], p["parameter1"], p["parameter2"]

        def triangle(option: str) -> float:
            x = float(option)
            if x == top:
                return 1.0
            if low <= x < top:
                return (x - low) / (top - low)
            return 1 - (x - top) / (high - top) if top < x < high else 0.0

        return triangle
    return lambda option: clamp(p["parameter0"] + p["parameter1"] * float(option))


def _table(table: Mapping[str, Any], default: float | None = None) -> Worth:
    known = {_tidy(str(key)): float(value) for key, value in table.items()}
    numbers: dict[float, float] = {}
    for key, value in known.items():
        try:
            numbers[float(key)] = value
        except ValueError:
            continue

    def worth(option: str) -> float | None:
        if option in known:
            return known[option]
        try:
            return numbers.get(float(option), default)
        except ValueError:
            return default

    return worth


def _line(low: float, least: float, high: float, most: float) -> Worth:
    return lambda option: most if high == low else least + (most - least) * (float(option) - low) / (high - low)


def _json(path: Path) -> Reckoner | None:
    root = json.loads(path.read_text(encoding="utf-8-sig"))
    if "LinearAdditiveUtilitySpace" in root or "issueUtilities" in root:
        body = root.get("LinearAdditiveUtilitySpace", root)
        worths: dict[str, Worth] = {}
        for issue, given in body["issueUtilities"].items():
            table = given.get("discreteutils", given.get("DiscreteValueSetUtilities"))
            if table is not None:
                worths[issue] = _table(table.get("valueUtilities", table), 0.0)
            else:
                line = given["numberutils"] if "numberutils" in given else given["NumberValueSetUtilities"]
                keys = ("lowValue", "lowUtility", "highValue", "highUtility")
                worths[issue] = _line(*(float(line[key]) for key in keys))
        return Reckoner({k: float(v) for k, v in body["issueWeights"].items()}, worths)
    if "issueWeights" in root:
        weights = {k: float(v) for k, v in root["issueWeights"].items()}
        return Reckoner(weights, {issue: _table(row) for issue, row in root["issues"].items()})
    return None


def _yaml(path: Path, issues: tuple[str, ...]) -> Reckoner | None:
    root = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    if "weights" not in root:
        return None
    weights, functions = _by_issue(root["weights"], issues), _by_issue(root["values"], issues)
    worths = {issue: _function(function) for issue, function in functions.items()}
    return Reckoner(weights, worths, divided=False, bias=float(root.get("bias") or 0))


def _by_issue(given: Any, issues: tuple[str, ...]) -> dict[str, Any]:
    return dict(given) if isinstance(given, dict) else dict(zip(issues, given, strict=True))  # pyright: ignore[reportUnknownArgumentType] - YAML says anything


def _function(given: Mapping[str, Any]) -> Worth:
    kind = str(given.get("type", given.get("__python_class__", "TableFun"))).rpartition(".")[2]
    if kind == "TableFun":
        return _table(given.get("mapping", given))
    if kind == "TriangularFun":
        start, middle, end = (float(given[key]) for key in ("start", "middle", "end"))
        bias, scale = float(given.get("bias", 0)), float(given.get("scale", 1))

        def triangle(option: str) -> float:
            x = float(option)
            if x <= start or x >= end:
                return bias
            return bias + scale * ((x - start) / (middle - start) if x <= middle else (end - x) / (end - middle))

        return triangle
    slope = 1.0 if kind == "IdentityFun" else 0.0 if kind == "ConstFun" else float(given["slope"])
    bias = float(given.get("bias", 0))
    return lambda option: bias + (slope * float(option) if slope else 0.0)


def reckoner(path: Path, issues: tuple[str, ...]) -> Reckoner | None:
    """Return the utilities that a file gives; ``None`` where it gives none.

    Parameters
    ----------
    path
        A file of GENIUS, GeniusWeb, NegoLog or NegMAS.
    issues
        Names of the issues in their order, for files that only number them.
    """
    start = path.read_bytes()[:200].lstrip(b" \t\r\n\xef\xbb\xbf")
    if start.startswith(b"<"):
        return _genius(path)
    if start.startswith(b"{") and b'"type"' not in start:
        return _json(path)
    return _yaml(path, issues)
