"""A command that asks one question of a case (``move``, ``ratify``): its words, its document, its golden file."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema

from cli.samples import Run
from cli.test_json import closed, no_constant
from detente.report import Document, write

_GOLDEN = Path(__file__).parent / "asked"


@dataclass(frozen=True)
class Question:
    """A question, as the tests of its command ask it.

    Parameters
    ----------
    command
        The name of the command.
    words
        The answer in words for ``wage-vote``, over a number of draws.
    schema
        The schema of its document.
    """

    command: str
    words: Callable[[int | None], Document]
    schema: Callable[[], Any]

    def printed(self, width: int = 80, draws: int | None = None) -> str:
        """Return what is printed for ``wage-vote``."""
        stream = io.StringIO()
        write(self.words(draws), stream, width=width)
        return stream.getvalue()

    def golden(self) -> str:
        """Return what is to be printed for ``wage-vote``; with ``DETENTE_UPDATE`` in the environment it is kept."""
        file = _GOLDEN / f"{self.command}-wage-vote.txt"
        if os.environ.get("DETENTE_UPDATE"):
            file.write_text(self.printed(), encoding="utf-8")
        return file.read_text(encoding="utf-8")

    def validator(self) -> Any:
        """Return a validator that allows no key beyond the schema's."""
        schema = closed(self.schema())
        jsonschema.Draft202012Validator.check_schema(schema)
        return jsonschema.Draft202012Validator(schema)

    def document(self, detente: Run, *words: object) -> Any:
        """Return the document that the command prints."""
        ran = detente(self.command, *words, "--json")
        assert ran.code == 0, ran.err
        return json.loads(ran.out, parse_constant=no_constant)
