"""The words for an incident log: three different things, said first and shown."""

from __future__ import annotations

import io
from datetime import datetime

from detente.analyses.incidents import analyse_incidents
from detente.catalog import violation_claims
from detente.io.incidents import incident_log
from detente.report import incidents, write
from detente.report.incidents import contrast_words, end_words, tally_words
from detente.results.incidents import THREE_THINGS

moment = datetime.fromisoformat

FOUND = analyse_incidents(violation_claims(), at=moment("2020-07-27"))
ENERGY, EASTER, MINSK, JULY = FOUND.arrangements


def shown(text: str) -> str:
    stream = io.StringIO()
    write(incidents(analyse_incidents(incident_log(text.encode(), "log.csv"), at=moment("2025-04-05"))), stream)
    return " ".join(stream.getvalue().split())


def test_the_three_things_come_first():
    stream = io.StringIO()
    write(incidents(FOUND), stream)
    text = " ".join(stream.getvalue().split())
    assert text.index(THREE_THINGS) < text.index("ENERGY MORATORIUM")
    assert "Since when it holds is disputed: 2025-03-18 and 2025-03-25." in text
    assert "0.044 times as many a day (0.043 to 0.045)" in text
    assert "Numbers of different claimants are not added" in text


def test_the_contrast_and_the_end_are_told():
    assert JULY.contrast
    assert contrast_words(JULY.contrast) == (
        "The larger count is the lower rate: 6,294 in 175 days are 36.0 a day, 741 in 3 days are 247."
    )
    assert end_words(JULY) == "Nobody in the log says that it is over."
    assert end_words(ENERGY) == "Russia president's office says that it lapsed on 2025-04-18. No count says so."


def test_bounds_keep_their_words():
    assert tally_words(ENERGY.tallies[0]) == (
        "Ukraine MFA of Russia: at least 31, 2025-03-25 to 2025-04-16, at least 1.35 a day over 23 days "
        "(0.92 or more); 31 claimed. Counted since 2025-03-18: at least 1.03 a day over 30 days (0.70 or more)."
    )
    assert "Counted since 2025-03-25: a rate cannot be told over 24 days." in tally_words(ENERGY.tallies[1])
    assert "Counted since 2025-03-25: at most 4.81 a day over 21 days (0.00 to 5.84)." in tally_words(ENERGY.tallies[2])
    assert "2025-04-19 18:00 to 2025-04-21 00:00, 2,348 a day over 1.25 days" in tally_words(EASTER.tallies[0])


def test_single_incidents_are_told_with_how_far_their_exposure_is_known():
    head = "arrangement,claimant,accused,date,in_force_from\n"
    text = shown(head + "truce,north,south,2025-04-09,\ntruce,north,south,2025-04-10,\n")
    assert (
        "north of south: 2, 2025-04-09 to 2025-04-10, 1.00 a day over 2 days (0.12 to 3.61). Counted from its first "
        "incident on, as nothing says since when: that makes the rate look larger."
    ) in text
    text = shown(head + "truce,north,south,2025-04-09,\ntruce,south,north,2025-04-10,2025-04-01\n")
    assert "north of south: 1, 2025-04-01 to 2025-04-10, 0.10 a day over 10 days" in text
    assert "first incident" not in text
    text = shown(head + "truce,north,south,2025-03-09,\ntruce,north,south,2025-04-10,2025-04-01\n")
    assert "north of south: 2, of which 1 in 2025-04-01 to 2025-04-10, 0.10 a day over 10 days" in text


def test_single_days_shared_events_and_infinite_ratios():
    head = "arrangement,claimant,accused,period_start,period_end,count,date,event\n"
    text = shown(head + "truce,north,,2025-04-01,2025-04-04,0\ntruce,north,,2025-04-05,2025-04-05,6\n")
    assert "north: 6, 2025-04-05, 6.00 a day over 1 days" not in text
    assert "north: 6, 2025-04-05, 6.00 a day over 1 day (2.20 to 13.1)." in text
    assert "before 2025-04-05: 0.00 a day over 4 days (0.00 to 0.92); after: 6.00 a day" in text
    text = shown(head + "truce,north,,,,,2025-04-01,dam\ntruce,south,,,,,2025-04-01,dam\n")
    assert "1 of 1 named incidents are told by several." in text
