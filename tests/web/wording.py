"""The rules of wording for every page, as patterns over its text (DESIGN, principles 2 and 4).

A share of draws says something about the ranges that an analyst wrote, and nothing about the world: it is no
probability of an agreement. Likelihood and confidence are different things and never share a sentence. Points of
different parties have no common unit: what compares or adds them comes last and says so.

That a promise is kept, or what a ceasefire does by its rates, has chances which a case gives as estimates: they are its
own numbers, and no share of draws.

They are rules for Détente's own sentences. Words that a case quotes or an analyst wrote pass through the same patterns,
since a reader cannot tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from web.tree import Node, blocks

__all__ = ["RULES", "faults"]

_AGREED = r"(?:deals?|agreements?|peace|settlements?|truces?|ceasefires?|zopa|zones?)"
_CHANCE = r"(?:probabilit(?:y|ies)|chances?|likelihoods?|odds)"
_LIKELY = r"(?:probable|improbable|(?<!most )(?<!least )likely(?! \d)|unlikely)"
_NOT = r"(?:not|no|never|nor|neither|without)\b[^.;:]{0,40}"

_CALLED_CHANCE = re.compile(
    # What stands in brackets is where a number holds, not what it is about.
    rf"\b{_CHANCE}\b[^.;:?(]{{0,60}}\b{_AGREED}\b|\b{_AGREED}\b[^.;:?]{{0,40}}\b(?:is|are|seems?|looks?) (?:\w+ )?{_LIKELY}\b|"
    rf"\b{_LIKELY} {_AGREED}\b|\b{_AGREED} {_CHANCE}\b",
    re.IGNORECASE,
)
_DENIED = re.compile(rf"\b{_NOT}\b{_CHANCE}\b", re.IGNORECASE)
_PERCENT_PROBABLE = re.compile(
    rf"(?:%|per ?cent|\bin \d+|\bof \d+)\s+(?:{_CHANCE}|probable|likely|certain)\b|\b{_CHANCE} (?:of|is) (?:about )?\d",
    re.IGNORECASE,
)
_KEPT = re.compile(r"\bkept with a chance of [\d.]+", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:in|of) (?:all )?[\d,]+ (?:of [\d,]+ )?(?:(?:fresh|further) )?draws?\b|\bshares? of (?:the )?(?:fresh )?draws\b",
    re.IGNORECASE,
)
_OF_THE_RANGES = re.compile(
    r"\bdraws? of (?:your ranges|the (?:case’s )?(?:ranges|estimates))\b|\bdescribes? (?:your ranges|the (?:ranges|estimates))\b|"
    r"\bnot the world\b",
    re.IGNORECASE,
)
# Terms of ICD 203 (Analytic Standards), with their noun.
_ICD_203 = re.compile(
    r"\b(?:almost no chance|remote|(?:very |highly |un|im)?(?:(?<!most )(?<!least )likely(?! \d)|probable)|"
    r"unlikely|improbable|roughly even (?:chance|odds)|(?:almost|nearly) certain|likelihoods?|probabilit(?:y|ies))\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(r"\bconfiden(?:ce|t|tly)\b", re.IGNORECASE)
_INDEPENDENT = re.compile(r"\b(?:Nash|Kalai)", re.IGNORECASE)
_COMPARING = re.compile(r"\b(?:egalitarian|utilitarian)\b", re.IGNORECASE)
_ADDED = re.compile(
    r"\b(?:total|sum|combined|joint|added|overall|average|mean)\b(?: \w+){0,2} (?:points|gains?|utilit(?:y|ies)|values?)\b[^.;:]{0,40}"
    r"\b(?:both|all|each|every|two|of the (?:sides|parties)|parties|sides)\b|"
    r"\b(?:points|gains) (?:of|for) [^.;:]{1,40} (?:together|taken together|added up)\b|\b(?:more|fewer|less) points than (?:the )?(?!nothing|zero)[^.;:]{1,30}"
    r"\b(?:side|party|union|company)\b",
    re.IGNORECASE,
)
_WARNING = re.compile(
    r"\b(?:compares?|adds?|comparing|adding|compared|added)\b[^.]{0,60}\bpoints\b[^.]{0,40}\b(?:different|several|other|both|across)\b|"
    r"\bscales? (?:are|is) (?:not )?comparable\b|\bpoints (?:are|belong|of)\b[^.]{0,60}\b(?:not comparable|cannot be compared|one (?:party|side))",
    re.IGNORECASE,
)


def _sentences(tree: Node) -> Iterator[tuple[str, Node]]:
    for text, node in blocks(tree):
        for sentence in re.split(r"(?<=[.!?;])\s+(?=[A-Z“(])", text):
            yield sentence, node


def _section(node: Node) -> Node | None:
    return node if node.tag in {"section", "header", "main", "body"} else node.up("section", "header", "main", "body")


def _says(node: Node | None, pattern: re.Pattern[str]) -> bool:
    return node is not None and any(pattern.search(text) for text, _ in blocks(node))


def shares_are_no_chances(tree: Node) -> Iterator[str]:
    """Yield what speaks of the probability, chance, likelihood or odds of an agreement, except to deny it."""
    for sentence, _ in _sentences(tree):
        called = _CALLED_CHANCE.search(sentence) and not _DENIED.search(sentence)
        if called or _PERCENT_PROBABLE.search(_KEPT.sub("kept", sentence)):
            yield sentence


def shares_say_of_what(tree: Node) -> Iterator[str]:
    """Yield shares of draws in whose section nothing says that they describe the ranges (estimates)."""
    for sentence, node in _sentences(tree):
        if _SHARE.search(sentence) and not _says(_section(node), _OF_THE_RANGES):
            yield sentence


def likelihood_apart_from_confidence(tree: Node) -> Iterator[str]:
    """Yield sentences that speak both of likelihood and of confidence."""
    for sentence, _ in _sentences(tree):
        if _ICD_203.search(sentence) and _CONFIDENCE.search(sentence):
            yield sentence


def comparing_solutions_come_last(tree: Node) -> Iterator[str]:
    """Yield solutions that compare points across parties before those that do not, or without the warning."""
    independent = False
    for sentence, node in _sentences(tree):
        independent = independent or bool(_INDEPENDENT.search(sentence))
        if _COMPARING.search(sentence):
            if not independent:
                yield f"before Nash and Kalai-Smorodinsky: {sentence}"
            if not _says(_section(node), _WARNING):
                yield f"without the warning: {sentence}"


def points_are_not_added(tree: Node) -> Iterator[str]:
    """Yield what adds or compares points of several parties in a section that does not warn of it."""
    for sentence, node in _sentences(tree):
        if _ADDED.search(sentence) and not _says(_section(node), _WARNING):
            yield sentence


RULES: Mapping[str, Callable[[Node], Iterator[str]]] = {
    "shares-are-no-chances": shares_are_no_chances,
    "shares-say-of-what": shares_say_of_what,
    "likelihood-apart-from-confidence": likelihood_apart_from_confidence,
    "comparing-solutions-come-last": comparing_solutions_come_last,
    "points-are-not-added": points_are_not_added,
}


def faults(tree: Node, rule: str) -> list[str]:
    """Return what breaks a rule, each once."""
    return list(dict.fromkeys(RULES[rule](tree)))
