"""Results in words: a plain document first, then a terminal. Computes nothing that the results do not hold."""

from detente.report.brief import brief
from detente.report.compare import comparison
from detente.report.diff import difference
from detente.report.document import Bullets, Column, Commands, Document, Heading, Paragraph, Table
from detente.report.faults import fault_count, fault_lines
from detente.report.full import full
from detente.report.held_brief import holding
from detente.report.incidents import incidents
from detente.report.layout import Line, lay_out
from detente.report.moved import leverage
from detente.report.past import past_ceasefires
from detente.report.ratified import ratification
from detente.report.terminal import plain, write
from detente.report.words import shell

__all__ = [
    "Bullets",
    "Column",
    "Commands",
    "Document",
    "Heading",
    "Line",
    "Paragraph",
    "Table",
    "brief",
    "comparison",
    "difference",
    "fault_count",
    "fault_lines",
    "full",
    "holding",
    "incidents",
    "lay_out",
    "leverage",
    "past_ceasefires",
    "plain",
    "ratification",
    "shell",
    "write",
]
