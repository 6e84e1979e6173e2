"""Random files of other programs, odd ones among them, for the importers and the code that recomputes what they mean."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import quoteattr

import yaml

__all__ = ["MAKERS", "make"]

_WORDS = (
    "rent",
    "water & light",
    "who: pays?",
    "Größe",
    "90 days",
    "#1",
    "yes",
    "a, b",
    "null",
    "«quai»",
    "0.5",
    "50%",
)
_Options = Mapping[str, tuple[str, ...]]


def _options(rng: Random) -> dict[str, tuple[str, ...]]:
    names = rng.sample(_WORDS, rng.randint(1, 5))
    return {name: tuple(rng.sample(_WORDS, rng.randint(1, 6))) for name in names}


def _number(rng: Random) -> float:
    return rng.choice((0.0, 1.0, rng.random(), float(rng.randint(0, 100)), rng.random() * 1e-3, rng.random() * 50))


def _share(rng: Random) -> float:
    return rng.choice((0.0, 1.0, rng.random(), round(rng.random(), 2)))


def _weights(rng: Random, options: _Options) -> dict[str, float]:
    found = {name: rng.choice((0.0, rng.random(), rng.random())) for name in options}
    found[next(iter(options))] += 0.1
    return found


def genius(rng: Random, folder: Path) -> None:
    """Write a domain and profiles with evaluations of any size and sign, and issues of every kind."""
    options = _options(rng)
    ranges = {f"number {i}": (rng.randint(-5, 5), rng.randint(6, 40)) for i in range(rng.randint(0, 2))}
    reals = {f"real {i}": (rng.randint(0, 9) / 4, rng.randint(10, 99)) for i in range(rng.randint(0, 1))}
    for party in range(rng.randint(1, 3)):
        lines = ["<utility_space>", '<objective index="0" name="made">']
        for i, (name, items) in enumerate(options.items(), 1):
            lines.append(f'<issue index="{i}" name={quoteattr(name)} vtype="discrete">')
            low = -20 if rng.random() < 0.15 else 0
            worth = [0.0 if rng.random() < 0.1 else _number(rng) + low for _ in items]
            for j, item in enumerate(items):
                given = f' evaluation="{worth[j]!r}"' if rng.random() < 0.95 else ""
                lines.append(f'<item index="{j + 1}" value={quoteattr(item)}{given}/>')
            lines.append("</issue>")
        for i, (name, (low, high)) in enumerate(ranges.items(), len(options) + 1):
            lines.append(f'<issue index="{i}" name="{name}" vtype="integer" lowerbound="{low}" upperbound="{high}">')
            lines.append(
                f'<evaluator ftype="linear" offset="{rng.random()!r}" slope="{rng.uniform(-0.1, 0.1)!r}"/></issue>'
            )
        for i, (name, (low, high)) in enumerate(reals.items(), len(options) + len(ranges) + 1):
            lines.append(
                f'<issue index="{i}" name="{name}" vtype="real"><range lowerbound="{low}" upperbound="{high}"/>'
            )
            lines.append(
                rng.choice(
                    (
                        f'<evaluator ftype="linear" parameter0="{rng.random()!r}" parameter1="{rng.uniform(-0.1, 0.1)!r}"/>',
                        f'<evaluator ftype="triangular" parameter0="{low}" parameter1="{high}" parameter2="{(low + high) / 2}"/>',
                        '<evaluator ftype="constant" parameter0="0.25"/>',
                    )
                )
                + "</issue>"
            )
        count = len(options) + len(ranges) + len(reals)
        lines += [f'<weight index="{i}" value="{rng.random() + (i == 1)!r}"/>' for i in range(1, count + 1)]
        lines += ["</objective>", f'<reservation value="{rng.random()!r}"/>', "</utility_space>"]
        (folder / f"party{party}.xml").write_text("\n".join(lines), encoding="utf-8")


def geniusweb(rng: Random, folder: Path) -> None:
    """Write a domain and profiles, some with numbers."""
    options = _options(rng)
    domain: dict[str, Any] = {
        "name": "made",
        "issuesValues": {name: {"values": list(o)} for name, o in options.items()},
    }
    ranged = rng.random() < 0.5
    if ranged:
        domain["issuesValues"]["days"] = {"range": {"low": 1, "high": 9.75, "step": 0.25}}
    (folder / "domain.json").write_text(json.dumps(domain), encoding="utf-8")
    for party in range(rng.randint(1, 3)):
        utilities: dict[str, Any] = {
            name: {"discreteutils": {"valueUtilities": {option: _share(rng) for option in row if rng.random() < 0.95}}}
            for name, row in options.items()
        }
        for name, row in options.items():
            utilities[name]["discreteutils"]["valueUtilities"].setdefault(row[0], 1.0)
        weights = _weights(rng, options)
        if ranged:
            line = {"lowValue": 1, "lowUtility": _share(rng), "highValue": 9.75, "highUtility": _share(rng)}
            utilities["days"], weights["days"] = {"numberutils": line}, rng.random()
        body = {"issueUtilities": utilities, "issueWeights": weights, "domain": domain, "name": f"party {party}"}
        text = json.dumps({"LinearAdditiveUtilitySpace": body}, ensure_ascii=rng.random() < 0.5)
        (folder / f"party{party}.json").write_text(text, encoding="utf-8")


def negolog(rng: Random, folder: Path) -> None:
    """Write profiles, some with values outside 0 to 1."""
    options = _options(rng)
    for party in "AB":
        value = _number if rng.random() < 0.2 else _share
        profile: dict[str, Any] = {
            "reservationValue": rng.random(),
            "issueWeights": _weights(rng, options),
            "issues": {name: {option: value(rng) for option in row} for name, row in options.items()},
        }
        first = next(iter(options))
        profile["issues"][first][options[first][0]] = 1.0
        (folder / f"profile{party}.json").write_text(json.dumps(profile), encoding="utf-8")


def negmas(rng: Random, folder: Path) -> None:
    """Write an outcome space and utility functions of any scale and sign."""
    issues: list[dict[str, Any]] = [{"name": "count", "type": "ContiguousIssue", "values": [1, rng.randint(2, 12)]}]
    issues += [{"name": n, "type": "CategoricalIssue", "values": list(o)} for n, o in _options(rng).items()]
    (folder / "made.yml").write_text(
        yaml.safe_dump({"name": "made", "issues": issues}, allow_unicode=True), encoding="utf-8"
    )
    for party in range(rng.randint(1, 3)):
        signed = rng.random() < 0.5
        values: list[dict[str, Any]] = [{"type": "AffineFun", "slope": rng.uniform(-1, 1), "bias": rng.random()}]
        values += [
            {"type": "TableFun", "mapping": {o: rng.uniform(-9, 9) if signed else _share(rng) for o in issue["values"]}}
            for issue in issues[1:]
        ]
        function = {
            "name": f"party {party}",
            "type": "negmas.preferences.LinearAdditiveUtilityFunction",
            "weights": [rng.uniform(-1, 2) if signed else rng.random() + 0.01 for _ in issues],
            "values": values,
            "bias": rng.choice((0.0, rng.uniform(-1, 1))),
            "reserved_value": rng.choice((0.0, rng.random(), float("-inf"))),
        }
        (folder / f"party{party}.yml").write_text(yaml.safe_dump(function, allow_unicode=True), encoding="utf-8")


MAKERS = {"genius": genius, "geniusweb": geniusweb, "negolog": negolog, "negmas": negmas}
"""What writes files of each format into a folder."""


def make(kind: str, seed: int, folder: Path) -> None:
    """Write files of a format into a new folder, the same for the same seed."""
    folder.mkdir(parents=True)
    MAKERS[kind](Random(f"{kind}/{seed}"), folder)
