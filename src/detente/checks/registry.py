"""Every check, as data."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from detente.case import Case
from detente.checks import (
    ceasefire,
    ceasefire_numbers,
    dates,
    kept,
    levers,
    moves,
    moves_levers,
    moves_preferences,
    moves_repeated,
    names,
    no_deal,
    outcome,
    preferences,
    ratifiers,
    tables,
    unused,
)
from detente.checks.finding import Finding

__all__ = ["CHECKS", "SECTIONS", "Check", "run"]

SECTIONS = frozenset(
    {
        "case",
        "sources",
        "drivers",
        "parties",
        "issues",
        "rules",
        "preferences",
        "linkages",
        "red_lines",
        "proposals",
        "tables",
        "clocks",
        "commitments",
        "ratifiers",
        "levers",
        "norms",
        "moves",
        "kept",
        "ceasefire",
    }
)
_CORE = frozenset({"parties", "issues"})
MAX_FINDINGS = 600


@dataclass(frozen=True, slots=True)
class Check:
    """One defect to look for.

    Parameters
    ----------
    find
        Yields a finding for each place that has the defect; its first docstring line says what it finds.
    whole
        Sections that must be complete: where an entry of one of them could not be read, this check would blame
        others for it.
    """

    find: Callable[[Case], Iterable[Finding]]
    whole: frozenset[str]

    @property
    def name(self) -> str:
        """Return the name of the defect."""
        return self.find.__name__.replace("_", "-")


CHECKS: tuple[Check, ...] = (
    Check(names.unknown_party, _CORE),
    Check(names.unknown_issue, _CORE),
    Check(names.unknown_option_in_condition, _CORE),
    Check(names.unknown_option_in_package, _CORE),
    Check(names.unknown_status_quo, frozenset()),
    Check(names.unknown_source, frozenset({"sources", "case"})),
    Check(names.unknown_driver, frozenset({"drivers"})),
    Check(names.unknown_proposal, frozenset({"proposals"})),
    Check(preferences.nobody_consents, _CORE),
    Check(preferences.only_mediators_consent, _CORE),
    Check(preferences.missing_preferences, _CORE),
    Check(preferences.missing_weight, _CORE),
    Check(preferences.zero_weights, _CORE),
    Check(preferences.missing_values, _CORE),
    Check(preferences.bad_value_key, _CORE),
    Check(preferences.linkage_without_preferences, _CORE | {"preferences"}),
    Check(no_deal.missing_no_deal, _CORE),
    Check(no_deal.missing_status_quo, _CORE),
    Check(no_deal.brackets_without_status_quo, _CORE),
    Check(no_deal.contradicting_brackets, SECTIONS),
    Check(tables.given_on_the_table, _CORE),
    Check(tables.stage_without_issues, _CORE),
    Check(tables.table_without_status_quo, _CORE),
    Check(tables.first_step_without_status_quo, _CORE),
    Check(ratifiers.commitment_without_preferences, _CORE | {"preferences"}),
    Check(ratifiers.judge_without_preferences, _CORE | {"preferences"}),
    Check(ratifiers.unknown_step, frozenset({"ratifiers", "clocks"})),
    Check(ratifiers.circular_order, frozenset({"ratifiers"})),
    Check(ratifiers.shares_do_not_add_up, frozenset()),
    Check(levers.lever_like_issue, frozenset()),
    Check(levers.taken_lever_name, frozenset()),
    Check(levers.unknown_authority, frozenset({"ratifiers", "parties"})),
    Check(levers.unknown_in_norm, frozenset({"issues", "levers"})),
    Check(kept.missing_if_broken, _CORE | {"preferences"}),
    Check(kept.kept_without_ceasefire, frozenset({"ceasefire"})),
    Check(kept.never_reached, frozenset({"issues"})),
    Check(kept.kept_without_issues, _CORE),
    Check(ceasefire.unknown_option_in_ceasefire, _CORE),
    Check(ceasefire.term_option_without_days, _CORE),
    Check(ceasefire.idle_most, _CORE),
    Check(ceasefire.ceasefire_beyond_calendar, _CORE),
    Check(ceasefire.ceasefire_without_package, _CORE),
    Check(ceasefire.unsettled_ceasefire, _CORE | {"proposals"}),
    Check(ceasefire_numbers.incidents_without_effect, frozenset()),
    Check(ceasefire_numbers.nothing_can_happen, frozenset()),
    Check(ceasefire_numbers.factor_of_nothing, frozenset()),
    Check(ceasefire_numbers.stakes_without_violations, frozenset({"parties"})),
    Check(ceasefire_numbers.missing_renewal, frozenset({"issues"})),
    Check(moves.unknown_player, frozenset({"parties"})),
    Check(moves.unknown_move_option, frozenset()),
    Check(moves.ambiguous_option, frozenset()),
    Check(moves.wrong_number_of_signs, frozenset()),
    Check(moves.no_state_left, frozenset()),
    Check(moves.empty_merger, frozenset()),
    Check(moves.merged_twice, frozenset()),
    Check(moves.unknown_state, frozenset()),
    Check(moves.move_to_itself, frozenset()),
    Check(moves.repeated_move, frozenset()),
    Check(moves_repeated.label_given_twice, frozenset()),
    Check(moves_repeated.label_like_id, frozenset()),
    Check(moves_preferences.player_without_preferences, frozenset({"parties"})),
    Check(moves_preferences.incomplete_ranking, frozenset()),
    Check(moves_preferences.ranked_twice, frozenset()),
    Check(moves_preferences.unknown_pair_of_one, frozenset()),
    Check(moves_preferences.split_merger, frozenset()),
    Check(moves_preferences.agreed_twice, frozenset()),
    Check(moves_levers.unknown_lever, frozenset({"levers"})),
    Check(moves_levers.levers_given_twice, frozenset()),
    Check(moves_levers.unfit_under_levers, frozenset({"parties"})),
    Check(moves_preferences.points_not_known, _CORE | {"preferences"}),
    Check(moves_preferences.unsettled_agreement, frozenset({"issues", "proposals"})),
    Check(dates.undated_source, frozenset()),
    Check(dates.hindsight, frozenset()),
    Check(dates.response_before_proposal, frozenset()),
    Check(outcome.outcome_without_date, frozenset({"as_of"})),
    Check(outcome.unsettled_outcome, _CORE),
    Check(outcome.unknown_outcome_source, frozenset({"sources"})),
    Check(outcome.outcome_source_used_elsewhere, frozenset({"sources"})),
    Check(outcome.repeated_source, frozenset()),
    Check(outcome.early_outcome, frozenset()),
    Check(outcome.unused_outcome_source, frozenset()),
    Check(unused.proposer_rejects, _CORE),
    Check(preferences.values_without_span, _CORE),
    Check(preferences.mixed_weights, frozenset()),
    Check(preferences.unweighted_issue, SECTIONS),
    Check(no_deal.no_deal_against_response, SECTIONS),
    Check(no_deal.no_deal_against_status_quo, SECTIONS),
    Check(no_deal.no_deal_out_of_reach, frozenset({"linkages", "commitments", "preferences"})),
    Check(tables.idle_table, _CORE),
    Check(tables.clock_has_run_out, frozenset({"as_of"})),
    Check(ratifiers.needless_ratifier, _CORE),
    Check(ratifiers.logit_not_fitted, _CORE),
    Check(levers.idle_lever, _CORE | {"preferences", "moves"}),
    Check(levers.effect_not_computed, _CORE | {"preferences"}),
    Check(moves_preferences.unused_agreement, frozenset()),
    Check(moves_repeated.repeated_statement, frozenset()),
    Check(moves_repeated.repeated_pair, frozenset()),
    Check(moves_repeated.watched_twice, frozenset()),
    Check(moves_repeated.common_of_one, frozenset()),
    Check(ceasefire.idle_change, frozenset({"issues", "rules"})),
    Check(ceasefire_numbers.unreachable_state, frozenset()),
    Check(ceasefire_numbers.idle_renewal, frozenset({"issues"})),
    Check(ceasefire_numbers.idle_measure, frozenset()),
    Check(dates.expired_red_line, frozenset()),
    Check(unused.red_line_does_not_bind, frozenset({"parties"})),
    Check(unused.unused_source, SECTIONS),
    Check(unused.unused_driver, SECTIONS),
)
"""Every check, errors first."""


def run(case: Case, without: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Return everything that is wrong with a case, or may be; of one defect at most 600 places.

    Parameters
    ----------
    case
        The case.
    without
        Sections from which entries are missing because they could not be read; checks that would be misled by
        that are left out.

    Examples
    --------
    >>> from detente.case import Issue, Party
    >>> case = Case("Talks", {"a": Party("a", consent=False)}, {"wage": Issue("wage", ("low", "high"))}, {})
    >>> [finding.code for finding in run(case)]
    ['no-consent']
    """
    return tuple(
        finding
        for check in CHECKS
        if not check.whole & without
        for finding in itertools.islice(check.find(case), MAX_FINDINGS)
    )
