from __future__ import annotations

import re

import pytest
import yaml

from detente.errors import LimitError
from detente.io import parse as parse_module
from detente.io.nodes import Mapping, Nothing, Scalar, Sequence, find, path_text, plain
from detente.io.parse import MAX_DEPTH, MAX_NODES, parse
from detente.io.text import MAX_BYTES, decode, faults_of_characters
from fuzz.seeds import bad, good

TEXT = """\
case: "Üb 🕊 it's"   # a comment
parties:
  - a
  - 'b b'
note: |
  two
  lines
flow: {x: [1, ~], y: }
"""


def root(text: str) -> Mapping:
    found = parse(text)
    assert not found.faults
    assert found.root is not None
    return found.root


def test_every_scalar_stays_text() -> None:
    texts = ["yes", "12:30", "0x1F", "2025-02-30", "1e3", "01", "null", "1.0"]
    assert plain(root("\n".join(f"k{i}: {text}" for i, text in enumerate(texts)))) == {
        f"k{i}": text for i, text in enumerate(texts)
    }


def test_nothing_is_told_from_text() -> None:
    found = plain(root("a:\nb: ~\nc: null\nd: ''\ne: 'null'\n"))
    assert isinstance(found, dict)
    assert found["a"] is None
    assert isinstance(found["b"], Nothing)
    assert isinstance(found["c"], Nothing)
    assert found["d"] == ""
    assert not isinstance(found["e"], Nothing)


def walk(node: Mapping | Sequence | Scalar) -> list[Mapping | Sequence | Scalar]:
    if isinstance(node, Mapping):
        return [node, *(n for entry in node.entries.values() for part in (entry.key, entry.value) for n in walk(part))]
    return [node, *(n for item in node.items for n in walk(item))] if isinstance(node, Sequence) else [node]


def check_places(text: str, tree: Mapping) -> None:
    for node in walk(tree):
        before = text[: node.start]
        assert node.line == before.count("\n") + 1
        assert node.column == len(before) - before.rfind("\n")
        assert node.end <= len(text)
        if isinstance(node, Scalar) and node.bare and "\n" not in node.text:
            # A text that goes on over several lines is folded: a line break and its indentation read as one space.
            assert re.sub(r"[ \r]*\n *", " ", text[node.start : node.end]) == node.text


def test_offsets_count_characters_of_the_text() -> None:
    tree = root(TEXT)
    check_places(TEXT, tree)
    case = tree.entries["case"].value
    assert TEXT[case.start : case.end] == '"Üb 🕊 it\'s"'
    flow = tree.entries["flow"].value
    assert TEXT[flow.start : flow.end] == "{x: [1, ~], y: }"
    parties = tree.entries["parties"].value
    assert TEXT[parties.start : parties.end] == "- a\n  - 'b b'"


@pytest.mark.parametrize("data", good(), ids=lambda data: str(len(data)))
def test_offsets_of_whole_cases(data: bytes) -> None:
    text = data.decode()
    check_places(text, root(text))


def test_windows_line_ends_count_once() -> None:
    tree = root("case: a\r\nparties:\r\n  - b\r\n")
    assert tree.entries["parties"].key.line == 2
    assert find(tree, ("parties", 0)).line == 3


def parsed_texts() -> list[str]:
    """Texts that reach the parser and are not too long for the slow one."""
    decoded = [decode(data) for data in (*good(), *bad())]
    return [t for t, damaged in decoded if not damaged and not faults_of_characters(t) and len(t) < 8_000]


@pytest.mark.parametrize("text", parsed_texts(), ids=lambda text: str(len(text)))
def test_the_python_parser_builds_the_same_nodes(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        fast = parse(text)
    except LimitError:
        fast = None
    monkeypatch.setattr(parse_module, "_LOADER", yaml.SafeLoader)
    if fast is None:
        with pytest.raises(LimitError):
            parse(text)
        return
    slow = parse(text)
    assert [fault.finding.code for fault in slow.faults] == [fault.finding.code for fault in fast.faults]
    assert (slow.root is None) == (fast.root is None)
    if slow.root and fast.root:
        assert plain(slow.root) == plain(fast.root)


LONG = "long, name " * 120


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("case: c\nx: {{{flat}: both, b: both}}\n", 2, 5),
        ("case: c\nx: {{a: both, {flat}: both}}\n", 2, 14),
        ("case: c\nx: {{a: both, '{long}': both}}\n", 2, 14),
        ("case: c\nx: [a, {flat}: both]\n", 2, 8),
        ("case: c\nx:\n  {long}: both\n", 3, 3),
        ('case: c\nx:\n  "{long}": both\n', 3, 3),
        ("case: c\nx:\n  a: both\n  {long}: both\n", 4, 3),
        ("case: c\nx:\n  - {long}: both\n", 3, 5),
        ("case: c\n{long}: both\n", 2, 1),
        ("{long}: both\n", 1, 1),
    ],
)
def test_a_name_that_yaml_takes_for_none_is_told_to_be_too_long(
    loader: str, text: str, line: int, column: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse_module, "_LOADER", getattr(yaml, loader))
    name = LONG.strip()
    (fault,) = parse(text.format(long=name, flat=name.replace(",", ""))).faults
    assert (fault.finding.code, fault.line, fault.column) == ("bad-name", line, column)
    assert re.match("The name `long,? name .*…` has 1,[0-9]{3} characters", fault.finding.message)
    assert fault.finding.remedy.startswith("Use at most 80 characters")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("case: c\n{long}\nparties: [a]\n", "missing-colon"),
        ("case: c\n{long}\nparties: [a]\n".replace("{long}", "'{long}' x"), "missing-colon"),
        ("case: c\nnote: {long}: more\n", "second-colon"),
        ("x: {{a: {flat}: both}}\n", "missing-comma"),
    ],
)
def test_other_faults_of_long_lines_are_told_as_ever(text: str, code: str) -> None:
    (fault,) = parse(text.format(long=LONG.strip(), flat=LONG.strip().replace(",", ""))).faults
    assert fault.finding.code == code


def test_find_points_at_scalars_and_at_the_keys_of_the_rest() -> None:
    tree = root(TEXT)
    assert find(tree, ("case",)) is tree.entries["case"].value
    assert find(tree, ("case",), key=True) is tree.entries["case"].key
    assert find(tree, ("parties",)) is tree.entries["parties"].key
    assert find(tree, ("parties", 1)).line == 4
    assert find(tree, ("flow", "y")).column == 19
    assert find(tree, ("flow", "y", "deeper", 7)).column == 19
    assert find(tree, ("absent", "x")) is tree


def test_paths_are_written_without_ambiguity() -> None:
    assert path_text(("proposals", "a.b", "package", "wage [EUR]")) == 'proposals."a.b".package."wage [EUR]"'
    assert path_text(("rules", 2, "never")) == "rules[2].never"
    assert path_text(("parties", "a\x1bb", "")) == 'parties.a b.""'


def test_depth_is_limited() -> None:
    deepest = "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert not parse(deepest).faults
    with pytest.raises(LimitError, match="deeper than 50"):
        parse("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)


def test_the_number_of_nodes_is_limited() -> None:
    assert not parse("a: [" + "x," * (MAX_NODES - 3) + "]").faults
    with pytest.raises(LimitError, match="names and values"):
        parse("a: [" + "x," * MAX_NODES + "]")


def test_size_is_limited() -> None:
    assert decode(b" " * MAX_BYTES)[1] is None
    with pytest.raises(LimitError, match="2,000,001"):
        decode(b" " * (MAX_BYTES + 1))


def test_a_byte_order_mark_is_allowed_and_not_counted() -> None:
    text, damaged = decode(b"\xef\xbb\xbfcase: a\n")
    assert text == "case: a\n"
    assert damaged is None


def test_the_place_of_a_bad_byte_counts_characters() -> None:
    _, damaged = decode("a: b\nç: ".encode() + b"\xff\n")
    assert damaged is not None
    assert (damaged.line, damaged.column) == (2, 4)


@pytest.mark.parametrize("text", ["a: b\u2028c", "a: \x85", "a\x00", "\x1b[0m", "a: \ufeffb"])
def test_invisible_characters_are_refused(text: str) -> None:
    assert [placed.finding.code for placed in faults_of_characters(text)] == ["control-character"]


def test_many_tabs_are_one_fault() -> None:
    (fault,) = faults_of_characters("a:\n\tb: 1\n\tc: 2\n")
    assert (fault.line, fault.column) == (2, 1)
    assert "1 more" in fault.finding.message
