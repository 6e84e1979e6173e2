"""Promises that may be broken, as commands print them: the brief, everything, and the document."""

from __future__ import annotations

import json
import re

import pytest

from cli.samples import DEAL, Run, Write
from cli.test_json import no_constant
from detente.report import Document, lay_out
from detente.report.kept import summary
from detente.workspace import analyse, open_case
from properties.test_kept_equals_oracle import TRUCE

KEPT = (
    DEAL.replace("no_deal: 40", "no_deal: 30")
    + """\
kept:
  is: 0.4..0.6
  when:
    - {if: {shifts: rotating}, is: 0.8..1}
  if_broken: {union: {no_deal_plus: -20..0}, company: 10..30}
"""
)
NEVER = KEPT.replace("is: 0.4..0.6", "is: 0").replace("is: 0.8..1", "is: 0")
SURE = KEPT.replace("is: 0.4..0.6", "is: 1").replace("is: 0.8..1", "is: 1")


def section(text: str) -> str:
    return " ".join(text.split("IF PROMISES CAN BE BROKEN")[1].split("\n\n", maxsplit=1)[0].split())


def test_the_brief_says_what_is_left_of_the_deal(detente: Run, case: Write):
    told = section(detente("analyse", case(KEPT), "--draws", "200").out)
    assert told.startswith(
        "kept with a chance of 0.50 to 0.90 by shifts On paper some package is acceptable to all in 200 of 200 draws;"
    )
    assert "as promises are expected to be kept, in 200." in told
    assert re.search(
        r"Package A: kept with a chance of 0\.90, and all would still accept it at the central values; "
        r"in \d+ fresh draws, and on paper in \d+\.",
        told,
    )


def test_without_draws_it_speaks_of_central_values(detente: Run, case: Write):
    told = section(detente("analyse", case(KEPT), "--draws", "0").out)
    assert "A deal is possible on paper, and also possible as promises are expected to be kept." in told
    assert "draws" not in told


@pytest.mark.parametrize(
    ("draws", "told"),
    [
        ("0", ["A deal on paper: possible; as it is expected to be kept: possible.", "would still accept it."]),
        ("200", ["A deal in 200 draws on paper; as it is expected to be kept, in 200.", " fresh draws, on paper in "]),
    ],
)
def test_where_room_is_short_each_sentence_is_a_line(case: Write, draws: str, told: list[str]):
    opened = open_case(case(KEPT))
    *_, zone, package = summary(opened.case, analyse(opened, draws=int(draws)), 1)
    for words, block in zip(told, (zone, package), strict=True):
        shown = lay_out(Document(title="", aside="", blocks=(block,)), 80)
        text = " ".join("".join(piece for piece, _ in line) for line in shown)
        assert words in text
        assert "…" not in text


def test_where_nothing_is_ever_kept_there_is_no_deal(detente: Run, case: Write):
    ran = detente("analyse", case(NEVER), "--draws", "100")
    assert ran.code == 0
    assert "There is a zone of possible agreement." in ran.out
    assert "in 100 of 100 draws; as promises are expected to be kept, in 0." in section(ran.out)


def test_sure_promises_are_worth_what_they_say(detente: Run, case: Write):
    document = json.loads(detente("analyse", case(SURE), "--draws", "100", "--json").out, parse_constant=no_constant)
    kept, drawn = document["deal"]["kept"], document["uncertainty"]["kept"]
    assert kept["zopa"] == document["deal"]["zopa"]
    assert drawn["zopa_share"] == document["uncertainty"]["zopa_share"]
    assert all(each["on_paper"] == each["expected"] for each in (*kept["packages"], *kept["nash"]))
    assert all(each["on_paper"] == each["expected"] for each in drawn["packages"])


def test_everything_is_told_with_all(detente: Run, case: Write):
    out = detente("analyse", case(KEPT), "--draws", "200", "--all").out
    for line in (
        "shifts: rotating",
        "A broken promise leaves:",
        "ON PAPER → AS EXPECTED TO BE KEPT",
        "200 fresh draws",
    ):
        assert line in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_solutions_have_their_changes_too(detente: Run, case: Write):
    file = case(TRUCE)
    document = json.loads(detente("analyse", file, "--draws", "50", "--json").out, parse_constant=no_constant)
    for solution in ("nash", "kalai_smorodinsky"):
        (found,) = document["deal"]["kept"][solution]
        assert [(each["issue"], each["option"]) for each in found["changes"]] == [("truce", "thirty days")]
    told = " ".join(detente("analyse", file, "--draws", "50", "--all").out.split())
    assert (
        "Best as kept: kept with a chance of 0.79, and all would still accept it. - With “truce: thirty days”" in told
    )
    assert "all accept it then at the central values." in told


@pytest.mark.parametrize("workers", [2, 3])
def test_the_same_bytes_for_any_number_of_workers(detente: Run, case: Write, workers: int):
    words = ("analyse", case(KEPT), "--draws", "600", "--json")
    assert detente(*words, "--workers", "1").out == detente(*words, "--workers", str(workers)).out


def test_the_document_has_it_beside_what_is_on_paper(detente: Run, case: Write):
    document = json.loads(detente("analyse", case(KEPT), "--draws", "200", "--json").out, parse_constant=no_constant)
    kept = document["deal"]["kept"]
    assert [(each["when"], each["chance"]) for each in kept["chances"]] == [("shifts: rotating", 0.9), (None, 0.5)]
    assert kept["issues"] == ["shifts"]
    assert kept["if_broken"] == {"union": 20.0, "company": 20.0}
    assert len(document["uncertainty"]["kept"]["by_chance"]) == len(kept["chances"])
    labels = [each["label"] for each in document["uncertainty"]["kept"]["packages"]]
    assert labels[0] == "package A"
    assert detente("analyse", case(DEAL), "--json").out.count('"kept": null') == 2


def test_a_case_without_it_says_nothing_of_it(detente: Run, case: Write):
    assert "PROMISES" not in detente("analyse", case(DEAL), "--all").out
