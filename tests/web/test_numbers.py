"""The numbers in a report are those of the JSON of the same run, with one decimal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from web.pages import REPORTS, make
from web.tree import Node, parse

_NUMBER = re.compile(r"[+−]?\d[\d,]*(?:\.\d+)?")
_ROUNDED = 0.05 + 1e-9


def numbers(text: str) -> list[float]:
    """Return the numbers of a cell."""
    return [float(found.replace("−", "-").replace(",", "")) for found in _NUMBER.findall(text)]


def rounded(*values: float) -> Any:
    """Return what equals these values with one decimal."""
    return pytest.approx(list(values), abs=_ROUNDED)


@pytest.fixture(scope="module", params=REPORTS)
def run(request: pytest.FixtureRequest, folder: Path) -> tuple[Node, dict[str, Any]]:
    """Return a report and the JSON of the same run."""
    file = make(request.param, folder)
    return parse(file.read_text(encoding="utf-8")), json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))


def table(tree: Node, caption: str) -> Node:
    """Return the table whose caption starts with these words."""
    return next(
        node for node in tree.all("table") if any(each.text.startswith(caption) for each in node.all("caption"))
    )


def rows(node: Node) -> Iterator[list[str]]:
    """Yield the cells of each row of a table's body that has a head."""
    for body in node.all("tbody"):
        for row in body.all("tr"):
            cells = [cell.text for cell in row.all("th", "td")]
            if any(row.all("th")) and len(cells) > 1:
                yield cells


def candidate(data: dict[str, Any], label: str) -> dict[str, Any] | None:
    """Return the candidate with a label."""
    return next((each for each in data["uncertainty"]["packages"] if label in each["labels"]), None)


def test_points_and_gains_of_packages_and_proposals(run: tuple[Node, dict[str, Any]]):
    tree, data = run
    deal = data["deal"]
    found = list(rows(table(tree, "Packages and proposals")))
    outcomes = [each["outcome"] for each in deal["discussed"]]
    outcomes += [each["outcome"] for each in deal["proposals"].values() if each["outcome"]]
    assert len(found) == len(outcomes) >= 2
    for row, outcome in zip(found, outcomes, strict=True):
        for cell, party in zip(row[1:-1], deal["counted"], strict=True):
            assert numbers(cell) == rounded(outcome["utility"][party], outcome["gain"][party])


def test_gains_ranges_and_shares_on_the_cards(run: tuple[Node, dict[str, Any]]):
    tree, data = run
    deal = data["deal"]
    wanted = {f"package {each['letter']}": each["outcome"] for each in deal["discussed"]}
    wanted |= {f"proposal {name}": each["outcome"] for name, each in deal["proposals"].items() if each["outcome"]}
    captions = [f"What {each['letter']} gives" for each in deal["discussed"]]
    cards = list(tree.all("article"))
    lettered = [card for card in cards if any(caption in card.text for caption in captions)]
    proposed = cards[-len(deal["proposals"]) :] if deal["proposals"] else []
    assert len(lettered) == len(deal["discussed"])
    for card, (label, outcome) in zip([*lettered, *proposed], wanted.items(), strict=True):
        tried = candidate(data, label)
        for row, party in zip(rows(next(card.all("table"))), deal["consenting"], strict=True):
            assert row[0] == party
            assert numbers(row[1]) == rounded(outcome["gain"][party])
            if tried is None:
                assert row[2:] == ["–", "–"]
                continue
            spread = tried["gain"][party]
            assert numbers(row[2]) == rounded(spread["low"], spread["high"])
            assert numbers(row[3]) == [round(tried["accepts"][party] * data["draws"])]
        if tried is not None:
            assert f"all accept in {round(tried['share'] * data['draws'])} of {data['draws']} draws" in card.text


def test_shares_and_ranges_of_packages_over_the_draws(run: tuple[Node, dict[str, Any]]):
    tree, data = run
    deal, draws = data["deal"], data["draws"]
    told = {row[0]: row[1:] for row in rows(table(tree, "Packages over the draws"))}
    seen = 0
    for tried in data["uncertainty"]["packages"]:
        for label in tried["labels"]:
            kind, _, name = label.partition(" ")
            if kind not in {"package", "proposal"}:
                continue
            wanted = f"Package {name}" if kind == "package" else name
            # What fills in a proposal stands with a package in one row, in brackets.
            row = next(cells for head, cells in told.items() if wanted in re.split(r" = | \(completes |\)$", head))
            parties = len(deal["consenting"])
            shares = [tried["share"], *tried["accepts"].values()]
            assert [numbers(cell) for cell in row[: 1 + parties]] == [[round(share * draws)] for share in shares]
            values = "all" if tried["necessary"] else "some" if tried["possible"] else "no"
            assert row[1 + parties] == f"{values} values"
            for cell, party in zip(row[2 + parties :], deal["consenting"], strict=False):
                assert numbers(cell) == rounded(tried["gain"][party]["low"], tried["gain"][party]["high"])
            seen += 1
    assert seen >= 2


def test_stakes_with_their_ranges(run: tuple[Node, dict[str, Any]]):
    tree, data = run
    stakes, spreads = data["deal"]["stakes"], data["uncertainty"]["stakes"]
    found = list(rows(table(tree, "Stakes at the central values")))
    assert [row[0] for row in found] == data["issues"]
    for row in found:
        for cell, party in zip(row[1:], stakes, strict=True):
            stake, spread = stakes[party].get(row[0]), spreads.get(party, {}).get(row[0])
            # Where no value is known all stand at their middle: a stake of 0 would say that nothing hangs on it.
            unknown = cell.startswith("unknown")
            assert not unknown or (stake["points"] == 0 < spread["low"])
            wanted = [stake["points"]] if stake and not unknown else []
            wanted += [spread["low"], spread["high"]] if stake and spread else []
            assert numbers(cell) == rounded(*wanted)


def section(tree: Node, anchor: str) -> Node | None:
    """Return a section of a report, if it has it."""
    return next((node for node in tree.all("section") if node.attributes.get("aria-labelledby") == anchor), None)


def cells(node: Node) -> list[list[str]]:
    """Return the cells of a table's body, without the rows that only comment on those above them."""
    return [
        [cell.text for cell in row.all("th", "td")]
        for row in node.all("tr")
        if row.up("tbody") and row.attributes.get("class") is None
    ]


def test_who_signs_and_who_ratifies(run: tuple[Node, dict[str, Any]]):
    tree, data = run
    found = data["ratify"]
    part = section(tree, "home")
    if found is None:
        assert part is None
        return
    assert part is not None
    signs, *votes, ratified, whole = cells(table(part, "Each ratifier"))
    packages = found["packages"]
    assert [int(cell) for cell in signs[1:]] == [round(each["p_signed"] * data["draws"]) for each in packages]
    assert len(votes) == len(found["ratifiers"])
    for row, name in zip(votes, found["ratifiers"], strict=True):
        assert row[0].startswith(name)
        for cell, each in zip(row[1:], packages, strict=True):
            wanted = f"{each['p_ratify'][name]:.2f}" if each["votes"][name]["needed"] else "not asked"
            assert cell == wanted
    assert ratified[1:] == [f"{each['p_ratified']:.2f}" for each in packages]
    assert whole[1:] == [f"{each['p_all']:.2f}" for each in packages]


def test_where_each_bloc_stands(run: tuple[Node, dict[str, Any]]):
    tree, data = run
    packages: list[dict[str, Any]] = data["ratify"]["packages"] if data["ratify"] else []
    assert bool(packages) == (section(tree, "home") is not None)
    for each in packages:
        asked = [vote for vote in each["votes"].values() if vote["needed"]]
        if not asked:
            continue
        label = each["labels"][0].removeprefix("proposal ")
        node = next(
            node
            for node in tree.all("table")
            if re.match(rf"(?i){re.escape(label)}\b.*: who decides at home", node.text)
        )
        told = [row for row in cells(node) if len(row) == 5]
        wanted = [bloc for vote in asked for bloc in vote["blocs"].values()]
        assert len(told) == len(wanted) > 0
        for row, bloc in zip(told, wanted, strict=True):
            assert (row[2] == "by polls") == (bloc["above"] is None)
            if bloc["above"] is not None:
                assert numbers(row[2]) == rounded(bloc["above"])
            assert row[3:] == [f"{bloc['yes']:.2f}", f"{bloc['decides']:.2f}".replace("-0.00", "0.00")]


def test_pressure_and_levers(run: tuple[Node, dict[str, Any]]):
    tree, data = run
    found, draws = data["move"], data["draws"]
    part = section(tree, "levers")
    if found is None:
        assert part is None
        return
    assert part is not None
    told = cells(table(part, "Pressure that it takes"))
    assert len(told) == len(found["packages"]) >= 2
    parties = list(dict.fromkeys(one["party"] for each in found["packages"] for one in each["break_even"]))
    for row, each in zip(told, found["packages"], strict=True):
        assert numbers(row[1])[0] == round(each["share"] * draws)
        asked = {one["party"]: one["pressure"] for one in each["break_even"]}
        for cell, party in zip(row[2:], parties, strict=True):
            if party not in asked or asked[party] is None:
                assert cell == ("not asked" if party not in asked else "red line")
            else:
                assert ([0.0] if cell == "none" else numbers(cell)) == rounded(asked[party])
    pulled = [row for node in part.all("table") if "one lever at a time" in node.text for row in cells(node)]
    pulled += [row for node in part.all("table") if "alone change nothing" in node.text for row in cells(node)]
    singly = [push for each in found["packages"] for push in each["singly"]]
    assert len(pulled) == len(singly) > 0
    shown = sorted(tuple(numbers(cell)[0] for cell in row[1:-1]) for row in pulled)
    wanted = sorted(
        tuple(float(round(share * draws)) for share in (push["share"], *push["accepts"].values())) for push in singly
    )
    assert shown == wanted


def test_the_zone_and_how_often_it_exists(run: tuple[Node, dict[str, Any]]):
    tree, data = run
    count = data["uncertainty"]["zopa_draws"]
    section = next(node for node in tree.all("section") if node.attributes.get("aria-labelledby") == "holds")
    assert numbers(next(section.all("li")).text)[:2] == [count, data["draws"]]
