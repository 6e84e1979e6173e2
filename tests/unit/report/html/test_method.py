"""The method: a page names the questions of which it has answers, and no others."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from detente.report.html.method import entries_of, questions_of
from detente.results import Held
from detente.workspace import hold, hold_report, open_case
from truces import TALKS

LOG = "arrangement,claimant,period_start,period_end,count\ntruce,union,2025-04-02,2025-04-20,12\n"


@cache
def truce(*, log: bool) -> tuple[Held, str]:
    """Return whether a ceasefire would hold, and the page that says so."""
    with TemporaryDirectory() as folder:
        case = Path(folder) / "case.yaml"
        case.write_text(TALKS + ("  incidents: log.csv\n" if log else ""), encoding="utf-8")
        case.with_name("log.csv").write_text(LOG, encoding="utf-8")
        opened = open_case(case)
        found = hold(opened, draws=10)
        return found, hold_report(opened, found)


@pytest.mark.parametrize("log", [False, True], ids=["no log", "a log"])
def test_the_reference_class_stands_beside_every_ceasefire_and_a_log_where_there_is_one(log: bool):
    found, page = truce(log=log)
    names = [entry.name for entry in entries_of(held=found.holding, ceasefire=found.ceasefire)]
    assert names == ["ceasefires", *(["incident-log"] if log else []), "reference-class"]
    for question, _, literature, _ in questions_of(held=found.holding, ceasefire=found.ceasefire):
        assert question in page
        assert literature in page
    assert ("Garwood 1936" in page) == log


def test_without_a_ceasefire_there_is_nothing_about_one():
    found = hold("cuba-1962")
    assert [entry.name for entry in entries_of(held=found.holding, ceasefire=None)] == ["stability"]
    assert {entry.command for entry in entries_of("analyse", held=None, ceasefire=None)} == {"analyse"}
