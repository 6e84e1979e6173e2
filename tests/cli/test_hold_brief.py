"""``detente hold`` without ``--all``: one or two screens for somebody who has never heard of the method."""

from __future__ import annotations

import re

import pytest

from cli.samples import Run
from detente import catalog

MOST = 90
"""Lines: a little more than two screens."""


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", catalog.names("hold"))
def test_it_is_short_and_says_where_to_read_on(detente: Run, name: str):
    ran = detente("hold", name)
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert len(lines) <= MOST
    assert max(map(len, lines)) <= 80
    assert f"detente hold {name} --all (everything)" in words(ran.out)
    assert "…" not in ran.out
    assert len(lines) < len(detente("hold", name, "--all").out.splitlines())


def test_the_flagship_says_what_rests_what_does_not_and_what_would_change_that(detente: Run):
    told = words(detente("hold", "ukraine-2025").out)
    for expected in (
        "WHERE IT COULD REST 2 situations would hold, as nobody has a better one to move to",
        "TODAY 10: Russia stalls; Ukraine accepts It would hold only if others answered better moves even at their own",
        "THE TARGET 12: Russia accepts; Ukraine accepts It would not hold: Russia would move away.",
        "If Russia liked 10 no better than the target",
        "With the lever “American penalties” in force the target would hold",
        "801 holds under Nash in all 490 variations.",
    ):
        assert expected in told


def test_situations_of_the_table_are_named_once_and_then_by_number(detente: Run):
    told = words(detente("hold", "ukraine-2025").out)
    assert "74: Russia stalls;" in told
    assert "74 (“" not in told


def test_where_nothing_rests_it_says_so(detente: Run, tmp_path):
    file = tmp_path / "chase.yaml"
    file.write_text(
        """\
case: A chase
as_of: 2025-01-01
parties: [fox, hare]
moves:
  options: {fox: [left], hare: [right]}
  statements: {fox: [left iff right], hare: [not left iff right]}
""",
        encoding="utf-8",
    )
    told = words(detente("hold", file, "--concept", "nash").out)
    assert "WHERE IT COULD REST nowhere: from every situation somebody would move away" in told
    assert not re.search(r"\bNone\b", told)
