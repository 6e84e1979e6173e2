"""What a log says: figures made by hand, bounds that stay bounds, and nothing added that must not be."""

from __future__ import annotations

from datetime import datetime

import pytest

from detente.analyses.incidents import analyse_incidents, learned
from detente.case import Party
from detente.catalog import violation_claims
from detente.errors import UsageError
from detente.io.incidents import incident_log
from detente.results.incidents import ArrangementLog, Findings, Tally
from detente.solvers.counts import Gamma, rate_interval, ratio_interval

moment = datetime.fromisoformat

HEAD = "arrangement,claimant,accused,date,period_start,period_end,kind,count,qualifier,in_force_from,event"
SHIPPED = analyse_incidents(violation_claims(), at=moment("2020-07-27"))
ENERGY, EASTER, MINSK, JULY = SHIPPED.arrangements


def found(*rows: str, **options: object) -> Findings:
    return analyse_incidents(incident_log("\n".join([HEAD, *rows]).encode(), "log.csv"), **options)  # type: ignore[arg-type]


def one(*rows: str, **options: object) -> ArrangementLog:
    (each,) = found(*rows, **options).arrangements
    return each


def figures(each: Tally) -> tuple[int, float, float]:
    assert each.rate.per_day is not None
    return each.count, each.rate.days, round(each.rate.per_day, 2)


def test_the_counts_of_the_monitors_by_hand():
    """256 in 27 July to 7 August are 12 days; 6,294 to 17 January 175; 741 in 16 to 18 July three."""
    assert [figures(each) for each in JULY.tallies] == [(256, 12, 21.33), (6294, 175, 35.97), (741, 3, 247.0)]
    assert [figures(each) for each in MINSK.tallies[:2]] == [(299633, 365, 820.91), (134767, 366, 368.22)]
    assert all((each.claimed, each.observed) == (0, each.count) for each in JULY.tallies)


def test_the_rows_reckoned_from_averages_add_up_to_the_year():
    """623 a day over 208 days and 33 over 158; averages are rounded, so that their sum may be off by half a day's each."""
    year, before, after = (each.count for each in MINSK.tallies[1:])
    assert (before, after) == (623 * 208, 33 * 158)
    assert abs(before + after - year) < 366 / 2


def test_count_rate_and_end_are_three_things():
    assert JULY.contrast
    assert (JULY.contrast.larger.count, JULY.contrast.smaller.count) == (6294, 741)
    assert JULY.contrast.larger.rate.per_day is not None
    assert JULY.contrast.smaller.rate.per_day is not None
    assert JULY.contrast.larger.rate.per_day < JULY.contrast.smaller.rate.per_day / 6
    assert JULY.ended == ()
    (ended,) = ENERGY.ended
    assert (ended.claimant, ended.status, ended.day) == ("Russia president's office", "lapsed", moment("2025-04-18"))


def test_overlapping_counts_are_no_contrast():
    """The year 2020 counts more than its first part, at a lower rate, and holds it."""
    assert MINSK.contrast is None


def test_each_claimant_counts_for_itself():
    assert [(each.claimant, each.accused) for each in ENERGY.tallies] == [
        ("Ukraine MFA", "Russia"),
        ("Russia UN mission", "Ukraine"),
        ("RIA Novosti tally", "Ukraine"),
    ]
    assert [each.count for each in ENERGY.tallies] == [31, 121, 101]


def test_a_disputed_start_gives_two_exposures_and_both_rates():
    """The moratorium holds since 18 March for Russia, since 25 March for Ukraine."""
    march_18, march_25 = moment("2025-03-18"), moment("2025-03-25")
    assert ENERGY.starts == (march_18, march_25)
    ukraine, mission, tally = ENERGY.tallies
    own, early = ukraine.readings[march_25], ukraine.readings[march_18]
    assert (own.days, own.bound, own.per_day) == (23, "at least", 31 / 23)
    assert own == ukraine.rate
    assert (early.days, early.bound, early.per_day) == (30, "at least", 31 / 30)
    assert (tally.rate.days, tally.rate.bound, tally.rate.per_day) == (28, "exact", 101 / 28)
    late = tally.readings[march_25]
    assert (late.days, late.bound, late.per_day) == (21, "at most", 101 / 21), "some of them may lie before"
    assert late.between == (0.0, rate_interval(101, 21)[1])
    late = mission.readings[march_25]
    assert (late.days, late.bound, late.per_day, late.between) == (24, "none", None, None), "more than some of some"


def test_hours_count():
    """30 hours from 18:00 to midnight of the next day but one."""
    claimed = EASTER.tallies[0]
    assert claimed.rate.days == 1.25
    assert claimed.rate.per_day == 2935 / 1.25
    assert claimed.readings == {}, "nobody disputes the start"


def test_more_than_is_a_lower_bound():
    ukraine = ENERGY.tallies[0]
    assert (ukraine.count, ukraine.bound, ukraine.claimed) == (31, "at least", 31)
    assert ukraine.rate.between == (rate_interval(31, 23)[0], None)


def test_before_and_after_a_day_by_hand():
    """Before: 299,633 in 2019 and 129,584 in 208 days of 2020; the count of all 2020 holds the day and is left out."""
    (change,) = MINSK.changes
    assert (change.before.count, change.before.days) == (299633 + 129584, 573)
    assert (change.after.count, change.after.days) == (5214, 158)
    assert change.ratio == pytest.approx((5214 / 158) / (429217 / 573))
    assert change.between == ratio_interval(5214, 158, 429217, 573)
    lines = [each.line for each in violation_claims().reports if each.count == 134767]
    assert list(change.left_out) == lines
    assert [len(each.changes) for each in SHIPPED.arrangements] == [0, 0, 1, 0]


def test_single_incidents_are_counted_together_until_the_log_is_closed():
    rows = ["truce,north,south,2025-04-02,,,,,,2025-04-01", "truce,north,south,2025-04-05T10:00,,,,3,,2025-04-01"]
    (tally,) = one(*rows).tallies
    assert (tally.single, tally.count, tally.lines) == (True, 4, (2, 3))
    assert (tally.rate.days, tally.rate.count) == (5, 4), "up to the end of the last day that is told of"
    (tally,) = one(*rows, until={"truce": moment("2025-04-11")}).tallies
    assert (tally.rate.days, tally.rate.per_day) == (10, 0.4)
    assert tally.rate.between == rate_interval(4, 10)
    with pytest.raises(UsageError, match="is closed at"):
        one(*rows, until={"truce": moment("2025-04-01")})


def test_one_incident_of_one_minute_is_counted_over_the_rest_of_its_day():
    (tally,) = one("truce,north,south,2025-04-05T18:00,,,,2").tallies
    assert (tally.rate.count, tally.rate.days) == (2, 0.25)


STARTED = moment("2025-04-01")


def test_single_incidents_without_a_start_of_their_own_are_counted_since_others_have_it():
    rows = ["truce,north,south,2025-04-06,,,,2", "truce,south,north,,2025-04-02,2025-04-08,,3,,2025-04-02"]
    north, _ = one(*rows).tallies
    assert (north.rate.since, north.rate.days, north.rate.count) == (moment("2025-04-02"), 7, 2)
    assert not north.from_first
    north, _ = one(*rows, starts=[STARTED]).tallies
    assert north.rate.since == moment("2025-04-02"), "what the log says of it goes before what the case does"


def test_where_the_log_does_not_say_it_they_are_counted_since_the_case_has_it():
    rows = ["truce,north,south,2025-04-06,,,,2", "truce,north,south,2025-04-10"]
    found = one(*rows, starts=[STARTED])
    (tally,) = found.tallies
    assert (tally.rate.since, tally.rate.days, tally.rate.count, tally.from_first) == (STARTED, 10, 3, False)
    assert (found.starts, tally.readings) == ((STARTED,), {})
    (tally,) = one(*rows).tallies
    assert (tally.rate.since, tally.rate.days, tally.from_first) == (moment("2025-04-06"), 5, True)


def test_with_a_disputed_start_they_are_counted_since_each_of_the_days():
    late = moment("2025-04-08")
    rows = ["truce,north,south,2025-04-06,,,,2", "truce,north,south,2025-04-10"]
    found = one(*rows, starts=[STARTED, late])
    (tally,) = found.tallies
    assert found.starts == (STARTED, late)
    assert tally.rate == tally.readings[STARTED]
    assert [(each.days, each.count, each.bound) for each in tally.readings.values()] == [
        (10, 3, "exact"),
        (3, 1, "exact"),
    ]


def test_what_lies_before_the_arrangement_is_in_no_rate_since_then():
    (tally,) = one("truce,north,south,2025-03-06,,,,2", "truce,north,south,2025-04-10", starts=[STARTED]).tallies
    assert (tally.count, tally.rate.count, tally.rate.days) == (3, 1, 10)
    (tally,) = one("truce,north,south,2025-03-06,,,,2", "truce,north,south,2025-03-08", starts=[STARTED]).tallies
    assert (tally.count, tally.rate.count, tally.rate.days, tally.from_first) == (3, 3, 3, True)


def test_a_count_over_a_period_stands_for_its_time_before_single_incidents():
    rows = ["truce,north,south,,2025-04-01,2025-04-10,,5", "truce,north,south,2025-04-15"]
    counted, single = one(*rows, starts=[STARTED]).tallies
    assert counted.rate.until == single.rate.since == moment("2025-04-11")
    assert (single.rate.days, single.rate.count, single.from_first) == (5, 1, False)


PARTIES = {
    "north": Party("north"),
    "south": Party("south"),
    "envoy": Party("envoy", role="mediator"),
    "watch": Party("watch", role="observer"),
}


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        (["truce,north,south,,2025-04-01,2025-04-10,,6"], (6, None)),
        (["truce,north,,,2025-04-01,2025-04-10,,6"], (6, None)),
        (["truce,mission,,,2025-04-01,2025-04-10,,6"], (None, 6)),
        (["truce,mission,,2025-04-01,,,,6"], (None, 6)),
        (["truce,watch,,,2025-04-01,2025-04-10,,6"], (None, 6)),
        (["truce,envoy,south,,2025-04-01,2025-04-10,,6"], (None, 6)),
        (["truce,mission,south,,2025-04-01,2025-04-10,,6", "truce,mission,north,2025-04-02"], (None, 6)),
        (["truce,ministry,south,,2025-04-01,2025-04-10,,6"], (None, None)),
        (["truce,militia,,,2025-04-01,2025-04-10,,6", "truce,north,militia,2025-04-02"], (6, None)),
    ],
    ids=[
        "a party of the other",
        "a party of nobody",
        "no party",
        "no party, one day",
        "an observer",
        "a mediator of one side",
        "no party, of both sides",
        "no party, of one side",
        "no party, and accused",
    ],
)
def test_a_side_claims_and_who_is_none_observes(rows: list[str], known: tuple[int | None, int | None]):
    tally = one(*rows, parties=PARTIES).tallies[0]
    assert (tally.claimed, tally.observed, tally.verified, tally.attributed) == (*known, None, None)


def test_without_a_case_only_who_is_accused_is_known_for_a_side():
    north, south = one("truce,north,south,2025-04-02", "truce,south,,2025-04-03").tallies
    assert (north.claimed, north.observed) == (None, None)
    assert (south.claimed, south.observed) == (1, None)


def test_what_a_row_says_goes_before_who_tells_it():
    head = "arrangement,claimant,date,claimed,verified"
    log = incident_log(f"{head}\ntruce,mission,2025-04-01,yes,\ntruce,watch,2025-04-01,,yes".encode(), "log.csv")
    mission, watch = analyse_incidents(log, parties=PARTIES).arrangements[0].tallies
    assert (mission.claimed, mission.observed) == (1, None)
    assert (watch.claimed, watch.observed, watch.verified) == (None, None, 1)


def test_single_incidents_can_be_taken_apart():
    rows = [
        "truce,north,south,2025-04-02,,,,,,2025-04-01",
        "truce,north,south,2025-04-06,,,,,,2025-04-01",
        "truce,south,north,2025-04-08,,,,,,2025-04-05",
    ]
    each = one(*rows, at=moment("2025-04-05"), until={"truce": moment("2025-04-09")})
    north, south = each.tallies
    late = north.readings[moment("2025-04-05")]
    assert (late.count, late.days, late.bound) == (1, 4, "exact")
    early = south.readings[moment("2025-04-01")]
    assert (early.count, early.days, early.bound) == (1, 8, "at least"), "it tells nothing of the days before its start"
    (change,) = each.changes
    assert (change.claimant, change.before.count, change.after.count, change.ratio) == ("north", 1, 1, 1)
    assert change.before.days == change.after.days == 4


def test_bounds_of_several_rows_are_that_of_their_sum():
    rows = ["truce,north,,2025-04-02,,,,2,at least", "truce,north,,2025-04-03,,,,3,"]
    assert one(*rows).tallies[0].bound == "at least"
    (mixed,) = one(rows[0], "truce,north,,2025-04-03,,,,3,at most").tallies
    assert (mixed.bound, mixed.rate.per_day, mixed.rate.between) == ("none", None, None)


def test_over_a_bound_or_nothing_there_is_no_ratio():
    rows = ["truce,north,,,2025-04-01,2025-04-04,,{},{}", "truce,north,,,2025-04-05,2025-04-08,,6,"]
    (change,) = one(rows[0].format(3, "at least"), rows[1], at=moment("2025-04-05")).changes
    assert (change.ratio, change.between) == (None, None)
    (change,) = one(rows[0].format(0, ""), rows[1], at=moment("2025-04-05")).changes
    assert (change.ratio, change.between) == (None, (ratio_interval(6, 4, 0, 4)[0], None))


def test_overlapping_periods_are_not_added():
    rows = [
        "truce,north,,,2025-04-01,2025-04-04,,4",
        "truce,north,,,2025-04-03,2025-04-04,,3",
        "truce,north,,,2025-04-05,2025-04-06,,1",
    ]
    each = one(*rows, at=moment("2025-04-05"))
    assert [tally.count for tally in each.tallies] == [4, 3, 1]
    (change,) = each.changes
    assert (change.before.count, change.before.days, change.left_out) == (4, 4, (3,))


def test_events_that_several_tell_are_counted_as_shared():
    row = "truce,{},,2025-04-02,,,,,,,{}"
    each = one(row.format("north", "dam"), row.format("south", "dam"), row.format("north", "bridge"))
    assert (each.events, each.shared_events) == (2, 1)
    assert [tally.count for tally in each.tallies] == [2, 1]


def test_an_arrangement_may_have_no_incidents():
    each = one("truce,north,,2025-04-02,,,extended", "truce,north,,2025-05-02,,,Ended")
    assert each.tallies == ()
    assert [status.status for status in each.statuses] == ["extended", "ended"]
    assert [status.day.month for status in each.ended] == [5]


def test_a_count_updates_what_was_thought_and_a_bound_does_not():
    tally = ENERGY.tallies[2]
    update = learned(Gamma(2.0, 4.0), tally.rate, ahead=10)
    assert update.after == (103.0, 32.0)
    assert (update.mean_before, update.mean_after) == (0.5, 103 / 32)
    assert update.expected == pytest.approx(1030 / 32)
    assert update.between_after == Gamma(103.0, 32.0).between()
    assert update.predicted == Gamma(103.0, 32.0).predicted_between(10)
    with pytest.raises(UsageError, match="At least 31 is a bound"):
        learned(Gamma(2.0, 4.0), ENERGY.tallies[0].rate)
