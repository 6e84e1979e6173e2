"""The part on the incident log: count, rate and termination apart, and what the counts would do to the rates."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from detente.report.ceasefire_log import log_blocks
from detente.report.ceasefire_words import days, spread
from detente.report.document import Bullets, Heading, Paragraph
from detente.report.html.truce_log import TruceLog, log_of
from detente.results.ceasefire import CeasefireOutlook
from detente.results.incidents import THREE_THINGS
from detente.workspace import hold
from truces import TALKS

HEAD = (
    "arrangement,claimant,accused,date,period_start,period_end,kind,count,qualifier,observed,verified,in_force_from\n"
)
ROWS = (
    "truce,union,company,,2025-04-01,2025-04-20,,12,,,,2025-04-01\n"
    "truce,company,union,,2025-04-02,2025-04-20,,30,more than,,,2025-04-02\n"
    "truce,office,,,2025-04-01,2025-04-04,,8,,yes,5,2025-04-01\n"
    "truce,office,,,2025-04-05,2025-04-28,,9,,yes,,2025-04-01\n"
)
ENDED = "truce,union,,2025-04-29,,,lapsed,,,,,\n"


@cache
def outlook(rows: str, draws: int = 60) -> CeasefireOutlook:
    with TemporaryDirectory() as folder:
        case = Path(folder) / "case.yaml"
        case.write_text(f"{TALKS}  incidents: log.csv\n", encoding="utf-8")
        case.with_name("log.csv").write_text(HEAD + rows, encoding="utf-8")
        found = hold(case, draws=draws).ceasefire
    assert found is not None
    return found


def part(rows: str = ROWS, draws: int = 60) -> TruceLog:
    found = log_of(outlook(rows, draws))
    assert found is not None
    return found


def test_without_a_log_there_is_no_part():
    found = hold_without_log()
    assert log_of(found) is None


def hold_without_log() -> CeasefireOutlook:
    with TemporaryDirectory() as folder:
        case = Path(folder) / "case.yaml"
        case.write_text(TALKS, encoding="utf-8")
        found = hold(case, draws=0).ceasefire
    assert found is not None
    return found


def test_each_claimant_has_a_row_and_nothing_is_added_up():
    (truce,) = part().arrangements
    assert [(row.who, row.number) for row in truce.rows] == [
        ("union of company", "12"),
        ("company of union", "at least 31"),
        ("office", "8"),
        ("office", "9"),
    ]
    assert part().lead == THREE_THINGS
    assert not any("60" in row.number for row in truce.rows)


def test_what_is_not_known_is_a_dash_and_never_a_nought():
    rows = part().arrangements[0].rows
    assert rows[0].known == ("12", "–", "–", "–")
    assert rows[2].known == ("–", "8", "5", "–")


def test_what_a_mission_tells_is_observed_and_the_exposure_of_single_incidents_is_told():
    (truce,) = part("truce,mission,,2025-04-10,,,,2,,,,\n").arrangements
    (row,) = truce.rows
    assert row.known == ("–", "2", "–", "–")
    # The case says since when it holds, in two readings.
    assert row.period == "2025-04-01 to 2025-04-10"
    assert truce.disputed == "Since when it holds is disputed: 2025-04-01 and 2025-04-02."
    assert [words[:24] for words in row.readings] == ["counted since 2025-04-02"]


def test_where_nothing_says_since_when_it_is_said_that_the_rate_looks_larger():
    found = outlook("truce,mission,,2025-04-10,,,,2,,,,\n")
    assert found.log is not None
    (one,) = found.log.arrangements
    tally = replace(one.tallies[0], from_first=True, readings={})
    changed = log_of(replace(found, log=replace(found.log, arrangements=(replace(one, tallies=(tally,)),))))
    assert changed is not None
    assert changed.arrangements[0].rows[0].readings == (
        "counted from its first incident on, as nothing says since when: that makes the rate look larger",
    )


def test_a_disputed_start_is_said_and_counted_both_ways():
    (truce,) = part().arrangements
    assert truce.disputed == "Since when it holds is disputed: 2025-04-01 and 2025-04-02."
    assert truce.rows[0].readings
    told = next(each for each in log_blocks(outlook(ROWS)) if isinstance(each, Bullets))
    assert told.items[0] == truce.disputed
    assert truce.rows[0].readings[0].startswith("counted since 2025-04-02: ")
    (agreed,) = part(ROWS.replace("2025-04-02\n", "2025-04-01\n")).arrangements
    assert agreed.disputed == ""


@pytest.mark.parametrize(
    ("rows", "over"), [(ROWS, "Nobody in the log says that it is over."), (ROWS + ENDED, "union says that it lapsed")]
)
def test_the_picture_shows_the_three_side_by_side(rows: str, over: str):
    made = str(part(rows).arrangements[0].picture)
    for head in ("how many are told", "how many a day", "is it over?"):
        assert made.count(f">{head}<") == 2
    assert over in made


def test_a_count_without_bounds_has_no_rate():
    found = outlook(ROWS)
    assert found.log is not None
    (one,) = found.log.arrangements
    tally = replace(one.tallies[0], bound="none", rate=replace(one.tallies[0].rate, per_day=None, between=None))
    changed = log_of(replace(found, log=replace(found.log, arrangements=(replace(one, tallies=(tally,)),))))
    assert changed is not None
    (truce,) = changed.arrangements
    assert truce.rows[0].number == "12, without bounds"
    assert "cannot be told" in truce.rows[0].rate
    assert truce.picture.count(">cannot be told<") == 2


def test_of_a_log_without_a_row_it_is_said_that_it_has_none():
    found = outlook("")
    empty = log_of(found)
    assert empty is not None
    assert (empty.lead, empty.arrangements) == ("It has no incident yet.", ())
    heading, said = log_blocks(found)
    assert isinstance(heading, Heading)
    assert said == Paragraph("It has no incident yet.")


def test_a_log_of_ends_alone_makes_no_picture():
    (truce,) = part(ENDED).arrangements
    assert (truce.picture, truce.rows) == ("", ())
    assert truce.notes == ("union says that it lapsed on 2025-04-29. No count says so.",)


def test_the_larger_count_that_is_the_lower_rate_is_told():
    assert part().arrangements[0].notes[0].startswith("The larger count is the lower rate: 9 in 24 days")


def test_the_rates_stand_before_and_after():
    found = outlook(ROWS)
    assert found.log is not None
    for row, each in zip(part().learned, found.log.learned, strict=True):
        assert row[2] == days(each.expected)
        before, after = row[4].split(" → ")
        assert (before, after) == (
            spread(found.days_in_force, of_days=True),
            spread(each.days_in_force, of_days=True),
        )
        assert row[5].split(" → ")[1] == spread(each.collapsed)
    assert len(part().learned) == 2
    assert "company of union" in part().left[0]


def test_without_draws_nothing_is_learned():
    found = part(draws=0)
    assert found.learned == ()
    assert found.learned_notes == ()
