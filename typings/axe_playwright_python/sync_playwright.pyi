from typing import TypedDict

from playwright.sync_api import Page

class Node(TypedDict):
    html: str

class Rule(TypedDict):
    id: str
    impact: str
    nodes: list[Node]

class Response(TypedDict):
    violations: list[Rule]

class AxeResults:
    response: Response

class Axe:
    def run(self, page: Page) -> AxeResults: ...
