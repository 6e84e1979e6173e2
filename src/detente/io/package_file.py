"""A package in a file of its own: a YAML mapping of issues to options."""

from __future__ import annotations

from pathlib import Path

from detente.checks.finding import Finding
from detente.errors import CaseError, Fault
from detente.io.nodes import Mapping, Scalar, path_text
from detente.io.opening import first_bytes
from detente.io.parse import parse
from detente.io.text import MAX_BYTES, decode, faults_of_characters

__all__ = ["read_package"]

_REMEDY = "Write one line for each issue, as `issue: option`, for example `wage: 3`."


def read_package(path: Path) -> dict[str, str]:
    """Return the package in a file: issue to the text of its option, as written.

    Raises
    ------
    CaseError
        If it is no YAML mapping of texts to texts.
    LimitError
        If it is too large.
    UsageError
        If it cannot be read.
    """
    data = first_bytes(path, MAX_BYTES)
    text, fault = decode(data)
    faults = [fault] if fault else faults_of_characters(text)
    if not faults:
        document = parse(text)
        faults = document.faults
        if document.root is not None and not faults:
            return _package(document.root, str(path))
    raise CaseError(
        tuple(
            Fault(
                placed.finding.code,
                str(path),
                placed.line,
                placed.column,
                path_text(placed.finding.path),
                *_words(placed.finding),
            )
            for placed in faults
        )
    )


def _words(finding: Finding) -> tuple[str, str]:
    """Return a fault of the notation and its remedy; those that speak of a case speak of a package here."""
    if finding.code == "empty-file":
        return finding.message, _REMEDY
    if finding.code == "not-a-mapping":
        return finding.message.replace("not a case", "not a package"), _REMEDY
    return finding.message, finding.remedy


def _package(root: Mapping, name: str) -> dict[str, str]:
    faults = [
        Fault(
            "not-a-text",
            name,
            entry.value.line,
            entry.value.column,
            path_text((issue,)),
            f"`{issue}` is expected to be one option.",
            "Write for example `wage: 3`; a package file holds nothing but issues and their options.",
        )
        for issue, entry in root.entries.items()
        if not isinstance(entry.value, Scalar) or not entry.value.text
    ]
    if faults:
        raise CaseError(tuple(faults))
    return {issue: entry.value.text for issue, entry in root.entries.items() if isinstance(entry.value, Scalar)}
