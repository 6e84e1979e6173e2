"""Case and result files; nothing else touches disk."""

from detente.io.reader import CASE_FILE, CaseFile, find_faults, read_case, read_outline, read_text, schema

__all__ = ["CASE_FILE", "CaseFile", "find_faults", "read_case", "read_outline", "read_text", "schema"]
