"""Whether a ceasefire would hold, as part of a JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from detente.io.packages import Json, option_document, package_document
from detente.io.past_class import class_document
from detente.results.ceasefire import (
    CeasefireOutlook,
    CourseDay,
    DayBeside,
    Learning,
    LogLearned,
    ReferenceBeside,
    StartReading,
    TermSaid,
)
from detente.results.ceasefire_worth import Improvement, MeasureWorth, Ranged, TermWorth
from detente.results.incidents import ArrangementLog, Tally

__all__ = ["ceasefire_document"]


def ceasefire_document(found: CeasefireOutlook) -> Json:
    """Return whether a ceasefire would hold as JSON."""
    return {
        "title": found.title or None,
        "asked": found.asked or None,
        "excluded_by": [str(rule) for rule in found.barred_by],
        "package": package_document(found.package),
        "term": found.term,
        "most_terms": found.most,
        "horizon": found.horizon,
        "seed": found.seed,
        "draws": found.draws,
        "starts": [_start(each) for each in found.starts],
        "curve": [_day(each) for each in found.curve],
        "days_in_force": _ranged(found.days_in_force),
        "days_in": {state: _ranged(days) for state, days in found.days_in.items()},
        "until": [
            {
                "day": each.day,
                "term": each.term or None,
                "collapsed": _ranged(each.collapsed),
                "in_force": _ranged(each.in_force),
            }
            for each in found.until
        ],
        "terms": [_term(each) for each in found.terms],
        "missing_terms": list(found.missing),
        "worth_in_days": {
            "measures": [_measure(each) for each in found.measures],
            "together": None if found.together is None else _improvement(found.together),
            "terms": [_changed(each) for each in found.changes],
            "further_terms": found.unfollowed,
        },
        "reference": _reference(found.reference),
        "log": None if found.log is None else _log(found.log),
        "critical_discount": {each.party: _ranged(each.factor) for each in found.patience},
    }


def _ranged(number: Ranged) -> Json:
    return {"central": number.central, "low": number.low, "middle": number.middle, "high": number.high}


def _day(each: CourseDay) -> Json:
    told = {**each.shares, "in_force": each.in_force}
    over = {state: [share.low, share.middle, share.high] for state, share in told.items()}
    return {
        "day": each.day,
        **{state: share.central for state, share in told.items()},
        "over_draws": None if each.in_force.low is None else over,
    }


def _start(each: StartReading) -> Json:
    return {
        "start": each.start.isoformat(),
        "ends": [day.isoformat() for day in each.ends],
        "day": each.day,
        "in_force": each.in_force,
    }


def _term(each: TermSaid) -> Json:
    return {
        "element": each.element,
        "status": each.status,
        "text": each.text or None,
        "issue": each.issue or None,
        "option": each.option or None,
        "readings": list(each.readings),
    }


def _improvement(each: Improvement) -> Json:
    return {
        "days": _ranged(each.days),
        "collapsed": _ranged(each.collapsed),
        "lapsed": _ranged(each.lapsed),
        "shorter_draws": each.shorter_draws,
        "longer_draws": each.longer_draws,
        "likelier_draws": each.likelier_draws,
        "promised": list(each.promised),
    }


def _measure(each: MeasureWorth) -> Json:
    return {
        "name": each.name,
        "title": each.title or None,
        "rates": list(each.rates),
        **_improvement(each.adds),
        "last": None if each.last is None else _improvement(each.last),
        "paths": [
            {
                "path": path.path,
                "days": _ranged(path.days),
                "collapsed": _ranged(path.collapsed),
                "harmful_draws": path.harmful_draws,
            }
            for path in each.paths
        ],
    }


def _changed(each: TermWorth) -> Json:
    return {
        "issue": each.issue,
        "option": option_document(each.option),
        "same": [option_document(option) for option in each.same],
        "barred": each.barred,
        "barred_by": [str(rule) for rule in each.barred_by],
        **_improvement(each.adds),
    }


def _reference(found: ReferenceBeside) -> Json:
    return {
        "caveats": list(found.caveats),
        "source": found.source,
        "classes": [class_document(each) for each in found.classes],
        "with_mechanism": found.with_mechanism,
        "without_mechanism": found.without_mechanism,
        "beside": [_beside(each) for each in found.days],
    }


def _beside(each: DayBeside) -> Json:
    return {
        "day": each.day,
        "past": each.past,
        "between": list(each.between),
        "beyond_term": each.beyond_term,
        "model": None if each.model is None else _ranged(each.model),
        "outside": each.outside,
        "outside_draws": each.outside_draws,
    }


def _log(found: LogLearned) -> Json:
    return {
        "arrangements": [_arrangement(each) for each in found.arrangements],
        "learned": [_learning(each) for each in found.learned],
        "left_out": [
            {"claimant": each.claimant, "accused": each.accused or None, "count": each.count, "reason": each.reason}
            for each in found.left_out
        ],
        "sure": found.sure,
    }


def _arrangement(each: ArrangementLog) -> Json:
    return {
        "name": each.name,
        "starts": _moments(each.starts),
        "tallies": [_tally(tally) for tally in each.tallies],
        "statuses": [
            {"claimant": status.claimant, "status": status.status, "day": _moment(status.day)}
            for status in each.statuses
        ],
    }


def _tally(each: Tally) -> Json:
    rate = each.rate
    return {
        "claimant": each.claimant,
        "accused": each.accused or None,
        "count": each.count,
        "bound": each.bound,
        "claimed": each.claimed,
        "observed": each.observed,
        "verified": each.verified,
        "attributed": each.attributed,
        "from_first_incident": each.from_first,
        "since": _moment(rate.since),
        "until": _moment(rate.until),
        "days": rate.days,
        "per_day": rate.per_day,
        "between": None if rate.between is None else list(rate.between),
    }


def _moment(day: datetime) -> str:
    return day.isoformat(timespec="minutes")


def _moments(days: Sequence[datetime]) -> list[str]:
    return [_moment(day) for day in days]


def _learning(each: Learning) -> Json:
    return {
        "claimant": each.claimant,
        "accused": list(each.accused),
        "count": each.count,
        "days": each.days,
        "expected": each.expected,
        "prior": list(each.prior),
        "posterior": list(each.posterior),
        "factor": _ranged(each.factor),
        "days_in_force": _ranged(each.days_in_force),
        "collapsed": _ranged(each.collapsed),
    }
