"""What the YAML parser could not read, in words that say what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from detente.checks.finding import Finding
from detente.checks.words import quoted
from detente.io.long_name import SHORTER, too_long
from detente.io.nodes import Placed

__all__ = ["explain"]

_INDENT = "Line up the entries of one list or mapping, and indent what belongs to a name deeper than the name."
_QUOTE = "Put the text in quotes."
_MOST_OF_KEY = 1_024
"""Characters after which YAML takes no text for a name any more, whatever stands behind it."""


@dataclass(frozen=True, slots=True)
class _Trouble:
    """A parser's complaint: what it looked for, where it stopped, where the construct began."""

    context: str
    problem: str
    mark: yaml.Mark
    begun: yaml.Mark
    lines: list[str]

    def line(self, mark: yaml.Mark) -> str:
        return self.lines[mark.line] if mark.line < len(self.lines) else ""

    @property
    def character(self) -> str:
        return self.line(self.mark)[self.mark.column : self.mark.column + 1]

    def placed(self, code: str, message: str, remedy: str, *, begun: bool = False) -> Placed:
        mark = self.begun if begun else self.mark
        return Placed(Finding(code, (), message, remedy), mark.line + 1, mark.column + 1)


def _long_name(mark: yaml.Mark, text: str) -> Placed | None:
    """Return that the name which the text of a line ends with is too long, if YAML did not take it for one."""
    shown = text.rstrip()
    quote = shown[-1:] if shown[-1:] in ("'", '"') else ""
    # A name in quotes may hold signs that would end another one.
    start = shown.rfind(quote, 0, -1) if quote else max(text.rfind(sign) for sign in "{[,") + 1
    return _if_too_long(mark, text, start)


def _if_too_long(mark: yaml.Mark, text: str, start: int) -> Placed | None:
    start += len(text[start:]) - len(text[start:].lstrip())
    name = text[start:].strip()
    if len(name) <= _MOST_OF_KEY or ": " in name:
        return None
    return Placed(Finding("bad-name", (), too_long(name.strip("'\"")), SHORTER), mark.line + 1, start + 1)


def _colon(t: _Trouble) -> Placed:
    before = t.line(t.mark)[: t.mark.column]
    long = _if_too_long(t.mark, before, len(before) - len(before.lstrip(" -")))
    if long is not None:
        return long
    if ": " in before or before.endswith(":"):
        return t.placed(
            "second-colon",
            "There is a second colon on this line.",
            "Put the text that contains the colon in quotes, or start a new line for the second name.",
        )
    return t.placed(
        "indentation",
        "This name does not fit to the lines above it.",
        "Check the line above for a missing colon or quotation mark, and indent this line like its neighbours.",
    )


def _unclosed_quote(t: _Trouble) -> Placed:
    return t.placed(
        "unclosed-quote",
        "The quotation mark that opens here is never closed.",
        "Close it with the same mark; inside '...' write '' for an apostrophe.",
        begun=True,
    )


def _bracket(t: _Trouble) -> Placed:
    opening, closing = ("[", "]") if "sequence" in t.context else ("{", "}")
    if t.mark.line != t.begun.line or not t.character:
        return t.placed(
            "unclosed-bracket",
            f"The bracket `{opening}` that opens here is not closed, or a comma is missing inside it.",
            f"Close it with `{closing}` and separate its entries with commas.",
            begun=True,
        )
    long = _long_name(t.mark, t.line(t.mark)[: t.mark.column]) if t.character == ":" else None
    if long is not None:
        return long
    missing = "A comma" if opening == "[" else "A colon, a comma"
    return t.placed(
        "missing-comma",
        f"{missing} or the closing `{closing}` is missing before {quoted(t.character)}.",
        "Separate the entries with commas, and put a text that contains quotation marks or brackets in quotes.",
    )


def _mapping(t: _Trouble) -> Placed:
    line, column = t.line(t.mark), t.mark.column
    before = line[:column].rstrip()
    if before.endswith(('"', "'")):
        return t.placed(
            "text-after-quote",
            "There is text after the closing quotation mark.",
            "Put the whole text inside one pair of quotation marks.",
        )
    if before.endswith(("]", "}")):
        return t.placed(
            "text-after-bracket",
            "There is text after the closing bracket.",
            "Delete it, or put the whole text in quotes.",
        )
    if not before and t.character == "-":
        return t.placed(
            "indentation",
            "A list entry stands where a name with a colon is expected.",
            "Indent the list deeper than the name it belongs to, or write `name:` in front.",
        )
    if not before and t.character == ":":
        return t.placed("empty-key", "The name before the colon is empty.", "Write a name before the colon.")
    return t.placed("indentation", "This line is indented differently from the lines it belongs to.", _INDENT)


def _sequence(t: _Trouble) -> Placed:
    return t.placed(
        "indentation",
        "This line stands among the entries of a list but is not one.",
        "Start it with `- `, or indent it to match what it belongs to.",
    )


def _start(t: _Trouble) -> Placed:
    what = t.character
    if what == "\t":
        return t.placed("tab", "A tab stands here.", "Write spaces instead: a case is indented with spaces only.")
    return t.placed("reserved-character", f"A text cannot start with {quoted(what)} in YAML.", _QUOTE)


def _content(t: _Trouble) -> Placed:
    if t.character:
        return t.placed(
            "stray-character",
            f"{quoted(t.character)} stands here without anything before it that it could end or separate.",
            "Delete it, or put the text that contains it in quotes.",
        )
    return t.placed("stray-character", "Something is missing here.", "Finish the line, or delete it.")


def _dash(t: _Trouble) -> Placed:
    return t.placed(
        "dash-on-line",
        "A list cannot start behind a name on the same line.",
        "Start the list on the next line, or write it in brackets: `[one, two]`; put a text that is `-` in quotes.",
    )


def _question(t: _Trouble) -> Placed:
    return t.placed("reserved-character", "A text cannot start with `? ` here.", _QUOTE)


def _escape(t: _Trouble) -> Placed:
    return t.placed(
        "unknown-escape",
        'A backslash inside "..." starts an escape that YAML does not know, or that is not finished.',
        "Write the text in single quotes, or the backslash twice.",
    )


def _anchor(t: _Trouble) -> Placed:
    sign = "*" if "alias" in t.context else "&"
    return t.placed(
        "alias" if sign == "*" else "anchor",
        f"A text that starts with `{sign}` has a special meaning in YAML, which a case does not allow.",
        _QUOTE,
        begun=True,
    )


def _tag(t: _Trouble) -> Placed:
    return t.placed(
        "tag", "A text that starts with `!` is a YAML tag, which a case does not allow.", "Put the text in quotes."
    )


def _directive(t: _Trouble) -> Placed:
    return t.placed(
        "directive",
        "A line starting with `%` gives orders to the YAML reader, which a case does not allow.",
        "Delete the line, or put a text that starts with `%` in quotes.",
        begun=True,
    )


def _not_a_key(t: _Trouble) -> Placed:
    line = t.line(t.begun)
    colon = re.search(r":(\s|\Z)", line)
    long = _if_too_long(t.begun, line[: colon.start()], t.begun.column) if colon else None
    if long is not None:
        return long
    return t.placed(
        "missing-colon",
        "This line is not `name: value`: the colon is missing.",
        "Write a colon and a space after the name, or close the quotation mark of a text that goes on.",
        begun=True,
    )


def _trailing(t: _Trouble) -> Placed:
    return t.placed(
        "text-after-end",
        "There is text here after the case has ended.",
        "Write the whole case as one mapping, without brackets around it.",
    )


def _block(t: _Trouble) -> Placed:
    return t.placed(
        "block-text",
        "The sign `|` or `>` starts a text on the following lines, and something else stands behind it.",
        "Start the text on the next line, or put a text that starts with `|` or `>` in quotes.",
    )


def _document_mark(t: _Trouble) -> Placed:
    return t.placed(
        "unclosed-quote",
        "A line of `---` or `...` stands inside a quoted text.",
        "Close the quotation mark before it, or indent the line.",
    )


# First fitting row counts: (what the parser was doing, what it met, what to say). The wordings of both the C and
# the pure Python parser are covered.
_ROWS = (
    ("", r"mapping values are not allowed", _colon),
    ("quoted scalar", r"unexpected end of stream", _unclosed_quote),
    ("quoted scalar", r"document indicator|document separator", _document_mark),
    ("", r"escape|Unicode character|hexdecimal|hexadecimal", _escape),
    ("flow (sequence|mapping)", r"',' or", _bracket),
    ("block mapping", r"", _mapping),
    ("block collection|block sequence", r"", _sequence),
    ("", r"cannot start any token", _start),
    ("block scalar", r"", _block),
    ("", r"(node content|flow key)", _content),
    ("", r"sequence entries are not allowed", _dash),
    ("", r"mapping keys are not allowed", _question),
    ("anchor|alias", r"", _anchor),
    ("", r"undefined alias", _anchor),
    ("directive", r"", _directive),
    ("", r"directive|incompatible YAML document|version 1", _directive),
    ("tag|%TAG", r"", _tag),
    ("", r"tag handle", _tag),
    ("simple key", r"", _not_a_key),
    ("", r"document start", _trailing),
)


def explain(error: yaml.YAMLError, text: str) -> Placed:
    """Return a parser's error as a fault in our own words.

    Examples
    --------
    >>> try:
    ...     list(yaml.parse("a: b: c"))
    ... except yaml.YAMLError as error:
    ...     explain(error, "a: b: c").finding.message
    'There is a second colon on this line.'
    """
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    start = yaml.Mark("", 0, 0, 0, None, 0)
    begun = getattr(error, "context_mark", None) or mark or start
    trouble = _Trouble(context, problem, mark or start, begun, re.split("\r\n|\r|\n", text))
    for doing, met, words in _ROWS:
        if re.search(doing, context) and re.search(met, problem):
            return words(trouble)
    return trouble.placed(
        "not-yaml",
        "The text cannot be read as YAML from here on.",
        "Check the indentation, the quotation marks and the brackets on this line and the one above.",
    )
