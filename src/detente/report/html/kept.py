"""If promises can be broken: what packages are worth on paper, and as they are expected to be kept."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from detente.report.demands import condition_words
from detente.report.html.charts.keeping import KeptRow, keeping
from detente.report.html.charts.names import label_room
from detente.report.html.common import Subject, picture, sentence
from detente.report.kept import (
    chances_words,
    change_words,
    name_of,
    note_words,
    range_words,
    standing_words,
    zone_words,
)
from detente.report.words import count, gain, points
from detente.results import KeptDeal, KeptDraws, KeptPackage

__all__ = ["KeptGain", "KeptTold", "KeptView", "kept_of"]

_CHANGES = 3
"""Changes of a package that are told."""


@dataclass(frozen=True, slots=True)
class KeptGain:
    """What a package gives one side over no deal: on paper, and as it is expected to be kept."""

    on_paper: str
    expected: str
    loses: bool


@dataclass(frozen=True, slots=True)
class KeptTold:
    """A package: how likely it is kept, what it gives, who accepts it, and what would make it likelier kept."""

    name: str
    chance: str
    gains: tuple[KeptGain, ...]
    draws: str
    standing: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptView:
    """The section; `by_truce`: the chances are taken from the ceasefire, which has a section of its own."""

    lead: str
    about: str
    parties: tuple[str, ...]
    broken: tuple[str, ...]
    draws: str
    chance_draws: str
    packages: tuple[KeptTold, ...]
    chances: tuple[tuple[str, str, str], ...]
    picture: Markup
    note: str
    by_truce: bool


def kept_of(subject: Subject) -> KeptView | None:
    """Return the section; ``None`` for a case that does not say how likely promises are kept."""
    kept, drawn = subject.analysis.deal.kept, subject.draws.kept if subject.draws else None
    if kept is None:
        return None
    parties = tuple(kept.if_broken)
    return KeptView(
        lead=f"{zone_words(subject.analysis)}.",
        about=f"Packages are taken to be {chances_words(kept)}.",
        parties=parties,
        broken=tuple(points(round(kept.if_broken[party], 1)) for party in parties),
        draws=count(subject.analysis.draws) if drawn is not None else "",
        chance_draws=count(drawn.by_chance_draws) if drawn is not None else "",
        packages=tuple(_told(subject, kept, drawn, each) for each in _shown(kept)),
        chances=_chances(kept, drawn),
        picture=_picture(subject, kept, drawn),
        note=note_words(subject.analysis, kept),
        by_truce=kept.ceasefire_day is not None,
    )


def _shown(kept: KeptDeal) -> tuple[KeptPackage, ...]:
    """Return the packages, and behind them the solution over what is expected, where it is another one."""
    known = [dict(each.package) for each in kept.packages]
    return (*kept.packages, *(each for each in kept.nash[:1] if dict(each.package) not in known))


def _told(subject: Subject, kept: KeptDeal, drawn: KeptDraws | None, package: KeptPackage) -> KeptTold:
    share = None if drawn is None else next((each for each in drawn.packages if each.label == package.label), None)
    draws = subject.analysis.draws
    changes = [change_words(subject.case, package, each, drawn, draws) for each in package.changes[:_CHANGES]]
    return KeptTold(
        name=name_of(package),
        chance=f"{float(package.chance):.2f}",
        gains=tuple(
            KeptGain(gain(package.on_paper[party]), gain(package.expected[party]), package.expected[party] < 0)
            for party in kept.if_broken
        ),
        draws=""
        if share is None
        else f"{count(round(share.on_paper * draws))} → {count(round(share.expected * draws))}",
        standing=sentence(f"{standing_words(package)}."),
        changes=tuple(sentence(f"{words}.") for words in changes),
    )


def _chances(kept: KeptDeal, drawn: KeptDraws | None) -> tuple[tuple[str, str, str], ...]:
    if not kept.issues:
        return ()
    numbers = drawn.by_chance if drawn is not None else tuple(int(each.zopa) for each in kept.chances)
    return tuple(
        (
            condition_words(each.when) if each.when else "all others",
            range_words(kept, drawn, place),
            count(number) if drawn is not None else "yes" if number else "no",
        )
        for place, (each, number) in enumerate(zip(kept.chances, numbers, strict=True))
    )


def _picture(subject: Subject, kept: KeptDeal, drawn: KeptDraws | None) -> Markup:
    draws = subject.draws
    if drawn is None or draws is None:
        return Markup("")
    rows = [KeptRow("any package", draws.zopa_share, drawn.zopa_draws / draws.draws)]
    by_label = {each.label: each for each in drawn.packages}
    rows += [
        KeptRow(name_of(each), by_label[each.label].on_paper, by_label[each.label].expected) for each in kept.packages
    ]
    most = max(rows, key=lambda row: row.on_paper - row.expected)
    told = (
        f"Most is lost by “{most.name}”: {count(round(most.on_paper * draws.draws))} draws on paper, "
        f"{count(round(most.expected * draws.draws))} as expected to be kept"
        if most.on_paper > most.expected
        else "None is accepted in fewer draws as expected to be kept than on paper"
    )
    return picture(
        lambda roomy: keeping(
            rows,
            draws=draws.draws,
            width=760 if roomy else 330,
            label=label_room([row.name for row in rows], 220 if roomy else 110),
        ),
        name="kept",
        title="In how many draws of your ranges all accept, on paper and as promises are expected to be kept",
        description="A row for each package: an open dot on paper, joined to a filled one as expected to be kept. "
        f"{told}. Packages by themselves are judged over fresh draws.",
    )
