"""Use cases, shared by the command line, pages and notebooks."""

from detente.catalog import Entry as CatalogEntry
from detente.io import CaseFile
from detente.io import schema as case_schema
from detente.io.document import json_text, result_schema
from detente.workspace.analyse import analyse
from detente.workspace.asking import lacking, leverage_schema, question_document_of, ratification_schema
from detente.workspace.cases import (
    DEFAULT_DRAWS,
    MAX_DRAWS,
    MAX_SEED,
    MAX_WORKERS,
    check,
    open_case,
    source_line,
    text_of,
)
from detente.workspace.compare import MAX_COMPARED, compare, comparison_document_of, comparison_schema
from detente.workspace.convert import FORMATS, TARGETS, Conversion, convert, write_conversion
from detente.workspace.diff import MAX_APART, diff, difference_document_of, difference_schema
from detente.workspace.documents import document_of
from detente.workspace.files import catalogue, copy, describe, new, templates
from detente.workspace.hold import hold, hold_document_of, hold_schema
from detente.workspace.move import move
from detente.workspace.pages import write_page
from detente.workspace.ratify import ratify
from detente.workspace.reference import reference, reference_document_of, reference_schema, write_reference
from detente.workspace.reports import hold_report, report, report_target, write_hold_report, write_report
from detente.workspace.sheets import sheet

__all__ = [
    "DEFAULT_DRAWS",
    "FORMATS",
    "MAX_APART",
    "MAX_COMPARED",
    "MAX_DRAWS",
    "MAX_SEED",
    "MAX_WORKERS",
    "TARGETS",
    "CaseFile",
    "CatalogEntry",
    "Conversion",
    "analyse",
    "case_schema",
    "catalogue",
    "check",
    "compare",
    "comparison_document_of",
    "comparison_schema",
    "convert",
    "copy",
    "describe",
    "diff",
    "difference_document_of",
    "difference_schema",
    "document_of",
    "hold",
    "hold_document_of",
    "hold_report",
    "hold_schema",
    "json_text",
    "lacking",
    "leverage_schema",
    "move",
    "new",
    "open_case",
    "question_document_of",
    "ratification_schema",
    "ratify",
    "reference",
    "reference_document_of",
    "reference_schema",
    "report",
    "report_target",
    "result_schema",
    "sheet",
    "source_line",
    "templates",
    "text_of",
    "write_conversion",
    "write_hold_report",
    "write_page",
    "write_reference",
    "write_report",
]
