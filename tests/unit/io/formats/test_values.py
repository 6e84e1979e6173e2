"""Files of our own in each format: what packages are worth, against values computed by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from detente.case import Case, Estimate, utility
from detente.errors import CaseError
from detente.io import read_text
from detente.workspace import convert

DATA = Path(__file__).parents[3] / "data" / "formats"
NEAR = 1e-9


def converted(*names: str) -> Case:
    """Return the case that files of the data folder make."""
    return read_text(convert([DATA / name for name in names]).files[""]).case


def points(case: Case, party: str, *options: str) -> float:
    """Return what a package is worth, its options in the order of the issues."""
    package = {name: issue.positions(pick)[0] for (name, issue), pick in zip(case.issues.items(), options, strict=True)}
    worth = utility(case, party, package)
    assert worth is not None
    return float(worth)


def no_deal(case: Case, party: str) -> float:
    given = case.preferences[party].no_deal
    assert isinstance(given, Estimate)
    return float(given.central)


@pytest.mark.parametrize(
    ("source", "party", "package", "worth"),
    [
        # (1 x 8/8 + 0.6 x 3/3 + 0.4 x 0) / 2
        ("genius", "owner", ("high", "tenant", "yes"), 80),
        # (1 x 5/8 + 0.6 x 1/3 + 0) / 2
        ("genius", "owner", ("middle", "owner", "no"), 41.25),
        ("genius", "owner", ("low", "tenant & owner", "no"), 20),
        ("genius", "tenant", ("low", "owner", "no"), 100),
        # 0.5 x 3/4 + 0.3 x 6/10 + 0.2 x 1/2
        ("genius", "tenant", ("middle", "tenant & owner", "yes"), 65.5),
        # No evaluation: unknown, central 50.
        ("genius", "tenant", ("high", "tenant", "yes"), 37.5),
        # 0.25 x (0.2 + 0.3) + 0.5 x (1.5 - 1) + 0.25 x (1 - 0.25/0.75)
        ("genius-numbers", "buyer", ("3", "200", "0.5"), 100 * (0.125 + 0.25 + 0.5 / 3)),
        # The line passes 1 at 8 hours and is cut off there.
        ("genius-numbers", "buyer", ("9", "300", "0.1"), 35),
        ("geniusweb", "island", ("south", "4"), 100 * (0.4 + 0.6 * 2 / 5.5)),
        ("geniusweb", "company", ("north", "4.5"), 67.5),
        ("negolog", "profileA", ("valley", "autumn"), 54.5),
        ("negolog", "profileB", ("hill", "autumn"), 16.25),
        ("negmas", "author", ("3", "thin", "5"), 49),
        # 1 + 2 x -6 + 3 x 1 + 1 x 2 = -6, between -19 and 8
        ("negmas", "printer", ("3", "thin", "5"), 1300 / 27),
        ("sheets/points.csv", "City of Ems", ("mend", "open"), 5450 / 70),
        ("sheets/points.csv", "Club", ("renew", "closed"), 75),
        ("sheets/weighted.csv", "mill", ("high", "night", "some"), 67),
        ("sheets/weighted.csv", "valley", ("low", "day", "many"), 78),
    ],
    ids=str,
)
def test_a_package_is_worth_what_the_file_says(source: str, party: str, package: tuple[str, ...], worth: float):
    assert points(converted(source), party, *package) == pytest.approx(worth, abs=NEAR)


@pytest.mark.parametrize(
    ("source", "party", "worth"),
    [
        ("genius", "owner", 35),
        ("genius", "tenant", 0),
        ("genius-numbers", "buyer", 0),
        # The reservation bid: 0.4 x 0.125 + 0.6 x 2.5/5.5
        ("geniusweb", "island", 100 * (0.05 + 1.5 / 5.5)),
        ("geniusweb", "company", 0),
        ("negolog", "profileA", 40),
        ("negmas", "author", 30),
        ("negmas", "printer", 1800 / 27),
        ("sheets/points.csv", "City of Ems", 30),
        ("sheets/weighted.csv", "mill", 40),
        ("sheets/weighted.csv", "valley", 40),
    ],
)
def test_no_deal_is_worth_what_the_file_says(source: str, party: str, worth: float):
    assert no_deal(converted(source), party) == pytest.approx(worth, abs=NEAR)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("genius", "owner discounts by 0.9: that was left out."),
        ("genius", "tenant gives no evaluation for water: who pays? (tenant): `unknown` was written."),
        ("genius", "tenant does not say what no agreement is worth: 0 points were written."),
        ("genius-numbers", "price may be any number from 100 to 300: 20 steps of 10 are listed."),
        ("negolog", "specs.json was left out: it holds notes about a domain."),
        ("negmas", "The utilities of printer run from -19 to 8, not within 0 to 1"),
        ("sheets/points.csv", "The best package of City of Ems has 70 points: all were divided by 0.7."),
        ("sheets/weighted.csv", "The points of mill were taken to be of 0 to 10: the largest is 10."),
    ],
)
def test_what_is_assumed_is_said_and_stands_in_the_case(source: str, said: str):
    made = convert([DATA / source])
    assert any(remark.startswith(said) for remark in made.remarks)
    head = made.files[""].partition("detente: 1")[0].replace("\n#", "")
    assert said in " ".join(head.split())


def test_ranges_of_a_scoring_sheet_stay_ranges():
    values = converted("sheets/weighted.csv").preferences["valley"].values
    assert (values["dam"].points["high"].low, values["dam"].points["high"].high) == (20, 40)
    assert values["noise"].points["day"].unknown


def test_numbers_stay_exact():
    case = converted("negolog")
    assert case.preferences["profileB"].values["date"].points["autumn"].central == 5
    assert case.preferences["profileA"].weights["site"].central == Fraction(7, 10)


def test_numbers_in_equal_steps_become_a_quantity_with_its_corners():
    case = converted("genius-numbers")
    assert case.issues["hours of help"].quantity
    assert set(case.preferences["buyer"].values["hours of help"].points) == {"0", "8", "10"}


def test_several_files_may_be_named_instead_of_their_folder():
    both = converted("genius/owner.xml", "genius/tenant.xml")
    assert list(both.parties) == ["owner", "tenant"]
    assert points(both, "tenant", "low", "owner", "no") == 100


def test_a_party_may_be_chosen():
    made = convert([DATA / "genius"], parties=["tenant"])
    assert list(read_text(made.files[""]).case.parties) == ["tenant"]


def test_geniusweb_profiles_of_later_releases_name_classes(tmp_path: Path):
    for file in (DATA / "geniusweb").glob("*.json"):
        text = file.read_text(encoding="utf-8")
        renamed = text.replace("discreteutils", "DiscreteValueSetUtilities").replace(
            "numberutils", "NumberValueSetUtilities"
        )
        (tmp_path / file.name).write_text(renamed, encoding="utf-8")
    later, earlier = read_text(convert([tmp_path]).files[""]).case, converted("geniusweb")
    assert later.preferences == earlier.preferences


UNCERTAIN = """\
<utility_space type="UNCERTAIN">
  <objective index="0" name="Lease">
    <issue index="1" name="rent" vtype="discrete">
      <item index="1" value="low" {}/><item index="2" value="high" {}/>
    </issue>
    {}
  </objective>
  <uncertainty comparisons="12" errors="1"/>
</utility_space>
"""


def test_comparisons_of_an_uncertain_profile_are_told_to_be_left_out(tmp_path: Path):
    file = tmp_path / "tenant.xml"
    stated = ('evaluation="4"', 'evaluation="1"', '<weight index="1" value="1"/>')
    file.write_text(UNCERTAIN.format(*stated), encoding="utf-8")
    made = convert([file])
    assert points(read_text(made.files[""]).case, "tenant", "high") == 25
    said = (
        "tenant is of the kind UNCERTAIN: its comparisons of packages were left out, and its utilities taken as sure."
    )
    assert said in made.remarks


def test_an_uncertain_profile_of_comparisons_alone_is_refused(tmp_path: Path):
    file = tmp_path / "tenant.xml"
    file.write_text(UNCERTAIN.format("", "", ""), encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        convert([file])
    assert caught.value.faults[0].message == "The profile holds comparisons of packages, and no weights or evaluations."


def written(folder: Path, name: str, first: str, second: str, *, title: str = "Rent") -> Path:
    """Write a GENIUS profile of one issue with two options, as they are given, and return its file."""
    file = folder / name
    file.write_text(
        f'<utility_space><objective index="0" name="{title}"><issue index="1" name="who" vtype="discrete">\n'
        f'<item index="1" value="{first}" evaluation="1"/><item index="2" value="{second}" evaluation="2"/>\n'
        '</issue><weight index="1" value="1"/></objective></utility_space>\n',
        encoding="utf-8",
    )
    return file


def test_bare_ampersands_of_genius_are_read_and_said_to_be(tmp_path: Path):
    file = written(tmp_path, "a.xml", "Smith & Sons", "R&D &amp; sales")
    text = file.read_text(encoding="utf-8") + "<!-- you & me --><!-- &x; -->"
    file.write_text(text, encoding="utf-8")
    made = convert([file])
    case = read_text(made.files[""]).case
    assert case.issues["who"].options == ("Smith & Sons", "R&D & sales")
    said = "a.xml has bare ampersands (&), which XML does not allow: read as the character."
    assert said in made.remarks
    assert not [each for each in convert([written(tmp_path, "b.xml", "x &amp; y", "z")]).remarks if "ampersand" in each]


@pytest.mark.parametrize(
    "text", ["&nbsp; and & more", "&unknown;", "a & b <c>"], ids=["one of each", "an entity", "other faults too"]
)
def test_what_begins_an_entity_is_no_bare_ampersand(tmp_path: Path, text: str):
    with pytest.raises(CaseError, match="not well-formed"):
        convert([written(tmp_path, "a.xml", text, "z")])


def test_a_declared_entity_is_refused_beside_bare_ampersands(tmp_path: Path):
    file = written(tmp_path, "a.xml", "a & b", "&big;")
    body = file.read_text(encoding="utf-8")
    file.write_text(f'<!DOCTYPE x [<!ENTITY big "b">]>{body}', encoding="utf-8")
    with pytest.raises(CaseError, match="document type"):
        convert([file])


def test_a_domain_that_is_called_root_goes_by_its_file_or_folder(tmp_path: Path):
    folder = tmp_path / "Flat sharing"
    folder.mkdir()
    file = written(folder, "one.xml", "a", "b", title="root")
    written(folder, "two.xml", "a", "b", title="Root")
    assert read_text(convert([folder]).files[""]).case.title == "Flat sharing"
    assert read_text(convert([file]).files[""]).case.title == "one"
