"""``convert``: files in, files out, nothing replaced unasked, and every assumption said."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.samples import DEAL, Run, Write

DATA = Path(__file__).parents[1] / "data" / "formats"
FOLDERS = ("genius", "genius-numbers", "geniusweb", "negolog", "negmas")


@pytest.mark.parametrize("name", [*FOLDERS, "sheets/points.csv", "sheets/weighted.csv"])
def test_what_is_made_is_a_case_without_errors(detente: Run, tmp_path: Path, name: str):
    file = tmp_path / "case.yaml"
    made = detente("convert", DATA / name, "--out", file)
    assert (made.code, made.out) == (0, "")
    assert f"Wrote {file}." in made.err
    assert detente("check", file).code == 0
    assert detente("analyse", file, "--draws", "0").code == 0
    assert [each.name for each in tmp_path.iterdir()] == ["case.yaml"]


def test_without_a_file_the_case_is_printed_and_the_assumptions_beside_it(detente: Run):
    made = detente("convert", DATA / "negolog")
    assert made.out.startswith("# Made by `detente convert` from profileA.json, profileB.json (NegoLog JSON).\n")
    assert made.err == "- specs.json was left out: it holds notes about a domain.\n"


def test_an_existing_file_stays_unless_it_may_be_replaced(detente: Run, tmp_path: Path):
    file = tmp_path / "case.yaml"
    file.write_text("mine", encoding="utf-8")
    ran = detente("convert", DATA / "negolog", "--out", file)
    assert ran.code == 2
    assert "exists already" in ran.err
    assert file.read_text(encoding="utf-8") == "mine"
    assert detente("convert", DATA / "negolog", "--out", file, "--force").code == 0
    assert file.read_text(encoding="utf-8").startswith("# Made by")


def test_one_existing_file_of_several_keeps_all_from_being_written(detente: Run, tmp_path: Path):
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "company.xml").write_text("mine", encoding="utf-8")
    ran = detente("convert", "wage-talks", "--to", "genius", "--out", folder)
    assert ran.code == 2
    assert [each.name for each in folder.iterdir()] == ["company.xml"]
    assert detente("convert", "wage-talks", "--to", "genius", "--out", folder, "--force").code == 0
    assert sorted(each.name for each in folder.iterdir()) == ["company.xml", "domain.xml", "union.xml"]


def test_a_failed_write_leaves_nothing(detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    ran = detente("convert", DATA / "negolog", "--out", tmp_path / "case.yaml")
    assert ran.code == 2
    assert "No space left on device" in ran.err
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_carried_is_said(detente: Run, case: Write, tmp_path: Path):
    made = detente("convert", case(DEAL), "--to", "csv", "--out", tmp_path / "t.csv")
    assert made.code == 0
    assert "- Not carried: ranges, orders and unknowns: central values are written (1 of the kind no deal)." in made.err
    assert "- Not carried: the status quo." in made.err


def test_from_one_program_to_another(detente: Run, tmp_path: Path):
    made = detente("convert", DATA / "genius", "--to", "geniusweb", "--out", tmp_path / "web")
    assert made.code == 0
    assert sorted(each.name for each in (tmp_path / "web").iterdir()) == ["domain.json", "owner.json", "tenant.json"]
    assert "- owner discounts by 0.9: that was left out." in made.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.xml",), "There is no file or folder 'none.xml'"),
        (("wage-talks",), "a case of Détente already"),
        (("wage-talks", "--out", "x.csv"), "for example --to csv"),
        (("wage-talks", "--out", "x.XML"), "for example --to genius"),
        (("wage-talks", "--to", "genius", "--out", "wt.xml"), "Name a folder, for example wt."),
        (("wage-talks", "--to", "excel"), "There is no format 'excel'"),
        (("wage-talks", "--to", "genius"), "name a folder"),
        (("wage-talks", "--to", "csv", "--force"), "--force is about a file"),
        (("wage-talks", "--to", "csv", "--out", "none/t.csv"), "There is no folder none"),
        (("wage-talks", "--to", "csv", "--out", "t/"), "is a folder"),
        (("wage-talks", "--to", "csv", "--party", "nobody"), "nobody"),
        (("",), "There is no file or folder ''"),
        ((".",), "holds no files"),
    ],
)
def test_wrong_usage(
    detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
):
    monkeypatch.chdir(tmp_path)
    ran = detente("convert", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not list(tmp_path.iterdir())


def test_several_cases_are_nothing_to_convert(detente: Run, case: Write):
    file = case(DEAL)
    ran = detente("convert", file, file)
    assert (ran.code, ran.out) == (2, "")
    assert "talks.yaml: it is a case already" in ran.err


def test_a_case_in_a_folder_is_the_case(detente: Run, tmp_path: Path):
    (tmp_path / "case.yaml").write_text(DEAL, encoding="utf-8")
    assert detente("convert", tmp_path, "--to", "csv").out.startswith("issue,option,union weight,")


def test_one_side_alone_may_be_written(detente: Run, tmp_path: Path):
    made = detente("convert", "wage-talks", "--to", "genius", "--party", "union", "--out", tmp_path / "union")
    assert made.code == 0
    assert sorted(each.name for each in (tmp_path / "union").iterdir()) == ["domain.xml", "union.xml"]
    assert "company" not in "".join(each.read_text(encoding="utf-8") for each in (tmp_path / "union").iterdir())


def test_a_faulty_file_is_shown_with_its_line(detente: Run, tmp_path: Path):
    file = tmp_path / "a.xml"
    file.write_text('<utility_space>\n<issue name="x" vtype="discrete"/>\n</utility_space>', encoding="utf-8")
    ran = detente("convert", file)
    assert (ran.code, ran.out) == (1, "")
    assert f"{file}:2:1: error: The issue `x` has no items." in ran.err
    assert '<issue name="x"' in ran.err


def test_a_format_may_be_named_where_content_does_not_show_it(detente: Run, tmp_path: Path):
    file = tmp_path / "odd.txt"
    file.write_text("<project/>", encoding="utf-8")
    assert detente("convert", file).code == 2
    assert detente("convert", file, "--from", "genius").code == 1
