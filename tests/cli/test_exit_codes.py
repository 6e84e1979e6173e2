"""0 answered, 1 the case has errors, 2 usage or missing file, 3 a limit, 70 internal; and what is said."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import pytest

import detente as package
from cli.samples import DEAL, FAULTY, NO_DEAL, Run, Write

# The name in the package is that of the function.
ANSWERING = import_module("detente.workspace.analyse")


@pytest.mark.parametrize("text", [pytest.param(DEAL, id="a deal"), pytest.param(NO_DEAL, id="no deal")])
def test_an_answer_is_0(detente: Run, case: Write, text: str):
    ran = detente("analyse", case(text))
    assert ran.code == 0
    assert "zone of possible agreement" in ran.out


def test_warnings_are_counted_on_the_error_stream_and_stop_nothing(detente: Run, case: Write):
    file = case(NO_DEAL)
    for form in ((), ("--all",), ("--json",)):
        ran = detente("analyse", file, *form)
        assert (ran.code, ran.err) == (0, f"Note: 2 warnings about this case; detente check {file} shows them.\n")
    assert detente("analyse", case(DEAL)).err == ""


def test_a_catalogue_name_is_a_case(detente: Run):
    assert detente("analyse", "wage-talks").code == 0


def test_an_existing_path_wins_over_the_catalogue(detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("wage-talks").write_text(DEAL, encoding="utf-8")
    assert detente("analyse", "wage-talks").out.startswith("Two issues")


def test_a_folder_with_a_case_is_a_case(detente: Run, tmp_path: Path):
    (tmp_path / "case.yaml").write_text(DEAL, encoding="utf-8")
    assert detente("analyse", tmp_path).out.startswith("Two issues")


@pytest.mark.parametrize("command", ["analyse", "analyze", "check"])
def test_a_case_with_errors_is_1(detente: Run, case: Write, command: str):
    assert detente(command, case(FAULTY)).code == 1


def test_the_faults_of_an_analysed_case_are_on_the_error_stream(detente: Run, case: Write):
    ran = detente("analyse", case(FAULTY), "--json")
    assert ran.out == ""
    assert "wgae" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("analyse", "wage-talk"), "Did you mean 'wage-talks'?"),
        (("check", "no/such/file.yaml"), "There is no file 'no/such/file.yaml'"),
        (("analyse",), "Missing argument 'CASE'"),
        (("analise", "wage-talks"), "Did you mean 'analyse'?"),
        (("xyz",), "There are: new, check, analyse"),
        (("analyse", "wage-talks", "--josn"), "--json"),
        (("analyse", "wage-talks", "--draws", "100001"), "100,001 is out of bounds. Take one from 0 to 100,000."),
        (("analyse", "wage-talks", "--draws", "many"), "'many' is not a whole number. Write, for example, 1000."),
        (("analyse", "wage-talks", "--draws", "1e3"), "'1e3' is not a whole number. Write, for example, 1000."),
        (("analyse", "wage-talks", "--draws", "1,000"), "'1,000' is not a whole number. Write, for example, 1000."),
        (("analyse", "wage-talks", "--draws", "9" * 5000), "out of bounds. Take one from 0 to 100,000."),
        (
            ("analyse", "wage-talks", "--draws", "5", "--seed", "1.5"),
            "'1.5' is not a whole number. Write, for example, 7.",
        ),
        (("analyse", "wage-talks", "--draws", "0", "--seed", "1"), "makes none. Leave one of the two out."),
        (("analyse", "wage-talks", "--draws", "0", "--workers", "2"), "--workers is about draws"),
        (("analyse", "wage-talks", "--draws", "5", "--workers", "0"), "0 is out of bounds. Take one from 1 to 61."),
        (("analyse", "wage-talks", "--draws", "5", "--seed", "-1"), "-1"),
        (("analyse", "wage-talks", "--draws", "-1"), "-1"),
        (("analyse", "wage-talks", "--json", "--all"), "Leave out --all."),
        (("analyse", "wage-talks", "--count", "union"), "'union' is not a mediator"),
        (("analyse", "wage-talks", "--count", "zz"), "so it cannot be counted. The case has none."),
        (("analyse", "-"), "not read from the standard input"),
        (("new", "--template", "wag", "x.yaml"), "Did you mean 'wage'?"),
        (("new", "--template", "border", "x.yaml"), "There are: wage, territory, blank"),
        (("catalog", "show", "wage-talk"), "Did you mean 'wage-talks'?"),
        (("catalog", "shwo"), "show"),
    ],
    ids=repr,
)
def test_wrong_usage_is_2_and_says_what_to_do(detente: Run, arguments: tuple[str, ...], said: str):
    ran = detente(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


def test_a_file_beside_is_offered(detente: Run, case: Write):
    file = case(DEAL)
    assert f"Did you mean {str(file)!r}?" in detente("analyse", file.with_name("talk.yaml")).err


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
@pytest.mark.parametrize("target", ["gone.yaml", "talks.yaml"], ids=["broken", "circular"])
def test_a_link_to_nothing_is_said_and_never_offered(detente: Run, tmp_path: Path, target: str):
    link = tmp_path / "talks.yaml"
    link.symlink_to(tmp_path / target)
    ran = detente("check", link)
    assert (ran.code, ran.out) == (2, "")
    assert "is a link that leads to no file" in ran.err
    assert "Did you mean" not in detente("check", tmp_path / "talk.yaml").err


@pytest.mark.parametrize("line_break", ["\r", "\r\n", "\n"], ids=repr)
def test_the_source_line_is_shown_whatever_ends_lines(detente: Run, tmp_path: Path, line_break: str):
    file = tmp_path / "talks.yaml"
    file.write_bytes(FAULTY.replace("\n", line_break).encode())
    ran = detente("check", file)
    assert "weights: {wgae: 60, shifts: 40}" in ran.out
    assert f"{file}:8:" in ran.out
    file.write_bytes(FAULTY.replace("    weights: {wgae", "\tweights: {wgae").replace("\n", line_break).encode())
    assert f"{file}:8:1:" in detente("check", file).out


def test_a_limit_is_3_and_says_which(detente: Run, case: Write):
    ran = detente("analyse", case(DEAL + "# " + "x" * 2_000_000))
    assert ran.code == 3
    assert "2,000,000" in ran.err


@pytest.mark.parametrize("command", ["check", "analyse"])
def test_too_many_consenting_parties_are_3(detente: Run, case: Write, command: str):
    parties = [f"p{i}" for i in range(9)]
    text = f"case: Nine\nparties: [{', '.join(parties)}]\nissues: {{x: [l, r]}}\npreferences:\n"
    one = "{weights: {x: 1}, values: {x: {l: 0, r: 100}}, no_deal: 5}\n"
    text += "".join(f"  {party}: {one}" for party in parties)
    ran = detente(command, case(text))
    assert (ran.code, ran.out) == (3, "")
    assert "the consent of 9 parties and the limit is 8" in ran.err
    assert detente(command, case(text.replace("p7, p8]", "p7]").replace(f"  p8: {one}", ""))).code == 0


@pytest.mark.parametrize("command", ["check", "analyse"])
def test_mediators_alone_are_1(detente: Run, case: Write, command: str):
    roles = "parties: {union: {role: observer}, company: {role: mediator, consent: required}}"
    ran = detente(command, case(DEAL.replace("parties: [union, company]", roles)))
    assert ran.code == 1
    assert "Only `company` has to consent" in ran.out + ran.err


def test_a_full_memory_is_3(detente: Run, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(ANSWERING, "analyse_deal", full)
    ran = detente("analyse", "wage-talks")
    assert ran.code == 3
    assert "memory" in ran.err


def broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError("one\nover none")


def test_an_error_of_our_own_is_70_and_one_line(detente: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ANSWERING, "analyse_deal", broken)
    ran = detente("analyse", "wage-talks")
    assert ran.code == 70
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "ZeroDivisionError: one over none" in ran.err
    assert "report" in ran.err
    assert "DETENTE_DEBUG=1" in ran.err


def test_the_traceback_is_there_when_asked_for(detente: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ANSWERING, "analyse_deal", broken)
    monkeypatch.setenv("DETENTE_DEBUG", "1")
    ran = detente("analyse", "wage-talks")
    assert ran.code == 70
    assert "Traceback" in ran.err


def test_an_interruption_is_130(detente: Run, monkeypatch: pytest.MonkeyPatch):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ANSWERING, "analyse_deal", stop)
    ran = detente("analyse", "wage-talks")
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "Interrupted.")


def test_a_counted_mediator_is_an_objective(detente: Run, case: Write):
    text = DEAL.replace(
        "parties: [union, company]", "parties: {union: , company: , chair: {role: mediator, consent: required}}"
    )
    text += """\
  chair:
    weights: {wage: 1, shifts: 0}
    values: {wage: {0: 0, 4: 100}}
    no_deal: 0
"""
    file = case(text)
    assert "cannot be counted. These can: chair." in detente("analyse", file, "--count", "zz").err
    assert '"counted": [\n      "union",\n      "company"\n    ]' in detente("analyse", file, "--json").out
    assert '"company",\n      "chair"\n    ]' in detente("analyse", file, "--json", "--count", "chair").out


def test_the_version(detente: Run):
    assert detente("--version").out == f"detente {package.__version__}\n"
