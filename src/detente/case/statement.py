"""Logical statements about options, such as ``strike and not withdraw``: text to formula, and nothing is executed.

Signs, from the one that binds most: ``not``, ``and``, ``or``, and then ``if`` or ``iff``, of which one may stand
between two parts without parentheses. ``a if b`` is false only where b holds and a does not, as in option
prioritising (Fang, Hipel, Peng & Kilgour 2003). Words that stand together are one name; a name that holds a sign, a
parenthesis or a quotation mark is put in quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

__all__ = ["Denied", "Formula", "Joined", "Said", "Statement", "StatementError", "parse_statement"]

MAX_LENGTH = 2_000
MAX_DEPTH = 30

_Sign = Literal["and", "or", "if", "iff"]
_SIGNS = frozenset({"not", "and", "or", "if", "iff"})
_INSTEAD = {
    **dict.fromkeys(("&", "&&", "∧"), "and"),
    **dict.fromkeys(("|", "||", "\u2228"), "or"),
    **dict.fromkeys(("!", "~", "¬"), "not"),
    **dict.fromkeys(("<->", "<=>", "==", "↔"), "iff"),
    **dict.fromkeys(("->", "=>", "→", "<-", "<="), "if"),
}
"""What other notations write, with the sign that stands for it here."""

_TOKEN = re.compile(r"""\s*(?:(?P<bracket>[()])|"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<word>[^\s()"'][^\s()]*))""")


class StatementError(ValueError):
    """A text is no statement.

    Parameters
    ----------
    message, remedy
        What is wrong, and what to write instead.
    column
        Where in the text, counted from 1.
    """

    def __init__(self, message: str, remedy: str, column: int) -> None:
        self.message = message
        self.remedy = remedy
        self.column = column
        super().__init__(f"{message} {remedy}")


@dataclass(frozen=True, slots=True)
class Said:
    """An option is taken; `column` is where the text names it."""

    option: str
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Denied:
    """Something does not hold."""

    of: Formula


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts joined by a sign: two or more by ``and`` and ``or``, two by ``if`` and ``iff``."""

    sign: _Sign
    parts: tuple[Formula, ...]


Formula: TypeAlias = Said | Denied | Joined


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as written, and what it says."""

    text: str
    formula: Formula = field(compare=False)

    @property
    def names(self) -> tuple[Said, ...]:
        """Return each mention of an option, from left to right."""
        return tuple(_mentions(self.formula))

    def __str__(self) -> str:
        return self.text


def _mentions(formula: Formula) -> list[Said]:
    match formula:
        case Said():
            return [formula]
        case Denied():
            return _mentions(formula.of)
        case Joined():
            return [said for part in formula.parts for said in _mentions(part)]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["sign", "name", "quoted", "(", ")", "end"]
    text: str
    column: int


def parse_statement(text: str) -> Statement:
    """Return the statement that a text writes.

    Raises
    ------
    StatementError
        If it is none.

    Examples
    --------
    >>> [said.option for said in parse_statement("stall if not (push Russia or 'aid and trade')").names]
    ['stall', 'push Russia', 'aid and trade']
    >>> try:
    ...     parse_statement("strike and (withdraw")
    ... except StatementError as error:
    ...     print(error.column, error.message)
    12 The parenthesis at character 12 is not closed.
    """
    if len(text) > MAX_LENGTH:
        message = f"The statement has {len(text):,} characters and the limit is {MAX_LENGTH:,}."
        raise StatementError(message, "Split it into several statements.", 1)
    parser = _Parser(_tokens(text))
    formula = parser.conditional()
    parser.finish()
    return Statement(text, formula)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while found := _TOKEN.match(text, at):
        kind = found.lastgroup
        column = found.start(kind or 0) + 1
        if kind == "bracket":
            bracket = found[kind]
            tokens.append(_Token("(" if bracket == "(" else ")", bracket, column))
        elif kind == "word":
            _add_word(tokens, found[kind], column)
        else:
            tokens.append(_quoted(found["double"] if kind == "double" else found["single"], column - 1))
        at = found.end()
    if text[at:].strip():
        column = at + len(text[at:]) - len(text[at:].lstrip()) + 1
        message = f"The quotation mark at character {column} is not closed."
        raise StatementError(message, "Close it with the same mark.", column)
    tokens.append(_Token("end", "", len(text.rstrip()) + 1))
    return tokens


def _quoted(name: str, column: int) -> _Token:
    if not name.strip():
        message = f"The quotation marks at character {column} hold no name."
        raise StatementError(message, "Write the name of an option between them.", column)
    return _Token("quoted", " ".join(name.split()), column)


def _add_word(tokens: list[_Token], word: str, column: int) -> None:
    sign = word.lower()
    sign = "!" if sign[0] in "!~\u00ac" else sign
    if sign in _INSTEAD:
        example = "`b if a` for `a -> b`" if _INSTEAD[sign] == "if" else f"`{_INSTEAD[sign]}`"
        message = f"`{word}` at character {column} is no sign of statements."
        raise StatementError(message, f"Write {example}; put a name that holds it in quotation marks.", column)
    if sign in _SIGNS:
        tokens.append(_Token("sign", sign, column))
    elif tokens and tokens[-1].kind == "name":
        last = tokens.pop()
        tokens.append(_Token("name", f"{last.text} {word}", last.column))
    else:
        tokens.append(_Token("name", word, column))


class _Parser:
    """Reads tokens from left to right, one function for each strength of binding."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.open: list[int] = []

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def _takes(self, *signs: str) -> str:
        """Return the sign that stands next, having passed it, if it is one of some; else nothing."""
        token = self.next
        if token.kind == "sign" and token.text in signs:
            self.at += 1
            return token.text
        return ""

    def conditional(self) -> Formula:
        left = self._chain("or")
        sign = self._takes("if", "iff")
        if not sign:
            return left
        right = self._chain("or")
        if self.next.text in ("if", "iff") and self.next.kind == "sign":
            message = f"A second `{self.next.text}` stands at character {self.next.column}."
            raise StatementError(message, "Put parentheses around the part that comes first.", self.next.column)
        return Joined("if" if sign == "if" else "iff", (left, right))

    def _chain(self, sign: Literal["or", "and"]) -> Formula:
        parts = [self._chain("and") if sign == "or" else self._denial()]
        while self._takes(sign):
            parts.append(self._chain("and") if sign == "or" else self._denial())
        return parts[0] if len(parts) == 1 else Joined(sign, tuple(parts))

    def _denial(self) -> Formula:
        denied = False
        while self._takes("not"):
            denied = not denied
        part = self._part()
        return Denied(part) if denied else part

    def _part(self) -> Formula:
        token = self.next
        if token.kind in ("name", "quoted"):
            self.at += 1
            return Said(token.text, token.column)
        if token.kind != "(":
            raise self._expected("the name of an option")
        if len(self.open) == MAX_DEPTH:
            message = f"Parentheses nest more than {MAX_DEPTH} deep at character {token.column}."
            raise StatementError(message, "Split the statement into several.", token.column)
        self.open.append(token.column)
        self.at += 1
        inner = self.conditional()
        if self.next.kind == "end":
            column = self.open[-1]
            message = f"The parenthesis at character {column} is not closed."
            raise StatementError(message, "Close it with `)`.", column)
        if self.next.kind != ")":
            raise self._expected("a sign or `)`")
        self.open.pop()
        self.at += 1
        return inner

    def finish(self) -> None:
        """Refuse what is left over."""
        if self.next.kind != "end":
            raise self._expected("a sign")

    def _expected(self, what: str) -> StatementError:
        token = self.next
        if token.kind == "end":
            message = f"The statement ends at character {token.column}, where {what} is expected."
        else:
            message = f"`{token.text}` stands at character {token.column}, where {what} is expected."
        remedy = "Write for example `strike and not withdraw`."
        if token.kind == ")":
            remedy = "Delete it, or open a parenthesis before it."
            if what != "a sign":
                remedy = "Write the name of an option before it."
        elif token.kind in ("name", "quoted", "(") and what.startswith("a sign"):
            remedy = "Write `and`, `or`, `if` or `iff` before it."
        return StatementError(message, remedy, token.column)
