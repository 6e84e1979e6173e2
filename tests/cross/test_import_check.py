"""The check of imported folders itself: it passes on files of our own, and sees what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cross import import_check
from cross.made import MAKERS, make
from detente.io.formats import genius

DATA = Path(__file__).parents[1] / "data" / "formats"


def test_files_of_our_own_pass(capsys: pytest.CaptureFixture[str]):
    assert import_check.main([str(DATA)]) == 0
    shown = capsys.readouterr().out
    assert "converted  genius (GENIUS XML; owner, tenant): 2 parties, 3 issues, utilities agree" in shown
    assert "converted  negmas (NegMAS YAML; author, printer): 2 parties, 3 issues, utilities agree" in shown
    assert "skipped    negolog/specs.json: it holds notes about a domain" in shown
    assert shown.rstrip().endswith("7 converted, 1 skipped")


def test_a_faulty_file_is_skipped_and_the_others_are_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "orchard"
    shutil.copytree(DATA / "genius", folder)
    file = folder / "tenant.xml"
    file.write_text(file.read_text(encoding="utf-8").replace('evaluation="10"', 'evaluation="ten"'), encoding="utf-8")
    assert import_check.main([str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "skipped    orchard/tenant.xml:7: A number is expected as evaluation of `owner`" in shown
    assert "converted  orchard (GENIUS XML; owner): 1 party, 3 issues, utilities agree" in shown


def test_an_evaluator_may_say_more_than_its_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    profile = """<utility_space number_of_issues="1"><objective index="1" name="Hire">
        <weight index="2" value="1"/>
        <issue index="2" etype="real" vtype="real" type="real" name="delay"><range lowerbound="0" upperbound="1"/>
            <evaluator etype="real" ftype="linear" parameter1="-1" parameter0="1"/></issue>
    </objective></utility_space>"""
    (tmp_path / "owner.xml").write_text(profile, encoding="utf-8")
    assert import_check.main([str(tmp_path)]) == 0
    assert "(GENIUS XML; owner): 1 party, 1 issue, utilities agree" in capsys.readouterr().out


def test_a_wrong_utility_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    # As NegMAS reads these files: evaluations that are small enough are not divided.
    monkeypatch.setattr(genius, "_NEARLY_ZERO", 4)
    assert import_check.main([str(DATA / "genius")]) == 1
    assert "FAILED" in capsys.readouterr().out


def test_a_crash_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def crash(_: object) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(genius, "is_genius", crash)
    assert import_check.main([str(DATA / "genius")]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().out


def test_a_folder_without_negotiations_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert import_check.main([str(tmp_path)]) == 1
    assert import_check.main([str(tmp_path / "none")]) == 2
    assert "no files" in capsys.readouterr().out


@pytest.mark.parametrize("kind", MAKERS)
def test_random_files_mean_what_they_say(tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]):
    count = 30
    for seed in range(count):
        make(kind, seed, tmp_path / f"{seed:03}")
    code = import_check.main([str(tmp_path)])
    shown = capsys.readouterr().out
    assert code == 0, shown
    converted = sum(line.startswith("converted") for line in shown.splitlines())
    assert converted >= count * 0.9, shown
