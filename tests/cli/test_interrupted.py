"""An interruption that comes out of an import as another error is still an interruption."""

from __future__ import annotations

import pytest

from cli.samples import Run


@pytest.mark.parametrize(("cause", "code"), [(KeyboardInterrupt(), 130), (ValueError("odd"), 70)])
def test_what_goes_back_to_an_interruption_is_one(
    detente: Run, monkeypatch: pytest.MonkeyPatch, cause: BaseException, code: int
):
    def broken(_: str) -> object:
        raise ImportError("a module stopped half way") from cause

    monkeypatch.setattr("detente.cli.group.import_module", broken)
    ran = detente("check", "wage-talks")
    assert ran.code == code
    assert ("Interrupted." in ran.err) == (code == 130)
