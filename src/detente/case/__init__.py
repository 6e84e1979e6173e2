"""The immutable domain objects of a dispute. Standard library only."""

from detente.case.corners import Corners
from detente.case.date import DateSpan, parse_date
from detente.case.estimate import LEVELS, Confidence, Estimate, Provenance
from detente.case.issue import Condition, Issue, Option, option_text
from detente.case.lever import ONLY_LEVEL, Effect, Level, Lever, Norm
from detente.case.model import Aftermath, Case, Driver, Happening, Party, Proposal, Response, Rule, Source
from detente.case.moves import (
    Arc,
    CommonMoves,
    Count,
    Direction,
    Implied,
    MoveOption,
    Moves,
    Pattern,
    Restriction,
    States,
)
from detente.case.number import format_number, parse_number
from detente.case.numbers_beyond import bloc_path, cost_path, poll_paths, ratifier_path
from detente.case.numbers_of import linkage_paths, numbers_of, red_line_paths
from detente.case.order import OptionOrder, Rank, WeightOrder
from detente.case.points import (
    breaks_red_line,
    central_weights,
    completed,
    holds_in,
    issue_points,
    option_points,
    utility,
)
from detente.case.polled import attribute_rows, bears_logit, says
from detente.case.preference import Brackets, Linkage, NoDeal, Preferences, RedLine, StatusQuoPlus, Values
from detente.case.pressure import (
    Added,
    added_by,
    added_to_deals,
    added_to_no_deal,
    credibility_path,
    effect_paths,
    with_levers,
    without_levers,
)
from detente.case.ratifier import Bloc, Commitment, Poll, Ratifier
from detente.case.stated_number import NumberKind, StatedNumber
from detente.case.statement import Said, Statement, StatementError, parse_statement
from detente.case.states import MAX_MOVE_OPTIONS, MAX_STATES, NO_OPTION, Sought, StateSpace, described_by
from detente.case.table import Clock, Table

__all__ = [
    "LEVELS",
    "MAX_MOVE_OPTIONS",
    "MAX_STATES",
    "NO_OPTION",
    "ONLY_LEVEL",
    "Added",
    "Aftermath",
    "Arc",
    "Bloc",
    "Brackets",
    "Case",
    "Clock",
    "Commitment",
    "CommonMoves",
    "Condition",
    "Confidence",
    "Corners",
    "Count",
    "DateSpan",
    "Direction",
    "Driver",
    "Effect",
    "Estimate",
    "Happening",
    "Implied",
    "Issue",
    "Level",
    "Lever",
    "Linkage",
    "MoveOption",
    "Moves",
    "NoDeal",
    "Norm",
    "NumberKind",
    "Option",
    "OptionOrder",
    "Party",
    "Pattern",
    "Poll",
    "Preferences",
    "Proposal",
    "Provenance",
    "Rank",
    "Ratifier",
    "RedLine",
    "Response",
    "Restriction",
    "Rule",
    "Said",
    "Sought",
    "Source",
    "StateSpace",
    "StatedNumber",
    "Statement",
    "StatementError",
    "States",
    "StatusQuoPlus",
    "Table",
    "Values",
    "WeightOrder",
    "added_by",
    "added_to_deals",
    "added_to_no_deal",
    "attribute_rows",
    "bears_logit",
    "bloc_path",
    "breaks_red_line",
    "central_weights",
    "completed",
    "cost_path",
    "credibility_path",
    "described_by",
    "effect_paths",
    "format_number",
    "holds_in",
    "issue_points",
    "linkage_paths",
    "numbers_of",
    "option_points",
    "option_text",
    "parse_date",
    "parse_number",
    "parse_statement",
    "poll_paths",
    "ratifier_path",
    "red_line_paths",
    "says",
    "utility",
    "with_levers",
    "without_levers",
]
