"""Bytes of a case file to text that is safe to parse."""

from __future__ import annotations

import codecs
import re

from detente.checks.finding import Finding
from detente.errors import LimitError
from detente.io.nodes import Placed

__all__ = ["BREAK", "MAX_BYTES", "decode", "faults_of_characters"]

MAX_BYTES = 2_000_000

BREAK = re.compile("\r\n|\r|\n")
"""What ends a line, in YAML as in editors."""

# Control characters that YAML refuses, and three line breaks that editors do not count as such.
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decode(data: bytes) -> tuple[str, Placed | None]:
    """Return the text of a file without its byte-order mark, or the fault that makes it unreadable.

    Raises
    ------
    LimitError
        If the file is larger than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise LimitError(
            f"The case is {len(data):,} bytes long and the limit is {MAX_BYTES:,}.",
            "Leave out long quotations or split the dispute into several cases.",
        )
    for mark, name in _OTHER_ENCODINGS:
        if data.startswith(mark):
            finding = Finding("not-utf8", (), f"The file is encoded as {name}.", "Save it as UTF-8.")
            return "", Placed(finding, 1, 1)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        finding = Finding(
            "not-utf8",
            (),
            f"The byte 0x{data[error.start]:02X} here is not UTF-8 text.",
            "Save the file as UTF-8, and write the damaged character again.",
        )
        return "", Placed(finding, *_place(before, len(before)))


def _place(text: str, offset: int) -> tuple[int, int]:
    ends = [found.end() for found in BREAK.finditer(text, 0, offset)]
    return len(ends) + 1, offset - (ends[-1] if ends else 0) + 1


def faults_of_characters(text: str) -> list[Placed]:
    """Return the faults that single characters make: control characters and tabs, each kind once."""
    faults: list[Placed] = []
    bad = _BAD.search(text)
    if bad:
        message = f"An invisible character (U+{ord(bad[0]):04X}) stands here."
        more = len(_BAD.findall(text)) - 1
        if more:
            message = f"{message[:-1]}, and {more} more like it further on."
        finding = Finding("control-character", (), message, "Delete it, or write a line break or a space instead.")
        faults.append(Placed(finding, *_place(text, bad.start())))
    tab = text.find("\t")
    if tab >= 0:
        more = text.count("\t") - 1
        message = f"A tab stands here, and {more} more further on." if more else "A tab stands here."
        remedy = "Write spaces instead: a case is indented with spaces only."
        faults.append(Placed(Finding("tab", (), message, remedy), *_place(text, tab)))
    return faults
