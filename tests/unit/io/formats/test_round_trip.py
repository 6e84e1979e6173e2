"""Written files read back: every package is worth the same, up to the unit where a format has its own."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from fractions import Fraction
from random import Random

import pytest

from detente import catalog
from detente.case import Case, issue_points, option_text
from detente.io import read_case, read_text
from detente.io.formats.carried import carried
from detente.io.formats.case_text import case_text
from detente.io.formats.export import WRITABLE, file_names
from detente.io.formats.gather import gather
from detente.io.formats.source import Source
from detente.problem import compile_case
from fuzz.seeds import MINIMAL
from oracle.generate import RECIPES, Recipe, seeded_sample

NEAR = Fraction(1, 10**9)
SUFFIX = {"csv": "talks.csv"}


def there_and_back(case: Case, target: str) -> tuple[Case, Mapping[str, Fraction]]:
    """Return a case written and read again, and the no-deal values that it had."""
    no_deal = dict(compile_case(case).no_deal)
    files, _ = WRITABLE[target].write(carried(case, no_deal, "talks.yaml"))
    sources = [Source(name or SUFFIX[target], text.encode()) for name, text in files.items()]
    gathered = gather(sources, "talks")
    assert not gathered.left_out
    (domain,) = gathered.domains
    return read_text(case_text(domain)).case, no_deal


def packages(case: Case, seed: int = 0) -> list[tuple[int, ...]]:
    sizes = [range(len(issue.options)) for issue in case.issues.values()]
    rng = Random(seed)
    return [*(tuple(map(rng.choice, sizes)) for _ in range(40)), *itertools.islice(itertools.product(*sizes), 20)]


def check(case: Case, target: str) -> None:
    again, no_deal = there_and_back(case, target)
    assert list(again.issues) == list(case.issues)
    for name, issue in case.issues.items():
        assert list(map(option_text, again.issues[name].options)) == list(map(option_text, issue.options))
    called = file_names(list(case.known)) if target == "genius" else {name: name for name in case.known}
    assert set(again.parties) == set(called.values())
    for party in case.known:
        before, after = issue_points(case, party), issue_points(again, called[party])
        assert before is not None
        assert after is not None
        best = sum(map(max, before.values()))
        # GENIUS measures in units of the best package.
        unit = Fraction(100) / best if target == "genius" and best else Fraction(1)
        for package in packages(case):
            one = sum(row[i] for row, i in zip(before.values(), package, strict=True))
            other = sum(row[i] for row, i in zip(after.values(), package, strict=True))
            assert abs(one * unit - other) < NEAR
        again_no_deal = compile_case(again).no_deal[called[party]]
        if target != "geniusweb" or again_no_deal:
            assert abs(no_deal.get(party, Fraction(0)) * unit - again_no_deal) < NEAR


@pytest.mark.parametrize("target", WRITABLE)
@pytest.mark.parametrize("name", catalog.names("analyse"))
def test_cases_of_the_catalogue(name: str, target: str):
    with catalog.path(name) as file:
        check(read_case(file).case, target)


@pytest.mark.parametrize("target", WRITABLE)
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_random_cases(recipe: Recipe, target: str):
    for seed in range(2):
        check(seeded_sample(recipe, seed).case, target)


def test_quantities_come_back_as_quantities():
    with catalog.path("wage-talks") as file:
        case = read_case(file).case
    for target in WRITABLE:
        again, _ = there_and_back(case, target)
        assert again.issues["wage"].quantity, target


def test_what_cannot_be_carried_is_listed():
    with catalog.path("ukraine-2025") as file:
        case = read_case(file).case
    said = " ".join(carried(case, dict(compile_case(case).no_deal), "x").remarks)
    for word in ("ranges", "linkages", "rules", "red lines", "drivers", "stages", "sources", "proposals", "status quo"):
        assert word in said, word


def test_weights_of_geniusweb_sum_to_exactly_one():
    with catalog.path("ukraine-2025") as file:
        case = read_case(file).case
    files, _ = WRITABLE["geniusweb"].write(carried(case, dict(compile_case(case).no_deal), "x"))
    for name, text in files.items():
        if name != "domain.json":
            _, _, weights = text.partition('"issueWeights": {')
            written = [line.rpartition(":")[2].strip(" ,") for line in weights.partition("}")[0].strip().splitlines()]
            assert sum(map(Fraction, written)) == 1


def test_a_promise_is_lost_as_a_promise_and_not_as_a_linkage():
    case = read_text(f"{MINIMAL}commitments: [{{party: a, never: {{x: l}}, costs: 5}}]\n").case
    remarks = carried(case, dict(compile_case(case).no_deal), "x").remarks
    assert remarks == ("commitments: breaking a promise costs nothing there",)
