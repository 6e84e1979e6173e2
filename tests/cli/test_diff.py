"""``detente diff``: what changed, by path; what it did, on common random numbers; its document and its words."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cli.samples import DEAL, HARBOUR, NO_DEAL, Run, Write
from cli.test_brief import LIKELIHOOD
from cli.test_compare import TABLE
from cli.test_json import closed, no_constant
from detente.io import read_text
from detente.io.changes import edits_between
from detente.workspace import MAX_APART, analyse, compare, diff, difference_schema

GOLDEN = Path(__file__).parent / "compared" / "diff.txt"
RED = "red_lines:\n  - {party: union, never: {wage: 0}, basis: stated, firm: 0.5}\n"
FIRST = DEAL.replace("no_deal: 40", "no_deal: 40..60") + RED
SECOND = (
    FIRST.replace("no_deal: 40..60", "no_deal: {is: 50..70, source: poll}")
    .replace("case: Two issues", "case: Two issues\nsources: {poll: {title: A poll}}")
    .replace("firm: 0.5", "firm: 0.9")
    .replace("shifts: 40", "shifts: 20")
)


def changes(first: str, second: str) -> list[tuple[str, str, str | None, str | None, bool]]:
    found = [edit.change for edit in edits_between(read_text(first), read_text(second))]
    return [(each.path, each.kind, each.was, each.now, each.silent) for each in found]


def test_what_changed_is_told_by_path_in_the_order_of_the_file():
    assert changes(FIRST, SECOND) == [
        ("sources.poll", "added", None, "{title: A poll}", True),
        ("preferences.union.weights.shifts", "changed", "40", "20", False),
        ("preferences.union.no_deal", "changed", "40..60", "50..70", False),
        ("red_lines[0].firm", "changed", "0.5", "0.9", False),
    ]


IN_A_TABLE = FIRST.replace(
    """    weights: {wage: 60, shifts: 40}
    values: {wage: {0: 0, 4: 100}, shifts: {fixed: 100, rotating: 0}}
""",
    "    file: union.csv\n",
)
ROWS = """\
issue,option,weight,value,note
wage,0,60,0,
wage,4,,100,
shifts,fixed,40,100,
shifts,rotating,,0,
"""


def folder(root: Path, name: str, rows: str) -> Path:
    """Return the folder of a case with a table."""
    made = root / name
    made.mkdir()
    (made / "case.yaml").write_text(IN_A_TABLE, encoding="utf-8")
    (made / "union.csv").write_text(rows, encoding="utf-8")
    return made


def test_numbers_in_tables_are_listed_and_made_alone(tmp_path: Path):
    first = folder(tmp_path, "first", ROWS)
    second = folder(tmp_path, "second", ROWS.replace("fixed,40,100,", "fixed,20,80,polled").replace("4,,100", "4,,90"))
    found = diff(first, second, draws=50)
    told = [(each.path, each.was, each.now, each.silent) for each in found.changes]
    assert told == [
        ("preferences.union.weights.shifts", "40", "20", False),
        ("preferences.union.values.wage.4", "100", "90", False),
        ("preferences.union.values.shifts.fixed", "100", "80", False),
    ]
    assert all(each.alone is not None for each in found.changes)


def test_a_number_that_moves_from_a_table_into_the_case_is_no_change(tmp_path: Path, case: Write):
    assert diff(folder(tmp_path, "first", ROWS), case(FIRST), draws=0).changes == ()


BRIDGE = (
    DEAL.replace("wage: 60, shifts: 40", "wage: 60, shifts: 40, bridge: 0")
    .replace("wage: 50, shifts: 50", "wage: 50, shifts: 50, bridge: 0")
    .replace("rotating: 0}", "rotating: 0}, bridge: {open: 1, shut: 0}")
    .replace("rotating: 100}", "rotating: 100}, bridge: {open: 1, shut: 0}")
    .replace("preferences:", "  bridge: [open, shut]\nclocks: {End: {on: 2025-01-01, issues: [bridge]}}\npreferences:")
)


@pytest.mark.parametrize(
    "second",
    [
        DEAL.replace("case: Two issues", "case: {title: T, source: s}\nsources: {s: {title: S}}"),
        BRIDGE,
    ],
    ids=["the-case-cites-a-new-source", "a-clock-of-a-new-issue"],
)
def test_words_about_something_new_do_not_stop_a_comparison(tmp_path: Path, second: str):
    for name, text in (("first", DEAL), ("second", second.replace("no_deal: 40", "no_deal: 30"))):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    found = diff(tmp_path / "first.yaml", tmp_path / "second.yaml", draws=0)
    (change,) = [each for each in found.changes if each.path == "preferences.union.no_deal"]
    assert change.alone is not None


def test_cases_that_have_nothing_in_common_are_compared():
    found = diff("wage-talks", "ampo-vs-city", draws=0)
    assert not found.apart
    assert found.changes


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("", "", [], id="nothing"),
        pytest.param("40\n  c", "{is: 40, note: Said so}\n  c", [True], id="a-source-is-words-only"),
        pytest.param("40\n  c", "{is: 40, source: s}\n  c", [True], id="a-name-of-a-source-is-too"),
        pytest.param("40\n  c", "40..41\n  c", [False], id="a-number-is-not"),
        pytest.param("[union, company]", "{union: , company: }", [], id="the-same-parties-in-another-form"),
        pytest.param("case: Two issues", "case: {title: Two issues, summary: More}", [True], id="a-summary"),
    ],
)
def test_what_is_words_only(first: str, second: str, expected: list[bool]):
    text = (
        DEAL.replace("case: Two issues", "case: Two issues\nsources: {s: {title: T}}")
        if "source: s" in second
        else DEAL
    )
    assert [silent for *_, silent in changes(text, text.replace(first, second, 1))] == expected


def test_entries_of_lists_are_matched_by_what_they_are_about():
    lines = [
        "  - {party: union, never: {wage: 0}}\n",
        "  - {party: company, never: {wage: 4}}\n",
        "  - {party: union, never: {shifts: rotating, wage: 1}}\n",
    ]
    first = DEAL + "red_lines:\n" + "".join(lines)
    assert changes(first, DEAL + "red_lines:\n" + "".join(reversed(lines))) == []
    softer = lines[1].replace("}}", "}, basis: stated, firm: 0.5}")
    assert changes(first, DEAL + "red_lines:\n" + softer + lines[0]) == [
        ("red_lines[1].basis", "added", None, "stated", False),
        ("red_lines[1].firm", "added", None, "0.5", False),
        ("red_lines[2]", "removed", "{party: union, never: {shifts: rotating, wage: 1}}", None, False),
    ]
    assert changes(DEAL, DEAL + "red_lines:\n" + lines[0]) == [
        ("red_lines[0]", "added", None, "{party: union, never: {wage: 0}}", False)
    ]


def test_all_changes_made_one_by_one_give_the_second_version():
    first, second = read_text(FIRST), read_text(SECOND)
    case = first
    for edit in edits_between(first, second):
        case = edit.applied(case)
    assert case.case == second.case


def test_shares_are_those_of_the_analyses_and_their_error_is_paired():
    first, second = read_text(FIRST), read_text(SECOND)
    found = diff(first, second, draws=400, seed=2)
    shares = [analyse(each, draws=400, seed=2).uncertainty for each in (first, second)]
    assert found.zone is not None
    assert [found.zone.before, found.zone.after] == [each.zopa_share for each in shares if each is not None]
    for package in found.packages:
        terms = ",".join(f"{issue}={option}" for issue, option in package.package.items())
        alone = [compare(each, [terms], draws=400, seed=2).packages[0] for each in (first, second)]
        assert [package.before, package.after] == [each.outcome for each in alone]
        assert package.share is not None
        assert [package.share.before, package.share.after] == [each.drawn.share for each in alone if each.drawn]
        unpaired = math.sqrt(sum(p * (1 - p) / 400 for p in (package.share.before, package.share.after)))
        assert package.share.error is not None
        assert package.share.error <= unpaired * 1.01 + 1e-12


def test_common_numbers_cancel_what_did_not_change():
    wide = FIRST.replace("40..60", "50..80")
    found = diff(
        read_text(wide), read_text(wide.replace("weights: {wage: 50, shifts: 50}", "weights: {wage: 5, shifts: 5}"))
    )
    assert len(found.changes) == 2
    assert found.zone is not None
    assert 0 < found.zone.before < 1
    assert (found.zone.change, found.zone.error) == (0, 0)


def test_one_change_alone_is_the_case_with_that_change():
    first, second = read_text(FIRST), read_text(SECOND)
    found = diff(first, second, draws=200)
    assert found.apart
    # A number may cite a source that is new: words go with every change.
    cited = edits_between(first, second)[0].applied(first)
    for change, edit in zip(found.changes, edits_between(first, second), strict=True):
        if change.silent:
            assert change.alone is None
            continue
        answer = analyse(edit.applied(cited), draws=200)
        assert change.alone is not None
        assert change.alone.zopa == answer.deal.zopa
        assert change.alone.zone is not None
        assert answer.uncertainty is not None
        assert change.alone.zone.after == answer.uncertainty.zopa_share
        assert change.alone.nash == {p: answer.deal.solutions.nash[0].gain[p] for p in ("union", "company")}


def test_a_change_that_cannot_stand_alone_says_why():
    second = (
        DEAL.replace("fixed, rotating]", "fixed, rotating, mixed]")
        .replace("rotating: 0}", "rotating: 0, mixed: 50}")
        .replace("rotating: 100}", "rotating: 100, mixed: 50}")
    )
    found = diff(read_text(DEAL), read_text(second), draws=0)
    assert [change.path.rpartition(".")[2] for change in found.changes] == ["options", "mixed", "mixed"]
    assert all(change.alone is None for change in found.changes)
    assert "mixed" in found.changes[0].fault


def test_many_changes_are_not_tried_alone():
    numbers = [f"{{0: 0, {i}: 50, 14: 100}}" for i in (3, 4)]
    issues = [f"i{n}" for n in range(MAX_APART + 1)]

    def text(values: str) -> str:
        rows = ", ".join(f"{name}: {values}" for name in issues)
        weights = ", ".join(f"{name}: 1" for name in issues)
        side = f"{{weights: {{{weights}}}, values: {{{rows}}}, no_deal: 10}}"
        listed = "".join(f"  {name}: {{from: 0, to: 14, step: 1}}\n" for name in issues)
        return f"case: Many\nparties: [a]\nissues:\n{listed}preferences:\n  a: {side}\n"

    found = diff(read_text(text(numbers[0])), read_text(text(numbers[1])), draws=0)
    assert len(found.changes) == 2 * (MAX_APART + 1)
    assert not found.apart
    assert all(change.alone is None for change in found.changes)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(FIRST, SECOND, id="numbers"),
        pytest.param(DEAL, NO_DEAL, id="no-deal"),
        pytest.param(DEAL, DEAL.replace("rotating", "mixed"), id="another-option"),
        pytest.param(DEAL, HARBOUR, id="another-case"),
        pytest.param(DEAL, DEAL, id="the-same"),
    ],
)
def test_the_document_is_as_its_schema_says(detente: Run, case: Write, tmp_path: Path, first: str, second: str):
    other = tmp_path / "other.yaml"
    other.write_text(second, encoding="utf-8")
    for draws in (0, 1, 40):
        ran = detente("diff", case(first), other, "--json", "--draws", draws)
        assert ran.code == 0, ran.err
        document = json.loads(ran.out, parse_constant=no_constant)
        schema = closed(difference_schema())
        jsonschema.Draft202012Validator.check_schema(schema)
        check: Any = jsonschema.Draft202012Validator(schema)
        assert [error.message for error in check.iter_errors(document)] == []
        assert list(check.iter_errors(document | {"apart": None}))
        assert str(other) not in ran.out
    assert json.loads(detente("schema", "--difference").out) == difference_schema()


@pytest.mark.parametrize(
    "pair", [(FIRST, SECOND), (DEAL, NO_DEAL), (DEAL, HARBOUR)], ids=["numbers", "no-deal", "other"]
)
def test_the_words_fit_and_claim_no_likelihood(detente: Run, case: Write, tmp_path: Path, pair: tuple[str, str]):
    other = tmp_path / "other.yaml"
    other.write_text(pair[1], encoding="utf-8")
    shown = detente("diff", case(pair[0]), other).out
    assert max(map(len, shown.splitlines())) <= 80
    assert not [word for word in LIKELIHOOD if word in shown.lower()]


def test_what_a_long_text_becomes_is_shown(detente: Run, case: Write, tmp_path: Path):
    note = "What failing at the table changes beside all else. " * 6
    long = FIRST.replace("no_deal: 40..60", f"no_deal: {{status_quo_plus: {{is: 5, note: {note}}}}}")
    other = tmp_path / "other.yaml"
    other.write_text(FIRST, encoding="utf-8")
    told = " ".join(detente("diff", case(long), other, "--draws", "0").out.split())
    assert "preferences.union.no_deal: {status_quo_plus: {is: 5, note:" in told
    assert "… becomes 40..60" in told


def test_the_difference_is_as_it_was_looked_at(detente: Run, case: Write, tmp_path: Path):
    other = tmp_path / "other.yaml"
    other.write_text(SECOND, encoding="utf-8")
    shown = detente("diff", case(FIRST), other).out
    assert shown == GOLDEN.read_text(encoding="utf-8")


def test_a_case_with_errors_is_named(detente: Run, case: Write, tmp_path: Path):
    other = tmp_path / "other.yaml"
    other.write_text(DEAL.replace("wage: 60", "wgae: 60"), encoding="utf-8")
    ran = detente("diff", case(DEAL), other)
    assert ran.code == 1
    assert "other.yaml" in ran.err
    assert detente("diff", case(DEAL), "nothing").code == 2


def test_one_schema_at_a_time(detente: Run):
    assert detente("schema", "--difference", "--result").code == 2


def test_a_table_is_that_of_each_version(detente: Run, case: Write, tmp_path: Path):
    other = tmp_path / "other.yaml"
    other.write_text(TABLE.replace("no_deal: 40", "no_deal: 101"), encoding="utf-8")
    ran = detente("diff", case(TABLE), other, "--table", "at home", "--json")
    document = json.loads(ran.out)
    assert document["table"] == "at home"
    assert [document[version]["zopa"] for version in ("first", "second")] == [True, False]
    assert document["changes"][0]["alone"]["zopa"] is False
    assert all(package["package"]["shifts"] == "fixed" for package in document["packages"])
    shown = detente("diff", case(TABLE), other, "--table", "at home").out
    assert "What those at the table at home can settle" in " ".join(shown.split())
