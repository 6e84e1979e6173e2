"""The incident log: what its rows say, and every fault with its place."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest

from detente.case.incident import IncidentLog
from detente.catalog import violation_claims
from detente.errors import CaseError, LimitError, UsageError
from detente.io.incidents import COLUMNS, MAX_LOG_BYTES, incident_log, read_incidents

moment = datetime.fromisoformat

SHARED = Path(__file__).resolve().parents[2] / "data" / "violation_claims.csv"
HEAD = "arrangement,claimant,accused,date,period_start,period_end,kind,count,qualifier,claimed,observed,verified,attributed,event,in_force_from,source,note"


def log(*rows: str, head: str = HEAD) -> IncidentLog:
    return incident_log("\n".join([head, *rows]).encode(), "log.csv")


def faults(*rows: str, head: str = HEAD) -> list[tuple[str, int, int, str]]:
    with pytest.raises(CaseError) as raised:
        log(*rows, head=head)
    return [(each.code, each.line, each.column, f"{each.message} {each.remedy}") for each in raised.value.faults]


def test_a_row_may_hold_little_more_than_who_says_it_and_when():
    (report,) = log("truce,north,2025-04-20", head="arrangement,claimant,date").reports
    assert (report.first, report.last) == (moment("2025-04-20"), moment("2025-04-21"))
    assert (report.single, report.count, report.bound) == (True, 1, "exact")
    assert (report.claimed, report.observed, report.verified, report.attributed) == (None,) * 4
    assert (report.accused, report.event, report.in_force_from) == ("", "", None)


def test_a_period_holds_its_last_day_or_ends_at_its_minute():
    days, minutes = log(
        "truce,north,,,2025-04-19,2025-04-20,,5", "truce,north,,,2025-04-19T18:00,2025-04-21T00:00,,5"
    ).reports
    assert (days.first, days.last) == (moment("2025-04-19"), moment("2025-04-21"))
    assert (minutes.first, minutes.last) == (moment("2025-04-19T18:00"), moment("2025-04-21"))


@pytest.mark.parametrize(
    ("qualifier", "number", "bound"),
    [
        ("", 30, "exact"),
        ("about", 30, "exact"),
        ("At least", 30, "at least"),
        ("more than", 31, "at least"),
        ("at most", 30, "at most"),
    ],
)
def test_qualifiers_are_bounds(qualifier: str, number: int, bound: str):
    (report,) = log(f"truce,north,,,2025-04-19,2025-04-20,,30,{qualifier}").reports
    assert (report.number, report.bound, report.count) == (number, bound, 30)


def test_what_is_known_of_incidents_may_be_a_number_or_yes_or_no_or_not_known():
    (report,) = log("truce,north,south,,2025-04-19,2025-04-20,,30,,yes,no,12,").reports
    assert (report.claimed, report.observed, report.verified, report.attributed) == (30, 0, 12, None)
    (seen,) = log("truce,monitor,,,2025-04-19,2025-04-20,,30,,,yes").reports
    assert seen.claimed is None, "what a monitor saw need not be claimed"


def test_what_becomes_of_an_arrangement_is_no_incident():
    found = log("truce,north,,2025-04-18,,,Lapsed,,,,,,,,,https://example.org,not renewed")
    assert not found.reports
    (status,) = found.statuses
    assert (status.status, status.day, status.note) == ("lapsed", moment("2025-04-18"), "not renewed")


def test_semicolons_any_order_and_a_byte_order_mark():
    text = "﻿date;claimant;arrangement\n2025-04-20;north;truce\n\n"
    assert incident_log(text.encode(), "log.csv").arrangements == ("truce",)


@pytest.mark.parametrize(
    ("row", "code", "column", "says"),
    [
        (",north,,2025-04-20", "empty", 1, "no arrangement"),
        ("truce,,,2025-04-20", "empty", 1, "no claimant"),
        ("truce,north", "missing", 1, "does not say when"),
        ("truce,north,,,2025-04-20", "missing", 15, "half open"),
        ("truce,north,,2025-04-20,2025-04-20,2025-04-21,,3", "misplaced", 14, "a date and a period"),
        ("truce,north,,,2025-04-20,2025-04-19,,3", "dates", 26, "before it begins"),
        ("truce,north,,2025-02-30", "dates", 14, "There is no `2025-02-30`"),
        ("truce,north,,20/4/2025", "dates", 14, "is no day"),
        ("truce,north,,2025-04-20T25:00", "dates", 14, "There is no"),
        ("truce,north,,2025-04-20T10:00Z", "dates", 14, "one time zone"),
        ("truce,north,,,2025-04-20,2025-04-21", "missing", 15, "no count"),
        ("truce,north,,2025-04-20,,,,many", "number", 28, "`many` is no count"),
        ("truce,north,,2025-04-20,,,,-3", "number", 28, "digits alone"),
        ("truce,north,,2025-04-20,,,,3,nearly", "unknown-word", 30, "no qualifier"),
        ("truce,north,,2025-04-20,,,,3,,4", "number", 31, "4 are more than the row's 3"),
        ("truce,north,,2025-04-20,,,,3,,perhaps", "number", 31, "`yes`, `no`"),
        ("truce,north,,2025-04-20,,,,3,,,,,2", "missing", 34, "nobody is accused"),
        ("truce,north,,2025-04-20,,,lapsed,3", "misplaced", 34, "counts"),
        ("truce,north,,,2025-04-20,2025-04-21,lapsed", "misplaced", 15, "a day, not a period"),
        ("truce,north,,2025-04-20,,,,3,,,,,,,,,,stray", "too-many-cells", 39, "quotation marks"),
        ("truce,north,,2025-04-20,,,,3,,,,,,,soon", "dates", 36, "`soon` is no day"),
        ('truce,"north', "unclosed-quote", 7, "never closed"),
    ],
    ids=lambda each: str(each)[:40],
)
def test_every_fault_has_its_place(row: str, code: str, column: int, says: str):
    (found,) = faults(row)
    assert found[:3] == (code, 2, column)
    assert says in found[3]


@pytest.mark.parametrize(
    ("head", "code", "says"),
    [
        ("arrangement,claimnt,date", "unknown-column", "Did you mean `claimant`?"),
        ("arrangement,date", "missing-column", "no column `claimant`"),
        ("arrangement,claimant", "missing-column", "no column that says when"),
        ("arrangement,claimant,period_start", "missing-column", "no column that says when"),
        ("arrangement,claimant,date,date", "unknown-column", "stands twice"),
        ("arrangement,,date,claimant", "unknown-column", "has no name"),
    ],
)
def test_a_faulty_first_line_is_told_once(head: str, code: str, says: str):
    (found,) = faults("truce,north,2025-04-20", head=head)
    assert found[:2] == (code, 1)
    assert says in found[3]


def test_one_claimant_tells_an_event_once():
    row = "truce,{},,2025-04-20,,,,,,,,,,dam"
    assert len(log(row.format("north"), row.format("south")).reports) == 2
    (found,) = faults(row.format("north"), row.format("north"))
    assert found[:2] == ("duplicate-row", 3)
    assert "first in line 2" in found[3]


def test_all_faults_are_told_at_once():
    assert [each[1] for each in faults("truce,,,2025-04-20", "truce,north", "truce,north,,2025-04-20,,,,x")] == [
        2,
        3,
        4,
    ]


def test_files_that_cannot_be_read(tmp_path: Path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_incidents(tmp_path / "none.csv")
    with pytest.raises(CaseError, match="empty"):
        incident_log(b"", "log.csv")
    with pytest.raises(CaseError, match="UTF-8"):
        incident_log("arrangement,claimant,date\ntrève,nord,2025-04-20".encode("cp1252"), "log.csv")
    with pytest.raises(LimitError, match="bytes"):
        incident_log(b"a" * (MAX_LOG_BYTES + 1), "log.csv")
    with pytest.raises(LimitError, match="20,000"):
        log(*["t,n,2025-04-20"] * 20_000, head="arrangement,claimant,date")


def test_the_shipped_claims_are_those_kept_with_their_addresses():
    """Two rows are reckoned from reported averages, and one tells an end: these are ours."""
    rows = list(csv.DictReader(SHARED.read_text(encoding="utf-8").splitlines()))
    kept = [(row["claimant"], int(row["claimed_violations"]), row["source"]) for row in rows]
    found = [
        (each.claimant, each.count, each.source) for each in violation_claims().reports if each.qualifier != "about"
    ]
    assert found == kept
    assert [row["qualifier"] == "more than" for row in rows] == [
        each.qualifier == "more than" for each in violation_claims().reports if each.qualifier != "about"
    ]
    assert all(
        each.source.startswith("https://") for each in (*violation_claims().reports, *violation_claims().statuses)
    )


def test_a_file_is_read_as_its_bytes_are(tmp_path: Path):
    file = tmp_path / "incidents.csv"
    file.write_text("arrangement,claimant,date\ntruce,north,2025-04-20\n", encoding="utf-8")
    assert read_incidents(file).reports == log("truce,north,2025-04-20", head="arrangement,claimant,date").reports


def test_every_column_is_explained():
    assert list(COLUMNS)[:2] == ["arrangement", "claimant"]
    page = (SHARED.parents[2] / "docs" / "explanation" / "incident-log.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` | {tells} |" in page for name, tells in COLUMNS.items())


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("truce,north,,9999-12-31", 14),
        ("truce,north,,9999-12-31T10:00", 14),
        ("truce,north,,,2025-04-19,9999-12-31,,5", 26),
        ("truce,north,,2025-04-19,,,,,,,,,,,9999-12-31", 35),
    ],
)
def test_the_last_day_of_the_calendar_has_no_end(row: str, column: int):
    ((code, line, at, text),) = faults(row)
    assert (code, line, at) == ("dates", 2, column)
    assert "is the last day of the calendar" in text


def test_the_day_before_the_last_is_read():
    (report,) = log("truce,north,,9999-12-30").reports
    assert report.last == moment("9999-12-31")


@pytest.mark.parametrize("when", ["2025-04-02,,,,", "2025-04-04T23:59,,,,", ",2025-04-01,2025-04-04,,5"])
def test_an_arrangement_in_force_after_all_that_is_told_is_a_fault(when: str):
    row = f"truce,north,south,{when}"
    late = row + "," * (14 - row.count(",")) + "2025-04-05"
    ((code, line, column, text),) = faults(late, "truce,south,north,2025-04-09")
    assert (code, line, column) == ("dates", 2, len(late) - len("2025-04-05") + 1)
    assert text.startswith("`north` tells of nothing that is later than this. Correct the day")


@pytest.mark.parametrize("when", ["2025-04-05", "2025-04-05T00:00", "2025-04-06"])
def test_an_arrangement_may_be_in_force_since_the_first_that_is_told(when: str):
    reports = log(f"truce,north,south,{when},,,,,,,,,,,2025-04-05", "truce,north,south,2025-04-01").reports
    assert len(reports) == 2
