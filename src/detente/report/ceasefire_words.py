"""Words and figures about a ceasefire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.case import Element
from detente.report.words import join, plural
from detente.results.ceasefire import CeasefireOutlook, TermSaid
from detente.results.ceasefire_worth import PathName, Promised, Ranged

__all__ = [
    "ELEMENT_NAMES",
    "PROMISES",
    "STATES",
    "added_days",
    "added_share",
    "amount",
    "days",
    "harm_words",
    "missing_mark",
    "percent",
    "reading_words",
    "said_words",
    "spread",
    "term_words",
    "unsaid_words",
    "why_it_matters",
]

ELEMENT_NAMES: Mapping[Element, str] = {
    "scope": "scope",
    "start": "start",
    "term": "term",
    "renewal": "renewal",
    "monitor": "monitor",
    "verification": "verification",
    "attribution": "attribution",
    "sanction": "sanction",
    "consultation": "consultation",
}
"""What the elements of a ceasefire's terms are called."""

STATES = (
    "In force: it holds, or is strained (an incident is unsettled), or suspended (a side does not keep to it, without "
    "having renounced it). Collapsed: it was renounced, or ended in fighting. Lapsed: a term ended, and it was not "
    "renewed. Superseded: something wider took its place."
)
"""What it means where a ceasefire is said to stand."""

_PROVIDED: frozenset[Element] = frozenset(
    ("renewal", "monitor", "verification", "attribution", "sanction", "consultation")
)
"""Elements that terms can provide for, or expressly not."""

_FEW = 2

_WHY: Mapping[Element, str] = {
    "scope": "What is not forbidden will be done, and what is unclear will be called a breach.",
    "start": "Each side counts breaches, and the days of the term, from its own first day.",
    "term": "Without an end nobody must decide to go on; with one, somebody must.",
    "renewal": "On the last day it is over unless somebody knows how it goes on.",
    "monitor": "Incidents that nobody but the sides sees are told by each in its own way.",
    "verification": "A report that nobody checks is one side’s word against the other’s.",
    "attribution": "While nobody can say who did it, an accident looks like a breach.",
    "sanction": "A breach that costs nothing pays whenever it gains something.",
    "consultation": "An incident that nobody settles stays, and the next one is added to it.",
}

_NOTICED: tuple[PathName, ...] = ("accidents", "violations")

_PATHS: Mapping[PathName, str] = {
    "deterrence": "violations are dared more often",
    "attribution": "it names violators whom it would have been easier to overlook",
}


def harm_words(paths: Sequence[PathName], rates: Sequence[str] = ("resolution",)) -> str:
    """Return by which paths something does harm.

    Parameters
    ----------
    rates
        The numbers that it changes.

    Examples
    --------
    >>> harm_words(["accidents", "violations"])
    'it brings to light accidents and violations that would have passed unnoticed'
    >>> harm_words(["accidents"], ["detection"])
    'it brings to light accidents that would have passed unnoticed, and nothing settles them sooner'
    """
    told = [_PATHS[path] for path in paths if path not in _NOTICED]
    noticed = [path for path in _NOTICED if path in paths]
    if noticed:
        light = f"it brings to light {join(noticed)} that would have passed unnoticed"
        told.insert(0, light if "resolution" in rates else f"{light}, and nothing settles them sooner")
    return join(told)


PROMISES: Mapping[Promised, str] = {
    "in_force": "it is on no day less likely to be in force",
    "collapsed": "it is on no day more likely to have collapsed",
    "failed": "it is on no day more likely to have collapsed or lapsed",
}
"""What is sure, in every draw."""


def why_it_matters(element: Element) -> str:
    """Return in a sentence why the terms should speak of an element."""
    return _WHY[element]


def percent(share: float) -> str:
    """Return a share in per cent; what is neither none nor all is not told as either.

    Examples
    --------
    >>> percent(0.527), percent(0.003), percent(0.9991), percent(1.0)
    ('53', '<1', '>99', '100')
    """
    if 0 < share < 0.005:
        return "<1"
    return ">99" if 0.995 <= share < 1 else f"{100 * share:.0f}"


def days(number: float) -> str:
    """Return days, with one decimal where they are few.

    Examples
    --------
    >>> days(57.03), days(4.76), days(0.0), days(1574.2)
    ('57', '4.8', '0', '1,574')
    """
    return f"{number:,.0f}" if number == 0 or abs(number) >= 9.95 else f"{number:.1f}"


def spread(number: Ranged, *, of_days: bool = False) -> str:
    """Return a number with its range over the draws, in per cent or in days.

    Examples
    --------
    >>> spread(Ranged(0.527, 0.4, 0.52, 0.67)), spread(Ranged(57.03), of_days=True)
    ('53 (40 to 67)', '57')
    """
    told = days if of_days else percent
    if number.low is None or number.high is None:
        return told(number.central)
    return f"{told(number.central)} ({told(number.low)} to {told(number.high)})"


def added_days(number: Ranged) -> str:
    """Return days that are added, with their sign and range.

    Examples
    --------
    >>> added_days(Ranged(-10.02, -18.2, -9.3, -4.6)), added_days(Ranged(0.01))
    ('−10 (−18 to −4.6)', '0.0')
    """
    return _added(number, 1.0)


def added_share(number: Ranged) -> str:
    """Return what is added to a share, in points of per cent, with its sign and range.

    Examples
    --------
    >>> added_share(Ranged(0.088, 0.042, 0.08, 0.143))
    '+8.8 (+4.2 to +14)'
    """
    return _added(number, 100.0)


def amount(number: Ranged, scale: float = 1.0) -> str:
    """Return a gain or loss without the sign of what is more, with its range from the smaller to the larger end.

    Examples
    --------
    >>> amount(Ranged(13.7, 6.2, 13.1, 21.6)), amount(Ranged(-0.088, -0.16, -0.08, -0.03), -100)
    ('14 (6.2 to 22)', '8.8 (3.0 to 16)')
    >>> amount(Ranged(-6.0, -23.0, -6.0, 0.9), -1)
    '6.0 (from 0.9 the other way to 23)'
    """
    middle, ends = abs(scale * number.central), (number.low, number.high)
    if ends[0] is None or ends[1] is None:
        return _plain(middle)
    least, most = sorted(scale * end for end in ends if end is not None)
    other = least < 0 and _plain(-least) != _plain(0.0)
    return f"{_plain(middle)} ({f'from {_plain(-least)} the other way' if other else _plain(least)} to {_plain(most)})"


def _added(number: Ranged, scale: float) -> str:
    middle = _sign(scale * number.central)
    if number.low is None or number.high is None:
        return middle
    return f"{middle} ({_sign(scale * number.low)} to {_sign(scale * number.high)})"


def _plain(number: float) -> str:
    return _sign(number).replace("+", "")


def _sign(number: float) -> str:
    text = f"{number:+,.0f}" if abs(number) >= 9.95 else f"{number:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text.replace("-", "−")


def term_words(found: CeasefireOutlook) -> str:
    """Return how long a ceasefire runs before it has to be renewed.

    The words fit behind "it runs".
    """
    if found.term is None:
        return "without an end"
    once = f"for {plural(found.term, 'day')}"
    if found.most is None:
        return f"{once}, and may then be renewed again and again"
    if found.most == 1:
        return f"{once}, and cannot be renewed"
    times = "once" if found.most == 2 else f"{found.most - 1} times"
    return f"{once}, and may be renewed {times}"


def said_words(each: TermSaid) -> str:
    """Return what the terms say of an element."""
    issue = f"{each.issue}: {each.option}" if each.option else each.issue
    if each.status == "said":
        return each.text
    if each.status == "settled":
        return f"{each.text} ({issue})" if each.text else issue
    if each.status == "needless":
        return "not needed, as there is no end"
    if each.status == "open":
        return f"open: {each.issue} is not settled"
    if each.status == "ambiguous":
        return f"Unclear: {_quoted(each) or 'it'} can mean {reading_words(each.readings)}"
    mark = missing_mark(each).upper()
    return f"{mark} ({issue})" if each.issue else mark


def missing_mark(each: TermSaid) -> str:
    """Return in a word how an element is missing: there is to be none, or nothing is said of it.

    Examples
    --------
    >>> missing_mark(TermSaid("monitor", "missing", issue="watch", option="nobody"))
    'none'
    >>> missing_mark(TermSaid("sanction", "missing"))
    'missing'
    """
    return "none" if _refused(each) else "missing"


def reading_words(readings: Sequence[str]) -> str:
    """Return several readings.

    Examples
    --------
    >>> reading_words(["the day of the vote", "the day after", "the day of the orders"])
    '(1) the day of the vote, (2) the day after or (3) the day of the orders'
    """
    return join((f"({number}) {reading}" for number, reading in enumerate(readings, 1)), "or")


def _quoted(each: TermSaid) -> str:
    return f"“{each.text}”" if each.text else ""


def _refused(each: TermSaid) -> bool:
    """Return whether an issue settles that there is to be no such thing."""
    return each.status == "missing" and bool(each.issue) and each.element in _PROVIDED


def unsaid_words(terms: Sequence[TermSaid]) -> str:
    """Return what the terms expressly do without, do not say, leave open, or say in words of several meanings.

    Examples
    --------
    >>> unsaid_words([TermSaid("monitor", "missing", issue="watch", option="nobody"), TermSaid("sanction", "missing")])
    'its terms provide no monitor and say nothing of sanction.'
    """
    missing = [each for each in terms if each.status == "missing"]
    without = [f"no {ELEMENT_NAMES[each.element]}" for each in missing if _refused(each)]
    unsaid = [ELEMENT_NAMES[each.element] for each in missing if not _refused(each)]
    parts = [f"provide {join(without)}"] if without else []
    parts += [f"say nothing of {join(unsaid)}"] if unsaid else []
    told = [f"its terms {(', and ' if len(missing) > _FEW else ' and ').join(parts)}"] if parts else []
    told += [
        f"the {ELEMENT_NAMES[each.element]}{f', {_quoted(each)},' if each.text else ''} "
        f"can mean {reading_words(each.readings)}"
        for each in terms
        if each.status == "ambiguous"
    ]
    still = [ELEMENT_NAMES[each.element] for each in terms if each.status == "open"]
    if still:
        told.append(f"{join(still)} {'is' if len(still) == 1 else 'are'} left open by the package")
    if not told:
        return "nothing: its terms speak of all nine elements, in words that are read in one way."
    return f"{'; '.join(told)}."
