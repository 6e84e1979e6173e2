"""Draws on the command line: the same bytes for any number of workers, honest words, no litter."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import cache
from typing import Any

import jsonschema
import pytest
from rich.cells import cell_len

from cli.samples import DEAL, NO_DEAL, PROGRAM, Run, Write
from cli.test_brief import LIKELIHOOD, large
from cli.test_json import closed, no_constant
from cli.test_streams import in_terminal
from detente import UsageError, catalog
from detente.io import read_text
from detente.io.document import result_schema
from detente.report import brief, full, lay_out
from detente.workspace import DEFAULT_DRAWS, analyse, document_of, json_text, open_case

# The zone of this case exists in some draws only, and the union's no-deal value decides it.
DOUBTFUL = DEAL.replace("no_deal: 40", "no_deal: 40..90")


@cache
def drawn(text: str, draws: int, seed: int = 0) -> Any:
    return analyse(read_text(text), draws=draws, seed=seed)


def words(text: str, draws: int) -> str:
    document = brief(read_text(text).case, drawn(text, draws), "talks.yaml")
    return " ".join("".join(piece for piece, _ in line) for line in lay_out(document, 200))


def test_any_number_of_workers_gives_the_same_bytes(program: Run):
    # Blocks hold 250 draws: three of them.
    runs = [
        program("analyse", "wage-talks", "--json", "--draws", 600, "--workers", workers, PYTHONHASHSEED=str(workers))
        for workers in (1, 2, 5, 1)
    ]
    assert {run.code for run in runs} == {0}
    assert {run.err for run in runs} == {""}
    assert len({run.out for run in runs}) == 1


def test_who_answers_what_stands_beside_a_deal_does_not_show(program: Run):
    # With ratifiers, levers and a thousand draws there are helpers, from two workers on.
    runs = [program("analyse", "wage-vote", "--json", "--draws", 1000, "--workers", workers) for workers in (1, 2, 3)]
    assert {(run.code, run.err) for run in runs} == {(0, "")}
    assert len({run.out for run in runs}) == 1


def test_another_seed_gives_other_draws_and_nearly_the_same_shares():
    draws = 1000
    first, second = (drawn(DOUBTFUL, draws, seed).uncertainty for seed in (0, 7))
    share = (first.zopa_share + second.zopa_share) / 2
    assert 0.1 < share < 0.9
    assert first.packages[0].gain != second.packages[0].gain
    assert abs(first.zopa_share - second.zopa_share) <= 5 * math.sqrt(2 * share * (1 - share) / draws)


@pytest.mark.parametrize("name", catalog.names("analyse"))
def test_the_document_of_draws_is_as_its_schema_says(name: str):
    document = json.loads(json_text(document_of(analyse(name, draws=50, seed=3))), parse_constant=no_constant)
    jsonschema.validate(document, closed(result_schema()), jsonschema.Draft202012Validator)
    assert (document["draws"], document["seed"]) == (50, 3)
    assert document["uncertainty"]["zopa_draws"] == round(50 * document["uncertainty"]["zopa_share"])
    assert "workers" not in json_text(document)


@pytest.mark.parametrize("draws", [1, 4, 5])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(DOUBTFUL, id="doubtful"),
        pytest.param(NO_DEAL, id="no-deal"),
        pytest.param(DEAL.replace("30..50", "30"), id="nothing-uncertain"),
        pytest.param(DEAL + "rules: [{never: {shifts: [fixed, rotating]}}]\n", id="nothing-feasible"),
    ],
)
def test_few_draws_and_odd_cases_are_answered(detente: Run, case: Write, text: str, draws: int):
    file = case(text)
    for form in ((), ("--all",), ("--json",)):
        ran = detente("analyse", file, "--draws", draws, *form)
        assert ran.code == 0, ran.err
    json.loads(ran.out, parse_constant=no_constant)


def test_the_brief_says_in_how_many_draws_and_what_matters():
    shown = words(DOUBTFUL, 400)
    found = drawn(DOUBTFUL, 400).uncertainty
    assert f"A zone of possible agreement exists in {found.zopa_draws} of 400 draws." in shown
    assert "OVER 400 DRAWS OF YOUR RANGES shares describe your ranges, not the world" in shown.replace("  ", " ")
    best = round(400 * found.packages[0].share)
    assert f"in {best} of 400 fresh draws" in shown
    assert found.influences[0].path == "preferences.union.no_deal"
    assert "100% in the lowest fifth, 0% in the highest: no-deal value of union" in shown


def test_a_zone_in_every_draw_is_kept_apart_from_a_package_for_all_values():
    assert "At least one package is acceptable whatever the estimates" in words(DEAL, 50)
    opened = open_case("ukraine-2025")
    analysis = analyse(opened, draws=50)
    assert analysis.uncertainty
    assert (analysis.uncertainty.zopa_draws, analysis.uncertainty.some_necessary) == (50, False)
    shown = " ".join(words_of(opened.case, analysis, "ukraine-2025"))
    assert "a zone exists in every draw. no package was found that is acceptable whatever the estimates" in shown


def test_no_zone_in_any_draw_is_said():
    assert "exists in none of the draws" in words(NO_DEAL, 20)


def test_nothing_is_said_of_draws_without_any(detente: Run):
    for form in ((), ("--all",)):
        assert "DRAWS" not in detente("analyse", "wage-talks", "--draws", 0, *form).out


@pytest.mark.parametrize("name", catalog.names("analyse"))
def test_the_brief_with_draws_fits_one_screen_and_claims_no_likelihood(name: str):
    opened = open_case(name)
    # Chances that a case enters itself are told as such: that a promise is kept, and what becomes of a ceasefire.
    without = replace(opened, case=replace(opened.case, kept=None, ceasefire=None))
    for asked in (opened, without):
        analysis = analyse(asked, draws=40)
        for form in (brief, full):
            lines = ["".join(piece for piece, _ in line) for line in lay_out(form(asked.case, analysis, name), 80)]
            assert max(map(cell_len, lines)) <= 80
            assert asked is opened or not [word for word in LIKELIHOOD if word in " ".join(lines).lower()]
            assert len(lines) <= 40 or form is full
    assert not {"egalitarian", "utilitarian"} & set(words_of(opened.case, analysis, name))


def words_of(case: Any, analysis: Any, name: str) -> list[str]:
    return " ".join("".join(p for p, _ in line) for line in lay_out(brief(case, analysis, name), 80)).lower().split()


@pytest.mark.parametrize("harsh", [False, True], ids=["mild", "harsh"])
@pytest.mark.parametrize(("parties", "issues", "length"), [(2, 2, 0), (2, 8, 1), (3, 6, 3), (4, 4, 3)])
def test_the_brief_of_any_case_with_draws_fits_one_screen(parties: int, issues: int, length: int, harsh: bool):
    opened = read_text(large(parties, issues, 2, length, harsh=harsh))
    lines = lay_out(brief(opened.case, analyse(opened, draws=20), "talks.yaml"), 80)
    assert len(lines) <= 40
    assert max(cell_len("".join(piece for piece, _ in line)) for line in lines) <= 80


@pytest.mark.parametrize(
    "numbers", [{"draws": 100_001}, {"draws": -1}, {"seed": -1}, {"seed": 2**32}, {"workers": 0}], ids=repr
)
def test_numbers_out_of_bounds_are_refused(numbers: dict[str, int]):
    with pytest.raises(UsageError, match="Take one from"):
        analyse("wage-talks", **numbers)  # pyright: ignore[reportArgumentType]


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX here")
def test_a_bar_shows_on_a_terminal_and_goes_away():
    slowly = "import sys, detente.cli.progress as p; p.PATIENCE = 0; from detente.cli import main; sys.exit(main())"
    shown, code = in_terminal("analyse", "wage-talks", "--draws", "600", words=(sys.executable, "-c", slowly))
    assert code == 0
    note, _, answer = shown.partition("Wage talks")
    assert "Drawing ..." in note or "Comparing ..." in note
    assert "Drawing" not in answer
    assert "Comparing" not in answer


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX here")
@pytest.mark.parametrize(("done", "moves"), [(2, False), (5, True)], ids=["some", "all"])
def test_a_bar_does_not_stand_full_while_work_goes_on(done: int, moves: bool):
    lines = (
        "import time, detente.cli.progress as p",
        "p.PATIENCE = 0",
        "with p.working('Searching ...') as note:",
        f" note('Comparing ...', {done}, 5); time.sleep(1)",
    )
    shown, code = in_terminal(words=(sys.executable, "-c", "\n".join(lines)))
    assert code == 0
    # What is drawn of the bar, without what turns beside it.
    bars = {frame.partition("Comparing ...")[2] for frame in shown.split("\r") if "Comparing ..." in frame}
    assert (len(bars - {frame for frame in bars if "?25" in frame}) > 1) == moves


def gone(group: int) -> bool:
    """Return whether no process of a group is left, within two seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are POSIX")
@pytest.mark.parametrize("after", [0.7, 1.5, 2.5, 5.0])
def test_control_c_while_drawing_leaves_nothing_behind(after: float):
    arguments = ("analyse", "ukraine-2025", "--draws", "100000", "--workers", "2")
    # A group of its own, as a terminal gives to a job: all its processes get the signal.
    run = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); " + PROGRAM[2]
    with subprocess.Popen(
        [sys.executable, "-c", run, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        assert running.stdout
        assert running.stderr
        time.sleep(after)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=30)
        assert running.returncode == 130
        assert out == b""
        assert err.decode().split() == ["Interrupted."]
    assert gone(running.pid)


def test_draws_are_made_by_default_where_anything_is_uncertain(detente: Run, case: Write):
    assert json.loads(detente("analyse", case(DEAL), "--json").out)["draws"] == DEFAULT_DRAWS
    certain = json.loads(detente("analyse", case(DEAL.replace("30..50", "40")), "--json").out)
    assert (certain["draws"], certain["uncertainty"]) == (0, None)


def test_no_package_is_praised_where_none_is_ever_acceptable(detente: Run, case: Write):
    shown = " ".join(detente("analyse", case(NO_DEAL), "--draws", 100).out.split())
    assert "Most widely acceptable" not in shown
    assert "None of the packages compared is acceptable in any of 100 fresh draws." in shown
