"""An interruption that comes out of an import as another error is still an interruption."""

from __future__ import annotations

import contextlib
import signal

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


def test_one_of_which_no_trace_is_left_is_one_too(detente: Run, monkeypatch: pytest.MonkeyPatch):
    def broken(_: str) -> object:
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        raise ImportError("a module stopped half way")

    monkeypatch.setattr("detente.cli.group.import_module", broken)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        ran = detente("check", "wage-talks")
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert (ran.code, "Interrupted." in ran.err) == (130, True)
