"""The section of a report on promises that may be broken."""

from __future__ import annotations

import re
from functools import cache

from cli.samples import DEAL
from cli.test_kept import KEPT
from detente.io import read_text
from detente.report.html.page import report
from detente.workspace import analyse
from properties.test_kept_equals_oracle import TRUCE


@cache
def page(text: str, draws: int) -> str:
    found = read_text(text)
    return report(found.case, analyse(found, draws=draws), "talks.yaml", version="1")


def section(text: str, draws: int = 200) -> str:
    return page(text, draws).split('aria-labelledby="kept"')[1].split("</section>")[0]


def test_it_says_what_is_left_of_the_deal_and_shows_it():
    told = section(KEPT)
    assert "On paper some package is acceptable to all in 200 of 200 draws" in told
    assert told.count("<svg") == 2
    # The zone is looked for in some draws, and packages are judged over others.
    assert "all accept, of 200 fresh draws" in told
    assert "each by itself: in as many fresh draws" in told
    assert "any package" in told
    cells = re.findall(r"<td[^>]*>(.*?)</td>", told)
    assert any(re.fullmatch(r"200 → \d+", cell) for cell in cells)


def test_without_draws_there_is_no_picture():
    told = section(KEPT, draws=0)
    assert "A deal is possible on paper, and also possible as promises are expected to be kept." in told
    assert "<svg" not in told
    assert "draws" not in told


def test_it_says_why_what_is_likelier_kept_may_be_accepted_less_often():
    assert "makes a package likelier kept can cost somebody more than that is worth to it" in section(KEPT)


def test_its_chance_and_that_of_a_ceasefire_are_told_apart():
    apart = "how likely it is to last is another number"
    estimated = TRUCE[: TRUCE.index("kept:")] + "kept: {is: 0.5, if_broken: {north: 20, south: 20}}\n"
    assert apart in section(estimated, 0)
    assert apart not in section(TRUCE, 0)
    assert apart not in section(KEPT, 0)


def test_of_a_term_under_which_as_many_draws_are_accepted_no_second_number_is_told():
    offers = "proposals: {hard: {package: {wage: 4, shifts: fixed}}, middle: {package: {wage: 3, shifts: fixed}}}\n"
    told = section(KEPT.replace("no_deal: 30\n", "no_deal: 55\n") + offers, 100)
    said = re.findall(r"all accept it then in (\d+) of 100 fresh draws, (as without it|instead of \d+)", told)
    assert ("0", "as without it") in said
    assert any(number != "0" and words == "instead of 0" for number, words in said)


def test_a_case_without_it_has_no_such_section():
    assert 'id="kept"' not in page(DEAL, 0)


def test_the_numbers_are_listed_for_whom_they_belong_to():
    whole = page(KEPT, 0)
    assert "Of no one party" in whole
    assert "what a broken promise leaves union, over no deal" in whole
    assert "chance that a package is kept: all other packages" in whole


def test_the_best_as_kept_has_its_changes_at_the_central_values():
    """It is judged over no draws, so that its changes are not either."""
    (told,) = re.findall(r"<dt>Best as kept</dt><dd>.*<br>(.*?)</dd>", section(TRUCE, draws=50))
    assert (
        told == "With “truce: thirty days” it is kept with a chance of 0.83; all accept it then at the central values."
    )
