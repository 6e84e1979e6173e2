"""`detente hold`: coalitions, blocs, doubtful preferences, looking far ahead and what is watched."""

from __future__ import annotations

import json

import jsonschema
import pytest

from cli.samples import Run, Write
from cli.test_json import closed
from detente.analyses import hold_doubt, hold_far, hold_together
from detente.analyses.hold import ALL_CONCEPTS
from detente.report.held_words import CONCEPTS
from detente.workspace import hold, hold_document_of, hold_schema

DOUBT = """\
case: Two firms
parties: [north, south]
moves:
  options: {north: {build: both}, south: {sue: both}}
  ranking:
    north: [0, 1, 2, 3]
    south: [2, 0, 3, 1]
  unknown:
    north: [[none, build]]
    south: [[2, 0]]
  today: 0
"""

SEVEN = """\
case: Seven ports
parties: [a, b, c, d, e, f, g]
moves:
  states: [apart, joined]
  graph: {a: [[apart, joined, both]]}
  ranking:
    {a: [joined, apart], b: [joined, apart], c: [joined, apart], d: [joined, apart], e: [joined, apart],
     f: [joined, apart], g: [joined, apart]}
"""


def words(text: str) -> str:
    return " ".join(text.split())


def large(options: int, more: str = "") -> str:
    """Return a case of which each combination of some options is a state."""
    own = ", ".join(f"o{number}: both" for number in range(options // 2))
    other = ", ".join(f"o{number}: both" for number in range(options // 2, options))
    return f"""\
case: Large
parties: [one, other]
moves:
  options: {{one: {{{own}}}, other: {{{other}}}}}
  statements: {{one: [o0, not o1], other: [not o0, o1]}}
  today: none
{more}"""


class TestCoalitions:
    def test_the_published_jump_of_ministry_and_uniroyal(self):
        # Xu et al. 2018: from 5 (delay; insist) the two together reach 8 (modify; accept; insist), and 5 fails for it.
        moves = hold("elmira-1991").moves
        label = {key: each.label for key, each in moves.shown.items()}
        assert moves.together is not None
        (leaving,) = (each for each in moves.together.leaving if label[each.state] == "delay; insist")
        assert (leaving.members, leaving.stable) == (("ministry", "Uniroyal"), ())
        (move,) = leaving.moves
        assert label[move.to] == "modify; accept; insist"
        assert [(step.player, label[step.to]) for step in move.path] == [
            ("ministry", "modify; delay; insist"),
            ("Uniroyal", "modify; accept; insist"),
        ]
        assert (move.minimal, move.by_fewer, move.deterred) == (True, False, ())
        withstands = {label[key]: set(names) for key, names in (moves.together.withstands or {}).items()}
        assert withstands["delay; insist"] == set()
        assert withstands["modify; accept; insist"] == {"nash", "gmr", "smr", "seq", "sseq"}
        assert withstands["plant abandoned"] == {"nash", "gmr", "smr", "seq", "sseq"}

    def test_it_is_told_in_words_with_the_way_there(self, detente: Run):
        shown = words(detente("hold", "elmira-1991", "--all").out)
        assert (
            "From 18 (“delay; insist”), ministry and Uniroyal could agree that ministry chooses “modify”, then Uniroyal "
            "chooses “accept” instead of “delay”; both prefer where that leads, 21. Nobody else has an answer "
            "that would spoil it. So 18 would hold against each alone, and not against these together."
        ) in shown
        assert "From 21, 8 and 2, to act together would add nothing to what each could do alone." in shown

    def test_prisoners_could_both_keep_silent_and_nobody_is_left_to_answer(self, detente: Run):
        shown = words(detente("hold", "prisoners-dilemma").out)
        assert "first and second could agree that first gives up “first.testify”, then second gives up" in shown
        assert "Nobody is left to answer." in shown

    def test_who_could_do_it_alone_but_in_fear_of_answers_is_named(self, detente: Run):
        shown = words(detente("hold", "cuba-1962").out)
        assert "agree that United States gives up “blockade”; both prefer where that leads, 4." in shown
        assert (
            "United States could do so alone, but then Soviet Union would be free to answer: to agree is to promise not to."
        ) in shown

    def test_of_many_players_only_pairs_and_all_are_looked_at(self, case: Write, detente: Run):
        file = case(SEVEN)
        coalitions = json.loads(detente("hold", file, "--json").out)["hold"]["moves"]["coalitions"]
        assert sorted(map(len, coalitions["looked_at"])) == [2] * 21 + [7]
        assert coalitions["complete"] is False
        assert "Of 7 players, only pairs and all together were looked at." in words(detente("hold", file, "--all").out)

    def test_what_takes_too_long_is_left_out_and_that_is_said(self, detente: Run, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(hold_together, "MOST_WORK", 100)
        ran = detente("hold", "elmira-1991")
        assert ran.code == 0
        assert "Not looked at: 7 coalitions over 9 situations take too long to try." in words(ran.out)
        together = hold("elmira-1991").moves.together
        assert together is not None
        assert (together.looked_at, together.leaving, together.withstands) == ((), (), None)

    def test_a_player_alone_has_nobody_to_join(self, case: Write, detente: Run):
        text = "case: One\nparties: [a]\nmoves:\n  options: {a: {go: both}}\n  ranking: {a: [1, 0]}\n"
        assert "TOGETHER" not in detente("hold", case(text)).out


class TestBlocs:
    def test_what_holds_then_that_did_not_and_the_other_way_round(self, detente: Run):
        blocs = hold("elmira-1991", blocs=["ministry, Uniroyal"]).moves.blocs
        assert blocs is not None
        assert blocs.blocs == (("ministry", "Uniroyal"), ("local government",))
        assert blocs.lost["nash"] == ("18",)
        assert blocs.gained["nash"] == ("20",)
        shown = words(detente("hold", "elmira-1991", "--bloc", "Uniroyal,ministry").out)
        assert "IF SOME ALWAYS ACTED AS ONE ministry and Uniroyal as one; local government alone" in shown
        assert "18 (“delay; insist”) would no longer hold under Nash, SSEQ, SEQ, SMR and GMR." in shown
        assert "would hold under SSEQ and SEQ, and does not if they act apart." in shown

    def test_the_ordinary_answer_stays(self):
        apart, joined = (hold("elmira-1991", blocs=blocs).moves for blocs in ((), ("ministry, Uniroyal",)))
        assert apart.blocs is None
        assert apart.equilibria == joined.equilibria

    def test_only_the_concepts_that_are_asked_about(self):
        blocs = hold("elmira-1991", ["seq"], blocs=["ministry, Uniroyal"]).moves.blocs
        assert blocs is not None
        assert list(blocs.equilibria) == ["seq"]

    def test_all_as_one_do_what_all_prefer(self, detente: Run):
        shown = words(detente("hold", "prisoners-dilemma", "--bloc", "first, second").out)
        assert "IF SOME ALWAYS ACTED AS ONE first and second as one" in shown
        assert "3 (“first.testify; second.testify”) would no longer hold under Nash" in shown

    def test_names_with_commas_and_spaces_are_found(self, case: Write, detente: Run):
        text = DOUBT.replace("[north, south]", '["the north, inland", south]').replace("north:", '"the north, inland":')
        ran = detente("hold", case(text), "--bloc", "south,  the north,  inland")
        assert ran.code == 0
        assert "the north, inland and south as one" in words(ran.out)

    @pytest.mark.parametrize(
        ("blocs", "message"),
        [
            (["ministri, Uniroyal"], "Did you mean `ministry`?"),
            (["ministry, Uniroyal, France"], "There is no player `France` in the bloc"),
            (["ministry"], "`ministry` alone is no bloc."),
            (["ministry, Uniroyal", "Uniroyal, local government"], "`Uniroyal` is named twice."),
            (["ministry, ministry"], "`ministry` is named twice."),
            (["ministry, Uniroyal, "], 'There is no player `""`'),
        ],
        ids=["misspelt", "unknown", "alone", "in two", "twice", "empty"],
    )
    def test_wrong_blocs_are_wrong_usage(self, detente: Run, blocs: list[str], message: str):
        ran = detente("hold", "elmira-1991", *(word for bloc in blocs for word in ("--bloc", bloc)))
        assert (ran.code, ran.out) == (2, "")
        assert message in ran.err

    def test_too_many_situations_are_a_limit_with_a_remedy(self, case: Write, detente: Run):
        file = case(large(11))
        ran = detente("hold", file, "--bloc", "one, other")
        assert (ran.code, ran.out) == (3, "")
        assert "2,048 states" in ran.err
        shown = words(detente("hold", file).out)
        assert (
            "Not looked at: 2,048 states; uncertain preferences and groups are worked out for 2,000 at most." in shown
        )

    def test_one_further_joint_move_is_told_of_in_the_singular(self, detente: Run):
        shown = words(detente("hold", "ukraine-2025", "--all").out)
        assert "From 10 there is also 1 further joint move and 1 joint move that others would answer" in shown


class TestDoubt:
    def test_doubtful_pairs_are_not_ignored(self, case: Write, detente: Run):
        shown = words(detente("hold", case(DOUBT)).out)
        assert (
            "It is not known whether north prefers “nothing chosen” or “build”; nor whether south prefers “sue” or “nothing chosen”."
            in shown
        )
        assert "All else that is said here takes them in the order that the case gives." in shown
        assert "Whatever those in doubt dare, and whatever deters them, these would hold: 2 (“sue”)" in shown
        assert "2 (“sue”) would hold under Nash only if those in doubt do not dare to move." in shown
        assert (
            "It turns on whether north prefers “nothing chosen” or “build” and whether south prefers “sue” or “nothing chosen”."
            in shown
        )

    def test_the_order_that_the_case_gives_is_told(self, case: Write):
        doubt = hold(case(DOUBT.replace("[0, 1, 2, 3]", "[[0, 1], 2, 3]"))).moves.doubt
        assert doubt is not None
        assert [(each.player, each.first, each.second, each.ranked) for each in doubt.pairs] == [
            ("north", "0", "1", "equal"),
            ("south", "2", "0", "first"),
        ]

    def test_one_pair_given_twice_is_one_doubt(self, case: Write):
        once, twice = (
            hold(case(DOUBT.replace("[[2, 0]]", pairs))).moves.doubt for pairs in ("[[2, 0]]", "[[2, 0], [0, 2]]")
        )
        assert once is not None
        assert twice is not None
        assert (once.equilibria, once.sure) == (twice.equilibria, twice.sure)
        assert {0, 1, 2} == set(next(each.pairs for each in twice.unsure if each.state == "2"))

    def test_without_doubt_nothing_is_said(self, detente: Run):
        assert "NOT KNOWN" not in detente("hold", "cuba-1962").out
        assert hold("cuba-1962").moves.doubt is None

    def test_what_takes_too_long_is_left_out_and_that_is_said(
        self, case: Write, detente: Run, monkeypatch: pytest.MonkeyPatch
    ):
        file = case(DOUBT)
        monkeypatch.setattr(hold_doubt, "MOST_WORK", 2 * 4**3)
        doubt = hold(file).moves.doubt
        assert doubt is not None
        # There is time for the verdicts, and none to try each pair.
        assert not doubt.pairs_tried
        assert {each.pairs for each in doubt.unsure} == {(0, 1)}
        monkeypatch.setattr(hold_doubt, "MOST_WORK", 1)
        ran = detente("hold", file)
        assert ran.code == 0
        assert "was not worked out: Doubtful pairs over 4 situations of 2 players take too long." in words(ran.out)


class TestForesight:
    def test_a_horizon_adds_a_column(self, detente: Run):
        found = hold("cuba-1962", horizon=3).moves
        assert found.concepts[-2:] == ("limited", "non-myopic")
        assert found.equilibria["limited"] == ("4",)
        shown = words(detente("hold", "cuba-1962", "--horizon", 3).out)
        assert "If both look 3 moves ahead, 1 situation would hold: “withdraw”." in shown
        assert "From today, were United States to move first, play would end in “withdraw” and Soviet Union" in shown

    def test_where_both_would_stay_it_is_said_once(self, detente: Run):
        assert "From today, neither would move." in words(detente("hold", "us-north-korea-2017").out)

    def test_one_move_ahead_is_nash(self):
        for name in ("cuba-1962", "prisoners-dilemma", "syria-iraq-1975", "us-north-korea-2017"):
            found = hold(name, horizon=1).moves
            assert found.equilibria["limited"] == found.equilibria["nash"]

    def test_silence_of_both_prisoners_holds_if_they_look_ahead(self):
        # Each sees that the other would answer in kind.
        assert set(hold("prisoners-dilemma").moves.equilibria["non-myopic"]) == {"0", "3"}

    def test_what_goes_on_changing_is_an_answer(self, detente: Run):
        far = hold("syria-iraq-1975").moves.farsight
        assert far is not None
        assert far.period == 4
        assert far.expected == ()
        shown = words(detente("hold", "syria-iraq-1975").out)
        assert "Whether Iraq would stay at “nothing done” goes on changing with how far they look ahead" in shown

    def test_it_may_be_asked_about_alone(self):
        assert hold("cuba-1962", ["non-myopic"]).moves.concepts == ("non-myopic",)
        assert hold("cuba-1962", ["limited"], horizon=2).moves.concepts == ("limited",)
        assert hold("cuba-1962", ["seq"], horizon=2).moves.concepts == ("seq", "limited")
        assert hold("cuba-1962", ["seq"]).moves.farsight is None

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["elmira-1991", "--concept", "non-myopic"], "published definitions disagree"),
            (["elmira-1991", "--horizon", "2"], "published definitions disagree"),
            (["cuba-1962", "--concept", "limited"], "Say how many with --horizon N."),
            (["cuba-1962", "--horizon", "0"], "Take one from 1 to 10,000."),
        ],
        ids=["three far", "three ahead", "no horizon", "none ahead"],
    )
    def test_what_cannot_be_asked_is_wrong_usage(self, detente: Run, arguments: list[str], message: str):
        ran = detente("hold", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert message in ran.err

    def test_for_three_the_other_concepts_are_answered(self):
        found = hold("elmira-1991").moves
        assert found.farsight is None
        assert "non-myopic" not in found.concepts

    def test_what_is_too_large_is_left_out_and_that_is_said(self, detente: Run, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(hold_far, "MOST_FAR_STATES", 11)
        ran = detente("hold", "cuba-1962")
        assert "non-myopic" not in hold("cuba-1962").moves.concepts
        assert "Non-myopic verdicts over 12 situations are worked out only if asked for" in words(ran.out)
        assert hold("cuba-1962", ["non-myopic"]).moves.equilibria["non-myopic"] == ("4",)
        monkeypatch.undo()
        monkeypatch.setattr(hold_far, "MOST_LOOKED", 2)
        assert "does not repeat within 2 moves" in words(detente("hold", "cuba-1962").out)


class TestWatched:
    def test_each_is_told_in_a_line(self, detente: Run):
        shown = words(detente("hold", "ukraine-2025", "--all").out)
        assert "WATCHED further situations that the case asks about" in shown
        assert (
            "76 (“Russia accepts; Ukraine accepts; US presses Russia”): it would not hold: Russia would move away."
        ) in shown
        assert (
            "140 (“Russia accepts; Ukraine accepts; US presses Ukraine”): it would hold under SMR and GMR, so only if "
            "others answered even at their own cost."
        ) in shown

    def test_there_is_a_proof_for_each(self):
        moves = hold("ukraine-2025").moves
        assert moves.watch == ("76", "140")
        for key in moves.watch:
            assert {proof.player for proof in moves.proofs if proof.state == key} == set(moves.players)


@pytest.mark.parametrize(
    "arguments",
    [("elmira-1991", "--bloc", "ministry, Uniroyal"), ("cuba-1962", "--horizon", "3"), ("", "")],
    ids=["blocs", "horizon", "doubt"],
)
def test_the_document_is_as_its_schema_says(detente: Run, case: Write, arguments: tuple[str, ...]):
    ran = detente("hold", *(arguments if arguments[0] else [case(DOUBT)]), "--json")
    document = json.loads(ran.out)
    jsonschema.validate(document, closed(hold_schema()))
    keys = list(document["hold"]["moves"])
    assert [key for key in keys if key in {"watch", "coalitions", "blocs", "doubt", "farsight"}] == [
        "watch",
        "coalitions",
        "blocs",
        "doubt",
        "farsight",
    ]


def test_every_concept_has_words_and_stands_in_the_schema():
    assert set(CONCEPTS) == set(ALL_CONCEPTS)
    assert set(hold_schema()["$defs"]["concept"]["enum"]) == set(ALL_CONCEPTS)


def test_what_was_not_asked_about_is_null():
    moves = hold_document_of(hold("elmira-1991"))["hold"]["moves"]
    assert (moves["blocs"], moves["doubt"], moves["farsight"]) == (None, None, None)
    assert moves["coalitions"]["skipped"] is None


@pytest.mark.parametrize("name", ["elmira-1991", "cuba-1962", "prisoners-dilemma", "syria-iraq-1975", "ukraine-2025"])
def test_no_line_is_longer_than_the_terminal(detente: Run, name: str):
    bloc = ", ".join(hold(name).moves.players[:2])
    assert max(len(line) for line in detente("hold", name, "--bloc", bloc).out.splitlines()) <= 80
