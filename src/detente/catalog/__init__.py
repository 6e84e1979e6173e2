"""The cases that ship with Détente: cited, loadable by name, and copied to start one's own.

A case's name stands wherever a command takes a case. Templates are half-filled cases for ``detente new``; they
are kept apart because they describe no dispute.
"""

from detente.catalog.claims import violation_claims
from detente.catalog.entry import ENTRIES, TEMPLATES, Entry
from detente.catalog.loader import copy, copy_template, entry, names, path, template, template_path, templates
from detente.catalog.past import past_ceasefires

__all__ = [
    "ENTRIES",
    "TEMPLATES",
    "Entry",
    "copy",
    "copy_template",
    "entry",
    "names",
    "past_ceasefires",
    "path",
    "template",
    "template_path",
    "templates",
    "violation_claims",
]
