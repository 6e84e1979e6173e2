"""Whether a deal exists under levers, whatever the package, and the cheapest levers for one."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from detente.report.home import costs_words, lever_words
from detente.report.html.charts.names import label_room
from detente.report.html.charts.zones import Zone, zones
from detente.report.html.common import Subject, accepted_words, picture, sentence
from detente.report.words import count, join, package_words
from detente.results import Cheapest, Leverage, ZopaUnder

__all__ = ["ZoneTold", "cheapest_of", "number_words", "zone_lead", "zone_picture", "zones_of"]


@dataclass(frozen=True, slots=True)
class ZoneTold:
    """A set of levers, whether a deal exists under it, and the norms it breaks."""

    name: str
    central: str
    draws: str
    norms: str


def number_words(found: Leverage, share: float) -> str:
    """Return a share of draws as their number; without draws, yes or no."""
    return count(round(share * found.draws)) if found.draws else "yes" if share else "no"


def _same(found: Leverage) -> bool:
    """Return whether levers change nothing of whether a deal exists."""
    return len({(each.zopa, each.share) for each in found.zopa}) == 1


def zone_lead(found: Leverage) -> str:
    """Return whether a deal exists without levers, and whether levers change that."""
    without = found.zopa[0]
    if _same(found):
        exists = "a deal exists" if without.zopa else "no deal exists"
        every = ""
        if without.share is not None:
            every = f", in {accepted_words(without.share, found.draws)}"
        return f"With or without levers {exists} at the central values{every}; what levers change is which one."
    if without.share is None:
        return "Whether any package is acceptable to all, each lever at its strongest."
    return (
        f"Some package is acceptable to all in {accepted_words(without.share, found.draws)} without levers; it need "
        "not be the same one in every draw. Each lever is used at its strongest."
    )


def _zone_name(found: Leverage, each: ZopaUnder) -> str:
    return lever_words(found.levers, each.levers) if len(each.levers) == 1 else each.label


def zones_of(found: Leverage) -> tuple[ZoneTold, ...]:
    """Return every set of levers with what it does; none where levers change nothing."""
    return () if _same(found) else tuple(_zone(found, each) for each in found.zopa)


def _zone(found: Leverage, each: ZopaUnder) -> ZoneTold:
    return ZoneTold(
        sentence(_zone_name(found, each)),
        "yes" if each.zopa else "no",
        "" if each.share is None else count(round(each.share * found.draws)),
        join(each.norms) if each.norms else "",
    )


def zone_picture(found: Leverage) -> Markup:
    """Return the shares of draws as a picture; empty without draws, or where levers change nothing."""
    if not found.draws or _same(found):
        return Markup("")
    rows = [Zone(_zone_name(found, each), each.share or 0.0, flagged=bool(each.norms)) for each in found.zopa]
    best = max(rows, key=lambda row: row.share)
    return picture(
        lambda roomy: zones(
            rows,
            draws=found.draws,
            width=760 if roomy else 330,
            label=label_room([row.name for row in rows], 260 if roomy else 130),
        ),
        name="zones",
        title="In how many draws a deal exists under levers",
        description="A row for each set of levers, joined to what holds without any. Most draws: "
        f"“{best.name}”, {count(round(best.share * found.draws))} of {count(found.draws)}. The table gives them all.",
    )


def cheapest_of(subject: Subject, found: Leverage) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Return what the cheapest levers for a deal are, as a sentence and the rows of a table."""
    if not found.cheapest_known:
        return "Which are the cheapest depends on too many packages and levers for an exact answer.", ()
    if not found.cheapest:
        return "No set of levers makes a deal possible at the central values.", ()
    if not found.cheapest[0].levers:
        return "At the central values a deal exists without any lever.", ()
    told = "Sets of levers under which a deal exists at the central values, none cheaper for everybody who wields them."
    return told, tuple(_cheap(subject, found, each) for each in found.cheapest)


def _cheap(subject: Subject, found: Leverage, each: Cheapest) -> tuple[str, ...]:
    return (
        lever_words(found.levers, each.levers),
        costs_words(each.cost),
        number_words(found, each.share),
        join(each.norms) if each.norms else "none",
        package_words(subject.case, each.outcome.package),
    )
