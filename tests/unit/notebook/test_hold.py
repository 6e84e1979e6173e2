"""What would hold, asked in a notebook: a ceasefire, on whose terms, and how its page is made again."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente as dt
from truces import ALONE, TALKS


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    file = tmp_path / "talks.yaml"
    file.write_text(TALKS, encoding="utf-8")
    return file


def test_the_terms_of_another_package_may_be_asked_about(talks: Path):
    found = dt.hold(talks, package="First offer", draws=0)
    told = found.to_dict()["hold"]["ceasefire"]
    assert (told["asked"], told["term"], told["package"]["watch"]) == ("First offer", 60, "labour office")
    by_terms = dt.hold(talks, package="length=two months,watch=labour office", draws=0)
    assert by_terms.to_dict()["hold"]["ceasefire"]["term"] == 60
    assert "First offer" in str(found)


@pytest.mark.parametrize(
    ("package", "said"),
    [
        ("truce=maybe", "is no option of"),
        ("watc=nobody", "There is no issue"),
        ("Second offer", "There is no package"),
    ],
)
def test_a_package_that_is_none_is_refused(talks: Path, package: str, said: str):
    with pytest.raises(dt.UsageError, match=said):
        dt.hold(talks, package=package)


def test_without_a_ceasefire_no_package_can_be_asked_about():
    with pytest.raises(dt.UsageError, match="does not tell of a ceasefire"):
        dt.hold("cuba-1962", package="status-quo")


def test_a_ceasefire_alone_shows_itself(tmp_path: Path):
    file = tmp_path / "armistice.yaml"
    file.write_text(ALONE, encoding="utf-8")
    found = dt.hold(file)
    outlook = found.ceasefire
    assert outlook is not None
    assert repr(found) == (
        f"<hold 'Armistice': a ceasefire, in force for {outlook.days_in_force.central:.0f} of {outlook.horizon} days>"
    )
    assert len(repr(found)) < 120
    with pytest.raises(dt.UsageError, match="has no moves"):
        found.chart()


def test_a_case_with_both_names_both():
    found = dt.hold("ukraine-2025", ["nash"], draws=0)
    assert found.ceasefire is not None
    assert "situations" in repr(found)
    assert "; a ceasefire, in force for" in repr(found)


def test_without_a_ceasefire_there_is_none():
    assert dt.hold("cuba-1962", ["nash"]).ceasefire is None


def test_the_page_says_how_it_is_made_again(talks: Path, tmp_path: Path):
    page = dt.hold(talks, package="First offer", draws=20, seed=3).report(tmp_path / "page.html")
    assert "--package &#39;First offer&#39; --draws 20 --seed 3 --report report.html" in page.read_text("utf-8")
    page = dt.hold("cuba-1962", ["seq"], rule="single", horizon=3, target="4").report(tmp_path / "cuba.html")
    told = page.read_text("utf-8")
    assert "--concept seq --rule single --horizon 3 --target 4 --report report.html" in told
    plain = dt.hold("cuba-1962").report(tmp_path / "plain.html").read_text("utf-8")
    assert "detente hold cuba-1962 --report report.html" in plain
