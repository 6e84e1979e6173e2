"""Cases that tell who can move where, and have nothing to deal over."""

from __future__ import annotations

from cli.samples import Run


def test_the_commands_say_so_in_one_line(detente: Run):
    for words in (("analyse", "cuba-1962"), ("ratify", "cuba-1962"), ("move", "cuba-1962"), ("sheet", "cuba-1962")):
        ran = detente(*words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
        assert "nothing to deal over" in ran.err


def test_a_case_of_moves_is_checked_and_shown(detente: Run):
    assert detente("check", "cuba-1962").code == 0
    assert "detente hold cuba-1962" in detente("catalog", "show", "cuba-1962", "--about").out
    assert "detente analyse" not in detente("catalog", "show", "cuba-1962", "--about").out
