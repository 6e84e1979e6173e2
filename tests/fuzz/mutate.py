"""Ways to damage a case file: its bytes, lines, tokens and nodes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import yaml

from detente.errors import LimitError
from detente.io.nodes import plain
from detente.io.parse import parse

Tree = None | str | list["Tree"] | dict[str, "Tree"]

NASTY: tuple[str, ...] = (
    *("", " ", "~", "null", "nan", ".inf", "-.inf", "1e3", "1e999999", "-0", "+5", ".5", "5.", "0x1F", "0o17", "1_000"),
    *("1,000", "3,5", "50%", "9" * 40, "9" * 41, "9" * 5000, "0." + "0" * 37 + "1", "-1", "101", "1000001"),
    *("35-45", "35..45", "35..", "..45", "..", "...", "1..2..3", "45..35", "1...2", "0..100", "-5..-3", "unknown"),
    *("yes", "no", "on", "true", "12:30", "2025-02-30", "2025-13", "0000-01-01", "9999-12", "2025-03-14..2025-03-18"),
    *("2025", "17.3.2025", "required", "not required", "accepted", "legal", "open", "is", "low", "../x", "/x", "C:\\x"),
    *("@a", "`a", "%a", "*a", "&a b", "!a b", "!!int 3", "<<", "{", "}", "[", "]", "- ", "? ", ": ", ", ", "#", " #"),
    *(
        "'",
        '"',
        "|",
        ">",
        "|2",
        ">-",
        "---",
        "...",
        "%YAML 1.1",
        "\t",
        "\r",
        "\x00",
        "\x07",
        "\x85",
        "\u2028",
        "\ufeff",
    ),
    *(
        "\u202e",
        "\U0001f600",
        "\u0661",
        "½",
        "−5",
        "–",
        "a" * 81,
        "a" * 3000,
        '"\\x1b[31m"',
        '"\\ud800"',
        '"\\q"',
        "=",
        "\\",
    ),
)

_TOKEN = re.compile(r"[\w.]+|\s+|[^\w\s]")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")


def _bytes(rng: random.Random, data: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at = rng.randrange(len(damaged) + 1)
        kind = rng.randrange(5)
        if kind == 0 and at < len(damaged):
            damaged[at] = rng.randrange(256)
        elif kind == 1:
            damaged[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 4)))
        elif kind == 2:
            del damaged[at : at + rng.choice((1, 1, 3, 30))]
        elif kind == 3:
            damaged[at:at] = rng.choice(NASTY).encode("utf-8", "surrogatepass")
        elif rng.random() < 0.3:
            del damaged[at:]
    return bytes(damaged)


def _lines(rng: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        kind = rng.randrange(6)
        if kind == 0 and len(lines) > 1:
            del lines[at]
        elif kind == 1:
            lines.insert(other % (len(lines) + 1), lines[at % len(lines)])
        elif kind == 2:
            other %= len(lines)
            lines[at % len(lines)], lines[other] = lines[other], lines[at % len(lines)]
        elif kind == 3:
            lines[at % len(lines)] = b" " * rng.randint(1, 5) + lines[at % len(lines)]
        elif kind == 4:
            lines[at % len(lines)] = lines[at % len(lines)].lstrip(b" ")
        else:
            lines.insert(
                at, rng.choice((b"---\n", b"...\n", b"%YAML 1.1\n", b"\t\n", b"- a\n", b"? b\n", b"# c\n", b"\n"))
            )
    return b"".join(lines)


def _tokens(rng: random.Random, data: bytes) -> bytes:
    tokens = _TOKEN.findall(data.decode("utf-8", "replace")) or [""]
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        at, other = rng.randrange(len(tokens)), rng.randrange(len(tokens))
        kind = rng.randrange(5)
        if kind == 0:
            tokens[at] = ""
        elif kind == 1:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif kind == 2:
            tokens[at] *= 2
        elif kind == 3:
            tokens[at] = tokens[other]
        else:
            tokens[at] = rng.choice(NASTY)
    return "".join(tokens).encode("utf-8", "surrogatepass")


def _numbers(rng: random.Random, data: bytes) -> bytes:
    """Change some numbers into others: much of what comes out is still a case."""
    text = data.decode("utf-8", "replace")
    share = rng.choice((0.05, 0.2, 0.6))

    def other(found: re.Match[str]) -> str:
        if rng.random() > share:
            return found[0]
        return rng.choice((str(rng.randint(0, 100)), f"{rng.randint(0, 100)}.{rng.randint(0, 99)}", "0", "1", "100"))

    return _NUMBER.sub(other, text).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=256)
def _tree(data: bytes) -> Tree | None:
    """Return a file as texts, lists and dictionaries; by our own parser, since PyYAML's overflows when nested deeply."""
    try:
        root = parse(data.decode("utf-8")).root
    except (LimitError, UnicodeDecodeError):
        return None
    return None if root is None else cast("Tree", plain(root))


def _copy(node: Tree) -> Tree:
    if isinstance(node, dict):
        return {key: _copy(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_copy(item) for item in node]
    return "" if node is None else str(node)


@dataclass
class _Slot:
    """A place that holds a value: a container, and a key or position in it."""

    holder: Any
    key: Any

    @property
    def value(self) -> Tree:
        return self.holder[self.key]

    @value.setter
    def value(self, value: Tree) -> None:
        self.holder[self.key] = value


def _slots(node: Tree) -> list[_Slot]:
    found: list[_Slot] = []
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            found += [_Slot(here, key) for key in here]
            waiting += here.values()
        elif isinstance(here, list):
            found += [_Slot(here, position) for position in range(len(here))]
            waiting += here
    return found


def _nasty_node(rng: random.Random) -> Tree:
    kind = rng.randrange(9)
    if kind == 0:
        nested: Tree = "x"
        for _ in range(rng.choice((3, 49, 60))):
            nested = [nested] if rng.random() < 0.5 else {"is": nested}
        return nested
    if kind == 1:
        return [str(i) for i in range(rng.choice((0, 1, 70, 300)))]
    if kind == 2:
        return {f"name {i}": None for i in range(rng.choice((0, 1, 70)))}
    if kind == 3:
        return {"is": rng.choice(NASTY), "by": rng.choice(NASTY)}
    if kind == 4:
        return {"low": rng.choice(NASTY), "likely": "5", "high": rng.choice(NASTY)}
    return rng.choice(NASTY)


def _damage(rng: random.Random, slot: _Slot, other: _Slot) -> None:
    """Damage a tree in one place, with material from another."""
    kind = rng.randrange(7)
    if kind == 0:
        del slot.holder[slot.key]
    elif kind == 1:
        slot.value = _copy(other.value)
    elif kind == 2 and isinstance(slot.key, str):
        slot.holder[rng.choice((rng.choice(NASTY)[:90], str(other.key)))] = _copy(slot.value)
    elif kind == 3 and isinstance(slot.key, int):
        slot.holder.append(_copy(slot.value))
    elif kind == 4:
        slot.value = [slot.value] if rng.random() < 0.5 else {str(other.key): slot.value}
    elif kind == 5 and isinstance(slot.key, str):
        slot.holder[slot.key + rng.choice("sxe ")] = slot.holder.pop(slot.key)
    else:
        slot.value = _nasty_node(rng)


def _nodes(rng: random.Random, data: bytes) -> bytes:
    found = _tree(data)
    if found is None:
        return _tokens(rng, data)
    tree = _copy(found)
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        slots = _slots(tree)
        if slots:
            _damage(rng, rng.choice(slots), rng.choice(slots))
    try:
        dumped = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)
    except (UnicodeEncodeError, yaml.YAMLError):
        return _tokens(rng, data)
    return dumped.encode("utf-8", "surrogatepass")


def _bomb(rng: random.Random, data: bytes) -> bytes:
    """Nest deeply, or repeat something very often."""
    piece = rng.choice(
        (b"[", b"{a: ", b"- ", b"? ", b"{", b"a: [", b"- - ", b"[{", b"!a ", b"&a ", b"'", b'"', b"|\n", b"  ")
    )
    bomb = piece * rng.choice((40, 60, 1_000, 10_000, 100_000))
    at = rng.randrange(len(data) + 1)
    return rng.choice((bomb, b"case: " + bomb, data[:at] + bomb + data[at:], data + bomb))


def _splice(rng: random.Random, data: bytes) -> bytes:
    at, other = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
    return data[:at] + data[other:] + data[at:other]


Mutation = Callable[[random.Random, bytes], bytes]
MUTATIONS: tuple[tuple[Mutation, int], ...] = (
    (_bytes, 4),
    (_lines, 4),
    (_tokens, 6),
    (_numbers, 4),
    (_nodes, 8),
    (_splice, 1),
    (_bomb, 1),
)


def damaged(rng: random.Random, good: tuple[bytes, ...], bad: tuple[bytes, ...]) -> bytes:
    """Return one damaged case file, mostly from a good one; small ones are taken more often than large ones."""
    seeds = good if rng.random() < 0.85 else bad
    data = rng.choices(seeds, [1 / (500 + len(seed)) for seed in seeds])[0]
    mutations, weights = zip(*MUTATIONS, strict=True)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        mutation: Mutation = rng.choices(mutations, weights)[0]
        data = mutation(rng, data)
    return data
