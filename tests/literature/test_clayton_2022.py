"""How many ceasefires there were (Clayton et al. 2022).

Source: Govinda Clayton, Håvard Mokleiv Nygård, Håvard Strand and others, Introducing the ETH/PRIO Civil Conflict
Ceasefire Dataset, Journal of Conflict Resolution, 2022, doi 10.1177/00220027221129195. Its abstract counts 2,202
ceasefires in 66 countries and 109 civil conflicts, from 1989 to 2020. It does not say how they ended, which is what the
table that ships counts; that needs the data themselves, which are not ours to hand on.

Where it differs from its source: the copy from which the table was made held 2,203 ceasefires, one more than the paper
says. Which one is not known to us.
"""

from __future__ import annotations

import pytest

from detente.analyses.reference import LAST_DAY
from detente.catalog import past_ceasefires
from detente.results.reference import ReferenceClass

CEASEFIRES, COUNTRIES = 2202, 66
TABLE = past_ceasefires()


def test_there_is_one_more_than_the_paper_says():
    assert TABLE.total == CEASEFIRES + 1


def test_the_period_is_that_of_the_paper():
    assert LAST_DAY.year == 2020
    assert TABLE.last_day == LAST_DAY.isoformat()


@pytest.mark.parametrize("each", TABLE.classes, ids=lambda each: each.name)
def test_no_class_holds_more_than_there_are(each: ReferenceClass):
    assert each.countries <= COUNTRIES
    assert each.ends.total < CEASEFIRES


def test_classes_that_exclude_each_other_hold_no_more_than_there_are_together():
    apart = [each for each in TABLE.classes if each.mechanism == "any" and each.scope != "partial" and not each.country]
    assert len(apart) == 7
    assert sum(each.ends.total for each in apart) <= CEASEFIRES
