"""What a notebook holds and shows: the results under their JSON names, safe and accessible HTML, frames, what-ifs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

import detente as dt
from cli.samples import DEAL, HARBOUR, NO_DEAL
from detente.io import read_text
from detente.notebook.tables import FRAMES
from detente.report import comparison
from detente.report.fragment import fragment


class Tables(HTMLParser):
    """The tags of a piece of HTML, checked to be closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.heads: list[dict[str, str | None]] = []
        self.tags: set[str] = set()
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in {"id", "src", "href"}]
        if tag == "th":
            self.heads.append(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_answer_has_the_names_and_numbers_of_the_json_document():
    found = dt.deal("wage-talks")
    document = found.to_dict()["deal"]
    assert found.zopa is document["zopa"]
    for name in ("frontier", "acceptable_frontier"):
        rows = getattr(found, name).rows()
        assert [row["utility.union"] for row in rows] == [p["utility"]["union"] for p in document[name]["points"]]
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        rows = getattr(found, name).rows()
        assert [row["gain.company"] for row in rows] == [p["gain"]["company"] for p in document["solutions"][name]]
        assert rows[0]["package.term"] == document["solutions"][name][0]["package"]["term"]
    assert {party: float(value) for party, value in found.ideal.items()} == document["ideal"]
    assert found.opposition == document["opposition"]
    assert [*found.proposals] == [*document["proposals"]]
    assert len(found.discussed) == len(document["discussed"])


def test_draws_are_those_of_the_analysis():
    found = dt.draws("wage-talks", draws=60, seed=4)
    analysis = dt.analyse("wage-talks", draws=60, seed=4)
    assert found.result == analysis.uncertainty
    assert found.zopa_share == found.to_dict()["uncertainty"]["zopa_share"]
    assert [row["share"] for row in found.packages.rows()] == [each.share for each in found.result.packages]
    assert found.deal.zopa is analysis.deal.zopa
    assert len(found.influences) == len(found.result.influences)


def test_no_draws_are_refused():
    with pytest.raises(dt.UsageError, match="Take at least 1"):
        dt.draws("wage-talks", draws=0)


def test_outcomes_stand_in_the_tables_by_position():
    found = dt.deal("wage-talks").acceptable_frontier
    assert found[0] == next(iter(found))
    assert len(found[1:3]) == 2
    assert all(outcome.acceptable for outcome in found)


def test_a_what_if_is_a_case_of_its_own():
    case = dt.read("wage-talks")
    text = case.text
    harder = case.replace({"preferences.union.no_deal": 90}).replace(red_lines=None)
    assert dt.deal(case).zopa
    assert not dt.deal(harder).zopa
    assert not harder.case.red_lines
    assert case.text == text
    assert harder.name == "catalog:wage-talks with changes"


def test_a_what_if_that_is_wrong_names_its_path():
    with pytest.raises(dt.CaseError, match=r"preferences\.union\.weights\.wgae: There is no issue `wgae`"):
        dt.read("wage-talks").replace({"preferences.union.weights.wgae": 3})


def test_plain_forms_are_short():
    case = dt.read("wage-talks")
    found = dt.draws(case, draws=20)
    shown = [case, dt.deal(case), dt.deal(case).frontier, found, found.packages, dt.compare(case, "A", draws=0)]
    shown += [dt.deal(case).chart()]
    assert max(len(repr(each)) for each in shown) < 90
    assert "no zone of possible agreement" in repr(dt.deal(read_text(NO_DEAL)))


@pytest.mark.parametrize("text", [DEAL, NO_DEAL, HARBOUR], ids=["deal", "no-deal", "three-sides"])
def test_what_is_shown_is_closed_accessible_and_safe(text: str):
    text = text.replace("company", "c<b>&'\"o").replace("port:", "p<i>ort:").replace("fee", "f<script>ee")
    case = read_text(text)
    found = dt.draws(case, draws=20)
    views = [found.deal, found, found.packages, found.influences, found.deal.frontier, dt.compare(case, "A", draws=20)]
    for view in views:
        parsed = Tables(view._repr_html_())  # pyright: ignore[reportPrivateUsage]
        assert not parsed.tags & {"b", "i", "script", "style", "img"}
        assert all(head["scope"] in {"row", "col"} for head in parsed.heads)


def test_a_chart_is_one_picture_with_words_and_needs_nothing_else():
    chart = dt.deal("wage-talks").chart("company", "union")
    bundle = chart._repr_mimebundle_()  # pyright: ignore[reportPrivateUsage]
    root = ET.fromstring(bundle["image/svg+xml"])  # noqa: S314 - made here
    space = "{http://www.w3.org/2000/svg}"
    assert [child.tag for child in root][:2] == [f"{space}title", f"{space}desc"]
    assert "package A: company 61.3, union 64.0" in chart.description
    assert "company 61.3, union 64.0" in bundle["text/plain"]
    assert "http" not in bundle["text/html"].replace("http://www.w3.org/2000/svg", "")
    assert "<figure" in bundle["text/html"]
    assert str(chart) == chart.description


def test_charts_take_two_counted_sides():
    found = dt.deal(read_text(HARBOUR))
    assert "carriers and city" in repr(found.chart("carriers", "city"))
    assert "city and port" in repr(found.chart("city"))
    for sides in (("port", "port"), ("chair", "port"), ("nobody",)):
        with pytest.raises(dt.UsageError, match="two different parties of: port, carriers, city"):
            found.chart(*sides)


def only(library: str) -> Callable[[str], bool | None]:
    """Return a search for modules that finds one library."""

    def found(name: str) -> bool | None:
        return True if name == library else None

    return found


def test_a_frame_is_of_the_first_library_there_is(monkeypatch: pytest.MonkeyPatch):
    table = dt.deal("wage-talks").discussed
    for library in FRAMES:
        monkeypatch.setattr("detente.notebook.tables.find_spec", only(library))
        module = ModuleType(library)
        setattr(module, "DataFrame", list)  # noqa: B010 - the stand-in of a library
        monkeypatch.setitem(sys.modules, library, module)
        assert table.to_frame() == table.rows()


def test_without_any_library_a_frame_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("detente.notebook.tables.find_spec", only(""))
    with pytest.raises(dt.UsageError, match="pandas or polars"):
        dt.deal("wage-talks").discussed.to_frame()


def test_the_report_is_the_command_s(tmp_path: Path):
    found = dt.draws("wage-talks", draws=20)
    assert found.report(tmp_path / "x.html") == tmp_path / "x.html"
    assert "Wage talks" in (tmp_path / "x.html").read_text(encoding="utf-8")


def test_printing_is_what_the_terminal_shows_without_what_to_type():
    shown = str(dt.deal("wage-talks"))
    assert "THREE PACKAGES WORTH DISCUSSING" in shown
    assert "detente analyse" not in shown
    assert max(map(len, shown.splitlines())) <= 80
    both = dt.compare("wage-talks", "A", "B", draws=0)
    assert fragment(both.document()) == fragment(comparison(both.opened.case, both.found))
    assert both.to_dict()["packages"][1]["name"] == "B"


def test_two_versions_show_what_a_what_if_did():
    case = dt.read("wage-talks")
    found = dt.diff(case, case.replace({"preferences.union.no_deal": 90, "case.title": "Wage <talks>"}), draws=0)
    assert repr(found) == "<2 changes in 'Wage talks'>"
    assert [row["path"] for row in found.changes.rows()] == ["case.title", "preferences.union.no_deal"]
    assert found.to_dict()["second"]["zopa"] is False
    assert "The verdict changes." in str(found)
    assert "Wage &lt;talks&gt;" in found._repr_html_()  # pyright: ignore[reportPrivateUsage]


def test_what_would_hold_shows_itself_and_draws_itself(tmp_path: Path):
    found = dt.hold("cuba-1962", ["seq", "nash"])
    assert found.equilibria == {"nash": (), "seq": ("4", "6")}
    assert found.to_dict()["hold"]["moves"]["today"] == found.result.today == "0"
    assert "WHERE IT COULD REST" in str(found)
    assert len(repr(found)) < 120
    parsed = Tables(found._repr_html_())  # pyright: ignore[reportPrivateUsage]
    assert all(head["scope"] in {"row", "col"} for head in parsed.heads)
    chart = found.chart()
    assert "These would hold: 4 and 6." in chart.description
    root = ET.fromstring(chart.svg)  # noqa: S314 - made here
    assert "United States" in "".join(root.itertext())
    file = found.report(tmp_path / "cuba.html")
    assert "Where it could rest" in file.read_text(encoding="utf-8")
    empty = replace(found, found=replace(found.found, holding=replace(found.result, graph=None)))
    with pytest.raises(dt.UsageError, match="no situations to draw"):
        empty.chart()
