"""Numbers of a case as questions that can be put to somebody who knows the case and not the method."""

from __future__ import annotations

from detente.case import Case, StatedNumber, numbers_of
from detente.report.html.common import condition_words, sentence
from detente.report.words import path_words

__all__ = ["question_words"]


def question_words(case: Case, path: str) -> str:
    """Return what has to be found out about a column of draws.

    Parameters
    ----------
    path
        As `Influence.path` names it.

    Examples
    --------
    >>> from detente.case import Driver
    >>> case = Case("Talks", {}, {}, {}, drivers={"front": Driver("front", "How the front moves, up for the east.")})
    >>> question_words(case, "drivers.front")
    'How the front moves, up for the east'
    """
    section, _, name = path.partition(".")
    if section == "drivers" and case.drivers[name].note:
        return sentence(condition_words(case.drivers[name].note.removesuffix(".")))
    numbers = [number for number in numbers_of(case) if path in number.columns]
    asked = _asked(numbers, path) if numbers else path_words(case, path)
    return sentence(condition_words(asked or path_words(case, path)))


def _asked(numbers: list[StatedNumber], path: str) -> str:
    """Return the question, or nothing where a path in words says it as well."""
    one = numbers[0]
    if one.kind == "no deal":
        return f"what having no deal is worth to {one.party}"
    if one.kind == "weight" and len(numbers) == 1:
        return f"how much weight {one.party} gives to {one.issue}"
    if one.kind == "value":
        option = f": {one.option}" if one.option and len(numbers) == 1 else ""
        return f"what {one.issue}{option} is worth to {one.party}"
    if one.kind == "linkage":
        return f"what these together are worth to {one.party}: {one.option}"
    if one.kind == "red line" and path == one.drawn_by:
        return f"whether {one.party} means its red line: never {one.option}"
    return ""
