"""``detente hold`` without ``--all``: one or two screens for somebody who has never heard of the method."""

from __future__ import annotations

import re
from pathlib import Path

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
        "WHERE IT COULD REST 2 situations would hold, as nobody has a better one to move to; 19 more only if others",
        "TODAY 10: Russia stalls; Ukraine accepts It would hold only if others answered better moves even at their own",
        "THE TARGET 12: Russia accepts; Ukraine accepts It would not hold: Russia would move away.",
        "If Russia liked 10 (“Russia stalls; Ukraine accepts”) no better than the target",
        "With the lever “American penalties” in force the target would hold",
        "801 holds under Nash in all 490 variations.",
    ):
        assert expected in told


def test_situations_of_the_table_are_told_by_number_in_what_follows(detente: Run):
    told = words(detente("hold", "ukraine-2025").out.split("WHAT SOME COULD DO TOGETHER")[1].split("WOULD IT HOLD")[0])
    assert "both prefer where that leads, 74." in told
    assert "74 (“" not in told


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # Nobody wants to leave these, whichever concept is asked about.
        (("us-north-korea-2017", "--concept", "seq"), "0: nothing chosen nobody has a better one SEQ"),
        (("elmira-1991", "--concept", "smr"), "21: modify; accept; nobody has a better one SMR"),
        # Two who look ahead: who would move, and where there is no answer.
        (
            ("cuba-1962", "--concept", "non-myopic"),
            "TODAY 0: nothing chosen It would not hold: United States would move away.",
        ),
        (("syria-iraq-1975", "--concept", "non-myopic"), "It has no answer: what the two would do goes on changing"),
        # An answer that others would give to their own advantage, and not at any cost.
        (
            ("cuba-1962", "--concept", "seq"),
            "That would pay whatever the others did then to their own advantage; at worst",
        ),
        # Staying where the others brought it would be better than any move.
        (("prisoners-dilemma",), "second would choose “second.testify”, and no further move of first would make that"),
        # What others could only do at their own cost is not said to come, and whose cost it is is said.
        (("elmira-1991",), "Uniroyal could move to “plant abandoned” (worse for it)."),
        (("ukraine-2025",), "Ukraine could choose “Ukraine refuses” instead of “Ukraine accepts” (worse for it)"),
        # A target that is today's situation.
        (("cuba-1962", "--target", "none"), "THE TARGET today’s situation - If United States liked"),
        # What to read next is the same question.
        (("cuba-1962", "--concept", "seq"), "detente hold cuba-1962 --concept seq --all (everything)"),
    ],
)
def test_reasons_are_those_of_what_was_asked(detente: Run, given: tuple[str, ...], expected: str):
    assert expected in words(detente("hold", *given).out)


def test_where_nothing_rests_it_says_so(detente: Run, tmp_path: Path):
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
