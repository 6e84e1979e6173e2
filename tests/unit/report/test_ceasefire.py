"""What is said of a ceasefire to somebody who neither wrote the case nor knows the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, partial

import pytest

from detente.case import Condition, Rule
from detente.io import read_text
from detente.report.ceasefire import (
    brief,
    how_long_words,
    how_sure_words,
    listing,
    missing_words,
    past_blocks,
    patience_words,
)
from detente.report.ceasefire_words import harm_words, said_words
from detente.report.ceasefire_worth import harm_notes, help_sentences
from detente.report.document import Block, Paragraph, Table
from detente.results.ceasefire import CeasefireOutlook, TermSaid
from detente.results.ceasefire_worth import Improvement, Ranged, TermWorth
from detente.workspace import hold
from truces import TALKS


@cache
def outlook(draws: int = 60) -> CeasefireOutlook:
    found = hold(read_text(TALKS), draws=draws).ceasefire
    assert found is not None
    return found


def help_words(found: CeasefireOutlook) -> str:
    return " ".join(help_sentences(found))


def gain(days: float, collapsed: float, lapsed: float = 0.0) -> Improvement:
    return Improvement(Ranged(days), Ranged(collapsed), Ranged(lapsed), 0, 0, 0, ())


def term(option: str, adds: Improvement, *rules: Rule) -> TermWorth:
    return TermWorth("length", option, (), rules, adds)


def with_terms(*changes: TermWorth) -> CeasefireOutlook:
    return replace(outlook(0), measures=(), together=None, changes=changes)


def outside(past: float, model: float, *, day: int = 30) -> CeasefireOutlook:
    """Return an outlook that lies outside the bounds on one day."""
    found = outlook()
    told = [
        replace(each, past=past, model=Ranged(model), outside=each.day == day, between=(past - 0.1, past + 0.1))
        for each in found.reference.days
    ]
    return replace(found, reference=replace(found.reference, days=tuple(told)))


def texts(blocks: Iterable[Block]) -> str:
    return " ".join(each.text for each in blocks if isinstance(each, Paragraph))


def test_a_measure_that_costs_days_alone_is_told_with_what_it_adds_to_the_others():
    (words,) = (each for each in help_sentences(outlook()) if "cameras" in each)
    assert words.startswith("“cameras at the gates” alone costs ")
    assert "unnoticed, and nothing settles them sooner; on top of the others it still costs " in words
    assert words.endswith("; what else it may be good for is not counted here.")
    cameras, *others = outlook().measures
    assert cameras.last is not None
    helping = replace(cameras, last=replace(cameras.last, days=Ranged(3.0, 1.0, 3.0, 5.0)))
    assert "on top of the others it adds 3.0 (1.0 to 5.0);" in help_words(
        replace(outlook(), measures=(helping, *others))
    )
    only = replace(cameras, last=None)
    assert "on top of" not in help_words(replace(outlook(), measures=(only,), together=None))


def test_that_nothing_settles_incidents_sooner_is_said_only_where_that_is_so():
    assert harm_words(["violations"], ["detection"]).endswith("unnoticed, and nothing settles them sooner")
    assert harm_words(["violations"], ["detection", "resolution"]).endswith("unnoticed")


def test_all_measures_together_are_told():
    assert re.search(r"All of these together add [\d.]+ \(", help_words(outlook()))


def test_two_winners_are_told_where_they_differ():
    found = with_terms(term("open", gain(20, 0.3)), term("two months", gain(5, -0.1)), term("a week", gain(4, -0.05)))
    assert help_sentences(found)[0] == (
        "of single terms, for most days: “length: open” adds 20 days in force but makes a collapse more likely by 30 "
        "percentage points; for least collapse: “length: two months” adds 5.0 days in force and makes a collapse less "
        "likely by 10 percentage points."
    )


def test_one_winner_is_told_once():
    both = with_terms(term("open", gain(20, -0.3)), term("two months", gain(5, -0.1)))
    assert help_words(both).startswith(
        "of single terms “length: open” does most both for days in force and against a collapse: it adds 20 days in force and"
    )
    alone = with_terms(term("open", gain(20, -0.3)))
    assert help_words(alone).startswith("of single terms “length: open” adds 20 days in force and")


def test_what_only_runs_out_first_does_not_win_and_that_is_said():
    found = with_terms(term("two months", gain(5, -0.1)), term("a week", gain(-9, -0.2, 0.25)))
    assert "less likely by 10 percentage points" in help_sentences(found)[0]
    assert help_sentences(found)[1] == (
        "“length: a week” makes a collapse less likely by 20 percentage points, because it more often runs out first: it "
        "costs 9.0 days in force."
    )
    superseded = with_terms(term("two months", gain(5, -0.1)), term("a week", gain(-9, -0.2, -0.1)))
    assert "runs out first" not in help_words(superseded)


def test_what_a_rule_excludes_is_told_last_with_the_rule_and_only_where_it_would_do_more():
    rule = Rule("legal", never=Condition({"length": ("open",)}))
    found = with_terms(term("two months", gain(5, -0.1)), term("open", gain(20, 0.3), rule))
    assert help_sentences(found)[-1] == (
        "“length: open” adds 20 days in force but makes a collapse more likely by 30 percentage points, but is excluded by "
        "a rule of the case (legal rule: no package has length: open)."
    )
    assert "excluded" not in help_words(with_terms(term("two months", gain(5, -0.1)), term("open", gain(4, 0.3), rule)))


def test_where_nothing_that_is_allowed_helps_that_is_said():
    rule = Rule("legal", never=Condition({"length": ("open",)}))
    found = with_terms(term("a week", gain(-2, 0.1)), term("open", gain(20, 0.3), rule))
    nothing, excluded = help_sentences(found)
    assert nothing.startswith("nothing that the case names and its rules allow adds days")
    assert excluded.startswith("“length: open” adds 20 days")


def test_in_how_many_draws_all_together_lengthen_it_is_told_and_not_in_how_many_they_do_not():
    found = outlook()
    assert found.together is not None
    mostly = replace(found, together=replace(found.together, shorter_draws=2, longer_draws=58))
    assert harm_notes(mostly)[-1] == (
        "Together they lengthen it in 58 of 60 draws of the case’s ranges; their effects do not simply add up."
    )
    seldom = replace(found, together=replace(found.together, shorter_draws=58, longer_draws=2))
    assert harm_notes(seldom)[-1].startswith("Together they shorten it in 58 of 60 draws")


def test_a_measure_that_mostly_helps_is_told_as_that():
    (words,) = (each for each in harm_notes(outlook(200)) if "inquiry" in each)
    inquiry = outlook(200).measures[1].adds
    assert 0 < inquiry.shorter_draws < inquiry.longer_draws
    assert f"alone lengthens it in {inquiry.longer_draws} of 200 draws of the case’s ranges; in " in words
    assert words.endswith(
        f"in {inquiry.shorter_draws} it shortens it, as it names violators whom it would have been easier to overlook."
    )


@pytest.mark.parametrize(
    ("past", "model", "verdict", "ended", "ends"),
    [(1.0, 0.72, "better", "none", "28"), (0.6, 0.95, "worse", "40 of 100", "5")],
    ids=["better", "worse"],
)
def test_it_is_told_which_way_past_ones_differ_and_that_they_decide_nothing(
    past: float, model: float, verdict: str, ended: str, ends: str
):
    words = how_sure_words(outside(past, model))
    assert (
        f"The case’s rates do not agree with them on day 30. Past ones did {verdict}: of those with a known date {ended} had ended in "
        f"violence by day 30; by the case’s rates {ends} of 100 have"
    ) in words
    assert words.endswith("The record cannot tell which of the two is wrong, or whether this one is unlike those.")


def test_it_is_told_of_which_days_few_past_ones_are_left():
    found = outside(1.0, 0.72)
    (day,) = (each for each in found.reference.days if each.outside)
    later = replace(day, day=60, beyond_term=True)
    words = how_sure_words(replace(found, reference=replace(found.reference, days=(day, later))))
    assert (
        "The case’s rates do not agree with them on days 30 and 60, though few are left by day 60. Past ones did"
        in words
    )
    words = how_sure_words(replace(found, reference=replace(found.reference, days=(later,))))
    assert "The case’s rates do not agree with them on day 60, by which few past ones are left. Past ones did" in words


def test_a_change_that_may_go_either_way_is_told_as_that():
    found = with_terms(
        term("a week", Improvement(Ranged(5, -2, 5, 9), Ranged(-0.1, -0.2, -0.1, 0.03), Ranged(0), 0, 0, 0, ()))
    )
    assert help_words(found).startswith(
        "of single terms “length: a week” adds 5.0 (from 2.0 the other way to 9.0) days in force and makes a collapse "
        "less likely by 10 (from 3.0 the other way to 20) percentage points."
    )


def test_where_they_agree_nothing_of_the_kind_is_told():
    found = outlook()
    days = tuple(replace(each, outside=False) for each in found.reference.days)
    words = how_sure_words(replace(found, reference=replace(found.reference, days=days)))
    assert "do not agree" not in words
    assert "which of the two is wrong" not in words


def test_past_ones_that_were_superseded_are_not_told_as_extended():
    assert "18 were extended or superseded and 2 failed, of 29 whose end is known" in how_sure_words(outlook())


def test_the_chance_of_collapse_is_told_as_a_chance_in_per_cent():
    words = how_long_words(outlook())
    assert re.search(r"the chance that it has collapsed by day \d+ is \d+ per cent \(\d+ to \d+\)", words)


def test_it_is_told_apart_whether_the_central_values_lie_outside_the_bounds_and_in_how_many_draws():
    found = outlook().reference
    (table,) = (each for each in past_blocks(found, 60, everything=False) if isinstance(each, Table))
    assert table.columns[-1].head == ("outside bounds,", "of 60 draws")
    inside, some, *_, outside = found.days
    assert (inside.outside_draws, some.outside, outside.outside) == (0, False, True)
    assert some.outside_draws
    cells = [row[-1] for row in table.groups[0]]
    assert cells[:2] == ["no", f"not at the central values; in {some.outside_draws}"]
    assert cells[2:] == [f"yes; in {each.outside_draws}" for each in found.days[2:]]
    shown = texts(past_blocks(found, 60, everything=False))
    assert [each.day for each in found.days if each.outside] == [30, 60, 90]
    assert "At the central values the case’s rates lie outside the bounds on days 30, 60 and 90: past ones did" in shown
    (bare,) = (each for each in past_blocks(found, 0, everything=False) if isinstance(each, Table))
    assert len(bare.columns) == len(table.columns) - 1


LONG = TALKS.replace(", most: 4}", "}").replace("horizon: 120", "horizon: 365")
"""A truce of 30 days that may be renewed again and again, followed for a year."""


def shown_days(text: str, show: Callable[[CeasefireOutlook], Iterable[Block]]) -> list[str]:
    found = hold(read_text(text), draws=0).ceasefire
    assert found is not None
    table = next(each for each in show(found) if isinstance(each, Table) and each.columns[0].head == ("day",))
    return [row[0] for row in table.groups[0]]


@pytest.mark.parametrize("short", [True, False])
def test_every_day_that_the_words_may_name_has_a_row_and_says_which_term_ends_on_it(short: bool):
    assert shown_days(LONG, lambda found: brief(found, short=short)) == [
        "7",
        "14",
        "30, end of term 1",
        "60, end of term 2",
        "90, end of term 3",
        "180, end of term 6",
        "360, end of term 12",
        "365",
    ]
    found = outlook()
    rows = {row.split(",")[0] for row in shown_days(TALKS, lambda found: brief(found, short=short))}
    assert {str(each.day) for each in found.reference.days} <= rows


def test_all_of_it_has_the_end_of_every_term():
    found = hold(read_text(LONG), draws=0).ceasefire
    assert found is not None
    rows = shown_days(LONG, listing)
    assert [int(row.split(",")[0]) for row in rows] == [each.day for each in found.until]
    assert len(rows) == 4 + 12 - 1
    assert "(7 further ends of terms: see --all)" in texts(brief(found))
    assert "further end" not in texts(listing(found))


@pytest.mark.parametrize("show", [brief, partial(brief, short=True), listing], ids=["brief", "short", "all"])
def test_the_heads_of_the_columns_are_explained_beneath_the_table(show: Callable[..., Iterable[Block]]):
    blocks = list(show(outlook()))
    place = next(at for at, each in enumerate(blocks) if isinstance(each, Table))
    beneath = blocks[place + 1]
    assert isinstance(beneath, Paragraph)
    for state in ("in force", "strained", "suspended", "collapsed", "lapsed", "superseded"):
        assert state in beneath.text.lower()


def test_how_both_are_counted_is_told_and_is_true():
    shown = texts(past_blocks(outlook().reference, 60, everything=False))
    assert "Counted as if none ran out or was superseded" in shown
    assert "not comparable with the share collapsed above" in shown
    # A ceasefire that ended otherwise might still have collapsed, so that fewer escape than have not collapsed.
    for each in outlook().reference.days:
        if each.model is not None and each.day <= outlook().horizon:
            assert each.model.central <= 1 - outlook().curve[each.day].shares["collapsed"].central


def test_a_thousand_days_have_their_comma():
    found = replace(outlook(), horizon=3650, days_in_force=Ranged(1574.2, 1020.0, 1500.0, 2100.0))
    assert "in force for 1,574 of 3,650 days (1,020 to 2,100 over the draws" in how_long_words(found)


def test_words_of_several_meanings_are_quoted_and_the_meanings_numbered():
    said = TermSaid("start", "ambiguous", "at once", readings=("on the yes", "on the order"))
    assert said_words(said) == "Unclear: “at once” can mean (1) on the yes or (2) on the order"
    bare = replace(said, text="")
    assert said_words(bare) == "Unclear: it can mean (1) on the yes or (2) on the order"
    found = replace(outlook(), terms=(said,))
    assert missing_words(found) == "the start, “at once”, can mean (1) on the yes or (2) on the order."


def test_what_an_issue_settles_as_none_is_not_told_as_unsaid():
    settled = TermSaid("monitor", "missing", issue="watch", option="nobody")
    scope = TermSaid("scope", "missing", issue="truce", option="no truce")
    unsaid = TermSaid("sanction", "missing")
    found = replace(outlook(), terms=(scope, settled, unsaid))
    assert missing_words(found) == "its terms provide no monitor, and say nothing of scope and sanction."
    assert said_words(settled) == "NONE (watch: nobody)"
    assert said_words(scope) == "MISSING (truce: no truce)"
    assert said_words(unsaid) == "MISSING"


def test_the_critical_discount_factor_is_named_and_explained():
    words = patience_words(outlook())
    assert re.search(r"a day of ceasefire tomorrow has to be worth at least so much .*: company 0\.\d\d", words)
    assert "This is each one’s critical discount factor" in words
