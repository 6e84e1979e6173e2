"""``sheet``: to a file or to the output, and never one side's numbers to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.samples import Run, Write


def test_the_page_is_the_only_output(detente: Run):
    ran = detente("sheet", "wage-talks")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("<!doctype html>")
    assert ran.out.endswith("</html>\n")


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_the_output_may_be_named(detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.chdir(tmp_path)
    ran = detente("sheet", "wage-talks", "--out", name)
    assert (ran.code, ran.out, ran.err) == (0, detente("sheet", "wage-talks").out, "")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs descriptors that have names")
def test_a_pipe_is_no_file_to_write(program: Run):
    ran = program("sheet", "wage-talks", "--out", "/dev/fd/1")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Error: /dev/fd/1 is no regular file. Name another one.\n"


def test_every_consenting_party_gets_a_blank_sheet(detente: Run):
    page = detente("sheet", "wage-talks").out
    assert "The works union</h2>" in page
    assert "The company</h2>" in page
    assert "38 to 46" not in page


def test_a_file_is_written_whole_and_not_over_another_one(detente: Run, tmp_path: Path):
    file = tmp_path / "sheets.html"
    made = detente("sheet", "wage-talks", "--out", file)
    assert (made.code, made.out, made.err) == (0, "", f"Wrote {file}.\n")
    assert file.read_text(encoding="utf-8") == detente("sheet", "wage-talks").out
    again = detente("sheet", "wage-talks", "--party", "union", "--out", file)
    assert again.code == 2
    assert "exists already" in again.err
    assert detente("sheet", "wage-talks", "--party", "union", "--out", file, "--force").code == 0
    assert "The company</h2>" not in file.read_text(encoding="utf-8")


def test_a_filled_sheet_holds_one_party(detente: Run):
    page = detente("sheet", "wage-talks", "--party", "company", "--filled").out
    assert "34 to 44" in page
    assert "38 to 46" not in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--filled",), "Name one"),
        (("--filled", "--party", "union", "--party", "company"), "Name one"),
        (("--party", "unoin"), "Did you mean 'union'?"),
        (("--party", "moon"), "There are: union, company."),
        (("--force",), "--out"),
        (("--force", "--out", "-"), "Add --out"),
        (("--out", ""), "is empty"),
        (("--out", "."), "is a folder"),
    ],
    ids=[
        "filled-of-nobody",
        "filled-of-two",
        "misspelt",
        "unknown",
        "force-alone",
        "force-to-the-output",
        "nameless",
        "a-folder",
    ],
)
def test_what_cannot_be_made_is_wrong_usage(detente: Run, arguments: tuple[str, ...], said: str):
    ran = detente("sheet", "wage-talks", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


DRAFT = "case: Talks\nparties: [union, company]\nissues: {term: [one year, two years]}\n"


@pytest.mark.parametrize(
    "rest",
    ["", "preferences: {union: {weights: {trem: 1}}}\n", "preferences: nonsense\nred_lines: [{party: moon}]\n"],
    ids=["questions-only", "half-answered", "nonsense"],
)
def test_blank_sheets_need_only_the_questions(detente: Run, case: Write, rest: str):
    file = case(DRAFT + rest)
    ran = detente("sheet", file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("two years</th>") == 2
    assert detente("sheet", file, "--party", "union", "--filled").code == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("case: Talks\nparties: [union]\n", "`issues` is missing"),
        ("case: Talks\nparties: [union]\nissues: {term: 5}\n", "issues"),
        (DRAFT + "isues: {}\n", "isues"),
        ("case: [\n", "talks.yaml:"),
    ],
    ids=["no-issues", "an-issue-without-options", "misspelt-section", "no-yaml"],
)
def test_faults_in_the_questions_are_told(detente: Run, case: Write, text: str, said: str):
    ran = detente("sheet", case(text))
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


def test_a_party_of_which_nothing_is_known_has_a_blank_sheet_only(detente: Run, case: Write):
    file = case(
        "case: Talks\nparties: {union: {}, company: {}, town: {role: observer}}\n"
        "issues: {term: [one year, two years]}\npreferences:\n"
        "  union: {weights: {term: 1}, values: {term: {one year: 100, two years: 0}}, no_deal: 10}\n"
        "  company: {weights: {term: 1}, values: {term: {one year: 0, two years: 100}}, no_deal: 10}\n"
        "  town: unknown\n"
    )
    assert detente("sheet", file, "--party", "town").code == 0
    ran = detente("sheet", file, "--party", "town", "--filled")
    assert (ran.code, ran.out) == (2, "")
    assert "Leave out --filled" in ran.err


def test_where_nobody_s_consent_is_required_there_is_no_sheet_to_make(detente: Run, case: Write):
    ran = detente("sheet", case("case: Talks\nparties: {union: {role: observer}}\nissues: {term: [a, b]}\n"))
    assert ran.code == 1
    assert "consent" in ran.err
