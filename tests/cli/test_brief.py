"""The brief: golden for every shipped case, and one screen for any case.

``DETENTE_UPDATE=1`` writes the golden briefs anew; look at the difference before committing it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.samples import DEAL, HARBOUR, NO_DEAL, Run, Write
from detente import catalog
from detente.case import Case
from detente.io import read_text
from detente.report import Document, brief, full, lay_out
from detente.report.layout import wrap
from detente.report.words import gain, points
from detente.results import Analysis
from detente.workspace import analyse, open_case

Form = Callable[[Case, Analysis, str], Document]
BRIEFS = Path(__file__).parent / "briefs"
LIKELIHOOD = ("likely", "unlikely", "probab", "chance", "risk of", "almost certain", "odds")


@cache
def analysed(name: str) -> tuple[Case, Analysis]:
    opened = open_case(name)
    return opened.case, analyse(opened, draws=200)


def printed(document: Document, width: int = 80) -> str:
    """Return a document as lines of text."""
    return "".join("".join(piece for piece, _ in line) + "\n" for line in lay_out(document, width))


def text(form: Form, name: str, width: int = 80) -> str:
    """Return a shipped case in a form, as lines of text."""
    return printed(form(*analysed(name), name), width)


def compare(shown: str, name: str) -> None:
    golden = BRIEFS / f"{name}.txt"
    if os.environ.get("DETENTE_UPDATE"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", catalog.names("analyse"))
def test_the_brief_of_a_shipped_case(detente: Run, name: str):
    compare(detente("analyse", name).out, name)


def test_the_brief_of_a_case_without_a_deal(detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("harbour.yaml").write_text(HARBOUR, encoding="utf-8")
    compare(detente("analyse", "harbour.yaml").out, "no-deal")


@pytest.mark.parametrize("name", catalog.names("analyse"))
def test_it_fits_one_screen_in_every_way(name: str):
    lines = text(brief, name).splitlines()
    assert len(lines) <= 40
    assert max(map(cell_len, lines)) <= 80
    assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize("name", catalog.names("analyse"))
@pytest.mark.parametrize("form", [brief, full])
def test_no_word_of_likelihood_that_nobody_entered(name: str, form: Form):
    case, analysis = analysed(name)
    # How likely promises are kept and how a ceasefire fares is entered in the case, and told in words of its own.
    paper = replace(
        analysis,
        ceasefire=None,
        deal=replace(analysis.deal, kept=None),
        uncertainty=None if analysis.uncertainty is None else replace(analysis.uncertainty, kept=None),
    )
    shown = printed(form(case, paper, name)).lower()
    assert not [word for word in LIKELIHOOD if word in shown]


@pytest.mark.parametrize("name", catalog.names("analyse"))
def test_points_of_different_sides_are_compared_only_with_a_warning(name: str):
    assert not {"egalitarian", "utilitarian"} & set(text(brief, name).lower().split())
    everything = text(full, name)
    nash, warning = everything.index("Nash: "), everything.index("compare or add points of different sides")
    assert nash < warning < everything.index("Egalitarian: ") < everything.index("Utilitarian: ")


def test_a_zone_is_called_necessary_not_sufficient(detente: Run, case: Write):
    assert "necessary for an agreement, not sufficient" in " ".join(detente("analyse", case(DEAL)).out.split())


def test_ranges_are_named_only_where_there_are_any(detente: Run, case: Write):
    assert "the central values of your ranges" in " ".join(detente("analyse", case(DEAL)).out.split())
    exact = detente("analyse", case(DEAL.replace("30..50", "40"))).out
    assert "your ranges" not in exact
    assert "the values given" in exact


def test_what_is_unknown_is_counted_and_is_no_range(detente: Run, case: Write):
    text = DEAL.replace("30..50", "40").replace("shifts: {fixed: 0, rotating: 100}", "shifts: unknown")
    shown = " ".join(detente("analyse", case(text), "--draws", 0).out.split())
    assert "At the values given, some" in shown
    assert "your ranges" not in shown
    assert "Unknown, so at their middle (value 50): 2 values of company." in shown
    text = text.replace("weights: {wage: 60, shifts: 40}", "weights: {wage: 60, shifts: unknown}")
    shown = " ".join(detente("analyse", case(text)).out.split())
    assert "middle (value 50, weight half the largest): 1 weight of union; 2 values of company." in shown
    known = detente("analyse", case(DEAL)).out
    assert "Unknown" not in known


def test_a_case_of_which_all_is_unknown_says_so(detente: Run, case: Write):
    text = DEAL.replace("30..50", "40")
    text = re.sub("weights: .*", "weights: {wage: unknown, shifts: unknown}", text)
    text = re.sub("values: .*", "values: {wage: {0: unknown, 4: unknown}, shifts: unknown}", text)
    for form in ((), ("--all",)):
        shown = " ".join(detente("analyse", case(text), *form).out.split())
        assert "At the values given" in shown
        assert (
            "Unknown, so at their middle (value 50, weights equal): 4 values and both weights of union; "
            "4 values and both weights of company."
        ) in shown


def test_unknown_numbers_are_one_total_where_room_is_short():
    assert "25 values of 4 parties are unknown, so at their middle (value 50)." in text(brief, "ukraine-2025")
    assert "10 values of United States; 11 values of European Union." in text(full, "ukraine-2025")


def test_unknown_numbers_at_a_table_are_of_those_who_sit_there():
    opened = open_case("ukraine-2025")
    shown = lay_out(brief(opened.case, analyse(opened, draws=0, table="US-Russia call"), "ukraine-2025"), 80)
    told = " ".join("".join(piece for piece, _ in line) for line in shown)
    assert "11 values of 2 parties are unknown" in told or "1 value of Russia; 3 values of Ukraine; 10" in told


def test_unknown_values_of_an_issue_without_weight_do_not_count(detente: Run, case: Write):
    text = DEAL.replace("{wage: 50, shifts: 50}", "{wage: 50, shifts: 0}")
    text = text.replace("shifts: {fixed: 0, rotating: 100}", "shifts: unknown")
    assert "Unknown" not in detente("analyse", case(text)).out


@pytest.mark.parametrize(
    ("rule", "kind"), [("", "possible"), ("rules: [{never: {term: two years}}]\n", "feasible")], ids=["alone", "left"]
)
@pytest.mark.parametrize(
    ("no_deal", "verdict"), [(40, "matches or beats"), (60, "does not match or beat")], ids=["deal", "no deal"]
)
def test_a_single_package_is_not_counted(
    detente: Run, case: Write, tmp_path: Path, rule: str, kind: str, no_deal: int, verdict: str
):
    options, values = ("[one year, two years]", "{one year: 50, two years: 0}") if rule else ("[any]", "{any: 50}")
    stance = f"{{weights: {{term: 1}}, values: {{term: {values}}}, no_deal: {no_deal}}}"
    text = f"case: One\nparties: [a, b]\nissues: {{term: {options}}}\npreferences: {{a: {stance}, b: {stance}}}\n{rule}"
    page = tmp_path / "one.html"
    shown = " ".join(detente("analyse", case(text), "--report", page).out.split())
    said = f"the only {kind} package {verdict} no deal for a and b"
    assert f", {said}" in shown
    assert said in " ".join(page.read_text(encoding="utf-8").split())


def test_no_deal_names_its_witness_and_the_nearest_misses(detente: Run, case: Write):
    lines = detente("analyse", case(NO_DEAL)).out.splitlines()
    assert lines[2].startswith("There is no zone of possible agreement.")
    at = lines.index("WHAT BLOCKS  these cannot all hold; without any one the others can")
    assert lines[at + 1 : at + 3] == [
        "  - the no-deal value of union (95.0 points)",
        "  - the no-deal value of company (90.0 points)",
    ]
    assert [line for line in lines if line.startswith("NEAREST MISSES")]
    assert "left on table" not in lines


def test_solutions_that_coincide_are_shown_once(detente: Run, case: Write):
    text = """\
case: One good package
parties: [a, b]
issues: {x: [l, r], y: [l, r]}
preferences:
  a: {weights: {x: 1, y: 1}, values: {x: {l: 100, r: 0}, y: {l: 100, r: 0}}, no_deal: 10}
  b: {weights: {x: 1, y: 1}, values: {x: {l: 100, r: 0}, y: {l: 100, r: 0}}, no_deal: 10}
"""
    shown = detente("analyse", case(text)).out
    assert "ONE PACKAGE WORTH DISCUSSING" in shown
    assert "A: Nash and Kalai-Smorodinsky" in shown
    assert "B: " not in shown


def test_rules_that_exclude_everything_are_the_witness(detente: Run, case: Write):
    ran = detente("analyse", case(DEAL + "rules: [{never: {shifts: [fixed, rotating]}, kind: legal}]\n"))
    assert ran.code == 0
    assert "The rules exclude every package." in ran.out
    assert "the legal rule: no package has shifts: fixed or rotating" in ran.out


def test_a_party_of_whom_nothing_is_known_is_named(detente: Run, case: Write):
    text = DEAL.replace("parties: [union, company]", "parties: {union: , company: , state: {role: observer}}")
    shown = detente("analyse", case(text + "  state: unknown\n")).out
    assert "without points here: state." in shown


def test_red_lines_that_may_not_be_meant_are_read_both_ways(detente: Run, case: Write):
    red = "red_lines: [{party: union, never: {shifts: [fixed, rotating]}, basis: stated, firm: 0.4}]\n"
    shown = " ".join(detente("analyse", case(DEAL + red)).out.split())
    alone = "union will not accept shifts: fixed or rotating (stated, firm 0.4)"
    assert f"this alone excludes every package - {alone}" in shown
    assert "If only firm red lines held (firm at least 0.5): there is a zone of possible agreement; Nash" in shown
    assert "Left out: union will not accept shifts: fixed or rotating." in shown
    firm = " ".join(detente("analyse", case(DEAL + red.replace("0.4", "0.6"))).out.split())
    assert "If only firm" not in firm


def test_what_a_proposal_gives_and_leaves(detente: Run, case: Write):
    plans = """\
proposals:
  as it is: {package: {wage: 0, shifts: fixed}}
  good: {package: {wage: 4, shifts: rotating}}
  vague: {package: {wage: 4}, rest: open}
"""
    lines = detente("analyse", case(DEAL + plans)).out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("PROPOSALS"))
    table = [line.split() for line in lines[at + 1 : at + 5]]
    assert table[0] == ["acceptable", "union", "company", "left", "on", "table"]
    assert table[1] == ["as", "it", "is", "no:", "changes", "nothing", "0.0", "+10.0", "+5.0", "+12.5"]
    assert table[2] == ["good", "yes", "+20.0", "+10.0", "nothing"]
    assert table[3] == ["vague", "depends", "+20.0", "+10.0", "nothing"]
    assert lines[at + 5] == "Issues left open are filled in as suits all sides best."


def test_why_a_proposal_is_not_acceptable_where_no_gain_shows_it(detente: Run, case: Write):
    parts = """\
red_lines: [{party: union, never: {wage: 3}}]
rules: [{never: {wage: 2}, kind: legal}]
proposals:
  crossed: {package: {wage: 3, shifts: rotating}}
  barred: {package: {wage: 2, shifts: rotating}}
  as it is: {package: {wage: 0, shifts: fixed}}
  too little: {package: {wage: 0, shifts: rotating}}
"""
    lines = detente("analyse", case(DEAL.replace("no_deal: 40", "no_deal: 30") + parts)).out.splitlines()
    verdicts = {line[2:12].strip(): line for line in lines[next(i for i, x in enumerate(lines) if "PROPOSALS" in x) :]}
    assert "  no: red line  " in verdicts["crossed"]
    assert "  no: rule  " in verdicts["barred"]
    assert "  no: changes nothing  " in verdicts["as it is"]
    assert "  no  " in verdicts["too little"]


def test_ties_are_counted(detente: Run, case: Write):
    text = """\
case: Two ways to the same points
parties: [a, b]
issues: {x: [l, r], y: [l, r]}
preferences:
  a: {weights: {x: 1, y: 1}, values: {x: {l: 100, r: 0}, y: {l: 100, r: 0}}, no_deal: 10}
  b: {weights: {x: 1, y: 1}, values: {x: {l: 0, r: 100}, y: {l: 0, r: 100}}, no_deal: 10}
"""
    file = case(text)
    assert "Several packages give exactly these points: A (2)." in detente("analyse", file).out
    everything = " ".join(detente("analyse", file, "--all").out.split())
    assert "(2 packages with these points)" in everything
    assert "the same points: x: l becomes r; y: r becomes l" in everything


def test_tied_solutions_say_so(detente: Run, case: Write):
    shown = " ".join(text(brief, "panama-canal-1974", 60).split())
    assert "A: Nash (one of 2 tied): 76.0 +30.0" in shown
    plain = detente("analyse", case(DEAL)).out
    assert " tied)" not in plain


def test_what_is_shown_of_open_proposals_is_said_once(detente: Run, case: Write):
    plans = """\
proposals:
  vague: {package: {wage: 4}, rest: open}
  vaguer: {package: {shifts: rotating}, rest: open}
"""
    shown = " ".join(detente("analyse", case(DEAL + plans), "--all").out.split())
    assert shown.count("leaves open") == 2
    assert shown.count("the completion with the largest product of gains") == 1
    closed = "proposals: {good: {package: {wage: 4, shifts: rotating}}}\n"
    assert "the completion with" not in detente("analyse", case(DEAL + closed), "--all").out


def large(parties: int, issues: int, options: int, words: int, *, harsh: bool = False) -> str:
    """Return a case with long names: rivals on every other issue, red lines, rules and proposals."""
    sides = [f"The {'very ' * words}united party number {i}" for i in range(parties)]
    topics = [f"The question of {'some long ' * words}matter {j}" for j in range(issues)]
    choices = [f"{'one more word ' * words}option {k}" for k in range(options)]
    lines = [f"case: {'A very long title ' * words}of talks", f"parties: [{', '.join(sides)}]", "issues:"]
    lines += [f"  {topic}: {{options: [{', '.join(choices)}], status_quo: {choices[0]}}}" for topic in topics]
    lines.append("preferences:")
    for i, side in enumerate(sides):
        weights = ", ".join(f"{topic}: {1 + (i * 7 + j * 3) % 11}" for j, topic in enumerate(topics))
        lines += [f"  {side}:", f"    weights: {{{weights}}}", "    values:"]
        for j, topic in enumerate(topics):
            order = range(options) if (i + j) % 2 else reversed(range(options))
            points = [100 * rank // (options - 1) for rank in order]
            lines.append(f"      {topic}: {{{', '.join(f'{c}: {p}' for c, p in zip(choices, points, strict=True))}}}")
        lines.append(f"    no_deal: {90 if harsh else '20..30'}")
    lines.append("red_lines:")
    for i, side in enumerate(sides):
        lines.append(
            f"  - {{party: {side}, never: {{{topics[i]}: {choices[-1]}}}, basis: stated, firm: 0.{4 + i % 3}}}"
        )
    lines.append("proposals:")
    for k in range(8):
        package = ", ".join(f"{topic}: {choices[(k + j) % options]}" for j, topic in enumerate(topics))
        lines.append(f"  proposal {'by name ' * words}{k}: {{package: {{{package}}}}}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("harsh", [False, True], ids=["mild", "harsh"])
@pytest.mark.parametrize("words", [0, 1, 3])
@pytest.mark.parametrize(("parties", "issues"), [(2, 2), (2, 16), (3, 12), (4, 8), (8, 8)])
def test_any_case_fits_one_screen(parties: int, issues: int, words: int, harsh: bool):
    opened = read_text(large(parties, issues, 2, words, harsh=harsh))
    document = brief(opened.case, analyse(opened, draws=40), "talks.yaml")
    lines = lay_out(document, 80)
    text = ["".join(piece for piece, _ in line) for line in lines]
    assert len(lines) <= 40, "\n".join(text)
    assert max(map(cell_len, text)) <= 80
    assert any(line.startswith(("WHAT BLOCKS", "NEXT")) for line in text)


@pytest.mark.parametrize("width", [24, 40, 60, 80, 100])
@pytest.mark.parametrize("form", [brief, full])
@pytest.mark.parametrize("name", ["wage-talks", "ukraine-2025"])
def test_no_line_is_wider_than_the_terminal(name: str, form: Form, width: int):
    assert max(map(cell_len, text(form, name, width).splitlines())) <= width


@pytest.mark.parametrize("width", [40, 60, 79])
@pytest.mark.parametrize("name", catalog.names("analyse"))
def test_a_narrow_terminal_cuts_nothing_that_a_wide_one_shows(name: str, width: int):
    assert text(brief, name, width).count("…") <= text(brief, name).count("…")


def test_proposals_stay_a_table_at_60_columns():
    lines = text(brief, "wage-talks", 60).splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("PROPOSALS"))
    assert lines[at + 2].split() == ["acceptable", "union", "company", "left", "on", "table"]


def test_a_long_name_breaks_behind_its_hyphen():
    assert wrap("B: Kalai-Smorodinsky", 14) == ["B: Kalai-", "Smorodinsky"]
    assert wrap("B: Kalai-Smorodinsky", 8) == ["B:", "Kalai-", "Smorodin", "sky"]


def test_the_full_listing_holds_every_efficient_package():
    _, analysis = analysed("wage-talks")
    deal, shown = analysis.deal, text(full, "wage-talks")
    for point in deal.acceptable_frontier.points:
        assert all(f"{points(point.utility[party])} {gain(point.gain[party])}" in shown for party in deal.consenting)
    assert shown.count("Better for every side:") == sum(bool(p.better) for p in deal.proposals.values())
    for name in deal.proposals:
        assert f"PROPOSAL: {name}" in shown
