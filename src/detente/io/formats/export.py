"""Cases to other programs' files: GENIUS XML, GeniusWeb JSON, and CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from itertools import islice, product
from math import floor, lcm
from xml.sax.saxutils import escape, quoteattr

from detente.io.formats.case_text import decimal
from detente.io.formats.domain import ForeignDomain, ForeignParty
from detente.io.formats.heads import read_head

__all__ = ["WRITABLE", "Writer", "file_names"]

_ZERO = Fraction(0)
_UNITS = 10**15
"""Weights of GeniusWeb are multiples of one of so many parts, since they must sum to exactly 1."""

_MOST_SUMS = 20_000
"""Sums of one half of the issues that are looked at for a package worth as much as no deal."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A format that is written.

    Parameters
    ----------
    words
        Its name in words.
    folder
        Whether it takes several files, and so a folder.
    write
        Returns the files' texts by name, and what of the numbers could not be carried.
    """

    words: str
    folder: bool
    write: Callable[[ForeignDomain], tuple[dict[str, str], list[str]]]


def _number(number: Fraction) -> str:
    """Return a number exactly where 17 digits after the point do, else as the nearest floating-point number."""
    text = decimal(number, 17)
    return text if Fraction(text) == number and len(text) < 20 else repr(float(number))


def file_names(names: list[str]) -> dict[str, str]:
    """Return, for names of parties, file names without a suffix that every system can hold, each once.

    Examples
    --------
    >>> file_names(["Union", "a/b", "a b", "CON"])
    {'Union': 'Union', 'a/b': 'a_b', 'a b': 'a b', 'CON': 'CON_'}
    """
    found: dict[str, str] = {}
    taken = {"domain"}
    for name in names:
        plain = "".join(c if c.isalnum() or c in " -_.()" else "_" for c in name).strip(" .")[:60] or "party"
        if plain.upper() in {"CON", "PRN", "AUX", "NUL"} or (plain[:3].upper() in {"COM", "LPT"} and len(plain) == 4):
            plain += "_"
        count, first = 1, plain
        while plain.casefold() in taken:
            count += 1
            plain = f"{first}_{count}"
        found[name] = plain
        taken.add(plain.casefold())
    return found


def _total(party: ForeignParty) -> Mapping[str, Fraction]:
    """Return weights divided by their sum."""
    weights = {issue: weight for issue, weight in party.weights.items() if isinstance(weight, Fraction)}
    total = sum(weights.values(), start=_ZERO) or Fraction(1)
    return {issue: weight / total for issue, weight in weights.items()}


def _row(party: ForeignParty, issue: str) -> dict[str, Fraction]:
    return {option: value for option, value in party.values[issue].items() if isinstance(value, Fraction)}


def _quantities(domain: ForeignDomain) -> list[str]:
    names = [issue.name for issue in domain.issues if issue.grid is not None]
    return [f"that {name} is a quantity: its grid is written as named options" for name in names]


def _write_genius(domain: ForeignDomain) -> tuple[dict[str, str], list[str]]:
    """Return a domain and a profile for each party as GENIUS XML.

    GENIUS divides evaluations by the largest of their issue, so that a party's best package is worth 1. Where values do
    not reach 100 points, weights and the reservation value are written so that only the unit changes.
    """
    names = file_names([party.name for party in domain.parties])
    lost = _quantities(domain)
    heads = [
        f'<issue index="{number}" name={quoteattr(issue.name)} vtype="discrete" type="discrete" etype="discrete">'
        for number, issue in enumerate(domain.issues, 1)
    ]
    files = {"domain.xml": _genius_domain(domain, heads, list(names.values()))}
    for party in domain.parties:
        weights = _total(party)
        largest = {issue.name: max(_row(party, issue.name).values(), default=_ZERO) for issue in domain.issues}
        best = sum((weights[issue] * value for issue, value in largest.items()), start=_ZERO)
        if best not in (0, 1):
            lost.append(
                f"the unit of {party.name}'s points: its best package, with {decimal(best * 100, 6)}, is worth 1"
            )
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<utility_space>"]
        lines.append(
            f'<objective index="0" name={quoteattr(domain.title)} type="objective" etype="objective" description="">'
        )
        for head, issue in zip(heads, domain.issues, strict=True):
            lines.append(head)
            row = _row(party, issue.name)
            for position, option in enumerate(issue.options, 1):
                worth = _number(row.get(option, _ZERO) * 100)
                lines.append(f'<item index="{position}" value={quoteattr(option)} evaluation="{worth}"/>')
            lines.append("</issue>")
        for position, issue in enumerate(domain.issues, 1):
            share = weights[issue.name] * largest[issue.name] / best if best else weights[issue.name]
            lines.append(f'<weight index="{position}" value="{_number(share)}"/>')
        no_deal = party.no_deal if isinstance(party.no_deal, Fraction) else _ZERO
        lines += ["</objective>", '<discount_factor value="1"/>']
        lines += [f'<reservation value="{_number(no_deal / (best or 1))}"/>', "</utility_space>"]
        files[f"{names[party.name]}.xml"] = "\n".join(lines) + "\n"
    return files, lost


def _genius_domain(domain: ForeignDomain, heads: list[str], parties: list[str]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<negotiation_template>"]
    lines += [f"<!-- {escape(party.replace('--', '__'))}.xml is a profile of this domain -->" for party in parties]
    lines.append(f'<utility_space number_of_issues="{len(domain.issues)}">')
    lines.append(
        f'<objective index="0" name={quoteattr(domain.title)} type="objective" etype="objective" description="">'
    )
    for head, issue in zip(heads, domain.issues, strict=True):
        lines.append(head)
        lines += [f'<item index="{i}" value={quoteattr(option)}/>' for i, option in enumerate(issue.options, 1)]
        lines.append("</issue>")
    return "\n".join([*lines, "</objective>", "</utility_space>", "</negotiation_template>", ""])


def _write_geniusweb(domain: ForeignDomain) -> tuple[dict[str, str], list[str]]:
    """Return a domain and a profile for each party as GeniusWeb JSON.

    What no deal is worth can only be said there by a bid: it is written where some package has exactly those points.
    """
    names = file_names([party.name for party in domain.parties])
    lost = _quantities(domain)
    values = {issue.name: {"values": list(issue.options)} for issue in domain.issues}
    outline = {"name": domain.title, "issuesValues": values}
    files = {"domain.json": _dump(outline)}
    for party in domain.parties:
        weights = _parts(_total(party))
        utilities = {
            issue.name: {"discreteutils": {"valueUtilities": {o: float(v) for o, v in _row(party, issue.name).items()}}}
            for issue in domain.issues
        }
        body: dict[str, object] = {
            "issueUtilities": utilities,
            "issueWeights": weights,
            "domain": outline,
            "name": party.name,
        }
        bid = _bid(domain, party)
        if bid is not None:
            body["reservationBid"] = {"issuevalues": bid}
        elif party.no_deal:
            lost.append(f"what no deal is worth to {party.name}: no package was found that is worth as much")
        files[f"{names[party.name]}.json"] = _dump({"LinearAdditiveUtilitySpace": body})
    return files, lost


def _parts(weights: Mapping[str, Fraction]) -> dict[str, float]:
    """Return weights whose decimals sum to exactly 1: shares of `_UNITS`, the largest remainders rounded up."""
    units = {issue: floor(weight * _UNITS) for issue, weight in weights.items()}
    left = _UNITS - sum(units.values())
    for issue in sorted(weights, key=lambda issue: units[issue] - weights[issue] * _UNITS)[:left]:
        units[issue] += 1
    # A floating-point number is written with all of fifteen decimals.
    return {issue: count / _UNITS for issue, count in units.items()}


def _bid(domain: ForeignDomain, party: ForeignParty) -> dict[str, str] | None:
    """Return a package that is worth exactly as much as no deal, where one is found; else ``None``.

    The sums of either half of the issues are matched, `_MOST_SUMS` of each at most.
    """
    if not isinstance(party.no_deal, Fraction):
        return None
    weights = _total(party)
    tables = [
        {option: weights[issue.name] * value for option, value in _row(party, issue.name).items()}
        for issue in domain.issues
    ]
    scale = lcm(party.no_deal.denominator, *(worth.denominator for table in tables for worth in table.values()))
    middle = (len(tables) + 1) // 2
    left, right = _sums(tables[:middle], scale), _sums(tables[middle:], scale)
    wanted = int(party.no_deal * scale)
    match = next((worth for worth in left if wanted - worth in right), None)
    if match is None:
        return None
    options = (*left[match], *right[wanted - match])
    return {issue.name: option for issue, option in zip(domain.issues, options, strict=True)}


def _sums(tables: Sequence[Mapping[str, Fraction]], scale: int) -> dict[int, tuple[str, ...]]:
    """Return sums over tables, in units of which `scale` make 1, each with options that make it."""
    reached: dict[int, tuple[str, ...]] = {0: ()}
    for table in tables:
        steps = [(int(worth * scale), option) for option, worth in table.items()]
        following: dict[int, tuple[str, ...]] = {}
        for (worth, options), (step, option) in islice(product(reached.items(), steps), _MOST_SUMS):
            following.setdefault(worth + step, (*options, option))
        reached = following
    return reached


def _dump(node: object) -> str:
    return json.dumps(node, ensure_ascii=False, indent=1) + "\n"


def _write_csv(domain: ForeignDomain) -> tuple[dict[str, str], list[str]]:
    """Return one table: a row for each option, with every party's weight and points."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    lost = _quantities(domain)
    heads: list[str] = []
    for number, party in enumerate(domain.parties, 1):
        name = party.name
        if read_head(f"{name} weight").party != name or read_head(f"{name} points (of 100)").party != name:
            name = f"party {number}"
            lost.append(f"the name of {party.name}, which would be read as something else: {name} stands for it")
        heads += [f"{name} weight", f"{name} points (of 100)"]
    writer.writerow(["issue", "option", *heads])
    rows = {party.name: {issue.name: _row(party, issue.name) for issue in domain.issues} for party in domain.parties}
    for issue in domain.issues:
        for position, option in enumerate(issue.options):
            cells: list[str] = []
            for party in domain.parties:
                weight = party.weights[issue.name]
                cells += ["" if position or isinstance(weight, str) else decimal(weight, 15)]
                cells += [decimal(rows[party.name][issue.name].get(option, _ZERO) * 100)]
            writer.writerow([issue.name, option, *cells])
    no_deal = [
        text
        for party in domain.parties
        for text in ("", decimal(party.no_deal * 100) if isinstance(party.no_deal, Fraction) else "")
    ]
    writer.writerow(["no deal", "", *no_deal])
    return {"": out.getvalue()}, lost


WRITABLE: Mapping[str, Writer] = {
    "genius": Writer("GENIUS XML", folder=True, write=_write_genius),
    "geniusweb": Writer("GeniusWeb JSON", folder=True, write=_write_geniusweb),
    "csv": Writer("CSV", folder=False, write=_write_csv),
}
"""Formats that are written."""
