"""What holds for every page without a browser: it needs nothing else, and its parts are named and in order."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from web.tree import Node, parse

LIMIT = 2_000_000


def outside(tree: Node) -> list[str]:
    """Return what a page would fetch, run, or send, its style sheet included."""
    found = [f"<{node.tag}>" for node in tree.all("script", "link", "iframe", "object", "embed", "form", "base", "use")]
    for node in tree.all():
        for name, value in node.attributes.items():
            if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                found.append(f"{name}={value[:40]}")
            if name in {"src", "srcset", "poster", "data", "background", "ping"} and not value.startswith("data:"):
                found.append(f"{name}={value[:40]}")
            if "url(" in value and not re.search(r"url\(['\"]?(#|data:)", value):
                found.append(f"{name}={value[:40]}")
    for style in tree.all("style"):
        found += re.findall(r"@import[^;]*|url\((?!['\"]?(?:#|data:))[^)]*\)", style.text)
    return found


def bare_pictures(tree: Node) -> list[str]:
    """Return the pictures without a name, or without a table in their figure or behind it in their section."""
    found: list[str] = []
    order = list(tree.all())
    for svg in tree.all("svg"):
        if svg.attributes.get("aria-hidden") == "true":
            continue
        titles = [child for child in svg.children if isinstance(child, Node) and child.tag == "title" and child.text]
        if svg.attributes.get("role") != "img" or not (titles or svg.attributes.get("aria-label")):
            found.append("a picture without role or title")
        section = svg.up("section")
        behind = order[order.index(svg) :]
        if section is None or not any(node.tag == "table" and node.up("section") is section for node in behind):
            found.append("a picture without a table")
    return found


def silent_pictures(tree: Node) -> list[str]:
    """Return the names of pictures whose description tells no finding: no number, and not that there is nothing."""
    found: list[str] = []
    for svg in tree.all("svg"):
        told = {
            node.tag: node.text for node in svg.children if isinstance(node, Node) and node.tag in {"title", "desc"}
        }
        if svg.attributes.get("role") == "img" and not re.search(r"\d|\bNone\b|\bnone\b", told.get("desc", "")):
            found.append(told.get("title", "a picture"))
    return found


def bare_tables(tree: Node) -> list[str]:
    """Return the tables without a caption, without heads, or outside a region that scrolls by itself.

    A card's table is narrow enough to need none, which a browser has to confirm.
    """
    found: list[str] = []
    for table in tree.all("table"):
        captions = [caption.text for caption in table.all("caption") if caption.text]
        name = captions[0] if captions else "a table"
        if not captions:
            found.append("a table without a caption")
        heads = [head for row in table.all("thead") for head in row.all("th")]
        if not heads or any(head.attributes.get("scope") != "col" for head in heads):
            found.append(f"{name}: no heads")
        around = table.parent
        wanted = {"role": "region", "tabindex": "0"}
        if around is not None and "card" in around.attributes.get("class", "").split():
            continue
        if around is None or wanted.items() - around.attributes.items() or not around.attributes.get("aria-label"):
            found.append(f"{name}: no region around it")
    return found


def test_it_is_small(page_file: Path):
    assert page_file.stat().st_size < LIMIT


def test_it_fetches_runs_and_sends_nothing(tree: Node):
    assert outside(tree) == []


def test_its_policy_allows_nothing(tree: Node):
    (policy,) = (
        node.attributes["content"]
        for node in tree.all("meta")
        if node.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    allowed = dict(part.split(maxsplit=1) for part in policy.split("; "))
    assert allowed.pop("style-src") == "'unsafe-inline'"
    assert allowed.pop("img-src") == "data:"
    assert set(allowed.values()) == {"'none'"}
    assert "default-src" in allowed


def test_it_names_its_language_and_itself(tree: Node):
    (html,) = tree.all("html")
    assert html.attributes["lang"].startswith("en")
    (title,) = (node for node in tree.all("title") if node.up("svg") is None)
    (heading,) = tree.all("h1")
    assert heading.text in title.text


def test_its_headings_leave_out_no_level(tree: Node):
    levels = [int(node.tag[1]) for node in tree.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_its_landmarks_are_there_once(tree: Node):
    for tag in ("header", "main", "footer"):
        assert len([node for node in tree.all(tag) if node.up("main", "section", "article") is None]) == 1, tag
    assert all(node.attributes.get("aria-label") for node in tree.all("nav"))


def test_its_links_inside_lead_somewhere(tree: Node):
    ids = [node.attributes["id"] for node in tree.all() if "id" in node.attributes]
    assert len(set(ids)) == len(ids)
    for node in tree.all():
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(node.attributes.get(name, "").split()) <= set(ids), node.attributes
        link = node.attributes.get("href", "")
        assert not link.startswith("#") or link[1:] in ids, link


def test_every_section_has_a_name(tree: Node):
    assert not [node for node in tree.all("section") if not {"aria-labelledby", "aria-label"} & node.attributes.keys()]


def test_every_picture_is_named_and_has_its_table(tree: Node):
    assert bare_pictures(tree) == []


def test_every_picture_tells_its_finding(tree: Node):
    assert silent_pictures(tree) == []


def test_every_table_has_caption_heads_and_a_region(tree: Node):
    assert bare_tables(tree) == []


TABLE = "<table><caption>A</caption><thead><tr><th scope='col'>B</th></tr></thead></table>"


@pytest.mark.parametrize(
    ("finder", "bad", "good"),
    [
        (outside, "<img src='https://example.org/a.png'>", "<img src='data:,'>"),
        (outside, "<style>@import 'a.css'</style>", "<style>p { color: red }</style>"),
        (outside, "<p style='background: url(a.png)'></p>", "<path fill='url(#a)'></path>"),
        (outside, "<a href='javascript:a()'>a</a>", "<a href='https://example.org'>a</a>"),
        (outside, "<p onclick='a()'></p>", "<p></p>"),
        (outside, "<script>1</script>", "<p>script</p>"),
        (
            bare_pictures,
            "<section><svg role='img'></svg><table></table></section>",
            "<section><figure><svg role='img'><title>A</title></svg></figure><table></table></section>",
        ),
        (
            bare_pictures,
            "<section><table></table><svg role='img'><title>A</title></svg></section><section><table></table></section>",
            "<section><svg aria-hidden='true'></svg></section>",
        ),
        (
            silent_pictures,
            "<svg role='img'><title>In 9 draws</title><desc>A dot for each package.</desc></svg>",
            "<svg role='img'><title>Gains</title><desc>Most: 9 of 60 draws.</desc></svg><svg aria-hidden='true'></svg>",
        ),
        (
            bare_tables,
            TABLE,
            f"<div role='region' tabindex='0' aria-label='A'>{TABLE}</div>",
        ),
    ],
)
def test_what_is_wrong_is_found(finder: object, bad: str, good: str):
    assert callable(finder)
    assert finder(parse(bad))
    assert not finder(parse(good))
