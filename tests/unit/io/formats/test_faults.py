"""Wrong files: one clear message with its place, and never anything else."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from detente.errors import CaseError, DetenteError, LimitError, UsageError
from detente.workspace import convert
from unit.io.formats.damage import damaged

DATA = Path(__file__).parents[3] / "data" / "formats"
FILES = sorted(file for file in DATA.rglob("*") if file.is_file())

PROFILE = """<utility_space><objective index="0" name="x">
<issue index="1" name="rent" vtype="discrete">
<item index="1" value="low" evaluation="1"/>
<item index="2" value="high" evaluation="2"/>
</issue>
<weight index="1" value="1"/>
</objective></utility_space>
"""
WEB = '{"LinearAdditiveUtilitySpace": {"issueUtilities": {"a": {"discreteutils": {"valueUtilities": {"x": 1}}}},\n"issueWeights": {"a": 1},\n"domain": {"name": "d", "issuesValues": {"a": {"values": ["x", "y"]}}}, "name": "p"}}'
LOG = '{"reservationValue": 0, "issueWeights": {"a": 1}, "issues": {"a": {"x": 0.5, "y": 1}}}'
MAS = """name: p
type: LinearAdditiveUtilityFunction
outcome_space: {name: d, issues: [{name: a, type: CategoricalIssue, values: [x, y]}]}
weights: [1.0]
values:
  - {type: TableFun, mapping: {x: 0.5, y: 1.0}}
"""


@pytest.mark.parametrize(
    ("name", "text", "said", "line"),
    [
        ("a.xml", PROFILE.replace("</objective>", ""), "not well-formed", 7),
        ("a.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]>\n" + PROFILE, "document type", 1),
        ("a.xml", PROFILE.replace('evaluation="2"', 'evaluation="two"'), "`two` is written", 4),
        ("a.xml", PROFILE.replace('evaluation="2"', 'evaluation="1e9999"'), "`1e9999` is written", 4),
        ("a.xml", PROFILE.replace('evaluation="2"', 'evaluation="-1e999"'), "`-1e999` is written", 4),
        ("a.xml", PROFILE.replace('value="1"', 'value="-1"'), "is negative", 6),
        ("a.xml", PROFILE.replace('value="1"', 'value="0"'), "All weights of `a` are 0", 1),
        ("a.xml", PROFILE.replace('value="1"', 'value="NaN"'), "`NaN` is written", 6),
        ("a.xml", PROFILE.replace('value="low"', 'value=""'), "has no value", 3),
        ("a.xml", PROFILE.replace('vtype="discrete"', 'vtype="integer" lowerbound="4" upperbound="2"')
            .replace('<item index="1" value="low" evaluation="1"/>', "")
            .replace('<item index="2" value="high" evaluation="2"/>', ""), "are no range", 2),
        ("a.xml", "<utility_space><ufun/></utility_space>", "not a sum over issues", 1),
        ("a.xml", PROFILE.replace(' evaluation="1"', "").replace(' evaluation="2"', "")
            .replace('<weight index="1" value="1"/>', ""), "no party's preferences", 1),
        ("a.json", WEB[:-2], "not JSON", 3),
        ("a.json", WEB.replace('"x": 1}', '"x": 1, "x": 0}'), "`x` is given twice", 1),
        ("a.json", WEB.replace('{"x": 1}', '{"z": 1}'), "has no value `z`", 1),
        ("a.json", WEB.replace('{"a": 1}', '{"b": 1}'), "leaves out `a`", 2),
        ("a.json", WEB.replace('{"a": 1}', '{"a": NaN}'), "`NaN` is written", 2),
        ("a.json", '{"SumOfGroupsUtilitySpace": {}}', "not a sum over issues", 1),
        ("a.json", LOG.replace('{"a": 1}', '{"b": 1}'), "leaves out `a`", 1),
        ("a.json", LOG.replace("0.5", '"half"'), "`half` is written", 1),
        ("a.yml", MAS + "weights: [2.0]\n", "`weights` is given twice", 7),
        ("a.yml", MAS + "}\n", "not YAML", 7),
        ("a.yml", MAS.replace("weights: [1.0]", "weights: [1.0, 2.0]"), "2 weights and 1 issues", 4),
        ("a.yml", MAS.replace(", y: 1.0", ""), "leaves out `y`", 5),
        ("a.yml", MAS.replace("LinearAdditiveUtilityFunction", "HyperRectangleUtilityFunction"), "not a sum", 2),
        ("a.yml", MAS.replace("{type: TableFun, mapping: {x: 0.5, y: 1.0}}", "{type: LambdaFun}"), "`LambdaFun`", 5),
        ("a.yml", MAS + "reserved_value: .inf\n", "endless", 7),
        ("a.yml", MAS.replace("outcome_space", "space"), "what its issues are", 1),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_with_its_place(tmp_path: Path, name: str, text: str, said: str, line: int):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        convert([file])
    (fault,) = caught.value.faults
    assert said in fault.message
    assert (fault.file, fault.line) == (str(file), line)
    assert fault.remedy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<project/>", "XML of another kind"),
        ("", "it is empty"),
        ("some words\n", "nothing in it says what it is"),
        ("\xd0\xcf\x11\xe0 old", "old kind (.xls)"),
        ('{"name": 1}', "nothing in it says what it is"),
        ("[project]", "it is no JSON"),
        ("<!DOCTYPE html><p>utility", "XML of another kind"),
        ('words "in" marks, "and\nmore', "nothing in it says what it is"),
    ],
)
def test_what_is_nothing_known_is_said_to_be_so(tmp_path: Path, text: str, said: str):
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(UsageError, match="Nothing here can be converted") as caught:
        convert([file])
    assert said in str(caught.value)


def test_files_that_do_not_belong_together_are_named(tmp_path: Path):
    (tmp_path / "a.xml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "b.xml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "c.xml").write_text(PROFILE.replace("low", "nought"), encoding="utf-8")
    with pytest.raises(UsageError, match=r"2 negotiations \(a\.xml, b\.xml; c\.xml\).*`rent`"):
        convert([tmp_path])
    assert convert([tmp_path / "a.xml", tmp_path / "b.xml"]).files


def test_files_of_several_formats_are_named(tmp_path: Path):
    (tmp_path / "a.xml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "b.json").write_text(LOG, encoding="utf-8")
    with pytest.raises(UsageError, match=r"GENIUS XML: a\.xml; NegoLog JSON: b\.json"):
        convert([tmp_path])
    assert "rent" in convert([tmp_path / "a.xml"]).files[""]


def test_more_profiles_than_can_agree_must_be_chosen_from(tmp_path: Path):
    for i in range(9):
        (tmp_path / f"p{i}.xml").write_text(PROFILE, encoding="utf-8")
    with pytest.raises(LimitError, match="--party 'p0' --party 'p1'"):
        convert([tmp_path])
    assert "parties: [p3, p7]" in convert([tmp_path], parties=["p3", "p7"]).files[""]
    with pytest.raises(UsageError, match="'p9'"):
        convert([tmp_path], parties=["p3", "p9"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.xml", "<utility_space>" * 60),
        ("deep.json", "[" * 100_000),
        ("deep.yml", "issues:\n" + "".join(f"{' ' * i}- \n" for i in range(1, 60)) + " " * 60 + "- a"),
        ("aliases.yml", "issues: &a [1,2]\n" + "\n".join(
            f"k{i}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}, *{chr(97 + i)}]" for i in range(20)
        )),
        ("long.xml", PROFILE.replace('vtype="discrete">', 'vtype="integer" lowerbound="0" upperbound="1000000007">')
            .replace('<item index="1" value="low" evaluation="1"/>', '<evaluator slope="1" offset="0"/>')
            .replace('<item index="2" value="high" evaluation="2"/>', "")),
    ],
    ids=lambda value: value[:12],
)  # fmt: skip
def test_what_is_too_much_ends_at_a_limit(tmp_path: Path, name: str, text: str):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LimitError):
        convert([file])


def test_a_file_that_is_too_large_ends_at_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("detente.io.formats.source.MAX_FILE_BYTES", 100)
    file = tmp_path / "a.xml"
    file.write_text(PROFILE, encoding="utf-8")
    with pytest.raises(LimitError, match="larger than 100 bytes"):
        convert([file])


def test_odd_names_stay_apart_and_within_bounds(tmp_path: Path):
    text = PROFILE.replace("low", "x" * 200 + "1").replace("high", "x" * 200 + "2").replace("rent", "a: [b] #&#9;c")
    file = tmp_path / "null.xml"
    file.write_text(text, encoding="utf-8")
    made = convert([file]).files[""]
    assert '"a: [b] # c"' in made
    assert "(2)" in made
    assert 'parties: ["null"]' in made


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", LOG.replace('"x"', r'"\u001b[2Jx\ud800"')),
        ("a.yml", MAS.replace("[x, y]", r'["\e[2Jx", y]').replace("{x:", r'{"\e[2Jx":')),
        ("a.xml", PROFILE.replace("low", "&#x9b;2J")),
        ("a.csv", "issue,option,A\ndam,\x1b[2J,4\n"),
    ],
)
def test_names_are_nothing_that_a_terminal_obeys(tmp_path: Path, name: str, text: str):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    made = convert([file])
    assert "2J" in made.files[""]
    assert all(c.isprintable() or c == "\n" for c in made.files[""])
    assert all(remark.isprintable() for remark in made.remarks)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_damaged_files_end_in_a_case_or_in_our_own_words(tmp_path: Path, file: Path):
    rng = Random(file.name)
    target = tmp_path / file.name
    beside = [other for other in file.parent.iterdir() if other != file]
    for i in range(60):
        target.write_bytes(damaged(rng, file.read_bytes()))
        sources = [target, *beside] if i % 2 else [target]
        said = text_of(sources)
        assert said.strip()
        assert "\n\n" not in said.partition("preferences:")[0]


def text_of(sources: list[Path]) -> str:
    """Return the case that files make, or what is said of them; anything else that is raised fails the test."""
    try:
        return convert(sources).files[""]
    except DetenteError as error:
        return str(error)
