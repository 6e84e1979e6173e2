"""Results and sheets as self-contained web pages: no script, no request, light, dark and print."""

from detente.report.html.frame import Frame, render

__all__ = ["Frame", "render"]
