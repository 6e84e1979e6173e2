"""Levers that move nobody, and names in levers and norms that nothing declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.case import Case, Effect
from detente.checks.finding import Finding, Path
from detente.checks.naming import each_name, not_an_option
from detente.checks.walk_home import level_path
from detente.checks.words import did_you_mean, quoted

__all__ = [
    "effect_not_computed",
    "idle_lever",
    "lever_like_issue",
    "taken_lever_name",
    "unknown_authority",
    "unknown_in_norm",
]


def lever_like_issue(case: Case) -> Iterable[Finding]:
    """Find levers that are called like an issue: a condition could not tell which is meant."""
    for name in case.levers:
        if name in case.issues:
            message = f"{quoted(name)} is an issue too: what is negotiated is not also a lever."
            remedy = "Leave one of the two out, or call it differently."
            yield Finding("clashing-name", ("levers", name), message, remedy, at="key")


def taken_lever_name(case: Case) -> Iterable[Finding]:
    """Find levers that are called as results call sets of levers."""
    wielders = {lever.wielder for lever in case.levers.values()}
    taken = {"nothing", "everything", *(f"all of {wielder}" for wielder in wielders)}
    for name in case.levers:
        if name in taken:
            message = f"{quoted(name)} is what results call a set of levers."
            yield Finding("clashing-name", ("levers", name), message, "Call the lever differently.", at="key")


def unknown_authority(case: Case) -> Iterable[Finding]:
    """Find levers that have to be authorised by somebody who is neither a ratifier nor a party."""
    known = [*case.ratifiers, *case.parties]
    for name, lever in case.levers.items():
        for needed, path in each_name(lever.needs, ("levers", name, "needs")):
            if needed not in known:
                remedy = did_you_mean(needed, known)
                yield Finding("unknown-authority", path, f"There is no ratifier or party {quoted(needed)}.", remedy)


def _names_in_norms(case: Case) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    for name, norm in case.norms.items():
        for named, picks in norm.never.picks.items():
            yield ("norms", name, "never", named), named, picks


def unknown_in_norm(case: Case) -> Iterable[Finding]:
    """Find norms on what is neither an issue nor a lever, on options or on levels that do not exist."""
    for path, named, picks in _names_in_norms(case):
        places = [path if len(picks) == 1 else (*path, i) for i in range(len(picks))]
        if named in case.issues:
            issue = case.issues[named]
            for place, pick in zip(places, picks, strict=True):
                if not issue.positions(pick):
                    yield not_an_option(issue, pick, place)
        elif named in case.levers:
            levels = case.levers[named].levels
            for place, pick in zip(places, picks, strict=True):
                if pick not in levels:
                    message = f"The lever {quoted(named)} has no level {quoted(pick)}."
                    yield Finding("unknown-level", place, message, did_you_mean(pick, levels))
        else:
            remedy = did_you_mean(named, [*case.issues, *case.levers])
            message = f"There is no issue or lever {quoted(named)}."
            yield Finding("unknown-issue", path, message, remedy, at="key")


def _why_not(case: Case, effect: Effect) -> str:
    """Return why an effect is not computed, or nothing where it is."""
    if effect.party not in case.known:
        return "whose preferences are not known"
    if effect.on == "no_deal" and case.preferences[effect.party].no_deal is None:
        return "which has no `no_deal`"
    return ""


def _moves(case: Case, effect: Effect) -> bool:
    return not _why_not(case, effect) and (effect.by.low != 0 or effect.by.high != 0)


def idle_lever(case: Case) -> Iterable[Finding]:
    """Find levers that move nobody."""
    # Those that change somebody's order of states do something, whatever their points.
    reordering = {name for pressed in (case.moves.with_levers if case.moves else ()) for name in pressed.levers}
    for name, lever in case.levers.items():
        effects = [effect for level in lever.levels.values() for effect in level.effects]
        if any(effect.party not in case.parties for effect in effects):
            continue  # found by another check
        if lever.credibility.high == 0:
            message = f"Nobody reckons with the lever {quoted(name)}: its credibility is 0."
            yield Finding(
                "idle-lever", ("levers", name, "credibility"), message, "Raise it, or leave it out.", "warning"
            )
        elif name not in reordering and not any(_moves(case, effect) for effect in effects):
            message = f"The lever {quoted(name)} moves nobody whose preferences are known."
            remedy = "Add an effect on a party with preferences, or leave the lever out."
            yield Finding("idle-lever", ("levers", name), message, remedy, "warning", "key")


def effect_not_computed(case: Case) -> Iterable[Finding]:
    """Find effects on parties of whom too little is known: they are shown, not computed."""
    for lever in case.levers.values():
        every = [effect for level in lever.levels.values() for effect in level.effects]
        if not any(_moves(case, effect) for effect in every):
            continue  # found by another check
        for level in lever.levels.values():
            for i, effect in enumerate(level.effects):
                why = _why_not(case, effect)
                if effect.party in case.parties and why:
                    message = f"The effect on {quoted(effect.party)}, {why}, is shown and not computed."
                    remedy = "Give the party preferences with `no_deal`, or leave the effect out."
                    path = (*level_path(lever, level), "effects", i, "party")
                    yield Finding("effect-not-computed", path, message, remedy, "warning")
