"""Dates that cannot be: hindsight, and what comes before its cause."""

from __future__ import annotations

from collections.abc import Iterable

from detente.case import Case, DateSpan
from detente.checks.finding import Finding, Path
from detente.checks.walk_home import blocs
from detente.checks.words import quoted

__all__ = ["expired_red_line", "hindsight", "response_before_proposal", "undated_source"]


def undated_source(case: Case) -> Iterable[Finding]:
    """Find sources without a date in a case that must not know what came later."""
    if case.as_of is None:
        return
    for name, source in case.sources.items():
        if source.date is None:
            message = f"The source {quoted(name)} has no date, and `as_of` asks for one."
            remedy = f"Add its date, no later than {case.as_of.last.isoformat()}."
            yield Finding("undated-source", ("sources", name), message, remedy)


def hindsight(case: Case) -> Iterable[Finding]:
    """Find sources, proposals, answers, promises and polls that may be later than what the case may know."""
    if case.as_of is None:
        return
    dated: list[tuple[Path, str, DateSpan | None]] = [
        (("sources", name, "date"), "source", source.date) for name, source in case.sources.items()
    ]
    dated += [(("proposals", name, "on"), "proposal", proposal.on) for name, proposal in case.proposals.items()]
    dated += [
        (("proposals", name, "responses", response.party, "on"), "answer", response.on)
        for name, proposal in case.proposals.items()
        for response in proposal.responses
    ]
    dated += [(("commitments", i, "on"), "promise", promise.on) for i, promise in enumerate(case.commitments)]
    dated += [
        ((*path, "polls", i, "on"), "poll", poll.on)
        for path, _, bloc in blocs(case)
        for i, poll in enumerate(bloc.polls)
    ]
    limit = case.as_of.last
    for path, what, span in dated:
        if span is None or span.last <= limit:
            continue
        if span.first > limit:
            message = f"The {what} is dated {span}, later than the case may know ({limit.isoformat()})."
            remedy = "Leave it out, or move `as_of`."
        else:
            message = f"The {what} is dated {span}, which may be later than the case may know ({limit.isoformat()})."
            remedy = "Give the exact day, or a span that ends in time."
        yield Finding("hindsight", path, message, remedy)


def response_before_proposal(case: Case) -> Iterable[Finding]:
    """Find answers that are older than what they answer."""
    for name, proposal in case.proposals.items():
        for response in proposal.responses:
            if proposal.on and response.on and response.on.last < proposal.on.first:
                message = f"{quoted(response.party)} answers on {response.on} a proposal made on {proposal.on}."
                path = ("proposals", name, "responses", response.party, "on")
                yield Finding("response-before-proposal", path, message, "Correct one of the two dates.")


def expired_red_line(case: Case) -> Iterable[Finding]:
    """Find red lines that no longer hold at the date of the case."""
    if case.as_of is None:
        return
    for i, line in enumerate(case.red_lines):
        if line.until is not None and line.until.last < case.as_of.last:
            message = (
                f"The red line held until {line.until}, before the date of the case ({case.as_of.last.isoformat()})."
            )
            yield Finding(
                "expired-red-line", ("red_lines", i, "until"), message, "Leave it out, or correct the date.", "warning"
            )
